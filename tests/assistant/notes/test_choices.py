"""What is chosen is said in full: options, pieces of each colour, and what comes out of the cart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.acts import AskVariant, Intent, ShopperAct
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.state import Asked, CartChanged, CartLine, DialogueState, Focused, Shown, TurnBegan
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _shirt(product_id: str, title: str) -> Product:
    variants = tuple(
        Variant(f"{product_id}-{c}-{s}", title, Offer(usd("20")), {"color": c, "size": s})
        for c in ("Red", "Mint", "Navy")
        for s in ("S", "M", "45")
    )
    return Product(product_id, title, variants, categories=("Shirts",))


SHIRTS = (_shirt("fern", "Fern Shirt"), _shirt("moss", "Moss Shirt"), _shirt("red", "Red Lake Shirt"))
SHOP = Catalog(SHIRTS, currency="USD")
READER = NoteReader(SHOP, Vocabulary.learn(SHOP), completing=False)
SHOWN = (
    DialogueState()
    .after(TurnBegan("shirts"))
    .after(ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, "Shirts"),), text="shirt"))
    .after(Shown(("fern", "moss", "red"), ("fern-Red-S", "moss-Red-S", "red-Red-S")))
)
WITH_FERN = SHOWN.after(CartChanged((CartLine("fern-Red-S", 1),)))


def acts(
    message: str, notes: str, state: DialogueState = SHOWN
) -> list[tuple[str, tuple[str, ...], dict[str, str], int]]:
    found = READER.acts(read(notes), plain(message), state)[0]
    return [(a.intent.value, a.product_ids, {c.slot: str(c.value) for c in a.constraints}, a.quantity) for a in found]


@pytest.mark.parametrize(
    ("message", "chosen"),
    [
        ("put the first one in, mint", {"color": "Mint"}),
        ("the first in, M please", {"size": "M"}),
        ("the first in, size 45", {"size": "45"}),
        ("the first in, but not in mint", {}),
        ("the first in. I'm in a hurry", {}),  # the m of I'm
        ("the first in, for 45 dollars", {}),
        ("the first in, mint or navy", {}),
    ],
)
def test_an_option_that_the_note_passes_over_is_chosen(message: str, chosen: dict[str, str]) -> None:
    assert acts(message, "add ref=1") == [("add_to_cart", ("fern",), chosen, 1)]


def test_a_title_chooses_no_colour() -> None:
    assert acts("add the red lake", "add ref=3") == [("add_to_cart", ("red",), {}, 1)]


def test_what_another_note_says_is_not_chosen() -> None:
    found = acts("add the first and show me navy shirts", "add ref=1; find text=shirts color=navy")
    assert found[0] == ("add_to_cart", ("fern",), {}, 1)


def test_several_colours_are_several_things() -> None:
    two = acts("two of the first, one mint and one navy", "add ref=1 qty=two color=mint|navy")
    assert [(options["color"], n) for _, _, options, n in two] == [("Mint", 1), ("Navy", 1)]
    three = acts("the first: two mint, one navy, in M", "add ref=1 color=mint color=navy size=M")
    assert [(options, n) for _, _, options, n in three] == [
        ({"size": "M", "color": "Mint"}, 2),
        ({"size": "M", "color": "Navy"}, 1),
    ]
    assert acts("the first in mint no wait in navy", "add ref=1 color=mint color=navy") == [
        ("add_to_cart", ("fern",), {"color": "Navy"}, 1)
    ]


def test_a_refinement_of_options_alone_belongs_to_the_adding() -> None:
    assert acts("ok mint. so add the first", "refine color=mint; add ref=1") == [
        ("add_to_cart", ("fern",), {"color": "Mint"}, 1)
    ]
    looking = acts("add the first and show me mint ones", "add ref=1; refine color=mint")
    assert [intent for intent, *_ in looking] == ["add_to_cart", "refine"]


def test_what_lies_in_the_cart_is_taken_out_not_disliked() -> None:
    assert acts("no, not the first", "reject ref=1", WITH_FERN) == [("remove_from_cart", ("fern",), {}, 0)]
    assert acts("no, not the first", "reject ref=1", SHOWN) == [("reject", ("fern",), {}, 1)]
    assert acts("take the first out and do mint", "reject ref=1; refine color=mint", WITH_FERN) == [
        ("remove_from_cart", ("fern",), {}, 0),
        ("add_to_cart", ("fern",), {"color": "Mint"}, 1),
    ]


def test_two_questions_about_one_thing_are_one() -> None:
    twice = read("ask ref=1 text=cotton; ask ref=1 text=washed")
    [asked] = READER.acts(twice, "is the first cotton and can it be washed?", SHOWN)[0]
    assert (asked.product_ids, asked.text) == (("fern",), "is the first cotton and can it be washed?")
    apart = acts("is the first cotton and is the second washable", "ask ref=1 text=cotton; ask ref=2 text=washable")
    assert [ids for _, ids, _, _ in apart] == [("fern",), ("moss",)]
    assert acts("why one and two", "why ref=1; why ref=2")[0][:2] == ("explain", ("fern", "moss"))


@pytest.mark.parametrize(("words", "product"), [("the top one", "fern"), ("the bottom one", "red"), ("nr two", "moss")])
def test_places_are_named_in_many_ways(words: str, product: str) -> None:
    assert acts(f"add {words}", f"add ref={words}")[0][1] == (product,)


PENDING = SHOWN.after(
    Asked(
        "color",
        ("Red", "Mint"),
        AskVariant("fern", "color", ("Red", "Mint"), 2, (Constraint("size", Operator.IS, "S"),)),
    )
)


@pytest.mark.parametrize(
    ("message", "notes", "quantity"),
    [
        ("actually 3", "add ref=3", 3),
        ("3 rather", "refine qty=3", 3),
        ("no, make it four", "refine price<=four", 4),
        ("3 pairs of those", "add ref=3", 3),
        ("remove one", "remove", 1),
        ("one more please", "more", 3),
    ],
)
def test_a_number_of_pieces_changes_what_is_being_added(message: str, notes: str, quantity: int) -> None:
    assert acts(message, notes, PENDING) == [("add_to_cart", ("fern",), {"size": "S"}, quantity)]


def test_after_the_last_piece_there_is_none_to_take_off() -> None:
    one = SHOWN.after(Asked("color", ("Red", "Mint"), AskVariant("fern", "color", ("Red", "Mint"))))
    assert acts("remove one", "remove", one) == []


def test_a_refinement_answers_the_option_that_was_asked() -> None:
    assert acts("mint will do", "refine color=mint", PENDING) == [
        ("add_to_cart", ("fern",), {"size": "S", "color": "Mint"}, 2)
    ]
    assert acts("mint will do", "refine color=mint")[0][0] == "refine"  # nothing was asked


def test_the_number_in_the_cart_is_set_and_not_added() -> None:
    added = replace(WITH_FERN, heard=(ShopperAct(Intent.ADD_TO_CART, product_ids=("fern",)),))
    (counted,) = READER.acts(read("add qty=3"), "actually 3", added)[0]
    assert (counted.intent, counted.variant_id, counted.quantity) == (Intent.ADD_TO_CART, "fern-Red-S", 2)


def test_a_swap_takes_out_and_puts_in() -> None:
    assert acts("swap it for mint", "reject ref=2; refine color=mint", WITH_FERN) == [
        ("remove_from_cart", ("fern",), {}, 0),
        ("add_to_cart", ("fern",), {"color": "Mint"}, 1),
    ]
    other = WITH_FERN.after(Focused(("moss",)))
    assert [(intent, ids) for intent, ids, _, _ in acts("yes, swap it", "remove", other)] == [
        ("remove_from_cart", ("fern",)),
        ("add_to_cart", ("moss",)),
    ]
    assert [intent for intent, *_ in acts("take it out", "remove", other)] == ["remove_from_cart"]


def test_what_is_added_is_not_rejected_in_the_same_breath() -> None:
    assert [intent for intent, *_ in acts("no. ok I take the first", "reject ref=1; add ref=1")] == ["add_to_cart"]
