"""List guards: points off for more of the same, and for what led earlier lists in vain; parts of a score like any."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from recommender.diversity import varied
from recommender.profile_features import KIND, Features
from recommender.shopper import Shopper
from retrieval.query import Candidate

PLACES = 6  # that are seen at once and should differ
COMPARED = 30  # of the best: what may come up
LEADING, LISTS, DAYS = 3, 2, 14  # places that tire, in the latest lists of other conversations, for so long


class ListGuards:
    """`variety` and `rest` are shares of a ranker's reach: where a query's words decide, the guards hardly do.

    Variety is MMR (`diversity.varied`) with its penalty told as a part, `-variety * reach * likeness` to the likest one
    above. Likeness is the share of the slots which both state (brand, attributes, third of prices; never the kind,
    which was searched for) where they have a value in common: what only one states tells them not apart, so that no
    product gets a place by stating more. `rest * reach` is taken off what led one of the shopper's last two
    lists in other conversations, within 14 days, and was not answered since. 0 turns either off.
    """

    def __init__(self, features: Features, *, variety: float = 0.05, rest: float = 0.1) -> None:
        """ValueError for a share below 0."""
        if min(variety, rest) < 0:
            raise ValueError(f"Guards of lists are shares from 0 up, not variety {variety} and rest {rest}.")
        self._features, self._variety, self._rest = features, variety, rest

    def guarded(self, ranked: list[Candidate], shopper: Shopper, reach: float) -> list[Candidate]:
        """The same candidates, some with less; `ranked` best first, what comes back in no order."""
        tired = led_in_vain(shopper) if self._rest and reach else frozenset()
        if tired:
            ranked = [c.plus("rest", -self._rest * reach) if c.product_id in tired else c for c in ranked]
        return self._varied(ranked, reach) if self._variety and reach else ranked

    def _varied(self, ranked: list[Candidate], reach: float) -> list[Candidate]:
        in_order = sorted(ranked, key=lambda c: (-c.score, c.product_id))
        best, rest = in_order[:COMPARED], in_order[COMPARED:]
        if len(best) < 2:
            return ranked
        likeness = self._likeness([c.product_id for c in best])
        worth = np.array([c.score for c in best])
        span = float(worth.max() - worth.min()) or 1.0
        price = self._variety * reach  # what `varied` weighs against scores from 0 to 1: the same bargain
        dial = (price / span) / (1.0 + price / span)
        order = varied(worth, likeness, dial, PLACES)
        guarded, chosen = [], list[int]()
        for at in order:
            alike = float(likeness[at, chosen].max()) if chosen else 0.0
            guarded.append(best[at].plus("variety", -price * alike) if alike else best[at])
            if len(chosen) < PLACES:
                chosen.append(at)
        return guarded + rest

    def _likeness(self, product_ids: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        told = [self._by_slot(product_id) for product_id in product_ids]
        found = np.zeros((len(told), len(told)))
        for row, own in enumerate(told):
            for column in range(row):
                both = own.keys() & told[column].keys()
                n_same = sum(not own[slot].isdisjoint(told[column][slot]) for slot in both)
                found[row, column] = found[column, row] = n_same / len(both) if both else 0.0
        return found

    def _by_slot(self, product_id: str) -> dict[str, set[str]]:
        own: dict[str, set[str]] = {}
        for slot, value in self._features.of(product_id):
            if slot != KIND:
                own.setdefault(slot, set()).add(value)
        return own


def led_in_vain(shopper: Shopper) -> frozenset[str]:
    """What led the latest lists of other conversations and was not opened, liked, carted or turned down since."""
    now = shopper.now or (shopper.events[-1].at if shopper.events else None)
    answered: set[str] = set()
    lists: dict[tuple[str, datetime], list[str]] = {}
    for event in reversed(shopper.events):
        if now is None or now - event.at > timedelta(days=DAYS):
            break
        if event.name != "shown":
            answered.add(event.product_id)
        elif event.basket_id != shopper.session_id:
            key = (event.basket_id, event.at)
            if key not in lists and len(lists) == LISTS:
                break
            own = lists.setdefault(key, [])
            if event.position is not None and event.position <= LEADING and event.product_id not in answered:
                own.append(event.product_id)
    return frozenset(product_id for own in lists.values() for product_id in own)
