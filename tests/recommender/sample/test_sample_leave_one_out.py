"""What is to be learned from the sample: the truth ranks best, kNN better than popularity, and all by the rules."""

from __future__ import annotations

import numpy as np

from recommender.sample.leave_one_out import compare, cosine, knn
from recommender.sample.simulation import Simulated, simulate
from retrieval.sample import SEED, TODAY
from retrieval.sample.assortment import read_assortment


def test_cosine_counts_shared_shoppers() -> None:
    seen = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [1.0, 0.0, 0.0], [1.0, 0.0, 1.0]])
    likeness = cosine(seen)
    assert likeness[0, 1] == 2 / np.sqrt(4 * 2)
    assert likeness[1, 2] == 0.0
    assert not np.diag(likeness).any()


def test_newer_products_of_the_history_count_more() -> None:
    likeness = np.zeros((4, 4))
    likeness[0, 2] = likeness[1, 3] = 0.5
    scores = knn(likeness, [0, 1])
    assert scores[3] > scores[2] > 0


def test_the_target_is_the_last_product_that_was_new_to_the_shopper(simulated: Simulated) -> None:
    by_shopper: dict[str, list[int]] = {}
    for happening in simulated.happenings:
        for line in happening.lines:
            seen = by_shopper.setdefault(happening.shopper_id, [])
            if line.product not in seen:
                seen.append(line.product)
    for moment in simulated.moments:
        assert by_shopper[moment.shopper_id][-1] == moment.product


def test_the_truth_is_best_and_knn_better_than_popularity() -> None:
    simulated = simulate(read_assortment(), seed=SEED, today=TODAY, n_shoppers=400)
    popularity, neighbors, truth = compare(simulated, seed=1)
    assert [r.name for r in (popularity, neighbors, truth)] == ["popularity", "item-kNN", "truth"]
    assert neighbors.hit_rate > 1.4 * popularity.hit_rate
    assert neighbors.ndcg > 1.4 * popularity.ndcg
    assert truth.hit_rate_between[0] > 1.5 * neighbors.hit_rate_between[1]
    assert truth.ndcg_between[0] > 1.5 * neighbors.ndcg_between[1]
    assert truth.hit_rate < 0.9  # people surprise even those who know them


def test_the_figures_are_those_of_the_ranks(simulated: Simulated) -> None:
    for ranking in compare(simulated, seed=1):
        hits = [rank for rank in ranking.ranks if rank <= 10]
        assert ranking.hit_rate == len(hits) / len(ranking.ranks)
        assert abs(ranking.ndcg - sum(1 / np.log2(1 + rank) for rank in hits) / len(ranking.ranks)) < 1e-12
        assert ranking.hit_rate_between[0] <= ranking.hit_rate <= ranking.hit_rate_between[1]
        assert min(ranking.ranks) >= 1
