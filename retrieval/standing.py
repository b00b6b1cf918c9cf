"""Standing: how well a product is rated, counting how many rated it. A 5.0 of one review is no best rated.

The Bayesian average (as if every product had, beside its own reviews, five more with the store's mean rating: of five
reviews its own count half, of 45 nine tenths), less one standard error: in a store of good ratings the average alone
lets one lucky review win. For order only: what is shown, and what a condition on `rating` tests, is the record.
"""

from __future__ import annotations

from math import sqrt

from retrieval.catalog import Catalog, Product

_PRIOR = 5  # reviews with the store's mean: half the weight at as many of a product's own
_SPREAD = 1.0  # stars by which reviews of one product differ; of few products there are enough to measure it


class Standings:
    """The standings in one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        rated = [(p.rating, p.n_reviews) for p in catalog if p.rating is not None and p.n_reviews > 0]
        n = sum(n_reviews for _, n_reviews in rated)
        self.mean = sum(rating * n_reviews for rating, n_reviews in rated) / n if n else 0.0

    def of(self, product: Product) -> float:
        """At most 5, more is better; 0 without a rating. A rating without a count counts as of one review."""
        if product.rating is None:
            return 0.0
        n = max(product.n_reviews, 1)
        average = (n * product.rating + _PRIOR * self.mean) / (n + _PRIOR)
        return average - _SPREAD / sqrt(n + _PRIOR)
