"""What a store sells and says: products, variants, offers, reviews, questions, promotions, policy documents.

Names follow the Agentic Commerce Protocol (`title`, `variants`, `variant_options`, `availability`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from retrieval.money import Money

if TYPE_CHECKING:
    from retrieval.corrections import Correction

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
    before: Money | None = None  # the store's own price, where a promotion of the day lowered it to `price`


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
class Answer:
    """What somebody answered to a shopper's question; `is_store` when it was the store itself."""

    text: str
    author: str = ""
    at: datetime | None = None
    is_store: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a shopper asked about a product on its page, with the answers in the feed's order; may have none."""

    id: str
    product_id: str
    text: str
    author: str = ""
    at: datetime | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a promotion asks for; what is left empty asks nothing.

    `kinds` is for people ("tent"), `categories` are the paths they are found under. `together`: one of each of
    these, or of `product_ids`, bought at once; else any of them will do. `quantity_at_least` counts their pieces.
    """

    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    brand: str = ""
    product_ids: tuple[str, ...] = ()
    together: bool = False
    quantity_at_least: int | None = None
    subtotal_at_least: Money | None = None
    first_order: bool = False
    members_only: bool = False


NO_CONDITIONS = Conditions()


@dataclass(frozen=True, slots=True)
class Promotion:
    """A store's offer in its own words; `code` is empty when none is needed.

    `kind` says what `value` is: percent_off and member_price a percentage; amount_off and bundle_price a sum in the
    store's currency; buy_x_get_y how many of `quantity_at_least` pieces are free, the cheapest; free_shipping nothing;
    gift how many pieces of `gift_id`. An empty `kind` is an announcement of which only the words are known.
    """

    id: str
    title: str
    description: str = ""
    code: str = ""
    active: bool = True  # switched on by the store
    kind: str = ""
    value: Decimal | None = None
    gift_id: str = ""  # a product
    starts_on: date | None = None
    ends_on: date | None = None  # the last day
    conditions: Conditions = NO_CONDITIONS

    def runs(self, on: date) -> bool:
        """Whether it is switched on and has begun and not ended on this day."""
        begun = self.starts_on is None or self.starts_on <= on
        return self.active and begun and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A page of the store: about itself (`policy`: returns, delivery) or about choosing things (`guide`).

    A guide says which things it is `about` ("tent") and, in a sentence, what it tells.
    """

    id: str
    title: str
    text: str
    kind: str = "policy"
    about: tuple[str, ...] = ()
    summary: str = ""


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
        corrections: Iterable[Correction] = (),
        on: date | None = None,
    ) -> None:
        """`on` is the day whose prices the offers are; without it no promotion is counted with."""
        self._products = {product.id: product for product in products}
        self._by_variant = {
            variant.id: (product, variant) for product in self._products.values() for variant in product.variants
        }
        self.currency = currency
        self.on = on
        self.promotions = tuple(promotions)
        self.documents = tuple(documents)
        self.corrections = tuple(corrections)  # the owner's, which the products have in them already
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

    def with_changes(self, changed: Iterable[Product], removed: Collection[str] = ()) -> Catalog:
        """Another catalog that has these products, in place of their old selves or last, and not the removed ones."""
        products = {**self._products, **{product.id: product for product in changed}}
        return Catalog(
            [product for product in products.values() if product.id not in removed],
            currency=self.currency,
            relations=[relation for found in self._related.values() for relation in found],
            promotions=self.promotions,
            documents=self.documents,
            corrections=self.corrections,
            on=self.on,
        )

    def related(self, product_id: str) -> tuple[Relation, ...]:
        """Relations that start at this product, in the store's order; empty when it has none."""
        return self._related.get(product_id, ())
