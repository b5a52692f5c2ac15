"""The schemas of answers about one talent, and of what `assess --json` adds to them."""

from __future__ import annotations

from badgerules.as_recorded import FACT_NAMES
from badgerules.comparison import Cause
from badgerules.disagreements import ExplanationKind
from badgerules.findings import RowReason, ShareReason, WeekReason
from badgerules.ledger import PaymentReason
from badgerules.rulebook import EDITIONS
from badgerules.schemas.finding import finding_schema
from badgerules.schemas.shapes import (
    COUNT,
    DAY,
    FLAG,
    MONEY,
    NULL,
    TEXT,
    WHOLE_NUMBER,
    Schema,
    an_object,
    any_of,
    list_of,
    one_of,
    or_null,
    ref,
    told,
    words,
    written,
)
from badgerules.schemas.shared import (
    ANSWER_FORMAT,
    BADGE,
    CLAUSE_ID,
    CLAUSE_IDS,
    CRITERION,
    EDITION,
    QUESTION,
    READING_NAMES,
    SHARED_KEYS,
    VERDICT,
    shared_definitions,
)
from badgerules.visibility import RANKING, VIEWERS, viewers_in
from badgerules.vocabulary import Badge, Category, ContractOutcome, PlanTier

_SOME_EDITIONS_LACK = [
    name for name in VIEWERS if any(name not in viewers_in(edition) for edition in EDITIONS)
]
"""The viewers whose plan not every edition has (VIS-10)."""
_FACTS = told(list_of(CRITERION), "the facts that would settle it")

_WHOSE = {"format": ANSWER_FORMAT, "id": told(or_null(TEXT), "the id of the record")}
WHAT_IF = any_of(*map(ref, ("payment", "supposed_outcome", "supposed_score", "supposed_fact")))
"""What the command line may suppose."""

_SUPPOSED = {"supposed": told(list_of(WHAT_IF), "on the command line: what was supposed")}

_OUTLOOK = {
    **_WHOSE,
    "badge": BADGE,
    "as_of": told(DAY, "the last day whose facts are known"),
    **EDITION,
    "edition": told(or_null(TEXT), "the edition asked for; null for the one in force each day"),
    "hypothetical": told(FLAG, "whether an edition was asked for"),
    **SHARED_KEYS,
}
_PAYMENT = {"contract": TEXT, "paid_on": DAY, "amount": MONEY}
_CHANGE = {
    "on": told(DAY, "the first day of the new verdict"),
    "verdict": VERDICT,
    "because": told(CLAUSE_IDS, "the clauses unmet after a loss, or before a gain"),
}
_ROW = {
    "id": told(TEXT, "the contract"),
    "category": words(Category),
    "counted": MONEY,
    "required": MONEY,
    "shortfall": MONEY,
    "serves": told(FLAG, "whether its feedback lets it be the large one"),
    "reason": words(RowReason),
    "text": TEXT,
}
_BEFORE_AND_AFTER = {
    "before": told(or_null(ref("finding")), "null where it does not apply"),
    "after": told(or_null(ref("finding")), "null where it does not apply"),
}


def answer_definitions() -> dict[str, Schema]:
    """Return the schema of each answer and of each of its parts, by name."""
    several = any_of(TEXT, ref("supposed_week"), ref("supposed_score"))
    return {
        **shared_definitions(),
        "finding": finding_schema(),
        "row": an_object("How one contract fared as the large one.", _ROW),
        "week": an_object(
            "One of the weeks counted.",
            {"ends_on": DAY, "eligible": or_null(FLAG), "reason": words(WeekReason)},
        ),
        "payment": an_object("A payment on a contract; a refund is negative.", _PAYMENT),
        "supposed_outcome": an_object(
            "A contract that ended.",
            {"contract": TEXT, "outcome": words(ContractOutcome), "outcome_on": DAY},
        ),
        "supposed_score": an_object(
            "A score from a day on.", {"score": or_null(COUNT), "since": DAY}
        ),
        "supposed_fact": an_object(
            "A fact of reputation.",
            {"fact": CRITERION, "value": any_of(TEXT, WHOLE_NUMBER, FLAG, list_of(several), NULL)},
        ),
        "supposed_week": an_object("A recorded week.", {"ends_on": DAY, "eligible": FLAG}),
        "change": an_object("The next day on which holding a badge or not changes.", _CHANGE),
        "decision": _decision(),
        "sight_under_reading": _sight_under_reading(),
        "way": _way(),
        "assessment": _assessment(),
        "ledger": _ledger(),
        "timeline": _timeline(),
        "remedies": _remedies(),
        "recovery": _recovery(),
        "comparison": _comparison(),
    }


