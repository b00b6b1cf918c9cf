"""Shoppers and agents who do not give up: what is not answered is sent again, with the same key."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from ui.desk.accounts import COOKIE

PATIENCE_S = 60.0
_AGAIN_S = 0.1
_BROKEN = (httpx.TransportError,)


def until_answered(ask: Callable[[], httpx.Response]) -> httpx.Response:
    """The answer, whatever it is; asked again as long as the line breaks."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except _BROKEN:
            if time.monotonic() > end:
                raise
            time.sleep(_AGAIN_S)


@dataclass
class Shopper:
    """`told` are the messages that were answered to their end, with their turns' numbers."""

    base: str
    http: httpx.Client
    session: str = ""
    token: str = ""
    told: list[tuple[int, str]] = field(default_factory=list)
    live: list[tuple[int, str]] = field(default_factory=list)  # turns as the stream told them: number, first words
    stop: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> Shopper:
        begun = until_answered(lambda: self.http.post(f"{self.base}/api/v1/sessions", json={})).json()
        self.session, self.token = begun["session_id"], begun["token"]
        return self

    def own(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        headers |= {"authorization": f"Bearer {self.token}"}
        url = f"{self.base}/api/v1/sessions/{self.session}{path}"
        return self.http.request(method, url, json=body, headers=headers)

    def ask_for_person(self, key: str) -> httpx.Response:
        asked = {"reason": "a test"}
        return until_answered(lambda: self.own("POST", "/person", asked, **{"idempotency-key": key}))

    def say(self, message: str, key: str) -> int:
        """The number of the message's turn, once its answer was heard to the end."""

        def ask() -> httpx.Response:
            answer = self.own("POST", "/messages", {"message": message}, **{"idempotency-key": key})
            if answer.status_code == 200 and "event: done" not in answer.text:
                raise httpx.RemoteProtocolError("The answer broke off.")
            return answer

        answer = until_answered(ask)
        assert answer.status_code == 200, answer.text
        number = int(answer.headers["location"].rpartition("/")[2])
        self.told.append((number, message))
        return number

    def history(self) -> list[dict[str, Any]]:
        """All turns, oldest first."""
        found: list[dict[str, Any]] = []
        n = self.own("GET", "/messages?limit=50").json()["n_messages"]
        while n > 0:
            found = self.own("GET", f"/messages?limit=50&before={n}").json()["messages"] + found
            n = found[0]["id"]
        return found

    def follow(self) -> None:
        """Listens until `stop`, over as many breaks as there are."""
        while not self.stop.is_set():
            last = self.live[-1][0] if self.live else -1
            try:
                for event, id_, data in listened(self, last):
                    if event == "turn":
                        self.live.append((int(id_), words_of(data)))
                    if self.stop.is_set():
                        return
            except (*_BROKEN, RuntimeError):  # the latter where the test has closed its client
                time.sleep(_AGAIN_S)


def listened(shopper: Shopper, last: int, **more: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The events of the conversation's stream after turn `last`: name, id, data."""
    headers = {"authorization": f"Bearer {shopper.token}", "last-event-id": str(last), **more}
    if last < 0:
        del headers["last-event-id"]
    url = f"{shopper.base}/api/v1/sessions/{shopper.session}/live?after=-1"
    with shopper.http.stream("GET", url, headers=headers, timeout=httpx.Timeout(20, read=20)) as answer:
        assert answer.status_code == 200, answer.read()
        block: dict[str, str] = {}
        for line in answer.iter_lines():
            if line:
                name, _, value = line.partition(": ")
                block[name] = value
            elif "data" in block:
                yield block.get("event", ""), block.get("id", ""), json.loads(block["data"])
                block = {}
            else:
                block = {}


def words_of(turn: dict[str, Any]) -> str:
    """What was said in a turn: the shopper's message, or the person's."""
    said = [e["data"]["text"] for e in turn["events"] if e["event"] == "person"]
    return turn["message"] or "".join(said)


@dataclass
class Desk:
    """An agent's browser. `told` are the messages that were taken: conversation, number, words."""

    base: str
    http: httpx.Client
    token: str
    told: list[tuple[str, int, str]] = field(default_factory=list)

    def post(self, path: str, key: str, body: Any = None) -> httpx.Response:
        headers = {"cookie": f"{COOKIE}={self.token}", "origin": self.base, "idempotency-key": key}
        return until_answered(lambda: self.http.post(f"{self.base}/agent/api{path}", json=body or {}, headers=headers))

    def say(self, session: str, text: str, key: str) -> int:
        answer = self.post(f"/sessions/{session}/messages", key, {"text": text})
        assert answer.status_code == 200, answer.text
        number = int(answer.json()["number"])
        self.told.append((session, number, text))
        return number
