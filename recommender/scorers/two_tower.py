"""Two towers: products by their texts, shoppers by the texts of what they took."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.training.batches import batches
from recommender.scorers.training.epochs import Run, Schedule, Weights, digest, learn, tensors, untold
from recommender.scorers.training.softmax import softmax_loss
from recommender.scorers.training.states import last_scores, unit
from recommender.scorers.training.transformer import Dropout, dropping, keeping
from recommender.scorers.training.watch import watch
from recommender.scorers.weighted_histories import fitted
from recommender.sequences import ProductNumbers, Sequences
from retrieval.training.run_folder import Line

if TYPE_CHECKING:
    import torch

_FIRST = 0.02  # size of what is not known yet, beside what the texts say


@dataclass(frozen=True, slots=True)
class TwoTowerConfig:
    schedule: Schedule = field(default_factory=lambda: Schedule(epochs=30, rate=2e-3))
    dim: int = 128
    hidden: int = 256
    temperature: float = 0.07  # of the cosines
    dropout: float = 0.2
    unknown: float = 0.5  # share of products whose own vector is hidden in a step, so that texts must do alone
    decay: float = 0.7  # of a history's product for each step back, where learning begins
    longest: int = 20  # products of a history that are read, the latest; 0.7 ** 20 is 0.1 %
    negatives: int = 0  # drawn for each batch; 0 for all products
    batch: int = 128
    watched: int = 0  # shoppers whose last product is held out to tell the best epoch


class TwoTowerScorer:
    """`score = cos(shopper tower, product tower) / temperature`, both of one text encoder's vectors.

    Product: `reads(x) + own`, with `reads(x) = W x + B gelu(A x)` of its text vector x, and a vector of its own that is
    learned where somebody took it, and is hidden from half of the steps so that texts must do alone (DropoutNet,
    Volkovs et al. 2017). Shopper: a matrix times the recency-weighted mean of the products taken, plus a reading of the
    mean of their texts; the weight of each step back is learned. So a product that nobody took and a shopper who was
    never seen are scored like any other. After Yi et al. (2019, doi 10.1145/3298689.3346996); softmax over products.

    `texts` is `(n_products, text_dim) float32`, rows of length 1 or zero: `Encoder.encode` of titles, say. A guest gets
    the product's popularity, from training. With a folder `runs`, what is learned is kept in it and
    taken up again.
    """

    def __init__(
        self,
        texts: NDArray[np.float32],
        config: TwoTowerConfig | None = None,
        *,
        seed: int = 0,
        runs: Path | None = None,
        on_epoch: Callable[[Line], None] = untold,
    ) -> None:
        self.config = config or TwoTowerConfig()
        self._texts, self._seed, self._runs, self._on_epoch = texts, seed, runs, on_epoch
        self._weights: Weights | None = None
        self._products = np.empty((0, 0), dtype=np.float32)
        self._popularity = np.empty(0, dtype=np.float32)

    def fit(self, sequences: Sequences) -> None:
        import torch

        if self._texts.shape[0] != sequences.n_products:
            raise ValueError(
                f"There are {self._texts.shape[0]} text vectors for {sequences.n_products} products; expected one each."
            )
        config, seed = self.config, self._seed
        self._popularity = np.log1p(sequences.counts()).astype(np.float32)
        held = watch(sequences, config.watched, seed)
        lists = [products[-config.longest - 1 :] for products in held.lists if products.size >= 2]
        texts = torch.from_numpy(self._texts)
        counts = sequences.counts()
        taken = torch.from_numpy(np.minimum(counts, 1).astype(np.float32)[:, None])
        # What nobody took is no wrong answer: the softmax is over the rest, else texts of new products are unlearned.
        known = torch.from_numpy(np.flatnonzero(counts))
        place = torch.from_numpy(np.cumsum(counts > 0) - 1)

        def start(generator: torch.Generator) -> dict[str, torch.Tensor]:
            def drawn(*shape: int) -> torch.Tensor:
                rows: torch.Tensor = torch.randn(*shape, generator=generator) / sqrt(shape[-1])
                return rows

            wide, dim, hidden = texts.shape[1], config.dim, config.hidden
            weights = {"own": _FIRST * torch.randn(sequences.n_products, dim, generator=generator)}
            straight = drawn(dim, wide)  # of both towers: learning begins with likeness of texts
            for tower in ("product", "shopper"):
                weights |= {
                    f"{tower}.straight": straight.clone(),
                    f"{tower}.in": drawn(hidden, wide),
                    f"{tower}.out": _FIRST * drawn(dim, hidden),
                }
            weights["step"] = torch.eye(dim)
            weights["recency"] = torch.arange(config.longest) * log(config.decay)
            return weights

        def losses(weights: Mapping[str, torch.Tensor], epoch: int) -> Iterator[torch.Tensor]:
            generator = torch.Generator().manual_seed(seed * 1_000_003 + epoch)
            drop = dropping(config.dropout, generator)
            for rows in batches(lists, config.batch, np.random.default_rng([seed, epoch])):
                ids = torch.from_numpy(rows)
                shown = taken * (torch.rand(taken.shape, generator=generator) >= config.unknown)
                products = unit(_products(weights, texts, shown, drop))
                seen = _shoppers(weights, products, texts, ids[:, :-1], drop)
                targets = ids[:, 1:]
                real = targets >= 0
                yield softmax_loss(
                    seen[real] / config.temperature, products[known], place[targets[real]], config.negatives, generator
                )

        def judge(weights: Mapping[str, torch.Tensor]) -> float:
            products = unit(_products(weights, texts, taken, keeping))
            return held.ndcg(lambda histories: self._scores(weights, products, histories))

        run = Run("two_tower", asdict(config), seed, digest(sequences, self._texts), config.schedule)
        self._weights = learn(
            run, start, losses, -(-len(lists) // config.batch),
            judge=judge if held.histories else None, folder=run.folder_in(self._runs), on_epoch=self._on_epoch,
        )  # fmt: skip
        learned = tensors(self._weights)
        self._products = unit(_products(learned, texts, taken, keeping)).numpy()

    def scores(self, histories: Sequence[ProductNumbers]) -> NDArray[np.float32]:
        import torch

        weights = tensors(fitted(self._weights, self))
        with torch.no_grad():
            return self._scores(weights, torch.from_numpy(self._products), histories)

    def _scores(
        self, weights: Mapping[str, torch.Tensor], products: torch.Tensor, histories: Sequence[ProductNumbers]
    ) -> NDArray[np.float32]:
        import torch

        texts = torch.from_numpy(self._texts)
        return last_scores(
            histories, self._popularity, self.config.longest,
            lambda ids: _shoppers(weights, products, texts, ids, keeping), products, self.config.temperature,
        )  # fmt: skip


def _products(
    weights: Mapping[str, torch.Tensor], texts: torch.Tensor, shown: torch.Tensor, dropout: Dropout
) -> torch.Tensor:
    """`(n_products, dim)`; `shown` `(n_products, 1)` is 0 where a product's own vector is not to be seen."""
    return _reading(weights, "product", texts, dropout) + shown * weights["own"]


def _shoppers(
    weights: Mapping[str, torch.Tensor],
    products: torch.Tensor,
    texts: torch.Tensor,
    ids: torch.Tensor,
    dropout: Dropout,
) -> torch.Tensor:
    """`(batch, length, dim)`, rows of length 1: the shopper after each beginning of each list."""
    import torch

    at = torch.arange(ids.shape[1])
    back = at[:, None] - at[None, :]
    shares = weights["recency"][back.clamp(min=0)].masked_fill(back < 0, -torch.inf).softmax(dim=-1)
    taken = ids.clamp(min=0)
    own = dropout(shares @ products[taken]) @ weights["step"].T
    return unit(own + _reading(weights, "shopper", shares @ texts[taken], dropout))


def _reading(weights: Mapping[str, torch.Tensor], tower: str, texts: torch.Tensor, dropout: Dropout) -> torch.Tensor:
    from torch.nn.functional import gelu, linear

    hidden = dropout(gelu(linear(texts, weights[f"{tower}.in"])))
    return linear(texts, weights[f"{tower}.straight"]) + linear(hidden, weights[f"{tower}.out"])
