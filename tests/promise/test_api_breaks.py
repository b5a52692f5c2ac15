"""What a user of a release could import, call and read is still there, or the gate tells it.

Each case is a module of the small library, as it was and as it is now, so that two processes tell
of all cases at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from promise import library
from promise.api_breaks import api_breaks
from promise.promise import told_by

if TYPE_CHECKING:
    from pathlib import Path


@attrs.frozen
class Case:
    """What a module held, what it holds now, and what of it is told as broken."""

    name: str
    before: str
    after: str
    told: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """The name of the module."""
        return self.name.replace(" ", "_").replace(",", "")


def breaks(name: str, before: str, after: str, *told: str) -> Case:
    """Return a case that breaks somebody."""
    return Case(name, before, after, told)


def unchanged(name: str, source: str) -> Case:
    """Return a case in which nothing changes."""
    return Case(name, source, source)


IN_CALLS = [
    breaks(
        "a renamed argument", "def f(a): 0", "def f(b): 0", "f takes no a any more", "f needs b now"
    ),
    breaks("a removed argument", "def f(a, b=1): 0", "def f(a): 0", "f takes no b any more"),
    breaks("a new argument asked for", "def f(a): 0", "def f(a, *, b): 0", "f needs b now"),
    breaks("a lost default", "def f(a=1): 0", "def f(a): 0", "f has no default for a any more"),
    breaks(
        "another default", "def f(a=1): 0", "def f(a=2): 0", "f has 2 as default for a now, was 1"
    ),
    breaks("by position alone", "def f(a): 0", "def f(a, /): 0", "f takes a by name no longer"),
    breaks("by name alone", "def f(a): 0", "def f(*, a): 0", "f takes a by position no longer"),
    breaks(
        "another order",
        "def f(a, b): 0",
        "def f(b, a): 0",
        "f takes a by position no longer",
        "f takes b by position no longer",
    ),
    breaks(
        "an argument between others",
        "def f(a, b=1): 0",
        "def f(a, c=2, b=1): 0",
        "f takes b by position no longer",
    ),
    breaks(
        "a removed argument by position",
        "def f(a, b, /): 0",
        "def f(a, /): 0",
        "f takes b by position no longer",
    ),
    breaks(
        "another default by position",
        "def f(a=1, /): 0",
        "def f(b=2, /): 0",
        "f has 2 as default for a now, was 1",
    ),
    breaks(
        "another argument by the name of one without",
        "def f(a, /): 0",
        "def f(b, /, *, a): 0",
        "f needs a now",
    ),
    breaks(
        "an argument before the rest",
        "def f(a, *more): 0",
        "def f(a, b=1, *more): 0",
        "f takes *more no longer as before",
    ),
    breaks(
        "no rest by position", "def f(*more): 0", "def f(): 0", "f takes *more no longer as before"
    ),
    breaks(
        "no rest by name", "def f(**more): 0", "def f(): 0", "f takes **more no longer as before"
    ),
    breaks(
        "names in the place of positions",
        "def f(a): 0",
        "def f(**more): 0",
        "f takes a by position no longer",
    ),
    breaks(
        "a name that falls among others",
        "def f(a): 0",
        "def f(a, /, **more): 0",
        "f takes a by name no longer",
    ),
    breaks(
        "positions in the place of names",
        "def f(a): 0",
        "def f(*more): 0",
        "f takes no a any more",
    ),
]
"""What becomes of the arguments of a function."""

WINDOW = """
@attrs.frozen(kw_only=True)
class Window:
    after: int
    through: int = 0
    notes: list = attrs.Factory(list)
