"""The vectors' file: every product's vector with the digest of what it was made of, read whole in a moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

VECTORS, ROWS = "vectors", "rows.sqlite"  # below the store's folder, and below that
_TABLE = (
    "CREATE TABLE IF NOT EXISTS vector (encoder TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, "
    "row BLOB NOT NULL, PRIMARY KEY (encoder, id))"
)


class VectorFile:
    """A SQLite file of vectors by encoder and id; every change is one transaction. Used by one thread at a time.

    Raises `sqlite3.DatabaseError` for a file that is none.
    """

    def __init__(self, path: Path, encoder_name: str) -> None:
        self._encoder = encoder_name
        self._connection = sqlite3.connect(path, timeout=30, check_same_thread=False)
        try:
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(_TABLE)
        except sqlite3.DatabaseError:
            self._connection.close()
            raise

    def __len__(self) -> int:
        wanted = "SELECT count(*) FROM vector WHERE encoder = ?"
        return int(self._connection.execute(wanted, (self._encoder,)).fetchone()[0])

    def put(self, ids: Sequence[str], vectors: NDArray[np.float32], digests: Sequence[str]) -> None:
        """Adds or replaces. `vectors` is `(len(ids), dim)` float32."""
        rows = zip(ids, digests, vectors.astype(np.float32, copy=False), strict=True)
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO vector (encoder, id, digest, row) VALUES (?, ?, ?, ?)",
                ((self._encoder, product_id, digest, row.tobytes()) for product_id, digest, row in rows),
            )

    def drop(self, ids: Collection[str]) -> None:
        with self._connection:
            self._connection.executemany(
                "DELETE FROM vector WHERE encoder = ? AND id = ?", ((self._encoder, i) for i in ids)
            )

    def drop_other_encoders(self) -> None:
        with self._connection:
            self._connection.execute("DELETE FROM vector WHERE encoder <> ?", (self._encoder,))

    def digests(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT id, digest FROM vector WHERE encoder = ?", (self._encoder,)))

    def read(self) -> tuple[list[str], NDArray[np.float32]]:
        """All ids and their vectors, `(n, dim)` float32."""
        return self._rows("SELECT id, row FROM vector WHERE encoder = ? ORDER BY id", (self._encoder,))

    def by_digest(self, digests: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of what has one of these digests."""
        with self._connection:
            self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (digest TEXT PRIMARY KEY)")
            self._connection.execute("DELETE FROM wanted")
            self._connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((d,) for d in digests))
        found, vectors = self._rows(
            "SELECT digest, row FROM vector WHERE encoder = ? AND digest IN (SELECT digest FROM wanted)",
            (self._encoder,),
        )
        return dict(zip(found, vectors, strict=True))

    def close(self) -> None:
        self._connection.close()

    def _rows(self, wanted: str, values: tuple[str, ...]) -> tuple[list[str], NDArray[np.float32]]:
        keys: list[str] = []
        content = bytearray()
        for key, row in self._connection.execute(wanted, values):
            keys.append(key)
            content += row
        return keys, np.frombuffer(content, dtype=np.float32).reshape(len(keys), -1 if keys else 0)


class FileIndex:
    """The vectors of a store in the making beside an open one: in their file alone, to be taken over from there."""

    def __init__(self, folder: Path, encoder_name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = VectorFile(folder / ROWS, encoder_name)

    def update(self, ids: Sequence[str], vectors: NDArray[np.float32], digests: Sequence[str]) -> None:
        """Adds or replaces: `vectors` is `(len(ids), dim)` float32, rows of length 1; `digests` say of what text."""
        self._file.put(ids, vectors, digests)

    def remove(self, ids: Collection[str]) -> None:
        self._file.drop(ids)

    def remove_other_encoders(self) -> None:
        self._file.drop_other_encoders()

    def digests(self) -> dict[str, str]:
        return self._file.digests()

    def close(self) -> None:
        self._file.close()


def encoders_of(path: Path) -> frozenset[str]:
    """Names of the encoders that the file has vectors by; none where there is no file.

    Raises `sqlite3.DatabaseError` for a file that is none.
    """
    if not path.is_file():
        return frozenset()
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.execute(_TABLE)
        return frozenset(name for (name,) in connection.execute("SELECT DISTINCT encoder FROM vector"))
