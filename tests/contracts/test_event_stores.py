"""What every event store promises: each event once, in time, across threads and restarts. SQLite; PostgreSQL is a line.

`STORES` gives for a folder what opens the store, as often as it is called: the second is the first after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from recommender.event_log import EventLog
from recommender.events import Event, EventStore, Search
from retrieval.store import open_engine

NOW = datetime(2026, 1, 15, 12, 0, 0, 123456, tzinfo=UTC)
Opening = Callable[[Path], AbstractContextManager[EventStore]]


@contextmanager
def sqlite(folder: Path) -> Iterator[EventStore]:
    engine = open_engine(folder)
    yield EventLog(engine)
    engine.dispose()


STORES: dict[str, Opening] = {"sqlite": sqlite}


@pytest.fixture(params=STORES)
def opening(request: pytest.FixtureRequest) -> Opening:
    return STORES[request.param]


@pytest.fixture
def store(opening: Opening, tmp_path: Path) -> Iterator[EventStore]:
    with opening(tmp_path) as store:
        yield store


def event(event_id: str, shopper: str = "ada", minutes: float = 0, name: str = "view_item", **more: object) -> Event:
    return Event(event_id, name, shopper, NOW + timedelta(minutes=minutes), "mug", **more)  # type: ignore[arg-type]


def search(search_id: str, shopper: str = "ada", minutes: float = 0) -> Search:
    return Search(search_id, shopper, NOW + timedelta(minutes=minutes), "mugs", "s1")


def test_an_event_comes_back_as_it_was_after_a_restart_too(opening: Opening, tmp_path: Path) -> None:
    bought = event("1", name="purchase", variant_id="mug-s", quantity=3, basket_id="t1", recipient="dad")
    shown = event("2", name="shown", minutes=1, position=4)
    rated = event("3", name="rate_item", minutes=2, rating=5)
    no = event("4", name="dismissed", minutes=3, about="too_dear")
    unbound = Event("5", "forgotten", "ada", NOW + timedelta(minutes=4), "", about="color:Blue")
    with opening(tmp_path) as store:
        assert store.add([bought, shown, rated, no, unbound]) == 5
        assert store.of("ada") == (bought, shown, rated, no, unbound)
        assert store.of("nobody") == ()
    with opening(tmp_path) as store:
        assert store.of("ada") == (bought, shown, rated, no, unbound)


def test_the_same_event_counts_once(store: EventStore) -> None:
    assert store.add([event("1"), event("2"), event("1", shopper="bob")]) == 2
    assert store.add([event("2"), event("3")]) == 1
    assert len(store) == 3
    assert [e.shopper_id for e in store.all()] == ["ada"] * 3


def test_searches_are_kept_beside_the_events(store: EventStore) -> None:
    assert store.add([search("b", minutes=2), event("a"), search("c", minutes=1), search("b")]) == 3
    assert list(store.searches()) == [search("c", minutes=1), search("b", minutes=2)]
    assert len(store) == 1


def test_oldest_first_and_other_zones_are_the_same_moment(store: EventStore) -> None:
    store.add([event("b", minutes=5), event("a", minutes=5), event("c", minutes=-1), event("d", shopper="bob")])
    assert [e.id for e in store.of("ada")] == ["c", "a", "b"]
    assert [e.id for e in store.all()] == ["c", "d", "a", "b"]
    elsewhere = NOW.astimezone(timezone(timedelta(hours=9)))
    store.add([Event("z", "view_item", "eve", elsewhere, "mug")])
    assert store.of("eve")[0].at == NOW
    assert store.of("eve")[0].at.tzinfo is UTC


def test_since_a_moment_and_that_moment_itself(store: EventStore) -> None:
    store.add([event("a", minutes=-1), event("b"), event("c", minutes=1, shopper="bob")])
    assert [e.id for e in store.since(NOW)] == ["b", "c"]
    assert [e.id for e in store.since(NOW + timedelta(microseconds=1))] == ["c"]
    assert list(store.since(NOW + timedelta(days=1))) == []


def test_shopper_ids(store: EventStore) -> None:
    store.add([event("1", "bob"), event("2", "ada", name="purchase"), event("3", "ada")])
    assert store.shopper_ids() == ("ada", "bob")
    assert store.shopper_ids("purchase") == ("ada",)
    assert store.shopper_ids("purchase", "view_item") == ("ada", "bob")


def test_deleting_a_shopper_takes_all_of_theirs_and_nothing_else(store: EventStore) -> None:
    store.add([event("1"), event("2"), search("s"), event("3", shopper="bob"), search("t", shopper="bob")])
    assert store.delete("ada") == 3
    assert store.of("ada") == ()
    assert [e.id for e in store.all()] == ["3"]
    assert [s.id for s in store.searches()] == ["t"]
    assert store.delete("ada") == 0
    assert store.add([event("1")]) == 1, "its id is free again"


def test_a_failing_source_adds_nothing(store: EventStore) -> None:
    def breaks() -> Iterator[Event]:
        yield from (event(str(n)) for n in range(5000))
        raise RuntimeError("torn")

    with pytest.raises(RuntimeError, match="torn"):
        store.add(breaks())
    assert len(store) == 0


def test_many_events_stream(store: EventStore) -> None:
    assert store.add(event(f"{n:05}", minutes=n) for n in range(7000)) == 7000
    assert [e.id for e in store.all()] == [f"{n:05}" for n in range(7000)]


def test_several_threads_add(store: EventStore) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda n: store.add([event(str(n % 25))]), range(50))) == 25
    assert len(store) == 25


def test_words_in_an_event_are_only_words(store: EventStore) -> None:
    evil = event("'); DROP TABLE events; --", shopper="' OR 1=1 --", about="%' OR '1'='1")
    store.add([evil, event("x")])
    assert store.of("' OR 1=1 --") == (evil,)
    assert store.of("' OR 1=1") == ()
    assert store.delete("' OR '1'='1") == 0
    assert len(store) == 2
