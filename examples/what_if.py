"""Ask what if: change facts and rules with fields and sliders, and see what that does.

`marimo run examples/what_if.py` opens it in a browser, `marimo edit` shows its code as well.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="full", app_title="What if? - badgerules")

with app.setup:
    import re
    from datetime import date
    from decimal import Decimal
    from html import escape
    from io import BytesIO

    import attrs
    import marimo as mo

    import badgerules
    from badgerules import (
        Badge,
        Category,
        ClientPlan,
        Contract,
        ContractOutcome,
        Kind,
        PlanTier,
        Readings,
        Viewer,
        plot,
    )

    NONE = "none"
    LAUNCH, LAST = badgerules.EDITIONS[0].effective_from, date(2099, 12, 31)
    EARLIEST = date(2018, 1, 1)
    PLANS = {
        "Basic": PlanTier.BASIC,
        "Business Plus, since June 2025": PlanTier.BUSINESS_PLUS,
        "Enterprise": PlanTier.ENTERPRISE,
        "Plus, until June 2025": PlanTier.PLUS,
        "Plus, selected at launch": ClientPlan(
            tier=PlanTier.PLUS, selected_for_top_rated_plus=True
        ),
        "Business, until June 2025": PlanTier.BUSINESS,
        "the talent": Viewer.OWNER,
    }
    BADGES = {badge.label: badge for badge in (Badge.TOP_RATED_PLUS, Badge.TOP_RATED)}

    def between(first, day, last):
        """Return the nearest day allowed: while a year is typed, it begins at year 2."""
        return min(max(first, day), last)

    def amount(text):
        """Return dollars as people write them, exact to the cent; None for anything else."""
        written = re.fullmatch(
            r"\s*\$?\s*(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(\.\d{1,2})?\s*", text or "0"
        )
        return Decimal(written[1].replace(",", "") + (written[2] or "")) if written else None

    def side_by_side(*parts):
        """Put parts beside each other while each has room, and below each other otherwise."""
        boxes = "".join(
            f'<div style="flex:{share} 1 {width};min-width:0">{mo.as_html(part).text}</div>'
            for part, share, width in parts
        )
        return mo.Html(f'<div style="display:flex;flex-wrap:wrap;gap:1.5rem">{boxes}</div>')

    def trouble(text):
        """Return what went wrong, in lines that fit."""
        style = "white-space:pre-wrap;overflow-wrap:anywhere"
        return mo.callout(mo.Html(f'<div style="{style}">{escape(text)}</div>'), kind="danger")

    def shown(figure):
        """Return a picture as wide as its place, with its alternative text."""
        image = BytesIO()
        figure.savefig(image, format="png")
        return mo.image(image.getvalue(), alt=figure.alternative_text, width="100%")


@app.cell
def _():
    own = mo.ui.file(filetypes=[".json"], label="own record", max_size=10_000_000)
    return (own,)


@app.cell
def _(own):
    _given = own.value[0].contents if own.value else None
    talent = badgerules.load_record((mo.notebook_dir() / "support-specialist.json").read_bytes())
    refused = ""
    if _given is not None:
        try:
            talent = badgerules.load_record(_given)
        except badgerules.DocumentError as error:
            refused = f"{own.value[0].name} was not read, so this is the example. {error}"
    return refused, talent


@app.cell
def _(talent):
    _names = [contract.id for contract in talent.contracts] or [NONE]
    _newest = badgerules.EDITIONS[-1]
    _is_agency = talent.kind is Kind.AGENCY
    _usual = (_newest.agency_earnings if _is_agency else _newest.freelancer_earnings) // 100
    widgets = mo.ui.dictionary(
        {
            "badge": mo.ui.dropdown(BADGES, value="Top Rated Plus", label="badge"),
            "as_of": mo.ui.date(start=LAUNCH, stop=LAST, value=date(2026, 10, 1), label="day"),
            "plan": mo.ui.dropdown(PLANS, value="Basic", label="who looks"),
            "paid": mo.ui.text("0", placeholder="12,300.50", label="dollars"),
            "paid_contract": mo.ui.dropdown(_names, value=_names[0], label="on contract"),
            "paid_on": mo.ui.date(
                start=EARLIEST, stop=LAST, value=date(2026, 10, 1), label="on day"
            ),
            "new": mo.ui.text("0", placeholder="5,000", label="dollars"),
            "new_category": mo.ui.dropdown(
                {category.label: category for category in Category},
                value="Writing",
                label="category",
            ),
            "judged": mo.ui.dropdown(
                [NONE, *(name for name in _names if name != NONE)], value=NONE, label="contract"
            ),
            "outcome": mo.ui.dropdown(
                [NONE, *(outcome.value for outcome in ContractOutcome)],
                value="positive",
                label="outcome",
            ),
            "earnings": mo.ui.slider(
                1_000, 2 * _usual, 500, value=_usual, label="earnings", show_value=True
            ),
            "large": mo.ui.slider(-50, 50, 5, value=0, label="large contract, %", show_value=True),
        }
    )
    readings_widgets = mo.ui.dictionary(
        {
            reading.name: mo.ui.dropdown(
                [word.value for word in type(reading.default)],
                value=reading.default.value,
                label=reading.name.replace("_", " "),
            )
            for reading in attrs.fields(Readings)
        }
    )
    return readings_widgets, widgets


@app.cell
def _(readings_widgets, widgets):
    chosen = dict(widgets.value)
    chosen["as_of"] = between(LAUNCH, chosen["as_of"], LAST)
    chosen["paid_on"] = between(EARLIEST, chosen["paid_on"], LAST)
    chosen |= {name: amount(chosen[name]) or Decimal(0) for name in ("paid", "new")}
    readings = Readings(**readings_widgets.value)
    return chosen, readings


@app.cell
def _(widgets):
    unread = [
        widgets.value[name] for name in ("paid", "new") if amount(widgets.value[name]) is None
    ]
    return (unread,)


@app.cell
def _(chosen, talent):
    record = talent
    if chosen["paid"] and talent.contracts:
        record = record.with_payment(chosen["paid_contract"], chosen["paid"], on=chosen["paid_on"])
    if chosen["new"]:
        taken = {contract.id for contract in talent.contracts}
        name = next(
            name for name in map("new contract{}".format, ("", *range(2, 99))) if name not in taken
        )
        fresh = Contract(id=name, category=chosen["new_category"])
        record = record.with_contract(fresh.with_payment(chosen["new"], on=chosen["paid_on"]))
    if chosen["judged"] != NONE:
        outcome = None if chosen["outcome"] == NONE else chosen["outcome"]
        record = record.with_outcome(chosen["judged"], outcome)
    return (record,)


@app.cell
def _(chosen, talent):
    law = badgerules.edition_on(chosen["as_of"])
    if talent.kind is Kind.AGENCY:
        one, large, bar, table = (
            *("TRP-A1", "TRP-A2"),
            *(law.agency_earnings, law.agency_large_contract),
        )
    else:
        one, large, bar, table = (
            *("TRP-F1", "TRP-F2"),
            *(law.freelancer_earnings, law.freelancer_large_contract),
        )
    numbers = {}
    if int(chosen["earnings"]) * 100 != bar:
        numbers[one] = int(chosen["earnings"])
    if chosen["large"]:
        numbers[large] = {
            category: cents * (100 + int(chosen["large"])) // 10_000 for category, cents in table
        }
    edition = law.hypothetical("what if", numbers) if numbers else None
    return (edition,)


@app.cell
def _(chosen, edition, readings, record):
    outlook = {"as_of": chosen["as_of"], "readings": readings, "edition": edition}
    assessment = badgerules.assess(record, **outlook)
    decision = assessment[chosen["badge"]]
    try:
        badge = badgerules.visible_badge(assessment, to=chosen["plan"])
        seen = "no badge" if badge is None else badge.label
    except badgerules.PlanNotInEditionError:
        seen = "not known, since there is no such plan on that day"
    change = badgerules.next_change(record, chosen["badge"], **outlook)
    ways = badgerules.remedies(record, chosen["badge"], **outlook)
    return assessment, change, decision, outlook, seen, ways


@app.cell
def _(change, chosen, decision, seen):
    word = {"met": "yes", "unmet": "no", "unknown": "not known"}[decision.verdict.value]
    kind = {"met": "success", "unmet": "danger", "unknown": "warn"}[decision.verdict.value]
    until = "Nothing changes unless something new happens."
    if change is not None:
        turn = "gained" if change.verdict is badgerules.Verdict.MET else "lost"
        until = f"Next: {turn} on {change.on}, by {', '.join(change.because)}."
    headline = mo.callout(
        mo.md(
            f"**{decision.badge.label} on {chosen['as_of']}: {word}.** "
            f"This viewer sees: {seen}. {until}"
        ),
        kind=kind,
    )
    return (headline,)


@app.cell
def _(chosen, decision, outlook, record):
    dark = mo.app_meta().theme == "dark"
    pictures = [plot.contracts(decision, dark=dark)] if "large_contract" in decision else []
    if "earnings" in decision:
        pictures.append(plot.earnings(record, chosen["badge"], **outlook, dark=dark))
    return (pictures,)


@app.cell
def _(refused, unread):
    troubles = [trouble(refused)] if refused else []
    troubles += [
        trouble(f"write dollars like 12,300 or 12300.50, got {text!r}; 0 is supposed")
        for text in unread
    ]
    return (troubles,)


@app.cell
def _(own, readings_widgets, widgets):
    controls = mo.vstack(
        [
            own,
            *(widgets[name] for name in ("badge", "as_of", "plan")),
            mo.md("**One more payment**"),
            *(widgets[name] for name in ("paid", "paid_contract", "paid_on")),
            mo.md("**A new contract**, paid on the same day"),
            *(widgets[name] for name in ("new", "new_category")),
            mo.md("**Another outcome**"),
            *(widgets[name] for name in ("judged", "outcome")),
            mo.md("**Other rules**"),
            *(widgets[name] for name in ("earnings", "large")),
            mo.accordion({"How clauses are read": mo.vstack(list(readings_widgets.values()))}),
        ]
    )
    return (controls,)


@app.cell
def _(decision, pictures, ways):
    answer = mo.vstack(
        [
            mo.Html(badgerules.to_html(ways)),
            mo.Html(badgerules.to_html(decision)),
            side_by_side(*((shown(picture), 1, "26rem") for picture in pictures)),
        ]
    )
    return (answer,)


@app.cell
def _(answer, chosen, controls, headline, troubles, widgets):
    moved = [
        mo.md(f"*{label}: asked about {chosen[name]}, the nearest day from {first} to {LAST}.*")
        for name, label, first in (("as_of", "day", LAUNCH), ("paid_on", "on day", EARLIEST))
        if widgets.value[name] != chosen[name]
    ]
    mo.vstack(
        [
            mo.md("# What if?"),
            *troubles,
            *moved,
            headline,
            side_by_side((controls, 1, "17rem"), (answer, 2, "30rem")),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
