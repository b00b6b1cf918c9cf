"""Demand: how much each product was wanted at any moment, and how new it was then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from recommender.events import Event
from recommender.scorers.popularity import EVENT_WEIGHTS

NEW_DAYS = 40.0  # half-life of being new
_DAY = 86_400.0


class Demand:
    """How much each product was wanted at any moment: its events by weight, halved every half-life. Later ones are
    not counted, so that a choice of last spring is explained by what was wanted last spring."""

    def __init__(self, events: Iterable[Event], numbers: Mapping[str, int]) -> None:
        told = sorted(
            (e.at.timestamp(), numbers[e.product_id], EVENT_WEIGHTS[e.name])
            for e in events
            if e.name in EVENT_WEIGHTS and e.product_id in numbers
        )
        self._at = np.array([t for t, _, _ in told])
        self._product = np.array([p for _, p, _ in told], dtype=np.intp)
        self._weight = np.array([w for _, _, w in told])
        self._n = len(numbers)
        self._first = np.full(self._n, np.inf)
        np.minimum.at(self._first, self._product, self._at)
        self._known: dict[tuple[int, float], NDArray[np.float64]] = {}

    def on(self, at: datetime | None, half_life: float) -> NDArray[np.float64]:
        """`(n_products,)`, 0-1: logarithm of the demand at the beginning of the day, over the largest.

        Without a moment, and for one long after the last event, that of the log's end.
        """
        day = int(self._moment(at) // _DAY)
        if (day, half_life) not in self._known:
            n = int(np.searchsorted(self._at, day * _DAY))
            weights = self._weight[:n] * 0.5 ** ((day * _DAY - self._at[:n]) / _DAY / half_life)
            found = np.log1p(np.bincount(self._product[:n], weights=weights, minlength=self._n))
            if len(self._known) > 2_000:
                self._known.clear()
            self._known[day, half_life] = found / (found.max(initial=0.0) or 1.0)
        return self._known[day, half_life]

    def newness(self, at: datetime | None) -> NDArray[np.float64]:
        """`(n_products,)`, 0-1: halved every 40 days from a product's first event; none for those of the first days."""
        since = np.where(np.isfinite(self._first), self._moment(at) - self._first, -1.0) / _DAY
        of_the_first = self._first < (self._at[0] if self._at.size else 0.0) + NEW_DAYS * _DAY
        return np.where(of_the_first | (since < 0), 0.0, 0.5 ** (np.maximum(since, 0.0) / NEW_DAYS))

    def _moment(self, at: datetime | None) -> float:
        end = float(self._at[-1]) + _DAY if self._at.size else 0.0
        return end if at is None else min(end, at.timestamp())
