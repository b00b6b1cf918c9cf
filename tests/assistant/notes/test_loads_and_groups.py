"""Measures and materials by how people say them: loads, gigabytes, a unit said once, couples, "nothing synthetic"."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import ShopperAct
from assistant.notes.context import occasion, recipient
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.state import DialogueState
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Operator
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _thing(title: str, category: str, **stated: str) -> Product:
    attributes = {slot: (value,) for slot, value in stated.items()}
    variants = (Variant(f"{title}-1", title, Offer(usd("9")), {}),)
    return Product(title, title, variants, categories=(category,), attributes=attributes)


SHOP = Catalog(
    [
        _thing("Bough Arm", "Monitor Arms", max_load="4 kg", weight="2 kg"),
        _thing("Branch Arm", "Monitor Arms", max_load="11 kg", weight="5 kg"),
        _thing("Dot Blender", "Blenders", noise="72 dB", weight="3 kg"),
        _thing("Hush Blender", "Blenders", noise="88 dB", weight="4 kg"),
        _thing("Grain Card", "Memory Cards", storage="128 GB", weight="2 g"),
        _thing("Barn Card", "Memory Cards", storage="64 GB", weight="3 g"),
        _thing("Plait Cable", "Cables", length="1 m"),
        _thing("Braid Cable", "Cables", length="2 m"),
        _thing("Wren Tent", "Tents", sleeps="2 people"),
        _thing("Heron Tent", "Tents", sleeps="4 people"),
        _thing("Cobb Sweater", "Sweaters", material="Acrylic"),
        _thing("Pier Sweater", "Sweaters", material="Recycled polyester"),
        _thing("Cairn Sweater", "Sweaters", material="Wool"),
        _thing("Skylark Quilt", "Quilts", fill="Goose down"),
        _thing("Fen Quilt", "Quilts", fill="Cotton"),
    ],
    currency="USD",
)
READER = NoteReader(SHOP, Vocabulary.learn(SHOP), completing=False)


def heard(message: str, notes: str) -> ShopperAct:
    (act,) = READER.acts(read(notes), plain(message), DialogueState())[0]
    return act


def conditions(message: str, notes: str) -> dict[str, tuple[object, ...]]:
    return {c.slot: c.values for c in heard(message, notes).constraints if c.slot != "category"}


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("an arm, it must carry 5 kilos", "find text=arm with=5 kilos", {"max_load": ("11 kg",)}),
        ("an arm that takes 5 kg", "find text=arm with>=5 kg", {"max_load": ("11 kg",)}),
        ("an arm please, I'm 5 kg", "find text=arm with=5 kg", {"max_load": ("11 kg",)}),
        ("i'm after an arm of at most 3 kg", "find text=arm with<=3 kg",
         {"weight": ("2 g", "3 g", "2 kg", "3 kg")}),
        ("an arm of at most 3 kg", "find text=arm with<=3 kg", {"weight": ("2 g", "3 g", "2 kg", "3 kg")}),
        ("a memory card, 128G", "find text=memory card with=128G", {"storage": ("128 GB",)}),
        ("a memory card of 2 g", "find text=memory card with=2 g", {"weight": ("2 g",)}),
        ("a cable of 2 metres", "find text=cable with=2 metres", {"length": ("2 m",)}),
        ("a blender. 88 dB is too much, 75 max", "find text=blender with<=75", {"noise": ("72 dB",)}),
        ("a blender of 3 kg, budget 75", "find text=blender with=3 kg with<=75",
         {"weight": ("3 kg",), "price": (Decimal(75),)}),
        ("a tent for me and my girlfriend", "find text=tent recipient=me and my girlfriend", {"sleeps": ("2 people",)}),
        ("a tent for my girlfriend", "find text=tent recipient=girlfriend", {}),
    ],
)  # fmt: skip
def test_measures(message: str, notes: str, expected: dict[str, tuple[object, ...]]) -> None:
    assert conditions(message, notes) == expected


@pytest.mark.parametrize(
    ("message", "notes", "slot", "gone"),
    [
        ("a sweater, nothing synthetic", "find text=sweater material!=synthetic", "material",
         {"Acrylic", "Recycled polyester"}),
        ("a quilt, no feathers", "find text=quilt with!=feathers", "fill", {"Goose down"}),
        ("a sweater, not wool", "find text=sweater material!=wool", "material", {"Wool"}),
    ],
)  # fmt: skip
def test_a_group_of_materials_is_excluded_as_one(message: str, notes: str, slot: str, gone: set[str]) -> None:
    own = [c for c in heard(message, notes).constraints if c.slot == slot and c.operator is Operator.NOT]
    assert {str(v) for c in own for v in c.values} == gone


def test_who_goes_along_is_not_whom_it_is_for() -> None:
    assert recipient("me and my girlfriend") == "girlfriend"
    assert recipient("my brother and me") == "brother"
    assert recipient("me") == "me"


def test_who_retires_has_a_retirement() -> None:
    assert occasion("retiring") == "retirement"
