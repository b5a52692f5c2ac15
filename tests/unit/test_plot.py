"""Pictures: what is drawn are the numbers of the answers, and every word stays on the paper."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import (
    Category,
    Contract,
    Decision,
    InvalidRecordError,
    NoEditionInForceError,
    Payment,
    Readings,
    TalentRecord,
    Verdict,
    decide,
    edition_named,
    timeline,
)
from badgerules.impact import Rules, compare_rules
from builders import AS_OF, SATURDAY, contract, freelancer, good_record, paid, weeks
from programs import printed_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from badgerules.names import BadgeName

pytestmark = pytest.mark.thorough

DOCS = Path(__file__).parents[2] / "docs"

# What is imported here comes with an extra, and its stubs leave most results untyped.
WHY = "pictures are tested where the extra test-all is installed"
dates: Any = pytest.importorskip("matplotlib.dates", reason=WHY)
Figure: Any = pytest.importorskip("matplotlib.figure", reason=WHY).Figure
Text: Any = pytest.importorskip("matplotlib.text", reason=WHY).Text
rc_context: Any = pytest.importorskip("matplotlib", reason=WHY).rc_context
plot: Any = import_module("badgerules.plot")

ASKED: dict[str, Any] = {"as_of": AS_OF}

STEPS = freelancer(
    Contract(
        id="one",
        category="writing",
        payments=[
            paid("6000", date(2019, 12, 1)),
            paid("5000", date(2020, 8, 10)),
            paid("-500", date(2020, 8, 20)),
        ],
    )
)
"""$6,000 at launch, $11,000 from 10 August, $10,500 from 20 August, and so on a year later."""

OPEN_WEEKS = good_record(
    "freelancer", contract("1200"), weeks=weeks("++++--++++.++++."), joined_on=None
)
"""12 weeks are eligible, 2 are not, 2 are not known."""


def drawn(record: TalentRecord = STEPS, badge: str = "top_rated_plus", **more: Any) -> Any:
    """Return the picture of earnings on the day most tests ask about."""
    return plot.earnings(record, badge, **ASKED | more)


def decided(record: TalentRecord, **more: Any) -> Decision:
    """Return the decision on Top Rated Plus on the day most tests ask about."""
    return decide(record, "top_rated_plus", **ASKED | more)


def of_weeks(badge: BadgeName = "top_rated", **more: Any) -> Decision:
    """Return a decision that weighs the open weeks."""
    return decide(OPEN_WEEKS, badge, **ASKED | more)


def title_of(figure: Any) -> tuple[str, str]:
    """Return the title of a picture, and the line beneath it."""
    (ax, *_) = figure.axes
    title = ax.get_title(loc="left").rstrip("\n")
    told = next(text for text in ax.texts if hasattr(text, "xyann"))
    return title, told.get_text()


def line_of(figure: Any, label: str) -> list[tuple[date, float]]:
    """Return the corners of a line, by its label."""
    (line,) = [one for one in figure.axes[0].lines if one.get_label() == label]
    assert line.get_drawstyle() == "steps-post"
    places, amounts = line.get_data()
    return [
        (dates.num2date(place).date(), float(amount))
        for place, amount in zip(places, amounts, strict=True)
    ]


def spans_of(figure: Any) -> list[tuple[date, date, Verdict]]:
    """Return the spans of the strip, each with the verdict its look stands for."""
    (strip,) = figure.axes[0].child_axes
    paper = strip.get_facecolor()
    found: list[tuple[date, date, Verdict]] = []
    for area in strip.collections:
        (path,) = area.get_paths()
        begin, end = path.vertices[:, 0].min(), path.vertices[:, 0].max()
        is_empty = tuple(area.get_facecolor()[0]) == paper
        verdict = (
            Verdict.UNKNOWN if area.get_hatch() else Verdict.UNMET if is_empty else Verdict.MET
        )
        last = dates.num2date(end).date() - timedelta(days=1)
        found.append((dates.num2date(begin).date(), last, verdict))
    return found


def bars_of(figure: Any) -> list[tuple[float, float, bool, bool]]:
    """Return where each bar begins, how wide it is, whether it is filled, whether hatched."""
    ax = figure.axes[0]
    return [
        (
            float(bar.get_x()),
            float(bar.get_width()),
            bar.get_facecolor() != ax.get_facecolor(),
            bool(bar.get_hatch()),
        )
        for bar in ax.patches
    ]


def words_of(figure: Any) -> list[str]:
    """Return every text beside the title, in the order in which it was written."""
    return [text.get_text() for text in figure.axes[0].texts if not hasattr(text, "xyann")]


def test_earnings_are_drawn_with_steps_on_exact_days() -> None:
    """Known days are a line of their own, and days assumed another, which goes on from there."""
    figure = drawn()
    assert line_of(figure, "earned") == [
        (date(2020, 7, 7), 6000),
        (date(2020, 8, 10), 11000),
        (date(2020, 8, 20), 10500),
        (date(2020, 9, 2), 10500),
    ]
    assert line_of(figure, "if nothing new is paid") == [
        (date(2020, 9, 2), 10500),
        (date(2020, 12, 1), 4500),
        (date(2021, 8, 10), -500),
        (date(2021, 8, 20), 0),
        (date(2021, 9, 2), 0),
    ]
    assert line_of(figure, "needed") == [(date(2020, 7, 7), 10000), (date(2021, 9, 2), 10000)]


def test_a_payment_that_leaves_on_the_last_day_is_a_step_there() -> None:
    """$6,000 paid on 1 December 2019 count through 30 November, and no day longer."""
    figure = drawn(last_day=date(2020, 12, 1))
    assert line_of(figure, "if nothing new is paid") == [
        (date(2020, 9, 2), 10500),
        (date(2020, 12, 1), 4500),
        (date(2020, 12, 2), 4500),
    ]


def test_the_strip_shows_the_spans_of_the_timeline() -> None:
    """The badge is held while $10,000 are in the window, and the strip says so without colour."""
    expected = [
        (date(2020, 7, 7), date(2020, 8, 9), Verdict.UNMET),
        (date(2020, 8, 10), date(2020, 11, 30), Verdict.MET),
        (date(2020, 12, 1), date(2021, 9, 1), Verdict.UNMET),
    ]
    assert spans_of(drawn()) == expected
    spans = timeline(
        STEPS,
        "top_rated_plus",
        as_of=AS_OF,
        first_day=date(2020, 7, 7),
        last_day=date(2021, 9, 1),
    ).spans
    assert [(one.first_day, one.last_day, one.verdict) for one in spans] == expected


def test_days_on_which_the_badge_is_not_known_are_hatched() -> None:
    """Two weeks that nobody recorded leave Top Rated open until they matter no more."""
    figure = drawn(OPEN_WEEKS, "top_rated", last_day=date(2021, 1, 31))
    spans = timeline(
        OPEN_WEEKS,
        "top_rated",
        as_of=AS_OF,
        first_day=date(2020, 7, 7),
        last_day=date(2021, 1, 31),
    ).spans
    assert Verdict.UNKNOWN in {one.verdict for one in spans}
    assert spans_of(figure) == [(one.first_day, one.last_day, one.verdict) for one in spans]


def test_the_day_asked_about_is_marked_and_told() -> None:
    """A dot stands at what is earned on that day; title and line name badge, day and amounts."""
    figure = drawn()
    (dot,) = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert list(dot.get_data()[0]) == [dates.date2num(AS_OF)]
    assert list(dot.get_data()[1]) == [10500]
    assert title_of(figure) == (
        "Top Rated Plus: held on 2020-09-01",
        "$10,500.00 earned, $10,000.00 needed",
    )


def test_the_lines_beneath_the_title_say_why_a_badge_is_not_held_in_spite_of_earnings() -> None:
    """Enough earnings and still no badge: two reasons in words, and how many more there are."""
    short = freelancer(contract("10000", category="legal", outcome="negative"), base_badge="none")
    told = title_of(drawn(short))[1].replace("\n", " ")
    assert told.startswith("$10,000.00 earned, $10,000.00 needed: enough ")
    reasons = (
        "not met: large contract, no contract can serve, because of its feedback (TRP-F2)",
        "not met: Top Rated is not held, and Top Rated Plus builds on it (TRP-F8)",
    )
    assert told.endswith(" ".join(("enough", *reasons)))
    member = freelancer(
        contract("10000", outcome="negative"),
        base_badge="none",
        exclusive_agency_contractor=True,
    )
    told = title_of(drawn(member))[1]
    assert told.startswith("$10,000.00 earned, $10,000.00 needed: enough\n")
    assert "(TRP-F7)" in told.replace("\n", " ")
    assert told.endswith("\nand 1 further criterion")


def test_a_contract_named_among_the_reasons_is_the_nearest_in_figures_alone() -> None:
    """$4,000 on each of three contracts are enough together, and $1,000 short on the nearest."""
    each = [contract("4000", name=f"one-{number}", category="legal") for number in range(3)]
    told = title_of(drawn(freelancer(*each)))[1].replace("\n", " ")
    assert told == (
        "$12,000.00 earned, $10,000.00 needed: enough "
        "not met: large contract, the nearest has $4,000.00 of $5,000.00 (TRP-F2)"
    )


def test_the_lines_beneath_the_title_say_what_is_not_known() -> None:
    """Where nothing fails and weeks are open, the weeks are what keeps the answer open."""
    told = title_of(drawn(OPEN_WEEKS, "top_rated"))
    assert told[0] == "Top Rated: not known on 2020-09-01"
    assert told[1].startswith("$1,200.00 earned, $1,000.00 needed: enough\nnot known: ")
    assert "(TR-F4)" in told[1]


def test_many_lines_make_the_picture_higher_and_its_axes_no_lower() -> None:
    """What is said beneath the title takes no room from the lines that are drawn."""
    usual = drawn()
    talkative = drawn(freelancer(contract("10000", outcome="negative"), base_badge="none"))
    heights: list[float] = []
    for figure in (usual, talkative):
        figure.draw_without_rendering()
        heights.append(figure.axes[0].get_position().height * figure.get_figheight())
    assert heights[1] > heights[0] * 0.9
    assert talkative.get_figheight() > usual.get_figheight()


def words_in_spans(figure: Any) -> list[str]:
    """Return the words that stand in the strip of spans."""
    (strip,) = figure.axes[0].child_axes
    return [text.get_text() for text in strip.texts]


def test_a_span_that_has_room_has_its_word_in_it() -> None:
    """Of 422 days 34 are too few for a word; 113 and 275 are enough."""
    assert words_in_spans(drawn()) == ["held", "not held"]
    assert words_in_spans(drawn(OPEN_WEEKS, "top_rated"))[0] == "not known"


def test_the_word_of_a_span_stands_clear_of_the_day_asked_about() -> None:
    """A word at the edge farther away is not crossed by the line of that day."""
    figure = drawn(freelancer())
    figure.draw_without_rendering()
    (strip,) = figure.axes[0].child_axes
    (word,) = strip.texts
    place = strip.transData.transform((dates.date2num(AS_OF), 0))[0]
    extent = word.get_window_extent()
    assert extent.x0 > place or extent.x1 < place


def test_hatching_and_signs_are_large_enough_for_a_notebook() -> None:
    """On a page of 130 pixels an inch a sign is 20 pixels high, and hatching is not dense."""
    figure = plot.weeks(of_weeks())
    signs = [
        text
        for text in figure.axes[0].texts
        if text.get_text() in {"✓", "\N{MULTIPLICATION SIGN}", "?"}
    ]
    assert len(signs) == 16
    assert {round(text.get_fontsize() * 130 / 72) for text in signs} == {20}
    hatches = {patch.get_hatch() for patch in figure.axes[0].patches if patch.get_hatch()}
    assert hatches == {"///"}


ALTERNATIVES = {
    "earnings": (
        "Top Rated Plus: held on 2020-09-01; $10,500.00 earned, $10,000.00 needed; "
        "not held from 2020-07-07 to 2020-08-09; held from 2020-08-10 to 2020-11-30; "
        "not held from 2020-12-01 to 2021-09-01."
    ),
    "contracts": (
        "A large contract on 2020-09-01: no; the nearest has $7,700.00 of $20,000.00; "
        "near (Customer Service): $7,700.00 of $20,000.00, $12,300.00 short; "
        "far (Customer Service): $3,300.00 of $20,000.00, $16,700.00 short; "
        "bad (Writing): $600.00 of $5,000.00, cannot serve: negative feedback."
    ),
    "contracts_none": (
        "A large contract on 2020-09-01: no; there is no contract yet; the lowest bar is $5,000.00."
    ),
    "weeks": (
        "Top Rated: weeks up to 2020-09-01; 12 to 14 of the last 16 weeks eligible, 13 needed; "
        "not known: 2; 12 weeks eligible; 2 weeks not eligible: those that end on 2020-06-13, "
        "2020-06-20; 2 weeks not known: those that end on 2020-07-25, 2020-08-29."
    ),
    "rule_change_none": "What the change of the rules does; 0 of 0 answers change.",
}


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_a_picture_has_an_alternative_text_with_its_numbers(name: str) -> None:
    """Whoever cannot see it is told the title, what is said beneath, and what is drawn."""
    assert PICTURES[name]().alternative_text == ALTERNATIVES[name]


def test_an_alternative_text_counts_what_is_left_out() -> None:
    """Of sixty contracts ten are told, of many spans six, and the rest is a number."""
    assert PICTURES["contracts_sixty"]().alternative_text.endswith("; and 50 further away.")
    each = [paid("10000", date(2020, 8, 1) + timedelta(days=400 * one)) for one in range(5)]
    steady = freelancer(Contract(id="steady", category="legal", payments=each))
    figure = drawn(steady, as_of=date(2026, 1, 1), first_day=date(2020, 7, 7))
    spans = spans_of(figure)
    assert len(spans) > 7
    assert figure.alternative_text.endswith(
        f"; {'held' if spans[5][2] is Verdict.MET else 'not held'} from {spans[5][0]} to "
        f"{spans[5][1]}; and {len(spans) - 6} further spans."
    )


def test_an_alternative_text_says_how_many_turn_from_what_to_what() -> None:
    """Each turn is told with its number, the largest first."""
    figure = plot.rule_change({("unmet", "met"): 12, ("met", "met"): 30, ("met", "unmet"): 5})
    assert figure.alternative_text == (
        "What the change of the rules does; 17 of 47 answers change, 30 stay yes; "
        "12 from no to yes; 5 from yes to no."
    )


def test_a_day_outside_the_picture_is_not_marked() -> None:
    """Days before and after the one asked about can be drawn alone."""
    later = drawn(first_day=date(2020, 10, 1), last_day=date(2020, 12, 31))
    assert title_of(later) == ("Top Rated Plus: from 2020-10-01 to 2020-12-31", "")
    assert [one.get_label() for one in later.axes[0].lines] == ["needed", "if nothing new is paid"]
    assert line_of(later, "if nothing new is paid") == [
        (date(2020, 10, 1), 10500),
        (date(2020, 12, 1), 4500),
        (date(2021, 1, 1), 4500),
    ]
    earlier = drawn(last_day=date(2020, 8, 31))
    assert [one.get_label() for one in earlier.axes[0].lines] == ["needed", "earned"]


@pytest.mark.parametrize(
    ("as_of", "more", "first", "last"),
    [
        pytest.param(date(2022, 5, 5), {}, date(2021, 5, 5), date(2023, 5, 6), id="a_year_each"),
        pytest.param(date(2020, 9, 1), {}, date(2020, 7, 7), date(2021, 9, 2), id="from_launch"),
        pytest.param(
            date(2020, 9, 1),
            {"edition": "2020-07"},
            date(2019, 9, 1),
            date(2021, 9, 2),
            id="before_launch_by_name",
        ),
        pytest.param(
            date(2020, 9, 1),
            {"first_day": date(2023, 1, 1)},
            date(2023, 1, 1),
            date(2024, 1, 2),
            id="later_than_known",
        ),
    ],
)
def test_without_days_a_year_before_and_a_year_after_are_drawn(
    as_of: date, more: dict[str, Any], first: date, last: date
) -> None:
    """The axis reaches from the beginning of the first day to the end of the last one."""
    limits = drawn(as_of=as_of, **more).axes[0].get_xlim()
    assert [dates.num2date(place).date() for place in limits] == [first, last]


def test_days_on_which_an_edition_begins_are_dotted() -> None:
    """Three editions begin in the fourteen months; under one edition for all days none does."""
    days = [date(2020, 10, 1), date(2021, 2, 17), date(2021, 7, 1)]
    dotted = [one for one in drawn().axes[0].lines if one.get_linestyle() == ":"]
    assert [dates.num2date(one.get_xdata()[0]).date() for one in dotted] == days
    assert [one.get_label() for one in dotted] == ["a new edition", "_", "_"]
    one_law = drawn(edition="2020-07", first_day=date(2020, 7, 7))
    assert not [one for one in one_law.axes[0].lines if one.get_linestyle() == ":"]


def legend_of(figure: Any) -> dict[str, tuple[bool, bool]]:
    """Return for each area of the legend whether it is filled, and whether it is hatched."""
    ax = figure.axes[0]
    areas = ax.get_legend().get_patches()
    return {
        area.get_label(): (area.get_facecolor() != ax.get_facecolor(), bool(area.get_hatch()))
        for area in areas
    }


LOOKS = {"held": (True, False), "not held": (False, False), "not known": (False, True)}


@pytest.mark.parametrize(
    ("picture", "areas"),
    [
        ("earnings", {name: LOOKS[name] for name in ("held", "not held")}),
        ("earnings_not_known", LOOKS),
        (
            "weeks",
            {"eligible": (True, False), "not eligible": (False, False), "not known": (False, True)},
        ),
    ],
)
def test_a_legend_names_what_is_drawn_and_as_it_is_drawn(
    picture: str, areas: dict[str, tuple[bool, bool]]
) -> None:
    """What is met is filled, what is not is empty, what is not known hatched; no other is named."""
    assert legend_of(PICTURES[picture]()) == areas


def test_a_legend_names_every_line() -> None:
    """Of three editions that begin one is named for all."""
    named = [text.get_text() for text in drawn().axes[0].get_legend().get_texts()]
    assert named[:-2] == ["needed", "earned", "if nothing new is paid", "a new edition"]


def test_a_bar_supposed_is_the_one_that_is_drawn() -> None:
    """Under a hypothetical edition with a bar of $4,000 the badge is held until August 2021."""
    lower = edition_named("2020-07").hypothetical("lower", {"TRP-F1": "4000", "TRP-F2": {}})
    figure = drawn(edition=lower, first_day=date(2020, 7, 7))
    assert {amount for _, amount in line_of(figure, "needed")} == {4000}
    assert spans_of(figure)[0][2] is Verdict.MET


def test_readings_change_what_is_drawn() -> None:
    """With every payment of an agency counting, its earnings never fall again."""
    payments = [paid("6000", date(2019, 12, 1)), paid("5000", date(2020, 8, 10))]
    record = freelancer(Contract(id="one", category="legal", payments=payments), kind="agency")
    lifetime = drawn(record, readings=Readings(agency_earnings_window="lifetime"))
    assert line_of(lifetime, "if nothing new is paid") == [
        (date(2020, 9, 2), 11000),
        (date(2021, 9, 2), 11000),
    ]


@pytest.mark.parametrize(
    ("record", "badge"),
    [
        pytest.param(STEPS, "top_rated", id="recorded_badge"),
        pytest.param(STEPS, "expert_vetted", id="no_earnings_asked"),
    ],
)
def test_a_badge_that_weighs_no_earnings_has_no_such_picture(
    record: TalentRecord, badge: str
) -> None:
    """The refusal names the badge."""
    with pytest.raises(InvalidRecordError, match=f"earnings this record weighs, got '{badge}'"):
        drawn(record, badge)


def test_days_before_all_editions_are_refused() -> None:
    """A picture says no less than a timeline: no edition, no answer."""
    with pytest.raises(NoEditionInForceError):
        drawn(first_day=date(2020, 7, 6))


@pytest.mark.parametrize(
    ("first_day", "last_day", "expected"),
    [
        pytest.param(
            date(2020, 7, 7), date(2021, 9, 1),
            ["2020-10", "2021-01", "2021-04", "2021-07"], id="quarters",
        ),
        pytest.param(
            date(2020, 7, 7), date(2025, 6, 30),
            ["2021", "2022", "2023", "2024", "2025"], id="years",
        ),
        pytest.param(
            date(2020, 8, 30), date(2020, 9, 3),
            ["2020-08-30", "2020-08-31", "2020-09-01", "2020-09-02", "2020-09-03"], id="days",
        ),
        pytest.param(date(2020, 8, 30), date(2020, 8, 30), ["2020-08-30"], id="one_day"),
    ],
)  # fmt: skip
def test_days_are_written_no_longer_than_they_need_to_be(
    first_day: date, last_day: date, expected: list[str]
) -> None:
    """Between two and seven days are named, as ISO 8601 writes them."""
    (strip,) = drawn(first_day=first_day, last_day=last_day).axes[0].child_axes
    assert [label.get_text() for label in strip.get_xticklabels()] == expected


THREE = freelancer(
    contract("600", name="bad", outcome="negative"),
    contract("3300", name="far", category="customer_service"),
    contract("7700", name="near", category="customer_service"),
)


def test_contracts_are_drawn_against_their_bars_the_nearest_first() -> None:
    """$12,300 are missing on the nearest; the one that cannot serve is last, empty and hatched."""
    figure = plot.contracts(decided(THREE))
    assert bars_of(figure) == [
        (0, 7700, True, False),
        (0, 3300, True, False),
        (0, 600, False, True),
    ]
    needs = [one for one in figure.axes[0].collections if one.get_linewidth()[0] == 2]
    assert [float(one.get_segments()[0][0][0]) for one in needs] == [20000, 20000, 5000]
    missing = [one for one in figure.axes[0].collections if one.get_linewidth()[0] == 4]
    ends = [[float(place) for place in one.get_segments()[0][:, 0]] for one in missing]
    assert ends == [[7700, 20000], [3300, 20000]]
    assert figure.axes[0].get_xlim()[1] > 20000
    assert title_of(figure) == (
        "A large contract on 2020-09-01: no",
        "the nearest has $7,700.00 of $20,000.00",
    )
    assert [word for word in words_of(figure) if word] == [
        "near",
        "Customer Service",
        "$7,700.00 of $20,000.00, $12,300.00 short",
        "far",
        "Customer Service",
        "$3,300.00 of $20,000.00, $16,700.00 short",
        "bad",
        "Writing",
        "$600.00 of $5,000.00, cannot serve: negative feedback",
    ]


@pytest.mark.parametrize(
    ("record", "readings", "told", "last"),
    [
        pytest.param(
            freelancer(), {}, "there is no contract yet", "the lowest bar is $5,000.00", id="none"
        ),
        pytest.param(
            freelancer(contract("9000", outcome="negative")),
            {},
            "no contract can serve, because of its feedback",
            "$9,000.00 of $5,000.00, cannot serve: negative feedback",
            id="none_can_serve",
        ),
        pytest.param(
            freelancer(contract("5000")),
            {},
            "it has $5,000.00 of $5,000.00",
            "$5,000.00 of $5,000.00, large",
            id="large",
        ),
        pytest.param(
            freelancer(contract("5000")),
            {"feedback": "positive"},
            "the nearest has $5,000.00 of $5,000.00\nfeedback=positive",
            "$5,000.00 of $5,000.00, reached, positive feedback awaited",
            id="awaiting",
        ),
        pytest.param(
            freelancer(contract("5000", outcome="neutral")),
            {"feedback": "positive"},
            "no contract can serve, because of its feedback\nfeedback=positive",
            "$5,000.00 of $5,000.00, cannot serve: feedback is not positive",
            id="not_positive",
        ),
    ],
)
def test_contracts_tell_why_each_can_serve_or_not(
    record: TalentRecord, readings: dict[str, Any], told: str, last: str
) -> None:
    """Beneath each bar stand its amounts and what follows from them."""
    figure = plot.contracts(decided(record, readings=Readings(**readings)))
    assert title_of(figure)[1] == told
    assert [word for word in words_of(figure) if word][-1] == last


def test_of_many_contracts_the_nearest_are_drawn() -> None:
    """The number of the others is told, and the figure is as high as it needs to be."""
    many = freelancer(*(contract(str(100 * number), name=f"c{number}") for number in range(1, 41)))
    figure = plot.contracts(decided(many), most=3)
    assert [width for _, width, _, _ in bars_of(figure)] == [4000, 3900, 3800]
    assert [word for word in words_of(figure) if word][-1] == "and 37 further away"
    assert figure.get_figheight() < plot.contracts(decided(many)).get_figheight()


def test_a_name_is_shortened_in_its_middle_and_hides_nothing() -> None:
    """What cannot be printed is a dot; of a long name both ends stay."""
    long = "begin" + "x" * 40 + "\u2069\u202eend"
    figure = plot.contracts(decided(freelancer(contract("1", name=long))))
    assert words_of(figure)[0] == f"begin{'x' * 8}\u2026{'x' * 9}\xb7\xb7end"


def test_refunds_reach_to_the_left_and_large_sums_are_cut_off() -> None:
    """A bar has its true width, while the axis stays near the bars that are asked for."""
    record = freelancer(contract("90000", name="huge"), contract("-700", name="refunded"))
    figure = plot.contracts(decided(record))
    assert [width for _, width, _, _ in bars_of(figure)] == [90000, -700]
    assert [float(one) for one in figure.axes[0].get_xlim()] == [-700, 6250]


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda: plot.contracts(decide(THREE, "top_rated", as_of=AS_OF)), "on Top Rated Plus"),
        (lambda: plot.contracts(decided(THREE), most=0), "most must be at least 1, got 0"),
        (lambda: plot.weeks(decided(THREE)), "weighs recorded weeks, got 'top_rated_plus'"),
        (lambda: plot.rule_change({("yes", "met"): 1}), "before must be met, unmet or unknown"),
        (lambda: plot.rule_change({("met", "no"): 1}), "after must be met, unmet or unknown"),
        (lambda: plot.rule_change({("met", "met"): -1}), "a whole number of 0 or more, got -1"),
        (lambda: plot.rule_change({("met", "met"): True}), "0 or more, got True"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw: Callable[[], Any], told: str) -> None:
    """The message names what a picture must be given, and what it got."""
    with pytest.raises(InvalidRecordError, match=told):
        draw()


def test_weeks_are_drawn_filled_empty_or_hatched() -> None:
    """Sixteen bars are the weeks, oldest first; then come what is sure and what is open."""
    figure = plot.weeks(of_weeks())
    looks = {"+": (True, False), "-": (False, False), ".": (False, True)}
    bars = bars_of(figure)
    assert [(filled, hatched) for _, _, filled, hatched in bars[:16]] == [
        looks[mark] for mark in "++++--++++.++++."
    ]
    assert [round(begin) for begin, _, _, _ in bars[:16]] == list(range(16))
    assert bars[16:] == [(0, 12, True, False), (12, 2, False, True), (14, 2, False, False)]
    assert title_of(figure) == (
        "Top Rated: weeks up to 2020-09-01",
        "12 to 14 of the last 16 weeks eligible, 13 needed; not known: 2",
    )
    (need,) = figure.axes[0].collections
    assert {float(place) for place in need.get_segments()[0][:, 0]} == {13}
    signs = {"+": "\u2713", "-": "\xd7", ".": "?"}
    assert words_of(figure) == [*(signs[mark] for mark in "++++--++++.++++."), "13 needed"]


def test_saturdays_stand_beneath_the_weeks() -> None:
    """Every second week is named by the Saturday on which it ends, the last one among them."""
    (ax,) = plot.weeks(of_weeks()).axes
    saturdays = [SATURDAY - timedelta(weeks=ago) for ago in range(0, 16, 2)]
    expected = [f"{day.month:02d}-{day.day:02d}" for day in saturdays]
    assert [label.get_text() for label in ax.get_xticklabels()] == expected


def test_weeks_that_are_assumed_have_a_dashed_frame() -> None:
    """Seven weeks later than the last day known rest on the score, beneath Top Rated Plus too."""
    decision = of_weeks("top_rated_plus", as_of=date(2020, 10, 20), known_through=AS_OF)
    (ax,) = plot.weeks(decision).axes
    assert [bar.get_linestyle() for bar in ax.patches[:16]] == ["-"] * 9 + ["--"] * 7
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["eligible", "not known", "assumed"]


def test_weeks_beneath_another_badge_are_told_as_those_of_that_badge() -> None:
    """Top Rated Plus weighs the weeks of Top Rated, and the title says who asks."""
    figure = plot.weeks(of_weeks("top_rated_plus"))
    assert title_of(figure)[0] == "Top Rated Plus: weeks up to 2020-09-01"


def test_a_need_beyond_the_weeks_stays_in_the_picture() -> None:
    """Of eight weeks thirteen cannot be eligible, and the line at thirteen is still to be seen."""
    law = edition_named("2020-07").hypothetical("short", {"top_rated_counted_weeks": 8})
    (ax,) = plot.weeks(of_weeks(edition=law)).axes
    (need,) = ax.collections
    assert {float(place) for place in need.get_segments()[0][:, 0]} == {13}
    assert ax.get_xlim()[1] > 13


def test_many_weeks_have_no_signs() -> None:
    """Of 52 weeks there are 52 bars, and eight days at most."""
    law = edition_named("2020-07").hypothetical(
        "long", {"top_rated_counted_weeks": 52, "top_rated_eligible_weeks": 40}
    )
    figure = plot.weeks(of_weeks(edition=law))
    assert words_of(figure) == ["40 needed"]
    assert len(figure.axes[0].get_xticklabels()) == 8


TURNS: dict[Any, int] = {
    ("unmet", "met"): 132,
    ("met", "unmet"): 5,
    ("unknown", "met"): 40,
    (Verdict.MET, Verdict.UNKNOWN): 7,
    ("met", "met"): 2345,
    ("unmet", "unmet"): 10000,
    ("unknown", "unmet"): 0,
}


def test_a_rule_change_is_drawn_by_its_turns() -> None:
    """The most frequent turn comes first; what stays is told, and what is nobody's left out."""
    figure = plot.rule_change(TURNS, title="A lower bar")
    assert bars_of(figure) == [
        (0, 132, True, False),
        (0, 40, True, False),
        (0, 7, False, True),
        (0, 5, False, False),
    ]
    assert words_of(figure) == [
        *("no \u2192 yes", "132", "unknown \u2192 yes", "40"),
        *("yes \u2192 unknown", "7", "yes \u2192 no", "5"),
    ]
    told = "184 of 12,529 answers change, 2,345 stay yes, 10,000 stay no"
    assert title_of(figure) == ("A lower bar", told)


