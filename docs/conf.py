"""How the documentation is built; nothing here reaches for the network."""

from __future__ import annotations

import re
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from docutils import nodes
from sphinx import addnodes

import badgerules

if TYPE_CHECKING:
    from docutils.nodes import Element, TextElement
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

sys.path.insert(0, str(Path(__file__).parent))

project = "badgerules"
author = "The badgerules maintainers"
version = release = badgerules.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_heading_slug_func = "clause_names.anchor_of"

html_theme = "furo"
html_title = f"badgerules {release}"
html_show_copyright = False

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
maximum_signature_line_length = 80
napoleon_numpy_docstring = False

STANDARD_LIBRARY = {
    "Callable": "collections.abc",
    "Iterable": "collections.abc",
    "Mapping": "collections.abc",
    "Decimal": "decimal",
    "Fraction": "fractions",
    "date": "datetime",
    "tzinfo": "datetime",
}
"""Where the types of the standard library that our signatures name are documented."""

MATPLOTLIB = {"Axes": "axes", "Figure": "figure"}
"""As above, of matplotlib."""

DOCUMENTED = re.compile(r"^\.\. [\w:]+:: (badgerules\.[\w.]+)$", re.MULTILINE)
PUBLIC = {
    path.rpartition(".")[2]: path
    for page in sorted((Path(__file__).parent / "reference" / "api").glob("*.md"))
    for path in DOCUMENTED.findall(page.read_text("utf-8"))
    if not path.startswith(("badgerules.frames", "badgerules.plot", "badgerules.testing"))
}
"""Where each name is public, by the reference; three modules have functions of the same names."""

family_of = import_module("make_rulebook").family_of

CLAUSE_ID = re.compile(rf"\b(?:{'|'.join(sorted(badgerules.CLAUSES, reverse=True))})\b")
UNLINKED = (nodes.reference, nodes.title, nodes.FixedTextElement, nodes.raw)
"""Where a clause is not linked: in a link, a heading, a block of code."""

ELSEWHERE = {
    "BaseConverter": "https://catt.rs",
    "SearchStrategy": "https://hypothesis.readthedocs.io",
}
"""Where the types of other libraries are documented."""

GENERATED_DEFAULT = re.compile(r"attr_dict\['(\w+)'\]\.default")
"""How the constructors that attrs writes spell a default."""


def link(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: TextElement
) -> Element | None:
    """Link a type that a signature names, where Sphinx alone finds nothing.

    Signatures name our types by the module they live in, while the reference shows each where it
    is imported from. What is neither ours nor in the table stays
    unresolved, and the build fails on it.
    """
    name = node["reftarget"].rpartition(".")[2]
    if node.get("refdomain") != "py" or node["reftarget"] == PUBLIC.get(name):
        return None
    if name in PUBLIC:
        domain, source, target = env.domains.python_domain, node["refdoc"], PUBLIC[name]
        return domain.resolve_xref(env, source, app.builder, "obj", target, node, contnode)
    if name in STANDARD_LIBRARY:
        module = STANDARD_LIBRARY[name]
        getattr(import_module(module), name)  # fails the build if it is not there
        address = f"https://docs.python.org/3/library/{module}.html#{module}.{name}"
        return nodes.reference("", "", contnode, internal=False, refuri=address)
    if name in ELSEWHERE:
        return nodes.reference("", "", contnode, internal=False, refuri=ELSEWHERE[name])
    if name in MATPLOTLIB:
        module = MATPLOTLIB[name]
        getattr(import_module(f"matplotlib.{module}"), name)  # as above
        address = f"https://matplotlib.org/stable/api/{module}_api.html"
        return nodes.reference("", "", contnode, internal=False, refuri=address)
    return None


def link_clauses(app: Sphinx, page: nodes.document, name: str) -> None:
    """Link every clause that a text names to its entry in the rulebook."""
    for text in list(page.findall(nodes.Text)):
        node = text.parent if isinstance(text.parent, nodes.literal) else text
        is_code = node is not text and not CLAUSE_ID.fullmatch(text)
        if is_code or isinstance(node.parent, UNLINKED) or not CLAUSE_ID.search(text):
            continue
        parts = re.split(f"({CLAUSE_ID.pattern})", text) if node is text else [text]
        pieces: list[nodes.Node] = []
        for part in parts:
            piece = node.deepcopy() if node is not text else nodes.Text(part)
            if CLAUSE_ID.fullmatch(part):
                target = f"rulebook/{family_of(part).page}"
                address = f"{app.builder.get_relative_uri(name, target)}#{part.lower()}"
                piece = nodes.reference("", "", piece, internal=True, refuri=address)
            pieces.append(piece)
        node.parent.replace(node, pieces)


def show_defaults(
    _app: Sphinx,
    what: str,
    _name: str,
    documented: Any,  # noqa: ANN401  # anything that can be documented
    _options: Any,  # noqa: ANN401  # as above
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """Show defaults as a caller would write them."""
    if signature is None:
        return signature, returns

    def written(default: re.Match[str]) -> str:
        return repr(attrs.fields_dict(documented)[default[1]].default)

    if what == "class":
        signature = GENERATED_DEFAULT.sub(written, signature)
    return signature.replace("DEFAULT_READINGS", "Readings()"), returns


def keep_colons(
    _app: Sphinx,
    what: str,
    _name: str,
    _documented: Any,  # noqa: ANN401  # as above
    _options: Any,  # noqa: ANN401  # as above
    lines: list[str],
) -> None:
    """Keep napoleon from taking what stands before a colon for the type of an attribute.

    It looks at the first line only, which is therefore made an empty comment.
    """
    if what in {"property", "attribute"}:
        lines[:0] = ["..", ""]


def show_one_signature(_app: Sphinx, page: nodes.document) -> None:
    """Show a function once, though it has an implementation for each kind of answer."""
    for described in page.findall(addnodes.desc):
        shown: set[str] = set()
        for signature in list(described.findall(addnodes.desc_signature)):
            name = signature.get("fullname", "")
            if signature.parent is described and name in shown:
                described.remove(signature)
            shown.add(name)


def show_answers(app: Sphinx) -> None:
    """Write the answers that the page on notebooks shows, as this version renders them."""
    example = Path(app.srcdir).parent / "examples" / "support-specialist.json"
    record = badgerules.load_record(example.read_bytes())
    day = date(2026, 10, 1)
    richer = record.with_payment("help-desk", "12300", on=day)
    badge = badgerules.Badge.TOP_RATED_PLUS
    shown = {
        "decision": badgerules.decide(record, badge, as_of=day),
        "timeline": badgerules.timeline(
            richer, badge, as_of=day, first_day=date(2026, 9, 1), last_day=date(2027, 1, 31)
        ),
    }
    folder = Path(app.srcdir) / "_build"
    folder.mkdir(exist_ok=True)
    for name, answer in shown.items():
        page = folder / f"notebook-{name}.html"
        page.write_text(badgerules.to_html(answer), encoding="utf-8")


def draw_pictures(app: Sphinx) -> None:
    """Draw the pictures before the pages that show them are read."""
    import_module("make_pictures").draw(app.srcdir / "_pictures")


def setup(app: Sphinx) -> None:
    """Register what this file adds to Sphinx."""
    app.connect("builder-inited", show_answers)
    app.connect("builder-inited", draw_pictures)
    app.connect("missing-reference", link)
    app.connect("doctree-read", show_one_signature)
    app.connect("doctree-resolved", link_clauses)
    app.connect("autodoc-process-signature", show_defaults)
    app.connect("autodoc-process-docstring", keep_colons, priority=400)  # before napoleon
