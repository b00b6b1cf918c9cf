"""From a need to the places that are to be filled: what can be bought for each, what stays, what has to fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recommender.bundles.fit_rules import FitRules, Item
from recommender.bundles.need import BundleNeed, Slot
from recommender.bundles.proposal import Blame, Fault
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Variant
from retrieval.query import Candidate

ANCHOR_SLOT = "your choice"


@dataclass(frozen=True, slots=True)
class Place:
    """A slot that is to be filled. `fixed`: there is no choice, the product was chosen before, or is `held` as it is
    though nobody asked for it."""

    name: str
    options: tuple[Candidate, ...]
    required: bool = True
    n: int = 1
    fixed: bool = False
    locked: bool = False  # by the shopper's lock, which they can let go of
    held: bool = False
    otherwise: tuple[Candidate, ...] = ()  # of a locked place: its options, were the lock let go of


@dataclass(frozen=True, slots=True)
class Places:
    """All places of a need, or who is to blame that one cannot be filled."""

    places: tuple[Place, ...]
    blame: Blame | None = None


class PlaceFinder:
    """Reads needs against the catalog: availability, pieces in stock, days, price caps, what is owned."""

    def __init__(self, catalog: Catalog, rules: FitRules) -> None:
        self._catalog = catalog
        self._rules = rules

    def places(self, need: BundleNeed, shopper: Shopper) -> Places:
        """Anchors that no slot offers come first, in places of their own; a slot without a lock keeps its options that
        can be bought and fit what is owned."""
        left = [slot for slot in need.slots if not slot.is_owned]
        owned = self._owned(need)
        anchors: list[Candidate] = []
        for product_id in dict.fromkeys(need.anchor_ids):
            anchor = self._anchor(product_id, left, anchors, need, shopper)
            if anchor is None:
                return Places((), Blame(Fault.GONE, (ANCHOR_SLOT,)))
            anchors.append(anchor)
        own, of_slot = _seated(anchors, left)
        found = [Place(ANCHOR_SLOT, (anchor,), fixed=True) for anchor in own]
        for at, slot in enumerate(left):
            place, blame = self._place(slot, of_slot.get(at), owned, need)
            if blame is not None:
                return Places((), blame)
            found.append(place)
        return Places(tuple(found))

    def _place(
        self, slot: Slot, anchor: Candidate | None, owned: Sequence[Item], need: BundleNeed
    ) -> tuple[Place, Blame | None]:
        if slot.locked:
            if not self.can_be_had(slot.locked, slot.n, need):
                return Place(slot.name, ()), Blame(Fault.GONE, (slot.name,))
            known = next((c for c in slot.options if c.variant_id == slot.locked), None)
            chosen = known or Candidate(self._catalog.variant(slot.locked)[0].id, slot.locked)
            if rule := self._breaks(chosen, owned):
                return Place(slot.name, ()), Blame(Fault.CLASH, (slot.name,), rule)
            if slot.is_held:
                return Place(slot.name, (chosen,), n=slot.n, fixed=True, held=True), None
            free = tuple(c for c in self._there(slot, need) if not self._breaks(c, owned))
            return Place(slot.name, (chosen,), n=slot.n, fixed=True, locked=True, otherwise=free), None
        if anchor is not None:
            own = (anchor, *(c for c in slot.options if c.product_id == anchor.product_id))
            enough = next((c for c in own if self.can_be_had(c.variant_id, slot.n, need)), None)
            if enough is None:  # so many pieces of it are not there
                return Place(slot.name, ()), Blame(Fault.GONE, (slot.name,))
            if rule := self._breaks(enough, owned):
                return Place(slot.name, ()), Blame(Fault.CLASH, (slot.name,), rule)
            return Place(slot.name, (enough,), n=slot.n, fixed=True), None
        there = self._there(slot, need)
        fitting = [c for c in there if not self._breaks(c, owned)]
        if there and not fitting and slot.required:
            rule = self._breaks(there[0], owned)
            return Place(slot.name, ()), Blame(Fault.CLASH, (slot.name,), rule)
        if not fitting and slot.required:
            return Place(slot.name, ()), Blame(Fault.EMPTY, (slot.name,))
        return Place(slot.name, tuple(fitting), slot.required, slot.n), None

    def _there(self, slot: Slot, need: BundleNeed) -> list[Candidate]:
        """What can be bought for the slot as it is asked for."""
        there = [c for c in slot.options if self.can_be_had(c.variant_id, slot.n, need) and self._is_cheap(c, slot)]
        return [c for c in there if c.product_id not in need.without or c.product_id in need.anchor_ids]

    def can_be_had(self, variant_id: str, n: int, need: BundleNeed) -> bool:
        """Whether so many pieces can be bought now, and nothing says that they come too late."""
        if not self._catalog.has_variant(variant_id):
            return False
        offer = self._catalog.variant(variant_id)[1].offer
        enough = offer.available and (offer.quantity is None or offer.quantity >= n)
        if need.whole.by is None or not enough or offer.status == "in_stock":
            return enough
        return offer.restock_on is not None and offer.restock_on <= need.whole.by

    def broken_by_owned(self, candidate: Candidate, need: BundleNeed) -> str:
        """The rule that keeps it apart from what is owned, in plain words; empty where none does."""
        return self._breaks(candidate, self._owned(need))

    def _owned(self, need: BundleNeed) -> list[Item]:
        return [self._item(slot.owned_id) for slot in need.slots if slot.is_owned and slot.owned_id in self._catalog]

    def _is_cheap(self, candidate: Candidate, slot: Slot) -> bool:
        price = self._catalog.variant(candidate.variant_id)[1].offer.price
        return slot.most is None or price * slot.n <= slot.most

    def _breaks(self, candidate: Candidate, owned: Iterable[Item]) -> str:
        item = self._catalog.variant(candidate.variant_id)
        return next((said for other in owned if (said := self._rules.broken(item, other))), "")

    def _item(self, product_id: str) -> Item:
        product = self._catalog.product(product_id)
        return product, product.variants[0]

    def _anchor(
        self, product_id: str, slots: Sequence[Slot], others: Sequence[Candidate], need: BundleNeed, shopper: Shopper
    ) -> Candidate | None:
        """The product at the variant a slot offers, else the one last looked at, else the cheapest.

        None when it cannot be bought now.
        """
        offered = (c for slot in slots for c in slot.options if c.product_id == product_id)
        found = next((c for c in offered if self.can_be_had(c.variant_id, 1, need)), None)
        if found is not None:
            return found
        seen = (event.variant_id for event in reversed(shopper.events) if event.product_id == product_id)
        variant_id = next((v for v in seen if self.can_be_had(v, 1, need)), "")
        if not variant_id:
            variant = variant_beside(self._catalog, product_id, others)
            variant_id = variant.id if variant is not None and self.can_be_had(variant.id, 1, need) else ""
        return Candidate(product_id, variant_id) if variant_id else None


def variant_beside(catalog: Catalog, product_id: str, others: Sequence[Candidate]) -> Variant | None:
    """The product's cheapest variant that can be bought; of equals, the one most like the others' (size, colour).

    None when none can be bought or the store does not have the product.
    """
    if product_id not in catalog:
        return None
    wanted = [item for other in others for item in catalog.variant(other.variant_id)[1].options.items()]
    return min(
        (variant for variant in catalog.product(product_id).variants if variant.offer.available),
        key=lambda variant: (variant.offer.price, -sum(item in wanted for item in variant.options.items())),
        default=None,
    )


def _seated(anchors: Sequence[Candidate], slots: Sequence[Slot]) -> tuple[list[Candidate], dict[int, Candidate]]:
    """Those that no slot offers, and which slot each of the others takes."""
    own: list[Candidate] = []
    taken: dict[int, Candidate] = {}
    for anchor in anchors:
        at = next((n for n, slot in enumerate(slots) if n not in taken and anchor in slot.options and not slot.locked),
                  None)  # fmt: skip
        if at is None:
            own.append(anchor)
        else:
            taken[at] = anchor
    return own, taken


def without(places: Sequence[Place], at: int) -> tuple[Place, ...]:
    """The places but one."""
    return tuple(place for n, place in enumerate(places) if n != at)


def unlocked(place: Place) -> Place:
    """The place with its options again."""
    return replace(place, options=place.otherwise, fixed=False, locked=False)
