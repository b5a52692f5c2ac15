"""Whatever is handed to a public function, the outcome is an answer or an error of ours.

Each function, method and class of the package stands in a table with a call that is answered. Each
argument of that call gives way to each value that can come from the package or from Python, one at
a time. What does not fit the annotation must be refused, and the docstring must name the error.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections import abc
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib import import_module
from operator import attrgetter
from pkgutil import walk_packages
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, is_typeddict

import attrs
import pytest
from cattrs import Converter
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import badgerules
import public_names as public
from badgerules import (
    CLAUSES,
    EDITIONS,
    UNKNOWN,
    Badge,
    BadgeRulesError,
    Certification,
    ClientPlan,
    Contract,
    InvalidRecordError,
    Kind,
    Payment,
    Problem,
    ProblemCode,
    Readings,
    Score,
    TalentRecord,
    Verdict,
    assess,
    compare,
    decide,
    dump_assessment,
    editions_that_matter,
    ledger,
    readings_that_matter,
    remedies,
    testing,
    timeline,
    visibility,
)
from badgerules.as_recorded import as_recorded
from badgerules.certification import approve, correct, reject, submit
from badgerules.clauses import SOURCES
from badgerules.comparison import sights_by_edition
from badgerules.converters import is_a
from badgerules.criteria import RECORDED_TOP_RATED
from badgerules.disagreements import Explanation, ExplanationKind
from badgerules.filters import diversity_filter
from badgerules.findings import OpenFinding
from badgerules.impact import Rules, compare_rules, funnel
from badgerules.replay import replay
from badgerules.reports import contracts_file, read_report
from badgerules.rows import records_from_rows
from badgerules.schemas import json_schema
from badgerules.serialization import (
    dump_funnel,
    dump_replay,
    dump_rule_comparison,
    register_hooks,
)
from badgerules.talent_facts import SkillCertificate
from badgerules.thresholds import bars
from badgerules.visibility import benefits, priority_access, viewers_in
from badgerules.windows import TrailingWindow, WindowLength, leaves_on, months_later
from builders import (
    AS_OF,
    PAID_ON,
    agency,
    certified,
    contract,
    freelancer,
    good_record,
    paid,
    vetted,
    weeks,
)
from engines import frames, pl
from platform_reports import CONTRACTS, USUAL, report, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.thorough

WHY = "arguments of every kind are given where the extra test-all is installed"
Figure: Any = pytest.importorskip("matplotlib.figure", reason=WHY).Figure
pytest.importorskip("ibis", reason=WHY)
Axes: Any = import_module("matplotlib.axes").Axes
plot: Any = import_module("badgerules.plot")

LATER = date(2021, 9, 1)
COVERS = date(2026, 9, 1), date(2026, 9, 30)
PLUS = Badge.TOP_RATED_PLUS
TERMS: dict[str, Any] = {"readings": Readings(), "edition": EDITIONS[0]}
KNOWN: dict[str, Any] = {**TERMS, "known_through": AS_OF}


class Call(NamedTuple):
    """A call that is answered."""

    function: Callable[..., Any]
    arguments: dict[str, Any]

    def answered(self, **instead: object) -> object:
        """Make the call, with other arguments in their places, and work out what is lazy."""
        signature = inspect.signature(self.function)
        given = signature.bind_partial(**{**self.arguments, **instead})
        answer: Any = self.function(*given.args, **given.kwargs)
        if is_a(answer, abc.Iterator):
            return [*answer]
        if is_a(answer, SearchStrategy):
            answer.validate()
        return answer


def studio() -> TalentRecord:
    """Return an agency that holds Top Rated Plus."""
    return agency(contract("30000.00"), id="studio", certifications=[certified()])


def answer_of_studio() -> badgerules.Assessment:
    """Return the decisions on it."""
    return assess(studio(), as_of=AS_OF)


# --- One value of every public class --------------------------------------------------------------


@cache
def instances() -> dict[str, Any]:
    """Return one value of every public class, by its name; answers are those of the library."""
    judged = contract("12000.00", category="legal", outcome="positive", outcome_on=PAID_ON)
    record = good_record("freelancer", judged)
    owner = studio()
    assessment = assess(record, as_of=AS_OF)
    before, after = answer_of_studio(), assess(studio(), as_of=LATER)
    comparison = compare(before, after)
    saved = dump_assessment(before)
    saved["badges"]["top_rated"]["verdict"] = "unknown"
    replayed = replay(owner, saved)
    ahead = timeline(record, PLUS, as_of=AS_OF)
    poor = freelancer(contract("9000.00"))
    ways = remedies(poor, PLUS, as_of=AS_OF)
    lower = EDITIONS[0].hypothetical("lower bar", {"TRP-F1": "8000"})
    named = attrs.evolve(poor, id="ann")
    changed = compare_rules(
        [named], badge=PLUS, before=Rules(), after=Rules(edition=lower), as_of=AS_OF
    )
    dropped = funnel([named], badge=PLUS, by={"ann": "north"}, as_of=AS_OF)
    seen = visibility(assessment, to="enterprise")
    shown = ledger(owner, PLUS, as_of=AS_OF)
    waiting = remedies(good_record(), "top_rated", as_of=AS_OF - timedelta(days=900), **TERMS)
    premium = vetted(prior_assessments=["upwork_premium"])
    vetting = decide(attrs.evolve(poor, expert_vetting=premium), "expert_vetted", as_of=AS_OF)
    certification = decide(attrs.evolve(owner, country="US"), "diversity_certified", as_of=LATER)
    top, plus = assessment[Badge.TOP_RATED], assessment[PLUS]
    counted: Any = top["eligible_weeks"]
    large: Any = plus["large_contract"]
    matters = readings_that_matter(freelancer(contract("10000.00")), PLUS, as_of=AS_OF)[0]
    transition = changed.transition("unmet", "met")
    exempt = decide(good_record(from_elance=True), "top_rated", as_of=AS_OF)
    writer = freelancer(contract("12000.00"), expert_vetting=vetted(category="writing"))
    (in_doubt,) = editions_that_matter(writer, "expert_vetted", as_of=date(2022, 3, 1))
    held = assess(writer, as_of=date(2022, 3, 1))
    public_view = visibility(assess(record, as_of=AS_OF, edition="2025-06"), to="basic")
    back = badgerules.recovery(good_record(job_success_score=80), "top_rated", as_of=AS_OF)
    page = badgerules.PlatformStats(shown_on=AS_OF, badge="none")
    paged = attrs.evolve(poor, stats=page)
    (differs, *_) = badgerules.disagreements(assess(paged, as_of=AS_OF))
    explained = Explanation(
        kind=ExplanationKind.READING, subject="money_bar=more_than", text="a sentence"
    )
    unlisted = row("Sep 1, 2026", "Hourly", "5", title="Audit")
    reading = read_report(report([*USUAL, unlisted]), contracts=CONTRACTS, covers=COVERS)
    values = [
        page, differs, explained, records_from_rows([], [], [], money="cents"),
        reading, reading.left_out[0], reading.unlisted[0],
        record, judged, paid("5.00"), record.reputation, weeks("+")[0], vetted(), certified(),
        SkillCertificate(name="AWS"), ClientPlan(tier="business_plus"), Readings(), Rules(), lower,
        assessment, plus, plus.question, top["earnings"], counted, counted.rows[0],
        top["recent_activity"], large, large.rows[0], plus["top_rated"],
        before[PLUS]["negative_share"], vetting["vetting"], certification["details"],
        OpenFinding(
            criterion=RECORDED_TOP_RATED, verdict=Verdict.UNKNOWN, measured=None, bar=True,
            facts=("base_badge",),
        ),
        top["earnings"].criterion, comparison, comparison.changes[0], comparison.views[0],
        next(own.rolled_out[0] for own in comparison.changes if own.rolled_out), matters,
        ahead, ahead.spans[0], ahead.borders[0], ahead.outlook, ways, ways.ways[0],
        waiting.waits[0], back, back.spans[0], Score(since=AS_OF, score=90),
        changed, transition, transition.turns[0], changed.changed[0], dropped,
        dropped.groups[0], dropped.groups[0].hurdles[0], seen, seen.sights[0],
        benefits(before)[0], shown, shown.contracts[0], shown.payments[0],
        replayed, replayed.deviations[0], bars(EDITIONS[0], Readings(), Kind.AGENCY),
        next(iter(CLAUSES.values())), next(iter(SOURCES.values())),
        TrailingWindow.of_months(12, through=AS_OF), WindowLength(months=12), problem(),
        exempt["profile"], in_doubt, sights_by_edition(held)[0],
        public_view.readings_that_matter[0],
        frames.frames_from_records([named], backend="polars"),
        frames.Queries(check="select 1", answer="select 1"),
        testing.knife_edges("earnings", badge=PLUS, as_of=AS_OF)[0],
    ]  # fmt: skip
    return {type(value).__name__: value for value in values}


SQL_SCHEMA = {
    "talents": {
        "talent_id": "text", "kind": "text", "exclusive_agency_contractor": "boolean",
        "base_badge": "text",
    },
    "contracts": frames.SQL_SCHEMA["contracts"],
    "payments": frames.SQL_SCHEMA["payments"],
}  # fmt: skip
"""The fewest columns, so that texts are made fast."""


def problem() -> Problem:
    """Return a problem."""
    with pytest.raises(InvalidRecordError) as refused:
        Payment(paid_on=AS_OF, amount="much")
    (told,) = refused.value.problems
    return told


# --- Every public callable, and a call of it that is answered -------------------------------------

UNCHECKED = frozenset(
    {
        "Problem.below",  # converters move ten thousand problems one level up
        "Criterion.is_asked_in",  # asked of a table's own criteria, millions of times
    }
)
"""What takes anything, and checks nothing; each with its reason."""


def functions() -> dict[str, Call]:
    """Return a call of every public function and method."""
    own = instances()
    record, assessment, decision = own["TalentRecord"], own["Assessment"], own["Decision"]
    asked: dict[str, Any] = {"record": record, "badge": PLUS, "as_of": AS_OF}
    days: dict[str, Any] = {"first_day": date(2020, 7, 7), "last_day": LATER}
    low = good_record(job_success_score=80)
    population = [attrs.evolve(record, id="ann")]
    three = frames.frames_from_records(population, backend="polars")
    tables: dict[str, Any] = {
        "talents": three.talents, "contracts": three.contracts, "payments": three.payments,
        **three.beside,
    }  # fmt: skip
    edges: dict[str, Any] = {
        "criterion": "earnings", "badge": PLUS, "as_of": AS_OF, "kind": "freelancer", **TERMS,
    }  # fmt: skip
    drawn: dict[str, Any] = {"first_day": date(2020, 1, 1), "last_day": date(2020, 12, 31)}
    submitted = Certification(status="submitted")
    draft = attrs.evolve(certified(), status="draft", submitted_on=None, decided_on=None)
    ax = Figure().add_subplot()
    whole = read_report(report(USUAL), contracts=CONTRACTS, covers=COVERS)
    by_days: dict[str, Any] = {"after": date(2020, 1, 1), "through": AS_OF}
    seen: dict[str, Any] = {"assessment": assessment, "to": "plus", "surface": "profile"}
    table: dict[Callable[..., Any], dict[str, Any]] = {
        badgerules.assess: {"record": record, "as_of": AS_OF, **KNOWN},
        badgerules.decide: {**asked, **KNOWN},
        badgerules.ledger: {**asked, **KNOWN},
        badgerules.readings_that_matter: {**asked, **KNOWN},
        badgerules.editions_that_matter: {**asked, **KNOWN},
        sights_by_edition: {"assessment": assessment},
        badgerules.disagreements: {"assessment": assessment},
        as_recorded: {"assessment": assessment},
        viewers_in: {"edition": EDITIONS[0]},
        badgerules.timeline: {**asked, **days, **TERMS},
        badgerules.next_change: {**asked, **TERMS},
        badgerules.remedies: {**asked, "pay_on": AS_OF, "every_category": True, **TERMS},
        badgerules.recovery: {
            "record": low, "badge": "top_rated", "as_of": AS_OF, "score": 90, **TERMS,
        },
        badgerules.compare: {"before": assessment, "after": assessment},
        compare_rules: {
            "population": three, "badge": PLUS, "before": Rules(), "after": Rules(),
            "as_of": AS_OF, "columns": {"kind": "kind"}, "money": "cents",
        },
        funnel: {
            "population": three, "badge": PLUS, "by": "talent_id", "as_of": AS_OF,
            "small_below": 30, "expected_below": 5, "columns": {"kind": "kind"}, "money": "cents",
            **TERMS,
        },
        diversity_filter: {
            "population": population, "to": "enterprise", "as_of": LATER, "readings": Readings(),
            "edition": EDITIONS[2],
        },
        badgerules.visibility: seen,
        badgerules.visible_badge: seen,
        badgerules.sees_diversity_badge: seen,
        benefits: {"assessment": assessment},
        priority_access: {"assessment": assessment, "to": "plus"},
        submit: {"certification": draft, "on": LATER},
        approve: {"certification": submitted, "on": LATER},
        reject: {"certification": submitted, "on": LATER},
        correct: {
            "certification": Certification(status="rejected"), "business_name": "A", "number": "1",
            "category": "woman_owned", "provider": "B", "type": "C", "expires_on": LATER,
        },
        bars: {"edition": EDITIONS[0], "readings": Readings(), "kind": Kind.AGENCY},
        badgerules.clause: {"clause_id": "TRP-F1"},
        badgerules.edition_named: {"edition_id": "2020-07"},
        badgerules.edition_on: {"day": AS_OF},
        json_schema: {"document": "record", "ref_template": "#/{name}"},
        leaves_on: {"day": AS_OF, "months": 12},
        months_later: {"day": AS_OF, "months": 12},
        badgerules.load_record: {"document": badgerules.dump_record(record)},
        badgerules.dump_record: {"record": record},
        badgerules.dump_assessment: {"assessment": assessment},
        badgerules.dump_ledger: {"ledger": own["Ledger"]},
        badgerules.dump_comparison: {"comparison": own["Comparison"]},
        badgerules.dump_timeline: {"timeline": own["Timeline"]},
        badgerules.dump_remedies: {"remedies": own["Remedies"]},
        badgerules.dump_recovery: {"recovered": own["Recovery"]},
        dump_rule_comparison: {"comparison": own["RuleComparison"]},
        dump_funnel: {"funnel": own["Funnel"]},
        register_hooks: {"converter": Converter()},
        dump_replay: {"replayed": own["Replay"]},
        read_report: {
            "report": report(USUAL), "contracts": CONTRACTS, "covers": COVERS, "kind": "agency",
            "agency": "Nine Ltd",
        },
        records_from_rows: {
            "talents": [{"talent_id": "ann", "kind": "agency"}], "contracts": [], "payments": [],
            "columns": {"kind": "kind"}, "money": "cents", "zone": UTC,
        },
        contracts_file: {"reading": own["ReportReading"]},
        whole.record: {"base_badge": "top_rated", "leave_out": False},
        own["ReportReading"].earned_between: {"first": COVERS[0], "last": COVERS[1]},
        replay: {"record": studio(), "saved": dump_assessment(answer_of_studio())},
        badgerules.to_text: {"answer": assessment},
        badgerules.to_html: {"answer": assessment},
        frames.assess: {
            **tables, "badge": PLUS, "as_of": AS_OF, "floats": "refuse", "check": True,
            "explain": True, "columns": {"kind": "kind"}, "money": "cents", **KNOWN,
        },
        frames.visible: {
            **tables, "surface": "profile", "as_of": AS_OF, "floats": "refuse", "check": True,
            "columns": {"kind": "kind"}, "money": "cents", **KNOWN,
        },
        frames.next_change: {
            **tables, "badge": PLUS, "as_of": AS_OF, "last_day": LATER, "floats": "refuse",
            "check": True, "columns": {"kind": "kind"}, "money": "cents", **TERMS,
        },
        frames.changes: {
            **tables, "badge": "top_rated", "before": AS_OF, "after": LATER, "floats": "refuse",
            "check": True, "columns": {"kind": "kind"}, "money": "cents",
            "readings_before": Readings(), **TERMS,
        },
        frames.sql: {
            "badge": "top_rated", "as_of": AS_OF, "dialect": "postgres", "schema": SQL_SCHEMA,
            "tables": {"talents": "app.people"}, "floats": "refuse", "explain": True, **KNOWN,
        },
        frames.visible_sql: {
            "as_of": AS_OF, "dialect": "duckdb", "schema": SQL_SCHEMA,
            "tables": {"talents": "app.people"}, "surface": "profile", "floats": "refuse", **KNOWN,
        },
        frames.frames_from_records: {"records": population, "backend": "polars"},
        frames.records_from_frames: {
            **tables, "floats": "refuse", "columns": {"kind": "kind"}, "money": "cents",
        },
        plot.earnings: {**asked, **days, **TERMS, "ax": ax, "dark": True},
        plot.contracts: {"decision": decision, "most": 3, "ax": ax, "dark": True},
        plot.weeks: {"decision": assessment["top_rated"], "ax": ax, "dark": True},
        plot.rule_change: {
            "counts": {("met", "unmet"): 1}, "title": "A title", "ax": ax, "dark": True,
        },
        testing.example: {"badge": PLUS, "verdict": "met", "kind": "agency", "as_of": AS_OF},
        testing.knife_edges: edges,
        testing.knife_edge_records: edges,
        testing.amounts: {},
        testing.identifiers: {},
        testing.countries: {},
        testing.editions: {},
        testing.readings: {},
        testing.skill_certificates: {},
        testing.days: drawn,
        testing.weeks: drawn,
        testing.platform_stats: {"shown_on": st.just(AS_OF), **drawn},
        testing.expert_vettings: drawn,
        testing.reputations: {"kind": "agency", **drawn},
        testing.payments: {"amount": st.just(Decimal(5)), **drawn},
        testing.client_plans: {"tier": st.just("plus")},
        testing.certifications: {"status": st.just("draft"), **drawn},
        testing.contracts: {
            "id": st.just("shop"), "category": st.just("legal"), "payments": st.just([]),
            "outcome": st.none(), **drawn,
        },
        testing.talent_records: {
            "kind": st.just("agency"), "contracts": st.just([]), "base_badge": st.none(),
            "has_reputation": st.booleans(), "is_money_open": st.booleans(), "stats": st.none(),
            **drawn,
        },
        own["Assessment"].holds: {"badge": PLUS},
        own["Assessment"].__getitem__: {"badge": PLUS},
        own["Assessment"].__iter__: {},
        own["Decision"].__getitem__: {"criterion": "earnings"},
        own["Decision"].__contains__: {"criterion": "earnings"},
        own["Decision"].__iter__: {},
        own["Funnel"].__getitem__: {"name": "north"},
        own["Funnel"].__iter__: {},
        own["Ledger"].counted: {"criterion": "earnings"},
        own["RuleComparison"].transition: {"before": "met", "after": "unmet"},
        own["Edition"].hypothetical: {"name": "a bar", "numbers": {"TRP-F1": "9000"}},
        own["Outlook"].decided_on: {"day": AS_OF},
        own["Timeline"].span_on: {"day": AS_OF},
        own["Timeline"].next_change_after: {"day": AS_OF},
        own["Timeline"].next_knowledge_after: {"day": AS_OF},
        own["Recovery"].held_on: {"day": AS_OF},
        own["RecoverySpan"].held_if_back_on: {"day": AS_OF},
        own["Reputation"].score_on: {"day": AS_OF},
        own["Reputation"].scored_since: {"day": AS_OF},
        low.with_score: {"score": 90, "since": AS_OF},
        low.with_reputation: {"profile_percent": 90},
        own["Remedy"].applied_to: {"record": own["Remedy"].outlook.record, "on": AS_OF},
        own["Remedy"].text_of: {"contract_ids": [None]},
        own["Problem"].below: {"place": "contracts[0]"},
        own["Criterion"].is_asked_in: {"edition": EDITIONS[0]},
        own["TrailingWindow"].of_months: {"months": 12, "through": AS_OF},
        own["TrailingWindow"].of_days: {"days": 90, "through": AS_OF},
        own["TrailingWindow"].__contains__: {"day": AS_OF},
        own["WindowLength"].ending: {"day": AS_OF},
        own["WindowLength"].leaves_on: {"day": AS_OF},
        own["Payment"].of_cents: {"paid_on": AS_OF, "cents": 5},
        own["Contract"].earned_between: by_days,
        own["Contract"].is_paid_within: by_days,
        own["Contract"].last_paid_within: by_days,
        own["Contract"].paid_within: by_days,
        own["Contract"].earned_through: {"day": AS_OF},
        own["Contract"].outcome_by: {"day": AS_OF},
        own["Contract"].with_payment: {"amount": "5", "on": AS_OF},
        own["Contract"].with_outcome: {"outcome": "positive", "on": AS_OF},
        record.contract: {"contract_id": "one"},
        record.with_contract: {"contract": contract(name="two")},
        record.with_payment: {"contract_id": "one", "amount": "5", "on": AS_OF},
        record.with_outcome: {"contract_id": "one", "outcome": "positive", "on": AS_OF},
        agency(base_badge=None).with_base_badge: {"base_badge": "top_rated"},
        own["Population"].__iter__: {},
    }  # fmt: skip
    return {name_of(function): Call(function, given) for function, given in table.items()}


def constructors() -> dict[str, Call]:
    """Return a call of every public class that makes an object like the one at hand."""
    calls: dict[str, Call] = {}
    for name, instance in instances().items():
        given = {
            field.alias: getattr(instance, field.name)
            for field in instance.__attrs_attrs__
            if field.init
        }
        if isinstance(instance, Payment):
            given["amount"] = instance.amount
        calls[name] = Call(type(instance), given)
    return calls


def name_of(function: Callable[..., Any]) -> str:
    """Return the name of a public callable: frames, plot and testing stand before their own."""
    module, own = function.__module__.split(".")[1], function.__qualname__
    is_apart = module in {"frames", "plot", "testing"} and "." not in own
    return f"{module}.{own}" if is_apart else own


def callables() -> Iterator[str]:
    """Name everything that can be called, but for closed lists and errors, which are of Python."""
    for value in map(public.value, public.PATHS):
        if is_typeddict(value):  # a type of JSON; nobody checks what it is called with
            continue
        if not inspect.isclass(value):
            yield from [name_of(value)] if inspect.isroutine(value) else []
        elif not issubclass(value, Enum | Exception | Figure):  # a Picture is Matplotlib's
            yield value.__name__
            yield from (f"{value.__name__}.{method}" for method in methods_of(value))


def methods_of(of: type) -> Iterator[str]:
    """Name the methods that a class of ours defines, with those that stand for operators."""
    written = {"__getitem__", "__contains__", "__iter__"}
    for name, value in vars(of).items():
        own = getattr(value, "__func__", value)
        if inspect.isfunction(own) and (name in written or not name.startswith("_")):
            yield name


CALLS = {**constructors(), **functions()}


def test_every_public_callable_stands_in_the_table() -> None:
    """Whatever can be called from outside is called here, with every argument that it takes."""
    assert {*CALLS} == {*callables()}
    for name, call in CALLS.items():
        parameters = inspect.signature(call.function).parameters.values()
        taken = {one.name for one in parameters if one.kind is not one.VAR_KEYWORD}
        assert taken <= {*call.arguments}, name


@pytest.mark.parametrize("name", CALLS)
def test_every_call_of_the_table_is_answered(name: str) -> None:
    """Each call is a right one, so that only the argument that gives way can be wrong."""
    CALLS[name].answered()


# --- What is handed over instead ------------------------------------------------------------------


@cache
def foreign() -> dict[str, Any]:
    """Return a value of every kind that a caller may hold in his hands, by a name."""
    closed = {
        f"{name}.{member.name}": member
        for name in badgerules.__all__
        if inspect.isclass(of := getattr(badgerules, name)) and issubclass(of, Enum)
        for member in [*of][-1:]
    }
    plain: list[Any] = [
        None, True, False, 0, -1, 13, 10**30, 1.5, float("nan"), Decimal("1.50"), Decimal("-inf"),
        Fraction(1, 3), 2j, "", "no such", "2020-07", "top_rated", "earnings", "x" * 500, b"x", [],
        ["x"], [None], {}, {"x": 1}, {5: []}, (), (1, 2, 3), {1}, frozenset({"x"}), range(3),
        date(2020, 9, 2), date.min, date.max, datetime(2020, 9, 1, tzinfo=UTC),
        timedelta(days=1), object(), int, Contract, len, badgerules, UNKNOWN, KeyError("x"),
    ]  # fmt: skip
    made: dict[str, Any] = {
        "a strategy": st.just(5), "a figure": Figure(), "axes": Figure().add_subplot(),
        "axes without a figure": without_figure(), "a group": attrgetter("id"),
        "a frame": pl.DataFrame({"talent_id": ["x"], "kind": ["agency"]}),
        "a lazy frame": pl.LazyFrame({"x": [1]}), "a column": pl.Series([1, 2]),
        "an expression": pl.col("x"),
        "an answer of other rules": {**dump_assessment(answer_of_studio()), "edition": "1999-01"},
    }  # fmt: skip
    return {**closed, **{ascii(one)[:60]: one for one in plain}, **made, **instances()}


def without_figure() -> Any:  # noqa: ANN401  # axes
    """Return axes that were taken off their figure."""
    axes = Figure().add_subplot()
    axes.remove()
    return axes


@cache
def names() -> dict[str, Any]:
    """Return what the annotations of the package may name."""
    known: dict[str, Any] = {**vars(abc), **vars(typing)}
    for module in walk_packages(badgerules.__path__, "badgerules."):
        if not module.name.endswith(("__main__", "hypothesis_plugin", "pydantic_hooks")):
            known |= vars(import_module(module.name))
    known |= {"Axes": Axes, "Figure": Figure, "SearchStrategy": SearchStrategy}
    return known | {"date": date, "Decimal": Decimal, "Fraction": Fraction}


def hints_of(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotation of each argument that a function takes by name."""
    parameters = inspect.signature(function).parameters.values()
    return {one.name: one.annotation for one in parameters if one.kind is not one.VAR_KEYWORD}


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401  # a type, of any form
    """Tell whether a value is of an annotated type, as far as can be seen from outside."""
    return any(is_of(value, one) for one in alternatives(hint))


