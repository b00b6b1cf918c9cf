"""What a shopper does to the bundle on the table: plain values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.query import Constraint


class Do(StrEnum):
    SWAP = "swap"  # for `variant_id`, else for the next best that fits
    LOCK = "lock"  # it stays, whatever else changes
    UNLOCK = "unlock"
    REMOVE = "remove"
    PUT_BACK = "put_back"
    OWN = "own"  # it is there already: nothing is brought in for it
    DISOWN = "disown"
    COUNT = "count"  # so many pieces of it
    BUDGET = "budget"  # the act's price condition says how much
    TIER = "tier"
    TAKE = "take"  # another of the bundles that were shown
    COMPARE = "compare"
    ADD_ALL = "add_all"
    OPEN = "open"  # a bundle that somebody shared
    NARROW = "narrow"  # every slot that can have them is to meet the conditions
    SAME_COLOR = "same_color"  # the parts are to be of one colour, neutral ones beside any
    ANY_COLOR = "any_color"  # they need not be of one colour any more
    BY_DAY = "by_day"  # nothing that comes later than the day in the act's context
    ANY_DAY = "any_day"


@dataclass(frozen=True, slots=True)
class BenchChange:
    """One change. `slots` are names of the bench's slots."""

    do: Do
    slots: tuple[str, ...] = ()
    variant_id: str = ""
    n: int = 1  # pieces; of `TAKE` which bundle, 1 is the first of the others
    tier: str = ""
    than: str = ""  # of `SWAP`: what the other is to be more of ("warmer")
    conditions: tuple[Constraint, ...] = ()  # of `SWAP` and `NARROW`
    is_past: bool = False  # of `BY_DAY`: the day is over, and is not in the act's context
    is_named: bool = False  # the shopper said the title of what `variant_id` is of
    variant_ids: tuple[str, ...] = ()  # of `OPEN`, with what follows
    counts: tuple[int, ...] = ()
    was: tuple[int, ...] = ()  # what each piece cost when it was shared, in minor units
    was_total: int = 0  # all of it, after promotions
    seal: str = ""  # of the address: without it what was is not believed
    then_add: bool = False  # it answered which size: all of it goes into the cart after it

    @property
    def is_for_next_best(self) -> bool:
        """Whether it swaps for whatever fits best."""
        return self.do is Do.SWAP and not self.variant_id
