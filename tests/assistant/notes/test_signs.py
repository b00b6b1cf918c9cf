"""The words beside a copied value: dislikes, what is allowed again, what is only told, ages, counts."""

from __future__ import annotations

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.context import ContextChange
from assistant.notes.mending import NoteMender
from assistant.notes.notation import Note, plain, read
from assistant.state import DialogueState, Shown, TurnBegan
from retrieval.query import Constraint, Operator

MENDER = NoteMender(lambda word: word.lower() in {"cm", "kg"})
BOOTS = (
    DialogueState()
    .after(TurnBegan("boots"))
    .after(
        ShopperAct(
            Intent.FIND,
            (Constraint("category", Operator.IS, "Boots"), Constraint("feature", Operator.NOT, "Fringe")),
            text="boots",
            context=ContextChange(quantity=4),
        )
    )
)
SHOWN = BOOTS.after(Shown(("a", "b", "c"), ("a-1", "b-1", "c-1")))


def mended(message: str, notes: str, state: DialogueState = SHOWN) -> list[Note]:
    return MENDER.mended(read(notes), plain(message), state)


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("suede makes me sneeze", "refine material=suede", "refine material!=suede"),
        ("he's allergic to wool, so felt", "refine material=wool material=felt", "refine material!=wool material=felt"),
        ("she cant stand pink", "refine size=38 color=pink", "refine color!=pink"),
        ("boots, dad doesnt like suede", "find text=boots", "find text=boots with!=suede"),  # passed over
        ("tan no", "refine color=tan", "refine color!=tan"),
        ("anything but tan", "refine color=anything but tan", "refine color!=tan"),
        ("no, mens again", "refine gender!=mens", "refine gender=mens"),
        ("no mens", "refine gender!=mens", "refine gender!=mens"),
        ("i like suede", "refine material=suede", "refine material=suede"),
    ],
)
def test_what_is_disliked_is_excluded(message: str, notes: str, expected: str) -> None:
    wanted = [pair for pair in read(expected)[0].pairs if pair.key != "size"]
    assert [pair for pair in mended(message, notes)[0].pairs if pair.key != "size"] == wanted


def test_what_is_told_of_a_shown_thing_is_not_wanted() -> None:
    assert mended("thats suede, i meant felt", "refine material=suede material=felt") == read("refine material=felt")
    assert mended("this is suede, right, so felt", "find material=suede material=felt", BOOTS) == read(
        "find material=suede material=felt"
    )


def test_what_was_excluded_and_is_allowed_now_is_given_up() -> None:
    assert mended("fringes are ok after all", "refine with=fringes") == read("refine any=fringes")
    assert mended("laces are ok", "refine with=laces") == read("refine with=laces")  # never excluded


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("boots for my son, he's 9", "find text=boots recipient=son price<=9", "find text=boots recipient=son"),
        ("i am 71 and want boots", "find text=boots price<=71", "find text=boots"),
        ("mine is 71 dollars", "refine price<=71", "refine price<=71"),
        ("my budget is 71", "refine price<=71", "refine price<=71"),
        ("make it 6, one more came", "refine price<=6", "refine qty=6"),
        ("make it 60 dollars", "refine price<=60", "refine price<=60"),
        ("2 much. felt ones", "refine qty=2 material=felt", "refine material=felt"),
        ("around 40, not more than 50", "refine price=40..50", "refine price<=50"),
        ("from 40 to 50", "refine price=40..50", "refine price=40..50"),
        ("i'm usually a 38", "refine size~38", "refine size=38"),
        ("38 or so", "refine size~38", "refine size~38"),
    ],
)
def test_a_bare_number_is_what_its_words_make_of_it(message: str, notes: str, expected: str) -> None:
    assert mended(message, notes) == read(expected)
