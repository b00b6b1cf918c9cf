"""Numbers of a sentence: whether each is a value, a measure, a rating, a count or a share that the facts hold."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.grounding.claims import Claim, ClaimKind
from assistant.grounding.facts import Compared, Facts
from assistant.grounding.lexicon import (
    COMPARING,
    NUMBER_WORDS,
    PRICE,
    SLOT_CUES,
)
from assistant.grounding.sentence import Sentence
from retrieval.quantities import quantity
from retrieval.tokens import Token, stem

_IN_SHOP = re.compile(r"\b(?:here|in (?:this|the) (?:shop|store))\b")
_N_OF = re.compile(r"\b(\d+|\w+) of (?:the )?(?:other )?(\d+)\b")
_RATED = frozenset(map(stem, ("rated", "rating", "stars", "average", "score", "gave")))
_COUNTED = frozenset(map(stem, ("reviewers", "reviews", "ratings", "people", "shoppers", "customers")))


class Numbers:
    """Judges the numbers that are left of a sentence once its amounts of money are read."""

    def __init__(self, sentence: Sentence, facts: Facts) -> None:
        self._sentence = sentence
        self._facts = facts
        self._offer = facts.grounds.variant.offer

    def claim(self, left: list[Token], at: int) -> Claim:
        token = left[at]
        number = NUMBER_WORDS.get(token.word, token.word)
        words = self._sentence.said[token.start : min(len(self._sentence.said), token.end + 12)]
        holds = any(told(left, at, number) for told in self._tellers())
        return Claim(ClaimKind.NUMBER, " ".join(words.split()), holds)

    def _tellers(self) -> tuple[Callable[[list[Token], int, str], bool], ...]:
        return (self._is_value, self._is_measure, self._is_rating, self._is_count, self._is_share, self._is_stock)

    def _is_value(self, left: list[Token], at: int, _: str) -> bool:
        slots = self._facts.value_at(left, at)
        bare = [slot for slot in slots if (slot, (left[at].stem,)) in self._facts.values]
        # "42" alone says nothing: its slot has to be named beside it.
        near = {t.stem for t in left[max(0, at - 2) : at + 2]}
        named = [slot for slot in bare if {stem(word) for word in slot.split("_")} & near]
        return self._slots_fit([slot for slot in slots if slot not in bare] + named, left, at)

    def _is_measure(self, left: list[Token], at: int, _: str) -> bool:
        found = quantity(self._sentence.text[left[at].start :])
        if found is None or not (found.kind or found.sides):
            return False
        slots = [
            slot
            for slot, own in self._facts.quantities
            if (own.kind, own.low, own.high, own.sides) == (found.kind, found.low, found.high, found.sides)
        ]
        return self._slots_fit(slots, left, at)

    def _slots_fit(self, slots: list[str], left: list[Token], at: int) -> bool:
        """Whether the measure may be one of these slots', by the words that name one near it."""
        near = self._sentence.beside(left, at)
        cues = [set(SLOT_CUES[t.stem]) for t in near if t.stem in SLOT_CUES]
        compared = {COMPARING[t.word][0] for t in near if t.word in COMPARING} - {"", PRICE}  # "lighter ... (2 kg)"
        named = [cue for cue in (*cues, *({slot} for slot in compared)) if cue & self._facts.slots]
        if not named:
            return bool(slots)
        return any(cue & set(slot.split("_")) for slot in slots for cue in named)

    def _is_rating(self, left: list[Token], at: int, number: str) -> bool:
        near = {t.stem for t in self._sentence.beside(left, at)}
        if number == "5" and at and left[at - 1].word == "of":
            return bool(self._facts.rating) and bool(near & _RATED)
        after = left[at + 1].stem if at + 1 < len(left) else ""
        return number == self._facts.rating and bool(near & _RATED) and after not in _COUNTED

    def _is_count(self, left: list[Token], at: int, number: str) -> bool:
        after = left[at + 1].stem if at + 1 < len(left) else ""
        if after in _COUNTED:
            near = {t.stem for t in self._sentence.beside(left, at)}
            told = near & (_RATED | {stem("reviewed")}) or after in {stem("reviewers"), stem("reviews")}
            return bool(told) and number.replace(",", "") == str(self._facts.grounds.product.n_reviews)
        if after != stem("times"):
            return False
        clause = self._sentence.clause(left[at].start).casefold()
        title = self._sentence.named_in(left[at].start)
        if title and (title.removeprefix("the ") in clause or not _IN_SHOP.search(clause)):
            return (title, number.replace(",", "")) in self._facts.n_together
        return number in self._facts.n_bought

    def _is_share(self, left: list[Token], at: int, number: str) -> bool:
        """A number of a comparison: "4 of the 5 others", "all 5 others", "the cheapest of 6"."""
        comparisons = self._comparisons(left, at)
        start = self._sentence.start(left[at].start)
        clause = self._sentence.text[start : self._sentence.end(left[at].start)]
        own = left[at].start - start  # "(5 g)" after "4 of the 5" is no part of that
        before = left[at - 1].word if at else ""
        share = next((m for m in _N_OF.finditer(clause) if own in (m.start(1), m.start(2))), None)
        if share and share[1].isdigit():
            return any((str(c.n), str(c.of)) == (share[1], share[2]) for c in comparisons)
        if before == "all" or (before == "the" and at > 1 and left[at - 2].word == "all"):
            return any(c.is_extreme and str(c.of) == number for c in comparisons)
        if "of" in {t.word for t in left[max(0, at - 3) : at]}:
            return any(c.is_extreme and str(c.of + 1) == number for c in comparisons)
        return False

    def _comparisons(self, left: list[Token], at: int) -> list[Compared]:
        """The facts that a comparing word of the number's clause, else of the sentence, stands for."""
        words = [t.word for t in self._sentence.beside(left, at) if t.word in COMPARING]
        words = words or [t.word for t in left if t.word in COMPARING]
        return [c for c in self._facts.compared for word in words if COMPARING[word][1] == c.way]

    def _is_stock(self, left: list[Token], at: int, number: str) -> bool:
        after = left[at + 1].word if at + 1 < len(left) else ""
        return after in ("left", "remaining") and self._offer.available and number == str(self._offer.quantity)
