"""An import made beside an open shop: taken over between two turns, whole or not at all, and nobody's talk is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from recommender.event_log import EventLog
from retrieval import taking_over
from retrieval.catalog import Offer, PolicyDocument, Product, Review, Variant
from retrieval.encoder import Encoder, HashEncoder
from retrieval.handover import NotTakenOverError, TakenOver, staging_folders
from retrieval.indexing import index_store
from retrieval.locking import StoreLockedError
from retrieval.staging import Staging, staged
from retrieval.store import open_store
from retrieval.writing import Writer
from tests.assistant.conftest import ENCODER, opened
from tests.conftest import NOW, SIX, usd

STOVE = Product(
    "stove", "Ember Camping Stove", (Variant("stove", "Ember Camping Stove", Offer(usd("45.00"))),),
    brand="Tarn", categories=("Gear > Kitchen",), description="Boils a litre in three minutes.",
)  # fmt: skip
PAPERS = (PolicyDocument("returns", "Returns", "# Returns\nYou may return anything within 90 days."),)
REVIEWS = (Review("r9", "bottle", 1, "", "It leaks from the lid."),)


def facts(**other: str) -> dict[str, object]:
    said = {"name": "Seven", "currency": "USD", "format": "acp", "source": "x", "imported_at": NOW.isoformat()}
    return {**said, "openers": ["jackets under $100"], **other}


def write(staging: Staging, products: Iterable[Product], encoder: Encoder = ENCODER, **other: str) -> None:
    with Writer(staging.engine) as writer:
        for record in (*REVIEWS, *PAPERS):
            writer.add(record)
        writer.write_products([(product, {}) for product in products])
        writer.finish(facts(**other))
    index_store(staging.engine, staging.catalog(), staging.path, encoder, graph=not staging.is_beside)


@contextmanager
def serving(shop: Shop) -> Iterator[None]:
    """As the server does: looks for offers until the block ends."""
    shop.take_imports()
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.01):
            shop.take_offered()

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()


def dearer(product: Product, amount: str) -> Product:
    return replace(product, variants=tuple(replace(v, offer=Offer(usd(amount))) for v in product.variants))


OTHERS = (
    *(p for p in SIX if p.id not in ("rain", "pack")),
    dearer(next(p for p in SIX if p.id == "rain"), "99"),
    STOVE,
)


def imported(store: Path, products: Iterable[Product] = OTHERS, encoder: Encoder = ENCODER, **other: str) -> TakenOver:
    with staged(store, beside=True) as staging:
        assert staging.is_beside
        write(staging, products, encoder, **other)
    assert staging.taken_over is not None
    return staging.taken_over


def ids(shop: Shop, message: str) -> list[str]:
    return [card.product_id for card in shop.session().say(message).cards]


def test_the_next_answer_is_of_the_imported_store(shop: Shop, store: Path) -> None:
    session = shop.session("ada")
    session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="rain-M-Blue", quantity=2))
    n_events = len(EventLog(shop._store.engine))
    with serving(shop):
        assert imported(store) == TakenOver(n_changed=2, n_new=1, n_removed=1)  # the bottle is rated otherwise now
    assert ids(shop, "a camping stove")[0] == "stove"
    assert "pack" not in ids(shop, "a backpack")
    assert session.cart().subtotal == usd("198.00")
    assert "90 days" in session.say("can I return it?").text
    assert "leaks" in shop.reviews("bottle")[0].body
    assert shop.store_name == "Seven"
    assert shop.openers()[0] == "jackets under $100"
    assert len(session.history()) >= 2
    assert len(EventLog(shop._store.engine)) >= n_events


def test_it_is_the_same_when_the_store_is_opened_again(shop: Shop, store: Path) -> None:
    with serving(shop):
        imported(store)
    now = list(shop.catalog)
    conversation = shop.session("ada")
    conversation.say("a rain jacket")
    shop.close()
    with opened(store) as again:
        assert list(again.catalog) == now
        assert ids(again, "a camping stove")[0] == "stove"
        assert "pack" not in ids(again, "a backpack")
        assert again.session("ada", conversation.id).history()[0].message == "a rain jacket"


def test_only_new_texts_are_embedded_and_the_copy_is_gone(shop: Shop, store: Path) -> None:
    encoder = Counting(64)
    with serving(shop):
        imported(store, encoder=encoder)
    assert len(encoder.asked) == 1
    assert "Ember" in encoder.asked[0]
    assert not list(staging_folders(store))
    assert sorted(shop._room.retriever.kept_in[1].digests()) == sorted(p.id for p in OTHERS)


class Counting(HashEncoder):
    def __init__(self, dim: int) -> None:
        super().__init__(dim)
        self.asked: list[str] = []

    def encode(self, texts: list[str]):  # type: ignore[no-untyped-def,override]
        self.asked += texts
        return super().encode(texts)


def test_turns_go_on_while_it_is_made_and_taken(shop: Shop, store: Path) -> None:
    session = shop.session()
    with serving(shop), staged(store, beside=True) as staging:
        assert session.say("a backpack").cards[0].product_id == "pack"
        write(staging, OTHERS)
        assert session.say("a backpack").cards[0].product_id == "pack"  # until it is made
    assert "pack" not in [card.product_id for card in session.say("a backpack please").cards]


@pytest.mark.parametrize(
    ("other", "reason"),
    [({"currency": "EUR"}, "in EUR"), ({"encoder": HashEncoder(32)}, "another encoder")],
)
def test_what_it_cannot_take_it_refuses_and_stays(
    shop: Shop, store: Path, other: dict[str, object], reason: str
) -> None:
    before = list(shop.catalog)
    with serving(shop), pytest.raises(NotTakenOverError, match=reason):
        imported(store, **other)  # type: ignore[arg-type]
    assert list(shop.catalog) == before
    assert ids(shop, "a backpack")[0] == "pack"
    assert not list(staging_folders(store))


def test_killed_in_the_middle_the_store_is_as_it_was(shop: Shop, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(shop.catalog)
    monkeypatch.setattr(taking_over, "_take_rows", failing(after=3))
    with serving(shop), pytest.raises(NotTakenOverError, match="the disk is full"):
        imported(store)
    shop.close()
    with open_store(store) as opened_again:
        assert [p.id for p in opened_again.catalog] == [p.id for p in before]
        assert opened_again.manifest.name == "Six"


def test_an_error_that_nobody_foresaw_is_answered_too(shop: Shop, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.take_imports()

    def broken(*_: object) -> None:
        raise KeyError("unforeseen")

    monkeypatch.setattr(Shop, "_take_over", broken)
    raised: list[BaseException] = []

    def look() -> None:
        while not raised:
            try:
                shop.take_offered()
            except KeyError as error:
                raised.append(error)

    looking = threading.Thread(target=look)
    looking.start()
    with pytest.raises(NotTakenOverError, match="met an error"):
        imported(store)
    looking.join()


def failing(after: int) -> Callable[..., None]:
    real, left = taking_over._take_rows, iter(range(after))

    def take(*of: object, **how: object) -> None:
        if next(left, None) is None:
            raise OSError("the disk is full")
        real(*of, **how)  # type: ignore[arg-type]

    return take


def test_a_shop_that_takes_none_is_left_alone(shop: Shop, store: Path) -> None:
    with pytest.raises(StoreLockedError), staged(store, beside=True):
        raise AssertionError


def test_a_shop_that_closes_meanwhile_is_said(shop: Shop, store: Path) -> None:
    shop.take_imports()
    with ExitStack() as importing:
        write(importing.enter_context(staged(store, beside=True)), OTHERS)
        shop.close()
        with pytest.raises(NotTakenOverError, match="was closed"):
            importing.close()
    with open_store(store) as untouched:
        assert untouched.manifest.name == "Six"


def test_the_copy_of_a_dead_importer_is_nobodys_offer(shop: Shop, store: Path) -> None:
    shop.take_imports()
    left = store.parent / f".{store.name}.staging-dead"
    left.mkdir()
    (left / "ready").touch()
    assert shop.take_offered() is None
    assert shop.store_name == "Six"


def test_events_that_it_brought_are_added(shop: Shop, store: Path) -> None:
    from recommender.events import Event

    said = shop.session("ada")
    said.act(ShopperAct(Intent.ADD_TO_CART, variant_id="rain-M-Blue"))
    with serving(shop), staged(store, beside=True) as staging:
        write(staging, OTHERS)
        log(staging.engine).add([Event("e1", "purchase", "bob", NOW, "rain", "rain-M-Blue")])
        said.act(ShopperAct(Intent.ADD_TO_CART, variant_id="rain-S-Blue"))  # after the copy was made
    names = {(event.shopper_id, event.name) for event in log(shop._store.engine).all()}
    assert {("bob", "purchase"), ("ada", "add_to_cart")} <= names
    assert sum(e.name == "add_to_cart" for e in log(shop._store.engine).of("ada")) == 2


def log(engine: Engine) -> EventLog:
    return EventLog(engine)
