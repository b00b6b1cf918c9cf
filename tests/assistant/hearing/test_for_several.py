"""Things for several people in one message are looked for one after the other."""

from __future__ import annotations

import pytest

from assistant import Shop
from assistant.hearing.for_several import one_by_one


@pytest.mark.parametrize(
    ("message", "first", "later"),
    [
        (
            "a scarf for my mum under 50 and a mug for my dad under 30",
            "a scarf for my mum under 50",
            ("a mug for my dad under 30",),
        ),
        ("for my mum a scarf, for my dad a mug", "for my mum a scarf", ("for my dad a mug",)),
        (
            "I need boots for my son, a doll for my daughter and a book for my wife",
            "I need boots for my son",
            ("a doll for my daughter", "a book for my wife"),
        ),
        (
            "a scarf and gloves for my mum and a mug for my dad",
            "a scarf and gloves for my mum",
            ("a mug for my dad",),
        ),
        (
            "gloves for my mum, size M, and a book and a mug for my dad",
            "gloves for my mum, size M",
            ("a book and a mug for my dad",),
        ),
        ("something for my sister who cooks and a tent for my brother", "something for my sister who cooks",
         ("a tent for my brother",)),
        ("a mug for mum and some tea for my older sister", "a mug for mum", ("some tea for my older sister",)),
        ("给妈妈买条围巾，给爸爸挑个杯子", "给妈妈买条围巾", ("给爸爸挑个杯子",)),
        ("给岳母买条围巾，给婆婆挑个杯子", "给岳母买条围巾", ("给婆婆挑个杯子",)),
        ("给老婆买双鞋；给女儿选个书包", "给老婆买双鞋", ("给女儿选个书包",)),
    ],
)  # fmt: skip
def test_each_has_a_turn(message: str, first: str, later: tuple[str, ...]) -> None:
    assert one_by_one(message) == (first, later)


@pytest.mark.parametrize(
    "message",
    [
        "a scarf for my mum and dad",
        "something for my mum and for my dad",
        "jackets for me and my wife",
        "a gift for my dad, he fishes and my mum says he needs socks",
        "a rain jacket, blue, and boots for my son",
        "can I return a scarf for my mum and a mug for my dad",
        "a scarf for my mum and a mug for my dad, 80 in total",
        "a tent for my brother and a mat and a stove",
        "a jacket for my mum and one in blue for my dad",
        "gloves for my mum, she likes red, and a mug for my dad",
        "add the first for my mum and the second for my dad",
        "tell me about the first for my wife and the second for my son",
        "a camping kit: a tent for my kids and a sleeping bag for my wife, under 400",
        "my budget is 60: a mug for my mum and a bottle for my dad",
        "Christmas gifts: a mug for mum, a jacket for dad under 80",
        "a mug for my mum and a jacket for my dad, under 80",
        "mug for my dad and a scarf for my mum, I have 40 euros to spend in all",
        "Gift for my mom under 50, she cooks for my dad a lot",
        "a jacket for my wife, I'm shopping with my sister",
        "I need a jacket for my wife by friday, we go hiking with friends for my brother's birthday",
        "a gift for my dad. He used to buy books for my mom",
        "a scarf for my mum, I already have a mug for my dad",
        "I want a human, my tent for my son is broken and the lamp for my wife is broken",
        "a present for my wife. I have a budget of 50 for myself",
        "a gift for mom, no gifts for dad",
        "a jacket for my wife. Not a jacket for my husband",
        "a gift for a friend, something cozy for my friend's birthday",
        "a backpack for my niece, something for a girl who likes hiking",
        "I'm shopping for my mum. need a scarf for my mother",
        "a scarf for my mum, a warm one for my mother",
        "my mum is turning 60 and my dad is turning 65, need gifts",
        "keep the tent for my kids and swap the lantern for my wife",
        "给我老婆买件外套，她喜欢帮朋友做饭",
        "给爸爸买鞋，不是给妈妈",
        "送女朋友的礼物，不要送妈妈的那种",
        "给妈妈买条围巾，给我妈挑个杯子",
        "给桌子买块桌布，给沙发买个垫子",
        "给爸妈买茶叶",
        "给妈妈买条围巾，羊毛的，一百以内",
        "",
    ],
)
def test_one_person_or_one_matter_is_one_search(message: str) -> None:
    assert one_by_one(message) == (message, ())


def test_the_first_is_looked_for_and_the_others_are_a_click_away(shop: Shop) -> None:
    session = shop.session()
    reply = session.say("a jacket for my mum under 90 and a bottle for my dad")
    assert session.state.context.recipient == "mum"
    assert "a bottle for my dad" in reply.text
    assert reply.follow_ups[0].message == "a bottle for my dad"
    session.say("a bottle for my dad")
    assert session.state.context.recipient == "dad"
    assert not [c for c in session.state.constraints if c.slot == "price"]
    session.say("back to my mum's present")
    assert session.state.context.recipient == "mum"
