"""Check what is handed out: built twice alike, with exactly these files and metadata, and no caps.

    python tests/supply/run.py          what is built, and what it says of itself
    python tests/supply/run.py floors   rooms, clauses and frames on the lowest versions allowed

Both build in a folder of their own, from the files that git knows.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv
import zipfile
from email import message_from_bytes
from itertools import chain
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
META = PROJECT["project"]
ALWAYS = {".gitignore", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"}
LEFT_OUT = (".ci/", ".github/", "findings/", "SECURITY.md")
"""What only a clone needs."""
SAMPLE_HOME = "https://example.org/owner/badgerules"
METADATA_FILES = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
EPOCH = "1600000000"
ENGINES = {"ibis-framework[duckdb]", "pandas", "polars"}
"""Engines that users bring themselves: the tests say from which version on."""
LONG = (
    *("changes", "knife_edges", "next_change", "next_change_of_badges", "open_money"),
    *("open_money_edges", "own_columns", "sql", "sql_answers", "weighing_edges"),
)
"""Tests that ask of engines what shorter ones ask too, about more: not of the lowest versions."""
FLOOR = re.compile(r"([a-z0-9-]+(?:\[[a-z,]+\])?)>=([0-9.]+)").fullmatch


def run(*command: object, cwd: Path = TOP, epoch: str = "") -> str:
    """Run one step; its failure ends everything."""
    usual = {name: word for name, word in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=usual | ({"SOURCE_DATE_EPOCH": epoch} if epoch else {}),
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nfailed: {' '.join(map(str, command))}")
    return done.stdout


def built(folder: Path, *kinds: str, epoch: str = "") -> dict[str, bytes]:
    """Build into a folder, and return the bytes of what came out; the wheel is from the sdist."""
    build = (sys.executable, "-m", "build", "-q", "--no-isolation", "--outdir", folder)
    run(*build, *kinds, epoch=epoch)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def check_repeatable(folder: Path) -> tuple[Path, Path]:
    """Build with and without a given time, each twice, and return the wheel and the sdist."""
    first = built(folder / "first")
    assert built(folder / "second") == first, "built twice, it is not the same"
    dated = built(folder / "dated", epoch=EPOCH)
    assert built(folder / "again", epoch=EPOCH) == dated, "dated, it is not the same"
    ((wheel, content),) = built(folder / "direct", "--wheel").items()
    assert content == first[wheel], "from the sources and from the sdist, wheels differ"
    (sdist,) = first.keys() - {wheel}
    return folder / "first" / wheel, folder / "first" / sdist


def tracked() -> set[str]:
    """Return the files that git knows."""
    return {*run("git", "ls-files").splitlines()}


def check_files(wheel: Path, sdist: Path) -> None:
    """Check that both hold the files they should, and nothing else."""
    ours = {name for name in tracked() if (TOP / name).is_file()}
    rooms = {name.removeprefix("src/") for name in ours if name.startswith("src/badgerules/")}
    assert "badgerules/py.typed" in rooms
    metadata = {f"badgerules-{version_of(wheel)}.dist-info/{name}" for name in METADATA_FILES}
    with zipfile.ZipFile(wheel) as packed:
        expect("wheel", {*packed.namelist()}, rooms | metadata)
    with tarfile.open(sdist) as packed_sources:
        names = {name.partition("/")[2] for name in packed_sources.getnames()}
    packed_too = {name for name in ours if not name.startswith(LEFT_OUT)}
    expect("sdist", names, packed_too | ALWAYS)


def expect(what: str, found: set[str], wanted: set[str]) -> None:
    """Name what is missing and what is too much."""
    assert found == wanted, f"{what}: lacks {wanted - found}, holds {found - wanted} besides"


def version_of(wheel: Path) -> str:
    """Return the version that a wheel has in its name."""
    return wheel.name.split("-")[1]


def check_metadata(wheel: Path) -> None:
    """Check what the wheel says of itself against pyproject.toml: floors, extras, commands."""
    folder = f"badgerules-{version_of(wheel)}.dist-info"
    with zipfile.ZipFile(wheel) as packed:
        metadata = message_from_bytes(packed.read(f"{folder}/METADATA"))
        entries = packed.read(f"{folder}/entry_points.txt").decode()
    assert metadata["Name"] == "badgerules"
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert {*metadata.get_all("Provides-Extra", [])} == {*META["optional-dependencies"]}
    needed = metadata.get_all("Requires-Dist", [])
    assert needed
    assert [one for one in needed if re.search("[<=!~]=?[0-9]", one.replace(">=", ""))] == []
    own = [one for one in needed if "extra ==" not in one]
    assert sorted(own) == sorted(META["dependencies"])
    assert entries.split() == [
        *("[console_scripts]", "badgerules", "=", "badgerules.__main__:main"),
        *("[hypothesis]", "badgerules", "=", "badgerules.hypothesis_plugin:register"),
    ]


def check_groups() -> None:
    """Check that groups state floors of other people's packages, and include only groups there are.

    A group that named the project would have it looked up on an index.
    """
    groups: dict[str, list[str | dict[str, str]]] = PROJECT["dependency-groups"]
    for one in chain.from_iterable(groups.values()):
        if isinstance(one, dict):
            assert one["include-group"] in groups, f"{one} is no group"
        else:
            assert FLOOR(one.partition(";")[0]), f"{one} states no floor, or a cap"
            assert not one.startswith("badgerules"), f"{one} is the project itself"


def check_home(wheel: Path) -> list[str]:
    """Check that links hold on an index where an address is known, and say where it is missing."""
    home: str = PROJECT["tool"]["hatch"]["metadata"]["hooks"]["custom"]["home"]
    sys.path.insert(0, str(TOP))
    hook: Any = importlib.import_module("hatch_build")
    named: dict[str, Any] = {}
    hook.WhereItIsAtHome(str(TOP), {"home": SAMPLE_HOME}).update(named)
    assert not hook.LINK.search(named["readme"]["text"]), "a link of the README stays as it is"
    assert f"]({SAMPLE_HOME}/blob/HEAD/CONTRIBUTING.md)" in named["readme"]["text"]
    assert all(address.startswith(SAMPLE_HOME) for address in named["urls"].values())
    with zipfile.ZipFile(wheel) as packed:
        name = f"badgerules-{version_of(wheel)}.dist-info/METADATA"
        metadata = message_from_bytes(packed.read(name))
    links = hook.LINK.findall(str(metadata.get_payload()))
    if home:
        assert not home.endswith("/"), "`home` must not end with a slash"
        urls = [line.partition(", ")[2] for line in metadata.get_all("Project-URL", [])]
        assert urls == [home + place for place in hook.PLACES.values()]
        assert not links
        return []
    return [
        "pyproject.toml: `home` is empty",
        "metadata: no Project-URL",
        f"README.md: {len(links)} links lead nowhere on a package index",
    ]


def floors(*extras: str) -> list[str]:
    """Return the lowest versions that the metadata allow, for some extras and the core."""
    stated = chain(META["dependencies"], *(META["optional-dependencies"][one] for one in extras))
    lowest: list[str] = []
    for one in stated:
        if one.startswith("badgerules["):
            continue
        match = FLOOR(one)
        assert match, f"{one} states no floor, or a cap"
        lowest.append(f"{match[1]}=={match[2]}")
    return lowest


def check_floors(folder: Path) -> None:
    """Run the tests of rooms, clauses and frames in an environment of the lowest versions."""
    (wheel,) = (folder / name for name in built(folder / "first", "--wheel"))
    home = folder / "lowest"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    engines = [one for one in floors("test", "test-all") if one.partition("==")[0] in ENGINES]
    lowest = [*floors("testing", "test-core", "frames", "sql", "plot", "batch"), *engines]
    print(" ".join(lowest))
    run(python, "-m", "pip", "install", "-q", folder / "first" / wheel.name, *lowest)
    room = folder / "copy"
    run("git", "clone", "-q", TOP, room)
    long = [f"tests/frames/test_{name}.py" for name in LONG]
    absent = [name for name in long if not (room / name).is_file()]
    assert not absent, f"no such tests: {absent}"
    # Whether versions work at all is seen with few draws and talents.
    pytest = (python, "-m", "pytest", "-p", "no:cacheprovider")
    print(run(*pytest, "tests/unit", "tests/clauses", cwd=room).splitlines()[-1])
    few = ("--thorough", "--talents=60", "--hypothesis-profile=default")
    beside = (f"tests/unit/test_{name}.py" for name in ("batch_files", "own_files", "plot"))
    unasked = (f"--ignore={name}" for name in long)
    print(run(*pytest, *few, "tests/frames", *beside, *unasked, cwd=room).splitlines()[-1])


def main() -> None:
    """Check the one or the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=["built", "floors"], default="built")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if parser.parse_args().what == "floors":
            check_floors(folder)
            return
        wheel, sdist = check_repeatable(folder)
        check_files(wheel, sdist)
        check_metadata(wheel)
        check_groups()
        missing = check_home(wheel)
        run(sys.executable, "-m", "twine", "check", "--strict", wheel, sdist)
    print(f"{wheel.name} and {sdist.name}: built alike twice, whole, and without caps")
    for place in missing:
        print(f"no address yet: {place}")


if __name__ == "__main__":
    main()
