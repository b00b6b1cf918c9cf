"""Which things are taken together, and which are looked at in each other's place: graphs counted from events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.events import Event

HALF_LIFE_DAYS = 180.0  # as long as a taste
MOST_IN_BASKET = 60  # things; who buys more at once stocks a shop, and each pair says little
SHOPPERS = 3  # an edge that fewer different shoppers made is not told: it would be somebody's own basket
SHRINKAGE = 2.0  # baskets that chance adds: two things that met once are no rule
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Edge:
    """From one thing to another. `points` in 0-1; of `n_baskets` with the first thing, `n_together` had both (not
    decayed: they are what is told)."""

    other: str
    points: float
    n_together: int
    n_baskets: int


class Graph:
    """Directed edges, the strongest of each thing first, ties by name."""

    def __init__(self, edges: Mapping[str, Iterable[Edge]]) -> None:
        self._edges = {
            one: {e.other: e for e in sorted(found, key=lambda e: (-e.points, e.other))} for one, found in edges.items()
        }

    def __len__(self) -> int:
        """How many edges there are."""
        return sum(map(len, self._edges.values()))

    def of(self, thing: str) -> tuple[Edge, ...]:
        return tuple(self._edges.get(thing, {}).values())

    def edge(self, thing: str, other: str) -> Edge | None:
        return self._edges.get(thing, {}).get(other)


def complements(
    events: Iterable[Event], now: datetime, *, of: Callable[[str], str] | None = None, shoppers: int = SHOPPERS
) -> Graph:
    """What is bought with a thing: lift over chance, shrunk, decayed with time, and only where enough shoppers did.

    `of` says which thing a product counts as (its kind), an empty answer leaves it out; without it each is itself.
    Points are the baskets with both, over those with both and those that chance would give, stretched to 0-1
    (the lift's logarithm over the largest that it can have), times the share of the first thing's baskets that have
    both, to the power of a third: a lamp is bought with a bulb more surely than a bulb with that lamp.
    """
    return _graph([e for e in events if e.name == "purchase" and e.basket_id], now, of, shoppers)


def substitutes(events: Iterable[Event], now: datetime, *, shoppers: int = SHOPPERS) -> Graph:
    """What is looked at in the same session as a thing, and not bought with it: points of the looks, less the share
    of the sessions and baskets with both that are baskets."""
    kept = list(events)
    looks = [e for e in kept if e.name in ("view_item", "select_item") and e.basket_id]
    looked = _graph(looks, now, None, shoppers)
    bought: dict[str, set[str]] = {}
    for event in kept:
        if event.name == "purchase" and event.basket_id:
            bought.setdefault(event.product_id, set()).add(event.basket_id)
    edges: dict[str, list[Edge]] = {}
    for one in {e.product_id for e in looks}:
        for edge in looked.of(one):
            n_bought = len(bought.get(one, set()) & bought.get(edge.other, set()))
            points = edge.points * (1.0 - min(1.0, 2.0 * n_bought / edge.n_together))
            if points > 0:
                edges.setdefault(one, []).append(Edge(edge.other, points, edge.n_together, edge.n_baskets))
    return Graph(edges)


def _graph(events: list[Event], now: datetime, of: Callable[[str], str] | None, shoppers: int) -> Graph:
    baskets: dict[str, tuple[str, float, set[str]]] = {}
    for event in events:
        thing = event.product_id if of is None else of(event.product_id)
        if thing:
            age = max(0.0, (now - event.at).total_seconds() / _DAY_S)
            known = baskets.setdefault(event.basket_id, (event.shopper_id or event.basket_id, age, set()))
            known[2].add(thing)
    kept = [basket for basket in baskets.values() if len(basket[2]) <= MOST_IN_BASKET]
    things = sorted({thing for _, _, own in kept for thing in own})
    if not things:
        return Graph({})
    place = {thing: at for at, thing in enumerate(things)}
    inside = _inside([[place[t] for t in own] for _, _, own in kept], len(things))
    weights = np.array([0.5 ** (age / HALF_LIFE_DAYS) for _, age, _ in kept])
    decayed = (inside.T * weights[None]) @ inside
    counted = inside.T @ inside
    enough = _enough([who for who, _, _ in kept], inside, len(things), shoppers)
    return Graph(_edges(things, decayed.tocsr(), counted.tocsr(), enough, float(weights.sum())))


def _edges(
    things: list[str], decayed: Any, counted: Any, enough: tuple[NDArray[np.int64], NDArray[np.int64]], total: float
) -> dict[str, list[Edge]]:
    ones, others = enough
    if not ones.size:
        return {}
    alone, n_alone = decayed.diagonal(), counted.diagonal()
    both = np.asarray(decayed[ones, others]).ravel()
    n_both = np.asarray(counted[ones, others]).ravel()
    chance = alone[ones] * alone[others] / total
    lift = np.log((both + SHRINKAGE) / (chance + SHRINKAGE)) / np.log1p(total / SHRINKAGE)
    points = np.clip(lift, 0.0, 1.0) * (both / (alone[ones] + SHRINKAGE)) ** (1 / 3)
    edges: dict[str, list[Edge]] = {}
    for at in np.flatnonzero(points > 0).tolist():
        edge = Edge(things[others[at]], min(1.0, float(points[at])), int(n_both[at]), int(n_alone[ones[at]]))
        edges.setdefault(things[ones[at]], []).append(edge)
    return edges


def _enough(who: list[str], inside: Any, n_things: int, shoppers: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs, in both directions, that so many different shoppers took together."""
    numbers = {name: at for at, name in enumerate(dict.fromkeys(who))}
    whose = np.array([numbers[name] for name in who], dtype=np.int64)
    sizes = np.diff(inside.indptr)
    taken, by = [], []
    for size in np.unique(sizes[sizes > 1]).tolist():
        baskets = np.flatnonzero(sizes == size)
        own = inside.indices[inside.indptr[baskets][:, None] + np.arange(size)].astype(np.int64)
        ones, others = np.triu_indices(size, 1)
        taken.append((own[:, ones] * n_things + own[:, others]).ravel())
        by.append(np.repeat(whose[baskets], ones.size))
    if not taken:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    pairs, shopper = np.concatenate(taken), np.concatenate(by)
    order = np.lexsort((shopper, pairs))
    pairs, shopper = pairs[order], shopper[order]
    once = np.append(True, (np.diff(pairs) != 0) | (np.diff(shopper) != 0))  # a pair once for each shopper
    pairs, counts = np.unique(pairs[once], return_counts=True)
    ones, others = np.divmod(pairs[counts >= shoppers], n_things)
    return np.concatenate([ones, others]), np.concatenate([others, ones])


def _inside(baskets: list[list[int]], n_things: int) -> Any:
    from scipy.sparse import csr_array

    columns: NDArray[np.int64] = np.array([t for own in baskets for t in sorted(own)], dtype=np.int64)
    starts = np.cumsum([0, *map(len, baskets)])
    return csr_array((np.ones(columns.size), columns, starts), shape=(len(baskets), n_things))
