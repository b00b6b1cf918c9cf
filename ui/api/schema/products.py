"""Products over the wire: whole, under the names of ACP and UCP, and as a card. Money is in minor units."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from ui.api.schema.wire import Out


class Price(Out):
    amount: int = Field(description="in minor units: 7900 is $79.00")
    currency: str = Field(description="ISO 4217")
    display: str = Field(description="as a shopper reads it")


class Availability(Out):
    available: bool
    status: str = ""
    quantity: int | None = None
    restock_on: date | None = None
    display: str = ""


class Media(Out):
    type: Literal["image"] = "image"
    url: str = Field(description="on this server; `?w=160`, `480` or `960` gives a thumbnail")
    alt_text: str = ""


class VariantOption(Out):
    name: str
    value: str


class Rating(Out):
    value: float
    count: int


class Category(Out):
    value: str


class Description(Out):
    plain: str


class Variant(Out):
    id: str
    title: str
    price: Price
    list_price: Price | None = None
    availability: Availability
    variant_options: tuple[VariantOption, ...] = ()
    media: tuple[Media, ...] = ()
    sku: str = ""


class Product(Out):
    id: str
    title: str
    description: Description
    url: str = ""
    brand: str = ""
    categories: tuple[Category, ...] = ()
    media: tuple[Media, ...] = ()
    attributes: dict[str, tuple[str, ...]] = Field(default={})
    rating: Rating | None = None
    variants: tuple[Variant, ...]


class Choice(Out):
    value: str
    variant_id: str = Field(description="the variant with this value and the card's other options; empty without one")
    available: bool
    selected: bool
    price: Price | None = None


class OptionPicker(Out):
    name: str
    choices: tuple[Choice, ...]


class Card(Out):
    """A product as shown, with the variant that fits best."""

    id: str = Field(description="of the product")
    variant_id: str
    title: str
    brand: str = ""
    url: str = ""
    media: tuple[Media, ...] = ()
    price: Price
    list_price: Price | None = Field(default=None, description="the was-price, above `price`")
    availability: Availability
    options: tuple[OptionPicker, ...] = ()
    rating: Rating | None = None
    reason: str = ""
    settled: bool = Field(default=True, description="false while a size is open: ask before adding `variant_id`")
