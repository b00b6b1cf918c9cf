"""Needs from where shoppers begin: an occasion, a product's page, a cart, things they own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from recommender.bundles.need import BundleNeed, Slot
from recommender.bundles.templates import Template, TemplateSlot, is_of_kind, template_for
from recommender.likeness import kind
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Product
from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Operator, Query

N_OPTIONS = 12  # candidates a slot; the three cheapest are always among them
_N_CHEAPEST = 3


class Finder(Protocol):
    def __call__(self, query: Query, shopper: Shopper) -> list[Candidate]:
        """What meets the query and can be bought, best first for the shopper."""
        ...


class NeedMaker:
    """Makes needs whose slots are a template's, filled with what a search finds for each."""

    def __init__(self, catalog: Catalog, templates: Sequence[Template], find: Finder) -> None:
        self._catalog = catalog
        self.templates = tuple(templates)
        self._find = find

    def for_occasion(
        self, words: str, shopper: Shopper, budget: Money | None = None, owned: Iterable[str] = ()
    ) -> BundleNeed | None:
        """The need that a template is named for in these words ("everything for weekend camping"); None for none.

        `owned` are kinds, or ids of products, that are there already.
        """
        template = template_for(words, self.templates)
        return None if template is None else self.of_template(template, shopper, budget, owned)

    def of_template(
        self, template: Template, shopper: Shopper, budget: Money | None = None, owned: Iterable[str] = ()
    ) -> BundleNeed:
        has = list(owned)
        return BundleNeed(tuple(self._slot(slot, shopper, has) for slot in template.slots), budget)

    def for_product(self, product_id: str, shopper: Shopper, budget: Money | None = None) -> BundleNeed:
        """This, and what goes with it: the slots of the template its kind begins, the product in its own place.

        Without such a template, a need without slots around the product. Raises `KeyError` for an unknown product.
        """
        product = self._catalog.product(product_id)
        template = next((t for t in self.templates if self._is_of(product, t.slots[0].kind)), None)
        if template is None:
            return BundleNeed((), budget, (product_id,))
        others = (self._slot(slot, shopper, ()) for slot in template.slots[1:])
        return BundleNeed(tuple(replace(slot, required=False) for slot in others), budget, (product_id,))

    def for_cart(self, product_ids: Sequence[str], shopper: Shopper, budget: Money | None = None) -> BundleNeed | None:
        """What is missing: the slots of the template that the cart has most of, those that it fills as owned.

        None where no template has two things of the cart, or one that it begins with, or nothing is missing.
        """
        products = [self._catalog.product(product_id) for product_id in dict.fromkeys(product_ids)]
        best: tuple[tuple[int, float], Template] | None = None
        for template in self.templates:
            n = sum(any(self._is_of(p, slot.kind) for p in products) for slot in template.slots)
            begins = any(self._is_of(p, template.slots[0].kind) for p in products)
            if n < len(template.slots) and (n > 1 or begins):
                rank = (n, n / len(template.slots))
                best = (rank, template) if best is None or rank > best[0] else best
        return None if best is None else self.of_template(best[1], shopper, budget, product_ids)

    def _slot(self, slot: TemplateSlot, shopper: Shopper, owned: Sequence[str]) -> Slot:
        for has in owned:
            if has in self._catalog and self._is_of(self._catalog.product(has), slot.kind):
                return Slot(slot.kind, (), slot.required, slot.n, is_owned=True, owned_id=has)
            if has not in self._catalog and (is_of_kind(slot.kind, has) or is_of_kind(has, slot.kind)):
                return Slot(slot.kind, (), slot.required, slot.n, is_owned=True)
        return Slot(slot.kind, self.options(slot.kind, shopper), slot.required, slot.n)

    def options(self, kind_path: str, shopper: Shopper) -> tuple[Candidate, ...]:
        """The best of a kind and its cheapest, so that a tight budget finds its way."""
        found = self._find(Query("", (Constraint("category", Operator.IS, kind_path),), limit=200), shopper)
        return worth_trying(found, self._catalog)

    def _is_of(self, product: Product, kind_path: str) -> bool:
        own = kind(product)
        return bool(own) and is_of_kind(" > ".join(own), kind_path)


def worth_trying(found: Sequence[Candidate], catalog: Catalog, n: int = N_OPTIONS) -> tuple[Candidate, ...]:
    """The best `n` of what is found, best first, the three cheapest always among them."""
    cheapest = sorted(found, key=lambda c: (catalog.variant(c.variant_id)[1].offer.price.minor, c.product_id))
    kept = {c.product_id for c in (*cheapest[:_N_CHEAPEST], *found[: n - _N_CHEAPEST])}
    spare = [c.product_id for c in found if c.product_id not in kept][: max(0, n - len(kept))]
    kept |= set(spare)
    return tuple(c for c in found if c.product_id in kept)
