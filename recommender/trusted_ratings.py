"""Trusted ratings: what products are rated once suspicious reviews count for less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from recommender.opinions.suspicious import Doubt
from retrieval.catalog import Catalog, Review


class Rated(NamedTuple):
    """A mean of 1 to 5 stars, and how many whole reviews it is worth."""

    stars: float
    n: float


NO_DOUBTS: Mapping[str, Rated] = MappingProxyType({})


def trusted(catalog: Catalog, reviews: Iterable[Review], doubts: Mapping[str, Doubt]) -> dict[str, Rated]:
    """The products with doubted reviews (`opinions.suspicious`), each as rated without what is doubted.

    With the store's mean R of n reviews, and d of each doubted review's word taken back,

        n' = n - sum(d),    R' = (n R - sum(d * stars)) / n'

    held within 1 to 5. Of a product of which nothing is left, nothing is known: `Rated(0, 0)`.
    """
    taken: dict[str, tuple[float, float]] = {}
    for review in reviews:
        doubt = doubts.get(review.id)
        if doubt is not None and review.product_id in catalog:
            n, stars = taken.get(review.product_id, (0.0, 0.0))
            taken[review.product_id] = (n + doubt.doubt, stars + doubt.doubt * review.rating)
    found = {}
    for product_id, (n, stars) in taken.items():
        product = catalog.product(product_id)
        if product.rating is None or product.n_reviews <= 0:
            continue
        left = product.n_reviews - n
        found[product_id] = (
            Rated(min(5.0, max(1.0, (product.n_reviews * product.rating - stars) / left)), left)
            if left > 0
            else Rated(0.0, 0.0)
        )
    return found
