"""Catalog answers: how many there are, of which brands, at which prices, in what; counted from the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.acts import AnswerCatalog, Intent, ShopperAct
from assistant.answers.range_words import RangeWords
from assistant.cards import card
from assistant.hearing.catalog_questions import is_of_the_need, slot_of
from assistant.hearing.catalog_shapes import Aspect, CatalogShape, shape_of
from assistant.policy import N_FOUND, query_of
from assistant.questions import questions
from assistant.reply import Cards, FollowUp, FollowUps, ReplyEvent, Text
from assistant.state import DialogueState, Shown
from assistant.turn import Turn
from retrieval.catalog import Catalog
from retrieval.overview import Overview, of_variants
from retrieval.query import THING, Candidate, Constraint, Operator, Query
from retrieval.search import Retriever
from retrieval.vocabulary import Vocabulary

N_CHIPS = 4
_STATED = 0.6  # of the things must state a sort for their sorts to be what they are divided by
_SORTS = ("type", "kind", "style")  # how slots begin that say which sort of its kind a thing is


class CountingRetriever(Retriever, Protocol):
    def overview(self, conditions: Sequence[Constraint]) -> Overview:
        """All variants that meet the conditions, sold out or not."""
        ...


class CatalogAnswers:
    """Answers from the records alone; the chips lead to what was counted."""

    def __init__(
        self, catalog: Catalog, vocabulary: Vocabulary, retriever: CountingRetriever, words: RangeWords
    ) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._retriever = retriever
        self._words = words

    def answer(self, act: AnswerCatalog, turn: Turn) -> Iterator[ReplyEvent]:
        """The cheapest and the dearest are shown where prices are asked for, else nothing new is."""
        shape = shape_of(act.question) or CatalogShape(Aspect.KINDS)
        of_need = is_of_the_need(shape, act.constraints, turn.state)
        conditions = (*turn.state.constraints, *act.constraints) if of_need else act.constraints
        every = self._of_need(act, turn.state) if of_need else self._retriever.overview(act.constraints)
        here = every.to_buy()
        what = [c for c in conditions if c.required]
        turn.check()
        if not every:
            yield Text(self._words.none(what))
            return
        asked = _Scope(of_need, act.constraints, turn.state)
        match shape.aspect:
            case Aspect.COUNT:
                yield Text(self._words.count(every, here, what))
                yield FollowUps(self._showing(asked, len(here), what))
                return
            case Aspect.BRANDS:
                brands = every.counts("brand")
                yield Text(self._words.brands(brands, every, what))
                yield FollowUps(self._by_value("brand", brands, asked))
            case Aspect.KINDS:
                slot, kinds = self._kinds(every, what)
                yield Text(self._words.kinds(kinds, every, what))
                yield FollowUps(self._by_value(slot, kinds, asked))
            case Aspect.VALUES:
                slot = slot_of(shape, self._vocabulary)
                yield Text(self._words.values(slot, every, here, what))
                yield FollowUps(self._by_value(slot, here.counts(slot), asked))
            case _:
                yield from self._prices(shape.aspect, here or every, bool(here), what, turn)
                yield FollowUps(self._narrower(here, asked))

    def _of_need(self, act: AnswerCatalog, state: DialogueState) -> Overview:
        """What the search at hand finds, with what the question adds; sold out or not."""
        query = query_of(state)
        wanted = replace(query, constraints=(*query.constraints, *act.constraints), in_stock=False)
        found = {candidate.product_id for candidate in self._retriever.search(wanted)}
        meeting = self._retriever.overview([c for c in wanted.constraints if c.required])
        return of_variants(self._catalog, [v.id for p, own in meeting.matches if p.id in found for v in own])

    def _prices(
        self, aspect: Aspect, here: Overview, can_be_bought: bool, what: Sequence[Constraint], turn: Turn
    ) -> Iterator[ReplyEvent]:
        cheapest, dearest = here.cheapest(), here.dearest()
        ends = {Aspect.CHEAPEST: [cheapest[0]], Aspect.DEAREST: [dearest[0]]}.get(aspect, [cheapest[0], dearest[0]])
        owners = {v.id: self._catalog.variant(v.id)[0].id for v in ends}
        shown = list({owners[v.id]: v for v in ends}.values()) if len(set(owners.values())) > 1 else ends[:1]
        turn.happen(Shown(tuple(owners[v.id] for v in shown), tuple(v.id for v in shown)))
        yield Cards(tuple(card(self._catalog, v.id, need=what) for v in shown))
        yield Text(self._words.prices(aspect, here, can_be_bought, what))

    def _kinds(self, every: Overview, what: Sequence[Constraint]) -> tuple[str, list[tuple[str, int]]]:
        """The departments of the shop; of a kind what it is divided into: narrower kinds, else its sorts."""
        if not what:
            return "category", every.departments()
        asked = {str(v).split(">")[-1].strip().lower() for c in what if c.slot == "category" for v in c.values}
        narrower = [(name, n) for name, n in every.counts("category") if name.lower() not in asked]
        if len(narrower) > 1:
            return "category", narrower
        slots = dict.fromkeys(slot for product, _ in every.matches for slot in product.attributes)
        for slot in slots:
            counted = every.counts(slot)
            if slot.startswith(_SORTS) and every.n_stating(slot) >= _STATED * len(every) and len(counted) > 1:
                return slot, counted
        return "category", narrower

    def _by_value(self, slot: str, counted: Sequence[tuple[str, int]], asked: _Scope) -> tuple[FollowUp, ...]:
        found = (asked.chip(Constraint(slot, Operator.IS, value), self._retriever, self._words) for value, _ in counted)
        return _first(found)

    def _narrower(self, here: Overview, asked: _Scope) -> tuple[FollowUp, ...]:
        """A value of each of the slots that divide the things best."""
        ranked = [Candidate(product.id, variants[0].id) for product, variants in here.matches]
        state = replace(asked.state, constraints=asked.conditions, refused=frozenset())
        splits = questions(ranked, state, self._catalog, self._vocabulary.values)
        found = (asked.chip(split.answers[0].constraint, self._retriever, self._words) for split in splits)
        return _first(found)

    def _showing(self, asked: _Scope, n: int, what: Sequence[Constraint]) -> tuple[FollowUp, ...]:
        """To see what was counted, where it is not on the screen."""
        if asked.of_need and not asked.said:
            return ()
        chip = asked.showing(n, self._retriever, self._words.show(what))
        return (chip,) if chip and what else ()


class _Scope:
    """What a question is about, as the search that a chip makes of it."""

    def __init__(self, of_need: bool, said: Sequence[Constraint], state: DialogueState) -> None:
        self.of_need = of_need
        self.said = tuple(said)
        self.state = state

    @property
    def conditions(self) -> tuple[Constraint, ...]:
        said = tuple(c for c in self.said if c.slot != THING)
        return (*self.state.constraints, *said) if self.of_need else said

    def chip(self, narrower: Constraint, retriever: Retriever, words: RangeWords) -> FollowUp | None:
        """The search with one condition more; None where that finds nothing."""
        label = words.label(narrower)
        return self._leading((narrower,), retriever, label)

    def showing(self, n: int, retriever: Retriever, label: str) -> FollowUp | None:
        return self._leading((), retriever, label) if n else None

    def _leading(self, more: tuple[Constraint, ...], retriever: Retriever, label: str) -> FollowUp | None:
        own = tuple(c for c in self.said if c.slot != THING)
        text = self.state.text if self.of_need else " ".join(str(c.value) for c in self.said if c.slot == THING)
        query = Query(text, (*self.conditions, *more), N_FOUND, exclude=self.state.rejected)
        n = len(retriever.search(query))
        intent = Intent.REFINE if self.of_need else Intent.FIND
        act = ShopperAct(intent, (*own, *more), text="" if self.of_need else text)
        return FollowUp(label, label, act, n) if n else None


def _first(chips: Iterator[FollowUp | None]) -> tuple[FollowUp, ...]:
    found: list[FollowUp] = []
    for chip in chips:
        if chip:
            found.append(chip)
        if len(found) == N_CHIPS:
            break
    return tuple(found)
