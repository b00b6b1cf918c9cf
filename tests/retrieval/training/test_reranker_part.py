from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.encoder import HashEncoder
from retrieval.judgments import Split
from retrieval.learned_weights import RERANKER, LearnedWeightsError
from retrieval.reranker import CrossEncoderReranker, pair, pieces, read_tokenizer
from retrieval.training.encoder_part import read_bert
from retrieval.training.judging import figures
from retrieval.training.loop import Hooks
from retrieval.training.misses import MISSES
from retrieval.training.recipe import Recipe
from retrieval.training.reranker_part import PairModel, train_reranker
from retrieval.training.run_folder import TrainingError
from tests.retrieval.training import tiny

GRADED = tiny.judgments()
RECIPE = Recipe(
    part="reranker", data_sha256=GRADED.sha256, begins_with="tiny", mined_with="hash-256", steps=40, batch=16,
    negatives=4, learning_rate=3e-3, max_tokens=16, layers=2, half=False,
)  # fmt: skip


def test_it_learns_and_what_is_written_scores_as_what_learned(weights: Path, tmp_path: Path) -> None:
    said: list[dict[str, float]] = []
    ran = train_reranker(GRADED, RECIPE, tmp_path, HashEncoder(), weights, hooks=Hooks(on_step=said.append))
    assert ran.finished
    losses = [line["loss"] for line in said if "loss" in line]
    assert np.mean(losses[-5:]) < np.mean(losses[:5])

    model = PairModel(read_bert(weights), 2, seed=1)
    model.begin_with(tmp_path / RERANKER)
    tokenizer, query = read_tokenizer(weights), GRADED.queries(Split.VALIDATION)[0]
    texts = [GRADED.titles[i] for i in GRADED.titles][:20]
    asked, *own = pieces(tokenizer, [query, *texts])
    wanted = model.logits([pair(asked, text, 16) for text in own], half=False).sigmoid().detach().numpy()
    exact = CrossEncoderReranker(tmp_path / RERANKER, exact=True, weights=weights).scores(query, texts)
    quick = CrossEncoderReranker(tmp_path / RERANKER, weights=weights).scores(query, texts)
    assert np.allclose(exact, wanted, atol=1e-5)
    assert np.allclose(quick, wanted, atol=0.03)
    assert np.ptp(wanted) > 0.05  # or agreement would mean nothing


def test_layers_that_are_not_there_and_rerankers_of_other_layers_are_refused(weights: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="3 layers: the encoder has 2"):
        PairModel(read_bert(weights), 3, seed=1)
    PairModel(read_bert(weights), 1, seed=1).write(tmp_path / "thin", {})
    with pytest.raises(LearnedWeightsError, match="has 1 layers"):
        PairModel(read_bert(weights), 2, seed=1).begin_with(tmp_path / "thin")


def test_before_the_first_step_it_is_judged_by_the_order_in_which_things_were_found(
    weights: Path, tmp_path: Path
) -> None:
    ran = train_reranker(GRADED, replace(RECIPE, steps=1), tmp_path, HashEncoder(), weights)
    found = json.loads((tmp_path / MISSES).read_text(encoding="utf-8"))["found"]
    held_out = GRADED.queries(Split.VALIDATION)
    wanted = figures({q: found[q] for q in held_out}, {q: GRADED.relevant(q) for q in held_out})
    assert ran.before == pytest.approx(wanted)
    assert ran.after != pytest.approx(wanted)


def test_a_run_stopped_and_taken_up_again_ends_as_an_unbroken_one(weights: Path, tmp_path: Path) -> None:
    short = replace(RECIPE, steps=3)
    whole = train_reranker(GRADED, short, tmp_path / "whole", HashEncoder(), weights)
    stopped = train_reranker(
        GRADED, short, tmp_path / "broken", HashEncoder(), weights, hooks=Hooks(should_stop=lambda: True)
    )
    assert (stopped.steps, stopped.finished) == (1, False)
    resumed = train_reranker(GRADED, short, tmp_path / "broken", HashEncoder(), weights, resume=True)
    assert resumed.finished
    assert resumed.before == whole.before
    assert resumed.after == pytest.approx(whole.after, abs=0.02)
    assert resumed.after != pytest.approx(resumed.before)
