"""Shortcuts that a large store needs change no answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from retrieval.catalog import Catalog, Product
from retrieval.encoder import HashEncoder
from retrieval.filters import Matches, VariantTable
from retrieval.money import Money
from retrieval.product_text import product_text
from retrieval.query import Constraint, Operator, Order, Query
from retrieval.search import HybridRetriever
from retrieval.vectors import MemoryIndex
from retrieval.words import WordIndex
from tests.conftest import SIX

ALL = 10**9


def catalog(n: int = 400) -> Catalog:
    chance = Random(5)
    words = ["rain", "jacket", "tent", "warm", "mug", "wool", "light"]

    def varied(product: Product, at: int) -> Product:
        price = Money(Decimal(chance.randint(1, 60)), "USD")
        return replace(
            product,
            id=f"p{chance.randint(0, 10**6)}-{at}",
            title=" ".join(chance.choices(words, k=3)),
            rating=chance.choice([None, 3.0, 4.5]),
            variants=tuple(
                replace(v, id=f"v{at}-{number}", offer=replace(v.offer, price=price))
                for number, v in enumerate(product.variants)
            ),
        )

    return Catalog([varied(SIX[at % len(SIX)], at) for at in range(n)], currency="USD")


CATALOG = catalog()
CATEGORIES = sorted({path for product in CATALOG for path in product.categories})
ENCODER = HashEncoder(32)


@pytest.fixture(scope="module")
def retriever() -> HybridRetriever:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    words, vectors = WordIndex(engine), MemoryIndex(ENCODER.dim)
    words.build(CATALOG)
    ids = [product.id for product in CATALOG]
    vectors.update(ids, ENCODER.encode([product_text(product) for product in CATALOG]), ids)
    return HybridRetriever(CATALOG, VariantTable(CATALOG), words, vectors, ENCODER)


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("text", ["", "warm wool mug", "unheard-of"])
@pytest.mark.parametrize("limit", [1, 7, 60])
def test_of_a_wide_category_the_same_are_shown(
    retriever: HybridRetriever, monkeypatch: pytest.MonkeyPatch, order: Order, text: str, limit: int
) -> None:
    wished = (
        Constraint("price", Operator.AT_MOST, Decimal(20), required=False),
        Constraint("rating", Operator.AT_LEAST, Decimal(4), required=False),
    )
    asked = [
        Query(text, (Constraint("category", Operator.IS, category), *wishes), limit, in_stock=False, order=order)
        for category in CATEGORIES
        for wishes in ((), wished)
    ]
    quick = [retriever.search(query) for query in asked]
    monkeypatch.setattr(Matches, "first", lambda self, n, keys=None, besides=(): [i for i in self if i not in besides])
    assert quick == [retriever.search(query) for query in asked]
    assert any(len(found) == limit for found in quick)


def test_first_is_by_key_and_then_by_id() -> None:
    table = VariantTable(CATALOG)
    matches = table.matching(Query(in_stock=False, constraints=(Constraint("price", Operator.AT_MOST, Decimal(30)),)))
    price = {p.id: p.variants[0].offer.price.minor for p in CATALOG}
    besides = list(matches)[:20]
    for n in (0, 1, 10, ALL):
        by_id = sorted(set(matches) - set(besides))
        assert matches.first(n, besides=besides) == by_id[:n]
        assert matches.first(n, matches.prices * 1.0, besides) == sorted(by_id, key=lambda i: (price[i], i))[:n]
        assert matches.first(n, matches.prices * -1.0) == sorted(matches, key=lambda i: (-price[i], i))[:n]
