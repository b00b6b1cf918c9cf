"""Across stores: a taste carried from one store to another by what the things say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.profile import STRENGTH, standing
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.product_text import product_text

MOST = 20  # things that are carried, the latest
RECENCY = 0.85  # weight that a thing keeps for every later one
MOST_CHARACTERS = 400  # of a thing's text: title, brand, kinds and first attributes

Encode = Callable[[Sequence[str]], NDArray[np.float32]]  # `(n, dim)`, rows of length 1
Nearest = Callable[[NDArray[np.float32], int], list[tuple[str, float]]]  # product ids with their cosines, nearest first


@dataclass(frozen=True, slots=True)
class Carried:
    """What a shopper took along: texts of things with weights, the latest first. No id, no date, no price, no order:
    nothing that says who they are. `store` is where from, for the reason that is told."""

    store: str
    things: tuple[tuple[str, float], ...]


def carried(catalog: Catalog, store_name: str, shopper: Shopper) -> Carried:
    """The latest things that the shopper chose for themselves in a store, by the strength of what they did.

    `weight = strength * 0.85^(things later)`, the strongest deed of each thing. What was said no to, sent back or is
    not sold any more is left out. The shopper decides whether it is carried at all: nothing here sends it.
    """
    strongest: dict[str, float] = {}
    for event in reversed(standing(shopper.events)):
        strength = STRENGTH.get(event.name, 0.0)
        if strength > 0 and not event.recipient and event.product_id in catalog:
            strongest[event.product_id] = max(strength, strongest.get(event.product_id, 0.0))
    for product_id in shopper.dismissed():
        strongest.pop(product_id, None)
    things = [
        (product_text(catalog.product(p))[:MOST_CHARACTERS], strength * RECENCY**n)
        for n, (p, strength) in enumerate(list(strongest.items())[:MOST])
    ]
    return Carried(store_name, tuple(things))


def taste_vector(taste: Carried, encode: Encode) -> NDArray[np.float32]:
    """`(dim,)`, length 1: the weighted sum of the things' vectors; zeros where nothing was carried."""
    vectors = encode([text for text, _ in taste.things] or [""])
    if not taste.things:
        return np.zeros(vectors.shape[1], dtype=np.float32)
    summed = np.array([weight for _, weight in taste.things], dtype=np.float32) @ vectors
    return np.asarray(summed / (np.linalg.norm(summed) or 1.0), dtype=np.float32)


def suiting(taste: Carried, encode: Encode, nearest: Nearest, n: int) -> list[tuple[str, float]]:
    """The `n` products of this store that are nearest to what was carried, with their cosines; none for nothing."""
    return nearest(taste_vector(taste, encode), n) if taste.things else []
