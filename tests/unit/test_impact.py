"""What a rule does to a population: expected values by hand, over records."""

from __future__ import annotations

import json
from fractions import Fraction
from operator import methodcaller
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    InvalidRecordError,
    NoEditionInForceError,
    Readings,
    TalentRecord,
    Verdict,
    WrongTypeError,
    edition_named,
    to_html,
    to_text,
)
from badgerules.impact import Funnel, FunnelGroup, RuleComparison, Rules, compare_rules, funnel
from badgerules.serialization import dump_funnel, dump_rule_comparison
from builders import AS_OF, agency, contract, freelancer, good_record, weeks
from markup import parsed, rows_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.names import VerdictName

READ_FOR_MEMBERS = (
    "Read so that an exclusive agency contractor may hold it, on the amounts for agencies (TRP-F7)."
)
SHOWN = methodcaller("_repr_html_")
PLUS: Any = {"badge": "top_rated_plus", "as_of": AS_OF}

POPULATION = (
    # 10,000.00 on one contract in Writing: exactly at the bar of TRP-F1.
    freelancer(contract("10000.00"), id="edge"),
    # Far above every bar.
    freelancer(contract("30000.00"), id="rich"),
    # Meets all but the earnings: 9,000.00 of 10,000.00, on a contract above its 5,000.00.
    freelancer(contract("9000.00"), id="near"),
    # Fails earnings, the large contract and Top Rated.
    freelancer(contract("100.00"), id="new", base_badge="none"),
    # Meets all but Top Rated, which nobody has told.
    freelancer(contract("30000.00"), id="unsaid", base_badge=None),
    # Is barred as a member, and fails nothing else; as an agency it has 30,000.00 of 20,000.00.
    freelancer(contract("30000.00"), id="member", exclusive_agency_contractor=True),
    # An agency with 30,000.00 of 20,000.00, and one contract in one that ended badly.
    agency(contract("30000.00", outcome="negative"), id="studio"),
)


def compared(after: Rules, before: Rules | None = None) -> RuleComparison:
    """Compare the rules in force with others over the population."""
    return compare_rules(POPULATION, before=before or Rules(), after=after, **PLUS)


def turns(
    comparison: RuleComparison, before: VerdictName, after: VerdictName
) -> list[tuple[Any, ...]]:
    """Return what turned for those who go one way."""
    return [
        (one.criterion, one.clause, one.before, one.after, one.talents, one.alone)
        for one in comparison.transition(before, after).turns
    ]


LOWER = Rules(edition=edition_named("2020-07").hypothetical("lower bar", {"TRP-F1": "8000"}))
STRICT = Rules(readings=Readings(money_bar="more_than"))
MEMBERS = Rules(readings=Readings(exclusive_member="agency_amounts"))