"""
HIDDEN = WINDOW.replace("Window", "_Window")
MONTH = f"{WINDOW}\n    def later(self): 0\n\nclass Month(Window): 0\n"


def window(name: str, old: str, new: str, *told: str) -> Case:
    """Return a case of a class of which attrs writes the constructor."""
    return breaks(name, WINDOW, WINDOW.replace(old, new), *told)


IN_CONSTRUCTORS = [
    window(
        "a new required field", "after: int", "after: int\n    zone: str", "Window needs zone now"
    ),
    window(
        "a field without its default",
        "int = 0",
        "int",
        "Window has no default for through any more",
    ),
    window(
        "another default of a field", "= 0", "= 1", "Window has 1 as default for through now, was 0"
    ),
    window(
        "another default that is made anew",
        "Factory(list)",
        "Factory(dict)",
        "Window has Factory(factory=<class 'dict'>, takes_self=False) as default for notes now, "
        "was Factory(factory=<class 'list'>, takes_self=False)",
    ),
    window(
        "a field with an alias",
        "= 0",
        '= attrs.field(default=0, alias="until")',
        "Window takes no through any more",
    ),
    window(
        "a removed field",
        "    through: int = 0\n",
        "",
        "Window takes no through any more",
        "Window.through is gone",
    ),
    breaks(
        "keywords only",
        WINDOW.replace("kw_only=True", ""),
        WINDOW,
        "Window takes after by position no longer",
        "Window takes through by position no longer",
        "Window takes notes by position no longer",
    ),
    breaks(
        "a constructor written by hand",
        "class Error(Exception):\n    def __init__(self, text): 0",
        "class Error(Exception):\n    def __init__(self, text, problems): 0",
        "Error needs problems now",
    ),
    breaks(
        "a constructor in the place of one that took anything",
        "class Error(Exception): 0",
        "class Error(Exception):\n    def __init__(self, text): 0",
        "Error takes *args no longer as before",
        "Error takes **kwargs no longer as before",
        "Error needs text now",
    ),
    breaks(
        "a new required field, told once of a class and its heirs",
        MONTH,
        MONTH.replace("after: int", "after: int\n    zone: str"),
        "Window needs zone now",
    ),
    breaks(
        "another field of a default",
        f"{WINDOW}\ndef f(a=Window(after=1)): 0",
        f"{WINDOW}\ndef f(a=Window(after=2)): 0",
        "f has 2 as default for a.after now, was 1",
    ),
    breaks(
        "a removed field, told of its class and not of a default",
        f"{WINDOW}\ndef f(a=Window(after=1)): 0",
        f"{WINDOW}\ndef f(a=Window(after=1)): 0".replace("    through: int = 0\n", ""),
        "Window takes no through any more",
        "Window.through is gone",
    ),
    breaks(
        "another default of a hidden class",
        f"{HIDDEN}\ndef f(a=_Window(after=1)): 0",
        f"{HIDDEN.replace('= 0', '= 1')}\ndef f(a=_Window(after=1)): 0",
        "f has 1 as default for a.through now, was 0",
    ),
    breaks(
        "another class of a default",
        f"{MONTH}\ndef f(a=Window(after=1)): 0",
        f"{MONTH}\ndef f(a=Month(after=1)): 0",
        "f has Month as default for a now, was Window",
    ),
]
"""What becomes of the constructors of classes, and of defaults made by them."""

METHODS = """
class Window:
    def later(self, days): 0

    @classmethod
    def of_days(cls, days): 0

    @staticmethod
    def today(): 0

    @property
    def first_day(self): 0

    def __contains__(self, day): 0
