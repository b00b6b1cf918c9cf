"""A typed client in Python: one shopper's conversation, over httpx. Breaks are survived, writes are done once."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel

from ui.api.schema import answers, carts, products, requests, stream
from ui.api.schema.requests import AddLine, Identity, Say
from ui.api.schema.stream import LAST, Event
from ui.api.tokens import body_signature

MOST_TRIES = 6
FIRST_WAIT_S = 0.25  # doubled from try to try
_LOST = ("session-gone", "token-invalid")  # begin anew
READ_S = 60.0  # the server pings every 15 s

NO_HEADERS: Mapping[str, str] = MappingProxyType({})

M = TypeVar("M", bound=BaseModel)


class ApiError(RuntimeError):
    """The API refused. `name` is the problem's ("too-many-requests"), `retry_after_s` what it asks to wait."""

    def __init__(self, answer: httpx.Response) -> None:
        is_problem = "problem+json" in answer.headers.get("content-type", "")
        said: Mapping[str, Any] = answer.json() if is_problem else {}
        self.status = answer.status_code
        self.name = str(said.get("type", "")).rpartition("#")[2]
        self.retry_after_s = int(answer.headers.get("retry-after", "0"))
        super().__init__(f"{answer.status_code} {said.get('detail') or answer.reason_phrase}")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, gathered."""

    events: tuple[Event, ...]

    @property
    def text(self) -> str:
        return "".join(e.data.delta for e in self.events if isinstance(e.data, stream.TextDelta)).strip()

    @property
    def cards(self) -> tuple[products.Card, ...]:
        found = (e.data.cards for e in self.events if e.event == "cards" and isinstance(e.data, stream.Cards))
        return tuple(card for cards in found for card in cards)

    @property
    def bundles(self) -> tuple[stream.BundleOffer, ...]:
        return tuple(b for e in self.events if isinstance(e.data, stream.Bundle) for b in e.data.bundles)

    @property
    def understood(self) -> tuple[stream.NeedChip, ...]:
        return next((e.data.chips for e in self.events if isinstance(e.data, stream.Ack)), ())

    @property
    def chips(self) -> tuple[stream.FollowUp, ...]:
        return tuple(chip for e in self.events if isinstance(e.data, stream.Chips) for chip in e.data.chips)


class Shelftalk:
    """A conversation. It begins with the first request, and begins anew with its cart when the server lost it.

    `identity` gives a fresh identity of the shopper when one is needed; without it the shopper is a guest. Requests
    that break off are sent again; an answer goes on where it broke off. Raises `ApiError` for what is refused, and
    httpx's `TransportError` when the server stays away.
    """

    def __init__(
        self,
        server: str,
        *,
        key: str = "",
        identity: Callable[[], Identity] | None = None,
        http: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = http or httpx.Client(timeout=httpx.Timeout(READ_S, connect=5.0))
        self._base = f"{server.rstrip('/')}/api/v1"
        self._key = key
        self._identity = identity
        self._sleep = sleep
        self._lines: tuple[AddLine, ...] = ()
        self.session: answers.SessionToken | None = None

    def __enter__(self) -> Shelftalk:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    # --- the conversation ---------------------------------------------------------------------------------------

    def begin(self, cart: Sequence[AddLine] = ()) -> answers.SessionToken:
        """Begin a conversation, with these lines in its cart."""
        asked = requests.NewSession(shopper=self._identity() if self._identity else None, cart=tuple(cart))
        self.session = None
        answer = self._sent("POST", "/sessions", asked, secrets.token_urlsafe(16))
        self.session = answers.SessionToken.model_validate_json(answer.content)
        self._keep(self.session.cart)
        return self.session

    def say(self, asked: str | Say) -> Iterator[Event]:
        """Say a message, or click what was offered; the events of the answer as they come.

        Only when the server lost an unfinished answer does it begin anew: `ack` then comes a second time.
        """
        said = Say(message=asked) if isinstance(asked, str) else asked
        key, where, last, n_tries = secrets.token_urlsafe(16), "", "", 0
        while True:
            try:
                for here, event in self._heard(said, key, where, last):
                    where, n_tries = here, 0
                    last = event.id or last
                    if isinstance(event.data, carts.Cart):
                        self._keep(event.data)
                    yield event
                    if event.event in LAST:
                        return
                raise httpx.RemoteProtocolError("The answer ended before it was complete.")
            except httpx.TransportError:
                n_tries += 1
                if n_tries >= MOST_TRIES:
                    raise
                self._sleep(FIRST_WAIT_S * 2 ** (n_tries - 1))
            except ApiError as error:
                n_tries += 1
                if error.name not in (*_LOST, "answer-lost") or n_tries >= MOST_TRIES:
                    raise
                if error.name in _LOST:
                    self.begin(self._lines)
                where = last = ""

    def ask(self, asked: str | Say) -> Answer:
        """Say it, and wait for the whole answer."""
        return Answer(tuple(self.say(asked)))

    def cancel(self, event_id: str) -> None:
        """Let the answer that this event is of end early."""
        self._asked(f"/messages/{event_id.partition('-')[0]}/cancel", "POST")

    def history(self, *, before: int = 0, limit: int = 12) -> stream.Messages:
        return self._read(stream.Messages, f"/messages?before={before}&limit={limit}")

    # --- a person -----------------------------------------------------------------------------------------------

    def person(self, reason: str = "", *, contact: str = "") -> answers.Hands:
        """Ask for a person of the shop. Raises `ApiError` ("nobody-serves") where it has none."""
        asked = requests.WantPerson(reason=reason, contact=contact)
        return answers.Hands.model_validate_json(self._asked("/person", "POST", asked).content)

    def assistant(self) -> answers.Hands:
        """Back to the assistant."""
        return answers.Hands.model_validate_json(self._asked("/person", "DELETE").content)

    def hands(self) -> answers.Hands:
        """Who answers now."""
        return self._read(answers.Hands, "/person")

    def live(self, after: int | None = None) -> Iterator[answers.Hands | stream.LiveTurn]:
        """Follow the conversation: who answers, and every turn after number `after` (None: from now on), each once.

        It does not end; breaks are survived, and the stream goes on after the last turn that was told.
        """
        n_tries = 0
        while True:
            try:
                for last, told in self._followed(after):
                    n_tries, after = 0, last
                    yield told
                raise httpx.RemoteProtocolError("The stream ended.")
            except httpx.TransportError:
                n_tries += 1
                if n_tries >= MOST_TRIES:
                    raise
                self._sleep(FIRST_WAIT_S * 2 ** (n_tries - 1))

    # --- the cart -----------------------------------------------------------------------------------------------

    def cart(self) -> carts.Cart:
        cart = self._read(carts.Cart, "/cart")
        self._keep(cart)
        return cart

    def add(self, variant_id: str, quantity: int = 1) -> answers.CartChange:
        return self._changed("POST", "/cart/lines", AddLine(variant_id=variant_id, quantity=quantity))

    def set(self, variant_id: str, quantity: int) -> answers.CartChange:
        return self._changed("PUT", f"/cart/lines/{quote(variant_id)}", requests.SetLine(quantity=quantity))

    def remove(self, variant_id: str) -> answers.CartChange:
        return self._changed("DELETE", f"/cart/lines/{quote(variant_id)}")

    def undo(self) -> answers.CartChange:
        return self._changed("POST", "/cart/undo")

    # --- taste --------------------------------------------------------------------------------------------------

    def like(self, product_id: str) -> answers.FeedbackTaken:
        return self._told(requests.Feedback(product_id=product_id, kind="like"))

    def not_for_me(
        self, product_id: str, reason: Literal["", "too_dear", "wrong_style", "have_it"] = "", *, undo: bool = False
    ) -> answers.FeedbackTaken:
        return self._told(requests.Feedback(product_id=product_id, kind="not_for_me", reason=reason, undo=undo))

    def happened(self, events: Sequence[requests.ShopEvent], *, secret: str = "") -> answers.EventsTaken:
        """A shopper's purchases and refunds need the key's `secret`, which only the store's server has."""
        said = requests.ShopEvents(events=tuple(events))
        signature = {"X-Store-Signature": body_signature(secret, _json(said) or b"")} if secret else {}
        answer = self._asked("/events", "POST", said, signature)
        return answers.EventsTaken.model_validate_json(answer.content)

    def why(self, product_id: str) -> answers.Why:
        return self._read(answers.Why, f"/why/{quote(product_id)}")

    # --- the profile --------------------------------------------------------------------------------------------

    def profile(self) -> answers.Profile:
        return self._read(answers.Profile, "/profile")

    def forget(self, key: str) -> answers.Profile:
        return self._profiled("DELETE", f"/profile/facts/{quote(key)}")

    def know_again(self, key: str) -> answers.Profile:
        return self._profiled("PATCH", f"/profile/facts/{quote(key)}", requests.EditFact(known=True))

    def personalise(self, *, on: bool) -> answers.Profile:
        return self._profiled("PUT", "/profile/personalisation", requests.Personalisation(on=on))

    def erase(self) -> answers.Profile:
        return self._profiled("DELETE", "/profile")

    def export(self) -> answers.Export:
        return self._read(answers.Export, "/profile/export")

    # --- the store ----------------------------------------------------------------------------------------------

    def store(self) -> answers.Store:
        return answers.Store.model_validate_json(self._sent("GET", "/store").content)

    def product(self, product_id: str) -> products.Product:
        return products.Product.model_validate_json(self._sent("GET", f"/products/{quote(product_id)}").content)

    # --- how ----------------------------------------------------------------------------------------------------

    def _changed(self, method: str, path: str, body: BaseModel | None = None) -> answers.CartChange:
        change = answers.CartChange.model_validate_json(self._asked(path, method, body).content)
        self._keep(change.cart)
        return change

    def _told(self, feedback: requests.Feedback) -> answers.FeedbackTaken:
        return answers.FeedbackTaken.model_validate_json(self._asked("/feedback", "POST", feedback).content)

    def _profiled(self, method: str, path: str, body: BaseModel | None = None) -> answers.Profile:
        return answers.Profile.model_validate_json(self._asked(path, method, body).content)

    def _read(self, model: type[M], path: str) -> M:
        return model.model_validate_json(self._asked(path).content)

    def _keep(self, cart: carts.Cart) -> None:
        self._lines = tuple(AddLine(variant_id=i.id, quantity=i.quantity) for i in cart.line_items if i.quantity)

    def _asked(
        self, path: str, method: str = "GET", body: BaseModel | None = None, more: Mapping[str, str] = NO_HEADERS
    ) -> httpx.Response:
        """Ask of the conversation; when the server lost it, of a new one with its cart."""
        key = "" if method == "GET" else secrets.token_urlsafe(16)
        try:
            return self._sent(method, self._own(path), body, key, more)
        except ApiError as error:
            if error.name not in _LOST:
                raise
            self.begin(self._lines)
            return self._sent(method, self._own(path), body, key, more)

    def _own(self, path: str) -> str:
        session = self.session or self.begin()
        return f"/sessions/{session.session_id}{path}"

    def _sent(
        self,
        method: str,
        path: str,
        body: BaseModel | None = None,
        key: str = "",
        more: Mapping[str, str] = NO_HEADERS,
    ) -> httpx.Response:
        """Send it, again after breaks: a write's key keeps it from being done twice."""
        for n in range(MOST_TRIES):
            try:
                answer = self._http.request(
                    method, self._base + path, content=_json(body), headers={**self._headers(key, body), **more}
                )
            except httpx.TransportError:
                if n == MOST_TRIES - 1:
                    raise
                self._sleep(FIRST_WAIT_S * 2**n)
                continue
            if answer.is_error:
                raise ApiError(answer)
            return answer
        raise AssertionError("the last try returns or raises")

    def _heard(self, said: Say, key: str, where: str, last: str) -> Iterator[tuple[str, Event]]:
        """The events of the answer, from the start or after `last`, each with where the answer can be heard again."""
        own = self._own("/messages")
        method, url = ("GET", where) if where else ("POST", self._base + own)
        headers = self._headers("" if where else key, None if where else said)
        if last:
            headers["Last-Event-ID"] = last
        with self._http.stream(method, url, content=None if where else _json(said), headers=headers) as answer:
            if answer.is_error:
                answer.read()
                raise ApiError(answer)
            here = where or str(answer.url.join(answer.headers["location"]))
            for event in events_in(answer.iter_lines()):
                yield here, event

    def _followed(self, after: int | None) -> Iterator[tuple[int | None, answers.Hands | stream.LiveTurn]]:
        """What is told, each with the last turn that was told then."""
        own = self._own("/live" if after is None else f"/live?after={after}")
        with self._http.stream("GET", self._base + own, headers=self._headers("", None)) as answer:
            if answer.is_error:
                answer.read()
                raise ApiError(answer)
            for event, id_, data in blocks_in(answer.iter_lines()):
                after = after if id_ is None else int(id_)
                if event == "hands":
                    yield after, answers.Hands.model_validate_json(data)
                elif event == "turn":
                    yield after, stream.LiveTurn.model_validate_json(data)

    def _headers(self, key: str, body: BaseModel | None) -> dict[str, str]:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if self._key:
            headers["X-Store-Key"] = self._key
        if self.session:
            headers["Authorization"] = f"Bearer {self.session.token}"
        if key:
            headers["Idempotency-Key"] = key
        return headers


def events_in(lines: Iterator[str]) -> Iterator[Event]:
    """Server-sent events of an answer; those with names that this version does not know are left out."""
    for event, id_, data in blocks_in(lines):
        if event in stream.DATA_OF:
            yield Event(id=id_, event=event, data=stream.DATA_OF[event].model_validate_json(data))


def blocks_in(lines: Iterator[str]) -> Iterator[tuple[str, str | None, str]]:
    """Name, id and data of every server-sent event; comments are left out."""
    fields: dict[str, str] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
            continue
        if "event" in fields:
            yield fields["event"], fields.get("id"), fields.get("data", "{}")
        fields = {}


def _json(body: BaseModel | None) -> bytes | None:
    return None if body is None else body.model_dump_json(exclude_defaults=True).encode()
