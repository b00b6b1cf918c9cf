"""Remembered vectors: an encoder that reads each text once, over all runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from retrieval.encoder import Encoder, digest
from retrieval.progress import Progress, silent

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEP = 256  # texts between two commits: what a killed run loses
_MOST_ASKED = 500  # keys in one question to SQLite


class RememberedEncoder:
    """The same vectors as `encoder` gives, kept in `file` between runs. Interrupted, it goes on from there.

    The key is the encoder's name with the text, so that several encoders may share a file. Use it in a `with` block,
    from one thread.
    """

    def __init__(self, encoder: Encoder, file: Path, progress: Progress = silent) -> None:
        self._encoder = encoder
        self._progress = progress
        self.name = encoder.name
        self.dim = encoder.dim
        file.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(file)
        self._database.execute("CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, row BLOB) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.close()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        keys = [digest(self.name, text) for text in texts]
        known = self._known(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        wanted = sorted(new, key=lambda key: len(new[key]))  # equal lengths pad little
        for start in range(0, len(wanted), _STEP):
            part = wanted[start : start + _STEP]
            rows = self._encoder.encode([new[key] for key in part])
            known.update(zip(part, rows, strict=True))
            with self._database:
                self._database.executemany(
                    "INSERT OR IGNORE INTO vector (key, row) VALUES (?, ?)",
                    [(key, row.astype("<f4").tobytes()) for key, row in zip(part, rows, strict=True)],
                )
            self._progress("Reading meanings", start + len(part), len(wanted))
        if not keys:
            return np.empty((0, self.dim), dtype=np.float32)
        return np.stack([known[key] for key in keys])

    def _known(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        found: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(keys), _MOST_ASKED):
            part = keys[start : start + _MOST_ASKED]
            marks = ", ".join("?" * len(part))
            rows = self._database.execute(f"SELECT key, row FROM vector WHERE key IN ({marks})", part)
            found.update((key, np.frombuffer(row, dtype="<f4").astype(np.float32)) for key, row in rows)
        return found
