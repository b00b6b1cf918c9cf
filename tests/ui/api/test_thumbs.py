"""A thumb on an answer: its reason reaches the owner's proposals, and nobody else's answer can be thumbed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant import Shop
from tests.assistant.conftest import shop, six_store, store  # noqa: F401  # fixtures
from tests.ui.api.conftest import Asked, problem
from tests.ui.fake_shop import FakeShop


class Proposed:
    """The owner's proposals, as far as a shopper's thumb reaches them."""

    def __init__(self) -> None:
        self.proposals = self
        self.heard: list[tuple[str, int, str]] = []

    def from_thumb(self, session_id: str, n_turn: int, reason: str) -> tuple[()]:
        self.heard.append((session_id, n_turn, reason))
        return ()


def test_a_reason_is_proposed_once_and_a_bare_thumb_is_not(ask: Callable[..., Any], fake: FakeShop) -> None:
    fake.copilot = learning = Proposed()

    async def steps(api: Asked) -> None:
        await api.begin()
        await api.say("a jacket")
        for body in ({"good": True, "reason": "well"}, {"good": False}, {"good": False, "reason": "  "}):
            assert (await api.own("POST", "/messages/0/thumb", body)).status_code == 204
        assert learning.heard == []
        for _ in range(2):
            said = {"good": False, "reason": " It is not warm. "}
            answer = await api.own("POST", "/messages/0/thumb", said, idempotency_key="k1")
            assert answer.status_code == 204
        assert learning.heard == [(api.session, 0, "It is not warm.")]
        assert problem(await api.own("POST", "/messages/7/thumb", {"good": True})) == (404, "not-found")
        assert problem(await api.own("POST", "/messages/0/thumb", {"good": False, "reason": "x" * 501}))[0] == 422

    ask(steps)


def test_the_owner_finds_it_among_their_proposals(ask: Callable[..., Any], shop: Shop) -> None:  # noqa: F811
    async def steps(api: Asked) -> None:
        await api.begin()
        await api.own("POST", "/messages", {"message": "is this waterproof?", "context": {"product": "rain"}})
        said = {"good": False, "reason": "It should say how much rain it stands."}
        assert (await api.own("POST", "/messages/1/thumb", said)).status_code == 204
        (proposal,) = shop.copilot.proposals.waiting()
        assert "how much rain" in str(proposal)

    ask(steps, shop=shop)
