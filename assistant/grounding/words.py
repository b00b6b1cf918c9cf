"""Words of a sentence: whether each is one of the facts, or claims nothing by itself."""

from __future__ import annotations

from assistant.grounding.claims import Claim, ClaimKind
from assistant.grounding.facts import Facts
from assistant.grounding.lexicon import (
    BOASTS,
    COMPARING,
    DEAR,
    GLUE,
    NEGATIONS,
    PRICE,
    PROMISES,
    SLOT_CUES,
    SUPERLATIVE,
)
from assistant.grounding.sayings import Sayings
from assistant.grounding.sentence import MONEY, Sentence
from retrieval.quantities import quantity
from retrieval.tokens import Token, stem, tokens

_WARRANTED = frozenset(map(stem, ("warranty", "warranties", "guarantee", "guarantees")))
_DIRECTED = frozenset(("under", "over", "below", "above", "within"))


class Words:
    """Judges the words that are left of a sentence, save its numbers."""

    def __init__(self, sentence: Sentence, facts: Facts) -> None:
        self._sentence = sentence
        self._facts = facts
        self._offer = facts.grounds.variant.offer
        self._sayings = Sayings(sentence, facts)

    def claim(self, left: list[Token], at: int, token: Token) -> Claim | None:
        refused = self._sayings.refused(left, at)
        if refused is not None:
            return refused
        if token.word in COMPARING:
            return Claim(ClaimKind.COMPARISON, token.word, self._is_compared(left, at))
        if token.stem in NEGATIONS:
            return Claim(ClaimKind.NEGATION, token.word, self._is_denied(left, at))
        if token.word in DEAR and at and left[at - 1].word in COMPARING:
            return None  # judged with the word before
        if token.word in _DIRECTED and not self._is_within_a_value(left, at):
            return Claim(ClaimKind.PRICE, token.word, self._is_directed(token))
        if token.word in ("all", "every"):
            after = left[at + 1].word if at + 1 < len(left) else ""
            return Claim(ClaimKind.COMPARISON, token.word, after.isdigit() or after == "the")
        if self._is_paired(left, at):
            return Claim(ClaimKind.ATTRIBUTE, token.word, supported=True)
        if token.stem in PROMISES:
            return Claim(ClaimKind.PROMISE, token.word, supported=token.stem in self._facts.words)
        if token.stem in _WARRANTED and self._is_embellished(left, at):
            return Claim(ClaimKind.PROMISE, token.word, supported=False)
        if token.word in BOASTS:
            return Claim(ClaimKind.COMPARISON, token.word, supported=False)
        if token.stem in self._facts.words:
            return Claim(ClaimKind.ATTRIBUTE, token.word, supported=True)
        if token.stem in SLOT_CUES:
            return Claim(ClaimKind.ATTRIBUTE, token.word, bool(set(SLOT_CUES[token.stem]) & self._facts.slots))
        if token.stem in GLUE:
            return None
        tie = self._sentence.named and any(token.stem in {t.stem for t in tokens(tie)} for tie in self._facts.ties)
        if tie or (token.stem in self._facts.denied and self._has_negation(token)):
            return Claim(ClaimKind.ATTRIBUTE, token.word, supported=True)
        if self._is_unit(left, at):
            return None  # judged with its number
        return Claim(ClaimKind.ATTRIBUTE, token.word, supported=False)

    def _is_compared(self, left: list[Token], at: int) -> bool:
        word = left[at].word
        slot, way = COMPARING[word]
        after = left[at + 1].word if at + 1 < len(left) else ""
        if not slot:
            costs = after in DEAR or {t.stem for t in left} & {stem("costs"), PRICE}
            cues = {name for s in {t.stem for t in left} for name in SLOT_CUES.get(s, ())}
            slots = {PRICE} if costs else cues
        else:
            slots = {slot}
        fitting = [c for c in self._facts.compared if c.way == way and (c.word == word or (c.slot and c.slot in slots))]
        if word in SUPERLATIVE or (after == "than" and left[at + 2 : at + 3] and left[at + 2].word == "all"):
            return any(c.is_extreme for c in fitting)
        # "cheaper" alone would be cheaper than all: it has to be said of how many.
        counted = any(t.word[0].isdigit() for t in left[at:])
        return bool(fitting) and (counted or any(c.is_extreme for c in fitting))

    def _is_denied(self, left: list[Token], at: int) -> bool:
        near = [t for t in self._sentence.beside(left, at) if t.stem not in GLUE | NEGATIONS]
        told = [t for t in near if t.stem in self._facts.denied]
        return bool(told) and all(t.stem in self._facts.denied or t.word[0].isdigit() for t in near)

    def _is_directed(self, token: Token) -> bool:
        """ "under" and its like are judged with the amount that follows; without one they claim nothing known."""
        following = self._sentence.said[token.end : token.end + 24]
        in_budget = token.word == "within" and "budget" in following and self._has_budget()
        return in_budget or bool(MONEY.search(following))

    def _has_budget(self) -> bool:
        told = any("within your budget" in text for text in self._facts.quotable)
        return told or (bool(self._facts.budgets) and all(self._offer.price.amount <= b for b in self._facts.budgets))

    def _is_paired(self, left: list[Token], at: int) -> bool:
        """Whether it stands beside a neighbour just as in a value or claim of the evidence."""
        before = at and (left[at - 1].stem, left[at].stem) in self._facts.pairs
        after = at + 1 < len(left) and (left[at].stem, left[at + 1].stem) in self._facts.pairs
        pair = before or after
        return bool(pair) and left[at].stem not in GLUE

    def _is_within_a_value(self, left: list[Token], at: int) -> bool:
        """ "Linen over board": it stands between both its neighbours as a value has it, and speaks of no amount."""
        stems = [t.stem for t in left[max(0, at - 1) : at + 2]]
        return len(stems) == 3 and {(stems[0], stems[1]), (stems[1], stems[2])} <= self._facts.pairs

    def _is_embellished(self, left: list[Token], at: int) -> bool:
        """ "A lifetime warranty": with a word right before it that no record has there, be it elsewhere in one."""
        if not at or left[at - 1].end + 1 != left[at].start:
            return False
        before = left[at - 1]
        counted = before.word[0].isdigit() or self._is_unit(left, at - 1)
        plain = counted or before.stem in GLUE or before.word in COMPARING
        return not plain and (before.stem, left[at].stem) not in self._facts.pairs

    def _is_unit(self, left: list[Token], at: int) -> bool:
        if not at or not left[at - 1].word[0].isdigit():
            return False
        found = quantity(self._sentence.text[left[at - 1].start :])
        return found is not None and bool(found.kind) and found.unit.casefold().startswith(left[at].word)

    def _has_negation(self, token: Token) -> bool:
        return any(t.stem in NEGATIONS for t in tokens(self._sentence.clause(token.start)))
