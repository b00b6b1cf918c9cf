"""Orders of the sample store add up, keep their dates in order, and agree with the events."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta

from recommender.sample.orders import FREE_FROM_CENTS, RETURN_DAYS, SHIPPING_CENTS, Order
from recommender.sample.simulation import Simulated
from retrieval.sample import TODAY

NOW = datetime.combine(TODAY, time(tzinfo=UTC))


def working_days(order: Order) -> int:
    assert order.delivered_at is not None
    placed, delivered = order.placed_at.date(), order.delivered_at.date()
    days = [placed + timedelta(days=n) for n in range(1, (delivered - placed).days + 1)]
    return sum(day.weekday() < 5 for day in days)


def test_totals_add_up_and_delivery_is_free_from_sixty_dollars(simulated: Simulated) -> None:
    shipping = Counter[int]()
    for order in simulated.orders:
        lines = sum(simulated.shelf.variants[x.product][x.variant].cents * x.quantity for x in order.lines)
        assert order.shipping_cents == (0 if lines >= FREE_FROM_CENTS else SHIPPING_CENTS)
        assert order.total_cents == lines + order.shipping_cents
        shipping[order.shipping_cents] += 1
    assert shipping.keys() == {0, 490}


def test_delivery_takes_three_to_five_working_days(simulated: Simulated) -> None:
    delivered = [order for order in simulated.orders if order.delivered_at]
    assert {working_days(order) for order in delivered} == {3, 4, 5}
    assert all(order.delivered_at and order.delivered_at.weekday() < 5 for order in delivered)


def test_dates_follow_each_other_and_none_lies_ahead(simulated: Simulated) -> None:
    for order in simulated.orders:
        moments = [order.placed_at]
        moments += [at for at in (order.shipped_at, order.delivered_at) if at is not None]
        for back in order.returns:
            moments_of_return = [*moments, back.at, *([back.refunded_at] if back.refunded_at else [])]
            assert moments_of_return == sorted(moments_of_return), order.id
            assert order.delivered_at is not None
            assert back.at <= order.delivered_at + timedelta(days=RETURN_DAYS + 1)
            assert moments_of_return[-1] < NOW
        assert moments == sorted(moments), order.id
        assert moments[-1] < NOW, order.id


def test_states_are_those_of_the_dates(simulated: Simulated) -> None:
    for order in simulated.orders:
        if order.placed_at > NOW - timedelta(days=3):
            assert order.status in ("processing", "shipped", "cancelled"), order.id
        if order.placed_at < NOW - timedelta(days=9):
            assert order.status not in ("processing", "shipped"), order.id
        assert (order.shipped_at is not None) == bool(order.tracking) == bool(order.carrier), order.id
        if order.status in ("returned", "partly_returned"):
            assert order.returns, order.id
        if order.status in ("processing", "cancelled"):
            assert order.shipped_at is None, order.id


def test_numbers_are_unique(simulated: Simulated) -> None:
    tracking = [order.tracking for order in simulated.orders if order.tracking]
    assert len(set(tracking)) == len(tracking)
    assert len({order.id for order in simulated.orders}) == len(simulated.orders)


def test_returns_are_of_what_was_ordered_and_no_more(simulated: Simulated) -> None:
    n_returns = 0
    for order in simulated.orders:
        ordered = {(line.product, line.variant): line.quantity for line in order.lines}
        for back in order.returns:
            assert 1 <= back.line.quantity <= ordered[back.line.product, back.line.variant]
            assert back.reason
            n_returns += 1
    assert 0.02 <= n_returns / sum(len(order.lines) for order in simulated.orders) <= 0.15


def test_only_what_runs_small_is_mostly_too_small(simulated: Simulated) -> None:
    reasons = Counter(back.reason for order in simulated.orders for back in order.returns)
    assert reasons["too small"] + reasons["too large"] > 0
    assert reasons["changed my mind"] > 0


def test_every_order_is_a_purchase_and_every_refund_a_return_or_a_cancellation(simulated: Simulated) -> None:
    orders = {order.id: order for order in simulated.orders}
    purchases = {h.transaction_id: h for h in simulated.happenings if h.name == "purchase"}
    assert purchases.keys() == orders.keys()
    for order_id, purchase in purchases.items():
        assert purchase.lines == orders[order_id].lines
        assert purchase.shopper_id == orders[order_id].shopper_id
        assert simulated.when(purchase.at) == orders[order_id].placed_at
    refunds = {h.transaction_id: h for h in simulated.happenings if h.name == "refund"}
    assert len(refunds) == sum(h.name == "refund" for h in simulated.happenings)  # one parcel back, one refund
    for order in simulated.orders:
        back = tuple(r.line for r in order.returns if r.refunded_at is not None)
        expected = order.lines if order.canceled_at else back
        assert (refunds[order.id].lines if order.id in refunds else ()) == expected
