"""The range as an Agentic Commerce Protocol feed: one product a line, its variants and the pictures they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product as every_combination
from typing import Any

from retrieval.sample.assortment import Assortment, Item, Kind
from retrieval.sample.description import description
from retrieval.sample.drawing import draw, look_of
from retrieval.sample.stock import availability

CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Choice:
    """One variant: its id, its options, and what they cost beyond the cheapest, in cents."""

    id: str
    options: Mapping[str, str]
    surcharge: int


def choices(item: Item) -> list[Choice]:
    """Every combination of the product's options; one without options when it has none."""
    slots = list(item.options)
    found = []
    for values in every_combination(*(item.options[slot].items() for slot in slots)):
        options = {slot: value for slot, (value, _) in zip(slots, values, strict=True)}
        surcharge = sum(int(extra * 100) for _, extra in values)
        found.append(Choice("-".join((item.id, *map(slug, options.values()))), options, surcharge))
    return found


def product_row(kind: Kind, item: Item, *, seed: int, today: date) -> dict[str, Any]:
    """The product as a line of `products.jsonl`."""
    variants = [_variant(kind, item, choice, seed=seed, today=today) for choice in choices(item)]
    media = {m["url"]: m for variant in variants for m in variant["media"]}
    return {
        "id": item.id,
        "title": item.title,
        "brand": item.brand,
        "description": {"plain": description(kind, item)},
        "categories": [{"value": kind.path, "taxonomy": "merchant"}],
        "attributes": {slot: list(values) for slot, values in item.attributes.items()},
        "media": list(media.values()),
        "variants": variants,
    }


def pictures(assortment: Assortment, kind: Kind, item: Item) -> Iterator[tuple[str, str]]:
    """Every picture that the product's variants name: its path below the feed's folder, and SVG text."""
    drawn = set()
    for choice in choices(item):
        media = _media(kind, item, choice)
        if media["url"] not in drawn:
            drawn.add(media["url"])
            yield media["url"], draw(kind, look_of(assortment, kind, item, choice.options), media["alt_text"])


def _variant(kind: Kind, item: Item, choice: Choice, *, seed: int, today: date) -> dict[str, Any]:
    cents = int(item.price * 100) + choice.surcharge
    row: dict[str, Any] = {
        "id": choice.id,
        "title": " - ".join((item.title, *([" / ".join(choice.options.values())] if choice.options else []))),
        "price": {"amount": cents, "currency": CURRENCY},
        "availability": availability(choice.id, seed=seed, today=today),
        "variant_options": [{"name": slot, "value": value} for slot, value in choice.options.items()],
        "media": [_media(kind, item, choice)],
    }
    if item.was is not None:
        row["list_price"] = {"amount": int(item.was * 100) + choice.surcharge, "currency": CURRENCY}
    return row


def _media(kind: Kind, item: Item, choice: Choice) -> dict[str, str]:
    seen = [value for slot, value in choice.options.items() if slot in kind.pictured_by]
    name = "-".join((item.id, *map(slug, seen)))
    alt_text = ", ".join((item.title, *(value.lower() for value in seen)))
    return {"type": "image", "url": f"images/{name}.svg", "alt_text": alt_text}


def slug(words: str) -> str:
    """`"140 x 70 cm"` as it stands in ids and file names: `140-x-70-cm`."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower().replace("+", " plus ")).strip("-")
