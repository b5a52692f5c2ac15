"""The schema of a finding is complete against the table of criteria."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import EDITIONS, Badge, Kind, PlatformStats, decide
from badgerules.criteria import ASKED, Criterion
from badgerules.schemas import json_schema
from badgerules.serialization.shared import dumped_finding
from badgerules.testing import knife_edges
from builders import good_record
from validators import jsonschema_rs

if TYPE_CHECKING:
    from badgerules import TalentRecord

COMMON = {
    *("criterion", "clause", "authority", "confirmed_on"),
    *("verdict", "unit", "observed", "required", "shortfall"),
}
ALWAYS = {
    "large_contract": {"contracts"},
    "negative_share": {"scope"},
    "details": {"missing"},
    "eligible_weeks": {"highest", "weeks"},
}
DATED = {"happened_on", "leaves_on"}
IN_PART = {"on_record", "known_since", "known_through"}
OPEN: dict[str, set[str]] = {
    "earnings": IN_PART,
    "large_contract": IN_PART,
    "negative_share": IN_PART,
    "no_negative_feedback": IN_PART,
}
"""What findings carry more that money known in part leaves open."""

OF_PAGE = {
    key: {"from_stats"}
    for key in ("earnings", "large_contract", "eligible_weeks", "no_recent_hold")
}
"""What findings carry more that come from a figure of the platform."""

SOMETIMES = {
    "vetting": {"prior_assessments"},
    "no_recent_hold": DATED,
    "recent_activity": DATED,
    "no_circumvention": DATED,
}
"""What the reference of the answer says that findings carry more."""

EXTRAS = (SOMETIMES, OPEN, OF_PAGE)

EVERY = [
    pytest.param(badge, kind, one, id=f"{badge}-{kind}-{one.key}")
    for (badge, kind), several in ASKED.items()
    for one in several
]
FINDING: dict[str, Any] = json_schema("assessment")["$defs"]["finding"]
FITS = jsonschema_rs.Draft202012Validator(
    {"$ref": "#/$defs/finding", "$defs": json_schema("assessment")["$defs"]}
).is_valid


def _of_page(record: TalentRecord, day: date) -> TalentRecord:
    """Return a record of which nothing is known but what the page shows on a day."""
    figures = PlatformStats(
        shown_on=day,
        earnings_12_months="500",
        eligible_weeks=12,
        holds=1,
        has_large_contract=False,
    )
    own = record.reputation
    own = None if own is None else attrs.evolve(own, weeks=(), holds=None)
    return attrs.evolve(record, contracts=(), contracts_known=False, reputation=own, stats=figures)


@cache
def dumped(badge: Badge, kind: Kind, criterion: Criterion) -> tuple[dict[str, Any], ...]:
    """Return the findings on a criterion at each of its edges, under the first edition to ask."""
    edition = next(one for one in EDITIONS if criterion.is_asked_in(one))
    day = edition.effective_from + timedelta(days=60)
    edges = knife_edges(criterion.key, badge=badge, kind=kind, as_of=day, edition=edition)
    records = [edge.record for edge in edges]
    records += [
        attrs.evolve(one, expert_vetting=attrs.evolve(vetting, prior_assessments=["upwork_pro"]))
        for one in records
        if (vetting := one.expert_vetting) is not None
    ]
    if criterion.key in OPEN:  # of no payment on the day before is it known that there is none
        records.append(attrs.evolve(records[0], payments_known_since=day))
        records.append(attrs.evolve(records[0], contracts=[], contracts_known=False))
    if criterion.key in OF_PAGE:
        records.append(_of_page(records[0], day))
    decisions = [decide(one, badge, as_of=day, edition=edition) for one in records]
    return tuple(dumped_finding(decision[criterion.key]) for decision in decisions)


@pytest.mark.parametrize(("badge", "kind", "criterion"), EVERY)
def test_a_finding_on_every_criterion_fits_and_carries_what_the_schema_says(
    badge: Badge, kind: Kind, criterion: Criterion
) -> None:
    """What is always there is, what may be is once at least, and nothing else."""
    always = ALWAYS.get(criterion.key, set())
    groups = [keys[criterion.key] for keys in EXTRAS if criterion.key in keys]
    findings = dumped(badge, kind, criterion)
    carried = [{*one} - COMMON for one in findings]
    assert all(map(FITS, findings))
    assert all(one in [always, *(always | group for group in groups)] for one in carried)
    assert all(always | group in carried for group in groups)
    assert {one["clause"] for one in findings} == {criterion.clause}


@pytest.mark.parametrize(("badge", "kind", "criterion"), EVERY)
def test_no_criterion_carries_the_keys_of_another(
    badge: Badge, kind: Kind, criterion: Criterion
) -> None:
    """A key that belongs to others is refused, and so is the lack of one that is always there."""
    own = set[str]().union(*(keys.get(criterion.key, ()) for keys in (ALWAYS, *EXTRAS)))
    samples = {
        key: value for one in EVERY for each in dumped(*one.values) for key, value in each.items()
    }
    assert samples.keys() == FINDING["properties"].keys()
    for one in dumped(badge, kind, criterion):
        for key in samples.keys() - COMMON - own:
            assert not FITS(one | {key: samples[key]}), key
        for key in ALWAYS.get(criterion.key, ()):
            assert not FITS({name: value for name, value in one.items() if name != key}), key


def test_the_schema_names_only_criteria_of_the_table() -> None:
    """A key that no badge asks for any more would be a rule about nothing."""
    named = {
        name
        for one in FINDING["allOf"]
        for name in one["if"]["properties"].get("criterion", {}).get("enum", ())
    }
    assert named == ALWAYS.keys() | SOMETIMES.keys() | OPEN.keys()
    assert named <= {one.key for several in ASKED.values() for one in several}


def test_a_day_beyond_the_calendar_is_null() -> None:
    """A hold of December 9999 counts longer than there are days."""
    decision = decide(good_record(holds=[date(9999, 12, 16)]), "top_rated", as_of=date.max)
    hold = dumped_finding(decision["no_recent_hold"])
    assert hold["leaves_on"] is None
    assert FITS(hold)
    assert not FITS(hold | {"happened_on": None})
