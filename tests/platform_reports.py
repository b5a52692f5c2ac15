"""Reports of transactions for tests, written as the platform writes them, newest row first."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEADER = [
    *("Date", "Transaction ID", "Transaction type", "Transaction summary"),
    *("Transaction summary details", "Description 1", "Description 2", "Description 3"),
    *("Agency team", "Freelancer", "Client team", "Account name", "PO", "Ref ID", "Amount $"),
    *("Amount in local currency", "Currency", "Current balance $", "Payment method"),
]
NEEDED = [
    *("Date", "Transaction type", "Transaction summary", "Agency team", "Freelancer"),
    *("Client team", "Ref ID", "Amount $"),
]


def row(  # noqa: PLR0913  # what a row has
    day: str,
    kind: str,
    amount: str,
    *,
    client: str = "Blue Door",
    title: str = "Help desk",
    agency: str = "",
    freelancer: str = "Ann Lee",
    ref: str | None = None,
) -> dict[str, str]:
    """Return a row; without a Ref ID it gets one in `report`."""
    named = {
        "Date": day,
        "Transaction type": kind,
        "Transaction summary": title,
        "Agency team": agency,
        "Freelancer": freelancer,
        "Client team": client,
        "Amount $": amount,
        "Account name": freelancer,
        "Currency": "USD",
    }
    return named if ref is None else {**named, "Ref ID": ref}


def report(rows: Iterable[dict[str, str]], header: Sequence[str] = HEADER, first: int = 901) -> str:
    """Return a report of these rows, as text."""
    numbered = ({"Ref ID": f"{number}", **one} for number, one in enumerate(rows, start=first))
    return csv_text(header, ([one.get(name, "") for name in header] for one in numbered))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return comma-separated values, quoted only where that is needed."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


USUAL = [
    row("Sep 25, 2026", "Hourly", "240.00"),
    row("Sep 25, 2026", "Service Fee", "-24.00"),
    row("Sep 22, 2026", "Withdrawal", "-215.01", client="", title=""),
    row("Sep 22, 2026", "Withdrawal Fee", "-0.99", client="", title=""),
    row("Sep 21, 2026", "Connects", "-12", client="", title=""),
    row("Sep 21, 2026", "Payment", "12", client="", title=""),
    row("Sep 18, 2026", "Hourly", "1240.5"),
    row("Sep 18, 2026", "Service Fee", "-124.05"),
    row("Sep 2, 2026", "Fixed-price", "500", client="Oak Inc", title="Logo"),
    row("Sep 2, 2026", "Service Fee", "-50", client="Oak Inc", title="Logo"),
    row("Sep 2, 2026", "Bonus", "20.25", client="Oak Inc", title="Logo"),
]
"""The first input of the specification."""

CONTRACTS = (
    "contract,client,title,category,outcome\n"
    "shop,Blue Door,Help desk,Customer Service,\n"
    "logo,Oak Inc,Logo,Design & Creative,positive\n"
)
"""Its contracts file."""
