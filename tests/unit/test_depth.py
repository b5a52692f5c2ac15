"""Documents nested too deeply are refused by our own limit, alike on every Python."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badgerules import (
    DocumentError,
    assess,
    dump_assessment,
    dump_ledger,
    dump_remedies,
    ledger,
    load_record,
    remedies,
)
from badgerules.cli import main
from badgerules.replay import replay
from badgerules.serialization.reading import DEEPEST, parsed_json
from badgerules.vocabulary import Badge, ProblemCode
from builders import AS_OF, contract, good_record

DEEP = 100_000
TOLD = "$: must be nested less deeply, at most 100 levels"


def depth_of(value: Any) -> int:  # noqa: ANN401  # any JSON
    """Return how many lists and objects stand in one another: none for a plain value."""
    inside: Any = value
    if isinstance(value, dict):
        inside = [*inside.values()]
    elif not isinstance(value, list):
        return 0
    return 1 + max(map(depth_of, inside), default=0)


def refusal_of(text: str | bytes) -> str | None:
    """Return why a text is not parsed; None where it is."""
    try:
        parsed_json(text)
    except DocumentError as error:
        refused = error
    else:
        return None
    assert [one.code for one in refused.problems] == [ProblemCode.WRONG_FORM]
    return str(refused)


NESTINGS = {
    "lists": ("[", "]"),
    "objects": ('{"a": ', "}"),
    "both": ('[{"a": ', "}]"),
    "lists after lists": ("[[], ", "]"),
    "brackets in texts": ('["]}\\"]", ', "]"),
    "brackets in keys": ('{"}\\\\": 1, "]]": ', "}"),
    "many letters": ('["é中\\u005d\\n", ', "]"),
}


@pytest.mark.parametrize("name", NESTINGS)
def test_the_limit_is_a_hundred_levels(name: str) -> None:
    """At the limit a document is parsed, one level deeper it is not, whatever its texts hold."""
    first, last = NESTINGS[name]
    once, twice = (depth_of(json.loads(first * times + "1" + last * times)) for times in (1, 2))
    times = (DEEPEST - 2) // (twice - once)
    left = DEEPEST - times * (twice - once)
    whole = first * times + "[" * left + "]" * left + last * times
    assert depth_of(json.loads(whole)) == DEEPEST == 100
    assert refusal_of(whole) is refusal_of(whole.encode()) is None
    assert refusal_of(f"[{whole}]") == refusal_of(f"[{whole}]".encode()) == TOLD
    assert refusal_of(f"[{whole}, {whole}]") == TOLD


@pytest.mark.parametrize("opening", ["[", '{"a": ', '[{"a": ', '["]", '])
@pytest.mark.parametrize("is_closed", [False, True])
def test_far_too_deep_is_told_by_the_library_and_by_the_command(
    opening: str,
    is_closed: bool,  # noqa: FBT001  # a parameter
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Records and saved answers, and both as files of the command, get the same message."""
    closing = "".join("}" if sign == "{" else "]" for sign in reversed(opening) if sign in "{[")
    text = opening * DEEP + ("1" + closing * DEEP if is_closed else "")
    with pytest.raises(DocumentError) as of_record:
        load_record(text)
    with pytest.raises(DocumentError) as of_answer:
        replay(good_record(), text)
    assert str(of_record.value) == str(of_answer.value) == TOLD
    folder = tmp_path_factory.mktemp("deep")
    (deep, fine) = folder / "deep.json", folder / "fine.json"
    deep.write_text(text)
    fine.write_text('{"format": 1, "kind": "agency", "contracts": []}')
    for arguments, place in (
        (["assess", str(deep)], ""),
        (["timeline", str(deep)], ""),
        (["assess", str(fine), "--against", str(deep)], "--against "),
    ):
        assert main(arguments) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err) == ("", f"badgerules: {place}{TOLD}\n")


TEXTS = st.text('[]{}",:\\ab\né\U0001f600', max_size=8)
VALUES = st.recursive(
    st.none() | st.integers(-(10**6), 10**6) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(
    value=VALUES,
    around=st.integers(DEEPEST - 12, DEEPEST + 2),
    text=TEXTS,
    is_ascii=st.booleans(),
)
@example(value=[], around=DEEPEST - 1, text='"', is_ascii=True)
@example(value=[], around=DEEPEST, text='\\"', is_ascii=False)
def test_depth_is_measured_exactly(
    value: object,
    around: int,
    text: str,
    *,
    is_ascii: bool,
) -> None:
    """Of any JSON it is known whether it is deeper than the limit; what texts hold is no depth."""
    whole = value
    for level in range(around):
        whole = [text, whole] if level % 2 else {text: whole}
    written = json.dumps(whole, ensure_ascii=is_ascii)
    expected = TOLD if depth_of(whole) > DEEPEST else None
    assert refusal_of(written) == expected
    assert expected or json.dumps(parsed_json(written), ensure_ascii=is_ascii) == written


@pytest.mark.parametrize(
    "text",
    ["[" * 80 + "]" * 70, '"[' * 500, "]" * 500, '["' + "[" * 500, "\\" * 501 + "[", "}{" * 500],
)
def test_what_is_no_json_is_refused_whether_deep_or_not(text: str) -> None:
    """Where quotes or brackets are missing nothing is deep for sure, and nothing is parsed."""
    assert (refusal_of(text) or "").startswith("$: must be ")


def test_half_of_a_letter_is_no_trouble() -> None:
    """Text in Python may hold half of a pair; it is counted, and read as `json` reads it."""
    assert parsed_json('["\ud800"]') == ["\ud800"]


def test_our_own_documents_are_far_from_the_limit() -> None:
    """A saved answer with all that the command adds stands in seven levels."""
    record = good_record("freelancer", contract("40000.00"))
    asked: dict[str, Any] = {"as_of": AS_OF}
    answer = dump_assessment(assess(record, **asked))
    answer["ledger"] = dump_ledger(ledger(record, "top_rated_plus", **asked))
    answer["remedies"] = {
        badge.value: dump_remedies(remedies(record, badge, **asked)) for badge in Badge
    }
    assert depth_of(answer) == 7


def test_a_saved_answer_given_as_deep_objects_is_a_clear_error() -> None:
    """A dict never went through text; however deep its parts are, it is refused as unfit."""
    deep: list[Any] = []
    for _ in range(DEEP):
        deep = [deep]
    answer = {**dump_assessment(assess(good_record(), as_of=AS_OF)), "more": deep}
    with pytest.raises(DocumentError, match="the key is not known"):
        replay(good_record(), answer)
    while deep:  # or Python takes it apart level by level
        deep = deep.pop()
