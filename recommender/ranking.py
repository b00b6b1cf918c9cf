"""Ranking: which of the found things suit this shopper."""

from __future__ import annotations

from typing import Protocol

from recommender.shopper import Shopper
from retrieval.query import Candidate, Query


class Ranker(Protocol):
    def rank(self, candidates: list[Candidate], shopper: Shopper, query: Query) -> list[Candidate]:
        """The same candidates, best first; ties break by product id. May change scores, never adds or drops."""
        ...
