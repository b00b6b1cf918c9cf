"""Proposing: things that belong together, under one budget, put on the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.acts import OF_CART, ChangeBundle, Intent, ProposeBundle, ShopperAct
from assistant.context import ContextChange
from assistant.owned import owned_products
from assistant.recommending import Recommending
from assistant.reply import Bundles, FollowUp, FollowUps, ReplyEvent, Text
from assistant.responding import TemplateResponder
from assistant.turn import Turn
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.for_person import not_for, whom
from assistant.workbench.laying import Laying
from assistant.workbench.model_names import ModelNames
from assistant.workbench.purposes import Purposes
from assistant.workbench.sharing import Seals
from assistant.workbench.showing import BenchViews
from assistant.workbench.solving import BenchSolver, Options, Solved, Unsolved
from assistant.workbench.wording import MOST_WAYS, NOTHING_TO_BUY, BenchWords
from assistant.workbench.working import Workbench
from recommender.belonging.belonging import Belonging
from recommender.bundling import (
    THE_DAY,
    Blame,
    BundleNeed,
    Bundler,
    Fault,
    Slot,
    WayOut,
    worth_trying,
)
from recommender.explaining import Explainer
from recommender.wording import lowered
from retrieval.catalog import Catalog
from retrieval.guides import GuideIndex
from retrieval.money import Money
from retrieval.query import Constraint, Operator
from retrieval.tokens import tokens

_NOTHING_LACKS = "As far as I can tell, nothing is missing: what is in your cart needs nothing else from here."
_CART_EMPTY = "Your cart is empty, so everything is missing. What is it to be for?"


MOST_OFFERED = 4


class Proposing:
    """From what is wanted together to a bundle on the table. Totals are the bundler's, of the records' prices."""

    def __init__(
        self,
        catalog: Catalog,
        recommending: Recommending,
        bundler: Bundler,
        explainer: Explainer,
        responder: TemplateResponder,
        belonging: Belonging,
        purposes: Purposes,
        guides: GuideIndex,
        seals: Seals,
        names: ModelNames | None = None,
    ) -> None:
        self._catalog = catalog
        self._responder = responder
        self._guides = guides
        self._laying = Laying(catalog, purposes, responder)
        self._purposes = purposes
        self._solver = BenchSolver(catalog, recommending, bundler)
        views = BenchViews(catalog, explainer, belonging, seals, names)
        self._workbench = Workbench(catalog, self._laying, self._solver, views, responder, seals)
        self._words = BenchWords(catalog)

    def propose(self, act: ProposeBundle, turn: Turn) -> Iterator[ReplyEvent]:
        budget = Money.rounded(act.budget, self._catalog.currency) if act.budget is not None else None
        bench = self._laying.bench(act, turn)
        if bench is None and act.of_cart:
            yield Text(_NOTHING_LACKS if turn.state.cart else _CART_EMPTY)
            return
        missed = self._missed(act, bench)
        if bench is None and missed:
            yield from self._declined(missed, turn)
            return
        if bench is None:
            yield from self._around(act, budget, turn)
            return
        options = self._solver.options(bench, turn)
        turn.check()
        solved = self._solver.laid(bench, options, budget, turn)
        if isinstance(solved, Unsolved):
            yield from self._nothing(solved, act, options, budget, turn)
            return
        yield self._workbench.lay(solved, options, budget, turn)
        note = f"Nothing here is made for {_article(missed)} in particular. " if missed else ""
        yield Text(note + self._said(solved, budget, act))

    def change(self, act: ChangeBundle, turn: Turn) -> Iterator[ReplyEvent]:
        """A change to what is on the table."""
        return self._workbench.change(act, turn)

    def laid_anew(self, turn: Turn) -> Bundles | None:
        """What is on the table, at what it comes to by now; None where it cannot be had any more."""
        bench = turn.state.bench
        if bench is None:
            return None
        options = self._solver.options(bench, turn)
        solved = self._solver.reworked(bench, (), options, bench.budget, turn)
        return None if isinstance(solved, Unsolved) else self._workbench.lay(solved, options, bench.budget, turn)

    def offered(self, question: str) -> Iterator[ReplyEvent]:
        """After a guide: all that it is about together, where the store has a template for it."""
        template = self._laying.template_of(question) if self._guides.best(question) else None
        if template is not None:
            label = f"Put together: {template.name}"
            yield FollowUps((FollowUp(label, label, ShopperAct(Intent.BUNDLE, text=template.name)),))

    def _missed(self, act: ProposeBundle, bench: Bench | None) -> str:
        """What it is for, where the shop says nothing of that, beside what the bench is laid by."""
        if act.product_ids or act.of_cart or any(c.slot == "category" for part in act.parts for c in part.constraints):
            return ""
        known = {t.stem for t in tokens(bench.intent if bench else "")}
        rest = (word for word in act.words.split() if not {t.stem for t in tokens(word)} & known)
        return self._purposes.unsold(" ".join(rest))

    def _declined(self, missed: str, turn: Turn) -> Iterator[ReplyEvent]:
        """Odds and ends are no bundle: what the shop can put together is offered instead."""
        limits = tuple(c for c in turn.state.constraints if c.slot == "price")
        chips = []
        for template in self._laying.offered(MOST_OFFERED):
            label = template.name[:1].upper() + template.name[1:]
            chips.append(FollowUp(label, label, ShopperAct(Intent.BUNDLE, limits, text=template.name)))
        begin = "what I can put together" if chips else "a department"
        for department in [] if chips else self._purposes.departments[:MOST_OFFERED]:
            inside = Constraint("category", Operator.IS, department)
            chips.append(FollowUp(department, department, ShopperAct(Intent.FIND, (*limits, inside))))
        yield Text(
            f"Nothing in this shop is for {_article(missed)}, as far as its records say: I would only put odds "
            f"and ends together. If something else would do, tell me what, or begin with {begin}."
        )
        yield FollowUps(tuple(chips))

    def _around(self, act: ProposeBundle, budget: Money | None, turn: Turn) -> Iterator[ReplyEvent]:
        """What the store relates to something, where no template says which slots there are."""
        owned = owned_products(self._catalog, turn.state.context.owns) - set(act.product_ids)
        found = [self._solver.found(query, turn, without=owned) for query in act.parts]
        wanted = [self._laying.of_part(query) for query in act.parts]
        slots = tuple(
            Slot(slot.name, worth_trying(candidates, self._catalog))
            for slot, candidates in zip(wanted, found, strict=True)
        )
        others = not_for(self._catalog, whom(turn.state.context)) - set(act.product_ids)
        proposal = self._solver.around(
            BundleNeed(slots, budget, act.product_ids, owned | others, buyer=turn.state.buyer), turn
        )
        turn.check()
        if not proposal.bundles:
            empty = [self._empty(slot) for slot, candidates in zip(wanted, found, strict=True) if not candidates]
            yield from self._no_bundle(empty, proposal.blame, act, budget, turn)
            return
        best = proposal.bundles[0]
        intent = self._laying.kind_of(act.product_ids[0]) if act.product_ids else ""
        bench = self._laying.around(best, act.product_ids, intent)
        options = self._solver.options(bench, turn)
        solved = self._solver.reworked(bench, (), options, budget, turn)
        if isinstance(solved, Unsolved):  # what lies around something may be of one kind with it
            solved = Solved(bench, best)
        yield self._workbench.lay(solved, options, budget, turn)
        yield Text(self._said(solved, budget, act))

    def _said(self, solved: Solved, budget: Money | None, act: ProposeBundle) -> str:
        said = self._responder.bundles([solved.bundle, *solved.others], budget)
        return f"What your cart lacks: {said}" if act.of_cart else said

    def _nothing(
        self, failed: Unsolved, act: ProposeBundle, options: Options, budget: Money | None, turn: Turn
    ) -> Iterator[ReplyEvent]:
        """Which slot or rule is to blame, and what would make it possible."""
        blame = failed.blame
        if blame is None:
            yield Text(NOTHING_TO_BUY)
            return
        if blame.fault in (Fault.CLASH, Fault.TIME, Fault.GONE) or any(way.without_rule for way in blame.ways_out):
            yield Text(self._words.blamed(blame, budget))
            chips = [self._given_up(way, turn) for way in blame.ways_out if way.without_rule]
            chips += [self._spend(way.budget, act) for way in blame.ways_out if way.budget]
            chips += [self._without(way.without_slot, turn) for way in blame.ways_out if way.without_slot]
            yield FollowUps(tuple(chips[:MOST_WAYS]))
            return
        empty = [self._empty(slot) for slot in failed.bench.slots if slot.required and not options.get(slot.name)]
        yield from self._no_bundle(empty if blame.fault is Fault.EMPTY else [], blame, act, budget, turn)

    def _no_bundle(
        self, missing: Sequence[str], blame: Blame | None, act: ProposeBundle, budget: Money | None, turn: Turn
    ) -> Iterator[ReplyEvent]:
        ways = blame.ways_out if blame else ()
        cheapest = next((way.budget for way in ways if way.budget), None)
        dearest = f" What costs most is “{lowered(blame.slots[0])}”." if cheapest and blame and blame.slots else ""
        yield Text(self._responder.no_bundle(missing, cheapest, budget) + dearest)
        chips = [self._spend(cheapest, act)] if cheapest else []
        chips += [self._without(way.without_slot, turn) for way in ways if way.without_slot and turn.state.parts]
        if chips:
            yield FollowUps(tuple(chips[:MOST_WAYS]))

    def _spend(self, enough: Money, act: ProposeBundle) -> FollowUp:
        limit = Constraint("price", Operator.AT_MOST, enough.amount)
        again = ShopperAct(Intent.BUNDLE, (limit,), about=OF_CART) if act.of_cart else None
        return FollowUp(f"Spend {enough}", f"under {enough}", again or ShopperAct(Intent.REFINE, (limit,)))

    def _given_up(self, way: WayOut, turn: Turn) -> FollowUp:
        """The same wish for a bundle again, without the rule that is to blame."""
        state = turn.state
        again = ShopperAct(
            Intent.BUNDLE,
            state.constraints,
            product_ids=state.anchors,
            text=state.text,
            order=state.order,
            parts=state.parts,
        )
        if way.without_rule == THE_DAY:
            kept = tuple(change for heard in state.heard for change in heard.changes)
            again = replace(again, context=ContextChange(taken_back=("needed_by",)), changes=kept)
        label = "It may come later" if way.without_rule == THE_DAY else "In any colours"
        return FollowUp(label, label, again)

    def _without(self, slot: str, turn: Turn) -> FollowUp:
        part = next((p for p in turn.state.parts if self._responder.label(p) == slot), None)
        label = f"Without {lowered(slot)}"
        return FollowUp(label, label, ShopperAct(Intent.REFINE, removed=(part,)) if part else None)

    def _empty(self, slot: BenchSlot) -> str:
        """The slot with the price that was set for it: "tents under $200.00"."""
        limits = [self._responder.label(c) for c in slot.constraints if c.slot == "price"]
        return " ".join([slot.name, *limits])


def _article(words: str) -> str:
    """ "a wedding", "fishing", "a fisherman"."""
    if words.endswith(("ing", "s")) and words != "wedding":
        return words
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