def test_a_comparison_of_rules_is_drawn_as_it_comes() -> None:
    """A `RuleComparison` needs no counting: one with 9,000.00 gains by a bar of 8,000.00."""
    near = freelancer(contract("9000.00"), id="near")
    after = Rules(edition=edition_named("2020-07").hypothetical("lower", {"TRP-F1": "8000"}))
    change = compare_rules([near], badge="top_rated_plus", before=Rules(), after=after, as_of=AS_OF)
    assert words_of(plot.rule_change(change)) == ["no \u2192 yes", "1"]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({("unmet", "met"): 1}, "1 of 1 answer changes"),
        ({("unmet", "met"): 1, ("met", "met"): 1}, "1 of 2 answers changes, 1 stays yes"),
        ({("unmet", "unmet"): 2}, "0 of 2 answers change, 2 stay no"),
    ],
)
def test_a_single_answer_turns_and_several_turn(counts: dict[Any, int], told: str) -> None:
    """The words go with the number before them."""
    assert title_of(plot.rule_change(counts))[1] == told


def test_a_rule_change_that_turns_nothing_is_told() -> None:
    """There is nothing to draw but the words."""
    figure = plot.rule_change({})
    assert title_of(figure)[1] == "0 of 0 answers change"
    assert bars_of(figure) == []


