"""A second look at the first candidates: what it may change, and what it may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from sqlalchemy import create_engine

from retrieval.catalog import Catalog, Product
from retrieval.encoder import HashEncoder
from retrieval.filters import VariantTable
from retrieval.fusion import Weights
from retrieval.product_text import product_text
from retrieval.query import Order, Query
from retrieval.search import HybridRetriever
from retrieval.vectors import MemoryIndex
from retrieval.words import WordIndex
from tests.conftest import SIX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.reranker import Reranker


class LastFirst:
    """Likes best what it is given last, and remembers what it was given."""

    name = "last first"

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append((query, [*texts]))
        return np.linspace(0.02, 1, len(texts), dtype=np.float32)


def many(n: int) -> list[Product]:
    """Products that the words find equally well."""
    like = SIX[0]
    return [
        replace(
            like, id=f"p{at:03}", title=f"Rain jacket {at:03}", variants=(replace(like.variants[0], id=f"v{at:03}"),)
        )
        for at in range(n)
    ]


def retriever(products: Sequence[Product], reranker: Reranker | None, reread: float = 0.5) -> HybridRetriever:
    catalog = Catalog(products, currency="USD")
    words, encoder = WordIndex(create_engine("sqlite://")), HashEncoder(64)
    words.build(catalog)
    vectors = MemoryIndex(encoder.dim)
    ids = [product.id for product in catalog]
    vectors.update(ids, encoder.encode([product_text(product) for product in catalog]), [""] * len(ids))
    weights = replace(Weights(), reread=reread)
    return HybridRetriever(catalog, VariantTable(catalog), words, vectors, encoder, weights=weights, reranker=reranker)


def test_the_first_fifty_are_ordered_anew_and_stay_before_the_others() -> None:
    products = many(60)
    before = [c.product_id for c in retriever(products, None).search(Query("rain jacket", limit=60))]
    reranker = LastFirst()
    after = retriever(products, reranker, reread=5.0).search(Query("rain jacket", limit=60))
    assert len(before) == len(after) == 60
    assert [c.product_id for c in after[:50]] == before[:50][::-1]
    assert [c.product_id for c in after[50:]] == before[50:]
    ((query, texts),) = reranker.asked
    assert query == "rain jacket"
    assert len(texts) == 50
    assert all(c.score == pytest.approx(sum(c.parts.values())) for c in after)
    assert all(("reread" in c.parts) == (c.product_id in before[:50]) for c in after)


def test_it_never_adds_and_never_removes() -> None:
    for text in ("rain jacket", "tote", "zzz", ""):
        without = {c.product_id for c in retriever(SIX, None).search(Query(text))}
        assert {c.product_id for c in retriever(SIX, LastFirst()).search(Query(text))} == without


@pytest.mark.parametrize("query", [Query(""), Query("rain jacket", order=Order.CHEAPEST), Query("zzz")])
def test_nothing_is_read_where_the_text_does_not_order(query: Query) -> None:
    reranker = LastFirst()
    retriever(many(3), reranker).search(query)
    assert reranker.asked == []
