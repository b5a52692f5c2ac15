"""What the page in a browser says: from its form, and the files dropped onto it, to HTML.

The page runs this beside badgerules on a Python of its own. Nothing here knows of a browser, a
clock or a network, so that it runs, and is tested, on any Python. Amounts, days and names are read
by badgerules, and refused in its words; here stands only what the form calls them.
"""

from __future__ import annotations

import base64
import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs

from badgerules import (
    EDITIONS,
    BadgeRulesError,
    BaseBadge,
    Category,
    Contract,
    ContractOutcome,
    DocumentError,
    InvalidRecordError,
    Problem,
    ProblemCode,
    assess,
    compare,
    dump_record,
    load_record,
    recovery,
    remedies,
    timeline,
    to_html,
)
from badgerules.converters import problems_in, written_day
from badgerules.display.html.elements import Html, element, items, joined, paragraphs
from badgerules.errors import refuse, unfit
from badgerules.money import dollars_shown, plainly
from badgerules.recovery import USUAL_SCORE
from badgerules.reports import contracts_file, read_report
from badgerules.vocabulary import ShownBadge, counted, spelled
from badgerules.windows import MONTHS_PER_YEAR, TrailingWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from badgerules import Assessment, Badge, TalentRecord
    from badgerules.reports import ReportReading, UnlistedContract

PLACES = ("read", "contracts", "refused", "answer", "ahead", "paid_for", "supposed", "ways", "back")
"""The ids of the places of the page that are filled."""

LABELS = {
    "kind": "Whose",
    "base_badge": "Rising Talent or Top Rated, by the platform's word",
    "agency": "Agency",
    "first_day": "First day of the report",
    "last_day": "Last day of the report",
    "covers": "First and last day of the report",
    "leave_out": "Leave out what may be an earning",
    "earnings_12_months": "Earnings of 12 months",
    "has_large_contract": "Large contract",
    "badge": "Badge on the profile",
    "eligible_weeks": "Eligible weeks",
    "holds": "Holds and notices",
    "shown_on": "Day on which it was shown",
    "as_of": "Day asked about",
    "paid": "Amount",
    "paid_for": "Contract",
    "paid_on": "Day of the payment",
    "score": "Score",
    "back_on": "Day on which the score is back",
}
"""What the page calls the fields of its form, by their names."""

FIGURES = ("earnings_12_months", "has_large_contract", "badge", "eligible_weeks", "holds")
"""The fields that hold what the platform's page shows, as a record names them."""

YES_OR_NO = {"yes": True, "no": False}
COUNTS = ("eligible_weeks", "holds")
MOST_DIGITS = 6
"""How many digits a count has at most, as on the command line."""

NEW = "new:"
"""How the value of a contract begins that is still to come; its category follows."""

NOTHING = Html()


def places(values: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, str]:
    """Return what to put into each place of the page, by its id.

    Args:
        values: what the form holds, by the names of its fields; beside them `asked`, the badge
            asked about, and `today`.
        files: what was dropped onto the page, by name.

    Returns:
        HTML for every place; empty where there is nothing to say.

    >>> said = places({"kind": "freelancer", "asked": "top_rated", "today": "2026-10-31"}, {})
    >>> "Top Rated: unknown" in said["answer"], said["refused"]
    (True, '')
    """
    given = {name: text for name, value in values.items() if (text := value.strip())}
    shown: dict[str, str] = dict.fromkeys(PLACES, NOTHING)
    try:
        record = _record(given, {name: bytes(content) for name, content in files.items()}, shown)
        if record is not None:
            shown |= _answers(record, given)
    except BadgeRulesError as error:
        shown["refused"] = _refused(error)
    return shown


def choices(words: Iterable[Any], first: str = "", chosen: str = "") -> Html:
    """Return the options of a list to choose from.

    Args:
        words: members of a closed list.
        first: what stands first, for nothing chosen; empty for no such option.
        chosen: the value that is chosen.

    >>> print(choices([BaseBadge.NONE, BaseBadge.TOP_RATED], "not told", "none"))
    <option value="">not told</option><option value="none" selected="">None</option><option
    value="top_rated">Top Rated</option>
    """
    none = [_option("", first, chosen or None)] if first else []
    return joined([*none, *(_option(word.value, _named(word), chosen) for word in words)])


