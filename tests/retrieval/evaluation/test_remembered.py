"""Remembered vectors: the same as fresh ones, and read only once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.encoder import HashEncoder
from retrieval.evaluation.remembered import RememberedEncoder


class Counting(HashEncoder):
    def __init__(self, name: str = "counting", breaks_after: int = 10**9) -> None:
        super().__init__(16)
        self.name = name
        self.read: list[str] = []
        self._breaks_after = breaks_after

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(self.read) >= self._breaks_after:
            raise KeyboardInterrupt
        self.read += texts
        return super().encode(texts)


def test_each_text_is_read_once_over_all_runs(tmp_path: Path) -> None:
    fresh = HashEncoder(16).encode(["mug", "a red cap", "mug"])
    first, again = Counting(), Counting()
    with RememberedEncoder(first, tmp_path / "new" / "vectors.db") as encoder:
        np.testing.assert_array_equal(encoder.encode(["mug", "a red cap", "mug"]), fresh)
    assert sorted(first.read) == ["a red cap", "mug"]
    with RememberedEncoder(again, tmp_path / "new" / "vectors.db") as encoder:
        np.testing.assert_array_equal(encoder.encode(["mug", "a red cap", "mug"]), fresh)
        assert encoder.encode([]).shape == (0, 16)
        encoder.encode(["pan"])
    assert again.read == ["pan"]


def test_what_was_read_before_a_break_is_kept(tmp_path: Path) -> None:
    texts = [f"thing {n:04}" for n in range(600)]
    seen: list[int] = []
    with RememberedEncoder(Counting(breaks_after=1), tmp_path / "v.db") as encoder, pytest.raises(KeyboardInterrupt):
        encoder.encode(texts)
    left = Counting()
    with RememberedEncoder(left, tmp_path / "v.db", lambda what, done, total: seen.append(total - done)) as encoder:
        encoder.encode(texts)
    assert 0 < len(left.read) < 600
    assert seen[-1] == 0


def test_encoders_do_not_share_vectors(tmp_path: Path) -> None:
    other = Counting("other")
    with RememberedEncoder(Counting(), tmp_path / "v.db") as encoder:
        encoder.encode(["mug"])
    with RememberedEncoder(other, tmp_path / "v.db") as encoder:
        encoder.encode(["mug"])
    assert other.read == ["mug"]
