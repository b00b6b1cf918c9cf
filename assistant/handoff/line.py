"""The line: who waits and who is held, a row for each, written in the same transaction as the turn that made it so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    insert,
    literal_column,
    select,
    update,
)

from assistant.handoff.hands import Hands

_METADATA = MetaData()
_LINE = Table(
    "handoff_line",
    _METADATA,
    Column("session_id", String, primary_key=True),
    Column("agent_id", String, nullable=False),
    Column("asked_at", String, nullable=False),
    Column("n_read", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation that waits for a person or is held; `n_read` turns of it were seen at the desk."""

    session_id: str
    agent_id: str
    n_read: int


class Line:
    """What is here follows from the conversations themselves: each holds its own hands, this only finds them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _METADATA.create_all(engine)

    def rows(self) -> tuple[Row, ...]:
        """Those that nobody holds first, each part by when a person was asked for, the first in line first."""
        wanted = select(_LINE).order_by(_LINE.c.agent_id != "", _LINE.c.asked_at, literal_column("rowid"))
        with self._engine.connect() as connection:
            return tuple(Row(row.session_id, row.agent_id, row.n_read) for row in connection.execute(wanted))

    def read(self, session_id: str, n: int) -> None:
        """The desk has seen the turns before number `n`; what it saw before stays seen."""
        with self._engine.begin() as connection:
            connection.execute(
                update(_LINE).where(_LINE.c.session_id == session_id, _LINE.c.n_read < n).values(n_read=n)
            )

    def forget(self, session_id: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(_LINE).where(_LINE.c.session_id == session_id))


def put(session_id: str, hands: Hands, n_read: int | None, now: datetime) -> Callable[[Connection], None]:
    """What brings the conversation's row up to date, to be done where its turn is kept; `n_read` of an answer."""

    def work(connection: Connection) -> None:
        if hands.who == "assistant":
            connection.execute(delete(_LINE).where(_LINE.c.session_id == session_id))
            return
        asked_at = (hands.asked_at or now).isoformat()
        values = {"agent_id": hands.agent_id, "asked_at": asked_at} | ({} if n_read is None else {"n_read": n_read})
        known = connection.execute(select(_LINE.c.session_id).where(_LINE.c.session_id == session_id)).first()
        if known is None:
            connection.execute(insert(_LINE).values(**{"session_id": session_id, "n_read": 0} | values))
        else:
            connection.execute(update(_LINE).where(_LINE.c.session_id == session_id).values(**values))

    return work
