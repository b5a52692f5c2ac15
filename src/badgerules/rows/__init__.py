"""Records from flat rows, as databases and exports have them: talents, contracts, payments.

Any iterables of mappings will do, as from `csv.DictReader`, `sqlite3.Row` or a list of dicts. Every
value is looked at, nothing is guessed, and everything that is wrong is told at once.
"""

from __future__ import annotations

from badgerules.rows.naming import MoneyUnit
from badgerules.rows.reading import RecordsFromRows, records_from_rows

__all__ = ["MoneyUnit", "RecordsFromRows", "records_from_rows"]
