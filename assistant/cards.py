"""Cards: a product as it is shown, every fact read from the record at the moment of showing."""

from __future__ import annotations

from assistant.cart import picture
from assistant.reply import Card, Choice, Option
from recommender.wording import stock_text
from retrieval.catalog import Catalog, Product, Variant


def card(catalog: Catalog, variant_id: str, reason: str = "") -> Card:
    """The card of the variant's product, showing this variant. Raises `KeyError` for an unknown variant."""
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
    )


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
            )
        )
    return found
