"""Reasons: what speaks for one product among those considered, and what against it, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from recommender.evidence import Evidence, constraint_evidence, rating_evidence, words_evidence
from recommender.shopper import Shopper
from recommender.ties import Ties
from recommender.wording import LOW_STOCK, n_of, value_phrase
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import Constraint, Query
from retrieval.tokens import STOP_WORDS, tokens

# What a reason is worth when no other product considered has it.
WISHED, WORDS, CHEAPEST, RATED, REDUCED, BOUGHT = 1.0, 0.9, 0.8, 0.7, 0.6, 0.5
COMMON = 0.25  # the share of its worth that a reason keeps when all others have it too
GOOD_RATING, POOR_RATING = 4.0, 3.5
ENOUGH_REVIEWS = 5  # with fewer, a good rating is worth less
ENOUGH_BOUGHT = 5  # fewer purchases are no popularity
MOST = 2 / 3  # "dearer than most" is dearer than two in three
MAX_QUOTED = 3  # words
LONGEST_VALUE = 40  # characters; longer attributes are prose and are not repeated whole


@dataclass(frozen=True, slots=True)
class Reason:
    """`evidence[0].claim` is how it is said; further evidence supports parts of that claim."""

    evidence: tuple[Evidence, ...]
    points: float = 0.0
    whole: bool = False  # the claim is a sentence of its own

    @property
    def text(self) -> str:
        return self.evidence[0].claim


@dataclass(frozen=True, slots=True)
class Case:
    """One product as shown, the others considered (as they would be shown), and for what and whom."""

    product: Product
    variant: Variant
    others: tuple[tuple[Product, Variant], ...]
    query: Query
    shopper: Shopper

    def worth(self, points: float, other_has_it: Callable[[Product, Variant], bool]) -> float:
        """`points`, less the more of the others have it too. A quarter stays: it is still true."""
        if not self.others:
            return points
        n_without = sum(not other_has_it(product, variant) for product, variant in self.others)
        return points * (COMMON + (1 - COMMON) * n_without / len(self.others))


class ReasonFinder:
    """Finds the reasons of a case. `n_bought` counts the purchases of a product here; `ties` knows the past."""

    def __init__(self, catalog: Catalog, ties: Ties, n_bought: Mapping[str, int]) -> None:
        self._ties = ties
        self._n_bought = n_bought
        self._read = lru_cache(maxsize=4096)(lambda product_id: _WordsOf.product(catalog.product(product_id)))

    def reasons(self, case: Case) -> list[Reason]:
        """The most telling first, each claim once. What every product shown has to have is left to `required`."""
        found = [
            *(self._wish(case, wish) for wish in case.query.constraints if not wish.required),
            *self._words(case),
            self._past(case),
            self._rated(case),
            self._cheapest(case),
            self._reduced(case),
            self._often_bought(case),
        ]
        claims: dict[str, Reason] = {}
        for reason in sorted((r for r in found if r is not None), key=lambda reason: -reason.points):
            claims.setdefault(reason.text, reason)
        return list(claims.values())

    def required(self, case: Case) -> list[Reason]:
        """The required constraints, where they hold; the price last, as a sentence of its own."""
        found = [(c.slot, constraint_evidence(c, case.product, case.variant)) for c in case.query.required]
        reasons = [Reason((e,), whole=slot == "price") for slot, e in found if e is not None]
        return sorted(dict.fromkeys(reasons), key=lambda reason: reason.whole)

    def drawback(self, case: Case) -> Reason | None:
        """The most serious thing against it; None when the records show none."""
        product, variant, offer = case.product, case.variant, case.variant.offer
        if not offer.available:
            return Reason((Evidence("offer", "out of stock now", f"variant:{variant.id}.availability"),))
        if offer.quantity is not None and 0 < offer.quantity <= LOW_STOCK:
            return Reason((Evidence("offer", f"only {offer.quantity} left", f"variant:{variant.id}.quantity"),))
        rated = rating_evidence(product)
        if rated is not None and product.rating is not None and product.rating < POOR_RATING:
            return Reason((rated,))
        n_cheaper = sum(other.offer.price < offer.price for _, other in case.others)
        if len(case.others) > 2 and n_cheaper >= MOST * len(case.others):
            n = len(case.others)
            claim = f"dearer than all {n} others" if n_cheaper == n else f"dearer than {n_cheaper} of the {n} others"
            return Reason((Evidence("offer", claim, f"variant:{variant.id}.price"),))
        return None

    def _words_of(self, product: Product) -> _WordsOf:
        return self._read(product.id)

    def _wish(self, case: Case, wish: Constraint) -> Reason | None:
        evidence = constraint_evidence(wish, case.product, case.variant)
        if evidence is None:
            return None
        points = case.worth(WISHED, lambda p, v: constraint_evidence(wish, p, v) is not None)
        return Reason((evidence,), points, whole=wish.slot == "price")

    def _words(self, case: Case) -> list[Reason]:
        """Words of the query that an attribute or the description has; the title is on the card anyway."""
        own = self._words_of(case.product)
        said = dict.fromkeys(t.stem for t in tokens(case.query.text) if t.word not in STOP_WORDS and len(t.word) > 2)
        told = [stem for stem in said if stem not in own.title]
        reasons = [self._listed_word(case, stem, *own.listed[stem]) for stem in told if stem in own.listed]
        described = [stem for stem in told if stem not in own.listed and stem in own.described][:MAX_QUOTED]
        if described:
            points = case.worth(WORDS, lambda p, _: all(self._words_of(p).has(stem) for stem in described))
            evidence = words_evidence(case.product, [own.described[stem] for stem in described])
            reasons.append(Reason((evidence,), points))
        return reasons

    def _listed_word(self, case: Case, stem: str, slot: str, value: str) -> Reason:
        evidence = Evidence("words", value_phrase(slot, value), f"product:{case.product.id}.{slot}")
        return Reason((evidence,), case.worth(WORDS, lambda p, _: self._words_of(p).has(stem)))

    def _past(self, case: Case) -> Reason | None:
        tie = self._ties.strongest(case.product, case.shopper)
        return None if tie is None else Reason(tie.evidence, case.worth(tie.points, lambda p, _: tie.holds_for(p)))

    def _rated(self, case: Case) -> Reason | None:
        rating, evidence = case.product.rating, rating_evidence(case.product)
        if evidence is None or rating is None or rating < GOOD_RATING:
            return None
        sure = min(1.0, case.product.n_reviews / ENOUGH_REVIEWS)
        return Reason((evidence,), case.worth(RATED * sure, lambda p, _: p.rating is not None and p.rating >= rating))

    def _cheapest(self, case: Case) -> Reason | None:
        price = case.variant.offer.price
        if len(case.others) < 2 or any(variant.offer.price <= price for _, variant in case.others):
            return None
        n = len(case.others) + 1
        claim = (
            f"the cheapest of the {n} that match" if n < case.query.limit else f"the cheapest of the {n} best matches"
        )
        return Reason((Evidence("offer", claim, f"variant:{case.variant.id}.price"),), CHEAPEST)

    def _reduced(self, case: Case) -> Reason | None:
        was = case.variant.offer.list_price
        if was is None or was <= case.variant.offer.price:
            return None
        evidence = Evidence("offer", f"reduced from {was}", f"variant:{case.variant.id}.list_price")
        return Reason((evidence,), case.worth(REDUCED, lambda _, v: v.offer.list_price is not None))

    def _often_bought(self, case: Case) -> Reason | None:
        """Popular is what was bought more often than at least half of the others."""
        n = self._n_bought.get(case.product.id, 0)
        n_less = sum(self._n_bought.get(product.id, 0) < n for product, _ in case.others)
        if n < ENOUGH_BOUGHT or 2 * n_less < len(case.others):
            return None
        evidence = Evidence("popularity", f"bought {n_of(n, 'time')} here", f"purchases:{case.product.id}")
        return Reason((evidence,), case.worth(BOUGHT, lambda p, _: self._n_bought.get(p.id, 0) >= n))


@dataclass(frozen=True, slots=True)
class _WordsOf:
    """The words of a product by stem: of its title, of its attributes (with slot and value), of its description."""

    title: frozenset[str]
    listed: Mapping[str, tuple[str, str]]
    described: Mapping[str, str]

    @classmethod
    def product(cls, product: Product) -> _WordsOf:
        listed: dict[str, tuple[str, str]] = {}
        for slot, values in product.attributes.items():
            for value in values:
                for token in tokens(value) if len(value) <= LONGEST_VALUE else []:
                    listed.setdefault(token.stem, (slot, value))
        described: dict[str, str] = {}
        for token in tokens(product.description):
            described.setdefault(token.stem, product.description[token.start : token.end])
        return cls(frozenset(token.stem for token in tokens(product.title)), listed, described)

    def has(self, stem: str) -> bool:
        return stem in self.title or stem in self.listed or stem in self.described
