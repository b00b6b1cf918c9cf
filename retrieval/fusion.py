"""Fusion: one score from what words, meaning and wishes say."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What a perfect hit of each kind is worth.

    Chosen on the validation part of human judgments (`shelftalk eval search --split validation --weights`), where the
    top is flat, and better than words alone, meaning alone, or reciprocal rank fusion, which throws away how good a
    hit is.
    A fulfilled wish is worth less than what usually lies between the right kind of thing and another.
    """

    words: float = 0.5
    meaning: float = 0.5
    wished: float = 0.15
    reread: float = 0.5  # what the reranker says, where there is one


@dataclass(frozen=True, slots=True)
class Relevance:
    """What words (share of a perfect hit, 0-1) and meaning (cosine) say of products, by product id."""

    words: Mapping[str, float]
    meaning: Mapping[str, float]

    def among(self, ids: Container[str]) -> Relevance:
        return Relevance(
            {i: score for i, score in self.words.items() if i in ids},
            {i: score for i, score in self.meaning.items() if i in ids},
        )

    def __len__(self) -> int:
        """How many products anything is known of."""
        return len(self.words.keys() | self.meaning.keys())


def fuse(found: Relevance, weights: Weights) -> dict[str, dict[str, float]]:
    """The weighted parts `words` and `meaning` of each product's score; what is 0 or less is left out.

    Both come on a scale of their own that is the same for every query and every filter (a share of a perfect hit,
    a cosine), so nothing is stretched to fit: the best of a bad lot keeps its low score.
    """
    parts: dict[str, dict[str, float]] = {i: {} for i in found.words.keys() | found.meaning.keys()}
    for part, scores, weight in (
        ("words", found.words, weights.words),
        ("meaning", found.meaning, weights.meaning),
    ):
        for product_id, score in scores.items():
            if score > 0:
                parts[product_id][part] = weight * score
    return parts
