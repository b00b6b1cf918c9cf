"""Reasons: what speaks for one product among those considered, and what against it, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from recommender.counterfactual import Signal
from recommender.evidence import Evidence, Kind, constraint_evidence, rating_evidence, words_evidence
from recommender.measured import measured, share
from recommender.product_words import LONGEST_VALUE, SMALL_PRINT, ProductWords
from recommender.shopper import Shopper
from recommender.ties import Ties
from recommender.wording import LOW_STOCK, n_of, value_phrase
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import Constraint, Query
from retrieval.tokens import STOP_WORDS, stems, tokens

# What a reason is worth when no other product considered has it.
WISHED, WORDS, CHEAPEST, RATED, REDUCED, BOUGHT, MEASURED, CHEAPER, DISTINCTIVE = (
    1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.45, 0.4, 0.4,
)  # fmt: skip
COMMON = 0.25  # the share of its worth that a reason keeps when all others have it too
GOOD_RATING, POOR_RATING = 4.0, 3.5
ENOUGH_REVIEWS = 5  # with fewer, a good rating is worth less
ENOUGH_BOUGHT = 5  # fewer purchases are no popularity
MOST = 2 / 3  # "dearer than most" is dearer than two in three,
DEARER = Decimal("1.25")  # and by a quarter than the one in the middle
RARE = 0.2
N_RIVALS = 9  # best others, next to which a card is seen; the hundredth match makes no reason telling
MAX_QUOTED = 3  # words
# Said of people and of the search, in any form of the word: "who likes", "keep the stove". They say nothing of a thing.
_IN_PASSING = stems(" ".join(STOP_WORDS)) | stems(
    "keep love enjoy wish hate prefer own buy give go make take put live ask tell try call feel want stay bring"
)
_DENIALS = {"no", "false", "none"}


@dataclass(frozen=True, slots=True)
class Reason:
    """`evidence[0].claim` is how it is said; further evidence supports parts of that claim."""

    evidence: tuple[Evidence, ...]
    points: float = 0.0
    whole: bool = False  # the claim is a sentence of its own
    signal: Signal | None = None  # what would have to be taken away for it to matter no more; None of plain facts

    @property
    def text(self) -> str:
        return self.evidence[0].claim


@dataclass(frozen=True, slots=True)
class Case:
    """One product as shown, the others considered (as they would be shown, best first), and for what and whom."""

    product: Product
    variant: Variant
    others: tuple[tuple[Product, Variant], ...]
    query: Query
    shopper: Shopper

    def worth(self, points: float, other_has_it: Callable[[Product, Variant], bool]) -> float:
        """`points`, less the more of the others have it too. A quarter stays: it is still true."""
        if not self.rivals:
            return points
        n_without = sum(not other_has_it(product, variant) for product, variant in self.rivals)
        return points * (COMMON + (1 - COMMON) * n_without / len(self.rivals))

    @property
    def rivals(self) -> tuple[tuple[Product, Variant], ...]:
        """The best of the others."""
        return self.others[:N_RIVALS]


class ReasonFinder:
    """Finds the reasons of a case. `n_bought` counts the purchases of a product here; `ties` knows the past."""

    def __init__(self, catalog: Catalog, ties: Ties, n_bought: Mapping[str, int]) -> None:
        self._ties = ties
        self._n_bought = n_bought
        self._read = lru_cache(maxsize=4096)(lambda product_id: ProductWords.read(catalog.product(product_id)))

    def reasons(self, case: Case) -> list[Reason]:
        """The most telling first, each claim once. What every product shown has to have is left to `required`."""
        found = [
            *(self._wish(case, wish) for wish in case.query.constraints if not wish.required),
            *self._words(case),
            self._past(case),
            self._rated(case),
            self._priced(case),
            self._reduced(case),
            self._often_bought(case),
            self._measured(case),
            *self._distinctive(case),
        ]
        claims: dict[str, Reason] = {}
        measured_fields: set[str] = set()  # "lighter than ... (1.9 kg)" has said "weight 1.9 kg"
        for reason in sorted((r for r in found if r is not None), key=lambda reason: -reason.points):
            first = reason.evidence[0]
            if first.kind is Kind.FIELD and first.source in measured_fields:
                continue
            measured_fields |= {first.source} if first.kind is Kind.COMPARED else set()
            claims.setdefault(reason.text, reason)
        return list(claims.values())

    def required(self, case: Case) -> list[Reason]:
        """The required constraints, where they hold, in their order; whom it is for last, as cards show that best."""
        constraints = sorted(case.query.required, key=lambda c: c.slot == "gender")
        found = [(c.slot, constraint_evidence(c, case.product, case.variant)) for c in constraints]
        return list(dict.fromkeys(Reason((e,), whole=slot == "price") for slot, e in found if e is not None))

    def drawback(self, case: Case) -> Reason | None:
        """The most serious thing against it; None when the records show none."""
        product, variant, offer = case.product, case.variant, case.variant.offer
        if not offer.available:
            return Reason((Evidence(Kind.OFFER, "out of stock now", f"variant:{variant.id}.availability"),))
        if offer.quantity is not None and 0 < offer.quantity <= LOW_STOCK:
            return Reason((Evidence(Kind.OFFER, f"only {offer.quantity} left", f"variant:{variant.id}.quantity"),))
        rated = rating_evidence(product)
        if rated is not None and product.rating is not None and product.rating < POOR_RATING:
            return Reason((rated,))
        against = measured(product, variant, case.rivals, drawbacks=True)
        if against is not None:
            return Reason((against,))
        prices = sorted(other.offer.price for _, other in case.rivals)
        n_cheaper = sum(price < offer.price for price in prices)
        if (
            len(prices) > 2
            and n_cheaper >= MOST * len(prices)
            and offer.price.amount >= DEARER * prices[len(prices) // 2].amount
        ):
            claim = f"dearer than {share(n_cheaper, len(prices))} others compared"
            return Reason((Evidence(Kind.COMPARED, claim, f"variant:{variant.id}.price"),))
        return None

    def _words_of(self, product: Product) -> ProductWords:
        return self._read(product.id)

    def _wish(self, case: Case, wish: Constraint) -> Reason | None:
        evidence = constraint_evidence(wish, case.product, case.variant)
        if evidence is None:
            return None
        points = case.worth(WISHED, lambda p, v: constraint_evidence(wish, p, v) is not None)
        return Reason((evidence,), points, whole=wish.slot == "price")

    def _words(self, case: Case) -> list[Reason]:
        """Words of the query that an attribute or the description has. The title is on the card anyway, and of what all
        shown must be ("light bulbs") no word tells one from another."""
        own = self._words_of(case.product)
        said = dict.fromkeys(t.stem for t in tokens(case.query.text) if len(t.word) > 2)
        told = [stem for stem in said if stem not in own.title | _met_by_all(case.query) | _IN_PASSING]
        reasons = [self._listed_word(case, stem, *own.listed[stem]) for stem in told if stem in own.listed]
        described = [stem for stem in told if stem not in own.listed and stem in own.described][:MAX_QUOTED]
        if described:
            points = case.worth(WORDS, lambda p, _: all(self._words_of(p).has(stem) for stem in described))
            evidence = words_evidence(case.product, [own.described[stem] for stem in described])
            reasons.append(Reason((evidence,), points))
        return reasons

    def _listed_word(self, case: Case, stem: str, slot: str, value: str) -> Reason:
        evidence = Evidence(Kind.WORDS, value_phrase(slot, value), f"product:{case.product.id}.{slot}")
        return Reason((evidence,), case.worth(WORDS, lambda p, _: self._words_of(p).has(stem)))

    def _past(self, case: Case) -> Reason | None:
        tie = self._ties.strongest(case.product, case.shopper)
        if tie is None:
            return None
        return Reason(tie.evidence, case.worth(tie.points, lambda p, _: tie.holds_for(p)), signal=Signal.PAST)

    def _rated(self, case: Case) -> Reason | None:
        rating, evidence = case.product.rating, rating_evidence(case.product)
        if evidence is None or rating is None or rating < GOOD_RATING:
            return None
        sure = min(1.0, case.product.n_reviews / ENOUGH_REVIEWS)
        return Reason((evidence,), case.worth(RATED * sure, lambda p, _: p.rating is not None and p.rating >= rating))

    def _priced(self, case: Case) -> Reason | None:
        """Strictly the cheapest of all considered, or cheaper than most of the rivals."""
        price, source = case.variant.offer.price, f"variant:{case.variant.id}.price"
        n_dearer = sum(variant.offer.price > price for _, variant in case.rivals)
        if len(case.others) < 2 or any(variant.offer.price <= price for _, variant in case.others):
            if len(case.rivals) < 3 or n_dearer < MOST * len(case.rivals):
                return None
            claim = f"cheaper than {share(n_dearer, len(case.rivals))} others compared"
            return Reason((Evidence(Kind.COMPARED, claim, source),), CHEAPER)
        claim = f"the cheapest of {len(case.others) + 1} compared"
        return Reason((Evidence(Kind.COMPARED, claim, source),), CHEAPEST)

    def _reduced(self, case: Case) -> Reason | None:
        was = case.variant.offer.list_price
        if was is None or was <= case.variant.offer.price:
            return None
        evidence = Evidence(Kind.OFFER, f"reduced from {was}", f"variant:{case.variant.id}.list_price")
        return Reason((evidence,), case.worth(REDUCED, lambda _, v: v.offer.list_price is not None))

    def _often_bought(self, case: Case) -> Reason | None:
        """Popular is what was bought more often than at least half of the others."""
        n = self._n_bought.get(case.product.id, 0)
        n_less = sum(self._n_bought.get(product.id, 0) < n for product, _ in case.rivals)
        if n < ENOUGH_BOUGHT or 2 * n_less < len(case.rivals):
            return None
        evidence = Evidence(Kind.POPULARITY, f"bought {n_of(n, 'time')} here", f"purchases:{case.product.id}")
        points = case.worth(BOUGHT, lambda p, _: self._n_bought.get(p.id, 0) >= n)
        return Reason((evidence,), points, signal=Signal.CROWD)

    def _measured(self, case: Case) -> Reason | None:
        evidence = measured(case.product, case.variant, case.rivals, drawbacks=False)
        return None if evidence is None else Reason((evidence,), MEASURED)

    def _distinctive(self, case: Case) -> list[Reason]:
        """What the product states and at most one in five of its rivals does: the rarest, first stated of equals."""
        if len(case.rivals) < 3:
            return []
        best: tuple[int, str, str] | None = None
        for slot, values in case.product.attributes.items():
            for value in values:
                if slot == "gender" or slot in SMALL_PRINT or len(value) > LONGEST_VALUE or value.lower() in _DENIALS:
                    continue
                if stems(value) <= self._words_of(case.product).title:  # "green tea" stands on the card
                    continue
                n_with = sum(value in product.attributes.get(slot, ()) for product, _ in case.rivals)
                if n_with <= RARE * len(case.rivals) and (best is None or n_with < best[0]):
                    best = (n_with, slot, value)
        if best is None:
            return []
        n_with, slot, value = best
        evidence = Evidence(Kind.FIELD, value_phrase(slot, value), f"product:{case.product.id}.{slot}")
        return [Reason((evidence,), DISTINCTIVE * (1 - n_with / len(case.rivals)))]


def _met_by_all(query: Query) -> set[str]:
    """Stems of the kinds that every product shown belongs to."""
    kinds = (str(v) for c in query.required if c.slot == "category" for v in c.values)
    return {token.stem for kind in kinds for token in tokens(kind.split(">")[-1])}
