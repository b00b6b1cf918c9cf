"""Ways of saying what to do to a bundle: what they are read as, and what they leave alone."""

from __future__ import annotations

import pytest

from assistant.workbench.change import Do
from assistant.workbench.chinese_cues import bench_words
from assistant.workbench.ways import WAYS, pieces


def heard(message: str) -> list[tuple[Do | None, str]]:
    """What each piece does, and to what."""
    found: list[tuple[Do | None, str]] = []
    for piece in pieces(bench_words(message)):
        hits = [(do, match) for do, way in WAYS if (match := way.fullmatch(piece))]
        do, said = (hits[0][0], hits[0][1].groupdict()) if hits else (None, {})
        found.append((do, said.get("x") or said.get("price") or ""))
    return found


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("keep the bag", [(Do.LOCK, "bag")]),
        ("Could you keep the bag as it is, please?", [(Do.LOCK, "bag")]),
        ("leave the bag as it is", [(Do.LOCK, "bag")]),
        ("keep everything but the tent", [(Do.LOCK, "everything but the tent")]),
        ("unlock the bag", [(Do.UNLOCK, "bag")]),
        ("make it 250", [(Do.BUDGET, "250")]),
        ("ok, make it under $1,250.50 in total", [(Do.BUDGET, "1,250.50")]),
        ("300 all in", [(Do.BUDGET, "300")]),
        ("I can spend 300", [(Do.BUDGET, "300")]),
        ("something warmer than the jacket", [(Do.SWAP, "jacket")]),
        ("a lighter tent", [(Do.SWAP, "tent")]),
        ("make the jacket warmer", [(Do.SWAP, "jacket")]),
        ("swap the dress", [(Do.SWAP, "dress")]),
        ("swap the dress for a red one", [(Do.SWAP, "dress")]),
        ("another tent please", [(Do.SWAP, "tent")]),
        ("I don't like the chair", [(Do.SWAP, "chair")]),
        ("without the lantern", [(Do.REMOVE, "lantern")]),
        ("leave out the gas", [(Do.REMOVE, "gas")]),
        ("take the lantern out", [(Do.REMOVE, "lantern")]),
        ("put the lantern back", [(Do.PUT_BACK, "lantern")]),
        ("I already have a tent", [(Do.OWN, "tent")]),
        ("we've got a stove", [(Do.OWN, "stove")]),
        ("two sleeping bags", [(Do.COUNT, "sleeping bags")]),
        ("the cheaper version", [(Do.TIER, "")]),
        ("the best version", [(Do.TIER, "")]),
        ("compare the bundles", [(Do.COMPARE, "")]),
        ("take the second bundle", [(Do.TAKE, "")]),
        ("add everything", [(Do.ADD_ALL, "")]),
        ("ok add it all to my cart please", [(Do.ADD_ALL, "")]),
        ("keep the bag, make it 250, something warmer than the jacket",
         [(Do.LOCK, "bag"), (Do.BUDGET, "250"), (Do.SWAP, "jacket")]),
        ("all in the same colour", [(Do.SAME_COLOR, "")]),
        ("everything should be in one color please", [(Do.SAME_COLOR, "")]),
        ("can we have it all in matching colours?", [(Do.SAME_COLOR, "")]),
        ("matching colours", [(Do.SAME_COLOR, "")]),
        ("make the colours match", [(Do.SAME_COLOR, "")]),
        ("the colours should go together and make it 250", [(Do.SAME_COLOR, ""), (Do.BUDGET, "250")]),
        ("the colours don't matter", [(Do.ANY_COLOR, "")]),
        ("any colour is fine after all", [(Do.ANY_COLOR, "")]),
        ("they needn't match", [(Do.ANY_COLOR, "")]),
        ("it doesn't have to be here by Friday after all", [(Do.ANY_DAY, "")]),
        ("no rush", [(Do.ANY_DAY, "")]),
        ("颜色要统一", [(Do.SAME_COLOR, "")]),
        ("都要同一个颜色", [(Do.SAME_COLOR, "")]),
        ("颜色无所谓", [(Do.ANY_COLOR, "")]),
        ("不急", [(Do.ANY_DAY, "")]),
        ("保留帐篷，预算改成250", [(Do.LOCK, "tent"), (Do.BUDGET, "250")]),
        ("换一个帐篷", [(Do.SWAP, "tent")]),
        ("我已经有帐篷了", [(Do.OWN, "tent")]),
        ("全部加入购物车", [(Do.ADD_ALL, "")]),
        ("便宜一点", [(Do.TIER, "")]),
        ("我们家里已经有帐篷了", [(Do.OWN, "tent")]),
        ("保留帐篷可以吗？", [(Do.LOCK, "tent")]),
        ("250块左右", [(Do.BUDGET, "250")]),
        ("300左右吧", [(Do.BUDGET, "300")]),
        ("控制在300以内", [(Do.BUDGET, "300")]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_bundle(message: str, expected: list[tuple[Do, str]]) -> None:
    assert heard(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "what is your return policy",
        "is the tent waterproof",
        "show me rain jackets",
        "how much is the second one",
        "有睡袋吗？",
        "有没有帐篷",
        "我有帐篷没",
        "有什么颜色",
        "我有哪些优惠",
        "我有点不喜欢这个夹克",
        "我有点担心瓶子太重",
        "我有个问题",
        "不要太贵",
        "不要超过2公斤",
        "有帐篷",
        "尺码42",
        "改成42码",
        "便宜200",
        "总共多少钱？",
        "都要吗",
    ],
)
def test_what_is_about_something_else_is_left_alone(message: str) -> None:
    assert None in {do for do, _ in heard(message)}
