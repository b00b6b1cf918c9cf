"""Chinese words by CC-CEDICT, in the words of a store."""

from __future__ import annotations

import pytest

from assistant.chinese.dictionary import StoreChinese, dictionary, translations
from assistant.chinese.shop_words import in_english
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


@pytest.fixture(scope="module")
def chinese() -> StoreChinese:
    def product(product_id: str, title: str, description: str = "", **attributes: tuple[str, ...]) -> Product:
        variants = (Variant(product_id, title, Offer(usd("20"))),)
        return Product(product_id, title, variants, description=description, attributes=attributes)

    products = (
        product("pan", "Magpie Frying Pan", material=("Ceramic",)),
        product("mop", "Heron Mop", "A rechargeable mop."),
        product("plush", "Nettle Hedgehog Plush Toy", material=("Organic Cotton",)),
    )
    return StoreChinese(Vocabulary.learn(Catalog(products, currency="USD")))


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("拖把", "mop"),
        ("毛绒玩具", "plush toy"),
        ("毛絨玩具", "plush toy"),  # traditional characters
        ("有机的拖把", "organic mop"),
        ("床垫", "mattress"),  # not sold: yet it can be said that it is not
        ("有没有", "有没有"),  # nothing that a thing is like
        ("囍囍囍", "囍囍囍"),
        ("a plain mop", "a plain mop"),
    ],
)
def test_words_in_a_store(chinese: StoreChinese, words: str, english: str) -> None:
    assert chinese.in_english(words) == english


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("吸尘气", "vacuum cleaner"),
        ("降躁耳机", "noise cancelling headphones"),
        ("行李厢", "suitcase"),
        ("生动", "vivid"),  # a word of its own
        ("的机", "的机"),
    ],
)
def test_a_character_of_the_same_sound_is_a_slip(chinese: StoreChinese, words: str, english: str) -> None:
    assert chinese.in_english(words) == english


@pytest.mark.parametrize(
    ("colors", "english"), [(("Sky", "Blue"), "sky"), (("Blue",), "light blue"), (("Light Blue",), "light blue")]
)
def test_what_has_two_names_is_called_as_the_store_calls_it(colors: tuple[str, ...], english: str) -> None:
    lamp = Product("l", "Lamp", (Variant("l", "Lamp", Offer(usd("20"))),), attributes={"color": colors})
    assert StoreChinese(Vocabulary.learn(Catalog((lamp,), currency="USD"))).in_english("天蓝色") == english


def test_longer_words_are_meant_before_shorter_ones(chinese: StoreChinese) -> None:
    assert in_english("剃须刀") == "kitchen knife"  # what our own words make of its last character
    assert chinese.in_english("剃须刀") == "shaver"


def test_of_whole_messages_only_what_names_a_thing_is_read(chinese: StoreChinese) -> None:
    assert chinese.named("拖把") == "mop"
    assert chinese.named("刺猬") == ""  # of a title, but no thing
    assert in_english("吹风机", chinese.named).strip() == "吹风机"  # and no fan, which our own words make of a part


@pytest.mark.parametrize("words", ["不褪色", "充电", "不掉色", "大方"])
def test_what_may_say_the_opposite_is_left_unread(chinese: StoreChinese, words: str) -> None:
    assert chinese.in_english(words) == words


@pytest.mark.parametrize("word", ["多久", "可以", "猫"])
def test_words_of_grammar_are_no_translations(word: str) -> None:
    assert translations(word) == ()  # and single characters are our own words' matter


def test_a_character_that_is_also_a_simple_one_stays() -> None:
    assert ord("濕") in dictionary().simple
    assert ord("著") not in dictionary().simple
