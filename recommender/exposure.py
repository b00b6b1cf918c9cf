"""Who gets the places: how often products are shown, by whatever groups a shop wants to be fair to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.sequences import Sequences
from retrieval.catalog import Catalog

NEWNESS = ((0, "nobody took it"), (4, "1-4 took it"), (19, "5-19 took it"), (99, "20-99 took it"))
OFTEN = "100 or more took it"
PRICE_THIRDS = ("lower third of prices", "middle third of prices", "upper third of prices")


@dataclass(frozen=True, slots=True)
class GroupExposure:
    """`of_products` and `of_places` are shares, 0-1: what the group is of the range, and of all places in lists."""

    group: str
    n_products: int
    of_products: float
    of_places: float

    @property
    def ratio(self) -> float:
        """1 where a group is shown as often as its size says; 2 twice as often."""
        return self.of_places / self.of_products


def exposure_by(shown: NDArray[np.int64], groups: Sequence[str]) -> list[GroupExposure]:
    """A row for each group, by name. `shown` `(n_products,)`: how often each product had a place; `groups[i]` is the
    group of product i, "" for none, which counts in the shares and gets no row."""
    numbers: dict[str, list[int]] = {}
    for product, group in enumerate(groups):
        if group:
            numbers.setdefault(group, []).append(product)
    places = max(1, int(shown.sum()))
    return [
        GroupExposure(group, len(products), len(products) / len(groups), float(shown[products].sum()) / places)
        for group, products in sorted(numbers.items())
    ]


def by_newness(sequences: Sequences) -> list[str]:
    """Each product's group by how many took it so far: new ones need their first audience."""
    return [next((name for most, name in NEWNESS if taken <= most), OFTEN) for taken in sequences.counts().tolist()]


def by_brand(catalog: Catalog, product_ids: Sequence[str]) -> list[str]:
    """Each product's brand, "" where the store names none."""
    return [catalog.product(product_id).brand for product_id in product_ids]


def by_price(catalog: Catalog, product_ids: Sequence[str]) -> list[str]:
    """Each product's third of the range by its lowest price."""
    prices = [min((v.offer.price.amount for v in catalog.product(id_).variants), default=None) for id_ in product_ids]
    known = sorted(price for price in prices if price is not None)
    edges = (known[len(known) // 3], known[2 * len(known) // 3]) if known else ()
    return ["" if price is None else PRICE_THIRDS[sum(price >= edge for edge in edges)] for price in prices]


def widest(rows: Sequence[GroupExposure], n: int) -> list[GroupExposure]:
    """The `n` groups with the most products: a store may have a thousand brands."""
    return sorted(rows, key=lambda row: (-row.n_products, row.group))[:n]
