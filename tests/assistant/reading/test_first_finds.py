"""First finds: seen at once, while a model still reads; and nothing comes of them but a look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.models.finding import FoundModel
from assistant.reading.first_finds import is_plain_search
from assistant.reply import Cards, Done, Progress, Provisional, ReplyEvent, Text, Understood
from assistant.state import DialogueState, Shown
from assistant.understanding import Understanding
from recommender.event_log import EventLog
from retrieval.query import Constraint, Operator
from retrieval.store import open_store
from tests.assistant.reading.test_bounded_reading import PATIENCE_S, MoodyModel, warm_shop

# A tuned model reads all that is no greeting.
MESSAGE = "a blue jacket, zorg"
JACKET = Constraint("category", Operator.IS, "Jackets")
BLUE = Constraint("color", Operator.IS, "Blue")
UNDER_60 = Constraint("price", Operator.AT_MOST, Decimal(60))
FIND = ShopperAct(Intent.FIND, (JACKET,), text="jacket")


@contextmanager
def tuned_shop(store: Path, model: MoodyModel, **settings: Any) -> Iterator[Shop]:
    """A shop that has found the model with an adapter: it is to read every message that is no greeting."""
    found = FoundModel(model, "a tuned model", adapter=store / "adapter.gguf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.opening.model_of", lambda _: found)
        with warm_shop(store, None, **settings) as shop:
            yield shop
            model.let_go()


@contextmanager
def reading(store: Path, note: str) -> Iterator[tuple[Shop, MoodyModel]]:
    """A shop whose model reads only once it is let, and notes `note` then."""
    model = MoodyModel(note=note)
    with tuned_shop(store, model, model_deadline_s=PATIENCE_S) as shop:
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
    with reading(store, "person") as (shop, model):
        session = shop.session("ada")
        events = session.stream(MESSAGE)
        until_first_look(events)
        assert session.state == DialogueState()
        model.let_go()
        assert not any(isinstance(event, Cards) for event in events)
        assert [act.intent for act in session.state.heard] == [Intent.WANT_PERSON]
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
    with tuned_shop(store, MoodyModel(note="find text=jacket"), first_finds=False) as shop:
        events = list(shop.session().stream(MESSAGE))
        assert any(isinstance(event, Progress) for event in events)
        assert not any(isinstance(event, Provisional) for event in events)


def test_without_a_model_there_is_nothing_to_wait_for(shop: Shop) -> None:
    events = list(shop.session().stream(MESSAGE))
    assert any(isinstance(event, Cards) for event in events)
    assert not any(isinstance(event, Provisional) for event in events)


@pytest.mark.parametrize(
    ("acts", "message", "is_one"),
    [
        ([FIND], "a jacket", True),
        ([FIND], "jackets, looking for", True),
        ([ShopperAct(Intent.GREET), FIND], "hi, a jacket please", True),
        ([replace(FIND, constraints=(JACKET, BLUE, UNDER_60))], "jacket, blue, under 60", True),
        ([FIND], "a jacket for somebody who rides a horse", False),  # most of it is in no condition
        ([replace(FIND, text="jacket zorg blarg")], "jacket zorg blarg", False),
        ([ShopperAct(Intent.FIND, text="zorg")], "zorg", False),  # nothing of it is in the store's words
        ([replace(FIND, intent=Intent.REFINE)], "a jacket", False),  # what was said before counts, too
        ([FIND, ShopperAct(Intent.ADD_TO_CART, product_ids=("rain",))], "a jacket", False),
        ([ShopperAct(Intent.ADD_TO_CART, (JACKET,), product_ids=("rain",))], "a jacket", False),
        ([FIND, FIND], "a jacket", False),
        ([ShopperAct(Intent.ASK_PRODUCT, (JACKET,), product_ids=("rain",))], "a jacket", False),
        ([ShopperAct(Intent.THANK)], "a jacket", False),
    ],
)
def test_only_a_search_that_says_little_else_is_looked_at_early(
    acts: list[ShopperAct], message: str, is_one: bool
) -> None:
    assert is_plain_search(Understanding(tuple(acts)), message, DialogueState()) is is_one


def test_only_the_first_search_is_looked_at_early() -> None:
    later = DialogueState(constraints=(BLUE,))
    assert not is_plain_search(Understanding((FIND,)), "a jacket", later)
