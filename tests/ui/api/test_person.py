"""A person over the API: asked for, withdrawn, followed live; with the client in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant import Shop
from assistant.handoff.hands import Agent
from tests.assistant.conftest import opened, six_store, store  # noqa: F401  # fixtures
from tests.ui.api.conftest import SECRET, Asked, Breaking, heard, problem
from tests.ui.serving import serving
from ui.api.app import Api
from ui.api.client import Shelftalk
from ui.api.options import ApiOptions
from ui.api.schema.answers import Hands
from ui.api.schema.stream import HandsChanged, LiveTurn, PersonSaid

MIA = Agent("a1", "Mia")


@pytest.fixture
def staffed(store: Path) -> Iterator[Shop]:  # noqa: F811
    with opened(store) as shop:
        shop.desk.staffed_by(lambda: True)
        shop.desk.present(MIA)
        yield shop


def test_a_shop_without_a_desk_says_so(ask: Callable[..., Any], store: Path) -> None:  # noqa: F811
    async def steps(api: Asked) -> None:
        await api.begin()
        assert problem(await api.own("POST", "/person", {})) == (409, "nobody-serves")
        said = heard(await api.own("POST", "/messages", {"person": True}))
        assert "help@six.example" in "".join(e.data.delta for e in said if e.event == "text")

    with opened(store) as shop:
        ask(steps, shop)


def test_asking_waiting_and_going_back(ask: Callable[..., Any], staffed: Shop) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        assert (await api.own("GET", "/person")).json()["who"] == "assistant"
        asked = {"reason": "about an order"}
        first = await api.own("POST", "/person", asked, idempotency_key="k")
        assert {name: first.json()[name] for name in ("who", "waiting_n")} == {"who": "waiting", "waiting_n": 1}
        assert "nobody waits before you" in first.json()["text"]
        again = await api.own("POST", "/person", asked, idempotency_key="k")
        assert again.json() == first.json()
        staffed.desk.take(api.session, MIA)
        assert (await api.own("GET", "/person")).json()["name"] == "Mia"
        assert [e.event for e in await api.say("it has to be blue")] == ["ack", "done"]
        assert (await api.own("DELETE", "/person")).json()["who"] == "assistant"
        assert [e.event for e in await api.say("jackets")][:2] == ["ack", "cards"]

    ask(steps, staffed)


def test_a_contact_is_a_mail_address(ask: Callable[..., Any], staffed: Shop) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        assert problem(await api.own("POST", "/person", {"contact": "not an address"})) == (422, "invalid")
        assert problem(await api.own("POST", "/person", {"reason": "x" * 301})) == (422, "invalid")

    ask(steps, staffed)


def test_asking_by_message_tells_hands(ask: Callable[..., Any], staffed: Shop) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        said = await api.say("can I talk to a person")
        assert [e.event for e in said] == ["ack", "hands", "done"]
        assert isinstance(said[1].data, HandsChanged)
        assert said[1].data.who == "waiting"

    ask(steps, staffed)


def test_a_note_for_colleagues_reaches_no_shopper(ask: Callable[..., Any], staffed: Shop) -> None:
    noted = "a word among colleagues"

    async def steps(api: Asked) -> None:
        await api.begin()
        await api.say("jackets")
        await api.own("POST", "/person", {})
        staffed.desk.take(api.session, MIA)
        staffed.desk.hand_back(api.session, MIA, note=noted)
        said = await api.own("POST", "/messages", {"message": "a backpack"})
        read = [(await api.own("GET", path)).text for path in ("/messages", "/person", "/profile", "/profile/export")]
        assert noted not in "".join((said.text, *read))
        assert "handed the conversation back" in read[0]

    ask(steps, staffed)


def test_a_note_is_not_in_what_is_followed(staffed: Shop, talk: tuple[Shelftalk, Breaking]) -> None:
    noted = "a word among colleagues"
    client, _ = talk
    client.person("a test")
    assert client.session is not None
    told: list[str] = []
    own = {"Authorization": f"Bearer {client.session.token}"}
    with client._http.stream("GET", f"{client._base}{client._own('/live')}?after=-1", headers=own) as following:
        for line in following.iter_lines():
            if not told:
                staffed.desk.take(client.session.session_id, MIA)
                staffed.desk.hand_back(client.session.session_id, MIA, note=noted)
            told.append(line)
            if "handed the conversation back" in line:
                break
    assert noted not in "\n".join(told)


@pytest.fixture
def talk(staffed: Shop) -> Iterator[tuple[Shelftalk, Breaking]]:
    """The client, and what breaks its connections off."""
    made: list[Breaking] = []

    def app() -> Breaking:
        made.append(Breaking(Api(staffed, pool, ApiOptions(secret=SECRET))))
        return made[0]

    with ThreadPoolExecutor(16) as pool, serving(app) as base, httpx.Client(timeout=20) as http:
        yield Shelftalk(base, http=http, sleep=lambda _: None), made[0]


def test_the_client_follows_over_breaks(staffed: Shop, talk: tuple[Shelftalk, Breaking]) -> None:
    client, breaking = talk
    client.ask("jackets")
    assert client.person("a test").who == "waiting"
    session = client.session
    assert session is not None
    breaking.breaks = [0, 1, 2]  # before the first event, after it, after the second
    following = client.live()
    told = next(following)
    assert isinstance(told, Hands)
    staffed.desk.take(session.session_id, MIA)
    staffed.desk.say(session.session_id, MIA, "hello", key="k")
    turns: list[LiveTurn] = []
    who = ["waiting"]
    while len(turns) < 2:
        told = next(following)
        if isinstance(told, LiveTurn):
            turns.append(told)
        else:
            who.append(told.who)
    assert [turn.number for turn in turns] == [2, 3]
    assert who[-1] == "agent"
    said = turns[1].events[0].data
    assert isinstance(said, PersonSaid)
    assert (said.name, said.text) == ("Mia", "hello")
    assert client.hands().name == "Mia"
    assert client.assistant().who == "assistant"
