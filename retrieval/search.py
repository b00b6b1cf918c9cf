"""Finding: what exists for a query."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from retrieval.catalog import Catalog
from retrieval.encoder import Encoder
from retrieval.filters import Matches, VariantTable
from retrieval.fusion import Relevance, Weights, fuse
from retrieval.meaning import KindsByMeaning
from retrieval.overview import Overview, overview
from retrieval.product_text import product_text
from retrieval.query import Candidate, Constraint, Order, Query
from retrieval.relaxing import Relaxation, names_a_category, relaxations
from retrieval.reranker import Reranker
from retrieval.standing import Standings
from retrieval.terms import terms
from retrieval.vectors import VectorIndex
from retrieval.words import WordIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["HybridRetriever", "KeywordRetriever", "Relaxation", "Retriever"]

_POOL = 300  # products scored for a text in the whole store, before any filter
_WIDE_POOL = 3_000  # the same where they are counted, not shown
_REREAD = 50  # candidates that are read together with the query
_FLOOR = 0.5  # of the store's best score for the text: below lies what merely shares a word or a mood with it


class Retriever(Protocol):
    def search(self, query: Query) -> list[Candidate]:
        """Best first, at most `query.limit`, one candidate a product; ties break by product id.

        Every candidate's variant satisfies all required constraints (and is in stock, if the query says so).
        May return fewer; never relaxes a required constraint.
        """
        ...


class KeywordRetriever:
    """The plain baseline: words and exact filters."""

    def __init__(
        self, catalog: Catalog, table: VariantTable, words: WordIndex, *, weights: Weights | None = None
    ) -> None:
        self._catalog = catalog
        self._table = table
        self._words = words
        self._weights = weights or Weights()
        self._standings = Standings(catalog)

    def search(self, query: Query) -> list[Candidate]:
        """What matches the constraints, by how well it fits the text and the wishes.

        Without text, everything that matches. With text, what comes near the best that the whole store has for it:
        no score says by itself whether a product is what was meant. But everything that matches when a category is
        required, or when none of the words is the store's and there are constraints to go by.
        """
        matches = self._table.matching(query)
        if not terms(query.text):
            return self._best(self._with_others({}, matches, query), matches, query)
        everywhere = self._found(query.text, _POOL)
        parts = fuse(self._narrowed(everywhere, matches, query), self._weights)
        named = any(names_a_category(c) for c in query.required)
        if named or (query.required and not everywhere.words):
            parts = self._with_others(parts, matches, query)
        else:
            parts = _from(self._floor(everywhere), parts)
        if query.order is Order.FIT:
            parts = self._reread(query.text, parts)
        return self._best(parts, matches, query)

    def relaxations(self, query: Query) -> list[Relaxation]:
        """What giving up one constraint would bring (or two, when no single one is enough), best first.

        Empty when something satisfies everything, and when nothing helps. What it brings is still what the text
        asks for: giving up a price keeps the category, giving up the category keeps the words.
        """
        if self.search(replace(query, limit=1)):
            return []
        looked_for = None
        if terms(query.text):
            everywhere = self._found(query.text, _WIDE_POOL)
            if everywhere.words:
                looked_for = _from(self._floor(everywhere), fuse(everywhere, self._weights))
        return relaxations(self._catalog, self._table, query, looked_for)

    def admits(self, product_id: str, conditions: Sequence[Constraint]) -> bool:
        """Whether a variant of the product can be bought that meets all of these."""
        return product_id in self._table.matching(Query(constraints=tuple(conditions)))

    def overview(self, conditions: Sequence[Constraint]) -> Overview:
        """All variants that meet the conditions, sold out or not."""
        return overview(self._catalog, self._table, conditions)

    def _found(self, text: str, n: int, among: Collection[str] | None = None) -> Relevance:
        """What is known of the best `n` products (or somewhat more) for the text."""
        return Relevance(self._words.search(text, n, among), {})

    def _reread(self, text: str, parts: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        """The parts, with what a closer look at the best of them says: a share that keeps them before the others."""
        _ = text  # words alone are not looked at again
        return parts

    def _narrowed(self, everywhere: Relevance, matches: Matches, query: Query) -> Relevance:
        """What is known of the matches: of `query.limit` at least, if there are so many."""
        here = everywhere.among(matches)
        if len(here) < min(query.limit, len(matches)) and len(everywhere) >= _POOL:
            return self._found(query.text, max(query.limit, _POOL), among=matches)
        return here

    def _floor(self, everywhere: Relevance) -> float:
        return _FLOOR * max((sum(p.values()) for p in fuse(everywhere, self._weights).values()), default=0.0)

    def _best(self, parts: dict[str, dict[str, float]], matches: Matches, query: Query) -> list[Candidate]:
        """At most `query.limit` candidates, best first, with what their wishes are worth.

        When there are more, and the query asks for the cheapest (dearest, best rated), those are kept.
        """
        kept: Iterable[str] = parts
        if query.order is not Order.FIT and len(parts) > query.limit:
            kept = heapq.nsmallest(query.limit, parts, key=lambda i: (self._place(i, matches, query.order), i))
        scored = []
        for product_id in kept:
            own = parts[product_id]
            if wished := self._weights.wished * matches.wishes(product_id):
                own = {**own, "wished": wished}
            scored.append((sum(own.values(), 0.0), product_id, own))
        return [
            Candidate(product_id, matches.variant(product_id), score, own)
            for score, product_id, own in heapq.nsmallest(query.limit, scored, key=lambda s: (-s[0], s[1]))
        ]

    def _with_others(
        self, parts: dict[str, dict[str, float]], matches: Matches, query: Query
    ) -> dict[str, dict[str, float]]:
        """The parts, and of the other matches, of which nothing is known, all that may come to be shown.

        Of 30,000 that a wide category has, these are the first by the query's order, or by wishes and by id.
        """
        if query.order is Order.BEST_RATED:
            return {i: parts.get(i, {}) for i in matches}
        if query.order is not Order.FIT:
            keys = matches.prices * (1.0 if query.order is Order.CHEAPEST else -1.0)
            return {i: parts.get(i, {}) for i in matches.first(query.limit, keys)}
        n = max(query.limit, _REREAD)
        others = [*matches.first(n, -matches.wished, parts), *matches.first(n, besides=parts)]
        return {**parts, **{i: {} for i in others}}

    def _place(self, product_id: str, matches: Matches, order: Order) -> float:
        """Less comes first. Good enough to choose by; whoever shows a list orders it by the exact record."""
        product, variant = self._catalog.variant(matches.variant(product_id))
        if order is Order.BEST_RATED:
            return -self._standings.of(product)
        return variant.offer.price.minor * (1.0 if order is Order.CHEAPEST else -1.0)


class HybridRetriever(KeywordRetriever):
    """Words and meaning together, under exact filters; `kinds` of the store by what they mean, if the encoder knows."""

    def __init__(
        self,
        catalog: Catalog,
        table: VariantTable,
        words: WordIndex,
        vectors: VectorIndex,
        encoder: Encoder,
        *,
        weights: Weights | None = None,
        reranker: Reranker | None = None,
        kinds: KindsByMeaning | None = None,
    ) -> None:
        super().__init__(catalog, table, words, weights=weights)
        self._vectors = vectors
        self._encoder = encoder
        self.kinds = kinds
        self._reranker = reranker
        self._encode = lru_cache(maxsize=256)(lambda text: _one_row(encoder, text))  # a refined query keeps its text
        self._text = lru_cache(maxsize=4_096)(lambda product_id: product_text(catalog.product(product_id)))

    def nearest(self, vector: NDArray[np.float32], n: int) -> list[tuple[str, float]]:
        """At most `n` (product id, cosine), nearest first: for what is meant by no words, such as a taste."""
        return [hit for hit in self._vectors.nearest(vector, n) if hit[0] in self._catalog]

    @property
    def kept_in(self) -> tuple[WordIndex, VectorIndex, Encoder]:
        """Where words and vectors are kept, and what reads meanings."""
        return self._words, self._vectors, self._encoder

    def over(self, catalog: Catalog, *, same_products: bool) -> HybridRetriever:
        """Another one over another state of the catalog, with the same words, vectors and models.

        Both may be used at once: each finds only what its own catalog has. With the same products, of other prices
        and stock, what was read of kinds is kept.
        """
        kinds = self.kinds if same_products or self.kinds is None else self.kinds.over(catalog)
        return HybridRetriever(
            catalog,
            VariantTable(catalog),
            self._words,
            self._vectors,
            self._encoder,
            weights=self._weights,
            reranker=self._reranker,
            kinds=kinds,
        )

    def warm(self) -> None:
        """Load what the first query would otherwise wait for: the encoder, the graph, the vectors in memory."""
        everything = self._table.product_ids
        self._vectors.nearest(self._encode("warm"), 1)
        self._vectors.nearest(self._encode("warm"), 1, among=everything[:1])
        if self._reranker:
            self._reranker.scores("warm", ["warm"])
        if self.kinds:
            self.kinds.prepare()

    def _found(self, text: str, n: int, among: Collection[str] | None = None) -> Relevance:
        words = super()._found(text, n, among).words
        vector = self._encode(self._words.spelled(text))
        meaning = dict(self._vectors.nearest(vector, n, among))
        if unscored := words.keys() - meaning.keys():
            meaning.update(self._vectors.nearest(vector, len(unscored), unscored))
        return Relevance(words, meaning)

    def _reread(self, text: str, parts: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        told = {i: sum(own.values()) for i, own in parts.items() if own}
        if self._reranker is None or len(told) < 2:
            return parts
        first = heapq.nsmallest(_REREAD, told, key=lambda i: (-told[i], i))
        scores = self._reranker.scores(self._words.spelled(text), [self._text(i) for i in first])
        read = zip(first, (self._weights.reread * float(score) for score in scores), strict=True)
        return parts | {i: {**parts[i], "reread": share} for i, share in read if share > 0}


def _from(floor: float, parts: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {i: p for i, p in parts.items() if (score := sum(p.values())) > 0 and score >= floor}


def _one_row(encoder: Encoder, text: str) -> NDArray[np.float32]:
    row: NDArray[np.float32] = encoder.encode([text])[0]
    return row
