"""What somebody new types, and what the command line says to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from badgerules.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TABLE = (
    "badgerules: FILE looks like a table, and must be a record as JSON; `badgerules report` makes "
    "one of the platform's own report, `badgerules batch` decides over tables, and in Python "
    "`records_from_rows` makes records of them\n"
)


class TestTables:
    """A table where a record is wanted is told where tables belong."""

    @pytest.mark.parametrize("command", ["assess", "timeline", "recovery"])
    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(b"Date,Transaction ID\n2026-10-01,1\n", id="csv"),
            pytest.param(b'\xef\xbb\xbf"Date";"Amount ($)"\r\n', id="semicolons_and_a_mark"),
            pytest.param(b"\nid\tkind\n", id="tabs_below_an_empty_line"),
        ],
    )
    def test_a_table_is_told_by_its_name(
        self, tmp_path: Path, command: str, content: bytes, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It is refused in one line, which names what takes a table."""
        path = tmp_path / "report.csv"
        path.write_bytes(content)
        assert main([command, str(path)]) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err) == ("", TABLE)

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param('{"format": 1, "kind": "agency", 3', id="an_object_that_breaks_off"),
            pytest.param('["a", "b"]', id="a_list"),
            pytest.param('"format": 1, "kind": "agency"', id="an_object_without_its_brace"),
            pytest.param("hello\nand, well", id="a_line_without_columns"),
        ],
    )
    def test_what_is_no_table_is_told_in_words_of_json(
        self, tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """JSON that is broken stays JSON, commas or not."""
        path = tmp_path / "record.json"
        path.write_text(content, encoding="utf-8")
        assert main(["assess", str(path)]) == 2
        assert capsys.readouterr().err.startswith("badgerules: $: must be ")
