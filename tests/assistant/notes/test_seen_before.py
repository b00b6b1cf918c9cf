"""What was shown earlier or turned down, and what is called by its whole title: which thing is meant."""

from __future__ import annotations

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.state import DialogueState, Shown, TurnBegan
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _thing(product_id: str, title: str, category: str, price: str, *packs: str) -> Product:
    variants = tuple(
        Variant(f"{product_id}-{n}", title, Offer(usd(price)), {"pack": pack} if pack else {})
        for n, pack in enumerate(packs or ("",))
    )
    return Product(product_id, title, variants, categories=(category,))


SHOP = Catalog(
    [
        _thing("courier", "Courier Commuter Backpack", "Bags > Daypacks", "90"),
        _thing("dot", "Dot Electric Kettle", "Kettles", "40"),
        _thing("moss", "Moss Electric Kettle", "Kettles", "60"),
        _thing("comet", "Comet Lamp", "Lamps", "49"),
        _thing("meteor", "Meteor Lamp", "Lamps", "129"),
        _thing("canteen", "Canteen Stacking Mug", "Mugs", "12", "1 mug", "4 mugs"),
        _thing("enamel", "Camp Enamel Mug", "Mugs", "9"),
        _thing("glow", "Glow Bulb", "Bulbs", "5", "1 bulb", "3 bulbs"),
    ],
    currency="USD",
)
READER = NoteReader(SHOP, Vocabulary.learn(SHOP), completing=False)


def showing(*ids: str, before: DialogueState | None = None) -> DialogueState:
    state = (before or DialogueState()).after(TurnBegan("show me")).after(ShopperAct(Intent.FIND, text="things"))
    return state.after(Shown(ids, tuple(SHOP.product(i).variants[0].id for i in ids)))


KETTLES_THEN_LAMPS = showing("comet", "meteor", before=showing("dot", "moss", before=showing("courier")))


def acts(message: str, notes: str, state: DialogueState) -> list[tuple[str, tuple[str, ...]]]:
    return [(a.intent.value, a.product_ids) for a in READER.acts(read(notes), plain(message), state)[0]]


@pytest.mark.parametrize(
    ("ref", "meant"),
    [("Courier", ("courier",)), ("the dot kettle from before", ("dot",)), ("Moss", ("moss",)), ("kettle", ())],
)
def test_what_was_shown_earlier_is_found_by_its_name(ref: str, meant: tuple[str, ...]) -> None:
    assert acts(f"add {ref}", f"add ref={ref}", KETTLES_THEN_LAMPS) == [("add_to_cart", meant)]


def test_words_that_a_shown_title_has_as_well_are_of_what_is_shown() -> None:
    again = showing("moss", before=showing("dot"))
    assert acts("add the electric kettle", "add ref=electric kettle", again) == [("add_to_cart", ("moss",))]


def test_what_was_never_shown_has_no_such_short_name() -> None:
    assert acts("add Courier", "add ref=Courier", showing("comet", "meteor")) == [("add_to_cart", ())]


def test_a_whole_title_stands_above_a_word_of_what_is_shown() -> None:
    said = acts("and one Camp Enamel Mug", "add ref=Camp Enamel Mug qty=one", showing("canteen"))
    assert said == [("add_to_cart", ("enamel",))]


def test_a_price_that_is_complained_of_says_which_is_turned_down() -> None:
    heard = acts(
        "not paying 129 for a lamp. does the other one have red light?",
        "reject; ask ref=the other one text=red light",
        KETTLES_THEN_LAMPS,
    )
    assert heard == [("reject", ("meteor",)), ("ask_product", ("comet",))]


def test_what_was_just_turned_down_is_not_taken() -> None:
    refused = showing("comet", "meteor").after(ShopperAct(Intent.REJECT, product_ids=("meteor",)))
    assert acts("right, I'll take it then", "add", refused) == [("add_to_cart", ("comet",))]
    three = showing("comet", "meteor", "glow").after(ShopperAct(Intent.REJECT, product_ids=("meteor",)))
    assert acts("right, I'll take it then", "add", three) == [("add_to_cart", ("meteor",))]  # which else is not said


def test_words_that_another_note_points_with_move_no_place() -> None:
    heard = acts("Comet is for children! But the other one is lovely?", "reject ref=1; ask ref=the other one",
                 showing("comet", "meteor"))  # fmt: skip
    assert heard[0] == ("reject", ("comet",))
    assert ("ask_product", ("meteor",)) in heard


@pytest.mark.parametrize("said", ["packs of three", "triple", "three", "3"])
def test_a_pack_is_chosen_by_a_count_in_words(said: str) -> None:
    [act] = READER.acts(read(f"add ref=1 with={said}"), plain(f"add the {said}"), showing("glow"))[0]
    assert act.constraints == (Constraint("pack", Operator.IS, "3 bulbs"),)


def test_the_big_one_counts_nothing() -> None:
    [act] = READER.acts(read("add ref=1 with=big one"), plain("add the big one"), showing("canteen"))[0]
    assert act.constraints == ()


@pytest.mark.parametrize("message", ["Comet it is, cheap enough to risk. ta", "Comet it is then", "Comet it is."])
def test_it_is_takes(message: str) -> None:
    assert acts(message, "add ref=1", KETTLES_THEN_LAMPS) == [("add_to_cart", ("comet",))]


@pytest.mark.parametrize("asked", ["do your people carry it upstairs as well?", "if it cracks, do you replace it?"])
def test_what_the_shop_does_with_it_is_the_shops_terms(asked: str) -> None:
    state = KETTLES_THEN_LAMPS.after(ShopperAct(Intent.LIKE, product_ids=("comet",)))
    text = asked.split(", ")[-1].rstrip("?")
    assert [kind for kind, _ in acts(asked, f"policy text={text.split()[-2]} {text.split()[-1]}", state)] == [
        "ask_policy"
    ]
