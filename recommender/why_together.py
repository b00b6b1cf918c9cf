"""Why things belong together, and what they cost as one."""

from __future__ import annotations

from itertools import combinations

from recommender.bundling import Bundle
from recommender.copurchases import CoPurchases
from recommender.evidence import Evidence, source_of
from recommender.likeness import color, relations_between
from recommender.reasons import Reason
from recommender.wording import LOW_STOCK, listed, n_of, value_phrase
from retrieval.catalog import Catalog, Product, Variant
from retrieval.columns import bounds, is_text
from retrieval.money import Money
from retrieval.query import Query

ENOUGH_TOGETHER = 3  # baskets; fewer are chance
N_TIES = 3  # that are named

Part = tuple[Product, Variant]


class WhyTogether:
    """Finds what the store's records say of a bundle's parts as a whole."""

    def __init__(self, catalog: Catalog, copurchases: CoPurchases | None = None) -> None:
        self._catalog = catalog
        self._copurchases = copurchases if copurchases is not None else CoPurchases()

    def reasons(self, bundle: Bundle, query: Query) -> tuple[list[Reason], Reason | None]:
        """What ties the parts, what all have, the total against the query's price constraint; and a drawback."""
        parts = [self._catalog.variant(part.variant_id) for part in bundle.parts]
        products = [product for product, _ in parts]
        ties = [*self._pairings(products), *self._other_ties(products)][:N_TIES]
        return [*ties, *_alike(parts), _total(bundle, parts, query)], _scarce(parts)

    def _pairings(self, products: list[Product]) -> list[Reason]:
        """ "the store pairs the Rain Jacket with the Day Pack and the Camp Mug"; none only repeats named products."""
        found = []
        paired: set[str] = set()
        for product in products:
            relations = [r for r in self._catalog.related(product.id) if r.kind in ("related", "crosssell")]
            first = {r.other_id: r for r in reversed(relations)}
            others = [o for o in products if o.id in first and not {product.id, o.id} <= paired]
            if others:
                paired |= {o.id for o in others} | {product.id}
                claim = f"the store pairs the {product.title} with {listed([f'the {o.title}' for o in others])}"
                source = " ".join(f"relation:{first[o.id].kind}:{product.id}>{o.id}" for o in others)
                found.append(Reason((Evidence("relation", claim, source),), whole=True))
        return found

    def _other_ties(self, products: list[Product]) -> list[Reason]:
        found = []
        for one, other in combinations(products, 2):
            relations = [r for r in relations_between(self._catalog, one.id, other.id) if r.kind in ("needs", "fits")]
            n = self._copurchases.n_together(one.id, other.id)
            if relations:
                verb = {"needs": "needs", "fits": "fits"}[relations[0].kind]
                first, second = (one, other) if relations[0].product_id == one.id else (other, one)
                claim = f"the {first.title} {verb} the {second.title}"
                found.append(
                    Reason((Evidence("relation", claim, f"relation:{verb}:{first.id}>{second.id}"),), whole=True)
                )
            elif n >= ENOUGH_TOGETHER:
                claim = f"the {one.title} and the {other.title} were bought together {n_of(n, 'time')}"
                found.append(Reason((Evidence("popularity", claim, f"baskets:{one.id}+{other.id}"),), whole=True))
        return found


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
    return [Reason((Evidence("field", claim, " ".join(sources)),), whole=True)]


def _total(bundle: Bundle, parts: list[Part], query: Query) -> Reason:
    price = next((c for c in query.constraints if c.slot == "price" and not is_text(c)), None)
    budget = bounds(price)[1] if price is not None else None
    claim = f"{bundle.total} together"
    if budget is not None and budget.is_finite():
        limit = Money(budget, bundle.total.currency)
        claim += f", {_against(bundle.total, limit)}"
    return Reason((Evidence("offer", claim, " ".join(f"variant:{v.id}.price" for _, v in parts)),), whole=True)


def _against(total: Money, limit: Money) -> str:
    if total == limit:
        return "all of your budget"
    return f"under your {limit}" if total < limit else f"over your {limit}"


def _scarce(parts: list[Part]) -> Reason | None:
    for product, variant in parts:
        quantity = variant.offer.quantity
        if variant.offer.available and quantity is not None and 0 < quantity <= LOW_STOCK:
            claim = f"only {quantity} left of the {product.title}"
            return Reason((Evidence("offer", claim, f"variant:{variant.id}.quantity"),))
    return None
