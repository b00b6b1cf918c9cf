"""The loop of the learned models: epochs with a falling rate, a log, a checkpoint after each, and a watch."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from recommender.sequences import Sequences
from retrieval.training.run_folder import (
    RECIPE,
    Line,
    as_json,
    cut_log,
    keep,
    load_state,
    rate_at,
    save_state,
    write_log,
)

if TYPE_CHECKING:
    import torch

Weights = dict[str, NDArray[np.float32]]
_LARGEST_GRADIENT = 5.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast. `patience` epochs without a better watched figure end a run; 0 never does."""

    epochs: int = 60
    rate: float = 1e-3
    warm_up: float = 0.03  # share of the steps
    lowest: float = 0.02  # share of the highest rate that is left at the end: half a cosine leads there
    weight_decay: float = 0.0
    patience: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is: the same values give the same weights."""

    model: str
    config: Mapping[str, Any]
    seed: int
    learned_from: str  # digest of the sequences and of what else the model reads
    schedule: Schedule = field(default_factory=Schedule)

    def folder_in(self, runs: Path | None) -> Path | None:
        """Where this run stands among others, named by what it is; None when none are kept."""
        if runs is None:
            return None
        return runs / f"{self.model}-{hashlib.blake2b(as_json(self).encode(), digest_size=6).hexdigest()}"


def untold(_: Line) -> None:
    """Nobody is told of the epochs."""


def learn(
    run: Run,
    start: Callable[[torch.Generator], dict[str, torch.Tensor]],
    losses: Callable[[Mapping[str, torch.Tensor], int], Iterator[torch.Tensor]],
    steps_an_epoch: int,
    *,
    judge: Callable[[Mapping[str, torch.Tensor]], float] | None = None,
    folder: Path | None = None,
    on_epoch: Callable[[Line], None] = untold,
) -> Weights:
    """The weights at the end, or the best watched ones where there is a judge.

    `start` makes the first weights; `losses(weights, epoch)` gives the losses of an epoch's steps in order and must
    depend on nothing else. `judge` says how good the weights are, higher is better. With a folder every epoch leaves a
    checkpoint there, and a run that was interrupted goes on as if it had not been; a finished one is only read.
    `TrainingError` when the folder holds another run.
    """
    import torch

    schedule = run.schedule
    last = None
    if folder is not None:
        begun = (folder / RECIPE).exists()
        keep(run, folder, resume=begun)
        last = load_state(folder) if begun else None
        cut_log(folder, int(last["epochs"]) if last else 0)
    weights = start(torch.Generator().manual_seed(run.seed))
    for tensor in weights.values():
        tensor.requires_grad_(True)
    optimiser = torch.optim.AdamW(
        weights.values(), lr=schedule.rate, betas=(0.9, 0.98), weight_decay=schedule.weight_decay, fused=True
    )
    state: dict[str, Any] = {"epochs": 0, "seconds": 0.0, "best": -np.inf, "best_epoch": 0, "best_weights": {}}
    if last:
        state = last
        with torch.no_grad():
            for name, tensor in weights.items():
                tensor.copy_(last["weights"][name])
        optimiser.load_state_dict(last["optimiser"])
    while state["epochs"] < schedule.epochs and not _tired(state, schedule):
        began, epoch = time.perf_counter(), int(state["epochs"])
        total = 0.0
        for step, loss in enumerate(losses(weights, epoch)):
            done = epoch * steps_an_epoch + step
            rate = rate_at(
                done, schedule.epochs * steps_an_epoch, schedule.rate, warm_up=schedule.warm_up, lowest=schedule.lowest
            )
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(list(weights.values()), _LARGEST_GRADIENT)
            optimiser.step()
            total += float(loss.detach())
        state["epochs"] = epoch + 1
        state["seconds"] += time.perf_counter() - began
        line = {"step": epoch + 1, "seconds": state["seconds"], "loss": total / max(1, steps_an_epoch)}
        if judge is not None:
            with torch.no_grad():
                line["watched"] = judge(weights)
            if line["watched"] > state["best"]:
                state |= {"best": line["watched"], "best_epoch": epoch + 1, "best_weights": _copied(weights)}
        if folder is not None:
            write_log(folder, line)
            save_state(folder, {**state, "weights": _copied(weights), "optimiser": optimiser.state_dict()})
        on_epoch(line)
    best = state["best_weights"] or weights
    return {name: tensor.detach().numpy().copy() for name, tensor in best.items()}


def _tired(state: Mapping[str, Any], schedule: Schedule) -> bool:
    return bool(0 < schedule.patience <= state["epochs"] - state["best_epoch"])


def _copied(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: tensor.detach().clone() for name, tensor in weights.items()}


def tensors(weights: Weights) -> dict[str, torch.Tensor]:
    """What `learn` gave, for torch to compute with; the memory is shared."""
    import torch

    return {name: torch.from_numpy(array) for name, array in weights.items()}


def digest(sequences: Sequences, *others: NDArray[Any]) -> str:
    """Changes when the lists or one of the other arrays do."""
    code = hashlib.blake2b(f"{sequences.n_products}".encode(), digest_size=16)
    for products in sequences.lists:
        code.update(products.tobytes() + b"|")
    for other in others:
        code.update(np.ascontiguousarray(other).tobytes())
    return code.hexdigest()
