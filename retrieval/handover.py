"""Handing over: an import made beside an open store is offered to the shop that has it open, and taken or refused.

The importer leaves its finished copy where it made it (`.STORE.staging-...`, whose lock it holds) and marks it as
ready; the shop looks for such a mark, takes the copy over and writes its answer into it; the importer reads that and
removes the copy. Neither waits for the other to die: a copy whose importer is dead is nobody's offer, and an importer
whose shop is gone is told so.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.locking import is_held
from retrieval.store import glob_safe

BUSY = "staging.lock"  # held as long as the importer lives
_READY, _ANSWER = "ready", "answer.json"
_EVERY_S = 0.05  # between two looks for the answer


class NotTakenOverError(RuntimeError):
    """The shop that has the store open did not say that it took the import over."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The shop's answer: how many products changed, came and went; or why it refused."""

    n_changed: int = 0
    n_new: int = 0
    n_removed: int = 0
    refused: str = ""


def staging_folders(folder: Path) -> Iterator[Path]:
    """Where imports of the store in this folder are made, alive or left behind."""
    yield from folder.parent.glob(f".{glob_safe(folder.name)}.staging-*")


def offer(path: Path, folder: Path) -> TakenOver:
    """Offers the finished copy at `path` to the shop that has the store in `folder` open, and waits for its answer.

    Raises `NotTakenOverError` when the shop refuses, or is closed before it answers.
    """
    (path / _READY).touch()
    while not (path / _ANSWER).is_file():
        if not is_held(folder) and not (path / _ANSWER).is_file():
            raise NotTakenOverError(
                "The shop was closed before it said that it took the import over. Import again: what was embedded is "
                "kept."
            )
        time.sleep(_EVERY_S)
    answer = TakenOver(**json.loads((path / _ANSWER).read_text("utf-8")))
    if answer.refused:
        raise NotTakenOverError(f"The shop did not take the import over: {answer.refused}")
    return answer


def offered(folder: Path) -> list[Path]:
    """The finished copies that live importers offer to whoever has the store in `folder` open."""
    found = []
    for path in staging_folders(folder):
        if (path / _READY).is_file() and not (path / _ANSWER).exists():
            with suppress(OSError):
                try:
                    with FileLock(path / BUSY, timeout=0):
                        pass  # its importer is dead
                except Timeout:
                    found.append(path)
    return found


def answer(path: Path, said: TakenOver) -> None:
    """Tells the importer. One that is gone by now needs no answer."""
    beside = path / f"{_ANSWER}.new"
    with suppress(OSError):
        beside.write_text(json.dumps(asdict(said)), "utf-8")
        beside.replace(path / _ANSWER)
