"""Several things into the cart with a number each."""

from __future__ import annotations

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.hearing.counted_each import counted_by_option, counted_each
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
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


IS = Operator.IS
TEE = ShopperAct(Intent.ADD_TO_CART, (Constraint("color", Operator.IS, "White"),), product_ids=("tee",))


def options(acts: list[ShopperAct]) -> list[tuple[int, str]]:
    return [(act.quantity, "/".join(str(c.value) for c in act.constraints)) for act in acts]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("the tee in white: 5 in S, 7 in M and 3 in L", [(5, "White/S"), (7, "White/M"), (3, "White/L")]),
        ("two small, one large", [(2, "White/S"), (1, "White/L")]),
        ("2x M and 1x S please", [(2, "White/M"), (1, "White/S")]),
        ("an S and an M", [(1, "White/S"), (1, "White/M")]),
        ("two in M", [(1, "White")]),  # one number: not counted by option
        ("2 in M or 3 in S", [(1, "White")]),
        ("not a small, a medium", [(1, "White")]),
        ("a small one please, I already have a large", [(1, "White")]),
        ("my kid is a small and my wife is a medium, 2 M and 3 S", [(2, "White/M"), (3, "White/S")]),
        ("is a large big for a small child? one in M", [(1, "White")]),
    ],
)
def test_each_option_has_its_number(catalog: Catalog, message: str, expected: list[tuple[int, str]]) -> None:
    assert options(counted_by_option([TEE], message, catalog)) == expected


def test_an_option_noted_amiss_gives_way_to_the_numbers(catalog: Catalog) -> None:
    noted = [
        ShopperAct(Intent.ADD_TO_CART, (Constraint("size", Operator.IS, size),), product_ids=("tee",), quantity=n)
        for size, n in (("L", 1), ("S", 5), ("M", 7))
    ]
    thanks = ShopperAct(Intent.THANK)
    found = counted_by_option([*noted, thanks], "5 in S, 7 in M, 3 in L, thanks", catalog)
    assert options(found[:3]) == [(5, "S"), (7, "M"), (3, "L")]
    assert found[3:] == [thanks]


def test_each_of_two_colours_keeps_its_own_size(catalog: Catalog) -> None:
    acts = [
        ShopperAct(Intent.ADD_TO_CART, (Constraint("color", IS, c), Constraint("size", IS, s)), product_ids=("rain",))
        for c, s in (("Blue", "M"), ("Green", "L"))
    ]
    assert counted_by_option(acts, "a blue one in M and a green one in L", catalog) == acts
    taken = [ShopperAct(Intent.REMOVE_FROM_CART, product_ids=("tee",)), TEE]
    assert counted_by_option(taken, "remove 1 S, add 1 L", catalog) == taken


def test_several_things_are_not_counted_by_option(catalog: Catalog) -> None:
    acts = [TEE, ShopperAct(Intent.ADD_TO_CART, product_ids=("rain",))]
    assert counted_by_option(acts, "2 in S and 1 in M", catalog) == acts