class TestCompareRules:
    """`compare_rules` tells who gains and who loses, by which criterion."""

    @pytest.mark.clause("TRP-F1")
    def test_a_lower_bar_lets_one_in(self) -> None:
        """With 8,000.00 needed, the one with 9,000.00 gains by TRP-F1 alone; nobody loses."""
        change = compared(LOWER)
        assert (change.talents, change.gaining, change.losing) == (7, 1, 0)
        assert turns(change, "unmet", "met") == [
            ("earnings", "TRP-F1", Verdict.UNMET, Verdict.MET, 1, 1)
        ]
        assert [(one.id, one.before, one.after) for one in change.changed] == [
            ("near", Verdict.UNMET, Verdict.MET)
        ]

    @pytest.mark.clause("TRP-F1")
    def test_a_strict_reading_shuts_one_out(self) -> None:
        """If the bar must be passed, the one exactly at it loses the badge."""
        change = compared(STRICT)
        assert (change.gaining, change.losing) == (0, 1)
        assert turns(change, "met", "unmet") == [
            ("earnings", "TRP-F1", Verdict.MET, Verdict.UNMET, 1, 1)
        ]

    @pytest.mark.clause("TRP-F7")
    def test_a_criterion_that_is_no_longer_asked_has_no_verdict(self) -> None:
        """Members measured by the agency's amounts are no longer asked to be independent."""
        change = compared(MEMBERS)
        assert (change.gaining, change.losing) == (1, 0)
        assert turns(change, "unmet", "met") == [
            ("independent", "TRP-F7", Verdict.UNMET, None, 1, 1)
        ]

    def test_all_nine_ways_are_counted(self) -> None:
        """Every talent goes one of nine ways: here 2 stay met, 3 unmet, 1 unknown, 1 gains."""
        change = compared(LOWER)
        counts = [(str(one.before), str(one.after), one.talents) for one in change.transitions]
        assert counts == [
            *[("met", "met", 2), ("met", "unmet", 0), ("met", "unknown", 0)],
            *[("unmet", "met", 1), ("unmet", "unmet", 3), ("unmet", "unknown", 0)],
            *[("unknown", "met", 0), ("unknown", "unmet", 0), ("unknown", "unknown", 1)],
        ]

    def test_what_turns_without_consequence_is_told_too(self) -> None:
        """A bar of 50.00 leaves the new one without the badge, but its earnings now suffice."""
        numbers: dict[str, object] = {"TRP-F1": "50"}
        change = compared(Rules(edition=edition_named("2020-07").hypothetical("low", numbers)))
        assert turns(change, "unmet", "unmet") == [
            ("earnings", "TRP-F1", Verdict.UNMET, Verdict.MET, 1, 1)
        ]
        assert [one.id for one in change.changed] == ["near"]  # the new one stays without it

    def test_several_criteria_can_turn_for_one_talent(self) -> None:
        """A bar of 50.00 for both sums turns two criteria of the new one, neither alone."""
        numbers: dict[str, object] = {"TRP-F1": "50", "TRP-F2": {"writing": "50"}}
        change = compared(Rules(edition=edition_named("2020-07").hypothetical("low", numbers)))
        assert turns(change, "unmet", "unmet") == [
            ("earnings", "TRP-F1", Verdict.UNMET, Verdict.MET, 1, 0),
            ("large_contract", "TRP-F2", Verdict.UNMET, Verdict.MET, 1, 0),
        ]

    def test_what_turned_stands_in_the_order_of_the_criteria(self) -> None:
        """By the agency's amounts 9,000.00 and 2,000.00 are too little, and nobody is barred."""
        contracts = [contract("9000.00"), contract("2000.00", name="two")]
        member = freelancer(*contracts, id="m", exclusive_agency_contractor=True)
        change = compare_rules([member], before=Rules(), after=MEMBERS, **PLUS)
        assert turns(change, "unmet", "unmet") == [
            ("earnings", "TRP-F1", Verdict.MET, Verdict.UNMET, 1, 0),
            ("large_contract", "TRP-F2", Verdict.MET, Verdict.UNMET, 1, 0),
            ("independent", "TRP-F7", Verdict.UNMET, None, 1, 0),
        ]

    def test_talents_who_come_out_alike_are_counted_each(self) -> None:
        """Three with 9,000.00 gain by the lower bar, by nothing else, and each is named."""
        people = [freelancer(contract("9000.00"), id=name) for name in "abc"]
        change = compare_rules(people, before=Rules(), after=LOWER, **PLUS)
        assert (change.talents, change.gaining) == (3, 3)
        assert turns(change, "unmet", "met") == [
            ("earnings", "TRP-F1", Verdict.UNMET, Verdict.MET, 3, 3)
        ]
        assert [one.id for one in change.changed] == ["a", "b", "c"]

    @pytest.mark.clause("TR-F4")
    def test_who_was_unknown_gains_and_who_becomes_unknown_loses(self) -> None:
        """With 12 of 16 weeks good and four not recorded, 12 are enough and 13 not known to be."""
        record = attrs.evolve(good_record(weeks=weeks("...." + "+" * 12)), id="open")
        twelve = Rules(
            edition=edition_named("2020-07").hypothetical(
                "twelve", {"top_rated_eligible_weeks": 12}
            )
        )
        asked: Any = {"badge": "top_rated", "as_of": AS_OF}
        gain = compare_rules([record], before=Rules(), after=twelve, **asked)
        loss = compare_rules([record], before=twelve, after=Rules(), **asked)
        assert gain.transition("unknown", "met").talents == 1
        assert (gain.gaining, gain.losing, loss.gaining, loss.losing) == (1, 0, 0, 1)

    def test_both_sides_show_their_question(self) -> None:
        """The rules before are in force, the rules after hypothetical, on the same day."""
        change = compared(LOWER)
        assert (change.before.edition.id, change.before.is_hypothetical) == ("2020-07", False)
        assert (change.after.edition.id, change.after.is_hypothetical) == ("lower bar", True)
        assert change.before.as_of == change.after.as_of == AS_OF

    def test_a_population_may_be_an_iterator(self) -> None:
        """Records are asked for once, one after the other."""
        assert compare_rules(iter(POPULATION), before=Rules(), after=LOWER, **PLUS) == (
            compared(LOWER)
        )

    def test_three_records_are_no_frames(self) -> None:
        """A tuple of three records is a population of records."""
        change = compare_rules(POPULATION[:3], before=Rules(), after=LOWER, **PLUS)
        assert (change.talents, change.gaining) == (3, 1)

    def test_nobody_changes_in_an_empty_population(self) -> None:
        """A population of nobody has an answer as well."""
        change = compare_rules([], before=Rules(), after=LOWER, **PLUS)
        assert (change.talents, change.gaining, change.losing, change.changed) == (0, 0, 0, ())

    def test_records_that_cannot_be_told_apart_are_refused_at_once(self) -> None:
        """Missing ids, repeated ids and what is no record stand in one error."""
        bad: Any = [freelancer(), *POPULATION[:1] * 2, "near"]
        with pytest.raises(InvalidRecordError) as refused:
            compare_rules(bad, before=Rules(), after=LOWER, **PLUS)
        assert [one.path for one in refused.value.problems] == ["[0].id", "[2].id", "[3]"]

    @pytest.mark.parametrize(
        ("asked", "error"),
        [
            ({"badge": "plus"}, InvalidRecordError),
            ({"after": Rules(edition="2019-01")}, NoEditionInForceError),
            ({"after": "2020-07"}, WrongTypeError),
        ],
        ids=["badge", "edition", "no rules"],
    )
    def test_what_is_no_question_is_refused(
        self, asked: dict[str, Any], error: type[Exception]
    ) -> None:
        """Badge, editions and readings are checked as everywhere."""
        usual: dict[str, Any] = {**PLUS, "before": Rules(), "after": Rules()}
        with pytest.raises(error):
            compare_rules(POPULATION, **usual | asked)

    def test_rules_of_readings_that_are_none_are_refused(self) -> None:
        """What is no reading and no edition is refused where the rules are written down."""
        wrong: dict[str, Any] = {"readings": None, "edition": 5}
        with pytest.raises(WrongTypeError, match=r"readings must be Readings\(\.\.\.\), got None"):
            Rules(**wrong)

    def test_a_comparison_is_neither_true_nor_false(self) -> None:
        """Whoever asks for its truth is told what to ask instead."""
        with pytest.raises(TypeError, match="gaining"):
            bool(compared(LOWER))


