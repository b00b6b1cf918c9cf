"""When the language model is slow, gone or wanted by too many: the rules answer in time, truly, and it is counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr

from assistant import Settings, Shop, open_shop
from assistant.acts import Intent, ShopperAct
from assistant.models.steerable import GenerationCancelled, ModelError, SteerableChatModel, is_cancelled
from assistant.reading.bounded_reading import BoundedReader, ReadingCounts
from assistant.reading.second_reading import SecondReader
from assistant.reply import Progress, Reply
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander, Trouble, Understanding
from retrieval.catalog import Offer, Product, Variant
from tests.assistant.conftest import ENCODER, opened
from tests.conftest import NOW, usd

NEW = DialogueState()
UNSURE = "zorg blarg fnord"  # no rule knows a word of it
VAGUE = "what would you wear to a spin class"
DEADLINE_S = 0.15
PATIENCE_S = 10.0  # for what should happen at once, on a busy machine


class MoodyModel(SteerableChatModel):
    """Notes `note`, as long as it is well. Slow, it takes for ever but stops when told to; blocked, it does not."""

    note: str = "find text=jacket"

    _mood: str = PrivateAttr(default="well")
    _let_go: Any = PrivateAttr(default_factory=threading.Event)
    _n_asked: int = PrivateAttr(default=0)
    _n_stopped: int = PrivateAttr(default=0)

    @property
    def _llm_type(self) -> str:
        return "moody"

    @property
    def n_asked(self) -> int:
        return self._n_asked

    @property
    def n_stopped(self) -> int:
        return self._n_stopped

    def becomes(self, mood: str) -> None:
        self._mood = mood

    def let_go(self) -> None:
        self._let_go.set()

    def _stream(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: Any = None, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        self._n_asked += 1
        if self._mood == "gone":
            raise ModelError("The connection was refused.")
        if self._mood == "blocked":
            self._let_go.wait(PATIENCE_S)
        while self._mood == "slow" and not self._let_go.wait(0.005):
            if is_cancelled(kwargs.get("cancel")):
                self._n_stopped += 1
                raise GenerationCancelled("stopped")
        yield ChatGenerationChunk(
            message=AIMessageChunk(content="][" if self._mood == "babbling" else self.note),
            generation_info={"finish_reason": "stop"},
        )


@contextmanager
def warm_shop(store: Path, model: MoodyModel | None, **settings: Any) -> Iterator[Shop]:
    """A shop whose model has been loaded; how often it was not ready until then is all that is counted. Without
    `model`, the one that it finds."""
    with open_shop(Settings(**settings), store=store, encoder=ENCODER, chat=model, clock=lambda: NOW) as shop:
        end = time.monotonic() + PATIENCE_S
        while not shop.reading_counts().read and time.monotonic() < end:
            shop.session().say(UNSURE)
        assert shop.reading_counts().read == 1
        yield shop
        if model is not None:
            model.let_go()


def since(before: ReadingCounts, shop: Shop) -> dict[str, int]:
    """What has been counted since."""
    now = shop.reading_counts()
    grown = {name: getattr(now, name) - getattr(before, name) for name in ReadingCounts.__slots__}
    return {name: n for name, n in grown.items() if n}


def seen(reply: Reply) -> list[object]:
    """All that a shopper sees of it."""
    return [reply.by, reply.text, reply.cards, reply.bundles, reply.chips, reply.follow_ups, reply.cart, reply.acts]


def say(shop: Shop, message: str) -> tuple[Reply, float]:
    began = time.monotonic()
    return shop.session().say(message), time.monotonic() - began


# --- whole turns -------------------------------------------------------------------------------------------


def test_a_model_that_is_well_reads_what_rules_are_not_sure_of(store: Path) -> None:
    with warm_shop(store, MoodyModel()) as shop:
        before = shop.reading_counts()
        session = shop.session()
        assert session.say(UNSURE).by == "model"
        assert session.say("jackets under 60").by == "rules"  # of that they are sure
        assert since(before, shop) == {"read": 1}
        assert shop.reading_counts().fell_back == shop.reading_counts().not_ready


@pytest.mark.parametrize(
    ("mood", "cause"),
    [("slow", "too_slow"), ("blocked", "too_slow"), ("gone", "failed"), ("babbling", "failed")],
)
def test_the_reply_is_the_rules_and_comes_in_time(store: Path, mood: str, cause: str) -> None:
    messages = [UNSURE, VAGUE, "zorg a blue jacket blarg fnord quux wibble"]
    with opened(store) as by_rules:
        expected = [by_rules.session().say(message) for message in messages]
    model = MoodyModel(note="add ref=1; order")  # what it would have said must not be seen
    deadline_s = DEADLINE_S if cause == "too_slow" else PATIENCE_S
    with warm_shop(store, model, model_deadline_s=deadline_s) as shop:
        model.becomes(mood)
        for message, known in zip(messages, expected, strict=True):
            before = shop.reading_counts()
            reply, seconds = say(shop, message)
            assert seen(reply) == seen(known)
            assert since(before, shop) == {cause: 1}
            assert seconds < DEADLINE_S + PATIENCE_S / 2
            assert cause == "failed" or seconds >= DEADLINE_S


def test_a_model_that_comes_back_is_asked_again(store: Path) -> None:
    model = MoodyModel()
    with warm_shop(store, model, model_deadline_s=PATIENCE_S) as shop:
        model.becomes("gone")
        say(shop, UNSURE)
        model.becomes("well")
        before = shop.reading_counts()
        say(shop, UNSURE)
        assert since(before, shop) == {"read": 1}


def test_a_slow_model_is_stopped_when_the_time_is_up(store: Path) -> None:
    model = MoodyModel()
    with warm_shop(store, model, model_deadline_s=DEADLINE_S) as shop:
        before = shop.reading_counts()
        model.becomes("slow")
        for _ in range(3):
            say(shop, UNSURE)
        assert since(before, shop) == {"too_slow": 3}  # its place was free each time: it had stopped
        end = time.monotonic() + PATIENCE_S
        while model.n_stopped < 3 and time.monotonic() < end:
            time.sleep(0.01)
        assert model.n_stopped == 3


def test_while_it_loads_the_rules_answer_at_once_and_say_nothing_of_reading_again(store: Path) -> None:
    model = MoodyModel()
    model.becomes("blocked")
    with open_shop(Settings(), store=store, encoder=ENCODER, chat=model, clock=lambda: NOW) as shop:
        session = shop.session()
        events = list(session.stream(UNSURE))
        assert not any(isinstance(event, Progress) for event in events)
        assert since(ReadingCounts(), shop) == {"not_ready": 1}
        model.let_go()


def test_a_shop_without_a_model_misses_none(store: Path) -> None:
    with opened(store) as shop:
        shop.session().say(UNSURE)
        assert shop.reading_counts() == ReadingCounts()
        assert shop.reading_counts().wanted == 0


# --- several sessions at once ------------------------------------------------------------------------------


def test_a_model_that_hangs_holds_up_few_and_those_not_long(store: Path) -> None:
    model = MoodyModel()
    with warm_shop(store, model, model_deadline_s=DEADLINE_S, model_queue=2) as shop:
        before = shop.reading_counts()
        model.becomes("blocked")
        with ThreadPoolExecutor(8) as at_once:
            told = list(at_once.map(lambda _: say(shop, UNSURE), range(8)))
        counted = since(before, shop)
        assert counted == {"too_slow": 3, "queue_full": 5}  # one is read, two wait; nobody else stands behind them
        assert max(seconds for _, seconds in told) < DEADLINE_S + PATIENCE_S / 2
        assert len({reply.text for reply, _ in told}) == 1
        asked = model.n_asked
        events = list(shop.session().stream(UNSURE))  # it still hangs, so nobody waits for it any more
        assert since(before, shop)["queue_full"] == 6
        assert model.n_asked == asked
        assert not any(isinstance(event, Progress) for event in events)
        model.becomes("well")
        model.let_go()
        end = time.monotonic() + PATIENCE_S
        while not since(before, shop).get("read") and time.monotonic() < end:
            say(shop, UNSURE)
        assert since(before, shop)["read"] == 1


def test_sessions_do_not_get_each_others_readings(store: Path) -> None:
    """Half of them meet a model that fails; each gets its own answer, and every message is counted once."""

    class Echo(MoodyModel):
        def _stream(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
            said = messages[-1].text
            if "mug" in said:
                raise ModelError("The connection was reset.")
            self.note = "find text=jacket"
            yield from super()._stream(messages, *args, **kwargs)

    with warm_shop(store, Echo(), model_deadline_s=PATIENCE_S, model_queue=20) as shop:
        before = shop.reading_counts()
        messages = ["zorg blarg fnord jacket quux wibble", "zorg blarg fnord mug quux wibble"] * 6
        with ThreadPoolExecutor(6) as at_once:
            replies = list(at_once.map(lambda message: shop.session().say(message), messages))
        assert since(before, shop) == {"read": 6, "failed": 6}
        for message, reply in zip(messages, replies, strict=True):
            assert reply.by == ("rules" if "mug" in message else "model")


def test_other_products_are_read_of_by_the_same_model_in_the_same_queue(store: Path) -> None:
    model = MoodyModel()
    with warm_shop(store, model, model_deadline_s=PATIENCE_S) as shop:
        before = shop.reading_counts()
        stove = Variant("stove", "Ember Camping Stove", Offer(usd("45.00")))
        shop.update_products(
            [Product("stove", "Ember Camping Stove", (stove,), categories=("Gear > Kitchen",))], ["rain"]
        )
        session = shop.session()
        assert "stove" in [card.product_id for card in session.say("a camping stove").cards]
        place = session.state.shown.product_ids.index("stove") + 1
        model.note = f"add ref={place}"
        reply = session.say(UNSURE)
        assert (reply.by, [item.product_id for item in reply.cart.items]) == ("model", ["stove"])
        assert session.say(VAGUE).by == "model"  # with the new one in the cart
        assert since(before, shop) == {"read": 2}


# --- the reader alone --------------------------------------------------------------------------------------


class Waits:
    """An understander that reads when it is let."""

    is_warm = True
    is_tuned = False

    def __init__(self) -> None:
        self.go = threading.Event()
        self.ahead = threading.Event()
        self.gave_way = threading.Event()

    def understand(self, message: str, state: DialogueState, cancel: Any = None) -> Understanding:
        self.go.wait(PATIENCE_S)
        return Understanding((ShopperAct(Intent.THANK),), "model")

    def read_ahead(self, state: DialogueState, cancel: Callable[[], bool]) -> None:
        self.ahead.set()
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and not cancel():
            time.sleep(0.01)
        if cancel():
            self.gave_way.set()


def test_reading_ahead_gives_way_to_a_message() -> None:
    model = Waits()
    reader = BoundedReader(model, deadline_s=PATIENCE_S, most_waiting=0)
    reader.read_ahead(NEW)
    assert model.ahead.wait(PATIENCE_S)
    assert not model.gave_way.wait(0.05)
    with ThreadPoolExecutor(1) as one:
        reading = one.submit(reader.understand, UNSURE, NEW, lambda: False)
        assert model.gave_way.wait(PATIENCE_S)
        model.go.set()
        assert reading.result().trouble is None
    assert reader.counts.wanted == 1  # reading ahead is no reading


def test_nothing_is_read_ahead_while_a_message_waits() -> None:
    model = Waits()
    reader = BoundedReader(model, deadline_s=PATIENCE_S, most_waiting=1)
    with ThreadPoolExecutor(1) as one:
        reading = one.submit(reader.understand, UNSURE, NEW, lambda: False)
        while reader.has_time() and reader._queue.free == 2:
            time.sleep(0.01)
        reader.read_ahead(NEW)
        assert not model.ahead.wait(0.1)
        model.go.set()
        assert reading.result().trouble is None


def test_a_shopper_who_stops_need_not_wait_for_the_deadline() -> None:
    model = Waits()
    reader = BoundedReader(model, deadline_s=PATIENCE_S, most_waiting=0)
    looked = iter([False, False, True])
    began = time.monotonic()
    read = reader.understand(UNSURE, NEW, lambda: next(looked))
    assert read.trouble is Trouble.STOPPED
    assert time.monotonic() - began < PATIENCE_S / 2
    assert (reader.counts.stopped, reader.counts.fell_back, reader.counts.wanted) == (1, 0, 1)
    model.go.set()


def test_the_deadline_is_of_the_clock_that_is_given() -> None:
    now = iter([0.0, 1.9, 2.1])
    model = Waits()
    reader = BoundedReader(model, deadline_s=2.0, most_waiting=0, monotonic=lambda: next(now))
    assert reader.understand(UNSURE, NEW, lambda: False).trouble is Trouble.TOO_SLOW
    model.go.set()


def test_a_model_that_dies_of_what_nobody_expected_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(threading, "excepthook", told.append)  # where Python tells of it

    class Dies(Waits):
        def understand(self, message: str, state: DialogueState, cancel: Any = None) -> Understanding:
            raise ZeroDivisionError

    reader = BoundedReader(Dies(), deadline_s=PATIENCE_S, most_waiting=0)
    for n in (1, 2):  # and its place is free again
        assert reader.understand(UNSURE, NEW, lambda: False).trouble is Trouble.FAILED
        assert reader.counts == ReadingCounts(failed=n)
    end = time.monotonic() + PATIENCE_S
    while len(told) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    assert len(told) == 2


def test_the_first_reading_stands_as_it_was(understander: RuleUnderstander) -> None:
    class Gone(Waits):
        def understand(self, message: str, state: DialogueState, cancel: Any = None) -> Understanding:
            return Understanding((ShopperAct(Intent.ADD_TO_CART),), "model", trouble=Trouble.FAILED)

    reader = SecondReader(understander, Gone())
    first = reader.first(VAGUE, NEW)
    assert not first.sure
    second = reader.second(first, VAGUE, NEW, lambda: False)
    assert (second.acts, second.by, second.sure) == (first.acts, "rules", True)
    assert reader.counts == ReadingCounts(failed=1)


class Tuned(Waits):
    """Hears thanks in everything, but for what begins with z."""

    is_tuned = True

    def understand(self, message: str, state: DialogueState, cancel: Any = None) -> Understanding:
        intent = Intent.NOT_UNDERSTOOD if message.startswith("z") else Intent.THANK
        return Understanding((ShopperAct(intent),), "model")


def test_a_tuned_model_leads(understander: RuleUnderstander) -> None:
    reader = SecondReader(understander, Tuned())
    first = reader.first("a jacket under 60", NEW)
    assert [act.intent for act in first.acts] == [Intent.FIND]
    assert not first.sure  # though the rules are
    assert reader.second(first, "a jacket under 60", NEW, lambda: False).by == "model"
    assert reader.second(first, "zz jacket under 60", NEW, lambda: False).by == "rules"


@pytest.mark.parametrize("message", ["hello", "thanks a lot", "what is in my cart?", "can I talk to a person?"])
def test_what_needs_no_model_is_not_given_to_it(understander: RuleUnderstander, message: str) -> None:
    assert SecondReader(understander, Tuned()).first(message, NEW).sure
