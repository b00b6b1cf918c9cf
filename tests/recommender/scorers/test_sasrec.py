"""SASRec on lists whose order says what comes next."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from recommender.scorers.sasrec import SASRecConfig, SASRecScorer
from recommender.scorers.training.epochs import Schedule
from recommender.scorers.training.transformer import TransformerShape
from recommender.sequences import Sequences
from retrieval.training.run_folder import Line
from tests.recommender.scorers.rings import BY_KIND, N_PRODUCTS, history, kinds, ring

CONFIG = SASRecConfig(
    TransformerShape(dim=16, longest=6), Schedule(epochs=8, rate=1e-2), dropout=0.1, negatives=12, batch=32
)


@pytest.fixture(scope="module")
def scorer() -> SASRecScorer:
    made = SASRecScorer(CONFIG, seed=1)
    made.fit(ring())
    return made


def test_what_comes_next_in_the_ring_is_first(scorer: SASRecScorer) -> None:
    starts = range(N_PRODUCTS)
    found = scorer.scores([history(start, (start + 1) % N_PRODUCTS) for start in starts]).argmax(axis=1)
    assert np.mean(found == [(start + 2) % N_PRODUCTS for start in starts]) > 0.9


def test_order_decides_not_what_was_taken() -> None:
    """After 0 1 comes 2, after 1 0 comes 3: no model of sets can tell."""
    made = SASRecScorer(CONFIG, seed=1)
    made.fit(Sequences(4, tuple(history(*products) for products in ([0, 1, 2], [1, 0, 3]) * 60)))
    scores = made.scores([history(0, 1), history(1, 0)])
    assert scores[0, 2] > scores[0, 3]
    assert scores[1, 3] > scores[1, 2]


def test_only_the_latest_of_a_long_history_is_read(scorer: SASRecScorer) -> None:
    latest = [3, 4, 5, 6, 7, 8]
    scores = scorer.scores([history(*latest), history(20, 21, *latest)])
    assert scores[0] == pytest.approx(scores[1], abs=1e-4)


@pytest.mark.parametrize("form", [np.asarray, csr_array])
def test_features_carry_a_product_that_nobody_took(form: Callable[[np.ndarray], Any]) -> None:
    lists, texts = kinds()
    features = form(texts)
    scorer = SASRecScorer(CONFIG, seed=2, features=features)
    scorer.fit(lists)
    cold = np.arange(4) * BY_KIND
    scores = scorer.scores([history(*(kind * BY_KIND + np.array([1, 2]))) for kind in range(4)])
    assert scores[:, cold].argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_a_guest_gets_what_is_popular(scorer: SASRecScorer) -> None:
    assert np.array_equal(scorer.scores([history()])[0], np.log1p(ring().counts()).astype(np.float32))


def test_a_run_in_a_folder_is_taken_up_again(tmp_path: Path) -> None:
    lines: list[Line] = []
    first = SASRecScorer(CONFIG, seed=1, runs=tmp_path)
    first.fit(ring())
    again = SASRecScorer(CONFIG, seed=1, runs=tmp_path, on_epoch=lines.append)
    again.fit(ring())
    assert not lines
    assert np.array_equal(first.scores([history(3, 4)]), again.scores([history(3, 4)]))


def test_a_written_model_scores_the_same(scorer: SASRecScorer) -> None:
    read = pickle.loads(pickle.dumps(scorer))
    assert np.array_equal(read.scores([history(3, 4)]), scorer.scores([history(3, 4)]))


def test_lists_of_one_product_teach_nothing_and_break_nothing() -> None:
    made = SASRecScorer(CONFIG, seed=1)
    made.fit(Sequences(3, (history(0), history(), history(2))))
    assert np.isfinite(made.scores([history(1), history()])).all()