"""


def method(name: str, old: str, new: str, *told: str) -> Case:
    """Return a case of a class with methods of every kind."""
    return breaks(name, METHODS, METHODS.replace(old, new), *told)


BAR = "class Bar(StrEnum):\n    AT_LEAST = '>='\n    MORE_THAN = '>'\n"

IN_CLASSES = [
    method("a removed method", "def later", "def _later", "Window.later is gone"),
    method("a removed property", "def first_day", "def _day", "Window.first_day is gone"),
    method(
        "a renamed argument of a method",
        "self, days",
        "self, count",
        "Window.later takes no days any more",
        "Window.later needs count now",
    ),
    method(
        "a renamed argument of a method of the class",
        "cls, days",
        "cls, count",
        "Window.of_days takes no days any more",
        "Window.of_days needs count now",
    ),
    method(
        "a new argument of a static method", "today(", "today(zone", "Window.today needs zone now"
    ),
    method(
        "a method of the class that asks for an object",
        "    @classmethod\n",
        "",
        "Window.of_days is of the kind method now, was class method",
    ),
    method(
        "a property that must be called",
        "    @property\n",
        "",
        "Window.first_day is of the kind method now, was attribute",
    ),
    method("a lost operation", "__contains__", "holds", "Window has no __contains__ any more"),
    breaks(
        "values without a hash",
        "@attrs.frozen\nclass Window: 0",
        "@attrs.define\nclass Window: 0",
        "Window has no __hash__ any more",
    ),
    breaks(
        "values that equal themselves alone",
        "@attrs.frozen\nclass Window: 0",
        "@attrs.frozen(eq=False)\nclass Window: 0",
        "Window has no __eq__ any more",
    ),
    breaks(
        "an attribute that a constructor sets",
        "class Error(Exception):\n    def __init__(self, text):\n        self.text = text",
        "class Error(Exception):\n    def __init__(self, text): 0",
        "Error.text is gone",
    ),
    breaks(
        "a removed base from elsewhere",
        "class Error(OSError): 0",
        "class Error(Exception): 0",
        "Error is no OSError any more",
    ),
    breaks(
        "a removed base of our own",
        "class Base: 0\nclass Heir(Base): 0",
        "class Base: 0\nclass Heir: 0",
        "Heir is no Base any more",
    ),
    breaks(
        "a removed base, told once of a class and its heirs",
        "class Base(ValueError): 0\nclass Heir(Base): 0",
        "class Base(Exception): 0\nclass Heir(Base): 0",
        "Base is no ValueError any more",
    ),
    breaks(
        "a base that is gone itself",
        "class Base: 0\nclass Heir(Base): 0",
        "class Heir: 0",
        "Base is gone",
    ),
    breaks(
        "a removed method, told once of a class and its heirs",
        MONTH,
        MONTH.replace("def later", "def _later"),
        "Window.later is gone",
    ),
    breaks(
        "a method that only an heir changes",
        MONTH,
        MONTH.replace("Month(Window): 0", "Month(Window):\n    def later(self, days): 0"),
        "Month.later needs days now",
    ),
    breaks("a removed member", BAR, BAR.replace("MORE_THAN", "_MORE"), "Bar.MORE_THAN is gone"),
    breaks(
        "another value of a member",
        BAR,
        BAR.replace("'>'", "'+'"),
        "Bar.MORE_THAN is '+' now, was '>'",
    ),
]
"""What becomes of the members of classes, of their bases and of what their values allow."""

OF_NAMES = [
    breaks("a removed function", "def f(): 0\ndef g(): 0", "def g(): 0", "f is gone"),
    breaks(
        "a removed class, without its members",
        f"{METHODS}\ndef g(): 0",
        "def g(): 0",
        "Window is gone",
    ),
    breaks(
        "a name that is not exported any more",
        "__all__ = ['f', 'g']\ndef f(): 0\ndef g(): 0",
        "__all__ = ['g']\ndef f(): 0\ndef g(): 0",
        "f is gone",
    ),
    breaks(
        "a function that becomes a class",
        "def f(): 0",
        "class f: 0",
        "f is of the kind class now, was function",
    ),
    breaks(
        "a class that becomes a function, without its members",
        METHODS,
        "def Window(): 0",
        "Window is of the kind function now, was class",
    ),
    breaks(
        "another type of constant",
        "DAYS = (1, 2)",
        "DAYS = [1, 2]",
        "DAYS is of the kind list now, was tuple",
    ),
]
"""What becomes of whole names."""

UNSET = "@attrs.frozen\nclass Memo:\n    seen: int = attrs.field(init=False)\ndef f(a=Memo()): 0"

ADDITIONS = [
    unchanged("nothing at all", METHODS),
    Case("a new argument with a default", "def f(a): 0", "def f(a, b=1, *, c=2): 0"),
    Case("an argument no longer asked for", "def f(a): 0", "def f(a=1): 0"),
    Case("by position too", "def f(*, a): 0", "def f(a): 0"),
    Case("by name too", "def f(a, /): 0", "def f(a): 0"),
    Case("another name where none was used", "def f(a, /): 0", "def f(b, /): 0"),
    Case("any arguments", "def f(a, *, b): 0", "def f(*more, **others): 0"),
    Case("more of the rest", "def f(*more): 0", "def f(*others, a=1, **options): 0"),
    Case("an argument before the rest by name", "def f(**more): 0", "def f(a=1, **more): 0"),
    Case("another type", "def f(a: int) -> int: 0", "def f(a: str) -> str: 0"),
    Case("a new field with a default", WINDOW, f"{WINDOW}\n    zone: str = ''"),
    Case(
        "a new field of a default",
        f"{WINDOW}\ndef f(a=Window(after=1)): 0",
        f"{WINDOW}\n    zone: str = ''\ndef f(a=Window(after=1)): 0",
    ),
    Case(
        "a default that lies elsewhere in memory",
        "def f(a=object()): 0",
        "_b = object()\ndef f(a=object()): 0",
    ),
    unchanged("a default that is a set", "def f(a=frozenset('abcdefgh')): 0"),
    unchanged("a class inside of a class", "class Window:\n    class Row: 0"),
    unchanged("a default of which a part is not set", UNSET),
    Case("a new name", "def f(): 0", "def f(): 0\ndef g(): 0"),
    Case("a new member", BAR, f"{BAR}\n    BELOW = '<'"),
    Case("a new base", "class Error(ValueError): 0", "class Error(ValueError, ArithmeticError): 0"),
    Case(
        "a new method and a new operation",
        METHODS,
        f"{METHODS}\n    def sooner(self): 0\n    def __len__(self): 0",
    ),
    Case(
        "a method that needs no object",
        METHODS,
        METHODS.replace("def later(self, ", "@staticmethod\n    def later("),
    ),
    Case(
        "a property that becomes a field",
        "class Window:\n    @property\n    def day(self): 0",
        "@attrs.frozen(init=False)\nclass Window:\n    day: int",
    ),
    Case(
        "another name beside",
        "class Base: 0\nclass Heir(Base): 0",
        "class Base: 0\nclass Heir(Base): 0\nFirst = Base",
    ),
    Case("a hidden base", "class _Base: 0\nclass Heir(_Base): 0", "class Heir: 0"),
    Case(
        "a method that a base holds now",
        "class Heir:\n    def f(self): 0",
        "class _Base:\n    def f(self): 0\nclass Heir(_Base): 0",
    ),
    Case("what is hidden", "def _f(a): 0\nclass Window:\n    def _g(self): 0", "class Window: 0"),
]
"""What breaks nobody."""

CASES = [*IN_CALLS, *IN_CONSTRUCTORS, *IN_CLASSES, *OF_NAMES, *ADDITIONS]
HEADER = "from enum import StrEnum\nimport attrs\n"
FOOTER = """
if "__all__" not in dir():
    __all__ = [name for name in dir() if name[0] != "_" and name not in {"StrEnum", "attrs"}]
