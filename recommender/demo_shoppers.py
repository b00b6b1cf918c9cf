"""Demo shoppers: people with a name and a story, offered to try a store as; from `demo_shoppers.json`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, delete, insert, select

from retrieval.feeds.cleaning import Id, Phrase
from retrieval.feeds.feed import FeedError, rejection

DEMO_SHOPPERS = "demo_shoppers.json"  # beside a feed
_metadata = MetaData()

demo_shoppers = Table(
    "demo_shoppers",
    _metadata,
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("story", String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class DemoShopper:
    """Somebody to shop as. `id` is the shopper of the events; `story` says in a sentence or two who it is."""

    id: str
    name: str
    story: str = ""


class _Said(BaseModel):
    id: Id
    name: Phrase
    story: Phrase = ""


def import_demo_shoppers(path: Path, engine: Engine) -> int:
    """Replaces the store's demo shoppers by those of the file; gives how many. Raises `FeedError`."""
    try:
        said = TypeAdapter(list[_Said]).validate_json(path.read_bytes())
    except ValidationError as error:
        wrong = rejection(error, path.name, 1)
        raise FeedError(f"{path.name}: {wrong.field} {wrong.value!r} {wrong.reason}.") from error
    if len({one.id for one in said}) < len(said):
        raise FeedError(f"{path.name} has two shoppers of the same id. Every demo shopper needs an id of their own.")
    rows = [{"position": at, **one.model_dump()} for at, one in enumerate(said)]
    _metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(delete(demo_shoppers))
        if rows:
            connection.execute(insert(demo_shoppers), rows)
    return len(rows)


def read_demo_shoppers(engine: Engine) -> tuple[DemoShopper, ...]:
    """In the file's order; empty for a store without any."""
    _metadata.create_all(engine)
    with engine.connect() as connection:
        rows = connection.execute(select(demo_shoppers).order_by(demo_shoppers.c.position))
        return tuple(DemoShopper(row.id, row.name, row.story) for row in rows)
