"""Vectors: which products are nearest in meaning."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from retrieval.vector_rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray


class VectorsUnreadableError(ValueError):
    """The vectors' files are damaged."""


class VectorIndex(Protocol):
    def update(self, ids: Sequence[str], vectors: NDArray[np.float32], digests: Sequence[str]) -> None:
        """Add or replace: `vectors` is `(len(ids), dim)` float32, rows of length 1; `digests` say of what text."""
        ...

    def remove(self, ids: Collection[str]) -> None:
        """Forget these; unknown ids are no error."""
        ...

    def digests(self) -> Mapping[str, str]:
        """Digest of every product in the index."""
        ...

    def nearest(
        self, vector: NDArray[np.float32], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """At most `n` (product id, cosine similarity), nearest first, ties by id; only of `among` if given.

        With `among`, as many as there are: a filter never costs results. Ids without a vector are left out.
        A wide `among` is quickest as a `numbered.Numbered`.
        """
        ...


class MemoryIndex:
    """The plain baseline: all vectors in one array, every answer exact, nothing kept on disk."""

    def __init__(self, dim: int) -> None:
        self._rows = Rows([], np.empty((0, dim), dtype=np.float32))
        self._digests: dict[str, str] = {}

    def update(self, ids: Sequence[str], vectors: NDArray[np.float32], digests: Sequence[str]) -> None:
        self._rows = self._rows.without(set(ids)).plus(ids, vectors)
        self._digests.update(zip(ids, digests, strict=True))

    def remove(self, ids: Collection[str]) -> None:
        self._rows = self._rows.without(ids)
        for gone in ids:
            self._digests.pop(gone, None)

    def digests(self) -> Mapping[str, str]:
        return dict(self._digests)

    def nearest(
        self, vector: NDArray[np.float32], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        return self._rows.nearest(vector, n, among)
