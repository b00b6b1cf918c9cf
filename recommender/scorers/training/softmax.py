"""The loss of all learned models here: the product that came, against all others or a draw of them."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def softmax_loss(
    states: torch.Tensor,
    products: torch.Tensor,
    targets: torch.Tensor,
    negatives: int,
    generator: torch.Generator,
) -> torch.Tensor:
    """Mean cross-entropy of `targets` `(n,)` by `states @ products.T`, `(n, dim)` and `(n_products, dim)`.

    With `negatives` between 1 and `n_products - 1`, so many products are drawn uniformly, shared by the batch, and
    stand for all: their logits grow by log(n_products / negatives), which makes the sum over them an unbiased guess
    of the sum over all (sampled softmax, Jean et al. 2015, arXiv:1412.2007). Costs `n * negatives * dim`.
    """
    import torch
    from torch.nn.functional import cross_entropy

    n_products = products.shape[0]
    if not 0 < negatives < n_products:
        return cross_entropy(states @ products.T, targets)
    drawn = torch.randint(n_products, (negatives,), generator=generator)
    own = (states * products[targets]).sum(dim=1, keepdim=True)
    others = states @ products[drawn].T + log(n_products / negatives)
    others = others.masked_fill(targets[:, None] == drawn[None, :], -torch.inf)
    return cross_entropy(torch.cat([own, others], dim=1), torch.zeros_like(targets))
