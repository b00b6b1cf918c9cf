"""History overlap: what a product shares with what the shopper looked at, put in the cart and bought."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log2

import numpy as np

from recommender.copurchases import CoPurchases
from recommender.scorers.popularity import Scores
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Product
from retrieval.vocabulary import segments

RECENCY = 0.85  # weight kept for every product further back
LONGEST = 20  # products of a history that count; 0.85 ** 20 is 4 %
BOUGHT, CARTED, VIEWED = 1.0, 0.7, 0.3  # how much of a taste each shows
KIND, BRAND, VALUES, PRICE = 0.4, 0.15, 0.25, 0.2  # shares of the overlap; they sum to 1
TOGETHER = 0.4  # share of co-purchases, where the store has baskets
OWNED = 0.3  # taken off what was bought once: most things are not bought again at once
DISMISSED = 0.5  # taken off what the shopper said no to


class HistoryOverlapScorer:
    """What the shopper's own past says about a product; a guest gets zeros.

    Each product of the history weighs `w = (1 bought, 0.7 in the cart, 0.3 viewed) * 0.85 ** steps back`. The
    share of a feature is the weight of the products that have it over the weight of all. Then

        overlap  = 0.4 kind + 0.15 brand + 0.25 values + 0.2 price
        kind     = best category path of the product: mean share of its segments, from the root down
        values   = mean share of its attribute values, each weighted by its rarity log(n_products / n_with_it)
        price    = mean of max(0, 1 - |log2(price / price of the history's product)|): 0 from half or double on
        together = largest recency-weighted co-purchase likeness with a product of the history

    and `score = n / (n + 1) * (0.6 overlap + 0.4 together)`, with `n` the sum of the weights: one view is little
    to go by. Without baskets the overlap counts whole. What was bought once loses 0.3 and is not compared with
    itself; bought twice or more it is a thing that this shopper buys again. What was dismissed loses 0.5.
    """

    def __init__(self, catalog: Catalog, together: CoPurchases | None = None) -> None:
        self._catalog = catalog
        self._together = together if together is not None and len(together) else None
        n_with = Counter(value for product in catalog for value in _values(product))
        self._rarity = {value: log(len(catalog) / n) for value, n in n_with.items()}

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        past = self._past(shopper)
        dismissed = set(shopper.products("dismissed"))
        scores = np.zeros(len(product_ids), dtype=np.float64)
        if not past and not dismissed:
            return scores
        n_bought = Counter(e.product_id for e in shopper.events if e.name == "purchase")
        taste = self._taste(past)
        for row, product_id in enumerate(product_ids):
            if product_id not in self._catalog:
                continue
            owned = n_bought[product_id] == 1
            others = self._taste({other: w for other, w in past.items() if other != product_id}) if owned else taste
            score = self._likeness(self._catalog.product(product_id), others)
            scores[row] = score - OWNED * owned - DISMISSED * (product_id in dismissed)
        return np.clip(scores, -1.0, 1.0)

    def _past(self, shopper: Shopper) -> dict[str, float]:
        """Weight of each known product of the history, latest first."""
        bought = set(shopper.products("purchase"))
        in_cart: set[str] = set()
        for event in shopper.events:
            if event.name == "add_to_cart":
                in_cart.add(event.product_id)
            elif event.name == "remove_from_cart":
                in_cart.discard(event.product_id)
        known = [p for p in shopper.products("purchase", "add_to_cart", "view_item") if p in self._catalog]
        past = {}
        for steps, product_id in enumerate(known[:LONGEST]):
            weight = BOUGHT if product_id in bought else CARTED if product_id in in_cart else VIEWED
            past[product_id] = weight * RECENCY**steps
        return past

    def _taste(self, past: dict[str, float]) -> _Taste:
        n = sum(past.values())
        share: defaultdict[tuple[str, str], float] = defaultdict(float)
        prices = []
        for product_id, weight in past.items():
            product = self._catalog.product(product_id)
            for feature in _features(product):
                share[feature] += weight / n
            prices.append((_price(product), weight / n))
        return _Taste(tuple(past), n, share, tuple(prices))

    def _likeness(self, product: Product, taste: _Taste) -> float:
        if not taste.product_ids:
            return 0.0
        share = taste.share
        paths = [_prefixes(path) for path in product.categories]
        kind = max((_mean([share.get(("kind", prefix), 0.0) for prefix in path]) for path in paths), default=0.0)
        values = [(self._rarity[value], share.get(value, 0.0)) for value in _values(product)]
        rarity = sum(r for r, _ in values)
        overlap = (
            KIND * kind
            + BRAND * share.get(("brand", product.brand), 0.0)
            + VALUES * (sum(r * s for r, s in values) / rarity if rarity else 0.0)
            + PRICE * sum(w * _near(_price(product), price) for price, w in taste.prices)
        )
        sure = taste.n / (taste.n + 1)
        if self._together is None:
            return sure * overlap
        steps = enumerate(taste.product_ids)
        together = max(RECENCY**step * self._together.likeness(other, product.id) for step, other in steps)
        return sure * ((1 - TOGETHER) * overlap + TOGETHER * together)


@dataclass(frozen=True, slots=True)
class _Taste:
    """A history summed up: its products (latest first), their weight, each feature's share of it, their prices."""

    product_ids: tuple[str, ...]
    n: float
    share: Mapping[tuple[str, str], float]
    prices: tuple[tuple[float, float], ...]  # (price, share of the weight)


def _features(product: Product) -> set[tuple[str, str]]:
    found = {("kind", prefix) for path in product.categories for prefix in _prefixes(path)} | _values(product)
    return found | {("brand", product.brand)} if product.brand else found


def _prefixes(path: str) -> list[str]:
    """`"Men > Tops > Tees"` gives Men, Men > Tops, Men > Tops > Tees; campaign branches give nothing."""
    names = segments(path)
    return [" > ".join(names[: n + 1]) for n in range(len(names))]


def _values(product: Product) -> set[tuple[str, str]]:
    return {(slot, value) for slot, values in product.attributes.items() for value in values}


def _price(product: Product) -> float:
    """The lowest price of its variants; a float, because it is only ever compared by ratio."""
    return float(min(variant.offer.price.amount for variant in product.variants))


def _near(price: float, other: float) -> float:
    return max(0.0, 1.0 - abs(log2(price / other))) if price > 0 and other > 0 else 0.0


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
