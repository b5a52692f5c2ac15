"""What the command line may suppose of a talent: payments, outcomes, scores, and other facts."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.converters import nearest, problems_in, written_day
from badgerules.errors import DocumentError, InvalidRecordError, Problem, refuse, unfit
from badgerules.money import cents_from, dollars_shown, dollars_text, plainly
from badgerules.records import Contract, TalentRecord
from badgerules.serialization import dump_record, load_record
from badgerules.serialization.reading import parsed_json
from badgerules.talent_facts import Reputation
from badgerules.vocabulary import ContractOutcome, ProblemCode, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


NEW_CONTRACT = "new:"
"""How the id of a contract begins that is still to come; its category follows."""


@attrs.frozen(kw_only=True)
class WhatIf:
    """Something that is supposed besides what a record holds.

    Args:
        option: the option that says so.
        change: returns the record with it.
        said: says it, in a sentence without a full stop; called once it has been applied.
        dumped: the same as a part of JSON, made as late.
    """

    option: str
    change: Callable[[TalentRecord], TalentRecord]
    said: Callable[[], str]
    dumped: Callable[[], dict[str, Any]]


def applied(record: TalentRecord, what_ifs: Iterable[WhatIf]) -> TalentRecord:
    """Return a record with everything that is supposed, in the order given.

    Args:
        record: the record.
        what_ifs: what is supposed.

    Raises:
        InvalidRecordError: if anything of it cannot be, with all of it, each by its option.
    """
    problems: list[Problem] = []
    for what_if in what_ifs:
        try:
            record = what_if.change(record)
        except (InvalidRecordError, DocumentError) as error:
            problems += [_of_option(what_if.option, problem) for problem in error.problems]
    refuse("", problems)
    return record


def _of_option(option: str, problem: Problem) -> Problem:
    """Return a problem with the option in its path, and without where reputation stands in JSON."""
    path = problem.path.removeprefix("$.reputation.")
    is_itself = path in {"", option.removeprefix("--")}
    return attrs.evolve(problem, path=option if is_itself else f"{option} {path}")


def payment(text: str) -> WhatIf:
    """Split CONTRACT=AMOUNT@DAY; contract and amount are checked by the record.

    `new:CATEGORY` stands for a contract that is still to come; a second payment is on the same one.
    """
    contract, written, day = _split(text, "CONTRACT=AMOUNT@DAY", "shop=500.00@2020-09-01")
    amount = plainly(written) or written
    category = contract.removeprefix(NEW_CONTRACT) if contract.startswith(NEW_CONTRACT) else None

    def change(record: TalentRecord) -> TalentRecord:
        is_known = any(listed.id == contract for listed in record.contracts)
        if category is not None and not is_known:
            new = Contract(id=contract, category=category)  # type: ignore[arg-type]  # it checks
            record = record.with_contract(new)
        return record.with_payment(contract, amount, on=day)

    return WhatIf(
        option="--pay",
        change=change,
        said=lambda: f"{dollars_shown(cents_from(amount))} paid on {contract} on {day}",
        dumped=lambda: {
            "contract": contract,
            "paid_on": day.isoformat(),
            "amount": dollars_text(cents_from(amount)),
        },
    )


def outcome(text: str) -> WhatIf:
    """Split CONTRACT=OUTCOME@DAY; the contract is checked by the record."""
    contract, word, day = _split(text, "CONTRACT=OUTCOME@DAY", "shop=positive@2020-09-01")
    known = [choice.value for choice in ContractOutcome]
    if word not in known:
        msg = f"must have an outcome that is one of {', '.join(known)}, got {word!r}"
        raise ArgumentTypeError(msg + nearest(word, known))
    ended = ContractOutcome(word)
    return WhatIf(
        option="--outcome",
        change=lambda record: record.with_outcome(contract, ended, on=day),
        said=lambda: f"{contract} ended with {ended} feedback on {day}",
        dumped=lambda: {"contract": contract, "outcome": ended.value, "outcome_on": f"{day}"},
    )


def score(text: str) -> WhatIf:
    """Split SCORE@DAY, where no score is "none"; the number is checked by the record."""
    number, at, day_text = text.rpartition("@")
    if not at or not re.fullmatch("none|[0-9]{1,9}", number):
        msg = f"must be SCORE@DAY, as in 90@2026-12-14 or none@2026-12-14, got {text!r}"
        raise ArgumentTypeError(msg)
    own, since = None if number == "none" else int(number), day(day_text)

    def change(record: TalentRecord) -> TalentRecord:
        _check_reputed(record)
        return record.with_score(own, since=since)

    return WhatIf(
        option="--score",
        change=change,
        said=lambda: f"{'no score' if own is None else f'a score of {own}'} from {since} on",
        dumped=lambda: {"score": own, "since": f"{since}"},
    )


def fact(text: str) -> WhatIf:
    """Split FACT=VALUE, a fact of reputation as JSON has it; quotation marks may be left out."""
    name, equals, written = text.partition("=")
    known = [field.name for field in attrs.fields(Reputation)]
    if not equals or name not in known:
        msg = f"must be FACT=VALUE with FACT one of {', '.join(known)}{nearest(name, known)}"
        raise ArgumentTypeError(msg)
    value = _value(name, written)

    def change(record: TalentRecord) -> TalentRecord:
        _check_reputed(record)
        if name == "job_success_score":
            _check_undated(record)
        facts = dump_record(record)
        facts["reputation"] = {**(facts["reputation"] or {}), name: value}
        return load_record(facts)

    return WhatIf(
        option="--suppose",
        change=change,
        said=lambda: f"{spelled(name)} is {written}",
        dumped=lambda: {"fact": name, "value": value},
    )


def day(text: str) -> date:
    """Read a day as argparse wants it: with its own error for its own usage message.

    Args:
        text: YYYY-MM-DD.

    Raises:
        ArgumentTypeError: if it is no day.
    """
    found = written_day(text)
    for problem in problems_in({"day": found}):
        raise ArgumentTypeError(problem.message)
    return found


def _check_reputed(record: TalentRecord) -> None:
    """Refuse what would make a reputation beside a base badge."""
    if record.base_badge is not None:
        message = "cannot be given together with base_badge; record the reputation in its place"
        code, allowed = ProblemCode.CONTRADICTION, "one of the two"
        refuse("", [unfit(code, allowed, "a contradiction", message=message)])


def _check_undated(record: TalentRecord) -> None:
    """Refuse a score without a day where the record has scores by day, which stand in its place."""
    reputation = record.reputation
    if reputation is not None and reputation.scores:
        first = min(score.since for score in reputation.scores)
        message = f"cannot be supposed, as the record has scores by day, from {first} on; "
        message += "say --score SCORE@DAY"
        code, at = ProblemCode.CONTRADICTION, "job_success_score"
        refuse("", [unfit(code, "a score from a day on", "none", at=at, message=message)])


def _value(name: str, text: str) -> object:
    """Return a value as JSON has it; what is no JSON is text, and so is a number of stars."""
    try:
        value = parsed_json(text)
    except DocumentError:
        return text
    is_stars = name == "average_feedback" and value is not None
    return text if is_stars and not isinstance(value, str) else value


def _split(text: str, form: str, example: str) -> tuple[str, str, date]:
    """Split NAME=VALUE@DAY, of which the name may hold any sign."""
    rest, at, day_text = text.rpartition("@")
    name, equals, value = rest.rpartition("=")
    if not (at and equals):
        msg = f"must be {form}, as in {example}, got {text!r}"
        raise ArgumentTypeError(msg)
    return name, value, day(day_text)
