"""Bundles: things that belong together, under one budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from recommender.complements import Complements
from recommender.copurchases import CoPurchases
from recommender.shopper import Shopper
from recommender.solver import Pick, Problem
from recommender.togetherness import Togetherness
from retrieval.catalog import Catalog
from retrieval.money import CurrencyError, Money
from retrieval.query import Candidate


@dataclass(frozen=True, slots=True)
class BundleNeed:
    """`slots[i]` names what is wanted there; `options[i]` are its candidates, best first.

    `anchor_ids` are products that must be in (already chosen). With no slots, the bundle is built around the
    anchors from what goes with them. Of `without` (what the shopper has already) nothing is brought in.
    """

    slots: tuple[str, ...]
    options: tuple[tuple[Candidate, ...], ...]
    budget: Money | None = None
    anchor_ids: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()  # product ids


@dataclass(frozen=True, slots=True)
class Bundle:
    slots: tuple[str, ...]
    parts: tuple[Candidate, ...]  # one a slot
    total: Money  # the exact sum of the parts' prices


class Bundler(Protocol):
    def bundle(self, need: BundleNeed, shopper: Shopper) -> list[Bundle]:
        """Best first. Each fills every slot with another product that can be bought now, includes the anchors
        and costs at most the budget. Empty when nothing fits."""
        ...


ANCHOR_SLOT = "your choice"
RELATED_SLOT = "goes with it"
N_BUNDLES = 3
N_PARTS = 4  # of a bundle around anchors: more is a shopping list
N_PARTNERS = 12  # best partners of an anchor that are combined: C(12, 1..3) = 298 bundles
N_TRIED = 6  # candidates of a single slot that a bundle is built around


class RelatedBundler:
    """The best choice of one candidate a slot, or of what goes with the anchors.

    Worth of a bundle: each candidate's score over the best of its slot, plus what every pair is worth together
    (`Togetherness`). Exact up to 5 slots of 12 candidates. At most three bundles come back, and any two of them
    share at most half of what was free to choose. Women's and men's things are never mixed. Anchors that no slot
    offers come first, in a slot named "your choice".

    Without slots, or with one slot and no anchor, a bundle is the anchor (a candidate of the slot) and one to
    three products that the store relates to it or that were bought with it (`Complements`); what the shopper
    already bought or dismissed is not brought in.
    """

    def __init__(self, catalog: Catalog, copurchases: CoPurchases | None = None) -> None:
        self._catalog = catalog
        self._togetherness = Togetherness(catalog, copurchases)
        self._complements = Complements(catalog, self._togetherness)

    def bundle(self, need: BundleNeed, shopper: Shopper) -> list[Bundle]:
        if len(need.slots) != len(need.options):
            raise ValueError(
                f"{len(need.slots)} slots {need.slots} and {len(need.options)} lists of candidates; "
                "give each slot its own list, empty if nothing was found."
            )
        if need.budget is not None and need.budget.currency != self._catalog.currency:
            raise CurrencyError(f"The budget {need.budget} is not in {self._catalog.currency}; convert it first.")
        options = [[c for c in slot if self._can_be_bought(c.variant_id)] for slot in need.options]
        anchors: list[Candidate] = []
        for product_id in dict.fromkeys(need.anchor_ids):
            anchor = self._anchor(product_id, options, anchors, shopper)
            if anchor is None:
                return []
            anchors.append(anchor)
        if options and (anchors or len(options) > 1):
            return self._filled(options, anchors, need)
        starts = [[candidate] for candidate in options[0][:N_TRIED]] if options else [anchors]
        return self._around(starts, need.slots or (ANCHOR_SLOT,) * len(anchors), need, shopper)

    def _filled(self, options: list[list[Candidate]], anchors: list[Candidate], need: BundleNeed) -> list[Bundle]:
        """One candidate a slot. An anchor that a slot offers takes that slot; the others get their own."""
        own_slots: list[list[Candidate]] = []
        fixed: set[int] = set()
        for anchor in anchors:
            at = next((n for n, slot in enumerate(options) if n not in fixed and anchor in slot), None)
            if at is None:
                own_slots.append([anchor])
            else:
                fixed.add(at)
        table = own_slots + [
            [c for c in slot if c in anchors] if n in fixed else slot for n, slot in enumerate(options)
        ]
        slots = (ANCHOR_SLOT,) * len(own_slots) + need.slots

        def pairing(slot: int, pick: int, other_slot: int, other_pick: int) -> float | None:
            one, other = table[slot][pick], table[other_slot][other_pick]
            points = self._togetherness.between(one, other)
            return 0.0 if points is None and one in anchors and other in anchors else points

        budget = None if need.budget is None else need.budget.minor
        problem = Problem([self._picks(slot) for slot in table], pairing, budget)
        n_free = len(options) - len(fixed)
        bundles: list[Bundle] = []
        while len(bundles) < (N_BUNDLES if n_free else 1):
            choice = problem.best([_free(bundle, need) for bundle in bundles], n_free // 2)
            if choice is None:
                break
            bundles.append(self._bundle(slots, [table[slot][pick] for slot, pick in enumerate(choice.picks)]))
        return bundles

    def _picks(self, slot: list[Candidate]) -> list[Pick]:
        best = max((candidate.score for candidate in slot), default=0.0)
        return [Pick(c.product_id, self._price(c).minor, max(0.0, c.score / best) if best > 0 else 0.0) for c in slot]

    def _around(
        self, starts: Sequence[list[Candidate]], slots: tuple[str, ...], need: BundleNeed, shopper: Shopper
    ) -> list[Bundle]:
        """The best bundles over all starts; a start's own worth is its score over the best one's."""
        best = max((sum(c.score for c in start) for start in starts if start), default=0.0)
        found = []
        for start in starts:
            own = sum(c.score for c in start) / best if best > 0 else 0.0
            for worth, parts in self._with_partners(start, need.budget, shopper, need.without):
                found.append((own + worth, self._bundle(slots + (RELATED_SLOT,) * (len(parts) - len(start)), parts)))
        found.sort(key=lambda f: (-f[0], f[1].total, [part.product_id for part in f[1].parts]))
        bundles: list[Bundle] = []
        for _, bundle in found:
            free = _free(bundle, need)
            if all(len(free & _free(other, need)) <= len(free) // 2 for other in bundles):
                bundles.append(bundle)
            if len(bundles) == N_BUNDLES:
                break
        return bundles

    def _with_partners(
        self, anchors: list[Candidate], budget: Money | None, shopper: Shopper, without: frozenset[str]
    ) -> Iterator[tuple[float, list[Candidate]]]:
        unwanted = {*shopper.products("purchase"), *shopper.dismissed(), *without}
        partners = self._complements.around(anchors, unwanted, N_PARTNERS)
        for n in range(1, max(1, N_PARTS - len(anchors)) + 1):
            for chosen in combinations(partners, n):
                parts = [*anchors, *chosen]
                if budget is not None and self._total(parts) > budget:
                    continue
                pairs = [self._togetherness.between(a, b) for a, b in combinations(chosen, 2)]
                alike = [self._togetherness.too_alike(a.product_id, b.product_id) for a, b in combinations(chosen, 2)]
                if None not in pairs:
                    yield sum(c.score for c in chosen) + sum(p or 0.0 for p in pairs) + sum(alike), parts

    def _anchor(
        self, product_id: str, options: list[list[Candidate]], others: list[Candidate], shopper: Shopper
    ) -> Candidate | None:
        """The product at the variant a slot offers, else the one last looked at, else the cheapest.

        None when it cannot be bought now.
        """
        offered = next((c for slot in options for c in slot if c.product_id == product_id), None)
        if offered is not None:
            return offered
        seen = (event.variant_id for event in reversed(shopper.events) if event.product_id == product_id)
        variant_id = next(filter(self._can_be_bought, seen), "")
        if not variant_id:
            variant = self._complements.variant_beside(product_id, others)
            variant_id = variant.id if variant is not None else ""
        return Candidate(product_id, variant_id) if variant_id else None

    def _can_be_bought(self, variant_id: str) -> bool:
        return self._catalog.has_variant(variant_id) and self._catalog.variant(variant_id)[1].offer.available

    def _price(self, part: Candidate) -> Money:
        return self._catalog.variant(part.variant_id)[1].offer.price

    def _total(self, parts: Sequence[Candidate]) -> Money:
        first, *others = [self._price(part) for part in parts]
        return sum(others, start=first)

    def _bundle(self, slots: tuple[str, ...], parts: list[Candidate]) -> Bundle:
        return Bundle(slots, tuple(parts), self._total(parts))


def _free(bundle: Bundle, need: BundleNeed) -> frozenset[str]:
    """The products of a bundle that were free to choose."""
    return frozenset(part.product_id for part in bundle.parts) - frozenset(need.anchor_ids)