GROUPS = {
    "edge": "north", "rich": "north", "near": "north",
    "new": "south", "unsaid": "south", "member": "south",
}  # fmt: skip
"""The studio has no group."""


def asked(**others: Any) -> Funnel:
    """Return the funnel of the population by these groups, of which none is small."""
    usual: dict[str, Any] = {"by": GROUPS, "small_below": 0, "expected_below": 0}
    return funnel(POPULATION, **PLUS | usual | others)


def numbers_of(group: FunnelGroup) -> list[tuple[Any, ...]]:
    """Return asked, failing, only it, dropping out, unknown, by criterion."""
    return [
        (
            *(one.criterion, one.asked, one.failing),
            *(one.failing_only, one.dropping_out, one.unknown),
        )
        for one in group.hurdles
    ]


class TestFunnel:
    """`funnel` tells where the talents of each group drop out."""

    def test_each_group_is_counted(self) -> None:
        """North: two met, one unmet; south: none met, two unmet, one unknown; one without."""
        seen = asked()
        assert [(one.name, one.met, one.unmet, one.unknown, one.size) for one in seen] == [
            ("north", 2, 1, 0, 3),
            ("south", 0, 2, 1, 3),
        ]
        assert (seen.ungrouped.size, seen.ungrouped.unmet) == (1, 1)
        assert (seen.everybody.size, seen.everybody.decided) == (7, 6)

    def test_each_criterion_is_counted(self) -> None:
        """Of the south one fails three criteria, one only independence, one has no word yet."""
        assert numbers_of(asked()["south"]) == [
            ("earnings", 3, 1, 0, 1, 0),
            ("large_contract", 3, 1, 0, 0, 0),
            ("negative_share", 0, 0, 0, 0, 0),
            ("independent", 3, 1, 1, 1, 0),
            ("top_rated", 3, 1, 0, 0, 1),
        ]

    def test_talents_who_come_out_alike_are_counted_each(self) -> None:
        """Two of the north and one of the south fail the earnings, and nothing else."""
        people = [freelancer(contract("9000.00"), id=name) for name in "abc"]
        by = {"a": "north", "b": "north", "c": "south"}
        seen = funnel(people, by=by, **PLUS)
        for group, size in ((seen["north"], 2), (seen["south"], 1), (seen.everybody, 3)):
            assert numbers_of(group) == [
                ("earnings", size, size, size, size, 0),
                ("large_contract", size, 0, 0, 0, 0),
                ("independent", size, 0, 0, 0, 0),
                ("top_rated", size, 0, 0, 0, 0),
            ]

    def test_a_criterion_names_the_clauses_of_freelancers_and_agencies(self) -> None:
        """What is asked of both stands under two clauses, what is asked of one under one."""
        clauses = {one.criterion: one.clauses for one in asked().everybody.hurdles}
        assert clauses == {
            "earnings": ("TRP-A1", "TRP-F1"),
            "large_contract": ("TRP-A2", "TRP-F2"),
            "negative_share": ("TRP-A3",),
            "independent": ("TRP-F7",),
            "top_rated": ("TRP-A4", "TRP-F8"),
        }

    def test_rates_are_exact_and_of_those_decided(self) -> None:
        """Two of three decided in the north, none of two in the south, two of six in all."""
        seen = asked()
        assert (seen["north"].rate, seen["south"].rate) == (Fraction(2, 3), Fraction(0))
        assert seen.everybody.rate == Fraction(1, 3)
        assert (seen["north"].ratio, seen["south"].ratio) == (Fraction(1), Fraction(0))

    def test_a_ratio_is_taken_to_the_highest_rate(self) -> None:
        """Two of three against three of three is two thirds."""
        by = {"edge": "a", "rich": "a", "near": "a", "studio": None}
        people = [*POPULATION, freelancer(contract("30000.00"), id="other")]
        seen = funnel(people, by=by | {"other": "b"}, small_below=0, expected_below=0, **PLUS)
        assert [(one.name, one.ratio) for one in seen] == [("a", Fraction(2, 3)), ("b", 1)]

    @pytest.mark.parametrize(
        ("limits", "small"),
        [
            ({"small_below": 3, "expected_below": 0}, {"north": False, "south": True}),
            ({"small_below": 4, "expected_below": 0}, {"north": True, "south": True}),
            # At everybody's rate, 2 of 6, the three of the north would be 1 met and 2 unmet.
            ({"small_below": 0, "expected_below": 1}, {"north": False, "south": True}),
            ({"small_below": 0, "expected_below": 2}, {"north": True, "south": True}),
        ],
    )
    def test_small_groups_are_marked(self, limits: dict[str, int], small: dict[str, bool]) -> None:
        """A group is small below so many decided, or below so many expected of either answer."""
        assert {one.name: one.is_small for one in asked(**limits)} == small

    def test_a_group_is_small_where_few_would_be_unmet(self) -> None:
        """Of four three hold it: of a group of two, 1.5 would be met and half of one unmet."""
        people = [freelancer(contract("30000.00"), id=name) for name in "abc"]
        people.append(freelancer(contract("9000.00"), id="d"))
        by = {"a": "x", "b": "x", "c": "y", "d": "y"}
        seen = funnel(people, by=by, small_below=0, expected_below=1, **PLUS)
        assert [one.is_small for one in seen] == [True, True]

    def test_a_small_group_is_never_the_measure(self) -> None:
        """One of one is a rate of 1; the ratio of the large group is still taken to its own."""
        by = {"rich": "one", **dict.fromkeys(["edge", "near"], "two")}
        seen = asked(by=by, small_below=2)
        assert (seen["one"].is_small, seen["one"].ratio) == (True, Fraction(2))
        assert (seen["two"].is_small, seen["two"].ratio) == (False, Fraction(1))

    def test_without_a_large_group_there_is_no_ratio(self) -> None:
        """By default thirty must be decided: here every group is small, and no ratio is told."""
        seen = funnel(POPULATION, by=GROUPS, **PLUS)
        assert [(one.is_small, one.ratio) for one in seen] == [(True, None), (True, None)]

    def test_where_nobody_is_decided_there_is_no_rate(self) -> None:
        """One whose verdict is unknown makes neither rate nor ratio."""
        group = asked(by={"unsaid": "x", "rich": "y"})["x"]
        assert (group.size, group.decided, group.rate, group.ratio) == (1, 0, None, None)

    def test_where_nobody_holds_it_there_is_no_ratio(self) -> None:
        """Nothing can be divided by a highest rate of 0."""
        assert asked(by={"near": "x"})["x"].ratio is None

    def test_groups_may_come_from_a_function(self) -> None:
        """A function from record to group does as well as a mapping; None is no group."""

        def group_of(record: TalentRecord) -> str | None:
            return GROUPS.get(str(record.id))

        assert asked(by=group_of) == asked()

    def test_the_funnel_adds_up(self) -> None:
        """Whoever is unmet drops out at exactly one criterion, in every group."""
        seen = asked()
        for group in (*seen.groups, seen.everybody, seen.ungrouped):
            assert sum(one.dropping_out for one in group.hurdles) == group.unmet

    def test_other_rules_can_be_asked_about(self) -> None:
        """Under agency amounts the member of the south is met."""
        assert asked(readings=MEMBERS.readings)["south"].met == 1
        assert asked(edition=LOWER.edition)["north"].met == 3

    @pytest.mark.parametrize(
        ("others", "path"),
        [
            ({"by": "north"}, "by"),
            ({"by": {"edge": 7}}, "by['edge']"),
            ({"small_below": -1}, "small_below"),
            ({"expected_below": 0.5}, "expected_below"),
        ],
    )
    def test_what_is_no_grouping_is_refused(self, others: dict[str, Any], path: str) -> None:
        """Groups are text, brought by a mapping or a function; limits are whole numbers."""
        with pytest.raises(InvalidRecordError) as refused:
            asked(**others)
        assert [one.path for one in refused.value.problems] == [path]

    def test_a_group_that_is_not_there_is_told(self) -> None:
        """Whoever asks for another group is told which there are."""
        with pytest.raises(KeyError, match="no group 'west'; there are north, south"):
            asked()["west"]

    @pytest.mark.parametrize("pick", [asked, lambda: asked()["north"]], ids=["funnel", "group"])
    def test_nothing_has_a_truth_value(self, pick: Callable[[], object]) -> None:
        """Neither a funnel nor a group is true or false."""
        with pytest.raises(TypeError, match="no truth value"):
            bool(pick())

    def test_no_record_ever_holds_a_group(self) -> None:
        """The funnel leaves the records as they were, and a record has no place for a group."""
        before = [hash(record) for record in POPULATION]
        asked()
        assert [hash(record) for record in POPULATION] == before
        assert not [name for name in dir(TalentRecord) if "group" in name]


