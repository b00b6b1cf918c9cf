"""Features of a choice: what speaks for each of the store's products for this shopper at this moment, as numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from recommender.again import Again
from recommender.demand import Demand
from recommender.product_values import DEPARTMENT, PRIOR, ProductValues
from recommender.profile import Profile, Profiler
from recommender.profile_features import KIND, LOWER, PRICE, UPPER, leaf, lowest_price
from recommender.scorers.popularity import Scorer, ratings
from recommender.shopper import Shopper
from recommender.trusted_ratings import NO_DOUBTS, Rated
from retrieval.catalog import Catalog, Product, Variant

Matrix = NDArray[np.float32]

HALF_LIVES = {"demand": 14.0, "popularity": 120.0}  # days


class ChoiceFeatures:
    """`of(shopper)`: a row for each product, a column for each name.

    `taste:SLOT` is the logarithm of how much more of the product's value the shopper took than chance has it: of
    kinds `log((c + a u) / ((C + a) u))`, c the kind's weight in the profile, C that of all kinds, u how usual it is,
    a = 0.5 purchases; of brands, colors and all else `log((c + a) / (e + a))`, e what is expected of one who takes
    the same kinds without caring, so that tents of the one brand that makes tents say nothing of the brand. Of several
    values the best counts. What the shopper said no to is taken off by its weight. `session:` is the same of the
    conversation that goes on. Tastes, what is owned, due or said no to come from the profile, so that what was
    forgotten says nothing; `seen`, and what this conversation carted or left, are read off the events. Scorers say
    their calibrated score under their names.
    """

    def __init__(
        self,
        catalog: Catalog,
        profiler: Profiler,
        demand: Demand,
        again: Again,
        scorers: Mapping[str, Scorer],
        *,
        trusted: Mapping[str, Rated] = NO_DOUBTS,
    ) -> None:
        """`trusted`: what products with suspicious reviews count as rated."""
        products = list(catalog)
        self.product_ids = tuple(product.id for product in products)
        self.rows = {product_id: row for row, product_id in enumerate(self.product_ids)}
        self._profiler, self._demand, self._again, self._scorers = profiler, demand, again, dict(scorers)
        self._leaves = [leaf(product) for product in products]
        self._kinds = sorted(set(self._leaves) - {""})
        number = {kind: n for n, kind in enumerate(self._kinds)}
        self._kind = np.array([number.get(kind, -1) for kind in self._leaves], dtype=np.intp)
        self._values = ProductValues(products, profiler)
        rated = ratings(catalog, trusted)
        self._static = np.column_stack(
            [
                [rated[p.id] for p in products],
                [float(any(v.offer.available for v in p.variants)) for p in products],
                [max(map(_share_off, p.variants), default=0.0) for p in products],
            ]
        ).astype(np.float32)
        self._level = _levels(products, self._leaves)
        self.names: tuple[str, ...] = (
            "rating", "stock", "offer", *HALF_LIVES, "new", "again", "owned", "seen", "no", "due",
            "price fit", "session:focus", "session:in cart", "session:left", "session:kind", "session:values",
            "like no",
            *(f"taste:{slot}" for slot in self._values.slots), *self._scorers,
        )  # fmt: skip

    def of(self, shopper: Shopper, rows: NDArray[np.intp] | None = None) -> Matrix:
        """`(n_rows, n_names)` float32 of the products in `rows`, of all without it; `now` is the shopper's."""
        rows = np.arange(len(self.rows)) if rows is None else rows
        profile = self._profiler.profile(shopper)
        at = shopper.now or (shopper.events[-1].at if shopper.events else None)
        columns: list[NDArray[np.floating]] = list(self._static[rows].T)
        for half_life in HALF_LIVES.values():
            columns.append(self._demand.on(at, half_life)[rows])
        columns.append(self._demand.newness(at)[rows])
        columns += [column[rows] for column in self._of_past(shopper, profile)]
        level = profile.taste.weights
        low, high = level.get((PRICE, LOWER), 0.0), level.get((PRICE, UPPER), 0.0)
        own = (high - low) / (abs(high) + abs(low) + 2 * PRIOR)
        columns.append(-((self._level[rows] - own) ** 2) if profile.taste.n else np.zeros(rows.size))
        columns += [column[rows] for column in self._of_session(shopper, profile)]
        now = self._values.lifts(profile.session, rows)
        columns.append(now[:, self._values.kind] if self._values.kind >= 0 else np.zeros(rows.size))
        rest = [n for n, slot in enumerate(self._values.slots) if slot not in (KIND, DEPARTMENT)]
        columns.append(now[:, rest].sum(axis=1))
        turned_down = [self._values.turned_down(taste, rows) for taste in (profile.session, profile.taste)]
        columns.append(np.minimum(*turned_down))
        columns += list(self._values.lifts(profile.taste, rows).T)
        ids = [self.product_ids[row] for row in rows]
        columns += [scorer.score(ids, shopper) for scorer in self._scorers.values()]
        return np.column_stack(columns).astype(np.float32)

    def _of_past(self, shopper: Shopper, profile: Profile) -> list[NDArray[np.float64]]:
        again, owned, seen, no, due = (np.zeros(len(self.rows)) for _ in range(5))
        bought: dict[str, datetime] = {}
        for event in shopper.events:
            row = self.rows.get(event.product_id)
            if row is None or event.recipient != shopper.recipient:
                continue
            if event.name != "shown":
                seen[row] = 1.0
            if event.name == "purchase" and event.product_id in profile.owned:
                bought[self._leaves[row]] = event.at
        for kind, at in bought.items():
            if kind and shopper.now:
                again[self._kind == self._kinds.index(kind)] = self._again.of(kind, shopper.now - at)
        for product_id in profile.owned.keys() & self.rows.keys():
            owned[self.rows[product_id]] = 1.0
        for product_id in profile.dismissed.keys() & self.rows.keys():
            no[self.rows[product_id]] = 1.0
        for key, rhythm in profile.rhythms.items():
            row = self.rows.get(key.removeprefix("product:"))
            if row is not None:
                due[row] = rhythm.need(profile.today)
        return [again, owned, seen, no, due]

    def _of_session(self, shopper: Shopper, profile: Profile) -> list[NDArray[np.float64]]:
        """The kind looked at last, kinds that are in the cart already, and kinds that were looked at and left."""
        focus, in_cart, left = (np.zeros(len(self.rows)) for _ in range(3))
        last = -1
        for event in shopper.events if profile.session.n else ():
            row = self.rows.get(event.product_id)
            if event.basket_id != shopper.session_id or row is None or self._kind[row] < 0:
                continue
            kind = self._kind[row]
            if event.name == "add_to_cart":
                in_cart[self._kind == kind] = 1.0
                last = -1 if last == kind else last
            elif event.name in ("view_item", "select_item", "liked"):
                left[self._kind == kind] = 1.0
                last = kind
        if last >= 0 and profile.session.weights.get((KIND, self._kinds[last]), 0.0) > 0:
            focus[self._kind == last] = 1.0
        return [focus, in_cart, np.maximum(left - focus - in_cart, 0.0)]


def _levels(products: Sequence[Product], leaves: Sequence[str]) -> NDArray[np.float64]:
    """`(n_products,)`, -1 to 1: the place of each price among those of its kind."""
    prices = np.array([lowest_price(product) for product in products])
    found = np.zeros(len(products))
    of = defaultdict(list)
    for row, kind in enumerate(leaves):
        of[kind].append(row)
    for rows in of.values():
        own = prices[rows]
        in_order = np.sort(own)
        below = np.searchsorted(in_order, own, side="left")
        above = own.size - np.searchsorted(in_order, own, side="right")
        found[rows] = (below - above) / max(1, own.size - 1)
    return found


def _share_off(variant: Variant) -> float:
    offer = variant.offer
    was = offer.list_price
    return float(1 - offer.price.amount / was.amount) if was is not None and was.amount > offer.price.amount else 0.0
