"""The door: closed doors, foreign origins, large bodies, headers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp

from ui.security import Guard, SecurityHeaders, is_closed, page_policy


def house() -> FastAPI:
    app = FastAPI()

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    async def everything(path: str, request: Request) -> Response:
        body = await request.body()
        kind = "text/html" if path == "page" else "text/plain"
        return Response(f"{len(body)} {request.scope.get('nonce', '')}", media_type=kind)

    return app


def ask(
    app: ASGIApp, method: str, path: str, content: bytes | AsyncIterator[bytes] = b"", **headers: str
) -> httpx.Response:
    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.example:7860") as client:
            return await client.request(method, path, content=content, headers=headers)

    return asyncio.run(go())


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://x", "/gradio_api/info",
        "/gradio_api/call/act", "/gradio_api/run/act", "/gradio_api/component_server", "/gradio_api/dev/reload",
        "/gradio_api/openapi.json", "/gradio_api", "/gradio_api/", "/gradio_api//upload", "/config", "/config/",
        "/login", "/monitoring", "/monitoring/key", "/svelte/x.js", "/gradio_api_other",
    ],
)  # fmt: skip
def test_doors_the_page_does_not_use_are_closed(path: str) -> None:
    assert is_closed(path)
    assert ask(Guard(house()), "POST", path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/", "/gradio_api/queue/join", "/gradio_api/queue/data", "/assets/x.js", "/health", "/configure", "/pictures/a"],
)
def test_doors_the_page_uses_are_open(path: str) -> None:
    assert not is_closed(path)
    assert ask(Guard(house()), "GET", path).status_code == 200


def test_only_the_page_itself_and_allowed_origins_may_write() -> None:
    guard = Guard(house(), allowed_origins=["https://friend.example"])
    for origin in ("http://shop.example:7860", "https://friend.example"):
        assert ask(guard, "POST", "/x", origin=origin).status_code == 200
    for origin in ("http://evil.example", "http://shop.example", "null", "https://friend.example.evil.example"):
        answer = ask(guard, "POST", "/x", origin=origin)
        assert answer.status_code == 403
        assert origin in answer.text
    assert ask(guard, "GET", "/x", origin="http://evil.example").status_code == 200
    assert ask(guard, "POST", "/x").status_code == 200


def test_a_body_arrives_whole_or_not_at_all() -> None:
    guard = Guard(house(), max_body=1000)
    assert ask(guard, "POST", "/x", b"a" * 1000).text.startswith("1000")
    answer = ask(guard, "POST", "/x", b"a" * 1001)
    assert (answer.status_code, "1,000" in answer.text) == (413, True)


def test_a_body_without_a_length_is_bounded_too() -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(10_000):
            yield b"a" * 100

    assert ask(Guard(house(), max_body=1000), "POST", "/x", endless()).status_code == 413


def test_every_answer_carries_the_headers() -> None:
    answer = ask(SecurityHeaders(house()), "GET", "/x")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    turned_away = ask(SecurityHeaders(Guard(house())), "GET", "/config")
    assert turned_away.headers["x-content-type-options"] == "nosniff"


def test_a_page_may_run_scripts_with_its_nonce_only() -> None:
    app = SecurityHeaders(house())
    answers = [ask(app, "GET", "/page") for _ in range(2)]
    nonces = [answer.text.split()[-1] for answer in answers]
    assert nonces[0] != nonces[1]
    for answer, nonce in zip(answers, nonces, strict=True):
        policy = answer.headers["content-security-policy"]
        assert policy == page_policy(nonce)
        script = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert f"'nonce-{nonce}'" in script
        assert "unsafe-inline" not in script
        assert "http" not in policy  # no other host is named at all
        assert answer.headers["cache-control"] == "no-store"
