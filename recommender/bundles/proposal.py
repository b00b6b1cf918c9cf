"""What comes of a need: bundles with their prices, three tiers, what more money would change, or who is to blame."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from recommender.bundles.need import BundleNeed, Tier
from recommender.shopper import Shopper
from retrieval.cart_prices.priced_cart import Pieces, PricedCart
from retrieval.money import Money
from retrieval.query import Candidate


@dataclass(frozen=True, slots=True)
class Worth:
    """What a bundle was chosen by; `total` is the sum. `strain` is what its price takes off (0 or less)."""

    personal: float = 0.0
    together: float = 0.0
    variety: float = 0.0
    strain: float = 0.0

    @property
    def total(self) -> float:
        return self.personal + self.together + self.variety + self.strain


@dataclass(frozen=True, slots=True)
class Change:
    """One slot that another bundle fills otherwise; an empty variant id is an unfilled slot."""

    slot: str
    before: str  # variant ids
    after: str


@dataclass(frozen=True, slots=True)
class IfMore:
    """What `extra` more would change: nothing where `changes` is empty."""

    extra: Money
    changes: tuple[Change, ...]
    total: Money


@dataclass(frozen=True, slots=True)
class Bundle:
    """`parts[i]` fills `slots[i]` with `counts[i]` pieces (one each where `counts` is empty); `total` is what all of
    it costs after promotions, to the minor unit. Slots that are owned, or not required and not filled, are not
    among them: `left_out` names the latter."""

    slots: tuple[str, ...]
    parts: tuple[Candidate, ...]
    total: Money
    counts: tuple[int, ...] = ()
    priced: PricedCart | None = None
    tier: Tier = Tier.BALANCED
    worth: Worth = Worth()
    left_out: tuple[str, ...] = ()
    if_more: IfMore | None = None
    exact: bool = True  # no better one exists by the worth above; False where time ran out first

    @property
    def pieces(self) -> tuple[Pieces, ...]:
        counts = self.counts or (1,) * len(self.parts)
        return tuple(Pieces(part.variant_id, n) for part, n in zip(self.parts, counts, strict=True))


class Fault(StrEnum):
    EMPTY = "empty"  # nothing was found for the slot, or nothing that can be bought
    GONE = "gone"  # what is locked or must be in cannot be bought
    CLASH = "clash"  # the slots named have nothing that goes together, by the rule
    BUDGET = "budget"
    TIME = "time"  # nothing was found in time, and nothing shown to be to blame


ONE_COLOR, THE_DAY = "one colour", "the day"


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change that makes the need possible, tried: what it would then cost. Exactly one of the ways is set."""

    total: Money
    budget: Money | None = None  # with so much to spend
    without_slot: str = ""
    unlocked: str = ""  # the slot to let go of
    without_rule: str = ""  # `ONE_COLOR`, `THE_DAY`


@dataclass(frozen=True, slots=True)
class Blame:
    """Why nothing fits. `rule` is plain words: "for women and for men", "vesa 75 x 75 and 100 x 100"."""

    fault: Fault
    slots: tuple[str, ...]
    rule: str = ""
    ways_out: tuple[WayOut, ...] = ()  # the cheapest change first


@dataclass(frozen=True, slots=True)
class Proposal:
    """`bundles` in order of the need's tier, best first, at most three, each sharing at most half of what was free to
    choose with any before. `tiers` are save, balanced, best (two of them may be the same parts). Where there is no
    bundle, `blame` says why, unless the need was built around something that nothing goes with."""

    bundles: tuple[Bundle, ...] = ()
    tiers: tuple[Bundle, ...] = ()
    blame: Blame | None = None

    def tier(self, tier: Tier) -> Bundle:
        """Raises `KeyError` where there is no bundle."""
        for bundle in self.tiers:
            if bundle.tier is tier:
                return bundle
        raise KeyError(f"No bundle of the tier {tier.value}.")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another candidate for a slot of a bundle, all other parts as they are. `why_not` is empty where it fits."""

    candidate: Candidate
    total: Money  # of the bundle with it, after promotions
    difference: Money  # to the bundle's total now
    why_not: str = ""


class Bundler(Protocol):
    def propose(self, need: BundleNeed, shopper: Shopper) -> Proposal:
        """Each bundle fills every required slot with another product that can be bought now and goes with the
        others, includes the anchors, keeps the locks and costs at most the budget, after promotions that apply."""
        ...

    def alternatives(self, need: BundleNeed, bundle: Bundle, at: int) -> list[Alternative]:
        """What else could be in place of `bundle.parts[at]`, those that fit first, best first; all other parts stay.

        Raises `IndexError` for a place that the bundle does not have.
        """
        ...
