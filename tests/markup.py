"""Read HTML back in tests: strictly, as a tree of the few elements and attributes allowed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

ELEMENTS = {
    *("article", "caption", "details", "div", "h2", "h3", "li", "ol", "p", "span", "strong"),
    *("style", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"class", "scope", "style", "aria-hidden"}
PHRASES = {"p", "h2", "h3", "summary", "span", "strong", "caption", "style"}
"""Elements that hold text and `span` or `strong` only, or a browser would close them early."""

FACT = re.compile(r"-?\$[\d,]+\.\d\d|\d{4}-\d\d-\d\d|\b[A-Z]{2,5}-[A-Z]?\d+\b")


class _Plain(HTMLParser):
    """What a browser would find: elements that open and close, and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"<{tag} {sorted(attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")


def parsed(html: str) -> ET.Element:
    """Read one answer, refusing whatever is not well-formed or not allowed."""
    root = ET.fromstring(html)  # noqa: S314  # our own, and XML is the stricter reader
    assert len(root.findall(".//style")) == 1
    _check(root)
    plain = _Plain()
    plain.feed(html)
    assert plain.found == list(_tags(root))
    return root


def answers_on(page: str) -> list[ET.Element]:
    """Read the answers on a page as strictly; the style stands once, above all of them."""
    root = ET.fromstring(page.removeprefix("<!DOCTYPE html>"))  # noqa: S314  # as above
    (style,) = root.findall(".//style")
    assert style is root.find("head/style")
    answers = root.findall("body/main/article")
    for answer in answers:
        _check(answer)
    return answers


def _check(root: ET.Element) -> None:
    """Refuse what is not allowed in an answer."""
    for one in root.iter():
        assert one.tag in ELEMENTS, one.tag
        assert set(one.attrib) <= ATTRIBUTES, one.attrib
        if one.tag in PHRASES:
            assert {child.tag for child in one.iter()} <= {one.tag, "span", "strong"}
    assert root.tag == "article"
    for style in root.iter():
        if "style" in style.attrib:
            assert re.fullmatch(r"width:\d{1,3}\.\d\d%", style.attrib["style"])
    tables = list(root.iter("table"))
    assert root.findall(".//div[@class='wide']/table") == tables, "a table that does not scroll"
    for table in tables:
        assert table[0].tag == "caption"
        assert all(head.get("scope") in {"row", "col"} for head in table.iter("th"))


def _tags(root: ET.Element) -> list[str]:
    inside = [tag for child in root for tag in _tags(child)]
    return [f"<{root.tag} {sorted(root.attrib.items())}>", *inside, f"</{root.tag}>"]


def text_of(root: ET.Element | None) -> str:
    """Return what can be read, with a space between elements; the style is none of it."""
    assert root is not None
    if root.tag == "style":
        return ""
    parts = [root.text or ""]
    for child in root:
        parts += [text_of(child), child.tail or ""]
    return " ".join(" ".join(parts).split())


def rows_of(root: ET.Element, caption: str) -> list[list[str]]:
    """Return the rows of the one table with that caption, the clauses left closed."""
    (table,) = (one for one in root.iter("table") if text_of(one.find("caption")) == caption)
    return [[_closed(cell) for cell in row] for row in table.findall("tbody/tr")]


def _closed(cell: ET.Element) -> str:
    parts = [cell.text or ""]
    for child in cell:
        parts += [text_of(child[0] if child.tag == "details" else child), child.tail or ""]
    return " ".join(" ".join(parts).split())


def facts_of(text: str) -> set[str]:
    """Return the amounts, days and clauses that a text names."""
    return set(FACT.findall(re.sub(r"\n\s*", " ", text)))
