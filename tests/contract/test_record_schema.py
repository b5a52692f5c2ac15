"""The schema of a record accepts what `load_record` accepts, and nothing else."""

from __future__ import annotations

import json
from calendar import monthrange
from copy import deepcopy
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgerules import Category, DocumentError, dump_record, load_record
from badgerules.schemas import Document, json_schema
from badgerules.testing import contracts, talent_records
from badgerules.testing import payments as a_payment
from drawing import draws
from validators import fits, is_list, is_object, quick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from badgerules import TalentRecord

SATURDAY = 5

BARE: dict[str, Any] = {"format": 1, "kind": "freelancer", "contracts": []}


def loads(document: object) -> bool:
    """Tell whether a document, written as JSON text, is loaded as a record."""
    try:
        load_record(json.dumps(document))
    except DocumentError:
        return False
    return True


def inside(whole: object) -> dict[Any, Any]:
    """Return what an object or a list holds, by its keys; nothing for anything else."""
    return whole if is_object(whole) else dict(enumerate(whole)) if is_list(whole) else {}


def values_in(part: object) -> Iterator[object]:
    """Go through every value of a document."""
    yield part
    for value in inside(part).values():
        yield from values_in(value)


def texts_at(items: object, name: str) -> list[str]:
    """Return the texts that stand under a key in each of some objects."""
    found = [inside(one).get(name) for one in inside(items).values()]
    return [one for one in found if isinstance(one, str)]


def is_unsayable(document: object) -> bool:
    """Tell whether one of the things holds that the schema says it cannot say."""
    ids = texts_at(inside(document).get("contracts"), "id")
    reputation = inside(inside(document).get("reputation"))
    ends = texts_at(reputation.get("weeks"), "ends_on")
    days = texts_at(reputation.get("scores"), "since")
    since, through = (inside(document).get(f"payments_known_{end}") for end in ("since", "through"))
    return (
        len(set(ids)) < len(ids)
        or len(set(ends)) < len(ends)
        or len(set(days)) < len(days)
        or (isinstance(since, str) and isinstance(through, str) and since > through)
        or any(is_a_day(end) and date.fromisoformat(end).weekday() != SATURDAY for end in ends)
        or any(isinstance(one, float) for one in values_in(document))
    )


def is_a_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, written YYYY-MM-DD."""
    parts = text.split("-")
    if not text.isascii() or [len(part) for part in parts] != [4, 2, 2]:
        return False
    if not all(part.isdigit() for part in parts):
        return False
    year, month, day = map(int, parts)
    return year > 0 and 0 < month < 13 and 0 < day <= monthrange(year, month)[1]


def agree(document: object) -> bool:
    """Check that schema and loader say the same of a document; return what they say."""
    fitting = fits(Document.RECORD, document)
    assert loads(document) is (fitting and not is_unsayable(document)), document
    return fitting


ODD_TEXTS = (
    *("", " ", "\u00a0", "\u3000", "\ufeff", "a b", "a\u00a0b", "é漢", "\U0001f600", "\u200b"),
    *("a\n", "\n", "a\x00", "\x1f", "\x7f", "\x85", "a\u2028", "\u2029a"),
)
DAYS = (
    *("2020-02-29", "2021-02-29", "1900-02-29", "2000-02-29", "2020-04-31", "2020-12-31"),
    *("2020-01-04", "2020-01-05", "0000-01-01", "0001-01-01", "9999-12-31", "2020-13-01"),
    *("20200105", "2020-W02-1", "2020-1-05", "2020-01-05\n", " 2020-01-05", "2020-01-00"),
    *("\uff12020-01-05", "2020-01-05T00:00:00", "2020/01/05", "+020-01-05", "2020-01-32"),
)
AMOUNTS = (
    *("0", "-0", "7850.00", "-150.5", "1.", ".5", "1.234", "+1", "1e3", "1,000.00", " 1", "1\n"),
    *("9999999999999.99", "10000000000000", "--1", "\u0663", "-", "NaN", "$1"),
)
STARS = (
    *("1", "1.0", "1.00", "4.80", "4.8", "5", "5.0", "5.00", "0.99", "5.01", "6", "4.805", "4.800"),
    *("4.", ".8", "04.80", "+4.8", "-4.8", " 4.8", "4.8\n", "4,8", "4.8e0", "\u0664", "10", ""),
)
WORDS = (
    *("freelancer", "agency", "none", "rising_talent", "top_rated", "Top_Rated", "positive"),
    *("neutral", "negative", "draft", "approved", "woman_owned", "upwork_pro", "US", "us", "USA"),
    *("U1", "US\n", "legal", "LEGAL", "Admin_Support", "admin_support", "Admin", "admin support"),
    *("Sales AND marketing", "Sales & Marketing", "sales  & marketing", "it & networking\n"),
    *("Web, mobile and software dev", "\u017fales & marketing", "IT & Networ\u212aing", "writing "),
)
NUMBERS = (0, 1, -1, 7, 93, 100, 101, 10**18 - 1, 10**18, 93.0, 7.9, 1.0, 1e2)
ANYTHING: tuple[Any, ...] = (
    *(None, True, False, [], {}, [None], [[]], {"a": 1}, ["2020-01-04"], ["upwork_pro"]),
    *(*NUMBERS, *ODD_TEXTS, *DAYS, *AMOUNTS, *STARS, *WORDS),
)

anything = st.sampled_from(ANYTHING)
maybe_day = st.none() | st.sampled_from(DAYS) | st.dates().map(date.isoformat)
texts = st.none() | st.sampled_from(ODD_TEXTS) | st.text(max_size=5)
flags = st.sampled_from((None, True, False, 0, "no"))
counts = st.none() | st.integers(-1, 101) | st.sampled_from(NUMBERS)


def objects(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Draw objects with some of these keys; now and then with something else in a place."""
    return st.fixed_dictionaries(required, optional=optional)


