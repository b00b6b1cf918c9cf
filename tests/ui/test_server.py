"""The application: what its addresses answer, who may call it, and which port it takes."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from retrieval.catalog import Catalog
from tests.conftest import SIX
from tests.ui.fake_shop import FakeShop
from ui.index_page import SCRIPTS, own_index
from ui.server import PortError, create_app, free_port, serve


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    root: Path = tmp_path_factory.mktemp("store")
    shop = FakeShop(Catalog(SIX, currency="USD"), root, store_name="Fell <b>&</b> Tarn")

    async def made() -> FastAPI:  # inside a loop: outside one, Gradio makes loops of its own and leaves them open
        return create_app(shop, allowed_origins=["https://friend.example"])

    return asyncio.run(made())


def ask(app: FastAPI, method: str, path: str, **headers: str) -> httpx.Response:
    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:7860") as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(go())


def test_health_says_what_is_served(app: FastAPI) -> None:
    assert ask(app, "GET", "/health").json() == {
        "ok": True,
        "store": "Fell <b>&</b> Tarn",
        "products": 6,
        "model": "plain rules: no language model found",
    }


def test_the_page_names_no_other_host_that_a_browser_would_ask(app: FastAPI) -> None:
    html = ask(app, "GET", "/").text
    fetched = re.findall(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="([^"]*)"', html)
    assert fetched
    assert not [address for address in fetched if address.startswith(("http", "//"))]
    assert not re.search(r'<meta[^>]*(?:og:|twitter:)|rel="manifest"', html)


def test_every_script_of_the_page_carries_the_nonce_of_its_answer(app: FastAPI) -> None:
    answer = ask(app, "GET", "/", **{"accept-encoding": "br, gzip"})
    nonce = re.search(r"'nonce-([^']+)'", answer.headers["content-security-policy"])
    assert nonce
    scripts = re.findall(r"<script[^>]*>", answer.text)
    assert len(scripts) > 4
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_the_page_speaks_the_language_of_its_browser(app: FastAPI) -> None:
    english, chinese = (
        ask(app, "GET", "/", **{"accept-language": asked}).text for asked in ("en-US", "zh-CN,en;q=0.5")
    )
    assert '<html\n\tlang="zh"' in chinese
    assert json.dumps("想找点什么？")[1:-1] in chinese
    assert "What are you looking for?" in english
    for page in (english, chinese):
        assert "@@shelftalk" not in page
    chosen = ask(app, "GET", "/how", **{"accept-language": "en", "cookie": "shelftalk-language=zh"}).text
    assert '<html lang="zh">' in chosen
    assert "推荐是怎么来的" in chosen


def test_the_store_name_is_text_in_the_page(app: FastAPI) -> None:
    assert "<b>&</b>" not in ask(app, "GET", "/").text


def test_our_own_files_are_served_and_nothing_else_of_their_folder(app: FastAPI) -> None:
    for address in re.findall(r'"(/style/[^"]+)"', ask(app, "GET", "/").text):
        answer = ask(app, "GET", address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    for path in ("/style/none.css", "/style/..%2fserver.py", "/style/__init__.py"):
        assert ask(app, "GET", path).status_code == 404


def test_a_card_is_read_from_the_store(app: FastAPI) -> None:
    answer = ask(app, "GET", "/card/rain-M-Blue")
    assert "$79.00" in answer.text
    assert 'data-variant="rain-M-Blue"' in answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    assert ask(app, "GET", "/card/none").status_code == 404


def test_no_event_of_the_page_is_offered_as_an_api(app: FastAPI) -> None:
    for path in ("/gradio_api/info", "/gradio_api/openapi.json", "/config", "/docs", "/openapi.json"):
        assert ask(app, "GET", path).status_code == 404
    config = re.search(r"window\.gradio_config = (.*?);</script>", ask(app, "GET", "/").text)
    assert config
    assert '"api_visibility":"public"' not in config[1]


@pytest.mark.parametrize("path", ["/", "/health", "/theme.css"])
def test_other_origins_are_never_let_in_by_echo(app: FastAPI, path: str) -> None:
    stranger = ask(app, "GET", path, origin="http://evil.example")
    assert "access-control-allow-origin" not in stranger.headers
    friend = ask(app, "GET", path, origin="https://friend.example")
    assert friend.headers["access-control-allow-origin"] == "https://friend.example"
    for answer in (stranger, friend):
        assert "access-control-allow-credentials" not in answer.headers


def test_a_stranger_may_not_ask_before_writing(app: FastAPI) -> None:
    asked = {"access-control-request-method": "POST", "origin": "http://evil.example"}
    answer = ask(app, "OPTIONS", "/gradio_api/queue/join", **asked)
    assert answer.status_code == 400
    assert "access-control-allow-origin" not in answer.headers


def test_gradios_configuration_cannot_close_its_script() -> None:
    """`own_index` edits text: a nonce lands only in real tags because the page's data holds no `<` of its own."""
    index = '<head></head><script>x = "\\u003cscript>@@shelftalk:header@@"</script><script src="a"></script>'
    html = own_index(index, "abc", {"header": "</script>'&\""})
    assert html.count('nonce="abc"') == 3 + len(SCRIPTS)  # those of the page, our own, and the texts of ours
    assert '\\u003c/script\\u003e\\u0027\\u0026\\"' in html
    assert "\\u003cscript>" in html


def test_the_next_port_is_taken_when_the_wanted_one_is_used() -> None:
    with socket.socket() as used:
        used.bind(("127.0.0.1", 0))
        used.listen()
        port = used.getsockname()[1]
        assert port < free_port("127.0.0.1", port) < port + 50


@pytest.mark.parametrize(
    ("host", "wish", "offered"),
    [
        ("127.0.0.1", None, True), ("localhost", None, True), ("0.0.0.0", None, False),
        ("127.0.0.1", False, False), ("0.0.0.0", True, True),
    ],
)  # fmt: skip
def test_real_shoppers_are_offered_to_this_machine_only_or_by_wish(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str, wish: bool | None, offered: bool
) -> None:
    def made(_: FakeShop, *, real_shoppers: bool, **__: object) -> FastAPI:
        raise _Made(real_shoppers)

    monkeypatch.setattr("ui.server.create_app", made)
    with pytest.raises(_Made) as so:
        serve(FakeShop(Catalog(SIX, currency="USD"), tmp_path), host, free_port(host, 17961), real_shoppers=wish)
    assert so.value.args == (offered,)


def test_the_application_offers_real_shoppers_only_when_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offered() -> None:
        raise _Made(True)

    def passed(_: object) -> None:
        raise LookupError

    shop = FakeShop(Catalog(SIX, currency="USD"), tmp_path)
    monkeypatch.setattr(shop, "offer_busiest", offered)
    with pytest.raises(_Made):
        create_app(shop, real_shoppers=True)
    monkeypatch.setattr(shop.desk, "staffed_by", passed)
    with pytest.raises(LookupError):  # so far it comes without
        create_app(shop)


class _Made(Exception):
    """How far it came."""


def test_no_free_port_is_said() -> None:
    with pytest.raises(PortError, match="--port"):
        free_port("192.0.2.1", 7860)  # an address that is not ours: nothing can be bound there
