"""Searches set aside: what was looked for before, and for whom, so that the shopper can come back to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.context import person
from retrieval.query import Constraint, Order

_MOST = 8  # searches kept; a conversation that has more has left the first behind


@dataclass(frozen=True, slots=True)
class Aside:
    """A search as it was left. `recipient` is whom it was for, as it was said; empty for the shopper."""

    recipient: str = ""
    text: str = ""
    constraints: tuple[Constraint, ...] = ()
    order: Order = Order.FIT
    bundling: bool = False
    parts: tuple[Constraint, ...] = ()
    anchors: tuple[str, ...] = ()
    asked_slots: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    @property
    def person(self) -> str:
        return person(self.recipient)

    @property
    def kinds(self) -> frozenset[str]:
        """What things it looks for: values of its categories, and its words."""
        named = (str(v) for c in (*self.constraints, *self.parts) if c.slot == "category" for v in c.values)
        return frozenset((*named, self.text))


def set_aside(left: Aside, others: Sequence[Aside]) -> tuple[Aside, ...]:
    """The searches set aside with the one that was just left: one of each kind a person, the last left last."""
    if not (left.text or left.constraints or left.parts or left.anchors):
        return tuple(others)
    kept = [one for one in others if (one.person, one.kinds) != (left.person, left.kinds)]
    return (*kept, left)[-_MOST:]


def taken_up(
    text: str, parts: Sequence[Constraint], constraints: Iterable[Constraint], others: Sequence[Aside]
) -> Aside:
    """The search set aside that this one goes on with; an empty one when it is new."""
    now = set(constraints)
    return next(
        (
            one
            for one in reversed(others)
            if one.text == text and one.parts == tuple(parts) and set(one.constraints) <= now
        ),
        Aside(),
    )
