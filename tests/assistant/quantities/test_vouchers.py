"""Vouchers: what is read of them, and what a budget reaches with them, to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import Intent
from assistant.quantities.vouchers import Voucher, voucher_in
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.conftest import SIX

D = Decimal
RULES = """My budget is only `425`, but I have a voucher with the following rules:
1. The voucher applies to all products.
2. It is valid only when the total price of the products exceeds `170`.
3. It provides a percentage discount of `24%` with a cap of `28`."""


@pytest.mark.parametrize(
    ("message", "voucher", "rest"),
    [
        ("I have a voucher: 20 off over 100, budget 150", Voucher(off=D(20), threshold=D(100)), "budget 150"),
        (
            "a jacket under 150, I have a 10% coupon, max 15, from 60",
            Voucher(percent=D(10), cap=D(15), threshold=D(60), beyond=False),
            "a jacket under 150",
        ),
        (
            "tent under 300 with a voucher of 50 for orders of 250 or more",
            Voucher(off=D(50), threshold=D(250), beyond=False),
            "tent under 300",
        ),
        (
            "headphones up to 80, and my coupon takes 15 off when I spend 90",
            Voucher(off=D(15), threshold=D(90), beyond=False),
            "headphones up to 80",
        ),
        ("I've got a $20 voucher and a budget of $100 for a lamp", Voucher(off=D(20)), "a budget of $100 for a lamp"),
        ("a rug. budget 1,200, voucher: $1,000.50 off", Voucher(off=D("1000.50")), "a rug. budget 1,200"),
        (
            " ".join(RULES.replace("`", "").split()),
            Voucher(percent=D(24), cap=D(28), threshold=D(170)),
            "My budget is only 425",
        ),
    ],
)
def test_a_voucher_is_read_and_taken_out(message: str, voucher: Voucher, rest: str) -> None:
    read, left = voucher_in(message)
    assert read is not None
    assert (read.off, read.percent, read.cap, read.threshold) == (
        voucher.off, voucher.percent, voucher.cap, voucher.threshold,
    )  # fmt: skip
    assert read.beyond == voucher.beyond or not read.threshold
    assert left == rest


@pytest.mark.parametrize(
    "message",
    ["any vouchers for shoes under 50?", "shoes under 50", "I have a voucher: 20 off over 100", "a 20 voucher for mum"],
)
def test_without_its_worth_or_a_budget_there_is_none(message: str) -> None:
    assert voucher_in(message) == (None, message)


@pytest.mark.parametrize(
    ("voucher", "budget", "reached"),
    [
        (Voucher(off=D(34), threshold=D(170)), D(425), [(D(0), D(459))]),
        (Voucher(off=D(233), threshold=D(473)), D(398), [(D(0), D(398)), (D("473.01"), D(631))]),
        (Voucher(off=D(20), threshold=D(100)), D(70), [(D(0), D(70))]),  # it never applies: 100.01 would cost 80.01
        (Voucher(off=D(20), threshold=D(100)), D(100), [(D(0), D(120))]),
        (Voucher(percent=D(10)), D(90), [(D(0), D(100))]),
        (Voucher(percent=D(24), cap=D(28)), D(510), [(D(0), D(538))]),
        (Voucher(percent=D(15)), D(100), [(D(0), D("117.64"))]),  # 117.65 would cost 100.0025
        (Voucher(percent=D(50), threshold=D(100), beyond=False), D(50), [(D(0), D(50)), (D(100), D(100))]),
    ],
)
def test_what_a_budget_reaches(voucher: Voucher, budget: Decimal, reached: list[tuple[Decimal, Decimal]]) -> None:
    assert list(voucher.reached(budget)) == reached


@pytest.mark.parametrize(
    "voucher",
    [
        Voucher(off=D(34), threshold=D(50)),
        Voucher(percent=D(24), cap=D(9), threshold=D(40)),
        Voucher(percent=D(40), threshold=D(60), beyond=False),
        Voucher(off=D(5), threshold=D(20), beyond=False),
    ],
)
@pytest.mark.parametrize("budget", [D(10), D("38.50"), D(55)])
def test_a_total_is_reached_exactly_when_it_can_be_paid(voucher: Voucher, budget: Decimal) -> None:
    reached = voucher.reached(budget)
    for cents in range(0, 15_000, 7):
        total = D(cents) / 100
        assert any(low <= total <= high for low, high in reached) == (voucher.paid(total) <= budget), total


@pytest.mark.parametrize(
    ("message", "limit"),
    [
        ("a jacket, budget 60, and I have a voucher: 20 off over 50", Constraint("price", Operator.AT_MOST, D(80))),
        (
            "a jacket under 60 with a voucher of 20 for orders over 70",
            Constraint("price", Operator.BETWEEN, (D("70.01"), D(80))),
        ),
    ],
)
def test_the_search_is_for_what_the_voucher_brings_within_reach(message: str, limit: Constraint) -> None:
    catalog = Catalog(SIX, currency="USD")
    [act] = RuleUnderstander(catalog, Vocabulary.learn(catalog)).understand(message, DialogueState()).acts
    assert act.intent is Intent.FIND
    assert [c for c in act.constraints if c.slot == "price"] == [limit]
    assert Constraint("category", Operator.IS, "Jackets") in act.constraints
