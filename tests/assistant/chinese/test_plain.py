"""Chinese for the rules: acts, prices, denials and references come out as the English rules would be told them."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.chinese.plain import plain_english
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Operator
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("想买个水壶，80块以内", "show me water bottle , under 80"),
        ("預算兩百到三百的背包", "between 200 and 300 backpack"),
        ("不要塑料的", "not plastic"),
        ("除了白色都行", "not white"),
        ("第三款放进购物车", "the third one add to cart"),
        ("再便宜一些的", "cheaper"),
        ("按评分从高到低排一下", "best rated"),
        ("评分最高的帐篷", "best rated tent"),
        ("价格从低到高", "the cheapest"),
        ("四十二码的靴子", "size 42 boots"),
        ("两公斤以下的帐篷", "at most 2 kg tent"),
        ("运费多少", "how much is delivery"),
        ("送爸爸的围巾", "for dad scarf"),
        ("a plain tent", "a plain tent"),
    ],
)
def test_in_plain_english(said: str, english: str) -> None:
    assert plain_english(said) == english


@pytest.mark.parametrize("said", ["", "？？？", "龘靐齉", "，，，"])
def test_what_says_nothing_known_is_no_more_than_that(said: str) -> None:
    assert not any(word.isalpha() and word.isascii() for word in plain_english(said).split())


def test_rules_read_a_search(understander: RuleUnderstander) -> None:
    act = understander.understand("有没有夹克，60块以内，不要灰色的", DialogueState()).acts[0]
    assert act.intent is Intent.FIND
    held = {(c.slot, c.operator) for c in act.constraints}
    assert {("category", Operator.IS), ("price", Operator.AT_MOST), ("color", Operator.NOT)} <= held


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("您好", Intent.GREET),
        ("多谢", Intent.THANK),
        ("找真人客服", Intent.WANT_PERSON),
        ("看一下购物车", Intent.NOT_UNDERSTOOD),
        ("看看购物车", Intent.SHOW_CART),
        ("订单到哪了", Intent.ASK_ORDER),
        ("能退货吗", Intent.ASK_POLICY),
    ],
)
def test_rules_read_other_acts(understander: RuleUnderstander, said: str, intent: Intent) -> None:
    assert [act.intent for act in understander.understand(said, DialogueState()).acts] == [intent]


def test_a_chinese_shop_is_asked_in_its_own_words() -> None:
    tent = Product("t", "双人帐篷", (Variant("t", "双人帐篷", Offer(usd("90"))),), categories=("户外 > 帐篷",))
    catalog = Catalog((tent,), currency="USD")
    act = RuleUnderstander(catalog, Vocabulary.learn(catalog)).understand("帐篷", DialogueState()).acts[0]
    assert "tent" not in (act.text, *(value for c in act.constraints for value in c.values))
