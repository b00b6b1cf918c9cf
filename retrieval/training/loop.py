"""The loop that both parts are trained in: steps, a log, checkpoints, and judgement on the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.training.recipe import Recipe
from retrieval.training.run_folder import Line, cut_log, load_state, save_state, write_log

if TYPE_CHECKING:
    import torch


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
    last = load_state(folder) if resume else None
    if resume:
        cut_log(folder, int(last["steps"]) if last else -1)

    def tell(line: Line) -> None:
        write_log(folder, line)
        hooks.on_step(line)

    if last:
        with torch.no_grad():
            for name, parameter in learned.items():
                parameter.copy_(last["learned"][name])
        optimiser.load_state_dict(last["optimiser"])
    first, seconds = (int(last["steps"]), float(last["seconds"])) if last else (0, 0.0)
    at_first: Mapping[str, float] = last["before"] if last else before or judge()
    if not last:
        tell({"step": 0, "seconds": 0.0, **at_first})
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
        tell(line)
        if stopped or done == recipe.steps or done % hooks.checkpoint_every == 0:
            state = {name: parameter.detach().clone() for name, parameter in learned.items()}
            save_state(folder, {
                "steps": done, "seconds": seconds, "before": dict(at_first), "learned": state,
                "optimiser": optimiser.state_dict(),
            })  # fmt: skip
        if stopped:
            break
    after = judge()
    tell({"step": done, "seconds": seconds, **after})
    return Ran(done, done == recipe.steps, at_first, after)
