"""The quick reader says what the full one says, of whatever stands in a document.

The full reader is its oracle: it builds every object by its public class, and knows nothing of the
quick one. Where something does not fit, the quick one must give up and leave the words to it.
"""

from __future__ import annotations

import json
import pickle
import sys
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgerules import DocumentError, InvalidRecordError, TalentRecord, dump_record, load_record
from badgerules.money import cents_from
from badgerules.serialization import loading
from badgerules.serialization.loading import REMEMBERED, all_cents_from, loaded_at_once
from badgerules.serialization.reading import parsed_json, read_record
from badgerules.testing import talent_records
from drawing import draws

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parents[2]
STORED = [
    *(json.loads(file.read_text("utf-8")) for file in sorted((TOP / "examples").glob("*.json"))),
    *(
        json.loads(file.read_text("utf-8"))["record"]
        for file in sorted((TOP / "tests/cases").glob("*.json"))
    ),
]
"""Documents that people wrote: the examples and the cases."""

WHOLE: dict[str, Any] = {
    "format": 1, "id": "a", "kind": "freelancer", "country": "US", "base_badge": None,
    "exclusive_agency_contractor": False,
    "contracts": [
        {"id": "shop", "category": "legal", "outcome": "positive", "outcome_on": "2020-03-09",
         "ended_on": None,
         "payments": [{"paid_on": "2020-03-02", "amount": "200.00"},
                      {"paid_on": "2020-03-01", "amount": "-7.50"}]},
        {"id": "blog", "category": "Web, Mobile & Software Dev", "payments": []},
        {"id": "none", "category": "writing"},
    ],
    "reputation": {
        "job_success_score": 91, "holds": ["2020-02-01"], "average_feedback": "4.80",
        "weeks": [{"ends_on": "2020-08-29", "eligible": True}],
        "scores": [{"since": "2020-05-01", "score": 90}, {"since": "2020-06-01", "score": None}],
    },
    "expert_vetting": {"category": "legal", "prior_assessments": ["upwork_pro"]},
    "certifications": [{"status": "approved", "expires_on": "2021-01-01"}],
    "stats": {"shown_on": "2020-09-01", "earnings_12_months": "200.00", "badge": "none"},
    "payments_known_since": "2019-01-01",
}  # fmt: skip
"""A record with something of everything that a record can hold."""

ODD: st.SearchStrategy[Any] = st.sampled_from([
    None, True, 0, 1, 1.0, 10**18, "", " ", "a:b", '":', "\x00", "1", "1.0", "1.005", "-1.00",
    "00000000000001.00", "9999999999999.99", "1.00\n2.00", "2020-02-30", "2020-2-3", "20200301",
    "legal", "Legal", "positive", "top_rated", "agency", "US", [], {}, [[]], [{}], {"": 1},
    ["2020-01-01"],
])  # fmt: skip
FOREIGN: st.SearchStrategy[Any] = st.sampled_from([
    date(2020, 3, 1), date.max, Decimal(7), Decimal("7.505"), Decimal("NaN"), (), b"1.00",
])  # fmt: skip
"""What only a mapping can hold."""


def spelled_out(value: object) -> object:
    """Return a value with its class and with every slot, derived ones too."""
    if attrs.has(kind := type(value)):
        return kind, [spelled_out(getattr(value, one.name)) for one in attrs.fields(kind)]
    whole: Any = value
    return [*map(spelled_out, whole)] if type(value) is tuple else (type(value), value)


