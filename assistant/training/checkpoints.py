"""The state that a tuning run goes on from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.training.run_folder import CHECKPOINT, TrainingError, cut_log, load_state, save_state


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
    save_state(folder, {name: getattr(checkpoint, name) for name in Checkpoint.__slots__})


def load(folder: Path) -> Checkpoint | None:
    """The last checkpoint; None when the run was stopped before its first. Log lines after it are dropped."""
    found = peek(folder)
    cut_log(folder, 0 if found is None else found.steps)
    return found


def peek(folder: Path) -> Checkpoint | None:
    """The last checkpoint of a run that is left as it is; None when it has none."""
    state = load_state(folder)
    try:
        return None if state is None else Checkpoint(**state)
    except TypeError as error:
        raise TrainingError(
            f"{folder / CHECKPOINT} is no checkpoint of a run ({error}). Begin again with another --out."
        ) from error
