"""Recommending: search, rank, show; and when nothing fits, say what would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from assistant.acts import Intent, NameConflict, Recommend, ShopperAct
from assistant.cards import card
from assistant.hearing.question_words import worded
from assistant.merging import merged
from assistant.naming.unread import Unread, nameless, unread
from assistant.owned import is_owned, is_owned_kind
from assistant.policy import query_of
from assistant.quantities.dearness import END_OF, is_end, is_relative
from assistant.questions import Answer, Question, best_question, questions
from assistant.reply import Cards, FollowUp, FollowUps, ReplyEvent, Text
from assistant.responding import Example, TemplateResponder
from assistant.state import Asked, Focused, Shown, TurnBegan, Withdrawn
from assistant.turn import Turn
from assistant.workbench.for_person import Whom, suits, whom
from recommender.counterfactual import Anew, Signal
from recommender.explaining import Explainer, Explanation
from recommender.ranking import Ranker
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Product
from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Operator, Order, Query
from retrieval.relaxing import IN_STOCK, Relaxation
from retrieval.search import Retriever
from retrieval.standing import Standings
from retrieval.tokens import stems, tokens
from retrieval.vocabulary import Vocabulary

N_CARDS = 6
N_NEAREST = 3  # cards when nothing said is in the store's words
N_CHIPS = 3
MOST_ANSWERS = 5  # chips below a question
_TELLING = 0.1  # what a refinement nobody asked for must be expected to take away


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
        self._standings = Standings(catalog)
        self._vocabulary = vocabulary
        self._retriever = retriever
        self._ranker = ranker
        self._explainer = explainer
        self._responder = responder

    def ranked(self, query: Query, turn: Turn) -> list[Candidate]:
        """What satisfies the query, best first for this shopper, in the order the query asks for."""
        return self.ranked_for(turn.taste, query, turn)

    def ranked_for(self, shopper: Shopper, query: Query, turn: Turn) -> list[Candidate]:
        """The same as for another shopper, or another taste of this one."""
        return self._ranked(self._found(query, turn), shopper, query, whom(turn.state.context))

    def anew(self, query: Query, turn: Turn) -> Anew:
        """Ranks what satisfies the query once more without a signal, as the shopper's own switch would."""
        return self._anew(self._found(query, turn), turn.taste, query, whom(turn.state.context))

    def recommend(self, act: Recommend, turn: Turn) -> Iterator[ReplyEvent]:
        query, taste = act.query, turn.taste
        found, who = self._found(query, turn), whom(turn.state.context)
        ranked, anew = self._ranked(found, taste, query, who), self._anew(found, taste, query, who)
        turn.check()
        words = dict.fromkeys(t.word for t in tokens(query.text))
        unknown = [w for w in words if not self._vocabulary.knows_word(w)]
        lost = bool(unknown) and len(unknown) == len(words)  # only nearness is left
        shown = ranked[: N_NEAREST if lost else N_CARDS]
        more = any(heard.intent is Intent.MORE for heard in turn.state.heard)
        if not shown:
            yield from self._nothing(query, more, turn)
            return
        reasons = [_told(self._explainer.explain(c, ranked, query, taste, anew)) for c in shown]
        ids, variants = tuple(c.product_id for c in shown), tuple(c.variant_id for c in shown)
        turn.happen(Shown(ids, variants, more))
        need = query.constraints
        yield Cards(tuple(card(self._catalog, v, r, need) for v, r in zip(variants, reasons, strict=True)), more)
        yield Text(self._responder.found(len(ranked), len(shown), query, self._unread(unknown, ids, turn, lost=lost)))
        turn.check()
        whole = replace(query, exclude=turn.state.rejected)  # a chip begins a list anew
        chips: tuple[FollowUp, ...] = ()
        question = self._question(ranked, turn) if act.asks and not (more or lost) else None
        if question:
            chips = self._narrower(question.answers, ranked, whole, turn)[:MOST_ANSWERS]
        if question and len(chips) > 1:
            named = [(_named(answer, self._responder), answer.constraint) for answer in question.answers]
            turn.happen(
                Asked(question.slot, tuple(label for label, _ in named), choices=tuple(choice for _, choice in named))
            )
            yield Text(f" {worded(question)}")
            yield FollowUps((*chips, FollowUp("No preference", "no preference")))
            return
        yield FollowUps(self._openings(ranked, whole, turn))

    def _found(self, query: Query, turn: Turn) -> list[Candidate]:
        """What satisfies the query, without what they have already ("he has a headlamp"), unless that is looked for or
        is all there is."""
        found = self._retriever.search(query)
        owns = turn.state.context.owns
        kinds = [str(v) for c in query.required if c.slot == "category" for v in c.values]
        if not owns or any(is_owned(named, owns) for named in (*kinds, query.text)):
            return found
        return [c for c in found if not is_owned_kind(self._catalog.product(c.product_id), owns)] or found

    def _unread(self, unknown: Sequence[str], ids: Sequence[str], turn: Turn, *, lost: bool) -> Unread:
        """What of this message the store has nothing for."""
        now = dict.fromkeys(t.word for heard in turn.state.heard for t in tokens(heard.text))
        message = next((h.message for h in turn.happened if isinstance(h, TurnBegan)), "")
        if lost or (now and set(now) <= set(unknown)):
            return unread(now, unknown, message)
        if any(heard.intent is Intent.FIND and not heard.constraints for heard in turn.state.heard):
            shown = (self._catalog.product(i) for i in ids)
            return Unread(name=nameless([*now], shown, message, self._vocabulary))
        return Unread()

    def conflict(self, act: NameConflict, turn: Turn) -> Iterator[ReplyEvent]:
        """Nothing is shown; each chip keeps one of the two conditions, with what that would leave."""
        yield Text(self._responder.conflict(act.first, act.second))
        chips = []
        for kept, gone in ((act.first, act.second), (act.second, act.first)):
            n = len(self._retriever.search(query_of(turn.state).without(gone)))
            if n:
                label = self._responder.label(kept)
                chips.append(FollowUp(label, label, ShopperAct(Intent.REFINE, removed=(gone,)), n))
        yield FollowUps(tuple(chips))

    def _question(self, ranked: Sequence[Candidate], turn: Turn) -> Question | None:
        return best_question(ranked, turn.state, self._catalog, self._vocabulary.values)

    def _ranked(self, found: list[Candidate], shopper: Shopper, query: Query, who: Whom | None) -> list[Candidate]:
        """Best first; what the records say is for others than whom it is for (kids' jackets, for mum) comes last."""
        ranked = self._in_order(self._ranker.rank(found, shopper, query), query)
        if who is None or query.order is not Order.FIT:
            return ranked
        return sorted(ranked, key=lambda c: not suits(*self._catalog.variant(c.variant_id), who))

    def _anew(self, found: list[Candidate], shopper: Shopper, query: Query, who: Whom | None) -> Anew:
        @cache
        def without(signal: Signal) -> list[Candidate]:
            return self._ranked(found, shopper.without((signal,)), query, who)

        return without

    def _in_order(self, ranked: list[Candidate], query: Query) -> list[Candidate]:
        if query.order is Order.FIT:
            return ranked
        ranked = self.really_meant(ranked, query)
        if query.order is Order.BEST_RATED:
            standing = {c.product_id: self._standings.of(self._catalog.product(c.product_id)) for c in ranked}
            return sorted(ranked, key=lambda c: (-standing[c.product_id], -c.score, c.product_id))
        sign = 1 if query.order is Order.CHEAPEST else -1
        return sorted(
            ranked, key=lambda c: (sign * self._catalog.variant(c.variant_id)[1].offer.price.minor, c.product_id)
        )

    def really_meant(self, ranked: list[Candidate], query: Query) -> list[Candidate]:
        """The cheapest of things near in meaning is seldom what is meant: keep those that carry the words, if any.

        Where a kind is meant that several branches have, the words that are left tell which: "office" of chairs.
        """
        kinds = stems(" ".join(str(v) for c in query.required if c.slot == "category" for v in c.values))
        wanted = {t.stem for t in tokens(query.text)} - kinds
        if not wanted:
            return ranked
        named = [c for c in ranked if wanted <= self._called(c.product_id, within=bool(kinds))]
        return named or ranked

    def _called(self, product_id: str, *, within: bool) -> set[str]:
        """The stems of its title; `within` a kind those of the branches that it stands in, too."""
        product = self._catalog.product(product_id)
        return stems(" ".join((product.title, *(product.categories if within else ()))))

    def _nothing(self, query: Query, more: bool, turn: Turn) -> Iterator[ReplyEvent]:
        if more:
            yield Text(self._responder.fixed("no_more"))
            return
        end = self._end(query, turn)
        if end:
            withdrawn, product, price = end
            turn.happen(withdrawn)
            turn.happen(Focused((product.id,)))
            yield Text(self._responder.no_further(withdrawn.limit.said, product.title, price))
            return
        tried = ((way, self._example(way, query, turn)) for way in self._retriever.relaxations(query)[:N_CHIPS])
        ways = [(way, best) for way, best in tried if best]
        if ways:  # "add it", said next, means the one that was named
            turn.happen(Focused((ways[0][1].product_id,)))
        yield Text(self._responder.nothing(query, ways))
        yield FollowUps(tuple(self._without(way, best) for way, best in ways if IN_STOCK not in way.constraints))

    def withdrawn(self, query: Query, turn: Turn) -> Withdrawn | None:
        """The limit of "cheaper" that will not hold, for nothing is; None of any other search, and at no cost."""
        if _relative(turn) is None or self._found(query, turn):
            return None
        end = self._end(query, turn)
        return end[0] if end else None

    def _end(self, query: Query, turn: Turn) -> tuple[Withdrawn, Product, Money] | None:
        """Where nothing meets the query, and all that was asked is "cheaper": what is the cheapest already."""
        limit = _relative(turn)
        if limit is None:
            return None
        before = tuple(c for c in turn.before.constraints if c.slot == limit.slot)
        wanted = replace(query, constraints=(*query.without(limit).constraints, *before), order=END_OF[limit.said])
        ranked = self.ranked(wanted, turn)
        if not ranked:
            return None
        product, variant = self._catalog.variant(ranked[0].variant_id)
        ends = is_end(limit, variant.offer.price.amount)  # what was talked of, or came first in the list
        return (Withdrawn(limit, before, turn.before.order), product, variant.offer.price) if ends else None

    def _example(self, way: Relaxation, query: Query, turn: Turn) -> Example | None:
        """The best of what a way out brings: what comes nearest to a price limit given up, else what fits best.

        None where the search finds nothing that way after all.
        """
        turn.check()
        wanted = way.applied(query)
        costs_more = any(c.slot == "price" and c.operator is not Operator.AT_LEAST for c in way.constraints)
        if costs_more and query.order is Order.FIT:
            wanted = replace(wanted, order=Order.CHEAPEST)
        ranked = self.ranked(wanted, turn)
        if not ranked:
            return None
        product, variant = self._catalog.variant(ranked[0].variant_id)
        return Example(product.title, variant.offer.price, product.id)

    def _without(self, way: Relaxation, best: Example) -> FollowUp:
        said = self._responder.gives_up(way)
        act = ShopperAct(Intent.REFINE, removed=way.constraints)
        return FollowUp(f"{said}: {best.title}, {best.price}", said, act, way.n_products)

    def _openings(self, ranked: Sequence[Candidate], query: Query, turn: Turn) -> tuple[FollowUp, ...]:
        """Refinements without a question: the commonest value of two slots, and a price."""
        splits = [
            q for q in questions(ranked, turn.state, self._catalog, self._vocabulary.values) if q.gain >= _TELLING
        ]
        first = [q.answers[0] for q in splits if q.slot != "price"][:2]
        return self._narrower([*first, *(q.answers[0] for q in splits if q.slot == "price")], ranked, query, turn)

    def _narrower(
        self, answers: Sequence[Answer], ranked: Sequence[Candidate], query: Query, turn: Turn
    ) -> tuple[FollowUp, ...]:
        """Refinements that were tried: each leaves just the number of products it says, under the whole need."""
        chips = []
        for answer in answers[:MOST_ANSWERS]:
            turn.check()
            constraints = merged(query.constraints, (answer.constraint,))
            n = len(self._found(replace(query, constraints=constraints), turn))
            if 0 < n < len(ranked):
                label = self._responder.label(answer.constraint)
                chips.append(FollowUp(label, label, ShopperAct(Intent.REFINE, (answer.constraint,)), n))
        return tuple(chips)


def _relative(turn: Turn) -> Constraint | None:
    """The limit of "cheaper" that the message sets a search at hand; None where it begins one."""
    searches = [heard for heard in turn.state.heard if heard.constraints]
    if any(heard.intent is not Intent.REFINE for heard in searches):
        return None
    return next((c for heard in searches for c in heard.constraints if is_relative(c)), None)


def _named(answer: Answer, responder: TemplateResponder) -> str:
    return answer.label or responder.label(answer.constraint)


def _told(explanation: Explanation) -> str:
    """The sentence, unless all it says is the price that stands on the card anyway."""
    only = [e.claim for e in explanation.evidence]
    return "" if len(only) == 1 and only[0].startswith("available at") else explanation.text
