"""A shop of the six products with people at its desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant import Settings, Shop, open_shop
from assistant.handoff.hands import Agent
from assistant.session import Session
from tests.assistant.conftest import ENCODER
from tests.conftest import NOW

MIA, LEO = Agent("a1", "Mia"), Agent("a2", "Leo", "lead")


@dataclass
class Clock:
    """Moved by hand."""

    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_again(store: Path, clock: Clock) -> Callable[..., Shop]:
    """Opens the store as after a restart, with settings of its own; people serve in it."""

    def again(**settings: object) -> Shop:
        shop = open_shop(Settings(model="none", **settings), store=store, encoder=ENCODER, clock=clock)  # type: ignore[arg-type]
        shop.desk.staffed_by(lambda: True)
        return shop

    return again


@pytest.fixture
def shop(open_again: Callable[..., Shop]) -> Iterator[Shop]:
    with open_again() as shop:
        shop.desk.present(MIA)
        yield shop


@pytest.fixture
def session(shop: Shop) -> Session:
    return shop.session()


@pytest.fixture
def held(shop: Shop, session: Session) -> Session:
    """A conversation that Mia holds."""
    session.say("jackets under 90")
    session.say("can I talk to a person")
    shop.desk.take(session.id, MIA)
    return session
