"""Faults: nothing is lost and nothing doubled, whoever sends twice, leaves, or is killed in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.assistant.conftest import opened, six_store  # noqa: F401  # fixtures
from tests.ui.handoff.people import Desk, Shopper, listened, until_answered, words_of
from tests.ui.handoff.served_shop import made
from tests.ui.serving import own_port, serving
from ui.desk.accounts import Accounts

ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "correct horse battery"


class KilledServer:
    """The shop in a process of its own; `kill` leaves it no time for anything."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.port = own_port(19_300)
        self.base = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.ui.handoff.served_shop", str(self.store), str(self.port)]
        self._process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"})
        with httpx.Client() as http:
            until_answered(lambda: http.get(f"{self.base}/api/v1/health"))

    def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(30)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()


@pytest.fixture
def store(six_store: Path, tmp_path: Path) -> Path:  # noqa: F811
    return shutil.copytree(six_store, tmp_path / "six")


@pytest.fixture
def tokens(store: Path) -> list[str]:
    """Of two agents, Mia and Bo."""
    accounts = Accounts.of(store)
    for name in ("Mia", "Bo"):
        accounts.add(name, PASSWORD)
    return [accounts.login(name, PASSWORD) for name in ("Mia", "Bo")]


@pytest.fixture
def killed(store: Path, tokens: list[str]) -> Iterator[KilledServer]:
    server = KilledServer(store)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def base(store: Path) -> Iterator[str]:
    """The same in this process, which is not killed."""
    with (
        opened(store) as shop,
        ThreadPoolExecutor(32) as pool,
        serving(lambda: made(shop, Accounts.of(store), pool), 0) as address,
    ):
        yield address


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=20, limits=httpx.Limits(max_connections=200)) as client:
        yield client


