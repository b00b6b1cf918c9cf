"""A pool of titles as a store: searched in by the code that serves shoppers, and by plain ways to compare it with."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import Engine, create_engine

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.encoder import Encoder
from retrieval.filters import VariantTable
from retrieval.fusion import Weights
from retrieval.money import Money
from retrieval.product_text import product_text
from retrieval.query import Query
from retrieval.reranker import Reranker
from retrieval.search import HybridRetriever, KeywordRetriever, Retriever
from retrieval.vectors import MemoryIndex
from retrieval.words import Reading, WordIndex

Rank = Callable[[str], Sequence[str]]  # a query's product ids, best first
LONGEST = 100  # products in a list
_WORD = re.compile(r"\w+")
_RRF = 60  # the usual constant: https://doi.org/10.1145/1571941.1572114


class Pool:
    """Products that have nothing but a title, one price, and stock."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        offer = Offer(Money(Decimal(1), "USD"))
        products = [Product(i, title, (Variant(i, title, offer),)) for i, title in sorted(titles.items())]
        self.catalog = Catalog(products, currency="USD")
        self._table = VariantTable(self.catalog)
        self._words: dict[Reading, WordIndex] = {}
        self._databases: dict[bool, Engine] = {}  # what else is read of a query does not change what is indexed
        self._vectors: dict[str, MemoryIndex] = {}

    def by_words(self, reading: Reading | None = None) -> Rank:
        """The store's word index alone; without some of what it does, if `reading` says so."""
        return ranks(KeywordRetriever(self.catalog, self._table, self._index(reading or Reading())))

    def by_all(self, encoder: Encoder, *, weights: Weights | None = None, reranker: Reranker | None = None) -> Rank:
        """As a store is searched: words and meaning, and a second look at the first, where there is a reranker."""
        return ranks(
            HybridRetriever(
                self.catalog,
                self._table,
                self._index(Reading()),
                self._meaning(encoder),
                encoder,
                weights=weights,
                reranker=reranker,
            )
        )

    def by_meaning(self, encoder: Encoder) -> Rank:
        """The nearest vectors, and nothing else."""
        index = self._meaning(encoder)
        return lambda query: [i for i, _ in index.nearest(encoder.encode([query])[0], LONGEST)]

    def _index(self, reading: Reading) -> WordIndex:
        if reading not in self._words:
            is_new = reading.measures not in self._databases
            if is_new:
                self._databases[reading.measures] = create_engine("sqlite://")
            index = self._words[reading] = WordIndex(self._databases[reading.measures], reading)
            if is_new:
                index.build(self.catalog)
        return self._words[reading]

    def _meaning(self, encoder: Encoder) -> MemoryIndex:
        if encoder.name not in self._vectors:
            texts = {product.id: product_text(product) for product in self.catalog}
            index = MemoryIndex(encoder.dim)
            index.update([*texts], encoder.encode([*texts.values()]), [""] * len(texts))
            self._vectors[encoder.name] = index
        return self._vectors[encoder.name]


def ranks(retriever: Retriever) -> Rank:
    """What the retriever finds for a text, as a store would be asked."""
    return lambda query: [found.product_id for found in retriever.search(Query(query, limit=LONGEST))]


def plain_bm25(titles: Mapping[str, str]) -> Rank:
    """FTS5 as it comes: the titles, stemmed by Porter, every word of the query, BM25."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE title USING fts5(id UNINDEXED, words, tokenize = 'porter unicode61')")
    database.executemany("INSERT INTO title VALUES (?, ?)", sorted(titles.items()))

    def rank(query: str) -> Sequence[str]:
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(_WORD.findall(query.lower())))
        wanted = "SELECT id FROM title WHERE title MATCH ? ORDER BY bm25(title), id LIMIT ?"
        return [i for (i,) in database.execute(wanted, (match, LONGEST))] if match else []

    return rank


def reciprocal_ranks(*ways: Rank) -> Rank:
    """Plain reciprocal rank fusion of several lists."""

    def rank(query: str) -> Sequence[str]:
        scores: dict[str, float] = {}
        for way in ways:
            for at, product_id in enumerate(way(query)):
                scores[product_id] = scores.get(product_id, 0.0) + 1.0 / (_RRF + at + 1)
        return sorted(scores, key=lambda i: (-scores[i], i))[:LONGEST]

    return rank
