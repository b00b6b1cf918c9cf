"""Choosing in notes: which piece of a product goes into the cart, how many of each, and what comes out instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.chinese.shop_words import in_english
from assistant.context import NO_CHANGE
from assistant.notes.notation import Note
from assistant.notes.options import among, are_options, options_of
from assistant.notes.the_one import of_the_one
from assistant.quantities.amounts import number
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator

_SWAP = re.compile(
    r"\b(?:swap|exchange|switch|change|trade) (?:it|that|this|them|those|the \w+)\b|"
    r"\btake (?:it|that|the \w+(?: one)?) (?:back )?out\b|换(?:成|一|掉)",
    re.IGNORECASE,
)
_SWAP_IT = re.compile(r"\b(?:swap|exchange|switch|trade) (?:it|that|this|them|those)\b|换(?:成|一|掉)", re.IGNORECASE)
_LOOKS = re.compile(
    r"\b(?:show|find|see|look|any|others?|more|do you have|have you got|what|which)\b|有没有|看看|找", re.IGNORECASE
)
_SHORT = 4  # words of an answer: "ok in grey then"
_NO_ANSWER = re.compile(
    r"\b(?:show|find|see|look|any|others?|more|have|got|what|which|is|are|forget|back|too|prefer|only|not?|"
    r"filter|ones)\b|"
    r"n't\b|\?|有没有|看看|找",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(r"\b(?:no|wait|actually|rather|sorry|make that|scratch that)\b|不对|不是|算了", re.IGNORECASE)
_OR = re.compile(r"\bor\b|/|或|还是", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?:\b(?:not|no|without|except|but|instead of|spare me|than|isn'?t|don'?t|(?<!'ll )(?<!will )have|got)\b|"
    r"n't|别|不要|不是|除了|不)"
    r"(?: \w+){0,2}\W*$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: (?:(?:pair|piece)s? )?(?:of|in))?(?: the)?\s*$",
    re.IGNORECASE,
)


def chosen(
    acts: Sequence[ShopperAct], notes: Sequence[Note], message: str, state: DialogueState, catalog: Catalog
) -> list[ShopperAct]:
    """The acts with what is chosen said in full.

    What is rejected and lies in the cart comes out of it. A refinement that only names options of what is added
    belongs to the adding. Several colours of one thing are so many things; an option that the message names and the
    note passes over is chosen.
    """
    acts = of_the_one(_answered(acts, message, state, catalog), notes, message, state, catalog)
    made = _swapped(_out_of_cart(acts, state, catalog), message, catalog)
    made = _replaced(made, message, state, catalog)
    made = [one for act in made for one in _several(act, message)]
    elsewhere = [
        part.lower() for note in notes if note.intent is not Intent.ADD_TO_CART for p in note.pairs for part in p.parts
    ]
    adds = [act for act in made if act.intent is Intent.ADD_TO_CART]
    if len(adds) != 1:
        return made
    return [_completed(act, message, elsewhere, catalog) if act in adds else act for act in made]


def _answered(acts: Sequence[ShopperAct], message: str, state: DialogueState, catalog: Catalog) -> list[ShopperAct]:
    """ "Green will do", when the colour of what is added was asked, refines no search; and nothing is both rejected
    and added in one breath."""
    added = {i for act in acts if act.intent is Intent.ADD_TO_CART for i in act.product_ids}
    left = [act for act in acts if act.intent is not Intent.REJECT or not set(act.product_ids) & added]
    asked = state.asked.variant_of if state.asked else None
    if asked is None or len(left) != 1 or left[0].intent is not Intent.REFINE:
        return left
    options = options_of(asked.product_id, catalog)
    meant = tuple(among(c, options) for c in left[0].constraints)
    adding = replace(asked.adding(meant), context=left[0].context)
    is_of_it = state.asked is not None and [(c.slot, c.operator) for c in meant] == [(state.asked.slot, Operator.IS)]
    alone = replace(left[0], constraints=(), context=NO_CHANGE) == ShopperAct(Intent.REFINE)
    if is_of_it and alone and len(message.split()) <= _SHORT and not _NO_ANSWER.search(message):
        return [adding]  # whether or not it comes in that: what is said then tells
    return [adding] if are_options(left[0], replace(adding, product_ids=(asked.product_id,)), catalog) else left


def _replaced(acts: Sequence[ShopperAct], message: str, state: DialogueState, catalog: Catalog) -> list[ShopperAct]:
    """ "Swap it for gray": what was put in last comes out, and the same goes in as it is now wanted; "swap it" alone
    puts in what was spoken of since."""
    if not _SWAP.search(message) or not state.cart:
        return list(acts)
    lines = {catalog.variant(line.variant_id)[0].id: line for line in state.cart}
    last = next(reversed(lines))
    intents = [act.intent for act in acts]
    if intents in ([Intent.REJECT, Intent.REFINE], [Intent.REFINE]):
        product_id = next((i for act in acts for i in act.product_ids if i in lines), last)
        wanted = acts[-1]
        if are_options(wanted, replace(wanted, product_ids=(product_id,)), catalog):
            out = ShopperAct(Intent.REMOVE_FROM_CART, product_ids=(product_id,), quantity=0)
            into = ShopperAct(Intent.ADD_TO_CART, wanted.constraints, product_ids=(product_id,), context=wanted.context)
            return [out, into]
    if (
        intents == [Intent.REMOVE_FROM_CART]
        and _SWAP_IT.search(message)
        and state.focus
        and state.focus[0] not in lines
    ):
        return [*acts, ShopperAct(Intent.ADD_TO_CART, product_ids=state.focus[:1])]
    return list(acts)


def _out_of_cart(acts: Sequence[ShopperAct], state: DialogueState, catalog: Catalog) -> list[ShopperAct]:
    in_cart = {catalog.variant(line.variant_id)[0].id for line in state.cart}
    return [
        ShopperAct(Intent.REMOVE_FROM_CART, product_ids=act.product_ids, quantity=0, context=act.context)
        if act.intent is Intent.REJECT and len(act.product_ids) == 1 and set(act.product_ids) <= in_cart
        and not (act.constraints or act.unresolved)
        else act
        for act in acts
    ]  # fmt: skip


def _swapped(acts: Sequence[ShopperAct], message: str, catalog: Catalog) -> list[ShopperAct]:
    """ "Mint, and add two": the refinement says which; "take it out, do green": the same thing again, in green."""
    made: list[ShopperAct] = []
    for act in acts:
        last = made[-1] if made else None
        if last is not None and not _LOOKS.search(message):
            if act.intent is Intent.REFINE and last.intent is Intent.ADD_TO_CART and are_options(act, last, catalog):
                made[-1] = _with(last, act.constraints)
                continue
            if act.intent is Intent.ADD_TO_CART and last.intent is Intent.REFINE and are_options(last, act, catalog):
                made[-1] = replace(_with(act, last.constraints), context=last.context)
                continue
            taken = last.intent is Intent.REMOVE_FROM_CART
            if act.intent is Intent.REFINE and taken and are_options(act, last, catalog):
                made.append(
                    ShopperAct(Intent.ADD_TO_CART, act.constraints, product_ids=last.product_ids, context=act.context)
                )
                continue
        made.append(act)
    return made


def _with(act: ShopperAct, constraints: Sequence[Constraint]) -> ShopperAct:
    slots = {c.slot for c in act.constraints}
    return replace(act, constraints=(*act.constraints, *(c for c in constraints if c.slot not in slots)))


def _several(act: ShopperAct, message: str) -> list[ShopperAct]:
    """ "Two orange, one green": an act for each, as many as stands before it. Of what is taken back the last one."""
    wanted = [c for c in act.constraints if c.operator is Operator.IS]
    twice = next((c.slot for c in wanted if sum(other.slot == c.slot for other in wanted) > 1), "")
    if act.intent is not Intent.ADD_TO_CART or not twice:
        return [act]
    values = [c for c in wanted if c.slot == twice]
    rest = tuple(c for c in act.constraints if c not in values)
    flat = in_english(message).lower()
    places = [flat.find(str(c.value).lower()) for c in values]
    in_order = sorted(zip(places, values, strict=True), key=lambda pair: pair[0])
    between = flat[min(places) : max(places)] if min(places) >= 0 else ""
    if _TAKEN_BACK.search(between):
        return [replace(act, constraints=(*rest, in_order[-1][1]))]
    if _OR.search(between):
        return [replace(act, constraints=(*rest, in_order[0][1]))]
    return [replace(act, constraints=(*rest, c), quantity=_counted(flat[:at]) if at >= 0 else 1) for at, c in in_order]


def _counted(before: str) -> int:
    match = _COUNT.search(before)
    return max(1, int(1 if match[1] in ("a", "an") else number(match[1]))) if match else 1


def _completed(act: ShopperAct, message: str, elsewhere: Sequence[str], catalog: Catalog) -> ShopperAct:
    """With the options of the one product that the message names once and nothing else has taken."""
    if len(act.product_ids) != 1 or act.unresolved:
        return act
    title = catalog.product(act.product_ids[0]).title.lower()
    found: list[Constraint] = []
    for slot, values in options_of(act.product_ids[0], catalog).items():
        if len(values) < 2 or any(c.slot == slot for c in act.constraints):
            continue
        named = [value for value in values if _is_named(value, message)]
        if len(named) == 1 and named[0].lower() not in title and not any(named[0].lower() in e for e in elsewhere):
            found.append(Constraint(slot, Operator.IS, named[0]))
    return replace(act, constraints=(*act.constraints, *found))


def _is_named(value: str, message: str) -> bool:
    """Whether the message has the value as a word, and not to be rid of it. A letter or a number must stand as sizes
    stand: a capital by itself, a number after "size" or "in"."""
    if value.isdigit():
        pattern = rf"\b(?:size|in an?|in) {value}\b"
    elif len(value) == 1:
        pattern = rf"(?<![\w'’]){re.escape(value)}(?![\w'’])"
    else:
        pattern = rf"(?<!\w)(?i:{re.escape(value)})(?!\w)"
    for text in dict.fromkeys((message, in_english(message))):
        found = list(re.finditer(pattern, text))
        if found:
            return not any(_NEGATED.search(text[: match.start()]) for match in found)
    return False