def _named(word: Any) -> str:  # noqa: ANN401  # a member of any closed list
    """Return a word as people write it; badges of two lists are written alike."""
    return spelled(word.value).title() if type(word) in {BaseBadge, ShownBadge} else word.label


def _option(value: str, text: str, chosen: str | None) -> Html:
    is_chosen = {"selected": ""} if value == chosen else {}
    return element("option", text, value=value, **is_chosen)


# Facts: a record, reports with a contracts file, or figures alone.


def _record(
    given: Mapping[str, str], files: Mapping[str, bytes], shown: dict[str, str]
) -> TalentRecord | None:
    """Return the record; None where categories of a report are still to be chosen."""
    records, contracts, reports = _by_form(files)
    _check_files(records, contracts, reports)
    if records:
        ((name, document),) = records.items()
        _check_said_once(given, name)
        record = _loaded(document, f"{name}, ")
        shown["read"] = joined(paragraphs(f"{name} is read as a record."))
    elif reports:
        found = _of_reports(given, contracts, reports, shown)
        if found is None:
            return None
        record = found
    else:
        return _of_figures(given)
    stats = _stats(given, record)
    return record if stats is None else _loaded({**dump_record(record), "stats": stats})


def _by_form(
    files: Mapping[str, bytes],
) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]:
    """Tell records, contracts files and all else apart: by how they begin, not by their names."""
    records, contracts, reports = dict[str, bytes](), dict[str, bytes](), dict[str, bytes]()
    for name, document in files.items():
        text = document.decode("utf-8-sig", errors="replace")
        if text.lstrip().startswith("{"):
            records[name] = document
        elif "contract" in next(csv.reader(io.StringIO(text)), list[str]()):
            contracts[name] = document
        else:
            reports[name] = document
    return records, contracts, reports


def _check_files(
    records: Mapping[str, bytes], contracts: Mapping[str, bytes], reports: Mapping[str, bytes]
) -> None:
    """Refuse files that do not go together."""
    allowed = "one record, or reports and one contracts file"
    is_fit = len(records) + len(contracts) <= 1 and not (records and reports)
    if is_fit and (reports or not contracts):
        return
    told = [f"{name} (a record)" for name in records]
    told += [f"{name} (a contracts file)" for name in contracts]
    told += [f"{name} (a report)" for name in reports]
    refuse("", [unfit(ProblemCode.CONTRADICTION, allowed, ", ".join(told), at="the files")])


def _check_said_once(given: Mapping[str, str], name: str) -> None:
    """Refuse what a record says already."""
    message = f"must be left out beside {name}, which says it"
    code = ProblemCode.CONTRADICTION
    refuse(
        "",
        [
            unfit(code, "nothing", given[field], at=LABELS[field], message=message)
            for field in ("kind", "base_badge")
            if field in given
        ],
    )


def _of_figures(given: Mapping[str, str]) -> TalentRecord:
    """Return the record of somebody of whom nothing but figures is told."""
    document: dict[str, Any] = {"format": 1}
    document |= {name: given[name] for name in ("kind", "base_badge") if name in given}
    return _loaded({**document, "stats": _stats(given)})


def _stats(given: Mapping[str, str], record: TalentRecord | None = None) -> dict[str, Any] | None:
    """Return what the platform's page shows, as a record holds it; None for nothing."""
    if not any(name in given for name in (*FIGURES, "shown_on")):
        return None
    stats: dict[str, Any] = {name: given[name] for name in FIGURES if name in given}
    if "earnings_12_months" in given:
        earnings = given["earnings_12_months"]
        stats["earnings_12_months"] = plainly(earnings) or earnings
    for name in COUNTS:
        if name in given and _is_count(given[name]):
            stats[name] = int(given[name])
    if "has_large_contract" in given:
        ticked = given["has_large_contract"]
        stats["has_large_contract"] = YES_OR_NO.get(ticked, ticked)
    return {**stats, "shown_on": given.get("shown_on") or _asked_on(given, record)}


