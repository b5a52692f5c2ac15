"""The notebooks in `examples`: they run, and give the answers that the specification gives."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from html import unescape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from badgerules import Badge, PlanTier, Readings, Verdict
from markup import parsed, text_of

pytestmark = pytest.mark.thorough

EXAMPLES = Path(__file__).parents[2] / "examples"
WHY = "notebooks are tested where the extra test-all is installed"

NOTHING_SUPPOSED: dict[str, Any] = {
    "badge": Badge.TOP_RATED_PLUS,
    "as_of": date(2026, 10, 1),
    "plan": PlanTier.BASIC,
    "paid": 0,
    "paid_contract": "help-desk",
    "paid_on": date(2026, 10, 1),
    "new": 0,
    "new_category": "writing",
    "judged": "none",
    "outcome": "positive",
    "earnings": 10_000,
    "large": 0,
}
"""What the widgets say when the notebook opens."""


@pytest.fixture(scope="module")
def app() -> Any:  # noqa: ANN401  # the app of an untyped notebook
    """Load the notebook with the sliders."""
    pytest.importorskip("marimo", reason=WHY)
    spec = spec_from_file_location("what_if", EXAMPLES / "what_if.py")
    assert spec is not None
    assert spec.loader is not None
    notebook = module_from_spec(spec)
    spec.loader.exec_module(notebook)
    return notebook.app


def answers_of(app: Any, supposed: dict[str, Any], **readings: Any) -> Any:  # noqa: ANN401  # as above
    """Run the notebook as if its widgets said something else."""
    given = {"chosen": NOTHING_SUPPOSED | supposed, "readings": Readings(**readings)}
    _, definitions = app.run(defs=given)
    return definitions


def test_the_sliders_stand_where_nothing_is_supposed(app: Any) -> None:  # noqa: ANN401  # as above
    """Opened, the notebook shows the record as it is: $12,300 are missing on the nearest."""
    _, definitions = app.run()
    assert definitions["chosen"] == NOTHING_SUPPOSED
    assert definitions["readings"] == Readings()
    assert definitions["record"] == definitions["talent"]
    assert definitions["edition"] is None
    assert str(definitions["decision"]["large_contract"].shortfall) == "12300.00"


@pytest.mark.parametrize(
    ("supposed", "readings", "verdict"),
    [
        pytest.param({"paid": 12_300}, {}, Verdict.MET, id="paid_enough"),
        pytest.param({"paid": "12299.99"}, {}, Verdict.UNMET, id="a_cent_too_little"),
        pytest.param({"paid": 12_300}, {"money_bar": "more_than"}, Verdict.UNMET, id="read_so"),
        pytest.param({}, {"large_contract_sum": "lifetime_if_active"}, Verdict.MET, id="of_life"),
        pytest.param({"new": 5_000}, {}, Verdict.MET, id="a_new_contract"),
        pytest.param(
            {"new": 5_000, "new_category": "customer_service"}, {}, Verdict.UNMET, id="elsewhere"
        ),
        pytest.param(
            {"paid": 12_300, "judged": "help-desk", "outcome": "negative"},
            {},
            Verdict.UNMET,
            id="judged_badly",
        ),
        pytest.param(
            {"paid": 12_300, "judged": "help-desk", "outcome": "none"},
            {"feedback": "positive"},
            Verdict.UNMET,
            id="not_judged",
        ),
        pytest.param({"paid": 2_300, "large": -50}, {}, Verdict.MET, id="half_the_bar"),
        pytest.param({"paid": 2_200, "large": -50}, {}, Verdict.UNMET, id="not_half_the_bar"),
        pytest.param({"new": 5_000, "earnings": 17_000}, {}, Verdict.UNMET, id="a_higher_bar"),
        pytest.param({"badge": Badge.TOP_RATED}, {}, Verdict.MET, id="another_badge"),
    ],
)
def test_every_widget_changes_the_answer_as_the_rules_say(
    app: Any,  # noqa: ANN401  # as above
    supposed: dict[str, Any],
    readings: dict[str, str],
    verdict: Verdict,
) -> None:
    """$11,600 are earned, $7,700 on help-desk, whose bar is $20,000; Writing asks for $5,000."""
    assert answers_of(app, supposed, **readings)["decision"].verdict is verdict


@pytest.mark.parametrize(
    ("typed", "dollars"),
    [
        ("12,300.50", "12300.50"),
        ("$ 12300.5", "12300.5"),
        (" 0.01 ", "0.01"),
        ("1,234,567", "1234567"),
        ("", "0"),
        ("12,30", None),
        ("1.234", None),
        ("12.300,50", None),
        ("-5", None),
        ("many", None),
        ("9" * 14, None),
    ],
)
def test_dollars_are_read_as_people_write_them(
    app: Any,  # noqa: ANN401  # as above
    typed: str,
    dollars: str | None,
) -> None:
    """With commas, a dollar sign and cents, exact; what could mean two things is not guessed."""
    _, definitions = app.run()
    read = definitions["amount"](typed)
    assert read == (None if dollars is None else Decimal(dollars))


def test_dollars_that_are_not_understood_are_told(app: Any) -> None:  # noqa: ANN401  # as above
    """The page says what was typed, how to write it, and that nothing is supposed meanwhile."""
    outputs, _ = app.run(defs={"unread": ["12,30"]})
    assert "write dollars like 12,300 or 12300.50, got &#x27;12,30&#x27;" in page_of(outputs)


def uploaded(app: Any, content: dict[str, Any]) -> tuple[str, Any]:  # noqa: ANN401  # as above
    """Run the notebook as if a file with that content had been given to it."""
    file = SimpleNamespace(name="own.json", contents=json.dumps(content).encode())
    outputs, definitions = app.run(defs={"own": Uploaded(file)})
    return page_of(outputs), definitions


class Uploaded:
    """A field for a file that holds one."""

    def __init__(self, file: SimpleNamespace) -> None:
        self.value = [file]

    def _mime_(self) -> tuple[str, str]:
        return "text/plain", "own record"


def page_of(outputs: Any) -> str:  # noqa: ANN401  # as above
    """Return the page as the last cell shows it, with the callouts that it holds as JSON."""
    held = re.compile(r"data-html='([^']*)'")
    return held.sub(lambda one: json.loads(unescape(one[1])), outputs[-1].text)


OWN = {
    "format": 1,
    "kind": "agency",
    "base_badge": "top_rated",
    "contracts": [
        {
            "id": "new contract",
            "category": "writing",
            "payments": [{"paid_on": "2026-09-01", "amount": "9999.99"}],
        }
    ],
}
"""An agency, whose bars are $20,000 and, in Writing, $10,000."""


def test_a_record_of_ones_own_comes_from_a_file(app: Any) -> None:  # noqa: ANN401  # as above
    """The answer, the contracts to choose from and the bar of earnings are those of that talent."""
    page, definitions = uploaded(app, OWN)
    chosen = definitions["chosen"]
    assert definitions["decision"]["large_contract"].shortfall == Decimal("0.01")
    assert (chosen["paid_contract"], chosen["earnings"]) == ("new contract", 20_000)
    assert definitions["edition"] is None
    assert "was not read" not in page
    _, definitions = app.run(
        defs={
            "talent": definitions["talent"],
            "refused": "",
            "chosen": chosen | {"new": 10_000, "earnings": 500},
            "readings": Readings(),
        }
    )
    assert [one.id for one in definitions["record"].contracts] == ["new contract", "new contract2"]
    assert definitions["edition"].agency_earnings == 50_000
    assert definitions["decision"].verdict is Verdict.MET


def test_a_record_without_contracts_leaves_the_notebook_standing(app: Any) -> None:  # noqa: ANN401
    """There is no contract to pay on, and a new one still can be."""
    _, definitions = uploaded(app, OWN | {"contracts": []})
    assert definitions["chosen"]["paid_contract"] == "none"
    assert definitions["decision"].verdict is Verdict.UNMET


def test_a_file_that_is_no_record_is_told_and_the_example_stays(app: Any) -> None:  # noqa: ANN401
    """Every problem is told in place, its markup as text, and the answer is on the example."""
    page, definitions = uploaded(app, OWN | {"kind": "<b>", "contracts": 1})
    assert "own.json was not read, so this is the example. 2 problems:" in page
    assert "$.kind" in page
    assert "$.contracts" in page
    assert "<b>" not in page
    assert definitions["record"].id == "support-specialist"


def test_controls_and_answer_stand_below_each_other_where_there_is_no_room(app: Any) -> None:  # noqa: ANN401
    """Each part asks for a width and wraps; none may push another out of the page."""
    outputs, _ = app.run()
    page = page_of(outputs)
    assert 'style="display:flex;flex-wrap:wrap;' in page
    parts = re.findall(r'style="flex:\d 1 (\d+)rem;min-width:0"', page)
    assert sorted(parts) == ["17", "26", "26", "30"]
    assert page.index("This viewer sees") < page.index("17rem") < page.index("30rem")


def test_what_would_bring_the_badge_stands_beside_the_answer(app: Any) -> None:  # noqa: ANN401
    """The ways come before the table, and each picture says in words what it shows."""
    outputs, definitions = app.run()
    page = page_of(outputs)
    way = "$12,300.00 more on help-desk (Customer Service), by 2026-11-14 at the latest"
    assert page.index(way) < page.index("What Top Rated Plus asks for")
    for picture in definitions["pictures"]:
        assert picture.alternative_text in page


def test_a_day_that_is_still_being_typed_leaves_the_notebook_standing(app: Any) -> None:  # noqa: ANN401
    """A year typed digit by digit begins with 2, and no rules were in force in that year."""
    _, definitions = app.run()
    between, launch, last = (definitions[name] for name in ("between", "LAUNCH", "LAST"))
    assert between(launch, date(2, 9, 1), last) == date(2020, 7, 7)
    assert between(launch, date(2020, 7, 8), last) == date(2020, 7, 8)
    assert between(launch, date(9999, 9, 1), last) == date(2099, 12, 31)


def test_the_notebook_says_who_sees_it_and_how_long_it_lasts(app: Any) -> None:  # noqa: ANN401
    """With $12,300 Basic clients see Top Rated Plus until 15 November, by plans they do not."""
    basic = answers_of(app, {"paid": 12_300})
    assert basic["seen"] == "Top Rated Plus"
    assert (basic["change"].on, basic["change"].because) == (date(2026, 11, 15), ("TRP-F2",))
    by_plans = answers_of(app, {"paid": 12_300}, plus_badge_audience="plans")
    assert by_plans["seen"] == "Top Rated"
    assert answers_of(app, {"paid": 12_300, "badge": Badge.TOP_RATED})["seen"] == "Top Rated Plus"


def test_the_notebook_says_that_a_plan_of_another_time_is_not_known(app: Any) -> None:  # noqa: ANN401
    """On 4 June 2025 there are Business clients, and the day after there are none."""
    for day, seen in ((4, "Top Rated"), (5, "not known, since there is no such plan on that day")):
        supposed = {"as_of": date(2025, 6, day), "plan": PlanTier.BUSINESS}
        assert answers_of(app, supposed)["seen"] == seen


def test_the_notebook_runs_as_a_script_without_a_word() -> None:
    """As a script it runs every cell, and warns of nothing."""
    pytest.importorskip("marimo", reason=WHY)
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / "what_if.py"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_notebook_is_exported_as_a_page(tmp_path: Path) -> None:
    """The page holds the answer: help-desk has $7,700.00 of $20,000.00."""
    pytest.importorskip("marimo", reason=WHY)
    page = tmp_path / "what-if.html"
    notebook = str(EXAMPLES / "what_if.py")
    options = ["export", "html", notebook, "--no-include-code", "-o", str(page)]
    done = subprocess.run(
        [sys.executable, "-m", "marimo", *options], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "$7,700.00 of $20,000.00" in page.read_text(encoding="utf-8")


def stored() -> Any:  # noqa: ANN401  # JSON
    """Return the Jupyter notebook as it is stored."""
    return json.loads((EXAMPLES / "first_answers.ipynb").read_text(encoding="utf-8"))


def test_the_jupyter_notebook_is_stored_without_outputs() -> None:
    """Outputs would hold the bytes of one version of matplotlib; whoever opens it runs it."""
    cells = [cell for cell in stored()["cells"] if cell["cell_type"] == "code"]
    assert cells
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)


def test_the_jupyter_notebook_runs_and_answers() -> None:
    """Each cell runs in a kernel of its own, and shows what the rules say: by hand, as above."""
    nbformat: Any = pytest.importorskip("nbformat", reason=WHY)
    client: Any = pytest.importorskip("nbclient", reason=WHY)
    pytest.importorskip("ipykernel", reason=WHY)
    notebook = nbformat.reads(json.dumps(stored()), as_version=4)
    client.NotebookClient(
        notebook,
        timeout=60,
        resources={"metadata": {"path": str(EXAMPLES)}},
    ).execute()
    outputs = [
        one.get("data", {"text/plain": one.get("text")})
        for cell in notebook.cells
        for one in cell.get("outputs", [])
    ]
    code = [cell for cell in notebook.cells if cell["cell_type"] == "code"]
    assert len(outputs) == len(code)
    assert sum("image/png" in one for one in outputs) == 2
    told = [
        one["metadata"]["image/png"]["alt"]
        for cell in code
        for one in cell["outputs"]
        if "image/png" in one.get("metadata", {})
    ]
    assert [text.partition(":")[0] for text in told] == TITLES
    pages = [text_of(parsed(one["text/html"])) for one in outputs if "text/html" in one]
    plain = [one["text/plain"] for one in outputs if {*one} == {"text/plain"}]
    assert [*map(said_in, pages, PAGES_SAY)] == [True] * len(PAGES_SAY)
    assert [*map(said_in, plain, PLAIN_SAYS)] == [True] * len(PLAIN_SAYS)


def said_in(text: str, words: str) -> bool:
    """Tell whether an output says something, wherever its lines break."""
    return " ".join(words.split()) in " ".join(text.split())


PAGES_SAY = (
    # A decision, remedies, a finding, what a viewer sees, the next change, a timeline.
    "help-desk (Customer Service): $7,700.00 of $20,000.00, $12,300.00 short",
    "$12,300.00 more on help-desk (Customer Service), by 2026-11-14 at the latest",
    "help-desk Customer Service negative outcome $20,000.00 $20,000.00",
    "only those on Business Plus and Enterprise see Top Rated Plus (VIS-12), it is Top Rated",
    "Top Rated Plus is lost on 2026-11-15 (TRP-F2)",
    "2025-11-15 $700.00 on help-desk leaves the window",
    # The other reading, the lower bar of $7,500.00, and the day of the loss.
    "help-desk (Customer Service): $24,200.00 of $20,000.00, large",
    "$7,500.00 instead of $20,000.00",
    "2025-11-15 $700.00 on help-desk left the window",
)
TITLES = ["A large contract on 2026-10-01", "Top Rated Plus"]
PLAIN_SAYS = (
    "['help-desk', 'shop-chat', 'handbook']",
    "Verdict.MET",
    "Verdict.MET",
    "'business_plus': 'Top Rated Plus', 'basic': 'Top Rated Plus'",
    "large_contract_sum=lifetime_if_active: met",
)
