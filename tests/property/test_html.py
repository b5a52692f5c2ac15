"""What holds for the HTML of every answer, whatever the ids of the record hold."""

from __future__ import annotations

import re
from datetime import timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

import law
from badgerules import (
    TalentRecord,
    assess,
    compare,
    ledger,
    remedies,
    timeline,
    to_html,
    to_text,
)
from badgerules.testing import contracts, talent_records
from builders import Asked, near_misses, questions
from drawing import draws
from markup import facts_of, parsed, rows_of, text_of

SIGNS = {"unmet": "✗", "unknown": "?", "met": "✓"}
HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</td></table></article>",
        '" onclick="alert(1)',
        "'><img src=x onerror=alert(1)>",
        "&lt;b&gt; &amp; &#x3c;",
        "<!-- <style> ]]>",
        "\u202egnp.exe\u2066",
        "\u200f\u061c\u200b",
        "{}.badgerules{display:none}",
    ]
)
hostile_ids = st.builds("{}{}".format, HOSTILE, st.integers(0, 99))
hostile_contracts = st.lists(contracts(id=hostile_ids), max_size=3, unique_by=lambda one: one.id)


@st.composite
def hostile(draw: st.DrawFn) -> TalentRecord:
    """Draw talents whose ids, and those of their contracts, are hostile."""
    record = draw(talent_records())
    return attrs.evolve(record, id=draw(hostile_ids), contracts=draw(hostile_contracts))


anybody = questions(hostile()) | near_misses()


@draws(25)
@given(asked=anybody)
def test_every_answer_is_well_formed_and_tells_what_the_text_tells(asked: Asked) -> None:
    """Nothing but the allowed elements stands in it, and every amount, day and clause does."""
    record, day, known = asked
    assessment = assess(record, as_of=day, known_through=known)
    answers = [
        assessment,
        *assessment.values(),
        timeline(record, "top_rated_plus", as_of=day),
        remedies(record, "top_rated_plus", as_of=day),
        ledger(record, "top_rated_plus", as_of=day),
        compare(assessment, assess(record, as_of=day + timedelta(days=90))),
    ]
    for answer in answers:
        html = to_html(answer)
        assert html == to_html(answer)
        text = to_text(answer)
        for shown in (html, text):
            assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown)
        assert max(map(len, text.split("\n"))) <= 80
        shown = text_of(parsed(html))
        assert facts_of(text) <= facts_of(shown)


@draws(25)
@given(asked=anybody)
def test_every_finding_is_a_row_the_failing_ones_first(asked: Asked) -> None:
    """Each finding stands once, with sign and word; unmet leads, met comes last."""
    record, day, known = asked
    for decision in assess(record, as_of=day, known_through=known).values():
        rows = rows_of(parsed(to_html(decision)), f"What {decision.badge.label} asks for")
        words = [row[0].split()[:2] for row in rows]
        assert [word for _, word in words] == [
            verdict
            for verdict in SIGNS
            for finding in decision.findings
            if finding.verdict.value == verdict
        ]
        assert all(SIGNS[word] == sign for sign, word in words)


@given(name=hostile_ids)
def test_an_id_is_shown_as_it_is(name: str) -> None:
    """What a reader sees is the id itself, with only its marks of direction written out."""
    record = TalentRecord(id=name, kind="freelancer", contracts=[], base_badge="none")
    heading = parsed(to_html(timeline(record, "top_rated", as_of=law.LAUNCH))).findtext("h2")
    written = re.sub(
        "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]",
        lambda mark: f"\\u{ord(mark[0]):04x}",
        name,
    )
    assert heading == f"{written}: Top Rated"
