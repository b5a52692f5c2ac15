"""What holds for every record: the answer of the slow oracle, knife edges, and what never hurts."""

from __future__ import annotations

import decimal
import json
import locale
import os
import time
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import law
import oracle
from badgerules import (
    EDITIONS,
    Assessment,
    Badge,
    BaseBadge,
    Category,
    CertificationStatus,
    ClientPlan,
    Contract,
    InvalidRecordError,
    Kind,
    Payment,
    PlanNotInEditionError,
    PlanTier,
    Readings,
    Surface,
    TalentRecord,
    Verdict,
    Viewer,
    assess,
    decide,
    dump_assessment,
    dump_record,
    editions_that_matter,
    load_record,
    readings_that_matter,
    sees_diversity_badge,
    visibility,
    visible_badge,
)
from badgerules.assessment import decided_again
from badgerules.comparison import sights_by_edition
from badgerules.filters import diversity_filter
from badgerules.testing import (
    certifications,
    client_plans,
    contracts,
    days,
    payments,
    readings,
    talent_records,
)
from badgerules.visibility import viewers_in
from builders import (
    ASKED_ON,
    Asked,
    agency,
    freelancer,
    lacking,
    near_misses,
    paid,
    questions,
    standing,
)
from drawing import draws

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from badgerules.names import CategoryName
    from badgerules.vocabulary import Word

without_reputation = talent_records(has_reputation=st.just(value=False))
freelancers = talent_records(kind=st.just(Kind.FREELANCER))
anybody = questions(talent_records()) | near_misses()
editions = st.none() | st.sampled_from([edition.id for edition in EDITIONS])


@st.composite
def holders(draw: st.DrawFn) -> tuple[TalentRecord, date]:
    """Draw freelancers who hold Top Rated Plus under every reading, and the day they do.

    Top Rated, below it, is recorded or computed.
    """
    drawn, day = draw(freelancers), draw(ASKED_ON)
    refunds = sum(-p.cents for one in drawn.contracts for p in one.payments if p.cents < 0)
    large = Contract(
        id="~large",
        category=draw(st.sampled_from(Category)),
        payments=[paid(Decimal(refunds + 3_000_001).scaleb(-2), day)],
        outcome="positive",
    )
    contracts = [*drawn.contracts, large]
    position = draw(st.integers(0, len(drawn.contracts)))
    contracts.insert(position, contracts.pop())
    is_computed = draw(st.booleans())
    record = attrs.evolve(
        drawn,
        base_badge=None if is_computed else "top_rated",
        reputation=standing(day) if is_computed else None,
        exclusive_agency_contractor=False,
        contracts=contracts,
    )
    # Whoever adds a criterion lets it be met above.
    assert lacking(decide(record, Badge.TOP_RATED_PLUS, as_of=day)) == []
    return record, day


def plus_verdict(record: TalentRecord, as_of: date, chosen: Readings) -> Verdict:
    """Return the verdict on Top Rated Plus."""
    return decide(record, Badge.TOP_RATED_PLUS, as_of=as_of, readings=chosen).verdict


def as_names(chosen: Readings) -> dict[str, str]:
    """Return readings as the oracle takes them."""
    return {name: word.value for name, word in attrs.asdict(chosen).items()}


def viewers_of(assessment: Assessment) -> list[str]:
    """Return the viewers whom the oracle names for the edition of an assessment."""
    return oracle.viewers_of(assessment.question.edition.id)


def what_the_oracle_knows(answer: Any, sample: object) -> Any:  # noqa: ANN401  # any JSON
    """Cut an answer down to the keys that the oracle gives too."""
    if isinstance(sample, dict):
        parts = cast("dict[str, object]", sample)
        return {key: what_the_oracle_knows(answer[key], part) for key, part in parts.items()}
    if isinstance(sample, list):
        items = cast("list[object]", sample)
        assert len(answer) == len(items)
        return [what_the_oracle_knows(own, item) for own, item in zip(answer, items, strict=True)]
    return answer


