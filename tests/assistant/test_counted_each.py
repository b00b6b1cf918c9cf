"""Several things into the cart with a number each."""

from __future__ import annotations

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.counted_each import counted_each
from assistant.grounding_notes import NoteReader
from assistant.notation import plain, read
from assistant.state import DialogueState, Shown
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary

BOTH = ShopperAct(Intent.ADD_TO_CART, product_ids=("pack", "bottle"))


@pytest.mark.parametrize(
    ("message", "counts"),
    [
        ("ok both, the pack and two bottles", [1, 2]),
        ("two bottles and the backpack please", [1, 2]),  # by their names, whatever the order
        ("both: the big one and 3 packs of the other", [1, 3]),  # by their order where they name none
        ("2 of the backpack and four of the bottle", [2, 4]),
        ("both", [1]),
        ("the two, the pack and the bottle", [1]),  # pointed at, not counted
        ("the pack and a 2 litre bottle", [1]),
        ("the pack, and the 750 ml bottle", [1]),
        ("both, one for me, one for dad and two maybe later", [1]),  # more pieces than things
    ],
)
def test_each_piece_has_its_number(catalog: Catalog, message: str, counts: list[int]) -> None:
    found = counted_each([BOTH], message, catalog)
    assert [act.quantity for act in found] == counts
    assert [i for act in found for i in act.product_ids] == ["pack", "bottle"]


@pytest.mark.parametrize(
    "act",
    [
        ShopperAct(Intent.ADD_TO_CART, product_ids=("pack",)),
        ShopperAct(Intent.ADD_TO_CART, product_ids=("pack", "bottle"), quantity=2),
        ShopperAct(Intent.COMPARE, product_ids=("pack", "bottle")),
        ShopperAct(
            Intent.ADD_TO_CART, (Constraint("capacity", Operator.IS, "750 ml"),), product_ids=("pack", "bottle")
        ),
    ],
)
def test_other_acts_stay(catalog: Catalog, act: ShopperAct) -> None:
    assert counted_each([act], "the pack and two bottles", catalog) == [act]


def test_a_note_without_numbers_gets_them(catalog: Catalog, vocabulary: Vocabulary) -> None:
    state = DialogueState().after(Shown(("pack", "bottle"), ("pack", "bottle-500")))
    reader = NoteReader(catalog, vocabulary, completing=False)
    acts, _ = reader.acts(read("add ref=1,2"), plain("ok both, the pack and two bottles"), state)
    assert [(act.product_ids, act.quantity) for act in acts] == [(("pack",), 1), (("bottle",), 2)]
