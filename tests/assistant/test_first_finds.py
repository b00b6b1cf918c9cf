"""First finds: seen at once, while a model still reads; and nothing comes of them but a look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.first_finds import is_plain_search
from assistant.reply import Cards, Done, Progress, Provisional, ReplyEvent, Text, Understood
from assistant.state import DialogueState, Shown
from assistant.understanding import Understanding
from recommender.event_log import EventLog
from retrieval.query import Constraint, Operator
from retrieval.store import open_store
from tests.assistant.test_bounded_reading import PATIENCE_S, MoodyModel, warm_shop

# Rules know two words of it and are not sure, so that it is read again.
MESSAGE = "zorg a blue jacket blarg"
JACKET = Constraint("category", Operator.IS, "Jackets")
BLUE = Constraint("color", Operator.IS, "Blue")
FIND = ShopperAct(Intent.FIND, (JACKET,), text="jacket")


@contextmanager
def reading(store: Path, note: str) -> Iterator[tuple[Shop, MoodyModel]]:
    """A shop whose model reads only once it is let, and notes `note` then."""
    model = MoodyModel(note=note)
    with warm_shop(store, model, model_deadline_s=PATIENCE_S) as shop:
        model.becomes("blocked")
        yield shop, model


def until_first_look(events: Iterator[ReplyEvent]) -> Provisional:
    return next(event for event in events if isinstance(event, Provisional))


def ids(shown: Provisional | Cards) -> list[str]:
    return [card.variant_id for card in shown.cards]


def test_cards_come_before_the_message_is_read_and_once_more_after(store: Path) -> None:
    with reading(store, "find text=jacket color=blue") as (shop, model):
        events = shop.session().stream(MESSAGE)
        first = until_first_look(events)
        assert shop.reading_counts().read == 1  # of warming up: this one is still being read
        model.let_go()
        rest = list(events)
        assert isinstance(rest[0], Progress)
        assert [type(event) for event in rest[1:3]] == [Understood, Cards]
        assert isinstance(rest[1], Understood)
        assert rest[1].by == "model"
        (final,) = [event for event in rest if isinstance(event, Cards)]
        assert ids(final) == ids(first) != []
        done = rest[-1]
        assert isinstance(done, Done)
        assert done.timings_ms["provisional"] < done.timings_ms["understood"] < done.timings_ms["cards"]


def test_what_is_shown_twice_is_recorded_once(store: Path) -> None:
    with reading(store, "find text=jacket color=blue") as (shop, model):
        session = shop.session("ada")
        model.let_go()
        (final,) = [event for event in session.stream(MESSAGE) if isinstance(event, Cards)]
        assert not any(isinstance(event, Provisional) for event in session.history()[0].events)
    assert shown_to("ada", store) == ids(final)


def test_what_turns_out_to_be_no_search_changes_nothing(store: Path) -> None:
    with reading(store, "order") as (shop, model):
        session = shop.session("ada")
        events = session.stream(MESSAGE)
        until_first_look(events)
        assert session.state == DialogueState()
        model.let_go()
        assert not any(isinstance(event, Cards) for event in events)
        assert [act.intent for act in session.state.heard] == [Intent.ASK_ORDER]
        assert replace(session.state, heard=(), n_turns=0) == DialogueState()
        assert session.cart().items == ()
    assert shown_to("ada", store) == []


def shown_to(shopper_id: str, store: Path) -> list[str]:
    with open_store(store) as opened:
        log = EventLog(opened.engine)
        return [event.variant_id for event in log.of(shopper_id) if event.name == "shown"]


def test_a_turn_stopped_at_the_first_look_keeps_the_state(store: Path) -> None:
    with reading(store, "find text=mug") as (shop, model):
        session = shop.session()
        events = session.stream(MESSAGE)
        until_first_look(events)
        session.cancel()
        rest = list(events)
        model.let_go()
        assert [type(event) for event in rest if not isinstance(event, Progress)][-2:] == [Text, Done]
        assert session.state.shown == Shown((), ())


def test_a_shop_may_do_without(store: Path) -> None:
    with warm_shop(store, MoodyModel(), first_finds=False) as shop:
        events = list(shop.session().stream(MESSAGE))
        assert any(isinstance(event, Progress) for event in events)
        assert not any(isinstance(event, Provisional) for event in events)


def test_without_a_model_there_is_nothing_to_wait_for(shop: Shop) -> None:
    events = list(shop.session().stream(MESSAGE))
    assert any(isinstance(event, Cards) for event in events)
    assert not any(isinstance(event, Provisional) for event in events)


@pytest.mark.parametrize(
    ("acts", "is_one"),
    [
        ([FIND], True),
        ([ShopperAct(Intent.GREET), FIND], True),
        ([ShopperAct(Intent.REFINE, (JACKET,))], True),
        ([ShopperAct(Intent.REFINE, (BLUE,))], True),
        ([ShopperAct(Intent.REFINE, (BLUE,), text="basket")], False),  # rather a variant of what was shown
        ([replace(FIND, text="jacket zorg blarg fnord wibble")], False),  # most of it is in nobody's words
        ([ShopperAct(Intent.FIND, text="zorg")], False),  # nothing of it is in the store's words
        ([FIND, ShopperAct(Intent.ADD_TO_CART, product_ids=("rain",))], False),
        ([ShopperAct(Intent.ADD_TO_CART, (JACKET,), product_ids=("rain",))], False),
        ([ShopperAct(Intent.REMOVE_FROM_CART, variant_id="pack")], False),
        ([FIND, FIND], False),
        ([ShopperAct(Intent.ASK_PRODUCT, (JACKET,), product_ids=("rain",))], False),
        ([ShopperAct(Intent.THANK)], False),
    ],
)
def test_only_a_search_is_looked_at_early(acts: list[ShopperAct], is_one: bool) -> None:
    assert is_plain_search(Understanding(tuple(acts))) is is_one