@draws(300)
@given(
    asked=anybody | near_misses() | holders().map(lambda held: Asked(*held, held[1])),
    chosen=readings(),
    edition=editions,
)
def test_every_answer_is_that_of_the_slow_oracle(
    asked: Asked, chosen: Readings, edition: str | None
) -> None:
    """Verdicts, amounts, weeks, rows, scopes and viewers agree in all editions, on any day ahead.

    So they do under every reading, for recorded and for computed base badges.
    """
    record, as_of, through = asked
    expected = oracle.answer(
        dump_record(record), as_of, as_names(chosen), edition, known_through=through
    )
    found = dump_assessment(
        assess(record, as_of=as_of, readings=chosen, edition=edition, known_through=through)
    )
    assert what_the_oracle_knows(found, expected) == expected
    assert found["edition"] == (edition or law.in_force(as_of).id)


@st.composite
def certified(draw: st.DrawFn) -> TalentRecord:
    """Draw talents in the United States with an approved certification."""
    one = draw(certifications(status=st.just(CertificationStatus.APPROVED)))
    return attrs.evolve(draw(talent_records()), country="US", certifications=[one])


@draws(200)
@given(
    asked=anybody | questions(certified()),
    chosen=readings(),
    edition=editions,
    surface=st.sampled_from(Surface),
    draw=st.data(),
)
@pytest.mark.clause("VIS-10", "VIS-11", "VIS-12", "DIV-8")
def test_every_view_is_that_of_the_slow_oracle(
    asked: Asked, chosen: Readings, edition: str | None, surface: Surface, draw: st.DataObject
) -> None:
    """Every viewer on every surface sees what the oracle says, the diversity badge included.

    The viewers are those whom the edition names, and it has no others.
    """
    record, as_of, through = asked
    assessment = assess(
        record, as_of=as_of, readings=chosen, edition=edition, known_through=through
    )
    viewers, names = viewers_in(assessment.question.edition), viewers_of(assessment)
    assert list(viewers) == names
    viewer = draw.draw(st.sampled_from(names))
    in_test = viewer != "owner" and draw.draw(st.booleans())
    to: Any = viewers[viewer]
    if in_test:
        plan = to if isinstance(to, ClientPlan) else ClientPlan(tier=to)
        to = attrs.evolve(plan, in_project_catalog_test=True)
    question = (dump_record(record), as_of, viewer, surface.value, as_names(chosen), edition)
    expected = (
        oracle.visible(*question, in_test, known_through=through),
        oracle.sees_diversity(*question, known_through=through),
    )
    found = (
        visible_badge(assessment, to=to, surface=surface),
        sees_diversity_badge(assessment, to=to, surface=surface),
    )
    assert found == expected


@given(asked=anybody, chosen=readings(), edition=editions, to=client_plans())
@pytest.mark.clause("VIS-10")
def test_a_plan_is_refused_exactly_where_the_edition_lacks_it(
    asked: Asked, chosen: Readings, edition: str | None, to: ClientPlan
) -> None:
    """Nobody says what clients see on a plan that is no longer, or not yet, sold."""
    record, as_of, through = asked
    assessment = assess(
        record, as_of=as_of, readings=chosen, edition=edition, known_through=through
    )
    if to.tier in viewers_of(assessment):
        assert visible_badge(assessment, to=to) in {None, *Badge}
    else:
        with pytest.raises(PlanNotInEditionError, match=f"got {to.tier}; it is not known"):
            visible_badge(assessment, to=to)


BARS = {
    Kind.FREELANCER: {
        "earnings": 10_000,
        "legal": 5_000,
        "it_networking": 10_000,
        "web_mobile_software_development": 15_000,
        "customer_service": 20_000,
    },
    Kind.AGENCY: {
        "earnings": 20_000,
        "legal": 10_000,
        "it_networking": 20_000,
        "web_mobile_software_development": 30_000,
        "customer_service": 20_000,
    },
}
CENT = Decimal("0.01")


