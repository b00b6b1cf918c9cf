"""What a message tells of who pays: codes, membership, a first order; and what is none of that."""

from __future__ import annotations

import pytest

from assistant.hearing.buyer_words import BuyerWords, Told
from retrieval.cart_prices.priced_cart import Buyer
from retrieval.catalog import Conditions, Promotion

WORDS = BuyerWords(
    [
        Promotion("camp", "Camp coupon", code="CAMP10", kind="percent_off"),
        Promotion("tent", "Tent days", code="TENT", kind="percent_off"),
        Promotion("off", "Switched off", code="OFF9", kind="percent_off", active=False),
        Promotion("club", "Club", kind="member_price"),
        Promotion("hello", "Hello", kind="amount_off", conditions=Conditions(first_order=True)),
    ]
)
CAMP = Told(codes=("CAMP10",))


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("use code CAMP10", CAMP),
        ("coupon CAMP10", CAMP),
        ("CAMP10", CAMP),
        ("apply the coupon camp10 please", CAMP),
        ("i've got a coupon code: CAMP10!", CAMP),
        ("can I use CAMP10?", CAMP),
        ("does the code CAMP10 work on tents?", CAMP),
        ("how much is it with CAMP10?", CAMP),
        ("camping gear for 300 with code CAMP10", Told(codes=("CAMP10",), rest="camping gear for 300")),
        ("add it and use code CAMP10", Told(codes=("CAMP10",), rest="add it")),
        ("use CAMP10 and TENT", Told(codes=("CAMP10", "TENT"))),
        ("use code CAMP10 and show me a tent", Told(codes=("CAMP10",), rest="show me a tent")),
        ("don't use the code CAMP10", Told(dropped=("CAMP10",))),
        ("remove CAMP10", Told(dropped=("CAMP10",))),
        ("use code SAVE20", Told(unknown=("SAVE20",))),
        ("use code off9", Told(unknown=("off9",))),
        ("use code 4711", Told(unknown=("4711",))),
        ("I am a member", Told(is_member=True)),
        ("I'm a gold member and need a tent", Told(is_member=True, rest="need a tent")),
        ("I'm a member, what do I pay?", Told(is_member=True)),
        ("I'm not a member", Told(is_member=False)),
        ("this is my first order", Told(is_first_order=True)),
        ("优惠码CAMP10", CAMP),
        ("请使用优惠码 CAMP10", CAMP),
        ("帐篷,300以内,用优惠码CAMP10", Told(codes=("CAMP10",), rest="帐篷,300以内")),
        ("不用优惠码CAMP10", Told(dropped=("CAMP10",))),
        ("优惠码 ABC123", Told(unknown=("ABC123",))),
        ("我是会员", Told(is_member=True)),
        ("我不是会员", Told(is_member=False)),
        ("这是我第一次下单", Told(is_first_order=True)),
    ],
)
def test_what_a_message_tells_of_who_pays(message: str, told: Told) -> None:
    assert WORDS.read(message) == told


@pytest.mark.parametrize(
    "message",
    [
        "any promo codes?",
        "do you have a code for first time buyers",
        "what does CAMP10 do?",
        "i have a tent",
        "a tent with tent poles",
        "i have a voucher for 20 off",
        "my budget is 150, i have a voucher for 20 off",
        "20% coupon code",
        "product code B08XX",
        "my zip code is 90210",
        "is there a dress code",
        "i'm a member of a choir",
        "family members",
        "camp10",  # not as the shop writes it, and not called a code
        "it's my first tent",
        "is it cheaper if I'm a member?",
        "If I'm a member do I get free shipping?",
        "I'm not sure if I am a member",
        "我是会员吗",
        "it will be my first time buying skis",
        "this is my first purchase of a tent",
    ],
)
def test_what_is_nothing_of_that(message: str) -> None:
    assert WORDS.read(message) is None


def test_beside_another_wish_nothing_is_heard_that_no_promotion_asks_for() -> None:
    assert BuyerWords(()).read("I'm a member and need a tent") is None
    assert BuyerWords(()).read("I'm a member") == Told(is_member=True)


def test_what_was_known_stays_until_it_is_taken_back() -> None:
    buyer = CAMP.after(Told(is_member=True).after(Buyer()))
    assert buyer == Buyer(frozenset({"CAMP10"}), is_member=True)
    assert Told(dropped=("CAMP10",)).after(buyer) == Buyer(is_member=True)
