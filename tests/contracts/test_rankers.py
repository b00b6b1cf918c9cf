"""What every ranker promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.events import Event
from recommender.ranking import BlendRanker, Ranker
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Query

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
ADA = Shopper("ada", (Event("a1", "purchase", "ada", NOW, "rain"), Event("a2", "view_item", "ada", NOW, "bottle")))
RANKERS: dict[str, Callable[[Catalog], Ranker]] = {
    "blend of nothing": lambda catalog: BlendRanker(catalog, {}),
    "blend": lambda catalog: BlendRanker(
        catalog,
        {
            "popularity": (PopularityScorer(catalog, ADA.events, now=NOW), 0.4),
            "history": (HistoryOverlapScorer(catalog), 0.6),
        },
    ),
}
VARIANTS = {
    "rain": "rain-M-Blue", "fleece": "fleece-M-Gray", "tee": "tee-S-White", "bottle": "bottle-500",
    "pack": "pack", "mug": "mug",
}  # fmt: skip
matches = st.dictionaries(st.sampled_from(sorted(VARIANTS)), st.floats(-2, 2), max_size=6)


@pytest.fixture(params=RANKERS)
def ranker(request: pytest.FixtureRequest, catalog: Catalog) -> Ranker:
    return RANKERS[request.param](catalog)


@pytest.mark.parametrize("shopper", [Shopper("guest"), ADA], ids=["guest", "ada"])
@pytest.mark.parametrize("text", ["", "jacket", "light rain jacket"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(found=matches)
def test_the_same_candidates_best_first_and_every_score_the_sum_of_its_parts(
    ranker: Ranker, shopper: Shopper, text: str, found: dict[str, float]
) -> None:
    candidates = [Candidate(p, VARIANTS[p]).plus("words", score) for p, score in found.items()]
    ranked = ranker.rank(candidates, shopper, Query(text))
    assert sorted((c.product_id, c.variant_id) for c in ranked) == sorted((p, VARIANTS[p]) for p in found)
    assert ranked == sorted(ranked, key=lambda c: (-c.score, c.product_id))
    for candidate in ranked:
        assert candidate.score == pytest.approx(sum(candidate.parts.values()))
        assert candidate.parts["words"] == found[candidate.product_id]
    assert ranker.rank(candidates[::-1], shopper, Query(text)) == ranked


def test_ties_break_by_product_id(ranker: Ranker) -> None:
    alike = [Candidate(product_id, product_id) for product_id in ("pack", "mug")]
    ranked = ranker.rank(alike, Shopper("guest"), Query())
    assert ranked[0].score == ranked[1].score
    assert [c.product_id for c in ranked] == ["mug", "pack"]
