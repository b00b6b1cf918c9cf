"""Choosing the one thing that is talked of by its options: "olive. done", "terracotta in S for me"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import Note
from assistant.notes.options import among, are_options, is_one_variant, options_of
from assistant.notes.values import quantity
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator

_SENTENCE = re.compile(r"(?<=[.!?;。！？；])\s*|\n")
_LOOKS_ON = re.compile(  # words that look on, and do not choose: "any in blue?", "make it blue", "only black ones"
    r"\b(?:show|find|see|look\w*|any|others?|another|more|have|got|what|which|how|is|are|does|do|can|could|"
    r"would|only|not?|never|filter|"
    r"prefer\w*|rather|need\w*|want\w*|must|should|has to|instead|actually|wait|forget|back|too|also|something|"
    r"anything|under|below|"
    r"cheaper|maybe|wear|make it|make them|try|like|love|might|usually|normally|he|she|skip|next|sort|just|"
    r"thinking|match\w*|i'?m|he'?s|she'?s|for)\b|n't\b|\?|有没有|看看|找|吗|嘛|呢|不|换|只|想|穿",
    re.IGNORECASE,
)
_CHOOSES = re.compile(
    r"\b(?:it is|in it goes|that'?s it|for me|done|sold|perfect|take|add|cart|basket|bag|cop|go(?:ing)? (?:for|with)|"
    r"the one|goes|deal|put|i'?ll have)\b",
    re.IGNORECASE,
)


def of_the_one(
    acts: Sequence[ShopperAct], notes: Sequence[Note], message: str, state: DialogueState, catalog: Catalog
) -> list[ShopperAct]:
    """ "Coral ones it is", "olive. done": options of the one product that was spoken of last, or that is shown alone,
    choose it. A sentence that looks on refines the search, and so does what contradicts it."""
    if any(act.intent in (Intent.ADD_TO_CART, Intent.FIND, Intent.REMOVE_FROM_CART) for act in acts[:1]):
        return list(acts)
    left = tuple(i for i in state.shown.product_ids if i not in state.rejected)
    spoken_of = tuple(i for i in state.focus if i not in state.rejected) if state.talked_of else ()
    spoken_of = spoken_of if len(spoken_of) == 1 else ()
    one = next(iter(spoken_of or (left if len(left) == 1 else ())), "")
    turned_down = any(act.intent is Intent.REJECT and one in act.product_ids for act in acts)
    in_cart = {catalog.variant(line.variant_id)[0].id for line in state.cart}
    asked_of_need = state.asked is not None and not state.asked.variant_of
    if one not in catalog or one in in_cart or turned_down or asked_of_need:
        return list(acts)
    options = options_of(one, catalog)
    made: list[ShopperAct] = []
    for act in acts:
        meant = tuple(among(c, options) for c in act.constraints)
        pieces = max((quantity(note) for note in notes if note.intent is act.intent), default=0)  # "2 pairs, navy"
        adding = ShopperAct(Intent.ADD_TO_CART, meant, product_ids=(one,), quantity=pieces or 1, context=act.context)
        said = _where_said(act, notes, message)
        chooses = (
            act.intent is Intent.REFINE
            and not any(other.intent is Intent.ADD_TO_CART for other in acts)
            and are_options(replace(act, constraints=meant), adding, catalog)
            and not _contradicts(meant, state)
            and is_one_variant(one, meant, catalog)
            and not _LOOKS_ON.search(_CHOOSES.sub(" ", said))
            and "?" not in said
        )
        made.append(adding if chooses else act)
    return made


def _where_said(act: ShopperAct, notes: Sequence[Note], message: str) -> str:
    """The sentences of the message that the notes of the act copied from; all of it where that cannot be told."""
    copied = [p.lower() for n in notes if n.intent is act.intent for pair in n.pairs for p in pair.parts]
    sentences = [one for one in _SENTENCE.split(message) if any(part in one.lower() for part in copied)]
    return " ".join(sentences) or message


def _contradicts(meant: Sequence[Constraint], state: DialogueState) -> bool:
    """Whether the search asks for another value of the same slot: then the new one corrects it."""
    stood = {c.slot: c for c in state.constraints if c.required and c.operator in (Operator.IS, Operator.ONE_OF)}
    return any(c.slot in stood and not set(c.values) & set(stood[c.slot].values) for c in meant)