payments = objects(
    {"paid_on": st.sampled_from(DAYS[:1] * 9 + DAYS), "amount": st.sampled_from(AMOUNTS)}, {}
)
a_category = st.sampled_from(WORDS) | st.sampled_from([one.value for one in Category])
vettings = objects(
    {"category": a_category},
    {
        **dict.fromkeys(("invited_on", "passed_on", "revoked_on"), maybe_day),
        "prior_assessments": st.lists(st.sampled_from(("upwork_pro", "upwork_premium"))),
    },
)
some_contracts = objects(
    {"id": st.sampled_from(("shop", "desk", "a", " ")), "category": a_category},
    {
        "payments": st.lists(payments, max_size=2),
        "outcome": st.sampled_from((None, "positive", "negative", "good")),
        "outcome_on": maybe_day,
    },
)
weeks = objects(
    {"ends_on": st.sampled_from(("2020-01-04", "2020-01-11", "2020-01-05", "2020-01-32"))},
    {"eligible": flags},
)
reputations = objects(
    {},
    {
        "weeks": st.lists(weeks, max_size=3),
        "holds": st.none() | st.lists(maybe_day, max_size=2),
        **dict.fromkeys(("rising_talent", "availability_current"), flags),
        **dict.fromkeys(("identity_verified", "payout_method", "from_elance"), flags),
        "average_feedback": st.none() | st.sampled_from(STARS),
        **dict.fromkeys(
            ("first_contract_on", "joined_on", "last_active_on", "circumvention_on"), maybe_day
        ),
        **dict.fromkeys(
            ("job_success_score", "profile_percent", "members", "members_profile_percent"), counts
        ),
    },
)
some_certifications = objects(
    {"status": st.sampled_from(("draft", "submitted", "approved", "rejected", "lost"))},
    {
        **dict.fromkeys(("business_name", "provider", "type", "number"), texts),
        "category": st.sampled_from((None, "woman_owned", "women_owned")),
        **dict.fromkeys(("expires_on", "submitted_on", "decided_on"), maybe_day),
    },
)
documents = objects(
    {
        "format": st.sampled_from((1, 1, 1, 1, 1, True, "1", 2)),
        "kind": st.sampled_from(("freelancer", "agency")),
        "contracts": st.lists(some_contracts, max_size=2),
    },
    {
        "id": texts,
        "country": st.sampled_from((None, "US", "us", "US\n")),
        "base_badge": st.sampled_from((None, "none", "top_rated")),
        "exclusive_agency_contractor": st.booleans(),
        "reputation": st.none() | reputations,
        "expert_vetting": st.none() | vettings,
        "certifications": st.lists(some_certifications, max_size=2),
    },
)
"""Documents after the reference of the record, not after the schema: right in form, or nearly."""


def places_in(part: object) -> list[tuple[Any, Any]]:
    """Return every place in a document, as its container and its key there."""
    return [(whole, key) for whole in values_in(part) for key in inside(whole)]


KEYS = ("reputation", "outcome", "outcome_on", "members", "base_badge", "skill", "name", "extra")


@st.composite
def spoiled(draw: st.DrawFn, sound: st.SearchStrategy[dict[str, Any]]) -> object:
    """Draw a sound document and change up to three things in it."""
    document: Any = deepcopy(draw(sound))
    for _ in range(draw(st.integers(0, 3))):
        places = places_in(document)
        whole, key = places[draw(st.integers(0, len(places) - 1))]
        change = draw(st.sampled_from(("replace", "drop", "repeat", "add")))
        if change == "replace":
            whole[key] = deepcopy(draw(anything))
        elif change == "drop":
            del whole[key]
        elif change == "repeat" and is_list(whole):
            whole.append(deepcopy(whole[key]))
        elif is_object(whole):
            whole[draw(st.sampled_from(KEYS))] = deepcopy(draw(anything))
        if not document:
            break
    return document


