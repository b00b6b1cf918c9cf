"""A causal transformer over product vectors, as functions of a dictionary of weights: small enough to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

Dropout = Callable[["torch.Tensor"], "torch.Tensor"]


@dataclass(frozen=True, slots=True)
class TransformerShape:
    dim: int = 64
    blocks: int = 1
    heads: int = 1
    longest: int = 50  # products of a history that are read, the latest
    wider: int = 4  # the hidden layer is so many times `dim` wide


def first_weights(shape: TransformerShape, generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Of the blocks only: `block.name` to tensor."""
    import torch

    dim, hidden = shape.dim, shape.wider * shape.dim
    weights = {"distances": torch.zeros(shape.heads, shape.longest), "last.scale": torch.ones(dim)}
    for block in range(shape.blocks):
        matrices = {"qkv": (3 * dim, dim), "mix": (dim, dim), "up": (hidden, dim), "down": (dim, hidden)}
        for name, (rows, columns) in matrices.items():
            weights[f"{block}.{name}"] = torch.randn(rows, columns, generator=generator) / sqrt(columns)
            weights[f"{block}.{name}.bias"] = torch.zeros(rows)
        for name in ("before_qkv", "before_up"):
            weights[f"{block}.{name}.scale"] = torch.ones(dim)
            weights[f"{block}.{name}.shift"] = torch.zeros(dim)
    weights["last.shift"] = torch.zeros(dim)
    return weights


def states(
    weights: Mapping[str, torch.Tensor], shape: TransformerShape, vectors: torch.Tensor, dropout: Dropout
) -> torch.Tensor:
    """`(batch, length, dim)` to the same: position i has seen the vectors 0 to i, and nothing else.

    Blocks are pre-norm (Xiong et al. 2020, arXiv:2002.04745). Where a vector stands is told by a learned bias of each
    attention head for each distance (Raffel et al. 2020, arXiv:1910.10683), so that a history reads the same wherever
    it begins. What follows a list as padding changes nothing before it.
    """
    import torch
    from torch.nn.functional import gelu, linear

    n, length, dim = vectors.shape
    at = torch.arange(length)
    back = at[:, None] - at[None, :]
    bias = weights["distances"][:, back.clamp(min=0)].masked_fill(back < 0, -torch.inf)
    x = vectors
    for block in range(shape.blocks):
        w = {name.partition(".")[2]: tensor for name, tensor in weights.items() if name.startswith(f"{block}.")}
        y = _normed(x, w, "before_qkv")
        q, k, v = linear(y, w["qkv"], w["qkv.bias"]).view(n, length, 3, shape.heads, -1).permute(2, 0, 3, 1, 4)
        attention = dropout((q @ k.transpose(-1, -2) / sqrt(dim // shape.heads) + bias).softmax(dim=-1))
        y = (attention @ v).transpose(1, 2).reshape(n, length, dim)
        x = x + dropout(linear(y, w["mix"], w["mix.bias"]))
        y = dropout(gelu(linear(_normed(x, w, "before_up"), w["up"], w["up.bias"])))
        x = x + dropout(linear(y, w["down"], w["down.bias"]))
    return _normed(x, weights, "last")


def dropping(share: float, generator: torch.Generator) -> Dropout:
    """Dropout whose draws come from `generator`, so that a run taken up again draws the same."""
    import torch

    def drop(x: torch.Tensor) -> torch.Tensor:
        kept = torch.empty_like(x).bernoulli_(1.0 - share, generator=generator)
        return x * kept / (1.0 - share)

    return drop if share > 0 else keeping


def keeping(x: torch.Tensor) -> torch.Tensor:
    """No dropout: what scores are computed with."""
    return x


def _normed(x: torch.Tensor, weights: Mapping[str, torch.Tensor], name: str) -> torch.Tensor:
    from torch.nn.functional import layer_norm

    return layer_norm(x, (x.shape[-1],), weights[f"{name}.scale"], weights[f"{name}.shift"])