@st.composite
def splits(draw: st.DrawFn, total: Decimal) -> list[Decimal]:
    """Draw amounts, refunds among them, that add up to a total."""
    cents = st.integers(min_value=-300_000, max_value=900_000)
    parts = [Decimal(each).scaleb(-2) for each in draw(st.lists(cents, max_size=5))]
    return [*parts, total - sum(parts, Decimal(0))]


@given(data=st.data(), kind=st.sampled_from(Kind), as_of=ASKED_ON)
@pytest.mark.clause("TRP-F1", "TRP-A1")
def test_earnings_stand_on_a_knife_edge(data: st.DataObject, kind: Kind, as_of: date) -> None:
    """However it is split, the bar is met at the bar and missed by one cent less."""
    bar = Decimal(BARS[kind]["earnings"])
    for total, expected in ((bar, Verdict.MET), (bar - CENT, Verdict.UNMET)):
        amounts = data.draw(splits(total))
        one = Contract(
            id="one", category="legal", payments=[paid(amount, as_of) for amount in amounts]
        )
        record = TalentRecord(kind=kind, contracts=[one], base_badge="top_rated")
        decision = decide(record, Badge.TOP_RATED_PLUS, as_of=as_of)
        assert decision["earnings"].verdict is expected


@given(
    data=st.data(),
    kind=st.sampled_from(Kind),
    category=st.sampled_from(sorted(BARS[Kind.AGENCY].keys() - {"earnings"})),
    as_of=ASKED_ON,
)
@pytest.mark.clause("TRP-F2", "TRP-A2")
def test_the_large_contract_stands_on_a_knife_edge(
    data: st.DataObject, kind: Kind, category: CategoryName, as_of: date
) -> None:
    """However it is split, a contract is large at its bar and not by one cent less."""
    bar = Decimal(BARS[kind][category])
    for total, expected in ((bar, Verdict.MET), (bar - CENT, Verdict.UNMET)):
        amounts = data.draw(splits(total))
        one = Contract(
            id="one", category=category, payments=[paid(amount, as_of) for amount in amounts]
        )
        record = TalentRecord(kind=kind, contracts=[one], base_badge="top_rated")
        decision = decide(record, Badge.TOP_RATED_PLUS, as_of=as_of)
        assert decision["large_contract"].verdict is expected


@given(rated=st.integers(0, 60), bad=st.integers(0, 60))
@pytest.mark.clause("TRP-A3")
def test_the_negative_share_stands_on_a_knife_edge(rated: int, bad: int) -> None:
    """A tenth of the rated contracts may have ended badly, in whole contracts, and no more."""
    assume(bad <= rated)
    some = [
        Contract(
            id=f"{number}",
            category="legal",
            payments=[paid("1.00")],
            outcome="negative" if number < bad else "positive",
        )
        for number in range(rated)
    ]
    decision = decide(agency(*some), Badge.TOP_RATED_PLUS, as_of=date(2020, 9, 1))
    met = decision["negative_share"].verdict is Verdict.MET
    assert met is (Decimal(bad) <= Decimal(rated) / 10)


@given(held=holders(), chosen=readings(), extra=st.data())
@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_more_earnings_never_hurt_a_freelancer(
    held: tuple[TalentRecord, date], chosen: Readings, extra: st.DataObject
) -> None:
    """A further positive payment inside the window never takes a met badge away."""
    record, as_of = held
    assert plus_verdict(record, as_of, chosen) is Verdict.MET
    contract = extra.draw(st.sampled_from(record.contracts))
    cents = extra.draw(st.integers(1, 5_000_000))
    richer = record.with_payment(contract.id, Decimal(cents).scaleb(-2), on=as_of)
    assert plus_verdict(richer, as_of, chosen) is Verdict.MET


