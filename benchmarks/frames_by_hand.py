"""What somebody would write for one engine: Top Rated Plus with the default readings, explained.

Each gives the columns of `badgerules.frames.assess`, those of the question too, amounts in cents,
tuned for its engine. Numbers are written out, as one would. The nearest contract is the maximum of
one whole number, in eighths of a cent: amount and bar above the bar, gap and bar below it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from badgerules import EDITIONS, __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Not all of them tell their types; so none is asked for.
duckdb: Any = import_module("duckdb")
np: Any = import_module("numpy")
pd: Any = import_module("pandas")
pl: Any = import_module("polars")

AS_OF = EDITIONS[-1].effective_from + timedelta(days=244)
"""A day under the newest rules, so that code by hand is held against those."""

QUESTION = {
    "badge": "top_rated_plus",
    "as_of": AS_OF.isoformat(),
    "known_through": AS_OF.isoformat(),
    "edition": EDITIONS[-1].id,
    "hypothetical": False,
    "badgerules": __version__,
    "reading_window": "twelve_months",
    "reading_money_bar": "at_least",
    "reading_large_contract_sum": "in_window",
    "reading_feedback": "not_negative",
    "reading_exclusive_member": "barred",
    "reading_agency_earnings_window": "twelve_months",
    "reading_negative_share_scope": "rated_contracts",
    "reading_enterprise_suite": "enterprise_and_business",
    "reading_plus_badge_audience": "everyone",
}
STEP = 5_000_00
"""Every bar of a large contract is so many times this one."""

CREATIVE = ["design_creative", "engineering_architecture", "legal", "translation", "writing"]
OFFICE = [
    *("accounting_consulting", "admin_support", "data_science_analytics", "it_networking"),
    "sales_marketing",
]
WEB, CARE = "web_mobile_software_development", "customer_service"
FREELANCER = {**dict.fromkeys(CREATIVE, 1), **dict.fromkeys(OFFICE, 2), WEB: 3, CARE: 4}
AGENCY = {**dict.fromkeys(CREATIVE, 2), **dict.fromkeys(OFFICE, 4), CARE: 4, WEB: 6}


def window(as_of: date) -> tuple[date, date]:
    """Return the first day that counts, and the day after the last."""
    return as_of.replace(year=as_of.year - 1) + timedelta(days=1), as_of + timedelta(days=1)


# --- Polars ---------------------------------------------------------------------------------------


def by_polars(talents: Any, contracts: Any, payments: Any, as_of: date) -> Any:
    """Answer with lazy expressions, collected once."""
    first, end = window(as_of)
    cents, col = pl.col("amount_cents"), pl.col
    paid = (
        payments.lazy()
        .filter((col("paid_on") >= first) & (col("paid_on") < end))
        .group_by("contract_id")
        .agg(inside=cents.sum(), most=cents.max())
    )
    own = pl.when(col("kind") == "agency")
    bars = [
        col("category").replace_strict(one, return_dtype=pl.Int64) for one in (AGENCY, FREELANCER)
    ]
    is_known = col("outcome").is_not_null() & (
        col("outcome_on").is_null() | (col("outcome_on") < end)
    )
    is_bad = is_known & (col("outcome") == "negative")
    is_rated = is_known & ((col("most") > 0) | (col("outcome_on") >= first).fill_null(value=False))
    gap = col("step") * STEP - col("inside")
    best = (
        pl.when(gap <= 0).then(col("inside") * 8 + 7 - col("step")).otherwise(col("step") - gap * 8)
    )
    totals = (
        contracts.lazy()
        .join(talents.lazy().select("talent_id", "kind"), on="talent_id")
        .join(paid, on="contract_id", how="left")
        .with_columns(
            col("inside").fill_null(0),
            col("most").fill_null(0),
            step=own.then(bars[0]).otherwise(bars[1]),
        )
        .select(
            "talent_id",
            "inside",
            "step",
            best=pl.when((col("kind") == "agency") | ~is_bad).then(best),
            scope=is_rated,
            bad=is_rated & is_bad,
        )
        .group_by("talent_id")
        .agg(
            col("inside").sum(),
            col("best").max(),
            col("step").min(),
            col("scope", "bad").sum().cast(pl.Int64),
        )
    )
    return talents.lazy().join(totals, on="talent_id", how="left").pipe(_told_by_polars).collect()


def _told_by_polars(talents: Any) -> Any:
    col, lit, is_agency = pl.col, pl.lit, pl.col("kind") == "agency"
    own, best, gap = pl.when(is_agency), col("best"), (7 - col("best")) // 8
    is_large, is_member = best >= 0, col("exclusive_agency_contractor")
    required = (
        pl.when(best.is_null())
        .then(col("step").fill_null(own.then(2).otherwise(1)))
        .when(is_large)
        .then(7 - best % 8)
        .otherwise(gap * 8 + best)
    ) * STEP
    talents = talents.with_columns(
        col("scope", "bad", "inside").fill_null(0),
        earnings_required_cents=own.then(20_000_00).otherwise(10_000_00).cast(pl.Int64),
        large_contract_required_cents=required.cast(pl.Int64),
    ).with_columns(
        large_contract_observed_cents=pl.when(best.is_null())
        .then(0)
        .when(is_large)
        .then(best // 8)
        .otherwise(col("large_contract_required_cents") - gap)
        .cast(pl.Int64),
        allowed=col("scope") // 10,
    )
    is_met = {
        "earnings": col("inside") >= col("earnings_required_cents"),
        "large_contract": is_large.fill_null(value=False),
        "independent": pl.when(~is_agency).then(~is_member),
        "negative_share": own.then(col("bad") <= col("allowed")),
        "top_rated": col("base_badge") == "top_rated",
    }
    verdicts = {
        f"{name}_verdict": pl.when(value).then(lit("met")).when(~value).then(lit("unmet"))
        for name, value in is_met.items()
    }
    verdicts["top_rated_verdict"] = verdicts["top_rated_verdict"].otherwise(lit("unknown"))
    is_unmet = pl.any_horizontal([(~value).fill_null(value=False) for value in is_met.values()])
    short = [
        (col(f"{name}_required_cents") - col(seen))
        .clip(lower_bound=0)
        .alias(f"{name}_shortfall_cents")
        for name, seen in (
            ("earnings", "inside"),
            ("large_contract", "large_contract_observed_cents"),
        )
    ]
    return talents.select(
        *("talent_id", "kind", "earnings_required_cents", "large_contract_required_cents"),
        *("large_contract_observed_cents", *short),
        earnings_observed_cents="inside",
        verdict=pl.when(is_unmet)
        .then(lit("unmet"))
        .when(col("base_badge").is_null())
        .then(lit("unknown"))
        .otherwise(lit("met")),
        independent_observed=is_met["independent"].cast(pl.Int64),
        independent_required=pl.when(~is_agency).then(pl.lit(1, pl.Int64)),
        negative_share_observed=own.then("bad"),
        negative_share_required=own.then("allowed"),
        negative_share_shortfall=own.then((col("bad") - col("allowed")).clip(lower_bound=0)),
        negative_share_contracts=own.then("scope"),
        top_rated_observed=is_met["top_rated"].cast(pl.Int64),
        top_rated_required=pl.lit(1, pl.Int64),
        **verdicts,
        **{name: lit(value) for name, value in QUESTION.items()},
    )


# --- DuckDB ---------------------------------------------------------------------------------------

QUERY = """
with paid as (
  select contract_id, sum(amount_cents)::bigint as inside, max(amount_cents) as most
  from payments where paid_on >= $first and paid_on < $end group by contract_id
), judged as (
  select c.talent_id, coalesce(p.inside, 0) as inside, t.kind = 'agency' as is_agency,
    case when t.kind = 'agency' then
      case when category in ({creative}) then 2 when category = '{web}' then 6 else 4 end
    else
      case when category in ({creative}) then 1 when category = '{web}' then 3
        when category = '{care}' then 4 else 2 end
    end as step,
    outcome is not null and (outcome_on is null or outcome_on < $end) as is_known,
    is_known and outcome = 'negative' as is_bad,
    is_known and (coalesce(p.most, 0) > 0 or coalesce(outcome_on >= $first, false)) as is_rated
  from contracts c join talents t using (talent_id) left join paid p using (contract_id)
), totals as (
  select talent_id, sum(inside)::bigint as inside, min(step) as step,
    max(case when is_agency or not is_bad then
      case when inside >= step * {step} then inside * 8 + 7 - step
      else step - (step * {step} - inside) * 8 end end) as best,
    count(*) filter (where is_rated) as scope, count(*) filter (where is_rated and is_bad) as bad
  from judged group by talent_id
), told as (
  select t.talent_id, t.kind, t.kind = 'agency' as is_agency, base_badge,
    not exclusive_agency_contractor as is_free, coalesce(inside, 0) as earnings_observed_cents,
    case when is_agency then 2000000 else 1000000 end as earnings_required_cents,
    coalesce(scope, 0) as scope, coalesce(bad, 0) as bad, coalesce(scope, 0) // 10 as allowed,
    (7 - best) // 8 as gap, coalesce(best >= 0, false) as is_large,
    {step} * case when best is null then coalesce(step, case when is_agency then 2 else 1 end)
      when best >= 0 then 7 - best % 8 else gap * 8 + best end as large_contract_required_cents,
    case when best is null then 0 when best >= 0 then best // 8
      else large_contract_required_cents - gap end as large_contract_observed_cents
  from talents t left join totals using (talent_id)
)
select talent_id, kind, earnings_observed_cents, earnings_required_cents,
  greatest(0, earnings_required_cents - earnings_observed_cents) as earnings_shortfall_cents,
  case when earnings_observed_cents >= earnings_required_cents then 'met' else 'unmet' end
    as earnings_verdict,
  large_contract_observed_cents, large_contract_required_cents,
  greatest(0, large_contract_required_cents - large_contract_observed_cents)
    as large_contract_shortfall_cents,
  case when is_large then 'met' else 'unmet' end as large_contract_verdict,
  case when not is_agency then is_free::bigint end as independent_observed,
  case when not is_agency then 1::bigint end as independent_required,
  case when is_agency then null when is_free then 'met' else 'unmet' end as independent_verdict,
  case when is_agency then bad end as negative_share_observed,
  case when is_agency then allowed end as negative_share_required,
  case when is_agency then greatest(0, bad - allowed) end as negative_share_shortfall,
  case when is_agency then scope end as negative_share_contracts,
  case when not is_agency then null when bad <= allowed then 'met' else 'unmet' end
    as negative_share_verdict,
  (base_badge = 'top_rated')::bigint as top_rated_observed,
  1::bigint as top_rated_required,
  case when base_badge is null then 'unknown' when base_badge = 'top_rated' then 'met'
    else 'unmet' end as top_rated_verdict,
  case when earnings_verdict = 'unmet' or large_contract_verdict = 'unmet'
    or coalesce(independent_verdict = 'unmet', false)
    or coalesce(negative_share_verdict = 'unmet', false) or top_rated_verdict = 'unmet' then 'unmet'
    when base_badge is null then 'unknown' else 'met' end as verdict,
  {terms}
