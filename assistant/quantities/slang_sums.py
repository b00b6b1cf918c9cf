"""Sums in slang, in figures: "under a grand" is under 1000, "a tenner" is 10."""

from __future__ import annotations

import re

from assistant.quantities.amounts import number

_COUNT = r"(?P<n>half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|couple of|\d{1,2})"
_SUMS = {"grand": 1000, "tenner": 10, "fiver": 5, "hundred": 100}
_SLANG = re.compile(
    rf"\b{_COUNT} (?:(?P<grand>grand)(?=\W*(?:$|[.,;!?)]|(?:max|tops|or|and|but|for|in|at|total|please|pls|all)\b))|"
    rf"(?P<tenner>tenners?)\b|(?P<fiver>fivers?)\b|(?P<hundred>(?<=couple of )hundred)\b)",
    re.IGNORECASE,
)

_IN_A_NUMBER = re.compile(
    r"[\d.,£$€¥–-]$|\b(?:\w+ty|\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: (?:and|or|"
    r"to))? $",
    re.IGNORECASE,
)


def in_figures(message: str) -> str:
    return _SLANG.sub(_figures, message)


def _figures(match: re.Match[str]) -> str:
    if _IN_A_NUMBER.search(match.string[: match.start()]):  # "1.5 grand", "between one and two grand"
        return match[0]
    said = match["n"].lower()
    times = 0.5 if said.startswith("half") else 2 if said.endswith("couple of") else int(number(said)) or 1
    return str(int(times * next(_SUMS[kind] for kind in _SUMS if match[kind])))