@pytest.mark.timeout(240)
def test_ten_conversations_two_agents_and_a_server_that_is_killed(
    killed: KilledServer, tokens: list[str], http: httpx.Client
) -> None:
    n_conversations, n_messages = 10, 8
    shoppers = [Shopper(killed.base, http).begin() for _ in range(n_conversations)]
    desks = [Desk(killed.base, http, token) for token in tokens]
    assert all(s.ask_for_person(f"p{n}").status_code == 200 for n, s in enumerate(shoppers))
    listeners = [threading.Thread(target=s.follow, daemon=True) for s in shoppers]
    for listener in listeners:
        listener.start()

    def shop(n: int) -> None:
        for i in range(n_messages):
            shoppers[n].say(f"shopper {n} says {i}", f"m{n}-{i}")

    def serve(k: int) -> None:
        desk = desks[k]
        own = shoppers[k::2]
        for n, shopper in enumerate(own):
            assert desk.post(f"/sessions/{shopper.session}/take", f"t{n}").status_code == 200
        for i in range(n_messages // 2):
            for n, shopper in enumerate(own):
                desk.say(shopper.session, f"agent {k} says {n}-{i}", f"a{k}-{n}-{i}")

    told_by_then: list[int] = []

    n_in_all = n_conversations * (n_messages + n_messages // 2)

    def fail() -> None:
        for part in (1, 2):
            n_told = 0
            while n_told < n_in_all * part // 4:
                time.sleep(0.005)
                n_told = sum(len(one.told) for one in (*shoppers, *desks))
            told_by_then.append(n_told)
            killed.kill()
            killed.start()

    with ThreadPoolExecutor(n_conversations + 3) as pool:
        work = [pool.submit(shop, n) for n in range(n_conversations)] + [pool.submit(serve, k) for k in (0, 1)]
        failing = pool.submit(fail)
        for one in (*work, failing):
            one.result(timeout=200)
    assert 0 < told_by_then[0] < n_in_all  # it was in the middle

    for n, shopper in enumerate(shoppers):
        turns = shopper.history()
        said = [turn["message"] for turn in turns if turn["message"]]
        assert said == [f"shopper {n} says {i}" for i in range(n_messages)]
        assert all(turns[number]["message"] == words for number, words in shopper.told)
        answered = [words_of(turn) for turn in turns if not turn["message"] and words_of(turn)]
        assert answered == [f"agent {n % 2} says {n // 2}-{i}" for i in range(n_messages // 2)]
        assert [turn["id"] for turn in turns] == list(range(len(turns)))
    for desk in desks:
        by_session = {shopper.session: shopper.history() for shopper in shoppers}
        assert all(words_of(by_session[session][number]) == words for session, number, words in desk.told)

    for shopper in shoppers:  # each stream told every turn once, in order, over both breaks
        expected = [(turn["id"], words_of(turn)) for turn in shopper.history()]
        end = time.monotonic() + 20
        while len(shopper.live) < len(expected) and time.monotonic() < end:
            time.sleep(0.05)
        shopper.stop.set()
        assert shopper.live == expected
    killed.stop()  # ends the streams
    for listener in listeners:
        listener.join(20)


@pytest.mark.timeout(120)
def test_a_key_is_good_over_a_kill(killed: KilledServer, tokens: list[str], http: httpx.Client) -> None:
    shopper, desk = Shopper(killed.base, http).begin(), Desk(killed.base, http, tokens[0])
    shopper.ask_for_person("p")
    first = shopper.say("jackets", "m")
    added = shopper.own("POST", "/cart/lines", {"variant_id": "pack"}, **{"idempotency-key": "c"})
    assert added.status_code == 200
    assert desk.post(f"/sessions/{shopper.session}/take", "t").status_code == 200
    said = desk.say(shopper.session, "hello", "a")
    killed.kill()
    killed.start()
    assert shopper.say("jackets", "m") == first
    again = shopper.own("POST", "/cart/lines", {"variant_id": "pack"}, **{"idempotency-key": "c"})
    assert [line["quantity"] for line in again.json()["cart"]["line_items"]] == [1]
    assert desk.say(shopper.session, "hello", "a") == said
    other = shopper.own("POST", "/messages", {"message": "mugs"}, **{"idempotency-key": "m"})
    assert (other.status_code, other.json()["type"].rpartition("#")[2]) == (422, "idempotency-key-reused")
    reused = desk.post(f"/sessions/{shopper.session}/messages", "a", {"text": "something else"})
    assert reused.status_code in (409, 422)
    turns = shopper.history()
    assert Counter(map(words_of, turns)) == {"jackets": 1, "hello": 1, "": 3}  # asked, added, taken


def test_two_agents_take_one_conversation_at_the_same_instant(base: str, tokens: list[str], http: httpx.Client) -> None:
    shopper = Shopper(base, http).begin()
    shopper.ask_for_person("p")
    at_once = threading.Barrier(2)

    def take(token: str) -> httpx.Response:
        at_once.wait()
        return Desk(base, http, token).post(f"/sessions/{shopper.session}/take", f"t{token[-4:]}")

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(take, tokens))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    holder = next(a.json()["name"] for a in answers if a.status_code == 200)
    assert next(a for a in answers if a.status_code == 409).json()["holder"] == holder
    assert shopper.own("GET", "/person").json()["name"] == holder


def test_two_tabs_of_one_shopper_say_everything_once(base: str, http: httpx.Client) -> None:
    first = Shopper(base, http).begin()
    second = Shopper(base, http, first.session, first.token)
    tabs = [first, second]

    def type_in(n: int) -> None:
        for i in range(6):
            tabs[n].say(f"tab {n} says {i}", f"k{n}-{i}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(type_in, (0, 1)))
    turns = first.history()
    assert Counter(turn["message"] for turn in turns) == {f"tab {n} says {i}": 1 for n in (0, 1) for i in range(6)}
    assert all(turns[number]["message"] == words for tab in tabs for number, words in tab.told)


def test_the_same_key_from_two_tabs_at_once_is_one_message(base: str, http: httpx.Client) -> None:
    shopper = Shopper(base, http).begin()
    with ThreadPoolExecutor(4) as pool:
        numbers = set(pool.map(lambda _: shopper.say("jackets", "k"), range(4)))
    assert numbers == {0}
    assert len(shopper.history()) == 1


def test_a_shopper_who_leaves_finds_everything_when_they_come_back(
    base: str, tokens: list[str], http: httpx.Client
) -> None:
    shopper, desk = Shopper(base, http).begin(), Desk(base, http, tokens[0])
    shopper.ask_for_person("p")
    last = -1
    for event, id_, _ in listened(shopper, -1):
        if event == "turn":
            last = int(id_)
            break
    desk.post(f"/sessions/{shopper.session}/take", "t")
    for n in range(3):
        desk.say(shopper.session, f"are you there {n}", f"a{n}")
    found = []
    for event, id_, data in listened(shopper, last):
        if event == "hands":
            assert (data["who"], data["name"]) == ("agent", "Mia")
        else:
            found.append((int(id_), words_of(data)))
            if len(found) == 4:
                break
    assert found == [(1, ""), (2, "are you there 0"), (3, "are you there 1"), (4, "are you there 2")]


def test_a_stream_broken_at_any_event_goes_on_with_the_next(base: str, tokens: list[str], http: httpx.Client) -> None:
    shopper, desk = Shopper(base, http).begin(), Desk(base, http, tokens[0])
    shopper.say("jackets", "m0")
    shopper.ask_for_person("p")
    desk.post(f"/sessions/{shopper.session}/take", "t")
    desk.say(shopper.session, "hello", "a0")
    shopper.say("hello yourself", "m1")
    desk.post(f"/sessions/{shopper.session}/hand-back", "h", {"note": ""})
    n_turns = len(shopper.history())
    for broken_at in range(n_turns):
        seen: list[int] = []
        for part in (broken_at, n_turns):
            if len(seen) == n_turns:
                break
            for event, id_, _ in listened(shopper, seen[-1] if seen else -1):
                if event == "turn":
                    seen.append(int(id_))
                if len(seen) == n_turns or (part == broken_at and len(seen) > broken_at):
                    break
        assert seen == list(range(n_turns)), broken_at


def test_who_follows_too_often_is_refused_and_may_come_back(base: str, http: httpx.Client) -> None:
    from ui.live import MOST_EACH

    shopper = Shopper(base, http).begin()
    streams = [listened(shopper, -1) for _ in range(MOST_EACH)]
    for one in streams:
        next(one)
    refused = shopper.own("GET", "/live")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "30")
    for one in streams:
        one.close()
    end = time.monotonic() + 10
    while True:
        again = listened(shopper, -1)
        try:
            assert next(again)[0] == "hands"
            again.close()
            break
        except AssertionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
