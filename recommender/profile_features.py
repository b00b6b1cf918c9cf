"""Features: what a product says about the taste of who chooses it: kinds, brand, values, price for its kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from math import log

from retrieval.catalog import Catalog, Product
from retrieval.vocabulary import segments

Feature = tuple[str, str]  # (slot, value): ("color", "Green"), ("brand", "Tarn")
KIND, BRAND, PRICE = "category", "brand", "price"  # slots of features that are no attribute
LOWER, MIDDLE, UPPER = "lower", "middle", "upper"  # thirds of the prices of a kind
ENOUGH_PRICES = 6  # products of a kind; the thirds of fewer say nothing


class Features:
    """Features of the catalog's products, and how usual each is. Immutable; safe from several threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        # Of a product that was chosen: every profile asks it for every event.
        self.chosen = lru_cache(maxsize=20_000)(self._chosen)
        prices: dict[str, list[float]] = {}
        for product in catalog:
            for kind in kinds(product):
                prices.setdefault(kind, []).append(lowest_price(product))
        self._prices = {kind: sorted(found) for kind, found in prices.items() if len(found) >= ENOUGH_PRICES}
        self._of = {product.id: self._features(product) for product in catalog}
        n_with: Counter[Feature] = Counter()
        n_stating: Counter[str] = Counter()
        for own in self._of.values():
            n_with.update(own)
            n_stating.update({slot for slot, _ in own})
        n = max(1, len(self._of))
        self._rarity = {feature: log(n / n_own) for feature, n_own in n_with.items()}
        self._usual = {(slot, value): n_own / n_stating[slot] for (slot, value), n_own in n_with.items()}

    def of(self, product_id: str) -> frozenset[Feature]:
        """Of a product as it can be chosen: values of all its variants. Empty for a product the store has not."""
        return self._of.get(product_id, frozenset())

    def _chosen(self, product_id: str, variant_id: str) -> frozenset[Feature]:
        """Of a product that was chosen: of options that differ between variants only those of the variant, if known."""
        own = self.of(product_id)
        if not own:
            return own
        product = self._catalog.product(product_id)
        open_slots = {slot for variant in product.variants for slot in variant.options}
        variant = next((v for v in product.variants if v.id == variant_id), None)
        if variant is None and len(product.variants) == 1:
            variant = product.variants[0]
        kept = {(slot, value) for slot, value in own if slot not in open_slots}
        return frozenset(kept | (set(variant.options.items()) if variant else set()))

    def rarity(self, feature: Feature) -> float:
        """`log(n_products / n_with_it)`; 0 for what no product has."""
        return self._rarity.get(feature, 0.0)

    def usual(self, feature: Feature) -> float:
        """The share of the products that state the slot which have the value; 0 for what no product has."""
        return self._usual.get(feature, 0.0)

    @cached_property
    def kinds_with(self) -> Mapping[Feature, frozenset[str]]:
        """The narrowest kinds of the products that have each feature."""
        found: defaultdict[Feature, set[str]] = defaultdict(set)
        for own in self._of.values():
            paths = [value for slot, value in own if slot == KIND]
            own_kinds = {path for path in paths if not any(other.startswith(f"{path} > ") for other in paths)}
            for feature in own:
                found[feature] |= own_kinds
        return {feature: frozenset(some) for feature, some in found.items()}

    def known(self) -> Mapping[Feature, float]:
        """Every feature that a product has, with how usual it is."""
        return self._usual

    def _features(self, product: Product) -> frozenset[Feature]:
        found = {(KIND, kind) for kind in kinds(product)}
        found |= {(slot, value) for slot, values in product.attributes.items() for value in values}
        found |= {item for variant in product.variants for item in variant.options.items()}
        if product.brand:
            found.add((BRAND, product.brand))
        band = self._band(product)
        return frozenset(found | {(PRICE, band)} if band else found)

    def _band(self, product: Product) -> str:
        """Which third of the prices of the most special kind with enough of them; empty where all cost the same."""
        price = lowest_price(product)
        for kind in sorted(kinds(product), key=lambda kind: (-kind.count(">"), kind)):
            prices = self._prices.get(kind)
            if prices and prices[0] < prices[-1]:
                place = (bisect_left(prices, price) + bisect_right(prices, price)) / 2 / len(prices)
                return LOWER if place < 1 / 3 else UPPER if place > 2 / 3 else MIDDLE
        return ""


def kinds(product: Product) -> list[str]:
    """Its category paths and all above them: `"Men > Tops"` gives Men, Men > Tops; campaign branches give nothing."""
    found = [prefix for path in product.categories for prefix in prefixes(path)]
    return list(dict.fromkeys(found))


def prefixes(path: str) -> list[str]:
    """`"Men > Tops > Tees"` gives Men, Men > Tops, Men > Tops > Tees."""
    names = segments(path)
    return [" > ".join(names[: n + 1]) for n in range(len(names))]


def leaf(product: Product) -> str:
    """The category path that says what the product is; empty without one."""
    return next((own[-1] for own in map(prefixes, product.categories) if own), "")


def lowest_price(product: Product) -> float:
    """The lowest price of its variants; a float, because it is only ever compared."""
    return float(min(variant.offer.price.amount for variant in product.variants))
