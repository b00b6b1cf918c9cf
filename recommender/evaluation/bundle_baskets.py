"""Does what belongs together foretell baskets? Products of a store's last baskets, left out and ranked among all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.next_product import target_ranks
from recommender.events import Event

HELD_OUT = 0.2  # of the baskets, the last in time
MOST_GIVEN = 3  # products of a basket that the left-out one is ranked by


@dataclass(frozen=True, slots=True)
class Basket:
    """What somebody bought at once and had not bought before, in the order of ids."""

    shopper_id: str
    products: tuple[str, ...]


def last_baskets(events: Iterable[Event]) -> tuple[list[Event], list[Basket]]:
    """All events before the last fifth of the baskets began, and of these baskets those with two products or more."""
    log = sorted(events, key=lambda event: (event.at, event.id))
    bought: dict[str, list[Event]] = {}
    for event in log:
        if event.name == "purchase" and event.basket_id:
            bought.setdefault(event.basket_id, []).append(event)
    order = sorted(bought.values(), key=lambda own: (own[0].at, own[0].id))
    held = order[round(len(order) * (1.0 - HELD_OUT)) :]
    if not held:  # too few to hold any out
        return log, []
    begins = held[0][0].at
    baskets = [Basket(own[0].shopper_id, tuple(sorted({e.product_id for e in own}))) for own in held]
    return [event for event in log if event.at < begins], [basket for basket in baskets if len(basket.products) > 1]


def basket_ranks(
    baskets: Sequence[Basket], product_ids: Sequence[str], points: Callable[[str], NDArray[np.float32]], seed: int
) -> NDArray[np.float64]:
    """The place of one drawn product of each basket among all products but the given ones, ties at their mean, by the
    sum of `points(given)`, each `(n_products,)`."""
    random = np.random.default_rng(seed)
    place = {product_id: at for at, product_id in enumerate(product_ids)}
    ranks = []
    for basket in baskets:
        known = [place[p] for p in basket.products if p in place]
        if len(known) < 2:
            continue
        target, *given = random.permutation(known)[: 1 + MOST_GIVEN].tolist()
        scores = np.sum([points(product_ids[p]) for p in given], axis=0).astype(np.float32)
        scores[given] = -np.inf
        ranks.append(target_ranks(scores[None], np.array([target], dtype=np.int32))[0])
    return np.array(ranks, dtype=np.float64)
