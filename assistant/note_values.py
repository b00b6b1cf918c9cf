"""The values in a model's notes: copied words, numbers, alternatives. Each is checked, none is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.amounts import HIGHEST_PRICE, number
from assistant.notation import Note, Pair
from retrieval.query import Constraint, Operator

POSITIONS = re.compile(r"\d{1,3}(?:,\d{1,3})*")  # a `ref` that counts what is shown: "2", "1,3"

_BOUNDS = {"<=": Operator.AT_MOST, ">=": Operator.AT_LEAST, "~": Operator.ABOUT}
_NUMBER = re.compile(r"\d[\d.,]*|[a-z]+(?:[- ][a-z]+)*", re.IGNORECASE)
_MOST_PIECES = 99


def copied(note: Note, message: str) -> Note:
    """The note without pairs whose value the message does not have, letter for letter but for case and blanks."""
    flat = _flat(message)

    def holds(pair: Pair) -> bool:
        if pair.key in ("sort", "any") or (pair.key == "ref" and POSITIONS.fullmatch(pair.value)):
            return True
        return all(_flat(part) in flat for part in pair.parts)

    return replace(note, pairs=tuple(pair for pair in note.pairs if holds(pair)))


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


def bound(pair: Pair) -> Constraint | None:
    """The price or rating bound that was noted; None for other keys, and for a value that is no sensible number."""
    if pair.key not in ("price", "rating") or pair.operator not in _BOUNDS:
        return None
    value = _amount(pair.value)
    if not 0 < value <= (5 if pair.key == "rating" else HIGHEST_PRICE):
        return None
    return Constraint(pair.key, _BOUNDS[pair.operator], value)


def _amount(words: str) -> Decimal:
    match = _NUMBER.search(words)
    return number(match.group().rstrip(".,")) if match else Decimal(0)


def quantity(note: Note) -> int:
    """How many pieces were noted; 0 when not said."""
    said = [int(_amount(value)) for value in note.values("qty")]
    return min(max(said[0], 0), _MOST_PIECES) if said else 0


def negated(constraint: Constraint) -> Constraint:
    """The constraint's (first) value, excluded."""
    value = constraint.value[0] if isinstance(constraint.value, tuple) else constraint.value
    return Constraint(constraint.slot, Operator.NOT, value)


def alternatives(found: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """Values of one slot are alternatives ("red or green"); an exclusion wins over the same value wanted."""
    by_slot: dict[str, dict[str, bool]] = {}
    rest: list[Constraint] = []
    for constraint in found:
        if constraint.operator in (Operator.IS, Operator.ONE_OF):
            own = constraint.values
            by_slot.setdefault(constraint.slot, {}).update({str(v): constraint.required for v in own})
        elif constraint not in rest:
            rest.append(constraint)
    excluded = {(c.slot, c.value) for c in rest if c.operator is Operator.NOT}
    positive = []
    for slot, values in by_slot.items():
        names, required = tuple(v for v in values if (slot, v) not in excluded), any(values.values())
        if not names:
            continue
        whole = Constraint(slot, Operator.IS, names[0]) if len(names) == 1 else Constraint(slot, Operator.ONE_OF, names)
        positive.append(whole if required else whole.wished())
    return (*positive, *rest)
