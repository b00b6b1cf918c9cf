"""Sayings: words that speak of people, of other things or of what the shopper said, each beside evidence of its kind.

They claim nothing of the thing itself, so no record of it supports them: "shoppers" needs a rating, a review or a
count of purchases, "others" a comparison, "you asked" a condition or words of the search.
"""

from __future__ import annotations

from assistant.grounding.claims import Claim, ClaimKind
from assistant.grounding.facts import Facts
from assistant.grounding.lexicon import (
    ASKED,
    BUYING,
    COMPARED_WORDS,
    COMPARING,
    GLUE,
    NUMBER_WORDS,
    OTHERS,
    PEOPLE,
    PRICE,
    RATED,
    SAID_BY_YOU,
    SAYING,
    SLOT_CUES,
)
from assistant.grounding.sentence import MONEY, Sentence
from recommender.evidence import Kind
from retrieval.tokens import Token, stem

_SAME, _EACH, _LIKE = stem("same"), stem("each"), stem("like")
_COUNTED = frozenset(map(stem, ("reviewers", "reviews", "ratings")))
_BUDGET = frozenset(map(stem, ("budget", "limit")))
_DIRECTED = frozenset(("under", "over", "below", "above", "within"))
_NEAR = 3  # tokens between "you" and what you asked


