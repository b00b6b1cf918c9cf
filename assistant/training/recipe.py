"""All that decides what a training run learns: written beside its result, and compared before it is taken up again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from retrieval.training import run_folder
from retrieval.training.run_folder import TrainingError

# A low rank on every projection, as in the LoRA paper's successors: https://arxiv.org/abs/2305.14314, section 4.
PROJECTIONS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


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
        return run_folder.rate_at(step, self.steps, self.learning_rate, warm_up=self.warm_up, lowest=self.lowest_rate)

    def as_json(self) -> str:
        return run_folder.as_json(self)


def name_of(folder: Path, steps: int) -> str:
    """What another run's result after `steps` depends on: its recipe's digest and the steps.

    Raises `TrainingError` where the folder holds no run.
    """
    file = folder / run_folder.RECIPE
    if not file.is_file():
        raise TrainingError(f"{folder} holds no run to begin with: a folder that --out named is meant.")
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}@{steps}"
