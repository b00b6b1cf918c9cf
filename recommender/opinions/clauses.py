"""Clauses: a review cut where one judgement ends and the next begins, in English and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ENDS = re.compile(r"(?<=[.!?])(?:[\"”')]*)\s+|[\n;。！？；]+|(?<=\w)\.\.+|\s[-–—]\s")
# Where a sentence turns: "light, but it leaks". A comma alone parts nothing in English: it would part lists.
_TURNS = re.compile(
    r",?\s+(?=(?:but|although|though|however|yet|except that|whereas|even though|only that|sadly|unfortunately)\b)"
    r"|,\s+(?=(?:and|so|only|still)\s+(?:it|they|the|i|my|its|you|there|we)\b)|,\s+(?=(?:it|they|the|its)\s+\w+s?\b)",
    re.I,
)
_CHINESE_TURNS = re.compile(r"[，,、\s~～…]+|(?<!^)(?=但是|但(?!是)|不过|可是|只是|就是|然而)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
MOST = 60  # clauses of one review: who writes a novel is read to there


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` is word for word; `sentence` is the whole that it is quoted with."""

    text: str
    sentence: str
    is_chinese: bool = False


def is_chinese(text: str) -> bool:
    """Whether at least a fifth of it is Chinese."""
    return 5 * len(_HAN.findall(text)) >= len(text.strip()) > 0


def clauses(text: str) -> list[Clause]:
    """The clauses of a title or body in order, at most `MOST`; empty ones are left out."""
    return [clause for clause, _ in zip(_all(text), range(MOST), strict=False)]


def _all(text: str) -> Iterator[Clause]:
    chinese = is_chinese(text)
    for sentence in _ENDS.split(text):
        whole = sentence.strip(" \t\"'“”")
        if not whole:
            continue
        for part in (_CHINESE_TURNS if chinese else _TURNS).split(whole):
            said = part.strip(" ,，、")
            if said:
                yield Clause(said, whole, chinese)