from told
"""


def by_duckdb(talents: Any, contracts: Any, payments: Any, as_of: date) -> Any:
    """Answer with one query."""
    talents.create_view("talents", replace=True)
    contracts.create_view("contracts", replace=True)
    payments.create_view("payments", replace=True)
    return DUCKDB.sql(_query(as_of))


def _query(as_of: date) -> str:
    first, end = window(as_of)
    terms = ", ".join(
        f"{value if value is False else repr(value)} as {name}" for name, value in QUESTION.items()
    )
    creative = ", ".join(f"'{one}'" for one in CREATIVE)
    query = QUERY.format(creative=creative, web=WEB, care=CARE, step=STEP, terms=terms)
    return query.replace("$first", f"date '{first}'").replace("$end", f"date '{end}'")


# --- pandas ---------------------------------------------------------------------------------------


def by_pandas(talents: Any, contracts: Any, payments: Any, as_of: date) -> Any:
    """Answer with groups, and maps over their index in the place of joins."""
    first, end = (pd.Timestamp(day) for day in window(as_of))
    is_inside = (payments["paid_on"] >= first) & (payments["paid_on"] < end)
    groups = payments.loc[is_inside].groupby("contract_id", sort=False)["amount_cents"]
    paid = groups.agg(["sum", "max"]).reindex(contracts["contract_id"])
    is_agency_by_id = (talents["kind"] == "agency").set_axis(talents["talent_id"])
    is_agency = contracts["talent_id"].map(is_agency_by_id).to_numpy()
    inside = paid["sum"].fillna(0).to_numpy("int64")
    codes, names = pd.factorize(contracts["category"])
    steps = [np.array([bars[name] for name in names])[codes] for bars in (AGENCY, FREELANCER)]
    step = np.where(is_agency, *steps)
    judged_on = contracts["outcome_on"]
    is_known = (contracts["outcome"].notna() & (judged_on.isna() | (judged_on < end))).to_numpy()
    is_bad = is_known & (contracts["outcome"] == "negative").to_numpy()
    is_rated = is_known & ((paid["max"].to_numpy() > 0) | (judged_on >= first).to_numpy())
    gap = step * STEP - inside
    best = np.where(gap <= 0, inside * 8 + 7 - step, step - gap * 8)
    judged = pd.DataFrame(
        {
            "talent_id": contracts["talent_id"].to_numpy(),
            "inside": inside,
            "best": np.where(is_agency | ~is_bad, best, NONE),
            "step": step,
            "scope": is_rated.astype("int64"),
            "bad": (is_rated & is_bad).astype("int64"),
        }
    )
    groups = judged.groupby("talent_id", sort=False)
    totals = groups[["inside", "scope", "bad"]].sum()
    totals["best"], totals["step"] = groups["best"].max(), groups["step"].min()
    return _told_by_pandas(talents, totals.reindex(talents["talent_id"]).reset_index(drop=True))


NONE = -(2**52)
"""The best of a talent with no contract that can serve."""

WORDS = pd.array(["unmet", "met", "unknown"], dtype="str")
UNMET, MET, UNKNOWN, NULL = 0, 1, 2, -1


def _words(codes: Any) -> Any:
    """Return verdicts by their place among the words: much faster than to make them anew."""
    return WORDS.take(codes.astype("int64"), allow_fill=True)


def _told_by_pandas(talents: Any, totals: Any) -> Any:
    is_agency = (talents["kind"] == "agency").to_numpy()
    earned, scope, bad = (
        totals[name].fillna(0).to_numpy("int64") for name in ("inside", "scope", "bad")
    )
    best = totals["best"].fillna(NONE).to_numpy("int64")
    lowest = totals["step"].fillna(pd.Series(np.where(is_agency, 2, 1))).to_numpy("int64")
    gap, is_none, is_large = (7 - best) // 8, best == NONE, best >= 0
    required = STEP * np.where(is_none, lowest, np.where(is_large, 7 - best % 8, gap * 8 + best))
    counted = np.where(is_none, 0, np.where(is_large, best // 8, required - gap))
    bar, allowed = np.where(is_agency, 20_000_00, 10_000_00), scope // 10
    badge, is_free = talents["base_badge"], ~talents["exclusive_agency_contractor"].to_numpy()
    has_badge, is_known = (badge == "top_rated").to_numpy(), badge.notna().to_numpy()
    is_met = (earned >= bar) & is_large & np.where(is_agency, bad <= allowed, is_free)
    is_met &= has_badge | ~is_known
    whole, ones = pd.arrays.IntegerArray, np.ones_like(earned)
    told = {
        "talent_id": talents["talent_id"],
        "kind": talents["kind"],
        "verdict": _words(np.where(is_met, np.where(is_known, MET, UNKNOWN), UNMET)),
        "earnings_observed_cents": earned,
        "earnings_required_cents": bar,
        "earnings_shortfall_cents": np.maximum(0, bar - earned),
        "earnings_verdict": _words(earned >= bar),
        "large_contract_observed_cents": counted,
        "large_contract_required_cents": required,
        "large_contract_shortfall_cents": np.maximum(0, required - counted),
        "large_contract_verdict": _words(is_large),
        "independent_observed": whole(is_free.astype("int64"), is_agency),
        "independent_required": whole(ones, is_agency),
        "independent_verdict": _words(np.where(is_agency, NULL, is_free)),
        "negative_share_observed": whole(bad, ~is_agency),
        "negative_share_required": whole(allowed, ~is_agency),
        "negative_share_shortfall": whole(np.maximum(0, bad - allowed), ~is_agency),
        "negative_share_contracts": whole(scope, ~is_agency),
        "negative_share_verdict": _words(np.where(is_agency, bad <= allowed, NULL)),
        "top_rated_observed": whole(has_badge.astype("int64"), ~is_known),
        "top_rated_required": ones,
        "top_rated_verdict": _words(np.where(is_known, has_badge, UNKNOWN)),
    }
    return pd.DataFrame({**told, **QUESTION}, index=talents.index)


# --- Spark ----------------------------------------------------------------------------------------


def by_spark(talents: Any, contracts: Any, payments: Any, as_of: date) -> Any:
    """Answer with the query of DuckDB, in the words of Spark."""
    talents.createOrReplaceTempView("talents")
    contracts.createOrReplaceTempView("contracts")
    payments.createOrReplaceTempView("payments")
    return talents.sparkSession.sql(_query(as_of).replace("//", "div"))


# --- NumPy ----------------------------------------------------------------------------------------


def dense(talents: Any, contracts: Any, payments: Any) -> dict[str, Any]:
    """Return Polars frames whose ids count from 0 as arrays sorted by owner, words as numbers."""
    payments = payments.sort("contract_id")
    order = np.argsort(contracts["talent_id"].to_numpy(), kind="stable")
    owned = contracts[order]
    day = np.datetime64("1970-01-01", "D")
    counts = np.bincount(payments["contract_id"], minlength=contracts.height)
    shares = np.bincount(contracts["talent_id"], minlength=talents.height)
    is_agency = (talents["kind"] == "agency").to_numpy()
    steps = [
        owned["category"].replace_strict(one, return_dtype=pl.Int64).to_numpy()
        for one in (AGENCY, FREELANCER)
    ]
    never = (owned["outcome_on"].fill_null(date(1, 1, 1)).to_numpy() - day).astype("int64")
    return {
        "paid_on": (payments["paid_on"].to_numpy() - day).astype("int32"),
        "cents": payments["amount_cents"].to_numpy(),
        "payments": np.concatenate([[0], np.cumsum(counts)]),
        "order": order,
        "contracts": np.concatenate([[0], np.cumsum(shares)]),
        "is_agency": is_agency,
        "is_agency_owned": np.repeat(is_agency, shares),
        "step": np.where(np.repeat(is_agency, shares), *steps),
        "is_judged": owned["outcome"].is_not_null().to_numpy(),
        "is_negative": (owned["outcome"] == "negative").fill_null(value=False).to_numpy(),
        "judged_on": never,
        "is_free": ~talents["exclusive_agency_contractor"].to_numpy(),
        "is_known": talents["base_badge"].is_not_null().to_numpy(),
        "has_badge": (talents["base_badge"] == "top_rated").fill_null(value=False).to_numpy(),
    }


def by_numpy(given: dict[str, Any], as_of: date) -> Any:
    """Answer the verdict alone, as the place among the words: a limit to keep in sight."""
    first, end = (
        (np.datetime64(day, "D") - np.datetime64("1970-01-01", "D")).astype("int64")
        for day in window(as_of)
    )
    is_inside = (given["paid_on"] >= first) & (given["paid_on"] < end)
    cents = np.where(is_inside, given["cents"], 0)
    order, judged_on = given["order"], given["judged_on"]
    inside = _sums(cents, given["payments"])[order]
    is_paid = _sums(cents > 0, given["payments"])[order] > 0
    is_known = given["is_judged"] & (judged_on < end)
    is_bad = is_known & given["is_negative"]
    is_rated = is_known & (is_paid | (judged_on >= first))
    is_large = (inside >= given["step"] * STEP) & (given["is_agency_owned"] | ~is_bad)
    owned, is_agency = given["contracts"], given["is_agency"]
    earned = _sums(inside, owned)
    allowed = _sums(is_rated, owned) // 10
    is_met = earned >= np.where(is_agency, 20_000_00, 10_000_00)
    is_met &= _sums(is_large, owned) > 0
    is_met &= np.where(is_agency, _sums(is_rated & is_bad, owned) <= allowed, given["is_free"])
    is_met &= given["has_badge"] | ~given["is_known"]
    return np.where(is_met, np.where(given["is_known"], MET, UNKNOWN), UNMET)


def _sums(values: Any, borders: Any) -> Any:
    running = np.concatenate([[0], np.cumsum(values, dtype="int64")])
    return running[borders[1:]] - running[borders[:-1]]


# --- each engine ----------------------------------------------------------------------------------

DUCKDB = duckdb.connect()
ENGINES: dict[str, Callable[..., Any]] = {
    "polars": by_polars,
    "polars_lazy": by_polars,
    "duckdb": by_duckdb,
    "pandas": by_pandas,
    "spark": by_spark,
}


def of_engine(path: Path, engine: str) -> Any:
    """Return a Parquet file as an engine holds it: DuckDB and Spark in memory of their own."""
    if engine == "spark":
        frame = _spark().read.parquet(str(path)).cache()
        frame.count()
        return frame
    if engine == "duckdb":
        name = f"given_{len(DUCKDB.sql('show tables').fetchall())}"
        DUCKDB.execute(f"create table {name} as from '{path}'")
        return DUCKDB.table(name)
    if engine == "pandas":
        return pl.read_parquet(path).to_pandas()
    frame = pl.read_parquet(path)
    return frame.lazy() if engine == "polars_lazy" else frame


@cache
def _spark() -> Any:
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    builder = builder.config("spark.ui.enabled", "false").config("spark.driver.memory", "6g")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def worked_out(answer: Any, engine: str) -> Any:
    """Work out every row of an answer, where the engine is lazy."""
    if engine == "spark":
        answer.write.format("noop").mode("overwrite").save()
        return answer
    if isinstance(answer, pl.LazyFrame):
        return answer.collect()
    return answer.to_arrow_table() if engine == "duckdb" else answer


def in_polars(answer: Any, engine: str) -> Any:
    """Return an answer as Polars holds it, to compare two."""
    if engine == "pandas":
        return pl.from_pandas(answer)
    if engine == "spark":
        return pl.from_arrow(answer.toArrow())
    return pl.from_arrow(answer) if engine == "duckdb" else answer
