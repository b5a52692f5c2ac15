"""What lies ahead as text: timelines, remedies, and what changes next."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from badgerules import (
    Certification,
    Contract,
    ExpertVetting,
    PlatformStats,
    Readings,
    Reputation,
    TalentRecord,
    assess,
    edition_named,
    next_change,
    remedies,
    timeline,
    to_html,
    to_text,
)
from badgerules.display import next_change_text
from builders import AS_OF, certified, freelancer, good_record, paid, weeks


def lines_of(answer: object) -> list[str]:
    """Return the lines of a text, none of which is wider than 80 columns."""
    lines = to_text(answer).split("\n")
    assert max(map(len, lines)) <= 80
    return lines


def contract(name: str, *amounts: tuple[str, date]) -> Contract:
    """Return a contract in Legal with payments on their days."""
    return Contract(
        id=name, category="legal", payments=[paid(amount, on) for amount, on in amounts]
    )


class TestTimelines:
    """A timeline is told span by span."""

    @pytest.mark.clause("DIV-11")
    def test_the_first_span_is_told_as_of_its_first_day(self) -> None:
        """A certification that ended on 31 March is five days gone on 5 April, and more later."""
        ended = certified(expires_on=date(2021, 3, 31))
        record = freelancer(country="US", certifications=[ended])
        ahead = timeline(
            record, "diversity_certified", as_of=date(2021, 4, 5), first_day=date(2021, 4, 5)
        )
        assert lines_of(ahead)[3:5] == [
            "from 2021-04-05 on        no",
            "  ~ on 2021-04-05: expired; days since its last day: 5 (DIV-11)",
        ]

    def test_what_comes_into_the_window_is_told_with_what_turned(self) -> None:
        """A gain names its findings and the payment that brought it, a loss the one that left."""
        record = freelancer(contract("shop", ("12000", date(2020, 8, 1))))
        lines = lines_of(timeline(record, "top_rated_plus", as_of=AS_OF))
        assert lines[:14] == [
            "This talent: Top Rated Plus, with facts known through 2020-09-01",
            "Rules: on each day the edition in force.",
            "",
            "2020-07-07 to 2020-07-31  no",
            "  ~ on 2020-07-07: $0.00 earned, $10,000.00 needed; $10,000.00 short (TRP-F1)",
            "  ~ on 2020-07-07: the nearest is shop (Legal): $0.00 of $5,000.00, $5,000.00",
            "    short (TRP-F2)",
            "2020-08-01 to 2021-07-31  yes",
            "  ~ $12,000.00 earned, $10,000.00 needed (TRP-F1)",
            "  ~ shop (Legal): $12,000.00 of $5,000.00, large (TRP-F2)",
            "    2020-08-01 $12,000.00 on shop comes into the window",
            "from 2021-08-01 on        no",
            "  ~ $0.00 earned, $10,000.00 needed; $10,000.00 short (TRP-F1)",
            "  ~ the nearest is shop (Legal): $0.00 of $5,000.00, $5,000.00 short (TRP-F2)",
        ]

    def test_the_first_span_says_why(self) -> None:
        """A no names what is not met on its first day, an unknown what is open, a yes nothing."""
        terms: dict[str, Any] = {"as_of": AS_OF, "first_day": AS_OF, "last_day": AS_OF}
        unmet = timeline(freelancer(base_badge="none"), "top_rated", **terms)
        assert "  ~ on 2020-09-01: the platform does not report Top Rated (BASE-1)" in lines_of(
            unmet
        )
        unknown = timeline(good_record(profile_percent=None), "top_rated", **terms)
        lines = lines_of(unknown)
        assert lines[lines.index("2020-09-01 to 2020-09-01  unknown") + 1 :] == [
            "  ~ on 2020-09-01: it is not known how complete the own profile is (TR-F5)"
        ]
        met = timeline(freelancer(base_badge="top_rated"), "top_rated", **terms)
        assert lines_of(met)[-1] == "2020-09-01 to 2020-09-01  yes"

    def test_a_stretch_that_is_all_known_assumes_nothing(self) -> None:
        """Up to the last day known there is nothing to assume, and nothing is open."""
        record = freelancer(contract("shop", ("12000", date(2020, 8, 1))))
        answer = timeline(record, "top_rated_plus", as_of=AS_OF, first_day=AS_OF, last_day=AS_OF)
        assert lines_of(answer)[2:] == ["", "2020-09-01 to 2020-09-01  yes"]

    @pytest.mark.clause("DIV-0", "DIV-4", "DIV-5")
    def test_a_finding_that_comes_to_apply_is_told(self) -> None:
        """From the edition that brings the badge on, findings stand that did not apply before."""
        certified = Certification(
            status="submitted",
            business_name="Quill",
            category="woman_owned",
            number="7",
            expires_on=date(2022, 5, 1),
            submitted_on=date(2020, 9, 1),
        )
        record = TalentRecord(
            kind="freelancer", country="US", contracts=[], certifications=[certified]
        )
        lines = lines_of(timeline(record, "diversity_certified", as_of=date(2020, 11, 1)))
        assert [line for line in lines if line.startswith(("20", "from"))] == [
            "2020-07-07 to 2020-09-30  no",
            "2020-10-01 to 2021-02-16  yes",
            "from 2021-02-17 on        no",
        ]
        assert sum("(DIV-4)" in line for line in lines) == 2

    def test_rules_that_are_not_the_usual_ones_are_named(self) -> None:
        """An edition for all days, one that nobody published, and other readings are told."""
        named = timeline(freelancer(), "top_rated_plus", as_of=AS_OF, edition="2024-01")
        assert lines_of(named)[1] == "Hypothetical: edition 2024-01 is applied to every day."
        lower = edition_named("2020-07").hypothetical("lower", {"TRP-F1": "8000"})
        read = Readings(feedback="positive")
        supposed = timeline(
            freelancer(), "top_rated_plus", as_of=AS_OF, edition=lower, readings=read
        )
        assert lines_of(supposed)[1:4] == [
            "Hypothetical: nobody published these rules. Against edition 2020-07:",
            "  > freelancer earnings: $8,000.00 instead of $10,000.00 (TRP-F1)",
            "Read so that a large contract needs positive feedback (TRP-F5).",
        ]


class TestRemedies:
    """Remedies are told with what no payment changes first."""

    def test_unknown_facts_are_to_be_recorded(self) -> None:
        """What is not known is marked as such, with the facts that would settle it."""
        record = good_record(weeks=weeks("+" * 16), profile_percent=None)
        lines = lines_of(remedies(record, "top_rated", as_of=AS_OF))
        assert lines[1:3] == [
            "  ? it is not known how complete the own profile is (TR-F5); to settle it,",
            "    record how complete the profile is (profile_percent)",
        ]

    def test_only_the_five_cheapest_ways_are_told(self) -> None:
        """With seven contracts to pay on that lack each another amount, three ways are counted."""
        owned = [contract(f"c{number}", (f"{4000 + number}", AS_OF)) for number in range(7)]
        lines = lines_of(remedies(freelancer(*owned), "top_rated_plus", as_of=AS_OF))
        assert sum(line.startswith("  + ") for line in lines) == 5
        assert lines[-1] == "    and 3 ways that cost as much or more"

    def test_a_single_way_that_is_not_told_is_one_way(self) -> None:
        """With five contracts to pay on, a new one is the sixth way, and the only one left out."""
        owned = [contract(f"c{number}", (f"{4000 + number}", AS_OF)) for number in range(5)]
        lines = lines_of(remedies(freelancer(*owned), "top_rated_plus", as_of=AS_OF))
        assert lines[-1] == "    and 1 way that costs as much or more"

    @pytest.mark.clause("TRP-F2")
    def test_ways_that_differ_in_nothing_but_the_contract_are_one_line(self) -> None:
        """Four contracts in Legal of $2,500 lack as much each; one in Writing is told apart."""
        owned = [contract(f"c{number}", ("2500", AS_OF)) for number in range(4)]
        owned.append(attrs.evolve(owned[0], id="text", category="writing"))
        found = remedies(freelancer(*owned), "top_rated_plus", as_of=AS_OF)
        assert len(found.ways) == 6
        assert [" ".join(line.split()) for line in lines_of(found)[1:]] == [
            "+ $2,500.00 more on c0, c1, c2 or c3 (Legal), by 2021-08-31 at the latest",
            "+ $2,500.00 more on text (Writing), by 2021-08-31 at the latest",
            "+ $5,000.00 more on a new contract in Legal, by 2021-08-31 at the latest",
        ]

    @pytest.mark.clause("EV-1")
    def test_what_needs_nothing_says_so(self) -> None:
        """A badge that nothing recorded ends asks for nothing."""
        vetted = ExpertVetting(
            category="design_creative", invited_on=date(2020, 7, 8), passed_on=date(2020, 8, 1)
        )
        record = TalentRecord(kind="freelancer", contracts=[], expert_vetting=vetted)
        assert lines_of(remedies(record, "expert_vetted", as_of=AS_OF)) == [
            "Keep Expert-Vetted",
            "  + nothing needs to be done",
        ]

    @pytest.mark.clause("TR-F1")
    def test_no_return_is_told_of_a_score_that_is_there_already(self) -> None:
        """Where rules ask for 95, a score of 92 is not brought back by one of 90."""
        strict = edition_named("2020-07").hypothetical("strict", {"top_rated_score": 95})
        short = good_record(job_success_score=92)
        text = to_text(remedies(short, "top_rated", as_of=AS_OF, edition=strict))
        assert "Job Success Score 92, 95 needed; 3 short (TR-F1)" in " ".join(text.split())
        assert "with a score of" not in text

    @pytest.mark.clause("TRP-F1")
    def test_what_is_held_only_as_far_as_is_known_says_so(self) -> None:
        """The figures of a page are of one day: what the next one needs is not known."""
        record = TalentRecord(
            kind="freelancer",
            contracts_known=False,
            contracts=[],
            base_badge="top_rated",
            stats=PlatformStats(
                shown_on=AS_OF, earnings_12_months="10000", has_large_contract=True
            ),
        )
        held = remedies(record, "top_rated_plus", as_of=AS_OF)
        silent = "from 2020-09-02 on the record does not say whether it is held"
        said = f"nothing is known to be needed; {silent}"
        assert " ".join(to_text(held).split()) == f"Keep Top Rated Plus + {said}"
        assert f"N{said[1:]}." in to_html(held)
        base = remedies(record, "top_rated", as_of=AS_OF)
        assert lines_of(base) == ["Keep Top Rated", "  + nothing needs to be done"]

    @pytest.mark.clause("TRP-F1", "WIN-1")
    def test_what_the_record_says_from_a_day_on_is_said(self) -> None:
        """The figures say yes, and the record no from the next day on; or it says yes later."""
        shop, may = Contract(id="shop", category="legal"), date(2020, 5, 1)
        few = attrs.evolve(
            freelancer(shop.with_payment("500", on=may)),
            payments_known_since=date(2019, 9, 3),
            stats=PlatformStats(
                shown_on=AS_OF, earnings_12_months="12000", has_large_contract=True
            ),
        )
        known = "nothing is known to be needed; from"
        held = to_text(remedies(few, "top_rated_plus", as_of=AS_OF))
        assert f"{known} 2020-09-02 on the record says that it is not held" in " ".join(
            held.split()
        )
        rich = freelancer(shop.with_payment("12000", on=may))
        much = attrs.evolve(rich, payments_known_since=date(2020, 2, 1))
        later = remedies(much, "top_rated_plus", as_of=AS_OF, pay_on=date(2021, 2, 20))
        said = " ".join(to_text(later).split())
        assert f"{known} 2021-01-31 on the record says that it is held" in said

    @pytest.mark.clause("TR-F4")
    def test_what_must_be_waited_for_has_its_day(self) -> None:
        """A way that holds only later says from when, and what time alone brings until then."""
        record = good_record(
            "freelancer", contract("shop", ("6000", AS_OF)), weeks=weeks("-" * 4 + "+" * 12)
        )
        lines = lines_of(remedies(record, "top_rated_plus", as_of=AS_OF))
        assert lines[1] == "  > eligible weeks: time brings it, on 2020-09-05 (TR-F4)"
        assert " ".join(" ".join(lines).split()).endswith(
            "it then holds from 2020-09-05 on, or from the day of the payment on if that is later"
        )

    def test_under_other_rules_it_says_so(self) -> None:
        """Remedies under a hypothetical edition list how it differs from what was published."""
        lower = edition_named("2020-07").hypothetical("lower", {"TRP-F1": "8000"})
        found = remedies(freelancer(), "top_rated_plus", as_of=AS_OF, edition=lower)
        assert lines_of(found)[:4] == [
            "Gain Top Rated Plus",
            "Hypothetical: nobody published these rules. Against edition 2020-07:",
            "  > freelancer earnings: $8,000.00 instead of $10,000.00 (TRP-F1)",
            "  + $8,000.00 more on a new contract in Design & Creative",
        ]

    @pytest.mark.clause("TR-F3")
    def test_what_only_time_brings_is_all_there_is_to_tell(self) -> None:
        """Where something is waited for and nothing can be paid, no text says that all is done."""
        record = good_record(first_contract_on=date(2020, 7, 1))
        assert lines_of(remedies(record, "top_rated", as_of=AS_OF)) == [
            "Gain Top Rated",
            "  > first contract: time brings it, on 2020-09-30 (TR-F3)",
        ]

    @pytest.mark.clause("TRP-F8")
    def test_a_way_that_is_not_enough_alone_promises_no_day(self) -> None:
        """While the platform reports no Top Rated, money brings Top Rated Plus on no day."""
        record = freelancer(base_badge="none")
        found = remedies(record, "top_rated_plus", as_of=AS_OF, edition="2020-07")
        assert lines_of(found)[-2:] == [
            "  + $10,000.00 more on a new contract in Design & Creative; not enough alone, as",
            "    something else stands in the way",
        ]

    @pytest.mark.clause("DIV-11")
    def test_what_ends_a_badge_says_when(self) -> None:
        """The certification is good through 31 March 2022, so the badge is held until then."""
        record = freelancer(country="US", certifications=[certified()])
        found = remedies(record, "diversity_certified", as_of=date(2022, 3, 1))
        assert lines_of(found) == [
            "Keep Diversity-Certified",
            "  - another certification changes this, on 2022-04-01: expired; days since its",
            "    last day: 1 (DIV-11)",
            "",
            "Rules as last confirmed on 2021-03-25.",
        ]

    def test_one_way_alone_says_for_what_and_how_it_is_read(self) -> None:
        """A way by itself names the badge and the reading; the strict bar takes one cent more."""
        strict = Readings(money_bar="more_than")
        found = remedies(
            freelancer(), "top_rated_plus", as_of=AS_OF, readings=strict, edition="2020-07"
        )
        heading = [
            "Gain Top Rated Plus",
            "Hypothetical: edition 2020-07 is applied to every day.",
            "Read so that an amount has to be passed by a cent, not only reached (TRP-F1).",
        ]
        assert lines_of(found.ways[0]) == [
            *heading,
            "  + $10,000.01 more on a new contract in Design & Creative",
        ]
        assert lines_of(found)[:3] == heading


class TestNextChange:
    """A change that lies ahead is told by itself: what, when, by which clause, by which payment."""

    def test_a_loss_names_what_turned_and_the_payment_that_left(self) -> None:
        """Paid on 1 November 2019, $6,000.00 leave on 1 November 2020, and $5,500.00 remain."""
        record = freelancer(
            contract("shop", ("6000", date(2019, 11, 1)), ("5500", date(2020, 6, 1)))
        )
        assert lines_of(next_change(record, "top_rated_plus", as_of=AS_OF)) == [
            "Top Rated Plus is lost on 2020-11-01 (TRP-F1), if nothing new happens",
            "  ~ $5,500.00 earned, $10,000.00 needed; $4,500.00 short (TRP-F1)",
            "    2019-11-01 $6,000.00 on shop leaves the window",
        ]

    def test_a_gain_names_the_rules_that_were_supposed(self) -> None:
        """A payment agreed for October brings the badge, by a bar that nobody published."""
        lower = edition_named("2020-07").hypothetical("lower", {"TRP-F1": "8000"})
        record = freelancer(contract("shop", ("8000", date(2020, 10, 5))))
        change = next_change(record, "top_rated_plus", as_of=AS_OF, edition=lower)
        assert lines_of(change) == [
            "Top Rated Plus is gained on 2020-10-05 (TRP-F1, TRP-F2), if nothing new happens",
            "Hypothetical: nobody published these rules. Against edition 2020-07:",
            "  > freelancer earnings: $8,000.00 instead of $10,000.00 (TRP-F1)",
            "  ~ $8,000.00 earned, $8,000.00 needed (TRP-F1)",
            "  ~ shop (Legal): $8,000.00 of $5,000.00, large (TRP-F2)",
            "    2020-10-05 $8,000.00 on shop comes into the window",
        ]


@pytest.mark.clause("DIV-11")
def test_the_first_of_two_changes_is_the_next_one() -> None:
    """Money leaves in 2021 and a certification ends in 2022: each is told when it is next."""
    holder = freelancer(
        contract("shop", ("12000", date(2020, 6, 1))), country="US", certifications=[certified()]
    )
    assert next_change_text(assess(holder, as_of=date(2021, 3, 20))) == (
        "Next: on 2021-06-01 Top Rated Plus is lost (TRP-F1, TRP-F2), if nothing new\nhappens."
    )
    assert next_change_text(assess(holder, as_of=date(2021, 6, 1))) == (
        "Next: on 2022-04-01 Diversity-Certified is lost (DIV-11), if nothing new\nhappens."
    )


@pytest.mark.clause("DIV-11")
def test_the_next_change_is_the_first_whatever_the_badge() -> None:
    """A certification ends before money leaves, though its badge is told after Top Rated Plus."""
    holder = freelancer(
        contract("shop", ("12000", date(2021, 3, 10))),
        country="US",
        certifications=[certified(expires_on=date(2021, 6, 30))],
    )
    assert next_change_text(assess(holder, as_of=date(2021, 3, 20))) == (
        "Next: on 2021-07-01 Diversity-Certified is lost (DIV-11), if nothing new\nhappens."
    )


def test_what_is_known_of_one_day_alone_is_not_known_on_the_next() -> None:
    """Figures of a page hold the badge on their day; later nothing is lost, and nothing known."""
    stats = PlatformStats(shown_on=AS_OF, earnings_12_months="12000", has_large_contract=True)
    record = freelancer(stats=stats, contracts_known=False)
    assert next_change_text(assess(record, as_of=AS_OF)) == (
        "Next: nothing on record changes a badge. From 2020-09-02 on the record does not\n"
        "say whether Top Rated Plus is held."
    )


def test_changes_on_one_day_are_told_together() -> None:
    """Top Rated and with it Top Rated Plus are lost in one sentence; what comes later is not."""
    record = good_record(last_active_on=date(2020, 6, 5), weeks=weeks("+" * 16))
    record = record.with_payment("one", "-1", on=AS_OF)
    assert next_change_text(assess(record, as_of=AS_OF)) == (
        "Next: on 2020-09-03 Top Rated Plus is lost (TRP-F8) and Top Rated is lost\n"
        "(TR-F8), if nothing new happens."
    )


@pytest.mark.clause("TRP-F1", "TRP-F2")
def test_where_only_knowledge_ends_no_badge_is_said_to_stay() -> None:
    """The figures of a page are of one day, on which both badges are held: of the next, silence."""
    plus = TalentRecord(
        kind="freelancer",
        contracts_known=False,
        contracts=[],
        base_badge="top_rated",
        stats=PlatformStats(shown_on=AS_OF, earnings_12_months="10000", has_large_contract=True),
    )
    assert next_change_text(assess(plus, as_of=AS_OF)) == (
        "Next: nothing on record changes a badge. From 2020-09-02 on the record does not\n"
        "say whether Top Rated Plus is held."
    )
    shown = PlatformStats(
        shown_on=AS_OF, earnings_12_months="10000", has_large_contract=True, eligible_weeks=13
    )
    both = attrs.evolve(good_record(weeks=()), contracts_known=False, contracts=(), stats=shown)
    assert next_change_text(assess(both, as_of=AS_OF)) == (
        "Next: nothing on record changes a badge. From 2020-09-02 on the record does not\n"
        "say whether Top Rated Plus and Top Rated are held."
    )


def test_a_criterion_that_an_edition_begins_or_ceases_to_ask_for_is_told_as_such() -> None:
    """On the first day of Rising Talent in numbers some criteria come and some go."""
    record = TalentRecord(
        kind="freelancer",
        contracts=[],
        reputation=Reputation(job_success_score=None, identity_verified=True),
    )
    text = to_text(timeline(record, "rising_talent", as_of=date(2026, 7, 7)))
    assert "~ asked no longer: no Job Success Score yet (RT-1)" in text
    assert "~ asked from now on: the identity is verified (RT-3)" in text
    assert "asked from now on: no recent" not in text  # it was asked before, under RT-1
