"""Solving: from the bench as it is wanted to a bundle, with everything kept that the shopper would expect to stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.policy import N_FOUND
from assistant.recommending import Recommending
from assistant.turn import Turn
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.change import BenchChange, Do
from assistant.workbench.for_person import suits, whom
from recommender.bundling import (
    Alternative,
    Blame,
    Bundle,
    BundleNeed,
    Bundler,
    Change,
    Proposal,
    Slot,
    worth_trying,
)
from retrieval.cart_prices.priced_cart import Buyer
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Candidate, Query
from retrieval.tokens import tokens

_STAYING, _SAME_STAYING = 1.5, 1.25
_OTHER_COLOR = 0.99  # of the score of the colour that a search gave
_COLOR_SLOTS = ("color", "colour")
N_OTHERS = 2  # bundles beside the one on the table
Options = Mapping[str, tuple[Candidate, ...]]  # candidates by slot, best first


@dataclass(frozen=True, slots=True)
class Solved:
    """The bench with what fills it, and what would be with another tier or altogether otherwise."""

    bench: Bench
    bundle: Bundle
    tiers: tuple[Bundle, ...] = ()
    others: tuple[Bundle, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsolved:
    """Nothing fits. Without `blame` there is nothing left to buy, or nothing goes with what was to be built around."""

    bench: Bench
    blame: Blame | None


class BenchSolver:
    """Searches what every slot may hold, and asks the bundler."""

    def __init__(self, catalog: Catalog, recommending: Recommending, bundler: Bundler) -> None:
        self._catalog = catalog
        self._recommending = recommending
        self._bundler = bundler

    def options(self, bench: Bench, turn: Turn) -> Options:
        """What may fill the slots that something is brought in for."""
        found: dict[str, tuple[Candidate, ...]] = {}
        for slot in bench.slots:
            if not (slot.is_owned or slot.is_out):
                turn.check()
                query = Query(slot.text, slot.constraints, N_FOUND, exclude=turn.state.rejected)
                best = self._as_chosen(slot, worth_trying(self._named(slot, self.found(query, turn)), self._catalog))
                in_one = bench.whole.same_color and not any(c.slot in _COLOR_SLOTS for c in slot.constraints)
                found[slot.name] = tuple(self._in_colors(best)) if in_one else best
        return found

    def _named(self, slot: BenchSlot, found: list[Candidate]) -> list[Candidate]:
        """Of a kind that only its titles tell within a category: "reel" there is no lure."""
        wanted = {token.stem for token in tokens(slot.text)}
        if not wanted or not any(c.slot == "category" for c in slot.constraints):
            return found
        titles = ({t.stem for t in tokens(self._catalog.product(c.product_id).title)} for c in found)
        return [c for c, title in zip(found, titles, strict=True) if wanted <= title] or found

    def found(self, query: Query, turn: Turn, without: frozenset[str] = frozenset()) -> list[Candidate]:
        """What meets the query, can be bought and suits whom it is for, best first for this shopper."""
        ranked = self._recommending.really_meant(self._recommending.ranked(query, turn), query)
        who = whom(turn.state.context)
        return [c for c in ranked if c.product_id not in without and suits(*self._catalog.variant(c.variant_id), who)]

    def laid(self, bench: Bench, options: Options, budget: Money | None, turn: Turn) -> Solved | Unsolved:
        """The best for a bench that nothing lies on yet but locks."""
        proposal = self._propose(bench, options, budget, turn, _chosen(bench))
        if not proposal.bundles:
            return Unsolved(bench, proposal.blame)
        return self._solved(bench, proposal.bundles[0], proposal, budget)

    def around(self, need: BundleNeed, turn: Turn) -> Proposal:
        """What the store says goes with something, where no template does."""
        return self._bundler.propose(need, turn.taste)

    def reworked(
        self, bench: Bench, changes: Sequence[BenchChange], options: Options, budget: Money | None, turn: Turn
    ) -> Solved | Unsolved:
        """The bench after changes: first with all else as it was, then with what was locked or chosen, then with the
        locks alone."""
        failed: Proposal | None = None
        touched = frozenset(name for change in changes for name in change.slots)
        anew = _is_anew(bench, changes, budget)
        for held in _ways(bench, changes, anew=anew):
            only = not anew and {slot.name for slot in bench.filled} <= held | touched
            proposal = self._propose(bench, options, budget, turn, held, touched, stays=not anew, only=only)
            if proposal.bundles:
                free = self._propose(bench, options, budget, turn, _chosen(bench))
                return self._solved(bench, proposal.bundles[0], free, budget)
            failed = proposal
        return Unsolved(bench, failed.blame if failed else None)

    def alternatives(
        self, solved: Solved, options: Options, budget: Money | None, buyer: Buyer
    ) -> list[list[Alternative]]:
        """For every part of the bundle what else could be in its place, those that fit first."""
        need = self._need(solved.bench, options, budget, buyer, frozenset(), frozenset())
        return [self._bundler.alternatives(need, solved.bundle, at) for at in range(len(solved.bundle.parts))]

    def _solved(self, bench: Bench, bundle: Bundle, free: Proposal, budget: Money | None) -> Solved:
        now = _picks(bundle)
        others = [other for other in free.bundles if _picks(other) != now][:N_OTHERS]
        laid, tiers = bench.with_picks(now), {tier.tier: tier for tier in free.tiers}
        bundle = _with_more(bundle, tiers.get(bench.tier))
        names = [slot.name for slot in laid.slots]
        shown = tuple(tuple(_picks(other).get(name, "") for name in names) for other in others)
        return Solved(replace(laid, others=shown, budget=budget), bundle, free.tiers, tuple(others))

    def _propose(
        self,
        bench: Bench,
        options: Options,
        budget: Money | None,
        turn: Turn,
        held: frozenset[str],
        touched: frozenset[str] = frozenset(),
        *,
        stays: bool = False,
        only: bool = False,
    ) -> Proposal:
        turn.check()
        need = self._need(bench, options, budget, turn.state.buyer, held, touched, stays=stays, only=only)
        if not any(not slot.is_owned for slot in need.slots):
            return Proposal()
        return self._bundler.propose(need, turn.taste)

    def _need(
        self,
        bench: Bench,
        options: Options,
        budget: Money | None,
        buyer: Buyer,
        held: frozenset[str],
        touched: frozenset[str],
        *,
        stays: bool = False,
        only: bool = False,
    ) -> BundleNeed:
        """With `only`, nothing is brought in beside what lies there but what the changes are about. With `stays`, what
        lies there is worth more than what does not."""
        slots = []
        for slot in bench.slots:
            unasked = only and not (slot.variant_id or slot.is_owned or slot.name in touched)
            if slot.is_out or unasked:
                continue
            choice = options.get(slot.name, ())
            if stays:
                there = self._catalog.variant(slot.variant_id)[0].id if slot.is_filled else ""
                choice = tuple(_staying(choice, slot.variant_id, there))
            lock = slot.variant_id if slot.name in held and slot.is_filled else ""
            if slot.passed and not lock:
                choice = tuple(c for c in choice if c.product_id not in slot.passed) or choice
            slots.append(
                Slot(
                    slot.name,
                    choice,
                    slot.required or bool(lock) or (slot.name in touched and not slot.is_owned),
                    slot.n,
                    lock,
                    bool(lock) and not slot.is_locked,
                    slot.is_owned,
                    slot.owned_id,
                )
            )
        return BundleNeed(tuple(slots), budget, whole=bench.whole, tier=bench.tier, buyer=buyer, is_closed=True)

    def _in_colors(self, best: Sequence[Candidate]) -> Iterator[Candidate]:
        """Each with its other colours that can be bought, alike in all else."""
        for candidate in best:
            yield candidate
            product, shown = self._catalog.variant(candidate.variant_id)
            else_ = {slot: value for slot, value in shown.options.items() if slot not in _COLOR_SLOTS}
            for variant in product.variants:
                is_like = else_ == {s: v for s, v in variant.options.items() if s not in _COLOR_SLOTS}
                if is_like and variant.id != shown.id and variant.offer.available:
                    yield replace(candidate, variant_id=variant.id, score=candidate.score * _OTHER_COLOR)

    def _as_chosen(self, slot: BenchSlot, best: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """What the shopper chose or holds in its own size and colour."""
        if not (slot.is_chosen or slot.is_locked or slot.is_sized) or not self._catalog.has_variant(slot.variant_id):
            return best
        product_id = self._catalog.variant(slot.variant_id)[0].id
        return tuple(replace(c, variant_id=slot.variant_id) if c.product_id == product_id else c for c in best)


def _is_anew(bench: Bench, changes: Sequence[BenchChange], budget: Money | None) -> bool:
    """Less money changes as little as it can; more money, another tier or other conditions all that was not chosen."""
    is_more = budget is None or (bench.budget is not None and budget > bench.budget)
    return any(c.do in (Do.TIER, Do.NARROW) or (c.do is Do.BUDGET and is_more) for c in changes)


def _ways(bench: Bench, changes: Sequence[BenchChange], *, anew: bool) -> list[frozenset[str]]:
    """What to hold, one attempt after the other. What is back, or of another number, is held at first alone, unless it
    is locked."""
    free = _slots(changes, lambda change: change.is_for_next_best)
    back = _slots(changes, lambda change: change.do in (Do.PUT_BACK, Do.DISOWN, Do.COUNT)) - _locked(bench)
    fixed = _slots(changes, lambda change: change.do is Do.SWAP and bool(change.variant_id))
    filled = frozenset(slot.name for slot in bench.filled) - free
    chosen, locked = _chosen(bench) - free, _locked(bench) - free
    return [
        *([] if anew else [filled]),
        *([filled - back] if back and not anew else []),
        chosen - back,
        (locked | (fixed & filled)) - back,
    ]


def _staying(options: Sequence[Candidate], variant_id: str, product_id: str) -> Iterator[Candidate]:
    """With what lies there worth half a slot more than the best: it goes only where it must, first for another colour
    of the same."""
    best = max((c.score for c in options), default=0.0)
    for candidate in options:
        if best > 0 and candidate.variant_id == variant_id:
            yield replace(candidate, score=best * _STAYING)
        else:
            is_same = best > 0 and candidate.product_id == product_id
            yield replace(candidate, score=best * _SAME_STAYING) if is_same else candidate


def _slots(changes: Sequence[BenchChange], such: Callable[[BenchChange], bool]) -> frozenset[str]:
    return frozenset(name for change in changes if such(change) for name in change.slots)


def _locked(bench: Bench) -> frozenset[str]:
    return frozenset(slot.name for slot in bench.filled if slot.is_locked)


def _chosen(bench: Bench) -> frozenset[str]:
    return frozenset(slot.name for slot in bench.filled if slot.is_locked or slot.is_chosen)


def _with_more(bundle: Bundle, free: Bundle | None) -> Bundle:
    """With what more money would change of it, where all else was held and so nothing could: more money changes all
    that was not locked or chosen, from what `free` is now to what it would be then."""
    own, its = bundle.if_more, free.if_more if free is not None else None
    if free is None or its is None or not its.changes or (own is not None and own.changes):
        return bundle
    richer = {**_picks(free), **{change.slot: change.after for change in its.changes}}
    now = _picks(bundle)
    names = dict.fromkeys((*now, *richer))
    changes = (Change(name, now.get(name, ""), richer.get(name, "")) for name in names)
    return replace(bundle, if_more=replace(its, changes=tuple(c for c in changes if c.before != c.after)))


def _picks(bundle: Bundle) -> dict[str, str]:
    return {name: part.variant_id for name, part in zip(bundle.slots, bundle.parts, strict=True)}
