"""A sentence on its way through a check: its clauses, and what of it nobody has read yet."""

from __future__ import annotations

import re

from retrieval.tokens import Token

MONEY = re.compile(r"(?:[$£€¥₹]\s?(\d[\d,]*(?:\.\d+)?)|\b(?:USD|EUR|GBP|JPY|CNY)\s?(\d[\d,]*(?:\.\d+)?))")
_CLAUSE = re.compile(r"[;:,—–]|\b(?:but|though|although|while|whereas|however|and)\b", re.IGNORECASE)


class Sentence:
    """What is read is taken out of `text`; what is left there at the end nobody vouches for."""

    def __init__(self, said: str) -> None:
        self.said = said
        self.text = said  # with what has been read blanked out; places stay
        self.named: list[tuple[int, str]] = []  # where another product is named, and its folded title

    def clause(self, at: int) -> str:
        """The clause that holds that place."""
        return self.said[self.start(at) : self.end(at)]

    def start(self, at: int) -> int:
        return max((m.end() for m in _CLAUSE.finditer(self.said) if m.end() <= at and _cuts(m, self.said)), default=0)

    def end(self, at: int) -> int:
        ends = (m.start() for m in _CLAUSE.finditer(self.said) if m.start() >= at and _cuts(m, self.said))
        return min(ends, default=len(self.said))

    def beside(self, left: list[Token], at: int) -> list[Token]:
        """The tokens of the clause of a token."""
        start, end = self.start(left[at].start), self.end(left[at].start)
        return [t for t in left if start <= t.start < end]

    def named_in(self, at: int) -> str:
        """The other product that is named nearest, in the sentence; empty where none is."""
        return min(self.named, key=lambda named: abs(named[0] - at), default=(0, ""))[1]

    def blank(self, pattern: re.Pattern[str]) -> None:
        self.text = pattern.sub(lambda match: " " * len(match[0]), self.text)

    def blank_at(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]


def _cuts(match: re.Match[str], text: str) -> bool:
    """A comma or colon within a number cuts nothing."""
    return not (text[match.end() : match.end() + 1].isdigit() and text[match.start() - 1 : match.start()].isdigit())
