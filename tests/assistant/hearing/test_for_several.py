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
            "gloves for my mum, she likes red, and a book and a mug for my dad",
            "gloves for my mum, she likes red",
            ("a book and a mug for my dad",),
        ),
        ("something for my sister who cooks and a tent for my brother", "something for my sister who cooks",
         ("a tent for my brother",)),
        ("a jacket for my mum and one in blue for my dad", "a jacket for my mum", ("one in blue for my dad",)),
        ("给妈妈买条围巾，给爸爸挑个杯子", "给妈妈买条围巾", ("给爸爸挑个杯子",)),
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