HOSTILE = freelancer(
    contract("9999999999999.99", name="$a_b^{c$" * 12, category="web_mobile_software_development"),
    contract("-700", name="\\frac{\u202e"),
    contract("0", name="<script>", category="legal"),
)
TEN_YEARS = freelancer(
    Contract(
        id="steady",
        category="legal",
        payments=[
            Payment(paid_on=date(2016, 1, 15) + timedelta(days=30 * number), amount=900)
            for number in range(122)
        ],
    )
)
SIXTY = freelancer(
    *(
        contract(
            str(100 + number * 7919 % 9000),
            name=f"contract-{number}",
            category=list(Category)[number % 12],
            outcome=["positive", "negative", None, "neutral"][number % 4],
        )
        for number in range(60)
    )
)
PICTURES: dict[str, Callable[..., Any]] = {
    "earnings": drawn,
    "earnings_of_nobody": partial(drawn, freelancer()),
    "earnings_hostile": partial(drawn, HOSTILE),
    "earnings_of_ten_years": partial(
        drawn, TEN_YEARS, as_of=date(2026, 1, 10), first_day=date(2020, 7, 7)
    ),
    "earnings_not_known": partial(drawn, OPEN_WEEKS, "top_rated"),
    "earnings_on_one_day": partial(drawn, first_day=AS_OF, last_day=AS_OF),
    "contracts": partial(plot.contracts, decided(THREE)),
    "contracts_none": partial(plot.contracts, decided(freelancer())),
    "contracts_hostile": partial(plot.contracts, decided(HOSTILE)),
    "contracts_sixty": partial(plot.contracts, decided(SIXTY)),
    "weeks": partial(plot.weeks, of_weeks()),
    "weeks_none_yet": partial(plot.weeks, decide(good_record(weeks=[]), "top_rated", as_of=AS_OF)),
    "rule_change": partial(plot.rule_change, TURNS),
    "rule_change_none": partial(plot.rule_change, {}),
}


