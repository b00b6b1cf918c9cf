"""Asking the store: an agent's own words, answered with products and with passages of what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from assistant.answers.quoting import asked_words
from assistant.copilot.offering import Found, Source
from assistant.copilot.records import passage_source, question_source, review_source
from assistant.copilot.suiting import Suiting
from assistant.turn import Turn
from retrieval.catalog import Catalog, Question, Review
from retrieval.documents import PassageIndex, sentences
from retrieval.guides import GuideIndex
from retrieval.tokens import stems

N_PASSAGES = 6
_OF_A_PRODUCT = 2  # questions, and reviews, of each product that is looked through
_PRODUCTS = 3
_SHARE = 0.5  # of the words asked, that a sentence has to have
_Told = TypeVar("_Told", Question, Review)


def found_in_store(
    words: str,
    turn: Turn,
    catalog: Catalog,
    suiting: Suiting,
    papers: PassageIndex,
    guides: GuideIndex,
    reviews: Callable[[str], Sequence[Review]],
    questions: Callable[[str], Sequence[Question]],
    n: int,
) -> Found:
    """Products by the shop's own search; a passage of the papers, one of a guide, then questions and reviews of the
    products that were found or named."""
    named = [catalog.product(i) for i in turn.state.focus if i in catalog]
    cards = tuple(one.card for one in suiting.products(words, turn, n))
    passages: list[Source] = []
    for passage in (papers.best(words), guides.best(words)):
        if passage is not None:
            passages.append(passage_source(passage.document_id, passage.title, passage.text))
    about = dict.fromkeys([*(c.product_id for c in cards[:_PRODUCTS]), *(p.id for p in named)])
    wanted = asked_words(words)
    for product in (catalog.product(i) for i in about):
        own = wanted - stems(product.title)
        if own:
            passages += [question_source(product, q) for q in _best_questions(own, questions(product.id))]
            passages += [review_source(product, r) for r in _best_reviews(own, reviews(product.id))]
    return Found(words, cards, tuple(dict.fromkeys(passages))[:N_PASSAGES])


def _best_questions(wanted: frozenset[str], asked: Iterable[Question]) -> list[Question]:
    answered = [q for q in asked if q.answers]
    told = [(len(wanted & stems(f"{q.text} {q.answers[0].text}")), q) for q in answered]
    return _best(told, len(wanted))


def _best_reviews(wanted: frozenset[str], reviews: Iterable[Review]) -> list[Review]:
    told = [(max((len(wanted & stems(s)) for s in sentences(r.body)), default=0), r) for r in reviews]
    return _best(told, len(wanted))


def _best(told: Sequence[tuple[int, _Told]], n_wanted: int) -> list[_Told]:
    enough = [(n, one) for n, one in told if n and n >= _SHARE * n_wanted]
    return [one for _, one in sorted(enough, key=lambda found: (-found[0], found[1].id))[:_OF_A_PRODUCT]]
