"""Comparing: what two to four products have in common, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from recommender.likeness import kind
from recommender.measured import most_of_all
from recommender.wording import NO_NAMES, listed, n_of, named, rating_label, slot_name, stock_text
from retrieval.catalog import Product, Variant
from retrieval.money import Money
from retrieval.quantities import Quantity, quantity
from retrieval.units import unit

NOT_STATED = "not stated"
BEST_FOR = "Best for"
NOTHING_BEST = "–"
FEWEST, MOST = 2, 4  # columns that fit side by side


class Row(NamedTuple):
    """One line of a comparison: a value a product, in the order of the products.

    `sources` are the records that say so, one a value as `Evidence.source` names them; empty where none does, or where
    the value is drawn from the rows below ("best for").
    """

    label: str
    values: tuple[str, ...]
    differs: bool
    sources: tuple[str, ...] = ()


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
    best = best_for(shown)
    rows = [
        *([_row(BEST_FOR, [", ".join(own) or NOTHING_BEST for own in best])] if any(best) else []),
        _row("Price", [_price(variant) for variant in variants], _of(variants, "price")),
        _row("Stock", [stock_text(variant.offer) for variant in variants], _of(variants, "availability")),
        _row("Rating", [_rating(product) for product in products], _of(products, "rating")),
        _row("Brand", [product.brand for product in products], _of(products, "brand")),
        _row("Kind", ["".join(kind(product)[-1:]) for product in products], _of(products, "category")),
        *(
            _row(_label(slot, names), [_buyable(product, slot) for product in products], _of(products, slot))
            for slot in options
        ),
        *(
            _row(_label(slot, names), _aligned([_listed(p, slot) for p in products]), _of(products, slot))
            for slot in attributes
        ),
    ]
    told = (row for row in rows if set(row.values) != {NOT_STATED})
    return sorted(told, key=lambda row: not row.differs)


def best_for(shown: Sequence[tuple[Product, Variant]]) -> list[list[str]]:
    """What each of the products is alone the best of all in, by what the records of all of them state.

    "the lowest price", "the best rating", "the least weight"; of a draw nobody is the best, nor is what cannot be
    bought now, and where one is silent nothing is said.
    """
    found: list[list[str]] = [[] for _ in shown]
    prices = [variant.offer.price for _, variant in shown]
    if prices.count(min(prices)) == 1:
        found[prices.index(min(prices))].append("the lowest price")
    ratings = [product.rating if product.n_reviews else None for product, _ in shown]
    stated = [rating_label(rating) for rating in ratings if rating is not None]
    if len(stated) == len(ratings):
        at = max(range(len(stated)), key=lambda n: ratings[n] or 0.0)
        if stated.count(stated[at]) == 1:
            found[at].append("the best rating")
    for at, words in most_of_all(shown):
        found[at].append(words)
    return [own if variant.offer.available else [] for own, (_, variant) in zip(found, shown, strict=True)]


class Cheapest(NamedTuple):
    """What is said of the prices of a comparison, and the product that is named last in it; both may be nothing."""

    text: str
    product_id: str


def cheapest_of(shown: Sequence[tuple[Product, Variant]]) -> Cheapest:
    """ "The Birch Tent is the cheapest at $50.00." only of one alone that can be bought; nothing where all cost the
    same."""
    if len({variant.offer.price for _, variant in shown}) < 2:
        return Cheapest("", "")
    least, price = _least(shown)
    here = [one for one in least if one[1].offer.available]
    if here == least and len(least) == 1:
        return Cheapest(f"{_the(least)} is the cheapest at {price}.", least[0][0].id)
    cost = f"{_the(least)} cost{'s' if len(least) == 1 else ''} least at {price}"
    if here == least:
        return Cheapest(f"{cost} each.", least[0][0].id)
    if here:  # a draw of which some can be bought
        gone = _the([one for one in least if one not in here])
        return Cheapest(f"{cost} each, but {_lowered(gone)} cannot be bought now.", here[0][0].id)
    left = [one for one in shown if one[1].offer.available]
    text = f"{cost}{' each' if len(least) > 1 else ''}, but cannot be bought now"
    if not left:
        return Cheapest(f"{text}.", least[0][0].id)
    best, then = _least(left)
    lie = _lowered(_the(best))
    if len(best) == len(left):
        rest = f"{lie} cost{'s' if len(best) == 1 else ''} {then}{'' if len(best) == 1 else ' each'}"
    else:
        rest = f"of what can be, {lie} cost{'s' if len(best) == 1 else ''} least at {then}"
    return Cheapest(f"{text}; {rest}.", best[0][0].id)


def _least(shown: Sequence[tuple[Product, Variant]]) -> tuple[list[tuple[Product, Variant]], Money]:
    price = min(variant.offer.price for _, variant in shown)
    return [one for one in shown if one[1].offer.price == price], price


def _the(shown: Sequence[tuple[Product, Variant]]) -> str:
    """ "The Alder Tent and the Birch Tent"."""
    said = listed([named(product.title) for product, _ in shown])
    return f"{said[:1].upper()}{said[1:]}"


def _lowered(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


def _aligned(values: Sequence[str]) -> list[str]:
    """Amounts of one kind in one unit, that of the first, where they are written in several: "1.4 kg" and "0.9 kg"."""
    found = [quantity(value) for value in values]
    told = [q for q in found if q is not None and q.is_whole and not q.sides and q.low == q.high and q.kind]
    own = {q.unit.casefold() for q in told}
    if len(told) < len([v for v in values if v]) or len({q.kind for q in told}) != 1 or len(own) < 2:
        return list(values)
    name = told[0].unit
    return [_in_unit(q, name) if q is not None else value for q, value in zip(found, values, strict=True)]


def _in_unit(amount: Quantity, name: str) -> str:
    of = unit(name)
    number = ((amount.low - of.zero) / of.factor).quantize(Decimal("0.001")).normalize()
    return f"{number:f} {name}"


def _row(label: str, values: Sequence[str], sources: Sequence[str] = ()) -> Row:
    stated = tuple(value or NOT_STATED for value in values)
    said_by = tuple(
        source if value else "" for value, source in zip(values, sources or [""] * len(values), strict=True)
    )
    return Row(label, stated, len(set(stated)) > 1, said_by if any(said_by) else ())


def _of(records: Sequence[Product | Variant], field: str) -> list[str]:
    """The field of each record, as evidence names it: `product:MH01.material`, `variant:MH01-S.price`."""
    return [f"{'variant' if isinstance(one, Variant) else 'product'}:{one.id}.{field}" for one in records]


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