@pytest.mark.parametrize("name", PICTURES)
def test_every_word_stands_on_the_paper_and_as_it_is(name: str) -> None:
    """Nothing is clipped at an edge, and no dollar sign begins a formula."""
    figure = PICTURES[name]()
    figure.draw_without_rendering()
    width, height = figure.bbox.width, figure.bbox.height
    for text in figure.findobj(Text):
        if text.get_text() and text.get_visible():
            extent = text.get_window_extent()
            assert extent.x0 >= -1, text
            assert extent.y0 >= -1, text
            assert extent.x1 <= width + 1, text
            assert extent.y1 <= height + 1, text
            assert not text.get_parse_math(), text


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_drawn_on_axes_of_the_caller(name: str) -> None:
    """The caller's figure is returned as it was, with the picture on the axes given."""
    figure = Figure(figsize=(8, 4), facecolor="red")
    left, right = figure.subplots(1, 2)
    assert PICTURES[name](ax=right, dark=True) is figure
    assert figure.get_facecolor() == (1, 0, 0, 1)
    assert not left.has_data()
    assert right.get_title(loc="left")


@pytest.mark.parametrize("name", ["earnings", "contracts", "weeks", "rule_change"])
def test_on_dark_paper_the_ink_is_light(name: str) -> None:
    """The paper is set, so that a picture stays readable on a page of any colour."""
    light, dark = PICTURES[name](), PICTURES[name](dark=True)
    assert sum(light.get_facecolor()[:3]) == 3
    assert sum(dark.get_facecolor()[:3]) < 0.5
    assert dark.axes[0].get_facecolor() == dark.get_facecolor()
    for figure, ink in ((light, "#222222"), (dark, "#e8e8e8")):
        told = next(text for text in figure.axes[0].texts if hasattr(text, "xyann"))
        assert told.get_color() == ink


