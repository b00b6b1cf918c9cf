"""Texts as word pieces in batches, for what learns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from retrieval.reranker import pieces

if TYPE_CHECKING:
    import torch

_MOST_OF_QUERY = 32  # word pieces
_CLS, _SEP = 101, 102


class Texts:
    """Queries and products by what they are called, cut up once."""

    def __init__(
        self, tokenizer: Any, queries: Collection[str], titles: Mapping[str, str], ids: Collection[str], max_tokens: int
    ) -> None:
        asked, wanted = sorted(set(queries)), sorted(set(ids))
        self._queries = {q: own[:_MOST_OF_QUERY] for q, own in zip(asked, pieces(tokenizer, asked), strict=True)}
        cut = pieces(tokenizer, [titles[i] for i in wanted])
        self._products = {i: own[:max_tokens] for i, own in zip(wanted, cut, strict=True)}

    def query(self, query: str) -> list[int]:
        """Word pieces without marks."""
        return self._queries[query]

    def product(self, product_id: str) -> list[int]:
        """Word pieces without marks."""
        return self._products[product_id]


def marked(own: Sequence[int]) -> list[int]:
    """`[CLS] own [SEP]`: how the encoder reads a text."""
    return [_CLS, *own, _SEP]


def filled(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows as wide as the widest (n, widest) int64, and where they are real."""
    import torch

    widest = max(len(row) for row in rows)
    ids = torch.zeros(len(rows), widest, dtype=torch.long)
    real = torch.zeros(len(rows), widest, dtype=torch.long)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        real[at, : len(row)] = 1
    return ids, real
