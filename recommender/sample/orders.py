"""What becomes of a purchase: sent, delivered after three to five working days, now and then canceled or returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from recommender.sample.happenings import Line
from recommender.sample.shelf import Floats, Shelf

SHIPPING_CENTS, FREE_FROM_CENTS = 490, 6000
WORKING_DAYS = (3, 4, 5)
RETURN_DAYS = 28
_CARRIERS = (("Larkpost", "LP"), ("Fellrun Parcels", "FR"), ("Harborline", "HL"))
_CANCELED = 0.016
_CHANGED_MIND, _NOT_LIKED, _DAMAGED = 0.018, 0.03, 0.006
_WRONG_SIZE, _PER_MISFIT, _NOT_AS_HOPED = 0.06, 0.25, 0.14  # by how far it runs from its size; by how poor it is
_POOR = 0.1  # a quality below this disappoints
_ALL_OF_IT = 0.7  # who sends back several of a thing, mostly sends all of them


@dataclass(frozen=True, slots=True)
class Return:
    """`refunded_at` is None while the parcel is on its way back: the order is then as it was."""

    line: Line
    reason: str
    at: datetime
    refunded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Order:
    """Times are UTC; what has not happened yet is None. `total_cents` includes `shipping_cents`."""

    id: str
    shopper_id: str
    placed_at: datetime
    lines: tuple[Line, ...]
    shipping_cents: int
    total_cents: int
    carrier: str = ""
    tracking: str = ""
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    canceled_at: datetime | None = None
    returns: tuple[Return, ...] = ()
    recipient: str = ""  # whom it is for, when it is a present: the truth's, never the store's

    @property
    def status(self) -> str:
        if self.canceled_at is not None:
            return "cancelled"
        refunded = sum(r.line.quantity for r in self.returns if r.refunded_at is not None)
        if refunded:
            return "returned" if refunded == sum(line.quantity for line in self.lines) else "partly_returned"
        if self.delivered_at is not None:
            return "delivered"
        return "shipped" if self.shipped_at is not None else "processing"


class OrderDesk:
    """Takes purchases and lets happen to them what happens until `now`."""

    def __init__(self, shelf: Shelf, quality: Floats, sizes: Floats, now: datetime, rng: np.random.Generator) -> None:
        """`sizes` is `(n_products,)`: below 0 it runs small."""
        self._shelf, self._quality, self._sizes, self._now, self._rng = shelf, quality, sizes, now, rng
        self._n = 0
        self._worn = [any(v.size is not None for v in kept) for kept in shelf.variants]
        self._returnable = np.array(
            [kind.name != "gift card" and not (wish and wish.days and kind.department != "clothing")
             for kind, wish in zip(shelf.kinds, shelf.wished, strict=True)]
        )  # fmt: skip

    def order(self, shopper_id: str, placed_at: datetime, lines: Sequence[Line], recipient: str = "") -> Order:
        self._n += 1
        sum_cents = sum(self._shelf.variants[line.product][line.variant].cents * line.quantity for line in lines)
        shipping = 0 if sum_cents >= FREE_FROM_CENTS else SHIPPING_CENTS
        order = Order(
            id=f"W-{100_000 + self._n}",
            shopper_id=shopper_id,
            placed_at=placed_at,
            lines=tuple(lines),
            shipping_cents=shipping,
            total_cents=sum_cents + shipping,
            recipient=recipient,
        )
        if self._rng.random() < _CANCELED:
            canceled_at = placed_at + timedelta(minutes=int(self._rng.integers(10, 400)))
            return replace(order, canceled_at=canceled_at) if canceled_at < self._now else order
        return self._sent(order)

    def _sent(self, order: Order) -> Order:
        rng = self._rng
        carrier, letters = _CARRIERS[int(rng.integers(len(_CARRIERS)))]
        tracking = f"{letters}{_with_check_digit(self._n)}"
        placed_on = order.placed_at.date()
        leaves = _at(_working_day(placed_on, 1), rng, 9, 17)
        arrives = _at(_working_day(placed_on, int(rng.choice(WORKING_DAYS))), rng, 9, 19)
        if leaves >= self._now:
            return order
        order = replace(order, carrier=carrier, tracking=tracking, shipped_at=leaves)
        if arrives >= self._now:
            return order
        order = replace(order, delivered_at=arrives)
        return replace(order, returns=self._returns(order, arrives))

    def _returns(self, order: Order, delivered_at: datetime) -> tuple[Return, ...]:
        """What goes back, goes back in one parcel and is refunded at once."""
        rng = self._rng
        days, back, minutes = rng.integers(1, RETURN_DAYS), rng.integers(4, 9), rng.integers(0, 600)
        chances, parts = rng.random(len(order.lines)), rng.random(len(order.lines))
        at = delivered_at + timedelta(days=int(days), minutes=int(minutes))
        if at >= self._now:
            return ()
        refunded_at = at + timedelta(days=int(back))
        found = []
        for line, chance, part in zip(order.lines, chances, parts, strict=True):
            if reason := self._reason(line, float(chance), bool(order.recipient)):
                quantity = line.quantity if part < _ALL_OF_IT else 1
                done = refunded_at if refunded_at < self._now else None
                found.append(Return(replace(line, quantity=quantity), reason, at, done))
        return tuple(found)

    def _reason(self, line: Line, chance: float, gift: bool) -> str:
        """Why it goes back; empty when it is kept."""
        if not self._returnable[self._shelf.kind[line.product]]:
            return "arrived damaged" if chance < _DAMAGED else ""
        size, quality = float(self._sizes[line.product]), float(self._quality[line.product])
        wrong_size = (_WRONG_SIZE + _PER_MISFIT * abs(size)) if self._worn[line.product] else 0.0
        large = size > 0.1 or (abs(size) <= 0.1 and line.product % 2 == 1)
        for reason, share in (
            ("too large" if large else "too small", wrong_size),
            ("not as good as hoped", _NOT_AS_HOPED * max(0.0, _POOR - quality)),
            ("changed my mind", _CHANGED_MIND),
            ("not to their taste", _NOT_LIKED if gift else 0.0),
            ("arrived damaged", _DAMAGED),
        ):
            if chance < share:
                return reason
            chance -= share
        return ""


def _working_day(start: date, n: int) -> date:
    """The n-th working day after `start`."""
    day = start
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < 5
    return day


def _at(day: date, rng: np.random.Generator, first_hour: int, last_hour: int) -> datetime:
    minutes = int(rng.integers(first_hour * 60, last_hour * 60))
    return datetime.combine(day, time(tzinfo=UTC)) + timedelta(minutes=minutes)


def _with_check_digit(number: int) -> str:
    """Ten digits that look drawn and never repeat: the multiplier has no factor in common with 10 ** 9."""
    digits = f"{(number * 387_420_489 + 271_828_183) % 10**9:09d}"
    return f"{digits}{sum(int(d) * w for d, w in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7, 1), strict=True)) % 10}"