class Sayings:
    """Judges these words of a sentence, before any other rule does."""

    def __init__(self, sentence: Sentence, facts: Facts) -> None:
        self._sentence = sentence
        self._facts = facts

    def refused(self, left: list[Token], at: int) -> Claim | None:
        """The claim of the token where nothing supports it; None where it is no such word, or stands rightly."""
        kind = self._missing(left, at)
        return Claim(kind, left[at].word, supported=False) if kind else None

    def _missing(self, left: list[Token], at: int) -> ClaimKind | None:
        token = left[at]
        following = left[at + 1].word if at + 1 < len(left) else ""
        of_others, of_people = ClaimKind.COMPARISON, ClaimKind.PEOPLE
        if token.stem in self._facts.names:
            return None
        if token.word in ("only", "just", "both"):
            judged = {"only": self._is_only, "just": self._is_just, "both": self._is_both}[token.word]
            return None if judged(left, at) else of_others
        if token.stem in OTHERS:
            return None if self._is_beside_others(left, at) else of_others
        if token.stem in COMPARED_WORDS:
            return None if self._facts.compared and self._comparing(left, at) else of_others
        if token.stem == _EACH or (token.stem == _SAME and not self._sentence.named):
            return None if self._is_told_whole(left, at) or self._is_held(left, at) else of_others
        if token.stem == _LIKE and following in ("you", "yours", "your"):
            return of_people
        if token.stem in PEOPLE:
            return None if self._is_of_people(left, at) else of_people
        if token.stem in BUYING:
            return None if self._has(Kind.POPULARITY, Kind.TOGETHER) else of_people
        if token.stem in RATED:
            return None if self._facts.rating or token.stem in self._facts.words else of_people
        if token.stem in ASKED or (token.stem in SAID_BY_YOU and self._is_by_you(left, at)):
            return None if self._is_asked(left, at) else ClaimKind.ASKED
        if token.word in ("your", "yours"):
            return None if self._is_yours(left, at) else ClaimKind.ASKED
        return None

    def _is_of_people(self, left: list[Token], at: int) -> bool:
        """What reviewers gave, what shoppers bought, and how often; what they say only as a review of theirs says."""
        near = self._sentence.beside(left, at)
        stems = {t.stem for t in near}
        counts = bool(at) and _is_number(left[at - 1])
        if counts and self._is_held(left, at):
            return True  # "sleeps 4 people"
        rated, bought, says = stems & RATED, stems & BUYING, stems & SAYING
        telling = self._telling(near)
        if says or (rated and bought):
            return not bought and self._is_in_a_review(telling)
        if bought:
            return self._has(Kind.POPULARITY, Kind.TOGETHER)
        counted = rated or (counts and left[at].stem in _COUNTED)
        gave = not telling or any(t.word == self._facts.rating for t in near)
        if self._facts.rating and counted and gave:
            return True
        return self._is_in_a_review(telling)

    def _is_in_a_review(self, telling: set[str]) -> bool:
        return bool(telling) and any(telling <= claim for kind, claim in self._facts.told if kind is Kind.REVIEW)

    def _is_beside_others(self, left: list[Token], at: int) -> bool:
        """ "lighter than 4 of the 5 others": never what the others are or cost."""
        if not self._facts.compared:
            return False
        near = [t for t in self._sentence.beside(left, at) if t.start < left[at].start]
        begun = next((n for n, t in enumerate(near) if t.word in COMPARING), len(near))
        return any(t.word in ("than", "of") for t in near[begun + 1 :])

    def _comparing(self, left: list[Token], at: int) -> bool:
        return any(t.word in COMPARING for t in self._sentence.beside(left, at))

    def _is_only(self, left: list[Token], at: int) -> bool:
        """ "only 3 left", "only 3.4 of 5"; "the only one" where a claim says so with all its words."""
        before = left[at - 1].word if at else ""
        following = left[at + 1] if at + 1 < len(left) else None
        if MONEY.match(self._sentence.said[left[at].end :].lstrip()):
            return any(c.slot == PRICE and c.way < 0 for c in self._facts.compared)
        if before not in ("the", "an", "your", "our") and following is not None and _is_number(following):
            return True
        return self._is_told_whole(left, at)

    def _is_just(self, left: list[Token], at: int) -> bool:
        return not MONEY.match(self._sentence.said[left[at].end :].lstrip()) or self._is_only(left, at)

    def _is_both(self, left: list[Token], at: int) -> bool:
        """ "both light and waterproof" of the thing; "both are", "both of them" are of it and another."""
        following = left[at + 1].word if at + 1 < len(left) else ""
        begins = left[at].start == self._sentence.start(left[at].start) or not at
        is_of_one = not begins and following not in ("are", "of", "were", "have", "cost", "come", "fit")
        return (is_of_one and "and" in {t.word for t in left[at:]}) or self._is_told_whole(left, at)

    def _is_asked(self, left: list[Token], at: int) -> bool:
        """Whether what the clause tells, or without anything the clause before, was a condition or words of theirs."""
        asked = {s for kind, claim in self._facts.told if kind in (Kind.WORDS, Kind.CONSTRAINT) for s in claim}
        if not asked:
            return False
        telling = self._telling(self._sentence.beside(left, at), self._facts.kinds)
        if not telling:
            start = self._sentence.start(left[at].start)
            before = [t for t in left if t.start < start]
            clause = self._sentence.beside(left, len(before) - 1) if before else []
            telling = self._telling(clause, self._facts.kinds)
        return all(one in asked or {stem(slot) for slot in SLOT_CUES.get(one, ())} & asked for one in telling)

    def _is_by_you(self, left: list[Token], at: int) -> bool:
        return any(t.word in ("you", "youve", "youre", "youd") for t in left[max(0, at - _NEAR) : at])

    def _is_yours(self, left: list[Token], at: int) -> bool:
        """ "your size M" as a claim has it, "your $30.00", "your budget"; nothing else is known to be theirs."""
        if MONEY.match(self._sentence.said[left[at].end :].lstrip()):
            return True  # judged with the amount
        following = left[at + 1].stem if at + 1 < len(left) else ""
        if following in _BUDGET:
            return bool(self._facts.budgets) or any("your budget" in text for text in self._facts.quotable)
        return (left[at].stem, following) in self._facts.pairs

    def _is_held(self, left: list[Token], at: int) -> bool:
        """Whether it stands beside a neighbour just as in what the record states."""
        pairs = self._facts.held_pairs
        before = bool(at) and (left[at - 1].stem, left[at].stem) in pairs
        return before or (at + 1 < len(left) and (left[at].stem, left[at + 1].stem) in pairs)

    def _is_told_whole(self, left: list[Token], at: int) -> bool:
        telling = self._telling(self._sentence.beside(left, at))
        return any(left[at].stem in claim and telling <= claim for _, claim in self._facts.told)

    def _telling(self, near: list[Token], names: frozenset[str] | None = None) -> set[str]:
        """The stems of a clause that say something: neither glue nor numbers, nor what the thing is called."""
        skipped = GLUE | (self._facts.names if names is None else names)
        return {t.stem for t in near if not (t.stem in skipped or _is_number(t) or t.word in _DIRECTED)}

    def _has(self, *kinds: Kind) -> bool:
        return any(kind in kinds for kind, _ in self._facts.told)


def _is_number(token: Token) -> bool:
    return token.word[0].isdigit() or token.word in NUMBER_WORDS
