"""The pricer: from lines of a cart to what is due for them on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from retrieval.cart_prices.claims import OF_ORDER, Counts, Term, is_readable, term_of
from retrieval.cart_prices.combining import Combination, best_combination
from retrieval.cart_prices.entitled import entitled_to, is_entitled, why_not_entitled
from retrieval.cart_prices.priced_cart import (
    ANYBODY,
    Buyer,
    Extra,
    NotApplied,
    Pieces,
    PricedCart,
    PricedLine,
    Saving,
    Why,
    summed,
)  # fmt: skip
from retrieval.cart_prices.reaching import Offered, Reach, reaches
from retrieval.cart_prices.telling import arithmetic, lacking, told_of
from retrieval.catalog import Catalog, Product, Promotion
from retrieval.money import Money, exponent
from retrieval.pricing import covers, lowers_one_piece


class CartPricer:
    """Prices of a catalog on its day (`Catalog.on`): its offers are already lowered by the day's sales.

    The rules of adding up, the strictest that shops have: a piece takes part in one promotion at most, a sale that
    lowered its price already included; one code an order, and it takes only pieces that no promotion without a code
    takes; thresholds are counted over the pieces that the promotion itself claims. Free delivery and presents count
    what is to pay for what they cover.
    """

    def __init__(self, catalog: Catalog) -> None:
        """Of a catalog without a day every total is the sum of its prices."""
        self._catalog = catalog
        day = catalog.on or date.max
        promotions = catalog.promotions if catalog.on else ()
        self._exponent = exponent(catalog.currency)
        known = [p for p in promotions if p.active and (p.ends_on is None or day <= p.ends_on)]
        self._sales = [p for p in known if p.runs(day) and lowers_one_piece(p)]
        self._later = [p for p in known if not p.runs(day)]
        conditional = [p for p in known if p.runs(day) and not lowers_one_piece(p)]
        self._taking = [p for p in conditional if is_readable(p) and p.kind not in OF_ORDER]
        self._extras = [p for p in conditional if is_readable(p) and p.kind in OF_ORDER]
        self._unreadable = [p for p in conditional if not is_readable(p)]
        self._concerning: dict[str, list[Promotion]] = {}  # by product id, what may take something off it
        self._saved = lru_cache(maxsize=65_536)(self._counted)

    def reaches(self, places: Sequence[tuple[Sequence[Offered], int]], buyer: Buyer) -> list[Reach]:
        """The promotions that some choice of one product a place could have."""
        entitled = [p for p in self._taking if is_entitled(p, buyer)]
        return list(reaches(entitled, places, lambda p, product: p in self._concern(product.id), self._exponent))

    def most_off(self, product_id: str, price: int, among: Sequence[Reach]) -> int:
        """No combination takes more than this off one piece of the product at that price, in minor units."""
        concern = self._concern(product_id)
        return max((reach.most_off(price) for reach in among if reach.promotion in concern), default=0)

    def saved(self, lines: Sequence[Pieces], buyer: Buyer = ANYBODY) -> int:
        """What promotions take off these lines, each variant once, in minor units."""
        return self._saved(tuple(sorted((line.variant_id, line.n) for line in lines)), buyer)

    def _concern(self, product_id: str) -> list[Promotion]:
        if product_id not in self._concerning:
            product = self._catalog.product(product_id)
            reduced = self._is_reduced(product)
            self._concerning[product_id] = [p for p in self._taking if not reduced and covers(p.conditions, product)]
        return self._concerning[product_id]

    def total(self, pieces: Iterable[Pieces], buyer: Buyer = ANYBODY) -> int:
        """`price(...).total` in minor units, without the telling."""
        lines = _merged(pieces)
        plain = sum(self._catalog.variant(line.variant_id)[1].offer.price.minor * line.n for line in lines)
        touched = [line for line in lines if self._concern(self._catalog.variant(line.variant_id)[0].id)]
        return plain - (self.saved(touched, buyer) if touched else 0)

    def price(self, pieces: Iterable[Pieces], buyer: Buyer = ANYBODY) -> PricedCart:
        """The cart with the best that it is entitled to. Raises `KeyError` for a variant the store does not have,
        `ValueError` for less than one piece."""
        lines = _merged(pieces)
        priced = tuple(self._line(line) for line in lines)
        subtotal = summed((line.total for line in priced), self._catalog.currency)
        best = self._best(lines, buyer)
        savings = tuple(self._savings(lines, best))
        used_code = next((saving.code for saving in savings if saving.code), "")
        extras, missed = self._given(lines, best.saving, buyer, used_code)
        return PricedCart(
            priced,
            savings,
            tuple(extras),
            (*self._not_applied(lines, buyer, best, used_code), *missed),
            subtotal,
            subtotal - self._money(best.saving),
            best.exact,
        )

    def _counted(self, lines: tuple[tuple[str, int], ...], buyer: Buyer) -> int:
        return self._best([Pieces(*line) for line in lines], buyer).saving

    def _best(self, lines: Sequence[Pieces], buyer: Buyer) -> Combination:
        """The best over which of the given codes is used, if any."""
        terms = self._terms(lines, buyer)
        counts = self._left(lines)
        codes = sorted({t.promotion.code.casefold() for t in terms if t.promotion.code})
        tried = [
            best_combination([t for t in terms if t.promotion.code.casefold() in ("", code)], counts)
            for code in (codes or [""])
        ]
        return max(tried, key=lambda combination: combination.saving)

    def _terms(self, lines: Sequence[Pieces], buyer: Buyer) -> list[Term]:
        products = [self._catalog.variant(line.variant_id)[0] for line in lines]
        prices = [self._catalog.variant(line.variant_id)[1].offer.price.minor for line in lines]
        terms = [term_of(p, products, prices, self._exponent) for p in self._taking if is_entitled(p, buyer)]
        return [term for term in terms if term.covered]

    def _left(self, lines: Sequence[Pieces]) -> Counts:
        """Pieces that promotions may claim: not those of a sale."""
        return tuple(0 if self._is_reduced(self._catalog.variant(line.variant_id)[0]) else line.n for line in lines)

    def _is_reduced(self, product: Product) -> bool:
        return any(covers(sale.conditions, product) for sale in self._sales)

    def _line(self, line: Pieces) -> PricedLine:
        product, variant = self._catalog.variant(line.variant_id)
        price = variant.offer.price
        return PricedLine(product.id, variant.id, line.n, price, price * line.n)

    def _savings(self, lines: Sequence[Pieces], best: Combination) -> Iterator[Saving]:
        known = {p.id: p for p in self._taking}
        prices = [self._catalog.variant(line.variant_id)[1].offer.price for line in lines]
        for promotion_id, claim in zip(best.promotion_ids, best.claims, strict=True):
            promotion = known[promotion_id]
            pieces = tuple(Pieces(line.variant_id, n) for line, n in zip(lines, claim.counts, strict=True) if n)
            worth = summed((price * n for price, n in zip(prices, claim.counts, strict=True)), self._catalog.currency)
            amount = self._money(claim.saving)
            told = arithmetic(promotion, worth, amount, sum(claim.counts))
            yield Saving(promotion.id, promotion.title, promotion.code, pieces, amount, told)

    def _given(
        self, lines: Sequence[Pieces], saved: int, buyer: Buyer, used_code: str
    ) -> tuple[list[Extra], list[NotApplied]]:
        """Free delivery and presents; what they ask for is counted over what is to pay for the things they cover."""
        given, missed = [], []
        for promotion in self._extras:
            covered = [
                line for line in lines if covers(promotion.conditions, self._catalog.variant(line.variant_id)[0])
            ]
            if not covered:
                continue
            worth = sum(self._line(line).total.minor for line in covered) - saved
            short = lacking(promotion, [], sum(line.n for line in covered), self._money(worth))
            gone = bool(promotion.gift_id) and not self._can_be_had(promotion.gift_id)
            if promotion.code and used_code and promotion.code.casefold() != used_code.casefold():
                missed.append(told_of(promotion, Why.ONE_CODE))
            elif not is_entitled(promotion, buyer):
                missed.append(told_of(promotion, why_not_entitled(promotion, buyer)))
            elif short or gone:
                missed.append(told_of(promotion, Why.CONDITIONS, short or "is for a present that is sold out"))
            else:
                given.append(Extra(promotion.id, promotion.title, promotion.gift_id))
        return given, missed

    def _not_applied(
        self, lines: Sequence[Pieces], buyer: Buyer, best: Combination, used_code: str
    ) -> Iterator[NotApplied]:
        """What concerns a thing of the cart and takes nothing off it, each with the one reason that comes first."""
        products = [self._catalog.variant(line.variant_id)[0] for line in lines]
        left = self._left(lines)
        for promotion in (*self._taking, *self._unreadable, *self._later):
            covered = [at for at, product in enumerate(products) if covers(promotion.conditions, product)]
            if promotion.id in best.promotion_ids or not covered:
                continue
            if promotion in self._unreadable:
                yield told_of(promotion, Why.UNREADABLE)
            elif promotion in self._later:
                yield told_of(promotion, Why.LATER)
            elif not any(left[at] for at in covered):
                yield told_of(promotion, Why.REDUCED)
            elif not is_entitled(promotion, buyer):
                as_if = self._best(lines, entitled_to(promotion, buyer)).saving - best.saving
                would = self._money(as_if) if as_if > 0 else None
                yield told_of(promotion, why_not_entitled(promotion, buyer), would_save=would)
            else:
                worth = sum(self._line(lines[at]).price.minor * left[at] for at in covered)
                there = [products[at] for at in covered if left[at]]
                short = lacking(promotion, there, sum(left[at] for at in covered), self._money(worth))
                other_code = promotion.code and used_code and promotion.code.casefold() != used_code.casefold()
                why = Why.CONDITIONS if short else Why.ONE_CODE if other_code else Why.OTHERS_SAVE_MORE
                yield told_of(promotion, why, short)

    def _can_be_had(self, product_id: str) -> bool:
        return product_id in self._catalog and any(
            v.offer.available for v in self._catalog.product(product_id).variants
        )

    def _money(self, minor: int) -> Money:
        return Money.from_minor(minor, self._catalog.currency)


def _merged(pieces: Iterable[Pieces]) -> list[Pieces]:
    """Each variant once, in order of first appearance."""
    merged: dict[str, int] = {}
    for piece in pieces:
        if piece.n < 1:
            raise ValueError(f"{piece.n} pieces of {piece.variant_id}; a line has at least one.")
        merged[piece.variant_id] = merged.get(piece.variant_id, 0) + piece.n
    return [Pieces(variant_id, n) for variant_id, n in merged.items()]
