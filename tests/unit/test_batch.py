"""The command `batch`: a whole population from files to a file."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

import law
from badgerules import Readings, __main__, __version__, decide, next_change
from badgerules.money import DOLLARS_ALLOWED
from builders import AS_OF, freelancer
from populations import expected, known_in_part, population, rows_of
from programs import status_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.names import BadgeName

pytestmark = pytest.mark.thorough

WHY = "batch is tested where the extra test-all is installed"
duckdb: Any = pytest.importorskip("duckdb", reason=WHY)
pl: Any = pytest.importorskip("polars", reason=WHY)
pytest.importorskip("rich", reason=WHY)
deciding: Any = import_module("badgerules.batch.deciding")
jobs: Any = import_module("badgerules.batch.jobs")
progress: Any = import_module("badgerules.batch.progress")
workshop: Any = import_module("badgerules.batch.workshop")
engines: Any = import_module("engines")

ENGINES = ("duckdb", "polars")
KINDS = ("parquet", "csv")
DAY = AS_OF
TALENTS = population(120, seed=3, days=[DAY])


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return what writes the population into three files of a kind and names them."""

    def written(kind: str) -> list[str]:
        rows = rows_of(TALENTS)
        names: list[str] = []
        for table in engines.SCHEMAS:
            frame, file = engines.polars_frame(rows[table], table), tmp_path / f"{table}.{kind}"
            (frame.write_parquet if kind == "parquet" else frame.write_csv)(file)
            names.append(str(file))
        return names

    return written


def all_files(records: list[Any], folder: Path, kind: str) -> list[str]:
    """Write everything there is of some records into files of a kind, and return the arguments."""
    reputations: Any = import_module("reputations")
    arguments: list[str] = []
    for table, frame in reputations.polars_frames(records).items():
        file = folder / f"{table}.{kind}"
        (frame.write_parquet if kind == "parquet" else frame.write_csv)(file)
        is_first = table in {"talents", "contracts", "payments"}
        arguments += [str(file)] if is_first else [f"--{table}", str(file)]
    return arguments


