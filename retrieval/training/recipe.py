"""All that decides what a training run learns: written beside its result, and compared before it is taken up again."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.training import run_folder
from retrieval.training.run_folder import TrainingError


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
        return run_folder.rate_at(step, self.steps, self.learning_rate, warm_up=self.warm_up, lowest=self.lowest_rate)

    def as_json(self) -> str:
        return run_folder.as_json(self)
