"""How much promotions can take off at the most, before it is known what will be in the cart: bounds for a search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from retrieval.cart_prices.claims import PERCENT, Term, parts_of_set
from retrieval.catalog import Product, Promotion
from retrieval.pricing import covers

Offered = tuple[Product, int]  # a product that may be taken, and what a piece costs in minor units


@dataclass(frozen=True, slots=True)
class Reach:
    """A promotion that some choice could have: it takes at most `share` off the pieces that it claims.

    So it takes at most that share off each: what is free among three is the cheapest, a third of them at most.
    """

    promotion: Promotion
    share: Decimal
    exponent: int

    def most_off(self, price: int) -> int:
        """Of one piece of that price, in minor units."""
        if self.promotion.kind in PERCENT:
            return Term(self.promotion, (price,), (0,)).of_piece(0)
        off = int((price * self.share).to_integral_value(ROUND_CEILING))
        if self.promotion.kind == "amount_off" and self.promotion.value is not None:
            off = min(off, int(self.promotion.value.scaleb(self.exponent)))
        return min(price, off)


def reaches(
    promotions: Sequence[Promotion],
    places: Sequence[tuple[Sequence[Offered], int]],
    is_covered: Callable[[Promotion, Product], bool],
    exponent: int,
) -> Iterator[Reach]:
    """Those of the promotions that one product a place, so many pieces of it, could have."""
    for promotion in promotions:
        asked = promotion.conditions
        covered = [([o for o in offered if is_covered(promotion, o[0])], n) for offered, n in places]
        n_pieces = sum(n for offered, n in covered if offered)
        if n_pieces < (asked.quantity_at_least or 1):
            continue
        everything = [offer for offered, _ in covered for offer in offered]
        roles = [[price for p, price in everything if covers(part, p)] for part in parts_of_set(asked)]
        if asked.together and not all(roles):
            continue
        share = _share(promotion, [price for _, price in everything], roles if asked.together else [], exponent)
        if share > 0:
            yield Reach(promotion, share, exponent)


def _share(promotion: Promotion, prices: Sequence[int], roles: Sequence[Sequence[int]], exponent: int) -> Decimal:
    value, asked = promotion.value or Decimal(0), promotion.conditions
    size = asked.quantity_at_least or 1
    match promotion.kind:
        case "buy_x_get_y":
            return value / (len(roles) or size)
        case "bundle_price":
            most = sum(map(max, roles)) if roles else size * max(prices)
            return max(Decimal(0), 1 - value.scaleb(exponent) / most) if most else Decimal(0)
        case "amount_off":
            least = sum(map(min, roles)) if roles else 0
            least = max(least, asked.subtotal_at_least.minor if asked.subtotal_at_least else 0)
            return min(Decimal(1), value.scaleb(exponent) / least) if least else Decimal(1)
    return value / 100
