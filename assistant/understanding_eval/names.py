"""An annotation may name only what its store has: slots, category steps, products; values as the store spells them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.understanding_eval.format import AnnotatedAct, AnnotatedDialogue, AnnotatedTurn
from assistant.understanding_eval.wanted import CONTEXT_SLOTS, ORDER, Wanted
from retrieval.catalog import Catalog
from retrieval.query import THING, Constraint
from retrieval.vocabulary import Vocabulary

_OF_EVERY_STORE = {"price", "rating", "category", "brand", "gender", ORDER, THING} | CONTEXT_SLOTS


def unknown_names(dialogue: AnnotatedDialogue, catalog: Catalog, vocabulary: Vocabulary) -> list[str]:
    """What the dialogue names and the store does not have, each with file and line; empty when all is well."""
    return [
        f"{dialogue.path}:{turn.line}: {dialogue.id}, turn {number}: {fault}"
        for number, turn in enumerate(dialogue.turns, 1)
        for fault in dict.fromkeys(_faults(turn, catalog, vocabulary))
    ]


def _faults(turn: AnnotatedTurn, catalog: Catalog, vocabulary: Vocabulary) -> Iterator[str]:
    products = [*(turn.shown or ()), *(i for act in turn.acts for i in act.products or ())]
    yield from (f"the store has no product '{i}'" for i in products if i not in catalog)
    slots = _OF_EVERY_STORE | set(vocabulary.slots)
    dropped = [slot for act in turn.acts for slot in act.dropped or ()]
    named = [c for wanted in _lines(turn) for c in wanted.constraints]
    for slot in dict.fromkeys((*dropped, *(c.slot for c in named))):
        if slot not in slots:
            yield f"the store has no slot '{slot}'; it has {', '.join(sorted(slots))}"
    for constraint in named:
        yield from _misspelt(constraint, vocabulary)


def _lines(turn: AnnotatedTurn) -> Iterator[Wanted]:
    yield from (*turn.need, *turn.may)
    for act in turn.acts:
        yield from _of_act(act)


def _of_act(act: AnnotatedAct) -> Iterator[Wanted]:
    yield from (*(act.constraints or ()), *(act.parts or ()))


def _misspelt(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[str]:
    """A shopper may want what no product has ("color is Pink"); a category step, though, is always the store's."""
    own = vocabulary.values(constraint.slot)
    spelled = {value.casefold(): value for value in own}
    for value in constraint.values:
        if value in own or not isinstance(value, str):
            continue
        if value.casefold() in spelled:
            yield f"'{value}' of {constraint.slot} is spelled '{spelled[value.casefold()]}' in the store"
        elif constraint.slot == "category":
            yield f"the store has no category step '{value}'"
