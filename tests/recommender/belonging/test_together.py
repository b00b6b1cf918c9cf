"""Parts of bundles where graphs are known: relations first, baskets next, kinds for what nobody bought yet."""

from __future__ import annotations

import pytest

from recommender.belonging.together import CountedTogether
from retrieval.catalog import Catalog, Relation
from retrieval.query import Candidate
from tests.recommender.belonging.test_belonging import LOG
from tests.recommender.small_store import two_camps


@pytest.fixture
def store() -> Catalog:
    return Catalog(two_camps(), currency="USD", relations=[Relation("needs", "kettles5", "boots5")])


def test_cold_products_have_partners_by_their_kind(store: Catalog) -> None:
    together = CountedTogether(store, LOG)
    partners = together.partners("jackets5")  # nobody bought it
    assert partners
    assert {partner.rstrip("0123456789") for partner in partners} == {"boots"}


def test_the_stores_word_comes_before_baskets_and_these_before_kinds(store: Catalog) -> None:
    together = CountedTogether(store, LOG)
    assert together.partners("kettles5")[0] == "boots5"
    assert together.partners("mugs0")[0] == "kettles0"
    assert together.stated("mugs0", "kettles0") > together.stated("mugs5", "kettles5") > 0


def test_it_is_symmetric(store: Catalog) -> None:
    together = CountedTogether(store, LOG)
    for one, other in (("mugs0", "kettles0"), ("jackets1", "boots2"), ("kettles5", "boots5")):
        assert together.stated(one, other) == together.stated(other, one)
        assert together.between(Candidate(one, one), Candidate(other, other)) is not None


def test_without_events_only_relations_speak(store: Catalog) -> None:
    together = CountedTogether(store, [])
    assert together.partners("jackets5") == []
    assert together.partners("boots5") == ["kettles5"]


def test_over_other_products_it_is_as_if_counted_anew(store: Catalog) -> None:
    changed = Catalog([p for p in store if p.id not in ("boots2", "mugs0")], currency="USD", relations=[])
    over, anew = CountedTogether(store, LOG).over(changed), CountedTogether(changed, LOG)
    for product in changed:
        assert over.partners(product.id) == anew.partners(product.id)
        for other in changed:
            assert over.stated(product.id, other.id) == anew.stated(product.id, other.id)
