"""History: what a product shares with the shopper's profile, built from what they looked at, carted and bought."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recommender.copurchases import CoPurchases
from recommender.counterfactual import Signal
from recommender.profile import RECENCY, Profile, Profiler, Taste
from recommender.profile_features import BRAND, KIND, PRICE, Feature, Features, leaf, prefixes
from recommender.scorers.popularity import Scores
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Product

KINDS, BRANDS, VALUES, PRICES = 0.4, 0.15, 0.25, 0.2  # shares of the overlap; they sum to 1
TOGETHER = 0.4  # share of co-purchases, where the store has baskets
OWNED = 0.3  # taken off what is owned: most things are not bought again at once
AGAIN = 0.3  # added to what is bought again and again, once it is due
DISMISSED = 0.5  # taken off what the shopper said no to
_CACHED = 64  # profiles


class HistoryOverlapScorer:
    """What the shopper's own profile says about a product; a guest's knows only the conversation.

    `share` of a feature is its weight in the profile's taste over the weight of all (`Taste.share`, -1 to 1). Then

        overlap  = 0.4 kind + 0.15 brand + 0.25 values + 0.2 price
        kind     = best category path of the product: mean share of its segments, from the root down
        values   = mean share of its values, each weighted by its rarity log(n_products / n_with_it)
        price    = share of the third that its price is in, among things of its kind
        together = largest recency-weighted co-purchase likeness with a product of the history
        long     = n / (n + 1) * (0.6 overlap + 0.4 together)       n: the weight of all events, grown old
        now      = m / (m + 1) * overlap                            the same of this conversation, of weight m

    and `score = long + now - 0.3 owned - 0.5 dismissed + 0.3 due`, held between -1 and 1. Without baskets the
    overlap counts whole. What is owned is not compared with itself; it loses nothing where it was bought twice, or its
    kind is bought in a rhythm. `due` is how far the next purchase of such a product has come (`Rhythm.need`). For who
    switched other shoppers off, `together` is 0.
    """

    def __init__(self, catalog: Catalog, together: CoPurchases | None = None, profiler: Profiler | None = None) -> None:
        """`profiler` may be shared with others that read profiles of the same catalog."""
        self._together = together if together is not None and len(together) else None
        self._profiler = profiler or Profiler(catalog)
        self._rows = {product.id: row for row, product in enumerate(catalog)}
        self._leaves = {product.id: leaf(product) for product in catalog}
        self._sums = _Sums(list(catalog), self._profiler.features)
        # By the profile's identity, and whether other shoppers count.
        self._latest: OrderedDict[tuple[int, bool], tuple[Profile, Scores]] = OrderedDict()

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        profile = self._profiler.profile(shopper)
        if not profile:
            return np.zeros(len(product_ids), dtype=np.float64)
        of_all = np.append(self._of_all(profile, crowd=Signal.CROWD not in shopper.off), 0.0)
        return of_all[[self._rows.get(product_id, -1) for product_id in product_ids]]

    def _of_all(self, profile: Profile, *, crowd: bool) -> Scores:
        """`(n_products,)` float64. One profile is asked for several times in a turn."""
        key = id(profile), crowd
        known = self._latest.get(key)
        if known is not None:
            return known[1]
        scores = self._made(profile, crowd=crowd)
        self._latest[key] = profile, scores
        while len(self._latest) > _CACHED:
            self._latest.popitem(last=False)
        return scores

    def _made(self, profile: Profile, *, crowd: bool) -> Scores:
        long = self._share_of_overlap * self._sums.overlap(profile.taste)
        together = self._bought_with(profile) if crowd else np.zeros(len(self._rows), dtype=np.float64)
        now = self._sums.overlap(profile.session)
        scores = profile.taste.sure() * (long + together) + profile.session.sure() * now
        for product_id in profile.owned:
            row = self._rows.get(product_id)
            if row is None or self._is_bought_again(product_id, profile):
                continue
            own_long = (
                self._share_of_overlap * self._sums.overlap_without(row, profile.taste, product_id) + together[row]
            )
            own_now = self._sums.overlap_without(row, profile.session, product_id)
            scores[row] = profile.taste.sure(product_id) * own_long + profile.session.sure(product_id) * own_now - OWNED
        for product_id in profile.dismissed:
            if product_id in self._rows:
                scores[self._rows[product_id]] -= DISMISSED
        for key, rhythm in profile.rhythms.items():
            row = self._rows.get(key.removeprefix("product:"))
            if row is not None:
                scores[row] += AGAIN * rhythm.need(profile.today)
        return np.clip(scores, -1.0, 1.0)

    def _is_bought_again(self, product_id: str, profile: Profile) -> bool:
        again = len(profile.owned[product_id]) > 1 or f"product:{product_id}" in profile.rhythms
        return again or f"kind:{self._leaves[product_id]}" in profile.rhythms

    @property
    def _share_of_overlap(self) -> float:
        return 1.0 if self._together is None else 1.0 - TOGETHER

    def _bought_with(self, profile: Profile) -> Scores:
        """`(n_products,)` float64: `TOGETHER` times the largest likeness of each product with one of the latest."""
        best = np.zeros(len(self._rows), dtype=np.float64)
        if self._together is None:
            return best
        for n, product_id in enumerate(profile.latest):
            for other in self._together.partners(product_id):
                row = self._rows.get(other)
                if row is not None:
                    best[row] = max(best[row], TOGETHER * RECENCY**n * self._together.likeness(product_id, other))
        return best


class _Sums:
    """The overlap of every product with a taste at once: each is a weighted sum of the shares of its features."""

    def __init__(self, products: Sequence[Product], features: Features) -> None:
        columns: dict[Feature, int] = {}
        plain: list[tuple[int, int, float]] = []  # product, feature, weight
        steps: list[tuple[int, int, float]] = []  # path, feature, weight: the best path counts
        of_path: list[int] = []
        self._of_row: list[tuple[list[tuple[Feature, float]], list[list[tuple[Feature, float]]]]] = []
        for row, product in enumerate(products):
            own = sorted(features.of(product.id))
            self._of_row.append(([], []))
            rarity = {f: features.rarity(f) for f in own if f[0] not in (KIND, BRAND, PRICE)}
            rare = sum(rarity.values())
            for feature in own:
                weight = {BRAND: BRANDS, PRICE: PRICES}.get(feature[0]) or VALUES * rarity.get(feature, 0.0) / (
                    rare or 1
                )
                if weight and feature[0] != KIND:
                    plain.append((row, columns.setdefault(feature, len(columns)), weight))
                    self._of_row[row][0].append((feature, weight))
            for path in filter(None, map(prefixes, product.categories)):
                told = [((KIND, kind), KINDS / len(path)) for kind in path]
                steps += [(len(of_path), columns.setdefault(f, len(columns)), weight) for f, weight in told]
                self._of_row[row][1].append(told)
                of_path.append(row)
        self._columns = columns
        self._n = len(products)
        self._plain, self._steps = _arrays(plain), _arrays(steps)
        self._of_path = np.array(of_path, dtype=np.intp)

    def overlap(self, taste: Taste) -> Scores:
        """`(n_products,)` float64, -1 to 1."""
        if not taste.n:
            return np.zeros(self._n, dtype=np.float64)
        shares = np.zeros(len(self._columns), dtype=np.float64)
        for feature in taste.weights:
            column = self._columns.get(feature)
            if column is not None:
                shares[column] = taste.share(feature)
        found = _summed(self._plain, shares, self._n)
        of_path = _summed(self._steps, shares, len(self._of_path))
        best = np.full(self._n, -np.inf)
        np.maximum.at(best, self._of_path, of_path)
        return found + np.where(np.isfinite(best), best, 0.0)

    def overlap_without(self, row: int, taste: Taste, without: str) -> float:
        """The overlap of one product with a taste of which the product `without` is left out."""
        plain, paths = self._of_row[row]
        if not taste.n:
            return 0.0
        of_paths = [sum(weight * taste.share(kind, without) for kind, weight in path) for path in paths]
        return sum(weight * taste.share(f, without) for f, weight in plain) + max(of_paths, default=0.0)


_Entries = tuple[NDArray[np.intp], NDArray[np.intp], Scores]


def _arrays(entries: Sequence[tuple[int, int, float]]) -> _Entries:
    rows, columns, weights = zip(*entries, strict=True) if entries else ((), (), ())
    return np.array(rows, dtype=np.intp), np.array(columns, dtype=np.intp), np.array(weights, dtype=np.float64)


def _summed(entries: _Entries, shares: Scores, n: int) -> Scores:
    rows, columns, weights = entries
    return np.bincount(rows, weights=weights * shares[columns], minlength=n).astype(np.float64) if n else np.zeros(0)
