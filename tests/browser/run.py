"""Open the page in headless Chromium, and use it as people would: `python tests/browser/run.py`.

It needs the group `browser`, Debian's package `chromium` and `npm`. The page is built anew, served
on loopback, and opened in a window of 1,300 pixels and in one of 400. What it says is held against
amounts and days worked out by hand, every request it makes against the one host it may ask.
`--screenshots FOLDER` keeps what was seen.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
REPORT = EXAMPLES / "2026-11-02_transaction_report.csv"
AWAY = EXAMPLES / "refunded-while-away.json"
RECORD = EXAMPLES / "support-specialist.json"
CHROMIUM = "/usr/bin/chromium"
WIDTHS = (1300, 400)
LOADED = 120_000
"""How many milliseconds the page may take to load on a busy machine."""

AT_REST = re.compile("Ready|could not be loaded|should not happen")

CATEGORIES = ("customer_service", "writing", "design_creative", "sales_marketing")
"""What the four contracts of the report were, in its order; the how-to says so."""

PAYMENTS = [40, 5, 4, 20]
"""How many payments each of them has: counted in the file, without fees and withdrawals."""

DROP = """([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    const event = { dataTransfer: data, bubbles: true, cancelable: true };
    document.querySelector("#drop").dispatchEvent(new DragEvent("drop", event));
}"""
"""Drop a file onto the page, as a browser does it for the hand of a person."""

OUTWARD = """async () => {
    const tried = ["page.js", "https://example.org/"].map((to) => fetch(to));
    return (await Promise.allSettled(tried)).map((one) => one.status);
}"""
"""Ask for a file of the same server, and for a page of another one."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and tells nobody of each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Say nothing."""


def served(folder: Path) -> ThreadingHTTPServer:
    """Serve a folder on loopback, in a thread that ends with this process."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    return server


class Visit:
    """The page in a window of some width, and what it asked for."""

    def __init__(self, page: Any, origin: str, width: int) -> None:  # noqa: ANN401  # of playwright
        self.page, self.origin, self.width = page, origin, width
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._hear_request)
        page.on("console", self._hear)
        page.on("pageerror", self._hear)
        page.goto(f"{origin}/index.html")
        self.rest()

    def _hear_request(self, request: Any) -> None:  # noqa: ANN401  # as above
        self.requests.append(request.url)

    def _hear(self, complaint: object) -> None:
        self.complaints.append(f"{complaint}")

    def rest(self) -> None:
        """Wait until the page has done what it was asked."""
        self.page.locator("#status", has_text=AT_REST).wait_for(timeout=LOADED)
        status = self.page.locator("#status").inner_text()
        assert status.startswith("Ready"), status

    def drop(self, file: Path) -> None:
        """Drop a file onto the page."""
        self.page.evaluate(DROP, [file.name, file.read_text(encoding="utf-8")])
        self.page.wait_for_timeout(100)
        self.rest()

    def ask(self, button: str = "Answer", **fields: str) -> None:
        """Fill in fields, and press a button."""
        for name, value in fields.items():
            field = self.page.locator(f"[name='{name}']")
            is_list = field.evaluate("one => one.tagName") == "SELECT"
            (field.select_option if is_list else field.fill)(value)
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_timeout(100)
        self.rest()

    def said(self, place: str) -> str:
        """Return what can be read in a place, without line breaks."""
        return " ".join(self.page.locator(f"#{place}").inner_text().split())

    def must_say(self, place: str, *words: str) -> None:
        """Refuse a place that does not say something."""
        said = self.said(place)
        for one in words:
            assert one in said, f"#{place} must say {one!r}, it says {said!r}"

    def forget(self) -> None:
        """Begin anew, without any request but those that loading takes."""
        self.page.reload()
        self.rest()

    def fits(self) -> None:
        """Refuse a page that is wider than its window."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{wide} pixels wide in a window of {self.width}"


def of_figures(visit: Visit) -> None:
    """Four figures: $12,300.50 of $10,000 are enough, and $9,999.99 are a cent short."""
    figures = {"base_badge": "top_rated", "badge": "top_rated_plus", "has_large_contract": "yes"}
    visit.ask(kind="freelancer", earnings_12_months="$12,300.50", as_of="2026-10-31", **figures)
    visit.must_say("answer", "Top Rated Plus: yes", "$12,300.50 earned, $10,000.00 needed")
    visit.ask(earnings_12_months="9999.99")
    visit.must_say("answer", "Top Rated Plus: no", "$0.01 short")
    visit.ask(earnings_12_months="12.30.50")
    visit.must_say("refused", "Earnings of 12 months must be dollars with at most two decimals")
    assert visit.said("answer") == ""


def of_a_report(visit: Visit) -> None:
    """A report dropped and filled in: $16,618.00, lost on 10 February, kept with $900.00."""
    days = {"first_day": "2025-11-01", "last_day": "2026-10-31"}
    visit.ask(kind="freelancer", base_badge="top_rated", **days)
    visit.drop(REPORT)
    visit.must_say("contracts", "Blue Door: Help desk", "$7,450.00 from 2025-11-07 to 2026-10-30")
    assert visit.said("answer") == ""
    for field, category in zip(
        visit.page.locator("#contracts select[name^=category]").all(), CATEGORIES, strict=True
    ):
        field.select_option(category)
    visit.ask()
    visit.must_say("read", "On record from 2025-11-01 to 2026-10-31: $16,618.00.")
    visit.must_say("answer", "Top Rated Plus: yes", "$5,300.00 of $5,000.00, large")
    with visit.page.expect_download() as saved:
        visit.page.get_by_text("Save this record").click()
    record = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert [len(one["payments"]) for one in record["contracts"]] == PAYMENTS
    visit.must_say("ahead", "no 2027-02-10", "2026-02-10 $1,200.00 on contract-3 leaves the window")
    visit.must_say("ways", "$900.00 more on contract-3")
    visit.page.locator("#paid_for").select_option(label="contract-3 (Design & Creative)")
    visit.ask("Suppose it", paid="899.99", paid_on="2027-02-10")
    visit.must_say(
        "supposed", "Supposed: $899.99 paid on contract-3 on 2027-02-10.", "no 2027-02-10"
    )
    visit.ask("Suppose it", paid="900.00")
    assert "no 2027-02-10" not in visit.said("supposed"), visit.said("supposed")


def of_a_record(visit: Visit) -> None:
    """A record chosen: $12,300.00 more on the help desk bring Top Rated Plus."""
    visit.page.locator("#files").set_input_files(RECORD)  # as on a phone, where nothing is dropped
    visit.page.wait_for_timeout(100)
    visit.rest()
    visit.ask(as_of="2026-10-01")
    visit.must_say("read", "support-specialist.json is read as a record.")
    visit.must_say("answer", "Top Rated Plus: no", "$7,700.00 of $20,000.00, $12,300.00 short")
    visit.page.locator("#paid_for").select_option(label="help-desk (Customer Service)")
    visit.ask("Suppose it", paid="12,300.00")
    visit.must_say("supposed", "$20,000.00 of $20,000.00, large")


def of_a_score(visit: Visit) -> None:
    """A score that is back by 12 June brings the badge at once, a day later on 11 September."""
    visit.drop(AWAY)
    visit.ask(asked="top_rated", as_of="2021-05-25")
    visit.must_say("answer", "Top Rated: no")
    for back, held in (("2021-06-12", "2021-06-12"), ("2021-06-13", "2021-09-11")):
        visit.ask("Ask", back_on=back)
        told = f"If the score of 90 is back on {back}, Top Rated is held on {held}."
        visit.must_say("back", told)


def of_all(visit: Visit) -> None:
    """No request went elsewhere, none came after the page had loaded, and nothing was refused."""
    elsewhere = [
        url for url in visit.requests if not url.startswith((visit.origin, "data:", "blob:"))
    ]
    assert elsewhere == [], elsewhere
    assert visit.complaints == [], visit.complaints
    before = len(visit.requests)
    assert visit.page.evaluate(OUTWARD) == ["rejected", "rejected"]
    asked = [url for url in visit.requests[before:] if not url.startswith("data:")]
    assert asked == [], asked
    visit.complaints.clear()  # the browser told of the two requests that it refused


CHECKS: tuple[Callable[[Visit], None], ...] = (
    of_figures,
    of_a_report,
    of_a_record,
    of_a_score,
    of_all,
)


def visits(origin: str) -> Iterator[Visit]:
    """Open the page in windows of each width."""
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900})
            yield Visit(context.new_page(), origin, width)
            context.close()
        browser.close()


def main() -> None:
    """Build the page, and use it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER")
    screenshots: Path | None = parser.parse_args().screenshots
    sys.path.insert(0, str(ROOT / "docs" / "browser"))
    with tempfile.TemporaryDirectory() as room:
        import_module("make_page").build(Path(room))
        server = served(Path(room))
        origin = f"http://127.0.0.1:{server.server_port}"
        for visit in visits(origin):
            for check in CHECKS:
                check(visit)
                visit.fits()
                if screenshots is not None:
                    screenshots.mkdir(parents=True, exist_ok=True)
                    seen = screenshots / f"{visit.width}-{check.__name__}.png"
                    visit.page.screenshot(path=seen, full_page=True)
                print(f"{visit.width} pixels: {' '.join((check.__doc__ or '').split())}")
                if check is not CHECKS[-1]:
                    visit.forget()
            print(*sorted({url.removeprefix(origin) for url in visit.requests}), sep="\n  ")
        server.shutdown()


if __name__ == "__main__":
    main()
