"""People in notes: "tents for 2", noted as two pieces, are tents that two sleep in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.acts import ShopperAct
from assistant.notes.notation import Note, Pair
from assistant.notes.searches import SEARCHING
from assistant.quantities.amounts import Amount
from assistant.quantities.measures import FOR_A_COUPLE


def for_people(
    acts: Sequence[ShopperAct], notes: Sequence[Note], message: str, read: Callable[[ShopperAct], Sequence[Amount]]
) -> tuple[list[ShopperAct], Sequence[Note]]:
    """The acts and notes with a number of people where the notes counted pieces; `read` finds it, for an act whose kind
    of thing is measured so."""
    is_counted = any(note.values("qty") for note in notes if note.intent in SEARCHING)
    if not is_counted and not FOR_A_COUPLE.search(message):
        return list(acts), notes
    for n, act in enumerate(acts):
        people = read(act) if act.intent in SEARCHING else ()
        if people:
            is_for, said = people[0].constraint, message[people[0].start : people[0].end]
            rest = tuple(c for c in act.constraints if c.slot != is_for.slot)
            counted = [*acts[:n], replace(act, constraints=(*rest, is_for)), *acts[n + 1 :]]
            return counted, [_without_count(note, said, message.replace(said, " ", 1)) for note in notes]
    return list(acts), notes


def _without_count(note: Note, said: str, elsewhere: str) -> Note:
    """The note without the number of pieces that is `said` of people, and of nothing else."""

    def says(text: str, pair: Pair) -> bool:
        return bool(re.search(rf"\b{re.escape(pair.value)}\b", text))

    kept = (p for p in note.pairs if p.key != "qty" or not says(said, p) or says(elsewhere, p))
    return replace(note, pairs=tuple(kept))
