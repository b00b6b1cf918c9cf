"""What belongs to a product: whose word counts first, what is said for it, and what cold products get."""

from __future__ import annotations

import pytest

from recommender.belonging.belonging import Belonging, kind_key
from recommender.belonging.graphs import complements
from recommender.belonging.pair_texts import ENOUGH, PairTexts
from recommender.belonging.slot_reasons import slot_reasons
from recommender.events import Event
from retrieval.catalog import Catalog, Relation
from retrieval.query import Candidate
from tests.conftest import NOW
from tests.recommender.small_store import N_EACH, two_camps


def bought(pairs: list[tuple[str, str]]) -> list[Event]:
    return [
        Event(f"{n}{product}", "purchase", f"who{n}", NOW, product, basket_id=f"b{n}")
        for n, pair in enumerate(pairs)
        for product in pair
    ]


PAIRS = [(f"jackets{n % 4}", f"boots{(n + n // 4) % 4}") for n in range(40)]
LOG = [*bought([*PAIRS, *[("mugs0", "kettles0")] * 8, *[("mugs1", "mugs2")] * 2])]


@pytest.fixture
def store() -> Catalog:
    plain = two_camps()
    return Catalog(plain, currency="USD", relations=[Relation("needs", "kettles5", "boots5")])


def test_the_stores_word_counts_before_baskets(store: Catalog) -> None:
    belonging = Belonging(store, bought=complements(LOG, NOW))
    tie = belonging.tie("kettles5", "boots5")
    assert tie is not None
    assert tie.evidence.source == "relation:needs:kettles5>boots5"
    assert tie.points > max(belonging.points("mugs0", "kettles0"), belonging.points("jackets0", "boots0")) > 0


def test_baskets_are_told_as_they_were_counted(store: Catalog) -> None:
    tie = Belonging(store, bought=complements(LOG, NOW)).tie("mugs0", "kettles0")
    assert tie is not None
    assert tie.evidence.claim == "bought with the Ash Mug in 8 baskets of 8"


def test_nothing_known_is_nothing_said(store: Catalog) -> None:
    belonging = Belonging(store, bought=complements(LOG, NOW))
    assert belonging.tie("mugs1", "mugs2") is None  # two shoppers only
    assert belonging.tie("mugs0", "mugs0") is None
    assert belonging.points("jackets5", "boots5") == 0.0


def test_cold_products_get_their_kinds_complements(store: Catalog) -> None:
    kinds = complements(LOG, NOW, of=lambda product: kind_key(store, product))
    belonging = Belonging(store, kinds=kinds)
    assert belonging.points("jackets5", "boots5") > 0.0
    assert belonging.points("jackets5", "mugs5") == 0.0
    assert belonging.points("jackets5", "jackets4") == 0.0
    tie = belonging.tie("jackets5", "boots5")
    assert tie is not None
    assert tie.evidence.claim.startswith("Boots and Jackets were bought together in 40 baskets of")


def test_texts_learn_which_kinds_go_together_and_tell_cold_products(store: Catalog) -> None:
    texts = PairTexts(list(store))
    assert texts.points("jackets5", ["boots5"]) == [0.0]
    assert not texts.learn(PAIRS[: ENOUGH - 1])
    assert texts.learn(PAIRS)
    boots, mugs, jackets = texts.points("jackets5", ["boots5", "mugs5", "jackets4"])
    assert boots > 0.3
    assert boots > max(mugs, jackets)
    belonging = Belonging(store, texts=texts)
    best = belonging.ranked("jackets5", [p.id for p in store if p.id != "jackets5"])
    assert {product.rstrip("0123456789") for product in best[: N_EACH - 1]} == {"boots"}


def test_each_slot_says_what_it_goes_with(store: Catalog) -> None:
    belonging = Belonging(store, bought=complements(LOG, NOW))
    parts = [Candidate(p, p) for p in ("mugs0", "kettles0", "jackets5")]
    reasons = slot_reasons(parts, belonging)
    assert reasons[0] is not None
    assert reasons[0].claim.startswith("bought with the Ash Kettle")
    assert reasons[1] is not None
    assert reasons[1].claim.startswith("bought with the Ash Mug")
    assert reasons[2] is None
