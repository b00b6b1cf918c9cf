"""Whether a refinement is a search of its own, and which kind and which alternatives it means."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.context import ContextChange
from assistant.notes.context import recipient
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.state import DialogueState, Shown, TurnBegan
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _product(product_id: str, title: str, category: str, brand: str, weight: str) -> Product:
    variants = (Variant(f"{product_id}-1", title, Offer(usd("20")), {}),)
    return Product(product_id, title, variants, brand=brand, categories=(category,), attributes={"weight": (weight,)})


SHOP = Catalog(
    (
        _product("oak", "Oak Desk", "Furniture > Desks", "Elm", "30 kg"),
        _product("rise", "Rise Desk", "Furniture > Desks", "Tarn", "20 kg"),
        _product("low", "Low Desk", "Furniture > Desks", "Fell", "10 kg"),
        _product("sit", "Sit Chair", "Furniture > Chairs", "Elm", "8 kg"),
        _product("run", "Run Shoes", "Shoes > Running Shoes", "Elm", "1 kg"),
        _product("trot", "Trot Shoes", "Shoes > Running Shoes", "Tarn", "2 kg"),
        _product("hike", "Hike Shoes", "Shoes > Hiking Shoes", "Fell", "3 kg"),
    ),
    currency="USD",
)
READER = NoteReader(SHOP, Vocabulary.learn(SHOP), completing=False)


def looking_for(category: str, *ids: str) -> DialogueState:
    state = DialogueState().after(TurnBegan("x"))
    kind = Constraint("category", Operator.IS, category)
    state = state.after(ShopperAct(Intent.FIND, (kind,), text=category.lower()))
    return state.after(Shown(ids, tuple(f"{i}-1" for i in ids))) if ids else state


DESKS = looking_for("Desks", "oak", "rise", "low")


def act(message: str, notes: str, state: DialogueState = DESKS) -> ShopperAct:
    return READER.acts(read(notes), plain(message), state)[0][0]


@pytest.mark.parametrize(
    ("message", "notes", "intent"),
    [
        ("a chair to go with it", "refine text=chair", Intent.FIND),
        ("a chair to match, under 90", "refine text=chair price<=90", Intent.FIND),
        ("ok what about chairs", "refine text=chairs", Intent.FIND),
        ("and also a desk from Elm", "refine text=desk brand=Elm", Intent.REFINE),  # the same thing
        ("no, I meant a chair", "fix text=chair", Intent.REFINE),  # it corrects
    ],
)
def test_another_thing_beside_this_one_is_a_search_of_its_own(message: str, notes: str, intent: Intent) -> None:
    assert act(message, notes).intent is intent


def test_a_limit_of_the_earlier_thing_does_not_go_with_the_new_one() -> None:
    limited = DESKS.after(ShopperAct(Intent.REFINE, (Constraint("price", Operator.AT_MOST, 60),)))  # type: ignore[arg-type]
    after = limited.after(act("a chair to go with it", "refine text=chair", limited))
    assert {c.slot for c in after.constraints} == {"category"}


def test_the_same_for_another_person_is_a_search_of_its_own() -> None:
    for_dad = DESKS.after(ShopperAct(Intent.REFINE, context=ContextChange(recipient="dad")))
    message = "and the same for my sister, from Elm"
    assert act(message, "refine recipient=my sister brand=Elm", for_dad).intent is Intent.FIND
    assert act(message, "refine recipient=my sister brand=Elm").intent is Intent.REFINE  # for nobody before
    assert act("the same from Elm", "refine brand=Elm", for_dad).intent is Intent.REFINE  # still for him


UNDER_300 = Constraint("price", Operator.AT_MOST, Decimal(300))
DESK, CHAIR = Constraint("category", Operator.IS, "Desks"), Constraint("category", Operator.IS, "Chairs")
SHOES_FOR_WIFE = ShopperAct(
    Intent.FIND, (Constraint("category", Operator.IS, "Running Shoes"),), context=ContextChange(recipient="wife")
)


def left_for_shoes(*searches: ShopperAct) -> DialogueState:
    state = DialogueState().after(TurnBegan("x"))
    for search in (*searches, SHOES_FOR_WIFE):
        state = state.after(search)
    return state


@pytest.mark.parametrize(
    ("message", "notes", "whom"),
    [
        ("back to the desks", "find text=desks", "dad"),
        ("back to the desks, from Elm", "find text=desks brand=Elm", "dad"),
        ("back to the desks for him", "find text=desks recipient=him", "dad"),
        ("back to the desks, but for my sister", "find text=desks recipient=my sister", "sister"),
        ("back to dad's", "find recipient=dad's", "dad"),
        ("a lamp, too", "find text=lamp", "wife"),
    ],
)
def test_a_search_that_is_gone_back_to_is_for_whom_it_was(message: str, notes: str, whom: str) -> None:
    state = left_for_shoes(ShopperAct(Intent.FIND, (DESK, UNDER_300), context=ContextChange(recipient="dad")))
    assert state.after(act(message, notes, state)).context.recipient == whom


@pytest.mark.parametrize(
    "message", ["back to my dad. From Elm", "now my dad again. from Elm", "back to the desks, but from Elm"]
)
def test_a_refinement_of_a_search_that_is_gone_back_to_in_set_words_takes_that_up(message: str) -> None:
    state = left_for_shoes(ShopperAct(Intent.FIND, (DESK, UNDER_300), context=ContextChange(recipient="dad")))
    after = state.after(act(message, "refine brand=Elm", state))
    assert (after.context.recipient, after.constraints[:2]) == ("dad", (DESK, UNDER_300))
    assert act("from Elm", "refine brand=Elm", state).intent is Intent.REFINE


def test_what_was_for_the_shopper_is_for_the_shopper_again() -> None:
    state = left_for_shoes(ShopperAct(Intent.FIND, (DESK,)))
    back = act("back to the desks", "find text=desks", state)
    assert back.context.recipient == "me"
    assert not state.after(back).context.for_other


SET = ShopperAct(
    Intent.BUNDLE, (UNDER_300,), product_ids=("hike",), parts=(DESK, CHAIR), context=ContextChange(recipient="dad")
)


@pytest.mark.parametrize(
    ("message", "notes"),
    [
        ("back to the desks", "find text=desks"),
        ("back to dad's desk and chair", "find recipient=dad's"),
        ("back to the desk and the chair", "bundle text=desk|chair"),
        ("a desk and a chair for dad", "bundle text=desk|chair recipient=dad"),
    ],
)
def test_a_bundle_is_gone_back_to_as_a_bundle(message: str, notes: str) -> None:
    state = left_for_shoes(SET)
    back = act(message, notes, state)
    assert back.intent is Intent.BUNDLE
    assert (back.constraints, back.parts, back.product_ids) == ((UNDER_300,), (DESK, CHAIR), ("hike",))
    assert state.after(back).context.recipient == "dad"


def test_what_is_said_besides_changes_the_bundle_that_is_gone_back_to() -> None:
    back = act("back to the desks, under 200", "find text=desks price<=200", left_for_shoes(SET))
    assert (back.constraints, back.parts) == ((Constraint("price", Operator.AT_MOST, Decimal(200)),), (DESK, CHAIR))


@pytest.mark.parametrize(
    ("message", "notes", "intent", "n_parts"),
    [
        ("a desk for dad", "find text=desk recipient=dad", Intent.FIND, 0),  # one of the things, anew
        ("back to the desk, with a lamp", "bundle text=desk|lamp", Intent.BUNDLE, 2),
    ],
)
def test_other_things_than_the_bundle_had_are_a_search_of_their_own(
    message: str, notes: str, intent: Intent, n_parts: int
) -> None:
    found = act(message, notes, left_for_shoes(SET))
    assert (found.intent, len(found.parts), UNDER_300 in found.constraints) == (intent, n_parts, False)


def test_a_narrower_kind_narrows() -> None:
    found = act("running ones", "refine with=running", looking_for("Shoes", "run", "hike"))
    assert found.constraints == (Constraint("category", Operator.IS, "Running Shoes"),)


def test_what_an_or_joins_to_the_noted_value_is_wanted_too() -> None:
    assert act("Elm or Tarn made", "refine brand=Tarn").constraints[0].value == ("Tarn", "Elm")
    assert act("from Tarn or cheap", "refine brand=Tarn").constraints[0].value == "Tarn"


def test_too_heavy_is_a_wish_for_the_lighter() -> None:
    (wish,) = act("they are all too heavy", "reject ref=1").constraints
    assert (wish.slot, wish.required) == ("weight", False)
    assert set(wish.values) == {"10 kg", "20 kg"}


@pytest.mark.parametrize(
    ("words", "whom"), [("", ""), ("his", ""), ("for her", ""), ("his sister", "sister"), ("myself", "me")]
)
def test_a_pronoun_names_nobody(words: str, whom: str) -> None:
    assert recipient(words) == whom
