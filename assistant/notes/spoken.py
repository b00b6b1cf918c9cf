"""Numbers in words, of which a note copied a part: "up to one eighty" noted as 80, "between ninety and a hundred and
thirty" as 30."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.notes.notation import Pair
from assistant.quantities.amounts import number

_ONES = r"one|two|three|four|five|six|seven|eight|nine"
_TEENS = r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
_TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORD = rf"(?:an?|{_ONES}|{_TEENS}|{_TENS}|hundred|thousand)"
_RUN = re.compile(rf"\b{_WORD}(?:[ -](?:and )?{_WORD})*\b", re.IGNORECASE)
_RANGE = re.compile(rf"\b(?:between|from) (?P<ends>{_WORD}(?:[ -](?:and |to )?{_WORD})*)\b", re.IGNORECASE)
_HUNDREDS = re.compile(rf"(?:{_ONES})[ -](?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS})", re.IGNORECASE)  # "one eighty"
_MONEY = re.compile(r"[ -](?:dollar|euro|pound)\b", re.IGNORECASE)
_PROPER = re.compile(
    rf"(?:(?:(?:an?|{_ONES}) )?(?:hundred|thousand)(?: and)?(?: |$))*"
    rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})?",
    re.IGNORECASE,
)


def whole(pair: Pair, message: str) -> Pair:
    """The price with all the words of the number that its words are a part of in the message; else as it is."""
    words = [part for part in re.split(r" ?\.\. ?", pair.value) if part]
    if pair.key != "price" or not words or not all(_RUN.fullmatch(part) for part in words):
        return pair
    ranged = _range(message, words)
    if ranged:
        return Pair("price", "=", f"{ranged[0]}..{ranged[1]}")
    if len(words) > 1:
        return pair
    runs = [m for m in _RUN.finditer(message) if re.search(rf"\b{re.escape(words[0])}\b", m.group(), re.I)]
    if len(runs) != 1 or (_HUNDREDS.fullmatch(runs[0].group()) and _MONEY.match(message[runs[0].end() :])):
        return pair  # "two twenty dollar cards"
    return replace(pair, value=runs[0].group()) if _value(runs[0].group()) else pair


def _range(message: str, words: list[str]) -> tuple[str, str] | None:
    """The words of the two ends of a range that the copied words stand in."""
    for match in _RANGE.finditer(message):
        ends = match["ends"]
        if not all(re.search(rf"\b{re.escape(part)}\b", ends, re.IGNORECASE) for part in words):
            continue
        cuts = [m.span() for m in re.finditer(r" (?:and|to) ", ends)]
        for start, end in cuts:
            low, high = ends[:start], ends[end:]
            if 0 < _value(low) < _value(high):
                return low, high
    return None


def _value(words: str) -> int:
    """The number; 0 for words that are none, or several."""
    if _HUNDREDS.fullmatch(words):
        return int(number(words))
    if not _PROPER.fullmatch(words) or any(a == b == "hundred" for a, b in pairwise(words.lower().split())):
        return 0
    return int(number(words.replace(" and ", " ")))
