"""Numbered ids: a filter need not spell out 50,000 ids to say which products it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@runtime_checkable
class Numbered(Protocol):
    """A collection of ids that knows them by their numbers in a list, too."""

    @property
    def numbering(self) -> Sequence[str]:
        """The list that is numbered; the same object as long as it stays the same."""
        ...

    @property
    def numbers(self) -> NDArray[np.int64]:
        """`(n,)`: the collection's ids as numbers in `numbering`, ascending."""
        ...


class Places:
    """Where each id has its place in a list. Never changed once made."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = list(ids)
        self._place = {product_id: place for place, product_id in enumerate(self.ids)}
        self._numbered: tuple[Sequence[str], NDArray[np.int64]] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, product_id: object) -> bool:
        return product_id in self._place

    def of(self, among: Collection[str]) -> NDArray[np.int64]:
        """`(n,)`: the places of the ids; those that have none are left out."""
        if not isinstance(among, Numbered):
            return np.array([self._place[i] for i in among if i in self._place], dtype=np.int64)
        known = self._numbered
        if known is None or known[0] is not among.numbering:
            places = np.array([self._place.get(i, -1) for i in among.numbering], dtype=np.int64)
            self._numbered = known = (among.numbering, places)
        found = known[1][among.numbers]
        return found[found >= 0]
