from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from retrieval.vector_file import VectorFile, encoders_of

ROWS = np.arange(12, dtype=np.float32).reshape(3, 4)


def test_what_is_put_is_read_and_what_is_dropped_is_gone(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "rows", "hash-4")
    file.put(["b", "a", "c"], ROWS, ["1", "2", "3"])
    file.put(["a"], ROWS[2:], ["new"])
    file.drop(["c", "unknown"])
    file.close()
    again = VectorFile(tmp_path / "rows", "hash-4")
    ids, vectors = again.read()
    assert ids == ["a", "b"]
    assert np.array_equal(vectors, ROWS[[2, 0]])
    assert again.digests() == {"a": "new", "b": "1"}
    assert len(again) == 2
    assert {key: row.tolist() for key, row in again.by_digest(["1", "3"]).items()} == {"1": ROWS[0].tolist()}
    again.close()


def test_encoders_do_not_meet(tmp_path: Path) -> None:
    one, other = VectorFile(tmp_path / "rows", "one"), VectorFile(tmp_path / "rows", "other")
    one.put(["a"], ROWS[:1], ["1"])
    assert len(other) == 0
    assert other.by_digest(["1"]) == {}
    other.put(["a"], ROWS[1:2], ["1"])
    assert encoders_of(tmp_path / "rows") == {"one", "other"}
    one.drop_other_encoders()
    assert len(other) == 0
    assert len(one) == 1
    one.close()
    other.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "rows").write_bytes(b"no database" * 500)
    with pytest.raises(sqlite3.DatabaseError):
        VectorFile(tmp_path / "rows", "one")
    with pytest.raises(sqlite3.DatabaseError):
        encoders_of(tmp_path / "rows")
    assert encoders_of(tmp_path / "nowhere") == frozenset()
    assert not (tmp_path / "nowhere").exists()
