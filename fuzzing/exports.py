"""Fuzz the doors for files and rows of people: reports, contracts files, rows of tables.

    python fuzzing/exports.py --inputs 20000 --seed 1

A right report and a right contracts file lose, double and swap pieces; rows get values of any kind.
Each must be answered or refused with `InvalidRecordError`, in bounded time and memory. Of a report
that is read, every row must be a payment or left out, and the sums must be those of its amounts.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import watching

from badgerules import InvalidRecordError
from badgerules.reports import contracts_file, read_report
from badgerules.rows import records_from_rows

COVERS = date(2025, 11, 1), date(2026, 10, 31)
HEADER = (
    "Date,Transaction type,Transaction summary,Agency team,Freelancer,Client team,Ref ID,Amount $"
)
REPORT = f"""{HEADER}
"Oct 2, 2026",Hourly,Help desk,,Ann Lee,Blue Door,7,240.00
"Oct 2, 2026",Service Fee,Help desk,,Ann Lee,Blue Door,8,-24.00
"Sep 1, 2026",Fixed-price,"A ""big"" one,
in two lines",Nine Ltd,Ada,"Oak, Pine",9,"1,240.50"
"Sep 1, 2026",Refund,Help desk,,Ann Lee,Blue Door,10,-3
"Nov 1, 2025",Expense,Help desk,,Ann Lee,Blue Door,11,5
"""
CONTRACTS = """contract,client,title,category,outcome,first_day,last_day,freelancer
shop,Blue Door,Help desk,Legal,positive,,2026-10-31,
big,"Oak, Pine","A ""big"" one,
in two lines",Writing,,2026-01-01,,Ada
"""
PIECES = (
    *(
        "\n",
        "\r\n",
        "\r",
        '"',
        '""',
        ",",
        ";",
        "\0",
        "\ufeff",
        "-",
        "$",
        "1e3",
        "x" * 2_000,
        "9" * 30,
    ),
    *(
        "2026",
        "Feb 30, 2026",
        "0.001",
        "Hourly",
        "Refund",
        "\ud800",
        "\x1b[2J",
        "Date",
        "contract,",
    ),
    *("\u0665", "Nine Ltd", "1,2,3", " ", "", "2026-02-30", "negative", "Ref ID,", "Oct 2, 2026"),
)
VALUES: tuple[Any, ...] = (
    *(None, "", "x", "ann", "shop", 7, -1, 10**30, 1.5, float("nan"), True, b"x", [], {}, [[]]),
    *(Decimal(5), Decimal("NaN"), Decimal("-1e30"), "5.00", "$1,240.50", "2020-03-02", date.max),
    *(
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, tzinfo=UTC),
        "9999-12-31T23:59:59-23:59",
        object(),
        "true",
    ),
    *("legal", "Customer Support", "freelancer", "agency", "top_rated", "\ud800", "\0", 10**5000),
)


def mutated(drawn: random.Random, text: str) -> str:
    """Return a text in which a few pieces were lost, doubled, put in or swapped."""
    for _ in range(drawn.choice((0, 1, 1, 2, 3, 8))):
        begin, end = sorted(drawn.randrange(len(text) + 1) for _ in range(2))
        end = min(end, begin + drawn.choice((0, 1, 5, 40)))
        piece = drawn.choice((drawn.choice(PIECES), text[begin:end] * drawn.choice((2, 300)), ""))
        text = text[:begin] + piece + text[end:]
    return text


def report(drawn: random.Random) -> str:
    """Read a changed report, and check what it comes to."""
    text, contracts = mutated(drawn, REPORT), drawn.choice((None, mutated(drawn, CONTRACTS)))
    given: Any = text
    if drawn.random() < 0.3:
        given = text.encode("utf-8", "surrogatepass")
    terms: dict[str, Any] = drawn.choice(({}, {"kind": "agency", "agency": "Nine Ltd"}))
    try:
        reading = read_report(given, contracts=contracts, covers=COVERS, **terms)
    except InvalidRecordError as error:
        assert str(error)
        return "reports refused"
    payments = [one for contract in reading.contracts or () for one in contract.payments]
    plain = csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\r\n", "\n")))
    header, *told = plain
    amounts = [Decimal(one[header.index("Amount $")].replace(",", "")) for one in told]
    left = sum(row.amount for row in reading.left_out)
    assert len(told) == len(payments) + len(reading.left_out)
    assert reading.earned + reading.taken_back + left == sum(amounts)
    assert contracts_file(reading)
    try:
        record = reading.record(leave_out=drawn.random() < 0.5)
    except InvalidRecordError as error:
        assert str(error)
        return "reports read, without a record"
    assert record.payments_known_through == COVERS[1]
    return "reports with a record"


def rows(drawn: random.Random) -> str:
    """Read rows of three tables with values of any kind."""
    tables: list[list[Any]] = [
        [{"talent_id": "ann", "kind": "freelancer", "base_badge": "top_rated"}],
        [{"contract_id": "shop", "talent_id": "ann", "category": "legal"}],
        [{"contract_id": "shop", "paid_on": "2020-03-02", "amount": "5"} for _ in range(2)],
    ]
    optional = ("country", "members", "job_success_score", "joined_on", "outcome", "payment_id")
    for _ in range(drawn.choice((0, 1, 1, 2, 4))):
        row: dict[str, Any] = drawn.choice(drawn.choice(tables))
        row[drawn.choice([*row, *optional])] = drawn.choice(VALUES)
    if drawn.random() < 0.1:
        drawn.choice(tables).append(drawn.choice(VALUES))
    terms: dict[str, Any] = {
        "money": drawn.choice(("dollars", "cents", "dollars", drawn.choice(VALUES))),
        "zone": drawn.choice((None, UTC)),
        "columns": drawn.choice((None, {}, {"paid_on": "date"}, {"outcome": drawn.choice(VALUES)})),
    }
    try:
        found = records_from_rows(*tables, **terms)
    except InvalidRecordError as error:
        assert str(error)
        return "rows refused"
    assert len(found.records) == len(tables[0])
    return "rows read"


def main() -> None:
    """Ask as often as wanted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    watching.limit_memory()
    count = watching.Count()
    for number in range(options.inputs):
        drawn = random.Random(f"{options.seed}-{number}")
        try:
            with watching.limited():
                count.add(drawn.choice((report, report, rows))(drawn))
        except BaseException:
            print(f"seed {options.seed}, input {number}", file=sys.stderr)
            raise
    count.tell()


if __name__ == "__main__":
    main()
