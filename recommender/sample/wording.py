"""The words shoppers type into the search: a thing's names, what it can do, who makes it; now and then misspelled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recommender.sample.needs import Wishes
from recommender.sample.people import Person, Recipient
from recommender.sample.shelf import Shelf

_TYPO = 0.06
_FOR_A_NEED = 0.10  # share of searches that name the occasion, not the thing
_FEATURE, _BRAND, _COLOR, _TITLE = 0.20, 0.10, 0.08, 0.05  # the rest name the kind of thing alone


class Wording:
    def __init__(self, shelf: Shelf, wishes: Wishes, rng: np.random.Generator) -> None:
        self._shelf, self._wishes, self._rng = shelf, wishes, rng

    def search(self, product: int, person: Person, day: int, recipient: Recipient | None = None) -> str:
        """What somebody types who will look at this product first."""
        words = self._words(product, person, day, recipient)
        return self._misspelled(words) if self._rng.random() < _TYPO else words

    def _words(self, product: int, person: Person, day: int, recipient: Recipient | None) -> str:
        item, kind = self._shelf.items[product], self._shelf.kinds[self._shelf.kind[product]]
        chance = self._rng.random()
        if chance < _FOR_A_NEED:
            if recipient is not None:
                return self._gift(recipient)
            needs = [self._wishes.needs[i.need] for i in person.interests if i.at(day) > 0]
            if said := [word for need in needs if kind.name in need.core + need.extras for word in need.words]:
                return self._one(said)
        wish = self._shelf.wished[self._shelf.kind[product]]
        name = self._one(wish.words) if wish and self._rng.random() < 0.6 else kind.name
        chance = self._rng.random()
        features = item.values("feature")
        if chance < _FEATURE:
            return f"{self._one(features)} {name}".lower() if features else name
        chance -= _FEATURE
        if chance < _BRAND:
            return f"{item.brand} {name}".lower()
        chance -= _BRAND
        if chance < _COLOR:
            colors = item.values("color")
            return f"{self._one(colors)} {name}".lower() if colors else name
        return item.title.lower() if chance - _COLOR < _TITLE else name

    def _gift(self, recipient: Recipient) -> str:
        if recipient.age is not None:
            return f"gift for a {max(1, round(recipient.age))} year old"
        return self._one((f"gift for my {recipient.who}", "birthday present", f"present for {recipient.who}"))

    def _one(self, words: Sequence[str]) -> str:
        return words[int(self._rng.integers(len(words)))]

    def _misspelled(self, words: str) -> str:
        """Two letters changed places, or one is missing."""
        if len(words) < 5:
            return words
        at = int(self._rng.integers(1, len(words) - 2))
        if self._rng.random() < 0.5:
            return words[:at] + words[at + 1] + words[at] + words[at + 2 :]
        return words[:at] + words[at + 1 :]
