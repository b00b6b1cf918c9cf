"""What a bundle is to be: slots, budget, what stays, what is there already, how much to spend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from retrieval.cart_prices.priced_cart import ANYBODY, Buyer
from retrieval.money import Money
from retrieval.query import Candidate


class Tier(StrEnum):
    """How much money counts against what suits: with `SAVE` most, with `BEST` not at all within the budget."""

    SAVE = "save"
    BALANCED = "balanced"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a bundle. `options` are its candidates, best first, each at the variant that fits the slot's own
    conditions (a search holds those); their scores are personal already.

    A slot that is not required is filled where it is worth its price. `locked` is a variant that stays; it need not
    be among the options. With `is_held` it stays only to change as little as can be: nobody asked for it, so it is
    held to what fits, and letting go of it is no way out. Of an owned slot nothing is brought in; `owned_id`,
    where it is known which product of the store it is, binds what has to fit it.
    """

    name: str
    options: tuple[Candidate, ...] = ()
    required: bool = True
    n: int = 1  # pieces of what fills it
    locked: str = ""
    is_held: bool = False
    is_owned: bool = False
    owned_id: str = ""
    most: Money | None = None  # for all its pieces, before promotions


@dataclass(frozen=True, slots=True)
class Whole:
    """What the parts have to keep together, beside fitting each other, which they always do."""

    same_color: bool = False  # colours of one family, neutral ones beside any
    by: date | None = None  # what the store says comes later than this day is left out


ANY_WHOLE = Whole()


@dataclass(frozen=True, slots=True)
class BundleNeed:
    """`anchor_ids` are products that must be in (already chosen); one that a slot offers takes that slot. With no
    slots, or one and no anchor, the bundle is built around them from what goes with them. Of `without` (what the
    shopper has already) nothing is brought in. `budget` is of the whole, after promotions.
    """

    slots: tuple[Slot, ...] = ()
    budget: Money | None = None
    anchor_ids: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()  # product ids
    whole: Whole = ANY_WHOLE
    tier: Tier = Tier.BALANCED
    buyer: Buyer = ANYBODY
    recipient: str = ""  # for names and reasons; whose taste it is, the scores know
    is_closed: bool = False  # nothing beside its slots and anchors is brought in, be it a single slot

    def slot(self, name: str) -> Slot:
        """Raises `KeyError` for a name that no slot has."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(f"No slot {name!r}. Slots: {', '.join(s.name for s in self.slots) or 'none'}.")

    def with_slot(self, name: str, changed: Slot | None) -> BundleNeed:
        """The need with that slot changed; None takes it out."""
        self.slot(name)
        slots = (changed if slot.name == name else slot for slot in self.slots)
        return replace(self, slots=tuple(slot for slot in slots if slot is not None))

    def locking(self, name: str, variant_id: str) -> BundleNeed:
        """With a variant that stays in the slot; an empty id lets go of it."""
        return self.with_slot(name, replace(self.slot(name), locked=variant_id))

    def owning(self, name: str, owned_id: str = "") -> BundleNeed:
        """With the slot's thing there already."""
        return self.with_slot(name, replace(self.slot(name), is_owned=True, owned_id=owned_id, locked=""))
