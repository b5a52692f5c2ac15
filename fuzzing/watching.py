"""What must hold of every input: it is answered, or refused with an error that is documented."""

from __future__ import annotations

import json
import resource
import signal
import time
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from badgerules import (
    EDITIONS,
    Badge,
    BadgeRulesError,
    assess,
    dump_assessment,
    dump_record,
    dump_remedies,
    dump_timeline,
    load_record,
    remedies,
    timeline,
    to_text,
)
from badgerules.display.html import to_html
from badgerules.serialization.loading import loaded_at_once
from badgerules.serialization.reading import read_record

if TYPE_CHECKING:
    import random
    from collections.abc import Generator

    from badgerules import TalentRecord

AS_OF = date(2020, 9, 1)
FIRST_DAYS = tuple(edition.effective_from for edition in EDITIONS)
UNDER_NEWEST = FIRST_DAYS[-1] + timedelta(days=365)
SECONDS, MEMORY = 2.0, 2**31


class TooSlowError(BaseException):
    """An input took more than its time; no handler of ordinary errors catches it."""


def limit_memory() -> None:
    """Let this process have two gigabytes of address space and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@contextmanager
def limited(seconds: float = SECONDS) -> Generator[None]:
    """Raise an error once the body has computed for so many seconds; waiting does not count."""

    def stop(*_: object) -> None:
        message = f"more than {seconds} s"
        raise TooSlowError(message)

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def load(document: Any) -> TalentRecord | None:
    """Load a document; None if it is refused with the error that is documented.

    The full reader must say the same: it is the oracle of the quick one, which it stands in for
    wherever something does not fit.
    """
    try:
        record = load_record(document)
    except BadgeRulesError as error:
        assert str(error)
        assert type(error).__name__ == "DocumentError", type(error)
        assert loaded_at_once(document) is None
        return None
    expected = read_record(document)
    assert record == expected
    assert repr(record) == repr(expected)
    for one, other in zip(record.contracts, expected.contracts, strict=True):
        assert one.paid_days == other.paid_days
        assert one.running_cents == other.running_cents
    return record


def answer(record: TalentRecord) -> None:
    """Ask for everything there is to say on two days, and read back what was dumped."""
    assert load_record(dump_record(record)) == record
    for day in (AS_OF, UNDER_NEWEST):
        assessment = assess(record, as_of=day)
        assert to_text(assessment)
        assert to_html(assessment)


def look_ahead(drawn: random.Random, record: TalentRecord) -> None:
    """Ask what was and what will be, on any day of the calendar."""
    any_day = date.fromordinal(drawn.randint(1, date.max.toordinal()))
    day = drawn.choice((any_day, AS_OF, UNDER_NEWEST, date.max))
    badge = drawn.choice([*Badge])
    try:
        spans = timeline(record, badge, as_of=day)
        json.dumps(dump_timeline(spans))
        assert to_text(spans)
        assert to_html(spans)
        ways = remedies(record, badge, as_of=day)
        json.dumps(dump_remedies(ways))
        assert to_text(ways)
        assert to_html(ways)
        json.dumps(dump_assessment(assess(record, as_of=day)))
    except BadgeRulesError as error:
        assert str(error)


class Count:
    """How many inputs there were, of which kinds, and in how long."""

    def __init__(self) -> None:
        self.began, self.kinds = time.monotonic(), dict[str, int]()
        self.slowest = 0.0

    def add(self, kind: str) -> None:
        """Count one input of a kind."""
        self.kinds[kind] = self.kinds.get(kind, 0) + 1

    def tell(self) -> None:
        """Print the counts."""
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.kinds.items()))
        seconds = time.monotonic() - self.began
        print(f"{sum(self.kinds.values()):,} inputs in {seconds:.0f} s: {kinds}")
