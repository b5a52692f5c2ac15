"""Own files: other headers, `$1,234.50`, `03/01/2020`, a repeated id, and one run to see it all."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import pytest

import law
from badgerules import Badge, decide
from populations import known_in_part
from programs import status_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.thorough

WHY = "batch is tested where the extra test-all is installed"
pytest.importorskip("duckdb", reason=WHY)
pl: Any = pytest.importorskip("polars", reason=WHY)
pytest.importorskip("rich", reason=WHY)

ENGINES = ("duckdb", "polars")
TALENTS = """user,type,badge,exclusive
7,freelancer,top_rated,No
8,freelancer,none,n
"""
CONTRACTS = """job,user,area,result,result_on,note
shop,7,"Web, Mobile & Software Dev",positive,2020-06-30,x
blog,8,Customer Support,,,
"""
PAYMENTS = """job,date,sum,invoice
shop,2020-03-01,"$15,234.50",1
shop,2020-04-01,-$234.50,2
blog,2020-05-05,"$1,000",3
"""
TEXTS = {"talents": TALENTS, "contracts": CONTRACTS, "payments": PAYMENTS}
COLUMNS = {
    "talent_id": "user",
    "kind": "type",
    "base_badge": "badge",
    "exclusive_agency_contractor": "exclusive",
    "contract_id": "job",
    "category": "area",
    "outcome": "result",
    "outcome_on": "result_on",
    "paid_on": "date",
    "amount": "sum",
    "payment_id": "invoice",
}


@pytest.fixture
def batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Return what runs a batch over three texts, and returns its status and standard error."""

    def run(
        *more: str,
        talents: str = TALENTS,
        contracts: str = CONTRACTS,
        payments: str = PAYMENTS,
        columns: dict[str, str] = COLUMNS,
    ) -> tuple[int, str]:
        arguments = ["batch"]
        texts = {"talents": talents, "contracts": contracts, "payments": payments}
        for table, text in texts.items():
            file = tmp_path / f"{table}.csv"
            file.write_text(text, encoding="utf-8")
            arguments.append(str(file))
        arguments += [word for pair in columns.items() for word in ("--column", "=".join(pair))]
        arguments += ["--as-of", "2020-09-01", "-o", str(tmp_path / "out.csv"), *more]
        status = status_of(arguments)
        printed = capsys.readouterr()
        assert (printed.out == "") == bool(status)
        assert (tmp_path / "out.csv").exists() == (not status)
        return status, printed.err

    return run


def answers_in(folder: Path) -> list[tuple[Any, ...]]:
    """Return talent, verdict, earnings and large contract of each row, in the order of the file."""
    names = ("talent_id", "verdict", "earnings_observed_cents", "large_contract_required_cents")
    return cast("list[tuple[Any, ...]]", pl.read_csv(folder / "out.csv").select(names).rows())