def test_axes_that_stand_on_no_figure_are_refused() -> None:
    """Removed axes cannot be drawn on."""
    ax = Figure().add_subplot()
    ax.remove()
    with pytest.raises(InvalidRecordError, match="axes that stand on a figure"):
        plot.weeks(of_weeks(), ax=ax)


LOWER = edition_named("2020-07").hypothetical("lower bar", {"TRP-F1": "8000"})


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        pytest.param(
            lambda: drawn(edition=LOWER), "hypothetical rules: lower bar", id="earnings_supposed"
        ),
        pytest.param(
            lambda: drawn(edition="2024-01"), "hypothetical rules: 2024-01", id="earnings_of_later"
        ),
        pytest.param(
            lambda: plot.contracts(decide(STEPS, "top_rated_plus", edition=LOWER, **ASKED)),
            "hypothetical rules: lower bar",
            id="contracts",
        ),
        pytest.param(
            lambda: plot.weeks(decide(good_record(), "top_rated", edition=LOWER, **ASKED)),
            "hypothetical rules: lower bar",
            id="weeks",
        ),
        pytest.param(
            lambda: plot.rule_change(
                compare_rules(
                    [freelancer(id="one")],
                    badge="top_rated_plus",
                    before=Rules(),
                    after=Rules(edition=LOWER),
                    as_of=AS_OF,
                )
            ),
            "before, rules: 2020-07; after, hypothetical rules: lower bar",
            id="rule_change",
        ),
    ],
)
def test_a_picture_says_by_which_rules_where_they_were_not_in_force(
    figure: Callable[[], Any], line: str
) -> None:
    """The last line beneath the title says so, and a picture by the rules in force does not."""
    assert title_of(figure())[1].split("\n")[-1] == line
    assert "rules" not in title_of(drawn())[1]


