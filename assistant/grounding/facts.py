"""Facts: the grounds of a text, made ready to be compared with what it claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.grounding.claims import Grounds
from assistant.grounding.lexicon import COMPARING, ENTAILED, GLUE, NEGATIONS, NUMBER_WORDS, PROMISES
from recommender.evidence import Kind
from recommender.wording import LOW_STOCK, rating_label
from retrieval.quantities import Quantity, quantity
from retrieval.tokens import Token, stems, tokens

_DENIED = frozenset(("no", "false", "none"))
_MONEY = re.compile(r"[$£€¥₹]\s?(\d[\d,]*(?:\.\d+)?)")
_N_OF = re.compile(r"\b(\d+) of the (\d+)\b")
_ALL = re.compile(r"\ball (\d+)\b")
_OF = re.compile(r"\bof (\d+)\b")
_TIMES = re.compile(r"\b(\d[\d,]*) times?\b")
_FREELY = 3  # words of a value that may be said one by one; a longer one is said as it stands
_NOT_SAID = frozenset(("care", "safety"))  # prose: only as it stands


@dataclass(frozen=True, slots=True)
class Compared:
    """What was measured against the others: the comparing word's slot and way, and of how many it holds."""

    word: str
    slot: str
    way: int
    n: int
    of: int
    is_extreme: bool  # it holds against all of them


