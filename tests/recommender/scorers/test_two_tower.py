"""Two towers: texts reach products that nobody took and shoppers that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recommender.scorers.training.epochs import Schedule
from recommender.scorers.two_tower import TwoTowerConfig, TwoTowerScorer
from tests.recommender.scorers.rings import BY_KIND, N_PRODUCTS, history, kinds, ring

CONFIG = TwoTowerConfig(Schedule(epochs=10, rate=1e-2), dim=16, hidden=16, batch=32)


def test_a_product_that_nobody_took_is_found_by_its_text() -> None:
    lists, texts = kinds()
    scorer = TwoTowerScorer(texts, CONFIG, seed=1)
    scorer.fit(lists)
    cold = np.arange(4) * BY_KIND
    scores = scorer.scores([history(*(kind * BY_KIND + np.array([1, 2]))) for kind in range(4)])
    assert scores[:, cold].argmax(axis=1).tolist() == [0, 1, 2, 3]
    # and it stands before nearly every product of another kind
    for kind in range(4):
        others = np.delete(scores[kind], np.arange(kind * BY_KIND, (kind + 1) * BY_KIND))
        assert (others > scores[kind, cold[kind]]).sum() <= 2


def test_products_with_the_same_text_are_told_apart_by_who_took_them() -> None:
    texts = np.full((N_PRODUCTS, 64), 1 / 8, dtype=np.float32)
    scorer = TwoTowerScorer(texts, replace(CONFIG, unknown=0.0), seed=1)
    scorer.fit(ring())
    found = scorer.scores([history(start) for start in range(N_PRODUCTS)])
    place = [int((row > row[(start + 1) % N_PRODUCTS]).sum()) for start, row in enumerate(found)]
    assert np.mean(place) < 2


def test_texts_must_be_those_of_the_products() -> None:
    with pytest.raises(ValueError, match="3 text vectors for 24 products"):
        TwoTowerScorer(np.ones((3, 8), dtype=np.float32), CONFIG).fit(ring())


def test_a_run_in_a_folder_is_taken_up_again(tmp_path: Path) -> None:
    lists, texts = kinds()
    first = TwoTowerScorer(texts, CONFIG, seed=1, runs=tmp_path)
    first.fit(lists)
    again = TwoTowerScorer(texts, CONFIG, seed=1, runs=tmp_path, on_epoch=lambda _: pytest.fail("learned"))
    again.fit(lists)
    assert np.array_equal(first.scores([history(3)]), again.scores([history(3)]))
