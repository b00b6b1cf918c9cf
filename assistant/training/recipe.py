"""All that decides what a training run learns: written beside its result, and compared before it is taken up again."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

# A low rank on every projection, as in the LoRA paper's successors: https://arxiv.org/abs/2305.14314, section 4.
PROJECTIONS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


class TrainingError(ValueError):
    """A training run cannot be begun or taken up again; says what to do."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The same recipe on the same rows gives the same adapter."""

    base: str  # the weights' name
    data_sha256: str
    prompt: str  # its digest
    steps: int
    batch: int = 12
    learning_rate: float = 3e-4
    seed: int = 7
    rank: int = 16
    alpha: int = 32
    warm_up: float = 0.06  # of the steps
    lowest_rate: float = 0.05  # of the learning rate, at the end
    largest_gradient: float = 1.0
    less_memory: bool = False  # gradient checkpointing: slower
    after: str = ""  # the run whose adapter this one begins with, as `name_of` writes it

    def __post_init__(self) -> None:
        if self.steps < 1 or self.batch < 1 or not 0 < self.learning_rate < 1:
            raise TrainingError(
                f"{self.steps} steps of {self.batch} rows at rate {self.learning_rate} is no training: "
                "steps and rows must be 1 or more, the rate between 0 and 1."
            )

    def rate_at(self, step: int) -> float:
        """The learning rate of a step, counted from 0: a straight warm-up, then half a cosine."""
        warm = max(1, round(self.warm_up * self.steps))
        if step < warm:
            return self.learning_rate * (step + 1) / warm
        done = (step - warm) / max(1, self.steps - warm)
        falling = (1 + math.cos(math.pi * min(1.0, done))) / 2
        return self.learning_rate * (self.lowest_rate + (1 - self.lowest_rate) * falling)

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1)


def name_of(folder: Path, steps: int) -> str:
    """What another run's result after `steps` depends on: its recipe's digest and the steps.

    Raises `TrainingError` where the folder holds no run.
    """
    file = folder / "recipe.json"
    if not file.is_file():
        raise TrainingError(f"{folder} holds no run to begin with: a folder that --out named is meant.")
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}@{steps}"


def keep(recipe: Recipe, folder: Path, *, resume: bool) -> None:
    """Writes the recipe into the folder of a new run, or checks that a run taken up again has the same.

    Raises `TrainingError` where a new run would overwrite another, or an old one would go on differently.
    """
    file = folder / "recipe.json"
    if not resume:
        if file.exists():
            raise TrainingError(f"{folder} holds a run already. Add --resume to go on with it, or name another --out.")
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(recipe.as_json() + "\n", encoding="utf-8")
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
