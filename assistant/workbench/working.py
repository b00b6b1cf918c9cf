"""Working: a change to the bundle on the table, from what was asked to what is seen and said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.acts import ChangeBundle
from assistant.reply import Bundles, CartView, FollowUps, ReplyEvent, Text
from assistant.responding import TemplateResponder
from assistant.state import BenchLaid, BudgetRefused, Shown
from assistant.turn import Turn
from assistant.workbench import wording
from assistant.workbench.adding import BenchAdding
from assistant.workbench.bench import Bench, changed
from assistant.workbench.change import BenchChange, Do
from assistant.workbench.laying import Laying, needed_day
from assistant.workbench.qualities import having_more, quality_named
from assistant.workbench.sharing import Seals, Shared, SharedPart
from assistant.workbench.showing import BenchViews
from assistant.workbench.solving import BenchSolver, Options, Solved, Unsolved
from recommender.wording import lowered, n_of, named
from retrieval.cart_prices.priced_cart import ANYBODY
from retrieval.cart_prices.pricer import CartPricer
from retrieval.catalog import Catalog
from retrieval.money import Money


class Workbench:
    """Does what a `ChangeBundle` asks for. What cannot be done leaves the bundle as it was, and says why."""

    def __init__(
        self,
        catalog: Catalog,
        laying: Laying,
        solver: BenchSolver,
        views: BenchViews,
        responder: TemplateResponder,
        seals: Seals,
    ) -> None:
        self._catalog = catalog
        self._laying = laying
        self._solver = solver
        self._views = views
        self._adding = BenchAdding(catalog, responder)
        self._words = wording.BenchWords(catalog)
        self._seals = seals

    def change(self, act: ChangeBundle, turn: Turn) -> Iterator[ReplyEvent]:
        doing, bench = {change.do for change in act.changes}, turn.state.bench
        if Do.OPEN in doing:
            yield from self._open(act.changes[0], turn)
            return
        if bench is None:
            yield Text(wording.NO_BENCH)
            return
        unknown = next((name for change in act.changes for name in change.slots if bench.slot(name) is None), None)
        if unknown is not None:
            yield Text(wording.NO_SUCH_SLOT.format(slot=unknown, slots=wording.slots_of(bench.slots)))
            return
        changes = tuple(change for change in act.changes if change.do not in (Do.ADD_ALL, Do.COMPARE))
        said = list(self._rework(bench, replace(act, changes=changes), turn)) if changes else []
        after = turn.state.bench
        is_laid = not changes or any(isinstance(event, Bundles) for event in said)
        if Do.COMPARE in doing and after is not None and is_laid:
            yield from self._compare(after, self._budget(act), turn)
            yield from (event for event in said if isinstance(event, Text))
            return
        then_add = Do.ADD_ALL in doing or any(change.then_add for change in changes)
        if not then_add or after is None or not is_laid:  # what failed adds nothing
            yield from said
            return
        added = list(self._adding.add(after, self._budget(act), turn))
        if any(isinstance(event, CartView) for event in added) or Do.ADD_ALL in doing:
            yield from said  # between one size and the next the bundle need not be seen
        yield from added

    def lay(self, solved: Solved, options: Options, budget: Money | None, turn: Turn) -> Bundles:
        """The bundle put on the table, with the other ways beside it."""
        turn.happen(BenchLaid(solved.bench))
        best = solved.bundle.parts
        turn.happen(Shown(tuple(c.product_id for c in best), tuple(c.variant_id for c in best)))
        instead = self._solver.alternatives(solved, options, budget, turn.state.buyer)
        view = self._views.on_table(solved, options, instead, budget, turn)
        others = (self._views.shown(other, solved.bench, budget, turn) for other in solved.others)
        return Bundles((view, *others))

    def _rework(self, bench: Bench, act: ChangeBundle, turn: Turn) -> Iterator[ReplyEvent]:
        changes, budget = act.changes, self._budget(act)
        if any(change.variant_id and not self._catalog.has_variant(change.variant_id) for change in changes):
            yield Text(wording.GONE)
            return
        if any(change.is_past for change in changes):
            yield Text(wording.PAST_DAY)
            return
        for change in changes:
            if change.is_named and (no := self._no_swap(bench, change)):
                yield Text(no)
                return
        wanted = replace(bench, asks_size_of="", refused=None, whole=replace(bench.whole, by=needed_day(turn.state)))
        for change in changes:
            wanted = changed(wanted, change, lambda variant_id: self._catalog.variant(variant_id)[0].id)
            wanted = self._laying.narrowed(wanted, change.conditions) if change.do is Do.NARROW else wanted
        options = narrowed = self._solver.options(wanted, turn)
        for change in changes:
            if change.is_for_next_best:
                left = self._others(bench, change, narrowed)
                if isinstance(left, str):
                    yield Text(left)
                    return
                narrowed = left
        solved = self._solver.reworked(wanted, changes, narrowed, budget, turn)
        if isinstance(solved, Unsolved):
            yield from self._dead_end(solved, act, turn)
            return
        asked_for = tuple(name for change in changes if change.do is Do.SWAP for name in change.slots)
        kept = solved.bench.changing(asked_for, lambda s: replace(s, is_chosen=s.is_filled))
        solved = replace(solved, bench=kept)  # what was asked for stays from now on, where it can
        yield self.lay(solved, options, budget, turn)
        yield Text(self._words.done(changes, bench, solved.bench, solved.bundle, budget))

    def _no_swap(self, bench: Bench, change: BenchChange) -> str:
        """Why what was named cannot be swapped in; empty where it can."""
        product, variant = self._catalog.variant(change.variant_id)
        slot = bench.slot(change.slots[0])
        if slot is not None and slot.is_filled and slot.variant_id == change.variant_id:
            return _capital(wording.IS_THERE.format(title=named(product.title)))
        return "" if variant.offer.available else _capital(wording.SOLD_OUT.format(title=named(product.title)))

    def _others(self, bench: Bench, change: BenchChange, options: Options) -> Options | str:
        """The options without what lies there, and only those that have more of what was asked for; else why none."""
        narrowed = dict(options)
        quality = quality_named(change.than) if change.than else None
        for name in change.slots:
            slot = bench.slot(name)
            now = slot.variant_id if slot is not None else ""
            others = [c for c in options.get(name, ()) if c.variant_id != now]
            if change.than and now:
                others = having_more(quality, now, others, self._catalog) if quality else []
            if not others:
                words = wording.NONE_MORE if change.than else wording.NO_OTHER
                return words.format(slot=lowered(name), than=change.than)
            narrowed[name] = tuple(others)
        return narrowed

    def _dead_end(self, failed: Unsolved, act: ChangeBundle, turn: Turn) -> Iterator[ReplyEvent]:
        """Without anything left to buy, all of it is there, or taken out: that is a bench, too."""
        if failed.blame is None:
            yield from self._nothing(failed.bench, act, turn)
            return
        budget, before = self._budget(act), turn.state.bench
        stays = ""
        if before is not None and budget is not None and budget != before.budget:
            turn.happen(BudgetRefused(budget))
            stays = " The bundle stays as it is" + (f", under your {before.budget}." if before.budget else ".")
        yield Text(f"{self._words.blamed(failed.blame, budget, failed.bench)}{stays}")
        yield FollowUps(self._words.ways(failed.blame, act))

    def _nothing(self, bench: Bench, act: ChangeBundle, turn: Turn) -> Iterator[ReplyEvent]:
        """No slot is filled, and none is to blame."""
        free = [slot for slot in bench.slots if not (slot.is_owned or slot.is_out)]
        if free:  # the bundle stays as it was
            yield Text(wording.NOT_WORTH_IT)
            yield FollowUps(self._words.back(free, act.changes))
            return
        turn.happen(BenchLaid(bench.with_picks({})))
        gone = [name for change in act.changes for name in change.slots]
        out = sorted((slot for slot in bench.slots if slot.is_out), key=lambda slot: slot.name not in gone)
        yield Text(wording.NOTHING_LEFT if out else wording.NOTHING_TO_BUY)
        if out:
            yield FollowUps(self._words.back(out))

    def _compare(self, bench: Bench, budget: Money | None, turn: Turn) -> Iterator[ReplyEvent]:
        options = self._solver.options(bench, turn)
        solved = self._solver.reworked(bench, (), options, budget, turn)
        if isinstance(solved, Unsolved) or not solved.others:
            yield Text(wording.ONLY_ONE)
            return
        bundles = (solved.bundle, *solved.others)
        filled = [slot.name for slot in bench.slots if any(slot.name in bundle.slots for bundle in bundles)]
        rows = self._views.compared(bundles, filled)
        yield replace(self.lay(solved, options, budget, turn), rows=rows)
        n_differ = sum(row.differs for row in rows if row.label in filled)
        yield Text(f"{n_of(len(bundles), 'way')} beside each other; {n_differ} of {len(filled)} parts differ.")

    def _open(self, change: BenchChange, turn: Turn) -> Iterator[ReplyEvent]:
        """A shared bundle as it is today: what is sold out is filled anew, what costs otherwise is told."""
        shared = self._seals.known(_shared(change), self._catalog.currency)
        known = [part for part in shared.parts if self._catalog.has_variant(part.variant_id)]
        if not known:
            yield Text("The shop no longer has anything of this bundle.")
            return
        bench = self._laying.of_variants([part.variant_id for part in known], [part.n for part in known])
        gone = tuple(slot.name for slot in bench.slots if self._words.lacking(slot))
        options = self._solver.options(bench, turn)
        solved = self._solver.reworked(bench, (BenchChange(Do.SWAP, gone),), options, None, turn)
        if isinstance(solved, Unsolved):
            yield Text("Nothing of this bundle can be bought now.")
            return
        yield self.lay(solved, options, None, turn)
        told = [f"The shared bundle: {self._words.total(solved.bundle, None)}."]
        yield Text(" ".join([*told, *self._news(shared, bench, solved)]))

    def _news(self, shared: Shared, bench: Bench, now: Solved) -> list[str]:
        """What is otherwise than when it was shared. That nothing is, only where all of then is known."""
        n_lost = len(shared.parts) - len(bench.slots)
        told = [f"{n_of(n_lost, 'thing')} of it {'is' if n_lost == 1 else 'are'} no longer sold."] if n_lost else []
        was = {part.variant_id: part.was for part in shared.parts}
        for slot in bench.slots:
            product, variant = self._catalog.variant(slot.variant_id)
            after = now.bench.slot(slot.name)
            if after is not None and after.variant_id != slot.variant_id:
                other = f"{named(self._words.title(after))} is in its place" if after.variant_id else "it is left out"
                told.append(_capital(f"{self._words.lacking(slot) or f'without {named(product.title)}'}; {other}."))
            old = was[slot.variant_id]
            if old and old != variant.offer.price.minor:
                before = Money.from_minor(old, self._catalog.currency)
                told.append(f"Another price: {named(product.title)}, {variant.offer.price} now, {before} then.")
        then = Money.from_minor(shared.total, self._catalog.currency)
        if then.minor and then != CartPricer(self._catalog).price(now.bundle.pieces, ANYBODY).total:
            other = "" if told else "The prices are the same, the promotions are not. "
            return [*told, f"{other}It came to {then} then."]
        return told or (["Nothing has changed since it was shared."] if then.minor else [])

    def _budget(self, act: ChangeBundle) -> Money | None:
        return Money.rounded(act.budget, self._catalog.currency) if act.budget is not None else None


def _shared(change: BenchChange) -> Shared:
    """What was shared, as it is said."""
    parts = zip(change.variant_ids, change.counts, change.was, strict=True)
    return Shared(tuple(SharedPart(*part) for part in parts), change.was_total, change.seal)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
