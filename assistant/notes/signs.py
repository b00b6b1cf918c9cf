"""What the words beside a copied value make of it: disliked, allowed again, only told, somebody's age, a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.chinese.shop_words import is_known
from assistant.notes.notation import Pair
from assistant.notes.values import only_number
from assistant.state import DialogueState
from retrieval.query import Operator
from retrieval.tokens import tokens

_SAID_OF = frozenset({"with", "color", "material", "brand"})
_WHOM = r"(?:me|him|her|us|them|my \w+)"
_DISLIKING = (
    r"(?:\ballergic to|\bcan(?:no|'?)t (?:stand|bear)|\b(?:hates?|detests?|dislikes?)|\bsensitive to|"
    r"\b(?:doe?s|do|did|wo)n'?t (?:really )?(?:like|want|wear|eat)|\bfree (?:of|from)|\bnothing (?:in|with|made of)|"
    r"\banything but|\bspare me)"
)
_DISLIKED_BEFORE = re.compile(rf"(?:{_DISLIKING} (?:the |any )?|不喜欢|讨厌|受不了|对)$", re.IGNORECASE)
_DISLIKED = re.compile(
    rf"{_DISLIKING} (?:the |any )?(?P<what>[a-z]{{3,}})\b(?! (?:\w+ )?(?:one|ones)\b)", re.IGNORECASE
)
_DISLIKED_AFTER = re.compile(
    rf"^ (?:makes? {_WHOM} (?:itch|sneeze|sick|sweat|cough|break out)|irritates|(?:is|are) out\b|gives? {_WHOM} a rash)"
    r"|^\W{0,2}(?:no|nope)\W*$|^过敏|^的?(?:都|也|就|一律|统统)?(?:不要|不考虑|不行|免了|除外)[啊了哈哦呀吧]?(?=$|[\s，。！!,.])",
    re.IGNORECASE,
)
_DOING = re.compile(r"ing$", re.IGNORECASE)  # "she hates cleaning": nothing that a thing could have
_NEGATED_VALUE = re.compile(
    r"^(?:spare me|anything but|not|no|without|except(?: for)?) (?:the |an? )?(.+?)(?: ones?)?$", re.IGNORECASE
)
_NO_THEN = re.compile(
    r"(?:^|[.!?]\s*)(?:no|nope|nah)(?:\s*,\s*|\s*,?\s+(?:i (?:mean|meant|said) )?(?:the|that|those|this|these) )$", re.I
)
_TOLD_OF_SHOWN = re.compile(
    r"\b(?:that'?s|those are|these are|this is|that one is|it'?s too)(?: (?:an?|all|just|too|so))? $", re.IGNORECASE
)
_AGED = re.compile(
    r"\b(?:i(?: am|'?m)|(?:he|she)(?: is|'?s)|aged?|turn(?:s|ing|ed)?|the (?:youngest|oldest) is)"
    r"(?: only| just| now| already)? $",
    re.IGNORECASE,
)
_IS_MONEY = re.compile(r"^\s?(?:[$£€¥]|dollars?|bucks?|euros?|pounds?|usd|quid|each\b)", re.IGNORECASE)
_A_RATE = re.compile(
    r"^\s*\w+(?: \w+)? (?:a|an|per|each|every) (?:day|night|morning|evening|week|weekend|month|year|hour)\b|"
    r"^\s*(?:times|x) (?:a|per|each|every) (?:day|week|month|year)\b",
    re.IGNORECASE,
)
_SHORTHAND = re.compile(r"^\s?(?:much|many|big|small|late|expensive|day|nite|morrow)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:make|call) (?:it|that) $", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:around|about|roughly|ideally) (?:the )?[$£€¥]?$", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:not (?:more than|over|above)|no more than|at most|max(?:imum)?|up to) [$£€¥]?$", re.IGNORECASE
)
_ALLOWED = r"(?: \w+)? (?:is|are|would be) (?:ok(?:ay)?|fine|allowed|all ?right|possible)\b"
_ALLOWED_AGAIN = re.compile(rf"\b(?P<what>[a-z]{{3,}}){_ALLOWED}", re.IGNORECASE)
_WISHING = re.compile(
    r"\b(?:ideally|prefer\w*|if possible|would be|or so|ish|about|around|roughly|maybe|perhaps)\b|最好|大概|左右",
    re.IGNORECASE,
)


def signed(pair: Pair, before: str, after: str, n_pairs: int, state: DialogueState) -> Pair | None:
    """The pair as the words on both sides of its value sign it; None where they say that it is no condition.

    `before` and `after` are what stands in the message up to the value and behind it.
    """
    negated = _NEGATED_VALUE.match(pair.value) if pair.key in _SAID_OF and pair.operator in "=~" else None
    if negated:
        return Pair(pair.key, "!=", negated[1])
    if pair.key in _SAID_OF and pair.operator in "=~":
        if _DISLIKED_BEFORE.search(before) and not (before.endswith("对") and not after.startswith("过敏")):
            return replace(pair, operator="!=")
        if _DISLIKED_AFTER.match(after):
            return replace(pair, operator="!=")
        if n_pairs > 1 and state.shown.product_ids and _TOLD_OF_SHOWN.search(before):
            return None
    if pair.operator == "!=" and before.endswith("不") and is_known(f"不{pair.value}"):  # "不沾的": non-stick
        return Pair(pair.key, "=", f"不{pair.value}")
    if pair.operator == "!=" and pair.key in (*_SAID_OF, "gender", "size") and _NO_THEN.search(before):
        return replace(pair, operator="=")
    if pair.key == "size" and pair.operator == "~" and not _WISHING.search(before + after):
        return replace(pair, operator="=")
    return _number(pair, before, after, state) if only_number(pair.value) else pair


def _number(pair: Pair, before: str, after: str, state: DialogueState) -> Pair | None:
    """A bare number that is noted as a price, a size or a count."""
    if pair.key in ("price", "with", "qty") and _A_RATE.match(after):  # "we drink about 4 cups a day"
        return None
    if pair.key in ("price", "with") and _AGED.search(before) and not _IS_MONEY.match(after):
        return None
    if pair.key == "price" and state.context.quantity and _COUNTED.search(before) and not _IS_MONEY.match(after):
        return Pair("qty", "=", pair.value)
    if pair.key == "price" and re.search(r"\bfor the price of $", before, re.IGNORECASE):
        return None
    if pair.key == "qty" and _SHORTHAND.match(after):  # "2 much"
        return None
    return pair


def capped(pair: Pair, message: str) -> Pair:
    """ "Around 12, not more than 15", noted as a range: what is signed as the most is the bound."""
    ends = pair.parts
    if pair.key != "price" or len(ends) != 2:
        return pair
    low, high = (message.find(end) for end in ends)
    if low < 0 or high <= low or not _ABOUT.search(message[:low]) or not _MOST.search(message[:high]):
        return pair
    return Pair("price", "<=", ends[1])


def passed_over(pairs: Sequence[Pair], message: str) -> list[Pair]:
    """What somebody is said not to like, and no pair has: "she cant stand orange"."""
    noted = " ".join(part.lower() for pair in pairs for part in pair.parts)
    found = [match["what"] for match in _DISLIKED.finditer(message)]
    told = (word for word in found if word.lower() not in noted and not _DOING.search(word))
    return [Pair("with", "!=", word) for word in told]


def allowed_again(pairs: Sequence[Pair], message: str, state: DialogueState) -> list[Pair]:
    """The pairs, with what stood as excluded given up where it is allowed now: "mummies are fine after all"."""
    excluded = {
        token.stem
        for c in state.constraints
        if c.operator is Operator.NOT
        for value in c.values
        for token in tokens(str(value))
    }
    left = list(pairs)
    for match in _ALLOWED_AGAIN.finditer(message) if excluded else ():
        word = next((w for w in match.group().split()[:2] if {t.stem for t in tokens(w)} & excluded), "")
        if not word:
            continue
        left = [pair for pair in left if word.lower() not in pair.value.lower() or pair.key == "any"]
        left.append(Pair("any", "=", word))
    return left
