"""Vector rows: every vector of an index in memory, scored exactly."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 2_048  # rows gathered at once: 3 MB of 384 dimensions stay in the processor's cache
_GATHERED = 3  # a gathered row costs as much as three that are scored where they lie


@runtime_checkable
class Numbered(Protocol):
    """A collection of ids that knows them by their numbers in a list, too: a filter need not spell out 50,000 ids."""

    @property
    def numbering(self) -> Sequence[str]:
        """The list that is numbered; the same object as long as it stays the same."""
        ...

    @property
    def numbers(self) -> NDArray[np.int64]:
        """`(n,)`: the collection's ids as numbers in `numbering`, ascending."""
        ...


class Rows:
    """Ids and their vectors, `(n, dim)` float32, rows of length 1. Never changed once made."""

    def __init__(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.ids = list(ids)
        self.vectors = vectors
        self._row = {product_id: row for row, product_id in enumerate(self.ids)}
        self._numbered: tuple[Sequence[str], NDArray[np.int64]] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, product_id: object) -> bool:
        return product_id in self._row

    def plus(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> Rows:
        added = vectors.astype(np.float32, copy=False)
        return Rows([*self.ids, *ids], np.concatenate([self.vectors, added]) if self.ids else added)

    def without(self, ids: Collection[str]) -> Rows:
        kept = [row for row, product_id in enumerate(self.ids) if product_id not in ids]
        if len(kept) == len(self.ids):
            return self
        return Rows([self.ids[row] for row in kept], self.vectors[kept])

    def nearest(
        self, vector: NDArray[np.float32], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """At most `n` (id, cosine similarity), nearest first, ties by id; only of `among` if given."""
        rows = None if among is None else self.rows_of(among)
        n_rows = len(self.ids) if rows is None else len(rows)
        if n <= 0 or not n_rows:
            return []
        if rows is None:
            rows, similarity = np.arange(n_rows), self.vectors @ vector
        elif _GATHERED * n_rows > len(self.ids):
            similarity = (self.vectors @ vector)[rows]
        else:
            similarity = np.empty(n_rows, dtype=np.float32)
            for start in range(0, n_rows, _BLOCK):
                part = slice(start, start + _BLOCK)
                similarity[part] = self.vectors[rows[part]] @ vector
        if n < n_rows:
            bar = np.partition(similarity, n_rows - n)[n_rows - n]
            near = similarity >= bar - 2e-6  # what rounding may lift to the last place
            rows, similarity = rows[near], similarity[near]
        hits = zip((self.ids[row] for row in rows.tolist()), rounded(similarity).tolist(), strict=True)
        return sorted(hits, key=nearest_first)[:n]

    def rows_of(self, among: Collection[str]) -> NDArray[np.int64]:
        """`(n,)`: where the ids are; those that have no row are left out."""
        if not isinstance(among, Numbered):
            return np.array([self._row[i] for i in among if i in self._row], dtype=np.int64)
        known = self._numbered
        if known is None or known[0] is not among.numbering:
            rows = np.array([self._row.get(i, -1) for i in among.numbering], dtype=np.int64)
            self._numbered = known = (among.numbering, rows)
        found = known[1][among.numbers]
        return found[found >= 0]


def rounded(similarity: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """To six decimals: the last bits depend on how many rows are multiplied at once, and would decide ties."""
    return similarity.astype(np.float64).round(6)


def nearest_first(hit: tuple[str, float]) -> tuple[float, str]:
    return (-hit[1], hit[0])
