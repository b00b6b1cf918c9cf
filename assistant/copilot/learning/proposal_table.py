"""Proposals in the store's database: each kept once, however often it is proposed; imports leave them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, DateTime, Engine, Integer, MetaData, String, Table, Text, insert, select, update

from assistant.copilot.offering import Proposal, ProposalKind, ProposalStatus
from retrieval.columns import folded

_METADATA = MetaData()
_PROPOSALS = Table(
    "proposals",
    _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("digest", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("session_id", String, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("product_id", String, nullable=False),
    Column("product_title", Text, nullable=False),
    Column("slot", String, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("dialogue", Text, nullable=False),
    Column("suggested", Text, nullable=False),
    Column("sent", Text, nullable=False),
    Column("n_seen", Integer, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime),
    Column("applied", String, nullable=False),  # what approving made: the number of an answer or a correction, a file
    sqlite_autoincrement=True,
)
_FIELDS = tuple(field.name for field in fields(Proposal))


class ProposalError(ValueError):
    """A proposal that is not there, or with which that cannot be done now."""


class NoProposalError(ProposalError, LookupError):
    """No proposal has that number."""


class ProposalTable:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _METADATA.create_all(engine)

    def put(self, proposal: Proposal) -> Proposal:
        """Keeps it; where the same was proposed before, counts it there, and gives that, whatever became of it."""
        digest = _digest(proposal)
        with self._engine.begin() as connection:
            known = connection.execute(select(_PROPOSALS).where(_PROPOSALS.c.digest == digest)).first()
            if known is not None:
                more = update(_PROPOSALS).where(_PROPOSALS.c.id == known.id).values(n_seen=known.n_seen + 1)
                connection.execute(more)
                number = int(known.id)
            else:
                row = {name: getattr(proposal, name) for name in _FIELDS if name != "id"}
                row |= {"kind": proposal.kind.value, "status": proposal.status.value, "digest": digest, "applied": ""}
                key = connection.execute(insert(_PROPOSALS).values(row)).inserted_primary_key
                number = int(key[0]) if key else 0
        return self.get(number)

    def get(self, number: int) -> Proposal:
        """Raises `NoProposalError` for a number that none has."""
        return _proposal(self._row(number))

    def applied(self, number: int) -> str:
        return str(self._row(number).applied)

    def of(self, statuses: Sequence[ProposalStatus], n: int = 1_000) -> tuple[Proposal, ...]:
        """Those in one of the statuses: waiting ones by how often they were proposed, decided ones the latest first."""
        wanted = select(_PROPOSALS).where(_PROPOSALS.c.status.in_([status.value for status in statuses]))
        order = (
            (_PROPOSALS.c.n_seen.desc(), _PROPOSALS.c.id.desc())
            if ProposalStatus.WAITING in statuses
            else (_PROPOSALS.c.decided_at.desc(), _PROPOSALS.c.id.desc())
        )
        with self._engine.connect() as connection:
            return tuple(_proposal(row) for row in connection.execute(wanted.order_by(*order).limit(n)))

    def change(self, number: int, **values: object) -> Proposal:
        with self._engine.begin() as connection:
            connection.execute(update(_PROPOSALS).where(_PROPOSALS.c.id == number).values(**values))
        return self.get(number)

    def _row(self, number: int) -> Any:
        with self._engine.connect() as connection:
            row = connection.execute(select(_PROPOSALS).where(_PROPOSALS.c.id == number)).first()
        if row is None:
            raise NoProposalError(f"No proposal has the number {number}.")
        return row


def _digest(proposal: Proposal) -> str:
    """The same for what would teach the same."""
    match proposal.kind:
        case ProposalKind.FAQ:
            told = (proposal.product_id, proposal.question, proposal.answer)
        case ProposalKind.ATTRIBUTE:
            told = (proposal.product_id, proposal.slot, f"{proposal.old}\n{proposal.new}")
        case ProposalKind.DIALOGUE:
            told = ("", proposal.dialogue, "")
    return sha256("\n".join((proposal.kind.value, *map(folded, told))).encode()).hexdigest()


def _proposal(row: Any) -> Proposal:
    values = {name: getattr(row, name) for name in _FIELDS}
    values |= {"kind": ProposalKind(row.kind), "status": ProposalStatus(row.status), "at": row.at.replace(tzinfo=UTC)}
    decided: datetime | None = row.decided_at
    return Proposal(**{**values, "decided_at": decided.replace(tzinfo=UTC) if decided else None})