"""


def exported_by(source: str) -> list[str]:
    """Return the names that the module of a case has for others."""
    module: dict[str, Any] = {"__name__": "case"}
    exec(source, module)  # noqa: S102  # the cases of this file
    names: list[str] = module["__all__"]
    return names


def told_of(top: Path, sources: dict[str, str]) -> dict[str, Any]:
    """Return what a library tells that has a module for each case."""
    modules = {
        f"src/badgerules/{module}.py": f"{HEADER}{source}\n{FOOTER}"
        for module, source in sources.items()
    }
    lines = [
        f".. autofunction:: badgerules.{module}.{name}\n"
        for module, source in sources.items()
        for name in exported_by(f"{HEADER}{source}\n{FOOTER}")
    ]
    return told_by(library.write(top, {**modules, library.REFERENCE: "".join(lines)}))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return all that is told of all cases."""
    before = told_of(tmp_path_factory.mktemp("old"), {one.module: one.before for one in CASES})
    after = told_of(tmp_path_factory.mktemp("new"), {one.module: one.after for one in CASES})
    assert before["unread"] == after["unread"] == {}
    return list(api_breaks(before, after))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.module)
def test_a_break_is_told_and_nothing_else(case: Case, found: list[str]) -> None:
    """Whatever was right and is not any more is told once; what only adds breaks nobody."""
    place = f"badgerules.{case.module}."
    told = [line.replace(place, "").replace("`", "") for line in found if f"`{place}" in line]
    assert sorted(told) == sorted(case.told)


def test_another_default_of_a_public_class_is_told_of_the_class_alone(tmp_path: Path) -> None:
    """Functions that use the usual readings do not each tell that these are others."""
    before = told_by(library.write(tmp_path))
    library.change(tmp_path, 'money_bar: str = "at_least"', 'money_bar: str = "above"')
    told = "has 'above' as default for `money_bar` now, was 'at_least'"
    assert list(api_breaks(before, told_by(tmp_path))) == [f"`badgerules.Readings` {told}"]


def test_a_name_that_is_not_documented_any_more_is_gone(tmp_path: Path) -> None:
    """What stands in the reference is public, also where no module exports it."""
    word = {
        library.MORE: "class Word: 0",
        library.REFERENCE: ".. autoclass:: badgerules.more.Word\n",
    }
    before = told_by(library.write(tmp_path, word))
    library.change(tmp_path, "Word", "Other", library.REFERENCE)
    assert list(api_breaks(before, told_by(tmp_path))) == ["`badgerules.more.Word` is gone"]


def test_a_module_that_needs_more_than_before_is_told(tmp_path: Path) -> None:
    """Where the module could be imported and cannot be now, somebody has to install something."""
    before = told_by(library.write(tmp_path))
    library.change(tmp_path, "__all__", "import no_such_package\n\n__all__", library.MORE)
    why = "No module named 'no_such_package'"
    told = f"`badgerules.more` cannot be imported where it could be: {why}"
    assert list(api_breaks(before, told_by(tmp_path))) == [told]
