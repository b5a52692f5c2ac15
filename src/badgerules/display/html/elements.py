"""How every answer is written as HTML: elements that escape what they hold, tables, one style.

Nothing here has an id, so that several answers can stand on one page; nothing runs, and nothing is
fetched. The style stands once in each answer, and each of its rules holds inside answers only; a
page has it once, and says once which law its answers rest on.
Where a notebook takes the style away, headings, captions, words and signs still tell everything.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING

from badgerules.display.layout import no_answer, visible
from badgerules.money import dollars_shown
from badgerules.vocabulary import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIGNS = {Verdict.MET: "\N{CHECK MARK}", Verdict.UNMET: "\N{BALLOT X}", Verdict.UNKNOWN: "?"}
"""A verdict is told by a word and a sign; the colour is a third way, never the only one."""


class Html(str):
    """Text that is HTML already; every other text is escaped where it is put into an element."""

    __slots__ = ()


class Law(Html):
    """A part that says which rules an answer rests on; answers on one page say it once."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return text as HTML that shows it: markup is escaped, hidden characters spelled out."""
    return text if isinstance(text, Html) else Html(escape(visible(text)))


def element(name: str, *parts: str, **attributes: str) -> Html:
    """Return an element with its parts, which are escaped unless they are HTML.

    Args:
        name: the name of the element.
        parts: what it holds.
        attributes: its attributes; "_" is added to a name that is a keyword of Python.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{written}>{joined(parts)}</{name}>")


def joined(parts: Iterable[str]) -> Html:
    """Return parts one after another, escaped unless they are HTML."""
    return Html("".join(map(escaped, parts)))


def items(texts: Iterable[str], name: str = "ul") -> Iterator[Html]:
    """Return texts as a list; nothing for no text."""
    found = [element("li", text) for text in texts]
    if found:
        yield element(name, *found)


def paragraphs(*texts: str) -> Iterator[Html]:
    """Return each text that says something as a paragraph."""
    return (element("p", text) for text in texts if text)


def said_of_law(*texts: str) -> Iterator[Html]:
    """Return each text that says something of the law as a paragraph of its own."""
    return map(Law, paragraphs(*texts))


def heading(text: str, verdict: Verdict | None = None, name: str = "h2") -> Html:
    """Return a heading, with the sign of its verdict."""
    return element(name, text) if verdict is None else element(name, _sign(verdict), " ", text)


def verdict_head(verdict: Verdict, *parts: str, word: str = "") -> Html:
    """Return the head of a row: sign and word of its verdict, and below what it is about.

    Args:
        verdict: the verdict.
        parts: what it is about.
        word: what to say where "met" is not what people ask, as of a badge that is held.
    """
    about = [element("div", part) for part in parts]
    said = element("strong", word or verdict.value)
    return element("th", _sign(verdict), " ", said, *about, scope="row", class_=verdict.value)


def _sign(verdict: Verdict) -> Html:
    return element("span", SIGNS[verdict], aria_hidden="true")


def row_head(*parts: str) -> Html:
    """Return the head of a row."""
    return element("th", *parts, scope="row")


def cell(*parts: str) -> Html:
    """Return a cell of text."""
    return element("td", *parts)


def number(text: str) -> Html:
    """Return a cell of a number, so that digits stand below digits."""
    return element("td", text, class_="number")


def money(cents: int) -> Html:
    """Return a cell of dollars."""
    return number(dollars_shown(cents))


def table(
    caption: str, heads: Iterable[str], rows: Iterable[Iterable[Html]], numbers: Iterable[str] = ()
) -> Html:
    """Return a table; where it is wider than the page it scrolls, and nothing else does.

    Args:
        caption: what it shows.
        heads: of its columns.
        rows: each with a head and cells.
        numbers: the heads whose columns hold numbers.
    """
    aligned = {*numbers}
    columns = [
        element("th", head, scope="col", **({"class_": "number"} if head in aligned else {}))
        for head in heads
    ]
    body = [element("tr", *row) for row in rows]
    whole = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *columns)),
        element("tbody", *body),
    )
    return element("div", whole, class_="wide")


@singledispatch
def parts_of(answer: object) -> Iterable[Html]:
    """Return the parts of an answer, one after another; each kind of answer is registered here."""
    raise no_answer(answer)


def to_html(answer: object) -> str:
    """Return an answer, a timeline, remedies, an edition or a clause as HTML for people.

    It can stand anywhere on a page, and beside other answers. Whatever it shows is escaped. It
    holds no script and loads nothing. Notebooks show answers this way by themselves.

    Args:
        answer: what to show.

    Returns:
        One `article` element.

    Raises:
        WrongTypeError: for anything else.

    Clause: DIV-13, as nothing that a certification contains is shown.

    >>> from badgerules import Badge, TalentRecord, decide
    >>> from datetime import date
    >>> record = TalentRecord(kind="freelancer", contracts=[], base_badge="none")
    >>> shown = to_html(decide(record, Badge.TOP_RATED, as_of=date(2020, 9, 1)))
    >>> "Top Rated: no" in shown, "the platform does not report Top Rated" in shown
    (True, True)
    """
    parts = parts_of(answer)
    return str(element("article", element("style", STYLE), *parts, class_=_CLASSES))


def html_page(title: str, *parts: object) -> str:
    """Return a whole page, to be stored as a file; it is ASCII, whatever stores it.

    Args:
        title: of the page.
        parts: what stands on it: answers, HTML, and sentences.
    """
    said: set[Html] = set()
    shown = [*(_part_of_page(part, said) for part in parts)]
    head = element("head", _META, element("title", title), element("style", _PAGE_STYLE, STYLE))
    body = element("body", element("main", element("h1", title), *shown))
    page = f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}"
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _part_of_page(part: object, said: set[Html]) -> Html:
    """Return an answer without what was said of the law above it, a sentence, or HTML as it is."""
    if isinstance(part, Html):
        return part
    if isinstance(part, str):
        return element("p", part)
    parts = [inner for inner in parts_of(part) if not (isinstance(inner, Law) and inner in said)]
    said.update(inner for inner in parts if isinstance(inner, Law))
    return element("article", *parts, class_=_CLASSES)


_CLASSES = "badgerules mathjax_ignore tex2jax_ignore"
"""The last two keep MathJax in notebooks from setting text between two dollar signs as mathematics:
the first of them from version 3 on, the second before.
"""

_META = Html(
    '<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>'
)
_PAGE_STYLE = Html(
    ":root{color-scheme:light dark;font-family:system-ui,sans-serif}body{margin:1em auto;"
    "max-width:60em;padding:0 1em}"
)

_RULES = """
&{line-height:1.4;max-width:60em}
& h2{font-size:1.25em;font-weight:600;margin:.6em 0 .4em;padding:0}
& h3{font-size:1.1em;font-weight:600;margin:1.2em 0 .3em;padding:0}
& p,& ul,& ol{margin:.3em 0}
& ul{list-style:disc;padding-left:2em}
& ol{list-style:decimal;padding-left:2em}
& .wide{overflow-x:auto}
& table{border-collapse:collapse;font-size:.92em;margin:.4em 0;table-layout:auto;width:100%}
& caption{caption-side:top;font-style:italic;padding:.3em 0;text-align:left}
& tr{border-bottom:1px solid rgba(128,128,128,.4)}
& tbody tr{background:none}
& th,& td{border:0 solid;line-height:inherit;
max-width:none;min-width:8.5em;overflow-wrap:anywhere;padding:.25em .4em;text-align:left;
vertical-align:top;white-space:normal}
& tbody th{font-weight:normal;min-width:7em}
& thead th{font-size:.9em;overflow-wrap:normal;white-space:nowrap}
& .told{min-width:16em}
& .number{font-variant-numeric:tabular-nums;min-width:0;text-align:right}
& td.number,& .day{min-width:0;white-space:nowrap}
& th.met,& th.unmet,& th.unknown{border-left-width:.3em}
& th.met{border-left-color:rgba(46,160,67,.9)}
& th.unmet{border-left-color:rgba(218,54,51,.9)}
& th.unknown{border-left-color:rgba(191,135,0,.9)}
& summary{cursor:pointer}
& .bar{border:1px solid rgba(128,128,128,.6);display:flex;height:1.5em;margin:.5em 0}
& .bar span{min-width:1px;overflow:hidden;text-align:center}
& .bar .met{background:rgba(46,160,67,.45)}
& .bar .unmet{background:repeating-linear-gradient(45deg,rgba(218,54,51,.3) 0 .3em,
transparent .3em .6em)}
& .bar .unknown{background:repeating-linear-gradient(90deg,rgba(191,135,0,.4) 0 1px,
transparent 1px .4em)}
& .bar .met::before{content:"\\2713"}
& .bar .unmet::before{content:"\\2717"}
& .bar .unknown::before{content:"?"}
"""
STYLE = Html(_RULES.replace("&", ".badgerules.badgerules"))
"""The class is named twice, so that these rules outweigh a notebook's style for all its tables."""
