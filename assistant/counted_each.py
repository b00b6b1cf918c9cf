"""Several things into the cart with a number each: "both, the machine and two packs"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.amounts import number
from retrieval.catalog import Catalog
from retrieval.tokens import STOP_WORDS, stems, tokens

_BETWEEN = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bplus\b|\bas well as\b)\s*", re.IGNORECASE)
_ALL_OF_IT = re.compile(r"\b(?:both|all (?:three|four|of (?:them|those|these))|everything|them all)\b", re.IGNORECASE)
# "The two jackets" are pointed at; "two jackets" are counted. "Two of the mug" is, too.
_COUNT = re.compile(
    r"^(?:(?:also|then|and|add|take|get|with|i'?ll|i|want|need|have|please)\s+)*"
    r"(?P<n>[2-9]|1[0-9]|two|three|four|five|six|seven|eight|nine|ten|twelve)\s*(?:x\s+|times\s+)?(?=[a-z]{2})",
    re.IGNORECASE,
)
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
