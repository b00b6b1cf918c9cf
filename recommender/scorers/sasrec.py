"""SASRec: a transformer that reads a history in order and says what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.training.batches import batches
from recommender.scorers.training.epochs import Run, Schedule, Weights, digest, learn, tensors, untold
from recommender.scorers.training.features import arrays, tensor
from recommender.scorers.training.softmax import softmax_loss
from recommender.scorers.training.states import last_scores, unit
from recommender.scorers.training.transformer import (
    Dropout,
    TransformerShape,
    dropping,
    first_weights,
    keeping,
    states,
)
from recommender.scorers.training.watch import watch
from recommender.scorers.weighted_histories import fitted
from recommender.sequences import ProductNumbers, Sequences
from retrieval.training.run_folder import Line

if TYPE_CHECKING:
    import torch

_LOUD = 0.3  # size of an entry of a product's vector as the first block gets it, beside what the block adds
_FIRST = 0.02  # the same when training begins: cosines do not see length, and short vectors turn fast


@dataclass(frozen=True, slots=True)
class SASRecConfig:
    shape: TransformerShape = field(default_factory=TransformerShape)
    schedule: Schedule = field(default_factory=lambda: Schedule(epochs=30, rate=2e-3))
    temperature: float = 0.07  # of the cosines
    dropout: float = 0.3
    negatives: int = 1024  # drawn for each batch; 0 for all products
    corrected: bool = True  # whether those drawn stand for all
    batch: int = 256
    watched: int = 0  # shoppers whose last product is held out to tell the best epoch


class SASRecScorer:
    """`score = cos(state after the history, product) / temperature`.

    The transformer of Kang and McAuley (2018, arXiv:1808.09781) with the loss that makes it good: softmax over many
    negatives in place of one (Klenitskiy and Vasilev 2023, arXiv:2309.07602; Petrov and Macdonald 2023,
    arXiv:2308.07192; Tikhonovich et al. 2025, eSASRec), over cosines with a temperature, as NISER (Gupta et al. 2019,
    arXiv:1909.04276) against popularity. Products are read and written by the same vectors.

    `features`, `(n_products, n_features)`, dense or sparse, are what is known of products beside who took them (text
    vectors, attributes): a learned projection of them is added to each product's own vector, and stands alone for a
    product that nobody took. A guest gets the product's popularity, from training. With a folder `runs`, what is
    learned is kept in it and taken up again.
    """

    def __init__(
        self,
        config: SASRecConfig | None = None,
        *,
        seed: int = 0,
        features: Any = None,
        runs: Path | None = None,
        on_epoch: Callable[[Line], None] = untold,
    ) -> None:
        self.config = config or SASRecConfig()
        self._seed, self._features, self._runs, self._on_epoch = seed, features, runs, on_epoch
        self._weights: Weights | None = None
        self._products = np.empty((0, 0), dtype=np.float32)  # rows of length 1
        self._popularity = np.empty(0, dtype=np.float32)

    def fit(self, sequences: Sequences) -> None:
        import torch

        config, seed = self.config, self._seed
        self._popularity = np.log1p(sequences.counts()).astype(np.float32)
        held = watch(sequences, config.watched, seed)
        longest = config.shape.longest + 1  # one more: the last is only a target
        lists = [products[-longest:] for products in held.lists if products.size >= 2]
        features = tensor(self._features)
        taken = torch.from_numpy(np.minimum(sequences.counts(), 1).astype(np.float32)[:, None])

        def start(generator: torch.Generator) -> dict[str, torch.Tensor]:
            dim = config.shape.dim
            weights = first_weights(config.shape, generator)
            weights["products"] = _FIRST * torch.randn(sequences.n_products, dim, generator=generator)
            if features is not None:
                weights["features"] = _FIRST * torch.randn(features.shape[1], dim, generator=generator)
            return weights

        def losses(weights: Mapping[str, torch.Tensor], epoch: int) -> Iterator[torch.Tensor]:
            generator = torch.Generator().manual_seed(seed * 1_000_003 + epoch)
            drop = dropping(config.dropout, generator)
            for rows in batches(lists, config.batch, np.random.default_rng([seed, epoch])):
                ids = torch.from_numpy(rows)
                products = unit(_vectors(weights, taken, features))
                seen = self._states(weights, products, ids[:, :-1], drop)
                targets = ids[:, 1:]
                real = targets >= 0
                scaled = seen[real] / config.temperature
                yield softmax_loss(
                    scaled, products, targets[real], config.negatives, generator, corrected=config.corrected
                )

        def judge(weights: Mapping[str, torch.Tensor]) -> float:
            return held.ndcg(
                lambda histories: self._scores(weights, unit(_vectors(weights, taken, features)), histories)
            )

        run = Run("sasrec", asdict(config), seed, digest(sequences, *arrays(self._features)), config.schedule)
        self._weights = learn(
            run, start, losses, -(-len(lists) // config.batch),
            judge=judge if held.histories else None, folder=run.folder_in(self._runs), on_epoch=self._on_epoch,
        )  # fmt: skip
        learned = tensors(self._weights)
        self._products = unit(_vectors(learned, taken, features)).numpy()

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        import torch

        weights = tensors(fitted(self._weights, self))
        with torch.no_grad():
            return self._scores(weights, torch.from_numpy(self._products), histories)

    def _scores(
        self, weights: Mapping[str, torch.Tensor], products: torch.Tensor, histories: Sequence[ProductNumbers]
    ) -> NDArray[np.float32]:
        return last_scores(
            histories, self._popularity, self.config.shape.longest,
            lambda ids: self._states(weights, products, ids, keeping), products, self.config.temperature,
        )  # fmt: skip

    def _states(
        self, weights: Mapping[str, torch.Tensor], products: torch.Tensor, ids: torch.Tensor, dropout: Dropout
    ) -> torch.Tensor:
        """`(batch, length, dim)`, rows of length 1: what comes after each beginning of each list."""
        vectors = products[ids.clamp(min=0)] * _LOUD * self.config.shape.dim**0.5
        return unit(states(weights, self.config.shape, dropout(vectors), dropout))


def _vectors(weights: Mapping[str, torch.Tensor], taken: torch.Tensor, features: torch.Tensor | None) -> torch.Tensor:
    own = weights["products"]
    return own if features is None else taken * own + features @ weights["features"]
