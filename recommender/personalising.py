"""Personalising: which shoppers want none of it. Their events are then neither read nor written; orders stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, DateTime, Engine, MetaData, String, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

_metadata = MetaData()
_off = Table(
    "personalising_off",
    _metadata,
    Column("shopper_id", String, primary_key=True),
    Column("since", DateTime, nullable=False),
)


class Personalising:
    """The switch of every shopper, on until they turn it off; kept in the store's database, through imports too."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _metadata.create_all(engine)

    def is_on(self, shopper_id: str) -> bool:
        with self._engine.connect() as connection:
            row = connection.execute(select(_off.c.shopper_id).where(_off.c.shopper_id == shopper_id)).first()
        return row is None

    def turn(self, shopper_id: str, *, on: bool, now: datetime) -> None:
        """Turns it on or off; nothing happens where it is so already."""
        with self._engine.begin() as connection:
            if on:
                connection.execute(delete(_off).where(_off.c.shopper_id == shopper_id))
            else:
                connection.execute(insert(_off).values(shopper_id=shopper_id, since=now).on_conflict_do_nothing())
