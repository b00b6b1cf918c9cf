"""Vector rows: every vector of an index in memory, scored exactly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.numbered import Places

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 2_048  # rows gathered at once: 3 MB of 384 dimensions stay in the processor's cache
_GATHERED = 3  # a gathered row costs as much as three that are scored where they lie
_REMEMBERED = 8  # questions whose scores of all rows are kept: a refined search asks the same again


class Rows:
    """Ids and their vectors, `(n, dim)` float32, rows of length 1. Never changed once made."""

    def __init__(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.vectors = vectors
        self._places = Places(ids)
        self._scored: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()

    @property
    def ids(self) -> list[str]:
        return self._places.ids

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, product_id: object) -> bool:
        return product_id in self._places

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
        rows = np.arange(len(self)) if among is None else self._places.of(among)
        if n <= 0 or not len(rows):
            return []
        similarity = self._similarity(vector, None if among is None else rows)
        if n < len(rows):
            bar = np.partition(similarity, len(rows) - n)[len(rows) - n]
            near = similarity >= bar - 2e-6  # what rounding may lift to the last place
            rows, similarity = rows[near], similarity[near]
        hits = zip((self.ids[row] for row in rows.tolist()), rounded(similarity).tolist(), strict=True)
        return sorted(hits, key=nearest_first)[:n]

    def _similarity(self, vector: NDArray[np.float32], rows: NDArray[np.int64] | None) -> NDArray[np.float32]:
        """Of these rows, all if None: from what is remembered, from scoring all, or from gathering a few."""
        key = vector.tobytes()
        scored = self._scored.get(key)
        if scored is None and rows is not None and _GATHERED * len(rows) <= len(self):
            gathered = np.empty(len(rows), dtype=np.float32)
            for start in range(0, len(rows), _BLOCK):
                part = slice(start, start + _BLOCK)
                gathered[part] = self.vectors[rows[part]] @ vector
            return gathered
        if scored is None:
            scored = self.vectors @ vector
            self._scored[key] = scored
            while len(self._scored) > _REMEMBERED:
                self._scored.popitem(last=False)
        return scored if rows is None else scored[rows]


def rounded(similarity: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """To six decimals: the last bits depend on how many rows are multiplied at once, and would decide ties."""
    return similarity.astype(np.float64).round(6)


def nearest_first(hit: tuple[str, float]) -> tuple[float, str]:
    return (-hit[1], hit[0])
