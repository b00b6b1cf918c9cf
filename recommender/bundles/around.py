"""Bundles around something: an anchor, or a candidate of the only slot, and what the store says goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median

from recommender.bundles.apart import Apart
from recommender.bundles.complements import Complements, Partners
from recommender.bundles.need import BundleNeed, Tier
from recommender.bundles.places import Place, PlaceFinder
from recommender.bundles.proposal import Blame, Bundle, Change, Fault, IfMore, Proposal, WayOut, Worth
from recommender.bundles.table import STRAIN
from recommender.bundles.totals import Totals
from recommender.shopper import Shopper
from retrieval.cart_prices.priced_cart import Pieces
from retrieval.catalog import Catalog
from retrieval.query import Candidate

RELATED_SLOT = "goes with it"
N_BUNDLES = 3
N_PARTS = 4  # more is a shopping list
N_PARTNERS = 12  # best partners that are combined: C(12, 1..3) = 298 bundles
N_TRIED = 6  # candidates of a single slot that a bundle is built around


@dataclass(frozen=True, slots=True)
class Found:
    """A bundle before it is chosen: its first parts are what it is built around."""

    parts: tuple[Candidate, ...]
    pieces: tuple[Pieces, ...]  # of each part
    total: int  # minor units, after promotions
    worth: Worth  # without the strain of its price

    def weighed(self, tier: Tier, scale: float) -> Worth:
        strain = -STRAIN[tier] * self.total / scale
        return replace(self.worth, strain=strain)

    def place(self, tier: Tier, scale: float) -> tuple[float, int, tuple[str, ...]]:
        """What it is sorted by, the best first; ties go to the cheaper, then by id."""
        return -self.weighed(tier, scale).total, self.total, tuple(part.product_id for part in self.parts)


class Around:
    """Every combination of one to three of the best partners, at most four parts in all."""

    def __init__(
        self,
        catalog: Catalog,
        partners: Partners,
        complements: Complements,
        finder: PlaceFinder,
        apart: Apart,
        totals: Totals,
    ) -> None:
        self._catalog = catalog
        self._partners = partners
        self._complements = complements
        self._finder = finder
        self._apart = apart
        self._totals = totals

    def proposal(
        self, starts: Sequence[Sequence[Candidate]], places: Sequence[Place], need: BundleNeed, shopper: Shopper
    ) -> Proposal:
        """The best over all starts, each of which fills the places."""
        counts = tuple(place.n for place in places)
        names = tuple(place.name for place in places)
        every = self.found(starts, counts, need, shopper)
        budget = need.budget.minor if need.budget is not None else None
        affordable = [found for found in every if budget is None or found.total <= budget]
        if not affordable:
            least = min((found.total for found in every), default=None)
            ways = () if least is None else (WayOut(self._totals.money(least), budget=self._totals.money(least)),)
            return Proposal(blame=Blame(Fault.BUDGET, names, "", ways) if ways else None)
        scale = float(budget or median(found.total for found in affordable)) or 1.0
        bundles: list[Bundle] = []
        for found in sorted(affordable, key=lambda found: found.place(need.tier, scale)):
            bundle = self._bundle(found, places, need, scale)
            free = _free(bundle, need)
            if all(len(free & _free(other, need)) <= len(free) // 2 for other in bundles):
                bundles.append(bundle)
            if len(bundles) == N_BUNDLES:
                break
        tiers = []
        for tier in Tier:
            best = min(affordable, key=lambda found: found.place(tier, scale))
            tiers.append(replace(self._bundle(best, places, replace(need, tier=tier), scale),
                                 if_more=self._if_more(best, every, budget, tier, scale)))  # fmt: skip
        known = {tuple(p.variant_id for p in t.parts): t.if_more for t in tiers if t.tier is need.tier}
        shown = [replace(b, if_more=known.get(tuple(p.variant_id for p in b.parts))) for b in bundles]
        return Proposal(tuple(shown), tuple(tiers))

    def _bundle(self, found: Found, places: Sequence[Place], need: BundleNeed, scale: float) -> Bundle:
        n_more = len(found.parts) - len(places)
        return Bundle(
            (*(place.name for place in places), *(RELATED_SLOT,) * n_more),
            found.parts,
            self._totals.money(found.total),
            tuple(piece.n for piece in found.pieces),
            self._totals.priced(found.pieces, need.buyer),
            need.tier,
            found.weighed(need.tier, scale),
        )

    def _if_more(
        self, best: Found, every: Sequence[Found], budget: int | None, tier: Tier, scale: float
    ) -> IfMore | None:
        if budget is None:
            return None
        richer = [found for found in every if found.total <= budget + self._totals.more]
        other = min(richer, key=lambda found: found.place(tier, scale))
        before, after = [c.variant_id for c in best.parts], [c.variant_id for c in other.parts]
        gone, new = [v for v in before if v not in after], [v for v in after if v not in before]
        n = max(len(gone), len(new))
        changes = zip(gone + [""] * (n - len(gone)), new + [""] * (n - len(new)), strict=True)
        return IfMore(
            self._totals.money(self._totals.more),
            tuple(Change(RELATED_SLOT, one, two) for one, two in changes),
            self._totals.money(other.total),
        )

    def found(
        self, starts: Sequence[Sequence[Candidate]], counts: tuple[int, ...], need: BundleNeed, shopper: Shopper
    ) -> list[Found]:
        """All combinations, whatever they cost; a start's own worth is its score over the best one's, and `counts` are
        the pieces of its parts."""
        starts = [start for start in starts if start][:N_TRIED]
        best = max((sum(c.score for c in start) for start in starts), default=0.0)
        own = [sum(c.score for c in start) / best if best > 0 else 0.0 for start in starts]
        return [
            found
            for start, worth in zip(starts, own, strict=True)
            for found in self._from(start, counts, worth, need, shopper)
        ]

    def others(
        self, kept: Sequence[Candidate], need: BundleNeed, shopper: Shopper, limit: int = N_PARTNERS
    ) -> list[Candidate]:
        """What goes with all that is kept, best first, and breaks no rule with any of it or with what is owned."""
        unwanted = {*shopper.products("purchase"), *shopper.dismissed(), *need.without}
        found = self._complements.around(kept, unwanted, limit)
        found = [c for c in found if self._finder.can_be_had(c.variant_id, 1, need)]
        found = [c for c in found if not self._finder.broken_by_owned(c, need)]
        return [c for c in found if not any(self._apart.why(c, other, need.whole) for other in kept)]

    def _from(
        self, start: Sequence[Candidate], counts: tuple[int, ...], own: float, need: BundleNeed, shopper: Shopper
    ) -> Iterator[Found]:
        partners = self.others(start, need, shopper)
        for n in range(1, max(1, N_PARTS - len(start)) + 1):
            for chosen in combinations(partners, n):
                points = [self._partners.between(a, b) for a, b in combinations(chosen, 2)]
                if None in points or any(self._apart.why(a, b, need.whole) for a, b in combinations(chosen, 2)):
                    continue
                parts = (*start, *chosen)
                alike = sum(self._partners.too_alike(a.product_id, b.product_id) for a, b in combinations(chosen, 2))
                together = sum(c.score for c in chosen) + sum(p or 0.0 for p in points)
                pieces = tuple(Pieces(c.variant_id, k) for c, k in zip(parts, (*counts, *(1,) * n), strict=True))
                yield Found(parts, pieces, self._totals.of(pieces, need.buyer), Worth(own, together, alike))


def _free(bundle: Bundle, need: BundleNeed) -> frozenset[str]:
    """The products of a bundle that were free to choose."""
    return frozenset(part.product_id for part in bundle.parts) - frozenset(need.anchor_ids)
