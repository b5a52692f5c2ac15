"""The rules over dataframes: whole populations at once, in the engine that holds them.

One implementation for Polars, pandas, PyArrow, DuckDB and PySpark, through narwhals (extra
`frames`), lazy where the engine is lazy. The numbers come from `badgerules.bars` and from nowhere
else, and tests hold every row against `badgerules.decide`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

try:
    import narwhals.stable.v2 as nw
except ImportError as _missing:
    msg = "badgerules.frames needs narwhals, got none; pip install 'badgerules[frames]'"
    raise ImportError(msg) from _missing

from badgerules import __version__, forms
from badgerules.assessment import question_of
from badgerules.decisions import Badge
from badgerules.errors import InvalidRecordError, Problem
from badgerules.frames.door import opened
from badgerules.frames.exchange import frames_from_records, records_from_frames
from badgerules.frames.rows import NOTHING
from badgerules.frames.top_rated_plus import sides_of, top_rated_plus
from badgerules.thresholds import DEFAULT_READINGS, Edition, Readings

if TYPE_CHECKING:
    from datetime import date

    from badgerules.decisions import Question

__all__ = ["assess", "frames_from_records", "records_from_frames"]


def assess(  # noqa: PLR0913  # three frames, and the papers of `decide`
    talents: Any,
    contracts: Any,
    payments: Any,
    *,
    badge: Badge | str,
    as_of: date,
    readings: Readings = DEFAULT_READINGS,
    edition: Edition | str | None = None,
    floats: str = "refuse",
    check: bool = True,
) -> Any:
    """Decide a badge for every talent of a population on one day, with every criterion weighed.

    Args:
        talents: `talent_id`, `kind`, `base_badge` (null is unknown) and
            `exclusive_agency_contractor`, one row a talent.
        contracts: `contract_id`, `talent_id`, `category`, `outcome` (null is none yet) and
            `outcome_on` (null holds at every date), one row a contract.
        payments: `contract_id`, `paid_on`, and `amount` in dollars or `amount_cents`, one row a
            payment or refund; `talent_id`, if there is one, must be the contract's.
        badge: the badge, or its name; so far Top Rated Plus.
        as_of: the day asked about, included in the window.
        readings: how ambiguous clauses are read.
        edition: as in `badgerules.decide`.
        floats: "refuse" amounts that are floats, or "round" each to the nearest cent.
        check: look at every row before deciding; only frames that passed before can do without.

    Returns:
        One row a talent, in no order, as a frame of the kind `talents` is: the verdict, for each
        criterion what was observed, required and is missing (whole cents for money, 0 and 1 for
        flags, null where a criterion is not asked), and the papers of the answer.

    Raises:
        InvalidRecordError: for everything that is wrong with the frames, at once; for another
            badge or a day that is no date.
        NoEditionInForceError: if no edition covers the day, or none has that id.

    Clause: TRP-F1 to TRP-F8, TRP-A1 to TRP-A4.

    >>> import polars as pl
    >>> from datetime import date
    >>> from badgerules import Contract, Payment, TalentRecord
    >>> paid = [Payment(paid_on=date(2020, 3, 2), amount="12000")]
    >>> shop = Contract(id="shop", category="legal", payments=paid)
    >>> talent = TalentRecord(
    ...     id="t-1", kind="freelancer", base_badge="top_rated", contracts=[shop]
    ... )
    >>> frames = frames_from_records([talent], backend="polars")
    >>> answer = assess(*frames, badge="top_rated_plus", as_of=date(2020, 9, 1))
    >>> answer.select("talent_id", "verdict", "earnings_observed", "edition").rows()
    [('t-1', 'met', 1200000, '2020-07')]
    """
    question = question_of(as_of, readings, edition, None)
    _only_top_rated_plus(forms.chosen("badge", Badge, badge))
    tables = opened(talents, contracts, payments, floats=floats, check=check)
    answer = top_rated_plus(tables, question, sides_of(question, NOTHING))
    answer = answer.with_columns(**_papers(question))
    return nw.to_native(_with_nullable_counts(answer.collect()) if tables.is_eager else answer)


def _only_top_rated_plus(badge: Badge) -> None:
    if badge is not Badge.TOP_RATED_PLUS:
        message = (
            f"must be {Badge.TOP_RATED_PLUS} over frames, got {badge}; decide record by record"
        )
        problem = Problem(path="", message=message, found=badge, allowed=Badge.TOP_RATED_PLUS)
        raise InvalidRecordError(noun="badge", problems=(problem,))


def _papers(question: Question) -> dict[str, nw.Expr]:
    """Return the papers of an answer as columns, alike in every row."""
    papers: dict[str, str | bool] = {
        "badge": Badge.TOP_RATED_PLUS.value,
        "as_of": question.as_of.isoformat(),
        "edition": question.edition.id,
        "hypothetical": question.is_hypothetical,
        "badgerules": __version__,
    }
    for field in attrs.fields(Readings):
        papers[f"reading_{field.name}"] = str(getattr(question.readings, field.name))
    return {name: nw.lit(value) for name, value in papers.items()}


def _with_nullable_counts(answer: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Return counts as whole numbers again, where pandas made floats to hold their nulls."""
    floats = [name for name, kind in answer.schema.items() if isinstance(kind, nw.Float64)]
    if not floats:
        return answer
    whole = nw.maybe_convert_dtypes(answer.select(floats))
    return answer.with_columns(*[whole[name] for name in floats])
