"""What a model's reading may not do without a word for it: fill the cart, look up an order, refine by nothing.

A small model takes "the last one" for a purchase and "doctor's orders" for one that is under way. What changes the cart
or speaks of somebody's order wants a word of the message that says so; a question brings no new list as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import Note
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Constraint
from retrieval.tokens import STOP_WORDS, stems, tokens

_TAKES = re.compile(
    r"\b(?:add\w*|tak(?:e|es|ing)|buy\w*|bought|cart|basket|bag it|trolley|order\w*|purchas\w*|grab\w*|gets?|getting|"
    r"got|gimme|give|want\w*|wanna|need\w*|have|having|pack|put\w*|throw|pop|toss|go(?:ing)? (?:for|with)|check ?out|"
    r"sold|deal|mine|please|pls|plz|cheers|yes|yep|yeah|yup|ya|sure|settle|pick\w*|choose|keep|ring|wrap|will do|"
    r"do (?:it|that)|that'?s the one|deliver|send|both|all|perfect|in it goes|into|in with|too|also|swap|"
    r"(?:mean|meant)|no|not|instead)\b|(?<!what )(?<!how )\bit is(?=\s*(?:$|[.,;!]|then\b|please\b))|"
    r"\bthen(?=\W*$)|\bin(?=\s*(?:$|[.,;!]))|要|买|買|加|拿|就|来|來|购|購|下单|下單|车|車|换|換|不",
    re.IGNORECASE,
)
_TAKES_PLAINLY = re.compile(
    r"\b(?:add\w*|tak(?:e|ing)|buy\w*|cart|basket|trolley|order\w*|purchas\w*|grab\w*|gimme|give me|"
    r"i'?(?:ll| will) (?:have|get|go)|i (?:want|need) (?:it|this|that|them|these|those|one|both|two|the)|put|throw|"
    r"check ?out|sold|in it goes|will do)\b|要|买|買|加|拿|就|来|來|购|購|下单|下單|车|車",
    re.IGNORECASE,
)
_OF_AN_ORDER = re.compile(
    r"\b(?:orderd?|ordered|orders|parcels?|packages?|packets?|shipments?|deliver(?:y|ies|ed|d)|courier|track\w*|"
    r"arriv\w*|"
    r"refund\w*|invoice|receipt|bought|purchased?|return\w*|sent|shipped|cancel\w*|nr|number|stuff|where)\b|"
    r"订单|訂單|包裹|快递|快遞|物流|发货|發貨|到货|送到|退款|单号|買的|买的|到哪",
    re.IGNORECASE,
)
_NO_ORDER = re.compile(
    r"\b(?:doctor'?s|nurse'?s|wife'?s|boss'?s?|mom'?s|mum'?s|strict|law and|alphabetical|any|that|this|tall|"
    r"made[- ]to)"
    r" orders?\b|\bin order\b|\bmade to order\b|\bout of order\b|\bin (?:what|which) order\b",
    re.IGNORECASE,
)


def guarded(act: ShopperAct, note: Note, message: str, state: DialogueState) -> ShopperAct | None:
    """The act, what of it the words allow, or None where they allow nothing of it."""
    if act.intent is Intent.ASK_ORDER and not _OF_AN_ORDER.search(_NO_ORDER.sub(" ", message)):
        return None
    if act.intent is not Intent.ADD_TO_CART or note.corrects:
        return act
    pending = bool(state.asked and state.asked.variant_of)
    if pending or note.values("qty"):
        return act
    points = bool(note.values("ref"))
    of_one = state.talked_of or len(state.shown.product_ids) == 1
    if not (points or of_one) and act.constraints and not _TAKES_PLAINLY.search(message):  # "ok red", of a whole list
        return ShopperAct(Intent.REFINE, act.constraints)
    if (
        len(act.product_ids) > 1
        or act.constraints
        or _TAKES.search(message)
        or re.search(r"\d|\b(?:two|three|four|pairs?)\b", message)
    ):
        return act
    return ShopperAct(Intent.ASK_PRODUCT, product_ids=act.product_ids, text=message, unresolved=act.unresolved)


def as_it_stood(acts: Sequence[ShopperAct], state: DialogueState, catalog: Catalog) -> list[ShopperAct]:
    """The acts; what is put into the cart before another search begins is chosen by the need that stood until then.

    "Add it, and shorts in 33", of a hoodie that was looked for in L.
    """
    begun = [n for n, act in enumerate(acts) if act.intent is Intent.FIND]
    found = list(acts)
    for n, act in enumerate(acts):
        if act.intent is not Intent.ADD_TO_CART or not act.product_ids or not any(at > n for at in begun):
            continue
        own = {(slot, value) for v in catalog.product(act.product_ids[0]).variants for slot, value in v.options.items()}
        said = {c.slot for c in act.constraints}
        stood = tuple(c for c in state.constraints if c.slot not in said and (c.slot, c.value) in own)
        found[n] = replace(act, constraints=(*act.constraints, *stood))
    return found


def without_idle(acts: Sequence[ShopperAct]) -> list[ShopperAct]:
    """The acts without refinements that refine by nothing, or by just what a question beside them asks about.

    One that is alone goes, too: where one reader understood nothing, another may understand more.
    """
    questions = [act for act in acts if act.intent in (Intent.ASK_PRODUCT, Intent.ASK_POLICY)]
    asked = {t.stem for act in questions for t in tokens(act.text) if t.word not in STOP_WORDS}
    kept = []
    for act in acts:
        if act.intent is Intent.REFINE and asked:
            act = replace(act, constraints=tuple(c for c in act.constraints if not asked & _stems(c)))
            act = replace(act, text=" ".join(t.word for t in tokens(act.text) if t.stem not in asked))
        if act.intent is not Intent.REFINE or act != ShopperAct(Intent.REFINE):
            kept.append(act)
    return kept


def _stems(constraint: Constraint) -> set[str]:
    return stems(" ".join(map(str, constraint.values))) if constraint.slot != "price" else set()


_BREATHS = re.compile(r"[.;,]\s|[!?]\s*\w|\b(?:and|but|then)\b", re.IGNORECASE)
_APART = re.compile(r"\b(?:apart from|besides|except|other than|leaving) ", re.IGNORECASE)


def without_said_again(acts: Sequence[ShopperAct], message: str) -> list[ShopperAct]:
    """Without what a comparison in one breath says already: a question about one of the compared, and an order of the
    list ("apart from the price")."""
    compared = {i for act in acts if act.intent is Intent.COMPARE for i in act.product_ids}
    if not compared:
        return list(acts)
    at_once, apart = not _BREATHS.search(message), _APART.search(message)
    return [
        act
        for act in acts
        if not (at_once and act.intent is Intent.ASK_PRODUCT and set(act.product_ids) <= compared)
        and not (
            apart and act.intent is Intent.REFINE and act.order and not (act.constraints or act.text or act.dropped)
        )
    ]
