"""Several pieces into the cart with a number each: "both, the machine and two packs", "5 in S, 7 in M"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.quantities.amounts import number
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.tokens import STOP_WORDS, stems, tokens

_BETWEEN = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bplus\b|\bas well as\b)\s*", re.IGNORECASE)
_ALL_OF_IT = re.compile(r"\b(?:both|all (?:three|four|of (?:them|those|these))|everything|them all)\b", re.IGNORECASE)
# "The two jackets" are pointed at; "two jackets" are counted. "Two of the mug" is, too.
_COUNT = re.compile(
    r"^(?:(?:also|then|and|add|take|get|with|i'?ll|i|want|need|have|please)\s+)*"
    r"(?P<n>[2-9]|1[0-9]|two|three|four|five|six|seven|eight|nine|ten|twelve)\s*(?:x\s+|times\s+)?(?=[a-z]{2})",
    re.IGNORECASE,
)
_NUMBER = r"[1-9]\d?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_EITHER = re.compile(r"\b(?:or|not|no|instead|rather|actually|sorry)\b", re.IGNORECASE)  # one of them, or none
_LINK = r"\s*(?:x\s*|(?:pieces |of them )?in (?:the |size )?|of the )?"
_WORDS = {"S": "small", "M": "medium", "L": "large"}
_JOINED = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bplus\b|, and\b)\s*", re.IGNORECASE)
_MEASURED = re.compile(r"\s*(?:ml|cl|l|litres?|liters?|kg|g|cm|mm|m|inch(?:es)?|people|persons?|years?|stars?)\b", re.I)


def counted_each(acts: Sequence[ShopperAct], message: str, catalog: Catalog) -> list[ShopperAct]:
    """The acts; what puts several things in the cart and is said piece by piece gets the numbers of the pieces.

    A piece is whose title or kind it names; those that name none stand for the other things in their order.
    """
    found: list[ShopperAct] = []
    for act in acts:
        counts = _counts(act, message, catalog)
        if max(counts, default=1) == 1:
            found.append(act)
        else:
            each = zip(act.product_ids, counts, strict=True)
            found += [replace(act, product_ids=(i,), quantity=n) for i, n in each]
    return found


def counted_by_option(acts: Sequence[ShopperAct], message: str, catalog: Catalog) -> list[ShopperAct]:
    """The acts; where one thing is put in the cart in several sizes or colours, each with its number, one act a number.

    "5 in S, 7 in M and 3 in L", "two small, one medium". What else was said of it ("blue") holds of every one.
    """
    adding = [act for act in acts if act.intent is Intent.ADD_TO_CART]
    things = {act.product_ids for act in adding}
    if _EITHER.search(message) or len(things) != 1 or len(adding[0].product_ids) != 1 or adding[0].unresolved:
        return list(acts)
    if any(act.intent is Intent.REMOVE_FROM_CART for act in acts):
        return list(acts)
    differing = {slot for slot in _slots(adding) if len({_of(act, slot) for act in adding}) > 1}
    product = catalog.product(adding[0].product_ids[0])
    for slot in dict.fromkeys(slot for variant in product.variants for slot in variant.options):
        numbers = _numbers(message, dict.fromkeys(v.options[slot] for v in product.variants if slot in v.options))
        if not numbers or differing - {slot}:  # "a red one in M and a blue one in L"
            continue
        rest = tuple(c for c in dict.fromkeys(c for act in adding for c in act.constraints) if c.slot != slot)
        each = [
            replace(adding[0], constraints=(*rest, Constraint(slot, Operator.IS, value)), quantity=n)
            for value, n in numbers
        ]
        at = acts.index(adding[0])
        return [*acts[:at], *each, *(act for act in acts[at:] if act not in adding)]
    return list(acts)


def _slots(acts: Sequence[ShopperAct]) -> set[str]:
    return {c.slot for act in acts for c in act.constraints}


def _of(act: ShopperAct, slot: str) -> frozenset[Constraint]:
    return frozenset(c for c in act.constraints if c.slot == slot)


def _numbers(message: str, values: Iterable[str]) -> list[tuple[str, int]]:
    """The values with their numbers, of the one list that the message has of them; nothing where it has none."""
    whose = {name.lower(): value for value in values for name in (value, _WORDS.get(value, value))}
    names = "|".join(re.escape(name) for name in sorted(whose, key=len, reverse=True))
    item = re.compile(
        rf"(?<![\w.$£€])(?P<n>{_NUMBER})(?:\b|(?=x\b))(?P<link>{_LINK})(?P<value>{names})(?![\w'])(?: ones?\b)?", re.I
    )
    lists: list[list[tuple[str, int]]] = []
    end = -1
    for match in item.finditer(message) if names else ():
        value = whose[match["value"].lower()]
        if value[:1].isdigit() and not re.search(r"in|x|of", match["link"], re.IGNORECASE):
            continue  # "2 29" counts nothing
        goes_on = bool(lists) and _JOINED.fullmatch(message[end : match.start()]) and value not in dict(lists[-1])
        if not goes_on:
            lists.append([])
        lists[-1].append((value, int(number(match["n"])) or 1))
        end = match.end()
    several = [one for one in lists if len(one) > 1]
    return several[0] if len(several) == 1 else []


def _counts(act: ShopperAct, message: str, catalog: Catalog) -> list[int]:
    """A number for each product of the act; none where the message is not said piece by piece."""
    ids = act.product_ids
    if act.intent is not Intent.ADD_TO_CART or len(ids) < 2 or act.quantity > 1 or act.constraints:
        return []
    pieces = [piece for piece in _BETWEEN.split(_ALL_OF_IT.sub(" ", message)) if _says_something(piece)]
    if len(pieces) != len(ids):
        return []
    named = [_named(piece, ids, catalog) for piece in pieces]
    left = [i for i in ids if i not in named]
    whose = [i or left.pop(0) for i in named]
    if len(set(whose)) < len(ids):
        return []
    return [_count(pieces[whose.index(i)]) for i in ids]


def _says_something(piece: str) -> bool:
    return any(t.word not in STOP_WORDS or number(t.word) for t in tokens(piece)) and not re.fullmatch(
        r"\W*(?:ok|okay|yes|yeah|sure|great|good|please|thanks|perfect|fine|then|right)\W*", piece, re.I
    )


def _named(piece: str, ids: Sequence[str], catalog: Catalog) -> str:
    said = stems(piece) - STOP_WORDS
    products = [catalog.product(i) for i in ids]
    naming = [p.id for p in products if said & (stems(p.title) | stems(" ".join(p.categories)))]
    return naming[0] if len(naming) == 1 else ""


def _count(piece: str) -> int:
    match = _COUNT.match(piece.strip())
    if not match or _MEASURED.match(piece.strip()[match.end() :]):
        return 1
    return int(number(match["n"]))