def test_a_refund_is_not_drawn_as_progress() -> None:
    """More refunded than paid: the bar is empty and goes to the left of a line at zero."""
    figure = plot.contracts(decided(freelancer(contract("-1200"), contract("3000", name="two"))))
    paid_bar, refunded = figure.axes[0].patches
    assert (paid_bar.get_width(), refunded.get_width()) == (3000, -1200)
    assert paid_bar.get_facecolor() != refunded.get_facecolor() == (1, 1, 1, 1)
    missing = [one for one in figure.axes[0].collections if one.get_linewidth()[0] == 4]
    ends = [[float(place) for place in one.get_segments()[0][:, 0]] for one in missing]
    assert ends == [[3000, 5000], [0, 5000]]
    at_zero = [
        one
        for one in figure.axes[0].collections
        if one.get_segments()[0][0][0] == 0 and one.get_segments()[0][1][0] == 0
    ]
    assert len(at_zero) == 2


@pytest.mark.parametrize("most", [0, True, 1.5, "3"])
def test_how_many_contracts_to_draw_is_a_whole_number(most: Any) -> None:
    """At least one, and no flag, fraction or text."""
    with pytest.raises(InvalidRecordError, match="picture most must be at least 1"):
        plot.contracts(decided(STEPS), most=most)


