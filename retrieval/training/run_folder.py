"""A training run's folder: its recipe, its log of one JSON line a step, and the state that it goes on from."""

from __future__ import annotations

import json
import math
import pickle
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

RECIPE = "recipe.json"
LOG = "log.jsonl"
CHECKPOINT = "checkpoint.pt"

Line = dict[str, float]


class TrainingError(ValueError):
    """A training run cannot be begun or taken up again; says what to do."""


def as_json(recipe: DataclassInstance) -> str:
    """The recipe as it stands in the folder and in what was learned by it."""
    return json.dumps(asdict(recipe), indent=1)


def keep(recipe: DataclassInstance, folder: Path, *, resume: bool) -> None:
    """Writes the recipe into the folder of a new run, or checks that a run taken up again has the same.

    Raises `TrainingError` where a new run would overwrite another, or an old one would go on differently.
    """
    file = folder / RECIPE
    if not resume:
        if file.exists():
            raise TrainingError(f"{folder} holds a run already. Add --resume to go on with it, or name another --out.")
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(as_json(recipe) + "\n", encoding="utf-8")
        return
    if not file.is_file():
        raise TrainingError(f"{folder} holds no run to go on with. Leave out --resume to begin one.")
    before: Mapping[str, object] = json.loads(file.read_text(encoding="utf-8"))
    other = [
        f"{name} was {before.get(name)}, is {value}"
        for name, value in asdict(recipe).items()
        if before.get(name) != value
    ]
    if other:
        raise TrainingError(
            f"{folder} was begun with another recipe ({'; '.join(other)}). "
            "Go on with the same options and data, or name another --out."
        )


def rate_at(step: int, steps: int, highest: float, *, warm_up: float, lowest: float) -> float:
    """The learning rate of a step, counted from 0: a straight warm-up, then half a cosine.

    `warm_up` is a share of the steps, `lowest` the share of the highest rate that is left at the end.
    """
    warm = max(1, round(warm_up * steps))
    if step < warm:
        return highest * (step + 1) / warm
    done = (step - warm) / max(1, steps - warm)
    falling = (1 + math.cos(math.pi * min(1.0, done))) / 2
    return highest * (lowest + (1 - lowest) * falling)


def save_state(folder: Path, state: Mapping[str, Any]) -> None:
    """Replaces the last checkpoint; an interruption leaves one of the two, whole."""
    import torch

    fresh = folder / f"{CHECKPOINT}.new"
    torch.save(dict(state), fresh)
    fresh.replace(folder / CHECKPOINT)


def load_state(folder: Path) -> dict[str, Any] | None:
    """The last checkpoint; None when the run was stopped before its first. Raises `TrainingError` for a broken one."""
    import torch

    file = folder / CHECKPOINT
    if not file.is_file():
        return None
    try:
        return dict(torch.load(file, weights_only=True))
    except (RuntimeError, TypeError, EOFError, pickle.UnpicklingError) as error:
        raise TrainingError(f"{file} is no checkpoint of a run ({error}). Begin again with another --out.") from error


def write_log(folder: Path, line: Line) -> None:
    """Adds a line to the run's log."""
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps({k: round(v, 7) if isinstance(v, float) else v for k, v in line.items()}) + "\n")


def read_log(folder: Path) -> list[Line]:
    """The log's lines in order; empty when there is none."""
    file = folder / LOG
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []


def cut_log(folder: Path, steps: int) -> None:
    """Drops the lines of later steps, and one that was cut short."""
    file = folder / LOG
    if not file.is_file():
        return
    lines = file.read_text(encoding="utf-8").splitlines()
    whole = [line for line in lines if line.endswith("}") and json.loads(line)["step"] <= steps]
    fresh = file.with_name(f"{LOG}.new")
    fresh.write_text("".join(f"{line}\n" for line in whole), encoding="utf-8")
    fresh.replace(file)