def _asked_on(given: Mapping[str, str], record: TalentRecord | None) -> str:
    """Return the day asked about: as given, of the figures, the last of the payments, or today."""
    last = None if record is None else record.payments_known_through
    day = given.get("as_of") or given.get("shown_on")
    return day or (given["today"] if last is None else f"{last}")


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def _loaded(document: bytes | Mapping[str, Any], where: str = "") -> TalentRecord:
    """Return a record; what is wrong is told by the names of the form, or with those of a file."""
    try:
        return load_record(document)
    except DocumentError as error:
        told = tuple(
            attrs.evolve(problem, path=_place(problem.path, where)) for problem in error.problems
        )
        raise InvalidRecordError(noun="", problems=told) from None


def _place(path: str, where: str) -> str:
    """Return where a problem lies: in a file, or in a field of the form."""
    return where + path if where else LABELS.get(path.rpartition(".")[2], path)


# Reports: the contracts file may be filled in on the page.


def _of_reports(
    given: Mapping[str, str],
    contracts: Mapping[str, bytes],
    reports: Mapping[str, bytes],
    shown: dict[str, str],
) -> TalentRecord | None:
    """Return the record of reports; None where no category is chosen yet."""
    _check_given(given, "kind", "first_day", "last_day")
    days = _days(given, "first_day", "last_day")
    terms: dict[str, Any] = {
        "covers": (days["first_day"], days["last_day"]),
        "kind": given["kind"],
        "agency": given.get("agency"),
    }
    own: str | bytes | None = next(iter(contracts.values()), None)
    if own is None:
        reading = _reading(reports, None, terms)
        shown["contracts"] = _to_fill_in(reading, given)
        is_begun = any(f"category-{_key(contract)}" in given for contract in reading.unlisted)
        if reading.unlisted and not is_begun:
            return None
        own = _filled_in(reading, given)
    reading = _reading(reports, own, terms)
    shown["read"] = _told(reading, [*reports, *contracts])
    try:
        record = reading.record(
            base_badge=given.get("base_badge"),  # type: ignore[arg-type]  # it checks
            leave_out="leave_out" in given,
        )
    except InvalidRecordError as error:
        raise _by_labels(error) from None
    document = json.dumps(dump_record(record), indent=1)
    shown["read"] += _saved("record.json", document, "Save this record, to drop it here again")
    return record


def _reading(
    reports: Mapping[str, bytes], contracts: str | bytes | None, terms: Mapping[str, Any]
) -> ReportReading:
    try:
        return read_report(list(reports.values()), contracts=contracts, **terms)
    except InvalidRecordError as error:
        raise _by_labels(error) from None


def _by_labels(error: InvalidRecordError) -> InvalidRecordError:
    """Return an error in the words of the form."""
    told = [
        attrs.evolve(problem, path=LABELS.get(problem.path, problem.path))
        for problem in error.problems
    ]
    return InvalidRecordError(noun="", problems=tuple(told))


def _key(contract: UnlistedContract) -> str:
    """Return what the fields of a contract end in; letters are spelled out, to get them back."""
    return f"{contract.client}\0{contract.title}\0{contract.freelancer}".encode().hex()


def _filled_in(reading: ReportReading, given: Mapping[str, str]) -> str:
    """Return the contracts file with what was chosen; contracts without a category are left out."""
    lines = csv.DictReader(io.StringIO(contracts_file(reading)))
    chosen = io.StringIO()
    columns = [*(lines.fieldnames or ()), "outcome"]
    writer = csv.DictWriter(chosen, columns, lineterminator="\n")
    writer.writeheader()
    for contract, line in zip(reading.unlisted, lines, strict=True):
        key = _key(contract)
        if f"category-{key}" in given:
            line["contract"] = given.get(f"contract-{key}", line["contract"])
            line["category"] = given[f"category-{key}"]
            writer.writerow({**line, "outcome": given.get(f"outcome-{key}", "")})
    return chosen.getvalue()


