"""Feelings that words say plainly, and words that only look like it."""

from __future__ import annotations

import pytest

from assistant.context import Feeling
from assistant.feelings.phrases import feeling

FRUSTRATED, URGENT, DELIGHTED, ABUSIVE = Feeling.FRUSTRATED, Feeling.URGENT, Feeling.DELIGHTED, Feeling.ABUSIVE


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("you are driving me up the wall", FRUSTRATED),
        ("driving me mad, this", FRUSTRATED),
        ("this drives me nuts", FRUSTRATED),
        ("oh great, another wool jumper", FRUSTRATED),
        ("Lovely. Yet another kettle.", FRUSTRATED),
        ("urgent: a black tie", URGENT),
        ("Urgent!", URGENT),
        ("wow!!", DELIGHTED),
        ("perfect, the red one then", DELIGHTED),
        ("it's perfect", DELIGHTED),
        ("shut up", ABUSIVE),
        ("no rush at all", Feeling.CALM),
    ],
)
def test_what_is_said_plainly_is_heard(said: str, found: Feeling) -> None:
    heard = feeling(said)
    assert heard is not None
    assert heard[0] is found


@pytest.mark.parametrize(
    "said",
    [
        "my hair is driving me nuts, which brush",
        "the mosquitoes are driving us mad",
        "urgent care kit for the car",
        "wow, 900 for a chair? cheaper ones",
        "the reviews say it's amazing, is it true for wide feet",
        "tell me if it's perfect for beginners",
        "perfect, twelve results and not a single one under 40",
        "amazing, you found the one i said i didn't want",
        "shut up and take my money",
        "great, and what about returns",
        "perfect pitch tuner",
    ],
)
def test_what_only_looks_like_it_is_not(said: str) -> None:
    assert feeling(said) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("烦死了，都是皮的", FRUSTRATED),
        ("我都说了三遍了，不要皮的", FRUSTRATED),
        ("怎么又是粉色", FRUSTRATED),
        ("又错了", FRUSTRATED),
        ("你到底有没有在听", FRUSTRATED),
        ("浪费时间", FRUSTRATED),
        ("我要投诉", FRUSTRATED),
        ("急用，今天能到吗", URGENT),
        ("赶时间，便宜的就行", URGENT),
        ("来不及了，哪个最快", URGENT),
        ("快点！", URGENT),
        ("尽快送到", URGENT),
        ("不急，慢慢来", Feeling.CALM),
        ("不着急", Feeling.CALM),
        ("太棒了，加入购物车", DELIGHTED),
        ("太漂亮了！", DELIGHTED),
        ("好喜欢这个颜色", DELIGHTED),
        ("正是我想要的", DELIGHTED),
        ("你真笨", ABUSIVE),
        ("垃圾网站", ABUSIVE),
        ("這個垃圾網站", ABUSIVE),
        ("滚开", ABUSIVE),
    ],
)
def test_plain_chinese_is_heard(said: str, found: Feeling) -> None:
    heard = feeling(said)
    assert heard is not None
    assert heard[0] is found
    assert 0 <= heard[1] < heard[2] <= len(said)


@pytest.mark.parametrize(
    "said",
    [
        "我女儿超喜欢恐龙",
        "给她一个惊喜",
        "应急用的灯",
        "急救包",
        "去死皮的刷子",
        "滚筒洗衣机",
        "垃圾桶",
        "给我妈的礼物",
        "傻瓜相机",
        "你有傻瓜相机吗",
        "哇，好贵",
        "充电快一点的",
        "不太好看",
        "我没时间了解这个",
        "这几个都不要",
        "太贵了",
        "订单到哪了",
    ],
)
def test_plain_chinese_wishes_are_no_feelings(said: str) -> None:
    assert feeling(said) is None
