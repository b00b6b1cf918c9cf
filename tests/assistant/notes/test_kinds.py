"""Which kind of thing a note's words mean, where no category is called so."""

from __future__ import annotations

import pytest

from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.state import DialogueState
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _product(title: str, category: str) -> Product:
    return Product(title, title, (Variant(f"{title}-1", title, Offer(usd("9")), {}),), categories=(category,))


SHOP = Catalog(
    [
        _product("Silver Spoon Lure", "Sports > Fishing"),
        _product("Minnow Lure", "Sports > Fishing"),
        _product("Trout Rod", "Sports > Fishing"),
        _product("Chocolate Box", "Food > Sweets"),
        _product("Hot Chocolate Mug", "Home > Mugs"),
        _product("Lone Whistle", "Sports > Games"),
        _product("Yak Trekking Backpack", "Bags & Packs > Trekking Backpacks"),
        _product("Tor Trekking Backpack", "Bags & Packs > Trekking Backpacks"),
        _product("Tor Hut Backpack", "Bags & Packs > Trekking Backpacks"),
        _product("Courier Commuter Backpack", "Bags & Packs > Daypacks"),
        _product("Clever Daypack", "Bags & Packs > Daypacks"),
        _product("Ember Stove", "Camp Kitchen > Stoves"),
        _product("Flint Stove", "Camp Kitchen > Stoves"),
        _product("Raft Mat", "Camping > Sleeping Mats"),
        _product("Moor Trousers", "Clothing > Hiking Trousers"),
        _product("Fell Boots", "Shoes > Hiking"),
        _product("Tea Mug with Wooden Lid", "Home > Mugs"),
        _product("Stone Mug with Wooden Lid", "Home > Mugs"),
    ],
    currency="USD",
)
READER = NoteReader(SHOP, Vocabulary.learn(SHOP), completing=False)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("lures", ["Fishing"]),
        ("trout lures", ["Fishing"]),  # by what they are
        ("chocolate", []),  # of two kinds
        ("pot lids", []),  # they are only a part
        ("whistle", []),  # one alone says little
    ],
)
def test_words_of_titles_of_one_kind_name_it(text: str, kinds: list[str]) -> None:
    (act,) = READER.acts(read(f"find text={text}"), plain(f"do you have {text}"), DialogueState())[0]
    assert [str(c.value) for c in act.constraints if c.slot == "category"] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("backpack", {"Trekking Backpacks", "Daypacks"}),  # one of the daypacks is called so
        ("trekking backpack", {"Trekking Backpacks"}),
        ("rucksack", {"Trekking Backpacks", "Daypacks"}),
        ("camping stove", {"Stoves"}),  # not all of Camping
        ("hiking pants", {"Hiking Trousers"}),
        ("mat", {"Sleeping Mats"}),
    ],
)
def test_a_kind_is_what_its_last_word_says(text: str, kinds: set[str]) -> None:
    (act,) = READER.acts(read(f"find text={text}"), plain(f"a {text}"), DialogueState())[0]
    assert {str(v) for c in act.constraints if c.slot == "category" for v in c.values} == kinds


def test_a_part_of_a_set_is_of_its_own_kind() -> None:
    (act,) = READER.acts(read("bundle text=mat|camping stove"), plain("a mat and a camping stove"), DialogueState())[0]
    assert [part.value for part in act.parts] == ["Sleeping Mats", "Stoves"]
