"""What a store sells and says: products, variants, offers, reviews, promotions, policy documents.

Names follow the Agentic Commerce Protocol (`title`, `variants`, `variant_options`, `availability`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from retrieval.money import Money

NO_VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType({})
NO_OPTIONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Offer:
    """Price and stock of a variant now."""

    price: Money
    list_price: Money | None = None  # the was-price, when it is above `price`
    available: bool = True
    status: str = "in_stock"  # in_stock, out_of_stock, preorder, backorder, unknown
    quantity: int | None = None  # units in stock; None: the feed does not say
    restock_on: date | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One SKU. `options` maps a slot to its value: `{"size": "M", "color": "Blue"}`."""

    id: str
    title: str
    offer: Offer
    options: Mapping[str, str] = field(default_factory=lambda: NO_OPTIONS)
    sku: str = ""
    media: tuple[str, ...] = ()  # paths below the store's folder


@dataclass(frozen=True, slots=True)
class Product:
    """What people talk about; it has at least one variant.

    `categories` are paths such as `"Men > Tops > Tees"`, most important first. `attributes` maps a slot
    (lower snake case) to its values. `url` is the product's page in the shop.
    """

    id: str
    title: str
    variants: tuple[Variant, ...]
    brand: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_VALUES)
    media: tuple[str, ...] = ()
    url: str = ""
    rating: float | None = None  # mean of the store's reviews, 1-5; None without reviews
    n_reviews: int = 0

    def values(self, variant: Variant, slot: str) -> tuple[str, ...]:
        """What `variant` has for `slot`: its own option if it has one, else the product's attribute."""
        if slot == "brand":
            return (self.brand,) if self.brand else ()
        own = variant.options.get(slot)
        return (own,) if own is not None else self.attributes.get(slot, ())


@dataclass(frozen=True, slots=True)
class Review:
    id: str
    product_id: str
    rating: int  # 1-5
    title: str = ""
    body: str = ""
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promotion:
    """A store's offer in its own words; `code` is empty when none is needed."""

    id: str
    title: str
    description: str = ""
    code: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A page of the store about itself: returns, delivery, privacy."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """`product_id` is related to `other_id`; kind is related, upsell, crosssell, needs, fits or replaces."""

    kind: str
    product_id: str
    other_id: str


class Catalog:
    """All products of a store in memory, found by product id or variant id."""

    def __init__(
        self,
        products: Iterable[Product],
        *,
        currency: str,
        relations: Iterable[Relation] = (),
        promotions: Iterable[Promotion] = (),
        documents: Iterable[PolicyDocument] = (),
    ) -> None:
        self._products = {product.id: product for product in products}
        self._by_variant = {
            variant.id: (product, variant) for product in self._products.values() for variant in product.variants
        }
        self.currency = currency
        self.promotions = tuple(promotions)
        self.documents = tuple(documents)
        related: dict[str, list[Relation]] = {}
        for relation in relations:
            if relation.product_id in self._products and relation.other_id in self._products:
                related.setdefault(relation.product_id, []).append(relation)
        self._related = {product_id: tuple(found) for product_id, found in related.items()}

    def __len__(self) -> int:
        return len(self._products)

    def __iter__(self) -> Iterator[Product]:
        return iter(self._products.values())

    def __contains__(self, product_id: object) -> bool:
        return product_id in self._products

    @property
    def n_variants(self) -> int:
        return len(self._by_variant)

    def product(self, product_id: str) -> Product:
        """Raises `KeyError` for an id the store does not have."""
        return self._products[product_id]

    def variant(self, variant_id: str) -> tuple[Product, Variant]:
        """The variant and its product. Raises `KeyError` for an id the store does not have."""
        return self._by_variant[variant_id]

    def has_variant(self, variant_id: str) -> bool:
        return variant_id in self._by_variant

    def related(self, product_id: str) -> tuple[Relation, ...]:
        """Relations that start at this product, in the store's order; empty when it has none."""
        return self._related.get(product_id, ())
