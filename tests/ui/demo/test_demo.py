"""The demo store: its pages, its policy, where it is, and that nobody else comes in with it."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from retrieval.catalog import Catalog
from tests.ui.fake_shop import HOSTILE, FakeShop
from ui.api.app import Api
from ui.api.options import ApiOptions
from ui.demo.app import demo_app, strict_policy
from ui.demo.place import DemoPlace, is_loopback
from ui.server import create_app

PLACE = DemoPlace("127.0.0.1", 7861, 7860)


@pytest.fixture
def shop(catalog: Catalog, tmp_path: Path) -> FakeShop:
    return FakeShop(catalog, tmp_path)


@pytest.fixture
def client(shop: FakeShop) -> TestClient:
    return TestClient(demo_app(shop, PLACE.server_of), base_url="http://localhost:7861")


@pytest.mark.parametrize(
    ("path", "said", "context"),
    [
        ("/", "Brook Rain Jacket", {}),
        ("/products/rain", "A light waterproof shell", {"product": "rain"}),
        ("/products/rain?variant=rain-M-Blue", "$79.00", {"product": "rain-M-Blue"}),
        ("/hostile/rain", "A light waterproof shell", {"product": "rain"}),
        ("/collections/men-jackets", "Cairn Fleece Jacket", {"collection": "men-jackets"}),
        ("/search?q=jackets", "2 found", {"search": "jackets"}),
        ("/cart", "Basket", {}),
    ],
)
def test_every_page_has_the_widget_and_says_where_it_is(
    client: TestClient, path: str, said: str, context: dict[str, str]
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert said in answer.text
    (tag,) = re.findall(r"<script src=\"http://localhost:7860/widget.js\"([^>]*)></script>", answer.text)
    given = dict(re.findall(r'data-(\w+)="([^"]*)"', tag))
    assert {name: given.get(name) for name in ("product", "collection", "search") if name in given} == context
    assert given["store"] == ""
    assert answer.headers["content-security-policy"] == strict_policy("http://localhost:7860")
    assert not re.search(r"<style|style=|<script>|\son\w+=", answer.text)


def test_what_is_not_there_is_a_page_too(client: TestClient) -> None:
    for path in ("/products/nothing", "/collections/nothing", "/nothing.js"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "widget.js" in answer.text


def test_looks_may_be_tried_and_are_escaped(client: TestClient) -> None:
    html = client.get("/", params={"accent": HOSTILE, "q": HOSTILE, "dir": "rtl"}).text
    assert "<img src=x" not in html
    assert "data-accent=" in html
    assert '<html lang="en" dir="rtl">' in html
    assert "<img src=x" not in client.get("/search", params={"q": HOSTILE}).text


def test_a_made_up_host_gets_into_no_policy(shop: FakeShop) -> None:
    strange = TestClient(demo_app(shop, PLACE.server_of), base_url="http://evil.example:7861")
    answer = strange.get("/")
    assert "evil" not in answer.headers["content-security-policy"]
    assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_goes_by_three_names(host: str) -> None:
    place = DemoPlace(host, 7861, 7860)
    assert place.origins == ("http://localhost:7861", "http://127.0.0.1:7861", "http://[::1]:7861")
    assert is_loopback(host)
    assert place.demo_of("127.0.0.1") == "http://127.0.0.1:7861"


def test_another_host_goes_by_its_own() -> None:
    place = DemoPlace("shop.local", 7861, 7860)
    assert not is_loopback("shop.local")
    assert place.server_of("shop.local") == "http://shop.local:7860"
    assert place.origins[0] == "http://shop.local:7861"


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_on_every_address_it_goes_by_what_a_browser_says_if_that_is_a_host(host: str) -> None:
    place = DemoPlace(host, 7861, 7860)
    for named, shown in (
        ("192.168.1.5", "192.168.1.5"), ("shop.lan", "shop.lan"), ("localhost", "localhost"), ("fe80::1", "[fe80::1]"),
    ):  # fmt: skip
        assert place.demo_of(named) == f"http://{shown}:7861"
        assert place.server_of(named) == f"http://{shown}:7860"
    hostile = ["", "a b", "x;script-src *", 'a"b', "a\n", "a/b", "a@b", "-a", "a..b", "::1%eth0", "\u212a", "x" * 64]
    for named in hostile:
        assert place.demo_of(named) == "http://localhost:7861", named
    assert DemoPlace("127.0.0.1", 7861, 7860).demo_of("shop.lan") == "http://localhost:7861"


def asked(shop: FakeShop, place: DemoPlace | None, path: str, **headers: str) -> httpx.Response:
    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=create_app(shop, demo=place))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:7860") as client:
            method = "POST" if path.endswith("sessions") else "GET"
            return await client.request(method, path, headers=headers, json={} if method == "POST" else None)

    return asyncio.run(go())


def test_demo_leads_there_where_there_is_one(shop: FakeShop) -> None:
    assert asked(shop, PLACE, "/demo").headers["location"] == "http://localhost:7861/"
    without = asked(shop, None, "/demo")
    assert (without.status_code, "--demo" in without.text) == (404, True)


def test_on_every_address_its_pages_may_call_the_api_under_the_same_name(shop: FakeShop) -> None:
    async def go() -> list[int]:
        options = ApiOptions(demo_port=7861)
        with ThreadPoolExecutor(2) as threads:
            transport = httpx.ASGITransport(app=Api(shop, threads, options))
            async with httpx.AsyncClient(transport=transport, base_url="http://shop.lan:7860") as client:
                hosts = ("shop.lan:7861", "shop.lan:7860", "shop.lan:7862", "evil.lan:7861")
                asking = [{"Origin": f"http://{host}"} for host in hosts]
                answers = [await client.post("/api/v1/sessions", headers=one, json={}) for one in asking]
        assert answers[0].headers["access-control-allow-origin"] == "http://shop.lan:7861"
        return [answer.status_code for answer in answers]

    assert asyncio.run(go()) == [201, 201, 403, 403]
    named = {"host": "shop.lan:7860", "origin": "http://shop.lan:7861"}
    assert asked(shop, DemoPlace("0.0.0.0", 7861, 7860), "/api/v1/sessions", **named).status_code == 201
    assert asked(shop, PLACE, "/api/v1/sessions", **named).status_code == 403


def test_its_pages_may_call_the_api_and_no_others(shop: FakeShop) -> None:
    assert asked(shop, PLACE, "/api/v1/sessions", origin="http://localhost:7861").status_code == 201
    assert asked(shop, PLACE, "/api/v1/sessions", origin="http://localhost:7862").status_code == 403
    assert asked(shop, PLACE, "/api/v1/sessions", origin="http://evil.example").status_code == 403
    assert asked(shop, None, "/api/v1/sessions", origin="http://localhost:7861").status_code == 403