def answers_in(file: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of answers, by talent."""
    frame = pl.read_parquet(file) if file.suffix == ".parquet" else pl.read_csv(file)
    return cast("list[dict[str, Any]]", frame.sort("talent_id").to_dicts())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("given", "asked"), [("parquet", "csv"), ("csv", "parquet")])
def test_a_population_is_decided_like_its_records(
    files: Callable[[str], list[str]], tmp_path: Path, given: str, asked: str, engine: str
) -> None:
    """From either kind of file to either, each talent comes out as `decide` says."""
    output = tmp_path / f"out.{asked}"
    arguments = ["batch", *files(given), "--as-of", str(DAY), "--engine", engine]
    assert status_of([*arguments, "-o", str(output)]) == 0
    rows, wanted = answers_in(output), expected(TALENTS, as_of=DAY)
    names = (
        "talent_id",
        "verdict",
        "earnings_observed_cents",
        "earnings_shortfall_cents",
        "top_rated_verdict",
    )
    assert [[row[name] for name in names] for row in rows] == [
        [row[name] for name in names] for row in wanted
    ]
    left = sorted(file.name for file in tmp_path.iterdir())
    assert left == sorted([output.name, *(f"{table}.{given}" for table in engines.SCHEMAS)])


@pytest.mark.parametrize("engine", ENGINES)
def test_the_summary_counts_the_verdicts(
    files: Callable[[str], list[str]],
    tmp_path: Path,
    engine: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Standard output has the question and a count by verdict; standard error is quiet in pipes."""
    output = tmp_path / "out.parquet"
    arguments = ["batch", *files("parquet"), "--as-of", str(DAY), "-o", str(output)]
    arguments += ["--reading", "money_bar=more_than", "--edition", "2024-01", "--engine", engine]
    assert status_of(arguments) == 0
    printed = capsys.readouterr()
    readings = Readings(money_bar="more_than")
    wanted = expected(TALENTS, as_of=DAY, edition="2024-01", readings=readings)
    verdicts = [row["verdict"] for row in wanted]
    assert [row["verdict"] for row in answers_in(output)] == verdicts
    (question,) = {
        (row["as_of"], row["edition"], row["hypothetical"], row["reading_money_bar"])
        for row in answers_in(output)
    }
    assert question == ("2020-09-01", "2024-01", True, "more_than")
    met, unmet, unknown = (verdicts.count(one) for one in ("met", "unmet", "unknown"))
    assert printed.out.split("\n") == [
        "120 talents on 2020-09-01, edition 2024-01",
        "Hypothetical: edition 2024-01 was not the one in force on 2020-09-01.",
        "Read so that an amount has to be passed by a cent, not only reached (TRP-F1).",
        f"Top Rated Plus: {met} met, {unmet} unmet, {unknown} unknown",
        f"written to {output}",
        "",
    ]
    assert printed.err == ""
    assert met
    assert unmet
    assert unknown


def test_the_summary_may_be_json(
    files: Callable[[str], list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json the summary is one JSON document; a verdict that nobody has counts 0."""
    output = tmp_path / "out.parquet"
    talents, contracts, payments = files("parquet")
    pl.read_parquet(talents).with_columns(base_badge=pl.lit("none")).write_parquet(talents)
    given = [talents, contracts, payments, "--as-of", str(DAY), "--json"]
    assert status_of(["batch", *given, "-o", str(output)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed.pop("readings")["money_bar"] == "at_least"
    assert printed == {
        "format": 1,
        "as_of": "2020-09-01",
        "known_through": "2020-09-01",
        "edition": "2020-07",
        "hypothetical": False,
        "began": {"from": "2020-07-07", "through": "2020-07-07"},
        "supposed_rules": None,
        "badgerules": __version__,
        "output": str(output),
        "talents": 120,
        "badges": {"top_rated_plus": {"met": 0, "unmet": 120, "unknown": 0}},
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_ahead_stands_beside_the_answers(
    files: Callable[[str], list[str]],
    tmp_path: Path,
    kind: str,
    engine: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With --ahead, each row has the change that comes within so many days, and it is counted."""
    output = tmp_path / f"out.{kind}"
    wanted: list[tuple[str | None, str | None, str | None]] = []
    for talent in TALENTS:
        border = next_change(talent, "top_rated_plus", as_of=DAY)
        if border is None or border.on > DAY + timedelta(days=200):
            wanted.append((None, None, None))
        else:
            wanted.append((str(border.on), border.verdict.value, " ".join(border.because)))
    arguments = ["batch", *files(kind), "--as-of", str(DAY), "--engine", engine]
    arguments += ["--ahead", "200", "-o", str(output)]
    assert status_of(arguments) == 0
    names = ("next_change_on", "next_change_verdict", "next_change_because")
    found = [tuple(row[name] for name in names) for row in answers_in(output)]
    assert [(one[0] and str(one[0]), *one[1:]) for one in found] == wanted
    gained, lost = (sum(one[1] == verdict for one in wanted) for verdict in ("met", "unmet"))
    assert gained
    assert lost
    told = capsys.readouterr().out.split("\n")[2]
    assert told == f"Within 200 days: {gained} gain it, {lost} lose it"
    assert status_of([*arguments, "--json"]) == 0
    told_as_json = json.loads(capsys.readouterr().out)["ahead"]
    assert told_as_json == {"days": 200, "gained": gained, "lost": lost}


def test_an_edition_by_its_name_holds_ahead_too(
    files: Callable[[str], list[str]], tmp_path: Path
) -> None:
    """A what-if applies to the days ahead as it does to the day asked about."""
    output = tmp_path / "out.parquet"
    arguments = ["batch", *files("parquet"), "--as-of", str(DAY), "--edition", "2026-07"]
    assert status_of([*arguments, "--ahead", "9999", "-o", str(output)]) == 0
    borders = [next_change(one, "top_rated_plus", as_of=DAY, edition="2026-07") for one in TALENTS]
    days = [None if border is None else border.on for border in borders]
    assert [row["next_change_on"] for row in answers_in(output)] == days


@pytest.mark.parametrize("days", ["0", "-1", "soon", "10000", "1.5"])
def test_a_number_of_days_that_is_none_is_refused(
    files: Callable[[str], list[str]], tmp_path: Path, days: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One to four digits, from 1 on."""
    given = [*files("parquet"), "-o", str(tmp_path / "out.parquet"), f"--ahead={days}"]
    assert status_of(["batch", *given]) == 2
    told = f"must be a number of days from 1 to 9999, got {days!r}"
    assert told in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("badge", ["top_rated", "top_rated_plus", "diversity_certified"])
def test_every_badge_looks_ahead(tmp_path: Path, badge: BadgeName) -> None:
    """From reputations and certifications in files, each row has the change of the record."""
    reputations: Any = import_module("reputations")
    records = reputations.population(80, seed=3, days=[DAY + timedelta(days=300)])
    arguments = ["batch", *all_files(records, tmp_path, "csv"), "--as-of", str(DAY)]
    output = tmp_path / "out.parquet"
    assert status_of([*arguments, "--badge", badge, "--ahead", "9999", "-o", str(output)]) == 0
    borders = [next_change(one, badge, as_of=DAY) for one in records]
    days = [None if border is None else border.on for border in borders]
    assert [row["next_change_on"] for row in answers_in(output)] == days
    assert {*days} > {None}


def test_only_one_badge_looks_ahead_at_a_time(
    files: Callable[[str], list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row tells of one change, so several badges are refused by name."""
    given = [*files("parquet"), "-o", str(tmp_path / "out.parquet"), "--ahead", "30"]
    assert status_of(["batch", *given, "--badge", "top_rated", "--badge", "top_rated_plus"]) == 2
    told = "must be given with one badge, got top_rated, top_rated_plus"
    assert told in " ".join(capsys.readouterr().err.split())


def test_the_day_is_today_if_none_is_given(
    files: Callable[[str], list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As with the other commands, --as-of may be left out."""
    given = [*files("parquet"), "--json", "--memory", "256MB"]
    assert status_of(["batch", *given, "-o", str(tmp_path / "out.csv")]) == 0
    assert len(json.loads(capsys.readouterr().out)["as_of"]) == len("2020-09-01")


@pytest.mark.parametrize("engine", ENGINES)
def test_amounts_in_text_are_exact(tmp_path: Path, engine: str) -> None:
    """A hundred payments of 100.00, written as text, reach the bar of 10,000.00 to the cent."""
    given = text_files(tmp_path, payments=[f"c,2020-03-01,{amount}" for amount in ["100.00"] * 100])
    output = tmp_path / "out.csv"
    arguments = ["batch", *given, "--as-of", str(DAY), "--engine", engine, "-o", str(output)]
    assert status_of(arguments) == 0
    (row,) = answers_in(output)
    assert (row["verdict"], row["earnings_observed_cents"]) == ("met", 10_000_00)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "badge", ["rising_talent", "top_rated", "top_rated_plus", "diversity_certified"]
)
def test_badges_are_decided_from_everything_there_is(
    tmp_path: Path, badge: BadgeName, kind: str, engine: str
) -> None:
    """With weeks, holds and certifications beside, each talent comes out as `decide` says."""
    reputations: Any = import_module("reputations")
    day = law.USUAL_DAYS[0]
    records = reputations.population(150, seed=5, days=[day])
    arguments = all_files(records, tmp_path, kind)
    output = tmp_path / "out.parquet"
    asked = ["--badge", badge, "--as-of", str(day), "--engine", engine, "-o", str(output)]
    assert status_of(["batch", *arguments, *asked]) == 0
    verdicts = {row["talent_id"]: row["verdict"] for row in answers_in(output)}
    assert verdicts == {one.id: str(decide(one, badge, as_of=day).verdict) for one in records}
    assert len({*verdicts.values()}) > 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
def test_several_badges_go_into_one_file(
    tmp_path: Path, kind: str, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--badge` repeated gives a row for each talent and badge; the summary counts each badge."""
    reputations: Any = import_module("reputations")
    day = law.USUAL_DAYS[0]
    records = reputations.population(150, seed=5, days=[day])
    arguments = all_files(records, tmp_path, kind)
    output = tmp_path / f"out.{kind}"
    badges: list[BadgeName] = ["expert_vetted", "diversity_certified", "top_rated"]
    asked = [word for badge in (*badges, badges[0]) for word in ("--badge", badge)]
    asked += ["--as-of", str(day), "--engine", engine, "-o", str(output), "--json", "--explain"]
    assert status_of(["batch", *arguments, *asked]) == 0
    wanted = {
        (one.id, badge): str(decide(one, badge, as_of=day).verdict)
        for one in records
        for badge in badges
    }
    rows = answers_in(output)
    assert len(rows) == len(wanted)
    assert {(row["talent_id"], row["badge"]): row["verdict"] for row in rows} == wanted
    assert all((row["first_failing"] is None) == (row["verdict"] == "met") for row in rows)
    told = json.loads(capsys.readouterr().out)
    assert [*told["badges"]] == [*badges]
    for badge in badges:
        own = [verdict for (_, other), verdict in wanted.items() if other == badge]
        assert told["badges"][badge] == {
            name: own.count(name) for name in ("met", "unmet", "unknown")
        }
    assert told["talents"] == len(records)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("badges", [["top_rated_plus"], ["top_rated_plus", "rising_talent"]])
@pytest.mark.parametrize("ids", ["text", "numbers"])
def test_rows_come_in_the_order_of_the_talents_and_badges(
    tmp_path: Path, kind: str, engine: str, badges: list[str], ids: str
) -> None:
    """The answers follow the rows of talents, whatever order that is, and then the badges asked."""
    numbers = pl.int_range(150_000, eager=True).shuffle(seed=7).to_list()
    kinds = {"talent_id": pl.Int32} if ids == "numbers" else {"talent_id": pl.Categorical}
    names = numbers if ids == "numbers" else [f"t{number}" for number in numbers]
    talents = pl.DataFrame({"talent_id": names}).with_columns(
        kind=pl.lit("agency"), exclusive_agency_contractor=False, base_badge=pl.lit("top_rated")
    )
    rows = {"talents": talents.cast(kinds)}
    for table in ("contracts", "payments"):
        empty = engines.polars_frame([], table)
        own = {**kinds} if ids == "numbers" else {}
        rows[table] = empty.cast({name: own[name] for name in own if name in empty.columns})
    arguments: list[str] = []
    for table, frame in rows.items():
        file = tmp_path / f"{table}.{kind}"
        (frame.write_parquet if kind == "parquet" else frame.write_csv)(file)
        arguments.append(str(file))
    output = tmp_path / f"out.{kind}"
    asked = [word for badge in badges for word in ("--badge", badge)]
    asked += ["--as-of", str(DAY), "--engine", engine, "-o", str(output)]
    assert status_of(["batch", *arguments, *asked]) == 0
    read = pl.read_parquet if kind == "parquet" else pl.read_csv
    answer = read(output)
    assert answer["talent_id"].to_list() == [name for name in names for _ in badges]
    assert answer["badge"].to_list() == badges * len(names)
    assert not [name for name in answer.columns if name.startswith("_")]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("badge", ["rising_talent", "top_rated", "top_rated_plus"])
def test_what_is_known_of_money_is_read_from_files(
    tmp_path: Path, badge: BadgeName, kind: str, engine: str
) -> None:
    """Contracts not known and the days that are known may stand in the file of talents."""
    reputations: Any = import_module("reputations")
    day = law.USUAL_DAYS[0]
    everybody = reputations.population(150, seed=5, days=[day])
    records = known_in_part(everybody, 5, day, day)
    arguments = all_files(records, tmp_path, kind)
    output = tmp_path / "out.parquet"
    asked = ["--badge", badge, "--as-of", str(day), "--engine", engine, "-o", str(output)]
    assert status_of(["batch", *arguments, *asked]) == 0
    verdicts = {row["talent_id"]: row["verdict"] for row in answers_in(output)}
    assert verdicts == {one.id: str(decide(one, badge, as_of=day).verdict) for one in records}
    assert verdicts != {one.id: str(decide(one, badge, as_of=day).verdict) for one in everybody}


def test_a_word_is_no_day_from_which_payments_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Days and flags of what is known are looked at like all others, all at once."""
    arguments = text_files(tmp_path, [])
    (tmp_path / "talents.csv").write_text(
        "talent_id,kind,exclusive_agency_contractor,base_badge,contracts_known,"
        "payments_known_since,payments_known_through\n"
        "#1,freelancer,false,none,often,March,2020-02-30\n",
        encoding="utf-8",
    )
    told = refused([*arguments, "-o", str(tmp_path / "out.csv")], capsys)
    assert "talents.contracts_known must be true or false, got 1 other, such as 'often'" in told
    assert "talents.payments_known_since must be a date as YYYY-MM-DD, got 1 other" in told
    assert "talents.payments_known_through must be a date as YYYY-MM-DD, got 1 other" in told


def test_numbers_in_text_are_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers with a decimal point, and flags that are none, are refused, all at once."""
    arguments = text_files(tmp_path, [])
    (tmp_path / "talents.csv").write_text(
        "talent_id,kind,exclusive_agency_contractor,job_success_score,availability_current,"
        "average_feedback_hundredths,identity_verified,from_elance\n"
        "#1,freelancer,false,90.5,often,4.80,seldom,never\n",
        encoding="utf-8",
    )
    told = refused([*arguments, "--badge", "top_rated", "-o", str(tmp_path / "out.csv")], capsys)
    assert "talents.job_success_score must be a whole number, as in 90, got 1 other" in told
    assert (
        "talents.average_feedback_hundredths must be a whole number, as in 90, got 1 other" in told
    )
    for name in ("availability_current", "identity_verified", "from_elance"):
        assert f"talents.{name} must be true or false, got 1 other" in told


def text_files(folder: Path, payments: list[str], contract: str = "c,#1,writing,,") -> list[str]:
    """Write one talent with one contract as text, with these payments, and name the files."""
    texts = {
        "talents": [
            "talent_id,kind,base_badge,exclusive_agency_contractor",
            "#1,freelancer,top_rated,false",
        ],
        "contracts": ["contract_id,talent_id,category,outcome,outcome_on", contract],
        "payments": ["contract_id,paid_on,amount", *payments],
    }
    names: list[str] = []
    for table, lines in texts.items():
        file = folder / f"{table}.csv"
        file.write_text("\n".join([*lines, ""]), encoding="utf-8")
        names.append(str(file))
    return names


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a batch that is refused, and return its message; nothing is on standard output."""
    assert status_of(["batch", *arguments, "--as-of", str(DAY)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


@pytest.mark.parametrize("engine", ENGINES)
def test_all_that_is_wrong_with_text_is_told_at_once(
    tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems of several files stand in one message, and nothing is left behind."""
    given = text_files(
        tmp_path, payments=["c,2020-02-30,12.345", "c,,x"], contract="c,#1,writing,,soon"
    )
    message = refused([*given, "--engine", engine, "-o", str(tmp_path / "out.csv")], capsys)
    head, *lines = message.removesuffix("\n").split("\n")
    assert head == "badgerules: 4 problems:"
    told = [line.strip().removesuffix("; correct the column").split(" must be ") for line in lines]
    assert told == [
        ["contracts.outcome_on", "a date as YYYY-MM-DD, got 1 other, such as 'soon'"],
        ["payments.paid_on", "a date as YYYY-MM-DD, got 1 other, such as '2020-02-30'"],
        [
            "payments.amount",
            f"{DOLLARS_ALLOWED}, got 2 others, such as '12.345', 'x'",
        ],
        ["payments.paid_on", "given in every row, got 1 other: contract_id='c' paid_on=None"],
    ]
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        *("contracts.csv", "payments.csv", "talents.csv"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_door_is_that_of_frames(
    tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows that belong to nobody are refused, and an output that was there stays as it was."""
    output = tmp_path / "out.csv"
    output.write_text("kept", encoding="utf-8")
    given = text_files(tmp_path, payments=["d,2020-03-01,5"])
    message = refused([*given, "--engine", engine, "-o", str(output)], capsys)
    assert message.startswith("badgerules: payments.contract_id must be the id of a row")
    assert output.read_text("utf-8") == "kept"
    assert not [*tmp_path.glob(".badgerules-*")]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_output_that_was_there_stays_until_the_new_one_is_whole(
    tmp_path: Path,
    engine: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An engine that gives up once it has written leaves the old file, and is closed."""
    output = tmp_path / "out.csv"
    output.write_text("kept", encoding="utf-8")
    room = import_module(f"badgerules.batch.by_{engine}")
    kind = room.DuckDB if engine == "duckdb" else room.Polars
    error = duckdb.Error if engine == "duckdb" else pl.exceptions.ComputeError
    closed: list[str] = []

    def gives_up(*_: object) -> None:
        msg = "it is full"
        raise error(msg)

    def close(*_: object) -> None:
        closed.append(engine)

    monkeypatch.setattr(kind, "verdicts", gives_up)
    monkeypatch.setattr(kind, "close", close)
    given = text_files(tmp_path, payments=["c,2020-03-01,5"])
    message = refused([*given, "--engine", engine, "-o", str(output)], capsys)
    assert message == f"badgerules: {engine} gave up: it is full\n"
    assert output.read_text("utf-8") == "kept"
    assert closed == [engine]
    assert not [*tmp_path.glob(".badgerules-*")]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_written_on_the_way_lies_beside_the_output(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing goes to the system's place for such files, which may be small or another disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    given = text_files(tmp_path, payments=["c,2020-03-01,5"])
    output = tmp_path / "there" / "out.csv"
    output.parent.mkdir()
    asked = ["--as-of", str(DAY), "--engine", engine, "-o", str(output)]
    assert status_of(["batch", *given, *asked]) == 0
    assert [*output.parent.iterdir()] == [output]


def test_duckdb_spills_into_the_directory_that_goes_away(tmp_path: Path) -> None:
    """What does not fit into memory lies in the workshop, and the limit is the one asked for."""
    engine: Any = import_module("badgerules.batch.by_duckdb").opened(tmp_path, "64MB")
    asked = "select current_setting('temp_directory'), current_setting('memory_limit')"
    ((folder, limit),) = engine.connection.execute(asked).fetchall()
    engine.close()
    assert folder == str(tmp_path / "spilled")
    assert limit.startswith("61.0 M")  # 64 million bytes in units of 1,048,576


@pytest.mark.parametrize("engine", ENGINES)
def test_a_mark_at_the_beginning_of_text_is_no_part_of_a_name(tmp_path: Path, engine: str) -> None:
    """Spreadsheets begin their files with a byte order mark."""
    given = text_files(tmp_path, payments=["c,2020-03-01,5"])
    for name in given:
        file = Path(name)
        file.write_text(file.read_text("utf-8"), encoding="utf-8-sig")
    output = tmp_path / "out.csv"
    asked = ["--as-of", str(DAY), "--engine", engine, "-o", str(output)]
    assert status_of(["batch", *given, *asked]) == 0
    assert answers_in(output)[0]["earnings_observed_cents"] == 5_00


def test_amounts_are_rounded_if_one_says_so(tmp_path: Path) -> None:
    """With --floats round, 9,999.995 is 10,000.00."""
    output = tmp_path / "out.csv"
    given = text_files(tmp_path, payments=["c,2020-03-01,9999.995"])
    rounded = ["batch", *given, "--floats", "round", "--as-of", str(DAY), "-o", str(output)]
    assert status_of(rounded) == 0
    assert answers_in(output)[0]["earnings_observed_cents"] == 10_000_00


def test_all_that_is_wrong_with_the_files_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Suffixes, missing files and an output without a place stand in one message."""
    kept = tmp_path / "kept.csv"
    kept.write_text("", encoding="utf-8")
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    given = [str(tmp_path / "talents.xlsx"), str(tmp_path / "none.csv"), str(kept)]
    given += ["--weeks", str(folder)]
    message = refused([*given, "-o", str(tmp_path / "no" / "out.txt")], capsys)
    head, *lines = message.removesuffix("\n").split("\n")
    assert head == "badgerules: 5 problems:"
    assert [line.split(" must")[0] for line in lines] == [
        *("  talents", "  contracts", "  weeks", "  output", "  output"),
    ]
    assert lines[2] == f"  weeks must be a file, got {folder}, which is none"


def test_no_input_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output must be another file than each of the three."""
    given = text_files(tmp_path, payments=[])
    message = refused([*given, "-o", str(tmp_path / ".." / tmp_path.name / "talents.csv")], capsys)
    assert "output must be another file than talents" in message


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_that_is_none_is_told_by_its_name(
    tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the engine cannot read is told with its reason, on one short line."""
    talents, contracts, _ = text_files(tmp_path, payments=[])
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"no Parquet")
    given = [talents, contracts, str(broken), "--engine", engine]
    message = refused([*given, "-o", str(tmp_path / "out.csv")], capsys)
    assert message.startswith(f"badgerules: payments must be a file that {engine} can read, got ")
    assert "broken.parquet: " in message
    assert message.count("\n") == 1
    assert len(message) < 500 + len(str(tmp_path))


def test_duckdb_fills_no_row_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row that is cut off is refused; its outcome would count at every date, as if undated."""
    given = text_files(tmp_path, payments=[], contract="c,#1,writing,negative")
    message = refused([*given, "-o", str(tmp_path / "out.csv")], capsys)
    assert message == (
        "badgerules: contracts must have 5 values in every row, as in the header, "
        "got 4 in line 2 of contracts.csv\n"
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["", "_done"], ids=["reading", "deciding"])
def test_too_little_memory_is_told_by_its_option(
    place: str,
    kind: str,
    files: Callable[[str], list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is blamed on no file, wherever DuckDB runs out of it, and nothing is left behind."""

    def runs_out(*_: object) -> None:
        msg = "Out of Memory Error: failed to allocate data of size 32.0 KiB"
        raise duckdb.OutOfMemoryException(msg)

    if place:
        monkeypatch.setattr(jobs, place, runs_out)
    given = [*files(kind), "--memory", "1KB", "-o", str(tmp_path / "out.csv")]
    assert refused(given, capsys) == (
        "badgerules: --memory must be more for these files, got 1KB, of which duckdb ran out\n"
    )
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no memory\n\nPossible solutions:\n* SET threads=X", "no memory"),
        ("a bad line\nPossible fixes:\n* set strict_mode=false", "a bad line"),
        ("a\n b   c", "a b c"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 200 + "..."),
    ],
    ids=["solutions", "fixes", "lines", "as_long_as_may_be", "too_long"],
)
def test_what_an_engine_says_is_told_on_one_short_line(
    said: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its advice on options is left out, since a batch does not have them."""

    def gives_up(*_: object) -> None:
        raise duckdb.Error(said)

    monkeypatch.setattr(jobs, "_done", gives_up)
    given = text_files(tmp_path, payments=[])
    message = refused([*given, "-o", str(tmp_path / "out.csv")], capsys)
    assert message == f"badgerules: duckdb gave up: {told}\n"


@pytest.mark.parametrize("size", ["lots", "512", "0MB", "-1GB"])
def test_a_size_of_memory_has_a_unit(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything but a positive number with a unit is bad usage."""
    assert status_of(["batch", "a", "b", "c", "-o", "d", f"--memory={size}"]) == 2
    assert "must be a size such as 512MB or 2GB" in capsys.readouterr().err


def test_the_badge_that_rests_on_certifications_needs_their_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the option, as somebody at a terminal has no frames."""
    given = text_files(tmp_path, payments=[])
    others = ["--badge", "diversity_certified", "-o", str(tmp_path / "out.csv")]
    told = refused([*given, *others], capsys)
    assert "--certifications must be given, as diversity_certified rests on it" in told


def test_polars_takes_no_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A limit that would not be kept is refused."""
    given = text_files(tmp_path, payments=[])
    others = ["--engine", "polars", "--memory", "1GB", "-o", str(tmp_path / "out.csv")]
    assert "--memory must be left out with polars" in refused([*given, *others], capsys)


@pytest.mark.parametrize(
    ("engine", "ending"),
    [
        ("duckdb", "got no duckdb, no rich; pip install 'badgerules[batch]'\n"),
        ("polars", "got no duckdb, no polars, no rich; pip install 'badgerules[batch]' polars\n"),
    ],
)
def test_what_is_not_installed_is_told(
    tmp_path: Path,
    engine: str,
    ending: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever lacks an extra learns what to install."""
    there = {"narwhals", "pyarrow"}

    def found(name: str) -> str | None:
        return name if name in there else None

    monkeypatch.setattr(jobs, "find_spec", found)
    given = text_files(tmp_path, payments=[])
    message = refused([*given, "--engine", engine, "-o", str(tmp_path / "out.csv")], capsys)
    assert message.endswith(ending)


def test_a_disk_that_is_full_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the system refuses is told as it tells it."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workshop.tempfile, "TemporaryDirectory", full)
    given = text_files(tmp_path, payments=[])
    message = refused([*given, "-o", str(tmp_path / "out.csv")], capsys)
    assert message.startswith("badgerules: must be able to read and write, got ")
    assert "No space left on device" in message


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), RuntimeError("Query interrupted")], ids=["python", "duckdb"]
)
def test_whoever_stops_it_finds_nothing(
    tmp_path: Path,
    error: BaseException,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Ctrl-C ends with the status that shells use, a short message, and nothing left behind."""

    def stopped(*_: object) -> None:
        raise error

    monkeypatch.setattr(jobs, "_done", stopped)
    given = text_files(tmp_path, payments=[])
    asked = ["batch", *given, "-o", str(tmp_path / "out.csv"), "--as-of", str(DAY)]
    assert __main__.main(asked) == 130
    assert capsys.readouterr().err == "badgerules: stopped before it was done\n"
    assert not [*tmp_path.glob(".badgerules-*"), *tmp_path.glob("out.csv")]


def test_another_failure_is_not_taken_for_a_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An internal failure stays one."""

    def broken(*_: object) -> None:
        msg = "broken"
        raise RuntimeError(msg)

    monkeypatch.setattr(jobs, "_done", broken)
    given = text_files(tmp_path, payments=[])
    with pytest.raises(RuntimeError, match="broken"):
        status_of(["batch", *given, "-o", str(tmp_path / "out.csv"), "--as-of", str(DAY)])


def test_a_real_signal_leaves_nothing(tmp_path: Path) -> None:
    """A process that gets the signal of Ctrl-C while it reads ends with 130 and no output."""
    talents, contracts, _ = text_files(tmp_path, payments=[])
    code = (
        "import sys, signal, os, badgerules.__main__ as cli, badgerules.batch.jobs as jobs\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored in the background
        "own = jobs._given\n"
        "def given(*arguments):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return own(*arguments)\n"
        "jobs._given = given\n"
        "sys.exit(cli.main(sys.argv[1:]))\n"
    )
    given = [talents, contracts, str(tmp_path / "payments.csv"), "-o", str(tmp_path / "out.csv")]
    done = subprocess.run(
        [sys.executable, "-c", code, "batch", *given, "--as-of", str(DAY)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (128 + signal.SIGINT, "")
    assert done.stderr == "badgerules: stopped before it was done\n"
    assert not [*tmp_path.glob(".badgerules-*"), *tmp_path.glob("out.csv")]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_terminal_sees_how_far_it_is(
    files: Callable[[str], list[str]], tmp_path: Path, engine: str
) -> None:
    """On a terminal a bar is drawn on standard error, and the summary stays alone on the other."""
    pty: Any = pytest.importorskip("pty", reason="terminals are made where the system can")
    own, end = pty.openpty()
    given = ["batch", *files("csv"), "--as-of", str(DAY), "--engine", engine]
    process = subprocess.Popen(
        [sys.executable, "-m", "badgerules", *given, "-o", str(tmp_path / "out.csv")],
        stdout=subprocess.PIPE,
        stderr=end,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(end)
    seen = b""
    try:
        while chunk := os.read(own, 65536):
            seen += chunk
    except OSError:  # the other end is closed
        pass
    os.close(own)
    printed, _ = process.communicate()
    assert process.returncode == 0
    assert printed.startswith(b"120 talents on 2020-09-01, edition 2020-07\nTop Rated Plus: ")
    assert b"starting" in seen


def test_a_bar_is_as_full_as_its_engine_says() -> None:
    """Half of a step is half a bar; a step that nobody can measure has a bar that only moves."""
    told = iter([50.0, 50.0, -1.0, -1.0])
    bar = progress.PolledProgress(
        percent=lambda: next(told),
        unmeasured={"vague"},
        console=progress.Console(file=io.StringIO()),
    )
    task = bar.add_task("clear", total=None)
    seen: list[tuple[float | None, float]] = []
    for name in ("clear", "vague", "clear", "clear"):
        bar.tasks[0].description = name
        assert len([*bar.get_renderables()]) == 1
        seen.append((bar.tasks[task].total, bar.tasks[task].completed))
    assert seen == [(100, 50.0), (None, 0), (100, 50.0), (None, 0)]


@pytest.mark.parametrize("known_through", [None, date(2020, 7, 7)])
@pytest.mark.parametrize("edition", [None, "2020-07", "2026-07"])
def test_a_record_is_asked_what_was_asked(known_through: date | None, edition: str | None) -> None:
    """The last day known and an edition by its name are a part of the question."""
    terms: dict[str, Any] = {"known_through": known_through, "edition": edition}
    first = decide(freelancer(), "top_rated", as_of=AS_OF, **terms).question
    again = decide(freelancer(), "top_rated", **deciding.terms_of(first)).question
    assert (again, again.named_edition) == (first, first.named_edition)