class TestText:
    """Both as text."""

    def test_a_comparison_names_both_sides_and_every_way(self) -> None:
        """What was asked, gains and losses, and for each way the criteria that turned."""
        assert to_text(compared(LOWER)).split("\n") == [
            "Top Rated Plus on 2020-09-01, by two sets of rules: 7 talents",
            "Before: edition 2020-07.",
            "After: edition lower bar.",
            "Hypothetical: nobody published these rules. Against edition 2020-07:",
            "  > freelancer earnings: $8,000.00 instead of $10,000.00 (TRP-F1)",
            "",
            "gained by 1, lost by 0",
            "2 still yes",
            "1 from no to yes",
            "  ~ earnings from no to yes for 1, for 1 it alone (TRP-F1)",
            "3 still no",
            "1 still unknown",
        ]

    def test_a_criterion_not_asked_is_told_as_such(self) -> None:
        """Where rules stop asking, the text says so, and which reading does it."""
        text = to_text(compared(MEMBERS))
        assert "  ~ independent from no to not asked for 1, for 1 it alone (TRP-F7)" in text
        assert READ_FOR_MEMBERS in " ".join(text.split())

    def test_a_turn_that_is_never_alone_does_not_say_alone(self) -> None:
        """Two criteria that turn together are each told without it."""
        numbers: dict[str, object] = {"TRP-F1": "50", "TRP-F2": {"writing": "50"}}
        low = Rules(edition=edition_named("2020-07").hypothetical("low", numbers))
        lines = to_text(compared(low)).split("\n")
        assert "  ~ large contract from no to yes for 1 (TRP-F2)" in lines

    def test_a_funnel_tells_each_group(self) -> None:
        """Everybody first, then each group with its rate and its criteria, then the rest."""
        text = to_text(asked(small_below=3))
        assert text.split("\n\n")[2].split("\n") == [
            "north: 3 talents; 2 yes, 1 no, 0 unknown",
            "  > held by 66.7 % of the 3 decided; 1.00 of the highest rate",
            "  - earnings: 1 drops out, 1 fails it, 1 only it; asked of 3 (TRP-A1, TRP-F1)",
        ]
        assert "\n\nsouth (small): 3 talents; 0 yes, 2 no, 1 unknown\n" in text
        assert (
            "- earnings: 1 drops out, 1 fails it, 0 only it; asked of 3 (TRP-A1, TRP-F1)\n" in text
        )
        assert "\n\nno group: 1 talent; 0 yes, 1 no, 0 unknown\n" in text
        assert "fewer than 3 decided" in text

    def test_what_is_only_unknown_is_marked_so(self) -> None:
        """A group whose one talent is unknown has no rate, and a question mark."""
        text = to_text(asked(by={"unsaid": "x"}))
        assert text.split("\n\n")[2].split("\n") == [
            "x: 1 talent; 0 yes, 0 no, 1 unknown",
            "  ? top rated: 0 drop out, 0 fail it, 0 only it, 1 unknown; asked of 1 (TRP-A4,",
            "    TRP-F8)",
        ]

    def test_whoever_has_a_group_needs_no_line_for_the_rest(self) -> None:
        """Where everybody has a group, nobody is told to be without."""
        by = {str(one.id): "all" for one in POPULATION}
        assert "no group" not in to_text(asked(by=by))

    def test_no_line_is_too_long(self) -> None:
        """Every line fits into 80 columns."""
        assert all(len(line) <= 80 for line in to_text(asked()).split("\n"))


