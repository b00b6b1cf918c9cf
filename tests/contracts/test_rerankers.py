"""What every reranker promises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.learned_weights import RERANKER
from retrieval.reranker import CrossEncoderReranker, OverlapReranker, Reranker
from tests.retrieval.training import tiny

ODD = ["", " ", "red mug", "Größe ❤️ 雨衣", "half \ud800 character", "word " * 3_000, "[SEP] [CLS]"]


def _cross_encoder(folder: Path, *, exact: bool) -> Reranker:
    from retrieval.training.encoder_part import read_bert
    from retrieval.training.reranker_part import PairModel

    weights = tiny.write_weights(folder)
    PairModel(read_bert(weights), 2, seed=1).write(folder / RERANKER, {"max_tokens": "24"})
    return CrossEncoderReranker(folder / RERANKER, exact=exact, weights=weights)


RERANKERS: dict[str, Callable[[Path], Reranker]] = {
    "overlap": lambda _: OverlapReranker(),
    "cross-encoder": lambda folder: _cross_encoder(folder, exact=False),
    "cross-encoder, exact": lambda folder: _cross_encoder(folder, exact=True),
}


@pytest.fixture(scope="module", params=RERANKERS)
def reranker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    return RERANKERS[request.param](tmp_path_factory.mktemp("reranker"))


@pytest.mark.parametrize("query", ODD)
def test_whatever_is_read_has_a_score_from_0_to_1(reranker: Reranker, query: str) -> None:
    scores = reranker.scores(query, ODD)
    assert scores.shape == (len(ODD),)
    assert scores.dtype == np.float32
    assert ((scores >= 0) & (scores <= 1)).all()  # which not-a-number is not


def test_nothing_to_read_has_no_scores(reranker: Reranker) -> None:
    assert reranker.scores("red mug", []).shape == (0,)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(others=st.lists(st.sampled_from([*ODD, "blue kettle", "gold rope 3/8 in"]), max_size=8))
def test_a_pair_has_one_score_whatever_is_read_beside_it(reranker: Reranker, others: list[str]) -> None:
    alone = reranker.scores("red mug", ["red enamel mug"])
    assert np.allclose(reranker.scores("red mug", [*others, "red enamel mug"])[-1], alone[0], atol=0.01)


def test_it_has_a_name(reranker: Reranker) -> None:
    assert reranker.name