@given(record=freelancers, as_of=ASKED_ON, chosen=readings(), extra=st.data())
@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_more_earnings_never_widen_a_gap(
    record: TalentRecord, as_of: date, chosen: Readings, extra: st.DataObject
) -> None:
    """A further positive payment inside the window never leaves more to be earned.

    Read by lifetime, a contract with more refunds than payments counts nothing while it rests,
    and less than nothing once it is paid again; so that reading is left out.
    """
    assume(record.contracts)
    chosen = attrs.evolve(chosen, large_contract_sum="in_window")
    contract = extra.draw(st.sampled_from(record.contracts))
    cents = extra.draw(st.integers(1, 5_000_000))
    richer = record.with_payment(contract.id, Decimal(cents).scaleb(-2), on=as_of)
    for criterion in ("earnings", "large_contract"):
        before, after = (
            decide(one, Badge.TOP_RATED_PLUS, as_of=as_of, readings=chosen)[criterion].missing_units
            for one in (record, richer)
        )
        assert before is not None
        assert after is not None
        assert after <= before


@given(held=holders(), chosen=readings(), further=contracts(id=st.just("~further")))
@pytest.mark.clause("TRP-F2", "TRP-F5")
def test_a_further_contract_never_takes_a_freelancers_badge(
    held: tuple[TalentRecord, date], chosen: Readings, further: Contract
) -> None:
    """Another contract, however it ended, does no harm unless it pays back more than it paid."""
    assume(all(payment.cents >= 0 for payment in further.payments))
    record, as_of = held
    assert plus_verdict(record.with_contract(further), as_of, chosen) is Verdict.MET


@given(asked=anybody, chosen=readings(), edition=editions, shuffle=st.randoms())
def test_the_order_of_facts_is_irrelevant(
    asked: Asked, chosen: Readings, edition: str | None, shuffle: Random
) -> None:
    """Payments, contracts, weeks and holds shuffled, all verdicts, amounts and viewers stay."""
    record, as_of, through = asked

    def shuffled(things: tuple[Any, ...]) -> list[Any]:
        return shuffle.sample(things, len(things))

    mixed = [attrs.evolve(one, payments=shuffled(one.payments)) for one in record.contracts]
    other = attrs.evolve(record, contracts=shuffled(tuple(mixed)))
    if (known := record.reputation) is not None:
        holds = None if known.holds is None else shuffled(known.holds)
        reputation = attrs.evolve(known, weeks=shuffled(known.weeks), holds=holds)
        other = attrs.evolve(other, reputation=reputation)
    answers = [
        dump_assessment(
            assess(one, as_of=as_of, readings=chosen, edition=edition, known_through=through)
        )
        for one in (record, other)
    ]
    for answer in answers:
        for badge in answer["badges"].values():
            for finding in badge["findings"]:
                finding.get("contracts", []).sort(key=itemgetter("id"))
    assert answers[0] == answers[1]


@given(
    record=talent_records(is_money_open=st.booleans())
    | near_misses().map(lambda asked: asked.record)
)
def test_a_record_survives_the_round_trip(record: TalentRecord) -> None:
    """Dumped to text and loaded again, a record is equal to what it was."""
    text = json.dumps(dump_record(record))
    assert load_record(text) == record
    assert load_record(text.encode()) == record


@given(asked=anybody, chosen=readings(), edition=editions)
def test_every_answer_is_json_and_deterministic(
    asked: Asked, chosen: Readings, edition: str | None
) -> None:
    """An answer survives JSON as it is, and asking again gives the same."""
    record, as_of, through = asked
    answer, again = [
        dump_assessment(
            assess(record, as_of=as_of, readings=chosen, edition=edition, known_through=through)
        )
        for _ in range(2)
    ]
    assert json.loads(json.dumps(answer)) == answer == again


def set_zone(name: str) -> None:
    """Move this process to another time zone."""
    os.environ["TZ"] = name
    time.tzset()


WORLDS: dict[str, Callable[[], object]] = {
    "three digits": lambda: decimal.setcontext(Context(prec=3, rounding=decimal.ROUND_UP)),
    "no rounding": lambda: decimal.setcontext(Context(traps=[decimal.Inexact, decimal.Rounded])),
    "far east": lambda: set_zone("Pacific/Kiritimati"),
    "far west": lambda: set_zone("America/Los_Angeles"),
    "another locale": lambda: locale.setlocale(locale.LC_ALL, "C.UTF-8"),
}
"""What changes the world around a decision; the fixture below puts it back."""


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[None]:
    """Change the world, then put it back."""
    context, zone, place = (
        decimal.getcontext().copy(),
        os.environ.get("TZ"),
        locale.setlocale(locale.LC_ALL),
    )
    WORLDS[request.param]()
    yield
    decimal.setcontext(context)
    os.environ.pop("TZ", None)
    if zone is not None:
        os.environ["TZ"] = zone
    time.tzset()
    locale.setlocale(locale.LC_ALL, place)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("world", WORLDS, indirect=True)
