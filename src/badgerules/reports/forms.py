"""Files of the platform that are no transaction report of 2026, recognised and refused by name.

Each is told with what to download instead. A header of none of these forms is told by the columns
that it lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules.errors import Problem, unfit
from badgerules.vocabulary import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable

INSTEAD = (
    "download the transaction report instead, whose file is named like "
    "2026-10-02_transaction_report.csv"
)

_FORMS = (
    (
        frozenset({"Ref ID", "Type", "Description", "Amount", "Balance"}),
        "is the transaction history, given until January 2025; its hourly rows name no contract",
    ),
    (
        frozenset({"Transaction Type"}),
        "is the transaction report of 2025; what its agency and team hold is not settled",
    ),
    (
        frozenset({"Date", "Contract", "Hours", "Payment type"}),
        "is the weekly summary; its days are days of work, not of payment",
    ),
)
_CLIENTS_OWN = "is the report of a client, since every earning in it is negative"


def problem_of_form(name: str, header: Iterable[str]) -> Problem | None:
    """Return the problem of a header that is of another form; None for any other header.

    Args:
        name: what problems call the file.
        header: the names of its columns.
    """
    columns = {*header}
    for marks, what in _FORMS:
        if marks <= columns:
            return _refused(name, what)
    return None


def problem_of_client(name: str) -> Problem:
    """Return the problem of a client's own report.

    Args:
        name: what problems call the file.
    """
    return _refused(name, _CLIENTS_OWN)


def _refused(name: str, what: str) -> Problem:
    message = f"{what}; {INSTEAD}"
    allowed = "the transaction report of 2026"
    return unfit(ProblemCode.WRONG_FORM, allowed, "another form", at=name, message=message)
