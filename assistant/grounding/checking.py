"""Checking: whether every claim of a sentence is supported by the evidence. What it cannot read, it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.grounding.claims import Claim, ClaimKind, Grounds, Verdict
from assistant.grounding.facts import Facts
from assistant.grounding.lexicon import (
    DEEDS,
    GLUE,
    NUMBER_WORDS,
    RELATING,
)
from assistant.grounding.numbers import Numbers
from assistant.grounding.sentence import MONEY, Sentence
from assistant.grounding.words import Words
from retrieval.documents import sentences
from retrieval.tokens import stem, tokens

_QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")
_WAS = re.compile(r"\b(?:was|from|reduced|originally|instead of|before)\W+$", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:under|within|below|budget of|limit of)\b[\w\s]*$", re.IGNORECASE)
_BUDGET = re.compile(
    r"\b(?:under|within|below|over|above|to|between|close to|not below|your|budget of|limit of)\W+(?:your\W+)?$", re.I
)
_YOU_DID = re.compile(
    rf"\byou(?:['’]ve|\shave)?(?:\salready|\sjust|\srecently)*\s({'|'.join(w for ws in DEEDS.values() for w in ws)})\b",
    re.IGNORECASE,
)
_HAVE = re.compile(r"\byou(?:['’]ve| already)* (?:have|own|got)\b|\bin your (?:cart|basket)\b|\byour (?:cart|basket)\b")
_PUT = re.compile(r"\byou(?:['’]ve| already)* (?:put|added) $")
_NOBODY = re.compile(r"\b(?:nobody|no one) has (?:reviewed|rated)\b", re.IGNORECASE)
# "the cheapest of 4 compared to 50 l": what was compared are things, and the amount behind is of what was compared
_WITH_WHAT = re.compile(r"\bcompared (?:to|with|against)\b", re.IGNORECASE)
_BY_WHAT = re.compile(r"\b(?:compared|that state it) \([^)]*\)", re.IGNORECASE)
_GONE = re.compile(r"\b(?:out of stock|sold out|unavailable|not available|not in stock)\b", re.IGNORECASE)
_HERE = re.compile(r"\b(?:in stock|available)\b", re.IGNORECASE)


def check(text: str, grounds: Grounds) -> list[Verdict]:
    """A verdict for each sentence, in order. Same arguments, same verdicts; knows nothing but them."""
    checker = Checker(grounds)
    return [checker.sentence(one) for one in sentences(text)]


class Checker:
    """Checks sentences one by one, as they come, against the same grounds."""

    def __init__(self, grounds: Grounds) -> None:
        self._facts = Facts.of(grounds)

    def sentence(self, sentence: str) -> Verdict:
        """Of a text in another script than the Latin one nothing is supported: it is not read."""
        foreign = next((c for c in sentence if c.isalpha() and ord(c) > 0x24F), "")
        if foreign:
            return Verdict(sentence, (Claim(ClaimKind.UNREAD, foreign, supported=False),))
        return Verdict(sentence, tuple(_Reading(sentence, self._facts).claims()))


class _Reading:
    """One sentence on its way: what is told by more than a word is read first, then what is left, word by word."""

    def __init__(self, sentence: str, facts: Facts) -> None:
        self._sentence = Sentence(sentence)
        self._facts = facts
        self._product = facts.grounds.product
        self._offer = facts.grounds.variant.offer

    def claims(self) -> Iterator[Claim]:
        for read in (self._quotes, self._titles, self._compared, self._deeds, self._silence, self._stock, self._money):
            yield from read()
        left = tokens(self._sentence.text)
        numbers, words = Numbers(self._sentence, self._facts), Words(self._sentence, self._facts)
        read_numbers: set[int] = set()
        for at, token in enumerate(left):
            if token.word[0].isdigit() or token.word in NUMBER_WORDS:
                yield numbers.claim(left, at)
                read_numbers.add(at)
        for at, token in enumerate(left):
            if at not in read_numbers:
                claim = words.claim(left, at, token)
                if claim is not None:
                    yield claim

    def _quotes(self) -> Iterator[Claim]:
        for match in _QUOTED.finditer(self._sentence.text):
            said = " ".join(match[1].split()).casefold().rstrip(".…")
            holds = bool(said) and any(said in text for text in self._facts.quotable)
            yield Claim(ClaimKind.QUOTE, match[0], holds)
        self._sentence.blank(_QUOTED)

    def _titles(self) -> Iterator[Claim]:
        for title, product_id in self._facts.titles:
            pattern = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)", re.IGNORECASE)
            for match in pattern.finditer(self._sentence.text):
                holds = product_id == self._product.id or self._is_tied(title, match.start())
                if product_id != self._product.id:
                    self._sentence.named.append((match.start(), title))
                yield Claim(ClaimKind.PRODUCT, match[0], holds)
            self._sentence.blank(pattern)

    def _is_tied(self, title: str, at: int) -> bool:
        """Whether a claim ties the other product to this one as the clause does: every word of the tie is in it."""
        clause = {t.stem for t in tokens(self._sentence.clause(at))} - {t.stem for t in tokens(title)}
        telling = (clause - GLUE - self._facts.words) | (clause & RELATING)
        ties = [{t.stem for t in tokens(tie)} for tie in self._facts.ties if title in tie]
        telling = {s for s in telling if not s[0].isdigit()} - {stem(w) for ws in DEEDS.values() for w in ws}
        return any(telling <= tie for tie in ties)

    def _compared(self) -> Iterator[Claim]:
        """What it is compared with, and the amount in brackets behind, as a claim of the evidence has them."""
        for pattern in (_WITH_WHAT, _BY_WHAT):
            for match in pattern.finditer(self._sentence.text):
                holds = any(match[0].casefold() in text for text in self._facts.quotable)
                yield Claim(ClaimKind.COMPARISON, match[0], holds)

    def _deeds(self) -> Iterator[Claim]:
        """ "you bought", of what the clause names; "you have", and the cart, only where an event says so."""
        for match in _YOU_DID.finditer(self._sentence.text):
            deed = next(deed for deed, words in DEEDS.items() if match[1].lower() in words)
            title = self._sentence.named_in(match.start())
            histories = [h for h in self._facts.histories if deed in h and (not title or title in h)]
            if not title:
                histories = [h for h in histories if "one you" in h]  # of the thing itself
            yield Claim(ClaimKind.OWNERSHIP, match[0], bool(histories))
        self._sentence.blank(_YOU_DID)
        for match in _HAVE.finditer(self._sentence.text.lower()):
            named = bool(self._sentence.named_in(match.start()))
            of_itself = _PUT.search(self._sentence.said[: match.start()].lower())  # "one you put in your cart"
            told = [h for h in self._facts.histories if "cart" in h and (named or (of_itself and "one you" in h))]
            holds = bool(told)
            yield Claim(ClaimKind.OWNERSHIP, match[0], holds)
            self._sentence.blank_at(match.start(), match.end())

    def _silence(self) -> Iterator[Claim]:
        for match in _NOBODY.finditer(self._sentence.text):
            yield Claim(ClaimKind.NEGATION, match[0], not self._product.n_reviews)
        self._sentence.blank(re.compile(rf"{_NOBODY.pattern}|\byet\b", re.IGNORECASE))

    def _stock(self) -> Iterator[Claim]:
        for match in _GONE.finditer(self._sentence.text):
            yield Claim(ClaimKind.AVAILABILITY, match[0], not self._offer.available)
        self._sentence.blank(_GONE)
        for match in _HERE.finditer(self._sentence.text):
            yield Claim(ClaimKind.AVAILABILITY, match[0], self._offer.available)
        self._sentence.blank(_HERE)

    def _money(self) -> Iterator[Claim]:
        """An amount is the price, unless the words before it make it the old price or what the shopper said."""
        for match in MONEY.finditer(self._sentence.text):
            amount = Decimal((match[1] or match[2]).replace(",", ""))
            before = self._sentence.text[: match.start()]
            price, was = self._offer.price.amount, self._offer.list_price
            if _BUDGET.search(before) and not _WAS.search(before):
                holds = amount in self._facts.budgets or (amount == price and before.rstrip().endswith("to"))
                if _BELOW.search(before):
                    holds = holds and price <= amount
            elif _WAS.search(before):
                holds = was is not None and was > self._offer.price and amount == was.amount
            else:
                holds = amount == price
            yield Claim(ClaimKind.PRICE, match[0], holds)
        self._sentence.blank(MONEY)
