"""The bundler: from a need to what is proposed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from recommender.bundles.apart import Apart
from recommender.bundles.around import Around
from recommender.bundles.complements import Complements, Partners
from recommender.bundles.fit_rules import FitRules
from recommender.bundles.need import BundleNeed
from recommender.bundles.places import ANCHOR_SLOT, Place, PlaceFinder
from recommender.bundles.proposal import THE_DAY, Alternative, Blame, Bundle, Fault, Proposal, WayOut
from recommender.bundles.slotted import Slotted
from recommender.bundles.table import Table
from recommender.bundles.totals import Totals
from recommender.copurchases import CoPurchases
from recommender.shopper import Shopper
from recommender.togetherness import Togetherness
from retrieval.cart_prices.priced_cart import Pieces
from retrieval.catalog import Catalog
from retrieval.money import CurrencyError

SECONDS = 0.25  # for all of a proposal; a first bundle may take two fifths of it
_NOBODY = Shopper("")


class RelatedBundler:
    """The best choice of one candidate a slot, or of what goes with the anchors.

    Worth: each candidate's score over the best of its slot, what every pair is worth together, less the strain of the
    total after promotions (`table.STRAIN`, by tier). No better one exists where a bundle says that it is `exact`.
    """

    def __init__(
        self,
        catalog: Catalog,
        copurchases: CoPurchases | None = None,
        *,
        together: Partners | None = None,
        seconds: float = SECONDS,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        """`together` stands in for relations and baskets alone."""
        self._catalog = catalog
        self._together = together or Togetherness(catalog, copurchases)
        rules = FitRules(catalog)
        self._finder = PlaceFinder(catalog, rules)
        self._apart = Apart(catalog, rules)
        self._totals = Totals(catalog)
        complements = Complements(catalog, self._together)
        self._around = Around(catalog, self._together, complements, self._finder, self._apart, self._totals)
        self._seconds = seconds
        self._timer = timer

    def propose(self, need: BundleNeed, shopper: Shopper) -> Proposal:
        if need.budget is not None and need.budget.currency != self._catalog.currency:
            raise CurrencyError(f"The budget {need.budget} is not in {self._catalog.currency}; convert it first.")
        proposal = self._proposed(need, shopper)
        if proposal.blame is None or need.whole.by is None:
            return proposal
        later = self._proposed(replace(need, whole=replace(need.whole, by=None)), shopper)
        if not later.bundles:
            return proposal
        way = WayOut(later.bundles[0].total, without_rule=THE_DAY)
        is_late = proposal.blame.fault in (Fault.EMPTY, Fault.GONE)
        rule = f"by {need.whole.by.isoformat()}" if is_late else proposal.blame.rule
        return Proposal(blame=replace(proposal.blame, rule=rule, ways_out=(way, *proposal.blame.ways_out)))

    def _proposed(self, need: BundleNeed, shopper: Shopper) -> Proposal:
        found = self._finder.places(need, shopper)
        if found.blame is not None:
            return Proposal(blame=replace(found.blame, ways_out=tuple(self._letting_go(found.blame, need, shopper))))
        if not found.places:
            return Proposal()
        n_of_slots = sum(place.name != ANCHOR_SLOT for place in found.places)
        if need.is_closed or (n_of_slots and (len(found.places) > 1 or len(need.slots) > 1)):
            began = self._timer()
            is_over = lambda share: self._timer() - began > share * self._seconds  # noqa: E731
            return Slotted(found.places, need, self._table, self._totals, is_over).proposal()
        starts = [[c] for c in found.places[0].options] if n_of_slots else [[p.options[0] for p in found.places]]
        return self._around.proposal(starts, found.places, need, shopper)

    def _letting_go(self, blame: Blame, need: BundleNeed, shopper: Shopper) -> Iterator[WayOut]:
        """Out of what a lock alone makes impossible: it cannot be had, or does not fit what is owned."""
        for slot in (need.slot(name) for name in blame.slots if name != ANCHOR_SLOT):
            if slot.locked and slot.options and not slot.is_held:
                freed = self._proposed(need.locking(slot.name, ""), shopper)
                if freed.bundles:
                    yield WayOut(freed.bundles[0].total, unlocked=slot.name)

    def alternatives(self, need: BundleNeed, bundle: Bundle, at: int) -> list[Alternative]:
        counts = bundle.counts or (1,) * len(bundle.parts)
        name, kept = bundle.slots[at], [part for n, part in enumerate(bundle.parts) if n != at]
        slot = next((slot for slot in need.slots if slot.name == name), None)
        options = slot.options if slot is not None else tuple(self._around.others(kept, need, _NOBODY))
        taken = {part.product_id for part in bundle.parts}
        free = [c for c in options if c.product_id not in taken]
        table = self._table([Place(name, tuple(free)), *(Place("", (part,)) for part in kept)], need)
        found = []
        for candidate in free:
            if not self._finder.can_be_had(candidate.variant_id, counts[at], need):
                continue
            parts = [candidate if n == at else part for n, part in enumerate(bundle.parts)]
            pieces = [Pieces(part.variant_id, n) for part, n in zip(parts, counts, strict=True)]
            total = self._totals.money(self._totals.of(pieces, need.buyer))
            rule = next((said for part in kept if (said := table.broken_by(candidate, part))), "")
            rule = rule or self._finder.broken_by_owned(candidate, need)
            over = need.budget is not None and total > need.budget
            why_not = rule or (f"{total} is more than {need.budget}" if over else "")
            found.append(Alternative(candidate, total, total - bundle.total, why_not))
        return sorted(found, key=lambda alternative: bool(alternative.why_not))

    def _table(self, places: Sequence[Place], need: BundleNeed) -> Table:
        return Table(self._catalog, places, need, self._together, self._apart, self._totals)