def days_of(figure: Any) -> list[str]:
    """Return the words on the axis of days."""
    return [text.get_text() for text in figure.axes[0].child_axes[0].get_xticklabels()]


def test_a_single_day_is_written_in_full() -> None:
    """The first of a month is not the month."""
    assert days_of(drawn(first_day=AS_OF, last_day=AS_OF)) == ["2020-09-01"]


def test_eight_thousand_years_have_days_too() -> None:
    """As far as the calendar goes there are some ticks, and no error."""
    shown = days_of(drawn(first_day=date(2020, 7, 7), last_day=date(9999, 12, 31)))
    assert 1 < len(shown) < 8
    assert all(len(day) == len("2020-07-07") for day in shown)


def test_amounts_of_cents_are_told_apart() -> None:
    """Ticks half a cent apart would say the same twice."""
    cents = edition_named("2020-07").hypothetical("cents", {"TRP-F1": "0.02"})
    figure = drawn(freelancer(contract("0.01")), edition=cents)
    shown = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    assert shown == ["$0.00", "$0.01", "$0.02"]
    nothing = edition_named("2020-07").hypothetical("nothing", {"TRP-F1": "0"})
    assert drawn(freelancer(), edition=nothing).axes[0].get_ylim()[1] > 0


@pytest.mark.parametrize(
    ("bar", "lowest", "highest"),
    [("20000000", "$0M", "$20M"), ("2000000", "$0", "$2,000,000")],
    ids=["many", "few"],
)
def test_millions_are_told_from_ten_of_them_on(bar: str, lowest: str, highest: str) -> None:
    """Seven zeros on an axis are hard to count."""
    law = edition_named("2020-07").hypothetical("high", {"TRP-F1": bar})
    labels = drawn(freelancer(), edition=law).axes[0].get_yticklabels()
    shown = [text.get_text() for text in labels]
    assert (shown[0], shown[-1]) == (lowest, highest)