class TestHtml:
    """Both as HTML, in tables that have captions."""

    def test_who_turns_comes_before_who_stays(self) -> None:
        """The first row is the one who gains; then come those who stay, with word and sign."""
        root = parsed(to_html(compared(LOWER)))
        assert rows_of(root, "Where talents go") == [
            ["\N{CHECK MARK} met from no to yes", "1"],
            ["\N{CHECK MARK} met still yes", "2"],
            ["\N{BALLOT X} unmet still no", "3"],
            ["? unknown still unknown", "1"],
        ]
        assert rows_of(root, "What came out otherwise for 1 from no to yes") == [
            ["\N{CHECK MARK} met earnings (TRP-F1)", "no", "yes", "1", "1"]
        ]
        heads = [text_of(one) for one in root.iter("th") if one.get("scope") == "col"]
        assert heads[2:] == ["Criterion", "Before", "After", "Talents", "It alone"]
        text = text_of(root)
        assert "On 2020-09-01, 7 talents: gained by 1, lost by 0." in text
        assert "$8,000.00 instead of $10,000.00 (TRP-F1)" in text

    def test_what_turns_without_the_verdict_is_counted_and_never_alone(self) -> None:
        """Two criteria turn for one talent, so neither turns alone."""
        numbers: dict[str, object] = {"TRP-F1": "50", "TRP-F2": {"writing": "50"}}
        low = Rules(edition=edition_named("2020-07").hypothetical("low", numbers))
        rows = rows_of(parsed(to_html(compared(low))), "What came out otherwise for 3 still no")
        assert [row[1:] for row in rows] == [["no", "yes", "1", "0"]] * 2
        (way,) = (
            one
            for one in dump_rule_comparison(compared(low))["transitions"]
            if one["turns"] and one["after"] == "unmet"
        )
        assert [(one["talents"], one["alone"]) for one in way["turns"]] == [(1, 0), (1, 0)]

    def test_a_criterion_not_asked_has_no_sign(self) -> None:
        """Where rules stop asking there is no verdict to show, and the reading is told."""
        root = parsed(to_html(compared(MEMBERS)))
        assert rows_of(root, "What came out otherwise for 1 from no to yes") == [
            ["independent (TRP-F7)", "no", "not asked", "1", "1"]
        ]
        assert READ_FOR_MEMBERS in text_of(root)

    def test_a_funnel_shows_rates_and_then_hurdles(self) -> None:
        """Each group has its numbers and rate; small ones are marked, hurdles have a table."""
        root = parsed(to_html(asked(small_below=3)))
        assert rows_of(root, "Who holds the badge") == [
            ["everybody", "2", "4", "1", "33.3 %", ""],
            ["north", "2", "1", "0", "66.7 %", "1.00"],
            ["south (small)", "0", "2", "1", "0.0 %", "0.00"],
            ["no group", "0", "1", "0", "0.0 %", ""],
        ]
        assert rows_of(root, "north, 3 talents: where people drop out") == [
            ["\N{BALLOT X} unmet earnings (TRP-A1, TRP-F1)", "1", "1", "1", "0", "3"]
        ]
        assert rows_of(root, "south (small), 3 talents: where people drop out")[0] == [
            *("\N{BALLOT X} unmet earnings (TRP-A1, TRP-F1)", "1", "1", "0", "0", "3")
        ]
        assert "nor whether that is fair" in text_of(root)

    def test_what_is_only_unknown_has_a_question_mark(self) -> None:
        """A group whose one talent is unknown has no rate, and its criterion a question mark."""
        root = parsed(to_html(asked(by={"unsaid": "x"})))
        assert rows_of(root, "Who holds the badge")[1] == ["x", "0", "0", "1", "", ""]
        assert rows_of(root, "x, 1 talent: where people drop out") == [
            ["? unknown top rated (TRP-A4, TRP-F8)", "0", "0", "0", "1", "1"]
        ]

    def test_a_group_that_nothing_stops_needs_no_table(self) -> None:
        """Who holds the badge has no table of hurdles, and nobody is told to be without a group."""
        root = parsed(to_html(asked(by={str(one.id): str(one.id) for one in POPULATION})))
        captions = [text_of(one) for one in root.iter("caption")]
        assert not [one for one in captions if one.startswith(("rich", "no group"))]

    def test_names_are_escaped(self) -> None:
        """A group may be called what it likes; a notebook shows the same."""
        seen, change = asked(by={"rich": "<b>north</b>"}), compared(LOWER)
        assert "&lt;b&gt;north" in to_html(seen)
        failing = parsed(to_html(asked(by={"near": "<b>north</b>"})))
        assert rows_of(failing, "<b>north</b>, 1 talent: where people drop out")
        assert [*map(SHOWN, (seen, change))] == [to_html(seen), to_html(change)]


