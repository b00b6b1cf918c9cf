"""Why things belong together, and what they cost as one."""

from __future__ import annotations

from recommender.bundling import Bundle
from recommender.copurchases import CoPurchases
from recommender.evidence import Evidence, Kind, relation_source, source_of
from recommender.likeness import color
from recommender.reasons import Reason
from recommender.ties import is_no_chance
from recommender.wording import LOW_STOCK, listed, n_of, named, value_phrase
from retrieval.catalog import Catalog, Product, Variant
from retrieval.columns import bounds, is_text
from retrieval.money import Money
from retrieval.query import Query

ENOUGH_TOGETHER = 3  # baskets; fewer are chance
N_TIES = 2  # that are named

Part = tuple[Product, Variant]
Tie = tuple[set[str], Evidence]  # the ids of the products it joins, and what is said of them


class WhyTogether:
    """Finds what the store's records say of a bundle's parts as a whole."""

    def __init__(self, catalog: Catalog, copurchases: CoPurchases | None = None) -> None:
        self._catalog = catalog
        self._copurchases = copurchases if copurchases is not None else CoPurchases()

    def reasons(self, bundle: Bundle, query: Query) -> tuple[list[Reason], Reason | None]:
        """What ties the parts, what all have, the total against the query's price constraint; and a drawback."""
        parts = [self._catalog.variant(part.variant_id) for part in bundle.parts]
        return [*self._ties([product for product, _ in parts]), *_alike(parts), _total(bundle, parts, query)], _scarce(
            parts
        )

    def _ties(self, products: list[Product]) -> list[Reason]:
        """At most two; one that only joins what others have joined already says nothing new."""
        found = [
            tie for find in (self._needed, self._paired, self._bought) for p in products for tie in find(p, products)
        ]
        ties: list[Reason] = []
        joined: set[str] = set()
        for ids, evidence in found:
            if not ids <= joined and len(ties) < N_TIES:
                joined |= ids
                ties.append(Reason((evidence,), whole=True))
        return ties

    def _needed(self, product: Product, products: list[Product]) -> list[Tie]:
        """ "the Lamp needs the Bulb", "the Shade fits the Lamp"."""
        other = {p.id: p for p in products if p.id != product.id}
        own = named(product.title)
        relations = [
            r for r in self._catalog.related(product.id) if r.kind in ("needs", "fits") and r.other_id in other
        ]
        return [
            (
                {product.id, r.other_id},
                Evidence(Kind.RELATION, f"{own} {r.kind} {named(other[r.other_id].title)}", relation_source(r)),
            )
            for r in relations
        ]

    def _paired(self, product: Product, products: list[Product]) -> list[Tie]:
        """ "the store pairs the Rain Jacket with the Day Pack and the Camp Mug"."""
        relations = [r for r in self._catalog.related(product.id) if r.kind in ("related", "crosssell")]
        first = {r.other_id: r for r in reversed(relations)}
        others = [p for p in products if p.id in first and p.id != product.id]
        if not others:
            return []
        claim = f"the store pairs {named(product.title)} with {listed([named(o.title) for o in others])}"
        source = " ".join(relation_source(first[o.id]) for o in others)
        return [({product.id, *(o.id for o in others)}, Evidence(Kind.RELATION, claim, source))]

    def _bought(self, product: Product, products: list[Product]) -> list[Tie]:
        """ "shoppers bought the Lamp with the Shade (12 times) and the Plug (4 times)"."""
        counts = [(o, self._copurchases.n_together(product.id, o.id)) for o in products if o.id != product.id]
        often = [
            (o, n) for o, n in counts if n >= ENOUGH_TOGETHER and is_no_chance(self._copurchases, product.id, o.id)
        ]
        if not often:
            return []
        counted = [f"{named(o.title)} ({n_of(n, 'time')})" for o, n in often]
        claim = f"shoppers bought {named(product.title)} with {listed(counted)}"
        source = " ".join(f"baskets:{product.id}+{o.id}" for o, _ in often)
        return [({product.id, *(o.id for o, _ in often)}, Evidence(Kind.TOGETHER, claim, source))]


def _alike(parts: list[Part]) -> list[Reason]:
    """What all parts have in common, in one clause: "both in blue and by Tarn"."""
    stated = {
        "color": {color(variant) for _, variant in parts},
        "brand": {product.brand for product, _ in parts},
        "gender": {" ".join(product.attributes.get("gender", ())) for product, _ in parts},
    }
    shared = {slot: values.pop() for slot, values in stated.items() if len(values) == 1 and values != {""}}
    phrases = [value_phrase(slot, value) for slot, value in shared.items() if " " not in value or slot != "gender"]
    if len(parts) < 2 or not phrases:
        return []
    claim = f"{'both' if len(parts) == 2 else 'all'} {listed(phrases)}"
    sources = [source_of(product, variant, slot) for slot in shared for product, variant in parts]
    return [Reason((Evidence(Kind.FIELD, claim, " ".join(sources)),), whole=True)]


def _total(bundle: Bundle, parts: list[Part], query: Query) -> Reason:
    price = next((c for c in query.constraints if c.slot == "price" and not is_text(c)), None)
    budget = bounds(price)[1] if price is not None else None
    claim = f"{bundle.total} together"
    if budget is not None and budget.is_finite():
        limit = Money(budget, bundle.total.currency)
        claim += f", {_against(bundle.total, limit)}"
    return Reason((Evidence(Kind.OFFER, claim, " ".join(f"variant:{v.id}.price" for _, v in parts)),), whole=True)


def _against(total: Money, limit: Money) -> str:
    if total == limit:
        return "all of your budget"
    return f"under your {limit}" if total < limit else f"over your {limit}"


def _scarce(parts: list[Part]) -> Reason | None:
    for product, variant in parts:
        quantity = variant.offer.quantity
        if variant.offer.available and quantity is not None and 0 < quantity <= LOW_STOCK:
            claim = f"only {quantity} left of {named(product.title)}"
            return Reason((Evidence(Kind.OFFER, claim, f"variant:{variant.id}.quantity"),))
    return None
