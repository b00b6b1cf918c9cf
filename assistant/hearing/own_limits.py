"""Limits of their own: several things in one message, each with the price said beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.merging import merged
from assistant.quantities.amounts import Amount, amounts
from retrieval.query import Constraint, Operator

# "First, a tent. Second, a stove.", "1) a tent; 2) a stove"
_FIRST = r"(?:\b(?:first(?:ly)?|one|item (?:one|1)),\s+|(?:(?<=\s)|^)(?:\(1\)|1[).])\s+)"
_NEXT = (
    r"(?:\b(?:(?:second|third|fourth|fifth|sixth|last)(?:ly)?|finally|next|two|three|four),\s+"
    r"|(?:(?<=\s)|^)(?:\([2-9]\)|[2-9][).])\s+)"
)
_ENUMERATED = re.compile(rf"[\s.;,:]*(?P<first>{_FIRST})|[\s.;,]*(?:\b(?:and|also)\s+)*(?P<next>{_NEXT})", re.I)
_ANOTHER = re.compile(
    r";\s+(?:and\s+)?(?:also,?\s+)?(?=\w)|[.]\s+(?:and\s+)?(?:also\b,?\s*)"
    r"(?:(?:please\s+)?(?:look|search|find)(?:ing)?\s+(?:for\s+)?|i(?:'d like|\s+(?:need|want))\s+)?(?=\w)",
    re.I,
)
# "; and a mat", not "; a green one would be nice"
_PIECE = re.compile(
    r"\s*;\s+(?:(?:and|also|plus),?\s+)*(?=(?:an?|some|another|two|three)\s+(?!\w+\s+ones?\b|ones?\b))", re.I
)
_OF_ALL = (
    r"\b(?:in total|total|all in|altogether|together|overall|in all|(?:whole |total )?budget|for (?:both|everything))\b"
)
_OF_ALL_BEFORE = re.compile(rf"{_OF_ALL}\W*(?:(?:is|of|must be|should be|costs?|stays?|at)\W*)*$", re.I)
_OF_ALL_IN = re.compile(_OF_ALL, re.I)
_OF_ALL_BEHIND = re.compile(rf"^\W*(?:dollars?\W*|euros?\W*)?{_OF_ALL}", re.I)
_GOES_ON = re.compile(r"[\s,;.]*(?:\+|&|\b(?:and|plus|also)\b)|[\s.]*[,;]\s*(?=(?:an?|some|another)\s)", re.I)

_SELLER = re.compile(
    r"^.*?\b(?:shops?|stores?|sellers?)\s+(?:(?:that|which|who)\s+)?"
    r"(?:sell(?:s|ing)?|offer(?:s|ing)?|has|have|having|carr(?:y|ies|ying)|with)\b"
    r"(?:\s+(?:all(?: of)?|both|at least)\b)*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Limited:
    """A stretch of a message that names something, and the limits said of it (of the last thing that it names)."""

    words: str
    limits: tuple[Constraint, ...] = ()


def as_list(text: str) -> str:
    """The message with its enumeration as a plain list: "First, a tent. Second, a mat." is "a tent, and a mat.".

    So are sentences that go on with another thing where each has its price ("... under 60; and a mat under 20").
    """
    sentences = _ANOTHER.split(_of_pieces(_unnumbered(text)))
    joined = sentences[0]
    for before, one in pairwise(sentences):
        joined += f", and {one}" if _priced(before) and _priced(one) else f". {one}"
    return joined if len(sentences) > 1 else sentences[0]


def _of_pieces(text: str) -> str:
    """ "A tent under 100; a mat; and a stove" is a list: three things or more, and nothing but things."""
    pieces = _PIECE.split(text)
    return ", and ".join(pieces) if len(pieces) > 2 and len(pieces) > text.count(";") else text


def _priced(text: str) -> bool:
    return any(a.constraint.slot == "price" for a in amounts(text))


def _unnumbered(text: str) -> str:
    marks = list(_ENUMERATED.finditer(text))
    first = next((n for n, mark in enumerate(marks) if mark["first"]), None)
    if first is None or not any(mark["next"] for mark in marks[first + 1 :]):
        return text
    parts, at = [], 0
    for mark in marks[first:]:
        parts += [text[at : mark.start()], " " if mark["first"] else ", and "]
        at = mark.end()
    return "".join([*parts, text[at:]]).strip()


def without_seller(words: str) -> str:
    """The words without "find me a shop that sells": every shop is one."""
    return _SELLER.sub("", words)


def limited(
    clause: str,
    prices: Sequence[Amount],
    names: Callable[[str], bool],
    names_known: Callable[[str], bool],
    *,
    is_set: bool,
) -> tuple[tuple[Limited, ...], tuple[tuple[int, int], ...]]:
    """The stretches of the clause with the limits that are their own, and where those stand; none of a plain search.

    `names` tells whether words name a thing, `names_known` one that the store knows: all that is a thing where no price
    is beside. One limit in a list is of the thing before it where another follows
    ("a tent under 200 and a mat"); behind the last or before the first it is of them all, and so it is in a set.
    """
    if not prices:
        return (), ()
    starts = [0, *(price.end for price in prices)]
    stretches = [clause[start : price.start] for start, price in zip(starts, prices, strict=False)]
    rest = clause[prices[-1].end :]
    turned = not names(stretches[0]) and names(rest) and not _GOES_ON.match(rest)
    if turned:  # "200 for a tent and 80 for a mat"
        stretches, rest = [*stretches[1:], rest], ""
    found: list[Limited] = []
    spans: list[tuple[int, int]] = []
    for words, price in zip(stretches, prices, strict=True):
        of_all = _is_of_all(clause, price)
        if names(words):
            found.append(
                Limited(words, () if of_all else (_at_most(price.constraint) if turned else price.constraint,))
            )
        elif found and not of_all:  # "over 20 and under 60"
            found[-1] = replace(found[-1], limits=merged((), (*found[-1].limits, price.constraint)))
        if found and not of_all:
            spans.append((price.start, price.end))
    if _GOES_ON.match(rest) and names_known(rest):
        found.append(Limited(rest))
    is_list = len(found) > 1 and any(one.limits for one in found[:-1])
    return (tuple(found), tuple(spans)) if is_list and not (is_set and len(spans) == 1) else ((), ())


def _at_most(limit: Constraint) -> Constraint:
    """ "200 for a tent" is what may be spent on it."""
    return replace(limit, operator=Operator.AT_MOST) if limit.operator is Operator.ABOUT else limit


def _is_of_all(clause: str, price: Amount) -> bool:
    """ "under 250 in total", "my budget is 250": what all of it may cost, whatever stands beside."""
    return bool(
        _OF_ALL_BEFORE.search(clause[: price.start])
        or _OF_ALL_IN.search(clause[price.start : price.end])
        or _OF_ALL_BEHIND.search(clause[price.end :])
    )
