"""Cart requests: what a clause asks of the cart, how many, and in which size or colour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.acts import Intent, ShopperAct
from assistant.naming.needs import NeedReader
from assistant.naming.references import Reference
from assistant.quantities.amounts import number, quantity
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Operator
from retrieval.tokens import STOP_WORDS, tokens

_COUNT = re.compile(
    r"\b(?:add|take|buy|order|get|want|remove)\s+(?:me\s+)?(?P<n>\d{1,2}|two|three|four|five|six|ten)\s+"
    r"(?!of\b|and\b|to\b|in\b)(?=[a-z])"
    r"|\b(?:remove|drop|take)\s+(?:just\s+|only\s+)?(?P<one>one|1)\s*(?:$|[.!,]|out\b|off\b|please\b)",
    re.I,
)

_THINGS = r"(?:items?|products?|things|stuff|lines?)"
_EVERYTHING = re.compile(
    r"\b(?:empty|clear)\b[^.?!]{0,12}\b(?:cart|basket|trolley|it|all|everything)\b"
    r"|\beverything\b(?! (?:but|except|else|from)\b)|\beverything from (?:my|the) (?:cart|basket|trolley)\b"
    rf"|\ball\b(?=\s*(?:$|[.!,;]|(?:of )?(?:it|them|these|those|that)\b|(?:of )?(?:the |my )?{_THINGS}\b|"
    r"(?:from|in|out) |please))",
    re.I,
)
# "Remove it", "take the last one out": said of a thing without its name.
_POINTING = re.compile(
    r"\b(?:it|this|that|these|those|them|both|one|again|the (?:item|product|thing|article|last|only)(?: one)?)\b"
    r"|[它这那]",
    re.I,
)
_WORDS_OF_REMOVING = "cart basket trolley remove delete drop take out off please item product thing"
_NO_NAME = frozenset(_WORDS_OF_REMOVING.split())


def only_line(text: str, in_cart: Sequence[str]) -> tuple[str, ...]:
    """The only thing in the cart where `text` points at it; a name that nothing in there has points at nothing."""
    products = tuple(dict.fromkeys(in_cart))
    return products if len(products) == 1 and is_pointing(text) else ()


def is_pointing(text: str) -> bool:
    """Whether it is said of a thing that is not named: "take it out"."""
    return bool(_POINTING.search(text))


# "I don't need the second any more"; "@" is what is pointed at.
_NO_LONGER = re.compile(
    r"\b(?:(?:don'?t|do not|won'?t) (?:need|want|take) (?:the )?@\s*(?:one )?(?:any ?more|any ?longer|after all)|"
    r"no longer (?:need|want) (?:the )?@(?: one)?|can do without (?:the )?@(?: one)?)\W*$",
    re.I,
)


class CartReader:
    """Reads requests to put things into the cart or take them out."""

    def __init__(self, catalog: Catalog, needs: NeedReader) -> None:
        self._catalog = catalog
        self._needs = needs

    def read(self, intent: Intent, clause: str, meant: Reference, state: DialogueState) -> ShopperAct | None:
        """The act; None where the clause is about something else after all ("get a jacket")."""
        pieces = quantity(clause) or _count_of(clause)
        n = pieces[0] if pieces else 1
        if intent is Intent.REMOVE_FROM_CART:
            if _EVERYTHING.search(clause):
                return ShopperAct(intent, text="all")
            in_cart = [self._catalog.variant(line.variant_id)[0].id for line in state.cart]
            ids = meant.product_ids
            if not ids or not set(ids) & set(in_cart):  # "remove the jacket": one of the cart, not of the list
                ids = _named_in(clause, in_cart, self._catalog) or only_line(clause, in_cart) or ids
            if not ids and not meant.unresolved and not in_cart:
                return ShopperAct(intent)
            if not ids and self._needs.read(clause, state).dropped:
                return None
            return ShopperAct(intent, product_ids=ids[:1], unresolved=meant.unresolved, quantity=n if pieces else 0)
        if not meant:
            need = self._needs.read(clause, state)
            if not need and not state.focus:  # "add it" before anything was shown
                return ShopperAct(intent)
            if need.kinds or not state.focus:
                return None
            meant = Reference(state.focus[:1])
        spans = (*meant.spans, pieces[1:]) if pieces else meant.spans
        need = self._needs.read(clause, state, spans)
        chosen = tuple(c for c in need.constraints if c.operator is Operator.IS and c not in need.kinds)
        return ShopperAct(
            intent, chosen, product_ids=meant.product_ids, unresolved=meant.unresolved, quantity=max(1, min(n, 99))
        )


_HOW_MANY = r"(?:[1-9]\d?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_PIECES = r"(?:pairs?|pieces?|pcs|packs?|boxes)"
_OF_IT = rf"(?: {_PIECES})?(?: of (?:them|'?em|it|those|these|that|this))?"
_BEFORE = r"^\W*+(?:\b(?:no|ok|okay|oh|hm+|wait|well|so|then|and|sorry|please)\b\W*+)*+"
_AFTER = r"(?: (?:please|pls|thanks|instead|though|after all))*[^\w?]*+$"
_SET = re.compile(
    rf"\b(?:make|change) (?:it|that|them)(?: to| into)? (?P<n>{_HOW_MANY}){_OF_IT}{_AFTER}"
    r"|" + rf"{_BEFORE}(?:actually|rather|only|just|i (?:meant|mean|said))(?: only| just)?,? "
    rf"(?P<only>{_HOW_MANY}){_OF_IT}{_AFTER}"
    rf"|{_BEFORE}(?P<after>{_HOW_MANY}){_OF_IT},? (?:actually|rather|then)[^\w?]*+$",
    re.I,
)
_SO_MANY = re.compile(
    rf"{_BEFORE}(?P<n>{_HOW_MANY}) (?:{_PIECES}(?: of (?:them|those|these|it))?|of (?:them|'?em|those|these)){_AFTER}",
    re.I,
)
_STEP = re.compile(
    rf"{_BEFORE}(?:(?:remove|drop|take (?:off|out|away)) (?:just |only )?one(?: of (?:them|those))?|"
    rf"take (?:just |only )?one (?:out|off|away)|one (?:less|fewer)|"
    rf"(?P<more>(?:add )?one more(?: of (?:them|those))?|(?:add )?another one)){_AFTER}",
    re.I,
)


def is_no_longer_wanted(clause: str, meant: Reference) -> bool:
    """Whether all that is pointed at is given up: not a quality of it, "I don't need it in blue any more"."""
    return _NO_LONGER.search(meant.replaced(clause, "@")) is not None


def new_count(clause: str, state: DialogueState) -> ShopperAct | None:
    """ "Make it two", "actually 3": so many of what is being put in the cart, else of the line put in last.

    While a size or colour is still asked, it is the number of pieces that changes and the question stands; "one less"
    counts from there. A number that is one of the values asked for answers the question.
    """
    asked = state.asked.variant_of if state.asked else None
    match = _SET.search(clause) or (_SO_MANY.search(clause) if asked else None)
    said = int(number(next(value for value in match.groups() if value))) if match else 0
    if asked:
        step = _STEP.search(clause)
        if step:
            said = asked.quantity + (1 if step["more"] else -1)
        if said < 1 or (state.asked and str(said) in state.asked.values):
            return None
        return asked.adding(quantity=said)
    latest = any(act.intent in (Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART) for act in state.heard)
    if not match or not state.cart or not (latest or match["n"]):
        return None
    line = state.cart[-1]
    change = said - line.quantity
    intent = Intent.ADD_TO_CART if change > 0 else Intent.REMOVE_FROM_CART
    return ShopperAct(intent, variant_id=line.variant_id, quantity=abs(change)) if change else None


def _count_of(clause: str) -> tuple[int, int, int] | None:
    """ "add two Fusion Backpacks", "take one out": how many, and where it is said."""
    match = _COUNT.search(clause)
    if not match:
        return None
    said = "n" if match["n"] else "one"
    return int(number(match[said])), *match.span(said)


def _named_in(clause: str, product_ids: Sequence[str], catalog: Catalog) -> tuple[str, ...]:
    words = {t.stem for t in tokens(clause) if t.word not in STOP_WORDS and t.word not in _NO_NAME}
    scored = [
        (
            len(
                words
                & {t.stem for t in tokens(f"{catalog.product(i).title} {' '.join(catalog.product(i).categories)}")}
            ),
            i,
        )
        for i in dict.fromkeys(product_ids)
    ]
    best = max(scored, default=(0, ""))
    return (best[1],) if best[0] else ()
