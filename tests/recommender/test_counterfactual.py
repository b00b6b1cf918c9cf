"""Counterfactuals: a signal matters where the rank would be another without it."""

from __future__ import annotations

import pytest

from recommender.counterfactual import Signal, matters, place, points, signal_of
from recommender.events import Event
from recommender.explaining import TemplateExplainer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Order, Query
from tests.conftest import NOW


def candidate(product_id: str, **parts: float) -> Candidate:
    variants = {"rain": "rain-M-Blue", "fleece": "fleece-M-Blue", "tee": "tee-M-White"}
    return Candidate(product_id, variants[product_id], sum(parts.values()), parts)


RANKED = [
    candidate("rain", words=0.5, history=0.2),
    candidate("fleece", words=0.6, popularity=0.05),
    candidate("tee", words=0.1, history=0.1, popularity=0.2, repeat=-0.1),
]


@pytest.mark.parametrize(
    ("part", "signal"),
    [
        ("words", Signal.WORDS),
        ("wished", Signal.WORDS),
        ("popularity", Signal.CROWD),
        ("rating", Signal.CROWD),
        ("taste:brand", Signal.PAST),
        ("history", Signal.PAST),
        ("offer", Signal.OFFER),
        ("follows", Signal.CROWD),
        ("new", Signal.RANGE),
        ("repeat", Signal.OTHER),
    ],
)
def test_what_the_parts_of_a_score_come_from(part: str, signal: Signal) -> None:
    assert signal_of(part) is signal


def test_a_signal_that_lifts_it_over_another_matters() -> None:
    rain, fleece, tee = RANKED
    assert place(rain, RANKED) == 1
    assert place(rain, RANKED, Signal.PAST) == 2
    assert matters(rain, RANKED, Signal.PAST)
    assert not matters(rain, RANKED, Signal.CROWD)  # it has none
    assert not matters(fleece, RANKED, Signal.CROWD)  # it has some, and would be second all the same
    assert not matters(tee, RANKED, Signal.PAST)  # last with it, last without
    assert points(tee.parts, Signal.PAST) == 0.1


def test_of_what_was_not_ranked_nothing_is_denied() -> None:
    plain = [Candidate("rain", "rain-M-Blue"), Candidate("tee", "tee-M-White")]
    assert matters(plain[0], plain, Signal.PAST)


def test_a_reason_goes_where_it_made_no_difference(catalog: Catalog) -> None:
    """The same event is a reason for the jacket that it lifted, and none where the rank is the same without."""
    ada = Shopper("ada", (Event("e1", "purchase", "ada", NOW, "pack"), Event("e2", "view_item", "ada", NOW, "fleece")))
    lifted = [
        candidate("rain", words=0.5, history=0.2),
        candidate("fleece", words=0.6),
    ]
    not_lifted = [candidate("rain", words=0.9, history=0.2), candidate("fleece", words=0.6)]
    explainer = TemplateExplainer(catalog)
    assert "same brand as the Cairn Fleece Jacket" in explainer.explain(lifted[0], lifted, Query(), ada).text
    assert "same brand" not in explainer.explain(not_lifted[0], not_lifted, Query(), ada).text
    by_price = Query(order=Order.CHEAPEST)  # there no taste has a say
    assert "same brand" not in explainer.explain(lifted[0], lifted, by_price, ada).text


def test_popularity_that_decides_nothing_is_not_told(catalog: Catalog) -> None:
    explainer = TemplateExplainer(catalog, {"rain": 31})
    decided = [candidate("rain", words=0.5, popularity=0.2), candidate("fleece", words=0.6)]
    idle = [candidate("rain", words=0.9, popularity=0.2), candidate("fleece", words=0.6)]
    assert "bought 31 times here" in explainer.explain(decided[0], decided, Query(), Shopper("guest")).text.lower()
    assert "bought 31 times" not in explainer.explain(idle[0], idle, Query(), Shopper("guest")).text.lower()
