"""Gradio's index page, made ours: our parts in its language, nothing of other hosts, a nonce on every script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.language import Language, speaking, texts_of, wanted

STYLES = ("page.css", "cards.css", "why.css", "bench.css", "hands.css")
SCRIPTS = ("theme.js", "page.js", "layers.js", "clicks.js", "bench.js", "hands.js")

# Cards for sharing that name Gradio and its pictures, and a manifest with its logo.
_FOREIGN = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>', re.DOTALL)
_SCRIPT = re.compile(r"<script(?=[\s>])")
_PLACE = re.compile(r"@@shelftalk:([a-z-]+)@@")
_SCRIPTED = ("page.", "tray.", "talks.", "did.", "person", "bench.copied", "hands.sent_to")  # texts that scripts say


def own_index(
    html: str, nonce: str, standing: Mapping[str, str], language: Language = "en", own_head: str | None = None
) -> str:
    """The page with our files in its head and its standing parts where Gradio's configuration has their places.

    `own_head` is another page's head, in place of the shopper's.

    Safe to do on text: Gradio writes no `<` inside its configuration, and neither do we.
    """
    html = _FOREIGN.sub("", html).replace('lang="en"', f'lang="{language}"', 1)
    html = html.replace("</head>", f"{_head(language) if own_head is None else own_head}</head>", 1)
    html = _SCRIPT.sub(f'<script nonce="{escape(nonce)}"', html)
    return _PLACE.sub(lambda found: _in_script(standing[found[1]])[1:-1], html)


def _in_script(value: object) -> str:
    """As JSON that cannot end the script it stands in."""
    plain = json.dumps(value)
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("'", "\\u0027")


def _head(language: Language) -> str:
    said = {key: text for key, text in texts_of(language).items() if key.startswith(_SCRIPTED)}
    return head_of(said, STYLES, SCRIPTS)


def head_of(said: Mapping[str, str], style_names: Sequence[str], script_names: Sequence[str]) -> str:
    """What a page of ours has in its head: texts that its scripts say, its scripts and styles."""
    texts = f'<script type="application/json" id="st-texts">{_in_script(said)}</script>'
    scripts = "".join(f'<script src="{address(name)}"></script>' for name in script_names)
    styles = "".join(f'<link rel="stylesheet" href="{address(name)}">' for name in style_names)
    icon = f'<link rel="icon" href="{address("mark.svg")}">'
    return f'<meta name="color-scheme" content="light dark">{icon}{texts}{scripts}{styles}'


def address(name: str) -> str:
    """Where a file of ours is served; it changes with the content, so that browsers may keep it."""
    return f"/style/{name}?v={sha256(style_file(name)).hexdigest()[:12]}"


def style_file(name: str) -> bytes:
    return files("ui").joinpath("style", name).read_bytes()


class OwnIndex:
    """Rewrites the page at `path` with `own_index`; everything else passes untouched.

    Another page than the shopper's has a `head` of its own and is in English.
    """

    def __init__(
        self, app: ASGIApp, standing: Callable[[], Mapping[str, str]], path: str = "/", head: str | None = None
    ) -> None:
        self._app = app
        self._standing = standing  # our parts, in the language that is spoken when it is called
        self._path = path
        self._head = head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        language: Language = wanted(Request(scope)) if self._head is None else "en"
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
                with speaking(language):
                    page = own_index(body.decode("utf-8"), scope["nonce"], self._standing(), language, self._head)
                body = page.encode("utf-8")
                headers["Content-Length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body, "more_body": False})

        await self._app(scope, receive, send_rewritten)
