"""The package: what it offers, and that it loads nothing before it is asked for."""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest

import badgerules

FIXED_NAMES = {
    "Assessment",
    "Badge",
    "BadgeRulesError",
    "Certification",
    "Clause",
    "ClientPlan",
    "Contract",
    "ContractOutcome",
    "Decision",
    "DocumentError",
    "Edition",
    "ExpertVetting",
    "Finding",
    "InvalidRecordError",
    "NoEditionInForceError",
    "Payment",
    "PlanNotInEditionError",
    "PlanTier",
    "Readings",
    "Reputation",
    "Surface",
    "TalentRecord",
    "UNKNOWN",
    "Verdict",
    "Viewer",
    "Week",
    "assess",
    "decide",
    "edition_on",
    "editions_that_matter",
    "load_record",
    "readings_that_matter",
    "sees_diversity_badge",
    "visibility",
    "visible_badge",
}
"""What the design of the library fixes for services and scripts to rely on."""


GROUND = ["badgerules.answer_base", "badgerules.lazy_names", "badgerules.version"]
"""What is loaded with the package itself."""


def printed_by(program: str) -> list[str]:
    """Run a program in a fresh interpreter and return the lines that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, text=True
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", badgerules.__all__)
def test_every_public_name_can_be_used(name: str) -> None:
    """Each name of `__all__` is an attribute of the package, and none is a module."""
    value: object = getattr(badgerules, name)
    assert value is getattr(badgerules, name)
    assert not isinstance(value, type(sys))


@pytest.mark.parametrize("name", badgerules.__all__)
def test_every_public_name_comes_from_one_room(name: str) -> None:
    """A public class or function knows itself by the name under which it is offered."""
    value: Any = getattr(badgerules, name)
    own = getattr(value, "__qualname__", name)
    assert own == name
    assert getattr(value, "__module__", "badgerules").partition(".")[0] == "badgerules"


def test_no_public_name_is_offered_twice() -> None:
    """`__all__` names everything once."""
    assert len(set(badgerules.__all__)) == len(badgerules.__all__)


def test_the_names_that_services_rely_on_are_public() -> None:
    """The fixed names of facts, questions and answers are offered by the package itself."""
    assert set(badgerules.__all__) >= FIXED_NAMES


def test_a_star_import_brings_every_public_name() -> None:
    """`from badgerules import *` in a fresh interpreter brings what `__all__` names."""
    (missing,) = printed_by(
        "from badgerules import *\n"
        "import badgerules\n"
        "print(sorted(set(badgerules.__all__) - set(globals())))"
    )
    assert missing == "[]"


def test_dir_names_what_is_public_and_nothing_else() -> None:
    """`dir` lists the public names alone, in order: a list that a person can scan."""
    assert dir(badgerules) == sorted(badgerules.__all__)
    assert len(dir(badgerules)) < 80


def test_dir_names_what_is_not_loaded_yet() -> None:
    """`dir` lists every public name, sorted, before any of them was used, and loads none."""
    assert printed_by(
        "import sys, badgerules\n"
        "print(dir(badgerules) == sorted(badgerules.__all__))\n"
        "print(sorted(name for name in sys.modules if name.startswith('badgerules.')))"
    ) == ["True", str(GROUND)]


@pytest.mark.parametrize("name", ["Badges", "asses", "visibilty", "__wrapped__"])
def test_an_unknown_name_is_refused_by_name(name: str) -> None:
    """A name that the package does not offer is an AttributeError that names both."""
    with pytest.raises(AttributeError) as error:
        getattr(badgerules, name)
    assert str(error.value) == f"module 'badgerules' has no attribute {name!r}"


def test_an_unknown_name_cannot_be_imported() -> None:
    """Importing a name that the package does not offer is an ImportError that names it."""
    assert printed_by(
        "try:\n"
        "    from badgerules import Badges\n"
        "except ImportError as error:\n"
        "    print('Badges' in str(error))"
    ) == ["True"]


def test_importing_the_package_loads_little() -> None:
    """`import badgerules` loads the version and what answers have in common, and no attrs."""
    assert printed_by(
        "import sys\n"
        # An interpreter that measures coverage has loaded some of these before we could.
        "for name in ('attr', 'attrs', 'cattrs', 'hypothesis', 'json', 'decimal'):\n"
        "    sys.modules.pop(name, None)\n"
        "import badgerules\n"
        "print(sorted(name for name in sys.modules if name.startswith('badgerules')))\n"
        "heavy = {'attr', 'attrs', 'cattrs', 'hypothesis', 'json', 'decimal'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    ) == [str(["badgerules", *GROUND]), "[]"]


def test_a_name_loads_its_module_only() -> None:
    """The first use of a name loads the module that holds it, and none above that."""
    assert printed_by(
        "import sys, badgerules\n"
        "badgerules.Verdict\n"
        "print(sorted(name for name in sys.modules if name.startswith('badgerules.')))\n"
        "print(badgerules.Verdict is sys.modules['badgerules.vocabulary'].Verdict)"
    ) == [str(sorted([*GROUND, "badgerules.vocabulary"])), "True"]


def test_deciding_loads_neither_json_nor_cattrs() -> None:
    """A decision on a record built in Python needs nothing that only reads or writes JSON."""
    assert printed_by(
        "import sys\n"
        "for name in ('cattrs', 'hypothesis', 'json'):\n"
        "    sys.modules.pop(name, None)\n"
        "import datetime, badgerules\n"
        "record = badgerules.TalentRecord(kind='freelancer', contracts=[])\n"
        "day = datetime.date(2020, 9, 1)\n"
        "print(badgerules.decide(record, badgerules.Badge.TOP_RATED_PLUS, as_of=day).is_met)\n"
        "print(sorted({'cattrs', 'hypothesis', 'json'} & set(sys.modules)))"
    ) == ["False", "[]"]


def test_reading_a_record_loads_nothing_that_writes_or_decides() -> None:
    """`load_record` needs the facts and their format, and no rule, no answer and no cattrs."""
    text = '{"format": 1, "kind": "agency", "contracts": []}'
    loaded, heavy = printed_by(
        "import sys, badgerules\n"
        f"badgerules.load_record({text!r})\n"
        "print(*sorted(name for name in sys.modules if name.startswith('badgerules.')))\n"
        "print('cattrs' in sys.modules)"
    )
    room = "badgerules.serialization"
    assert [name for name in loaded.split() if name.startswith(room)] == [
        room,
        f"{room}.loading",
        f"{room}.reading",
    ]
    above = ("assessment", "clauses", "decisions", "findings", "rulebook", "timeline")
    assert not {f"badgerules.{name}" for name in above} & {*loaded.split()}
    assert heavy == "False"


def test_the_room_of_json_offers_each_name_once_it_is_asked_for() -> None:
    """Each name of `badgerules.serialization` can be used; an unknown one is refused by name."""
    room = importlib.import_module("badgerules.serialization")
    assert all(callable(getattr(room, name)) for name in room.__all__ if name != "FORMAT")
    assert room.FORMAT == 1
    with pytest.raises(AttributeError) as error:
        _ = room.dump_records
    assert str(error.value) == "module 'badgerules.serialization' has no attribute 'dump_records'"


LOAD_THE_ROOM = "room = importlib.import_module('badgerules.visibility')\n"
USE_THE_FUNCTION = "badgerules.visibility\n"
"""Two ways to come to `visibility`, which is a room and a function of that room."""


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(LOAD_THE_ROOM, id="room"),
        pytest.param(LOAD_THE_ROOM + USE_THE_FUNCTION, id="room_then_function"),
        pytest.param(USE_THE_FUNCTION + LOAD_THE_ROOM, id="function_then_room"),
        pytest.param("import badgerules.visibility\n" + LOAD_THE_ROOM, id="import_statement"),
        pytest.param("badgerules.Visibility\n" + LOAD_THE_ROOM, id="another_name_of_the_room"),
    ],
)
def test_visibility_is_the_function_whatever_was_loaded(program: str) -> None:
    """`badgerules.visibility` is the function, before and after the room of that name is loaded."""
    assert printed_by(
        f"import importlib, types, badgerules\n{program}"
        "print(isinstance(badgerules.visibility, types.FunctionType))\n"
        "print(badgerules.visibility is room.visibility)\n"
        "print(isinstance(room, types.ModuleType), room.__name__)\n"
        "from badgerules.visibility import Sight, visibility\n"
        "print(Sight is room.Sight, visibility is badgerules.visibility)"
    ) == ["True", "True", "True badgerules.visibility", "True True"]


SHARED = ["disagreements", "ledger", "recovery", "remedies", "timeline", "visibility"]


@pytest.mark.parametrize("name", SHARED)
def test_a_function_wins_over_the_module_of_its_name(name: str) -> None:
    """After `import badgerules.timeline` the attribute is the function, and imports still work."""
    assert printed_by(
        f"import types\nimport badgerules.{name}\nfrom badgerules.{name} import {name}\n"
        f"print(badgerules.{name} is {name}, isinstance({name}, types.FunctionType))"
    ) == ["True True"]


def test_every_module_that_has_the_name_of_a_function_is_named_in_the_reference() -> None:
    """The functions that win over their modules are those that the test above asks about."""
    shared = {name for name in badgerules.__all__ if find_spec(f"badgerules.{name}") is not None}
    assert shared == {*SHARED}


def test_another_room_is_bound_as_a_module() -> None:
    """A room that shares its name with no function is an attribute like any submodule."""
    assert printed_by("import badgerules.money\nprint(badgerules.money.cents_from('1'))") == ["100"]


def test_attributes_of_the_package_can_be_replaced() -> None:
    """A test of a user may put something of its own in place of a function."""
    assert printed_by(
        "import badgerules\nbadgerules.visibility = 'replaced'\nprint(badgerules.visibility)"
    ) == ["replaced"]
