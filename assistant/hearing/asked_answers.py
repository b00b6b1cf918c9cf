"""Answers to our questions: a short message that names one of the values we offered, or says that none matters."""

from __future__ import annotations

from assistant.acts import Intent, ShopperAct
from assistant.hearing.no_preference import is_no_preference
from assistant.naming.needs import NeedReader
from assistant.state import DialogueState
from retrieval.query import Constraint, Operator
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary


def answer_to_question(
    clause: str, state: DialogueState, needs: NeedReader, vocabulary: Vocabulary
) -> ShopperAct | None:
    """A short message after our question is its answer, where it names one of the values we offered."""
    asked = state.asked
    said = tokens(clause)
    if asked is None:
        return None
    words = {t.stem for t in said}
    if is_no_preference(clause):
        return ShopperAct(Intent.REFINE, dropped=(asked.slot,)) if asked.variant_of is None else None
    by_words = {value: {t.stem for t in tokens(value)} for value in asked.values}
    synonyms = {v for m in vocabulary.match(said) if m.slot == asked.slot for v in m.values}
    chosen = [v for v, own in by_words.items() if own and own <= words] or [v for v in asked.values if v in synonyms]
    if not chosen or len(said) > 6:
        return None
    value = max(chosen, key=lambda v: len(by_words[v]))
    picked = Constraint(asked.slot, Operator.IS, value)
    more = [t for t in said if t.stem not in by_words[value] and (t.word.isdigit() or vocabulary.match([t]))]
    if more and value not in synonyms and asked.variant_of is None:
        return None  # it says more than that: "28 or 29, not over 45"
    if asked.choices:
        picked = asked.choices[asked.values.index(value)]
    if asked.variant_of is None:
        return ShopperAct(Intent.REFINE, (picked,))
    also = needs.read(clause, state).constraints
    others = tuple(c for c in also if c.slot != asked.slot and c.operator is Operator.IS)
    return asked.variant_of.adding((picked, *others))
