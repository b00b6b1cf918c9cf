"""A small BERT that reads pairs as fast as a processor can.

It computes what transformers does (a test says so) with three savings: pairs of like length are read together, so that
little is filling; matrices are multiplied in 8-bit integers; and in the last layer only the query's word pieces ask,
because the score is read from them alone: each has looked for its like in the product's text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

_HEADS = 12
_AT_ONCE = 16  # pairs: more would be filled up more
_EPSILON = 1e-12  # of MiniLM's configuration
_SCALE = ".scale"  # after the name of an 8-bit matrix: float32, one a row

Linear = Callable[[Any], Any]


class PairReader:
    """`base` are the encoder's own tensors, `learned` those that training changed (see `packed`)."""

    def __init__(
        self, base: Mapping[str, Any], learned: Mapping[str, Any], *, max_tokens: int, exact: bool = False
    ) -> None:
        import torch

        self.max_tokens = max_tokens
        tensors = {**base, **unpacked(learned)}
        self._words = tensors["embeddings.word_embeddings.weight"]
        self._places = tensors["embeddings.position_embeddings.weight"]
        self._sides = tensors["embeddings.token_type_embeddings.weight"]
        self._norm = _norm(tensors, "embeddings.LayerNorm")
        self._head, self._head_bias = tensors["head.weight"], tensors["head.bias"]
        linear = _exact if exact or not hasattr(torch, "_int_mm") else _in_8_bits
        self._layers = [_Layer(tensors, f"encoder.layer.{n}", linear) for n in range(n_layers(learned))]

    def scores(self, pairs: Sequence[tuple[Sequence[int], int]]) -> NDArray[np.float32]:
        """`(len(pairs),)` float32 from 0 to 1. A pair is its word pieces, and how many of them are the query's side."""
        import torch

        by_length = sorted(range(len(pairs)), key=lambda at: len(pairs[at][0]))
        found = np.empty(len(pairs), dtype=np.float32)
        with torch.inference_mode():
            for start in range(0, len(pairs), _AT_ONCE):
                part = by_length[start : start + _AT_ONCE]
                found[part] = self._read([pairs[at] for at in part]).numpy()
        return found

    def _read(self, pairs: Sequence[tuple[Sequence[int], int]]) -> torch.Tensor:
        """`(len(pairs),)` float32; each is filled up to the longest."""
        import torch

        n, widest = len(pairs), max(len(ids) for ids, _ in pairs)
        ids, side = np.zeros((2, n, widest), dtype=np.int64)
        real = np.zeros((n, widest), dtype=bool)
        for row, (own, n_query) in enumerate(pairs):
            ids[row, : len(own)] = own
            side[row, n_query:] = 1
            real[row, : len(own)] = True
        x = self._norm(self._words[torch.from_numpy(ids)] + self._places[:widest] + self._sides[torch.from_numpy(side)])
        mask = torch.from_numpy(real)[:, None, None, :]
        for layer in self._layers[:-1]:
            x = layer(x, x, mask)
        most = max(n_query for _, n_query in pairs)
        seen = self._layers[-1](x[:, :most], x, mask)
        asking = torch.from_numpy(side[:, :most] == 0)[:, :, None].float()
        mean = (seen * asking).sum(1) / asking.sum(1)
        return torch.sigmoid(mean @ self._head[0] + self._head_bias)


class _Layer:
    def __init__(self, tensors: Mapping[str, Any], name: str, linear: Callable[[Any, Any], Linear]) -> None:
        import torch

        def of(*parts: str) -> Linear:
            matrix = torch.cat([tensors[f"{name}.{part}.weight"] for part in parts])
            return linear(matrix, torch.cat([tensors[f"{name}.{part}.bias"] for part in parts]))

        self._query, self._key_value = of("attention.self.query"), of("attention.self.key", "attention.self.value")
        self._out, self._up, self._down = of("attention.output.dense"), of("intermediate.dense"), of("output.dense")
        self._norm = _norm(tensors, f"{name}.attention.output.LayerNorm")
        self._last_norm = _norm(tensors, f"{name}.output.LayerNorm")

    def __call__(self, asking: torch.Tensor, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What the word pieces `asking` (n, asking, width) become, that look at all of `x` (n, widest, width)."""
        import torch.nn.functional as f

        key, value = self._key_value(x).chunk(2, dim=-1)
        seen = f.scaled_dot_product_attention(_heads(self._query(asking)), _heads(key), _heads(value), attn_mask=mask)
        middle = self._norm(asking + self._out(seen.transpose(1, 2).reshape(asking.shape)))
        found: torch.Tensor = self._last_norm(middle + self._down(f.gelu(self._up(middle))))
        return found


def _heads(x: torch.Tensor) -> torch.Tensor:
    """(n, m, width) to (n, heads, m, width / heads)."""
    return x.view(x.shape[0], x.shape[1], _HEADS, -1).transpose(1, 2)


def packed(tensors: Mapping[str, Any]) -> dict[str, Any]:
    """Matrices as 8-bit integers with a float32 scale a row, the rest as float32: what a file keeps."""
    import torch

    kept: dict[str, Any] = {}
    for name, tensor in tensors.items():
        value = tensor.detach().float().contiguous()
        if value.ndim == 2 and min(value.shape) > 2:
            scale = value.abs().amax(1).clamp_min(1e-8) / 127
            kept[name] = (value / scale[:, None]).round().clamp(-127, 127).to(torch.int8)
            kept[name + _SCALE] = scale
        else:
            kept[name] = value
    return kept


def unpacked(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The float32 tensors of a file made by `packed`, each at most half a step of its row from what it was."""
    return {
        name: value.float() * kept[name + _SCALE][:, None] if name + _SCALE in kept else value
        for name, value in kept.items()
        if not name.endswith(_SCALE)
    }


def n_layers(tensors: Mapping[str, Any]) -> int:
    """How many layers these tensors are of. Raises `KeyError` when there is none."""
    numbers = {int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer.")}
    if not numbers:
        raise KeyError("encoder.layer.0")
    return len(numbers)


def _norm(tensors: Mapping[str, Any], name: str) -> Linear:
    import torch.nn.functional as f

    weight, bias = tensors[f"{name}.weight"].float(), tensors[f"{name}.bias"].float()
    return lambda x: f.layer_norm(x, (x.shape[-1],), weight, bias, _EPSILON)


def _exact(weight: torch.Tensor, bias: torch.Tensor) -> Linear:
    import torch.nn.functional as f

    return lambda x: f.linear(x, weight, bias)


def _in_8_bits(weight: torch.Tensor, bias: torch.Tensor) -> Linear:
    """Weights in 8 bits with a scale a row, word pieces with a scale each: no pair's score depends on its neighbours.

    Sums are exact integers. Two to five times as fast as float32 where the processor multiplies 8-bit integers.
    """
    import torch

    of_weight = weight.abs().amax(1).clamp_min(1e-8) / 127
    kept = (weight / of_weight[:, None]).round().to(torch.int8).t().contiguous()

    def linear(x: torch.Tensor) -> torch.Tensor:
        rows = x.flatten(0, -2)
        of_piece = rows.abs().amax(1, keepdim=True).clamp_min_(1e-8).div_(127)
        sums = torch._int_mm((rows / of_piece).round_().to(torch.int8), kept)
        return sums.to(torch.float32).mul_(of_piece).mul_(of_weight).add_(bias).view(*x.shape[:-1], -1)

    return linear