@pytest.mark.parametrize("name", ["133456.79", "9999.99", "0.01", "-150.00", "9999999999999.99"])
def test_the_world_around_it_changes_no_answer(name: str) -> None:
    """Neither decimal context nor time zone nor locale touches an amount, a gap or a text."""
    document = {
        "format": 1, "kind": "freelancer", "base_badge": "top_rated",
        "contracts": [{"id": "one", "category": "legal",
                       "payments": [{"paid_on": "2020-03-01", "amount": name}]}],
    }  # fmt: skip
    record = load_record(document)
    answer = dump_assessment(assess(record, as_of=date(2020, 9, 1)))
    expected = oracle.answer(document, date(2020, 9, 1))
    assert what_the_oracle_knows(answer, expected) == expected
    assert dump_record(record)["contracts"][0]["payments"][0]["amount"] == name
    assert str(record.contracts[0].payments[0].amount) == name


@given(
    asked=anybody,
    chosen=readings(),
    to=st.sampled_from(Viewer) | client_plans(),
    surface=st.sampled_from(Surface),
)
@pytest.mark.clause("VIS-7", "VIS-9", "KEEP-1", "RT-7")
def test_nobody_is_shown_what_is_not_held_and_base_badges_are_never_hidden(
    asked: Asked, chosen: Readings, to: Viewer | ClientPlan, surface: Surface
) -> None:
    """What is seen is held; whoever holds a base badge is never seen without any.

    Who holds both base badges is seen with Top Rated, or a higher one.
    """
    record, as_of, through = asked
    assessment = assess(record, as_of=as_of, readings=chosen, known_through=through)
    assume(isinstance(to, Viewer) or to.tier in viewers_of(assessment))
    seen = visible_badge(assessment, to=to, surface=surface)
    if seen is not None:
        assert assessment.holds(seen)
    if assessment.holds(Badge.TOP_RATED):
        assert seen in {Badge.TOP_RATED, Badge.TOP_RATED_PLUS, Badge.EXPERT_VETTED}
    elif assessment.holds(Badge.RISING_TALENT):
        assert seen in {Badge.RISING_TALENT, Badge.EXPERT_VETTED}


@given(
    record=talent_records() | certified(),
    as_of=ASKED_ON,
    edition=editions,
    chosen=readings(),
    plan=client_plans(
        tier=st.sampled_from([PlanTier.BASIC, PlanTier.PLUS, PlanTier.BUSINESS_PLUS])
    ),
)
@pytest.mark.clause("DIV-8", "DIV-13")
def test_below_the_enterprise_suite_nobody_learns_of_a_certification(
    record: TalentRecord, as_of: date, edition: str | None, chosen: Readings, plan: ClientPlan
) -> None:
    """Basic, Plus and Business Plus clients see nothing of it on any surface in any edition."""
    assessment = assess(record, as_of=as_of, edition=edition, readings=chosen)
    assume(plan.tier in viewers_of(assessment))
    assert not any(sees_diversity_badge(assessment, to=plan, surface=one) for one in Surface)
    without = attrs.evolve(record, certifications=[])
    bare = assess(without, as_of=as_of, edition=edition, readings=chosen)
    for surface in Surface:
        seen = [visibility(one, to=plan, surface=surface).text for one in (assessment, bare)]
        assert seen[0] == seen[1]
    with pytest.raises(InvalidRecordError, match="must have the diversity filter"):
        diversity_filter([record], to=plan, as_of=as_of, edition=edition, readings=chosen)