@dataclass(frozen=True, slots=True)
class Facts:
    """Made once for all sentences of a text."""

    grounds: Grounds
    words: frozenset[str]  # stems that may be said of it
    pairs: frozenset[tuple[str, str]]  # neighbouring stems of longer values
    denied: frozenset[str]  # stems of what evidence says that it is not
    values: tuple[tuple[str, tuple[str, ...]], ...]  # slot and stems of each value with a number
    quantities: tuple[tuple[str, Quantity], ...]
    slots: frozenset[str]  # words of its slots' names
    titles: tuple[tuple[str, str], ...]  # folded title and product id, longest first
    budgets: frozenset[Decimal]  # amounts of money that the evidence says beside prices
    n_bought: frozenset[str]
    n_together: tuple[tuple[str, str], ...]  # folded title of the other, how often
    compared: tuple[Compared, ...]
    histories: tuple[str, ...]  # folded claims of events
    ties: tuple[str, ...]  # folded claims that name another product
    quotable: tuple[str, ...]
    names: frozenset[str]  # stems of what it is called: title, brand, kinds
    kinds: frozenset[str]  # stems of what sort of thing it is: its kinds, the last word of its title
    held_pairs: frozenset[tuple[str, str]]  # neighbouring stems of what the record states
    told: tuple[tuple[Kind, frozenset[str]], ...]  # kind and stems of each claim

    @classmethod
    def of(cls, grounds: Grounds) -> Facts:
        product, variant = grounds.product, grounds.variant
        stated = [(slot, value) for slot, values in product.attributes.items() for value in values]
        stated = [(s, v) for s, v in stated if s not in variant.options] + list(variant.options.items())
        held = [(s, v) for s, v in stated if v.lower() not in _DENIED]
        titles = {p.title.casefold(): p.id for p in (product, *grounds.others)}
        claims = [(e.kind, e.claim) for e in grounds.evidence]
        names = [title for title in titles if titles[title] != product.id]
        plain = [c for _, c in claims if not any(name in c.casefold() for name in names)]
        positive = [c for c in plain if not stems(c) & NEGATIONS]
        negative = [c for c in plain if stems(c) & NEGATIONS]
        words = {stem for text in (product.title, product.brand, *_kinds(product.categories)) for stem in stems(text)}
        called = frozenset(words)
        pairs: set[tuple[str, str]] = set()
        for slot, value in held:
            found = [t.stem for t in tokens(value)]
            pairs |= set(pairwise(found))
            if slot not in _NOT_SAID and len(found) <= _FREELY:
                words |= set(found)
            words |= stems(slot.replace("_", " ")) if slot not in _NOT_SAID else set()
        held_pairs = frozenset(pairs)
        for claim in positive:
            found = [t.stem for t in tokens(claim)]
            pairs |= set(pairwise(found))
            words |= set(found)
        words -= GLUE | PROMISES | {stem for word in COMPARING for stem in stems(word)}
        words |= set(_entailed(grounds))
        money = {_decimal(n) for _, c in claims for n in _MONEY.findall(c)}
        offer = variant.offer
        prices = {offer.price.amount} | ({offer.list_price.amount} if offer.list_price else set())
        return cls(
            grounds,
            frozenset(words),
            frozenset(pairs),
            frozenset(stem for claim in negative for stem in stems(claim)),
            tuple(
                (s, tuple(t.stem for t in tokens(v)))
                for s, v in held
                if any(c.isdigit() for c in v) or {t.word for t in tokens(v)} & NUMBER_WORDS.keys()
            ),
            tuple((s, q) for s, v in held for q in [quantity(v)] if q is not None),
            frozenset(word for slot, _ in held for word in slot.split("_")),
            tuple(sorted(titles.items(), key=lambda item: -len(item[0]))),
            frozenset(money - prices),
            frozenset(n for k, c in claims if k is Kind.POPULARITY for n in _TIMES.findall(c)),
            tuple(
                (name, n)
                for _, c in claims
                for name in names
                if name in c.casefold()
                for n in _TIMES.findall(c.replace(",", ""))
            ),
            tuple(found for k, c in claims if k is Kind.COMPARED for found in [_compared(c)] if found),
            tuple(c.casefold() for k, c in claims if k is Kind.HISTORY or "you " in c),
            tuple(c.casefold() for _, c in claims if any(name in c.casefold() for name in names)),
            tuple(text.casefold() for text in (product.description, product.title, *(c for _, c in claims))),
            called,
            frozenset(s for text in _kinds(product.categories) for s in stems(text)) | _last(product.title),
            held_pairs,
            tuple((kind, frozenset(stems(claim))) for kind, claim in claims),
        )

    @property
    def rating(self) -> str:
        """As it is said; empty without reviews."""
        rating = self.grounds.product.rating
        return rating_label(rating) if rating is not None and self.grounds.product.n_reviews else ""

    def value_at(self, sentence: list[Token], at: int) -> list[str]:
        """The slots that have a value in which the token stands as it stands in the sentence, with its neighbours."""
        found = []
        for slot, value in self.values:
            for n, own in enumerate(value):
                begin = at - n
                if own == sentence[at].stem and begin >= 0:
                    said = tuple(t.stem for t in sentence[begin : begin + len(value)])
                    if said == value:
                        found.append(slot)
        return found


def _entailed(grounds: Grounds) -> Iterable[str]:
    offer = grounds.variant.offer
    kinds = ["available" if offer.available else "sold out"]
    if offer.list_price is not None and offer.list_price > offer.price:
        kinds.append("reduced")
    if offer.available and offer.quantity is not None and 0 < offer.quantity <= LOW_STOCK:
        kinds.append("low stock")
    return (stem for kind in kinds for word in ENTAILED[kind] for stem in stems(word))


def _last(title: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(title)[-1:])


def _kinds(categories: Iterable[str]) -> list[str]:
    return [path.split(">")[-1] for path in categories]


def _compared(claim: str) -> Compared | None:
    """ "cheaper than 4 of the 5 others compared", "the lightest of 6 compared", "heavier than all 5 others"."""
    word = next((t.word for t in tokens(claim) if t.word in COMPARING), "")
    if not word:
        return None
    slot, way = COMPARING[word]
    share, every, among = _N_OF.search(claim), _ALL.search(claim), _OF.search(claim)
    if share:
        return Compared(word, slot, way, int(share[1]), int(share[2]), is_extreme=False)
    n = int(every[1]) if every else int(among[1]) - 1 if among else 0
    return Compared(word, slot, way, n, n, is_extreme=n > 0)


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
