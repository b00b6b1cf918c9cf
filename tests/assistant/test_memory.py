"""Memory: conversations in a database, and the states they come to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine

from assistant.acts import AskVariant, Intent, ShopperAct
from assistant.memory import PastTurn, SessionMemory, state_of, still_sold
from assistant.reply import Done, Text
from assistant.state import Asked, BenchLaid, CartChanged, CartLine, DialogueState, Focused, Shown, TurnBegan
from assistant.workbench.bench import Bench, BenchSlot
from retrieval.catalog import Catalog
from tests.assistant import strategies
from tests.conftest import NOW, SIX

HELLO = PastTurn("hello", (TurnBegan("hello"), ShopperAct(Intent.GREET)), (Text("Hello!"), Done({"total": 1.5})))
ADDED = PastTurn("", (TurnBegan(""), CartChanged((CartLine("pack", 1),))), ())


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'shop.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def memory(engine: Engine) -> SessionMemory:
    return SessionMemory(engine)


def test_a_conversation_is_there_when_the_shop_opens_again(memory: SessionMemory, engine: Engine) -> None:
    memory.begin("s1", "ada", NOW)
    memory.add("s1", 0, HELLO, NOW)
    memory.add("s1", 1, ADDED, NOW)
    engine.dispose()
    again = SessionMemory(engine)
    assert again.turns("s1") == [HELLO, ADDED]
    assert again.shopper_of("s1") == "ada"


def test_conversations_are_kept_apart(memory: SessionMemory) -> None:
    memory.begin("s1", "ada", NOW)
    memory.begin("s2", "bob", NOW)
    memory.add("s1", 0, HELLO, NOW)
    memory.add("s2", 0, ADDED, NOW)
    assert memory.turns("s1") == [HELLO]
    assert memory.turns("s2") == [ADDED]


def test_who_began_a_session_keeps_it(memory: SessionMemory) -> None:
    memory.begin("s1", "ada", NOW)
    memory.begin("s1", "bob", NOW)
    assert memory.shopper_of("s1") == "ada"


def test_an_unknown_session_has_nobody_and_nothing(memory: SessionMemory) -> None:
    for session_id in ("", "nope", "' OR 1=1 --"):
        assert memory.shopper_of(session_id) is None
        assert memory.turns(session_id) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(
    st.builds(
        PastTurn,
        strategies.words,
        st.lists(strategies.happenings, max_size=3).map(tuple),
        st.lists(strategies.events, max_size=2).map(tuple),
    )
)
def test_any_turn_is_kept_exactly(memory: SessionMemory, turn: PastTurn) -> None:
    session_id = f"s{next(_NUMBERS)}"
    memory.add(session_id, 0, turn, NOW)
    assert memory.turns(session_id) == [turn]


_NUMBERS = iter(range(10_000))


def test_turns_may_be_kept_from_several_threads(memory: SessionMemory) -> None:
    def talk(session_id: str) -> None:
        for n in range(10):
            memory.add(session_id, n, HELLO, NOW)

    threads = [threading.Thread(target=talk, args=(f"s{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(memory.turns(f"s{n}")) for n in range(4)] == [10] * 4


def test_the_state_is_the_fold_of_all_turns() -> None:
    find = ShopperAct(Intent.FIND, text="jacket")
    turns = [HELLO, PastTurn("jackets", (TurnBegan("jackets"), find, Shown(("rain",), ("rain-M-Blue",))), ()), ADDED]
    state = state_of(turns)
    assert (state.text, state.shown.product_ids, state.cart) == ("jacket", ("rain",), (CartLine("pack", 1),))
    assert state.n_turns == 3
    assert state_of([]) == DialogueState()


def test_what_the_store_stopped_selling_is_forgotten() -> None:
    which = AskVariant("rain", "size", ("S",), then=("pack", "gone"))
    state = DialogueState(anchors=("gone", "pack"))
    gone = BenchSlot("Jacket", variant_id="gone-1", is_locked=True, is_sized=True)
    bench = Bench((gone, BenchSlot("Pack", variant_id="pack", is_locked=True)), others=(("rain-M-Blue", "gone-2"),))
    for happening in (
        Shown(("gone", "rain", "tee"), ("gone-1", "rain-M-Blue", "tee-no-more")),
        CartChanged((CartLine("gone-1", 1), CartLine("pack", 2))),
        CartChanged((CartLine("gone-1", 3),)),
        Focused(("gone", "rain")),
        BenchLaid(bench),
        Asked("size", ("S",), which),
    ):
        state = state.after(happening)
    left = still_sold(state, Catalog(SIX, currency="USD"))
    assert left.shown == Shown(("rain",), ("rain-M-Blue",))
    assert (left.focus, left.anchors) == (("rain",), ("pack",))
    assert left.cart == ()
    assert left.cart_before == ((), (CartLine("pack", 2),))
    assert left.bench == Bench((BenchSlot("Jacket"), bench.slots[1]), others=(("rain-M-Blue", ""),))
    assert left.asked is not None
    assert left.asked.variant_of == AskVariant("rain", "size", ("S",), then=("pack",))
    empty = still_sold(state, Catalog((), currency="USD"))
    assert empty.asked is None
    assert (empty.shown.product_ids, empty.focus, empty.cart) == ((), (), ())


@settings(max_examples=50, deadline=None)
@given(st.lists(strategies.happenings, max_size=8))
def test_forgetting_twice_forgets_no_more(happened: list[object]) -> None:
    state = state_of([PastTurn("", tuple(happened), ())])  # type: ignore[arg-type]
    left = still_sold(state, Catalog(SIX, currency="USD"))
    assert still_sold(left, Catalog(SIX, currency="USD")) == left
    assert (left.text, left.constraints, left.heard) == (state.text, state.constraints, state.heard)
    assert set(left.shown.product_ids) <= set(state.shown.product_ids)
