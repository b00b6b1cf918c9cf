"""Which promotions a cart is best off with: every combination is tried, so far as there are not too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.cart_prices.claims import Claim, Counts, Term, TooManyWaysError

MOST_STEPS = 60_000  # claims looked at; a cart of a dozen contested pieces needs some hundreds
# What needs no code comes first (a coupon takes only what other promotions leave): a minor unit of it outweighs all
# that a code can save, as this is more minor units than any cart is worth.
_FIRST = 10**15


@dataclass(frozen=True, slots=True)
class Combination:
    """`claims[i]` are all that the promotion `promotion_ids[i]` claims; `saving` in minor units."""

    promotion_ids: tuple[str, ...]
    claims: tuple[Claim, ...]
    saving: int
    exact: bool = True


def best_combination(terms: Sequence[Term], counts: Counts) -> Combination:
    """The combination that saves most without codes and, with that, most by a code. Terms have one code at most.

    Exact unless it says otherwise: beyond 60,000 steps each term in turn takes what it can, the best first.
    """
    search = _Search(terms, counts)
    try:
        taken, exact = search.best(), True
    except TooManyWaysError:
        taken, exact = search.greedy(), False
    merged: dict[str, Claim] = {}
    for term, claim in taken:
        known = merged.get(term.promotion.id)
        merged[term.promotion.id] = claim if known is None else _joined(known, claim)
    return Combination(tuple(merged), tuple(merged.values()), sum(c.saving for c in merged.values()), exact)


Taken = tuple[tuple[Term, Claim], ...]


class _Search:
    def __init__(self, terms: Sequence[Term], counts: Counts) -> None:
        self._counts = counts
        self._complex = [term for term in terms if not term.is_simple]
        contested = {line for term in self._complex for line in term.covered}
        self._contested = tuple(n if line in contested else 0 for line, n in enumerate(counts))
        self._simple: list[tuple[Term, int] | None] = []  # of each line, the best that takes its share off each piece
        for line in range(len(counts)):
            offers = [(t, t.of_piece(line)) for t in terms if t.is_simple and line in t.covered]
            offers = [offer for offer in offers if offer[1] > 0]
            self._simple.append(max(offers, key=lambda o: _weighed(*o), default=None))
        self._known: dict[tuple[int, Counts], tuple[int, Taken]] = {}
        self._n_steps = 0

    def best(self) -> Taken:
        uncontested = tuple(n - c for n, c in zip(self._counts, self._contested, strict=True))
        return (*self._from(0, self._contested)[1], *self._simply(uncontested)[1])

    def _from(self, at: int, left: Counts) -> tuple[int, Taken]:
        """The best of what the terms from `at` on, and the simple ones, can make of what is left."""
        if at == len(self._complex):
            return self._simply(left)
        key = (at, left)
        if key not in self._known:
            term = self._complex[at]
            best = self._from(at + 1, left)
            for claim in term.claims(left):
                self._n_steps += 1
                if self._n_steps > MOST_STEPS:
                    raise TooManyWaysError(term.promotion.id)
                rest = tuple(has - n for has, n in zip(left, claim.counts, strict=True))
                worth, taken = self._from(at if term.repeats else at + 1, rest)
                worth += _weighed(term, claim.saving)
                if worth > best[0]:
                    best = (worth, ((term, claim), *taken))
            self._known[key] = best
        return self._known[key]

    def _simply(self, left: Counts) -> tuple[int, Taken]:
        taken = []
        for line, n in enumerate(left):
            offer = self._simple[line]
            if n and offer is not None:
                counts = tuple(n if other == line else 0 for other in range(len(left)))
                taken.append((offer[0], Claim(counts, n * offer[1])))
        return sum(_weighed(term, claim.saving) for term, claim in taken), tuple(taken)

    def greedy(self) -> Taken:
        left = self._counts
        taken: list[tuple[Term, Claim]] = []
        while True:
            offers = [(t, c) for t in self._complex if t.repeats or all(t is not u for u, _ in taken)
                      if (c := t.whole(left)) is not None]  # fmt: skip
            if not offers:
                return (*taken, *self._simply(left)[1])
            term, claim = max(offers, key=lambda offer: _weighed(offer[0], offer[1].saving))
            taken.append((term, claim))
            left = tuple(has - n for has, n in zip(left, claim.counts, strict=True))


def _weighed(term: Term, saving: int) -> int:
    return saving if term.promotion.code else saving * _FIRST


def _joined(one: Claim, other: Claim) -> Claim:
    return Claim(tuple(a + b for a, b in zip(one.counts, other.counts, strict=True)), one.saving + other.saving)
