"""Ask what if: change facts and rules with sliders and pickers, and see what that does.

`marimo run examples/what_if.py` opens it in a browser, `marimo edit` shows its code as well.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="full", app_title="What if? - badgerules")

with app.setup:
    from datetime import date

    import attrs
    import marimo as mo

    import badgerules
    from badgerules import (
        Badge,
        Category,
        ClientPlan,
        Contract,
        ContractOutcome,
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


@app.cell
def _():
    talent = badgerules.load_record((mo.notebook_dir() / "support-specialist.json").read_bytes())
    return (talent,)


@app.cell
def _(talent):
    names = [contract.id for contract in talent.contracts]
    widgets = mo.ui.dictionary(
        {
            "badge": mo.ui.dropdown(BADGES, value="Top Rated Plus", label="badge"),
            "as_of": mo.ui.date(start=LAUNCH, stop=LAST, value=date(2026, 10, 1), label="day"),
            "plan": mo.ui.dropdown(PLANS, value="Basic", label="who looks"),
            "paid": mo.ui.slider(0, 25_000, 100, value=0, label="dollars", show_value=True),
            "paid_contract": mo.ui.dropdown(names, value=names[0], label="on contract"),
            "paid_on": mo.ui.date(
                start=EARLIEST, stop=LAST, value=date(2026, 10, 1), label="on day"
            ),
            "new": mo.ui.slider(0, 25_000, 100, value=0, label="dollars", show_value=True),
            "new_category": mo.ui.dropdown(
                {one.label: one for one in Category}, value="Writing", label="category"
            ),
            "judged": mo.ui.dropdown([NONE, *names], value=NONE, label="contract"),
            "outcome": mo.ui.dropdown(
                [NONE, *(one.value for one in ContractOutcome)], value="positive", label="outcome"
            ),
            "earnings": mo.ui.slider(
                1_000, 20_000, 500, value=10_000, label="earnings", show_value=True
            ),
            "large": mo.ui.slider(-50, 50, 5, value=0, label="large contract, %", show_value=True),
        }
    )
    readings_widgets = mo.ui.dictionary(
        {
            one.name: mo.ui.dropdown(
                [word.value for word in type(one.default)],
                value=one.default.value,
                label=one.name.replace("_", " "),
            )
            for one in attrs.fields(Readings)
        }
    )
    return readings_widgets, widgets


@app.cell
def _(readings_widgets, widgets):
    chosen = dict(widgets.value)
    chosen["as_of"] = between(LAUNCH, chosen["as_of"], LAST)
    chosen["paid_on"] = between(EARLIEST, chosen["paid_on"], LAST)
    readings = Readings(**readings_widgets.value)
    return chosen, readings


@app.cell
def _(chosen, talent):
    record = talent
    if chosen["paid"]:
        record = record.with_payment(
            chosen["paid_contract"], int(chosen["paid"]), on=chosen["paid_on"]
        )
    if chosen["new"]:
        fresh = Contract(id="new contract", category=chosen["new_category"])
        record = record.with_contract(fresh.with_payment(int(chosen["new"]), on=chosen["paid_on"]))
    if chosen["judged"] != NONE:
        outcome = None if chosen["outcome"] == NONE else chosen["outcome"]
        record = record.with_outcome(chosen["judged"], outcome)
    return (record,)


@app.cell
def _(chosen):
    law = badgerules.edition_on(chosen["as_of"])
    numbers = {}
    if int(chosen["earnings"]) * 100 != law.freelancer_earnings:
        numbers["TRP-F1"] = int(chosen["earnings"])
    if chosen["large"]:
        numbers["TRP-F2"] = {
            category: cents * (100 + int(chosen["large"])) // 10_000
            for category, cents in law.freelancer_large_contract
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
    return assessment, change, decision, outlook, seen


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
def _(chosen, decision, headline, pictures, readings_widgets, widgets):
    moved = [
        mo.md(f"*{label}: asked about {chosen[name]}, the nearest day from {first} to {LAST}.*")
        for name, label, first in (("as_of", "day", LAUNCH), ("paid_on", "on day", EARLIEST))
        if widgets.value[name] != chosen[name]
    ]
    controls = mo.vstack(
        [
            mo.md("# What if?"),
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
    answer = mo.vstack(
        [
            *moved,
            headline,
            mo.Html(badgerules.to_html(decision)),
            mo.hstack(pictures, widths="equal", align="start"),
        ]
    )
    mo.hstack([controls, answer], widths=[1, 2], gap=2, align="start")
    return


if __name__ == "__main__":
    app.run()
