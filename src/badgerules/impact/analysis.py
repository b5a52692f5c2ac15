"""What a rule does to a population: who gains or loses by a change, where people drop out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

import attrs

from badgerules.assessment import question_of
from badgerules.converters import check, chosen, count
from badgerules.errors import expect
from badgerules.impact.patterns import AnyPopulation, Grouping, Pattern, compared, grouped
from badgerules.impact.values import (
    Funnel,
    FunnelGroup,
    Hurdle,
    RuleComparison,
    Rules,
    Transition,
    Turn,
)
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings
from badgerules.vocabulary import Badge, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from fractions import Fraction

    from badgerules.decisions import Question
    from badgerules.names import BadgeName
    from badgerules.rows import MoneyUnit

SMALL_BELOW = 30
"""With fewer decided talents, one person moves a rate by more than three percentage points."""

EXPECTED_BELOW = 5
"""With fewer expected answers of either kind, chance alone can make a large ratio."""


def compare_rules(
    population: AnyPopulation,
    *,
    badge: Badge | BadgeName,
    before: Rules,
    after: Rules,
    as_of: date,
    columns: Mapping[str, str] | None = None,
    money: MoneyUnit | None = None,
) -> RuleComparison:
    """Find out who gains and who loses a badge by other rules, and which criterion does it.

    Args:
        population: records, each with an id of its own, or frames of one engine, as in
            `badgerules.frames.assess`: talents, contracts and payments as a tuple, or a
            `badgerules.frames.Population` with weeks, holds and certifications beside them.
        badge: the badge, or its name.
        before: the rules of the one side: an edition, published or hypothetical, and readings.
        after: the rules of the other side.
        as_of: the day asked about, the same for both sides.
        columns: of frames, as in `badgerules.frames.assess`.
        money: of frames, as in `badgerules.frames.assess`.

    Returns:
        How many go from each verdict to each, the criteria that came out otherwise for them, who
        they are, and what was asked of both sides.

    Raises:
        InvalidRecordError: for ids that are missing or repeated, all of them at once; for
            everything that is wrong with frames; for another badge, or a day that is no date; for
            columns or money where there are no frames.
        WrongTypeError: if one side is given otherwise than as `Rules`.
        NoEditionInForceError: as `decide` does.

    >>> from datetime import date
    >>> from badgerules import Contract, TalentRecord, edition_named
    >>> shop = Contract(id="shop", category="legal").with_payment("9000", on=date(2020, 3, 1))
    >>> ann = TalentRecord(id="ann", kind="freelancer", base_badge="top_rated", contracts=[shop])
    >>> lower = edition_named("2020-07").hypothetical("lower bar", {"TRP-F1": "8000"})
    >>> change = compare_rules(
    ...     [ann], badge="top_rated_plus", before=Rules(), after=Rules(edition=lower),
    ...     as_of=date(2020, 9, 1),
    ... )
    >>> change.gaining, [talent.id for talent in change.changed]
    (1, ['ann'])
    >>> [(turn.clause, turn.talents) for turn in change.transition("unmet", "met").turns]
    [('TRP-F1', 1)]
    """
    badge = chosen("badge", Badge, badge)
    expect(Rules, "; write Rules(edition=...)", before=before, after=after)
    first, last = (
        question_of(as_of, rules.readings, rules.edition, None) for rules in (before, after)
    )
    counts, worksheet = compared(population, badge, first, last, _written(columns, money))
    return RuleComparison(
        badge=badge,
        before=first,
        after=last,
        transitions=tuple(_transitions(counts)),
        worksheet=worksheet,
    )


def funnel(  # noqa: PLR0913  # what `decide` takes, and what makes a group small
    population: AnyPopulation,
    *,
    badge: Badge | BadgeName,
    by: Grouping,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    small_below: int = SMALL_BELOW,
    expected_below: int = EXPECTED_BELOW,
    columns: Mapping[str, str] | None = None,
    money: MoneyUnit | None = None,
) -> Funnel:
    """Find out at which criterion the talents of each group drop out.

    Args:
        population: as in `compare_rules`.
        badge: the badge, or its name.
        by: for records a mapping from id to group, or a function from record to group; for frames
            the name of a column of talents, or a frame with `talent_id` and `group`. Groups are
            text. None, null or a missing id is "no group".
        as_of: the day asked about, included in the window.
        readings: how ambiguous clauses are read.
        edition: as in `badgerules.decide`.
        small_below: a group with fewer decided talents is marked as small.
        expected_below: a group is small, too, if at everybody's rate fewer of it would be met, or
            fewer unmet.
        columns: as in `compare_rules`.
        money: as in `compare_rules`.

    Returns:
        For each group its numbers, its rate, the ratio to the highest rate, and each criterion.

    Raises:
        InvalidRecordError: as `compare_rules` does, and for groups that are not text, or limits
            that are no whole numbers.
        WrongTypeError: if edition or readings are something else.
        NoEditionInForceError: as `decide` does.

    >>> from datetime import date
    >>> from badgerules import TalentRecord
    >>> ann = TalentRecord(id="ann", kind="freelancer", base_badge="top_rated", contracts=[])
    >>> bob = TalentRecord(id="bob", kind="freelancer", base_badge="none", contracts=[])
    >>> seen = funnel(
    ...     [ann, bob], badge="top_rated_plus", by={"ann": "north", "bob": "south"},
    ...     as_of=date(2020, 9, 1),
    ... )
    >>> hurdles = seen["south"].hurdles
    >>> [(hurdle.criterion, hurdle.failing, hurdle.dropping_out) for hurdle in hurdles]
    [('earnings', 1, 1), ('large_contract', 1, 0), ('independent', 0, 0), ('top_rated', 1, 0)]
    >>> seen["south"].rate, seen["south"].is_small
    (Fraction(0, 1), True)
    """
    badge = chosen("badge", Badge, badge)
    check("funnel", small_below=count(small_below), expected_below=count(expected_below))
    question = question_of(as_of, readings, edition, None)
    counts = grouped(population, badge, question, by, _written(columns, money))
    return _funnel(counts, badge, question, (small_below, expected_below))


def _written(columns: object, money: object) -> dict[str, object]:
    """Return what is said of how frames are written."""
    said = {"columns": columns, "money": money}
    return {name: value for name, value in said.items() if value is not None}


def _transitions(counts: Mapping[tuple[Pattern, Pattern], int]) -> Iterator[Transition]:
    order = _order(pattern for pair in counts for pattern in pair)
    for before in Verdict:
        for after in Verdict:
            going = {
                pair: talents
                for pair, talents in counts.items()
                if (pair[0].verdict, pair[1].verdict) == (before, after)
            }
            yield Transition(
                before=before,
                after=after,
                talents=sum(going.values()),
                turns=tuple(_turns(going, order)),
            )


_TurnKey: TypeAlias = tuple[str, str, Verdict | None, Verdict | None]
"""A criterion, its clause, and the verdicts before and after."""


def _turns(counts: Mapping[tuple[Pattern, Pattern], int], order: list[str]) -> Iterator[Turn]:
    """List the criteria whose verdict turned, in their order, with the talents counted."""
    talents: Counter[_TurnKey] = Counter()
    alone: Counter[_TurnKey] = Counter()
    for (before, after), number in counts.items():
        turned = [*_turned(before, after)]
        for turn in turned:
            talents[turn] += number
        if len(turned) == 1:
            alone[turned[0]] += number
    for turn in sorted(talents, key=lambda turn: (order.index(turn[0]), turn[1], str(turn[2:]))):
        criterion, clause, earlier, later = turn
        yield Turn(
            criterion=criterion,
            clause=clause,
            before=earlier,
            after=later,
            talents=talents[turn],
            alone=alone[turn],
        )


def _turned(before: Pattern, after: Pattern) -> Iterator[_TurnKey]:
    earlier = {(result.criterion, result.clause): result.verdict for result in before.criteria}
    later = {(result.criterion, result.clause): result.verdict for result in after.criteria}
    for key in dict.fromkeys([*earlier, *later]):
        if earlier.get(key) is not later.get(key):
            yield (*key, earlier.get(key), later.get(key))


def _order(patterns: Iterable[Pattern]) -> list[str]:
    """Return all criteria in one order that fits the order of each pattern."""
    order: list[str] = []
    for names in sorted(
        {tuple(result.criterion for result in pattern.criteria) for pattern in patterns}
    ):
        place = 0
        for name in names:
            if name not in order:
                order.insert(place, name)
            place = order.index(name) + 1
    return order


def _funnel(
    counts: Mapping[tuple[str | None, Pattern], int],
    badge: Badge,
    question: Question,
    limits: tuple[int, int],
) -> Funnel:
    order = _order(pattern for _, pattern in counts)
    names = sorted({group for group, _ in counts if group is not None})
    everybody: Counter[Pattern] = Counter()
    for (_, pattern), talents in counts.items():
        everybody[pattern] += talents
    clauses = _clauses_seen(everybody)
    whole = _group("everybody", everybody, order, clauses)

    def summed(group: str | None) -> FunnelGroup:
        own = {pattern: number for (of, pattern), number in counts.items() if of == group}
        return _group(group or "", own, order, clauses)

    marked = [
        attrs.evolve(group, is_small=_is_small(group, whole, limits))
        for group in map(summed, names)
    ]
    highest = max(
        (group.rate for group in marked if not group.is_small and group.rate), default=None
    )
    small_below, expected_below = limits
    return Funnel(
        badge=badge,
        question=question,
        groups=tuple(attrs.evolve(group, ratio=_ratio(group.rate, highest)) for group in marked),
        everybody=whole,
        ungrouped=attrs.evolve(summed(None), name="no group"),
        small_below=small_below,
        expected_below=expected_below,
    )


def _is_small(group: FunnelGroup, whole: FunnelGroup, limits: tuple[int, int]) -> bool:
    """Tell whether a group is too small; expected counts are compared without a division."""
    small_below, expected_below = limits
    rarer = min(whole.met, whole.unmet)
    return group.decided < small_below or group.decided * rarer < expected_below * whole.decided


def _ratio(rate: Fraction | None, highest: Fraction | None) -> Fraction | None:
    return None if rate is None or highest is None else rate / highest


def _clauses_seen(patterns: Iterable[Pattern]) -> dict[str, tuple[str, ...]]:
    """Return the clauses that ask for each criterion in any of the patterns."""
    seen = sorted(
        {(result.criterion, result.clause) for pattern in patterns for result in pattern.criteria}
    )
    clauses: dict[str, tuple[str, ...]] = {}
    for criterion, clause in seen:
        clauses[criterion] = (*clauses.get(criterion, ()), clause)
    return clauses


def _group(
    name: str,
    counts: Mapping[Pattern, int],
    order: list[str],
    clauses: Mapping[str, tuple[str, ...]],
) -> FunnelGroup:
    verdicts: Counter[Verdict] = Counter()
    asked: Counter[tuple[str, Verdict]] = Counter()
    only: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for pattern, talents in counts.items():
        verdicts[pattern.verdict] += talents
        for result in pattern.criteria:
            asked[result.criterion, result.verdict] += talents
        failed = [
            result.criterion for result in pattern.criteria if result.verdict is Verdict.UNMET
        ]
        if failed:
            first[failed[0]] += talents
        if len(failed) == 1:
            only[failed[0]] += talents
    hurdles = tuple(
        Hurdle(
            criterion=key,
            clauses=clauses[key],
            asked=sum(asked[key, verdict] for verdict in Verdict),
            failing=asked[key, Verdict.UNMET],
            failing_only=only[key],
            dropping_out=first[key],
            unknown=asked[key, Verdict.UNKNOWN],
        )
        for key in order
    )
    return FunnelGroup(
        name=name,
        met=verdicts[Verdict.MET],
        unmet=verdicts[Verdict.UNMET],
        unknown=verdicts[Verdict.UNKNOWN],
        hurdles=hurdles,
        is_small=False,
        ratio=None,
    )
