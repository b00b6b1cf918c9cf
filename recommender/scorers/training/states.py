"""From what a model read of histories to the scores of all products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recommender.scorers.training.batches import padded
from recommender.sequences import ProductNumbers

if TYPE_CHECKING:
    import torch

_AT_ONCE = 256  # histories read together


def last_scores(
    histories: Sequence[ProductNumbers],
    guest: NDArray[np.float32],
    longest: int,
    states: Callable[[torch.Tensor], torch.Tensor],
    products: torch.Tensor,
    temperature: float,
) -> NDArray[np.float32]:
    """`(len(histories), n_products)`: state after each history's latest `longest` products @ products / temperature.

    `states` reads `padded` rows to `(batch, length, dim)`. An empty history gets `guest`, `(n_products,)`.
    """
    import torch

    found = np.tile(guest, (len(histories), 1))
    known = np.flatnonzero([history.size for history in histories])
    for start in range(0, known.size, _AT_ONCE):
        rows = known[start : start + _AT_ONCE]
        lists = [histories[row][-longest:] for row in rows.tolist()]
        read = states(torch.from_numpy(padded(lists)))
        last = read[torch.arange(len(lists)), torch.tensor([products.size - 1 for products in lists])]
        found[rows] = (last @ products.T / temperature).numpy()
    return found


def unit(vectors: torch.Tensor) -> torch.Tensor:
    """The last dimension at length 1."""
    from torch.nn.functional import normalize

    return normalize(vectors, dim=-1)
