"""An answer on one screen: what fails of what people strive for, and who sees what."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from badgerules import ClientPlan, ExpertVetting, Readings, TalentRecord, assess, load_record
from badgerules.display import summary_text
from builders import AS_OF, career, certified, contract, freelancer, good_record, paid

if TYPE_CHECKING:
    from badgerules.names import BaseBadgeName

EXAMPLES = Path(__file__).parents[2] / "examples"


def told(record: TalentRecord, day: date = AS_OF, **terms: object) -> list[str]:
    """Return the lines of a summary up to what the answer takes for none."""
    text = summary_text(assess(record, as_of=day, **terms))  # type: ignore[arg-type]
    lines = text.split("\n")
    ends = [place for place, line in enumerate(lines) if line.startswith("As recorded")]
    return lines[: ends[0] - 1] if ends else lines


def test_what_fails_of_each_badge_is_told_and_nothing_that_holds() -> None:
    """Of nine and ten criteria three each are not met; what is not known cannot save them."""
    record = load_record((EXAMPLES / "refunded-while-away.json").read_bytes())
    assert told(record, date(2026, 10, 1)) == [
        "refunded-while-away (freelancer) on 2026-10-01, by edition 2026-07",
        "Payments from 2025-10-02 to 2026-10-01 count.",
        "",
        "Top Rated Plus: no",
        "  - $0.00 earned, $10,000.00 needed; $10,000.00 short (TRP-F1)",
        "  - the nearest is brand (Design & Creative): $0.00 of $5,000.00, $5,000.00",
        "    short (TRP-F2)",
        "  - Top Rated is not held, and Top Rated Plus builds on it; see TR-F1, TR-F2,",
        "    TR-F8 (TRP-F8)",
        "Expert-Vetted: no",
        "Top Rated: no",
        "  - Job Success Score 86, 90 needed; 4 short (TR-F1)",
        "  - $0.00 earned, $1,000.00 needed; $1,000.00 short (TR-F2)",
        "  - no proposal, accepted invitation or payment is recent enough (TR-F8)",
        "Rising Talent: no",
        "  - no proposal, accepted invitation or payment is recent enough (RT-3, restated",
        "    help)",
        "  - $0.00 earned, $250.00 needed; $250.00 short (RT-4, restated help)",
        "  - Job Success Score 86, 90 needed; 4 short (RT-5, restated help)",
        "Diversity-Certified: no",
        "",
        "Everybody sees no badge.",
    ]


def test_a_badge_that_is_held_says_only_when_it_appears_and_what_would_turn_it() -> None:
    """Reaching the bar exactly, two readings would turn Top Rated Plus."""
    assert told(freelancer(contract("10000.00")))[3:9] == [
        "Top Rated Plus: yes",
        "  > if this became true within the last 72 hours, the badge may not be shown yet",
        "    (DELAY-1)",
        "  > if an amount has to be passed by a cent, not only reached (TRP-F1), the",
        "    answer is no",
        "  > if a large contract needs positive feedback (TRP-F5), the answer is no",
    ]


def test_what_is_not_known_comes_with_what_would_settle_it() -> None:
    """Nothing but the kind is known: every badge that rests on more says what to record."""
    bare = TalentRecord(kind="freelancer", contracts=[contract("12000.00", outcome="positive")])
    assert told(bare)[3:] == [
        "Top Rated Plus: unknown",
        "  ? it is not known whether Top Rated is held (TRP-F8)",
        "  > to settle it, record which badge the platform reports (base_badge)",
        "Expert-Vetted: no",
        "Top Rated: unknown",
        "  ? neither the base badge, as the platform reports it, nor the reputation is",
        "    recorded (BASE-1)",
        "  > to settle it, record which badge the platform reports (base_badge)",
        "Rising Talent: unknown",
        "  ? neither the base badge, as the platform reports it, nor the reputation is",
        "    recorded (BASE-1)",
        "  > to settle it, record which badge the platform reports (base_badge)",
        "Diversity-Certified: no",
        "",
        "The talent, Enterprise, Business and selected Plus clients see no badge as far",
        "as known; not known: Top Rated Plus, Top Rated, Rising Talent.",
        "Other Plus and Basic clients see no badge as far as known; not known: Top Rated,",
        "Rising Talent.",
    ]


@pytest.mark.clause("BASE-1")
@pytest.mark.parametrize(
    ("base_badge", "lines"),
    [
        (
            "none",
            [
                "Top Rated: no",
                "  - the platform does not report Top Rated (BASE-1)",
                "Rising Talent: no",
                "  - the platform does not report Rising Talent (BASE-1)",
            ],
        ),
        (
            "rising_talent",
            [
                "Top Rated: no",
                "  - the platform does not report Top Rated (BASE-1)",
                "Rising Talent: yes",
            ],
        ),
        ("top_rated", ["Top Rated: yes", "Rising Talent: no"]),
    ],
)
def test_that_the_platform_reports_no_badge_is_the_reason(
    base_badge: BaseBadgeName, lines: list[str]
) -> None:
    """Its word stands in the place of criteria; below Top Rated nobody asks for Rising Talent."""
    found = told(freelancer(base_badge=base_badge))
    assert found[found.index(lines[0]) : found.index("Diversity-Certified: no")] == lines


def test_rising_talent_ends_with_top_rated() -> None:
    """Who holds Top Rated does not strive for the badge of newcomers."""
    lines = told(attrs.evolve(good_record(), contracts=[contract("1000.00")]))
    assert lines[lines.index("Top Rated: yes") :][:4] == [
        "Top Rated: yes",
        "  > if this became true within the last 48 hours, the badge may not be shown yet",
        "    (DELAY-1)",
        "Rising Talent: no",
    ]
    assert lines[lines.index("Rising Talent: no") + 1] == "Diversity-Certified: no"


@pytest.mark.parametrize("is_asked", [True, False])
def test_what_nearly_nobody_has_is_told_of_those_who_have_it(is_asked: bool) -> None:  # noqa: FBT001
    """An invitation and an application make those two badges worth a reason."""
    day = date(2021, 3, 20)
    vetting = ExpertVetting(category="writing", invited_on=date(2021, 3, 1))
    draft = attrs.evolve(certified(), status="draft", submitted_on=None, decided_on=None)
    record = freelancer(country="US")
    if is_asked:
        record = attrs.evolve(record, expert_vetting=vetting, certifications=[draft])
    lines = told(record, day)
    assert ("  - invited to the screening, and not passed yet (EV-1)" in lines) is is_asked
    assert any("DIV-5" in line for line in lines) is is_asked


def test_there_is_a_line_for_each_different_answer() -> None:
    """Basic clients see less than all the others, who see the same by different clauses."""
    day = date(2026, 11, 1)
    record = freelancer(attrs.evolve(contract("1.00"), payments=[paid("12000", day)]))
    plans = Readings(plus_badge_audience="plans")
    lines = told(record, day, readings=plans)
    assert lines[-2:] == [
        "The talent, Enterprise and Business Plus clients see Top Rated Plus.",
        "Basic clients see Top Rated.",
    ]
    assert lines[2].startswith("Read so that of clients, only those on Business Plus and")


def test_one_viewer_is_told_with_the_reasons() -> None:
    """A client who is none of the plans by name gets words of its own."""
    in_the_test = ClientPlan(tier="business", in_project_catalog_test=True)
    text = summary_text(assess(freelancer(contract("10000.00")), as_of=AS_OF), to=in_the_test)
    assert "\n\nOn the profile\n  This client sees  Top Rated Plus\n  > " in text


def test_a_viewer_is_told_by_name_however_given() -> None:
    """Who was selected for Top Rated Plus may be given by that name, or with the fact."""
    assessment = assess(freelancer(contract("10000.00")), as_of=AS_OF)
    by_fact = ClientPlan(tier="plus", selected_for_top_rated_plus=True)
    text = summary_text(assessment, to="plus_selected")
    assert "\n  Selected Plus clients see  Top Rated Plus\n" in text
    assert text == summary_text(assessment, to=by_fact)


def test_an_agency_is_told_the_same_way() -> None:
    """Its own criteria are named, by its own clauses."""
    lines = told(career(date(2026, 11, 1), "agency"), date(2026, 11, 1))
    assert lines[0] == "This talent (agency) on 2026-11-01, by edition 2026-07"
    assert any("(TRP-A" in line for line in lines)
