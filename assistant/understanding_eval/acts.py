"""Predicted acts beside the annotated ones: the same intents in the same order, about the same things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from assistant.acts import Intent, ShopperAct
from assistant.understanding_eval.comparing import NeedComparer
from assistant.understanding_eval.format import AnnotatedAct, AnnotatedTurn
from assistant.understanding_eval.wanted import written

_SMALL_TALK = (Intent.GREET, Intent.THANK)
_SEARCHES = (Intent.FIND, Intent.REFINE, Intent.BUNDLE)  # what they look for is compared as the need
_ANY = TypeVar("_ANY", ShopperAct, AnnotatedAct)


def without_small_talk(acts: Sequence[_ANY]) -> list[_ANY]:
    """Without greetings and thanks beside a real act, which are neither right nor wrong there."""
    real = [act for act in acts if act.intent not in _SMALL_TALK]
    return real or list(acts)


def differences(predicted: Sequence[ShopperAct], turn: AnnotatedTurn, comparer: NeedComparer) -> tuple[str, ...]:
    """How the acts differ from what was meant, in words; empty where the turn is exactly right."""
    heard, meant = without_small_talk(predicted), without_small_talk(turn.acts)
    if [act.intent for act in heard] != [act.intent for act in meant]:
        return (f"acts: expected {_intents(meant)}; got {_intents(heard)}",)
    return tuple(
        f"{gold.intent.value}: {difference}"
        for act, gold in zip(heard, meant, strict=True)
        for difference in _of_act(act, gold, turn, comparer)
    )


def _of_act(act: ShopperAct, gold: AnnotatedAct, turn: AnnotatedTurn, comparer: NeedComparer) -> Iterator[str]:
    if gold.products is not None and set(act.product_ids) != set(gold.products):
        yield f"expected the products {list(gold.products)}; got {list(act.product_ids)}"
    if (gold.unresolved or gold.products) and bool(act.unresolved) != gold.unresolved:
        yield "it points to nothing shown" if gold.unresolved else f"'{act.unresolved}' does point to something"
    adds = act.intent is Intent.ADD_TO_CART
    pieces = gold.quantity if gold.quantity is not None else 1 if adds else act.quantity
    if act.quantity != pieces:
        yield f"expected {pieces} pieces; got {act.quantity}"
    dropped = {*act.dropped, *(c.slot for c in act.removed)}
    if gold.dropped is not None and dropped != set(gold.dropped):
        yield f"expected these to be given up: {list(gold.dropped)}; got {sorted(dropped)}"
    if gold.parts is not None:
        parts = comparer.compare(act.parts, gold.parts)
        yield from (f"the part '{one.words}' is missing" for one in parts.missed)
        yield from (f"the part {written(one)} was not asked for" for one in parts.wrong)
    if adds or (gold.constraints is not None and act.intent not in _SEARCHES):
        chosen = comparer.compare(act.constraints, gold.constraints or (), (*turn.need, *turn.may))
        yield from (f"'{one.words}' is missing" for one in chosen.missed)
        yield from (f"{written(one)} was not said" for one in chosen.wrong)


def _intents(acts: Sequence[ShopperAct] | Sequence[AnnotatedAct]) -> str:
    return ", ".join(act.intent.value for act in acts)
