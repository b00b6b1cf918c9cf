"""The event log: each event once, in time, across threads and imports."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine

from recommender.event_log import EventLog
from recommender.events import Event
from retrieval.store import open_engine

NOW = datetime(2026, 1, 15, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.dispose()


def event(event_id: str, shopper: str = "ada", minutes: float = 0, name: str = "view_item", **more: object) -> Event:
    return Event(event_id, name, shopper, NOW + timedelta(minutes=minutes), "mug", **more)  # type: ignore[arg-type]


def test_an_event_comes_back_as_it_was(engine: Engine) -> None:
    bought = event("1", name="purchase", variant_id="mug-s", quantity=3, basket_id="t1")
    log = EventLog(engine)
    assert log.add([bought]) == 1
    assert log.of("ada") == (bought,)
    assert log.of("nobody") == ()
    assert EventLog(engine).of("ada") == (bought,)


def test_the_same_event_counts_once(engine: Engine) -> None:
    log = EventLog(engine)
    assert log.add([event("1"), event("2"), event("1", shopper="bob")]) == 2
    assert log.add([event("2"), event("3")]) == 1
    assert len(log) == 3
    assert [e.shopper_id for e in log.all()] == ["ada"] * 3


def test_oldest_first_and_other_zones_are_the_same_moment(engine: Engine) -> None:
    log = EventLog(engine)
    log.add([event("b", minutes=5), event("a", minutes=5), event("c", minutes=-1), event("d", shopper="bob")])
    assert [e.id for e in log.of("ada")] == ["c", "a", "b"]
    assert [e.id for e in log.all()] == ["c", "d", "a", "b"]
    elsewhere = NOW.astimezone(timezone(timedelta(hours=9)))
    log.add([Event("z", "view_item", "eve", elsewhere, "mug")])
    assert log.of("eve")[0].at == NOW
    assert log.of("eve")[0].at.tzinfo is UTC


def test_shopper_ids(engine: Engine) -> None:
    log = EventLog(engine)
    log.add([event("1", "bob"), event("2", "ada", name="purchase"), event("3", "ada")])
    assert log.shopper_ids() == ("ada", "bob")
    assert log.shopper_ids("purchase") == ("ada",)
    assert log.shopper_ids("purchase", "view_item") == ("ada", "bob")


def test_a_failing_source_adds_nothing(engine: Engine) -> None:
    def breaks() -> Iterator[Event]:
        yield from (event(str(n)) for n in range(5000))
        raise RuntimeError("torn")

    log = EventLog(engine)
    with pytest.raises(RuntimeError, match="torn"):
        log.add(breaks())
    assert len(log) == 0


def test_many_events_stream(engine: Engine) -> None:
    log = EventLog(engine)
    assert log.add(event(f"{n:05}", minutes=n) for n in range(7000)) == 7000
    assert [e.id for e in log.all()] == [f"{n:05}" for n in range(7000)]


def test_several_threads_add(engine: Engine) -> None:
    log = EventLog(engine)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda n: log.add([event(str(n % 25))]), range(50))) == 25
    assert len(log) == 25


def test_words_in_an_event_are_only_words(engine: Engine) -> None:
    log = EventLog(engine)
    evil = event("'); DROP TABLE events; --", shopper="' OR 1=1 --")
    log.add([evil])
    assert log.of("' OR 1=1 --") == (evil,)
    assert log.of("' OR 1=1") == ()
