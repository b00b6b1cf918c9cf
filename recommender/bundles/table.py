"""The table that the solver chooses from: options of all places, what pairs are worth, what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations
from statistics import median
from typing import Protocol

import numpy as np

from recommender.bundles.apart import Apart
from recommender.bundles.need import BundleNeed, Tier
from recommender.bundles.places import Place
from recommender.bundles.proposal import Worth
from recommender.bundles.solver import Floats, Never, Option, Problem
from recommender.bundles.totals import Totals
from recommender.likeness import bare_title
from retrieval.cart_prices.priced_cart import Pieces
from retrieval.cart_prices.reaching import Reach
from retrieval.catalog import Catalog
from retrieval.query import Candidate

# What spending all of the budget takes off, in worths of a slot's best candidate, for each slot.
STRAIN = {Tier.SAVE: 2.0, Tier.BALANCED: 0.3, Tier.BEST: 0.0}
FILLED = 0.25  # what it is worth to fill a slot that is not required, beside what fills it
SAME_TITLE = -0.2  # one thing in two sizes, in two slots


class Together(Protocol):
    """`recommender.togetherness.Togetherness` and whatever else knows what goes together."""

    def between(self, one: Candidate, other: Candidate) -> float | None:
        """Points for having both, at the variants given; a slot's best candidate counts 1. None: never both."""
        ...


class Table:
    """One need's places as problems of different tiers and budgets, the pairs worked out once."""

    def __init__(
        self,
        catalog: Catalog,
        places: Sequence[Place],
        need: BundleNeed,
        together: Together,
        apart: Apart,
        totals: Totals,
    ) -> None:
        self.places = places
        self._catalog = catalog
        self._need = need
        self._together = together
        self._apart = apart
        self._totals = totals
        reaches = totals.reaches([(place.options, place.n) for place in places], need.buyer)
        self._options = [self._of_place(place, reaches) for place in places]
        self.candidates: list[list[Candidate | None]] = [
            [*place.options, *([] if place.required or place.fixed else [None])] for place in places
        ]

    def problem(self, tier: Tier, budget: int | None) -> Problem:
        """With the strain that prices are under the need's own budget, whatever the budget of the problem."""
        return Problem(self._options, self._pairs, budget, self.strain(tier), self._total)

    def cheapest(self, budget: int | None = None) -> Problem:
        """As a problem where nothing but the price counts."""
        options = [[Option(o.product_id, o.price, 0.0, o.most_off) for o in slot] for slot in self._options]
        pairs = np.where(np.isfinite(self._pairs), 0.0, Never)
        return Problem(options, pairs, budget, 1.0, self._total)

    def strain(self, tier: Tier) -> float:
        """Worth that a minor unit takes off."""
        typical = sum(median(o.price for o in slot) for slot in self._options if slot)
        scale = self._need.budget.minor if self._need.budget is not None else typical
        return STRAIN[tier] * len(self.places) / max(1.0, float(scale))

    @property
    def currency(self) -> str:
        return self._catalog.currency

    def prices(self, at: int) -> list[int]:
        """What the options of a place cost, all pieces, before promotions."""
        return [option.price for option in self._options[at]]

    def pieces(self, picks: Sequence[int]) -> list[Pieces]:
        chosen = zip(self.places, self.chosen(picks), strict=True)
        return [Pieces(c.variant_id, place.n) for place, c in chosen if c is not None]

    def chosen(self, picks: Sequence[int]) -> list[Candidate | None]:
        return [slot[pick] for slot, pick in zip(self.candidates, picks, strict=True)]

    def worth(self, picks: Sequence[int], total: int, tier: Tier) -> Worth:
        """What the choice is worth, by what it is made of."""
        personal = sum(self._options[slot][pick].worth for slot, pick in enumerate(picks))
        places = [self._starts[slot] + pick for slot, pick in enumerate(picks)]
        variety = sum(self._variety(a, b) for a, b in combinations(places, 2))
        together = sum(float(self._pairs[a, b]) for a, b in combinations(places, 2)) - variety
        return Worth(personal, together, variety, -self.strain(tier) * total)

    def _of_place(self, place: Place, reaches: Sequence[Reach]) -> list[Option]:
        best = max((candidate.score for candidate in place.options), default=0.0)
        made = []
        for candidate in place.options:
            price = self._totals.price(candidate.variant_id)
            off = self._totals.most_off(candidate.product_id, price, reaches)
            worth = max(0.0, candidate.score / best) if best > 0 else 0.0
            filled = 0.0 if place.required or place.fixed else FILLED
            made.append(Option(candidate.product_id, price * place.n, worth + filled, min(price, off) * place.n))
        if not place.required and not place.fixed:
            made.append(Option("", 0, 0.0))
        return made

    def _total(self, picks: tuple[int, ...]) -> int:
        """Only what some promotion could be for is asked about."""
        chosen = [slot[pick] for slot, pick in zip(self._options, picks, strict=True)]
        touched = [
            Pieces(candidate.variant_id, place.n)
            for option, candidate, place in zip(chosen, self.chosen(picks), self.places, strict=True)
            if option.most_off and candidate is not None
        ]
        return sum(option.price for option in chosen) - self._totals.saved(touched, self._need.buyer)

    @property
    def _starts(self) -> list[int]:
        return [0, *np.cumsum([len(slot) for slot in self._options]).tolist()]

    @cached_property
    def _flat(self) -> list[tuple[int, Candidate | None]]:
        return [(at, candidate) for at, slot in enumerate(self.candidates) for candidate in slot]

    @cached_property
    def _pairs(self) -> Floats:
        """`(n, n)`, read above the diagonal."""
        pairs = np.zeros((len(self._flat), len(self._flat)))
        for (i, (at, one)), (j, (other_at, other)) in combinations(enumerate(self._flat), 2):
            if at != other_at and one is not None and other is not None:
                chosen = all(place.fixed and not place.held for place in (self.places[at], self.places[other_at]))
                points = self._between(one, other, chosen=chosen)
                pairs[i, j] = Never if points is None else points + self._variety(i, j)
        return pairs

    def _between(self, one: Candidate, other: Candidate, *, chosen: bool) -> float | None:
        """None where the two must not be together; what the shopper chose before, both of it, may be, unless the whole
        is to be of one colour: that is asked of everything."""
        if self._apart.in_color(one, other, self._need.whole):
            return None
        points = self._together.between(one, other)
        if points is None or self.broken_by(one, other):
            return 0.0 if chosen else None
        return points

    def broken_by(self, one: Candidate, other: Candidate) -> str:
        """The rule that keeps the two apart, in plain words; empty where none does."""
        return self._apart.why(one, other, self._need.whole)

    def _variety(self, i: int, j: int) -> float:
        one, other = self._flat[i][1], self._flat[j][1]
        if one is None or other is None:
            return 0.0
        titles = bare_title(self._catalog.product(one.product_id)), bare_title(self._catalog.product(other.product_id))
        return SAME_TITLE if titles[0] == titles[1] else 0.0