def has_null(dumped: object) -> bool:
    """Tell whether a null stands in JSON, but for rules supposed and when those began."""
    text = json.dumps(dumped)  # in which no other text holds the word
    return "null" in text.replace('"supposed_rules": null', "").replace('"began": null', "")


class TestJson:
    """Both as JSON, format 1."""

    def test_a_comparison_has_question_ways_and_ids(self) -> None:
        """The ids of those who change stand beside the counts; no count is null."""
        dumped = json.loads(json.dumps(dump_rule_comparison(compared(LOWER))))
        assert (dumped["format"], dumped["badge"]) == (1, "top_rated_plus")
        assert (dumped["before"]["edition"], dumped["after"]["hypothetical"]) == ("2020-07", True)
        assert (dumped["talents"], dumped["gaining"], dumped["losing"]) == (7, 1, 0)
        assert dumped["changed"] == [{"id": "near", "before": "unmet", "after": "met"}]
        assert dumped["transitions"][3] == {
            "before": "unmet",
            "after": "met",
            "talents": 1,
            "turns": [
                {
                    "criterion": "earnings",
                    "clause": "TRP-F1",
                    "before": "unmet",
                    "after": "met",
                    "talents": 1,
                    "alone": 1,
                }
            ],
        }
        assert not has_null(dumped)

    def test_what_is_not_asked_is_a_word(self) -> None:
        """A criterion that is no longer asked comes to not_asked."""
        dumped = dump_rule_comparison(compared(MEMBERS))
        (turn,) = dumped["transitions"][3]["turns"]
        assert (turn["before"], turn["after"]) == ("unmet", "not_asked")

    def test_a_funnel_has_rates_as_pairs(self) -> None:
        """Rates and ratios are exact; where there is none the key is left out."""
        dumped = json.loads(json.dumps(dump_funnel(asked(by=GROUPS | {"unsaid": "z"}))))
        assert [one["group"] for one in dumped["groups"]] == ["north", "south", "z"]
        north, _, nobody = dumped["groups"]
        assert (north["rate"], north["ratio"], north["small"]) == ([2, 3], [1, 1], False)
        assert not {"rate", "ratio"} & nobody.keys()
        assert dumped["everybody"]["criteria"][0] == {
            "criterion": "earnings",
            "clauses": ["TRP-A1", "TRP-F1"],
            "asked": 7,
            "failing": 2,
            "failing_only": 1,
            "dropping_out": 2,
            "unknown": 0,
        }
        assert (dumped["ungrouped"]["size"], dumped["edition"]) == (1, "2020-07")
        limits = dump_funnel(asked(small_below=3, expected_below=2))
        assert (limits["small_below"], limits["expected_below"]) == (3, 2)
        assert not has_null(dumped)
