"""Explanations: why a thing is suggested, in plain words that are true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from recommender.bundling import Bundle
from recommender.evidence import Evidence
from recommender.shopper import Shopper
from retrieval.query import Candidate, Query


@dataclass(frozen=True, slots=True)
class Explanation:
    """`text` says nothing that `evidence` does not support."""

    product_ids: tuple[str, ...]
    text: str
    evidence: tuple[Evidence, ...]


class Explainer(Protocol):
    def explain(
        self, shown: Candidate | Bundle, considered: list[Candidate], query: Query, shopper: Shopper
    ) -> Explanation:
        """A reason exists only if its evidence does. Same arguments, same explanation."""
        ...