small_records = talent_records(
    contracts=st.lists(
        contracts(payments=st.lists(a_payment(), max_size=2)),
        max_size=2,
        unique_by=lambda contract: contract.id,
    )
).map(dump_record)


@given(spoiled(st.just({**BARE, "id": "a"})) | spoiled(small_records))
@draws(150)
def test_a_spoiled_record_is_refused_by_both_or_by_neither(document: object) -> None:
    """Whatever is dropped, added, repeated or replaced: schema and loader say the same."""
    agree(document)


@given(documents)
@draws(150)
def test_a_document_after_the_reference_is_accepted_by_both_or_by_neither(
    document: object,
) -> None:
    """Documents that nobody dumped get the same word from schema and loader."""
    agree(document)


@given(talent_records(is_money_open=st.booleans()))
@draws(60)
def test_every_record_dumped_fits(record: TalentRecord) -> None:
    """What `dump_record` writes fits the schema."""
    assert fits(Document.RECORD, dump_record(record))


@pytest.mark.parametrize("year", [0, 1, 4, 100, 400, 1900, 1999, 2000, 2020, 2021, 2100, 9999])
def test_the_days_are_those_of_the_calendar(year: int) -> None:
    """Of all days that could be written, the schema accepts those of the calendar."""
    accepts = quick(Document.RECORD)
    for month, day in product(range(14), range(33)):
        text = f"{year:04d}-{month:02d}-{day:02d}"
        vetting = {"category": "legal", "passed_on": text}
        assert accepts({**BARE, "expert_vetting": vetting}) is is_a_day(text), text


def test_each_letter_is_accepted_by_both_or_by_neither() -> None:
    """An id of any one letter: blanks, control characters and separators of lines are none."""
    accepts = quick(Document.RECORD)
    letters = [*range(0xD800), *range(0xE000, 0x10000), *range(0x1F000, 0x1F700)]
    for letter in map(chr, letters):
        document = {**BARE, "id": letter}
        assert accepts(document) is loads(document), ascii(letter)


NAMES = (
    *("Accounting & Consulting", "Admin Support", "Customer Service", "Data Science & Analytics"),
    *("Design & Creative", "Engineering & Architecture", "IT & Networking", "Legal"),
    *("Sales & Marketing", "Translation", "Web, Mobile & Software Development", "Writing"),
    *("Admin", "Customer Support", "Web, Mobile & Software Dev"),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("letter_case", [str.lower, str.upper, str.title, str.swapcase])
@pytest.mark.parametrize("joint", [" & ", " and ", " + ", "&", " & & "])
def test_a_name_of_a_category_is_accepted_by_both_or_by_neither(
    name: str, letter_case: Callable[[str], str], joint: str
) -> None:
    """Official and short names in any letter case, with "&" or "and", and with nothing else."""
    written = letter_case(name.replace(" & ", joint))
    document = {**BARE, "contracts": [{"id": "a", "category": written}]}
    assert agree(document) is (joint in {" & ", " and "} or " & " not in name)


@pytest.mark.parametrize("category", [one.value for one in Category])
def test_the_key_of_a_category_has_one_spelling(category: str) -> None:
    """A key is accepted as it is; in capitals only where it is a name as well."""
    of_one_word = {"legal", "translation", "writing"}
    for written in (category, category.upper()):
        document = {**BARE, "contracts": [{"id": "a", "category": written}]}
        assert agree(document) is (written == category or category in of_one_word)


SATURDAYS = [
    {"ends_on": "2020-01-04", "eligible": True},
    {"ends_on": "2020-01-11", "eligible": True},
]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({**BARE, "contracts": [{"id": "a", "category": "legal"}] * 2}, id="one_id"),
        pytest.param({**BARE, "reputation": {"weeks": SATURDAYS[:1] * 2}}, id="one_week_twice"),
        pytest.param(
            {**BARE, "reputation": {"weeks": [{"ends_on": "2020-01-05", "eligible": True}]}},
            id="a_sunday",
        ),
        pytest.param({**BARE, "reputation": {"job_success_score": 93.0}}, id="with_a_point"),
        pytest.param({**BARE, "format": 1.0}, id="format_with_a_point"),
    ],
)
def test_what_a_schema_cannot_say_is_refused_by_the_loader_alone(document: object) -> None:
    """The schema accepts it, the loader refuses it, and the schema says so in words."""
    assert fits(Document.RECORD, document)
    assert not loads(document)
    assert "cannot say" in json_schema(Document.RECORD)["description"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '{"format": 1, "kind": "agency", "kind": "agency", "contracts": []}', id="key"
        ),
        pytest.param(
            '{"format": 1, "kind": "agency", "id": "\\ud800", "contracts": []}', id="half_a_pair"
        ),
    ],
)
def test_what_a_parser_loses_is_refused_by_the_loader_alone(text: str) -> None:
    """A key that stands twice, and half of a surrogate pair, never reach a validator whole."""
    with pytest.raises(DocumentError):
        load_record(text)