def _to_fill_in(reading: ReportReading, given: Mapping[str, str]) -> Html:
    """Return the contracts of a report, each with what the report does not say of it."""
    if not reading.unlisted:
        return NOTHING
    lines = csv.DictReader(io.StringIO(contracts_file(reading)))
    told = (
        "The report does not say what each contract was. Choose its category, and ask again. "
        "What ended badly before the report begins needs a contracts file of your own."
    )
    asked = zip(reading.unlisted, lines, strict=True)
    return joined(
        [*paragraphs(told), *(_fields(contract, line, given) for contract, line in asked)]
    )


def _fields(contract: UnlistedContract, line: Mapping[str, str], given: Mapping[str, str]) -> Html:
    """Return the fields of one contract; what was chosen in them stands there still."""
    key, by = _key(contract), f" by {contract.freelancer}" if contract.freelancer else ""
    earned = f"{dollars_shown(contract.cents)} from {contract.first_day} to {contract.last_day}"
    lists = (
        ("Category", "category", Category, "choose"),
        ("Ended with feedback", "outcome", ContractOutcome, "not told"),
    )
    fields = [
        element("label", label, " ", element("select", options, name_=f"{field}-{key}"))
        for label, field, words, first in lists
        for options in [choices(words, first, given.get(f"{field}-{key}", ""))]
    ]
    name = given.get(f"contract-{key}", line["contract"])
    own = Html(element("input", name_=f"contract-{key}", value=name).removesuffix("</input>"))
    fields.append(element("label", "Name, yours to choose ", own))
    legend = element("legend", f"{contract.client}: {contract.title}{by}")
    return element(
        "fieldset", legend, *paragraphs(earned), element("div", *fields, class_="fields")
    )


def _told(reading: ReportReading, names: Iterable[str]) -> Html:
    """Say what was read, what was left out, and what to hold against the platform's figure."""
    first, last = reading.known_since, reading.known_through
    window = TrailingWindow.of_months(MONTHS_PER_YEAR, through=last)
    since = max(first, window.first_day)
    figure = "the earnings of 12 months that the platform shows on that day"
    amount = f"${reading.earned_between(since, last):,}"
    against = figure if since == window.first_day else "what the platform shows"
    left_out = Counter(row.reason for row in reading.left_out)
    texts = [
        f"Read: {', '.join(names)}, a {reading.kind}'s report from {first} to {last}.",
        f"On record from {since} to {last}: {amount}. Hold that against {against}.",
        f"Columns that are not read: {', '.join(reading.ignored_columns) or 'none'}.",
    ]
    rows = [f"{counted(n, 'rows')} left out: {reason.label}" for reason, n in left_out.items()]
    return joined([*paragraphs(*texts), *items(rows)])


def _saved(name: str, text: str, words: str) -> Html:
    """Return a link by which the browser stores a text; it holds the text itself."""
    held = base64.b64encode(text.encode()).decode()
    link = element("a", words, download=name, href=f"data:application/json;base64,{held}")
    return element("p", link)


# Answers.


def _answers(record: TalentRecord, given: Mapping[str, str]) -> dict[str, str]:
    """Return what badgerules says of a record."""
    as_of = _days({"as_of": _asked_on(given, record)}, "as_of")["as_of"]
    badge: Any = given["asked"]
    assessment = assess(record, as_of=as_of)
    whole = element("summary", "Every badge, and who sees it")
    return {
        "answer": to_html(assessment[badge]) + element("details", whole, Html(to_html(assessment))),
        "ahead": to_html(timeline(record, badge, as_of=as_of, first_day=_first_day(record))),
        "paid_for": _payable(record, given),
        "supposed": _part(lambda: _supposed(assessment, badge, given)),
        "ways": _part(lambda: to_html(remedies(record, badge, as_of=as_of))),
        "back": _part(lambda: _back(record, badge, as_of, given)),
    }


