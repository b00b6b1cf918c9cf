"""Choosing in notes: which piece of a product goes into the cart, how many of each, and what comes out instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.chinese.shop_words import in_english
from assistant.context import NO_CHANGE
from assistant.notes.notation import Note
from assistant.quantities.amounts import number
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.synonyms import COLOR_WORDS

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
    acts = _of_the_one(_answered(acts, message, state, catalog), notes, message, state, catalog)
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
    options = _options(asked.product_id, catalog)
    meant = tuple(among(c, options) for c in left[0].constraints)
    adding = replace(asked.adding(meant), context=left[0].context)
    is_of_it = state.asked is not None and [(c.slot, c.operator) for c in meant] == [(state.asked.slot, Operator.IS)]
    alone = replace(left[0], constraints=(), context=NO_CHANGE) == ShopperAct(Intent.REFINE)
    if is_of_it and alone and len(message.split()) <= _SHORT and not _NO_ANSWER.search(message):
        return [adding]  # whether or not it comes in that: what is said then tells
    return [adding] if _are_options(left[0], replace(adding, product_ids=(asked.product_id,)), catalog) else left


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


def _of_the_one(
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
    options = _options(one, catalog)
    made: list[ShopperAct] = []
    for act in acts:
        meant = tuple(among(c, options) for c in act.constraints)
        adding = ShopperAct(Intent.ADD_TO_CART, meant, product_ids=(one,), context=act.context)
        said = _where_said(act, notes, message)
        chooses = (
            act.intent is Intent.REFINE
            and not any(other.intent is Intent.ADD_TO_CART for other in acts)
            and _are_options(replace(act, constraints=meant), adding, catalog)
            and not _contradicts(meant, state)
            and _is_one_variant(one, meant, catalog)
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


def _is_one_variant(product_id: str, meant: Sequence[Constraint], catalog: Catalog) -> bool:
    return any(
        all(variant.options.get(c.slot) == c.value for c in meant) for variant in catalog.product(product_id).variants
    )


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
        if _are_options(wanted, replace(wanted, product_ids=(product_id,)), catalog):
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
            if act.intent is Intent.REFINE and last.intent is Intent.ADD_TO_CART and _are_options(act, last, catalog):
                made[-1] = _with(last, act.constraints)
                continue
            if act.intent is Intent.ADD_TO_CART and last.intent is Intent.REFINE and _are_options(last, act, catalog):
                made[-1] = replace(_with(act, last.constraints), context=last.context)
                continue
            taken = last.intent is Intent.REMOVE_FROM_CART
            if act.intent is Intent.REFINE and taken and _are_options(act, last, catalog):
                made.append(
                    ShopperAct(Intent.ADD_TO_CART, act.constraints, product_ids=last.product_ids, context=act.context)
                )
                continue
        made.append(act)
    return made


def _are_options(refining: ShopperAct, of: ShopperAct, catalog: Catalog) -> bool:
    """Whether the refinement says nothing but options that the one product has."""
    if len(of.product_ids) != 1 or not refining.constraints:
        return False
    if refining.text or refining.order or refining.dropped or refining.removed:
        return False
    options = _options(of.product_ids[0], catalog)
    return all(
        c.operator is Operator.IS and str(c.value) in options.get(c.slot, frozenset()) for c in refining.constraints
    )


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
    for slot, values in _options(act.product_ids[0], catalog).items():
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


def _options(product_id: str, catalog: Catalog) -> Mapping[str, frozenset[str]]:
    options: dict[str, set[str]] = {}
    for variant in catalog.product(product_id).variants:
        for slot, value in variant.options.items():
            options.setdefault(slot, set()).add(value)
    return {slot: frozenset(values) for slot, values in options.items()}


def among(constraint: Constraint, options: Mapping[str, Collection[str]]) -> Constraint:
    """Of several values that the words name, the one that the product comes in."""
    there = options.get(constraint.slot, ())
    own = [str(value) for value in constraint.values if value in there]
    if not own:  # "grey" of what comes in Charcoal
        meant = {str(value).lower() for value in constraint.values}
        own = [value for value in sorted(there) if COLOR_WORDS.get(value.lower()) in meant]
        own = own if len(own) == 1 else []
    if own and (constraint.operator is Operator.ONE_OF or own[0] not in constraint.values):
        return Constraint(constraint.slot, Operator.IS, own[0])
    return replace(constraint, required=True)
