"""The register of clauses: what each rule says, who says so, and what became of it here.

A finding cites a clause by its id, such as `TRP-F2`. This module turns the id into words:
the statement, the sources it rests on, where in them to look, how much authority they have,
and whether the clause is computed, read from the record, one of several readings, or left out.

Every statement is in our own words; the sources are cited, never quoted. Ids are stable: one
that has been published keeps its meaning, and none is given out twice. Nothing decides anything
by looking in here, so the module is loaded only when a clause is shown.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from badgerules.answer_base import Shown
from badgerules.converters import is_a, nearest
from badgerules.errors import UnknownClauseError, shown
from badgerules.vocabulary import Word

if TYPE_CHECKING:
    from collections.abc import Mapping


class Authority(Word):
    """How much a source weighs; the first six members stand in order of rank.

    `RESTATED_HELP` is a help page whose original cannot be read any more, known from two or more
    independent restatements or a dated copy. It may make a rule, in an edition that began no later
    than a day. `OBSERVATION` is what others rely on and nobody states as a rule: it only ever makes
    a reading. A third party alone makes neither.
    """

    ANNOUNCEMENT = "announcement"
    OFFICIAL_HELP = "official help"
    STAFF_REPLY = "staff reply"
    RESTATED_HELP = "restated help"
    OBSERVATION = "observation"
    THIRD_PARTY = "third party"
    CONTEXT = "context"
    OURS = "ours"


class Disposition(Word):
    """What became of a clause.

    `MODELLED` is computed, and `INPUT` is decided elsewhere and carried by the record.
    `READING` is ambiguous: a default is chosen, and alternatives may be selectable.
    `NOT_A_RULE` looks like a rule and is none; `DECLINED` is known and left out.
    """

    MODELLED = "modelled"
    INPUT = "input"
    READING = "reading"
    NOT_A_RULE = "not a rule"
    DECLINED = "declined"


@attrs.frozen(kw_only=True)
class Source:
    """A text that clauses are taken from.

    Args:
        key: The short name by which clauses cite it.
        title: The title it was published under.
        address: Where it was published, if that is known.
        kind: What sort of text it is.
        dated: When it was written, as exactly as is known.
        authority: How much it weighs; a clause that rests on a comment in it may weigh less.
    """

    key: str
    title: str
    address: str | None
    kind: str
    dated: str
    authority: Authority


@attrs.frozen(kw_only=True, repr=False)
class Clause(Shown):
    """One rule, or one sentence that might be taken for a rule.

    Args:
        id: The stable id that findings cite.
        statement: What it says, in our own words.
        sources: Keys into `SOURCES`; empty only for what is ours alone.
        locator: Where in the sources to look.
        authority: That of the highest ranking source that states it.
        disposition: What became of it.
        readings: The names of the selectable readings that change how it is read.
        confirmed_on: The day on which a source last confirmed it; None for what is ours, and for
            what the record brings.
        otherwise_confirmed_on: The same of its exception, or of its other reading; None where
            that has no day of its own.
    """

    id: str
    statement: str
    sources: tuple[str, ...]
    locator: str
    authority: Authority
    disposition: Disposition
    readings: tuple[str, ...] = ()
    confirmed_on: date | None = None
    otherwise_confirmed_on: date | None = None

    @property
    def _in_short(self) -> str:
        return f"{self.id}: {self.disposition}"


def _staff_thread(number: str, *, dated: str = "date not recorded") -> Source:
    """Describe a forum thread that is cited for a reply by staff."""
    return Source(
        key=f"F-{number}",
        title=f"Forum thread {number}",
        address=f"community.upwork.com, thread {number}",
        kind="forum thread with a reply by staff",
        dated=dated,
        authority=Authority.STAFF_REPLY,
    )


_SOURCES = (
    Source(
        key="TB",
        title="New talent badges are now available!",
        address="community.upwork.com, ba-p/778142",
        kind="announcement with comments by staff",
        dated="7 Jul 2020; chart revised 17 Aug 2020; footnote of Jul 2021",
        authority=Authority.ANNOUNCEMENT,
    ),
    Source(
        key="DC",
        title="Updates to the Diversity-Certified Badge",
        address="community.upwork.com, ba-p/873177",
        kind="announcement",
        dated="between 17 Feb 2021 and 25 Mar 2021",
        authority=Authority.ANNOUNCEMENT,
    ),
    Source(
        key="DIB",
        title="Diversity, Inclusion & Belonging at Upwork",
        address=None,
        kind="company page that states no badge rule",
        dated="undated",
        authority=Authority.CONTEXT,
    ),
    Source(
        key="VT",
        title="All About the New Upwork Badges",
        address=None,
        kind="raw transcript of a third party's video",
        dated="Sep 2020",
        authority=Authority.THIRD_PARTY,
    ),
    Source(
        key="DC20",
        title="Diversity certifications available on US profiles",
        address="community.upwork.com, m-p/826113",
        kind="announcement",
        dated="Oct 2020",
        authority=Authority.ANNOUNCEMENT,
    ),
    Source(
        key="H-TR",
        title="Top Rated; Freelancer Programs; Talent Badges for Agencies",
        address="support.upwork.com, articles 211068468, 115006099287 and 115006142187",
        kind="help articles",
        dated="2016 to about 2023",
        authority=Authority.OFFICIAL_HELP,
    ),
    Source(
        key="H-RT",
        title="Rising Talent",
        address="support.upwork.com, article 211063228",
        kind="help article",
        dated="2018 to about 2023",
        authority=Authority.OFFICIAL_HELP,
    ),
    Source(
        key="H-EV",
        title="Expert-Vetted talent",
        address="support.upwork.com, article 360049625454",
        kind="help article",
        dated="2022 to 2024",
        authority=Authority.OFFICIAL_HELP,
    ),
    Source(
        key="H-DC",
        title="Add a Diversity-Certified Badge",
        address="support.upwork.com, article 1500002204081",
        kind="help article",
        dated="about 2021",
        authority=Authority.OFFICIAL_HELP,
    ),
    Source(
        key="H-MS",
        title="What are My Stats",
        address="support.upwork.com, article 211062968",
        kind="help article",
        dated="about 2021",
        authority=Authority.OFFICIAL_HELP,
    ),
    _staff_thread("312696"),
    _staff_thread("677995"),
    _staff_thread("764269"),
    _staff_thread("778142", dated="from 7 Jul 2020 on"),
    Source(
        key="F-905724",
        title="Forum thread 905724",
        address="community.upwork.com, thread 905724",
        kind="forum thread whose accepted answer is by a community member, not by staff",
        dated="date not recorded",
        authority=Authority.THIRD_PARTY,
    ),
    _staff_thread("1010989", dated="Jan 2022"),
    _staff_thread("1034357"),
    _staff_thread("1051261"),
    _staff_thread("1103382"),
    _staff_thread("1135243"),
    _staff_thread("1443374"),
    _staff_thread("1522689", dated="about Mar 2024"),
    _staff_thread("1016842", dated="Jan 2022"),
    _staff_thread("1115584"),
    _staff_thread("1453049", dated="Oct 2023"),
    _staff_thread("449039"),
    Source(
        key="H-UTC",
        title="Days of the work diary; deadlines of billing",
        address="support.upwork.com, articles 211068538 and 211062918",
        kind="help articles",
        dated="date not recorded",
        authority=Authority.OFFICIAL_HELP,
    ),
    Source(
        key="NOTES",
        title="Notes on the badges by people outside of the platform",
        address=None,
        kind="pages of third parties",
        dated="2024 to 2026",
        authority=Authority.THIRD_PARTY,
    ),
    Source(
        key="PL",
        title="Hire on Upwork, the instructions of the platform's own assistant plugin",
        address="the platform's public repository, skills/hire-on-upwork/SKILL.md, version 0.3.0",
        kind="the platform's own text",
        dated="revision of 28 Oct 2026",
        authority=Authority.OFFICIAL_HELP,
    ),
    Source(
        key="PT",
        title="Pricing table of the platform",
        address=None,
        kind="two dated copies of a page, in public repositories",
        dated="5 Jun 2025",
        authority=Authority.RESTATED_HELP,
    ),
    Source(
        key="RN25",
        title="Release notes of March and April 2025",
        address=None,
        kind="dated copy of a page",
        dated="7 Apr 2025",
        authority=Authority.RESTATED_HELP,
    ),
    Source(
        key="H26-B",
        title="Learn about the talent badges",
        address="support.upwork.com, article 360049702614",
        kind="help article whose original cannot be read, restated by three parties",
        dated="by 7 Jul 2026; latest restatement 28 Sep 2026",
        authority=Authority.RESTATED_HELP,
    ),
    Source(
        key="H26-RT",
        title="How to become a Rising Talent",
        address="support.upwork.com, article 211063228",
        kind="help article whose original cannot be read, restated by three parties",
        dated="score and identity by 20 Apr 2026, the rest by 7 Jul 2026; latest 28 Sep 2026",
        authority=Authority.RESTATED_HELP,
    ),
    Source(
        key="H26-TR",
        title="Top Rated, Top Rated Plus and the reviews of badges, as of 2026",
        address="support.upwork.com, articles 211068468, 360050417233 and 211063568",
        kind="help articles whose originals cannot be read, restated by four and five parties",
        dated="Apr 2026 to 28 Sep 2026",
        authority=Authority.RESTATED_HELP,
    ),
    Source(
        key="API26",
        title="The field behind 12-month earnings, in the platform's API",
        address=None,
        kind="the platform's own text, copied by a program into a public client library",
        dated="20 Jan 2026",
        authority=Authority.RESTATED_HELP,
    ),
    Source(
        key="SEEN",
        title="What programs of others rely on",
        address=None,
        kind="observation: nobody states it as a rule",
        dated="2023 to 23 Sep 2026",
        authority=Authority.OBSERVATION,
    ),
)

SOURCES: Mapping[str, Source] = MappingProxyType({source.key: source for source in _SOURCES})
"""Every source that a clause cites, by its key."""


_CLAUSES = (
    # Windows and money
    Clause(
        id="WIN-1",
        statement=(
            "The past 12 months are a window that trails behind the day asked about and ends on "
            "it. They are never the calendar year to date."
        ),
        sources=("TB", "VT"),
        locator="comments by staff on the criteria; the video, on the minimum earnings",
        authority=Authority.STAFF_REPLY,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="WIN-2",
        statement=(
            "By default the window starts the day after the date that lies 12 calendar months "
            "back, and it includes the day asked about: a payment made exactly 12 months earlier "
            "is out. A date that does not exist (29 February) becomes the last day of its month. "
            "These ends are ours; the sources speak of months and name none. The alternative, "
            "window = last_365_days, follows what the platform says of its own figure: the last "
            "365 days, the day asked about included. The two differ by a day while 29 February "
            "lies in the window. The reading applies wherever money or contracts of the past 12 "
            "months count, and nowhere else."
        ),
        sources=("TB", "API26"),
        locator="the requirements name months and no ends; description of the field",
        authority=Authority.OURS,
        disposition=Disposition.READING,
        readings=("window",),
    ),
    Clause(
        id="WIN-3",
        statement=(
            "Money counts on the day it is paid, not on the day it is put into escrow. Amounts are "
            "gross, before the platform takes its fee; bonuses are in, pending amounts are out. A "
            "refund is a negative payment and counts on its own day, not on that of the payment it "
            "takes back; no source says so, it is ours. The record brings the payments in this "
            "form."
        ),
        sources=("H-MS", "F-905724"),
        locator="section on client satisfaction, 12-month earnings; accepted answer",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.INPUT,
    ),
    Clause(
        id="WIN-5",
        statement=(
            "A contract counts as paid inside the window when at least one positive payment "
            "falls there; a refund by itself does not do. It counts as in the window when it is "
            "paid inside it, or when its outcome has a day and that day falls there. An outcome "
            "without a day holds at every date, and one with a day holds from that day on."
        ),
        sources=(),
        locator="no source states this",
        authority=Authority.OURS,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="WIN-4",
        statement=(
            "The sums of a freelancer leave out contracts done as a member of an agency. Nothing "
            "is filtered here: the record of a freelancer simply must not carry them."
        ),
        sources=("H-MS",),
        locator="section on client satisfaction, 12-month earnings",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.INPUT,
    ),
    # Top Rated Plus, freelancer
    Clause(
        id="TRP-F1",
        statement=(
            "A freelancer must have earned $10,000 or more over all contracts in the past 12 "
            "months. By default exactly the bar is enough. The alternative, money_bar = more_than, "
            "follows replies by staff that say more than or over: then one cent above the bar is "
            "needed. The reading applies to the earnings bars of TRP-F1 and TRP-A1 and to all "
            "large-contract bars alike, and nowhere else."
        ),
        sources=("TB", "F-1051261"),
        locator="requirements for freelancers, first item; comment by staff with the criteria",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
        readings=("money_bar",),
    ),
    Clause(
        id="TRP-F2",
        statement=(
            "A freelancer needs at least one large contract in the past 12 months. How much "
            "makes a contract large depends on its own category. "
            "$5,000: Writing; Translation; Legal; Design & Creative; Engineering & Architecture. "
            "$10,000: Sales & Marketing; Accounting & Consulting; Admin Support; IT & "
            "Networking; Data Science & Analytics. "
            "$15,000: Web, Mobile & Software Development. "
            "$20,000: Customer Service, which the announcement calls Customer Support here."
        ),
        sources=("TB",),
        locator="requirements for freelancers, second item and its table of amounts",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
        readings=("money_bar",),
    ),
    Clause(
        id="TRP-F3",
        statement=(
            "By default the amount of a large contract is what was earned on that one contract in "
            "the past 12 months; a contract made before then counts once enough was earned on it "
            "inside the window. The alternative, large_contract_sum = lifetime_if_active, takes "
            "the total over the contract's whole life, provided it was paid inside the window."
        ),
        sources=("TB", "F-1010989"),
        locator="comment by staff on contracts made before the window; reply by staff",
        authority=Authority.STAFF_REPLY,
        disposition=Disposition.READING,
        readings=("large_contract_sum",),
    ),
    Clause(
        id="TRP-F4",
        statement=(
            "The large contract is one single contract: several contracts with the same client are "
            "never added up. A contract that is still open may be the large one. Hourly and "
            "fixed-price contracts count alike, with one milestone or with many."
        ),
        sources=("F-1051261", "F-1135243", "F-1443374", "F-905724"),
        locator="replies by staff; for milestones the accepted answer",
        authority=Authority.STAFF_REPLY,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TRP-F5",
        statement=(
            "By default a large contract serves a freelancer unless its feedback is negative; no "
            "feedback yet is fine. Under the alternative, feedback = positive, which follows a "
            "comment by staff, its feedback must be positive, so a contract that still awaits "
            "feedback does not yet meet the rule. If one large contract fails on its feedback, "
            "another that does not may serve instead."
        ),
        sources=("TB",),
        locator="requirements for freelancers, second item; comment by staff with the criteria",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.READING,
        readings=("feedback",),
    ),
    Clause(
        id="TRP-F6",
        statement=(
            "What makes feedback negative is not published; the number of stars named in the video "
            "is a guess (NOT-7). The record therefore says of each contract whether its outcome "
            "was positive, neutral or negative."
        ),
        sources=("TB", "VT"),
        locator="requirements for freelancers, second item, undefined; the video, on agencies",
        authority=Authority.OURS,
        disposition=Disposition.INPUT,
    ),
    Clause(
        id="TRP-F7",
        statement=(
            "By default an exclusive agency contractor cannot hold Top Rated Plus. The "
            "alternative, exclusive_member = agency_amounts, follows a reply by staff of about "
            "March 2024: such a person may hold it by reaching the amounts for agencies in "
            "TRP-A1 and TRP-A2, with feedback judged as for a freelancer. The criteria are still "
            "cited as TRP-F1 and TRP-F2, and the reading agency_earnings_window does not touch "
            "them."
        ),
        sources=("TB", "F-1522689"),
        locator="requirements for freelancers, third item; reply by staff",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.READING,
        readings=("exclusive_member",),
    ),
    Clause(
        id="TRP-F8",
        statement=(
            "A freelancer with Top Rated Plus must have Top Rated and go on having it. Only the "
            "day asked about is looked at; no history is required. Whether Top Rated is held comes "
            "from the recorded badge or is computed from the facts on reputation."
        ),
        sources=("TB",),
        locator="requirements for freelancers, fourth item",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    # Top Rated Plus, agency
    Clause(
        id="TRP-A1",
        statement=(
            "An agency must have earned $20,000 or more in total. By default this means in the "
            "past 12 months, as staff say; the announcement names no window here. The alternative, "
            "agency_earnings_window = lifetime, takes all earnings ever made. The reading "
            "money_bar applies as in TRP-F1."
        ),
        sources=("TB", "F-1135243", "F-1443374"),
        locator="requirements for agencies, first item; replies by staff",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.READING,
        readings=("money_bar", "agency_earnings_window"),
    ),
    Clause(
        id="TRP-A2",
        statement=(
            "An agency needs at least one large contract in the past 12 months, and again the "
            "category of the contract sets the amount. "
            "$10,000: Writing; Translation; Legal; Design & Creative; Engineering & "
            "Architecture. "
            "$20,000: Sales & Marketing; Accounting & Consulting; Admin Support; Customer "
            "Service; IT & Networking; Data Science & Analytics. "
            "$30,000: Web, Mobile & Software Development. "
            "Doubling the amounts for a freelancer would be wrong, because Customer Service is "
            "$20,000 for both. TRP-F3 and TRP-F4 hold for agencies too, but TRP-F5 does not: "
            "negative outcomes of an agency weigh in TRP-A3."
        ),
        sources=("TB",),
        locator="requirements for agencies, second item and its table of amounts",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
        readings=("money_bar",),
    ),
    Clause(
        id="TRP-A3",
        statement=(
            "At most 10 percent of an agency's contracts may have a negative outcome; exactly 10 "
            "percent passes. By default the share is taken of the contracts in the window that "
            "have an outcome. The alternatives for negative_share_scope are all_contracts, every "
            "contract in the window, rated or not, and large_contracts, those that meet the large "
            "bar under the other readings. With no contract in scope the rule is met."
        ),
        sources=("TB",),
        locator="requirements for agencies, second item",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.READING,
        readings=("negative_share_scope",),
    ),
    Clause(
        id="TRP-A4",
        statement=(
            "An agency with Top Rated Plus must have Top Rated as an agency and go on having it. "
            "It is asked on the day in question only, as in TRP-F8."
        ),
        sources=("TB",),
        locator="requirements for agencies, third item",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    # Expert-Vetted
    Clause(
        id="EV-1",
        statement=(
            "Expert-Vetted is open to the invited only, and they must pass a screening first: a "
            "portfolio, a coding test, an interview or whatever suits the field. Agencies go "
            "through the like. The record carries both days: the badge is held from the day the "
            "screening was passed, if the invitation came on or before that day. A notice or an "
            "e-mail proves nothing by itself."
        ),
        sources=("TB",),
        locator="Expert-Vetted, requirements; comments by staff on e-mails",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="EV-2",
        statement=(
            "The category vetted must be open in the edition asked; otherwise the rule is not met, "
            "which is never an error. Open from 7 Jul 2020: Design & Creative; Web, Mobile & "
            "Software Development; Sales & Marketing. Open also from 1 Jan 2022: Writing; "
            "Accounting & Consulting, as a whole, because the help article names HR and "
            "Consulting, which are finer than the categories here. Open also from 1 Jan 2024: "
            "IT & Networking; Data Science & Analytics. The days in 2022 and 2024 are assumed."
        ),
        sources=("TB", "H-EV", "F-778142"),
        locator=(
            "Expert-Vetted, requirements, initial focus; Become Expert-Vetted, list of "
            "categories; page 5, reply by staff that turns another category away"
        ),
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="EV-3",
        statement=(
            "Experience counts wherever it was gained, with or without the platform. No earnings, "
            "no score and no other badge is needed, so there is no such criterion."
        ),
        sources=("TB",),
        locator="Expert-Vetted, what it is",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="EV-4",
        statement=(
            "Expert-Vetted takes the place of Upwork Premium and Upwork Pro. Assessments made for "
            "those are kept and weighed when invitations to the programme and to jobs are sent. "
            "They are not the badge: the record may carry them and the explanation shows them, but "
            "they decide nothing."
        ),
        sources=("TB",),
        locator="Expert-Vetted, difference from previous programs",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.INPUT,
    ),
    Clause(
        id="EV-5",
        statement=(
            "Nothing is published on how Expert-Vetted is lost. The record may carry the day on "
            "which it was revoked; on that day the badge is gone."
        ),
        sources=("TB", "H-EV"),
        locator="no section speaks of losing the badge",
        authority=Authority.OURS,
        disposition=Disposition.INPUT,
    ),
    # Top Rated and Rising Talent
    Clause(
        id="BASE-1",
        statement=(
            "The platform gives Rising Talent and Top Rated itself, and both go on beside the "
            "newer badges. A record may carry the platform's own word for the badge held instead "
            "of the facts behind it. Each of the two badges is then one finding, decided by that "
            "word alone; a recorded Top Rated means that Rising Talent is not met."
        ),
        sources=("TB",),
        locator="section on Rising Talent and Top Rated; comment by staff on how they are earned",
        authority=Authority.OURS,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F1",
        statement=(
            "The current Job Success Score of a freelancer must be at least 90. Having no score "
            "yet is a known fact and fails; a score left out of the record is unknown."
        ),
        sources=("H-TR", "TB"),
        locator="requirements for freelancers, Job Success Score; comment by staff on Top Rated",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F2",
        statement="A freelancer must have earned at least $1,000 in the past 12 months.",
        sources=("H-TR",),
        locator="requirements for freelancers, earnings",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F3",
        statement=(
            "The first contract of a freelancer must lie more than 90 days before the day asked "
            "about; exactly 90 days is not enough, 91 days is."
        ),
        sources=("H-TR",),
        locator="requirements for freelancers, work history",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F4",
        statement=(
            "At least 13 of the last 16 weeks must be eligible; a week is eligible with Rising "
            "Talent or with a Job Success Score of at least 90, and earnings play no part. The "
            "count is made anew every Saturday over a rolling window: nothing is ever reset, and "
            "13 eligible weeks suffice without waiting for all 16. A week in the record is taken "
            "as recorded. Of the others, a Saturday before the talent joined is not eligible and "
            "any other is unknown."
        ),
        sources=("H-TR", "F-312696", "F-1103382"),
        locator="section on calculating eligible weeks; replies by staff",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F5",
        statement=(
            "The profile of a freelancer must be 100 percent complete. For a profile that was "
            "brought over from Elance 90 percent are enough."
        ),
        sources=("H-TR", "F-1016842", "F-1115584", "F-1453049"),
        locator="requirements for freelancers, profile; replies by staff on Elance",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F6",
        statement="A freelancer must keep the stated availability up to date.",
        sources=("H-TR",),
        locator="requirements for freelancers, availability",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F7",
        statement=(
            "A freelancer must have had no account hold and no notice of a violation in the past "
            "90 days. A hold is dated by the last day it was in force, a notice by its own day."
        ),
        sources=("H-TR",),
        locator="requirements for freelancers, account status",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F8",
        statement=(
            "A freelancer must have been active in the past 90 days: sent a proposal, accepted an "
            "invitation or earned money. A positive payment in those days is activity enough."
        ),
        sources=("H-TR",),
        locator="requirements for freelancers, activity",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-F9",
        statement=(
            "All criteria of Top Rated must hold each time it is evaluated. Enough eligible weeks "
            "do not make up for a current Job Success Score under 90, nor the other way round."
        ),
        sources=("F-677995",),
        locator="reply by staff",
        authority=Authority.STAFF_REPLY,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-A1",
        statement=(
            "The current Job Success Score of an agency must be at least 90. An agency without a "
            "score cannot be Top Rated."
        ),
        sources=("H-TR", "F-1034357"),
        locator="requirements for agencies, Job Success Score; reply by staff",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-A2",
        statement="An agency must have earned at least $10,000 in the past 12 months.",
        sources=("H-TR",),
        locator="requirements for agencies, earnings",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-A3",
        statement="An agency must have 2 or more members.",
        sources=("H-TR",),
        locator="requirements for agencies, size",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-A4",
        statement=(
            "The profile of the agency's owner must be 100 percent complete. The profiles of the "
            "members must be at least 60 percent complete on average."
        ),
        sources=("H-TR",),
        locator="requirements for agencies, profiles of members and owner",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-A5",
        statement=(
            "An agency must have had no account hold and no notice of a violation in the past 90 "
            "days; a hold or violation of one of its members counts as well."
        ),
        sources=("H-TR",),
        locator="requirements for agencies, account status",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-A6",
        statement=(
            "The first contract of an agency must lie more than 90 days before the day asked "
            "about; exactly 90 days is not enough, 91 days is."
        ),
        sources=("H-TR",),
        locator="requirements for agencies, work history",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-A7",
        statement=(
            "At least 13 of the last 16 weeks of an agency must be eligible. A week is eligible "
            "with Rising Talent or with a Job Success Score of at least 90, and is counted as in "
            "TR-F4."
        ),
        sources=("H-TR",),
        locator="requirements for agencies, note below the table",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="TR-X1",
        statement=(
            "Whoever takes payment outside the platform (circumvention) loses Top Rated Plus, "
            "Top Rated and Rising Talent and can earn none of them for 6 months. The bar begins "
            "on the day of the act; on the day 6 months later the talent may qualify again."
        ),
        sources=("H-TR",),
        locator="Become Top Rated, note on payments outside the platform",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="RT-1",
        statement=(
            "Rising Talent needs no Job Success Score yet, a profile 100 percent complete, "
            "activity in the past 90 days or joining in the past 30 days, availability up to date, "
            "and no account hold or notice of a violation in the past 90 days. Each of the five is "
            "a finding of its own. They are necessary, and together they are still not enough "
            "(RT-2). For freelancers it ends with edition 2026-07 (RT-3)."
        ),
        sources=("H-RT",),
        locator="section on program eligibility",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="RT-2",
        statement=(
            "The rest of Rising Talent is at the discretion of the platform, so meeting every "
            "published item does not secure it. When staff call it automatic they speak of a "
            "list that is partly unpublished. This is therefore one finding, unknown unless the "
            "record carries the word of the platform, and computed Rising Talent is never met "
            "from the published bars alone. For freelancers it ends with edition 2026-07 (RT-3)."
        ),
        sources=("H-RT", "F-764269", "TB"),
        locator=(
            "section on program eligibility, closing reminder; reply by staff; comment by staff "
            "on Rising Talent"
        ),
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="RT-3",
        statement=(
            "From edition 2026-07 on, which began on 7 Jul 2026 at the latest, Rising Talent asks "
            "a freelancer for a profile 100 percent complete; a proposal, an accepted invitation "
            "or a payment in the past 90 days; no account hold or notice of a violation in the "
            "past 90 days; a verified identity; and a payout method. It stands in place of RT-1 "
            "and RT-2: availability, joining and a score that must not be there are no longer "
            "asked, and nothing is left to the platform's discretion."
        ),
        sources=("H26-B", "H26-RT"),
        locator="restatements of the list of requirements",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="RT-4",
        statement=(
            "From edition 2026-07 on Rising Talent asks a freelancer for $250 earned in the past "
            "12 months and for feedback of at least 4.80 stars on average. No feedback yet fails."
        ),
        sources=("H26-B", "H26-RT"),
        locator="restatements of the list of requirements",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="RT-5",
        statement=(
            "From edition 2026-07 on the Job Success Score of a freelancer must be at least 90 for "
            "Rising Talent if there is one. No score yet is fine."
        ),
        sources=("H26-B", "H26-RT"),
        locator="restatements of the list of requirements",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="RT-6",
        statement=(
            "From edition 2026-07 on no contract of a freelancer may have ended with negative "
            "feedback by the day asked about, for Rising Talent: at most 0."
        ),
        sources=("H26-B", "H26-RT"),
        locator="restatements of the list of requirements",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="RT-7",
        statement=(
            "Nothing newer than about 2023 was found on Rising Talent of agencies, so RT-1 and "
            "RT-2 stay in force for them. From edition 2026-07 on a freelancer may meet Top Rated "
            "and Rising Talent at once; Top Rated is what is seen."
        ),
        sources=("H-RT",),
        locator="section on program eligibility",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="KEEP-1",
        statement=(
            "Gaining Top Rated Plus or Expert-Vetted never ends Rising Talent or Top Rated, nor "
            "their benefits. Someone with Top Rated Plus therefore holds Top Rated as well."
        ),
        sources=("TB",),
        locator="section on Rising Talent and Top Rated",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DELAY-1",
        statement=(
            "Once everything is met, Rising Talent or Top Rated appears within 48 hours and Top "
            "Rated Plus within 72 hours. From edition 2026-07 on they appear at the next review, "
            "and reviews come every 14 days. The delay is reported and decides nothing."
        ),
        sources=("H-RT", "H-TR", "F-778142", "H26-TR"),
        locator=(
            "program eligibility, note on the badge; page 5, reply by staff on the 72 hours; "
            "restatements on the reviews"
        ),
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    # Who sees what
    Clause(
        id="VIS-1",
        statement=(
            "Clients on the Enterprise and Business plans see Expert-Vetted. Clients on other "
            "plans are shown what VIS-2, VIS-3 and VIS-7 leave them. From edition 2025-06 on it "
            "is VIS-11 that names the plans: Business Plus and Enterprise."
        ),
        sources=("TB",),
        locator="Expert-Vetted, benefits; closing section",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-2",
        statement=(
            "Clients on the Enterprise, Business and Plus plans see Top Rated Plus, within the "
            "limits of VIS-3. Everyone else goes on seeing Top Rated. From edition 2025-06 on it "
            "is VIS-12 that says who does, by one reading Business Plus and Enterprise."
        ),
        sources=("TB",),
        locator="Top Rated Plus, benefits, second item",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-3",
        statement=(
            "In edition 2020-07 only select clients on the Plus plan see Top Rated Plus, so a Plus "
            "client must be marked as selected; the timing and closing sections say so, although "
            "the list of benefits names Plus without qualifier. From edition 2020-10, 1 Oct 2020 "
            "(an assumed day), every Plus client sees it: staff had said it was to reach them all, "
            "and by October 2020 named Plus without qualifier."
        ),
        sources=("TB", "F-778142"),
        locator=(
            "Timing section, closing section and benefits; page 9 and message 822405, replies by "
            "staff"
        ),
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-4",
        statement=(
            "Before 1 Sep 2020 (an assumed day) the talent's own view, on the profile and in My "
            "Stats, shows the base badge only. From 1 Sep 2020 it shows the highest badge held, "
            "Expert-Vetted before Top Rated Plus. The announcement promised this for later that "
            "summer and staff for later that year; the video shows it on its owner's profile in "
            "Sep 2020."
        ),
        sources=("TB", "VT"),
        locator="both Timing sections; comment by staff; the video, opening",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-5",
        statement=(
            "From 1 Jul 2021 to 30 Sep 2021, an assumed end because only some weeks were spoken "
            "of, a test may show badges to any client who searches the Project Catalog. Only a "
            "client recorded as being in the test sees them there. Nothing permanent was announced."
        ),
        sources=("TB",),
        locator="footnote of July 2021",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-6",
        statement=(
            "A client allowed to see both Top Rated Plus and Expert-Vetted is shown "
            "Expert-Vetted. This is inferred, because the chart in the announcement is an image. "
            "As an achievement neither outranks the other."
        ),
        sources=("TB", "VT"),
        locator="closing section, chart; the video, on Expert-Vetted",
        authority=Authority.OURS,
        disposition=Disposition.READING,
    ),
    Clause(
        id="VIS-7",
        statement="Every client, on whatever plan, may see Rising Talent and Top Rated.",
        sources=("TB",),
        locator="closing section",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-8",
        statement=(
            "The profile, the search tile, the proposal and the Project Catalog all follow the "
            "rule for the profile, unless an edition says otherwise. The announcement speaks only "
            "of looking at the profile."
        ),
        sources=("TB",),
        locator="closing section, sentence before the chart",
        authority=Authority.OURS,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-9",
        statement=(
            "While the verdict on a badge is unknown, the badge is not shown. An explained "
            "answer lists it among what is unsettled."
        ),
        sources=(),
        locator="no source states this",
        authority=Authority.OURS,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-10",
        statement=(
            "From edition 2025-06 on, which began on 5 Jun 2025 at the latest, the plans are "
            "Basic, also called Marketplace; Business Plus; and Enterprise, also called Lifted "
            "since 19 Aug 2025. Plus and Business are no longer sold, and it is not known when "
            "they ended. What their clients see from then on is not known either, so asking is an "
            "error."
        ),
        sources=("PT", "RN25"),
        locator="columns of the table; entry of 7 Apr 2025",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-11",
        statement=(
            "From edition 2025-06 on clients on the Business Plus and Enterprise plans see "
            "Expert-Vetted. On other plans the search filter for it is silently not applied."
        ),
        sources=("PL", "PT"),
        locator="section on the filters of the talent search; row on expert talent",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="VIS-12",
        statement=(
            "From edition 2025-06 on no source says who sees Top Rated Plus, since the plans that "
            "VIS-2 names are gone. By default everyone sees it, as programs of others do in "
            "public. The alternative, plus_badge_audience = plans, carries the rule of 2020 over "
            "to the plans that followed: Business Plus and Enterprise."
        ),
        sources=("SEEN",),
        locator="searches for Top Rated Plus without a plan; public profiles that carry the badge",
        authority=Authority.OBSERVATION,
        disposition=Disposition.READING,
        readings=("plus_badge_audience",),
    ),
    Clause(
        id="VIS-13",
        statement=(
            "The profile of a member of a Top Rated agency shows the agency's badge, or Rising "
            "Talent. What a profile borrows is not what its talent holds, so it is left out."
        ),
        sources=("H-TR", "F-449039"),
        locator="article on badges for agencies; reply by staff",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="BEN-1",
        statement=(
            "Top Rated Plus gives priority access to Enterprise and Business clients. They find "
            "the talent more easily when they search, and Talent Services give the talent priority "
            "when they invite people to invite-only jobs. From edition 2025-06 on it is carried "
            "over to Business Plus and Enterprise, which is ours."
        ),
        sources=("TB",),
        locator="Top Rated Plus, benefits, first item",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="BEN-2",
        statement=(
            "Expert-Vetted makes the talent stand out to clients on the Enterprise and Business "
            "plans and gives priority access to them. A Talent Manager matches the talent to "
            "opportunities. From edition 2025-06 on the plans are Business Plus and Enterprise."
        ),
        sources=("TB", "PT"),
        locator="Expert-Vetted, benefits; row on expert talent",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    # Diversity-Certified
    Clause(
        id="DIV-0",
        statement=(
            "Diversity-Certified needs at least one certification. Before 1 Oct 2020, the assumed "
            "day of edition 2020-10, the badge did not exist and the rule is not met."
        ),
        sources=("DC20", "DC"),
        locator="first paragraph of each",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-1",
        statement=(
            "Five categories of independent business can be certified, by who owns them: "
            "Disability-owned; LGBTQ+-owned; Minority-owned, which includes Black-owned; U.S. "
            "veteran-owned; Woman-owned."
        ),
        sources=("DC", "DC20", "H-DC"),
        locator="first paragraph; list of businesses; available certifications",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-2",
        statement=(
            "Only talent in the United States can hold the badge, freelancers and agencies alike. "
            "Canada was planned, but nothing shows that it came. The countries open are data of "
            "the edition."
        ),
        sources=("DC", "DC20", "H-DC"),
        locator="how to add a certification, and plans for Canada; first paragraph; availability",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-3",
        statement=(
            "To apply one gives the legal name of the business and the diversity category first, "
            "then the provider, type, number and expiration date of the certification. All must "
            "be given; the finding names those that are missing. In October 2020 the list was "
            "name, category, number and expiration date. The list is data of the edition."
        ),
        sources=("DC", "DC20"),
        locator="how to add a certification; how it works",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-4",
        statement=(
            "In edition 2020-10, from 1 Oct 2020 (an assumed day), a certification is shown as "
            "self-reported once its details are entered. Being submitted is enough."
        ),
        sources=("DC20",),
        locator="how it works, last paragraph",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-5",
        statement=(
            "From edition 2021-02, 17 Feb 2021, the details are reviewed by hand, and the badge "
            "comes only when the platform has validated them; one that was only self-reported ends "
            "that day unless approved. A certification goes from draft to submitted to approved or "
            "rejected; a rejected one may be corrected and submitted again, which is ours. A "
            "status without its day holds at every date. Of several certifications the best one "
            "decides, and its findings are shown: the one with the fewest unmet; of as many one "
            "with all details, then one that was decided, then the one with more days left."
        ),
        sources=("DC",),
        locator="how to add a certification, manual review",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-6",
        statement="The same talent may hold more than one certification.",
        sources=("DC20",),
        locator="how it works, closing note",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-7",
        statement=(
            "A third party certifies, not the platform. The help article names kinds that are "
            "accepted, such as MBE, SDVOSB and VOB, but the list seen is incomplete, so the type "
            "is free text in the record."
        ),
        sources=("H-DC",),
        locator="section on whether the platform certifies businesses",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.INPUT,
    ),
    Clause(
        id="DIV-8",
        statement=(
            "By default the badge is seen by clients on the Enterprise and Business plans: the "
            "announcement of 2021 says Enterprise Suite, and that of 2020 spells out the two "
            "plans. The alternative, enterprise_suite = enterprise_only, follows the help article: "
            "Enterprise clients alone. From edition 2025-06 on it is Enterprise clients alone, "
            "whatever the reading."
        ),
        sources=("DC", "DC20", "H-DC", "PT"),
        locator=(
            "paragraph on where the badge shows; second paragraph; second paragraph; row on "
            "diversity"
        ),
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.READING,
        readings=("enterprise_suite",),
    ),
    Clause(
        id="DIV-9",
        statement=(
            "The badge shows in three places, each for the clients of DIV-8 only: on the profile "
            "from 1 Oct 2020 (an assumed day), and from 17 Feb 2021 also on search tiles "
            "and through a search filter named Diversity-Certified. Other clients do not have the "
            "filter."
        ),
        sources=("DC", "DC20"),
        locator="paragraph on where the badge shows; second paragraph",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-10",
        statement=(
            "Certificates of skill, from AWS, Google AdWords and the like, have a section of their "
            "own on the profile and never give this badge. Here they are a distinct type, refused "
            "with a message that names the other section."
        ),
        sources=("DC",),
        locator="note on skill-based certifications",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-11",
        statement=(
            "The expiration date is asked for, but what follows from it is not stated. Here a "
            "certification is valid through that day and gone the next."
        ),
        sources=("DC", "DC20"),
        locator="how to add a certification; how it works",
        authority=Authority.OURS,
        disposition=Disposition.READING,
    ),
    Clause(
        id="DIV-12",
        statement=(
            "The badge is independent of the four talent badges. It is shown beside them and "
            "displaces none."
        ),
        sources=("DC",),
        locator="the announcement names no other badge",
        authority=Authority.OURS,
        disposition=Disposition.MODELLED,
    ),
    Clause(
        id="DIV-14",
        statement=(
            "The body that certifies must be a U.S. one. The provider is free text in the record "
            "and is not checked."
        ),
        sources=("DC20", "DC"),
        locator="how it works, last paragraph; paragraph on certifying bodies",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.INPUT,
    ),
    Clause(
        id="DIV-13",
        statement=(
            "The badge is voluntary, and the platform asks nobody for demographic information. "
            "Clients see the words Diversity-Certified and never the category, the number or the "
            "name of the business. These stay out of repr and out of explanations unless asked "
            "for."
        ),
        sources=("DC", "H-DC"),
        locator="paragraph on supplier diversity; available certifications, last paragraph",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.MODELLED,
    ),
    # Not rules
    Clause(
        id="NOT-1",
        statement=(
            "On average contracts of Top Rated Plus talent go on for 7 months, and the video "
            "turns that into a minimum. It describes those who hold the badge. No length of "
            "contract is asked for, so none is computed."
        ),
        sources=("TB", "VT"),
        locator="Top Rated Plus, what it is; the video, opening",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.NOT_A_RULE,
    ),
    Clause(
        id="NOT-2",
        statement=(
            "Holders of Top Rated Plus had earned over $100,000 on average, 4 times the figure "
            "for Top Rated, and the video turns that into a way to qualify. It describes those "
            "who hold the badge, so it is not computed."
        ),
        sources=("TB", "VT"),
        locator="Top Rated Plus, what it is; the video, opening",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.NOT_A_RULE,
    ),
    Clause(
        id="NOT-3",
        statement=(
            "The projects of Enterprise and Business clients are worth over $8,000 on average. "
            "This describes the clients and asks nothing of the talent, so it is not computed."
        ),
        sources=("TB", "VT"),
        locator="Expert-Vetted, what it is; the video, on Expert-Vetted",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.NOT_A_RULE,
    ),
    Clause(
        id="NOT-4",
        statement=(
            "Common lore asks for 13 consecutive weeks, adds up contracts per client, waits for an "
            "invitation to Top Rated, or wants a Job Success Score over 90. All four are wrong: "
            "TR-F4 counts 13 of the last 16 weeks in any order, TRP-F4 takes a single contract, "
            "Top Rated is by its criteria, and TR-F1 is met at exactly 90. None is computed."
        ),
        sources=("H-TR", "F-1051261", "F-1443374"),
        locator="requirements, against the lore; replies by staff on a single contract",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.NOT_A_RULE,
    ),
    Clause(
        id="NOT-6",
        statement=(
            "The announcement releases the badges to some clients at first, and the video speaks "
            "of a slow rollout: in 2020 someone might qualify and not display the badge yet. We "
            "answer who is eligible, not when a badge is issued, so no rollout is computed."
        ),
        sources=("TB", "VT"),
        locator="both Timing sections; the video, opening",
        authority=Authority.ANNOUNCEMENT,
        disposition=Disposition.NOT_A_RULE,
    ),
    Clause(
        id="NOT-7",
        statement=(
            "The video takes 3.5 stars or less for negative feedback. Its speaker says that this "
            "is a guess, and no other source names a number, so stars are not computed (TRP-F6)."
        ),
        sources=("VT",),
        locator="the video, on agencies",
        authority=Authority.THIRD_PARTY,
        disposition=Disposition.NOT_A_RULE,
    ),
    Clause(
        id="NOT-5",
        statement=(
            "The video says less than 10 percent negative outcomes, and that only Enterprise and "
            "Business clients see Top Rated Plus. The announcement outranks it: exactly 10 percent "
            "passes (TRP-A3), and Plus clients see the badge too (VIS-2). Neither is computed."
        ),
        sources=("VT",),
        locator="the video, on agencies and on benefits",
        authority=Authority.THIRD_PARTY,
        disposition=Disposition.NOT_A_RULE,
    ),
    # Context
    Clause(
        id="DIB-1",
        statement=(
            "The company page on diversity, inclusion and belonging has no rule for any badge. "
            "It wants decisions to be fair at every stage and looks behind the numbers for what "
            "leads to them. For a library of rules this means: show at which criterion people "
            "are lost, and what a change of the rules would do, for any grouping the caller "
            "brings; and keep no such grouping in a record."
        ),
        sources=("DIB",),
        locator="section on the approach to company culture; macro inclusion",
        authority=Authority.CONTEXT,
        disposition=Disposition.NOT_A_RULE,
    ),
    # Known and declined
    Clause(
        id="DECLINED-1",
        statement=(
            "About 2022 the help article on Expert-Vetted speaks of Enterprise clients alone. "
            "The Business plan was being closed then and the change has no date, so VIS-1 "
            "stands."
        ),
        sources=("H-EV",),
        locator="section on benefits",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-2",
        statement=(
            "The help article on Diversity-Certified lets the badge appear without review. It is "
            "undated and goes against the announcement, so DIV-5 stands."
        ),
        sources=("H-DC",),
        locator="section on adding a certification",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-3",
        statement=(
            "Until about 2021 the help article on Rising Talent asks for a readiness test, dropped "
            "later. Of agencies it also asks what TR-A3 and TR-A4 ask. Neither is modelled: Rising "
            "Talent of an agency is taken as recorded, or by RT-1 alone."
        ),
        sources=("H-RT",),
        locator="section on program eligibility, first item and further items for agencies",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-4",
        statement=(
            "Later pages name badges without saying which plans see them. They are undated and "
            "announce no change, so VIS-1 and VIS-2 stand."
        ),
        sources=("H-TR",),
        locator="section on benefits of the latest version",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-5",
        statement=(
            "The removal of feedback and other perks of a badge are known. They do not bear on who "
            "holds a badge or who sees it, so they are left out."
        ),
        sources=("H-TR",),
        locator="tables of perks",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-6",
        statement=(
            "How often the figures in My Stats are refreshed is known. It does not bear on who "
            "holds a badge, so it is left out."
        ),
        sources=("H-MS",),
        locator="notes on when figures are updated",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-7",
        statement=(
            "One of the restatements of 2026 names an invitation as another way to Rising Talent. "
            "The others do not, so RT-3 stands."
        ),
        sources=("H26-RT",),
        locator="one of three restatements",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-8",
        statement=(
            "Four notes of 2026 still give parts of the old list of Rising Talent. They repeat "
            "extracts of a search engine, so RT-3 stands."
        ),
        sources=("NOTES",),
        locator="notes that cite the help article by extracts of a search engine",
        authority=Authority.THIRD_PARTY,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-9",
        statement=(
            "Every restatement since 2022 says more than, or over, $10,000. The announcement says "
            "that the bar itself is enough and ranks higher, so money_bar keeps its default."
        ),
        sources=("H26-TR",),
        locator="restatements of the requirements of Top Rated Plus",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-10",
        statement=(
            "One of two restatements of 2026 asks for no negative outcome on large contracts, so "
            "that a bad one would spoil a good one. TRP-F5 stands."
        ),
        sources=("H26-TR",),
        locator="one of two restatements of the requirements of Top Rated Plus",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-11",
        statement=(
            "Private feedback is said to be no longer collected since 31 Mar 2026. One source "
            "alone says so, and the outcome of a contract stays a fact of the record."
        ),
        sources=("H26-TR",),
        locator="one restatement, on feedback",
        authority=Authority.RESTATED_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-12",
        statement=(
            "A third party tells of an open application to Expert-Vetted until 30 Jun 2024. EV-1 "
            "stands."
        ),
        sources=("NOTES",),
        locator="one page, on applications",
        authority=Authority.THIRD_PARTY,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-13",
        statement=(
            "Partner Certified, Available Now, Boosted and ID verified are labels that are bought "
            "or that belong to others. They are no talent badges."
        ),
        sources=("PL",),
        locator="list of what a profile may carry",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
    Clause(
        id="DECLINED-14",
        statement=(
            "Days of work and deadlines of billing are in UTC, by help articles 211068538 and "
            "211062918. No source names the zone of the 12-month figure, so days are taken as "
            "they are recorded."
        ),
        sources=("H-UTC",),
        locator="sections on days and on weekly deadlines",
        authority=Authority.OFFICIAL_HELP,
        disposition=Disposition.DECLINED,
    ),
)


def _through(family: str, first: int, last: int) -> tuple[str, ...]:
    """Return the ids of a family from one number to another."""
    return tuple(f"{family}{number}" for number in range(first, last + 1))


_CONFIRMED_ON = {
    date(2026, 10, 28): ("VIS-11", "BEN-2"),
    date(2026, 9, 28): (
        *("TRP-F1", "TRP-F2", "TRP-F4", "TRP-F5", "TRP-F8", "TR-X1", "DELAY-1"),
        *(*_through("TR-F", 1, 9), *_through("RT-", 3, 6)),
    ),
    date(2026, 9, 23): ("VIS-12",),
    date(2026, 5, 31): ("VIS-10",),
    date(2026, 4, 20): ("EV-1",),
    date(2026, 1, 20): ("WIN-1", "WIN-2"),
    date(2025, 6, 5): ("DIV-8",),
    date(2024, 12, 31): ("EV-2",),
    date(2023, 12, 31): (*_through("TR-A", 2, 7), "RT-1", "RT-2", "RT-7"),
    date(2023, 10, 31): ("TRP-A1",),
    date(2022, 3, 31): ("TRP-F3",),
    date(2022, 2, 28): ("TR-A1",),
    date(2021, 7, 31): ("VIS-5",),
    # of Diversity-Certified, what no source of 2021 repeats
    date(2020, 10, 31): ("VIS-3", "VIS-4", "DIV-4", "DIV-6"),
    date(2021, 3, 25): (
        *("DIV-0", "DIV-1", "DIV-2", "DIV-3", "DIV-5"),
        *("DIV-9", "DIV-10", "DIV-12", "DIV-13"),
    ),
    date(2020, 8, 17): ("VIS-1", "VIS-2", "VIS-7", "BEN-1", "KEEP-1"),
    date(2020, 7, 7): ("TRP-F7", *_through("TRP-A", 2, 4)),
}
"""When a source last confirmed each clause; a month counts as its last day."""

_OTHERWISE_CONFIRMED_ON = {
    "TR-F5": date(2023, 10, 31),  # where the exception for Elance decides
    "TRP-F7": date(2024, 3, 31),  # read as exclusive_member = agency_amounts
}
_DAYS = {clause_id: day for day, ids in _CONFIRMED_ON.items() for clause_id in ids}

CLAUSES: Mapping[str, Clause] = MappingProxyType(
    {
        entry.id: attrs.evolve(
            entry,
            confirmed_on=_DAYS.get(entry.id),
            otherwise_confirmed_on=_OTHERWISE_CONFIRMED_ON.get(entry.id),
        )
        for entry in _CLAUSES
    }
)
"""Every clause by its id, in the order of the rules."""


def clause(clause_id: str) -> Clause:
    """Look up a clause by its id.

    Args:
        clause_id: An id as findings cite it, in capitals, such as `TRP-F8`.

    Returns:
        The clause.

    Raises:
        UnknownClauseError: If no clause has this id; the message names the nearest ids.

    >>> clause("TRP-F8").disposition
    Disposition.MODELLED
    >>> clause("TRP-F1").readings
    ('money_bar',)
    >>> SOURCES[clause("TR-X1").sources[0]].authority.value
    'official help'
    """
    is_text = is_a(clause_id, str)
    found = CLAUSES.get(clause_id) if is_text else None
    if found is None:
        hint = _alike(clause_id) if is_text else ""
        hint = hint or "; CLAUSES, and `badgerules rules --clauses`, hold every id"
        msg = f"no clause {shown(clause_id)}{hint}"
        raise UnknownClauseError(msg)
    return found


def _alike(clause_id: str) -> str:
    """Return "; did you mean …?" for the ids that end so, as `F2`, else for the nearest one."""
    own = clause_id.upper()
    ends = [repr(known) for known in CLAUSES if known.partition("-")[2] == own]
    return f"; did you mean {' or '.join(ends)}?" if ends else nearest(own, CLAUSES)
