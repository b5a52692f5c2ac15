"""What lies ahead as text: the next change, timelines, remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.decisions import by_criterion
from badgerules.display.law import freshness_text, law_lines, reading_lines
from badgerules.display.layout import ANSWERS, ORDER, item, joined, name_of, to_text, wrapped
from badgerules.money import dollars_shown
from badgerules.recovery import Recovery, is_of_score, last_of_week, recovery
from badgerules.remedies import Remedies, Remedy
from badgerules.timeline import Border, Timeline, is_unmoved, timeline, timeline_ahead
from badgerules.vocabulary import Verdict, counted, spelled
from badgerules.words import facts_text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from datetime import date

    from badgerules.comparison import MovedPayment
    from badgerules.decisions import Assessment
    from badgerules.findings import Finding
    from badgerules.recovery import RecoverySpan
    from badgerules.remedies import Wait
    from badgerules.timeline import Outlook, Span
    from badgerules.vocabulary import Badge

SHOWN_WAYS = 5
_GROUPED_WAYS = 40
"""How many ways are looked at for those alike: the last day of each takes time to find."""
_TURNS = {Verdict.MET: "is gained", Verdict.UNMET: "is lost", Verdict.UNKNOWN: "becomes unknown"}


def next_change_text(assessment: Assessment) -> str:
    """Return the next gain or loss of any badge as one sentence.

    Args:
        assessment: the decisions on the talent.
    """
    return "\n".join(wrapped(next_change_said(assessment)))


def next_change_said(assessment: Assessment) -> str:
    """Return the same sentence on one line, however long it is."""
    changes: list[tuple[Border, str]] = []
    known: dict[tuple[date, str], list[str]] = {}
    for badge in ORDER:
        if is_unmoved(assessment, badge):
            continue
        ahead, as_of = timeline_ahead(assessment, badge), assessment.question.as_of
        change, other = ahead.next_change_after(as_of), ahead.next_knowledge_after(as_of)
        if change is not None:
            clauses = ", ".join(change.because)
            changes.append((change, f"{badge.label} {_TURNS[change.verdict]} ({clauses})"))
        if other is not None:
            says = "does not say" if other.verdict is Verdict.UNKNOWN else "says"
            known.setdefault((other.on, says), []).append(badge.label)
    if changes:
        first = min(change.on for change, _ in changes)
        texts = " and ".join(text for change, text in changes if change.on == first)
        said = f"Next: on {first} {texts}, if nothing new happens."
    elif known:  # a loss on such a day would not be seen, so none is ruled out
        said = "Next: nothing on record changes a badge."
    else:
        said = "Next: no badge is gained or lost unless something new happens."
    return " ".join([said, *(_known_text(*when, badges) for when, badges in known.items())])


def _known_text(on: date, says: str, badges: Sequence[str]) -> str:
    """Say from when the record says, or does not say any more, whether badges are held."""
    are = "is" if len(badges) == 1 else "are"
    return f"From {on} on the record {says} whether {joined(badges)} {are} held."


@to_text.register(Timeline)
def _(timeline: Timeline) -> str:
    """Show every span, and at each border what turned and which payments moved."""
    outlook = timeline.outlook
    whose = f"{name_of(outlook.record)}: {timeline.badge.label}"
    lines = [
        *wrapped(f"{whose}, with facts known through {outlook.known_through}"),
        *law_lines(outlook.edition),
        *reading_lines(outlook.readings),
        "",
    ]
    for span, border in zip(timeline.spans, [None, *timeline.borders], strict=True):
        lines += [_span_line(span, is_open=timeline.is_settled and span is timeline.spans[-1])]
        lines += _reason_lines(outlook, span) if border is None else _border_lines(border)
    lines += [""] if timeline.assumptions else []
    for assumption in timeline.assumptions:
        lines += wrapped(f"Assumed: {assumption}.", others="  ")
    lines += _fresh_lines(outlook)
    return "\n".join(lines).rstrip()


def _fresh_lines(outlook: Outlook) -> list[str]:
    """Say how fresh the rules are by which the last day known is decided, on lines of their own."""
    if fresh := outlook_freshness(outlook):
        return ["", *wrapped(fresh)]
    return []


def outlook_freshness(outlook: Outlook) -> str:
    """Say how fresh the rules are by which the last day known is decided; empty for nothing."""
    decision = outlook.decided_on(outlook.known_through)
    return freshness_text(decision.question, [decision])


def _reason_lines(outlook: Outlook, span: Span) -> Iterator[str]:
    for text in reason_texts(outlook, span):
        yield from item("~", text)


def reason_texts(outlook: Outlook, span: Span) -> Iterator[str]:
    """Say why the verdict of a span is what it is on its first day; nothing where all is met."""
    if span.verdict is not Verdict.MET:
        for finding in outlook.decided_on(span.first_day).findings:
            if finding.verdict is span.verdict:
                yield f"on {span.first_day}: {finding.text} ({finding.clause})"


def _span_line(span: Span, *, is_open: bool) -> str:
    days = f"from {span.first_day} on" if is_open else f"{span.first_day} to {span.last_day}"
    return f"{days:<24}  {ANSWERS[span.verdict]}"


def _border_lines(border: Border) -> Iterator[str]:
    for before, after in border.changed:
        yield from item("~", turned_text(before, after))
    yield from _moved_lines(border.entered, "comes into the window")
    yield from _moved_lines(border.left, "leaves the window")


def turned_text(before: Finding | None, after: Finding | None) -> str:
    """Say how a criterion comes out now, or that an edition begins or ceases to ask for it.

    Args:
        before: the finding until then; None if the edition in force did not ask.
        after: the finding from then on; None if the edition in force does not ask.
    """
    *_, finding = [finding for finding in (before, after) if finding is not None]
    asked = "asked from now on: " if before is None else ""
    asked = "asked no longer: " if after is None else asked
    return f"{asked}{finding.text} ({finding.clause})"


def _moved_lines(moves: tuple[MovedPayment, ...], what: str) -> Iterator[str]:
    for move in moves:
        yield from item(" ", f"{moved_text(move)} {what}")


def moved_text(move: MovedPayment) -> str:
    """Return the day, amount and contract of a payment as text."""
    amount = dollars_shown(move.payment.cents)
    return f"{move.payment.paid_on} {amount} on {move.contract_id}"


@to_text.register(Border)
def _(border: Border) -> str:
    """Show on which day a badge is gained or lost, what turned, and which payments moved."""
    lines = [
        *wrapped(f"{border_said(border)}, if nothing new happens"),
        *_question_lines(border.outlook),
        *_border_lines(border),
        *_fresh_lines(border.outlook),
    ]
    return "\n".join(lines)


def border_said(border: Border) -> str:
    """Say on which day which badge is gained or lost, and by which clauses."""
    clauses = ", ".join(border.because)
    return f"{border.outlook.badge.label} {_TURNS[border.verdict]} on {border.on} ({clauses})"


@to_text.register(Remedy)
def _(remedy: Remedy) -> str:
    """Show one way to hold a badge."""
    lines = [
        aim_text(remedy.outlook.badge, keeps=remedy.keeps),
        *_question_lines(remedy.outlook),
        *item("+", _way_text(remedy)),
        *_fresh_lines(remedy.outlook),
    ]
    return "\n".join(lines)


def _question_lines(outlook: Outlook) -> Iterator[str]:
    """Say which edition and readings apply, where they are not the usual ones."""
    if outlook.edition is not None:
        yield from law_lines(outlook.edition)
    yield from reading_lines(outlook.readings)


def aim_text(badge: Badge, *, keeps: bool) -> str:
    """Say whether a badge is to be kept or gained."""
    return f"{'Keep' if keeps else 'Gain'} {badge.label}"


def is_held(remedies: Remedies) -> bool:
    """Tell whether the badge is held on the last day known, and so is to be kept."""
    return remedies.outlook.decided_on(remedies.outlook.known_through).is_met


@to_text.register(Recovery)
def _(recovered: Recovery) -> str:
    """Show for each day on which the score may return when the badge is held."""
    outlook = recovered.outlook
    lines = [
        *wrapped(f"{outlook.badge.label}, if the score is {recovered.score} again"),
        *_question_lines(outlook),
        *(line for text in recovery_texts(recovered) for line in item(">", text)),
        *wrapped(f"Assumed: {GOES_ON}.", others="  "),
        *_fresh_lines(outlook),
    ]
    return "\n".join(lines)


GOES_ON = "activity goes on, and nothing else is paid, judged or recorded"


def recovery_texts(recovered: Recovery) -> Iterator[str]:
    """Say for each span of days of return when the badge is held, and what else is not known."""
    if not recovered.is_missing:
        is_none = "there is no score, and none is needed"
        current = is_none if recovered.current is None else f"the score is {recovered.current}"
        yield f"{current}, so it is not what is missing; {_without_score(recovered.outlook)}"
    for span in recovered.spans:
        yield f"{_returned(span, recovered.outlook.known_through)}: {_held(span)}"
    could_be_sooner = (span.held_on and not span.is_at_once for span in recovered.spans)
    if recovered.open_weeks and any(could_be_sooner):
        weeks = joined([str(day) for day in recovered.open_weeks])
        yield f"perhaps sooner, if weeks that are not recorded were eligible: {weeks}"


def _without_score(outlook: Outlook) -> str:
    """Say how a badge stands on the last day known, where its score is not what is missing."""
    day, decision = outlook.known_through, outlook.decided_on(outlook.known_through)
    if decision.is_met:
        return f"{outlook.badge.label} is held on {day}"
    because = tuple(dict.fromkeys(finding.clause for finding in decision.failing))
    return _not_held(because, decision.unsettled, f"on {day}")


def _returned(span: RecoverySpan, known_through: date) -> str:
    """Say on which days the score returns; of weekly ones the first week."""
    first, last = span.first_return, span.last_return
    if span.is_weekly:
        last = last_of_week(first)
    if last is None:
        return "back at any time" if first == known_through else f"back on {first} or later"
    if first == known_through:
        return f"back by {last}"
    return f"back on {first}" if first == last else f"back from {first} to {last}"


def _held(span: RecoverySpan) -> str:
    if span.held_on is None:
        return _not_held(span.because, span.unsettled, "by then")
    if span.is_at_once:
        return "held at once"
    held = f"held on {span.held_on}"
    if not span.is_weekly:
        return held
    each = "each later week a week later"
    if span.last_return is None:
        return f"{held}; {each}"
    return f"{held}; {each}, up to a return on {span.last_return} (held on {span.last_held_on})"


def _not_held(because: tuple[str, ...], unsettled: tuple[str, ...], when: str) -> str:
    """Say by which clauses a badge is not held, or which facts would settle whether it is."""
    if unsettled:
        return f"not known whether it is held; to settle it, record {facts_text(unsettled)}"
    are = "is" if len(because) == 1 else "are"
    return f"not held, since {joined(because)} {are} not met {when}"


@to_text.register(Remedies)
def _(remedies: Remedies) -> str:
    """Show what neither money nor time changes, what to wait for, and what to pay."""
    return "\n".join([remedies_text(remedies), *_fresh_lines(remedies.outlook)])


def remedies_text(remedies: Remedies) -> str:
    """Return remedies as text, without how fresh the rules are.

    Args:
        remedies: what would gain or keep a badge.
    """
    keeps = is_held(remedies)
    lines = [aim_text(remedies.badge, keeps=keeps), *_question_lines(remedies.outlook)]
    texts = obstacle_texts(remedies, keeps=keeps)
    for finding, text in zip(remedies.obstacles, texts, strict=True):
        lines += item("?" if finding.verdict is Verdict.UNKNOWN else "-", text)
    for text in (*map(wait_text, remedies.waits), *back_texts(remedies, keeps=keeps)):
        lines += item(">", text)
    ways = remedies.keep if keeps else remedies.ways
    shown, further = ways_shown(ways)
    lines += [line for alike in shown for line in item("+", _way_text(*alike))]
    if further:
        lines += item(" ", f"and {further_ways_text(further)}")
    if not (remedies.obstacles or remedies.waits or ways):
        lines += item("+", kept_text(remedies))
    return "\n".join(lines)


def kept_text(remedies: Remedies) -> str:
    """Say that nothing needs to be done for a badge that is held, as far as that is known."""
    outlook = remedies.outlook
    if not outlook.record.is_partly_known:
        return "nothing needs to be done"
    day = outlook.known_through
    ahead = timeline(
        outlook.record,
        outlook.badge,
        as_of=day,
        first_day=day,
        readings=outlook.readings,
        edition=outlook.edition,
    )
    border = ahead.next_knowledge_after(day)
    if border is None:
        return "nothing needs to be done"
    return f"nothing is known to be needed; from {border.on} on the record {_SAYS[border.verdict]}"


_SAYS = {
    Verdict.MET: "says that it is held",
    Verdict.UNMET: "says that it is not held",
    Verdict.UNKNOWN: "does not say whether it is held",
}


def further_ways_text(ways: int) -> str:
    """Say how many ways are not listed, as others are cheaper."""
    return counted(ways, "ways that cost as much or more", "way that costs as much or more")


def back_texts(remedies: Remedies, *, keeps: bool) -> Iterator[str]:
    """Say when the badge is back, where the score is what stands in the way."""
    if not keeps and any(is_of_score(finding) for finding in remedies.obstacles):
        outlook = remedies.outlook
        recovered = recovery(
            outlook.record,
            outlook.badge,
            as_of=outlook.known_through,
            readings=outlook.readings,
            edition=outlook.edition,
        )
        if recovered.current is None or recovered.current < recovered.score:
            texts = "; ".join(recovery_texts(recovered))
            yield f"with a score of {recovered.score}, {texts}"


def wait_text(wait: Wait) -> str:
    """Say on which day waiting alone meets a criterion."""
    name = spelled(wait.criterion.rpartition(".")[2])
    return f"{name}: time brings it, on {wait.until} ({wait.clause})"


def obstacle_texts(remedies: Remedies, *, keeps: bool) -> Iterator[str]:
    """Say what stands in the way, or which fact would settle whether it does."""
    change = remedies.change if keeps and remedies.obstacles else None
    outlook = remedies.outlook
    found = by_criterion(outlook.decided_on(outlook.known_through)).values()
    lacking = {finding.criterion.key for finding in found if finding.verdict is not Verdict.MET}
    no_way = "no single payment changes this"
    if outlook.record.is_money_open:
        no_way = "no single payment is known to change this"
    for finding in remedies.obstacles:
        said = f"{finding.text} ({finding.clause})"
        if finding.verdict is Verdict.UNKNOWN:
            yield f"{said}; to settle it, record {facts_text(finding.unsettled)}"
            continue
        on = "" if change is None else f", on {change.on}"
        if change is None and finding.criterion.key not in lacking:
            on = ", later on"
        yield f"{finding.criterion.changed_by or no_way}{on}: {said}"


def ways_shown(ways: Sequence[Remedy]) -> tuple[list[list[Remedy]], int]:
    """Return the first ways, those together that differ in nothing but the contract.

    Args:
        ways: all of them, in order.

    Returns:
        Up to five groups, and how many ways are left out.
    """
    groups: dict[Hashable, list[Remedy]] = {}
    for way in ways[:_GROUPED_WAYS]:
        groups.setdefault(way.likeness, []).append(way)
    shown = list(groups.values())[:SHOWN_WAYS]
    return shown, len(ways) - sum(map(len, shown))


def text_of_ways(ways: Sequence[Remedy]) -> str:
    """Return ways that differ in nothing but the contract as one sentence without a full stop."""
    return ways[0].text_of([way.contract_id for way in ways])


def _way_text(*ways: Remedy) -> str:
    way, text = ways[0], text_of_ways(ways)
    if way.never:
        return f"{text}; not enough alone, as something else stands in the way"
    if way.keeps or way.holds_on == way.pay_on:
        return text
    last_day, holds_on = way.pay_by, way.holds_on
    may_be_later = last_day is None or last_day > holds_on
    or_later = ", or from the day of the payment on if that is later" if may_be_later else ""
    return f"{text}; it then holds from {holds_on} on{or_later}"
