"""What keeps two candidates apart in a bundle: the rules of the store, and what the whole is to keep together."""

from __future__ import annotations

from recommender.bundles.color_families import same_family
from recommender.bundles.fit_rules import FitRules
from recommender.bundles.need import Whole
from recommender.likeness import color
from retrieval.catalog import Catalog
from retrieval.query import Candidate


class Apart:
    """Symmetric; the same for every shopper."""

    def __init__(self, catalog: Catalog, rules: FitRules) -> None:
        self._catalog = catalog
        self._rules = rules

    def why(self, one: Candidate, other: Candidate, whole: Whole) -> str:
        """The rule that keeps the two apart, in plain words; empty where none does."""
        items = self._catalog.variant(one.variant_id), self._catalog.variant(other.variant_id)
        if said := self._rules.broken(*items):
            return said
        colors = color(items[0][1]), color(items[1][1])
        return f"{colors[0]} and {colors[1]}" if whole.same_color and not same_family(*colors) else ""
