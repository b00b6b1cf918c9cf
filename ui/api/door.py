"""The API's door: which pages may call, who calls, how much and how often; before any route is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest
from time import monotonic, time
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.limits import Limit
from ui.api.metrics import Metrics
from ui.api.options import ApiOptions
from ui.api.problems import Problem, ProblemError
from ui.api.tokens import Grant, TokenError, Tokens
from ui.security import bounded_body

PREFIX = "/api/v1"
STORE_KEY = "x-store-key"
# For machines that look after the server: they have no key and ask often.
_WATCHED = tuple(f"{PREFIX}/{name}" for name in ("health", "ready", "metrics"))
# To be read without a key: a page's <script> cannot send one.
_OPEN = (*_WATCHED, *(f"{PREFIX}/{name}" for name in ("docs", "openapi.json", "shelftalk.js")))
_PICTURES = f"{PREFIX}/pictures/"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_METHODS = _SAFE | {"POST", "PUT", "PATCH", "DELETE"}
_EXPOSED = "Retry-After, Location"
_PREFLIGHT_S = 600
_UNKNOWN = "unknown"  # the address where the server has none, behind a Unix socket


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, as the door found them; in the scope as `caller`."""

    key: str
    grant: Grant | None
    address: str
    token_problem: str = ""  # why what they gave as a token is none


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests of an address, sessions begun by an address, messages and writes of a session."""

    requests: Limit
    sessions: Limit
    messages: Limit
    writes: Limit

    @classmethod
    def of(cls, options: ApiOptions, clock: Callable[[], float]) -> Limits:
        return cls(
            Limit(options.requests_a_minute, clock),
            Limit(options.sessions_a_minute, clock),
            Limit(options.messages_a_minute, clock),
            Limit(options.writes_a_minute, clock),
        )


class Door:
    """Turns away with a problem, or hands on with `scope["caller"]` and the whole body."""

    def __init__(
        self,
        app: ASGIApp,
        options: ApiOptions,
        tokens: Tokens,
        metrics: Metrics,
        *,
        now: Callable[[], float] = time,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._app = app
        self._options = options
        self._tokens = tokens
        self._metrics = metrics
        self._limits = Limits.of(options, clock)
        self._now = now
        self._clock = clock
        self._every_origin = {*options.allowed_origins, *(o for key in options.keys.values() for o in key.origins)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = self._clock()
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                _allow(MutableHeaders(scope=message), origin if self._may_be_told(origin, headers) else "")
                route = str(getattr(scope.get("route"), "path", "none")).removeprefix(PREFIX)
                status = str(message["status"])
                method = scope["method"] if scope["method"] in _METHODS else "other"  # a caller may make up any
                self._metrics.count("shelftalk_requests_total", route=route, method=method, status=status)
                self._metrics.observe("shelftalk_response_seconds", self._clock() - began, route=route)
            await send(message)

        if scope["method"] == "OPTIONS" and origin and "access-control-request-method" in headers:
            await self._preflight(origin, headers)(scope, receive, send_on)
            return
        try:
            scope["caller"] = caller = self._caller(scope, headers)
            self._check_origin(scope, origin, caller, headers)
            self._check_limits(scope, caller)
        except ProblemError as error:
            await refused(error.problem, self._metrics)(scope, receive, send_on)
            return
        try:
            body = await bounded_body(receive, headers, self._options.max_body)
        except ClientDisconnect:
            return
        if body is None:
            problem = Problem("too-large", f"The request is larger than {self._options.max_body:,} bytes. Send less.")
            await refused(problem, self._metrics)(scope, receive, send_on)
            return
        await self._app(scope, body, send_on)

    def _caller(self, scope: Scope, headers: Headers) -> Caller:
        address = scope["client"][0] if scope.get("client") else _UNKNOWN
        scheme, _, token = headers.get("authorization", "").partition(" ")
        grant, problem = None, ""
        if token and scheme.lower() == "bearer" and scope["path"] not in _WATCHED:
            try:
                grant = self._tokens.read(token.strip(), self._now())
            except TokenError as error:
                problem = str(error)
        return Caller(grant.key if grant else headers.get(STORE_KEY, ""), grant, address, problem)

    def _check_origin(self, scope: Scope, origin: str, caller: Caller, headers: Headers) -> None:
        """Raises `ProblemError` unless this page, or this program, may call with this key."""
        if self._is_own(origin, headers):
            return
        if scope["path"] in _OPEN or scope["path"].startswith(_PICTURES):
            if origin and origin not in self._every_origin:
                raise _foreign(origin)
            return
        keys = self._options.keys
        if caller.key and not any(compare_digest(caller.key.encode(), known.encode()) for known in keys):
            raise ProblemError("store-key-unknown", "No store has this key. Look for it in the settings (api_keys).")
        if keys and not caller.key and origin not in self._options.allowed_origins:
            raise ProblemError("store-key-unknown", "Name the store's key in the header X-Store-Key.")
        allowed = keys[caller.key].origins if caller.key else self._options.allowed_origins
        if origin and origin not in allowed:
            raise _foreign(origin)

    def _check_limits(self, scope: Scope, caller: Caller) -> None:
        path, method = scope["path"], scope["method"]
        if path in _WATCHED:
            return
        asked = [(self._limits.requests, caller.address, "requests from this address")]
        if method not in _SAFE and path == f"{PREFIX}/sessions":
            asked.append((self._limits.sessions, caller.address, "sessions from this address"))
        elif method not in _SAFE and caller.grant:
            said = path.endswith("/messages")
            limit = self._limits.messages if said else self._limits.writes
            asked.append((limit, caller.grant.session_id, "messages in this session" if said else "changes"))
        for limit, who, what in asked:
            wait = limit.wait_s(who)
            if wait:
                detail = f"More than {limit.a_minute} {what} a minute. Try again in {wait} s."
                raise ProblemError("too-many-requests", detail, headers={"Retry-After": str(wait)})

    def _may_be_told(self, origin: str, headers: Headers) -> bool:
        return bool(origin) and (origin in self._every_origin or self._is_own(origin, headers))

    def _is_own(self, origin: str, headers: Headers) -> bool:
        """Whether a page of this very server calls, or of the demo store beside it."""
        if not origin:
            return False
        host = headers.get("host", "")
        beside = f"{re.sub(r':[0-9]+$', '', host)}:{self._options.demo_port}" if self._options.demo_port else host
        return urlsplit(origin).netloc in (host, beside)

    def _preflight(self, origin: str, headers: Headers) -> Response:
        """A preflight carries neither key nor token: any store's page may go on to the request, which is checked."""
        if not self._may_be_told(origin, headers):
            return refused(_foreign(origin).problem, self._metrics)
        allowed = {
            "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
            "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Store-Key",
            "Access-Control-Max-Age": str(_PREFLIGHT_S),
        }
        return Response(status_code=204, headers=allowed)


def refused(problem: Problem, metrics: Metrics) -> Response:
    metrics.count("shelftalk_problems_total", problem=problem.name)
    return problem.response()


def _foreign(origin: str) -> ProblemError:
    shown = origin[:200]
    return ProblemError("origin-not-allowed", f"Pages of {shown} may not call here: add it to the key's origins.")


def _allow(headers: MutableHeaders, origin: str) -> None:
    """Let a page of that origin read the answer; none, where it is empty. Never with credentials."""
    headers.add_vary_header("Origin")
    if origin:
        headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = _EXPOSED
