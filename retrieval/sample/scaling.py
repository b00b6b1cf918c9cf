"""More products than anybody could write: variations of the range, to measure speed with, not to shop in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from retrieval.sample.assortment import Assortment, Item, Kind
from retrieval.sample.products import product_row
from retrieval.sample.slots import Slot

_STARTS = ("Al", "Bar", "Cor", "Dun", "El", "Far", "Gar", "Hol", "Is", "Jor", "Kel", "Lor", "Mar", "Nor", "Os", "Per")
_ENDS = (
    "dale",
    "den",
    "fell",
    "ford",
    "ham",
    "ley",
    "low",
    "mere",
    "more",
    "nock",
    "ran",
    "stow",
    "ton",
    "vale",
    "wick",
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def scaled_rows(assortment: Assortment, n: int, *, seed: int, today: date) -> Iterator[dict[str, Any]]:
    """`n` lines for `products.jsonl` beyond the range: another name, brand, price and other measures each.

    They have no pictures. The kinds come in the range's own proportions; the same seed gives the same rows.
    """
    written = list(assortment.items())
    chance = Random(f"scaling:{seed}")
    brands = {
        kind.name: sorted({item.brand for item in kind.items}) for kind in assortment.kinds.values() if kind.items
    }
    for at in range(n):
        kind, item = written[chance.randrange(len(written))]
        row = product_row(
            kind, _varied(item, kind, at, brands[kind.name], assortment.slots, chance), seed=seed, today=today
        )
        for owner in (row, *row["variants"]):
            owner["media"] = []
        yield row


def _varied(item: Item, kind: Kind, at: int, brands: list[str], slots: Mapping[str, Slot], chance: Random) -> Item:
    name = chance.choice(_STARTS) + chance.choice(_ENDS)
    factor = Decimal(chance.randint(70, 150)) / 100
    return replace(
        item,
        id=f"{item.id}-{at + 1}",
        title=f"{name} {at + 1} {kind.name[0].upper()}{kind.name[1:]}",
        brand=chance.choice(brands),
        price=(item.price * factor).quantize(Decimal("0.01")),
        was=(item.was * factor).quantize(Decimal("0.01")) if item.was else None,
        line=f"A {kind.name} of the {name} line.",
        attributes={
            slot: tuple(_measured(value, chance) for value in values) if slots[slot].units else values
            for slot, values in item.attributes.items()
        },
        replaces="",
    )


def _measured(value: str, chance: Random) -> str:
    """The measure, up to a quarter more or less, with as many decimals as it had; spans stay as they are."""
    numbers = _NUMBER.findall(value)
    if len(numbers) != 1:
        return value
    digits = len(numbers[0].partition(".")[2])
    varied = max(float(numbers[0]) * chance.uniform(0.75, 1.25), 10.0**-digits)
    return _NUMBER.sub(f"{varied:.{digits}f}", value, count=1)
