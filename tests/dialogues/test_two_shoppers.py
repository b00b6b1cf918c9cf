"""Two demo shoppers of the sample store type the same sentence: different orders, for reasons that are on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Settings, Shop, open_shop
from assistant.dialogues.copies import copied
from assistant.reply import Card
from recommender.demo_shoppers import import_demo_shoppers
from recommender.event_log import EventLog
from recommender.events import Event
from recommender.evidence import Evidence, Kind
from recommender.ga4 import import_events
from recommender.sample.simulation import simulate
from recommender.sample.writing import write_shoppers
from recommender.scorers.popularity import PopularityScorer
from recommender.shopper import Shopper
from retrieval.encoder import Encoder
from retrieval.sample import TODAY
from retrieval.sample.assortment import read_assortment
from retrieval.store import load_catalog, open_engine
from tests.dialogues.conftest import NOW

PAIRS = [("demo-aiko", "demo-greta"), ("demo-ben", "demo-sam")]
SENTENCES = ("mugs", "notebooks", "bottles")


@pytest.fixture(scope="module")
def peopled(store_of: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample store with a few hundred of its made-up shoppers, the twelve among them."""
    feed = tmp_path_factory.mktemp("shoppers")
    write_shoppers(feed, simulate(read_assortment(), seed=7, today=TODAY, n_shoppers=150))
    with copied(store_of("sample"), now=NOW) as store:
        engine = open_engine(store)
        import_events(feed / "events_ga4.jsonl", engine, load_catalog(engine, currency="USD"))
        import_demo_shoppers(feed / "demo_shoppers.json", engine)
        engine.dispose()
        yield store


@pytest.fixture(scope="module")
def events(peopled: Path) -> list[Event]:
    engine = open_engine(peopled)
    found = list(EventLog(engine).all())
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def shop(peopled: Path, events: list[Event], encoder: Encoder) -> Iterator[Shop]:
    assert events
    with open_shop(Settings(store=peopled, model="none"), encoder=encoder, clock=lambda: NOW) as shop:
        yield shop


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_the_same_sentence_gives_them_different_orders(shop: Shop, pair: tuple[str, str]) -> None:
    lists = {s: [[c.product_id for c in shop.session(who).say(s).cards] for who in pair] for s in SENTENCES}
    assert sum(one != other for one, other in lists.values()) >= 2, lists
    assert any(one[:3] != other[:3] for one, other in lists.values()), lists


@pytest.mark.parametrize("who", [who for pair in PAIRS for who in pair])
def test_every_reason_is_on_record(shop: Shop, events: list[Event], who: str) -> None:
    own = Shopper(who, tuple(e for e in events if e.shopper_id == who))
    popularity = PopularityScorer(shop.catalog, events, now=max(e.at for e in events))
    personal = 0
    for sentence in SENTENCES:
        session = shop.session(who)
        for card in session.say(sentence).cards:
            told = session.why(card.product_id)
            assert told is not None
            assert card.reason == told.text
            for evidence in told.evidence:
                assert_on_record(evidence, card, shop, own, events, popularity)
            personal += any(evidence.kind is Kind.HISTORY for evidence in told.evidence)
    assert personal, "nothing was said of their own past"


def assert_on_record(
    evidence: Evidence, card: Card, shop: Shop, own: Shopper, events: list[Event], popularity: PopularityScorer
) -> None:
    record, _, name = evidence.source.partition(":")
    product, variant = shop.catalog.variant(card.variant_id)
    match record:
        case "event":
            [event] = [e for e in own.events if e.id == name]
            deed = {"purchase": "bought", "view_item": "looked at", "add_to_cart": "put in your cart"}[event.name]
            assert deed in evidence.claim
            title = shop.catalog.product(event.product_id).title
            assert title in evidence.claim or (event.product_id == product.id and evidence.claim.startswith("one you"))
        case "purchases":
            assert f"{popularity.n_bought[product.id]:,} time" in evidence.claim
        case "baskets":
            one, other = name.split("+")
            baskets = [
                {e.basket_id for e in events if e.name == "purchase" and e.product_id == product_id}
                for product_id in (one, other)
            ]
            assert f"{len(baskets[0] & baskets[1] - {''})} time" in evidence.claim
        case "relation":
            ids = re.split(r"[:>]", name)[1:]
            assert product.id in ids
            assert any({r.product_id, r.other_id} == set(ids) for i in ids for r in shop.catalog.related(i))
        case "product":
            assert name.rpartition(".")[0] == product.id
        case "variant":
            assert name.rpartition(".")[0] == variant.id
        case _:
            raise AssertionError(f"{evidence} names no known record")
