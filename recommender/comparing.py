"""Comparing: what two to four products have in common, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recommender.likeness import kind
from recommender.wording import NO_NAMES, n_of, rating_label, slot_name, stock_text
from retrieval.catalog import Product, Variant

NOT_STATED = "not stated"
FEWEST, MOST = 2, 4  # columns that fit side by side


class Row(NamedTuple):
    """One line of a comparison: a value a product, in the order of the products."""

    label: str
    values: tuple[str, ...]
    differs: bool


def comparison_rows(shown: Sequence[tuple[Product, Variant]], names: Mapping[str, str] = NO_NAMES) -> list[Row]:
    """Price, stock, rating, brand, kind, options and attributes of the products; differing rows first.

    Price and stock are those of the variant; an option names every value that can be bought now. What a product
    does not state reads "not stated"; what none states has no row. `names` maps slots to what people call them.
    Raises `ValueError` for fewer than two products, more than four, or one twice.
    """
    ids = [product.id for product, _ in shown]
    if not FEWEST <= len(ids) <= MOST or len(set(ids)) < len(ids):
        raise ValueError(f"Cannot compare {ids}: expected 2 to 4 different products.")
    products = [product for product, _ in shown]
    variants = [variant for _, variant in shown]
    options = dict.fromkeys(slot for product in products for variant in product.variants for slot in variant.options)
    attributes = dict.fromkeys(slot for product in products for slot in product.attributes if slot not in options)
    rows = [
        _row("Price", [_price(variant) for variant in variants]),
        _row("Stock", [stock_text(variant.offer) for variant in variants]),
        _row("Rating", [_rating(product) for product in products]),
        _row("Brand", [product.brand for product in products]),
        _row("Kind", ["".join(kind(product)[-1:]) for product in products]),
        *(_row(_label(slot, names), [_buyable(product, slot) for product in products]) for slot in options),
        *(_row(_label(slot, names), [_listed(product, slot) for product in products]) for slot in attributes),
    ]
    return sorted((row for row in rows if set(row.values) != {NOT_STATED}), key=lambda row: not row.differs)


def _row(label: str, values: Sequence[str]) -> Row:
    stated = tuple(value or NOT_STATED for value in values)
    return Row(label, stated, len(set(stated)) > 1)


def _label(slot: str, names: Mapping[str, str]) -> str:
    name = slot_name(slot, names)
    return name[:1].upper() + name[1:]


def _price(variant: Variant) -> str:
    price, was = variant.offer.price, variant.offer.list_price
    return f"{price} (was {was})" if was is not None and was > price else str(price)


def _rating(product: Product) -> str:
    if product.rating is None or product.n_reviews < 1:
        return ""
    return f"{rating_label(product.rating)} ({n_of(product.n_reviews, 'review')})"


def _buyable(product: Product, slot: str) -> str:
    """The option's values that can be bought now, in the store's order; else what the product states for it."""
    values = [v.options[slot] for v in product.variants if v.offer.available and slot in v.options]
    return ", ".join(dict.fromkeys(values)) or _listed(product, slot)


def _listed(product: Product, slot: str) -> str:
    return ", ".join(product.attributes.get(slot, ()))
