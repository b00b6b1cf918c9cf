"""Explanations to be judged: of what real shoppers would be shown for needs in a store's own words."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from recommender.choices import by_shopper
from recommender.copurchases import CoPurchases
from recommender.counterfactual import Anew, Signal, Swayed, swayed
from recommender.event_log import EventLog
from recommender.events import Event
from recommender.explaining import Explanation, TemplateExplainer
from recommender.fitted_store import open_blend
from recommender.likeness import kind
from recommender.list_guards import ListGuards
from recommender.product_words import LONGEST_VALUE, SMALL_PRINT
from recommender.profile import Profiler
from recommender.ranking import BlendRanker, Ranker, WeightedScorers
from recommender.recommender_training import UNLEARNED
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer, Scorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Product
from retrieval.encoder import Encoder
from retrieval.indexing import open_retriever
from retrieval.progress import Progress, silent
from retrieval.query import Candidate, Constraint, Operator, Query
from retrieval.store import open_store
from ui.eval.frame import EvalError

PER_LIST = 6  # cards of a list
ENOUGH_EVENTS = 5  # of a shopper, to have a history worth the name


@dataclass(frozen=True, slots=True)
class Made:
    """An explanation with all that it was made from."""

    explanation: Explanation
    shown: Candidate
    ranked: list[Candidate]
    found: list[Candidate]  # before anything of the shopper counted
    query: Query
    shopper: Shopper
    seconds: float
    swayed: tuple[Swayed, ...] = ()  # the signals that "why this?" would name


@dataclass(frozen=True, slots=True)
class Shelf:
    """A store as far as explanations need it, and what was explained of it."""

    catalog: Catalog
    ranker: Ranker
    n_bought: dict[str, int]
    baskets: CoPurchases
    made: list[Made]


def explained(path: Path, n: int, seed: int, encoder: Encoder, progress: Progress = silent) -> Shelf:
    """`n` explanations of one store, the same for the same seed. Raises `EvalError` where the store is too small."""
    drawn = random.Random(seed)
    with open_store(path) as store:
        catalog = store.catalog
        events = list(EventLog(store.engine).all())
        profiler = Profiler(catalog)
        together = CoPurchases(events)
        latest = max((e.at for e in events), default=None)
        popularity = PopularityScorer(catalog, events, now=latest) if latest else None
        history = HistoryOverlapScorer(catalog, together, profiler)
        by_hand: dict[str, tuple[Scorer, float]] = {"history": (history, UNLEARNED["history"])}
        if popularity:
            by_hand["popularity"] = (popularity, UNLEARNED["popularity"])
        blend = open_blend(store.path, catalog, profiler, events) or WeightedScorers(by_hand)
        ranker = BlendRanker(catalog, blend, ListGuards(profiler.features))
        n_bought = popularity.n_bought if popularity else {}
        explainer = TemplateExplainer(catalog, n_bought, together)
        shoppers = list(_shoppers(events))
        made: list[Made] = []
        with open_retriever(store.engine, catalog, store.path, encoder) as retriever:
            kinds = _Kinds(catalog)
            while len(made) < n and kinds.paths:
                shopper = drawn.choice(shoppers) if shoppers and drawn.random() < 0.8 else Shopper("guest", now=latest)
                query = kinds.query(shopper, drawn)
                found = retriever.search(query)
                ranked = ranker.rank(found, shopper, query)
                anew = _anew(ranker, found, shopper, query)
                for shown in ranked[:PER_LIST]:
                    began = time.perf_counter()
                    explanation = explainer.explain(shown, ranked, query, shopper, anew)
                    seconds = time.perf_counter() - began
                    swaying = swayed(shown.product_id, ranked, anew)
                    made.append(Made(explanation, shown, ranked, found, query, shopper, seconds, swaying))
                progress("Explaining", len(made), n)
    if len(made) < n:
        raise EvalError(
            f"The store at {path} gave {len(made)} explanations of the {n} wanted: it has too few products."
        )
    return Shelf(catalog, ranker, dict(n_bought), together, made[:n])


def _anew(ranker: Ranker, found: list[Candidate], shopper: Shopper, query: Query) -> Anew:
    @cache
    def without(signal: Signal) -> list[Candidate]:
        return ranker.rank(found, shopper.without((signal,)), query)

    return without


def _shoppers(events: Sequence[Event]) -> Iterator[Shopper]:
    for shopper_id, own in by_shopper(events).items():
        if len(own) >= ENOUGH_EVENTS:
            yield Shopper(shopper_id, tuple(own), now=own[-1].at + timedelta(days=1))


class _Kinds:
    """Needs in a store's own words: a kind, as a condition and mostly in words, with a value and a limit at times."""

    def __init__(self, catalog: Catalog) -> None:
        self._by_kind: dict[tuple[str, ...], list[Product]] = {}
        for product in catalog:
            if kind(product):
                self._by_kind.setdefault(kind(product), []).append(product)
        self._catalog = catalog
        self.paths = sorted(k for k, products in self._by_kind.items() if len(products) >= PER_LIST // 2)

    def query(self, shopper: Shopper, drawn: random.Random) -> Query:
        """Half of the time of a kind that the shopper has turned to before."""
        known = [kind(self._catalog.product(e.product_id)) for e in shopper.events if e.product_id in self._catalog]
        known = [path for path in known if path in self.paths]
        path = drawn.choice(known if known and drawn.random() < 0.5 else self.paths)
        products = self._by_kind[path]
        wanted: list[Constraint] = [Constraint("category", Operator.IS, " > ".join(path))]
        words = [path[-1].lower()] if drawn.random() < 0.7 else []
        if drawn.random() < 0.5:
            like = drawn.choice(products)
            stated = [(s, v) for s, vs in like.attributes.items() for v in vs if _may_be_asked(s, v)]
            if stated:
                slot, value = drawn.choice(stated)
                if drawn.random() < 0.5:
                    wanted.append(Constraint(slot, Operator.IS, value, required=drawn.random() < 0.4))
                else:
                    words.insert(0, value.lower())
        if drawn.random() < 0.4:
            prices = sorted(v.offer.price.amount for p in products for v in p.variants)
            wanted.append(Constraint("price", Operator.AT_MOST, prices[2 * len(prices) // 3]))
        return Query(" ".join(words), tuple(wanted))


def _may_be_asked(slot: str, value: str) -> bool:
    return slot not in SMALL_PRINT and len(value) <= LONGEST_VALUE and value.lower() not in ("yes", "no")


def without_events(shopper: Shopper, ids: set[str]) -> Shopper:
    return replace(shopper, events=tuple(e for e in shopper.events if e.id not in ids))
