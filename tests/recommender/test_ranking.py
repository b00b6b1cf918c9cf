"""The blend: a good match stays first, taste decides among equals, and a guest gets what sells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import pytest

from recommender.events import Event
from recommender.ranking import BlendRanker
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer, Scorer, Scores
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.query import Candidate, Constraint, Operator, Query

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
GUEST = Shopper("guest")


class Fixed:
    """Scores as told."""

    def __init__(self, **scores: float) -> None:
        self._scores = scores

    def score(self, product_ids: Sequence[str], shopper: Shopper) -> Scores:
        return np.array([self._scores.get(product_id, 0.0) for product_id in product_ids], dtype=np.float64)


def found(**matches: float) -> list[Candidate]:
    return [Candidate(product_id, product_id).plus("words", match) for product_id, match in matches.items()]


def ids(ranked: list[Candidate]) -> list[str]:
    return [candidate.product_id for candidate in ranked]


def test_with_nothing_to_tell_the_matches_apart_the_scorers_decide(catalog: Catalog) -> None:
    ranker = BlendRanker(catalog, {"popularity": (Fixed(tee=0.1, mug=0.9, pack=0.5), 1.0)})
    assert ids(ranker.rank(found(mug=0.5, pack=0.5, tee=0.5), GUEST, Query())) == ["mug", "pack", "tee"]


def test_a_clearly_better_match_stays_first_however_popular_the_others_are(catalog: Catalog) -> None:
    ranker = BlendRanker(catalog, {"popularity": (Fixed(tee=-1, mug=1, pack=1), 1.0)})
    for text in ("", "plain", "plain white", "plain white cotton shirt"):
        assert ids(ranker.rank(found(tee=1.0, mug=0.1, pack=0.0), GUEST, Query(text)))[0] == "tee"


def test_the_more_is_said_the_less_taste_may_move(catalog: Catalog) -> None:
    ranker = BlendRanker(catalog, {"history": (Fixed(mug=1.0), 1.0)})
    candidates = found(tee=1.0, mug=0.8, pack=0.0)
    assert ids(ranker.rank(candidates, GUEST, Query("gift")))[0] == "mug"
    assert ids(ranker.rank(candidates, GUEST, Query("soft warm shirt")))[0] == "tee"


def test_a_product_called_by_its_title_is_not_moved(catalog: Catalog) -> None:
    ranker = BlendRanker(catalog, {"popularity": (Fixed(tee=1.0), 1.0)})
    ranked = ranker.rank(found(mug=0.51, tee=0.5), GUEST, Query("the camp mugs"))
    assert ids(ranked) == ["mug", "tee"]
    assert ranked[0].parts == {"words": 0.51}


def test_a_guest_is_ranked_by_popularity_only_and_history_moves_a_regular(catalog: Catalog) -> None:
    scorers: dict[str, tuple[Scorer, float]] = {
        "popularity": (PopularityScorer(catalog, now=NOW), 0.4),
        "history": (HistoryOverlapScorer(catalog), 0.6),
    }
    ranker = BlendRanker(catalog, scorers)
    candidates = found(rain=0.5, fleece=0.5, tee=0.5, bottle=0.5)
    guest = ranker.rank(candidates, GUEST, Query())
    assert ids(guest) == ["bottle", "tee", "rain", "fleece"]
    assert all(set(candidate.parts) == {"words", "popularity"} for candidate in guest)
    looks = [Event(f"{n}", "view_item", "ada", NOW, "fleece") for n in range(5)]
    ada = Shopper("ada", (*looks, Event("no", "dismissed", "ada", NOW, "rain")))
    regular = ranker.rank(candidates, ada, Query())
    assert ids(regular)[0] == "fleece"
    assert ids(regular)[-1] == "rain"
    assert regular[0].parts["history"] > 0 > regular[-1].parts["history"]


def test_words_that_all_candidates_meet_leave_the_order_to_taste(catalog: Catalog) -> None:
    ranker = BlendRanker(catalog, {"history": (Fixed(tee=-1, fleece=1), 1.0)})
    candidates = found(tee=0.5, fleece=0.45)
    jackets = Constraint("category", Operator.IS, "Men > Jackets")
    assert ids(ranker.rank(candidates, GUEST, Query("jackets", (jackets,))))[0] == "fleece"
    assert ids(ranker.rank(candidates, GUEST, Query("warm jackets", (jackets,))))[0] == "tee", "warm is no kind"
    wish = Constraint("color", Operator.IS, "Blue", required=False)
    assert ids(ranker.rank(candidates, GUEST, Query("jackets", (jackets, wish))))[0] == "tee", "a wish tells them apart"


def test_near_duplicates_make_room() -> None:
    def product(product_id: str, title: str) -> Product:
        return Product(product_id, title, (Variant(product_id, title, Offer(Money(Decimal(9), "USD"))),))

    catalog = Catalog(
        [product("a", "Ball 55 cm"), product("b", "Ball 65 cm"), product("c", "Ball 75 cm"), product("d", "Yoga mat")],
        currency="USD",
    )
    ranked = BlendRanker(catalog, {}).rank(found(a=1.0, b=0.99, c=0.98, d=0.5), GUEST, Query("yoga"))
    assert ids(ranked) == ["a", "b", "c", "d"]  # far better matches are not pushed below a far worse one
    ranked = BlendRanker(catalog, {}).rank(found(a=1.0, b=0.99, c=0.98, d=0.97), GUEST, Query("yoga"))
    assert ids(ranked) == ["a", "b", "d", "c"]
    assert "repeat" not in ranked[0].parts
    assert ranked[1].parts["repeat"] < 0


@pytest.mark.parametrize("weight", [0.0, -0.2, 1.2])
def test_weights_that_would_break_the_bound_are_refused(catalog: Catalog, weight: float) -> None:
    with pytest.raises(ValueError, match="above 0 and sum to at most 1"):
        BlendRanker(catalog, {"popularity": (Fixed(), weight)})
