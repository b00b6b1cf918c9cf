"""Praise beside something else: "oh, the Jade is cute! which sizes are there?" likes the Jade and asks about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.acts import Intent, ShopperAct
from assistant.hearing.cues import THANKS, cue

_PRAISES = cue(
    r"\b(?!that(?:'s| is) (?:great|cool|nice|fun|lovely)\b\s*(?:[,.!]|$))(?:the|that|this|those|these|it|they)\b"
    r"(?! (?:shop|store|site|website|service|weather|app|policy|price)\b)[^,.!?;]{0,32}?(?:\b(?:is|are|looks?)|"
    r"'s|'re) (?:so |really |"
    r"very |just |absolutely "
    r"|quite |pretty )?(?:gorg\w*|lovely|cute|beautiful|nice|fun|amazing|stunning|great|cool|"
    r"adorable)\b(?! (?:for|but|if|with|to|of)\b)",
    r"\b(?:the|that|this) \w+ goes hard\b",
    r"(?<!would )(?<!'d )(?<!don't )(?<!dont )\b(?:i |really |absolutely |just )?(?:love|adore) (?:the|that|"
    r"this|those)\b",
)
_NOT = re.compile(r"\b(?:not?|never|too|less|if|would|which|what)\b|n't\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:that one|this one|it)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|,\s+(?=but|and|though)")
_BESIDE = frozenset({Intent.ASK_PRODUCT, Intent.MORE, Intent.REJECT, Intent.ASK_POLICY})
_ONLY_THANKS = re.compile(
    r"^\W*(?:(?:too easy|top|great|perfect|super|cool|awesome|sweet|brilliant|lovely|ok(?:ay)?|good|nice|legend|"
    r"fab|ace|excellent|"
    r"wonderful|alright|right|all good|no worries|got it|thats? all|that's all|will do|ah|oh)\W+){0,3}"
    r"(?:many )?(?:thanks|thank you|thank u|thx|cheers|ta)(?: (?:so much|very much|a lot|mate|love|again|guys|"
    r"all|everyone|bye)){0,2}\W*$",
    re.IGNORECASE,
)


def only_thanks(message: str) -> bool:
    """Whether nothing is said but thanks, with what is said beside them: "too easy, thanks mate"."""
    return bool(_ONLY_THANKS.match(message)) and bool(THANKS.search(message))


def with_praise(acts: Sequence[ShopperAct], message: str, products: Callable[[str], Sequence[str]]) -> list[ShopperAct]:
    """The acts, before them what is praised, where only questions and refusals were heard. `products` are those that a
    clause names or points to."""
    heard = {act.intent for act in acts}
    if not heard or not heard <= _BESIDE:
        return list(acts)
    rejected = {i for act in acts if act.intent is Intent.REJECT for i in act.product_ids}
    for clause in _CLAUSE.split(message):
        if "?" in clause or _NOT.search(clause) or not _PRAISES.search(clause):
            continue
        asked = tuple(dict.fromkeys(i for act in acts if act.intent is Intent.ASK_PRODUCT for i in act.product_ids))
        liked = tuple(products(clause))
        if len(asked) == 1 and not set(liked) & set(asked) and _POINTS.search(clause):
            liked = asked  # "that one is nice, has it a lid?"
        if len(liked) == 1 and not rejected & set(liked):
            like = ShopperAct(Intent.LIKE, product_ids=liked)
            behind = message.find(clause) > 0 and Intent.REJECT in heard
            return [*acts, like] if behind else [like, *acts]
    return list(acts)
