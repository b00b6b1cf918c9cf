"""Whether things go together: yes and no only from records; else that the data does not say, and what settles it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.answers.compatibility import Compatibility, Fit, asks_whether_it_fits, means_the_cart, theirs_is_unknown
from assistant.state import CartChanged, CartLine, DialogueState, Focused, Shown
from assistant.understanding import RuleUnderstander
from retrieval.catalog import Answer, Catalog, Offer, Product, Question, Relation, Variant
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _thing(product_id: str, title: str, category: str, description: str = "", **stated: str) -> Product:
    variant = Variant(product_id, title, Offer(usd("20.00")))
    attributes = {slot: tuple(values.split("|")) for slot, values in stated.items()}
    return Product(product_id, title, (variant,), "", description, (category,), attributes)


CATALOG = Catalog(
    (
        _thing("heath", "Heath Camera", "Photo > Cameras", mount="Orbit", card="SD", weight="400 g"),
        _thing("bindweed", "Bindweed Zoom Lens", "Photo > Lenses", mount="Orbit", filter_thread="49 mm"),
        _thing("dandelion", "Dandelion Prime Lens", "Photo > Lenses", "Fits the old Fern bodies, too.", mount="Petal"),
        _thing("granary", "Granary Card", "Photo > Memory Cards", card="SD"),
        _thing("hush", "Hush Headphones", "Sound > Headphones", connection="USB-C cable|Bluetooth 5.3"),
        _thing("pip", "Pip Headphones", "Sound > Headphones", connection="3.5 mm cable"),
        _thing("rook", "Rook Backpack", "Bags > Backpacks", laptop="15 in", weight="900 g"),
        _thing("plain", "Plain Scarf", "Clothes > Scarves", material="Wool"),
    ),
    currency="USD",
    relations=(
        Relation("fits", "bindweed", "heath"),
        Relation("needs", "heath", "granary"),
        Relation("crosssell", "rook", "heath"),
    ),
)
QUESTIONS = [
    Question("q1", "rook", "Does it fit under a plane seat?", answers=(Answer("Under most of them.", is_store=True),))
]


def fit(product_id: str, question: str, *others: str) -> Fit:
    def asked(of: str) -> Sequence[Question]:
        return [q for q in QUESTIONS if q.product_id == of]

    answerer = Compatibility(CATALOG, asked, "Or ask: “help@six.example”")
    answer = answerer.answer(CATALOG.product(product_id), question, [CATALOG.product(i) for i in others])
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("product_id", "other", "text"),
    [
        ("bindweed", "heath", "Yes: the Bindweed Zoom Lens fits the Heath Camera, the store says so."),
        ("heath", "bindweed", "Yes: the Bindweed Zoom Lens fits the Heath Camera, the store says so."),
        ("granary", "heath", "Yes: the Heath Camera needs the Granary Card, the store says so."),
    ],
)
def test_two_things_fit_where_a_relation_says_so(product_id: str, other: str, text: str) -> None:
    assert fit(product_id, "does it fit the other?", other) == Fit(text, (other,))


def test_without_a_relation_what_both_state_is_held_together_and_nothing_concluded() -> None:
    answer = fit("dandelion", "does it fit the first?", "heath")
    assert not answer.found
    assert "does not say whether the Dandelion Prime Lens and the Heath Camera fit together" in answer.text
    assert "mount Petal and Orbit" in answer.text
    assert not answer.text.startswith(("Yes", "No"))


def test_being_suggested_together_is_no_fitting() -> None:
    answer = fit("rook", "does it go with the camera", "heath")
    assert not answer.found
    assert "no word on whether they fit" in answer.text


@pytest.mark.parametrize(
    ("product_id", "question", "said"),
    [
        ("hush", "does it work with USB-C?", "Yes: the store states connection USB-C cable for the Hush Headphones."),
        ("hush", "is it compatible with bluetooth", "Yes: the store states connection Bluetooth 5.3"),
        ("heath", "does it work with SD cards", "Yes: the store states card SD"),
        ("pip", "will it work with USB-C?", "states connection 3.5 mm cable for the Pip Headphones, and not USB-C."),
        (
            "dandelion",
            "does it fit the orbit mount",
            "states mount Petal for the Dandelion Prime Lens, and not",
        ),
    ],
)
def test_what_the_record_states_answers(product_id: str, question: str, said: str) -> None:
    answer = fit(product_id, question)
    assert said in answer.text
    assert answer.found


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("does a 14 inch laptop fit? will it fit a 14 inch laptop", "for 14 inch, that is within it"),
        ("does it fit my 17-inch laptop?", "for 17-inch, that is more than it"),
    ],
)
def test_a_measure_is_held_against_the_stated_one(question: str, said: str) -> None:
    answer = fit("rook", question)
    assert "laptop 15 in" in answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    ("product_id", "question", "settles"),
    [
        ("bindweed", "does it fit my 2019 bike?", "mount Orbit and filter thread 49 mm, held against your 2019 bike"),
        ("plain", "is it compatible with an iphone 15", "the store states none for it"),
        ("hush", "does it work with my SD player", "connection USB-C cable and Bluetooth 5.3"),
        ("hush", "和我的电视兼容吗", "connection"),
    ],
)
def test_else_the_data_does_not_say_and_what_would_settle_it_is_named(
    product_id: str, question: str, settles: str
) -> None:
    answer = fit(product_id, question)
    assert not answer.found
    assert "The store's data does not say whether" in answer.text
    assert settles in answer.text
    assert answer.text.endswith("Or ask: “help@six.example”")


def test_what_others_state_and_this_one_does_not_is_named() -> None:
    answer = fit("plain", "does it fit a 15 inch laptop?")
    assert not answer.found
    assert "It states laptop for 1 other product, and not for this one." in answer.text


def test_a_sentence_or_an_earlier_answer_speaks_only_where_it_names_all_of_it() -> None:
    assert "“Fits the old Fern bodies, too.”" in fit("dandelion", "does it fit an old Fern body").text
    assert not fit("dandelion", "does it fit an old bike").found
    assert "“Under most of them.”" in fit("rook", "does it fit under a plane seat").text


@pytest.mark.parametrize(
    "question",
    ["how heavy is it?", "does it fit true to size?", "does it fit?", "is it fit for running?", "is it warm"],
)
def test_other_questions_are_left_to_others(question: str) -> None:
    assert Compatibility(CATALOG, lambda _: []).answer(CATALOG.product("rook"), question) is None


def test_words() -> None:
    assert asks_whether_it_fits("does it go with the second?")
    assert not asks_whether_it_fits("what goes with the second?")
    assert means_the_cart("does it fit the one in my cart")
    assert theirs_is_unknown("does it fit my camera")
    assert not theirs_is_unknown("which camera fits it")


@pytest.mark.parametrize(
    ("message", "product_ids"),
    [
        ("does the first one fit the second?", ("bindweed", "heath")),
        ("does it fit the second?", ("dandelion", "heath")),
        ("does it go with the one in my cart?", ("dandelion",)),
        ("will it work with my old camera", ("dandelion",)),
        ("is the third compatible with USB-C?", ("dandelion",)),
    ],
)
def test_who_asks_whether_it_fits_asks_about_products(message: str, product_ids: tuple[str, ...]) -> None:
    understander = RuleUnderstander(CATALOG, Vocabulary.learn(CATALOG))
    shown = ("bindweed", "heath", "dandelion")
    state = DialogueState().after(ShopperAct(Intent.FIND, text="lens")).after(Shown(shown, shown))
    state = state.after(CartChanged((CartLine("heath", 1),))).after(Focused(("dandelion",)))
    [act] = understander.understand(message, state).acts
    assert (act.intent, act.product_ids) == (Intent.ASK_PRODUCT, product_ids)


def test_what_is_to_go_in_the_thing_stands_before_the_verb() -> None:
    answer = fit("rook", "does a 15 inch laptop fit in the first?")
    assert "15 inch" in answer.text
    assert "that is within it" in answer.text
    assert "the first" not in fit("plain", "does a laptop fit in the first?").text
