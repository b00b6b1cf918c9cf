"""Ranking for bundles: what is asked, what is learned, and that a session teaches nothing about itself."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.belonging.likenesses import Likenesses
from recommender.evaluation.bundle_naming import BundleNamer, rouge_l
from recommender.evaluation.bundle_ranking import (
    Asked,
    Examples,
    KindsTogether,
    Wishing,
    learned,
    left_out,
    ndcg,
    ranks_of,
)
from recommender.evaluation.bundle_sets import MarkedBundle, MarkedSessions, read_marked_sessions
from tests.recommender.evaluation.bundle_set import written


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> MarkedSessions:
    return read_marked_sessions(written(tmp_path_factory.mktemp("marked") / "few"))


def test_every_product_of_every_bundle_is_left_out_once() -> None:
    asked = left_out([MarkedBundle(3, frozenset((1, 5, 9)), ("tea",))])
    assert [(one.given, one.right) for one in asked] == [((5, 9), (1,)), ((1, 9), (5,)), ((1, 5), (9,))]


def test_kinds_are_counted_without_the_session_that_is_asked_about(marked: MarkedSessions) -> None:
    kinds = KindsTogether(marked, marked.bundles)
    own, given = marked.bundles[0].session, sorted(marked.bundles[0].products)[:1]
    without = kinds.lifts(given, own)
    rest = KindsTogether(marked, [b for b in marked.bundles if b.session != own]).lifts(given, -1)
    assert without == pytest.approx(rest)
    assert kinds.lifts(given, -1) != pytest.approx(rest)
    assert without[given[0]] > 0 > without[-1]  # of its kind, and of another


def test_intents_of_the_own_session_are_no_neighbours(marked: MarkedSessions) -> None:
    """Every other bundle's intent is changed: what is asked of the own session's is then like none that is known."""
    likenesses = Likenesses(marked.titles, marked.paths)
    own = marked.bundles[0]
    asked = Asked((), (), own.session, own.intents[0])
    all_features = Wishing(likenesses, likenesses.table(), marked.bundles, None)(asked)
    others = [b for b in marked.bundles if b.session != own.session]
    assert all_features == pytest.approx(Wishing(likenesses, likenesses.table(), others, None)(asked))


def test_the_given_are_out_of_the_ranking_and_ties_share_their_places() -> None:
    asked = [Asked((0,), (2,), 0)]
    scores = np.array([9, 5, 5, 1], dtype=np.float32)
    assert [list(r) for r in ranks_of(asked, lambda _: {"x": scores})["x"]] == [[1.5]]


def test_weights_learn_what_ranks_the_right_products_first_and_nothing_ranks_nothing() -> None:
    right = np.arange(20, dtype=np.int64)
    noise = np.random.default_rng(1).random((20, 50), dtype=np.float32)
    told = np.zeros((20, 50), dtype=np.float32)
    told[right, right] = 0.3
    examples = Examples(np.stack([noise, told]), np.zeros_like(told), right, right, np.ones_like(right))
    assert examples.worth(np.zeros_like(told)) == 0.0  # all tied: nobody is first
    both = np.ones(2, dtype=bool)
    noisy, telling = learned(examples, both, np.array([1.0, 0.0]))
    assert telling > noisy
    assert examples.worth(noise * noisy + told * telling) > 0.9 * 20
    assert learned(examples, ~both, np.array([1.0, 0.0])).tolist() == [0.0, 0.0]


def test_ndcg_is_one_for_the_best_order_only() -> None:
    assert ndcg(np.array([2.0, 1.0])) == 1.0
    assert 0 < ndcg(np.array([1.0, 3.0])) < 1
    assert ndcg(np.array([11.0])) == 0.0


def test_rouge_l_is_the_f1_of_the_longest_common_run_with_gaps() -> None:
    assert rouge_l("Camera, accessories", "camera accessories") == 1.0
    assert rouge_l("camera bag", "camera and lens bag") == pytest.approx(2 * 2 / (2 + 4))
    assert rouge_l("bag camera", "camera bag") == 0.5
    assert rouge_l("tea", "") == rouge_l("", "") == 0.0


def test_a_name_is_never_learned_from_the_bundles_own_session(marked: MarkedSessions) -> None:
    table = Likenesses(marked.titles, marked.paths).table()
    own = marked.bundles[0]
    renamed = [
        MarkedBundle(b.session, b.products, ("nonsense",)) if b.session == own.session else b for b in marked.bundles
    ]
    assert BundleNamer(marked, renamed, table).candidates(own) == BundleNamer(marked, marked.bundles, table).candidates(
        own
    )
    assert BundleNamer(marked, marked.bundles, table).nearest(own) == f"{own.intents[0]}"