@pytest.mark.parametrize("engine", ENGINES)
def test_own_files_are_answered(
    engine: str, batch: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """Own headers, dollar signs, official names and flags of a database: one run."""
    assert batch("--engine", engine) == (0, "")
    assert answers_in(tmp_path) == [(7, "met", 1500000, 1500000), (8, "unmet", 100000, 2000000)]


@pytest.mark.parametrize("engine", ENGINES)
def test_everything_that_is_wrong_is_told_in_one_run(
    engine: str, batch: Callable[..., tuple[int, str]]
) -> None:
    """Words of a column that nobody knows, days, amounts, ids: at once, each with what to write."""
    status, told = batch(
        "--engine",
        engine,
        *("--column", "payed_on=date", "--column", "talent_id=id", "--column", "country=lend"),
        talents=TALENTS.replace("8,freelancer", "7,freelance").replace("n\n", "never\n"),
        contracts=CONTRACTS.replace("Customer Support", "Costumer Service").replace("8", "88"),
        payments=PAYMENTS.replace("2020-03-01", "03/01/2020")
        .replace('"$1,000"', "($5.00)")
        .replace(",3\n", ",2\n")
        .replace("blog", "blgo"),
    )
    assert status == 2
    assert told.removesuffix("\n").split("\n  ") == [
        "badgerules: 12 problems:",
        "--column talent_id must be named once, got 2 names",
        "--column names no column, got 'payed_on'; did you mean 'paid_on'?",
        "--column country names a column that no file has, got 'lend'",
        (
            "talents.exclusive must be true or false, got 1 other, such as 'never'; "
            "correct the column"
        ),
        (
            "payments.date must be a date as YYYY-MM-DD, got 1 other, such as '03/01/2020'; write "
            "2020-03-01 if its month comes first, 2020-01-03 if its day does; correct the column"
        ),
        (
            "payments.sum must be dollars with at most two decimals, such as 7850.00, got 1 other, "
            "such as '($5.00)'; correct the column"
        ),
        (
            "talents.type must be one of freelancer, agency, got 1 other: talent_id='7' "
            "kind='freelance'; did you mean 'freelancer'?"
        ),
        (
            "contracts.area must be one of accounting_consulting, admin_support, customer_service, "
            "data_science_analytics, design_creative, engineering_architecture, it_networking, "
            "legal, sales_marketing, translation, web_mobile_software_development, writing, "
            "got 1 other: contract_id='blog' category='Costumer Service'; "
            "did you mean 'Customer Service'?"
        ),
        "talents.user must be unique, got 1 other: talent_id='7' rows=2",
        "payments.invoice must be unique, got 1 other: payment_id='2' rows=2",
        "contracts.user must be the id of a row of talents, got 1 other: talent_id='88'",
        (
            "payments.job must be the id of a row of contracts, got 1 other: contract_id='blgo'; "
            "did you mean 'blog'?"
        ),
    ]


def test_what_is_missing_is_named_by_its_option(batch: Callable[..., tuple[int, str]]) -> None:
    """A column that nobody named is told with `--column`, whose form it takes."""
    columns = COLUMNS.copy()
    del columns["paid_on"], columns["payment_id"]
    status, told = batch(columns=columns)
    assert status == 2
    assert told == (
        "badgerules: payments.paid_on must be a column of dates, or timestamps without a zone, got "
        "none; add it, or say with --column NAME=YOURS which it is of 'date', 'invoice'\n"
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_advice_on_amounts_names_options(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--money` and `--floats` are told as they are typed, and each problem once."""
    files = {table: tmp_path / f"{table}.parquet" for table in TEXTS}
    for table, text in TEXTS.items():
        ours = {own: name for name, own in COLUMNS.items()}
        frame = pl.read_csv(text.encode(), try_parse_dates=True)
        frame = frame.rename({name: ours[name] for name in frame.columns if name in ours})
        frame.write_parquet(files[table])
    frame = pl.read_parquet(files["talents"])
    frame.with_columns(exclusive_agency_contractor=False).write_parquet(files["talents"])
    paid = pl.read_parquet(files["payments"])
    output = ["--as-of", "2020-09-01", "-o", str(tmp_path / "out.csv"), "--engine", engine]
    for sums, more in (
        ({"amount": pl.lit(5.0)}, []),
        ({"amount": pl.lit(5)}, []),
        ({"amount_cents": pl.lit(5)}, ["--money", "dollars"]),
    ):
        paid.drop("amount").with_columns(**sums).write_parquet(files["payments"])
        assert status_of(["batch", *map(str, files.values()), *output, *more]) == 2
    assert capsys.readouterr().err.splitlines() == [
        (
            "badgerules: payments.amount must hold decimals of at most 2 places, got Float64; cast "
            "it to decimals of 2 places, give amount_cents instead, or round floats with --floats "
            "round"
        ),
        (
            "badgerules: payments.amount must hold decimals of at most 2 places, got Int32; say "
            "with --money UNIT what it is in, cast it to decimals of 2 places, or give "
            "amount_cents instead"
        ),
        "badgerules: --money must be left out where amount_cents is given, got dollars",
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_payments_that_are_alike_are_noted(
    engine: str, batch: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """They may stand twice by mistake; with an id of their own it is known that they do not."""
    payments = "job,date,sum,note\n" + "blog,2020-05-05,$5,\n" * 3 + "shop,2020-05-05,$5,\n"
    columns = COLUMNS.copy()
    del columns["payment_id"]
    note = (
        "badgerules: note: 2 payments repeat another in every column; "
        "give payment_id to tell that none stands twice\n"
    )
    assert batch("--engine", engine, payments=payments, columns=columns) == (0, note)
    assert [row[2] for row in answers_in(tmp_path)] == [500, 1500]
    apart = payments.replace("$5,", "$5,a", 1).replace("$5,\n", "$5,b\n", 1)
    assert batch("--engine", engine, payments=apart, columns=columns) == (0, "")
    assert batch("--engine", engine, payments=apart, columns={**columns, "payment_id": "note"}) == (
        0,
        "",
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_amounts_may_be_in_cents(
    engine: str, kind: str, batch: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """With `--money cents` amounts are whole cents, in text and in Parquet."""
    payments = PAYMENTS.replace('"$15,234.50"', "1523450").replace("-$234.50", "-23450")
    payments = payments.replace('"$1,000"', "100000")
    if kind == "csv":
        assert batch("--engine", engine, "--money", "cents", payments=payments) == (0, "")
    else:
        files: list[str] = []
        for table, text in (("talents", TALENTS), ("contracts", CONTRACTS), ("payments", payments)):
            files.append(str(tmp_path / f"{table}.parquet"))
            frame = pl.read_csv(text.encode(), try_parse_dates=True)
            frame.write_parquet(files[-1])
        arguments = [word for pair in COLUMNS.items() for word in ("--column", "=".join(pair))]
        arguments += ["--as-of", "2020-09-01", "-o", str(tmp_path / "out.csv"), "--engine", engine]
        assert status_of(["batch", *files, *arguments, "--money", "cents"]) == 0
    assert answers_in(tmp_path) == [(7, "met", 1500000, 1500000), (8, "unmet", 100000, 2000000)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("recorded", [False, True], ids=["computed", "recorded"])
def test_each_row_says_why_as_decide_does(
    engine: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, recorded: bool
) -> None:
    """`--why` is the sentence of the first finding that decides, of all five badges.

    So it is whichever talents are held at a time, and it stands beside the clause of its row.
    """
    reputations: Any = import_module("reputations")
    frames: Any = import_module("badgerules.frames")
    monkeypatch.setattr("badgerules.batch.whys.AT_ONCE", 70)
    day = law.USUAL_DAYS[0]
    records = known_in_part(
        reputations.population(150, seed=31, days=[day], recorded=recorded), 31, day, day
    )
    given = reputations.polars_frames(records)
    arguments: list[str] = []
    for table, frame in given.items():
        file = tmp_path / f"{table}.{kind}"
        (frame.write_parquet if kind == "parquet" else frame.write_csv)(file)
        is_first = table in {"talents", "contracts", "payments"}
        arguments += [str(file)] if is_first else [f"--{table}", str(file)]
    output = tmp_path / "out.parquet"
    asked = [word for badge in Badge for word in ("--badge", badge.value)]
    asked += ["--as-of", str(day), "--engine", engine, "-o", str(output), "--why", "--explain"]
    assert status_of(["batch", *arguments, *asked]) == 0
    wanted: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for record in frames.records_from_frames(**given):  # whose contracts are in the order of ids
        for badge in Badge:
            decision = decide(record, badge, as_of=day)
            deciding = (one for one in decision.findings if one.verdict is decision.verdict)
            first = None if decision.is_met else next(deciding)
            told = (None, None) if first is None else (first.clause, first.text)
            wanted[record.id, badge.value] = told
    rows = pl.read_parquet(output).to_dicts()
    assert {
        (row["talent_id"], row["badge"]): (row["first_failing"], row["why"]) for row in rows
    } == wanted
    assert len({why for _, why in wanted.values()}) > 100
    assert [row["talent_id"] for row in rows[:: len(Badge)]] == [record.id for record in records]


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_has_no_reason(
    engine: str, batch: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """A file of talents without rows has answers without rows, with the column."""
    texts = {name: text.split("\n")[0] + "\n" for name, text in TEXTS.items()}
    assert batch("--why", "--engine", engine, **texts) == (0, "")
    assert (tmp_path / "out.csv").read_text().rstrip().endswith(",why")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("at_once", [1, 2])
def test_the_last_talent_has_a_reason_however_many_are_held(
    at_once: int,
    engine: str,
    batch: Callable[..., tuple[int, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of two talents held one by one or together the second, who is unmet, is told why."""
    monkeypatch.setattr("badgerules.batch.whys.AT_ONCE", at_once)
    assert batch("--why", "--engine", engine) == (0, "")
    first, last = pl.read_csv(tmp_path / "out.csv")["why"].to_list()
    assert first is None
    assert "$1,000.00" in last


@pytest.mark.parametrize("name", ["paid_on", "=date", "paid_on=", ""])
def test_a_name_of_a_column_has_two_sides(name: str, batch: Callable[..., tuple[int, str]]) -> None:
    """NAME=YOURS, and neither is left out."""
    status, told = batch("--column", name)
    assert status == 2
    assert told.endswith(f"must be NAME=YOURS, as in paid_on=date, got {name!r}\n")


def test_a_file_that_cannot_be_read_hides_no_other_problem(
    batch: Callable[..., tuple[int, str]],
) -> None:
    """What is wrong with the text of the others is told, and no name is called given in vain."""
    status, told = batch(payments=PAYMENTS.replace(",3\n", "\n"), talents=TALENTS + "9,x,none,so\n")
    assert status == 2
    assert told == (
        "badgerules: 2 problems:\n"
        "  payments must have 4 values in every row, as in the header, got 3 in line 4 of "
        "payments.csv\n"
        "  talents.exclusive must be true or false, got 1 other, such as 'so'; correct the column\n"
    )


def test_json_lines_have_names_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    """Records hold facts by their names, and dollars: neither option is for them."""
    given = ["batch", "x.jsonl", "-o", "y.jsonl", "--column", "a=b", "--money", "cents", "--why"]
    assert status_of(given) == 2
    told = capsys.readouterr().err
    assert "--column must be left out with JSON lines" in told
    assert "--why must be left out with JSON lines" in told
    assert "--money must be left out with JSON lines" in told
