"""Places spread more evenly as the dial turns, and not at all at 0."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.evaluation.next_product import first, gini, without_history
from recommender.scorers.evened import EvenedConfig, EvenedScorer
from recommender.scorers.seq_rules import SeqRulesScorer
from recommender.sequences import Sequences

N_PRODUCTS = 200


@pytest.fixture(scope="module")
def taken() -> Sequences:
    rng = np.random.default_rng(2)
    likely = 1.0 / (1 + np.arange(N_PRODUCTS))
    lists = [rng.choice(N_PRODUCTS, 6, replace=False, p=likely / likely.sum()).astype(np.int32) for _ in range(300)]
    return Sequences(N_PRODUCTS, tuple(lists))


def shown(dial: float, taken: Sequences, kept: int = 2) -> np.ndarray:
    scorer = EvenedScorer(SeqRulesScorer(), EvenedConfig(dial=dial, kept=kept))
    scorer.fit(taken)
    return first(without_history(scorer.scores(taken.lists), taken.lists), 10)


def test_places_are_spread_as_the_dial_turns(taken: Sequences) -> None:
    spread = [gini(np.bincount(shown(dial, taken).ravel(), minlength=N_PRODUCTS)) for dial in (0.0, 0.2, 0.5)]
    assert spread[0] > spread[1] > spread[2]


def test_dial_0_is_the_model_itself(taken: Sequences) -> None:
    plain, evened = SeqRulesScorer(), EvenedScorer(SeqRulesScorer(), EvenedConfig(dial=0.0))
    plain.fit(taken)
    evened.fit(taken)
    for one, other in zip(
        without_history(plain.scores(taken.lists[:50]), taken.lists[:50]),
        without_history(evened.scores(taken.lists[:50]), taken.lists[:50]),
        strict=True,
    ):
        ranked = other[np.argsort(-one, kind="stable")]
        assert np.all(np.diff(ranked[np.isfinite(ranked)]) <= 1e-6)


def test_the_best_of_a_list_stay(taken: Sequences) -> None:
    plain, evened = SeqRulesScorer(), EvenedScorer(SeqRulesScorer(), EvenedConfig(dial=3.0, kept=2))
    plain.fit(taken)
    evened.fit(taken)
    best, kept = (first(without_history(model.scores(taken.lists), taken.lists), 2) for model in (plain, evened))
    same = [set(one) == set(other) for one, other in zip(best.tolist(), kept.tolist(), strict=True)]
    assert np.mean(same) > 0.95  # the rest are ties
