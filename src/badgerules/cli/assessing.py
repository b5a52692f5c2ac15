"""`badgerules assess`: every badge of one talent on one day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attrs

from badgerules.assessment import assess
from badgerules.cli import from_page, shared, what_ifs
from badgerules.comparison import compare
from badgerules.display import (
    ORDER,
    assessment_text,
    badge_text,
    freshness_text,
    next_change_text,
    remedies_text,
    summary_text,
    to_text,
)
from badgerules.display.html import html_page
from badgerules.display.layout import wrapped
from badgerules.errors import DocumentError, refuse, unfit
from badgerules.ledger import ledger
from badgerules.remedies import remedies
from badgerules.replay import replay
from badgerules.serialization import (
    dump_assessment,
    dump_comparison,
    dump_ledger,
    dump_remedies,
    dump_replay,
)
from badgerules.thresholds import Readings
from badgerules.visibility import VIEWERS, visibility
from badgerules.vocabulary import PLAN_NAMES, Badge, ProblemCode

if TYPE_CHECKING:
    import argparse

    from badgerules.cli.shared import Commands
    from badgerules.decisions import Assessment
    from badgerules.records import TalentRecord

PAGE_TITLE = "Talent badges"
MORE = "More: --full for everything, --badge BADGE for one, --remedies for what to do."


def add_command(commands: Commands) -> None:
    """Add the command to those there are."""
    answer = commands.add_parser("assess", help="decide every badge of one talent")
    answer.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a record as JSON; - for standard input; none where --kind says whose page it is",
    )
    answer.add_argument(
        "--as-of",
        type=what_ifs.day,
        metavar="DAY",
        help="the day asked about (default: that of --shown-on, else today)",
    )
    shared.add_question(answer)
    extent = answer.add_mutually_exclusive_group()
    extent.add_argument(
        "--full",
        action="store_true",
        help="say how every criterion of every badge came out, not only what is missing",
    )
    extent.add_argument(
        "--badge",
        choices=[badge.value for badge in Badge],
        help="say how every criterion of this badge came out, and nothing of the others",
    )
    answer.add_argument(
        "--plan",
        choices=list(VIEWERS),
        type=lambda name: str(PLAN_NAMES.get(name, name)),
        help="say what this viewer sees, and why; with --json all viewers are always there",
    )
    answer.add_argument(
        "--ledger",
        action="store_true",
        help="add which payments counted for Top Rated Plus, which did not, and why",
    )
    shared.add_what_ifs(answer)
    answer.add_argument(
        "--remedies",
        action="store_true",
        help="add how each badge can be gained or kept: what to pay, by when, what to wait for",
    )
    answer.add_argument(
        "--against",
        metavar="SAVED",
        help="say whether the answer saved as JSON still stands and, with --as-of, --edition or "
        "--reading, what came between it and the answer asked for",
    )
    shared.add_forms(answer, "the answer")
    from_page.add_options(answer)
    answer.set_defaults(run=_assess)


def _assess(options: argparse.Namespace) -> str:
    if options.against is not None:
        _check_asked_alone(options)
    as_of = options.as_of or options.shown_on or shared.today()
    documents = shared.read([options.file, options.against])
    document = documents.get(options.file)
    record = what_ifs.applied(from_page.record_of(document, options, as_of), options.what_ifs)
    if options.against is not None:
        return _against(record, documents[options.against], options)
    if options.json:
        _check_whole(options)
    terms: dict[str, Any] = {
        "as_of": as_of,
        "readings": Readings(**shared.once_each(options.reading)),
        "edition": options.edition,
    }
    assessment = assess(record, **terms)
    counted = ledger(record, Badge.TOP_RATED_PLUS, **terms) if options.ledger else None
    asked = ORDER if options.badge is None else [Badge(options.badge)]
    found = [remedies(record, badge, **terms) for badge in asked] if options.remedies else []
    if options.json:
        answer = {**dump_assessment(assessment), **shared.dumped_what_ifs(options.what_ifs)}
        if counted is not None:
            answer["ledger"] = dump_ledger(counted)
        if found:
            answer["remedies"] = {ahead.badge.value: dump_remedies(ahead) for ahead in found}
        return json.dumps(answer, indent=1)
    supposed = shared.supposed_texts(options.what_ifs)
    if options.html:
        seen = [] if options.plan is None else [visibility(assessment, to=VIEWERS[options.plan])]
        whole = assessment if options.badge is None else assessment[options.badge]
        answers = [whole, *seen, *([] if counted is None else [counted]), *found]
        return html_page(PAGE_TITLE, *supposed, *answers)
    blocks = ["\n".join(wrapped(text)) for text in supposed]
    blocks.append(_answer_text(assessment, options))
    blocks += [] if counted is None else [to_text(counted)]
    blocks += map(remedies_text, found)
    fresh = wrapped(freshness_text(assessment.question, [assessment[badge] for badge in asked]))
    blocks += [next_change_text(assessment), "\n".join(fresh)]
    if not (options.full or options.badge):
        more = [MORE] if options.file is not None else [MORE, from_page.more_facts(options)]
        blocks.append("\n".join(line for text in more for line in wrapped(text)))
    return "\n\n".join(filter(None, blocks))


def _answer_text(assessment: Assessment, options: argparse.Namespace) -> str:
    """Return as much of an assessment as was asked for."""
    to = VIEWERS.get(options.plan)
    if options.full:
        return assessment_text(assessment, to=to)
    if options.badge is None:
        return summary_text(assessment, to=to)
    seen = [] if to is None else [to_text(visibility(assessment, to=to))]
    return "\n\n".join([badge_text(assessment, Badge(options.badge)), *seen])


def _check_whole(options: argparse.Namespace) -> None:
    """Refuse a part of an answer where the whole is printed."""
    if options.badge is not None:
        message = "must be left out with --json, which holds every badge"
        code = ProblemCode.CONTRADICTION
        refuse("", [unfit(code, "nothing", options.badge, at="--badge", message=message)])


def _against(record: TalentRecord, saved: bytes, options: argparse.Namespace) -> str:
    """Hold a saved answer against today's library and, if one is asked for, another question."""
    try:
        replayed = replay(record, saved)
    except DocumentError as error:
        named = [attrs.evolve(one, path=f"--against {one.path}") for one in error.problems]
        raise DocumentError(tuple(named)) from None
    then = replayed.assessment
    asked = {"as_of": options.as_of, "edition": options.edition, "readings": options.reading}
    answer = {**dump_replay(replayed), **shared.dumped_what_ifs(options.what_ifs)}
    blocks = ["\n".join(wrapped(text)) for text in shared.supposed_texts(options.what_ifs)]
    blocks.append(to_text(replayed))
    if not any(asked.values()):
        return json.dumps(answer, indent=1) if options.json else "\n\n".join(blocks)
    supposed = then.question.named_edition
    now = assess(
        record,
        as_of=options.as_of or then.question.as_of,
        edition=supposed if options.edition is None else options.edition,
        readings=attrs.evolve(then.question.readings, **shared.once_each(options.reading)),
    )
    compared = compare(then, now)
    if options.json:
        return json.dumps({**answer, "comparison": dump_comparison(compared)}, indent=1)
    return "\n\n".join([*blocks, to_text(compared)])


def _check_asked_alone(options: argparse.Namespace) -> None:
    besides = [
        f"--{name}"
        for name in ("html", "full", "badge", "ledger", "plan", "remedies")
        if vars(options)[name]
    ]
    if besides:
        found = " and ".join(besides)
        message = f"must be asked without {found}; ask for them in a command of their own"
        code = ProblemCode.CONTRADICTION
        refuse("", [unfit(code, "--json", found, at="--against", message=message)])
