"""Expert-Vetted, clause by clause."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import law
from badgerules import (
    Badge,
    Category,
    Decision,
    Kind,
    PriorAssessment,
    TalentRecord,
    assess,
    decide,
    dump_assessment,
)
from badgerules.criteria import SCREENING_TO_COME
from builders import freelancer, vetted

PASSED_ON = date(2020, 8, 1)


def decided(as_of: date = PASSED_ON, **facts: Any) -> Decision:
    """Decide Expert-Vetted for a talent vetted on 1 Aug 2020, with some facts changed."""
    record = freelancer(expert_vetting=vetted(**facts), base_badge="none")
    return decide(record, Badge.EXPERT_VETTED, as_of=as_of)


@pytest.mark.clause("EV-1")
@pytest.mark.parametrize(
    ("as_of", "passed_on", "told"),
    [
        (date(2020, 7, 9), None, "not invited to the screening, or not passed since"),
        (date(2020, 7, 10), None, "invited to the screening, and not passed yet"),
        (date(2020, 7, 31), PASSED_ON, "invited to the screening, and not passed yet"),
        (PASSED_ON, PASSED_ON, "invited, and passed the screening"),
    ],
)
def test_who_is_invited_hears_that_the_screening_is_to_come(
    as_of: date, passed_on: date | None, told: str
) -> None:
    """From the day of the invitation until the day before the screening is passed."""
    finding = decided(as_of, passed_on=passed_on)["vetting"]
    assert finding.text.startswith(told)
    assert (finding.criterion is SCREENING_TO_COME) is told.endswith("not passed yet")


@pytest.mark.clause("EV-1")
@pytest.mark.parametrize(
    ("facts", "met"),
    [
        pytest.param({}, True, id="passed-today"),
        pytest.param({"passed_on": date(2020, 8, 2)}, False, id="passes-tomorrow"),
        pytest.param({"invited_on": PASSED_ON}, True, id="invited-on-the-same-day"),
        pytest.param({"invited_on": date(2020, 8, 2)}, False, id="invited-afterwards"),
        pytest.param({"invited_on": None}, False, id="never-invited"),
        pytest.param({"passed_on": None}, False, id="never-passed"),
    ],
)
def test_it_takes_an_invitation_and_then_a_passed_screening(
    facts: dict[str, Any], *, met: bool
) -> None:
    """Held from the day the screening was passed, if the invitation did not come later."""
    assert decided(**facts).is_met is met


@pytest.mark.clause("EV-1")
def test_without_any_vetting_only_that_is_said() -> None:
    """Category and revocation do not apply to somebody who was never vetted."""
    decision = decide(freelancer(), Badge.EXPERT_VETTED, as_of=PASSED_ON)
    assert [(one.clause, one.verdict.value) for one in decision.findings] == [("EV-1", "unmet")]


OPEN_FROM = {
    Category.DESIGN_CREATIVE: date(2020, 7, 7),
    Category.SALES_MARKETING: date(2020, 7, 7),
    Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT: date(2020, 7, 7),
    Category.WRITING: date(2022, 1, 1),
    Category.ACCOUNTING_CONSULTING: date(2022, 1, 1),
    Category.IT_NETWORKING: date(2024, 1, 1),
    Category.DATA_SCIENCE_ANALYTICS: date(2024, 1, 1),
}


@pytest.mark.clause("EV-2")
@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("day", sorted({*law.TURNS, *law.USUAL_DAYS}), ids=str)
def test_a_category_must_be_open_in_the_edition(category: Category, day: date) -> None:
    """Each category opens on its day, or never; closed is not met, and never an error."""
    is_open = category in OPEN_FROM and OPEN_FROM[category] <= day
    verdict = decided(day, category=category)["focus_category"].verdict
    assert verdict == ("met" if is_open else "unmet")


@pytest.mark.clause("EV-3")
@pytest.mark.parametrize("kind", Kind)
def test_neither_earnings_nor_score_nor_badge_is_needed(kind: Kind) -> None:
    """A talent without any contract and base badge can hold it, an agency likewise."""
    record = TalentRecord(kind=kind, contracts=[], base_badge="none", expert_vetting=vetted())
    assert decide(record, Badge.EXPERT_VETTED, as_of=PASSED_ON).is_met


@pytest.mark.clause("EV-4")
def test_earlier_assessments_decide_nothing() -> None:
    """Results on file turn no verdict; the explanation shows them, as text and as data."""
    cases: list[dict[str, Any]] = [{"invited_on": None}, {}]
    for facts in cases:
        without, on_file = decided(**facts), decided(**facts, prior_assessments=PriorAssessment)
        verdicts = [[one.verdict for one in found.findings] for found in (without, on_file)]
        assert verdicts[0] == verdicts[1]
        added = "; on file, deciding nothing (EV-4): Upwork Premium and Upwork Pro"
        assert on_file["vetting"].text == without["vetting"].text + added
    record = freelancer(expert_vetting=vetted(prior_assessments=["upwork_pro"]))
    dumped = dump_assessment(assess(record, as_of=PASSED_ON))
    finding = dumped["badges"]["expert_vetted"]["findings"][0]
    assert finding["prior_assessments"] == ["upwork_pro"]


@pytest.mark.clause("EV-5")
@pytest.mark.parametrize(
    ("revoked_on", "met"),
    [(date(2020, 8, 1), False), (date(2020, 8, 2), True), (date(2020, 7, 31), False)],
    ids=["today", "tomorrow", "yesterday"],
)
def test_a_revoked_badge_is_gone_on_that_day(revoked_on: date, *, met: bool) -> None:
    """On the day of the revocation the badge is no longer held."""
    assert decided(revoked_on=revoked_on).is_met is met
