"""Every `SequenceScorer`: what its docstring promises, and the right answer where it is obvious."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from recommender.privacy import PrivateRulesConfig, PrivateRulesScorer
from recommender.robustness import GuardedRulesScorer
from recommender.scorers.blend import BlendScorer, Weight
from recommender.scorers.bpr import BPRConfig, BPRScorer
from recommender.scorers.content import ContentRulesScorer, ContentScorer
from recommender.scorers.ease import EASEConfig, EASEScorer
from recommender.scorers.evened import EvenedConfig, EvenedScorer
from recommender.scorers.ials import IALSConfig, IALSScorer
from recommender.scorers.item_knn import ItemKNNScorer
from recommender.scorers.lightgcn import LightGCNConfig, LightGCNScorer
from recommender.scorers.linear_transitions import LinearTransitionConfig, LinearTransitionScorer
from recommender.scorers.novelty import NoveltyScorer
from recommender.scorers.sasrec import SASRecConfig, SASRecScorer
from recommender.scorers.seq_rules import SeqRulesScorer
from recommender.scorers.sequence_popularity import SequencePopularityScorer
from recommender.scorers.training.epochs import Schedule
from recommender.scorers.training.transformer import TransformerShape
from recommender.scorers.two_tower import TwoTowerConfig, TwoTowerScorer
from recommender.scorers.user_knn import UserKNNScorer
from recommender.sequences import ProductNumbers, Sequences, SequenceScorer

N_PRODUCTS = 12  # 0-4 are tools, 5-9 are teas; 10 and 11 nobody took yet: a tool and a tea
KINDS = np.array([[1, 0]] * 5 + [[0, 1]] * 5 + [[1, 0], [0, 1]], dtype=np.float32)

SHORT = Schedule(epochs=12, rate=1e-2)
SMALL = SASRecConfig(TransformerShape(dim=8, longest=6), SHORT, dropout=0.0, batch=16)

MODELS: dict[str, Callable[[], SequenceScorer]] = {
    "popularity": SequencePopularityScorer,
    "item-knn": ItemKNNScorer,
    "user-knn": UserKNNScorer,
    "ease": lambda: EASEScorer(EASEConfig(regularisation=5.0)),
    "linear": lambda: LinearTransitionScorer(LinearTransitionConfig(regularisation=5.0)),
    "ials": lambda: IALSScorer(IALSConfig(dim=4)),
    "bpr": lambda: BPRScorer(BPRConfig(dim=8)),
    "seq-rules": SeqRulesScorer,
    "guarded": GuardedRulesScorer,
    "evened": lambda: EvenedScorer(SeqRulesScorer(), EvenedConfig(dial=0.1)),
    "private": lambda: PrivateRulesScorer(KINDS, PrivateRulesConfig(epsilon=20.0)),
    "content": lambda: ContentScorer(KINDS),
    "content-rules": lambda: ContentRulesScorer(KINDS),
    "lightgcn": lambda: LightGCNScorer(LightGCNConfig(dims=4)),
    "sasrec": lambda: SASRecScorer(SMALL),
    "sasrec with features": lambda: SASRecScorer(SMALL, features=KINDS),
    "two-tower": lambda: TwoTowerScorer(KINDS, TwoTowerConfig(SHORT, dim=8, hidden=8, batch=16)),
    "novelty": NoveltyScorer,
    "blend": lambda: BlendScorer(
        {"rules": SeqRulesScorer(), "knn": ItemKNNScorer()}, {"rules": Weight(1.0, 0.2), "knn": Weight(0.5)}
    ),
}
# SASRec learns the very next product only, and 4 never comes right after 0 and 1.
PERSONAL = [name for name in MODELS if name not in ("popularity", "novelty", "sasrec")]
ORDERED = ["linear", "seq-rules", "content-rules", "blend", "sasrec", "sasrec with features"]


def numbers(*products: int) -> ProductNumbers:
    return np.array(products, dtype=np.int32)


@pytest.fixture(scope="module")
def taken() -> Sequences:
    """Forty shoppers of tools and as many of teas, each in the shop's order with one product left out, and a guest."""
    lists = [numbers()]
    for first in (0, 5):
        for shopper in range(40):
            lists.append(numbers(*(first + at for at in range(5) if at != shopper % 5)))
    return Sequences(N_PRODUCTS, tuple(lists))


