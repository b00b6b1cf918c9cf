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
        return self.in_color(one, other, whole)

    def in_color(self, one: Candidate, other: Candidate, whole: Whole) -> str:
        """The two colours that one colour for the whole keeps apart; empty where it does not."""
        if not whole.same_color:
            return ""
        colors = [color(self._catalog.variant(c.variant_id)[1]) for c in (one, other)]
        return "" if same_family(*colors) else f"{colors[0]} and {colors[1]}"