def places(whole: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401  # any JSON
    """Return every object and list with every key or index in it."""
    if type(whole) in {dict, list}:
        keys: list[Any] = [*whole] if hasattr(whole, "keys") else [*range(len(whole))]
        for key in keys:
            yield whole, key
            yield from places(whole[key])


@st.composite
def changed(draw: st.DrawFn, values: st.SearchStrategy[object]) -> dict[str, Any]:
    """Draw a document with some places left out or set to something else."""
    document: dict[str, Any] = json.loads(json.dumps(WHOLE))
    for _ in range(draw(st.integers(1, 2))):
        whole, key = draw(st.sampled_from([*places(document)]))
        match draw(st.sampled_from(["set", "set", "left out", "added"])):
            case "set":
                whole[key] = deepcopy(draw(values))  # what is drawn may be changed in turn
            case "left out":
                del whole[key]
            case _ if hasattr(whole, "append"):
                whole.append(json.loads(json.dumps(whole[key], default=str)))
            case _:
                whole[draw(st.sampled_from(["amount", "since", "name", "skill"]))] = deepcopy(
                    draw(values)
                )
    return document


def check(document: Any) -> bool:  # noqa: ANN401  # any document
    """Hold the quick reader against the full one; tell whether the document fits."""
    quick = loaded_at_once(document)
    try:
        full = read_record(document)
    except DocumentError as error:
        problems = error.problems
    else:
        assert quick is not None
        assert spelled_out(quick) == spelled_out(full)
        return True
    assert quick is None
    with pytest.raises(DocumentError) as told:
        load_record(document)
    assert told.value.problems == problems
    return False


@given(record=talent_records(is_money_open=st.booleans()))
def test_a_record_is_what_its_public_class_makes(record: TalentRecord) -> None:
    """Built from checked parts, a record has the slots, the hash and the copies of any other."""
    quick = loaded_at_once(json.dumps(dump_record(record)))
    assert quick is not None
    assert spelled_out(quick) == spelled_out(record)
    assert hash(quick) == hash(record)
    assert spelled_out(pickle.loads(pickle.dumps(quick))) == spelled_out(record)  # noqa: S301  # our own
    assert spelled_out(attrs.evolve(quick)) == spelled_out(record)


def test_what_is_read_at_once_is_frozen() -> None:
    """A record, a contract and a payment that were built quickly cannot be changed either."""
    record = loaded_at_once(WHOLE)
    assert record is not None
    contract = record.contracts[0]
    for value, name in ((record, "id"), (contract, "id"), (contract.payments[0], "cents")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, name, "another")


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("is_ascii", [True, False])
def test_what_people_wrote_is_read_at_once(indent: int | None, *, is_ascii: bool) -> None:
    """Every example and every case fits, as text and as a mapping, however it is laid out."""
    for document in [*STORED, WHOLE]:
        text = json.dumps(document, indent=indent, ensure_ascii=is_ascii)
        assert check(document)
        assert check(text)
        assert check(text.encode())


@draws(1_000)
@given(document=changed(ODD))
def test_the_quick_reader_refuses_no_more_and_no_less(document: dict[str, Any]) -> None:
    """What was changed is read or refused by both alike, as text and as a mapping."""
    assert check(json.dumps(document)) == check(document)


@draws(300)
@given(document=changed(ODD | FOREIGN))
def test_mappings_may_hold_what_no_text_can(document: dict[str, Any]) -> None:
    """Days and decimals are read from a mapping, and everything else is refused, by both alike."""
    check(document)


SHOP = WHOLE["contracts"][0]
PAID = {"paid_on": date(2020, 3, 1), "amount": Decimal("7.50")}


@pytest.mark.parametrize(
    "contracts",
    [
        [SHOP, SHOP | {"payments": []}],
        [SHOP | {"payments": {}}],
        [SHOP | {"payments": ""}],
        [SHOP | {"payments": None}],
        [SHOP | {"outcome": None}],
        [SHOP | {"payments": [PAID, PAID | {"amount": 7}]}],
        [SHOP | {"payments": [PAID, PAID | {"amount": 7.5}]}],
        [SHOP | {"payments": [PAID, PAID | {"amount": 10**5000}]}],
        [SHOP | {"payments": [PAID | {"paid_on": datetime(2020, 3, 1)}]}],  # noqa: DTZ001  # refused
        [SHOP | {"payments": [PAID | {"note": "bonus"}]}],
        [SHOP | {"payments": [{"paid_on": "2020-03-01"}]}],
        [SHOP | {"payments": [["2020-03-01", "7.50"]]}],
        [[*SHOP.items()]],
        {},
        "",
        None,
    ],
)
def test_what_does_not_fit_is_left_to_the_full_reader(contracts: object) -> None:
    """Contracts and payments that cannot be are refused in the words of the full reader."""
    assert not check(WHOLE | {"contracts": contracts})


@pytest.mark.parametrize(
    "contracts",
    [
        (SHOP,),
        [SHOP | {"payments": (PAID,)}],
        [SHOP | {"payments": [PAID, PAID | {"amount": "7.5"}]}],
        [SHOP | {"payments": [PAID | {"paid_on": "2020-03-01"}]}],
    ],
)
def test_a_mapping_of_python_is_read_at_once(contracts: object) -> None:
    """Tuples, days and decimals are no surprise."""
    assert check(WHOLE | {"contracts": contracts})


def never_read() -> Iterator[object]:
    """Return what might go on for ever."""
    yield pytest.fail("it is read")


def test_what_is_no_list_is_not_gone_through() -> None:
    """Contracts and payments must stand in a list; anything else might have no end."""
    assert not check(WHOLE | {"contracts": never_read()})
    assert not check(WHOLE | {"contracts": [SHOP | {"payments": never_read()}]})


DEEP = """
import sys
from badgerules import DocumentError, load_record
sys.setrecursionlimit(10**6)
try:
    load_record("[" * 10**6)
except DocumentError as error:
    print(error)
"""


def test_text_of_any_depth_is_refused_however_deep_python_may_go() -> None:
    """Python 3.11 ends the process where its parser goes too deep and was allowed to."""
    done = run([sys.executable, "-c", DEEP], capture_output=True, text=True, check=True)
    assert done.stdout == "$: must be nested less deeply, at most 100 levels\n"


OBJECTS = [
    "$", "$.contracts[0]", "$.contracts[0].payments[1]", "$.reputation", "$.reputation.weeks[0]",
    "$.reputation.scores[1]", "$.expert_vetting", "$.certifications[0]", "$.stats",
]  # fmt: skip
"""Where an object of the whole record stands."""


def object_at(document: Any, path: str) -> Any:  # noqa: ANN401  # as above
    """Return the object of a path."""
    for step in path.removeprefix("$").replace("[", ".").replace("]", "").split(".")[1:]:
        document = document[int(step) if step.isdigit() else step]
    return document


@pytest.mark.parametrize("colon", [":", " :", "\n\t: "])
@pytest.mark.parametrize("path", OBJECTS)
def test_a_key_that_stands_twice_is_seen_at_every_level(path: str, colon: str) -> None:
    """A repeated key is refused, though the last of both would fit; also beside a colon in text."""
    document = json.loads(json.dumps(WHOLE))
    document["contracts"][0]["id"] = "a:b"
    (name, *_) = object_at(document, path)
    again = f'"{name}"{colon}{json.dumps(object_at(document, path)[name])}'
    object_at(document, path)["HERE"] = 0
    text = json.dumps(document).replace('"HERE": 0', again)
    problems = [*object_at(document, path)]
    assert problems.pop() == "HERE"
    with pytest.raises(DocumentError, match=f"{name}: stands more than once"):
        load_record(text)
    assert loaded_at_once(text) is None
    assert loaded_at_once(parsed_json(text)) is None


@pytest.mark.parametrize(
    "text", ["a:b", ":", '"', '":', '\\":', "\\", "{:[", "\u00e9:", 'say "x": {"y": []}']
)
def test_signs_in_text_are_no_surprise(text: str) -> None:
    """Colons, quotes and brackets in an id or a name count as nothing."""
    document = json.loads(json.dumps(WHOLE))
    document["contracts"][1]["id"] = document["certifications"][0]["business_name"] = text
    for is_ascii in (True, False):
        assert check(json.dumps(document, ensure_ascii=is_ascii))


AMOUNTS = st.lists(
    st.from_regex(r"\A-?[0-9]{1,13}\.[0-9]{2}\Z") | st.text("-+0123456789.,_\n\u0663 ", max_size=9)
)


@given(amounts=AMOUNTS)
def test_amounts_come_out_together_as_one_by_one(amounts: list[str]) -> None:
    """All amounts of a record are those that each of them is alone, or an error as for one."""
    try:
        each = [cents_from(amount) for amount in amounts]
    except InvalidRecordError as error:
        problems = error.problems
    else:
        assert all_cents_from(amounts) == each
        return
    with pytest.raises(InvalidRecordError) as told:
        all_cents_from(amounts)
    assert told.value.problems == problems


@pytest.mark.parametrize(
    ("amounts", "cents"),
    [
        (["7850.00", "-0.50"], [785000, -50]),
        (["7850.00", "12", "0.5"], [785000, 1200, 50]),
        (["7850.00", "0.50", "-0.05", "007.00", "0.00"], [785000, 50, -5, 700, 0]),
        (["9999999999999.99"], [999999999999999]),
        ([], []),
    ],
)
def test_amounts_are_read_together(amounts: list[str], cents: list[int]) -> None:
    """Amounts with and without cents become whole cents."""
    assert all_cents_from(amounts) == cents


@pytest.mark.parametrize(
    "amount", ["1.00,2.00", "1.00,0.50", "1.00\n", "10000000000000.00", "\u0663.00", ""]
)
def test_no_amount_hides_among_others(amount: str) -> None:
    """What is no amount alone is none beside others; a comma makes no two of one."""
    with pytest.raises(InvalidRecordError):
        all_cents_from(["1.00", amount])


class FancyText(str):
    """Text of a class of its own, equal to any other text."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


def test_only_plain_text_and_days_are_remembered() -> None:
    """What is merely equal to a day that was read before is judged for itself."""
    document = json.loads(json.dumps(WHOLE))
    for number in range(3):
        document["payments_known_since"] = FancyText(f"2019-01-0{1 + number}")
        assert load_record(document).payments_known_since == date(2019, 1, 1 + number)
    assert loaded_at_once(WHOLE | {"payments_known_since": True}) is None


def test_more_days_than_are_remembered() -> None:
    """A record may tell of more days than are remembered, each of them as it is.

    No more are remembered than that, whatever comes.
    """
    ordinals = range(700_000, 700_000 + REMEMBERED + 50)
    days = [date.fromordinal(ordinal) for ordinal in ordinals]
    payments = [{"paid_on": day.isoformat(), "amount": "1.00"} for day in reversed(days)]
    document = WHOLE | {"contracts": [{"id": "one", "category": "legal", "payments": payments}]}
    for _ in range(2):
        (contract,) = load_record(document).contracts
        assert contract.paid_days == tuple(days)
        assert [payment.paid_on for payment in contract.payments] == days[::-1]
        read: Any = loading._paid_on  # noqa: SLF001  # nobody is told how many there are
        assert 0 < len(read.__self__) <= REMEMBERED
