"""A price limit that set words say and no note has: "I'd pay 150 for that", "30ish".

What code reads is exact where it reads anything ("at most 60", "between 40 and 50"), and deaf to the rest. So it adds
where a model passed the number over altogether, and never argues with a number that the model noted as anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import Note
from assistant.notes.values import only_number, sentences_with
from assistant.quantities.amounts import Amount
from retrieval.query import Operator

_SEARCHING = (Intent.FIND, Intent.REFINE)
_LEAST_SUM = 10  # below that a bare number is rather a count
_LIMITS = (Operator.AT_MOST, Operator.BETWEEN, Operator.ABOUT)  # "over 20 settings" is mostly something else
# What is said beside one of these is what something costs, or the shop's own number.
_NO_LIMIT = re.compile(
    r"\b(?:deliver\w*|shipping|postage|free|vouchers?|coupons?|discount|off|club|gift ?cards?|costs?|was|paid|why|"
    r"says?|each other|percent)\b|%|[?？]",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$£€¥]|\b(?:dollars?|bucks|euros?|pounds|quid|budget|spend|pay|money|price)\b", re.IGNORECASE)
_OF_ELSE = re.compile(
    r"\b(?:sizes?|i'?m|i am|is|are|who'?s|he'?s|she'?s|aged?|turn(?:s|ing)?|ones?|of|at|for)\W*$", re.IGNORECASE
)
_ENDS = re.compile(r"\s*(?:$|[.,;!)]|(?:please|pls|max|tops|total|each|apiece|all in|together)\b)", re.IGNORECASE)


def with_passed_over(
    acts: Sequence[ShopperAct], notes: Sequence[Note], read: Sequence[Amount], message: str
) -> list[ShopperAct]:
    """The acts, the one search among them with the one limit that the message has and no note speaks of."""
    searches = [n for n, act in enumerate(acts) if act.intent in _SEARCHING]
    if len(searches) != 1 or len(read) != 1 or read[0].constraint.operator not in _LIMITS:
        return list(acts)
    act, amount = acts[searches[0]], read[0]
    said = message[amount.start : amount.end]
    noted = [part for note in notes for pair in note.pairs for part in pair.parts]
    beside = sentences_with([said], message)
    sum_said = _MONEY.search(" ".join(beside) or said)
    small = all(isinstance(value, Decimal) and value < _LEAST_SUM for value in amount.constraint.values)
    if not sum_said and (small or _OF_ELSE.search(message[: amount.start]) or not _ENDS.match(message[amount.end :])):
        return list(acts)
    touched = any(c.slot == "price" for c in (*act.constraints, *act.removed)) or "price" in act.dropped
    copied = any(_is_in(part, said) for part in noted)
    others = [v for note in notes if note.intent not in _SEARCHING for v in note.values("text")]
    taken = any(value.lower() in sentence.lower() for sentence in beside for value in others)
    if touched or copied or taken or any(_NO_LIMIT.search(sentence) for sentence in beside):
        return list(acts)
    limited = replace(act, constraints=(*act.constraints, amount.constraint))
    return [limited if n == searches[0] else one for n, one in enumerate(acts)]


def _is_in(part: str, said: str) -> bool:
    """Whether a noted value has the number that is said, as figures or in words."""
    figures = re.findall(r"\d+", said)
    return any(n in figures for n in re.findall(r"\d+", part)) or (only_number(part) and part.lower() in said.lower())
