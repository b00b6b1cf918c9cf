"""Recommending: search, rank, show; and when nothing fits, say what would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from assistant.acts import Intent, Recommend, ShopperAct
from assistant.cards import card
from assistant.questions import Split, best_question, splits, worded
from assistant.reply import Cards, FollowUp, FollowUps, ReplyEvent, Text
from assistant.responding import TemplateResponder
from assistant.state import Asked, Shown
from assistant.turn import Turn
from recommender.explaining import Explainer, Explanation
from recommender.ranking import Ranker
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Constraint, Operator, Order, Query
from retrieval.relaxing import IN_STOCK, Relaxation
from retrieval.search import Retriever
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

N_CARDS = 6
N_NEAREST = 3  # cards when nothing said is in the store's words
N_CHIPS = 3


class RelaxingRetriever(Retriever, Protocol):
    def relaxations(self, query: Query) -> list[Relaxation]:
        """What giving up constraints would bring, best first; empty when something satisfies everything."""
        ...


class Recommending:
    """The part of the street from a query to cards, reasons and what to say next."""

    def __init__(
        self,
        catalog: Catalog,
        vocabulary: Vocabulary,
        retriever: RelaxingRetriever,
        ranker: Ranker,
        explainer: Explainer,
        responder: TemplateResponder,
    ) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._retriever = retriever
        self._ranker = ranker
        self._explainer = explainer
        self._responder = responder

    def ranked(self, query: Query, turn: Turn) -> list[Candidate]:
        """What satisfies the query, best first for this shopper, in the order the query asks for."""
        return self._in_order(self._ranker.rank(self._retriever.search(query), turn.taste, query), query)

    def recommend(self, act: Recommend, turn: Turn) -> Iterator[ReplyEvent]:
        query = act.query
        ranked = self.ranked(query, turn)
        turn.check()
        words = dict.fromkeys(t.word for t in tokens(query.text))
        unread = [w for w in words if not self._vocabulary.knows_word(w)]
        lost = bool(unread) and len(unread) == len(words)  # nothing said is in the store's words: only nearness is left
        shown = ranked[: N_NEAREST if lost else N_CARDS]
        more = any(heard.intent is Intent.MORE for heard in turn.state.heard)
        if not shown:
            yield from self._nothing(query, more)
            return
        reasons = [_told(self._explainer.explain(c, shown, query, turn.taste)) for c in shown]
        ids, variants = tuple(c.product_id for c in shown), tuple(c.variant_id for c in shown)
        turn.happen(Shown(ids, variants, more))
        need = query.constraints
        yield Cards(tuple(card(self._catalog, v, r, need) for v, r in zip(variants, reasons, strict=True)), more)
        now = {t.word for heard in turn.state.heard for t in tokens(heard.text)}
        said = [w for w in unread if w in now] if lost or (now and now <= set(unread)) else []
        yield Text(self._responder.found(len(ranked), len(shown), query, said))
        turn.check()
        question = best_question(ranked, turn.state, self._catalog) if not (more or lost) else None
        if question:
            turn.happen(Asked(question.slot, tuple(value for value, _ in question.counts)))
            yield Text(f" {worded(question)}")
        whole = replace(query, exclude=turn.state.rejected)  # a chip begins a list anew
        yield FollowUps(self._chips(question, ranked, whole, turn))

    def _in_order(self, ranked: list[Candidate], query: Query) -> list[Candidate]:
        if query.order is Order.FIT:
            return ranked
        ranked = self.really_meant(ranked, query)
        if query.order is Order.BEST_RATED:
            return sorted(
                ranked, key=lambda c: (-(self._catalog.product(c.product_id).rating or 0), -c.score, c.product_id)
            )
        sign = 1 if query.order is Order.CHEAPEST else -1
        return sorted(
            ranked, key=lambda c: (sign * self._catalog.variant(c.variant_id)[1].offer.price.minor, c.product_id)
        )

    def really_meant(self, ranked: list[Candidate], query: Query) -> list[Candidate]:
        """The cheapest of things near in meaning is seldom what is meant: keep those that carry the words, if any."""
        wanted = {t.stem for t in tokens(query.text)}
        if not wanted or any(c.slot == "category" for c in query.required):
            return ranked
        named = [c for c in ranked if wanted <= {t.stem for t in tokens(self._catalog.product(c.product_id).title)}]
        return named or ranked

    def _nothing(self, query: Query, more: bool) -> Iterator[ReplyEvent]:
        if more:
            yield Text(self._responder.fixed("no_more"))
            return
        ways = self._retriever.relaxations(query)
        yield Text(self._responder.nothing(query, ways))
        yield FollowUps(tuple(self._without(way) for way in ways[:N_CHIPS] if IN_STOCK not in way.constraints))

    def _without(self, way: Relaxation) -> FollowUp:
        said = self._responder.gives_up(way)
        return FollowUp(said, said, ShopperAct(Intent.REFINE, removed=way.constraints), way.n_products)

    def _chips(
        self, question: Split | None, ranked: Sequence[Candidate], query: Query, turn: Turn
    ) -> tuple[FollowUp, ...]:
        """Refinements that were tried: each leads to the number of products it says."""
        constraints: list[Constraint] = []
        if question:
            constraints += [Constraint(question.slot, Operator.IS, value) for value, _ in question.counts[:4]]
        else:
            for split in splits(ranked, turn.state, self._catalog)[:2]:
                constraints.append(Constraint(split.slot, Operator.IS, split.counts[0][0]))
        if not any(c.slot == "price" for c in query.constraints) and len(ranked) > 2:
            prices = sorted(self._catalog.variant(c.variant_id)[1].offer.price.amount for c in ranked)
            limit = _round_price(prices[len(prices) // 3])
            if prices[0] <= limit < prices[-1]:
                constraints.append(Constraint("price", Operator.AT_MOST, limit))
        chips = []
        for constraint in constraints:
            turn.check()
            n = len(self._retriever.search(replace(query, constraints=(*query.constraints, constraint))))
            if 0 < n < len(ranked):
                label = self._responder.label(constraint)
                chips.append(FollowUp(label, label, ShopperAct(Intent.REFINE, (constraint,)), n))
        return tuple(chips[: 4 if question else N_CHIPS])


def _told(explanation: Explanation) -> str:
    """The sentence, unless all it says is the price that stands on the card anyway."""
    only = [e.claim for e in explanation.evidence]
    return "" if len(only) == 1 and only[0].startswith("available at") else explanation.text


def _round_price(amount: Decimal) -> Decimal:
    """A limit as people say it: to 5 under 100, to 10 under 500, to 50 above."""
    if amount < 5:
        return amount
    step = Decimal(5) if amount < 100 else Decimal(10) if amount < 500 else Decimal(50)
    return max((amount / step).to_integral_value() * step, step)
