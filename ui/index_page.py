"""Gradio's index page, made ours: our style and script, nothing of other hosts, a nonce on every script."""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from importlib.resources import files

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STYLES = ("page.css", "cards.css", "why.css")
SCRIPTS = ("theme.js", "page.js", "clicks.js")

# Cards for sharing that name Gradio and its pictures, and a manifest with its logo.
_FOREIGN = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>', re.DOTALL)
_SCRIPT = re.compile(r"<script(?=[\s>])")


def own_index(html: str, nonce: str) -> str:
    """The page with our files in its head. Safe to do on text: Gradio writes no `<` inside its configuration."""
    html = _FOREIGN.sub("", html)
    html = html.replace("</head>", f"{_head()}</head>", 1)
    return _SCRIPT.sub(f'<script nonce="{escape(nonce)}"', html)


def _head() -> str:
    scripts = "".join(f'<script src="{address(name)}"></script>' for name in SCRIPTS)
    styles = "".join(f'<link rel="stylesheet" href="{address(name)}">' for name in STYLES)
    icon = f'<link rel="icon" href="{address("mark.svg")}">'
    return f'<meta name="color-scheme" content="light dark">{icon}{scripts}{styles}'


def address(name: str) -> str:
    """Where a file of ours is served; it changes with the content, so that browsers may keep it."""
    return f"/style/{name}?v={sha256(style_file(name)).hexdigest()[:12]}"


def style_file(name: str) -> bytes:
    return files("ui").joinpath("style", name).read_bytes()


class OwnIndex:
    """Rewrites the page at `/` with `own_index`; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        # Gradio would compress the page, and a compressed page cannot be rewritten.
        scope["headers"] = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
        start: Message | None = None
        body = b""

        async def send_rewritten(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False) or start is None:
                return
            headers = MutableHeaders(scope=start)
            if headers.get("content-type", "").startswith("text/html") and scope["method"] == "GET":
                body = own_index(body.decode("utf-8"), scope["nonce"]).encode("utf-8")
                headers["Content-Length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body, "more_body": False})

        await self._app(scope, receive, send_rewritten)
