"""What a note changes of a need that stands: alternatives added or taken out of it, conditions taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.notes.notation import Note
from assistant.state import DialogueState
from retrieval.query import Constraint, Operator


def either(found: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """Alternatives ("knee length or midi") in the slot that most of them are of."""
    slots = [c.slot for c in found]
    if not slots:
        return ()
    slot = max(dict.fromkeys(slots), key=slots.count)
    of_slot = [c for c in found if c.slot == slot]
    values = tuple(dict.fromkeys(str(v) for c in of_slot for v in c.values))
    if len(values) == 1:
        return (of_slot[0],)
    return (Constraint(slot, Operator.ONE_OF, values, all(c.required for c in of_slot)),)


def as_well(said: Sequence[Constraint], state: DialogueState) -> tuple[Constraint, ...]:
    """ "Symmetrical ones are fine as well": beside what was wanted of that, not in its place."""
    made = []
    for constraint in said:
        alike = [
            c for c in state.constraints if c.slot == constraint.slot and c.operator in (Operator.IS, Operator.ONE_OF)
        ]
        if len(alike) == 1 and constraint.operator in (Operator.IS, Operator.ONE_OF):
            values = tuple(dict.fromkeys(str(v) for c in (alike[0], constraint) for v in c.values))
            constraint = replace(alike[0], operator=Operator.ONE_OF, value=values) if len(values) > 1 else constraint
        made.append(constraint)
    return tuple(made)


def narrowed_alternatives(
    said: Sequence[Constraint], state: DialogueState
) -> tuple[list[Constraint], list[Constraint]]:
    """Standing alternatives less what is now excluded ("not Fellspun" of two brands), and those that this replaces."""
    made, replaced = [], []
    for standing in state.constraints:
        if standing.operator is not Operator.ONE_OF or any(
            c.slot == standing.slot and c.operator is not Operator.NOT for c in said
        ):
            continue
        out = {v for c in said if c.slot == standing.slot and c.operator is Operator.NOT for v in c.values}
        left = tuple(str(v) for v in standing.values if v not in out)
        if left and len(left) < len(standing.values):
            replaced.append(standing)
            made.append(
                replace(standing, value=left)
                if len(left) > 1
                else replace(standing, operator=Operator.IS, value=left[0])
            )
    return made, replaced


def taken_back(note: Note, said: Sequence[Constraint], state: DialogueState) -> tuple[Constraint, ...]:
    """Of a correction: what stands on the slots that are now said otherwise."""
    if not note.corrects:
        return ()
    wanted = {c.slot for c in said if c.operator is not Operator.NOT}
    return tuple(c for c in state.constraints if c.slot in wanted and c not in said)