def test_amounts_that_are_no_whole_millions_are_told_in_full() -> None:
    """An axis of $10,000,000.50 would be wrong by half a dollar in millions."""
    shown: Any = import_module("badgerules.plot.canvas").amounts_shown
    assert shown([0, 1_000_000_050]) == ["$0.00", "$10,000,000.50"]
    assert shown([0, 1_000_000_000]) == ["$0M", "$10M"]
    assert shown([0, 999_999_900]) == ["$0", "$9,999,999"]


def test_what_is_said_beneath_the_title_takes_no_room_from_the_picture() -> None:
    """Far below zero the line is long; the axes stay as wide as they are with a short one."""
    refunded = freelancer(contract("-9999999.99"), base_badge="none")
    wide, usual = drawn(refunded), drawn(freelancer(contract("1000")))
    for one in (wide, usual):
        one.draw_without_rendering()
        assert one.axes[0].get_position().x1 > 0.95
    assert title_of(wide)[1].startswith(
        "-$9,999,999.99 earned, $10,000.00 needed; $10,009,999.99 short\nnot met: large contract, "
    )


def test_a_notebook_shows_a_picture_as_it_is_and_the_same_each_time() -> None:
    """The bytes depend on the answer alone; there are more dots than the page has pixels."""
    shown, again = (drawn()._repr_mimebundle_(include=None, exclude=None) for _ in range(2))
    assert shown == again
    image, size = (part["image/png"] for part in shown)
    assert image.startswith(b"\x89PNG")
    dots = [int.from_bytes(image[place : place + 4]) for place in (16, 20)]
    assert size == {
        "width": 624,
        "height": round(dots[1] * 130 / 200),
        "alt": ALTERNATIVES["earnings"],
    }
    assert dots[0] == 960


def test_settings_of_the_caller_do_not_break_a_picture() -> None:
    """TeX is never asked, as amounts and ids are not written for it."""
    with rc_context({"text.usetex": True, "axes.grid": True}):
        assert drawn()._repr_mimebundle_()


def test_drawing_never_loads_pyplot() -> None:
    """No figure is kept and no setting changed, as pyplot would."""
    assert (
        printed_by(
            "import sys, badgerules.plot\n"
            "badgerules.plot.rule_change({('unmet', 'met'): 1})._repr_mimebundle_()\n"
            "print('matplotlib.pyplot' in sys.modules)",
            "-W",
            "error",
        )
        == "False\n"
    )


def test_without_matplotlib_the_extra_is_named() -> None:
    """Whoever lacks matplotlib is told which extra brings it."""
    assert (
        printed_by(
            "import sys\n"
            "sys.modules['matplotlib'] = None\n"
            "try:\n"
            "    import badgerules.plot\n"
            "except ImportError as error:\n"
            "    print(error)",
            "-W",
            "error",
        )
        == "badgerules.plot needs matplotlib, got none; pip install 'badgerules[plot]'\n"
    )


def test_a_computed_top_rated_has_its_own_bar() -> None:
    """Top Rated asks for $1,000 in the window."""
    record = good_record("freelancer", contract("1200"))
    figure = drawn(record, "top_rated")
    assert {amount for _, amount in line_of(figure, "needed")} == {1000}
    assert title_of(figure) == (
        "Top Rated: held on 2020-09-01",
        "$1,200.00 earned, $1,000.00 needed",
    )


def test_the_pictures_of_the_documentation_are_drawn_alike_each_time(tmp_path: Path) -> None:
    """The script that `conf.py` calls writes eight pictures, the same bytes whenever it runs."""
    spec = spec_from_file_location("make_pictures", DOCS / "make_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    drawn_twice: list[dict[str, bytes]] = []
    for name in ("first", "second"):
        script.draw(tmp_path / name)
        files = sorted((tmp_path / name).iterdir())
        drawn_twice.append({file.name: file.read_bytes() for file in files})
    first, second = drawn_twice
    assert len(first) == 8
    assert first == second