def _decision() -> Schema:
    delays = {
        "within_hours": told(
            or_null(COUNT), "how soon the badge appears; null where nothing is published"
        ),
        "within_days": told(
            or_null(COUNT),
            "in its place from edition 2026-07 on: how long the badge may wait for a review",
        ),
    }
    decision = an_object(
        "Whether a talent qualifies for one badge, and why.",
        {
            "verdict": VERDICT,
            **delays,
            "unsettled": _FACTS,
            "readings_that_matter": told(
                list_of(
                    an_object(
                        "A single reading that would change the verdict, and not to unknown.",
                        {
                            "reading": one_of(READING_NAMES),
                            "value": written("[a-z0-9_]+"),
                            "verdict": VERDICT,
                        },
                    )
                ),
                "empty if none would",
            ),
            "editions_that_matter": told(
                list_of(
                    an_object(
                        "An edition that may have been in force instead, and changes the verdict.",
                        {"edition": TEXT, "verdict": VERDICT},
                    )
                ),
                "empty if none would",
            ),
            "next_change": told(or_null(ref("change")), "null if nothing will change"),
            "findings": list_of(ref("finding")),
        },
        optional=delays,
    )
    either_delay = {
        "if": {"required": ["within_hours"]},
        "then": {"properties": {"within_days": False}},
        "else": {"required": ["within_days"]},
    }
    return {**decision, **either_delay}


def _assessment() -> Schema:
    talent_badge = one_of(badge.value for badge in RANKING)
    supposed = {
        **_SUPPOSED,
        "ledger": told(ref("ledger"), "with assess --ledger"),
        "remedies": told(
            an_object("Remedies by badge.", {badge.value: ref("remedies") for badge in Badge}),
            "with assess --remedies",
        ),
        "disagreements": told(
            list_of(_disagreement()), "where the page says otherwise; only where it was recorded"
        ),
    }
    properties = {
        **_WHOSE,
        **QUESTION,
        "badges": an_object("Every badge.", {badge.value: ref("decision") for badge in Badge}),
        "visible": an_object(
            "The badge each viewer of the edition sees on the profile; null for none.",
            dict.fromkeys(VIEWERS, or_null(talent_badge)),
            optional=_SOME_EDITIONS_LACK,
        ),
        "visible_unsettled": an_object(
            "For each viewer concerned, the badges shown instead if they turned out to be held.",
            {name: {**list_of(talent_badge), "minItems": 1} for name in VIEWERS},
            optional=VIEWERS,
        ),
        "diversity_seen_by": told(
            list_of(words(PlanTier)), "the plans whose clients see the diversity badge"
        ),
        "visible_readings": an_object(
            "For each viewer concerned, the readings that, switched alone, change what is seen.",
            {name: {**list_of(ref("sight_under_reading")), "minItems": 1} for name in VIEWERS},
            optional=VIEWERS,
        ),
        "visible_editions": told(
            list_of(_sights_under_edition()),
            "the editions that may have been in force instead, and change what is seen",
        ),
        "confirmed_on": told(
            or_null(DAY), "the newest day on which a source confirmed one of the clauses"
        ),
        "as_recorded": an_object(
            "Facts that nearly nobody has and that the answer rests on, in words.",
            dict.fromkeys(FACT_NAMES, TEXT),
            optional=FACT_NAMES,
        ),
        **supposed,
    }
    return an_object("The decisions on all five badges.", properties, optional=supposed)


def _disagreement() -> Schema:
    amount = (VERDICT, MONEY, COUNT, FLAG)
    explanation = {
        "kind": words(ExplanationKind),
        "subject": told(TEXT, "the reading, the edition, the fact or the clause"),
        "days": told(list_of(DAY), "of payments, or the last one without the badge"),
        "text": TEXT,
    }
    return an_object(
        "What the page says, and what comes out of the facts.",
        {
            "subject": told(TEXT, "the badge, or the figure"),
            "shown": any_of(*amount),
            "found": told(any_of(*amount, list_of(COUNT)), "a list is the least and the most"),
            "text": TEXT,
            "explanations": told(
                list_of(an_object("What could explain it.", explanation)), "each tried"
            ),
        },
    )


def _sight_under_reading() -> Schema:
    return an_object(
        "A single reading under which a viewer sees something else.",
        {
            "reading": one_of(READING_NAMES),
            "value": written("[a-z0-9_]+"),
            "badge": or_null(one_of(badge.value for badge in RANKING)),
            "diversity": told(FLAG, "whether the diversity badge is seen beside it"),
        },
    )


def _sights_under_edition() -> Schema:
    seen = an_object(
        "The badges that a viewer sees then, of those who see something else.",
        {name: list_of(BADGE) for name in VIEWERS},
        optional=VIEWERS,
    )
    return an_object(
        "An edition that may have been in force instead.", {"edition": TEXT, "seen": seen}
    )


