"""Question words: how a question about a slot is put."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.questions import Question
from recommender.wording import category_name, listed, lowered, slot_name

_NAMED = 3  # answers that the question itself names; the chips have them all
_WORN = re.compile(r"(?:\d?x{0,4}[sml]|x{0,4}-?(?:small|large)|medium|\d{1,2}(?:[.,]5)?|\d{2}/\d{2})", re.I)
# The slot's name has one of these words; the first decides.
_ASKED = tuple(
    (re.compile(rf"(?:^|_)(?:{words})(?:_|$)"), question)
    for words, question in (
        ("gender", "Who is it for?"),
        ("price", "How much would you like to spend?"),
        ("sleeps|persons?|people|seats", "For how many people?"),
        ("players?", "How many of you will play?"),
        ("noise", "How quiet should it be?"),
        ("weight", "How light should it be?"),
        ("capacity|volume", "How much should it hold?"),
        ("runtime|battery_life|burn_time", "How long should it last?"),
        ("height", "How tall should it be?"),
        ("width", "How wide should it be?"),
        ("depth", "How deep should it be?"),
        ("length", "How long should it be?"),
        ("screen_size", "How big should the screen be?"),
        ("brand", "Is there a brand that you like?"),
        ("activity|activities", "What will you use it for?"),
        ("colou?rs?", "Which colour would you like?"),
    )
)


def worded(question: Question) -> str:
    """The question as a person would put it: "What size do you wear?", "Which roast: light, medium or dark?"."""
    slot, labels = question.slot, [answer.label for answer in question.answers]
    if slot == "category":
        names = [lowered(category_name(label)) for label in labels[:_NAMED]]
        return (
            f"Are you after {listed(names, 'or')}?"
            if len(labels) <= _NAMED
            else (f"Are you after {', '.join(names)}, or something else?")
        )
    if re.search(r"(?:^|_)sizes?$", slot) and _are_worn(labels):
        return "What size do you wear?"
    flag = {label.lower() for label in labels} <= {"yes", "no", "true", "false"}
    if flag:
        return (
            f"Should it be {slot_name(slot)}?"
            if slot.endswith(("able", "proof", "free", "less"))
            else (f"{slot_name(slot).capitalize()}: yes or no?")
        )
    asked = next((words for pattern, words in _ASKED if pattern.search(slot)), "")
    if asked:
        return asked
    if question.is_banded or len(labels) > _NAMED:
        return f"Which {_name(slot)}?"
    return f"Which {_name(slot)}: {listed([lowered(label) for label in labels], 'or')}?"


def _name(slot: str) -> str:
    """ "Style" of `style_bags`: shops state it apart for each kind of thing."""
    head = re.match(r"(style|feature|strap|type)s?_", slot)
    return head[1] if head else slot_name(slot)


def _are_worn(labels: Sequence[str]) -> bool:
    """Sizes of clothes and shoes, not of bottles or beds."""
    return all(_WORN.fullmatch(label.strip()) for label in labels)
