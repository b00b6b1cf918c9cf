"""A cart with its price: lines, what each promotion takes off and how, what is due, and what did not apply and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from retrieval.money import Money


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many pieces of a variant."""

    variant_id: str
    n: int = 1


@dataclass(frozen=True, slots=True)
class Buyer:
    """What is known of who pays. None is "not known": what asks for it is then not applied, and said so.

    `codes` were given by the shopper; case does not matter. A code that nobody gave is never counted with.
    """

    codes: frozenset[str] = frozenset()
    is_member: bool | None = None
    is_first_order: bool | None = None


ANYBODY = Buyer()


@dataclass(frozen=True, slots=True)
class PricedLine:
    product_id: str
    variant_id: str
    n: int
    price: Money  # of one piece, today
    total: Money  # of all pieces, before the promotions below


@dataclass(frozen=True, slots=True)
class Saving:
    """What one promotion takes off this cart. `arithmetic` says how: "15% off $349.00: $52.35"."""

    promotion_id: str
    title: str
    code: str
    pieces: tuple[Pieces, ...]  # that take part; no piece takes part in two
    amount: Money
    arithmetic: str


@dataclass(frozen=True, slots=True)
class Extra:
    """What a promotion gives that changes no total: free delivery, or a present."""

    promotion_id: str
    title: str
    gift_id: str = ""  # a product; empty for free delivery


class Why(StrEnum):
    """Why a promotion that concerns this cart takes nothing off it."""

    CODE = "code"  # asks for a code that was not given
    ONE_CODE = "one code"  # another code is used: one an order
    MEMBERS = "members"
    FIRST_ORDER = "first order"
    LATER = "later"  # has not begun
    CONDITIONS = "conditions"  # the cart lacks something
    REDUCED = "reduced"  # all it covers is reduced by another already
    OTHERS_SAVE_MORE = "others save more"
    UNREADABLE = "unreadable"  # only its words are known


@dataclass(frozen=True, slots=True)
class NotApplied:
    """`reason` is a sentence without a full stop: "asks for $12.00 more". `would_save`: what the total would fall by
    with the code, or as a member, or on a first order; None where that is not the question."""

    promotion_id: str
    title: str
    why: Why
    reason: str
    code: str = ""
    would_save: Money | None = None


@dataclass(frozen=True, slots=True)
class PricedCart:
    """`total == subtotal - saved`, to the minor unit. `exact` is False where the cart was too large to try all
    combinations of promotions: then each that is applied applies, but others might save more."""

    lines: tuple[PricedLine, ...]
    savings: tuple[Saving, ...]
    extras: tuple[Extra, ...]
    not_applied: tuple[NotApplied, ...]
    subtotal: Money
    total: Money
    exact: bool = True

    @property
    def saved(self) -> Money:
        return self.subtotal - self.total


def summed(amounts: Iterable[Money], currency: str) -> Money:
    """The exact sum; zero of the currency for none."""
    return sum(amounts, Money(Decimal(0), currency))