def alternatives(hint: Any) -> Iterator[Any]:  # noqa: ANN401  # as above
    """Return the types of which one will do."""
    if isinstance(hint, str):
        hint = eval(hint, names())  # noqa: S307  # an annotation of our own
    hint = getattr(hint, "__supertype__", hint)
    if typing.get_origin(hint) in {typing.Union, UnionType}:
        for part in typing.get_args(hint):
            yield from alternatives(part)
    else:
        yield type(None) if hint is None else hint


def is_of(value: object, hint: Any) -> bool:  # noqa: ANN401  # as above
    """Tell whether a value is of a type, and every part that can be looked at without using it."""
    of, parts = typing.get_origin(hint) or hint, typing.get_args(hint)
    if of is typing.Literal:
        return isinstance(value, str | Enum) and value in parts
    if of in {Any, inspect.Parameter.empty} or isinstance(of, typing.TypeVar):
        return True
    if getattr(of, "_is_protocol", False):
        return isinstance(value, frames.Population)
    if typing.is_typeddict(of):
        return isinstance(value, dict)
    return isinstance(value, of) and all(fits(*pair) for pair in parts_of(value, parts))


def parts_of(value: Any, hints: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """Return the parts of a value, each with what it must be."""
    if is_a(value, abc.Mapping) and len(hints) == len(("key", "value")):
        for key, one in value.items():
            yield from zip((key, one), hints, strict=True)
    elif hints and any(is_a(value, of) for of in (list, tuple, set, frozenset)):
        yield from ((item, hints[0]) for item in value)


LOOKED_AT = frozenset(
    {
        "Certification", "ClientPlan", "Contract", "ExpertVetting", "Payment", "PlatformStats",
        "Population",
        "Question", "Readings", "Reputation", "Rules", "Score", "SkillCertificate", "TalentRecord",
        "TrailingWindow", "Week",
    }
)  # fmt: skip
"""The classes that people make. All others are made by the library, and read by people: made by
hand they hold whatever they are given."""

OWN_FUNCTION = frozenset({("funnel", "by")})
"""Arguments that may be a function of the caller; whatever that raises is the caller's own."""

NOT_MET_HERE = frozenset({"NotWeighedError"})
"""Errors that no argument brings about; `test_criteria` meets this one."""


def documented(function: Callable[..., Any]) -> set[str]:
    """Return the errors that a docstring names."""
    found = re.search(r"^Raises:\n((?: .*\n?|\n)+)", inspect.getdoc(function) or "", re.MULTILINE)
    return {*re.findall(r"^    (\w+):", found[1], re.MULTILINE)} if found else set()


def errors_of(name: str, wrong: list[str]) -> Iterator[BadgeRulesError]:
    """Return the errors that a callable raises where each argument gives way to each value.

    Args:
        name: of the callable.
        wrong: where to add whatever is neither an answer nor such an error.
    """
    call = CALLS[name]
    is_class, hints = inspect.isclass(call.function), hints_of(call.function)
    is_looked_at = name in LOOKED_AT if is_class else name not in UNCHECKED
    for argument in call.arguments:
        for kind, value in foreign().items():
            try:
                call.answered(**{argument: value})
            except BadgeRulesError as error:
                yield error
            except Exception as error:  # noqa: BLE001  # that is what this is about
                if not ((name, argument) in OWN_FUNCTION and callable(value)):
                    wrong.append(f"{argument}={kind}: {type(error).__name__}: {error}"[:150])
            else:
                if is_looked_at and not fits(value, hints.get(argument, Any)):
                    wrong.append(f"{argument}={kind} is accepted")


@pytest.mark.parametrize("name", CALLS)
def test_whatever_is_handed_over_the_outcome_is_an_answer_or_an_error_of_ours(name: str) -> None:
    """What does not fit its annotation is refused; the docstring names all errors, and no other."""
    wrong: list[str] = []
    raised: set[type] = set()
    for error in errors_of(name, wrong):
        raised.add(type(error))
        problems: tuple[Problem, ...] = getattr(error, "problems", ())
        codes: set[type] = {type(one.code) for one in problems}
        if not str(error).strip() or codes - {ProblemCode}:
            wrong.append(f"{error!r} says too little")
    assert not wrong, "\n".join(wrong)
    families = [{one.__name__ for one in of.__mro__} for of in raised]
    told = documented(CALLS[name].function)
    assert [family for family in families if not family & told] == []
    assert told - NOT_MET_HERE <= {one for family in families for one in family}
