"""Product values: how much more of each product's values a shopper took than chance has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from recommender.profile import Profiler, Taste
from recommender.profile_features import BRAND, KIND, PRICE, Feature, leaf, prefixes
from retrieval.catalog import Product

MOST_SLOTS, MOST_VALUES = 20, 8  # slots that most products state; values of one product in one slot
PRIOR = 0.5  # purchases that what is usual in the store counts for, before a taste is believed
DEPARTMENT = "department"


class ProductValues:
    """Each product's values in the slots that most products state, as numbers to look lifts up by."""

    def __init__(self, products: Sequence[Product], profiler: Profiler) -> None:
        features = profiler.features
        stated: list[dict[str, list[Feature]]] = []
        for product in products:
            own: dict[str, list[Feature]] = {}
            for path in filter(None, map(prefixes, product.categories)):
                own.setdefault(KIND, [(KIND, leaf(product))])
                own.setdefault(DEPARTMENT, []).append((KIND, path[0]))
            for slot, value in sorted(features.of(product.id)):
                if slot != KIND:
                    own.setdefault(slot, []).append((slot, value))
            stated.append(own)
        n_stating = Counter(slot for own in stated for slot in own)
        first = [slot for slot in (KIND, DEPARTMENT, BRAND, PRICE) if slot in n_stating]
        rest = sorted(n_stating.keys() - set(first), key=lambda slot: (-n_stating[slot], slot))
        self.slots = tuple([*first, *rest][:MOST_SLOTS])
        self._place = {slot: at for at, slot in enumerate(self.slots)}
        self.kind = self.slots.index(KIND) if KIND in self.slots else -1
        n_of: Counter[tuple[int, Feature]] = Counter(
            (at, f) for own in stated for at, slot in enumerate(self.slots) for f in set(own.get(slot, ()))
        )
        self._numbers = {key: n for n, key in enumerate(sorted(n_of))}
        n_in = Counter[int]()
        for (at, _), n in n_of.items():
            n_in[at] += n
        self._usual = np.array([n_of[key] / n_in[key[0]] for key in self._numbers] or [1.0])
        self._slot_of = np.array([at for at, _ in self._numbers] or [0], dtype=np.intp)
        slot_names = [self.slots[at] if self.slots else "" for at in self._slot_of]
        self._is_kind = np.array([name in (KIND, DEPARTMENT) for name in slot_names])
        self._kind_values = np.flatnonzero([name == KIND for name in slot_names])
        self._in_kind = self._shares(stated)
        self._at = np.full((len(products), len(self.slots), MOST_VALUES), -1, dtype=np.int32)
        for row, own in enumerate(stated):
            for at, slot in enumerate(self.slots):
                for place, feature in enumerate(dict.fromkeys(own.get(slot, ())[:MOST_VALUES])):
                    self._at[row, at, place] = self._numbers[at, feature]

    def _shares(self, stated: Sequence[Mapping[str, Sequence[Feature]]]) -> NDArray[np.float32]:
        """`(n_kinds, n_values)`: how usual a value is among the products of a kind, in the order of `_kind_values`."""
        place = {number: n for n, number in enumerate(self._kind_values.tolist())}
        found = np.zeros((len(place), len(self._usual)), dtype=np.float32)
        n_of = np.zeros(len(place), dtype=np.float32)
        for own in stated:
            kind = next(iter(own.get(KIND, ())), None)
            if kind is None or self.kind < 0:
                continue
            at_kind = place[self._numbers[self.kind, kind]]
            n_of[at_kind] += 1
            for at, slot in enumerate(self.slots):
                values = set(own.get(slot, ()))
                for feature in values:  # of sizes and colors one is chosen; of what holds at once, all
                    found[at_kind, self._numbers[at, feature]] += 1 / len(values)
        return np.asarray(found / np.maximum(n_of, 1)[:, None], dtype=np.float32)

    def lifts(self, taste: Taste, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """`(n_rows, n_slots)`; zeros where nothing is known, or the product does not state the slot."""
        if not taste.n or not self.slots:
            return np.zeros((rows.size, len(self.slots)))
        weights = np.zeros(len(self._usual))
        for feature, number in self._known(taste.weights):
            weights[number] = taste.weights[feature]
        chosen, turned_down = np.maximum(weights, 0.0), np.minimum(weights, 0.0)
        of_slot = np.bincount(self._slot_of, weights=chosen, minlength=len(self.slots))[self._slot_of]
        of_kinds = np.log((chosen + PRIOR * self._usual) / ((of_slot + PRIOR) * self._usual))
        expected = chosen[self._kind_values] @ self._in_kind
        of_values = np.log((chosen + PRIOR) / (expected + PRIOR))
        lift = np.where(self._is_kind, of_kinds, of_values)
        told = np.append(np.where(of_slot > 0, lift, 0.0) + turned_down, -np.inf)
        best = told[self._at[rows]].max(axis=2)
        return np.where(np.isfinite(best), best, 0.0)

    def turned_down(self, taste: Taste, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """`(n_rows,)`, -1 to 0: the share of the slots whose value was said no to, each by the weight of the no."""
        no = [feature for feature, weight in taste.weights.items() if weight < 0]
        weights = np.zeros(len(self._usual) + 1)
        for feature, number in self._known(no):
            weights[number] = max(taste.weights[feature], -1.0)
        if not weights.any():
            return np.zeros(rows.size)
        return np.asarray(weights[self._at[rows]].min(axis=2).mean(axis=1))

    def _known(self, features: Iterable[Feature]) -> Iterator[tuple[Feature, int]]:
        for feature in features:
            for name in (KIND, DEPARTMENT) if feature[0] == KIND else (feature[0],):
                number = self._numbers.get((self._place.get(name, -1), feature))
                if number is not None:
                    yield feature, number
