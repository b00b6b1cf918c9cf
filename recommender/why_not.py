"""Why not: what keeps a product from the place the shopper would have given it, from the candidates considered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from recommender.counterfactual import Signal, points
from recommender.evidence import Evidence, Kind, source_of
from recommender.explaining import Explanation
from recommender.wording import category_name, constraint_label, listed, lowered, named, slot_name
from retrieval.catalog import Catalog, Product, Variant
from retrieval.columns import bounds
from retrieval.filters import VariantTable
from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Order, Query

N_SAID = 3
_LESS = {
    Signal.WORDS: "your words fit it less",
    Signal.PAST: "your history speaks less for it",
    Signal.CROWD: "other shoppers speak less for it",
    Signal.OFFER: "its offer is smaller",
    Signal.OTHER: "it is much like one before it",
}


class WhyNot:
    """Looks a product up among the candidates, and where it is none, at the conditions that it does not meet."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def explain(self, product_id: str, ranked: Sequence[Candidate], query: Query) -> Explanation:
        """A sentence with its evidence. Raises `KeyError` for a product that the store does not sell."""
        place = next((n for n, c in enumerate(ranked) if c.product_id == product_id), None)
        found = self._missed(product_id, query) if place is None else self._outranked(place, ranked, query)
        claims = listed(list(dict.fromkeys(e.claim for e in found))) if found else ""
        title = self._catalog.product(product_id).title
        text = f"{title}: {claims}." if claims else f"{title} is not among what fits now."
        return Explanation((product_id,), text, tuple(found))

    def _outranked(self, place: int, ranked: Sequence[Candidate], query: Query) -> list[Evidence]:
        """ "number 6 of 6 that fit", and what the first has before it."""
        own, first = ranked[place], ranked[0]
        source = f"rank:{own.product_id}"
        found = [Evidence(Kind.COMPARED, f"number {place + 1} of {len(ranked)} that fit", source)]
        if not place:
            return [Evidence(Kind.COMPARED, f"the first of {len(ranked)} that fit", source)]
        (product, variant), (best, shown) = (self._catalog.variant(c.variant_id) for c in (own, first))
        gap = variant.offer.price.minor - shown.offer.price.minor
        if gap:
            sum_ = Money.from_minor(abs(gap), variant.offer.price.currency)
            claim = f"{'dearer' if gap > 0 else 'cheaper'} than {named(best.title)} by {sum_}"
            found.append(Evidence(Kind.COMPARED, claim, f"variant:{variant.id}.price variant:{shown.id}.price"))
        behind = max(Signal, key=lambda s: points(first.parts, s) - points(own.parts, s))
        if query.order is Order.FIT and points(first.parts, behind) > points(own.parts, behind):
            claim = f"below it because {_LESS[behind]}" if gap else f"below {named(best.title)} because {_LESS[behind]}"
            found.append(Evidence(Kind.COMPARED, claim, f"rank:{first.product_id}>{product.id}"))
        return found

    def _missed(self, product_id: str, query: Query) -> list[Evidence]:
        """What stands against the version that misses least; of equals the cheapest."""
        product = self._catalog.product(product_id)
        told = [self._against(product, variant, query) for variant in product.variants]
        found = min(zip(told, product.variants, strict=True), key=lambda one: (len(one[0]), one[1].offer.price.minor))[
            0
        ]
        if product_id in query.exclude:
            found = [Evidence(Kind.HISTORY, "you said that it is not for you", f"dismissed:{product_id}"), *found]
        return found[:N_SAID]

    def _against(self, product: Product, variant: Variant, query: Query) -> list[Evidence]:
        at = self._table.variant_ids.index(variant.id)
        missed = [c for c in query.required if not self._table.holds(c)[at]]
        found = [self._unmet(constraint, product, variant) for constraint in missed]
        if query.in_stock and not variant.offer.available:
            found.append(Evidence(Kind.OFFER, "out of stock", f"variant:{variant.id}.availability"))
        return found

    def _unmet(self, constraint: Constraint, product: Product, variant: Variant) -> Evidence:
        currency, price = variant.offer.price.currency, variant.offer.price
        source = f"variant:{variant.id}.price" if constraint.slot == "price" else ""
        label = constraint_label(constraint, currency)
        if constraint.slot == "price":
            low, high = (bound for bound in bounds(constraint))
            if price.amount > high:
                over = Money(price.amount - high, currency)
                return Evidence(Kind.OFFER, f"{price} is over your {Money(high, currency)} by {over}", source)
            under = Money(low - price.amount, currency)
            return Evidence(Kind.OFFER, f"{price} is below your {Money(low, currency)} by {under}", source)
        if constraint.slot == "category":
            paths = [category_name(path) for path in product.categories[:1]]
            own = f", it is among the {lowered(paths[0])}" if paths else ""
            return Evidence(Kind.FIELD, f"not among the {label}{own}", f"product:{product.id}.category")
        stated = list(product.values(variant, constraint.slot))
        options = [v.options[constraint.slot] for v in product.variants if constraint.slot in v.options]
        source = source_of(product, variant, constraint.slot)
        if options:
            has = listed([lowered(value) if len(value) > 3 else value for value in dict.fromkeys(options)], "and")
            return Evidence(Kind.FIELD, f"not in {label} (it comes in {has})", source)
        if stated:
            return Evidence(Kind.FIELD, f"not {label} ({slot_name(constraint.slot)}: {listed(stated)})", source)
        return Evidence(Kind.FIELD, f"the store does not state that it is {label}", source)

    @cached_property
    def _table(self) -> VariantTable:
        return VariantTable(self._catalog)
