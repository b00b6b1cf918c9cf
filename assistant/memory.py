"""Memory: conversations in the store's database. A conversation is its happenings; its state is their fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from assistant import records
from assistant.reply import ReplyEvent
from assistant.state import CartLine, DialogueState, Happening, Shown
from retrieval.catalog import Catalog

_METADATA = MetaData()
_SESSIONS = Table(
    "sessions",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("shopper_id", String, nullable=False),
    Column("started_at", DateTime, nullable=False),
)
_TURNS = Table(
    "turns",
    _METADATA,
    Column("session_id", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("message", Text, nullable=False),
    Column("happened", Text, nullable=False),
    Column("events", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
_KEYS = Table(
    "turn_keys",
    _METADATA,
    Column("session_id", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("n", Integer, nullable=False),
)


class KeyReusedError(ValueError):
    """The key of a write came before, with another content: make a new key for every write."""


PAGE_KEY = "page "  # how the keys of the shop's own page begin


@dataclass(frozen=True, slots=True)
class WriteKey:
    """What makes a turn a thing done once: the caller's key, and a digest of what was to be done."""

    key: str
    digest: str

    @property
    def is_of_page(self) -> bool:
        """Whether the shop's own page made it: of an answer that its line cut short it asks for the whole again."""
        return self.key.startswith(PAGE_KEY)


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One finished turn: what was said (empty for a click), what happened, what was answered."""

    message: str
    happened: tuple[Happening, ...]
    events: tuple[ReplyEvent, ...]
    at: datetime | None = field(default=None, compare=False)  # when it began, in UTC


class SessionMemory:
    """Sessions and their turns; safe from several threads, for one owner process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _METADATA.create_all(engine)

    def begin(self, session_id: str, shopper_id: str, now: datetime) -> None:
        """Remember a new session; one that is known already is left as it is."""
        with self._engine.begin() as connection:
            known = connection.execute(select(_SESSIONS.c.id).where(_SESSIONS.c.id == session_id)).first()
            if known is None:
                connection.execute(insert(_SESSIONS).values(id=session_id, shopper_id=shopper_id, started_at=now))

    def shopper_of(self, session_id: str) -> str | None:
        """Whose session it is; None for a session that is not known."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_SESSIONS.c.shopper_id).where(_SESSIONS.c.id == session_id)).first()
        return None if row is None else str(row.shopper_id)

    def sessions_of(self, shopper_id: str) -> list[str]:
        """Ids of the shopper's sessions, oldest first."""
        wanted = select(_SESSIONS.c.id).where(_SESSIONS.c.shopper_id == shopper_id).order_by(_SESSIONS.c.started_at)
        with self._engine.connect() as connection:
            return list(connection.execute(wanted).scalars())

    def delete(self, session_id: str) -> None:
        """Forget a session and its turns; nothing happens where it is not known."""
        with self._engine.begin() as connection:
            connection.execute(delete(_TURNS).where(_TURNS.c.session_id == session_id))
            connection.execute(delete(_KEYS).where(_KEYS.c.session_id == session_id))
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.id == session_id))

    def done(self, session_id: str, once: WriteKey | None) -> int | None:
        """The number of the turn that this key was given to; None for a new one. Raises `KeyReusedError`."""
        if once is None:
            return None
        wanted = select(_KEYS.c.digest, _KEYS.c.n).where(_KEYS.c.session_id == session_id, _KEYS.c.key == once.key)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            return None
        if row.digest != once.digest:
            raise KeyReusedError("This key came with something else before. Make a new key for every write.")
        return int(row.n)

    def add(
        self,
        session_id: str,
        n: int,
        turn: PastTurn,
        now: datetime,
        *,
        once: WriteKey | None = None,
        also: Callable[[Connection], None] | None = None,
    ) -> None:
        """Keep turn number `n` of the session, with its key and whatever `also` writes: all of it or nothing."""
        with self._engine.begin() as connection:
            if once is not None:
                connection.execute(insert(_KEYS).values(session_id=session_id, key=once.key, digest=once.digest, n=n))
            if also is not None:
                also(connection)
            connection.execute(
                insert(_TURNS).values(
                    session_id=session_id,
                    n=n,
                    message=turn.message,
                    happened=records.dumps(turn.happened),
                    events=records.dumps(turn.events),
                    at=now,
                )
            )

    def turns(self, session_id: str) -> list[PastTurn]:
        """The session's turns, oldest first; empty for a session that is not known."""
        wanted = select(_TURNS).where(_TURNS.c.session_id == session_id).order_by(_TURNS.c.n)
        with self._engine.connect() as connection:
            return [
                PastTurn(
                    row.message,
                    records.loads(row.happened),
                    records.loads(row.events),
                    row.at.replace(tzinfo=UTC),
                )
                for row in connection.execute(wanted)
            ]


def state_of(turns: list[PastTurn]) -> DialogueState:
    """The state that these turns led to."""
    state = DialogueState()
    for turn in turns:
        for happening in turn.happened:
            state = state.after(happening)
    return state


def still_sold(state: DialogueState, catalog: Catalog) -> DialogueState:
    """The state without what the store has stopped selling since: nothing gone is shown, meant or carried."""

    def known(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(i for i in ids if i in catalog)

    def carried(lines: Iterable[CartLine]) -> tuple[CartLine, ...]:
        return tuple(line for line in lines if catalog.has_variant(line.variant_id))

    pairs = zip(state.shown.product_ids, state.shown.variant_ids, strict=True)
    shown = [(p, v) for p, v in pairs if p in catalog and catalog.has_variant(v)]
    asked = state.asked
    if asked and asked.variant_of:
        which = replace(asked.variant_of, then=known(asked.variant_of.then))
        asked = replace(asked, variant_of=which) if which.product_id in catalog else None
    return replace(
        state,
        anchors=known(state.anchors),
        aside=tuple(replace(one, anchors=known(one.anchors)) for one in state.aside),
        shown=Shown(tuple(p for p, _ in shown), tuple(v for _, v in shown), state.shown.more),
        focus=known(state.focus),
        cart=carried(state.cart),
        cart_before=tuple(carried(lines) for lines in state.cart_before),
        asked=asked,
        bench=state.bench and state.bench.with_only(catalog.has_variant),
    )
