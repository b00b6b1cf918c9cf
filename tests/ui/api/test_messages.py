"""Messages: the order of an answer's events, listening again, one turn after another, cancelling."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import httpx
import pytest
from pydantic import ValidationError

from assistant import reply
from assistant.reply import BundleView
from recommender.counterfactual import SWITCHED
from tests.ui.api.conftest import Asked, heard, problem
from tests.ui.fake_shop import SLOW_WORDS, FakeShop
from tests.ui.test_cards import card, on_table, usd
from ui.api import encoding
from ui.api.schema.requests import Say, SwitchSignal
from ui.api.schema.stream import Ack, Bundle, Cards, Chips, Done, Event, Failure, TextDelta


async def posted(ask: Asked, message: str) -> httpx.Response:
    return await ask.own("POST", "/messages", {"message": message})


def text_of(events: list[Any]) -> str:
    return "".join(event.data.delta for event in events if isinstance(event.data, TextDelta))


def test_an_answer_comes_in_its_order_each_event_with_an_id(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        events = await api.say("a blue jacket")
        names = [event.event for event in events]
        assert list(dict.fromkeys(names)) == ["progress", "ack", "cards", "text", "chips", "done"]
        assert [e.id for e in events if e.event != "progress"] == [f"0-{n}" for n in range(1, len(events))]
        ack, cards, done = (next(e.data for e in events if e.event == name) for name in ("ack", "cards", "done"))
        assert isinstance(ack, Ack)
        assert [chip.label for chip in ack.chips] == ["blue", "jacket"]
        assert isinstance(cards, Cards)
        assert (cards.cards[0].price.amount, cards.cards[0].price.currency, cards.cards[0].price.display) == (
            7900, "USD", "$79.00"
        )  # fmt: skip
        assert isinstance(done, Done)
        assert "total" in done.timings_ms

    ask(steps)


def test_a_bundle_and_a_comparison_are_events_of_their_own(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        assert "bundle" in [event.event for event in await api.say("bundle please")]
        answer = await api.own("POST", "/messages", {"compare": ["rain", "fleece"]})
        assert [e.event for e in heard(answer)] == ["comparison", "text", "done"]

    ask(steps)


def test_a_bundle_on_the_table_says_what_can_be_done_to_it() -> None:
    view = on_table(BundleView("Walk", (card("a"), card("b")), ("jacket", "pack"), usd("158"), usd("200")), "tents")
    rows = (reply.ComparisonRow("jacket", ("A", "B"), True),)
    name, data = encoding.event(reply.Bundles((view,), rows), 3)
    assert name == "bundle"
    assert isinstance(data, Bundle)
    [offer] = data.bundles
    assert (offer.on_table, offer.share_path, offer.if_more) == (True, "/bundle/?part=1.900.a", "tents")
    assert [(item.quantity, item.locked, len(item.instead)) for item in offer.items] == [(1, True, 2), (1, False, 0)]
    assert [other.difference.amount for other in offer.items[0].instead] == [-200, 300]
    assert [(one.tier, one.current) for one in offer.tiers] == [("save", False), ("best", True)]
    assert [one.why for one in offer.empty_slots] == ["owned", "out", "empty"]
    assert [saving.amount.amount for saving in offer.savings] == [500]
    assert data.rows[0].values == ("A", "B")
    plain = encoding.bundle(replace(view, placed=(), counts=()))  # as it was before there was a table
    assert [(item.slot, item.quantity, item.instead) for item in plain.items] == [("jacket", 1, ()), ("pack", 1, ())]


def test_chips_are_clicked_by_their_ids(ask: Callable[..., Any], fake: FakeShop) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        events = await api.say("a blue jacket")
        ack = next(e.data for e in events if isinstance(e.data, Ack))
        chips = next(e.data for e in events if isinstance(e.data, Chips))
        dropped = heard(await api.own("POST", "/messages", {"drop": ack.chips[0].id}))
        assert [c.label for c in next(e.data for e in dropped if isinstance(e.data, Ack)).chips] == ["jacket"]
        followed = heard(await api.own("POST", "/messages", {"follow_up": chips.chips[1].id}))
        assert followed[0].event == "comparison"
        for gone in ({"drop": ack.chips[0].id}, {"follow_up": "7-0"}, {"follow_up": "x"}, {"follow_up": "0-9"}):
            assert problem(await api.own("POST", "/messages", gone)) == (410, "suggestion-gone")
        assert len(fake.sessions[api.session].heard) == 3  # what was gone is no turn
        assert (await api.say("still there"))[-1].event == "done"

    ask(steps)


@pytest.mark.parametrize(
    "body", [{}, {"message": "x", "person": True}, {"message": "x", "colour": 1}, {"compare": ["a"]}]
)
def test_exactly_one_thing_is_said(ask: Callable[..., Any], body: dict[str, Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        assert problem(await api.own("POST", "/messages", body)) == (422, "invalid")

    ask(steps)


def test_an_answer_can_be_heard_again_from_any_event(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        posted_ = await posted(api, "a jacket")
        events, where = heard(posted_), posted_.headers["location"].removeprefix(f"/api/v1/sessions/{api.session}")
        kept = [event for event in events if event.id]
        for source in ("while it is held", "from the records"):
            if source == "from the records":
                api.api.desk.conversations.let_go(api.session)
            for n, event in enumerate(kept):
                again = heard(await api.own("GET", where, last_event_id=event.id))
                assert again == kept[n + 1 :], source
        assert heard(await api.own("GET", where)) == kept
        assert problem(await api.own("GET", where, last_event_id="9-1")) == (400, "bad-request")
        assert problem(await api.own("GET", "/messages/1")) == (410, "answer-lost")
        assert problem(await api.own("GET", "/messages/2")) == (404, "not-found")

    ask(steps)


def test_who_comes_back_while_it_still_runs_hears_the_rest(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        running = asyncio.create_task(posted(api, "slow please"))
        conversation = await api.api.desk.conversations.open(api.session)
        while conversation.run is None or not conversation.run.is_over:
            if conversation.run is not None:
                listening = asyncio.create_task(api.own("GET", "/messages/0", last_event_id="0-2"))
                await asyncio.sleep(0.3)
                conversation.run.cancel()
                break
            await asyncio.sleep(0.01)
        whole, rest = heard(await running), heard(await listening)
        kept = [event for event in whole if event.id]
        assert rest == kept[2:]
        assert rest[-1].event == "done"
        assert 1 <= text_of(rest).count("word") < SLOW_WORDS

    ask(steps)


def test_cancelling_ends_it_early_and_keeps_what_was_said(ask: Callable[..., Any], fake: FakeShop) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        running = asyncio.create_task(posted(api, "slow please"))
        while not fake.sessions[api.session].heard:
            await asyncio.sleep(0.01)
        assert (await api.own("POST", "/messages/0/cancel")).status_code == 204
        events = heard(await running)
        assert events[-1].event == "done"
        assert text_of(events).count("word") < SLOW_WORDS
        assert (await api.own("POST", "/messages/0/cancel")).status_code == 204  # over: nothing happens
        assert (await api.own("POST", "/messages/5/cancel")).status_code == 204
        assert (await api.say("go on"))[-1].event == "done"

    ask(steps)


def test_turns_of_one_session_wait_for_each_other_and_sessions_do_not(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        first = asyncio.create_task(posted(api, "slow one"))
        await asyncio.sleep(0.1)
        second = asyncio.create_task(posted(api, "a jacket"))
        await asyncio.sleep(0.1)
        own = api.session, api.token
        began = time.monotonic()
        await api.begin()
        assert (await api.say("a jacket"))[-1].event == "done"  # another session, meanwhile
        assert time.monotonic() - began < 5
        assert not first.done()
        assert not second.done()
        api.session, api.token = own
        await api.own("POST", "/messages/0/cancel")
        heard_first, heard_second = heard(await first), heard(await second)
        assert heard_first[-1].id == f"0-{len([e for e in heard_first if e.id])}"
        assert {event.id.partition("-")[0] for event in heard_second if event.id} == {"1"}

    ask(steps)


def test_too_many_waiting_turns_are_turned_away(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        waiting = [asyncio.create_task(posted(api, "slow one")) for _ in range(9)]
        await asyncio.sleep(0.3)
        answer = await posted(api, "one more")
        assert problem(answer) == (429, "too-many-requests")
        assert int(answer.headers["retry-after"]) > 0
        for n in range(9):
            while not (run := (await api.api.desk.conversations.open(api.session)).run) or run.number != n:
                await asyncio.sleep(0.01)
            run.cancel()
        assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {200}

    ask(steps)


def test_a_shop_that_fails_ends_the_answer_with_an_error_and_the_next_one_works(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        events = await api.say("fail now")
        assert [event.event for event in events][-2:] == ["text", "error"]
        assert isinstance(events[-1].data, Failure)
        assert events[-1].data.type == "/api/v1/docs#shop-failed"
        assert "fell over" not in events[-1].data.model_dump_json()
        assert (await api.say("a jacket"))[-1].event == "done"

    ask(steps)


def test_a_message_sent_twice_with_one_key_is_one_turn(ask: Callable[..., Any], fake: FakeShop) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        both = await asyncio.gather(*(api.say("a jacket", idempotency_key="k1") for _ in range(2)))
        later = await api.say("a jacket", idempotency_key="k1")
        kept = [[event for event in events if event.id] for events in (*both, later)]
        assert kept[0] == kept[1] == kept[2]
        assert fake.sessions[api.session].heard == ["a jacket"]
        other = await api.own("POST", "/messages", {"message": "a mug"}, idempotency_key="k1")
        assert problem(other) == (422, "idempotency-key-reused")

    ask(steps)


def test_the_past_is_listed_from_its_end(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        for n in range(3):
            await api.say(f"jacket {n}")
        listed = (await api.own("GET", "/messages?limit=2")).json()
        assert ([one["message"] for one in listed["messages"]], listed["n_messages"]) == (["jacket 1", "jacket 2"], 3)
        earlier = (await api.own("GET", "/messages?before=1")).json()
        assert [one["id"] for one in earlier["messages"]] == [0]

    ask(steps)


def test_what_waits_for_a_conversation_that_is_deleted_does_not_bring_it_back(
    ask: Callable[..., Any], fake: FakeShop
) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        running = asyncio.create_task(posted(api, "slow one"))
        while not fake.sessions[api.session].heard:
            await asyncio.sleep(0.01)
        session = fake.sessions[api.session]
        deleting = asyncio.create_task(api.own("DELETE", ""))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(posted(api, "a jacket"))
        await asyncio.sleep(0.05)
        await api.own("POST", "/messages/0/cancel")
        await running
        assert (await deleting).status_code == 204
        assert problem(await waiting) == (410, "session-gone")
        assert session.heard == ["slow one"]

    ask(steps)


def test_signals_facts_and_citations_come_as_they_were_said() -> None:
    switch = reply.SignalSwitch("your history", "Your history", "otherwise number 9", "what you bought", True, 9)
    fact = reply.KnownFact("owned:rain", "You have it", "that", (reply.KnownEvent("event:7", "bought it"),))
    cited = reply.Cited(1, "Returns", document_id="returns", passage="We refund in full.")
    for said, name in (
        (reply.Signals("rain", "Rain Jacket", 2, (switch,)), "signals"),
        (reply.Known((fact,), 3), "known"),
        (reply.Text("“We refund in full.” (Returns) [1]", (cited,)), "text"),
    ):
        told, data = encoding.event(said, 0)
        assert told == name
        sent = Event(id="0-1", event=told, data=data)
        assert Event.model_validate_json(sent.model_dump_json()) == sent
        assert "returns" in sent.model_dump_json() or name != "text"


def test_a_switch_names_a_signal_that_there_is() -> None:
    asked = Say.model_validate({"switch": {"signal": "other shoppers", "to": "off"}})
    assert asked.switch
    assert asked.switch.signal in set(SWITCHED)
    assert set(get_args(SwitchSignal.model_fields["signal"].annotation)) == {signal.value for signal in SWITCHED}
    with pytest.raises(ValidationError):
        Say.model_validate({"switch": {"signal": "the weather", "to": "off"}})
