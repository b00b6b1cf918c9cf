"""What is turned down beside something else: "489 for a tin box, no" is no limit, "neither then" is no wish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.acts import Intent, ShopperAct
from assistant.hearing.cues import cue
from assistant.quantities.amounts import number
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Constraint

_COMPLAINS = cue(
    r"\?\?|!\?|\?!|\b(?:no way|hilarious|cra+z+y|insult\w*|silly|joke|kidding|not paying|won'?t pay|never pay|"
    r"ouch|wow|"
    r"steep|robbery|rip-?off|insane|ridiculous|lol|lmao|too (?:much|dear|expensive|pricey)|is a lot|alot)\b",
    "算了|骂|太贵|这么贵",
)
_REFUSES = cue(
    r"\b(?:no|nope|nah)(?: way| thanks?| thank you)?(?=\s*(?:[,.;!]|$))|\bnot (?:that|this|the|teh|for me|"
    r"paying|buying|worth)\b",
    r"\b(?:insult\w*|robbery)\b|算了|不要|不买",
)
_NO_WAY = cue(r"^\W*(?:no way|hilarious|no thanks|no,? no|you'?re kidding|are you kidding|forget it)\b")
_NUMERIC = frozenset({"price", "size"})


_LIMITS = cue(
    r"\b(?:most|max\w*|limit|up to|under|below|budget|no more|not more|less than|tops|at least|between|cheaper|"
    r"all i|i have|i can|"
    r"spend|looking for|something)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；，])|,\s")
_NEITHER = cue(
    r"^\W*(?:(?:ok(?:ay)?|hm+|no|nah|well|ugh),?\W*)?(?:neither|none of (?:these|those|them)|no to (?:both|"
    r"all))(?: of (?:these|those|them))?"
    r"(?: then| thanks| please| for me)?\s*(?:[,.;!]|$)"
)


def without_prices_of_shown(
    acts: Sequence[ShopperAct], message: str, state: DialogueState, catalog: Catalog
) -> list[ShopperAct]:
    """The acts without limits and sizes that are the price of one shown thing which is complained of; where it is
    refused, too, it is rejected."""
    complained = complained_of(message, state, catalog)
    if not complained or any(act.intent is Intent.ADD_TO_CART for act in acts):
        return list(acts)
    made: list[ShopperAct] = []
    for act in acts:
        kept = tuple(c for c in act.constraints if act.intent is not Intent.REFINE or _whole(c) not in complained)
        left = replace(act, constraints=kept)
        if left == act or left != ShopperAct(Intent.REFINE, context=left.context):
            made.append(left)
    asked = {i for act in acts if act.intent is Intent.ASK_PRODUCT for i in act.product_ids}
    is_rejected = any(act.intent is Intent.REJECT for act in made)
    if is_rejected or not _REFUSES.search(message) or asked & set(complained.values()):
        return made
    return [ShopperAct(Intent.REJECT, product_ids=tuple(dict.fromkeys(complained.values()))), *made]


def with_neither(acts: Sequence[ShopperAct], message: str, state: DialogueState) -> list[ShopperAct]:
    """ "Neither then. Four wheels is a must": what is shown is turned down, whatever else is said."""
    shown = state.shown.product_ids
    if not acts or len(shown) < 2 or not _NEITHER.search(message):  # one is not "neither"
        return list(acts)
    if {act.intent for act in acts} & {Intent.REJECT, Intent.ADD_TO_CART, Intent.ASK_PRODUCT, Intent.COMPARE}:
        return list(acts)
    return [ShopperAct(Intent.REJECT, product_ids=shown), *acts]


def complained_of(message: str, state: DialogueState, catalog: Catalog) -> dict[int, str]:
    """Amounts that are complained of, with the one shown product that costs as much."""
    found: dict[int, str] = {}
    said = [one for one in _SENTENCE.split(message) if one]
    for n, one in enumerate(said):
        then = said[n + 1] if n + 1 < len(said) else ""  # "45 for three bags? No way."
        aghast = _NO_WAY.match(then) or ("?" in one and _COMPLAINS.match(then))
        if _LIMITS.search(one) or not (_COMPLAINS.search(one) or aghast):
            continue
        for amount in re.findall(r"(?<![\d.,])\d{1,5}(?![\d.,]*\d)|\b[A-Za-z]+(?:-[a-z]+)?\b", one):
            whole = int(amount) if amount.isdigit() else int(number(amount))
            costing = [i for i in state.shown.product_ids if i in catalog and whole in _prices(i, catalog)]
            if len(costing) == 1 and whole:
                found[whole] = costing[0]
    return found


def _prices(product_id: str, catalog: Catalog) -> set[int]:
    return {int(variant.offer.price.amount) for variant in catalog.product(product_id).variants}


def _whole(constraint: Constraint) -> int | None:
    """The one amount of a price or a size, without cents."""
    if constraint.slot not in _NUMERIC or len(constraint.values) != 1:
        return None
    value = str(constraint.value)
    return int(Decimal(value)) if value.replace(".", "", 1).isdigit() else None
