"""The door: who may call, how much they may send, and what a browser may do with the answer."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 256 * 1024  # bytes; a message of 20,000 characters is at most 80 kB of UTF-8, escaped JSON twice that

# Gradio serves far more than one page of events needs (uploads, proxies, file reading, an API of its own).
# Of what lies below /gradio_api only these are open; beside it these are closed.
GRADIO_OPEN = ("queue/join", "queue/data", "heartbeat/", "reset", "cancel", "startup-events", "app_id", "theme.css")
GRADIO_CLOSED = ("/config", "/login", "/logout", "/monitoring", "/svelte", "/pwa_icon", "/manifest.json")

_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

# What is not a page may do nothing at all when a browser is made to open it as one.
_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"


def page_policy(nonce: str) -> str:
    """The page's Content-Security-Policy: this server only, and only scripts that carry `nonce`.

    Gradio compiles its templates in the browser, which needs 'unsafe-eval'; an injected `<script>` or `onerror=`
    has no nonce and never runs. Gradio sets styles on elements, which needs 'unsafe-inline' for styles.
    """
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


class SecurityHeaders:
    """Security headers on every response; a fresh `scope["nonce"]` for the page to mark its scripts with."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope["nonce"] = nonce

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                headers.setdefault("Content-Security-Policy", page_policy(nonce) if is_page else _NOTHING)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["X-Frame-Options"] = "DENY"
                headers["Referrer-Policy"] = "same-origin"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
                if is_page:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)


class Guard:
    """Turns away closed doors (404), writes from foreign origins (403) and bodies over the limit (413)."""

    def __init__(self, app: ASGIApp, *, allowed_origins: Iterable[str] = (), max_body: int = MAX_BODY) -> None:
        self._app = app
        self._allowed = frozenset(allowed_origins)
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if is_closed(scope["path"]):
            await PlainTextResponse("Not found.", 404)(scope, receive, send)
        elif scope["method"] in _SAFE_METHODS:
            await self._app(scope, receive, send)
        elif not self._may_write(headers):
            reason = f"Requests from {headers['origin']} are not allowed: add it to the allowed origins."
            await PlainTextResponse(reason, 403)(scope, receive, send)
        else:
            await self._with_bounded_body(scope, receive, send, headers)

    def _may_write(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        return origin is None or origin in self._allowed or urlsplit(origin).netloc == headers.get("host")

    async def _with_bounded_body(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        try:
            body = await bounded_body(receive, headers, self._max_body)
        except ClientDisconnect:
            return
        if body is None:
            reason = f"The request is larger than {self._max_body:,} bytes. Send less at once."
            await PlainTextResponse(reason, 413)(scope, receive, send)
            return
        await self._app(scope, body, send)


async def bounded_body(receive: Receive, headers: Headers, most: int) -> Receive | None:
    """Reads the body up to `most` bytes, to be received whole: an endless one is never kept. None when it is larger.

    Raises `ClientDisconnect` when the caller goes before it is all there.
    """
    declared = headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > most:
        return None
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            return None
    handed_on = False

    async def receive_body() -> Message:
        nonlocal handed_on
        if handed_on:
            return await receive()
        handed_on = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_body


def is_closed(path: str) -> bool:
    """Whether `path` is one of Gradio's doors that the pages do not use."""
    if path.startswith("/gradio_api"):
        return not path.removeprefix("/gradio_api").lstrip("/").startswith(GRADIO_OPEN)
    return any(path == closed or path.startswith(f"{closed}/") for closed in GRADIO_CLOSED)
