"""Made-up shoppers do not turn the counting, real ones are heard."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.evaluation.shilling import fake_profiles, pushed_targets, shown_share, with_profiles
from recommender.robustness import GuardConfig, GuardedRulesScorer, trust
from recommender.scorers.seq_rules import SeqRulesScorer
from recommender.sequences import Sequences, SequenceScorer

N_KINDS, OF_KIND, HITS = 40, 12, 10  # the first products are best-sellers; the rest come in kinds


@pytest.fixture(scope="module")
def taken() -> Sequences:
    """A thousand shoppers with six products of a kind and a best-seller or two; product 490 was taken twice."""
    rng = np.random.default_rng(1)
    lists = []
    for shopper in range(1000):
        of_kind = HITS + OF_KIND * (shopper % N_KINDS) + rng.choice(OF_KIND, 6, replace=False)
        lists.append(np.append(of_kind, rng.choice(HITS, rng.integers(1, 3), replace=False)).astype(np.int32))
    for shopper in (0, 1):
        lists[shopper] = np.append(lists[shopper][:6], 490).astype(np.int32)
    return Sequences(HITS + N_KINDS * OF_KIND + 1, tuple(lists))


@pytest.mark.parametrize("kind", ["bandwagon", "sequential"])
def test_an_attack_that_turns_plain_counting_gets_nowhere(kind: str, taken: Sequences) -> None:
    targets = pushed_targets(taken, 1, seed=3)
    assert targets.tolist() == [490]
    fakes = fake_profiles(kind, taken, targets, 30, popular=HITS, seed=5)  # type: ignore[arg-type]
    models: dict[str, SequenceScorer] = {"plain": SeqRulesScorer(), "guarded": GuardedRulesScorer()}
    reached = {}
    for name, model in models.items():
        model.fit(with_profiles(taken, fakes))
        reached[name] = shown_share(model, taken.lists, targets)
    assert reached["plain"] > 0.3
    assert reached["guarded"] < reached["plain"] / 10


def test_trust_is_between_none_and_full_and_most_shoppers_have_it(taken: Sequences) -> None:
    fakes = fake_profiles("bandwagon", taken, np.array([490], dtype=np.int32), 30, popular=HITS, seed=5)
    trusted = trust(with_profiles(taken, fakes), GuardConfig())
    assert trusted.min() >= 0
    assert trusted.max() == 1
    assert trusted[: len(taken.lists)].mean() > 0.9
    assert trusted[len(taken.lists) :].max() < 0.1


def test_pairs_of_too_few_shoppers_are_left_out() -> None:
    lists = [np.array(products, dtype=np.int32) for products in ([0, 1], [0, 1], [2, 3])]
    scores = {}
    for least in (1, 2):
        scorer = GuardedRulesScorer(guard=GuardConfig(least_shoppers=least))
        scorer.fit(Sequences(5, tuple(lists)))
        scores[least] = scorer.scores([lists[0][:1], lists[2][:1]])
    assert scores[1][1, 3] > 0
    assert scores[2][1, 3] == 0
    assert scores[2][0, 1] > 0


def test_without_an_attack_and_a_guard_it_is_seq_rules(taken: Sequences) -> None:
    plain = SeqRulesScorer()
    open_ = GuardedRulesScorer(guard=GuardConfig(usual=1e9, made_up=2e9, surprise=0.0, classes=()))
    plain.fit(taken)
    open_.fit(taken)
    np.testing.assert_allclose(plain.scores(taken.lists[:20]), open_.scores(taken.lists[:20]), rtol=1e-5)


def test_profiles_are_what_each_attack_says(taken: Sequences) -> None:
    target = np.array([490], dtype=np.int32)
    sequential = fake_profiles("sequential", taken, target, 5, popular=10, seed=1)
    assert all(products[-1] == 490 and products.size == 9 and np.unique(products).size == 9 for products in sequential)
    most = set(np.argsort(-taken.counts(), kind="stable")[:10].tolist())
    assert all(set(products[:-1].tolist()) <= most for products in sequential)
    assert {len(p) for p in fake_profiles("random", taken, target, 5, popular=10, seed=1)} == {9}
    segment = fake_profiles("segment", taken, target, 5, popular=10, seed=1)
    assert len(set(np.concatenate(segment).tolist())) <= 21
    with pytest.raises(ValueError, match="Only 1 products"):
        pushed_targets(taken, 5, seed=1)
