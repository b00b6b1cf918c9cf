"""Who may ask what, over every route there is: of the page, the API, the desk, the owner, the widget, the demo.

Each route is declared here with whom it answers. One that is not declared fails, so that nothing new is open by
oversight; each is then asked with nothing, with what is wrong, with what is another's, and with what is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Mount
from starlette.types import ASGIApp

from tests.assistant.conftest import opened, six_store  # noqa: F401  # fixtures
from tests.ui.serving import serving
from ui.api.options import ApiOptions, StoreKey
from ui.api.tokens import body_signature
from ui.demo.app import demo_app
from ui.desk.accounts import COOKIE, Accounts
from ui.security import is_closed
from ui.server import create_app

PASSWORD = "correct horse battery"
SECRET = b"0123456789abcdef0123456789abcdef"
KEY, OTHER_KEY = "pk_six", "pk_other"
KEYS = {KEY: StoreKey((), "the store's secret"), OTHER_KEY: StoreKey((), "another store's secret")}
SESSION = "/api/v1/sessions/{session_id}"

# Whom a route answers. public: anybody. closed: nobody. token: who holds the conversation's token. page: who knows the
# conversation's id, a secret of its page. signed: the store's server. machine: this machine, or who has a key.
# agent, lead, owner: who is signed in as one.
DECLARED: dict[str, str] = {
    "GET /": "public",
    "GET /health": "public",
    "GET /style/{name}": "public",
    "GET /card/{variant_id:path}": "public",
    "GET /demo": "public",
    "GET /widget.js": "public",
    "GET /widget/{name}": "public",
    "GET /pictures/{path:path}": "public",
    "GET /products/{product_id:path}": "public",
    "GET /how": "public",
    "GET /papers/{document_id:path}": "public",
    "GET /bundle/": "public",
    "GET /live/{session_id}": "page",
    # the API
    "GET /api/v1/openapi.json": "public",
    "GET /api/v1/health": "public",
    "GET /api/v1/ready": "public",
    "GET /api/v1/docs": "public",
    "GET /api/v1/shelftalk.js": "public",
    "GET /api/v1/pictures/{path:path}": "public",
    "GET /api/v1/metrics": "machine",
    "GET /api/v1/store": "key",
    "GET /api/v1/products/{product_id:path}": "key",
    "POST /api/v1/sessions": "key",
    f"DELETE {SESSION}": "token",
    f"POST {SESSION}/messages": "token",
    f"GET {SESSION}/messages": "token",
    f"GET {SESSION}/messages/{{message_id}}": "token",
    f"POST {SESSION}/messages/{{message_id}}/cancel": "token",
    f"POST {SESSION}/messages/{{message_id}}/thumb": "token",
    f"POST {SESSION}/person": "token",
    f"DELETE {SESSION}/person": "token",
    f"GET {SESSION}/person": "token",
    f"GET {SESSION}/live": "token",
    f"GET {SESSION}/cart": "token",
    f"POST {SESSION}/cart/lines": "token",
    f"PUT {SESSION}/cart/lines/{{variant_id:path}}": "token",
    f"DELETE {SESSION}/cart/lines/{{variant_id:path}}": "token",
    f"POST {SESSION}/cart/undo": "token",
    f"POST {SESSION}/feedback": "token",
    f"POST {SESSION}/events": "token",
    f"GET {SESSION}/why/{{product_id:path}}": "token",
    f"GET {SESSION}/profile": "token",
    f"DELETE {SESSION}/profile": "token",
    f"GET {SESSION}/profile/export": "token",
    f"PATCH {SESSION}/profile/facts/{{key:path}}": "token",
    f"DELETE {SESSION}/profile/facts/{{key:path}}": "token",
    f"PUT {SESSION}/profile/personalisation": "token",
    "PATCH /api/v1/store/offers": "signed",
    "PUT /api/v1/store/products": "signed",
    "POST /api/v1/store/products/remove": "signed",
    # the desk
    "GET /agent/login": "public",
    "POST /agent/login": "login",
    "POST /agent/api/login": "login",
    "POST /agent/api/logout": "agent",
    "GET /agent/api/me": "agent",
    "GET /agent/api/agents": "lead",
    "GET /agent/api/inbox": "agent",
    "GET /agent/api/live": "agent",
    "GET /agent/api/sessions/{session_id}": "agent",
    "GET /agent/api/sessions/{session_id}/macros": "agent",
    "POST /agent/api/sessions/{session_id}/take": "agent",
    "POST /agent/api/sessions/{session_id}/hand-back": "agent",
    "POST /agent/api/sessions/{session_id}/assign": "lead",
    "POST /agent/api/sessions/{session_id}/messages": "agent",
    "POST /agent/api/sessions/{session_id}/cards": "agent",
    "POST /agent/api/sessions/{session_id}/bundle": "agent",
    "POST /agent/api/sessions/{session_id}/read": "agent",
    "POST /agent/api/sessions/{session_id}/turns/{number}/thumb": "agent",
    "POST /agent/api/sessions/{session_id}/drafts/{draft_id}/thumb": "agent",
    # the owner: leads may read
    "GET /owner": "lead",
    "GET /owner/proposals": "lead",
    "GET /owner/proposals/{number}/dialogue.yaml": "lead",
    "POST /owner/proposals/{number}": "owner",
    # the demo store, on a port of its own
    "GET demo:/": "public",
    "GET demo:/collections/{address:path}": "public",
    "GET demo:/search": "public",
    "GET demo:/products/{product_id:path}": "public",
    "GET demo:/hostile/{product_id:path}": "public",
    "GET demo:/cart": "public",
    "GET demo:/pictures/{path:path}": "public",
    "GET demo:/{name}": "public",
}
# What is sent to a route, where it wants more than the day; without it an answer would say nothing of who may ask.
BODIES: dict[str, dict[str, Any]] = {
    f"POST {SESSION}/messages": {"message": "hello"},
    f"POST {SESSION}/messages/{{message_id}}/thumb": {"good": True},
    f"POST {SESSION}/person": {"reason": "a test"},
    f"POST {SESSION}/cart/lines": {"variant_id": "pack"},
    f"PUT {SESSION}/cart/lines/{{variant_id:path}}": {"quantity": 2},
    f"POST {SESSION}/feedback": {"product_id": "pack", "kind": "like"},
    f"POST {SESSION}/events": {"events": [{"id": "e1", "name": "view_item", "items": [{"item_id": "pack"}]}]},
    f"PATCH {SESSION}/profile/facts/{{key:path}}": {"known": True},
    f"PUT {SESSION}/profile/personalisation": {"on": True},
    "PATCH /api/v1/store/offers": {"offers": []},
    "PUT /api/v1/store/products": {"products": []},
    "POST /api/v1/store/products/remove": {"product_ids": []},
    "POST /agent/api/sessions/{session_id}/assign": {"agent_id": "nobody"},
    "POST /agent/api/sessions/{session_id}/messages": {"text": "hello"},
    "POST /agent/api/sessions/{session_id}/cards": {"variant_ids": ["pack"]},
    "POST /agent/api/sessions/{session_id}/bundle": {"variant_ids": ["pack", "mug"]},
    "POST /agent/api/sessions/{session_id}/read": {"n": 0},
    "POST /agent/api/sessions/{session_id}/turns/{number}/thumb": {"reason": "a test"},
    "POST /agent/api/sessions/{session_id}/drafts/{draft_id}/thumb": {"reason": "a test"},
}
# Gradio's own, below the page and below the desk: what is not among its closed doors serves the page it belongs to.
GRADIO_PAGE = re.compile(
    r"(?:/gradio_api/.*|/(?:login|login/|logout|config|config/|favicon\.ico|theme\.css|robots\.txt|manifest\.json)|"
    r"/(?:svelte|static|assets|pwa_icon|monitoring)(?:/.*)?|/)"
)


@dataclass(frozen=True)
class Asked:
    """A route, by its method and its path with places to fill."""

    method: str
    path: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def routes_of(routes: Iterable[Any], before: str = "") -> Iterator[Asked]:
    """Every route below, mounted applications included."""
    for route in routes:
        if hasattr(route, "effective_candidates"):  # a router that was included, as FastAPI keeps it
            yield from routes_of(route.effective_candidates(), before)
        elif isinstance(route, Mount):
            inside = getattr(route.app, "routes", None)
            if inside is None:
                yield Asked("GET", f"{before}{route.path}/{{anything:path}}")
            else:
                yield from routes_of(inside, f"{before}{route.path}")
        else:
            methods = getattr(route, "methods", None) or {"GET"}
            yield from (Asked(method, f"{before}{route.path}") for method in sorted(methods - {"HEAD", "OPTIONS"}))


def declared(asked: Asked) -> str:
    """Whom the route answers; empty where nobody said so."""
    known = DECLARED.get(asked.name)
    if known:
        return known
    below_desk = asked.path.startswith("/agent/")
    own = asked.path.removeprefix("/agent") if below_desk else asked.path
    if asked.path.startswith("/agent/api") or not GRADIO_PAGE.fullmatch(own):
        return ""
    if is_closed(_filled(own)):
        return "closed"
    return "agent" if below_desk else "public"


def _filled(path: str, **known: str) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        return known.get(name, "0" if name in ("message_id", "number") else "pack")

    return re.sub(r"\{(\w+)(?::\w+)?\}", value, path)


@dataclass
class House:
    """The whole application on a port, with two conversations, people of three roles, and those of another store."""

    base: str
    demo: str
    routes: tuple[Asked, ...]
    http: httpx.Client
    session: str
    token: str
    other_token: str
    asked_for: str  # the conversation in which a person was asked for
    people: dict[str, str]  # tokens of the desk by role; "stranger" is signed in at another store
    keys: Iterator[int] = field(default_factory=count)

    def ask(self, asked: Asked, **headers: str) -> httpx.Response:
        """The status and the head of the answer; a stream is not waited for."""
        base = self.base
        path = asked.path
        if path.startswith("demo:"):
            base, path = self.demo, path.removeprefix("demo:")
        body = None
        if asked.method in ("POST", "PUT", "PATCH"):
            sent = dict(BODIES.get(asked.name, {}))
            if path.startswith("/api/v1/store/"):
                sent["sent_at"] = datetime.now(UTC).isoformat()
            body = json.dumps(sent).encode()
            headers.setdefault("content-type", "application/json")
            if path.startswith("/agent"):
                headers.setdefault("origin", base)
                headers.setdefault("idempotency-key", f"k{next(self.keys)}")
            if "signed_with" in headers:
                headers["x-store-signature"] = body_signature(headers.pop("signed_with"), body)
        headers.pop("signed_with", None)
        session = self.session if path.startswith("/api") else self.asked_for
        url = base + _filled(path, session_id=session)
        with self.http.stream(asked.method, url, headers=headers, content=body) as answer:
            if "event-stream" not in answer.headers.get("content-type", ""):
                answer.read()
            return answer

    def as_(self, who: str) -> dict[str, str]:
        return {"cookie": f"{COOKIE}={self.people[who]}"}


@pytest.fixture(scope="module")
def house(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:  # noqa: F811
    import shutil

    folder = tmp_path_factory.mktemp("authorisation")
    store = shutil.copytree(six_store, folder / "six")
    accounts, others = Accounts.of(store), Accounts.of(folder / "elsewhere")
    for role in ("agent", "lead", "owner"):
        accounts.add(role, PASSWORD, role)  # type: ignore[arg-type]
    others.add("stranger", PASSWORD, "owner")
    people = {role: accounts.login(role, PASSWORD) for role in ("agent", "lead", "owner")}
    people["stranger"] = others.login("stranger", PASSWORD)
    found: list[Asked] = []

    with opened(store) as shop:

        def made() -> ASGIApp:
            options = ApiOptions(keys=KEYS, secret=SECRET, requests_a_minute=10_000, sessions_a_minute=1_000)
            app = create_app(shop, api=options, agents=accounts)
            api = next(m.kwargs["api"] for m in app.user_middleware if "api" in m.kwargs)
            found.extend((*routes_of(app.routes), *routes_of(api.app.routes)))
            return app

        def made_demo() -> ASGIApp:
            app = demo_app(shop, lambda _: "http://127.0.0.1")
            found.extend(Asked(one.method, f"demo:{one.path}") for one in routes_of(app.routes))
            return app

        with serving(made) as base, serving(made_demo) as demo, httpx.Client(timeout=20) as http:
            tokens = [
                http.post(f"{base}/api/v1/sessions", json={}, headers={"x-store-key": KEY}).json() for _ in range(3)
            ]
            first, second, third = tokens
            shop.desk.ask(third["session_id"], "a test")
            yield House(
                base, demo, tuple(dict.fromkeys(found)), http, first["session_id"], first["token"], second["token"],
                third["session_id"], people,
            )  # fmt: skip


def of(house: House, kind: str) -> list[Asked]:
    found = [asked for asked in house.routes if declared(asked) == kind]
    assert found, f"No route is {kind} any more: the test has lost its subject."
    return found


def test_every_route_is_declared(house: House) -> None:
    assert [asked.name for asked in house.routes if not declared(asked)] == []


def test_nothing_is_declared_that_is_not_there(house: House) -> None:
    assert set(DECLARED) - {asked.name for asked in house.routes} == set()


def test_public_routes_answer_anybody_and_know_nobody(house: House) -> None:
    for asked in of(house, "public"):
        answer = house.ask(asked)
        assert answer.status_code not in (401, 403), asked.name
        assert answer.status_code < 500, asked.name
        assert "set-cookie" not in answer.headers, asked.name


def test_closed_doors_answer_nobody(house: House) -> None:
    for asked in of(house, "closed"):
        for headers in ({}, house.as_("owner"), {"authorization": f"Bearer {house.token}"}):
            assert house.ask(asked, **headers).status_code == 404, asked.name


def test_a_conversation_answers_its_token_only(house: House) -> None:
    last = [asked for asked in of(house, "token") if asked.name == f"DELETE {SESSION}"]
    for asked in [one for one in of(house, "token") if one not in last] + last:
        assert house.ask(asked, **{"x-store-key": KEY}).status_code == 401, asked.name
        for wrong in ("no.token", house.token[:-2] + "xx", house.people["owner"]):
            headers = {"x-store-key": KEY, "authorization": f"Bearer {wrong}"}
            assert house.ask(asked, **headers).status_code == 401, asked.name
        another = house.ask(asked, authorization=f"Bearer {house.other_token}")
        assert (another.status_code, another.json()["detail"]) == (404, "You have no such session."), asked.name
        assert house.ask(asked, **{"x-store-key": KEY}, **house.as_("owner")).status_code == 401, asked.name
        right = house.ask(asked, authorization=f"Bearer {house.token}")
        assert right.status_code not in (401, 403, 422, 500), asked.name
        if right.status_code == 404:
            assert "no such session" not in right.text, asked.name


def test_the_pages_stream_answers_who_knows_the_conversation(house: House) -> None:
    for asked in of(house, "page"):
        unknown = Asked(asked.method, asked.path.replace("{session_id}", "nobody"))
        assert house.ask(unknown).status_code == 404
        assert house.ask(unknown, **house.as_("owner")).status_code == 404
        assert house.ask(Asked(asked.method, asked.path.replace("{session_id}", "..%2F..%2Fx"))).status_code in (
            404,
            422,
        )


def test_the_shops_records_are_shown_to_its_pages(house: House) -> None:
    for asked in of(house, "key"):
        assert house.ask(asked).status_code == 401, asked.name
        assert house.ask(asked, **{"x-store-key": "pk_nobody"}).status_code == 401, asked.name
        assert house.ask(asked, **{"x-store-key": KEY}).status_code in (200, 201), asked.name


def test_a_session_is_not_begun_for_a_shopper_that_nobody_vouches_for(house: House) -> None:
    forged = {"shopper": {"id": "ada", "expires": int(datetime.now(UTC).timestamp()) + 60, "signature": "0" * 64}}
    answer = house.http.post(f"{house.base}/api/v1/sessions", json=forged, headers={"x-store-key": KEY})
    assert answer.status_code == 401


def test_only_the_stores_server_changes_the_store(house: House) -> None:
    for asked in of(house, "signed"):
        assert house.ask(asked, **{"x-store-key": KEY}).status_code == 401, asked.name
        assert house.ask(asked, **{"x-store-key": KEY, "x-store-signature": "0" * 64}).status_code == 401, asked.name
        other = KEYS[OTHER_KEY].identity_secret
        assert house.ask(asked, **{"x-store-key": KEY, "signed_with": other}).status_code == 401, asked.name
        assert house.ask(asked, authorization=f"Bearer {house.token}").status_code == 401, asked.name
        assert house.ask(asked, **{"x-store-key": KEY}, **house.as_("owner")).status_code == 401, asked.name
        own = KEYS[KEY].identity_secret
        assert house.ask(asked, **{"x-store-key": KEY, "signed_with": own}).status_code not in (401, 403), asked.name


def test_metrics_are_for_this_machine(house: House) -> None:
    for asked in of(house, "machine"):
        assert house.ask(asked).status_code == 200
        assert house.ask(asked, **{"x-forwarded-for": "203.0.113.9"}).status_code == 403
        assert house.ask(asked, **{"x-forwarded-for": "203.0.113.9"}, **house.as_("owner")).status_code == 403


def is_turned_away(answer: httpx.Response) -> bool:
    """Refused, or shown the way to sign in."""
    signs_in = answer.status_code == 303 and answer.headers["location"].startswith("/agent/login")
    return answer.status_code == 401 or signs_in


@pytest.mark.parametrize("kind", ["agent", "lead", "owner"])
def test_the_desk_answers_its_people_by_their_role(house: House, kind: str) -> None:
    roles = ("agent", "lead", "owner")
    found = [asked for asked in house.routes if declared(asked) == kind and asked.name != "POST /agent/api/logout"]
    assert found
    for asked in found:
        assert is_turned_away(house.ask(asked)), asked.name
        for wrong in ("", "x", house.people["owner"][:-2] + "xx", house.token):
            assert is_turned_away(house.ask(asked, cookie=f"{COOKIE}={wrong}")), asked.name
        assert is_turned_away(house.ask(asked, **house.as_("stranger"))), asked.name  # another store's owner
        assert is_turned_away(house.ask(asked, authorization=f"Bearer {house.token}")), asked.name
        for role in roles:
            answer = house.ask(asked, **house.as_(role))
            if roles.index(role) < roles.index(kind):
                assert answer.status_code == 403, f"{asked.name} as {role}"
            else:
                unsaid = () if "gradio_api" in asked.path else (422,)  # what Gradio wants to be sent is its own
                assert answer.status_code not in (401, 403, 303, 500, *unsaid), f"{asked.name} as {role}"
        if asked.method != "GET":
            foreign = house.ask(asked, origin="https://elsewhere.example", **house.as_("owner"))
            assert foreign.status_code == 403, asked.name


def test_signing_in_gives_a_cookie_that_scripts_and_other_pages_never_see(house: House) -> None:
    for asked in of(house, "login"):
        asked_in = {"name": "agent", "password": PASSWORD}
        how: dict[str, Any] = {"json": asked_in} if asked.path.startswith("/agent/api") else {"data": asked_in}
        url, own = house.base + asked.path, {"origin": house.base}
        right = house.http.post(url, headers=own, **how)
        cookie = right.headers["set-cookie"]
        assert cookie.startswith(f"{COOKIE}=")
        assert {"httponly", "samesite=strict", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
        wrong = {name: {**sent, "password": "wrong password"} for name, sent in how.items()}
        refused = house.http.post(url, headers=own, **wrong)
        assert (refused.status_code, refused.headers.get("set-cookie")) == (401, None)
        foreign = house.http.post(url, headers={"origin": "https://elsewhere.example"}, **how)
        assert (foreign.status_code, foreign.headers.get("set-cookie")) == (403, None)
        house.http.cookies.clear()


def test_leaving_ends_the_login(house: House, six_store: Path) -> None:  # noqa: F811
    logout, me = Asked("POST", "/agent/api/logout"), Asked("GET", "/agent/api/me")
    token = house.people["lead"]
    assert house.ask(me, **house.as_("lead")).status_code == 200
    assert house.ask(logout, origin="https://elsewhere.example", **house.as_("lead")).status_code == 403
    assert house.ask(me, **house.as_("lead")).status_code == 200
    assert house.ask(logout, **house.as_("lead")).status_code in (200, 204)
    assert is_turned_away(house.ask(me, cookie=f"{COOKIE}={token}"))


def test_an_agent_is_told_of_no_conversation_of_another_store(house: House) -> None:
    answers: Callable[[str], httpx.Response] = lambda path: house.ask(Asked("GET", path), **house.as_("agent"))  # noqa: E731
    inbox = answers("/agent/api/inbox")
    assert inbox.status_code == 200
    assert answers("/agent/api/sessions/of-another-store").status_code == 404
