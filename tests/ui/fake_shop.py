"""A shop for page tests: a real catalog, a scripted conversation. What a message says decides what it answers."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from assistant.acts import Intent, ShopperAct
from assistant.answers.why import Why
from assistant.cards import card
from assistant.handoff.desk import HandoffDesk
from assistant.handoff.standing import Standing
from assistant.lane_views import LaneView
from assistant.reading.bounded_reading import ReadingCounts
from assistant.reply import (
    Bundles,
    BundleView,
    Card,
    Cards,
    CartItem,
    CartView,
    Comparison,
    ComparisonRow,
    Done,
    FollowUp,
    FollowUps,
    NeedChip,
    Progress,
    Provisional,
    ReplyEvent,
    Text,
    Understood,
)
from assistant.workbench.sharing import Seals
from recommender.demo_shoppers import DemoShopper
from recommender.events import Event
from recommender.opinions.mining import AspectOpinion, Opinions, Quote
from recommender.orders import Order
from recommender.profile_facts import Fact
from retrieval.catalog import Answer, Catalog, Product, Question, Review
from retrieval.feeds.offers import OfferChange
from retrieval.live import Refused, Updated
from retrieval.money import Money
from retrieval.query import Constraint, Operator

SLOW_WORDS = 600  # of a slow answer, twenty a second: longer than a test waits for anything
LAST_WORD = f"word {SLOW_WORDS - 1}"
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>${window.hacked=3}{{x}}\'"`'


@dataclass(frozen=True)
class FakeTurn:
    message: str
    events: tuple[ReplyEvent, ...]


class FakeSession:
    """Knows: fail, slow, bundle, first look, compare, quiet words; anything else shows the first products."""

    def __init__(self, shop: FakeShop, id_: str, shopper_id: str) -> None:
        self.id = id_
        self.shopper_id = shopper_id
        self.heard: list[str | ShopperAct] = []
        self.need: tuple[NeedChip, ...] = ()
        self._shop = shop
        self._turns: list[FakeTurn] = []
        self._lines: dict[str, int] = {}
        self._before: list[dict[str, int]] = []
        self._cancelled = threading.Event()
        self._done: dict[str, int] = {}

    def stream(
        self, message: str, *, key: str = "", began: Callable[[int], None] | None = None
    ) -> Iterator[ReplyEvent]:
        if key and self._done.setdefault(key, len(self._turns)) < len(self._turns):
            return self._told_again(self._done[key], began)
        self.heard.append(message)
        return self._recorded(message, self._answer(message), began)

    def stream_act(
        self, act: ShopperAct, *, key: str = "", began: Callable[[int], None] | None = None
    ) -> Iterator[ReplyEvent]:
        self.heard.append(act)
        return self._recorded("", self._do(act), began)

    def cancel(self) -> None:
        self._cancelled.set()

    def cart(self) -> CartView:
        items = []
        for variant_id, quantity in self._lines.items():
            product, variant = self._shop.catalog.variant(variant_id)
            price = variant.offer.price
            options = ", ".join(variant.options.values())
            media = (*variant.media, *product.media, "")[0]
            items.append(
                CartItem(product.id, variant.id, product.title, options, media, quantity, price, price * quantity, True)
            )
        subtotal = sum((item.total for item in items), Money(Decimal(0), self._shop.catalog.currency))
        return CartView(tuple(items), subtotal, bool(self._before))

    def chips(self) -> Sequence[NeedChip]:
        return self.need

    def history(self) -> list[FakeTurn]:
        return list(self._turns)

    def why(self, product_id: str) -> Why | None:
        return None

    def is_personal(self) -> bool:
        return True

    def facts(self) -> Sequence[Fact]:
        return ()

    def events(self) -> Sequence[Event]:
        return ()

    def note(self, happened: Sequence[Event]) -> int:
        return 0

    def _recorded(
        self, message: str, events: Iterator[ReplyEvent], began: Callable[[int], None] | None = None
    ) -> Iterator[ReplyEvent]:
        self._cancelled.clear()
        if began is not None:
            began(len(self._turns))
        seen = []
        try:
            for event in events:
                seen.append(event)
                yield event
                if self._cancelled.is_set():
                    break
        except RuntimeError:  # what was said until then is kept, as the real one does
            self._turns.append(FakeTurn(message, tuple(seen)))
            raise
        seen.append(Done({"total": 1.0}))
        self._turns.append(FakeTurn(message, tuple(seen)))
        yield seen[-1]

    def _told_again(self, number: int, began: Callable[[int], None] | None) -> Iterator[ReplyEvent]:
        if began is not None:
            began(number)
        yield from self._turns[number].events

    def _answer(self, message: str) -> Iterator[ReplyEvent]:
        yield Progress("Reading your message")
        if not message.strip() or len(message) > 20_000:
            yield Text("Please say it in fewer than 20,000 characters, and in at least one.")
            return
        if "fail" in message:
            yield Text("I found ")
            raise RuntimeError("the model fell over")
        if "bundle" in message:
            yield from self._bundle()
            return
        if "first look" in message:
            yield from self._first_look(message)
            return
        self.need = tuple(
            NeedChip(word, Constraint(slot, Operator.IS, word))
            for slot, word in (("color", "blue"), ("category", "jacket"))
            if word in message
        )
        yield from self._found(message)

    def _found(self, message: str = "") -> Iterator[ReplyEvent]:
        yield Understood(self.need)
        yield Cards(self._shop.cards())
        if "slow" in message:
            for n in range(SLOW_WORDS):
                yield Text(f"word {n} ")
                if self._cancelled.wait(0.05):
                    return
            return
        yield from map(Text, (f"You said {message!r}. ", "These ", "fit ", "you ", "best."))
        yield FollowUps(
            (
                FollowUp("In blue", "a blue jacket", n_products=2),
                FollowUp("Compare the first two", "", ShopperAct(Intent.COMPARE, product_ids=self._shop.first(2))),
            )
        )

    def _first_look(self, message: str) -> Iterator[ReplyEvent]:
        """Cards at once; when the reading is over, the same again, or others, or only words."""
        cards = self._shop.cards()
        yield Provisional(cards)
        yield Progress("First finds, while I read on")
        while not self._shop.has_read.wait(0.02):
            if self._cancelled.is_set():
                yield Text("Stopped.")
                return
        yield Understood((NeedChip("jacket", Constraint("category", Operator.IS, "jacket")),))
        if "only words" not in message:
            yield Cards(cards[1:] if "others" in message else cards)
        yield Text("That is what you meant.")

    def _bundle(self) -> Iterator[ReplyEvent]:
        cards = tuple(card for card in self._shop.cards() if card.available)[:3]
        total = sum((card.price for card in cards), Money(Decimal(0), self._shop.catalog.currency))
        budget = Money(Decimal(200), self._shop.catalog.currency)
        reason = "The pack is often bought with the jacket."
        yield Understood(())
        yield Bundles(
            (BundleView("Ready for a wet walk", cards, ("jacket", "layer", "goes with it"), total, budget, reason),)
        )
        yield Text("Everything is in stock and within your budget.")

    def _do(self, act: ShopperAct) -> Iterator[ReplyEvent]:
        match act.intent:
            case Intent.ADD_TO_CART | Intent.REMOVE_FROM_CART:
                sign = 1 if act.intent is Intent.ADD_TO_CART else -1
                self._before.append(dict(self._lines))
                self._lines[act.variant_id] = self._lines.get(act.variant_id, 0) + sign * act.quantity
                self._lines = {variant_id: n for variant_id, n in self._lines.items() if n > 0}
                product, _ = self._shop.catalog.variant(act.variant_id)
                yield Text(f"Added {product.title}." if sign > 0 else f"Removed {product.title}.")
                yield self.cart()
            case Intent.UNDO_CART:
                if self._before:
                    self._lines = self._before.pop()
                yield Text("Your cart is as it was before.")
                yield self.cart()
            case Intent.REFINE:
                self.need = tuple(
                    chip
                    for chip in self.need
                    if chip.constraint.slot not in act.dropped and chip.constraint not in act.removed
                )
                yield from self._found()
            case Intent.COMPARE:
                yield self._shop.comparison(act.product_ids)
                yield Text("They differ in price.")
            case Intent.EXPLAIN:
                title = self._shop.catalog.product(act.product_ids[0]).title
                yield Text(f"{title} is here because you asked for it.")
            case Intent.REJECT:
                self._shop.rejected.update(act.product_ids)
                yield from self._found("something else")
            case Intent.LOOK:
                yield self.cart()
            case _:
                yield Text("A person will be with you soon.")


class _EmptyDesk(HandoffDesk):
    """Nobody is at it: whoever asks is with the assistant."""

    def standing(self, session_id: str) -> Standing:
        return Standing(session_id, "assistant")


def _nowhere() -> Engine:
    """A database in memory that all threads share."""
    return create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


class FakeShop:
    """A shop over any catalog; hostile texts are put into its cards when asked."""

    def __init__(
        self, catalog: Catalog, image_root: Path, *, store_name: str = "Fell & Tarn", n_shown: int = 6
    ) -> None:
        self.catalog = catalog
        self.store_name = store_name
        self.about = "A made-up shop."
        self.image_root = image_root
        self.understander_name = "plain rules: no language model found"
        self.model_server = ""
        self.sessions: dict[str, FakeSession] = {}
        self.rejected: set[str] = set()
        self.hostile = False
        self.has_read = threading.Event()  # until it is set, first looks are all there is
        self.desk = _EmptyDesk(_nowhere(), lambda _: None, lambda: datetime.now(UTC))
        self.copilot: Any = None
        self.seals: Seals = Seals(b"of a shop that is not there")
        self._n_shown = n_shown
        self._ids = itertools.count(1)

    def session(self, shopper_id: str = "", session_id: str = "") -> FakeSession:
        if session_id == "broken":
            raise RuntimeError("the records cannot be read")
        if session_id not in self.sessions:
            id_ = f"session-{next(self._ids)}"
            self.sessions[id_] = FakeSession(self, id_, shopper_id)
            return self.sessions[id_]
        return self.sessions[session_id]

    def shopper_of(self, session_id: str) -> str | None:
        return self.sessions[session_id].shopper_id if session_id in self.sessions else None

    def conversations(self, shopper_id: str) -> list[str]:
        return [id_ for id_, session in self.sessions.items() if session.shopper_id == shopper_id]

    def update_offers(self, changes: Iterable[OfferChange]) -> Updated:
        return Updated(self.catalog, refused=tuple(Refused(one.variant_id, "cannot change here") for one in changes))

    def update_products(self, put: Sequence[Product], remove: Collection[str] = ()) -> Updated:
        ids = (*remove, *(one.id for one in put))
        return Updated(self.catalog, refused=tuple(Refused(i, "cannot change here") for i in ids))

    def take_imports(self) -> None:
        pass

    def take_offered(self) -> None:
        return None

    def forget(self, session_id: str) -> None:
        self.sessions.pop(session_id, None)

    def orders(self, shopper_id: str) -> Sequence[Order]:
        return ()

    def reading_counts(self) -> ReadingCounts:
        return ReadingCounts(read=3, too_slow=1)

    def today(self) -> date:
        return date(2026, 1, 15)

    def openers(self) -> list[str]:
        return ["a rain jacket under 80", "a bundle for a wet walk", "something warm"]

    def shoppers(self) -> list[DemoShopper]:
        return [DemoShopper("ada", "Ada Pell", "Walks in any weather and buys little."), DemoShopper("bo", "Bo")]

    def offer_busiest(self) -> None:
        pass

    def lanes(self, shopper_id: str = "") -> list[LaneView]:
        title = f"Chosen for {shopper_id}" if shopper_id else "Liked by many here"
        return [LaneView("for_you", title, "From what you chose here: a tent.", self.cards())]

    def reviews(self, product_id: str) -> list[Review]:
        at = datetime(2026, 1, 5, tzinfo=UTC)
        return [Review("r1", product_id, 4, "<b>Dry</b>", "Kept me dry.", "Bo", at), Review("r2", product_id, 2)]

    def opinions(self, product_id: str) -> Opinions:
        said = (Quote("r1", "Kept me dry.", 1, 4), Quote("r2", "<script>It</script> leaks.", -1, 2))
        rain = AspectOpinion("waterproofing", "waterproofing", 1, 1, 0, 0.0, 1, said, ("r1", "r2"))
        failed = (Quote("r2", "The <b>zip</b> broke.", -1, 2),)
        return Opinions(2, (rain,), failed, (), {"small": 3}, (), {"r2": ("burst",)}, 3.0, 3.6)

    def questions(self, product_id: str) -> list[Question]:
        return [Question("q1", product_id, "Is it warm?", answers=(Answer("A <i>bit</i>.", is_store=True),))]

    def close(self) -> None:
        pass

    def first(self, n: int) -> tuple[str, ...]:
        return tuple(itertools.islice((product.id for product in self.catalog), n))

    def cards(self) -> tuple[Card, ...]:
        kept = (product for product in self.catalog if product.id not in self.rejected)
        cards = tuple(
            card(self.catalog, p.variants[0].id, reason="It has a hood, as you asked.")
            for p in itertools.islice(kept, self._n_shown)
        )
        if not self.hostile:
            return cards
        return tuple(
            replace(shown, title=HOSTILE, brand=HOSTILE, reason=HOSTILE, stock_text=HOSTILE, url="javascript:hacked=4")
            for shown in cards
        )

    def comparison(self, product_ids: Sequence[str]) -> Comparison:
        products = [self.catalog.product(id_) for id_ in product_ids]
        cards = tuple(card(self.catalog, product.variants[0].id) for product in products)
        return Comparison(
            cards,
            (
                ComparisonRow("Price", tuple(str(card.price) for card in cards), True),
                ComparisonRow("Rating", tuple(f"{card.rating or 'not stated'}" for card in cards), True),
                ComparisonRow("Material", ("not stated",) * len(cards), False),
            ),
        )
