"""Where on the store's pages a shopper is: what "it" and "under 100" mean then, and that nothing is narrowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from tests.assistant.conftest import shop, six_store, store  # noqa: F401  # fixtures
from tests.ui.api.conftest import Asked, heard, problem
from tests.ui.fake_shop import FakeShop
from ui.api.schema.stream import Ack, Cards, TextDelta


@pytest.fixture
def steps_on(ask: Callable[..., Any], shop: Shop) -> Callable[..., None]:  # noqa: F811
    return lambda steps: ask(steps, shop=shop)


async def said(api: Asked, message: str, **context: str) -> tuple[str, list[str], list[str]]:
    """The answer's text, the products of its cards, and what was understood."""
    asked = {"message": message, "context": context} if context else {"message": message}
    answer = await api.own("POST", "/messages", asked)
    assert answer.status_code == 200, answer.text
    data = [event.data for event in heard(answer)]
    return (
        "".join(one.delta for one in data if isinstance(one, TextDelta)),
        [card.id for one in data if isinstance(one, Cards) for card in one.cards],
        [chip.label for one in data if isinstance(one, Ack) for chip in one.chips],
    )


@pytest.mark.parametrize("page", ["rain", "rain-M-Blue"])
def test_it_is_the_product_of_the_page(steps_on: Callable[..., None], page: str) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        text, cards, _ = await said(api, "is it waterproof?", product=page)
        assert "Brook Rain Jacket" in text
        assert set(cards) <= {"rain"}

    steps_on(steps)


def test_a_page_may_be_told_when_the_conversation_begins(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        assert (await api.begin({"context": {"product": "pack"}})).status_code == 201
        assert "Fell Day Backpack" in (await said(api, "is this waterproof?"))[0]

    steps_on(steps)


def test_the_page_cages_nothing(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        _, cards, _ = await said(api, "show me bottles", product="rain", collection="women-jackets")
        assert cards == ["bottle"]

    steps_on(steps)


def test_a_page_that_stays_is_told_once(ask: Callable[..., Any], fake: FakeShop) -> None:
    """After "show me jackets", "it" is the first jacket: not again what the page has shown all the time."""

    async def steps(api: Asked) -> None:
        await api.begin()
        for message in ("a jacket", "is it warm?"):
            await said(api, message, product="pack")
        await said(api, "and this?", product="bottle")
        again = {"message": "it again", "context": {"product": "bottle", "again": True}}
        assert (await api.own("POST", "/messages", again)).status_code == 200
        look = [ShopperAct(Intent.LOOK, product_ids=(i,)) for i in ("pack", "bottle")]
        heard = fake.sessions[api.session].heard
        assert heard == [look[0], "a jacket", "is it warm?", look[1], "and this?", look[1], "it again"]

    ask(steps)


@pytest.mark.parametrize("where", ["men-jackets", "Men > Jackets", "jackets", "men/jackets"])
def test_a_collection_is_what_a_limit_goes_on_from(steps_on: Callable[..., None], where: str) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        _, cards, chips = await said(api, "under 70", collection=where)
        assert cards == ["fleece"]
        assert len(chips) == 2

    steps_on(steps)


def test_what_was_narrowed_in_the_collection_stays_narrowed(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        assert (await said(api, "jackets under 70"))[1] == ["fleece"]
        assert (await said(api, "in blue", collection="jackets"))[1] == ["fleece"]

    steps_on(steps)


def test_the_words_of_the_stores_search_go_on(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        _, cards, _ = await said(api, "under 30", search="steel bottle")
        assert cards[0] == "bottle"

    steps_on(steps)


def test_what_the_store_does_not_have_is_left_out(steps_on: Callable[..., None]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        _, cards, _ = await said(api, "a backpack", product="<script>", collection="nothing of ours")
        assert cards == ["pack"]

    steps_on(steps)


def test_a_context_of_other_things_than_ids_is_refused(ask: Callable[..., Any]) -> None:
    async def steps(api: Asked) -> None:
        await api.begin()
        for context in ({"price": "1"}, {"product": "x" * 201}):
            answer = await api.own("POST", "/messages", {"message": "hi", "context": context})
            assert problem(answer) == (422, "invalid")

    ask(steps)