@given(asked=anybody, chosen=readings(), edition=editions)
def test_a_reading_that_is_not_named_turns_nothing(
    asked: Asked, chosen: Readings, edition: str | None
) -> None:
    """Of every badge exactly the readings named turn the verdict, and to what is said.

    A turn to unknown is no reading that matters: only the record leaves it open.
    """
    record, as_of, through = asked
    question: dict[str, Any] = {"as_of": as_of, "edition": edition, "known_through": through}
    assessment = assess(record, readings=chosen, **question)
    named = {
        (badge, one.reading, one.value): one.verdict
        for badge in Badge
        for one in readings_that_matter(record, badge, readings=chosen, **question)
    }
    words: dict[str, Word] = attrs.asdict(chosen)
    for name, current in words.items():
        for value in set(type(current)) - {current}:
            another: dict[str, Any] = {name: value}
            switched = assess(record, readings=attrs.evolve(chosen, **another), **question)
            for badge in Badge:
                turned, key = switched[badge].verdict, (badge, name, value)
                if key in named or turned is not Verdict.UNKNOWN:
                    assert turned is named.get(key, assessment[badge].verdict)


@given(asked=anybody, chosen=readings(), other=readings(), edition=editions)
def test_what_is_not_weighed_twice_comes_out_as_if_it_were(
    asked: Asked, chosen: Readings, other: Readings, edition: str | None
) -> None:
    """A badge decided once more under other readings, or among all five, is as decided alone."""
    record, as_of, through = asked
    question: dict[str, Any] = {"as_of": as_of, "edition": edition, "known_through": through}
    assessment = assess(record, readings=chosen, **question)
    for badge in Badge:
        assert assessment[badge] == decide(record, badge, readings=chosen, **question)
        alone = decide(record, badge, readings=other, **question)
        assert decided_again(record, assessment[badge], alone.question) == alone


def neighbours(day: date) -> list[str]:
    """Return the editions that may have been in force on a day, beside the one that was."""
    found: list[str] = []
    for before, after in pairwise(EDITIONS):
        if after.may_begin_from <= day <= after.may_begin_through:
            found.append((before if after.effective_from <= day else after).id)
    return found


@given(
    asked=questions(talent_records()) | near_misses(),
    chosen=readings(),
    edition=editions,
)
@pytest.mark.clause("VIS-10", "RT-3", "EV-2", "DIV-5")
def test_an_edition_that_is_not_named_turns_nothing(
    asked: Asked, chosen: Readings, edition: str | None
) -> None:
    """On a day in doubt the neighbours named turn a verdict, and no others; a what-if has none."""
    record, as_of, through = asked
    question: dict[str, Any] = {"as_of": as_of, "known_through": through, "readings": chosen}
    is_what_if = edition is not None and edition != law.in_force(as_of).id
    assessment = assess(record, edition=edition, **question)
    others = [] if is_what_if else neighbours(as_of)
    for badge in Badge:
        found = editions_that_matter(record, badge, edition=edition, **question)
        told = [(one.edition.id, one.verdict) for one in found]
        verdicts = [(one, decide(record, badge, edition=one, **question).verdict) for one in others]
        assert told == [pair for pair in verdicts if pair[1] is not assessment[badge].verdict]


@given(asked=anybody | questions(certified()), chosen=readings(), edition=editions)
@pytest.mark.clause("VIS-10", "VIS-11", "VIS-12", "DIV-8")
def test_what_another_edition_would_show_is_told_and_no_more(
    asked: Asked, chosen: Readings, edition: str | None
) -> None:
    """Of the viewers that both editions name, those who would see something else are listed."""
    record, as_of, through = asked
    question: dict[str, Any] = {"as_of": as_of, "known_through": through, "readings": chosen}

    def seen(edition: str | None) -> dict[str, tuple[Badge, ...]]:
        found = assess(record, edition=edition, **question)
        told: dict[str, tuple[Badge, ...]] = {}
        for viewer, to in viewers_in(found.question.edition).items():
            badge = visible_badge(found, to=to)
            told[viewer] = () if badge is None else (badge,)
            told[viewer] += (Badge.DIVERSITY_CERTIFIED,) * sees_diversity_badge(found, to=to)
        return told

    is_what_if = edition is not None and edition != law.in_force(as_of).id
    usual, expected = seen(edition), list[tuple[str, dict[str, tuple[Badge, ...]]]]()
    for other in [] if is_what_if else neighbours(as_of):
        differing = {
            viewer: badges
            for viewer, badges in seen(other).items()
            if viewer in usual and usual[viewer] != badges
        }
        expected += [(other, differing)] if differing else []
    found = sights_by_edition(assess(record, edition=edition, **question))
    assert [(one.edition.id, dict(one.seen)) for one in found] == expected
    assert len({*found}) == len(found)


