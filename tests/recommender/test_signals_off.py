"""A signal that is switched off leaves no point in any score; one that is named moves what it is named for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.copurchases import CoPurchases
from recommender.counterfactual import SWITCHED, Signal, place_of, signal_of, swayed
from recommender.events import Event
from recommender.list_guards import ListGuards
from recommender.profile import Profiler, signals_off
from recommender.ranking import BlendRanker
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer, Scores
from recommender.shopper import Shopper
from retrieval.query import Candidate, Query
from tests.recommender.small_store import BEGIN, their_events, two_camps

CATALOG = two_camps()
EVENTS = their_events()
IDS = sorted(product.id for product in CATALOG)


class Reduced:
    """What a learned blend may have beside: how much the price is reduced."""

    def score(self, product_ids: list[str], shopper: Shopper) -> Scores:
        return np.array([(IDS.index(product_id) % 5) / 5 for product_id in product_ids])


@pytest.fixture(scope="module")
def ranker() -> BlendRanker:
    profiler = Profiler(CATALOG)
    scorers = {
        "history": (HistoryOverlapScorer(CATALOG, CoPurchases(EVENTS), profiler), 0.5),
        "popularity": (PopularityScorer(CATALOG, EVENTS, now=BEGIN), 0.3),
        "offer": (Reduced(), 0.2),
    }
    return BlendRanker(CATALOG, scorers, ListGuards(profiler.features))  # type: ignore[arg-type]


deeds = st.lists(
    st.tuples(st.sampled_from(["view_item", "purchase", "liked", "dismissed"]), st.sampled_from(IDS)), max_size=8
)
matches = st.dictionaries(st.sampled_from(IDS), st.floats(0, 1), min_size=2, max_size=12)
texts = st.sampled_from(["", "jacket", "warm jacket", "a warm light jacket"])


def shopper_of(done: list[tuple[str, str]]) -> Shopper:
    events = tuple(Event(f"{n}", name, "ada", BEGIN, product_id) for n, (name, product_id) in enumerate(done))
    return Shopper("ada", events, now=BEGIN)


def found(of: dict[str, float]) -> list[Candidate]:
    return [Candidate(product_id, product_id).plus("words", match) for product_id, match in of.items()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(done=deeds, of=matches, text=texts, off=st.sets(st.sampled_from(SWITCHED)))
def test_what_is_named_falls_just_so_far_when_it_is_switched_off(
    ranker: BlendRanker, done: list[tuple[str, str]], of: dict[str, float], text: str, off: set[Signal]
) -> None:
    shopper, query = shopper_of(done).without(off), Query(text)
    ranked = ranker.rank(found(of), shopper, query)
    for candidate in ranked:
        named = swayed(
            candidate.product_id, ranked, lambda signal: ranker.rank(found(of), shopper.without((signal,)), query)
        )
        assert not {one.signal for one in named} & off, "what is off lifts nothing"
        for one in named:
            anew = ranker.rank(found(of), shopper.without((one.signal,)), query)
            assert place_of(candidate.product_id, anew) == one.without > one.place
            assert one.place == place_of(candidate.product_id, ranked)
        assert [one.n_places for one in named] == sorted((one.n_places for one in named), reverse=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(done=deeds, of=matches, text=texts, off=st.sets(st.sampled_from(SWITCHED)))
def test_what_is_off_is_in_no_score(
    ranker: BlendRanker, done: list[tuple[str, str]], of: dict[str, float], text: str, off: set[Signal]
) -> None:
    for candidate in ranker.rank(found(of), shopper_of(done).without(off), Query(text)):
        assert not {signal_of(part) for part in candidate.parts} & off
        assert candidate.score == pytest.approx(sum(candidate.parts.values()))


def test_without_others_what_is_bought_together_has_no_say_either() -> None:
    baskets = [
        Event(f"b{n}-{p}", "purchase", f"s{n}", BEGIN, p, basket_id=f"b{n}")
        for n in range(9)
        for p in ("jackets0", "kettles5")
    ]
    scorer = HistoryOverlapScorer(CATALOG, CoPurchases(baskets), Profiler(CATALOG))
    ada = shopper_of([("purchase", "jackets0")])
    lifted = scorer.score(["kettles5"], ada)[0]
    assert lifted > scorer.score(["kettles5"], ada.without((Signal.CROWD,)))[0]
    assert scorer.score(["mugs1"], ada)[0] == scorer.score(["mugs1"], ada.without((Signal.CROWD,)))[0]


def test_the_last_word_on_a_signal_holds() -> None:
    def said(n: int, name: str, signal: str) -> Event:
        return Event(f"{n}", name, "ada", BEGIN, "", about=signal)

    events = [
        said(1, "signal_off", Signal.PAST.value), said(2, "signal_off", Signal.CROWD.value),
        said(3, "signal_on", Signal.PAST.value), said(4, "signal_off", "the weather"),
    ]  # fmt: skip
    assert set(signals_off(events)) == {Signal.CROWD}
    assert signals_off(events[::-1]).keys() == {Signal.CROWD}, "in whatever order they are read"
