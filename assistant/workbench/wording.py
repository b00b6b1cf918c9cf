"""Wording: what is said of a change to the bundle on the table. Every figure was handed in from a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.acts import ChangeBundle, Intent, ShopperAct
from assistant.context import NO_CHANGE, ContextChange
from assistant.reply import FollowUp
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.change import BenchChange, Do
from recommender.bundling import THE_DAY, Blame, Bundle, Fault, WayOut
from recommender.wording import listed, lowered, named
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Constraint, Operator

MOST_WAYS = 3
NO_BENCH = "There is no bundle on the table. Tell me what it is for, and what it may cost."
NOTHING_TO_BUY = "You have all of it already: there is nothing to buy."
NOTHING_LEFT = "Nothing is left in the bundle. What is to be there again?"
NOT_WORTH_IT = "That would leave nothing: none of the rest has to be there, and nothing of it is worth its price then."
NO_OTHER = "There is nothing else for “{slot}” here that fits."
NONE_MORE = "Of what else there is for “{slot}”, nothing is {than} as far as the store's records say."
NO_SUCH_SLOT = "There is no “{slot}” in this bundle. It has: {slots}."
ONLY_ONE = "There is only this one on the table: nothing else really different fits."
GONE = "The shop no longer has that."
PAST_DAY = "That day is past already. Which day, from today on, is all of it to be in stock by?"
IS_THERE = "{title} is what lies there already."
SOLD_OUT = "{title} cannot be bought now."
_TIERS = {
    "save": "Chosen with the price counting most",
    "balanced": "Chosen by what suits and by the price",
    "best": "Chosen by what suits, the price not counting",
}


class BenchWords:
    """Sentences about what became of a change, and the ways out of a dead end."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def done(
        self, changes: Sequence[BenchChange], before: Bench, after: Bench, bundle: Bundle, budget: Money | None
    ) -> str:
        """What was done, what else gave way to it, and what it comes to."""
        beside = self._beside(changes, before, after)
        heads = [self._head(change, before, after, changed=bool(beside)) for change in changes]
        heads = [head for head in heads if head] or ["Now it is"]
        gave_way = f" To make it fit: {'; '.join(beside)}." if beside else ""
        quiet = not beside and all(change.do in (Do.LOCK, Do.UNLOCK) for change in changes)
        said = ". ".join(heads)
        return f"{said}." if quiet else f"{said}: {self.total(bundle, budget)}.{gave_way}"

    def total(self, bundle: Bundle, budget: Money | None) -> str:
        """ "$345.00 together, inside your $400.00; “Night outside” takes off $62.65"."""
        within = f", inside your {budget}" if budget else ""
        off = "".join(f"; “{s.title}” takes off {s.amount}" for s in (bundle.priced.savings if bundle.priced else ()))
        return f"{bundle.total} together{within}{off}"

    def blamed(self, blame: Blame, budget: Money | None, bench: Bench | None = None) -> str:
        """Which slot or rule is to blame; with the bench as it was wanted, how many there are of what is to stay."""
        slots = [f"“{lowered(slot)}”" for slot in blame.slots]
        match blame.fault:
            case Fault.EMPTY | Fault.GONE if blame.rule:
                return (
                    f"That does not work: by the store's own dates, nothing for {listed(slots)} is there "
                    f"{_by(blame.rule)}."
                )
            case Fault.EMPTY:
                return f"That does not work: nothing that can be bought now fits {listed(slots)}."
            case Fault.GONE if bench is not None and (few := self._too_few(bench, blame.slots)):
                return f"That does not work: {few}."
            case Fault.GONE:
                return f"That does not work: what is to stay in {listed(slots)} cannot be bought now."
            case Fault.CLASH if len(slots) == 1:
                rule = f" ({blame.rule})" if blame.rule else ""
                return f"That does not work: {slots[0]} and what you have do not go together{rule}."
            case Fault.CLASH:
                rule = f" ({blame.rule})" if blame.rule else ""
                return f"That does not work: nothing for {listed(slots)} goes together{rule}."
            case Fault.TIME:
                return "I could not work that out in time. Please say it once more, or with fewer things."
            case Fault.BUDGET:
                cheapest = next((way.budget for way in blame.ways_out if way.budget), None)
                least = f": the cheapest way comes to {cheapest}" if cheapest else ""
                return (
                    f"I cannot put that together for {budget}{least}. {slots[0][:2].upper()}{slots[0][2:]} costs most."
                )

    def _too_few(self, bench: Bench, names: Sequence[str]) -> str:
        """ "only 1 of the Heron Tent is left" """
        for slot in (found for name in names if (found := bench.slot(name))):
            if slot.variant_id and self._catalog.has_variant(slot.variant_id):
                lacking = self.lacking(slot)
                if lacking and self._catalog.variant(slot.variant_id)[1].offer.available:
                    return lacking
        return ""

    def lacking(self, slot: BenchSlot) -> str:
        """Why what lies there cannot be bought in that number; empty where it can."""
        title, offer = named(self.title(slot)), self._catalog.variant(slot.variant_id)[1].offer
        if not offer.available or offer.quantity == 0:
            return f"sold out: {title}"
        if offer.quantity is None or offer.quantity >= slot.n:
            return ""
        return f"only {offer.quantity} of {title} {'is' if offer.quantity == 1 else 'are'} left"

    def ways(self, blame: Blame, act: ChangeBundle) -> tuple[FollowUp, ...]:
        """The change again with what makes it possible; each was tried."""
        return tuple(self._way(way, act) for way in blame.ways_out[:MOST_WAYS])

    def back(self, slots: Sequence[BenchSlot], changes: Sequence[BenchChange] = ()) -> tuple[FollowUp, ...]:
        """Each slot again, after the changes."""
        labels = [(f"With {lowered(slot.name)}", BenchChange(Do.PUT_BACK, (slot.name,))) for slot in slots]
        return tuple(
            FollowUp(label, label, ShopperAct(Intent.CHANGE_BUNDLE, changes=(*changes, back)))
            for label, back in labels[:MOST_WAYS]
        )

    def title(self, slot: BenchSlot) -> str:
        known = slot.variant_id and self._catalog.has_variant(slot.variant_id)
        return self._catalog.variant(slot.variant_id)[0].title if known else lowered(slot.name)

    def _way(self, way: WayOut, act: ChangeBundle) -> FollowUp:
        changes, spent = act.changes, act.budget
        if way.budget:
            label, spent = f"Spend {way.budget}", way.budget.amount
        elif way.unlocked:
            label, changes = f"Let go of {lowered(way.unlocked)}", (*changes, BenchChange(Do.UNLOCK, (way.unlocked,)))
        elif way.without_slot:
            label = f"Without {lowered(way.without_slot)}"
            changes = (*changes, BenchChange(Do.REMOVE, (way.without_slot,)))
        elif way.without_rule == THE_DAY:
            label = "It may come later"
            changes = (*(c for c in changes if c.do is not Do.BY_DAY), BenchChange(Do.ANY_DAY))
        else:
            label = "In any colours"
            changes = (*(c for c in changes if c.do is not Do.SAME_COLOR), BenchChange(Do.ANY_COLOR))
        limit = (Constraint("price", Operator.AT_MOST, spent),) if spent is not None else ()
        given_up = ContextChange(taken_back=("needed_by",)) if way.without_rule == THE_DAY else NO_CHANGE
        return FollowUp(label, label, ShopperAct(Intent.CHANGE_BUNDLE, limit, changes=changes, context=given_up))

    def _head(self, change: BenchChange, before: Bench, after: Bench, *, changed: bool) -> str:
        were = [slot for name in change.slots if (slot := before.slot(name))]
        are = [slot for name in change.slots if (slot := after.slot(name))]
        old = [named(self.title(slot)) for slot in were]
        new = [named(self.title(slot)) for slot in are]
        names = [f"“{lowered(slot.name)}”" for slot in were]
        match change.do:
            case Do.SWAP if were and were[0].is_filled and old != new:
                return _capital(f"{listed(new)} in place of {listed(old)}")
            case Do.SWAP | Do.PUT_BACK | Do.DISOWN:
                return f"With {listed(new)}"
            case Do.LOCK:
                return f"Kept, whatever else changes: {listed(old)}"
            case Do.UNLOCK:
                return f"Free to change again: {listed(old)}"
            case Do.REMOVE:
                return f"Without {listed(old)}"
            case Do.OWN:
                return f"You have {listed(names)}, so nothing is bought for it"
            case Do.COUNT if are and old != new:
                return f"{change.n} × {self.title(are[0])} in place of {listed(old)}"
            case Do.COUNT:
                return f"{change.n} × {listed([self.title(slot) for slot in are])}"
            case Do.TIER:
                return _TIERS[change.tier]
            case Do.SAME_COLOR:
                return "All in one colour; black, white, grey and beige go with any"
            case Do.ANY_COLOR:
                return "The colours need not match any more"
            case Do.BY_DAY if after.whole.by:
                return f"Each part is in stock, or said to be so by {_day(after.whole.by)}"
            case Do.ANY_DAY:
                return "No day to be there by any more"
            case Do.BUDGET if not changed:
                return "Nothing has to change"
            case _:
                return ""

    def _swapped(self, old: BenchSlot, new: BenchSlot) -> str:
        """ "the Lamp in place of the Torch"; "the Lamp in Navy in place of Yellow"."""
        titles = [named(self.title(slot)) for slot in (new, old)]
        if titles[0] != titles[1]:
            return f"{titles[0]} in place of {titles[1]}"
        now, before = (self._catalog.variant(slot.variant_id)[1].options for slot in (new, old))
        other = [(value, before.get(slot, "")) for slot, value in now.items() if value != before.get(slot)]
        values = [", ".join(filter(None, side)) for side in zip(*other, strict=True)]
        return f"{titles[0]} in {values[0]} in place of {values[1]}" if all(values) and values else titles[0]

    def _beside(self, changes: Sequence[BenchChange], before: Bench, after: Bench) -> list[str]:
        """What else is another thing now, where that is not what was asked for."""
        if any(change.do in (Do.TIER, Do.TAKE) for change in changes):
            return []
        touched = {name for change in changes for name in change.slots}
        swapped: list[str] = []
        gone: list[str] = []
        new: list[str] = []
        for slot in after.slots:
            old = before.slot(slot.name)
            if old is None or slot.name in touched or old.variant_id == slot.variant_id or slot.is_owned:
                continue
            if old.variant_id and slot.variant_id:
                swapped.append(self._swapped(old, slot))
            elif old.variant_id:
                gone.append(named(self.title(old)))
            else:
                new.append(named(self.title(slot)))
        without = [f"without {listed(gone)}"] if gone else []
        return [*swapped, *without, *([f"with {listed(new)}"] if new else [])]


def _by(rule: str) -> str:
    """ "by Friday 27 November" of a rule that says the day as a calendar does."""
    return f"by {_day(date.fromisoformat(rule.removeprefix('by ')))}"


def _day(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B}"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def slots_of(slots: Sequence[BenchSlot]) -> str:
    """Their names, as a list."""
    return listed([lowered(slot.name) for slot in slots])
