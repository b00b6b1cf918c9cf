"""Chinese: shop words in English, numbers, prices."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.chinese.shop_words import in_english
from assistant.quantities.amounts import amounts, number
from retrieval.query import Operator


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("雨衣外套", "rain jacket"),
        ("帳篷", "tent"),  # traditional
        ("三公斤", "3 kg"),
        ("两个人", "2 people"),
        ("四轮", "four wheels"),  # a word of its own, not a number
        ("M码", "M"),
        ("蓝色中码", "blue M"),
        ("加大码", "XL"),
        ("T恤", "tee"),
        ("Sony耳机", "Sony headphones"),
        ("U型枕", "neck pillow"),  # whichever case
        ("Type-C充电", "USB-C charging"),
        ("酒红色F尖", "burgundy fine nib"),
        ("PDF尖", "PDF"),  # no part of another word
        ("六件套", "6 pieces"),
        ("四件套", "bedding"),
        ("我脚宽", "me wide"),
        ("防臭抗皱", "odor-resistant crease-free"),
        ("14公斤半", "14.5 kg"),
        ("两斤半", "1.25 kg"),
        ("三斤", "1.5 kg"),
        ("一米八", "1.8 m"),
        ("1米75", "1.75 m"),
        ("两米三件套", "2 m 3 pieces"),
        ("一个半小时", "1.5 h"),
        ("半小时", "30 min"),
        ("下周六", "next saturday"),
        ("礼拜天", "sunday"),
        ("五一", "may 1"),
        ("给老伴", "wife"),
        ("不会皱", "crease-free"),
        ("零下十五度", "-15 °C"),
        ("咕噜", "咕噜"),  # nothing known: as it was
        ("rain jacket", "rain jacket"),
    ],
)
def test_words(words: str, english: str) -> None:
    assert in_english(words) == english


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十五", 15),
        ("一百二", 120),
        ("一百二十", 120),
        ("一百零五", 105),
        ("两千五", 2500),
        ("三万", 30_000),
        ("两", 2),
    ],
)
def test_numbers(words: str, value: int) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("想买雨衣 150刀以内", Operator.AT_MOST, 150),
        ("一百二以下", Operator.AT_MOST, 120),
        ("不超过200元", Operator.AT_MOST, 200),
        ("預算一百美元左右", Operator.ABOUT, 100),
        ("至少80块", Operator.AT_LEAST, 80),
        ("三百左右吧", Operator.ABOUT, 300),
        ("一百来块", Operator.ABOUT, 100),
        ("不超过80", Operator.AT_MOST, 80),
        ("控制在三百，谢谢", Operator.AT_MOST, 300),
        ("150封顶", Operator.AT_MOST, 150),
        ("200不到", Operator.AT_MOST, 200),
        ("钱可以加到450", Operator.AT_MOST, 450),
        ("预算降到一百五吧", Operator.AT_MOST, 150),
    ],
)
def test_prices(text: str, operator: Operator, value: int) -> None:
    (read,) = amounts(text)
    assert (read.constraint.operator, read.constraint.value) == (operator, Decimal(value))


def test_a_range_of_prices() -> None:
    (read,) = amounts("50到80块之间")
    assert read.constraint.value == (Decimal(50), Decimal(80))


@pytest.mark.parametrize(
    "text",
    [
        *("三公斤以下", "是39 不是38", "四个轮子", "第二个", "两个人"),
        *("不超过3公斤", "最多两个", "最多5", "噪音不超过60", "音量加到20", "不到1公斤", "最高分"),
    ],
)
def test_numbers_that_are_no_prices(text: str) -> None:
    assert amounts(text) == []