@pytest.fixture(params=MODELS)
def scorer(request: pytest.FixtureRequest) -> SequenceScorer:
    return MODELS[request.param]()


def test_scores_before_fit_are_an_error(scorer: SequenceScorer) -> None:
    with pytest.raises(RuntimeError, match="before fit"):
        scorer.scores([numbers(0)])


def test_scores_are_finite_float32_for_every_history(scorer: SequenceScorer, taken: Sequences) -> None:
    scorer.fit(taken)
    scores = scorer.scores([numbers(0, 1), numbers(), numbers(10), numbers(3, 3, 8)])
    assert scores.shape == (4, N_PRODUCTS)
    assert scores.dtype == np.float32
    assert np.isfinite(scores).all()
    assert scorer.scores([]).shape == (0, N_PRODUCTS)


def test_a_row_does_not_depend_on_the_other_histories(scorer: SequenceScorer, taken: Sequences) -> None:
    scorer.fit(taken)
    together = scorer.scores([numbers(0, 1), numbers(6), numbers(2)])
    alone = scorer.scores([numbers(6)])
    np.testing.assert_allclose(together[1], alone[0], rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", MODELS)
def test_the_same_lists_make_the_same_model(name: str, taken: Sequences) -> None:
    one, other = MODELS[name](), MODELS[name]()
    one.fit(taken)
    other.fit(taken)
    np.testing.assert_array_equal(one.scores([numbers(0, 1)]), other.scores([numbers(0, 1)]))


@pytest.mark.parametrize("name", MODELS)
def test_a_second_fit_forgets_the_first(name: str, taken: Sequences) -> None:
    mixed = Sequences(N_PRODUCTS, tuple(numbers(at, 9 - at, at + 1) for at in range(4)) * 5)
    again, fresh = MODELS[name](), MODELS[name]()
    again.fit(mixed)
    again.fit(taken)
    fresh.fit(taken)
    np.testing.assert_array_equal(again.scores([numbers(0, 1)]), fresh.scores([numbers(0, 1)]))


def test_nothing_given_is_changed(scorer: SequenceScorer, taken: Sequences) -> None:
    before = [products.copy() for products in taken.lists]
    history = numbers(0, 1)
    scorer.fit(taken)
    scorer.scores([history])
    assert all(np.array_equal(kept, products) for kept, products in zip(before, taken.lists, strict=True))
    assert history.tolist() == [0, 1]


@pytest.mark.parametrize("name", PERSONAL)
def test_who_took_tools_gets_tools_and_who_took_teas_gets_teas(name: str, taken: Sequences) -> None:
    scorer = MODELS[name]()
    scorer.fit(taken)
    tools, teas = scorer.scores([numbers(0, 1), numbers(5, 6)])
    assert tools[2:5].min() > tools[5:10].max()
    assert teas[7:10].min() > teas[:5].max()


@pytest.mark.parametrize("name", ORDERED)
def test_what_comes_next_in_the_shop_is_above_what_came_before(name: str, taken: Sequences) -> None:
    scorer = MODELS[name]()
    scorer.fit(taken)
    scores = scorer.scores([numbers(2)])[0]
    assert scores[3] > scores[1]


@pytest.mark.parametrize("name", ["content", "content-rules", "sasrec with features", "two-tower"])
def test_content_finds_what_nobody_took_yet(name: str, taken: Sequences) -> None:
    scorer = MODELS[name]()
    scorer.fit(taken)
    tools, teas = scorer.scores([numbers(0, 1), numbers(5, 6)])
    assert tools[10] > tools[11]
    assert teas[11] > teas[10]


def test_popularity_is_what_most_took_lately() -> None:
    scorer = SequencePopularityScorer()
    scorer.fit(Sequences(4, (numbers(0, 1, 2), numbers(1, 2), numbers(0, 2))))
    scores = scorer.scores([numbers()])[0]
    assert scores.argsort()[::-1].tolist()[:2] == [2, 1]
    assert scores[3] == 0.0


def test_popularity_by_time_forgets_the_old() -> None:
    scorer = SequencePopularityScorer()
    year = 365 * 86_400.0
    old, new = (numbers(0, 0, 0), np.zeros(3)), (numbers(1), np.array([2 * year]))
    scorer.fit(Sequences(2, (old[0], new[0]), (old[1], new[1])))
    scores = scorer.scores([numbers()])[0]
    assert scores[1] > scores[0]
