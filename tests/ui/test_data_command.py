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


def test_what_cannot_be_written_is_said_before_anything_is_read(store: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="it is a folder"):
        understanding_command(store, tmp_path, seed=3, n=1, console=QUIET)
    with pytest.raises(DataError, match="at least 1"):
        understanding_command(store, tmp_path / "rows", seed=3, n=0, console=QUIET)
    assert list(tmp_path.iterdir()) == []
