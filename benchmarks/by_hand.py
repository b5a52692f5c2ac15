"""What somebody would write who needs one yes or no and no reasons: the rival of `decide`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badgerules import BaseBadge, Category, ContractOutcome

if TYPE_CHECKING:
    from datetime import date

    from badgerules import TalentRecord

EARNINGS = 10_000_00
LARGE = {
    Category.DESIGN_CREATIVE: 5_000_00,
    Category.ENGINEERING_ARCHITECTURE: 5_000_00,
    Category.LEGAL: 5_000_00,
    Category.TRANSLATION: 5_000_00,
    Category.WRITING: 5_000_00,
    Category.ACCOUNTING_CONSULTING: 10_000_00,
    Category.ADMIN_SUPPORT: 10_000_00,
    Category.DATA_SCIENCE_ANALYTICS: 10_000_00,
    Category.IT_NETWORKING: 10_000_00,
    Category.SALES_MARKETING: 10_000_00,
    Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT: 15_000_00,
    Category.CUSTOMER_SERVICE: 20_000_00,
}
NEGATIVE, TOP_RATED = ContractOutcome.NEGATIVE, BaseBadge.TOP_RATED


def is_top_rated_plus(record: TalentRecord, as_of: date) -> bool:
    """Tell whether a freelancer qualifies, looking at every payment and using no cache of ours."""
    try:
        after = as_of.replace(year=as_of.year - 1)
    except ValueError:
        after = as_of.replace(year=as_of.year - 1, day=28)
    total, has_large = 0, False
    for contract in record.contracts:
        counted = 0
        for payment in contract.payments:
            if after < payment.paid_on <= as_of:
                counted += payment.cents
        total += counted
        if counted >= LARGE[contract.category] and not (
            contract.outcome is NEGATIVE
            and (contract.outcome_on is None or contract.outcome_on <= as_of)
        ):
            has_large = True
    return (
        total >= EARNINGS
        and has_large
        and not record.exclusive_agency_contractor
        and record.base_badge is TOP_RATED
    )


AGENCY_EARNINGS, ALLOWED_PERCENT = 20_000_00, 10
AGENCY_LARGE = {
    Category.DESIGN_CREATIVE: 10_000_00,
    Category.ENGINEERING_ARCHITECTURE: 10_000_00,
    Category.LEGAL: 10_000_00,
    Category.TRANSLATION: 10_000_00,
    Category.WRITING: 10_000_00,
    Category.ACCOUNTING_CONSULTING: 20_000_00,
    Category.ADMIN_SUPPORT: 20_000_00,
    Category.DATA_SCIENCE_ANALYTICS: 20_000_00,
    Category.IT_NETWORKING: 20_000_00,
    Category.SALES_MARKETING: 20_000_00,
    Category.WEB_MOBILE_SOFTWARE_DEVELOPMENT: 30_000_00,
    Category.CUSTOMER_SERVICE: 20_000_00,
}


def is_top_rated_plus_agency(record: TalentRecord, as_of: date) -> bool:
    """Tell whether an agency qualifies, looking at every payment and using no cache of ours."""
    try:
        after = as_of.replace(year=as_of.year - 1)
    except ValueError:
        after = as_of.replace(year=as_of.year - 1, day=28)
    total, has_large, scope, negative = 0, False, 0, 0
    for contract in record.contracts:
        counted, is_paid = 0, False
        for payment in contract.payments:
            if after < payment.paid_on <= as_of:
                counted += payment.cents
                if payment.cents > 0:
                    is_paid = True
        total += counted
        if counted >= AGENCY_LARGE[contract.category]:
            has_large = True
        outcome, on = contract.outcome, contract.outcome_on
        is_judged = outcome is not None and (on is None or on <= as_of)
        if is_judged and (is_paid or (on is not None and on > after)):
            scope += 1
            negative += outcome is NEGATIVE
    return (
        total >= AGENCY_EARNINGS
        and has_large
        and negative * 100 <= scope * ALLOWED_PERCENT
        and record.base_badge is TOP_RATED
    )
