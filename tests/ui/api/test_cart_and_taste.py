"""Cart, feedback, events, why and profile over the six products as a real shop."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from assistant import Shop
from tests.assistant.conftest import shop, six_store, store  # noqa: F401  # fixtures
from tests.conftest import NOW
from tests.ui.api.conftest import IDENTITY_SECRET, KEY, KEYS, Asked, problem
from ui.api.tokens import body_signature, identity_signature

EXPIRES = int(NOW.timestamp()) + 3600


def ada() -> dict[str, Any]:
    return {
        "shopper": {"id": "ada", "expires": EXPIRES, "signature": identity_signature(IDENTITY_SECRET, "ada", EXPIRES)}
    }


async def signed_events(api: Asked, *events: dict[str, Any], secret: str = IDENTITY_SECRET) -> httpx.Response:
    body = json.dumps({"events": events}).encode()
    return await api.http.post(
        f"/api/v1/sessions/{api.session}/events",
        content=body,
        headers={
            "authorization": f"Bearer {api.token}",
            "content-type": "application/json",
            "x-store-signature": body_signature(secret, body),
        },
    )


@pytest.fixture
def steps_on(ask: Callable[..., Any], shop: Shop) -> Callable[..., None]:  # noqa: F811
    def run(steps: Callable[[Asked], Any], **options: Any) -> None:
        ask(steps, shop=shop, **{"messages_a_minute": 1000, "writes_a_minute": 1000, **options})

    return run


def test_the_cart_is_changed_set_taken_out_and_undone(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        added = (await api.own("POST", "/cart/lines", {"variant_id": "rain-M-Blue", "quantity": 2})).json()
        (line,) = added["cart"]["line_items"]
        assert (line["id"], line["quantity"], line["total"]["amount"]) == ("rain-M-Blue", 2, 15800)
        assert added["text"].startswith("Added: 2 × Brook Rain Jacket")
        more = (await api.own("PUT", "/cart/lines/rain-M-Blue", {"quantity": 5})).json()
        assert more["cart"]["subtotal"] == {"amount": 39500, "currency": "USD", "display": "$395.00"}
        assert more["cart"]["total"] == more["cart"]["subtotal"]  # its one promotion asks for a code
        assert more["cart"]["not_applied"][0]["reason"]
        same = await api.own("PUT", "/cart/lines/rain-M-Blue", {"quantity": 5})
        assert (same.status_code, same.json()["text"]) == (200, "")
        assert (await api.own("DELETE", "/cart/lines/rain-M-Blue")).json()["cart"]["line_items"] == []
        back = (await api.own("POST", "/cart/undo")).json()
        assert [item["quantity"] for item in back["cart"]["line_items"]] == [5]
        assert (await api.own("GET", "/cart")).json() == back["cart"]

    steps_on(steps)


def test_what_cannot_be_put_in_the_cart_is_said(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        assert problem(await api.own("POST", "/cart/lines", {"variant_id": "none"})) == (404, "not-found")
        assert problem(await api.own("POST", "/cart/lines", {"variant_id": "mug"})) == (409, "cart-unchanged")
        assert problem(await api.own("POST", "/cart/undo")) == (409, "cart-unchanged")
        for wrong in ({"variant_id": "rain-M-Blue", "quantity": 0}, {"variant_id": "rain-M-Blue", "quantity": 10**6}):
            assert problem(await api.own("POST", "/cart/lines", wrong)) == (422, "invalid")

    steps_on(steps)


def test_a_write_sent_again_with_its_key_is_done_once(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        first, second = [
            await api.own("POST", "/cart/lines", {"variant_id": "pack"}, idempotency_key="k") for _ in range(2)
        ]
        assert first.json() == second.json()
        assert (await api.own("GET", "/cart")).json()["line_items"][0]["quantity"] == 1
        other = await api.own("POST", "/cart/lines", {"variant_id": "bottle-500"}, idempotency_key="k")
        assert problem(other) == (422, "idempotency-key-reused")
        sold_out = {"variant_id": "mug"}
        for _ in range(2):  # a refusal is not kept: the next try is a try
            answer = await api.own("POST", "/cart/lines", sold_out, idempotency_key="m")
            assert problem(answer) == (409, "cart-unchanged")

    steps_on(steps)


def test_a_new_session_takes_the_lines_of_a_lost_one(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        begun = await api.begin({"cart": [{"variant_id": "pack", "quantity": 2}, {"variant_id": "sold no more"}]})
        assert [(i["id"], i["quantity"]) for i in begun.json()["cart"]["line_items"]] == [("pack", 2)]

    steps_on(steps)


def test_a_deleted_conversation_is_gone_and_says_what_to_do(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        await api.say("a jacket")
        assert (await api.own("DELETE", "")).status_code == 204
        for method, path, body in (("GET", "/cart", None), ("POST", "/messages", {"message": "hello"})):
            answer = await api.own(method, path, body)
            assert problem(answer) == (410, "session-gone")
            assert "cart" in answer.json()["detail"]

    steps_on(steps)


def test_a_conversation_is_there_after_a_restart(ask: Callable[..., Any], shop: Shop) -> None:  # noqa: F811
    kept: dict[str, Any] = {}

    async def before(api: Asked) -> None:
        await api.begin()
        kept["events"] = [event for event in await api.say("a waterproof jacket") if event.id]
        await api.own("POST", "/cart/lines", {"variant_id": "rain-M-Blue"})
        kept["session"], kept["token"] = api.session, api.token

    async def after(api: Asked) -> None:
        api.session, api.token = kept["session"], kept["token"]
        answer = await api.own("GET", "/messages/0", last_event_id=kept["events"][0].id)
        assert [f"id: {event.id}" for event in kept["events"][1:]] == [
            line for line in answer.text.split("\n") if line.startswith("id:")
        ]
        assert (await api.own("GET", "/cart")).json()["line_items"][0]["id"] == "rain-M-Blue"
        assert (await api.say("something cheaper"))[-1].event == "done"

    ask(before, shop=shop)
    ask(after, shop=shop)  # another process, the same secret and records


def test_why_gives_evidence_and_parts_that_sum_up(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        await api.say("a waterproof jacket")
        why = (await api.own("GET", "/why/rain")).json()
        assert why["place"] == 1
        assert why["evidence"][0]["source"]
        assert sum(part["points"] for part in why["contributions"]) == pytest.approx(why["score"])
        assert [abs(p["points"]) for p in why["contributions"]] == sorted(
            (abs(p["points"]) for p in why["contributions"]), reverse=True
        )
        for never in ("mug", "none", "..%2F..%2Frain"):
            assert (await api.own("GET", f"/why/{never}")).status_code == 404

    steps_on(steps)


def test_feedback_is_taken_and_taken_back(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        await api.say("a jacket")
        no = {"product_id": "rain", "kind": "not_for_me", "reason": "too_dear"}
        taken = (await api.own("POST", "/feedback", no)).json()
        assert "rain" not in [card["id"] for card in taken["cards"]]
        facts = (await api.own("GET", "/profile")).json()["facts"]
        assert [fact["text"] for fact in facts if fact["key"] == "no:rain"] == ["The Brook Rain Jacket: too dear"]
        await api.own("POST", "/feedback", {**no, "reason": "", "undo": True})
        facts = (await api.own("GET", "/profile")).json()["facts"]
        assert "no:rain" not in [fact["key"] for fact in facts]
        assert (await api.own("POST", "/feedback", {"product_id": "rain", "kind": "like"})).json()["text"]
        for wrong in ({**no, "reason": "ugly"}, {"product_id": "rain", "kind": "like", "undo": True}):
            assert problem(await api.own("POST", "/feedback", wrong)) == (422, "invalid")
        assert problem(await api.own("POST", "/feedback", {**no, "product_id": "none"})) == (404, "not-found")

    steps_on(steps)


def test_events_count_once_by_their_id_and_nobody_elses(steps_on: Callable[..., None]) -> None:
    bought = {"id": "e1", "name": "purchase", "items": [{"item_id": "bottle-750"}, {"item_id": "no such"}]}

    async def steps(api: Asked) -> None:
        assert (await api.begin(ada(), **{"x-store-key": KEY})).status_code == 201
        sent = [await signed_events(api, bought) for _ in range(2)]
        assert [one.json() for one in sent] == [
            {"n_new": 1, "n_known": 0, "unknown": ["no such"]},
            {"n_new": 0, "n_known": 1, "unknown": ["no such"]},
        ]
        facts = (await api.own("GET", "/profile")).json()["facts"]
        assert "owned:bottle" in [fact["key"] for fact in facts]
        await api.begin(**{"x-store-key": KEY})  # a guest, who has an event of that id too
        guest = await api.own("POST", "/events", {"events": [bought]})
        assert guest.json()["n_new"] == 1
        early = {**bought, "id": "e2", "timestamp": "2020-01-01T00:00:00Z"}
        assert (await api.own("POST", "/events", {"events": [early]})).json()["n_new"] == 1
        exported = (await api.own("GET", "/profile/export")).json()["events"]
        assert {e["at"][:10] for e in exported} == {NOW.date().isoformat()}  # no guest rewrites years ago
        for name in ("shown", "liked", "page_view"):
            assert problem(await api.own("POST", "/events", {"events": [{**bought, "name": name}]})) == (422, "invalid")

    steps_on(steps, keys=KEYS)


def test_a_shopper_does_not_make_up_purchases(steps_on: Callable[..., None]) -> None:
    bought = {"id": "e1", "name": "purchase", "items": [{"item_id": "bottle-750"}]}
    looked = {**bought, "name": "view_item"}

    async def steps(api: Asked) -> None:
        await api.begin(ada(), **{"x-store-key": KEY})
        for name in ("purchase", "refund"):
            answer = await api.own("POST", "/events", {"events": [looked, {**bought, "name": name}]})
            assert problem(answer) == (401, "identity-invalid")
        assert problem(await signed_events(api, bought, secret="guessed")) == (401, "identity-invalid")
        assert (await api.own("GET", "/profile/export")).json()["events"] == []
        assert (await api.own("POST", "/events", {"events": [looked]})).json()["n_new"] == 1

    steps_on(steps, keys=KEYS)


def test_the_profile_is_corrected_switched_off_taken_along_and_erased(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin(ada(), **{"x-store-key": KEY})
        await api.say("a jacket")
        event = {"id": "e1", "name": "purchase", "items": [{"item_id": "bottle-750"}]}
        await signed_events(api, event)

        async def keys(method: str, path: str, body: Any = None) -> list[str]:
            return [fact["key"] for fact in (await api.own(method, path, body)).json()["facts"]]

        fact = "/profile/facts/owned:bottle"
        assert "owned:bottle" not in await keys("DELETE", fact)
        assert problem(await api.own("DELETE", fact)) == (404, "not-found")
        assert "owned:bottle" in await keys("PATCH", fact, {"known": True})
        assert "owned:bottle" not in await keys("PATCH", fact, {"known": False})
        await api.own("PATCH", fact, {"known": True})

        off = (await api.own("PUT", "/profile/personalisation", {"on": False})).json()
        assert (off["personalisation"], off["facts"]) == (False, [])
        assert (await signed_events(api, {**event, "id": "e2"})).json()["n_new"] == 0
        await api.own("PUT", "/profile/personalisation", {"on": True})

        taken = (await api.own("GET", "/profile/export")).json()
        assert "purchase" in [one["name"] for one in taken["events"]]
        assert [c["session_id"] for c in taken["conversations"]] == [api.session]
        assert taken["conversations"][0]["messages"][0]["message"] == "a jacket"

        assert await keys("DELETE", "/profile") == []
        assert (await api.own("GET", "/profile/export")).json()["events"] == []

    steps_on(steps, keys=KEYS)


def test_a_shopper_goes_on_with_their_conversation_and_only_theirs(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        key = {"x-store-key": KEY}
        await api.begin(ada(), **key)
        adas = api.session
        assert (await api.begin({**ada(), "session_id": adas}, **key)).json()["session_id"] == adas
        bo = identity_signature(IDENTITY_SECRET, "bo", EXPIRES)
        as_bo = {"shopper": {"id": "bo", "expires": EXPIRES, "signature": bo}, "session_id": adas}
        assert problem(await api.begin(as_bo, **key)) == (404, "not-found")
        assert problem(await api.begin({"session_id": adas}, **key)) == (404, "not-found")
        assert problem(await api.begin({"session_id": "none"}, **key)) == (404, "not-found")
        await api.begin(**key)
        guests, token = api.session, api.token
        assert problem(await api.begin({"session_id": guests}, **key)) == (404, "not-found")
        renewed = await api.begin({"session_id": guests}, authorization=f"Bearer {token}")
        assert (renewed.status_code, renewed.json()["session_id"]) == (201, guests)
        mixed = await api.begin({**ada(), "session_id": guests}, authorization=f"Bearer {token}")
        assert problem(mixed) == (404, "not-found")  # a guest's conversation does not become a shopper's

    steps_on(steps, keys=KEYS)
