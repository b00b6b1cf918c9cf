"""Rows: what is a row, what is refused, and what is held out."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.training.rows import RowError, counts, read_rows
from tests.assistant.training import tiny


def test_the_same_seed_holds_out_the_same(tmp_path: Path) -> None:
    file = tiny.write_rows(tmp_path / "rows.jsonl")
    rows = read_rows(file, seed=1, held_out=0.2)
    assert (len(rows.learned), len(rows.held_out)) == (16, 4)
    assert rows == read_rows(file, seed=1, held_out=0.2)
    assert rows.held_out != read_rows(file, seed=2, held_out=0.2).held_out
    assert len(read_rows(file, seed=1, held_out=0.2, at_most=2).held_out) == 2
    assert sum(counts([*rows.learned, *rows.held_out]).values()) == 20


def test_a_message_is_never_on_both_sides(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"message": "mug", "notes": "more"}\n' * 9 + '{"message": "tee", "notes": "more"}\n')
    rows = read_rows(file, seed=1, held_out=0.5)
    assert {row.message for row in rows.learned}.isdisjoint({row.message for row in rows.held_out})
    assert rows.learned


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"message": "mug"}', r"line 2: notes: Field required"),
        ('{"message": "mug", "notes": "sing a song"}', r"line 2: the notes do not read: Unknown act 'sing'"),
        ("{", r"line 2: the line: Invalid JSON"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, line: str, problem: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"message": "tee", "notes": "more"}\n' + line + "\n")
    with pytest.raises(RowError, match=problem):
        read_rows(file, seed=1)


def test_one_message_is_not_enough(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"message": "tee", "notes": "more"}\n')
    with pytest.raises(RowError, match="has 1 different messages"):
        read_rows(file, seed=1)
