"""Turns run for a page: what is drawn when, one at a time, and calm when the shop fails."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.lane_views import LaneView
from assistant.reply import Done, FollowUp, NeedChip, ReplyEvent, Text
from recommender.event_log import EventLog
from recommender.events import Event
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.store import open_store
from tests.assistant.conftest import opened, six_store, store  # noqa: F401  # fixtures
from tests.conftest import NOW
from tests.ui.fake_shop import LAST_WORD, FakeShop
from ui.clicks import Click, GoneError, follow_up, quiet_acts, said, talk_act
from ui.frame import standing_parts
from ui.language import texts_of
from ui.streaming import ShopFailedError, batches, in_thread
from ui.tabs import Tabs
from ui.turns import Turns, Update


@pytest.fixture
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


@pytest.fixture
def shop(catalog: Catalog, tmp_path: Path) -> FakeShop:
    return FakeShop(catalog, tmp_path)


async def done(turns: Turns, do: str, **click: Any) -> list[Update]:
    return [update async for update in turns.do(Click(do=do, **click))]  # type: ignore[arg-type]


def session_of(updates: list[Update]) -> str:
    return next(update.note.session for update in updates if update.note and update.note.session)


# --- a turn ----------------------------------------------------------------------------------------------------


def test_a_message_is_shown_at_once_then_its_answer(shop: FakeShop, pool: Executor) -> None:
    updates = asyncio.run(done(Turns(shop, pool), "send", text="a blue jacket"))
    first, last = updates[0].turn, updates[-1].turn
    assert first
    assert last
    assert (first.said, first.state) == ("a blue jacket", "running")
    assert "st-skeleton" in first.parts()["body"]
    assert last.state == "done"
    assert "Brook Rain Jacket" in last.body
    assert "st-skeleton" not in last.parts()["body"]
    assert last.text.endswith("These fit you best.")
    cards_at = next(n for n, u in enumerate(updates) if u.turn and u.turn.body)
    text_at = next(n for n, u in enumerate(updates) if u.turn and u.turn.text)
    assert cards_at < text_at


def test_a_reload_shows_the_conversation_and_the_cart_again(shop: FakeShop, pool: Executor) -> None:
    async def go() -> list[Update]:
        turns = Turns(shop, pool)
        session = session_of(await done(turns, "send", text="a <b>blue</b> jacket"))
        await done(turns, "add", session=session, variant="rain-M-Blue")
        return await done(Turns(shop, pool), "load", session=session)  # another server, the same records

    (update,) = asyncio.run(go())
    assert update.note
    assert update.cart
    assert "a &lt;b&gt;blue&lt;/b&gt; jacket" in update.note.past
    assert update.note.past.count('<article class="st-turn"') == 1  # the click on the cart is not a turn to read
    assert [item.variant_id for item in update.cart.items] == ["rain-M-Blue"]


def test_a_long_conversation_is_drawn_from_its_end_and_earlier_turns_on_demand(shop: FakeShop, pool: Executor) -> None:
    async def go() -> tuple[Update, Update]:
        turns = Turns(shop, pool)
        session = session_of(await done(turns, "send", text="message 0"))
        for n in range(1, 15):
            await done(turns, "send", session=session, text=f"message {n}")
        (loaded,) = await done(turns, "load", session=session)
        assert loaded.note
        (earlier,) = await done(turns, "earlier", session=session, turn=loaded.note.earlier)
        return loaded, earlier

    loaded, earlier = asyncio.run(go())
    assert loaded.note
    assert earlier.note
    assert loaded.note.earlier == 3
    assert "message 14" in loaded.note.past
    assert ">message 2<" not in loaded.note.past
    assert "message 2" in earlier.note.past
    assert (earlier.note.earlier, earlier.cart) == (0, None)


def test_a_first_visit_opens_no_conversation(shop: FakeShop, pool: Executor) -> None:
    update, welcome = asyncio.run(done(Turns(shop, pool), "load"))
    assert update.cart
    assert not update.cart.items
    assert welcome.note
    assert "Liked by many here" in welcome.note.lanes
    assert not shop.sessions


def test_the_welcome_has_the_lanes_of_who_shops_and_only_of_those_offered(shop: FakeShop, pool: Executor) -> None:
    def title(shopper: str) -> str:
        update = asyncio.run(done(Turns(shop, pool), "load", shopper=shopper))[-1]
        assert update.note
        return update.note.lanes

    assert "Chosen for ada" in title("ada")
    assert "Chosen for" not in title("somebody else")


def test_a_welcome_whose_lanes_fail_is_still_a_welcome(shop: FakeShop, pool: Executor) -> None:
    def broken(shopper_id: str = "") -> list[LaneView]:
        raise RuntimeError("the counts cannot be read")

    shop.lanes = broken  # type: ignore[method-assign]
    update = asyncio.run(done(Turns(shop, pool), "load"))[-1]
    assert update.note
    assert not update.note.lanes


def test_only_offered_shoppers_can_be_shopped_as(shop: FakeShop, pool: Executor) -> None:
    for asked, got in (("ada", "ada"), ("guest-somebody", ""), ("", "")):
        session = session_of(asyncio.run(done(Turns(shop, pool), "send", text="a jacket", shopper=asked)))
        assert shop.sessions[session].shopper_id == got


def test_nobody_becomes_a_real_shopper_by_a_crafted_click_nor_goes_on_with_their_conversation(
    store: Path,  # noqa: F811
    pool: Executor,
) -> None:
    with open_store(store) as at_rest:
        EventLog(at_rest.engine).add([Event("e1", "purchase", "bob", NOW, "rain")])

    async def try_as_bob(shop: Shop, session: str = "") -> tuple[str, str, str]:
        turns = Turns(shop, pool)
        got = session_of(await done(turns, "send", text="jackets", shopper="bob", session=session))
        listed = (await done(turns, "talks", talks=(session or got,)))[-1].note
        assert listed
        await done(turns, "forget", talk=session)
        return got, shop.shopper_of(got) or "", listed.talks

    with opened(store) as shop:
        assert "bob" not in standing_parts(shop)["header"]
        bobs = shop.session("bob")
        bobs.say("a secret present")
        for session in ("", bobs.id):
            got, shopper, listed = asyncio.run(try_as_bob(shop, session))
            assert got != bobs.id
            assert shopper.startswith("guest-")
            assert "secret" not in listed
        loaded = asyncio.run(done(Turns(shop, pool), "load", session=bobs.id, shopper="bob"))
        assert not any(update.note.past for update in loaded if update.note)
        assert [turn.message for turn in bobs.history()] == ["a secret present"]
        assert shop.shopper_of(bobs.id) == "bob", "it was not deleted either"
        shop.offer_busiest()  # the owner alone reaches it, or wants it so
        assert '<option value="bob"' in standing_parts(shop)["header"]
        assert asyncio.run(try_as_bob(shop))[1] == "bob"
        got, shopper, listed = asyncio.run(try_as_bob(shop, bobs.id))
        assert (got, shopper) == (bobs.id, "")  # gone on with, and then deleted
        assert "secret" in listed


def test_a_failing_turn_keeps_what_came_and_the_next_one_works(shop: FakeShop, pool: Executor) -> None:
    async def go() -> tuple[list[Update], list[Update]]:
        turns = Turns(shop, pool)
        failed = await done(turns, "send", text="please fail")
        return failed, await done(turns, "send", session=session_of(failed), text="a jacket")

    failed, next_one = asyncio.run(go())
    last = failed[-1].turn
    assert last
    assert (last.state, str(last.text)) == ("failed", "I found ")
    assert 'role="alert"' in last.parts()["problem"]
    assert next_one[-1].turn
    assert next_one[-1].turn.state == "done"


def test_a_session_that_cannot_be_opened_is_a_calm_word(shop: FakeShop, pool: Executor) -> None:
    for do in ("load", "send", "add"):
        (update,) = asyncio.run(done(Turns(shop, pool), do, session="broken", text="a jacket"))
        assert update.note
        assert update.note.toast == texts_of("en")["trouble"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001])
def test_empty_and_endless_messages_are_the_sessions_to_answer(shop: FakeShop, pool: Executor, text: str) -> None:
    last = asyncio.run(done(Turns(shop, pool), "send", text=text))[-1].turn
    assert last
    assert last.state == "done"
    assert "fewer than 20,000" in last.text


# --- said again, because the answer was lost ----------------------------------------------------------------------


def test_the_same_words_with_the_same_key_are_the_same_turn(store: Path, pool: Executor) -> None:  # noqa: F811
    async def go(shop: Shop) -> list[list[Update]]:
        turns = Turns(shop, pool)
        first = await done(turns, "send", text="jackets", key="1-2")
        session = session_of(first)
        again = await done(turns, "send", session=session, text="jackets", key="1-2")
        # another server, the same records
        later = await done(Turns(shop, pool), "send", session=session, text="jackets", key="1-2")
        assert [turn.message for turn in shop.session("", session).history()] == ["jackets"]
        other = await done(turns, "send", session=session, text="jackets", key="3-4")
        wrong = await done(turns, "send", session=session, text="mugs", key="1-2")
        assert [turn.message for turn in shop.session("", session).history()] == ["jackets"] * 2
        return [first, again, later, other, wrong]

    with opened(store) as shop:
        first, again, later, other, wrong = [updates[-1].turn for updates in asyncio.run(go(shop))]
    assert first
    assert again
    assert later
    assert other
    assert wrong
    assert first.number == again.number == later.number == other.number - 1
    assert again.body == first.body
    assert again.text == later.text == first.text
    assert wrong.state == "failed"


def test_words_said_again_while_they_are_answered_stop_nothing(shop: FakeShop, pool: Executor) -> None:
    async def go() -> tuple[list[Update], list[Update]]:
        turns, first = Turns(shop, pool), []

        async def talk() -> None:
            async for update in turns.do(Click(do="send", text="a first look", key="k")):
                first.append(update)

        running = asyncio.create_task(talk())
        await _until(lambda: first and first[-1].turn and first[-1].turn.body)
        again = asyncio.create_task(done(turns, "send", session=session_of(first), text="a first look", key="k"))
        await asyncio.sleep(0.05)
        shop.has_read.set()
        await running
        return first, await again

    first, again = [updates[-1].turn for updates in asyncio.run(go())]
    assert first
    assert again
    assert (first.state, first.text) == (again.state, again.text) == ("done", "That is what you meant.")
    (session,) = shop.sessions.values()
    assert session.heard == ["a first look"]


def test_a_page_that_never_heard_of_its_conversation_comes_back_to_it(shop: FakeShop, pool: Executor) -> None:
    async def go() -> list[str]:
        turns = Turns(shop, pool)
        clicks = (("k", ""), ("k", ""), ("k", "ada"), ("", ""), ("", ""), ("other", ""))
        return [session_of(await done(turns, "send", text="hi", key=key, shopper=who)) for key, who in clicks]

    first, again, *others = asyncio.run(go())
    assert first == again
    assert len({first, *others}) == 5
    assert shop.sessions[first].heard == ["hi"]


# --- stopping ---------------------------------------------------------------------------------------------------


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


def test_stop_ends_the_running_turn(shop: FakeShop, pool: Executor) -> None:
    async def go() -> list[Update]:
        turns, seen = Turns(shop, pool), []
        async for update in turns.do(Click(do="send", text="slowly please: slow")):
            seen.append(update)
            if update.turn and len(update.turn.text) > 20:
                assert not await done(turns, "stop", session=session_of(seen))
        return seen

    last = asyncio.run(go())[-1].turn
    assert last
    assert last.state == "stopped"
    assert "word 0" in last.text
    assert LAST_WORD not in last.text


def test_a_new_message_interrupts_the_running_one_and_they_never_overlap(shop: FakeShop, pool: Executor) -> None:
    async def go() -> tuple[list[Update], list[Update]]:
        turns, first = Turns(shop, pool), []

        async def talk() -> None:
            async for update in turns.do(Click(do="send", text="slow")):
                first.append(update)

        running = asyncio.create_task(talk())
        await _until(lambda: first and first[-1].turn and first[-1].turn.text)
        second = await done(turns, "send", session=session_of(first), text="a jacket")
        assert running.done()
        return first, second

    first, second = asyncio.run(go())
    assert first[-1].turn
    assert first[-1].turn.state == "stopped"
    assert second[-1].turn
    assert (second[-1].turn.state, second[-1].turn.number) == ("done", first[-1].turn.number + 1)


def test_a_page_that_goes_away_cancels_its_turn(shop: FakeShop, pool: Executor) -> None:
    async def go() -> None:
        turns = Turns(shop, pool)
        stream = turns.do(Click(do="send", text="slow"))
        async for update in stream:
            if update.turn and update.turn.text:
                break
        assert isinstance(stream, AsyncIterator)
        await stream.aclose()  # type: ignore[attr-defined]
        (session,) = shop.sessions.values()
        await _until(session.history)

    asyncio.run(go())


def test_changes_of_the_cart_are_never_cut_short(shop: FakeShop, pool: Executor) -> None:
    async def go() -> list[Update]:
        turns = Turns(shop, pool)
        session = session_of(await done(turns, "add", variant="pack"))
        await asyncio.gather(*(done(turns, "add", session=session, variant="pack") for _ in range(5)))
        return await done(turns, "load", session=session)

    (update,) = asyncio.run(go())
    assert update.cart
    assert [item.quantity for item in update.cart.items] == [6]


def test_pieces_of_a_bundle_are_added_at_once(shop: FakeShop, pool: Executor) -> None:
    (added,) = asyncio.run(done(Turns(shop, pool), "add_all", variants=("pack", "bottle-500"), counts=(1, 4)))
    assert added.cart
    assert [item.quantity for item in added.cart.items] == [1, 4]
    assert added.note
    assert (added.note.toast, added.note.undo) == ("Added 5 things to your cart.", 2)


# --- the cart ---------------------------------------------------------------------------------------------------


def test_adding_answers_with_a_notice_that_can_be_undone(shop: FakeShop, pool: Executor) -> None:
    async def go() -> tuple[Update, Update, Update]:
        turns = Turns(shop, pool)
        (added,) = await done(turns, "add_all", variants=("pack", "tee-M-White", "bottle-500"))
        assert added.note
        session = added.note.session
        (fewer,) = await done(turns, "set", session=session, variant="pack", quantity=0)
        (undone,) = await done(turns, "undo", session=session, times=1 + added.note.undo)
        return added, fewer, undone

    added, fewer, undone = asyncio.run(go())
    assert added.note
    assert added.cart
    assert (added.note.toast, added.note.undo) == ("Added 3 things to your cart.", 3)
    assert [item.variant_id for item in added.cart.items] == ["pack", "tee-M-White", "bottle-500"]
    assert fewer.cart
    assert len(fewer.cart.items) == 2
    assert undone.cart
    assert undone.note
    assert (len(undone.cart.items), undone.note.undo) == (0, 0)


def test_a_line_is_set_by_its_difference(shop: FakeShop) -> None:
    session = shop.session()
    list(session.stream_act(ShopperAct(Intent.ADD_TO_CART, variant_id="pack", quantity=2)))
    cart = session.cart()

    def acts(quantity: int) -> list[tuple[Intent, int]]:
        return [(a.intent, a.quantity) for a in quiet_acts(Click(do="set", variant="pack", quantity=quantity), cart)]

    assert acts(5) == [(Intent.ADD_TO_CART, 3)]
    assert acts(1) == [(Intent.REMOVE_FROM_CART, 1)]
    assert acts(0) == [(Intent.REMOVE_FROM_CART, 2)]
    assert acts(2) == []


# --- clicks -----------------------------------------------------------------------------------------------------


def test_clicks_are_acts(catalog: Catalog) -> None:
    assert talk_act(Click(do="drop", slot="color")) == ShopperAct(Intent.REFINE, dropped=("color",))
    owned = [Constraint("owns", Operator.IS, kind) for kind in ("chair", "desk")]
    chips = [NeedChip(f"has: {c.value}", c) for c in owned]
    assert talk_act(Click(do="drop", slot="owns", label="has: desk"), chips) == ShopperAct(
        Intent.REFINE, removed=(owned[1],)
    )
    assert talk_act(Click(do="why", product="rain")) == ShopperAct(Intent.EXPLAIN, product_ids=("rain",))
    assert talk_act(Click(do="reject", product="rain")) == ShopperAct(Intent.REJECT, product_ids=("rain",))
    both = Click(do="compare", products=("rain", "tee"))
    assert talk_act(both) == ShopperAct(Intent.COMPARE, product_ids=("rain", "tee"))
    assert said(both, catalog) == "Compare Brook Rain Jacket and Plain Cotton Tee"
    assert said(Click(do="why", product="rain"), catalog) == "Why this? Brook Rain Jacket"
    assert said(Click(do="why", product="unknown"), catalog) == "Why this?"
    size = Click(do="size", product="rain", variant="rain-S-Blue")
    assert talk_act(size) == ShopperAct(Intent.ADD_TO_CART, product_ids=("rain",), variant_id="rain-S-Blue")
    assert talk_act(Click(do="person")).intent is Intent.WANT_PERSON
    looked = quiet_acts(Click(do="look", product="rain"), None)  # type: ignore[arg-type]
    assert looked == [ShopperAct(Intent.LOOK, product_ids=("rain",))]
    with pytest.raises(ValueError, match="send"):
        talk_act(Click(do="send"))
    with pytest.raises(ValueError, match="stop"):
        quiet_acts(Click(do="stop"), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"do": "shutdown"}, {"do": "send", "text": "x" * 50_000}, {"do": "load", "session": "../../etc"},
        {"do": "load", "session": "x' OR 1"}, {"do": "set", "quantity": -1}, {"do": "set", "quantity": 10**9},
        {"do": "compare", "products": ["a"] * 100}, {"do": "undo", "times": 10**6}, {"do": "send", "text": {"a": 1}},
        {"do": "send", "key": "k" * 65}, {"do": "send", "key": "a b"},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused(sent: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Click.model_validate(sent)


def test_a_follow_up_with_an_act_is_found_by_its_place(shop: FakeShop, pool: Executor) -> None:
    async def go(fresh: bool) -> list[Update]:
        turns = Turns(shop, pool)
        session = session_of(await done(turns, "send", text="a jacket"))
        if fresh:  # a server that was started since knows the chips from the records
            turns = Turns(shop, pool)
        return await done(turns, "follow", session=session, turn=0, index=1, label="Compare the first two")

    for fresh in (False, True):
        last = asyncio.run(go(fresh))[-1].turn
        assert last
        assert "st-comparison" in last.body
        assert (last.said, last.by_click) == ("Compare the first two", True)


def test_a_follow_up_that_is_gone_is_said_so(shop: FakeShop, pool: Executor) -> None:
    (update,) = asyncio.run(done(Turns(shop, pool), "follow", turn=3, label="In blue"))
    assert update.note
    assert update.note.toast == texts_of("en")["gone"]
    with pytest.raises(GoneError):
        follow_up({0: (FollowUp("In blue", "in blue"),)}, Click(do="follow", turn=0, index=0, label="In red"))


# --- conversations to go back to ----------------------------------------------------------------------------------


def test_the_conversations_of_a_browser_are_listed_by_what_was_said_first(shop: FakeShop, pool: Executor) -> None:
    async def go() -> list[Update]:
        turns = Turns(shop, pool)
        first = session_of(await done(turns, "send", text="a blue jacket"))
        await done(turns, "send", session=first, text="in green")
        empty = session_of(await done(turns, "look", product="rain"))
        return await done(turns, "talks", session=first, talks=(first, empty, "unknown"))

    (update,) = asyncio.run(go())
    assert update.note
    assert update.note.talks.count("<li") == 1
    assert "a blue jacket" in update.note.talks
    assert "2 messages" in update.note.talks
    assert 'aria-current="true"' in update.note.talks
    assert len(shop.sessions) == 2  # looking for an unknown one makes none


def test_a_deleted_conversation_is_gone_from_the_shop_and_its_answer_ends(shop: FakeShop, pool: Executor) -> None:
    async def go() -> tuple[list[Update], list[Update]]:
        turns = Turns(shop, pool)
        kept = session_of(await done(turns, "send", text="a jacket"))
        running = turns.do(Click(do="send", text="slow please"))
        session = session_of([await anext(running)])
        answer = asyncio.create_task(_rest(running))
        forgotten = await done(turns, "forget", session=kept, talk=session, talks=(session, kept))
        await answer
        assert set(shop.sessions) == {kept}
        return forgotten, await done(turns, "forget", session=kept, talk="unknown", talks=(kept,))

    forgotten, unknown = asyncio.run(go())
    for (update,) in (forgotten, unknown):
        assert update.note
        assert update.note.talks.count("<li") == 1
        assert update.note.toast == texts_of("en")["talks.deleted"]


async def _rest(running: AsyncIterator[Update]) -> None:
    async for _ in running:
        pass


def test_what_is_drawn_follows_the_language_of_the_page(shop: FakeShop, pool: Executor) -> None:
    async def go() -> tuple[list[Update], list[Update], list[Update]]:
        turns = Turns(shop, pool)
        answered = await done(turns, "send", text="a blue jacket", language="zh")
        session = session_of(answered)
        why = await done(turns, "why", session=session, product="rain", language="zh")
        return answered, why, await done(turns, "load", session=session, language="en")

    answered, why, again = asyncio.run(go())
    assert answered[-1].turn
    assert "加入购物车" in answered[-1].turn.html()
    assert "理解为" in answered[-1].turn.html()
    assert why[0].turn
    assert why[0].turn.said == "为什么推荐？Brook Rain Jacket"
    assert again[-1].note
    assert "Add to cart" in again[-1].note.past


# --- streams and tabs -------------------------------------------------------------------------------------------


def test_words_are_gathered_and_nothing_waits_for_them(pool: Executor) -> None:
    said_at: dict[str, float] = {}

    def events() -> Iterator[ReplyEvent]:
        for n in range(40):
            yield Text(f"{n} ")
            time.sleep(0.005)
        said_at["last"] = time.monotonic()
        time.sleep(0.6)  # the model thinks: what it said must not wait for its next word
        yield Done({})

    async def go() -> list[tuple[float, list[ReplyEvent]]]:
        return [(time.monotonic(), batch) async for batch in batches(events, pool, every_s=0.05)]

    seen = asyncio.run(go())
    assert [e for _, batch in seen for e in batch] == [*(Text(f"{n} ") for n in range(40)), Done({})]
    assert len(seen) < 15
    words_complete = next(at for at, batch in seen if Text("39 ") in batch)
    assert words_complete - said_at["last"] < 0.4


def test_a_broken_stream_gives_all_it_had(pool: Executor) -> None:
    def events() -> Iterator[ReplyEvent]:
        yield Text("so far")
        raise OSError("disk")

    async def go() -> None:
        async for batch in batches(events, pool):
            seen.extend(batch)

    seen: list[ReplyEvent] = []
    with pytest.raises(ShopFailedError) as caught:
        asyncio.run(go())
    assert isinstance(caught.value.__cause__, OSError)
    assert seen == [Text("so far")]


def test_work_in_a_thread_is_done_elsewhere(pool: Executor) -> None:
    assert asyncio.run(in_thread(pool, threading.current_thread)) is not threading.current_thread()


def test_tabs_forget_the_longest_unused_and_open_it_again(shop: FakeShop, pool: Executor) -> None:
    async def go() -> None:
        tabs = Tabs(shop, pool, most=2)
        first, second, third = [await tabs.open("", "ada") for _ in range(3)]
        assert await tabs.open(third.session.id, "ada") is third
        assert await tabs.open(second.session.id, "ada") is second
        again = await tabs.open(first.session.id, "ada")
        assert again is not first
        assert again.session is first.session

    asyncio.run(go())
