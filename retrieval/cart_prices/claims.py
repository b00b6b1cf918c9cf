"""What a promotion can take of a cart: the pieces it claims, and what it takes off them, in minor units.

Every promotion claims pieces, no piece is claimed twice, and what a promotion asks for (so many pieces, one of each, a
sum) it must find among the pieces that it claims. So promotions are never added up on one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations_with_replacement, product
from math import prod

from retrieval.catalog import Conditions, Product, Promotion
from retrieval.pricing import covers

PERCENT = frozenset(("percent_off", "member_price"))
OF_ORDER = frozenset(("free_shipping", "gift"))  # they take nothing off
MOST_CLAIMS = 4_096  # of one promotion, over all ways to claim a part of what it covers

Counts = tuple[int, ...]  # pieces left of each line


class TooManyWaysError(RuntimeError):
    """More ways to apply promotions than are tried."""


@dataclass(frozen=True, slots=True)
class Claim:
    counts: Counts  # pieces of each line that are claimed
    saving: int  # minor units, above 0


@dataclass(frozen=True, slots=True)
class Term:
    """A promotion as it stands to the lines of a cart: `roles` are the lines that can be each thing of a set."""

    promotion: Promotion
    prices: tuple[int, ...]  # of one piece of each line, minor units
    covered: tuple[int, ...]  # lines
    roles: tuple[tuple[int, ...], ...] = ()
    exponent: int = 2  # decimals of the currency's minor unit

    @property
    def is_simple(self) -> bool:
        """Whether it takes its share off every piece by itself, whatever else is in the cart."""
        asked = self.promotion.conditions
        alone = not asked.together and (asked.quantity_at_least or 1) <= 1 and not asked.subtotal_at_least
        return self.promotion.kind in PERCENT and alone

    @property
    def repeats(self) -> bool:
        """Whether it can be had several times in one order: sets and groups of things; a sum off only once."""
        kind = self.promotion.kind
        return kind in ("bundle_price", "buy_x_get_y") or (kind in PERCENT and bool(self.roles))

    def of_piece(self, line: int) -> int:
        """What a percentage takes off one piece: its price less the lowered price, rounded half up."""
        left = Decimal(self.prices[line]) * (100 - (self.promotion.value or 0)) / 100
        return self.prices[line] - int(left.quantize(Decimal(1), ROUND_HALF_UP))

    def claims(self, left: Counts) -> Iterator[Claim]:
        """Every way to claim what is left, once. Raises `TooManyWaysError`."""
        for counts in self._groups(left) if self._takes_groups else self._parts(left):
            saving = self._saving(counts)
            if saving > 0 and self._is_enough(counts):
                yield Claim(counts, saving)

    @property
    def _takes_groups(self) -> bool:
        return bool(self.promotion.conditions.together) or self.promotion.kind in ("bundle_price", "buy_x_get_y")

    def _groups(self, left: Counts) -> Iterator[Counts]:
        """One of each, or as many pieces as it asks for."""
        size = self.promotion.conditions.quantity_at_least or 1
        there = [line for line in self.covered if left[line]]
        if self.promotion.conditions.together:
            ways = product(*([line for line in role if left[line]] for role in self.roles))
            n_ways = prod(sum(left[line] > 0 for line in role) for role in self.roles)
        else:
            ways = combinations_with_replacement(there, size)  # type: ignore[assignment]
            n_ways = min(len(there), MOST_CLAIMS) ** min(size, 6)
        if n_ways > MOST_CLAIMS * 16:
            raise TooManyWaysError(self.promotion.id)
        seen = set()
        for way in ways:
            counts = tuple(way.count(line) for line in range(len(left)))
            if counts not in seen and all(n <= has for n, has in zip(counts, left, strict=True)):
                seen.add(counts)
                yield counts

    def _parts(self, left: Counts) -> Iterator[Counts]:
        """Any of the pieces that it covers."""
        covered = set(self.covered)
        ranges = [range(has + 1) if line in covered else range(1) for line, has in enumerate(left)]
        if prod(map(len, ranges)) > MOST_CLAIMS:
            raise TooManyWaysError(self.promotion.id)
        yield from product(*ranges)

    def whole(self, left: Counts) -> Claim | None:
        """All that is left of what it covers (of sets: the first), where that is enough; without trying all ways."""
        if self._takes_groups:
            return next(self.claims(tuple(min(n, 3) for n in left)), None)
        covered = set(self.covered)
        counts = tuple(n if line in covered else 0 for line, n in enumerate(left))
        saving = self._saving(counts)
        return Claim(counts, saving) if saving > 0 and self._is_enough(counts) else None

    def _is_enough(self, counts: Counts) -> bool:
        asked = self.promotion.conditions
        worth = sum(n * price for n, price in zip(counts, self.prices, strict=True))
        enough = asked.subtotal_at_least is None or worth >= asked.subtotal_at_least.minor
        return enough and sum(counts) >= (asked.quantity_at_least or 1)

    def _saving(self, counts: Counts) -> int:
        worth = sum(n * price for n, price in zip(counts, self.prices, strict=True))
        value = self.promotion.value or Decimal(0)
        match self.promotion.kind:
            case "percent_off" | "member_price":
                return sum(n * self.of_piece(line) for line, n in enumerate(counts) if n)
            case "amount_off":
                return min(worth, self.minor(value))
            case "bundle_price":
                return worth - self.minor(value)
            case "buy_x_get_y":
                pieces = sorted(price for n, price in zip(counts, self.prices, strict=True) for _ in range(n))
                return sum(pieces[: int(value)])
        return 0

    def minor(self, value: Decimal) -> int:
        """A sum of the promotion in minor units of its cart."""
        return int(value.scaleb(self.exponent))


def term_of(promotion: Promotion, products: Sequence[Product], prices: Sequence[int], exponent: int) -> Term:
    """How the promotion stands to lines of these products."""
    asked = promotion.conditions
    covered = tuple(line for line, product in enumerate(products) if covers(asked, product))
    roles = (
        tuple(tuple(line for line in covered if covers(role, products[line])) for role in parts_of_set(asked))
        if asked.together
        else ()
    )
    return Term(promotion, tuple(prices), covered, roles, exponent)


def parts_of_set(asked: Conditions) -> list[Conditions]:
    """One of each of these, where they are asked for together."""
    if asked.product_ids:
        return [replace(asked, product_ids=(product_id,), categories=()) for product_id in asked.product_ids]
    return [replace(asked, categories=(path,)) for path in asked.categories]


def is_readable(promotion: Promotion) -> bool:
    """Whether its terms can be counted with: a known kind, and things that are said where to find."""
    asked = promotion.conditions
    named = bool(asked.categories or asked.product_ids or asked.brand)
    return bool(promotion.kind) and (named or not asked.kinds) and (not asked.together or len(parts_of_set(asked)) > 0)
