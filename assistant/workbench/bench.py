"""The bench: the bundle on the table as its slots, and what every change makes of it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.merging import merged
from assistant.workbench.change import BenchChange, Do
from recommender.bundles.need import ANY_WHOLE, Tier, Whole
from retrieval.money import Money
from retrieval.query import Constraint


@dataclass(frozen=True, slots=True)
class BenchSlot:
    """One slot: what is looked for in it (`text`, `constraints`), and what fills it (`variant_id`, empty for nothing).

    Of `is_owned` and `is_out` slots nothing is brought in; `variant_id` then says what was there before.
    """

    name: str
    text: str = ""
    constraints: tuple[Constraint, ...] = ()
    required: bool = True
    n: int = 1
    variant_id: str = ""
    is_locked: bool = False
    is_chosen: bool = False  # by the shopper, for this slot: kept where it can be
    is_sized: bool = False  # the shopper named the size
    is_owned: bool = False
    owned_id: str = ""
    is_out: bool = False
    passed: tuple[str, ...] = ()  # product ids that were swapped away

    @property
    def is_filled(self) -> bool:
        return bool(self.variant_id) and not (self.is_owned or self.is_out)


@dataclass(frozen=True, slots=True)
class Bench:
    """The budget of the next change is the need's own price condition, which stands in the dialogue's state."""

    slots: tuple[BenchSlot, ...]
    intent: str = ""  # what it is for, in the shopper's or the template's words
    tier: Tier = Tier.BALANCED
    whole: Whole = ANY_WHOLE
    budget: Money | None = None  # that it was solved under
    others: tuple[tuple[str, ...], ...] = ()  # what else was shown: a variant id (or none) for every slot
    refused: Money | None = None  # asked for since, and nothing fitted it: not all is added over it
    asks_size_of: str = ""  # the slot whose size was asked for, on the way into the cart

    def slot(self, name: str) -> BenchSlot | None:
        return next((slot for slot in self.slots if slot.name == name), None)

    @property
    def filled(self) -> tuple[BenchSlot, ...]:
        return tuple(slot for slot in self.slots if slot.is_filled)

    def changing(self, names: tuple[str, ...], change: Callable[[BenchSlot], BenchSlot]) -> Bench:
        return replace(self, slots=tuple(change(slot) if slot.name in names else slot for slot in self.slots))

    def with_only(self, is_sold: Callable[[str], bool]) -> Bench:
        """Without the variants that are not sold any more: their slots are empty."""
        return replace(
            self,
            slots=tuple(slot if is_sold(slot.variant_id) else _filled(slot, "") for slot in self.slots),
            others=tuple(tuple(pick if is_sold(pick) else "" for pick in picks) for picks in self.others),
        )

    def with_picks(self, picks: dict[str, str]) -> Bench:
        """With these variants, by slot; slots that are brought in and not named are empty."""
        return replace(
            self,
            slots=tuple(
                slot if slot.is_owned or slot.is_out else _filled(slot, picks.get(slot.name, "")) for slot in self.slots
            ),
        )


def changed(bench: Bench, change: BenchChange, product_of: Callable[[str], str]) -> Bench:
    """The bench as the shopper wants it, before anything is solved anew. `product_of` gives a variant's product.

    A slot that the bench does not have changes nothing. `SWAP` without a variant only remembers what is not wanted.
    """
    match change.do:
        case Do.SWAP if change.variant_id:
            return bench.changing(change.slots[:1], lambda slot: _chosen(slot, change.variant_id, product_of))
        case Do.SWAP:
            return bench.changing(change.slots, lambda slot: _passed(slot, change.conditions, product_of))
        case Do.LOCK:
            return bench.changing(change.slots, lambda slot: replace(slot, is_locked=slot.is_filled))
        case Do.UNLOCK:
            return bench.changing(change.slots, lambda slot: replace(slot, is_locked=False, is_chosen=False))
        case Do.REMOVE:
            return bench.changing(change.slots, lambda slot: replace(slot, is_out=True, is_locked=False))
        case Do.PUT_BACK:
            return bench.changing(change.slots, lambda slot: replace(slot, is_out=False, required=True))
        case Do.OWN:
            return bench.changing(change.slots, lambda slot: _owned(slot, change.variant_id, product_of))
        case Do.DISOWN:
            return bench.changing(change.slots, lambda slot: replace(slot, is_owned=False, owned_id=""))
        case Do.COUNT:
            return bench.changing(change.slots, lambda slot: replace(slot, n=max(1, min(99, change.n)), required=True))
        case Do.SAME_COLOR | Do.ANY_COLOR:
            return replace(bench, whole=replace(bench.whole, same_color=change.do is Do.SAME_COLOR))
        case Do.TIER:
            return replace(bench, tier=Tier(change.tier))
        case Do.TAKE if 0 < change.n <= len(bench.others):
            picks = bench.others[change.n - 1]
            return bench.with_picks({slot.name: pick for slot, pick in zip(bench.slots, picks, strict=True)})
        case _:
            return bench


def _filled(slot: BenchSlot, variant_id: str) -> BenchSlot:
    if variant_id == slot.variant_id:
        return slot
    return replace(slot, variant_id=variant_id, is_locked=False, is_chosen=False, is_sized=False)


def _chosen(slot: BenchSlot, variant_id: str, product_of: Callable[[str], str]) -> BenchSlot:
    """Another size or colour of the same thing is not another thing: what was locked stays locked."""
    before = product_of(slot.variant_id) if slot.variant_id else ""
    same = before == product_of(variant_id)
    passed = slot.passed if same or not before else (*slot.passed, before)
    return replace(
        slot,
        variant_id=variant_id,
        is_chosen=True,
        is_sized=same,
        is_locked=slot.is_locked and same,
        is_owned=False,
        owned_id="",
        is_out=False,
        passed=tuple(dict.fromkeys(passed)),
    )


def _passed(slot: BenchSlot, conditions: tuple[Constraint, ...], product_of: Callable[[str], str]) -> BenchSlot:
    gone = (product_of(slot.variant_id),) if slot.variant_id else ()
    return replace(
        slot,
        constraints=merged(slot.constraints, conditions),
        passed=tuple(dict.fromkeys((*slot.passed, *gone))),
        is_locked=False,
        is_chosen=False,
        is_out=False,
    )


def _owned(slot: BenchSlot, variant_id: str, product_of: Callable[[str], str]) -> BenchSlot:
    owned_id = product_of(variant_id) if variant_id else ""
    return replace(slot, is_owned=True, owned_id=owned_id, is_locked=False, is_out=False)
