"""Cards: a product as it is shown, every fact read from the record at the moment of showing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cart import picture
from assistant.reply import Card, Choice, Option
from recommender.wording import stock_text
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import Constraint, Operator


def card(catalog: Catalog, variant_id: str, reason: str = "", need: Sequence[Constraint] | None = None) -> Card:
    """The card of the variant's product, showing this variant. Raises `KeyError` for an unknown variant.

    With a `need`, a size that it leaves open is not settled; without one, the variant was chosen as it is.
    """
    product, variant = catalog.variant(variant_id)
    return Card(
        product.id,
        variant.id,
        product.title,
        variant.offer.price,
        variant.offer.list_price,
        variant.offer.available,
        stock_text(variant.offer),
        options(product, variant),
        picture(product, variant),
        product.brand,
        product.rating,
        product.n_reviews,
        reason,
        product.url,
        settled=need is None or not open_sizes(product, need),
        restock_on=variant.offer.restock_on,
    )


def open_sizes(product: Product, need: Sequence[Constraint]) -> list[str]:
    """The size options of which more than one can be bought and the need names none."""
    named = {c.slot for c in need if c.required and c.operator is Operator.IS}
    slots = dict.fromkeys(slot for v in product.variants for slot in v.options)
    return [
        slot
        for slot in slots
        if is_size(slot)
        and slot not in named
        and len({v.options.get(slot) for v in product.variants if v.offer.available}) > 1
    ]


def is_size(slot: str) -> bool:
    """Whether an option must fit a body: never chosen for the shopper."""
    return slot == "size" or slot.endswith(("_size", "_sizes")) or slot in ("sizes", "waist", "inseam")


def options(product: Product, shown: Variant) -> tuple[Option, ...]:
    """Every option with all its values; each choice leads to the variant that differs from the shown one in it."""
    slots = dict.fromkeys(slot for v in product.variants for slot in v.options)
    return tuple(Option(slot, tuple(_choices(product, shown, slot))) for slot in slots)


def _choices(product: Product, shown: Variant, slot: str) -> list[Choice]:
    found = []
    for value in dict.fromkeys(v.options[slot] for v in product.variants if slot in v.options):
        wanted = {**shown.options, slot: value}
        variant = next((v for v in product.variants if dict(v.options) == wanted), None)
        found.append(
            Choice(
                value,
                variant.id if variant else "",
                bool(variant and variant.offer.available),
                shown.options.get(slot) == value,
                variant.offer.price if variant else None,
                variant.offer.restock_on if variant else None,
            )
        )
    return found