@given(
    asked=anybody | questions(certified()),
    chosen=readings(),
    edition=editions,
    surface=st.sampled_from(Surface),
)
@pytest.mark.clause("VIS-12", "DIV-8")
def test_a_reading_that_is_not_named_changes_no_sight(
    asked: Asked, chosen: Readings, edition: str | None, surface: Surface
) -> None:
    """Of what each viewer sees exactly the readings named change it, and to what is said."""
    record, as_of, through = asked
    question: dict[str, Any] = {"as_of": as_of, "edition": edition, "known_through": through}
    assessment = assess(record, readings=chosen, **question)
    for to in viewers_in(assessment.question.edition).values():
        view = visibility(assessment, to=to, surface=surface)
        told = {
            (one.reading, one.value): (one.badge, one.sees_diversity_badge)
            for one in view.readings_that_matter
        }
        assert len(told) == len(view.readings_that_matter)
        for name in ("enterprise_suite", "plus_badge_audience"):
            current: Word = getattr(chosen, name)
            for value in set(type(current)) - {current}:
                another: dict[str, Any] = {name: value}
                switched = assess(record, readings=attrs.evolve(chosen, **another), **question)
                after = visibility(switched, to=to, surface=surface)
                usual = (view.badge, view.sees_diversity_badge)
                found = (after.badge, after.sees_diversity_badge)
                assert told.pop((name, value), usual) == found
        assert not told


@given(record=without_reputation, as_of=ASKED_ON, chosen=readings())
@example(
    record=freelancer(
        Contract(id="one", category="legal", payments=[paid("12000.00", law.LAUNCH)])
    ),
    as_of=law.LAUNCH,
    chosen=Readings(),
)
def test_recording_the_base_badge_settles_what_was_unknown(
    record: TalentRecord, as_of: date, chosen: Readings
) -> None:
    """A decided verdict never depends on the unknown base badge; recording it settles the rest."""
    unknown = attrs.evolve(record, base_badge=None)
    before = plus_verdict(unknown, as_of, chosen)
    after = {plus_verdict(record.with_base_badge(word), as_of, chosen) for word in BaseBadge}
    assert Verdict.UNKNOWN not in after
    if before is Verdict.UNKNOWN:
        assert after == {Verdict.MET, Verdict.UNMET}
    else:
        assert after == {before}


@given(paid_on=days(), as_of=days(first_day=law.LAUNCH), category=st.sampled_from(Category))
@pytest.mark.clause("WIN-1", "WIN-2")
def test_a_payment_counts_from_its_day_to_the_day_it_leaves(
    paid_on: date, as_of: date, category: Category
) -> None:
    """It counts exactly while it lies after the same day of the year before."""
    record = freelancer(Contract(id="one", category=category, payments=[paid("1.00", paid_on)]))
    observed = decide(record, Badge.TOP_RATED_PLUS, as_of=as_of, edition="2020-07")["earnings"]
    year_ago = oracle_year_ago(as_of)
    assert (observed.observed == 1) is (year_ago < paid_on <= as_of)


def oracle_year_ago(day: date) -> date:
    """Return the same day a year before, 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - timedelta(days=366)


@given(drawn=payments(first_day=date(2020, 1, 1), last_day=date(2020, 1, 2)))
def test_strategies_keep_to_their_days(drawn: Payment) -> None:
    """What is drawn lies within the days given, both included."""
    assert date(2020, 1, 1) <= drawn.paid_on <= date(2020, 1, 2)
