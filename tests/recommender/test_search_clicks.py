from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recommender.event_log import EventLog
from recommender.events import Event, Search
from recommender.search_clicks import judged_by_clicks
from retrieval.store import open_engine

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
TEXTS = {"mug": "Enamel mug", "pot": "Tea pot", "tent": "Tent for two"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    engine = open_engine(tmp_path)
    yield EventLog(engine)
    engine.dispose()


_ids = iter(range(10**6))


def search(words: str, minutes: float = 0, session: str = "s1") -> Search:
    return Search(f"q{next(_ids)}", "ada", NOW + timedelta(minutes=minutes), words, session)


def event(product: str, minutes: float, name: str = "view_item", session: str = "s1", shopper: str = "ada") -> Event:
    at = NOW + timedelta(minutes=minutes)
    return Event(f"e{next(_ids)}", name, shopper, at, product, basket_id=session)


def test_what_follows_a_search_in_its_session_belongs_to_it_until_the_next(log: EventLog) -> None:
    log.add([search("Big  Cup"), event("mug", 1), search("shelter", 2), event("tent", 3, "add_to_cart")])
    log.add([event("pot", -1), event("pot", 4, session="s2")])
    found = judged_by_clicks(log, TEXTS)
    assert found.grades == {"big cup": {"mug": 2.5}, "shelter": {"tent": 3.0}}
    assert found.relevant("shelter") == {"tent"}
    assert not found.relevant("big cup")  # one look may have been a mistake


def test_looks_of_two_sessions_are_an_answer_and_two_of_one_are_not(log: EventLog) -> None:
    log.add([search("cup"), event("mug", 1), event("mug", 2), search("CUP", session="s2")])
    assert not judged_by_clicks(log, TEXTS).relevant("cup")
    log.add([event("mug", 1, session="s2")])
    assert judged_by_clicks(log, TEXTS).relevant("cup") == {"mug"}


def test_what_one_of_many_sessions_came_to_is_no_answer(log: EventLog) -> None:
    for n in range(30):
        log.add([search("cup", session=f"s{n}"), event("mug", 1, session=f"s{n}")])
    log.add([event("tent", 2, "add_to_cart", "s0")])
    assert judged_by_clicks(log, TEXTS).grades == {"cup": {"mug": 2.67, "tent": 2.5}}


def test_an_order_confirms_what_the_same_shopper_looked_at_that_day(log: EventLog) -> None:
    log.add([search("cup"), event("mug", 1), event("pot", 2)])
    log.add([event("mug", 30, "purchase", "order-1"), event("pot", 30, "purchase", "order-2", shopper="bob")])
    assert judged_by_clicks(log, TEXTS).relevant("cup") == {"mug"}
    log.add([event("pot", 60 * 30, "purchase", "order-3")])  # the day after tomorrow is another matter
    assert judged_by_clicks(log, TEXTS).relevant("cup") == {"mug"}


def test_other_events_and_products_no_longer_sold_teach_nothing(log: EventLog) -> None:
    log.add([search("cup"), event("mug", 1, "shown"), event("gone", 2, "add_to_cart"), search("", 3), event("pot", 4)])
    assert judged_by_clicks(log, TEXTS).grades == {}


def test_the_digest_changes_with_what_was_learned_from(log: EventLog) -> None:
    log.add([search("cup"), event("mug", 1)])
    first = judged_by_clicks(log, TEXTS)
    assert judged_by_clicks(log, TEXTS).sha256 == first.sha256
    assert judged_by_clicks(log, {**TEXTS, "mug": "Cup"}).sha256 != first.sha256
    log.add([event("mug", 2, "add_to_cart")])
    assert judged_by_clicks(log, TEXTS).sha256 != first.sha256
