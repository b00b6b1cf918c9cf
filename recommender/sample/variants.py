"""Which variant of a product a person takes: their size, the color they like, and whether it can be had."""

from __future__ import annotations

import numpy as np

from recommender.sample.people import Taste
from recommender.sample.shelf import Kept, Shelf

_SOLD_OUT, _EDGE_SOLD_OUT = 0.05, 0.3  # the smallest and largest sizes are often gone
_COLOR_WEIGHT, _SIZE_WEIGHT, _VALUE_WEIGHT = 1.6, 4.0, 1.5
_NEAR_ENOUGH = {"Letters": 0.4, "EU shoes": 0.5, "Waist and length": 1.0}  # so far from one's size still fits


class Variants:
    def __init__(self, shelf: Shelf, rng: np.random.Generator) -> None:
        self._shelf, self._rng = shelf, rng
        self._family_at = {name: at for at, name in enumerate(shelf.families)}
        self._edges = []
        self._systems = []
        for place in range(len(shelf)):
            system, sizes = shelf.sizes(place)
            self._systems.append(system)
            self._edges.append({min(sizes), max(sizes)} if len(sizes) > 1 else set())

    def pick(self, product: int, taste: Taste) -> int:
        """The variant they would look at: nearest to their size, then by color and what else they like."""
        kept = self._shelf.variants[product]
        if len(kept) == 1:
            return 0
        noise = self._rng.random(len(kept)).tolist()
        size = taste.sizes.get(self._systems[product])
        families = taste.families
        best, most = 0, -1e9
        for at, variant in enumerate(kept):
            worth = noise[at]
            if variant.family:
                worth += _COLOR_WEIGHT * families[self._family_at[variant.family]]
            for slot, value in variant.options.items():
                if taste.values.get(slot) == value:
                    worth += _VALUE_WEIGHT
            if size is not None and variant.size is not None:
                worth -= _SIZE_WEIGHT * _apart(variant.size, size)
            if worth > most:
                best, most = at, worth
        return best

    def can_be_had(self, product: int, variant: int, taste: Taste) -> bool:
        """Whether it fits them and is there that day."""
        kept: Kept = self._shelf.variants[product][variant]
        size = taste.sizes.get(self._systems[product])
        chance = _SOLD_OUT
        if size is not None and kept.size is not None:
            if _apart(kept.size, size) > _NEAR_ENOUGH[self._systems[product]]:
                return False
            if kept.size in self._edges[product]:
                chance = _EDGE_SOLD_OUT
        return bool(self._rng.random() >= chance)


def _apart(offered: tuple[float, float], size: float) -> float:
    return max(0.0, offered[0] - size, size - offered[1])
