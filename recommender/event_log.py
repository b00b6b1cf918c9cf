"""The store's events: one row a product in a happening, in the store's database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    delete,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert

from recommender.events import Event, Search

_BATCH = 2000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_metadata = MetaData()

events = Table(
    "events",
    _metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("shopper_id", String, nullable=False),
    Column("at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("product_id", String, nullable=False),
    Column("variant_id", String, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("basket_id", String, nullable=False),
    Column("rating", Integer),
    Column("recipient", String, nullable=False, server_default=""),
    Column("position", Integer),
    Column("about", String, nullable=False, server_default=""),
    Index("events_of_shopper", "shopper_id", "at"),
    sqlite_with_rowid=False,
)
searches = Table(
    "searches",
    _metadata,
    Column("id", String, primary_key=True),
    Column("shopper_id", String, nullable=False),
    Column("at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("words", String, nullable=False),
    Column("session_id", String, nullable=False),
    sqlite_with_rowid=False,
)
EVENT_TABLES = (events.name, searches.name)
_IN_TIME = (events.c.at, events.c.id)
_CHANGES = select(func.total_changes())  # rows written through this very connection, whatever other threads do


class EventLog:
    """The `EventStore` in SQLite. Survives imports; a product that is sold no more stays in it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _metadata.create_all(engine)
        _brought_up_to_date(engine)

    def add(self, happened: Iterable[Event | Search]) -> int:
        rest = iter(happened)
        with self._engine.begin() as connection:
            before = connection.execute(_CHANGES).scalar_one()
            while batch := list(islice(rest, _BATCH)):
                for table, rows in (
                    (events, [_row(happening) for happening in batch if isinstance(happening, Event)]),
                    (searches, [_search_row(happening) for happening in batch if isinstance(happening, Search)]),
                ):
                    if rows:
                        connection.execute(insert(table).on_conflict_do_nothing(), rows)
            return int(connection.execute(_CHANGES).scalar_one() - before)

    def searches(self) -> Iterator[Search]:
        wanted = select(searches).order_by(searches.c.at, searches.c.id)
        with self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=_BATCH).execute(wanted):
                yield Search(row.id, row.shopper_id, _EPOCH + timedelta(microseconds=row.at), row.words, row.session_id)

    def of(self, shopper_id: str) -> tuple[Event, ...]:
        return tuple(self._read(select(events).where(events.c.shopper_id == shopper_id)))

    def all(self) -> Iterator[Event]:
        return self._read(select(events))

    def since(self, at: datetime) -> Iterator[Event]:
        return self._read(select(events).where(events.c.at >= _moment(at)))

    def shopper_ids(self, *names: str) -> tuple[str, ...]:
        wanted = select(events.c.shopper_id).distinct().order_by(events.c.shopper_id)
        if names:
            wanted = wanted.where(events.c.name.in_(names))
        with self._engine.connect() as connection:
            return tuple(connection.execute(wanted).scalars())

    def delete(self, shopper_id: str) -> int:
        with self._engine.begin() as connection:
            return sum(
                connection.execute(delete(table).where(table.c.shopper_id == shopper_id)).rowcount
                for table in (events, searches)
            )

    def __len__(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(events)).scalar_one())

    def _read(self, wanted: Select[Any]) -> Iterator[Event]:
        with self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=_BATCH).execute(wanted.order_by(*_IN_TIME)):
                yield _event(row)


def _brought_up_to_date(engine: Engine) -> None:
    """Adds the columns that a log written by an earlier version has not."""
    have = {column["name"] for column in inspect(engine).get_columns(events.name)}
    missing = [column for column in events.columns if column.name not in have]
    with engine.begin() as connection:
        for column in missing:
            default = "" if column.nullable else " NOT NULL DEFAULT ''"
            connection.execute(text(f"ALTER TABLE events ADD COLUMN {column.name} {column.type}{default}"))


def _row(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "name": event.name,
        "shopper_id": event.shopper_id,
        "at": _moment(event.at),
        "product_id": event.product_id,
        "variant_id": event.variant_id,
        "quantity": event.quantity,
        "basket_id": event.basket_id,
        "rating": event.rating,
        "recipient": event.recipient,
        "position": event.position,
        "about": event.about,
    }


def _search_row(search: Search) -> dict[str, Any]:
    return {
        "id": search.id,
        "shopper_id": search.shopper_id,
        "at": _moment(search.at),
        "words": search.words,
        "session_id": search.session_id,
    }


def _moment(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def _event(row: Any) -> Event:
    return Event(
        row.id,
        row.name,
        row.shopper_id,
        _EPOCH + timedelta(microseconds=row.at),
        row.product_id,
        row.variant_id,
        row.quantity,
        row.basket_id,
        row.rating,
        row.recipient,
        row.position,
        row.about,
    )
