"""A run's folder: the state it goes on from, and its log, one JSON line a step."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.training.recipe import TrainingError

LOG = "log.jsonl"
CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """All that changes while a run goes on. The data's position is the step: batches depend on it alone."""

    steps: int  # that are done
    examples: int  # that were learned from, counted each time
    seconds: float
    adapter: dict[str, Any]  # float32 tensors
    optimiser: dict[str, Any]


def save(checkpoint: Checkpoint, folder: Path) -> None:
    """Replaces the last checkpoint; an interruption leaves one of the two, whole."""
    import torch

    fresh = folder / f"{CHECKPOINT}.new"
    torch.save({name: getattr(checkpoint, name) for name in Checkpoint.__slots__}, fresh)
    fresh.replace(folder / CHECKPOINT)


def load(folder: Path) -> Checkpoint | None:
    """The last checkpoint; None when the run was stopped before its first. Log lines after it are dropped."""
    found = peek(folder)
    _cut(folder, 0 if found is None else found.steps)
    return found


def peek(folder: Path) -> Checkpoint | None:
    """The last checkpoint of a run that is left as it is; None when it has none."""
    import pickle

    import torch

    file = folder / CHECKPOINT
    if not file.is_file():
        return None
    try:
        return Checkpoint(**torch.load(file, weights_only=True))
    except (RuntimeError, TypeError, EOFError, pickle.UnpicklingError) as error:
        raise TrainingError(f"{file} is no checkpoint of a run ({error}). Begin again with another --out.") from error


def write_log(folder: Path, line: dict[str, float]) -> None:
    """Adds a line to the run's log."""
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps({k: round(v, 7) if isinstance(v, float) else v for k, v in line.items()}) + "\n")


def read_log(folder: Path) -> list[dict[str, float]]:
    """The log's lines in order; empty when there is none."""
    file = folder / LOG
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []


def _cut(folder: Path, steps: int) -> None:
    file = folder / LOG
    if not file.is_file():
        return
    lines = file.read_text(encoding="utf-8").splitlines()
    whole = [line for line in lines if line.endswith("}") and json.loads(line)["step"] <= steps]
    fresh = file.with_name(f"{LOG}.new")
    fresh.write_text("".join(f"{line}\n" for line in whole), encoding="utf-8")
    fresh.replace(file)
