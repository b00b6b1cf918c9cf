"""The desk's door: nothing below `/agent` and `/owner` is reached without signing in, Gradio's own routes included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.handoff.hands import Agent
from ui.desk.accounts import COOKIE
from ui.desk.ended_page import ended_page
from ui.desk.problems import DeskProblem
from ui.security import is_closed

AGENT, OWNER = "/agent", "/owner"
LOGIN, API = f"{AGENT}/login", f"{AGENT}/api"
OPEN = (LOGIN, f"{API}/login")  # where one signs in
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class KnowsAgents(Protocol):
    """Whose token it is; None where it is nobody's (any more)."""

    def agent(self, token: str) -> Agent | None: ...


class DeskDoor:
    """Hands on with `scope["agent"]` set, or turns away.

    `/agent/gradio_api` has the same closed doors as the shopper's page. Writes must come from a page of this very
    server: the session's cookie is SameSite=Strict, and this holds where a browser sends it all the same.
    """

    def __init__(self, app: ASGIApp, *, accounts: Callable[[], KnowsAgents], store_name: Callable[[], str]) -> None:
        self._app = app
        self._accounts = accounts
        self._store_name = store_name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or not is_below(scope["path"], AGENT, OWNER):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":  # no page of the desk uses one
            await send({"type": "websocket.close", "code": 1008})
            return
        scope["agent"] = agent = self._agent(scope)
        refusal = _refusal(scope, agent, self._store_name)
        await (refusal or self._app)(scope, receive, send)

    def _agent(self, scope: Scope) -> Agent | None:
        token = HTTPConnection(scope).cookies.get(COOKIE, "")
        return self._accounts().agent(token) if token else None


def is_below(path: str, *roots: str) -> bool:
    return any(path == root or path.startswith(f"{root}/") for root in roots)


def _refusal(scope: Scope, agent: Agent | None, store_name: Callable[[], str]) -> Response | None:
    """How the request is turned away; None for one that may go on."""
    path, headers = scope["path"], Headers(scope=scope)
    is_read = scope["method"] in _SAFE_METHODS
    if path not in OPEN and is_closed(path.removeprefix(AGENT)):
        return PlainTextResponse("Not found.", 404)
    if not is_read and not is_own_page(headers):
        return DeskProblem("foreign-page", "Open the desk itself and do it there.").response()
    if path in OPEN:
        return None
    if agent is None:
        if is_read and not is_below(path, API, f"{AGENT}/gradio_api"):
            return RedirectResponse(f"{LOGIN}?next={quote(path)}", 303, {"Cache-Control": "no-store"})
        if is_below(path, OWNER):  # a form of a page without script
            return HTMLResponse(
                ended_page(store_name(), LOGIN, f"{OWNER}/proposals"), 401, {"Cache-Control": "no-store"}
            )
        return DeskProblem("login-missing", "Sign in at /agent/login; what you typed is kept.").response()
    if is_below(path, OWNER) and not (agent.role == "owner" or (is_read and agent.leads)):
        return DeskProblem("not-allowed", "This page is for the store's owner.").response()
    return RedirectResponse(f"{AGENT}/", 307) if path == AGENT else None


def is_own_page(headers: Headers) -> bool:
    """Whether no browser says that another site's page sent this."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
