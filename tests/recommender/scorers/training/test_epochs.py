"""The loop: a run that is interrupted goes on as if it had not been, and the best epoch is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from recommender.scorers.training.epochs import Run, Schedule, Weights, digest, learn
from recommender.sequences import Sequences
from retrieval.training.run_folder import Line, TrainingError, read_log


def run(**changes: object) -> Run:
    return Run("line", {}, 1, "data", Schedule(epochs=6, rate=0.1, **changes))  # type: ignore[arg-type]


def start(generator: torch.Generator) -> dict[str, torch.Tensor]:
    return {"x": torch.randn(3, generator=generator)}


def losses(weights: Mapping[str, torch.Tensor], epoch: int) -> Iterator[torch.Tensor]:
    for step in range(4):
        noise = torch.randn(3, generator=torch.Generator().manual_seed(10 * epoch + step))
        yield ((weights["x"] - 1.0 - 0.1 * noise) ** 2).sum()


class Interrupted(Exception):
    """What a shopkeeper's Ctrl-C stands for."""


def stopping_at(epoch: int) -> Callable[[Line], None]:
    def stop(line: Line) -> None:
        if line["step"] == epoch:
            raise Interrupted

    return stop


def test_what_is_learned_lowers_the_loss(tmp_path: Path) -> None:
    learn(run(), start, losses, 4, folder=tmp_path / "run")
    lines = read_log(tmp_path / "run")
    assert [line["step"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert lines[-1]["loss"] < lines[0]["loss"] / 2


def test_taken_up_again_it_learns_what_an_unbroken_run_does(tmp_path: Path) -> None:
    whole = learn(run(), start, losses, 4)
    with pytest.raises(Interrupted):
        learn(run(), start, losses, 4, folder=tmp_path / "run", on_epoch=stopping_at(3))
    assert np.array_equal(learn(run(), start, losses, 4, folder=tmp_path / "run")["x"], whole["x"])
    assert [line["step"] for line in read_log(tmp_path / "run")] == [1, 2, 3, 4, 5, 6]


def test_a_finished_run_is_only_read(tmp_path: Path) -> None:
    whole = learn(run(), start, losses, 4, folder=tmp_path / "run")

    def never(weights: Mapping[str, torch.Tensor], epoch: int) -> Iterator[torch.Tensor]:
        raise Interrupted
        yield

    assert np.array_equal(learn(run(), start, never, 4, folder=tmp_path / "run")["x"], whole["x"])


def test_another_run_does_not_go_on_with_it(tmp_path: Path) -> None:
    learn(run(), start, losses, 4, folder=tmp_path / "run")
    with pytest.raises(TrainingError, match="another recipe"):
        learn(run(weight_decay=0.5), start, losses, 4, folder=tmp_path / "run")


def test_runs_stand_side_by_side(tmp_path: Path) -> None:
    folders = {one.folder_in(tmp_path) for one in (run(), run(), run(weight_decay=0.5), replace(run(), seed=2))}
    assert len(folders) == 3
    assert run().folder_in(None) is None


def test_the_best_watched_epoch_is_kept_and_patience_ends_the_run(tmp_path: Path) -> None:
    seen: list[Weights] = []

    def judge(weights: Mapping[str, torch.Tensor]) -> float:
        seen.append({name: tensor.detach().numpy().copy() for name, tensor in weights.items()})
        return [0.1, 0.3, 0.2, 0.3, 0.9, 0.9][len(seen) - 1]

    best = learn(run(patience=2), start, losses, 4, judge=judge, folder=tmp_path / "run")
    assert len(seen) == 4  # an equal is no better
    assert np.array_equal(best["x"], seen[1]["x"])
    assert np.array_equal(
        learn(run(patience=2), start, losses, 4, judge=judge, folder=tmp_path / "run")["x"], best["x"]
    )
    assert len(seen) == 4


def test_a_digest_tells_data_apart() -> None:
    one = Sequences(4, (np.array([0, 1], dtype=np.int32), np.array([2], dtype=np.int32)))
    same = Sequences(4, (np.array([0, 1], dtype=np.int32), np.array([2], dtype=np.int32)))
    others = [
        Sequences(5, one.lists),
        Sequences(4, (np.array([0], dtype=np.int32), np.array([1, 2], dtype=np.int32))),
    ]
    features = np.ones((4, 2), dtype=np.float32)
    codes = {digest(one), *(digest(other) for other in others), digest(one, features), digest(one, features * 2)}
    assert digest(one) == digest(same)
    assert len(codes) == 5
