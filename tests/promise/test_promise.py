"""The gate of the promise lets a break pass only where it was announced, and sees real ones."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import badgerules
from promise import library, promise
from promise.library import MORE, REFERENCE, SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.thorough

HERE = Path(__file__).parent
LINES = "* `badgerules.decide` takes no `as_of` any more\n* `badgerules.decide` needs `day` now"
"""What is told of the small library when an argument gets another name."""

NEEDS = {"frames": "narwhals", "plot": "matplotlib", "testing": "hypothesis"}
"""What a module that is public needs to be imported, and to be compared."""


def rename(root: Path) -> None:
    """Give the argument its other name."""
    library.change(root, "*, as_of", "*, day")


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder, as nobody in particular."""
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)  # noqa: S607  # whichever git there is


def release(root: Path, version: str) -> Path:
    """Make what is in a folder a release; a version of nothing is only kept."""
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    if version:
        git(root, "tag", f"v{version}")
    return root


def changelog(
    heading: str, lines: str = LINES, *, version: str = "Unreleased", older: str = ""
) -> str:
    """Return a changelog that tells something under a heading of its topmost version."""
    return f"# Changelog\n\n## [{version}]\n\n### {heading}\n\n{lines}\n\n## [0.1.0]\n{older}"


def checked(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run the gate over a clone; return its status and what it printed."""
    status = promise.main([str(root)])
    return status, capsys.readouterr().out


# --- When a break may pass ------------------------------------------------------------------------


def test_before_the_first_release_nothing_is_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a tag the gate says so, and passes."""
    release(library.write(tmp_path), "")
    assert checked(tmp_path, capsys) == (0, "no release yet: there is nothing to keep\n")


def test_before_1_0_a_break_must_be_announced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gate prints the lines that it wants under Breaking of the topmost version."""
    rename(release(library.write(tmp_path), "0.2.0"))
    told = (
        f"{LINES}\nnot announced: 2; put the lines above into CHANGELOG.md, under\n"
        '"### Breaking" of the topmost version, which must be newer than v0.2.0\n'
    )
    assert checked(tmp_path, capsys) == (1, told)
    (tmp_path / "CHANGELOG.md").write_text(changelog("Breaking"))
    assert checked(tmp_path, capsys) == (0, "2 breaks between v0.2.0 and 0.2.0\n")


def test_one_announced_break_does_not_cover_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two breaks of one function the one that the changelog leaves out is wanted."""
    rename(release(library.write(tmp_path), "0.2.0"))
    one, other = LINES.splitlines()
    (tmp_path / "CHANGELOG.md").write_text(changelog("Breaking", other))
    status, told = checked(tmp_path, capsys)
    assert (status, told.splitlines()[0]) == (1, one)
    assert told.splitlines()[1].startswith("not announced: 1;")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no_changelog"),
        pytest.param(changelog("Changed"), id="another_heading"),
        pytest.param(
            changelog("Added", older=f"\n### Breaking\n\n{LINES}\n"), id="an_older_version"
        ),
        pytest.param(changelog("Breaking", version="0.2.0"), id="the_release_itself"),
    ],
)
def test_what_stands_elsewhere_is_no_announcement(text: str, tmp_path: Path) -> None:
    """Only what the topmost version tells under Breaking, and that is newer than the release."""
    file = tmp_path / "CHANGELOG.md"
    file.write_text(text)
    lines = set(LINES.replace("* ", "").splitlines())
    assert not lines & set(promise.notices_since("v0.2.0", file))
    file.write_text(changelog("Breaking"))
    assert lines <= set(promise.notices_since("v0.2.0", file))


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [("1.2.0", "1.3.0", 1), ("0.9.0", "1.0.0", 0), ("9.0.0", "10.0.0", 0)],
)
def test_from_1_0_on_a_break_needs_a_new_major_version(
    old: str, new: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From 1.0 on no announcement lets a break pass, and a new major version does without one."""
    library.change(library.write(tmp_path), "0.2.0", old)
    release(tmp_path, old)
    library.change(tmp_path, old, new)
    rename(tmp_path)
    if status:
        (tmp_path / "CHANGELOG.md").write_text(changelog("Breaking"))
        told = f"{LINES}\nbroken since v{old}: 2, but {new} is no new major version\n"
    else:
        told = f"2 breaks between v{old} and {new}\n"
    assert checked(tmp_path, capsys) == (status, told)


def test_a_break_of_json_must_be_announced_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key that is gone from answers is wanted in the changelog like a name of Python."""
    release(library.write(tmp_path), "0.2.0")
    library.change(tmp_path, ', "verdict": text', "", SCHEMAS)
    line = "* JSON of answers, assessment.verdict: is gone"
    status, told = checked(tmp_path, capsys)
    assert (status, told.splitlines()[0]) == (1, line)
    (tmp_path / "CHANGELOG.md").write_text(changelog("Breaking", line))
    assert checked(tmp_path, capsys)[0] == 0


# --- What cannot be compared ----------------------------------------------------------------------


def test_a_module_that_cannot_be_imported_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where an extra is missing the gate says of which module it knows nothing, and why."""
    library.change(library.write(tmp_path), "__all__", "import no_such_package\n\n__all__", MORE)
    release(tmp_path, "0.2.0")
    told = (
        "badgerules.more is not compared: No module named 'no_such_package'\n"
        "0 breaks between v0.2.0 and 0.2.0\n"
    )
    assert checked(tmp_path, capsys) == (0, told)
    library.write(tmp_path)
    assert checked(tmp_path, capsys) == (0, told)


def test_a_module_that_says_itself_what_it_needs_is_named_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a module says when it refuses to be imported is what the gate repeats."""
    refusal = 'raise ImportError("more needs more")\n\n__all__'
    library.change(library.write(tmp_path), "__all__", refusal, MORE)
    release(tmp_path, "0.2.0")
    _, told = checked(tmp_path, capsys)
    assert told.splitlines()[0] == "badgerules.more is not compared: more needs more"


def test_a_module_that_is_gone_is_no_missing_extra(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All that stood in a removed module is told to be gone."""
    release(library.write(tmp_path), "0.2.0")
    (tmp_path / MORE).unlink()
    status, told = checked(tmp_path, capsys)
    assert (status, told.splitlines()[0]) == (1, "* `badgerules.more.draw` is gone")


def test_another_library_is_never_compared_in_its_place(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where the sources are gone, the library that is installed is no answer."""
    release(library.write(tmp_path), "0.2.0")
    (tmp_path / "src").rename(tmp_path / "source")
    with pytest.raises(subprocess.CalledProcessError):
        promise.main([str(tmp_path)])
    assert "badgerules must be in " in capfd.readouterr().err


# --- The library as it is -------------------------------------------------------------------------


def clone(root: Path, *, modules: Iterable[str] = ()) -> Path:
    """Make a clone of this library in which today's state is the last release.

    Args:
        root: an empty folder.
        modules: what is public beside the core, which is slow to import.
    """
    sources = Path(badgerules.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(sources, root / "src" / "badgerules", ignore=ignored)
    left_out = tuple(f"badgerules.{one}." for one in NEEDS if one not in modules)
    (root / REFERENCE).parent.mkdir(parents=True)
    for page in (HERE.parents[1] / REFERENCE).parent.glob("*.md"):
        lines = page.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.rpartition(":: ")[2].startswith(left_out)]
        (root / REFERENCE).with_name(page.name).write_text("".join(kept), "utf-8")
    return release(root, badgerules.__version__)


def plant(root: Path, name: str, old: str, new: str) -> None:
    """Put a text in the place of another that stands once in a file of the library."""
    file = f"src/badgerules/{name}"
    assert (root / file).read_text("utf-8").count(old) == 1
    library.change(root, old, new, file)


def run(root: Path) -> tuple[int, list[str]]:
    """Run the command over a clone; return its status and the lines that it printed."""
    done = subprocess.run(
        [sys.executable, HERE / "promise.py", root], capture_output=True, check=False, text=True
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_without_a_change_nothing_is_broken(tmp_path: Path) -> None:
    """Of this library the gate tells no break, and names each module whose extra is missing."""
    status, told = run(clone(tmp_path, modules=NEEDS))
    version = badgerules.__version__
    assert (status, told[-1]) == (0, f"0 breaks between v{version} and {version}")
    missing = [module for module, needed in NEEDS.items() if find_spec(needed) is None]
    assert [line.split(" ", 1)[0] for line in told[:-1]] == [f"badgerules.{one}" for one in missing]


MONEY_BAR = "    money_bar: MoneyBar = field(\n        default=MoneyBar.AT_LEAST,\n"


def test_breaks_of_what_attrs_writes_are_seen(tmp_path: Path) -> None:
    """A new required field, and a field that loses its default, break their constructors."""
    root = clone(tmp_path)
    plant(root, "windows.py", "    through: date\n\n", "    through: date\n    zone: str\n\n")
    plant(root, "thresholds.py", MONEY_BAR, "    money_bar: MoneyBar = field(\n")
    # What is made when the library is imported would fail, and not only its users.
    plant(root, "thresholds.py", "S = Readings()", "S = Readings(money_bar='at_least')")
    status, told = run(root)
    assert status == 1
    assert [line for line in told if line.startswith("* ")] == [
        "* `badgerules.Readings` has no default for `money_bar` any more",
        "* `badgerules.windows.TrailingWindow` needs `zone` now",
    ]


def test_another_name_of_an_argument_that_attrs_writes_is_seen(tmp_path: Path) -> None:
    """A field that gets an alias breaks who gives it by the old name."""
    root = clone(tmp_path)
    plant(root, "thresholds.py", MONEY_BAR, f'{MONEY_BAR}        alias="money",\n')
    status, told = run(root)
    assert status == 1
    lines = [line for line in told if line.startswith("* ")]
    assert lines == ["* `badgerules.Readings` takes no `money_bar` any more"]


def test_a_module_beside_the_core_is_compared_too(tmp_path: Path) -> None:
    """What `badgerules.testing` exports is public as the core is."""
    root = clone(tmp_path, modules=["testing"])
    plant(root, "testing/strategies.py", "def client_plans(", "def client_plans(\n    plan,")
    status, told = run(root)
    assert (status, told[0]) == (1, "* `badgerules.testing.client_plans` needs `plan` now")
