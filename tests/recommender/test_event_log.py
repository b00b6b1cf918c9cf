"""The event log of an earlier version is brought up to date when it is opened."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from recommender.event_log import EventLog
from recommender.events import Event
from retrieval.store import open_engine

_BEFORE = (
    "CREATE TABLE events (id VARCHAR NOT NULL, name VARCHAR NOT NULL, shopper_id VARCHAR NOT NULL, at BIGINT NOT NULL, "
    "product_id VARCHAR NOT NULL, variant_id VARCHAR NOT NULL, quantity INTEGER NOT NULL, basket_id VARCHAR NOT NULL, "
    "rating INTEGER, PRIMARY KEY (id)) WITHOUT ROWID"
)


def test_a_log_without_the_newer_columns_keeps_its_events_and_takes_new_ones(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    with engine.begin() as connection:
        connection.execute(text(_BEFORE))
        connection.execute(
            text("INSERT INTO events VALUES ('1', 'purchase', 'ada', 1000000, 'mug', '', 2, 't1', NULL)")
        )
    old = Event("1", "purchase", "ada", datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), "mug", quantity=2, basket_id="t1")
    new = Event("2", "shown", "ada", datetime(2026, 1, 1, tzinfo=UTC), "mug", position=1, recipient="dad", about="x")
    for _ in range(2):  # opening it again changes nothing
        log = EventLog(engine)
        log.add([new])
        assert log.of("ada") == (old, new)
    engine.dispose()
