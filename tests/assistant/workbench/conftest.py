"""A shop of nine things for a night outside and seven for taking pictures, with a template for each, and its talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant import Shop
from assistant.reply import Bundles, BundleView, CartView, FollowUp, FollowUps, ReplyEvent, Text
from retrieval.catalog import Offer, Product, Relation, Variant
from retrieval.indexing import index_store
from retrieval.money import Money
from retrieval.staging import staged
from retrieval.writing import Writer
from tests.assistant.conftest import ENCODER, opened
from tests.conftest import NOW
from ui.bench_clicks import BenchClick, bench_act, opened_bundle

TEMPLATES = """
- name: weekend camping
  words: [camping gear]
  slots: [{kind: Camping > Tents}, {kind: Camping > Sleeping Bags}, {kind: Camping > Lanterns}]
- name: photo kit
  words: [photo gear]
  slots: [{kind: Photo > Cameras}, {kind: Photo > Lenses}, {kind: Photo > Bags}]
"""


def _thing(product_id: str, title: str, kind: str, price: int, left: int | None = None, **attributes: str) -> Product:
    offer = Offer(Money(Decimal(price), "USD"), quantity=left)
    stated = {slot: (value,) for slot, value in attributes.items()}
    variant = Variant(f"{product_id}-1", title, offer, {})
    return Product(product_id, title, (variant,), categories=(kind,), attributes=stated, description=title)


THINGS = (
    _thing("alder", "Alder Tent", "Camping > Tents", 100, 1),
    _thing("birch", "Birch Tent", "Camping > Tents", 90),
    _thing("cedar", "Cedar Tent", "Camping > Tents", 150),
    _thing("doze", "Doze Sleeping Bag", "Camping > Sleeping Bags", 50),
    _thing("ember", "Ember Sleeping Bag", "Camping > Sleeping Bags", 40),
    _thing("fjord", "Fjord Sleeping Bag", "Camping > Sleeping Bags", 70),
    _thing("glow", "Glow Lantern", "Camping > Lanterns", 20),
    _thing("halo", "Halo Lantern", "Camping > Lanterns", 25),
    _thing("iris", "Iris Lantern", "Camping > Lanterns", 15),
    _thing("aura", "Aura Camera", "Photo > Cameras", 100, mount="Y"),
    _thing("brio", "Brio Camera", "Photo > Cameras", 110, mount="X"),
    _thing("clear", "Clear Lens", "Photo > Lenses", 50, mount="Y"),
    _thing("deep", "Deep Lens", "Photo > Lenses", 60, mount="X"),
    _thing("even", "Even Lens", "Photo > Lenses", 55, mount="Y"),
    _thing("grip", "Grip Bag", "Photo > Bags", 20),
    _thing("hold", "Hold Bag", "Photo > Bags", 25),
)
FITS = (Relation("fits", "clear", "aura"), Relation("fits", "deep", "brio"), Relation("fits", "even", "aura"))


@pytest.fixture(scope="session")
def outdoors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The shop that all these tests share."""
    folder = tmp_path_factory.mktemp("stores") / "outdoors"
    with staged(folder) as staging:
        with Writer(staging.engine) as writer:
            writer.write_products([(product, {}) for product in THINGS])
            writer.write_relations(FITS)
            writer.finish(
                {"name": "Out", "currency": "USD", "format": "acp", "source": "out", "imported_at": NOW.isoformat()}
            )
        index_store(staging.engine, staging.catalog(), staging.path, ENCODER)
    (folder / "bundles.yaml").write_text(TEMPLATES, encoding="utf-8")
    with opened(folder) as shop:
        yield shop


@dataclass
class Answer:
    """What came of one message or click."""

    text: str
    chips: tuple[FollowUp, ...]
    bundles: tuple[BundleView, ...]
    in_cart: tuple[str, ...] = ()
    events: list[ReplyEvent] = field(default_factory=list, repr=False)

    @property
    def labels(self) -> list[str]:
        return [chip.label for chip in self.chips]

    @property
    def titles(self) -> dict[str, str]:
        """What fills each slot of the bundle on the table."""
        table = self.bundles[0]
        return {slot: card.title for slot, card in zip(table.slots, table.cards, strict=True)}


class Talk:
    """A conversation whose answers are read."""

    def __init__(self, shop: Shop) -> None:
        self._session = shop.session()

    def say(self, message: str) -> Answer:
        return _answer(self._session.stream(message))

    def click(self, what: str, slot: str = "", **rest: Any) -> Answer:
        return _answer(self._session.stream_act(bench_act(BenchClick(what=what, slot=slot, **rest))))  # type: ignore[arg-type]

    def take(self, chip: FollowUp) -> Answer:
        assert chip.act is not None
        return _answer(self._session.stream_act(chip.act))

    def open(self, address: str) -> Answer:
        return _answer(self._session.stream_act(opened_bundle(parse_qs(urlsplit(address).query)["part"])))


@pytest.fixture
def talk(outdoors: Shop) -> Talk:
    return Talk(outdoors)


def _answer(events: Iterable[ReplyEvent]) -> Answer:
    seen = list(events)
    return Answer(
        "".join(event.piece for event in seen if isinstance(event, Text)).strip(),
        tuple(chip for event in seen if isinstance(event, FollowUps) for chip in event.chips),
        next((event.bundles for event in reversed(seen) if isinstance(event, Bundles)), ()),
        next((tuple(i.title for i in event.items) for event in reversed(seen) if isinstance(event, CartView)), ()),
        seen,
    )
