"""The stream that an open desk hears: everything once, from where it left off, until the login ends."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.ui.desk.conftest import House
from ui.desk.live import Follower, Sent, follow


def agent_of(house: House, name: str) -> Any:
    return next(one for one in house.accounts.agents() if one.name == name)


def told(sent: list[Sent], event: str) -> list[Any]:
    return [json.loads(one["data"]) for one in sent if one.get("event") == event]


def test_each_turn_is_told_once_and_from_where_it_was_left(house: House) -> None:
    session = house.waiting("a rain jacket", "a backpack")
    n = len(house.shop.desk.turns_after(session, -1))
    follower = Follower(house.shop, agent_of(house, "Mia"), session, -1)
    assert [turn["number"] for turn in told(follower.look(), "turn")] == list(range(n))
    assert follower.look() == []
    house.shop.session(session_id=session).say("a bottle")
    sent = follower.look()
    assert [(one["id"], one["event"]) for one in sent if "id" in one] == [(str(n), "turn")]
    again = Follower(house.shop, agent_of(house, "Mia"), session, n - 1)
    assert [turn["number"] for turn in told(again.look(), "turn")] == [n]


def test_hands_and_inbox_are_told_when_they_change(house: House) -> None:
    session = house.waiting()
    mia, bo = agent_of(house, "Mia"), agent_of(house, "Bo")
    follower = Follower(house.shop, mia, session, -1)
    first = follower.look()
    assert told(first, "hands")[0]["who"] == "waiting"
    assert {one["name"] for one in told(first, "presence")[0]["here"]} == {"Mia", "Bo", "Ana"}
    house.shop.desk.take(session, bo)
    sent = follower.look()
    assert [(one["name"], one["is_mine"]) for one in told(sent, "hands")] == [("Bo", False)]
    assert told(sent, "inbox")[0]["talks"][0]["agent"] == "Bo"
    house.shop.forget(session)
    house.kept.clear()
    assert told(follower.look(), "closed") == [{"session_id": session}]


def test_the_stream_wakes_at_a_change_and_ends_with_the_login(house: House) -> None:
    session = house.waiting()
    mia = agent_of(house, "Mia")
    token = house.token("Mia")

    async def hear() -> list[Sent]:
        follower = Follower(house.shop, mia, session, 10_000)
        events = follow(
            house.shop, ThreadPoolExecutor(2), follower, lambda: house.accounts.agent(token) == mia, beat_s=60
        )
        heard: list[Sent] = []
        async with asyncio.timeout(20):
            async for sent in events:
                heard.append(sent)
                if sent.get("event") == "hands" and len(told(heard, "hands")) == 1:
                    await asyncio.to_thread(house.shop.desk.take, session, mia)
                elif sent.get("event") == "hands":
                    house.accounts.logout(token)
                    await asyncio.to_thread(house.shop.desk.read, session, 1)  # something rings
        return heard

    heard = asyncio.run(hear())
    assert [one["who"] for one in told(heard, "hands")] == ["waiting", "agent"]
    assert heard[-1]["event"] == "signed-out"
