"""The graph's filter: near products by one step, far ones of the same circle by the smooth directions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recommender.scorers.lightgcn import LightGCNConfig, LightGCNScorer
from recommender.sequences import Sequences
from tests.recommender.scorers.rings import history

CONFIG = LightGCNConfig(dims=2)
# Two circles of shoppers, a chain each: 0-1-2-3 and 4-5-6-7.
CHAINS = Sequences(8, tuple(history(*pair) for pair in [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6), (6, 7)] * 3))


def fitted(config: LightGCNConfig) -> np.ndarray:
    scorer = LightGCNScorer(config)
    scorer.fit(CHAINS)
    return scorer.scores([history(0)])[0]


def test_one_step_reaches_only_what_was_taken_together() -> None:
    scores = fitted(replace(CONFIG, smooth=0.0))
    assert np.flatnonzero(scores).tolist() == [0, 1]


def test_more_hops_reach_further_along_the_chain() -> None:
    scores = fitted(replace(CONFIG, smooth=0.0, hops=2))
    assert scores[1] > scores[2] > scores[3] == 0


def test_smooth_directions_reach_the_whole_circle_and_no_other() -> None:
    scores = fitted(replace(CONFIG, smooth=1.0))
    assert min(scores[1:4]) > max(abs(scores[4:])) + 1e-3


def test_of_a_history_the_latest_counts_most() -> None:
    scorer = LightGCNScorer(CONFIG)
    scorer.fit(CHAINS)
    scores = scorer.scores([history(0, 7), history(7, 0)])
    assert scores[0, 6] > scores[0, 1]
    assert scores[1, 1] > scores[1, 6]
