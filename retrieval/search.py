"""Finding: what exists for a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Query


class Retriever(Protocol):
    def search(self, query: Query) -> list[Candidate]:
        """Best first, at most `query.limit`, one candidate a product; ties break by product id.

        Every candidate's variant satisfies all required constraints (and is in stock, if the query says so).
        May return fewer; never relaxes a required constraint.
        """
        ...


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What giving up one required constraint would bring: so many products, the cheapest at this price."""

    constraint: Constraint
    n_products: int
    cheapest: Money
