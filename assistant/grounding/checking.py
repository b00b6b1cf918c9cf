"""Checking: whether every claim of a sentence is supported by the evidence. What it cannot read, it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from assistant.grounding.claims import Claim, ClaimKind, Grounds, Verdict
from assistant.grounding.facts import Compared, Facts
from assistant.grounding.lexicon import (
    BOASTS,
    COMPARING,
    DEAR,
    DEEDS,
    GLUE,
    NEGATIONS,
    NUMBER_WORDS,
    PRICE,
    PROMISES,
    RELATING,
    SLOT_CUES,
    SUPERLATIVE,
)
from retrieval.documents import sentences
from retrieval.quantities import quantity
from retrieval.tokens import Token, stem, tokens

_QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")
_MONEY = re.compile(r"(?:[$£€¥₹]\s?(\d[\d,]*(?:\.\d+)?)|\b(?:USD|EUR|GBP|JPY|CNY)\s?(\d[\d,]*(?:\.\d+)?))")
_CLAUSE = re.compile(r"[;:,—–]|\b(?:but|though|although|while|whereas|however|and)\b", re.IGNORECASE)
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
_NOBODY = re.compile(r"\b(?:nobody|no one) has (?:reviewed|rated)\b", re.IGNORECASE)
_GONE = re.compile(r"\b(?:out of stock|sold out|unavailable|not available|not in stock)\b", re.IGNORECASE)
_HERE = re.compile(r"\b(?:in stock|available)\b", re.IGNORECASE)
_IN_SHOP = re.compile(r"\b(?:here|in (?:this|the) (?:shop|store))\b")
_N_OF = re.compile(r"\b(\d+|\w+) of (?:the )?(?:other )?(\d+)\b")
_DIRECTED = frozenset(("under", "over", "below", "above", "within"))
_RATED = frozenset(map(stem, ("rated", "rating", "stars", "average", "score", "gave")))
_COUNTED = frozenset(map(stem, ("reviewers", "reviews", "ratings", "people", "shoppers", "customers")))


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
    """One sentence on its way: what is read is taken out; what is left at the end nobody vouches for."""

    def __init__(self, sentence: str, facts: Facts) -> None:
        self._said = sentence
        self._facts = facts
        self._product = facts.grounds.product
        self._offer = facts.grounds.variant.offer
        self._text = sentence  # with what has been read blanked out; places stay
        self._named: list[tuple[int, str]] = []  # where another product is named, and its folded title

    def claims(self) -> Iterator[Claim]:
        for read in (self._quotes, self._titles, self._deeds, self._silence, self._stock, self._money):
            yield from read()
        left = tokens(self._text)
        read_numbers: set[int] = set()
        for at, token in enumerate(left):
            if token.word[0].isdigit() or token.word in NUMBER_WORDS:
                yield self._number(left, at)
                read_numbers.add(at)
        for at, token in enumerate(left):
            if at not in read_numbers:
                claim = self._word(left, at, token)
                if claim is not None:
                    yield claim

    # --- what is read first ------------------------------------------------------------------------------------

    def _quotes(self) -> Iterator[Claim]:
        for match in _QUOTED.finditer(self._text):
            said = " ".join(match[1].split()).casefold().rstrip(".…")
            holds = bool(said) and any(said in text for text in self._facts.quotable)
            yield Claim(ClaimKind.QUOTE, match[0], holds)
        self._blank(_QUOTED)

    def _titles(self) -> Iterator[Claim]:
        for title, product_id in self._facts.titles:
            pattern = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)", re.IGNORECASE)
            for match in pattern.finditer(self._text):
                holds = product_id == self._product.id or self._is_tied(title, match.start())
                if product_id != self._product.id:
                    self._named.append((match.start(), title))
                yield Claim(ClaimKind.PRODUCT, match[0], holds)
            self._blank(pattern)

    def _is_tied(self, title: str, at: int) -> bool:
        """Whether a claim ties the other product to this one as the clause does: every word of the tie is in it."""
        clause = {t.stem for t in tokens(self._clause(at))} - {t.stem for t in tokens(title)}
        telling = (clause - GLUE - self._facts.words) | (clause & RELATING)
        ties = [{t.stem for t in tokens(tie)} for tie in self._facts.ties if title in tie]
        telling = {s for s in telling if not s[0].isdigit()} - {stem(w) for ws in DEEDS.values() for w in ws}
        return any(telling <= tie for tie in ties)

    def _deeds(self) -> Iterator[Claim]:
        """ "you bought", of what the clause names; "you have", and the cart, only where an event says so."""
        for match in _YOU_DID.finditer(self._text):
            deed = next(deed for deed, words in DEEDS.items() if match[1].lower() in words)
            title = self._named_in(match.start())
            histories = [h for h in self._facts.histories if deed in h and (not title or title in h)]
            if not title:
                histories = [h for h in histories if "one you" in h]  # of the thing itself
            yield Claim(ClaimKind.OWNERSHIP, match[0], bool(histories))
        self._blank(_YOU_DID)
        for match in _HAVE.finditer(self._text.lower()):
            holds = any("cart" in h for h in self._facts.histories) and bool(self._named_in(match.start()))
            yield Claim(ClaimKind.OWNERSHIP, match[0], holds)
            self._text = self._text[: match.start()] + " " * len(match[0]) + self._text[match.end() :]

    def _silence(self) -> Iterator[Claim]:
        for match in _NOBODY.finditer(self._text):
            yield Claim(ClaimKind.NEGATION, match[0], not self._product.n_reviews)
        self._blank(re.compile(rf"{_NOBODY.pattern}|\byet\b", re.IGNORECASE))

    def _stock(self) -> Iterator[Claim]:
        for match in _GONE.finditer(self._text):
            yield Claim(ClaimKind.AVAILABILITY, match[0], not self._offer.available)
        self._blank(_GONE)
        for match in _HERE.finditer(self._text):
            yield Claim(ClaimKind.AVAILABILITY, match[0], self._offer.available)
        self._blank(_HERE)

    def _money(self) -> Iterator[Claim]:
        """An amount is the price, unless the words before it make it the old price or what the shopper said."""
        for match in _MONEY.finditer(self._text):
            amount = Decimal((match[1] or match[2]).replace(",", ""))
            before = self._text[: match.start()]
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
        self._blank(_MONEY)

    # --- numbers -------------------------------------------------------------------------------------------------

    def _number(self, left: list[Token], at: int) -> Claim:
        token = left[at]
        number = NUMBER_WORDS.get(token.word, token.word)
        words = self._said[token.start : min(len(self._said), token.end + 12)]
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
        found = quantity(self._text[left[at].start :])
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
        cues = [SLOT_CUES[t.stem] for t in self._beside(left, at) if t.stem in SLOT_CUES]
        named = [set(cue) for cue in cues if set(cue) & self._facts.slots]
        if not named:
            return bool(slots)
        return any(cue & set(slot.split("_")) for slot in slots for cue in named)

    def _is_rating(self, left: list[Token], at: int, number: str) -> bool:
        near = {t.stem for t in self._beside(left, at)}
        if number == "5" and at and left[at - 1].word == "of":
            return bool(self._facts.rating) and bool(near & _RATED)
        after = left[at + 1].stem if at + 1 < len(left) else ""
        return number == self._facts.rating and bool(near & _RATED) and after not in _COUNTED

    def _is_count(self, left: list[Token], at: int, number: str) -> bool:
        after = left[at + 1].stem if at + 1 < len(left) else ""
        if after in _COUNTED:
            near = {t.stem for t in self._beside(left, at)}
            told = near & (_RATED | {stem("reviewed")}) or after in {stem("reviewers"), stem("reviews")}
            return bool(told) and number.replace(",", "") == str(self._product.n_reviews)
        if after != stem("times"):
            return False
        clause = self._clause(left[at].start).casefold()
        title = self._named_in(left[at].start)
        if title and (title.removeprefix("the ") in clause or not _IN_SHOP.search(clause)):
            return (title, number.replace(",", "")) in self._facts.n_together
        return number in self._facts.n_bought

    def _is_share(self, left: list[Token], at: int, number: str) -> bool:
        """A number of a comparison: "4 of the 5 others", "all 5 others", "the cheapest of 6"."""
        comparisons = self._comparisons(left, at)
        clause = self._text[self._start(left[at].start) : self._end(left[at].start)]
        before = left[at - 1].word if at else ""
        share = next((m for m in _N_OF.finditer(clause) if number in (m[1], m[2])), None)
        if share and share[1].isdigit():
            return any((str(c.n), str(c.of)) == (share[1], share[2]) for c in comparisons)
        if before == "all" or (before == "the" and at > 1 and left[at - 2].word == "all"):
            return any(c.is_extreme and str(c.of) == number for c in comparisons)
        if "of" in {t.word for t in left[max(0, at - 3) : at]}:
            return any(c.is_extreme and str(c.of + 1) == number for c in comparisons)
        return False

    def _comparisons(self, left: list[Token], at: int) -> list[Compared]:
        """The facts that a comparing word of the number's clause, else of the sentence, stands for."""
        words = [t.word for t in self._beside(left, at) if t.word in COMPARING]
        words = words or [t.word for t in left if t.word in COMPARING]
        return [c for c in self._facts.compared for word in words if COMPARING[word][1] == c.way]

    def _is_stock(self, left: list[Token], at: int, number: str) -> bool:
        after = left[at + 1].word if at + 1 < len(left) else ""
        return after in ("left", "remaining") and self._offer.available and number == str(self._offer.quantity)

    # --- words ---------------------------------------------------------------------------------------------------

    def _word(self, left: list[Token], at: int, token: Token) -> Claim | None:
        if token.word in COMPARING:
            return Claim(ClaimKind.COMPARISON, token.word, self._is_compared(left, at))
        if token.stem in NEGATIONS:
            return Claim(ClaimKind.NEGATION, token.word, self._is_denied(left, at))
        if token.word in DEAR and at and left[at - 1].word in COMPARING:
            return None  # judged with the word before
        if token.word in _DIRECTED:
            return Claim(ClaimKind.PRICE, token.word, self._is_directed(token))
        if token.word in ("all", "every"):
            after = left[at + 1].word if at + 1 < len(left) else ""
            return Claim(ClaimKind.COMPARISON, token.word, after.isdigit() or after == "the")
        if self._is_paired(left, at):
            return Claim(ClaimKind.ATTRIBUTE, token.word, supported=True)
        if token.stem in PROMISES:
            return Claim(ClaimKind.PROMISE, token.word, supported=token.stem in self._facts.words)
        if token.word in BOASTS:
            return Claim(ClaimKind.COMPARISON, token.word, supported=False)
        if token.stem in self._facts.words:
            return Claim(ClaimKind.ATTRIBUTE, token.word, supported=True)
        if token.stem in SLOT_CUES:
            return Claim(ClaimKind.ATTRIBUTE, token.word, bool(set(SLOT_CUES[token.stem]) & self._facts.slots))
        if token.stem in GLUE:
            return None
        tie = self._named and any(token.stem in {t.stem for t in tokens(tie)} for tie in self._facts.ties)
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
        near = [t for t in self._beside(left, at) if t.stem not in GLUE | NEGATIONS]
        told = [t for t in near if t.stem in self._facts.denied]
        return bool(told) and all(t.stem in self._facts.denied or t.word[0].isdigit() for t in near)

    def _is_directed(self, token: Token) -> bool:
        """ "under" and its like are judged with the amount that follows; without one they claim nothing known."""
        following = self._said[token.end : token.end + 24]
        in_budget = token.word == "within" and "budget" in following and self._has_budget()
        return in_budget or bool(_MONEY.search(following))

    def _has_budget(self) -> bool:
        told = any("within your budget" in text for text in self._facts.quotable)
        return told or (bool(self._facts.budgets) and all(self._offer.price.amount <= b for b in self._facts.budgets))

    def _is_paired(self, left: list[Token], at: int) -> bool:
        """Whether it stands beside a neighbour just as in a value or claim of the evidence."""
        before = at and (left[at - 1].stem, left[at].stem) in self._facts.pairs
        after = at + 1 < len(left) and (left[at].stem, left[at + 1].stem) in self._facts.pairs
        pair = before or after
        return bool(pair) and left[at].stem not in GLUE

    def _is_unit(self, left: list[Token], at: int) -> bool:
        if not at or not left[at - 1].word[0].isdigit():
            return False
        found = quantity(self._text[left[at - 1].start :])
        return found is not None and bool(found.kind) and found.unit.casefold().startswith(left[at].word)

    def _has_negation(self, token: Token) -> bool:
        return any(t.stem in NEGATIONS for t in tokens(self._clause(token.start)))

    # --- clauses -------------------------------------------------------------------------------------------------

    def _clause(self, at: int) -> str:
        return self._said[self._start(at) : self._end(at)]

    def _start(self, at: int) -> int:
        return max((m.end() for m in _CLAUSE.finditer(self._said) if m.end() <= at and _cuts(m, self._said)), default=0)

    def _end(self, at: int) -> int:
        ends = (m.start() for m in _CLAUSE.finditer(self._said) if m.start() >= at and _cuts(m, self._said))
        return min(ends, default=len(self._said))

    def _beside(self, left: list[Token], at: int) -> list[Token]:
        """The tokens of the clause of a token."""
        start, end = self._start(left[at].start), self._end(left[at].start)
        return [t for t in left if start <= t.start < end]

    def _named_in(self, at: int) -> str:
        """The other product that is named nearest, in the sentence; empty where none is."""
        return min(self._named, key=lambda named: abs(named[0] - at), default=(0, ""))[1]

    def _blank(self, pattern: re.Pattern[str]) -> None:
        self._text = pattern.sub(lambda match: " " * len(match[0]), self._text)


def _cuts(match: re.Match[str], text: str) -> bool:
    """A comma or colon within a number cuts nothing."""
    return not (text[match.end() : match.end() + 1].isdigit() and text[match.start() - 1 : match.start()].isdigit())
