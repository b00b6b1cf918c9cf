"""A shop of the six products in which a person holds the conversation, and orders of one shopper."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from assistant import Shop
from assistant.copilot.offering import Draft
from assistant.handoff.hands import Agent
from assistant.session import Session
from recommender.order_log import ORDERS, import_orders
from tests.conftest import NOW

MIA = Agent("mia", "Mia")


@pytest.fixture
def held(shop: Shop) -> Callable[..., Session]:
    """Begins a conversation, says `so_far` to the assistant, has Mia take it, then says `open`."""

    def hold(*open_messages: str, so_far: tuple[str, ...] = (), shopper: str = "") -> Session:
        shop.desk.staffed_by(lambda: True)
        shop.desk.present(MIA)
        session = shop.session(shopper)
        for message in so_far:
            session.say(message)
        shop.desk.ask(session.id)
        shop.desk.take(session.id, MIA)
        for message in open_messages:
            session.say(message)
        return session

    return hold


def drafted(shop: Shop, session: Session, tone: str = "") -> Draft:
    *_, draft = shop.copilot.draft(session.id, tone=tone)
    assert isinstance(draft, Draft)
    return draft


def put_order(shop: Shop, folder: Path, number: str, shopper: str, status: str, **more: object) -> None:
    """An order of the rain jacket, placed eight days ago."""
    price = {"amount": 7900, "currency": "USD"}
    title = "Brook Rain Jacket - M / Blue"
    line = {"variant_id": "rain-M-Blue", "product_id": "rain", "title": title, "quantity": 1, "price": price}
    placed = (NOW - timedelta(days=8)).isoformat()
    order = {
        "id": number, "shopper_id": shopper, "placed_at": placed, "status": status, "lines": [line],
        "total": price, "shipping": {"amount": 0, "currency": "USD"}, **more,
    }  # fmt: skip
    file = folder / ORDERS
    file.write_text(json.dumps(order) + "\n", encoding="utf-8")
    assert import_orders(file, shop._store.engine).n_orders == 1
