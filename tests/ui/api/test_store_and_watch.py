"""Store facts, products, documentation, and what watches over the server: health, readiness, metrics."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from assistant import Settings, reply
from assistant.kept_secret import kept_secret
from retrieval.catalog import Catalog
from retrieval.feeds.acp import _Product
from tests.conftest import SIX
from tests.ui.api.conftest import Asked, problem
from tests.ui.fake_shop import HOSTILE, FakeShop
from ui.api import encoding, store_routes
from ui.api.metrics import Metrics
from ui.api.options import ApiOptions
from ui.api.problems import KINDS
from ui.api.schema import answers, stream


def test_the_store_says_what_it_is(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        store = (await api.http.get("/api/v1/store")).json()
        assert (store["name"], store["currency"], store["n_products"]) == ("Fell & Tarn", "USD", 6)
        assert store["kinds"][0] == {"name": "Jackets", "n_products": 2}
        assert store["languages"] == ["en", "zh"]
        assert store["openers"][0] == "a rain jacket under 80"

    ask(steps)


def test_a_product_has_the_fields_of_the_commerce_protocol(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        answer = (await api.http.get("/api/v1/products/rain")).json()
        read = TypeAdapter(_Product).validate_python(answer)  # our own importer of that protocol reads it
        assert (read.title, read.brand, len(read.variants)) == ("Brook Rain Jacket", "Northway", 6)
        first = answer["variants"][0]
        assert first["price"] == {"amount": 7900, "currency": "USD", "display": "$79.00"}
        assert first["variant_options"] == [{"name": "size", "value": "S"}, {"name": "color", "value": "Blue"}]
        assert {v["availability"]["status"] for v in answer["variants"]} == {"in_stock", "out_of_stock"}
        assert problem(await api.http.get("/api/v1/products/none")) == (404, "not-found")

    ask(steps)


def test_health_and_readiness(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(api: Asked) -> None:
        assert (await api.http.get("/api/v1/health")).json() == {"ok": True}
        ready = (await api.http.get("/api/v1/ready")).json()
        assert ready == {"ready": True, "understanding": "plain rules: no language model found"}

    ask(steps)


def test_a_server_without_a_free_thread_is_not_ready(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    from tests.ui.api.conftest import SECRET, asking

    monkeypatch.setattr(store_routes, "READY_S", 0.05)
    with ThreadPoolExecutor(1) as one:
        shop = FakeShop(catalog, tmp_path)

        async def go() -> None:
            async with asking(shop, one, ApiOptions(secret=SECRET)) as api:
                await api.begin()
                running = asyncio.create_task(api.say("slow please"))
                while not shop.sessions[api.session].heard:
                    await asyncio.sleep(0.01)
                answer = await api.http.get("/api/v1/ready")
                assert problem(answer) == (503, "not-ready")
                assert answer.headers["retry-after"]
                await api.own("POST", "/messages/0/cancel")
                await running

        asyncio.run(go())


def test_metrics_count_requests_stages_turns_problems_and_readings(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        await api.say("a jacket")
        await api.say("fail")
        await api.own("GET", "/why/rain")
        await api.http.request("MADEUP", "/api/v1/store")
        text = (await api.http.get("/api/v1/metrics", headers={"authorization": "Bearer watch"})).text
        assert 'method="other",status="405"' in text
        assert "MADEUP" not in text
        route = "/sessions/{session_id}/messages"
        assert f'shelftalk_requests_total{{route="{route}",method="POST",status="200"}} 2' in text
        assert 'shelftalk_turns_total{outcome="done"} 1' in text
        assert 'shelftalk_turns_total{outcome="failed"} 1' in text
        assert 'shelftalk_turn_stage_seconds_bucket{stage="total",le="0.005"} 1' in text
        assert 'shelftalk_turn_stage_seconds_count{stage="total"} 1' in text
        assert 'shelftalk_problems_total{problem="not-found"} 1' in text
        assert 'shelftalk_readings_total{outcome="too_slow"} 1' in text
        assert "shelftalk_conversations 1" in text
        assert all(re.fullmatch(r"(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? [\d.]+)", line) for line in text.splitlines())
        assert api.session not in text  # nobody is to be found in metrics

    ask(steps, metrics_key="watch")


def test_metrics_are_for_this_machine_or_for_who_has_the_key(ask: Callable[..., Any]) -> None:
    async def without_key(api: Asked) -> None:
        assert problem(await api.http.get("/api/v1/metrics")) == (403, "metrics-closed")  # of 198.51.100.7

    async def with_key(api: Asked) -> None:
        for given in ({}, {"authorization": "Bearer guess"}, {"authorization": "watch2"}):
            assert problem(await api.http.get("/api/v1/metrics", headers=given)) == (403, "metrics-closed")

    ask(without_key)
    ask(with_key, metrics_key="watch")


def test_a_histogram_adds_up() -> None:
    metrics = Metrics()
    for seconds in (0.001, 0.3, 99.0):
        metrics.observe("shelftalk_response_seconds", seconds, route="/x")
    text = metrics.text({}, {})
    assert 'le="0.3"} 2' in text
    assert 'le="+Inf"} 3' in text
    assert 'shelftalk_response_seconds_sum{route="/x"} 99.301000' in text


def test_the_documentation_is_a_page_without_scripts_or_other_hosts(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        described = (await api.http.get("/api/v1/openapi.json")).json()
        page = await api.http.get("/api/v1/docs")
        assert page.headers["content-type"].startswith("text/html")
        assert "<script" not in page.text
        assert "<code>application/problem+json</code>" in page.text
        assert "`" not in page.text
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)
        for path, methods in described["paths"].items():
            for method in methods:
                assert f"{method.upper()} {path}" in page.text
                assert described["paths"][path][method]["description"]
        assert all(f'id="{name}"' in page.text for name in KINDS)
        for model in (*stream.DATA_OF.values(), answers.Problem):
            assert model.__name__ in described["components"]["schemas"]

    ask(steps)


def test_pictures_and_the_script_are_served_to_pages_of_allowed_origins(
    ask: Callable[..., Any], pool: Any, catalog: Catalog, tmp_path: Path
) -> None:
    async def steps(api: Asked) -> None:
        script = await api.http.get("/api/v1/shelftalk.js", headers={"origin": "https://fell.example"})
        assert script.headers["content-type"].startswith("text/javascript")
        assert script.headers["access-control-allow-origin"] == "https://fell.example"
        assert len(script.text.splitlines()) <= 85
        assert script.headers["cross-origin-resource-policy"] == "cross-origin"
        other = await api.http.get("/api/v1/shelftalk.js", headers={"origin": "https://evil.example"})
        assert problem(other) == (403, "origin-not-allowed")

    ask(steps, allowed_origins=("https://fell.example",))


def test_only_web_addresses_are_linked_to(ask: Callable[..., Any], tmp_path: Path) -> None:
    products = [
        replace(SIX[0], url="javascript:alert(1)"),
        replace(SIX[1], url="https://fell.example/p", title=HOSTILE),
    ]
    shop = FakeShop(Catalog(products, currency="USD"), tmp_path)

    async def steps(api: Asked) -> None:
        assert (await api.http.get("/api/v1/products/rain")).json()["url"] == ""
        hostile = (await api.http.get("/api/v1/products/fleece")).json()
        assert (hostile["url"], hostile["title"]) == ("https://fell.example/p", HOSTILE)

    ask(steps, shop=shop)


def test_a_cited_review_is_named_with_the_text() -> None:
    cited = reply.Text("Too tight [1].", (reply.Cited(1, "Review of the Brook Rain Jacket, 2 of 5", "rain", "r2"),))
    name, data = encoding.event(cited, 0)
    assert isinstance(data, stream.TextDelta)
    assert (name, data.delta, data.citations[0].review_id) == ("text", "Too tight [1].", "r2")


def test_every_event_name_has_its_data() -> None:
    for name, model in stream.DATA_OF.items():
        assert name in (model.__doc__ or ""), f"{model.__name__} does not say that it is {name}"


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    first = kept_secret(file)
    assert len(first) >= 32
    assert kept_secret(file) == first
    assert file.stat().st_mode & 0o077 == 0
    assert kept_secret(tmp_path / "no folder" / "secret") != first  # cannot be kept: one of this process


def test_options_are_read_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELFTALK_API_KEYS", '{"pk": {"origins": ["https://a.example"], "identity_secret": "s3cret"}}')
    monkeypatch.setenv("SHELFTALK_API_MESSAGES_A_MINUTE", "5")
    options = ApiOptions.of(Settings(store=tmp_path / "store"))
    assert options.keys["pk"].origins == ("https://a.example",)
    assert options.messages_a_minute == 5
    assert options.secret == (tmp_path / ".store.api-secret").read_bytes()
    assert "s3cret" not in repr(options)
    assert "s3cret" not in repr(Settings())
