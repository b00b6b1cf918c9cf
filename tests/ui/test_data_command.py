"""`shelftalk data`: a file of rows that the trainer reads, or nothing and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from assistant.training.rows import read_rows
from retrieval.progress import Progress
from retrieval.staging import Staging
from tests.conftest import NOW
from tests.stores import STARTER
from ui.data_command import DataError, understanding_command
from ui.import_command import import_command

QUIET = Console(quiet=True)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "store"

    def unindexed(staging: Staging, progress: Progress) -> None:
        pass

    import_command(STARTER, folder, now=NOW, console=QUIET, index=unindexed, brief=True)
    return folder


def test_the_file_is_what_the_trainer_reads_and_the_same_each_time(store: Path, tmp_path: Path) -> None:
    once, again = tmp_path / "once.jsonl", tmp_path / "again.jsonl"
    for out in (once, again):
        report = understanding_command(store, out, seed=3, n=200, console=QUIET)
        assert report.n_rows == 200
    assert once.read_bytes() == again.read_bytes()
    assert len(read_rows(once, seed=1).learned) > 100


def test_written_turns_may_be_of_one_file_alone(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    report = understanding_command(
        store, out, seed=3, n=60, console=QUIET, share_written=1.0, written=("chinese", "chinese_two")
    )
    assert 50 < report.n_written < 60  # the first conversation is never one
    assert report.counts["lang"]["zh"] > 40
    none = understanding_command(store, out, seed=3, n=60, console=QUIET, share_written=0.0)
    assert none.n_written == 0


def test_what_cannot_be_written_is_said_before_anything_is_read(store: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="it is a folder"):
        understanding_command(store, tmp_path, seed=3, n=1, console=QUIET)
    with pytest.raises(DataError, match="at least 1"):
        understanding_command(store, tmp_path / "rows", seed=3, n=0, console=QUIET)
    with pytest.raises(DataError, match=r"--written greek: no such file of turns\. There are catalog_talk, "):
        understanding_command(store, tmp_path / "rows", seed=3, n=1, console=QUIET, written=("greek",))
    with pytest.raises(DataError, match="a share, from 0 to 1"):
        understanding_command(store, tmp_path / "rows", seed=3, n=1, console=QUIET, share_written=1.5)
    assert list(tmp_path.iterdir()) == []
