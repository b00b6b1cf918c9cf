from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from retrieval.encoder import HashEncoder
from retrieval.judgments import Split
from retrieval.learned_weights import ADAPTER, LearnedWeightsError, merge_adapter, read_tensors
from retrieval.training.encoder_part import LowRank, embedded, read_bert, train_encoder
from retrieval.training.loop import Hooks, Ran
from retrieval.training.recipe import Recipe
from retrieval.training.run_folder import TrainingError, read_log
from tests.retrieval.training import tiny

GRADED = tiny.judgments()
RECIPE = Recipe(
    part="encoder", data_sha256=GRADED.sha256, begins_with="tiny", mined_with="hash-256", steps=30, batch=16,
    negatives=2, learning_rate=1e-2, max_tokens=16, rank=4, half=False,
)  # fmt: skip


def learn(weights: Path, folder: Path, recipe: Recipe = RECIPE, **more: object) -> Ran:
    return train_encoder(GRADED, recipe, folder, HashEncoder(), weights, **more)  # type: ignore[arg-type]


def test_held_out_queries_find_more_afterwards_and_the_merged_adapter_is_what_was_learned(
    weights: Path, tmp_path: Path
) -> None:
    ran = learn(weights, tmp_path)
    assert ran.finished
    assert ran.after["mrr_10"] > ran.before["mrr_10"] + 0.1
    log = read_log(tmp_path)
    assert [line["step"] for line in log] == [*range(31), 30]
    assert log[-1]["mrr_10"] == pytest.approx(ran.after["mrr_10"], abs=1e-6)

    merged, held = read_bert(weights), GRADED.queries(Split.VALIDATION)[0]
    merge_adapter(merged, tmp_path / ADAPTER)
    adapted = read_bert(weights)
    adapter = LowRank(adapted, 4, seed=1)
    adapter.begin_with(tmp_path / ADAPTER)
    rows = [[3000 + n, 4000 + n, 5000] for n in range(5)]
    assert embedded(merged, rows, half=False).allclose(embedded(adapted, rows, half=False), atol=1e-5)
    assert not embedded(merged, rows, half=False).allclose(embedded(read_bert(weights), rows, half=False), atol=1e-2)
    assert held
    assert json.loads(read_tensors(tmp_path / ADAPTER)[1]["recipe"])["steps"] == 30


def test_a_run_stopped_and_taken_up_again_learns_what_an_unbroken_one_does(weights: Path, tmp_path: Path) -> None:
    short = replace(RECIPE, steps=6)
    learn(weights, tmp_path / "whole", short)
    done = 0

    def count(line: dict[str, float]) -> None:
        nonlocal done
        done = int(line["step"])

    stopped = learn(weights, tmp_path / "broken", short, hooks=Hooks(lambda: done >= 2, count))
    assert (stopped.steps, stopped.finished) == (3, False)
    assert learn(weights, tmp_path / "broken", short, resume=True).finished
    whole, _ = read_tensors(tmp_path / "whole" / ADAPTER)
    broken, _ = read_tensors(tmp_path / "broken" / ADAPTER)
    assert all(whole[name].float().allclose(broken[name].float(), atol=1e-3) for name in whole)
    steps = [line["step"] for line in read_log(tmp_path / "broken") if "loss" in line]
    assert steps == [1, 2, 3, 4, 5, 6]


def test_a_folder_with_a_run_is_not_overwritten_and_another_recipe_does_not_go_on(
    weights: Path, tmp_path: Path
) -> None:
    short = replace(RECIPE, steps=1)
    with pytest.raises(TrainingError, match="holds no run to go on with"):
        learn(weights, tmp_path, short, resume=True)
    learn(weights, tmp_path, short)
    with pytest.raises(TrainingError, match="holds a run already"):
        learn(weights, tmp_path, short)
    with pytest.raises(TrainingError, match="rank was 4, is 8"):
        learn(weights, tmp_path, replace(short, rank=8), resume=True)


def test_an_adapter_of_other_weights_is_refused(weights: Path, tmp_path: Path) -> None:
    LowRank(read_bert(weights), 4, seed=1).write(tmp_path / "thin", {})
    with pytest.raises(LearnedWeightsError, match="no adapter of this rank"):
        LowRank(read_bert(weights), 8, seed=1).begin_with(tmp_path / "thin")


@pytest.mark.parametrize("wrong", [{"steps": 0}, {"batch": 1}, {"learning_rate": 2.0}, {"negatives": 0}])
def test_a_recipe_that_is_no_training_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TrainingError, match="is no training"):
        replace(RECIPE, **wrong)  # type: ignore[arg-type]


def test_the_rate_rises_straight_and_falls_to_its_floor() -> None:
    recipe = replace(RECIPE, steps=100, warm_up=0.1, lowest_rate=0.05)
    rates = [recipe.rate_at(step) for step in range(100)]
    assert rates[0] == pytest.approx(0.1 * rates[9])
    assert max(rates) == rates[9] == pytest.approx(recipe.learning_rate)
    assert all(a >= b for a, b in pairwise(rates[10:]))
    assert 0.05 * recipe.learning_rate <= rates[-1] < 0.06 * recipe.learning_rate
