"""All that decides what a training run learns: written beside its result, and compared before it is taken up again."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

RECIPE = "recipe.json"


class TrainingError(ValueError):
    """A training run cannot be begun or taken up again; says what to do."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The same recipe on the same grades gives the same weights, on processors of the same kind."""

    part: str  # encoder or reranker
    data_sha256: str
    begins_with: str  # the name of what is learned further: the plain weights, or those with an adapter
    mined_with: str  # the encoder whose near misses are learned from
    steps: int
    batch: int  # queries a step, each with one product that answers it
    negatives: int  # products a query that do not
    learning_rate: float
    max_tokens: int  # word pieces of a product's text, or of the pair
    seed: int = 7
    rank: int = 16  # of the encoder's adapter
    layers: int = 6  # of the reranker
    half: bool = True  # arithmetic in bfloat16
    mined_from: int = 20_000  # products among which near misses are looked for
    temperature: float = 0.05  # of the encoder's cosines, as all-MiniLM was trained with
    weight_decay: float = 0.01
    warm_up: float = 0.1  # of the steps
    lowest_rate: float = 0.02  # of the learning rate, at the end
    largest_gradient: float = 1.0

    def __post_init__(self) -> None:
        if self.steps < 1 or self.batch < 2 or self.negatives < 1 or not 0 < self.learning_rate < 1:
            raise TrainingError(
                f"{self.steps} steps of {self.batch} queries with {self.negatives} negatives at rate "
                f"{self.learning_rate} is no training: expected 1 step, 2 queries and 1 negative at least, and a rate "
                "between 0 and 1."
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


def keep(recipe: Recipe, folder: Path, *, resume: bool) -> None:
    """Writes the recipe into the folder of a new run, or checks that a run taken up again has the same.

    Raises `TrainingError` where a new run would overwrite another, or an old one would go on differently.
    """
    file = folder / RECIPE
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
