"""Proposing: things that belong together, under one budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.acts import Intent, ProposeBundle, ShopperAct
from assistant.cards import card
from assistant.owned import is_owned, owned_products
from assistant.recommending import Recommending
from assistant.reply import Bundles, BundleView, FollowUp, FollowUps, ReplyEvent, Text
from assistant.responding import TemplateResponder
from assistant.state import Shown
from assistant.turn import Turn
from recommender.bundling import Bundle, BundleNeed, Bundler, Slot, worth_trying
from recommender.explaining import Explainer
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Constraint, Operator, Query


class Proposing:
    """From the parts wanted to bundles shown. Totals are the bundler's sums of the records' prices."""

    def __init__(
        self,
        catalog: Catalog,
        recommending: Recommending,
        bundler: Bundler,
        explainer: Explainer,
        responder: TemplateResponder,
    ) -> None:
        self._catalog = catalog
        self._recommending = recommending
        self._bundler = bundler
        self._explainer = explainer
        self._responder = responder

    def propose(self, act: ProposeBundle, turn: Turn) -> Iterator[ReplyEvent]:
        budget = Money.rounded(act.budget, self._catalog.currency) if act.budget is not None else None
        act, owned = self._without_owned(act, turn.state.context.owns)
        found = [self._recommending.really_meant(self._recommending.ranked(q, turn), q) for q in act.parts]
        turn.check()
        names = tuple(self._slot_name(query) for query in act.parts)
        if len(act.parts) == 1:  # what the rest is built around
            found = [[c for c in candidates if c.product_id not in owned] for candidates in found]
        options = tuple(worth_trying(candidates, self._catalog) for candidates in found)
        slots = tuple(Slot(name, choice) for name, choice in zip(names, options, strict=True))
        proposal = self._bundler.propose(BundleNeed(slots, budget, act.product_ids, owned), turn.taste)
        bundles = list(proposal.bundles)
        turn.check()
        if not bundles:
            missing = [
                self._wanted(query) for query, candidates in zip(act.parts, found, strict=True) if not candidates
            ]
            ways = proposal.blame.ways_out if proposal.blame else ()
            cheapest = next((way.budget for way in ways if way.budget), None)
            yield Text(self._responder.no_bundle(missing, cheapest, budget))
            if cheapest:
                limit = Constraint("price", Operator.AT_MOST, cheapest.amount)
                yield FollowUps(
                    (FollowUp(f"Spend {cheapest}", f"under {cheapest}", ShopperAct(Intent.REFINE, (limit,))),)
                )
            return
        views = tuple(self._view(bundle, budget, turn, n) for n, bundle in enumerate(bundles, 1))
        best = bundles[0].parts
        turn.happen(Shown(tuple(c.product_id for c in best), tuple(c.variant_id for c in best)))
        yield Bundles(views)
        yield Text(self._responder.bundles(bundles, budget))

    def _without_owned(self, act: ProposeBundle, owns: tuple[str, ...]) -> tuple[ProposeBundle, frozenset[str]]:
        """The act without parts that the shopper has already, and the products that are of such a kind."""
        left = tuple(query for query in act.parts if not is_owned(self._slot_name(query), owns))
        act = replace(act, parts=left) if left or act.product_ids else act
        return act, owned_products(self._catalog, owns) - set(act.product_ids)

    def _view(self, bundle: Bundle, budget: Money | None, turn: Turn, n: int) -> BundleView:
        limit = (Constraint("price", Operator.AT_MOST, budget.amount),) if budget else ()
        reason = self._explainer.explain(bundle, list(bundle.parts), Query(constraints=limit), turn.taste).text
        need = turn.state.constraints
        cards = tuple(card(self._catalog, part.variant_id, need=need) for part in bundle.parts)
        savings = bundle.priced.savings if bundle.priced else ()
        return BundleView(f"Together {n}", cards, bundle.slots, bundle.total, budget, reason, savings)

    def _slot_name(self, query: Query) -> str:
        kinds: list[Constraint] = list(query.constraints[-1:]) if not query.text else []
        return self._responder.label(kinds[0]) if kinds else query.text or "your choice"

    def _wanted(self, query: Query) -> str:
        """The slot with the price that was set for it: "tents under $200.00"."""
        limits = [self._responder.label(c) for c in query.constraints if c.slot == "price"]
        return " ".join([self._slot_name(query), *limits])
