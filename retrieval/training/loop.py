"""The loop that both parts are trained in: steps, a log, checkpoints, and judgement on the way."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.training.recipe import Recipe, TrainingError

if TYPE_CHECKING:
    import torch

LOG = "log.jsonl"
CHECKPOINT = "checkpoint.pt"

Line = dict[str, float]


@dataclass(frozen=True, slots=True)
class Hooks:
    """What happens beside learning. `should_stop` is asked after every step; `on_step` gets every log line."""

    should_stop: Callable[[], bool] = lambda: False
    on_step: Callable[[Line], None] = lambda _: None
    checkpoint_every: int = 50
    judge_every: int = 150
    monotonic: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Ran:
    """Where a run stands when it has ended or was stopped."""

    steps: int
    finished: bool
    before: Mapping[str, float]  # how good it was on held-out queries before the first step
    after: Mapping[str, float]  # and at its end


def run(
    recipe: Recipe,
    folder: Path,
    learned: Mapping[str, torch.nn.Parameter],
    loss_at: Callable[[int], torch.Tensor],
    judge: Callable[[], Mapping[str, float]],
    *,
    resume: bool,
    hooks: Hooks,
    before: Mapping[str, float] | None = None,
) -> Ran:
    """Changes `learned` by the recipe, or goes on with it. A run taken up again learns what an unbroken one would have.

    `loss_at(step)` must depend on the step and the parameters alone. `before` is how good it was before the first step,
    where that is known without asking `judge`.
    """
    import torch

    by_decay = {True: list[Any](), False: list[Any]()}
    for parameter in learned.values():
        by_decay[parameter.ndim > 1].append(parameter)
    optimiser = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": recipe.weight_decay * decays} for decays, matrices in by_decay.items()],
        lr=recipe.learning_rate,
    )
    last = _load(folder) if resume else None
    if last:
        with torch.no_grad():
            for name, parameter in learned.items():
                parameter.copy_(last["learned"][name])
        optimiser.load_state_dict(last["optimiser"])
    first, seconds = (int(last["steps"]), float(last["seconds"])) if last else (0, 0.0)
    at_first: Mapping[str, float] = last["before"] if last else before or judge()
    if not last:
        _write(folder, {"step": 0, "seconds": 0.0, **at_first}, hooks)
    done = first
    while done < recipe.steps:
        began = hooks.monotonic()
        rate = recipe.rate_at(done)
        for group in optimiser.param_groups:
            group["lr"] = rate
        optimiser.zero_grad(set_to_none=True)
        loss = loss_at(done)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(list(learned.values()), recipe.largest_gradient)
        optimiser.step()
        seconds, done = seconds + hooks.monotonic() - began, done + 1
        stopped = hooks.should_stop()
        line = {"step": done, "seconds": seconds, "loss": float(loss.detach()), "lr": rate}
        if not stopped and done < recipe.steps and done % hooks.judge_every == 0:
            line |= judge()
        _write(folder, line, hooks)
        if stopped or done == recipe.steps or done % hooks.checkpoint_every == 0:
            state = {name: parameter.detach().clone() for name, parameter in learned.items()}
            _save(folder, {
                "steps": done, "seconds": seconds, "before": dict(at_first), "learned": state,
                "optimiser": optimiser.state_dict(),
            })  # fmt: skip
        if stopped:
            break
    after = judge()
    _write(folder, {"step": done, "seconds": seconds, **after}, hooks)
    return Ran(done, done == recipe.steps, at_first, after)


def read_log(folder: Path) -> list[Line]:
    """The log's lines in order; empty when there is none."""
    file = folder / LOG
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []


def _save(folder: Path, state: dict[str, Any]) -> None:
    """Replaces the last checkpoint; an interruption leaves one of the two, whole."""
    import torch

    fresh = folder / f"{CHECKPOINT}.new"
    torch.save(state, fresh)
    fresh.replace(folder / CHECKPOINT)


def _load(folder: Path) -> dict[str, Any] | None:
    """The last checkpoint; None when the run was stopped before its first. Log lines after it are dropped."""
    import torch

    file, state = folder / CHECKPOINT, None
    if file.is_file():
        try:
            state = dict(torch.load(file, weights_only=True))
        except (RuntimeError, EOFError, pickle.UnpicklingError) as error:
            raise TrainingError(
                f"{file} is no checkpoint of a run ({error}). Begin again with another --out."
            ) from error
    _cut(folder, -1 if state is None else int(state["steps"]))
    return state


def _cut(folder: Path, steps: int) -> None:
    file = folder / LOG
    if not file.is_file():
        return
    lines = file.read_text(encoding="utf-8").splitlines()
    whole = [line for line in lines if line.endswith("}") and json.loads(line)["step"] <= steps]
    fresh = file.with_name(f"{LOG}.new")
    fresh.write_text("".join(f"{line}\n" for line in whole), encoding="utf-8")
    fresh.replace(file)


def _write(folder: Path, line: Line, hooks: Hooks) -> None:
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps({k: round(v, 7) if isinstance(v, float) else v for k, v in line.items()}) + "\n")
    hooks.on_step(line)
