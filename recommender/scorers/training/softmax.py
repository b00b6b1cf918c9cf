"""The loss of all learned models here: the product that came, against all others or a draw of them."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_NEVER = -1e4  # a logit of no weight; an infinite one has no gradient where it stands alone


def softmax_loss(
    states: torch.Tensor,
    products: torch.Tensor,
    targets: torch.Tensor,
    negatives: int,
    generator: torch.Generator,
    *,
    corrected: bool = True,
) -> torch.Tensor:
    """Mean cross-entropy of `targets` `(n,)` by `states @ products.T`, `(n, dim)` and `(n_products, dim)`.

    With `negatives` between 1 and `n_products - 1`, so many products are drawn uniformly, shared by the batch, and
    stand for all: `corrected`, their logits grow by log(n_products / negatives), which makes the sum over them an
    unbiased guess of the sum over all (sampled softmax, Jean et al. 2015, arXiv:1412.2007). Costs
    `n * negatives * dim`.
    """
    import torch
    from torch.nn.functional import cross_entropy, softplus

    n_products = products.shape[0]
    if not 0 < negatives < n_products:
        return cross_entropy(states @ products.T, targets)
    drawn = torch.randint(n_products, (negatives,), generator=generator)
    own = (states * products[targets]).sum(dim=1)
    others = states @ products[drawn].T
    row, column = torch.nonzero(targets[:, None] == drawn[None, :], as_tuple=True)
    others[row, column] = _NEVER  # few: in place, without a copy of all
    missing = log(n_products / negatives) if corrected else 0.0
    return softplus(others.logsumexp(dim=1) + missing - own).mean()