def _ledger() -> Schema:
    share = told(or_null(words(ShareReason)), "null for a freelancer")
    entry = {
        **_PAYMENT,
        "counted_for": told(list_of(CRITERION), "the criteria it counted for"),
        "reason": words(PaymentReason),
        "text": TEXT,
    }
    return an_object(
        "What counted for a decision and what did not.",
        {
            "format": ANSWER_FORMAT,
            "badge": BADGE,
            **QUESTION,
            "contracts": list_of(
                an_object("How one contract counted.", {**_ROW, "share": share}),
            ),
            "payments": list_of(an_object("A payment, and whether it counted.", entry)),
        },
    )


def _timeline() -> Schema:
    span = {
        "first_day": DAY,
        "last_day": told(DAY, "included"),
        "verdict": VERDICT,
    }
    border = {
        **_CHANGE,
        "findings": told(
            list_of(an_object("A finding that turned.", _BEFORE_AND_AFTER)), "those that turned"
        ),
        "entered": told(list_of(ref("payment")), "what came into the window on that day"),
        "left": told(list_of(ref("payment")), "what left the window on that day"),
    }
    spans = list_of(an_object("Days of one verdict.", span))
    return an_object(
        "From when to when a badge is held.",
        {
            **_OUTLOOK,
            "spans": told({**spans, "minItems": 1}, "every day once"),
            "changes": list_of(an_object("The border between two spans.", border)),
            "settled": told(FLAG, "whether nothing recorded can change the last verdict"),
            "assumptions": told(list_of(TEXT), "what is assumed of days to come"),
            **_SUPPOSED,
        },
        optional=_SUPPOSED,
    )


def _way() -> Schema:
    return an_object(
        "A payment that gains a badge, or keeps it.",
        {
            "contract": told(or_null(TEXT), "the contract to pay on; null for a new one"),
            "category": told(or_null(words(Category)), "null where any contract will do"),
            "amount": MONEY,
            "pay_on": DAY,
            "holds_on": told(DAY, "the first day of the badge, or the day of its loss prevented"),
            "pay_by": told(
                or_null(DAY),
                "the last day up to which that is enough without a break; null for none",
            ),
            "needs_positive_feedback": FLAG,
            "bonus": told(FLAG, "whether the contract to pay on has ended by then"),
            "any_activity_does": FLAG,
            "text": TEXT,
        },
    )


def _remedies() -> Schema:
    wait = {"criterion": written("[a-z_]+([.][a-z_]+)?"), "clause": CLAUSE_ID, "until": DAY}
    return an_object(
        "The least that must change to gain a badge, or to keep it.",
        {
            **_OUTLOOK,
            "next_change": told(or_null(ref("change")), "null if nothing will change"),
            "ways": told(list_of(ref("way")), "how to gain the badge, cheapest first"),
            "keep": told(list_of(ref("way")), "how to prevent its next loss"),
            "waits": list_of(an_object("What time alone brings.", wait)),
            "obstacles": told(
                list_of(ref("finding")), "what no payment changes, and time alone neither"
            ),
        },
    )


def _recovery() -> Schema:
    span = {
        "first_return": told(DAY, "the first day on which the score may return"),
        "last_return": told(or_null(DAY), "the last such day; null for none"),
        "held_on": told(
            or_null(DAY), "when it is held, if the score returns on the first of them; null: never"
        ),
        "last_held_on": told(or_null(DAY), "the same for the last of them; null where none is"),
        "at_once": told(FLAG, "whether it is held on the day of each return"),
        "weekly": told(FLAG, "whether each later week of return is a week later"),
        "because": told(CLAUSE_IDS, "the clauses of what is not met by then"),
        "unsettled": _FACTS,
    }
    return an_object(
        "When a badge is back, for each day on which the score may return.",
        {
            **_OUTLOOK,
            "score": told(COUNT, "the score that returns"),
            "current": told(or_null(COUNT), "the score now; null for none, or where not known"),
            "missing": told(FLAG, "whether the score is what is missing"),
            "spans": list_of(an_object("Days of return that are told alike.", span)),
            "open_weeks": told(list_of(DAY), "Saturdays that are not recorded"),
            **_SUPPOSED,
        },
        optional=_SUPPOSED,
    )


def _comparison() -> Schema:
    change = {
        "badge": BADGE,
        "criterion": CRITERION,
        "clause": CLAUSE_ID,
        "cause": words(Cause),
        **_BEFORE_AND_AFTER,
        "rolled_out": told(list_of(ref("payment")), "the payments that left the window"),
    }
    view = {
        "viewer": one_of(VIEWERS),
        "cause": words(Cause),
        "before": list_of(BADGE),
        "after": list_of(BADGE),
    }
    terms = an_object("What one answer was asked.", QUESTION)
    return an_object(
        "What came between two answers.",
        {
            **_WHOSE,
            "before": terms,
            "after": terms,
            "changes": list_of(an_object("What one cause did to one finding.", change)),
            "views": list_of(an_object("What one cause did to what one viewer sees.", view)),
            "viewers_not_compared": told(
                list_of(one_of(VIEWERS)), "those whose plan one of the two editions lacks"
            ),
        },
    )
