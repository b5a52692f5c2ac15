"""What a rule does to a population of frames: the same as to its records."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import law
from badgerules import InvalidRecordError, Readings, to_text
from badgerules.impact import Funnel, RuleComparison, Rules, compare_rules, funnel
from badgerules.serialization import dump_rule_comparison
from engines import ENGINES, answers_of, frames_of, marked, pl
from populations import population, rows_of

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord
    from badgerules.names import BadgeName

PLUS: BadgeName = "top_rated_plus"
BEYOND, *_, EARLY = law.USUAL_DAYS
LOWER = law.NEWEST.hypothetical(
    "lower", {"TRP-F1": "8000", "TRP-A1": "25000", "TRP-F2": {"legal": "4000"}}
)
PAIRS = {
    "edition": (Rules(), Rules(edition=LOWER)),
    "reading": (Rules(), Rules(readings=Readings(money_bar="more_than"))),
    "both": (
        Rules(edition=LOWER, readings=Readings(exclusive_member="agency_amounts")),
        Rules(readings=Readings(feedback="positive", negative_share_scope="all_contracts")),
    ),
}
NAMES = ("north", "south", "", None)
"""Groups in turn: an empty name is a name, null is no group."""


@cache
def talents() -> tuple[TalentRecord, ...]:
    """Return the population of all tests here."""
    return tuple(population(400, seed=11, days=[BEYOND, EARLY]))


@cache
def given(engine: str) -> tuple[Any, Any, Any]:
    """Return it as the frames of an engine, with the group as a column of talents."""
    rows = rows_of(talents())
    own, contracts, payments = frames_of(rows, engine)
    return own, contracts, payments


def groups() -> dict[str, str | None]:
    """Return the group of each talent."""
    return {str(one.id): NAMES[number % 4] for number, one in enumerate(talents())}


def group_frame(engine: str, **columns: list[Any]) -> Any:
    """Return the groups as a frame of an engine."""
    usual = {"talent_id": [*groups()], "group": [*groups().values()]}
    schema = {"talent_id": pl.String, "group": pl.String}
    return ENGINES[engine](pl.DataFrame(usual | columns, schema_overrides=schema))


def by_records(pair: str, day: date) -> RuleComparison:
    """Compare the rules of a pair record by record."""
    before, after = PAIRS[pair]
    return compare_rules(talents(), badge=PLUS, before=before, after=after, as_of=day)


def by_frames(pair: str, day: date, engine: str) -> RuleComparison:
    """Compare the rules of a pair in an engine."""
    before, after = PAIRS[pair]
    return compare_rules(given(engine), badge=PLUS, before=before, after=after, as_of=day)


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("engine", marked(["polars_lazy", "duckdb"]))
@pytest.mark.parametrize("day", [BEYOND, EARLY], ids=str)
def test_frames_are_compared_like_records(pair: str, engine: str, day: date) -> None:
    """Every way, every criterion that turned and every count is that of the records."""
    assert by_frames(pair, day, engine) == by_records(pair, day)


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_each_engine_names_those_who_change(engine: str) -> None:
    """The frame of those who change holds the same talents, in the kind of frame given."""
    comparison = by_frames("both", BEYOND, engine)
    changed = comparison.changed
    assert type(changed) is type(given(engine)[0])
    rows = [(row["talent_id"], row["before"], row["after"]) for row in answers_of(changed)]
    wanted = by_records("both", BEYOND).changed
    assert rows == sorted((one.id, one.before.value, one.after.value) for one in wanted)
    assert len(rows) > 10


@pytest.mark.parametrize("engine", marked(ENGINES))
def test_each_engine_shows_the_same_funnel(engine: str) -> None:
    """With the groups in a frame of their own, all groups come out as over records."""
    asked: dict[str, Any] = {"badge": PLUS, "as_of": BEYOND}
    seen = funnel(given(engine), by=group_frame(engine), **asked)
    assert seen == funnel(talents(), by=groups(), **asked)
    assert [one.name for one in seen] == ["", "north", "south"]
    assert seen.ungrouped.size == 100


@pytest.mark.parametrize("engine", marked(["polars", "duckdb"]))
def test_a_group_may_be_a_column_of_talents(engine: str) -> None:
    """A column that rules never read may say whom to count with whom."""
    own, contracts, payments = given(engine)
    asked: dict[str, Any] = {"badge": PLUS, "as_of": BEYOND}
    seen = funnel((own, contracts, payments), by="kind", **asked)
    assert seen == funnel(talents(), by=lambda record: record.kind.value, **asked)


def seen_by(by: Any, engine: str = "polars") -> Funnel:
    """Return the funnel of the population by what is given."""
    return funnel(given(engine), badge=PLUS, by=by, as_of=BEYOND)


def test_every_group_adds_up() -> None:
    """The groups and the rest make everybody, and whoever is unmet drops out exactly once."""
    seen = seen_by(group_frame("polars"))
    parts = (*seen.groups, seen.ungrouped)
    assert sum(one.size for one in parts) == seen.everybody.size == 400
    assert sum(one.met for one in parts) == seen.everybody.met
    for group in (*parts, seen.everybody):
        assert sum(one.dropping_out for one in group.hurdles) == group.unmet
        assert all(one.failing_only <= one.dropping_out <= one.failing for one in group.hurdles)
    for number, whole in enumerate(seen.everybody.hurdles):
        assert sum(group.hurdles[number].failing for group in parts) == whole.failing


def test_talents_without_a_row_have_no_group() -> None:
    """Whom the frame of groups leaves out is told, not dropped."""
    seen = seen_by(pl.DataFrame({"talent_id": ["t00001"], "group": ["x"]}))
    assert (seen["x"].size, seen.ungrouped.size) == (1, 399)


@pytest.mark.parametrize(
    ("by", "path"),
    [
        (7, "by"),
        ("region", "talents.region"),
        ("exclusive_agency_contractor", "talents.exclusive_agency_contractor"),
        (pl.DataFrame({"group": ["x"]}), "by.talent_id"),
        (pl.DataFrame({"talent_id": ["t00001"]}), "by.group"),
        (pl.DataFrame({"talent_id": ["t00001"] * 2, "group": ["x", "y"]}), "by.talent_id"),
    ],
    ids=["number", "no_column", "no_text", "no_id", "no_group", "two_groups"],
)
def test_what_is_no_grouping_is_refused(by: Any, path: str) -> None:
    """A grouping of frames is a column of text, or a frame with one row a talent."""
    with pytest.raises(InvalidRecordError) as refused:
        seen_by(by)
    assert [one.path for one in refused.value.problems] == [path]


def test_the_door_is_that_of_frames() -> None:
    """Frames that do not fit are refused as `frames.assess` refuses them."""
    own, contracts, payments = given("polars")
    with pytest.raises(InvalidRecordError, match=r"talents\.talent_id must be unique"):
        funnel((own.vstack(own[:1]), contracts, payments), badge=PLUS, by="kind", as_of=BEYOND)


def test_a_comparison_of_frames_has_no_list_in_json() -> None:
    """Frames may hold millions: their JSON has counts only, and the text is that of records."""
    comparison = by_frames("both", BEYOND, "polars")
    records = by_records("both", BEYOND)
    assert to_text(comparison) == to_text(records)
    dumped = dump_rule_comparison(records)
    assert dump_rule_comparison(comparison) == {
        key: value for key, value in dumped.items() if key != "changed"
    }
