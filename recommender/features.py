"""Features of a choice: what speaks for each of the store's products for this shopper at this moment, as numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import log

import numpy as np
from numpy.typing import NDArray

from recommender.events import Event
from recommender.profile import Profile, Profiler, Taste
from recommender.profile_features import BRAND, KIND, LOWER, PRICE, UPPER, Feature, leaf, prefixes
from recommender.scorers.popularity import Scorer, ratings
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Product, Variant

Matrix = NDArray[np.float32]

MOST_SLOTS, MOST_VALUES = 20, 8  # slots that most products state; values of one product in one slot
PRIOR = 0.5  # purchases that what is usual in the store counts for, before a taste is believed
NEW_DAYS = 40.0  # half-life of being new
HALF_LIVES = {"demand": 14.0, "popularity": 120.0}  # days
DEMAND: Mapping[str, float] = {"view_item": 1.0, "add_to_cart": 3.0, "purchase": 6.0}
AGES = (3, 10, 30, 60, 120, 240)  # days since a kind was last bought: edges of the buckets
_PRIOR_AGAIN = 8.0  # looks that the store's mean counts for, before a kind's own rhythm is believed
_DEPARTMENT = "department"
_DAY = 86_400.0


class Demand:
    """How much each product was wanted at any moment: its events by weight, halved every half-life. Later ones are
    not counted, so that a choice of last spring is explained by what was wanted last spring."""

    def __init__(self, events: Iterable[Event], numbers: Mapping[str, int]) -> None:
        told = sorted(
            (e.at.timestamp(), numbers[e.product_id], DEMAND[e.name])
            for e in events
            if e.name in DEMAND and e.product_id in numbers
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


class Again:
    """How much more, or less, is looked at of a kind, the longer ago it was bought: a logarithm, counted from events.

    Looks at the kind over those expected from what each shopper looked at before, by kind and days since the last
    purchase of it; little evidence is drawn to what holds for all kinds.
    """

    def __init__(self, lift: Mapping[str, Sequence[float]]) -> None:
        self.lift = {kind: tuple(of) for kind, of in lift.items()}

    @staticmethod
    def counted(events: Mapping[str, Sequence[Event]], kinds: Mapping[str, str]) -> Again:
        hits: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * (len(AGES) + 1))
        expected: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * (len(AGES) + 1))
        n_kinds = len(set(kinds.values())) or 1
        for own in events.values():
            bought: dict[str, datetime] = {}
            looked: Counter[str] = Counter()
            for event in own:
                kind = kinds.get(event.product_id)
                if kind is None:
                    continue
                if event.name == "purchase":
                    bought[kind] = event.at
                elif event.name == "view_item":
                    for other, at in bought.items():
                        bucket = _bucket(event.at - at)
                        expected[other][bucket] += (looked[other] + 0.5) / (looked.total() + 0.5 * n_kinds)
                        hits[other][bucket] += other == kind
                    looked[kind] += 1
        return Again(_lifts(hits, expected))

    def of(self, kind: str, since: timedelta) -> float:
        found = self.lift.get(kind)
        return found[_bucket(since)] if found else 0.0


def _lifts(hits: Mapping[str, list[float]], expected: Mapping[str, list[float]]) -> dict[str, list[float]]:
    buckets = range(len(AGES) + 1)
    usual = [(sum(of[b] for of in hits.values()) + 1) / (sum(of[b] for of in expected.values()) + 1) for b in buckets]
    return {
        kind: [log((hits[kind][b] + _PRIOR_AGAIN * usual[b]) / (expected[kind][b] + _PRIOR_AGAIN)) for b in buckets]
        for kind in sorted(hits)
    }


def _bucket(since: timedelta) -> int:
    return bisect_right(AGES, since.total_seconds() / _DAY)


class ChoiceFeatures:
    """`of(shopper)`: a row for each product, a column for each name.

    `taste:SLOT` is the logarithm of how much more of the product's value the shopper took than chance has it: of
    kinds `log((c + a u) / ((C + a) u))`, c the kind's weight in the profile, C that of all kinds, u how usual it is,
    a = 0.5 purchases; of brands, colors and all else `log((c + a) / (e + a))`, e what is expected of one who takes
    the same kinds without caring, so that tents of the one brand that makes tents say nothing of the brand. Of several
    values the best counts. What the shopper said no to is taken off by its weight. `session:` is the same of the
    conversation that goes on. All of it comes from the profile, so that what was forgotten says nothing. Scorers say
    their calibrated score under their names.
    """

    def __init__(
        self, catalog: Catalog, profiler: Profiler, demand: Demand, again: Again, scorers: Mapping[str, Scorer]
    ) -> None:
        products = list(catalog)
        self.product_ids = tuple(product.id for product in products)
        self.rows = {product_id: row for row, product_id in enumerate(self.product_ids)}
        self._profiler, self._demand, self._again, self._scorers = profiler, demand, again, dict(scorers)
        self._leaves = [leaf(product) for product in products]
        self._kinds = sorted(set(self._leaves) - {""})
        number = {kind: n for n, kind in enumerate(self._kinds)}
        self._kind = np.array([number.get(kind, -1) for kind in self._leaves], dtype=np.intp)
        self._values = _Values(products, profiler)
        rated = ratings(catalog)
        self._static = (
            np.column_stack(
                [
                    [rated[p.id] for p in products],
                    [float(any(v.offer.available for v in p.variants)) for p in products],
                    [max(map(_share_off, p.variants), default=0.0) for p in products],
                ]
            ).astype(np.float32)
            if products
            else np.zeros((0, 3), dtype=np.float32)
        )
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
        rest = [n for n, slot in enumerate(self._values.slots) if slot not in (KIND, _DEPARTMENT)]
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


class _Values:
    """Each product's values in the slots that most products state, as numbers to look lifts up by."""

    def __init__(self, products: Sequence[Product], profiler: Profiler) -> None:
        features = profiler.features
        stated: list[dict[str, list[Feature]]] = []
        for product in products:
            own: dict[str, list[Feature]] = {}
            for path in filter(None, map(prefixes, product.categories)):
                own.setdefault(KIND, [(KIND, leaf(product))])
                own.setdefault(_DEPARTMENT, []).append((KIND, path[0]))
            for slot, value in sorted(features.of(product.id)):
                if slot != KIND:
                    own.setdefault(slot, []).append((slot, value))
            stated.append(own)
        n_stating = Counter(slot for own in stated for slot in own)
        first = [slot for slot in (KIND, _DEPARTMENT, BRAND, PRICE) if slot in n_stating]
        rest = sorted(n_stating.keys() - set(first), key=lambda slot: (-n_stating[slot], slot))
        self.slots = tuple([*first, *rest][:MOST_SLOTS])
        self.kind = self.slots.index(KIND) if KIND in self.slots else -1
        n_of: Counter[tuple[int, Feature]] = Counter(
            (at, f) for own in stated for at, slot in enumerate(self.slots) for f in set(own.get(slot, ()))
        )
        self._numbers = {key: n for n, key in enumerate(sorted(n_of))}
        n_in = Counter[int]()
        for (at, _), n in n_of.items():
            n_in[at] += n
        self._usual = np.array([n_of[key] / n_in[key[0]] for key in self._numbers] or [1.0])
        self._slot_of = np.array([at for at, _ in self._numbers] or [0], dtype=np.intp)
        slot_names = [self.slots[at] if self.slots else "" for at in self._slot_of]
        self._is_kind = np.array([name in (KIND, _DEPARTMENT) for name in slot_names])
        self._kind_values = np.flatnonzero([name == KIND for name in slot_names])
        self._in_kind = self._shares(stated)
        self._at = np.full((len(products), len(self.slots), MOST_VALUES), -1, dtype=np.int32)
        for row, own in enumerate(stated):
            for at, slot in enumerate(self.slots):
                for place, feature in enumerate(dict.fromkeys(own.get(slot, ())[:MOST_VALUES])):
                    self._at[row, at, place] = self._numbers[at, feature]

    def _shares(self, stated: Sequence[Mapping[str, Sequence[Feature]]]) -> NDArray[np.float32]:
        """`(n_kinds, n_values)`: how usual a value is among the products of a kind, in the order of `_kind_values`."""
        place = {number: n for n, number in enumerate(self._kind_values.tolist())}
        found = np.zeros((len(place), len(self._usual)), dtype=np.float32)
        n_of = np.zeros(len(place), dtype=np.float32)
        for own in stated:
            kind = next(iter(own.get(KIND, ())), None)
            if kind is None or self.kind < 0:
                continue
            at_kind = place[self._numbers[self.kind, kind]]
            n_of[at_kind] += 1
            for at, slot in enumerate(self.slots):
                values = set(own.get(slot, ()))
                for feature in values:  # of sizes and colors one is chosen; of what holds at once, all
                    found[at_kind, self._numbers[at, feature]] += 1 / len(values)
        return np.asarray(found / np.maximum(n_of, 1)[:, None], dtype=np.float32)

    def lifts(self, taste: Taste, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """`(n_rows, n_slots)`; zeros where nothing is known, or the product does not state the slot."""
        if not taste.n or not self.slots:
            return np.zeros((rows.size, len(self.slots)))
        weights = np.zeros(len(self._usual))
        for feature, number in self._known(taste):
            weights[number] = taste.weights[feature]
        chosen, turned_down = np.maximum(weights, 0.0), np.minimum(weights, 0.0)
        of_slot = np.bincount(self._slot_of, weights=chosen, minlength=len(self.slots))[self._slot_of]
        of_kinds = np.log((chosen + PRIOR * self._usual) / ((of_slot + PRIOR) * self._usual))
        expected = chosen[self._kind_values] @ self._in_kind
        of_values = np.log((chosen + PRIOR) / (expected + PRIOR))
        lift = np.where(self._is_kind, of_kinds, of_values)
        told = np.append(np.where(of_slot > 0, lift, 0.0) + turned_down, -np.inf)
        best = told[self._at[rows]].max(axis=2)
        return np.where(np.isfinite(best), best, 0.0)

    def turned_down(self, taste: Taste, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """`(n_rows,)`, -1 to 0: the share of the slots whose value was said no to, each by the weight of the no."""
        weights = np.zeros(len(self._usual) + 1)
        for feature, number in self._known(taste):
            weights[number] = np.clip(taste.weights[feature], -1.0, 0.0)
        if not weights.any():
            return np.zeros(rows.size)
        return np.asarray(weights[self._at[rows]].min(axis=2).mean(axis=1))

    def _known(self, taste: Taste) -> Iterable[tuple[Feature, int]]:
        for feature in taste.weights:
            for at in self._slots_of(feature):
                number = self._numbers.get((at, feature))
                if number is not None:
                    yield feature, number

    def _slots_of(self, feature: Feature) -> Iterable[int]:
        names = (KIND, _DEPARTMENT) if feature[0] == KIND else (feature[0],)
        return (self.slots.index(name) for name in names if name in self.slots)


def _levels(products: Sequence[Product], leaves: Sequence[str]) -> NDArray[np.float64]:
    """`(n_products,)`, -1 to 1: the place of each price among those of its kind."""
    prices = np.array([float(min(v.offer.price.amount for v in p.variants)) for p in products])
    found = np.zeros(len(products))
    of = defaultdict(list)
    for row, kind in enumerate(leaves):
        of[kind].append(row)
    for rows in of.values():
        own = prices[rows]
        found[rows] = [((own < price).sum() - (own > price).sum()) / max(1, own.size - 1) for price in own]
    return found


def _share_off(variant: Variant) -> float:
    offer = variant.offer
    was = offer.list_price
    return float(1 - offer.price.amount / was.amount) if was is not None and was.amount > offer.price.amount else 0.0
