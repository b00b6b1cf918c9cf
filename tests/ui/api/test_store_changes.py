"""The store's own server tells what changed: signed, fresh, row by row, and seen in the next answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from assistant import Shop
from tests.assistant.conftest import shop, six_store, store  # noqa: F401  # fixtures
from tests.conftest import NOW
from tests.ui.api.conftest import IDENTITY_SECRET, KEY, KEYS, Asked, problem
from ui.api.schema import stream
from ui.api.tokens import body_signature

RAIN = [f"rain-{size}-{color}" for size in "SML" for color in ("Blue", "Green")]
STOVE = {
    "id": "stove",
    "title": "Ember Camping Stove",
    "description": {"plain": "Boils a litre in three minutes."},
    "categories": [{"value": "Gear > Kitchen"}],
    "variants": [{"id": "stove", "price": {"amount": 4500, "currency": "USD"}, "availability": {"available": True}}],
}


async def tell(
    api: Asked, method: str, path: str, body: dict[str, Any], *, secret: str = IDENTITY_SECRET, **headers: str
) -> httpx.Response:
    content = json.dumps({"sent_at": NOW.isoformat(), **body}).encode()
    signed = {
        "x-store-key": KEY,
        "content-type": "application/json",
        "x-store-signature": body_signature(secret, content),
    }
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await api.http.request(method, f"/api/v1/store/{path}", content=content, headers={**signed, **named})


def price(amount: int) -> dict[str, Any]:
    return {"price": {"amount": amount, "currency": "USD"}}


@pytest.fixture
def steps_on(ask: Callable[..., Any], shop: Shop) -> Callable[..., None]:  # noqa: F811
    return lambda steps: ask(steps, shop=shop, keys=KEYS)


def cards(events: list[Any]) -> dict[str, int]:
    return {card.id: card.price.amount for e in events if isinstance(e.data, stream.Cards) for card in e.data.cards}


def test_a_price_is_another_in_the_next_answer(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        assert (await api.begin(**{"x-store-key": KEY})).status_code == 201
        assert cards(await api.say("a waterproof jacket"))["rain"] == 7900
        done = await tell(api, "PATCH", "offers", {"offers": [{"id": i, **price(9900)} for i in RAIN]})
        assert done.status_code == 200, done.text
        assert (done.json()["changed"], done.json()["problems"], done.json()["n_embedded"]) == (["rain"], [], 0)
        assert cards(await api.say("a waterproof jacket"))["rain"] == 9900
        seen = (await api.http.get("/api/v1/products/rain", headers={"x-store-key": KEY})).json()
        assert {variant["price"]["amount"] for variant in seen["variants"]} == {9900}

    steps_on(steps)


def test_products_come_and_go(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin(**{"x-store-key": KEY})
        done = (await tell(api, "PUT", "products", {"products": [STOVE]})).json()
        assert (done["new"], done["n_embedded"]) == (["stove"], 1)
        assert (await tell(api, "PUT", "products", {"products": [STOVE]})).json()["new"] == []  # the same again
        assert "stove" in cards(await api.say("a camping stove"))
        done = (await tell(api, "POST", "products/remove", {"product_ids": ["stove", "none"]})).json()
        assert done["removed"] == ["stove"]
        assert [(p["id"], p["status"]) for p in done["problems"]] == [("none", 404)]
        assert problem(await api.http.get("/api/v1/products/stove", headers={"x-store-key": KEY})) == (404, "not-found")

    steps_on(steps)


def test_rows_that_cannot_be_used_have_a_problem_each(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        rows = [
            {"id": "mug", "price": {"amount": -1, "currency": "USD"}},
            {"id": "mug", "prise": 3},
            {"id": "mug"},
            {"id": "none", **price(1)},
            {"id": "mug", "price": {"amount": 1, "currency": "EUR"}},
            {"id": "mug", "availability": {"quantity": 3}},
        ]
        done = (await tell(api, "PATCH", "offers", {"offers": rows})).json()
        assert done["changed"] == ["mug"]
        found = [(p["row"], p["status"], p["type"].partition("#")[2]) for p in done["problems"]]
        assert found == [*((n, 422, "invalid") for n in (0, 1, 2)), (None, 404, "not-found"), (None, 422, "invalid")]
        seen = (await api.http.get("/api/v1/products/mug", headers={"x-store-key": KEY})).json()["variants"][0]
        assert (seen["availability"]["available"], seen["availability"]["quantity"]) == (True, 3)
        bad = {**STOVE, "variants": [{"id": "stove"}]}
        done = (await tell(api, "PUT", "products", {"products": [bad]})).json()
        assert (done["new"], done["problems"][0]["row"]) == ([], 0)

    steps_on(steps)


def test_only_the_stores_server_may(steps_on: Callable[..., None], shop: Shop) -> None:  # noqa: F811
    async def steps(api: Asked) -> None:
        body = {"offers": [{"id": "mug", **price(1)}]}
        assert problem(await tell(api, "PATCH", "offers", body, secret="guessed")) == (401, "identity-invalid")
        assert problem(await tell(api, "PATCH", "offers", body, x_store_key="pk_tarn")) == (401, "identity-invalid")
        old = {**body, "sent_at": datetime(2020, 1, 1, tzinfo=UTC).isoformat()}
        assert problem(await tell(api, "PATCH", "offers", old)) == (422, "invalid")
        for method, path in (("PUT", "products"), ("POST", "products/remove")):
            unsigned = await api.http.request(method, f"/api/v1/store/{path}", json={}, headers={"x-store-key": KEY})
            assert unsigned.status_code in (401, 422)
        assert shop.catalog.variant("mug")[1].offer.price.minor == 900

    steps_on(steps)


def test_a_key_is_done_once(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        body = {"offers": [{"id": "mug", **price(700)}]}
        first = await tell(api, "PATCH", "offers", body, idempotency_key="k")
        again = await tell(api, "PATCH", "offers", body, idempotency_key="k")
        assert first.json() == again.json()
        assert first.json()["changed"] == ["mug"]

    steps_on(steps)
