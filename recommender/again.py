"""Again: how much more, or less, a kind is looked at, the longer ago it was bought."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import log

from recommender.events import Event

AGES = (3, 10, 30, 60, 120, 240)  # days since a kind was last bought: edges of the buckets
_PRIOR_AGAIN = 8.0  # looks that the store's mean counts for, before a kind's own rhythm is believed
_DAY = timedelta(days=1)


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
    return bisect_right(AGES, since / _DAY)
