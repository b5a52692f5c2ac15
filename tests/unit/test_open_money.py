"""Money known in part, worked by hand: knife edges, what stays decided, and how it is told."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from badgerules import (
    UNKNOWN,
    Badge,
    Category,
    Contract,
    DocumentError,
    InvalidRecordError,
    ProblemCode,
    Readings,
    TalentRecord,
    Verdict,
    assess,
    decide,
    dump_assessment,
    dump_record,
    dump_remedies,
    load_record,
    next_change,
    readings_that_matter,
    remedies,
    timeline,
    to_text,
)
from badgerules.display import next_change_text
from badgerules.findings import OpenLargeContractFinding, OpenMoneyFinding, OpenShareFinding
from badgerules.schemas import json_schema
from badgerules.timeline.build import tracks_between
from builders import AS_OF, agency, contract, freelancer, good_record, paid, reputation, standing
from law import ONE_DAY
from validators import jsonschema_rs

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules import Finding

PLUS, TOP, RISING = Badge.TOP_RATED_PLUS, Badge.TOP_RATED, Badge.RISING_TALENT
MET, UNMET, OPEN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
FIRST = date(2019, 9, 2)
"""The first day of the window of 1 Sep 2020."""

LONG_AGO = date(2018, 7, 1)
NUMBERED = date(2027, 3, 1)
"""A day on which Rising Talent of freelancers goes by numbers."""


def found(
    record: TalentRecord,
    key: str,
    *,
    badge: Badge = PLUS,
    as_of: date = AS_OF,
    known_through: date | None = None,
    **chosen: Any,
) -> Finding:
    """Return one finding, under some readings."""
    readings = Readings(**chosen)
    decision = decide(record, badge, as_of=as_of, known_through=known_through, readings=readings)
    return decision[key]


def verdict(record: TalentRecord, key: str, **question: Any) -> Verdict:
    """Return the verdict on one criterion."""
    return found(record, key, **question).verdict


def since(day: date, *contracts: Contract, **facts: Any) -> TalentRecord:
    """Return a freelancer whose payments are known from a day on."""
    return freelancer(*contracts, payments_known_since=day, **facts)


def through(day: date, *contracts: Contract, **facts: Any) -> TalentRecord:
    """Return a freelancer whose payments are known up to a day."""
    return freelancer(*contracts, payments_known_through=day, **facts)


def rested(name: str = "rest", **facts: Any) -> Contract:
    """Return a contract in Legal that was paid long before the window."""
    return Contract(id=name, category="legal", payments=[paid("1", LONG_AGO)], **facts)


# --- Where the window is covered ------------------------------------------------------------------


@pytest.mark.clause("TRP-F1", "TRP-F2", "WIN-2")
@pytest.mark.parametrize(
    ("first_day", "chosen"),
    [
        pytest.param(FIRST, {}, id="twelve_months"),
        pytest.param(FIRST + ONE_DAY, {"window": "last_365_days"}, id="last_365_days"),
    ],
)
def test_payments_known_since_must_cover_the_first_day(
    first_day: date, chosen: dict[str, Any]
) -> None:
    """Known from the first day of the window on, a sum is known; from the day after on, it is not.

    Of the 365 days up to 1 Sep 2020, in whose year 29 February lies, the first is 3 Sep 2019.
    """
    rich = contract("12000")
    for key in ("earnings", "large_contract"):
        assert verdict(since(first_day, rich), key, **chosen) is MET
        assert verdict(since(first_day), key, **chosen) is UNMET
        assert verdict(since(first_day + ONE_DAY, rich), key, **chosen) is OPEN
        assert verdict(since(first_day + ONE_DAY), key, **chosen) is OPEN


@pytest.mark.clause("TRP-F1", "TRP-F2", "TR-F2")
def test_payments_known_through_must_cover_the_last_day_that_is_known() -> None:
    """Known through the day asked about a sum is known; through the day before it is not.

    Asked ahead, it need not reach beyond the last day known: later payments are assumed not to
    come.
    """
    rich, day_before = contract("12000"), AS_OF - ONE_DAY
    for key in ("earnings", "large_contract"):
        assert verdict(through(AS_OF, rich), key) is MET
        assert verdict(through(day_before, rich), key) is OPEN
        assert verdict(through(day_before, rich), key, known_through=day_before) is MET
        assert verdict(through(day_before - ONE_DAY, rich), key, known_through=day_before) is OPEN
    computed = good_record("freelancer", contract("40000"))
    for day, expected in ((AS_OF, MET), (day_before, OPEN)):
        record = attrs.evolve(computed, payments_known_through=day)
        assert verdict(record, "earnings", badge=TOP) is expected


@pytest.mark.clause("TRP-F1")
def test_a_window_wholly_after_the_last_day_known_is_known() -> None:
    """On 1 Sep 2021 the window begins on 2 Sep 2020; known through the day before it, all is in."""
    record = through(date(2020, 8, 1), contract("12000"))
    ahead = {"as_of": date(2021, 9, 1)}
    assert verdict(record, "earnings", known_through=date(2020, 9, 1), **ahead) is UNMET
    assert verdict(record, "earnings", known_through=date(2020, 9, 2), **ahead) is OPEN


@pytest.mark.clause("TRP-F7")
def test_an_exclusive_contractor_is_not_met_whatever_the_money() -> None:
    """What fails for another reason fails, though nothing is known of money."""
    member = freelancer(contracts_known=False, exclusive_agency_contractor=True)
    assert decide(member, PLUS, as_of=AS_OF).verdict is UNMET


# --- Readings -------------------------------------------------------------------------------------


@pytest.mark.clause("TRP-A1")
def test_a_lifetime_is_a_window_without_a_beginning() -> None:
    """Since however early a day payments are known, there may be earlier ones."""
    record = agency(contract("50000"), payments_known_since=date(1999, 1, 1))
    lifetime: dict[str, Any] = {"agency_earnings_window": "lifetime"}
    assert verdict(record, "earnings") is MET
    assert verdict(record, "earnings", **lifetime) is OPEN
    known = agency(contract("50000"), payments_known_through=AS_OF)
    assert verdict(known, "earnings", **lifetime) is MET


@pytest.mark.clause("TR-A2")
def test_a_lifetime_is_that_of_top_rated_plus_alone() -> None:
    """The earnings of Top Rated keep their window under every reading."""
    record = attrs.evolve(good_record("agency"), payments_known_since=FIRST)
    lifetime: dict[str, Any] = {"agency_earnings_window": "lifetime"}
    assert verdict(record, "earnings", badge=TOP, **lifetime) is MET


@pytest.mark.clause("TRP-F3", "TRP-F5")
def test_a_lifetime_contract_is_open_only_if_paid_inside_the_window() -> None:
    """Known since the window begins: what was paid before counts on a contract paid inside alone.

    One that ended badly cannot serve, whatever was paid on it; under "positive" neither can one
    that awaits its feedback.
    """
    lifetime: dict[str, Any] = {"large_contract_sum": "lifetime_if_active"}
    active, bad = contract("1"), contract("1", outcome="negative")
    assert verdict(since(FIRST, active), "large_contract", **lifetime) is OPEN
    assert verdict(since(FIRST, active), "large_contract") is UNMET
    assert verdict(since(FIRST, rested()), "large_contract", **lifetime) is UNMET
    assert verdict(since(FIRST, bad), "large_contract", **lifetime) is UNMET
    lifetime["feedback"] = "positive"
    assert verdict(since(FIRST, active), "large_contract", **lifetime) is UNMET
    praised = attrs.evolve(active, outcome="positive")
    assert verdict(since(FIRST, praised), "large_contract", **lifetime) is OPEN


@pytest.mark.clause("TRP-F5")
def test_a_contract_must_be_listed_to_be_large_where_feedback_must_be_positive() -> None:
    """New contracts have no outcome: only one that was praised by the day may be the large one."""
    strict: dict[str, Any] = {"feedback": "positive"}
    gap = FIRST + ONE_DAY
    assert verdict(since(gap, contract("1")), "large_contract", **strict) is UNMET
    assert verdict(since(gap, contract("1")), "large_contract") is OPEN
    for outcome_on, expected in ((None, OPEN), (AS_OF, OPEN), (AS_OF + ONE_DAY, UNMET)):
        praised = contract("1", outcome="positive", outcome_on=outcome_on)
        assert verdict(since(gap, praised), "large_contract", **strict) is expected


def test_a_turn_to_unknown_is_no_reading_that_matters() -> None:
    """Known since the window begins, $12,000 before it: under a lifetime the answer is unknown."""
    record = agency(contract("1"), payments_known_since=FIRST, base_badge="top_rated")
    assert decide(record, PLUS, as_of=AS_OF).verdict is UNMET
    assert readings_that_matter(record, PLUS, as_of=AS_OF) == ()


# --- Shares, activity, bad endings ----------------------------------------------------------------

GAP = FIRST + ONE_DAY
BAD: dict[str, Any] = {"outcome": "negative"}
GOOD: dict[str, Any] = {"outcome": "positive"}
SCOPES = ("rated_contracts", "all_contracts", "large_contracts")


def nine_good() -> list[Contract]:
    """Return nine contracts that ended well, paid inside the window."""
    return [contract("1", name=f"good-{number}", **GOOD) for number in range(9)]


@pytest.mark.clause("TRP-A3")
@pytest.mark.parametrize(
    ("contracts", "expected"),
    [
        pytest.param([], (MET, MET, MET), id="none"),
        pytest.param([contract("1", **GOOD)], (MET, MET, MET), id="a_good_one"),
        pytest.param([contract("1", **BAD)], (UNMET, OPEN, OPEN), id="a_bad_one"),
        pytest.param([rested(**BAD)], (OPEN, OPEN, OPEN), id="a_bad_one_at_rest"),
        pytest.param(
            [contract("1", **BAD), *nine_good()], (MET, MET, OPEN), id="one_of_ten_surely"
        ),
        pytest.param(
            [contract("1", **BAD), *nine_good()[:8]], (UNMET, OPEN, OPEN), id="one_of_nine_surely"
        ),
        pytest.param(
            [contract("1", **BAD), *nine_good()[:8], rested(**GOOD)],
            (OPEN, OPEN, OPEN),
            id="one_of_nine_or_ten",
        ),
        pytest.param(
            [contract("1", **BAD), *nine_good(), rested(**BAD)],
            (OPEN, OPEN, OPEN),
            id="one_of_ten_or_two_of_eleven",
        ),
    ],
)
def test_a_share_is_unknown_only_if_it_may_be_either(
    contracts: list[Contract], expected: tuple[Verdict, ...]
) -> None:
    """New contracts have no outcome: they may dilute the share of all, and of the large, alone.

    A contract paid or judged inside the window is in scope whatever else was paid; one at rest may
    be; and each listed one may be large, or refunded.
    """
    record = agency(*contracts, payments_known_since=GAP)
    found_ = [verdict(record, "negative_share", negative_share_scope=scope) for scope in SCOPES]
    assert tuple(found_) == expected


@pytest.mark.clause("TRP-A3", "TRP-F3")
def test_a_share_of_the_large_is_open_under_a_lifetime_too() -> None:
    """Known since the window begins, a bad one paid inside may be large by what came before."""
    large: dict[str, Any] = {"negative_share_scope": "large_contracts"}
    record = agency(contract("1", **BAD), payments_known_since=FIRST)
    assert verdict(record, "negative_share", **large) is MET
    large["large_contract_sum"] = "lifetime_if_active"
    assert verdict(record, "negative_share", **large) is OPEN
    at_rest = agency(rested(**BAD), payments_known_since=FIRST)
    assert verdict(at_rest, "negative_share", **large) is MET


@pytest.mark.clause("TR-F8")
def test_activity_on_record_proves_itself_and_its_absence_nothing() -> None:
    """Of the 90 days up to 1 Sep 2020 the first is 4 June; known from then on, none is none."""
    first = date(2020, 6, 4)

    def asked(since: date, *payments: date, **facts: Any) -> Finding:
        shop = Contract(id="a", category="legal", payments=[paid("1", day) for day in payments])
        usual: dict[str, Any] = {"last_active_on": None}
        own = reputation("freelancer", **usual | facts)
        record = TalentRecord(
            kind="freelancer", contracts=[shop], reputation=own, payments_known_since=since
        )
        return found(record, "recent_activity", badge=TOP)

    assert asked(first).verdict is UNMET
    unknown = asked(first + ONE_DAY)
    assert (unknown.verdict, unknown.unsettled) == (OPEN, ("payments_known_since",))
    assert asked(first + ONE_DAY, date(2020, 8, 1)).verdict is MET
    both = asked(first + ONE_DAY, last_active_on=UNKNOWN)
    assert both.unsettled == ("last_active_on", "payments_known_since")


@pytest.mark.clause("RT-6")
def test_bad_endings_are_known_where_contracts_are() -> None:
    """Outcomes that are listed are all there are, whatever was paid; without a list none is."""
    facts: dict[str, Any] = {"base_badge": None, "reputation": reputation()}
    asked: dict[str, Any] = {"badge": RISING, "as_of": NUMBERED}
    assert verdict(since(NUMBERED, **facts), "no_negative_feedback", **asked) is MET
    unknown = found(freelancer(contracts_known=False, **facts), "no_negative_feedback", **asked)
    assert (unknown.verdict, unknown.unsettled) == (OPEN, ("contracts",))
    assert unknown.text == "it is not known how many contracts ended badly, 0 allowed"


# --- Records --------------------------------------------------------------------------------------

FORGOTTEN: dict[str, Any] = {"format": 1, "kind": "freelancer", "base_badge": "top_rated"}


def test_contracts_left_out_are_unknown_and_an_empty_list_says_that_there_are_none() -> None:
    """The one leaves every sum open, the other decides it; null is refused."""
    assert decide(load_record(FORGOTTEN), PLUS, as_of=AS_OF).verdict is OPEN
    assert decide(load_record(FORGOTTEN | {"contracts": []}), PLUS, as_of=AS_OF).verdict is UNMET
    with pytest.raises(DocumentError, match=r"\$\.contracts: must be a list, got null"):
        load_record(FORGOTTEN | {"contracts": None})


def test_what_contradicts_itself_is_refused_at_once() -> None:
    """Without known contracts there are neither contracts nor days that are known."""
    with pytest.raises(InvalidRecordError) as refused:
        freelancer(
            contract("1"),
            contracts_known=False,
            payments_known_since=FIRST,
            payments_known_through=AS_OF,
        )
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("contracts", ProblemCode.CONTRADICTION),
        ("payments_known_since", ProblemCode.CONTRADICTION),
        ("payments_known_through", ProblemCode.CONTRADICTION),
    ]


def test_the_last_day_known_lies_on_or_after_the_first() -> None:
    """One day may be both; a day earlier is refused."""
    record = since(AS_OF, payments_known_through=AS_OF)
    with pytest.raises(InvalidRecordError) as refused:
        attrs.evolve(record, payments_known_through=AS_OF - ONE_DAY)
    assert str(refused.value) == (
        "record payments_known_through must be on or after payments_known_since, 2020-09-01, got "
        "2020-08-31"
    )
    assert [problem.code for problem in refused.value.problems] == [ProblemCode.OUT_OF_RANGE]


ADDED: dict[str, Callable[[TalentRecord], object]] = {
    "with_payment": lambda record: record.with_payment("a", "1", on=AS_OF),
    "with_outcome": lambda record: record.with_outcome("a", "positive"),
    "with_contract": lambda record: record.with_contract(rested()),
    "contract": lambda record: record.contract("a"),
}


@pytest.mark.parametrize("name", ADDED)
def test_nothing_is_added_to_contracts_that_are_not_known(name: str) -> None:
    """One contract of many that are not known would look like all there are."""
    with pytest.raises(InvalidRecordError) as refused:
        ADDED[name](freelancer(contracts_known=False))
    assert str(refused.value) == (
        "record contracts must be known before one is named or added; give all there are instead"
    )
    assert [problem.code for problem in refused.value.problems] == [ProblemCode.IMPOSSIBLE]


def test_payments_outside_of_the_known_days_count() -> None:
    """A plan, or a what-if, is paid on a day of which nothing is known, and is counted."""
    record = through(AS_OF, contract("9999.99")).with_payment("one", "0.01", on=date(2020, 9, 20))
    day = date(2020, 9, 20)
    assert verdict(record, "earnings", as_of=day, known_through=AS_OF) is MET


# --- Texts and JSON -------------------------------------------------------------------------------


@pytest.mark.clause("TRP-F1", "TRP-F2", "TRP-A3")
def test_texts_say_what_is_on_record() -> None:
    """The amount, the bar, and the days of which not all payments are known."""
    march = date(2020, 3, 2)
    shop = Contract(id="shop", category="legal", payments=[paid("7700", march)])
    record = since(march, shop)
    assert found(record, "earnings").text == (
        "$7,700.00 on record, $10,000.00 needed; not all payments before 2020-03-02 are known"
    )
    assert found(record, "large_contract").text == (
        "on record the nearest is shop (Legal): $7,700.00 of $5,000.00, large; not all payments "
        "before 2020-03-02 are known"
    )
    both = attrs.evolve(record, payments_known_through=date(2020, 8, 1))
    assert found(both, "earnings").text == (
        "$7,700.00 on record, $10,000.00 needed; not all payments before 2020-03-02 or after "
        "2020-08-01 are known"
    )
    until = through(date(2020, 8, 1), shop)
    assert found(until, "earnings").text == (
        "$7,700.00 on record, $10,000.00 needed; not all payments after 2020-08-01 are known"
    )
    bad = agency(contract("1", **BAD), rested(**GOOD), payments_known_since=march)
    assert found(bad, "negative_share", negative_share_scope="all_contracts").text == (
        "contracts that ended badly: 1 on record, out of 1 in scope; not all payments before "
        "2020-03-02 are known"
    )


@pytest.mark.clause("TRP-F1")
def test_a_payment_outside_of_the_known_days_is_not_told_as_one_of_them() -> None:
    """A sum is all that is on record in the window, told apart from days of which not all is known.

    The known days may end after the day asked about, as in a timeline: nothing is lacking there.
    """
    shop = Contract(
        id="shop",
        category="legal",
        payments=[paid("900", date(2019, 12, 1)), paid("9950", date(2020, 3, 2))],
    )
    record = attrs.evolve(since(date(2020, 2, 4), shop), payments_known_through=date(2020, 11, 19))
    assert found(record, "earnings").text == (
        "$10,850.00 on record, $10,000.00 needed; not all payments before 2020-02-04 are known"
    )


def test_texts_of_contracts_that_are_not_known_name_no_amount() -> None:
    """What is not known is said, and the bar."""
    record = agency(contracts_known=False)
    assert [
        found(record, key).text for key in ("earnings", "large_contract", "negative_share")
    ] == [
        "it is not known what was earned, $20,000.00 needed",
        "it is not known whether a contract is large",
        "it is not known how many contracts ended badly",
    ]
    settling = "to settle it, record the contracts, with their payments and feedback (contracts)"
    said = " ".join(to_text(decide(record, PLUS, as_of=AS_OF)).split())
    assert said.count(settling) == 1


def test_findings_carry_what_is_on_record() -> None:
    """Observed and shortfall are unknown; what is on record stands beside them."""
    march = date(2020, 3, 1)
    record = agency(contract("7000", **BAD), rested(), payments_known_since=march)
    sum_ = found(record, "earnings")
    assert isinstance(sum_, OpenMoneyFinding)
    assert (sum_.observed, sum_.shortfall, sum_.known.amount) == (None, None, 700_000)
    assert (sum_.known.since, sum_.known.through) == (march, None)
    large = found(record, "large_contract")
    assert isinstance(large, OpenLargeContractFinding)
    assert large.nearest is not None
    assert (large.nearest.contract.id, len(large.rows)) == ("one", 2)
    share = found(record, "negative_share", negative_share_scope="all_contracts")
    assert isinstance(share, OpenShareFinding)
    assert (share.known.amount, share.scope) == (1, 1)
    assert share.unsettled == large.unsettled == sum_.unsettled == ("payments_known_since",)


def test_what_is_on_record_is_written_as_json() -> None:
    """Amounts as text, counts as numbers, days or null; the whole fits its schema."""
    march = date(2020, 3, 1)
    record = agency(contract("7000", **BAD), payments_known_since=march)
    readings = Readings(negative_share_scope="all_contracts")
    dumped = dump_assessment(assess(record, as_of=AS_OF, readings=readings))
    told = {one["criterion"]: one for one in dumped["badges"]["top_rated_plus"]["findings"]}
    days = {"known_since": "2020-03-01", "known_through": None}
    for key, on_record in (
        ("earnings", "7000.00"),
        ("large_contract", "7000.00"),
        ("negative_share", 1),
    ):
        assert told[key] | {"on_record": on_record, **days} == told[key]
        assert (told[key]["verdict"], told[key]["observed"]) == ("unknown", None)
    assert [row["counted"] for row in told["large_contract"]["contracts"]] == ["7000.00"]
    fits = jsonschema_rs.Draft202012Validator(json_schema("assessment")).is_valid
    assert fits(json.loads(json.dumps(dumped)))
    nothing = dump_assessment(assess(agency(contracts_known=False), as_of=AS_OF))
    told = {one["criterion"]: one for one in nothing["badges"]["top_rated_plus"]["findings"]}
    assert told["earnings"]["on_record"] is None
    assert fits(json.loads(json.dumps(nothing)))


@pytest.mark.parametrize(
    ("facts", "is_fit"),
    [
        pytest.param({}, True, id="contracts_left_out"),
        pytest.param({"payments_known_since": None}, True, id="no_limit"),
        pytest.param({"payments_known_since": "2020-03-01"}, False, id="since_without_contracts"),
        pytest.param({"payments_known_through": "2020-03-01"}, False, id="through_without"),
        pytest.param({"contracts": [], "payments_known_since": "2020-03-01"}, True, id="since"),
        pytest.param({"contracts": [], "payments_known_through": "2020-03-01"}, True, id="through"),
        pytest.param({"contracts": None}, False, id="null"),
        pytest.param({"contracts_known": False}, False, id="no_such_key"),
    ],
)
def test_the_schema_and_the_reader_agree(facts: dict[str, Any], *, is_fit: bool) -> None:
    """What one refuses the other refuses, and what is read is written again as it was."""
    document = FORGOTTEN | facts
    fits = jsonschema_rs.Draft202012Validator(json_schema("record")).is_valid
    assert fits(document) is is_fit
    if is_fit:
        record = load_record(document)
        assert load_record(dump_record(record)) == record
        assert ("contracts" in dump_record(record)) is ("contracts" in facts)
    else:
        with pytest.raises(DocumentError):
            load_record(document)


# --- What lies ahead ------------------------------------------------------------------------------

MARCH = date(2020, 3, 1)
KNOWN_ON = date(2021, 3, 1)
"""The first day whose window leaves out 29 Feb 2020, the last day before those that are known."""

AUGUST = Contract(id="shop", category="legal", payments=[paid("12000", date(2020, 8, 1))])


def spans(record: TalentRecord, **question: Any) -> list[tuple[date, Verdict]]:
    """Return the first day and the verdict of each span of Top Rated Plus."""
    return [(one.first_day, one.verdict) for one in timeline(record, PLUS, **question).spans]


@pytest.mark.clause("TRP-F1", "WIN-2")
def test_where_only_knowledge_begins_nothing_is_gained() -> None:
    """Known since 1 Mar 2020: the badge of 1 Mar 2021 was not gained on that day.

    The next change is the loss of 1 Aug 2021, and the text says from when it is known.
    """
    record = since(MARCH, AUGUST)
    assert spans(record, as_of=AS_OF, first_day=AS_OF) == [
        (AS_OF, OPEN),
        (KNOWN_ON, MET),
        (date(2021, 8, 1), UNMET),
    ]
    change = next_change(record, PLUS, as_of=AS_OF)
    assert change is not None
    assert (change.on, change.verdict, change.is_of_knowledge) == (date(2021, 8, 1), UNMET, False)
    ahead = timeline(record, PLUS, as_of=AS_OF, first_day=AS_OF)
    known = ahead.next_knowledge_after(AS_OF)
    assert known is not None
    assert (known.on, known.is_of_knowledge) == (KNOWN_ON, True)
    assert ahead.next_knowledge_after(KNOWN_ON) is None
    assert next_change_text(assess(record, as_of=AS_OF)) == (
        "Next: on 2021-08-01 Top Rated Plus is lost (TRP-F1, TRP-F2), if nothing new\n"
        "happens. From 2021-03-01 on the record says whether Top Rated Plus is held."
    )


@pytest.mark.clause("WIN-2")
def test_what_begins_to_be_known_on_the_last_day_asked_about_is_known_on_it() -> None:
    """Known since 2 April 2020, the window of 1 April 2021 is the first that leaves out the 1st."""
    last, record = date(2021, 4, 1), since(date(2020, 4, 2), AUGUST)
    assert spans(record, as_of=AS_OF, first_day=AS_OF, last_day=last) == [
        (AS_OF, OPEN),
        (last, MET),
    ]


@pytest.mark.clause("TRP-F1")
def test_where_only_knowledge_ends_nothing_is_lost() -> None:
    """Known through 15 Aug 2020, seen from the 10th: from the 16th on it is not known any more.

    What is known from 1 Sep 2021 on, that it is not held, is no loss of that day; and the $12,000
    recorded for 2022 are a gain.
    """
    shop = attrs.evolve(AUGUST, payments=[*AUGUST.payments, paid("12000", date(2022, 1, 5))])
    record = through(date(2020, 8, 15), shop)
    first = date(2020, 8, 10)
    ahead = timeline(record, PLUS, as_of=AS_OF, first_day=first)
    assert [(one.first_day, one.verdict) for one in ahead.spans] == [
        (first, MET),
        (date(2020, 8, 16), OPEN),
        (date(2021, 9, 1), UNMET),
        (date(2022, 1, 5), MET),
        (date(2023, 1, 5), UNMET),
    ]
    assert [border.is_of_knowledge for border in ahead.borders] == [True, True, False, False]
    gained = ahead.next_change_after(first)
    assert gained is not None
    assert (gained.on, gained.verdict) == (date(2022, 1, 5), MET)
    ended = ahead.next_knowledge_after(first)
    assert ended is not None
    assert ended.on == date(2020, 8, 16)


PRAISED_LATER = Contract(
    id="shop",
    category="legal",
    payments=[paid("1", date(2020, 8, 1))],
    outcome="positive",
    outcome_on=date(2020, 10, 10),
)
"""A small contract that is praised on 10 October 2020."""


@pytest.mark.clause("TRP-F5")
def test_an_outcome_opens_what_no_new_contract_could() -> None:
    """Under "positive" the large contract is open from the day on which the only one is praised.

    From the day on which its payments are known it is not large.
    """
    strict = Readings(feedback="positive")
    record = since(MARCH, PRAISED_LATER)
    assert verdict(record, "large_contract", feedback="positive") is UNMET
    assert spans(record, as_of=AS_OF, first_day=AS_OF, readings=strict) == [
        (AS_OF, UNMET),
        (date(2020, 10, 10), OPEN),
        (KNOWN_ON, UNMET),
    ]


@pytest.mark.clause("TRP-F5", "TR-F7")
def test_what_was_not_held_is_not_lost_while_it_is_not_known() -> None:
    """Open from 10 Oct 2020 on, as above, the badge is barred by a hold of 1 Nov: no change at all.

    Before it was not held, and after the ninety days it is open again, or not held.
    """
    strict = Readings(feedback="positive")
    computed = good_record("freelancer", PRAISED_LATER, holds=[date(2020, 11, 1)])
    record = attrs.evolve(computed, payments_known_since=MARCH)
    assert spans(record, as_of=AS_OF, first_day=AS_OF, readings=strict)[:3] == [
        (AS_OF, UNMET),
        (date(2020, 10, 10), OPEN),
        (date(2020, 11, 1), UNMET),
    ]
    assert next_change(record, PLUS, as_of=AS_OF, readings=strict) is None


def track_of(
    key: str, record: TalentRecord, badge: Badge, last_day: date
) -> list[tuple[date, Verdict]]:
    """Return from which days on a criterion has which verdict, beginning on 1 Sep 2020."""
    outlook = timeline(record, badge, as_of=AS_OF).outlook
    return tracks_between(outlook, AS_OF, last_day)[key]


@pytest.mark.clause("TRP-F1", "WIN-2")
def test_earnings_turn_when_a_payment_leaves_where_the_base_badge_is_computed_too() -> None:
    """Known since 1 Mar 2020, the $12,000 of 1 Aug are enough once that is known, for a while."""
    record = attrs.evolve(good_record("freelancer", AUGUST), payments_known_since=MARCH)
    assert track_of("earnings", record, PLUS, date(2021, 12, 31)) == [
        (AS_OF, OPEN),
        (KNOWN_ON, MET),
        (date(2021, 8, 1), UNMET),
    ]


@pytest.mark.clause("TR-F8", "RT-1")
@pytest.mark.parametrize(
    ("badge", "facts", "over_on"),
    [
        pytest.param(TOP, {"last_active_on": date(2020, 8, 15)}, date(2020, 11, 13), id="active"),
        pytest.param(
            RISING,
            {
                "job_success_score": None,
                "last_active_on": None,
                "joined_on": date(2020, 8, 20),
                "first_contract_on": None,
            },
            date(2020, 9, 19),
            id="joined",
        ),
    ],
)
def test_what_counts_as_activity_ends_while_payments_are_not_known(
    badge: Badge, facts: dict[str, Any], over_on: date
) -> None:
    """It holds for its 90 days, or for the 30 since joining; then it is open, until 30 November.

    What may have been paid on 1 Sep 2020, the last day, is no longer recent then (TR-F8, RT-1).
    """
    record = good_record("freelancer", rested(), **facts)
    partly = attrs.evolve(record, payments_known_through=date(2020, 8, 1))
    assert track_of("recent_activity", partly, badge, date(2020, 12, 31)) == [
        (AS_OF, MET),
        (over_on, OPEN),
        (date(2020, 11, 30), UNMET),
    ]


def test_the_text_says_until_when_it_was_known() -> None:
    """Asked of the last day that is known, the text names the first day after it."""
    record = since(MARCH, AUGUST, payments_known_through=date(2021, 4, 1))
    asked = assess(record, as_of=date(2021, 4, 1), known_through=date(2021, 4, 1))
    assert "does not say" not in next_change_text(asked)
    later = timeline(record, PLUS, as_of=date(2021, 5, 1), first_day=date(2021, 4, 1))
    ended = later.next_knowledge_after(date(2021, 4, 1))
    assert ended is not None
    assert (ended.on, ended.verdict) == (date(2021, 4, 2), OPEN)


def test_where_nothing_is_known_nothing_is_foretold() -> None:
    """Contracts that are not known leave every day open, and no day on which that ends."""
    record = freelancer(contracts_known=False)
    assert spans(record, as_of=AS_OF, first_day=AS_OF) == [(AS_OF, OPEN)]
    assert next_change_text(assess(record, as_of=AS_OF)) == (
        "Next: no badge is gained or lost unless something new happens."
    )


def test_a_border_of_more_than_knowledge_is_one_of_its_own() -> None:
    """On the day from which money is known a hold begins as well, which is no knowledge."""
    days = [date(2020, 8, 1), date(2020, 10, 15), date(2020, 12, 15), date(2021, 2, 10)]
    shop = Contract(id="shop", category="legal", payments=[paid("12000", day) for day in days])
    computed = good_record("freelancer", shop, holds=[KNOWN_ON])
    record = attrs.evolve(computed, payments_known_since=MARCH)
    first, *_ = timeline(record, TOP, as_of=AS_OF, first_day=AS_OF).borders
    assert (first.on, first.verdict, first.is_of_knowledge) == (KNOWN_ON, UNMET, False)
    free = record.with_reputation(holds=[])
    first, *_ = timeline(free, TOP, as_of=AS_OF, first_day=AS_OF).borders
    assert (first.on, first.verdict, first.is_of_knowledge) == (KNOWN_ON, MET, True)


def test_far_days_are_not_asked_one_by_one() -> None:
    """A hold recorded for the year 9000 takes no look at the millennia before it."""
    computed = good_record("freelancer", AUGUST, holds=[date(9000, 1, 1)])
    record = attrs.evolve(computed, payments_known_since=MARCH)
    ahead = timeline(record, TOP, as_of=AS_OF)
    assert ahead.last_day > date(9000, 1, 1)
    assert remedies(record, TOP, as_of=AS_OF).badge is TOP


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_like_others(day: date) -> None:
    """Known since the first day of all, or through the last, everything is known."""
    facts = (
        {"payments_known_since": date.min} if day == date.min else {"payments_known_through": day}
    )
    record = freelancer(AUGUST, **facts)
    assert spans(record, as_of=AS_OF, first_day=AS_OF) == [(AS_OF, MET), (date(2021, 8, 1), UNMET)]


# --- Remedies -------------------------------------------------------------------------------------


def newcomer(**facts: Any) -> TalentRecord:
    """Return a freelancer in June 2026 with all of Rising Talent by numbers but the earnings."""
    usual: dict[str, Any] = {
        "job_success_score": None,
        "rising_talent": False,
        "average_feedback": "5.00",
        "identity_verified": True,
        "payout_method": True,
    }
    return TalentRecord(
        kind="freelancer",
        contracts=[],
        payments_known_since=date(2026, 1, 1),
        reputation=standing(date(2026, 6, 1), **usual | facts),
    )


@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_ways_are_given_on_the_first_day_on_which_all_is_known() -> None:
    """$4,000 of April: from 1 Mar 2021 on it is known that $6,000 are lacking, through 31 March.

    After 31 March the $4,000 leave, and so does the way.
    """
    shop = Contract(id="shop", category="legal", payments=[paid("4000", date(2020, 4, 1))])
    found_ = remedies(since(MARCH, shop), PLUS, as_of=AS_OF)
    assert found_.obstacles == ()
    assert [(one.contract_id, str(one.amount), one.pay_on, one.pay_by) for one in found_.ways] == [
        ("shop", "6000.00", KNOWN_ON, date(2021, 3, 31)),
        (None, "6000.00", KNOWN_ON, date(2021, 3, 31)),
    ]
    assert {one.holds_on for one in found_.ways} == {KNOWN_ON}
    assert found_.ways[0].text == (
        "$6,000.00 more on shop (Legal), on 2021-03-01 or later, by 2021-03-31 at the latest"
    )


def test_every_category_may_be_asked_for_where_money_is_not_known() -> None:
    """On the day on which all is known, a new contract may be in any of the twelve."""
    shop = Contract(id="shop", category="legal", payments=[paid("4000", date(2020, 4, 1))])
    found_ = remedies(since(MARCH, shop), PLUS, as_of=AS_OF, every_category=True)
    new = [way.category for way in found_.ways if way.contract_id is None]
    assert sorted(new, key=str) == sorted(Category, key=str)


@pytest.mark.clause("RT-2", "RT-4")
def test_what_an_edition_leaves_open_later_is_waited_for_until_it_is_known() -> None:
    """Nothing of money is asked in June 2026; from 7 July on $250 are, known on 31 December.

    Payments are known since 1 January, so the twelve months are from the last day of the year on.
    Rising Talent at discretion, which the talent lacks, is asked for no longer then.
    """
    end = date(2026, 12, 31)
    found_ = remedies(newcomer(), RISING, as_of=date(2026, 6, 1))
    assert found_.obstacles == ()
    assert [(str(way.amount), way.pay_on, way.holds_on) for way in found_.ways] == [
        ("250.00", end, end)
    ]
    assert {(one.clause, one.until) for one in found_.waits} == {("RT-2", date(2026, 7, 7))}
    for day, verdict in ((date(2026, 7, 7), OPEN), (end - ONE_DAY, OPEN), (end, UNMET)):
        decision = decide(newcomer(), RISING, as_of=day, known_through=date(2026, 6, 1))
        assert decision["earnings"].verdict is verdict


@pytest.mark.clause("RT-3", "RT-4")
def test_what_is_known_while_something_else_bars_the_badge_is_paid_once_that_is_over() -> None:
    """The same, with a hold of 1 December 2026: it counts for 90 days, until 1 March 2027."""
    found_ = remedies(newcomer(holds=[date(2026, 12, 1)]), RISING, as_of=date(2026, 6, 1))
    free = date(2027, 3, 1)
    assert found_.obstacles == ()
    assert [(str(way.amount), way.pay_on, way.holds_on) for way in found_.ways] == [
        ("250.00", free, free)
    ]
    assert {(one.clause, one.until) for one in found_.waits} == {
        ("RT-2", date(2026, 7, 7)),
        ("RT-3", free),
    }


@pytest.mark.clause("TRP-F5", "TR-F8")
def test_where_money_is_known_in_part_feedback_alone_is_no_activity_either() -> None:
    """Known since 2019, all that counts is known: the payment of 20 Aug 2020 is recent for 90 days.

    So feedback alone does through 17 November, and a new contract with feedback until the $40,000
    leave.
    """
    one = Contract(id="one", category="legal", payments=[paid("40000", date(2020, 8, 20))])
    record = attrs.evolve(good_record("freelancer", one), payments_known_since=date(2019, 1, 1))
    strict = Readings(feedback="positive")
    ways = remedies(record, PLUS, as_of=AS_OF, edition="2020-07", readings=strict).ways
    assert [(way.contract_id, str(way.amount), way.pay_by) for way in ways] == [
        ("one", "0.00", date(2020, 11, 17)),
        (None, "5000.00", date(2021, 8, 19)),
    ]


@pytest.mark.clause("TRP-F1", "WIN-2")
def test_a_way_that_ends_on_the_last_day_of_the_calendar_has_a_last_day() -> None:
    """$9,400 and $600 of 31 Dec 9998 leave on 31 Dec 9999, when $600 more are too little.

    So it is whether all payments are on record, or those since 9990.
    """
    day = date(9998, 12, 31)
    record = freelancer(Contract(id="one", category="legal", payments=[paid("9400", day)]))
    partly = attrs.evolve(record, payments_known_since=date(9990, 1, 1))
    for talent in (record, partly):
        (way,) = remedies(talent, PLUS, as_of=day).ways
        assert (str(way.amount), way.pay_by) == ("600.00", date.max - ONE_DAY)
        late = way.applied_to(talent, on=date.max)
        assert not decide(late, PLUS, as_of=date.max, known_through=day).is_met


@pytest.mark.clause("TRP-F1")
def test_ways_are_given_at_once_where_what_is_lacking_is_known() -> None:
    """Known since the window begins, $9,000 lack $1,000, whatever was paid before."""
    (way,) = remedies(since(FIRST, contract("9000")), PLUS, as_of=AS_OF).ways
    assert (str(way.amount), way.pay_on) == ("1000.00", AS_OF)


def test_where_the_badge_may_be_held_no_way_is_given() -> None:
    """Held from the day on which it is known, what is not known until then is all there is."""
    found_ = remedies(since(MARCH, AUGUST), PLUS, as_of=AS_OF)
    assert found_.ways == ()
    assert [(one.clause, one.verdict) for one in found_.obstacles] == [
        ("TRP-F1", OPEN),
        ("TRP-F2", OPEN),
    ]
    assert dump_remedies(found_)["obstacles"][0]["on_record"] == "12000.00"
    settling = "to settle it, record the payments before those on record (payments_known_since)"
    assert settling in " ".join(to_text(found_).split())


@pytest.mark.parametrize("badge", [TOP, PLUS, RISING])
def test_where_contracts_are_not_known_no_way_is_given(badge: Badge) -> None:
    """Nothing can be paid on what is not known: what would settle it is told instead.

    A hold ends on 14 Nov 2020, and the last activity stops counting before that.
    """
    own = reputation(
        "agency", job_success_score=None if badge is RISING else 97, holds=[date(2020, 8, 16)]
    )
    record = TalentRecord(kind="agency", contracts=[], contracts_known=False, reputation=own)
    found_ = remedies(record, badge, as_of=AS_OF)
    assert (found_.ways, found_.keep) == ((), ())
    assert {"contracts"} <= {fact for one in found_.obstacles for fact in one.unsettled}


def test_what_is_lost_for_want_of_knowledge_is_not_to_be_kept() -> None:
    """Held by activity alone until 13 Nov 2020: whether there is more is not known from then on."""
    own = reputation("agency", job_success_score=None, rising_talent=True)
    record = TalentRecord(kind="agency", contracts=[], contracts_known=False, reputation=own)
    day = AS_OF
    assert decide(record, RISING, as_of=day).is_met
    found_ = remedies(record, RISING, as_of=day)
    assert (found_.keep, found_.change) == ((), None)


@pytest.mark.clause("TR-A5", "RT-1")
def test_what_is_lost_while_money_is_not_known_either_names_both() -> None:
    """A hold of 1 Dec 2020 loses the badge; whether there was activity is not known by then."""
    own = reputation(
        "agency", job_success_score=None, rising_talent=True, holds=[date(2020, 12, 1)]
    )
    record = TalentRecord(kind="agency", contracts=[], contracts_known=False, reputation=own)
    found_ = remedies(record, RISING, as_of=AS_OF)
    assert found_.change is not None
    assert (found_.change.on, found_.keep) == (date(2020, 12, 1), ())
    assert [(one.criterion.key, one.verdict) for one in found_.obstacles] == [
        ("recent_activity", OPEN),
        ("no_recent_hold", UNMET),
    ]


@pytest.mark.clause("TRP-F3")
def test_what_a_payment_would_open_is_no_way() -> None:
    """Paid again, a contract counts with its whole life, of which a part is not on record."""
    lifetime = Readings(large_contract_sum="lifetime_if_active")
    record = since(FIRST, contract("9000", name="bad", outcome="negative"), rested())
    found_ = remedies(record, PLUS, as_of=AS_OF, readings=lifetime)
    assert found_.ways == ()
    told = " ".join(to_text(found_).split())
    assert "no single payment is known to change this: $9,000.00 earned" in told
    paid_again = record.with_payment("rest", "9000", on=AS_OF)
    assert decide(paid_again, PLUS, as_of=AS_OF, readings=lifetime).verdict is OPEN
