"""A wrong turn as text for people: what was said, what was on the screen, what was expected and what came."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.understanding_eval.comparing import NeedComparison
from assistant.understanding_eval.walk import WalkedTurn
from assistant.understanding_eval.wanted import CONTEXT_SLOTS, written


def failure(turn: WalkedTurn, *, context: bool = False) -> str:
    """The turn's faults, one a line below what was said; empty for a turn in which all is right."""
    faults = [*turn.act_differences, *(f"invented: {written(c)}" for c in turn.invented)]
    alone = [] if turn.need_alone.is_right(context=context) else list(_faults(turn.need_alone, context))
    if alone:
        faults += alone
    elif not turn.need.is_right(context=context):
        faults += [f"{fault} (since an earlier turn)" for fault in _faults(turn.need, context)]
    if not faults:
        return ""
    talk = turn.dialogue
    head = [f"{talk.path}:{turn.turn.line}: {talk.id}, turn {turn.number} ({talk.lang}, typos {talk.typos})"]
    if turn.shown:
        head.append("  shown: " + "; ".join(f"{n} {i}" for n, i in enumerate(turn.shown, 1)))
    head.append(f"  said:  {turn.turn.say}")
    return "\n".join([*head, *(f"  - {fault}" for fault in faults)])


def _faults(need: NeedComparison, context: bool) -> Iterator[str]:
    spared = frozenset() if context else CONTEXT_SLOTS
    yield from (f"need: '{wanted.words}' is missing" for wanted in need.missed if wanted.first.slot not in spared)
    yield from (f"need: {written(constraint)} is wrong" for constraint in need.wrong if constraint.slot not in spared)