def _first_day(record: TalentRecord) -> date | None:
    """Return the first day of which the payments are known; None for the first of the rules."""
    since, first = record.payments_known_since, EDITIONS[0].effective_from
    return None if since is None else max(since, first)


def _part(said: Callable[[], str]) -> str:
    """Return a part of the answers, or why there is none; the others stand all the same."""
    try:
        return said()
    except BadgeRulesError as error:
        return _refused(error, "status")


def _payable(record: TalentRecord, given: Mapping[str, str]) -> Html:
    """Return the contracts that a payment may be supposed on, old and new, as options."""
    chosen = given.get("paid_for")
    old = [
        _option(contract.id.encode().hex(), f"{contract.id} ({contract.category.label})", chosen)
        for contract in record.contracts
    ]
    new = [
        _option(f"{NEW}{category}", f"a new contract in {category.label}", chosen)
        for category in Category
        if record.contracts_known
    ]
    return joined([*old, *new]) or element("option", "no contract is known", value="")


def _supposed(assessment: Assessment, badge: Badge, given: Mapping[str, str]) -> str:
    """Say what one more payment would change."""
    if "paid" not in given:
        return NOTHING
    record, as_of = assessment.record, assessment.question.as_of
    _check_given(given, "paid_for")
    day = _days({"paid_on": f"{as_of}", **given}, "paid_on")["paid_on"]
    amount, value = plainly(given["paid"]) or given["paid"], given["paid_for"]
    contract = value if value.startswith(NEW) else bytes.fromhex(value).decode()
    if contract.startswith(NEW):
        category: Any = contract.removeprefix(NEW)
        record = record.with_contract(Contract(id=contract, category=category))
    richer = record.with_payment(contract, amount, on=day)
    cents = richer.contract(contract).payments[-1].cents
    told = f"Supposed: {dollars_shown(cents)} paid on {contract} on {day}."
    answers: list[object] = [timeline(richer, badge, as_of=as_of, first_day=as_of)]
    if day <= as_of:
        answers.insert(0, compare(assessment, assess(richer, as_of=as_of)))
    return joined([*paragraphs(told), *(Html(to_html(answer)) for answer in answers)])


def _back(record: TalentRecord, badge: Badge, as_of: date, given: Mapping[str, str]) -> str:
    """Say when the badge is back, for the day on which the score is, or for each."""
    text = given.get("score", f"{USUAL_SCORE}")
    score: Any = int(text) if _is_count(text) else text
    found = recovery(record, badge, as_of=as_of, score=score)
    if "back_on" not in given or not found.spans:
        return to_html(found)
    day = _days(given, "back_on")["back_on"]
    held = found.held_on(day)
    then = "on no day, for the reasons below" if held is None else f"on {held}"
    told = f"If the score of {score} is back on {day}, {found.outlook.badge.label} is held {then}."
    return joined([*paragraphs(told), Html(to_html(found))])


# What is given, and how it is refused.


def _days(given: Mapping[str, str], *names: str) -> dict[str, date]:
    """Return days that were given, all of them checked at once."""
    days = {LABELS[name]: written_day(given[name]) for name in names if name in given}
    refuse("", problems_in(days))
    return dict(zip([name for name in names if name in given], days.values(), strict=True))


def _check_given(given: Mapping[str, str], *names: str) -> None:
    """Refuse fields that are left empty, all at once."""
    code = ProblemCode.MISSING
    refuse(
        "",
        [
            unfit(code, "given", "nothing", at=LABELS[name], message="must be given")
            for name in names
            if name not in given
        ],
    )


def _refused(error: BadgeRulesError, looks: str = "refused") -> Html:
    """Return an error as people read it: everything that is wrong, and where."""
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    noun: str = getattr(error, "noun", "")
    told = [" ".join(filter(None, (noun, problem.path, problem.message))) for problem in problems]
    head = f"{counted(len(told), 'problems')}:" if len(told) > 1 else ""
    said = items(told) if len(told) > 1 else paragraphs(*(told or [f"{error}"]))
    return element("div", *paragraphs(head), *said, class_=looks)
