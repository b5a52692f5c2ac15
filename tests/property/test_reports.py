"""Whatever rows a report has: none is lost, and nothing is counted twice or netted.

What each row comes to is worked out here by a second, slower way: one row at a time, every line of
the contracts file tried, with sums in dollars as `Decimal`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgerules import InvalidRecordError
from badgerules.reports import LeftOutReason, read_report
from drawing import draws
from platform_reports import HEADER, csv_text, report, row

if TYPE_CHECKING:
    from badgerules.reports import ReportReading

FIRST, LAST = COVERS = date(2025, 11, 1), date(2026, 10, 31)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

EARNED = ("Hourly", "Fixed-price", "FIXED PRICE", "milestone", "Bonus")
TAKEN_BACK = ("Refund to client", "refund")
NEVER = ("Service Fee", "Service fee refund", "Withdrawal", "Connects", "Payment", "VAT")
OTHERS = ("Expense", "Chargeback", "", "Hourly ")

CLIENTS = ("Blue Door", "Oak, Pine", "New\nClient", "")
TITLES = ("Help desk", 'The "big" one', " ")
AGENCIES = ("", "", "Nine Ltd", "Ten Ltd")
PEOPLE = ("Ada", "Bob", "")


def written(day: date) -> str:
    """Return a day as the platform writes it."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    """Draw a row that can be read; most are earnings of listed contracts."""
    kind = draw(st.sampled_from((*EARNED * 3, *TAKEN_BACK * 3, *NEVER, *OTHERS)))
    cents = draw(st.integers(0, 10**7))
    usual = -1 if kind in TAKEN_BACK else 1
    sign = usual * draw(st.sampled_from((1, 1, 1, 1, -1)))
    amount = draw(st.sampled_from((f"{cents / 100:.2f}", f"{cents / 100:,.2f}", f"{cents}")))
    day = FIRST + timedelta(days=draw(st.integers(0, (LAST - FIRST).days)))
    return row(
        written(day),
        kind,
        f"-{amount}" if sign < 0 else amount,
        client=draw(st.sampled_from((*CLIENTS[:2] * 3, *CLIENTS))),
        title=draw(st.sampled_from((*TITLES[:2] * 3, *TITLES))),
        agency=draw(st.sampled_from(AGENCIES)),
        freelancer=draw(st.sampled_from(PEOPLE)),
    )


@st.composite
def contract_files(draw: st.DrawFn, is_named: bool) -> list[dict[str, str]]:  # noqa: FBT001
    """Draw the lines of a contracts file: halves of the time, and one of each freelancer."""
    lines: list[dict[str, str]] = []
    middle = FIRST + timedelta(days=draw(st.integers(1, 300)))
    halves = draw(st.sampled_from(([("", "")], [("", f"{middle}")], [
        ("", f"{middle}"), (f"{middle + timedelta(days=2)}", ""),
    ])))  # fmt: skip
    people = draw(st.sampled_from((["Ada"], ["Ada", "Bob"], [""]))) if is_named else [""]
    for client in CLIENTS[:2]:
        for title in TITLES[:2]:
            if draw(st.integers(0, 3)):
                for first_day, last_day in halves:
                    for person in people:
                        lines.append({
                            "contract": draw(st.sampled_from((f"c{len(lines)}", "renamed"))),
                            "client": client, "title": title, "category": "Legal",
                            "first_day": first_day, "last_day": last_day, "freelancer": person,
                        })  # fmt: skip
    return lines


def dollars_of(one: dict[str, str]) -> Decimal:
    """Return what a row comes to."""
    return Decimal(one["Amount $"].replace(",", ""))


def day_of(one: dict[str, str]) -> date:
    """Return the day of a row."""
    month, day, year = one["Date"].replace(",", "").split(" ")
    return date(int(year), MONTHS.index(month) + 1, int(day))


def in_small(names: tuple[str, ...]) -> set[str]:
    """Return names in small letters."""
    return {name.lower() for name in names}


def reason_of(one: dict[str, str], agency: str | None) -> str | None:
    """Say why a row is left out, whatever the contracts file holds."""
    kind, amount, whose = one["Transaction type"].lower(), dollars_of(one), one["Agency team"]
    is_refund = kind in in_small(TAKEN_BACK)
    reason = None
    if not one["Client team"].strip() or not one["Transaction summary"].strip():
        reason = "no_contract_named"
    if (amount > 0 and is_refund) or (amount < 0 and not is_refund):
        reason = "sign_odd"
    if kind in in_small(OTHERS):
        reason = "type_unknown"
    if whose != (agency or ""):
        reason = "not_this_agency" if agency else "done_through_an_agency"
    return "not_earned" if kind in in_small(NEVER) else reason


def matching(one: dict[str, str], lines: list[dict[str, str]]) -> list[dict[str, str]] | str:
    """Return the lines that a row may belong to, or why it belongs to none."""
    alike = [
        line
        for line in lines
        if (line["client"], line["title"]) == (one["Client team"], one["Transaction summary"])
    ]
    own = [line for line in alike if line["freelancer"] in {"", one["Freelancer"]}]
    if not own:
        return "several_freelancers" if alike and not one["Freelancer"] else "contract_unlisted"
    day = day_of(one).isoformat()
    found = [
        line for line in own if (line["first_day"] or "0000") <= day <= (line["last_day"] or "9999")
    ]
    return found or "contract_days"


def expected(
    drawn: list[dict[str, str]], lines: list[dict[str, str]], agency: str | None
) -> list[str]:
    """Say what each row becomes: "=" and its contract, or why it is left out."""
    fates: list[str] = []
    unnamed: dict[str, set[str]] = {}
    for one in drawn:
        reason = reason_of(one, agency)
        found = matching(one, lines) if reason is None else reason
        if isinstance(found, str):
            fates.append(found)
            continue
        (line,) = found
        fates.append(f"{'?' if not line['freelancer'] else '='}{line['contract']}")
        if not line["freelancer"]:
            unnamed.setdefault(line["contract"], set()).update({one["Freelancer"]} - {""})
    return [
        "several_freelancers"
        if fate.startswith("?") and len(unnamed[fate[1:]]) > 1
        else fate.replace("?", "=")
        for fate in fates
    ]


def is_a_clients(drawn: list[dict[str, str]]) -> bool:
    """Tell whether every earning is negative."""
    earned = [
        dollars_of(one) for one in drawn if one["Transaction type"].lower() in in_small(EARNED)
    ]
    return bool(earned) and max(earned) < 0


@given(st.data())
@draws(300)
def test_no_row_is_lost_and_the_sums_are_those_of_the_file(data: st.DataObject) -> None:
    """Earned, taken back and left out come to the total; each row is one payment or left out."""
    agency = data.draw(st.sampled_from((None, "Nine Ltd")))
    drawn = data.draw(st.lists(rows(), max_size=12))
    lines = data.draw(contract_files(is_named=data.draw(st.booleans())))
    columns = ["contract", "client", "title", "category", "first_day", "last_day", "freelancer"]
    contracts = csv_text(columns, [[*line.values()] for line in lines])
    text = report(drawn, data.draw(st.permutations(HEADER)))
    facts: dict[str, Any] = {} if agency is None else {"kind": "agency", "agency": agency}
    if is_a_clients(drawn):
        with pytest.raises(InvalidRecordError, match="report is the report of a client"):
            read_report(text, contracts=contracts, covers=COVERS, **facts)
        return
    reading = read_report(text, contracts=contracts, covers=COVERS, **facts)

    left = sum((one.amount for one in reading.left_out), Decimal(0))
    assert reading.earned + reading.taken_back + left == sum(map(dollars_of, drawn), Decimal(0))
    assert reading.contracts is not None
    payments = Counter(
        (contract.id, one.paid_on, one.amount)
        for contract in reading.contracts
        for one in contract.payments
    )
    fates = expected(drawn, lines, agency)
    assert payments == Counter(
        (fate[1:], day_of(one), dollars_of(one))
        for one, fate in zip(drawn, fates, strict=True)
        if fate.startswith("=")
    )
    assert [(one.reason, one.amount, one.paid_on) for one in reading.left_out] == [
        (fate, dollars_of(one), day_of(one))
        for one, fate in zip(drawn, fates, strict=True)
        if not fate.startswith("=")
    ]
    check_record(reading)


def check_record(reading: ReportReading) -> None:
    """A record is made of a whole reading alone, or from the day after what may be earned on."""
    doubtful = [
        one.paid_on
        for one in reading.left_out
        if one.reason not in {LeftOutReason.NOT_EARNED, LeftOutReason.DONE_THROUGH_AN_AGENCY}
    ]
    assert reading.is_whole is not bool(doubtful)
    if not doubtful:
        assert reading.record().payments_known_since == FIRST
        return
    with pytest.raises(InvalidRecordError):
        reading.record()
    if max(doubtful) == LAST:
        with pytest.raises(InvalidRecordError, match="cannot help"):
            reading.record(leave_out=True)
    else:
        record = reading.record(leave_out=True)
        assert record.payments_known_since == max(doubtful) + timedelta(days=1)
        assert record.contracts == reading.contracts
