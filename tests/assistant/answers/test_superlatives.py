"""Superlatives over what is shown, compared exactly; and what adjectives ask of one product."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.acts import Intent
from assistant.answers.answering import ProductAnswerer
from assistant.answers.belonging import belonging
from assistant.answers.review_answers import ReviewAnswers
from assistant.answers.superlatives import best_of, superlative, superlative_of_shown
from assistant.state import DialogueState, Shown
from assistant.understanding import RuleUnderstander
from recommender.opinions.aspects import Aspects
from recommender.opinions.mining import Reader
from recommender.opinions.polarity import Polarity
from retrieval.catalog import Product, Variant
from retrieval.vocabulary import Vocabulary
from tests.assistant.household import household

KETTLES = ("dot", "pond", "hush")


def shown(*ids: str) -> list[tuple[Product, Variant]]:
    catalog = household()
    return [(catalog.product(i), catalog.product(i).variants[0]) for i in ids]


@pytest.mark.parametrize(
    ("question", "winners"),
    [
        ("which of these is the quietest?", ("hush",)),
        ("which one is loudest?", ("dot",)),
        ("which is the least noisy", ("hush",)),
        ("which of them is the cheapest", ("dot",)),
        ("which one costs the most?", ("hush",)),
        ("which is lightest?", ("pond",)),  # 900 g against 1.1 kg: units are compared, not digits
        ("which weighs the most?", ("dot",)),
        ("which has the lowest noise", ("hush",)),
        ("which one is quieter", ("hush",)),
        ("which one is louder?", ("dot",)),
        ("which of them is lighter", ("pond",)),
        ("which one weighs less", ("pond",)),
        ("which costs less", ("dot",)),
        ("which one is cheaper", ("dot",)),
        ("which one has the lowest price", ("dot",)),
    ],
)
def test_the_measure_decides(question: str, winners: tuple[str, ...]) -> None:
    asked = superlative_of_shown(question)
    assert asked is not None
    assert best_of(asked, shown(*KETTLES)).product_ids == winners


def test_what_is_not_stated_is_said() -> None:
    asked = superlative("which is lightest?")
    assert asked is not None
    best = best_of(asked, shown(*KETTLES))
    assert "900 g" in best.text
    assert "1.1 kg" in best.text
    assert "does not state it for the Hush Kettle" in best.text


def test_those_that_are_alike_share_it() -> None:
    asked = superlative("which has the most keys?")
    assert asked is not None
    assert best_of(asked, shown("hollow", "pocket")).product_ids == ("hollow",)
    assert best_of(asked, shown("hollow", "hollow")).product_ids == ("hollow", "hollow")


@pytest.mark.parametrize("question", ["which is the warmest?", "which is the brightest?", "which is best rated?"])
def test_where_no_record_says_it_nobody_wins(question: str) -> None:
    asked = superlative_of_shown(question)
    assert asked is not None
    best = best_of(asked, shown(*KETTLES))
    assert best.product_ids == ()
    assert "The store's data" in best.text


def test_without_a_figure_what_the_store_calls_so_is_told_and_no_price() -> None:
    asked = superlative("which one is quieter?")
    assert asked is not None
    mice = [
        (replace(p, title=title, attributes={}), v)
        for (p, v), title in zip(shown("dot", "pond"), ("Vole Quiet Mouse", "Slip Travel Mouse"), strict=True)
    ]
    best = best_of(asked, mice)
    assert best.product_ids == ("dot",)
    assert best.text == "The store states no figure for it. Of these it calls only the Vole Quiet Mouse quiet."
    assert best_of(asked, mice[1:] * 2).product_ids == ()
    assert "$" not in best_of(asked, mice[1:]).text


@pytest.mark.parametrize("text", ["which one is better?", "which one is for after dinner", "which other one is there"])
def test_not_every_word_that_ends_so_compares(text: str) -> None:
    assert superlative(text) is None


@pytest.mark.parametrize(
    "text", ["the cheapest kettle", "which kettle is best rated?", "the best kettle", "I need rest"]
)
def test_a_thing_that_is_named_is_looked_for(text: str) -> None:
    assert superlative_of_shown(text) is None


def test_all_that_is_shown_is_asked_about_or_what_was_compared() -> None:
    catalog = household()
    understander = RuleUnderstander(catalog, Vocabulary.learn(catalog))
    state = DialogueState().after(Shown(KETTLES, KETTLES))
    [act] = understander.understand("which of these is quietest?", state).acts
    assert (act.intent, act.product_ids) == (Intent.ASK_PRODUCT, KETTLES)


READER = Reader(Polarity(), Aspects())
SILENT = ReviewAnswers(lambda _: READER.opinions([]), READER, lambda _: [])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how loud is it?", "55 dB"), ("is it loud?", "55 dB"), ("how noisy is the kettle", "55 dB"),
        ("is it quiet enough for the night?", "55 dB"),
    ],
)  # fmt: skip
def test_an_adjective_asks_after_what_measures_it(question: str, said: str) -> None:
    answerer = ProductAnswerer(household(), lambda _: [], lambda _: [], SILENT)
    answer = answerer.answer(household().product("hush"), question, ())
    assert said in answer.text
    assert answer.found


def test_what_nothing_measures_is_not_made_up() -> None:
    answer = ProductAnswerer(household(), lambda _: [], lambda _: [], SILENT).answer(
        household().product("hush"), "how heavy is it?", ()
    )
    assert not answer.found


def test_what_belongs_to_a_thing_is_what_the_store_s_relations_say() -> None:
    catalog = household()
    found = belonging(catalog, catalog.product("vista"), "which arm fits it?")
    assert found is not None
    assert found.product_ids == ("branch",)
    assert belonging(catalog, catalog.product("vale"), "which arm fits it?") is None
    assert belonging(catalog, catalog.product("vista"), "which bag fits it?") is None
    assert belonging(catalog, catalog.product("vista"), "is the arm nice?") is None


def test_what_is_needed_comes_before_what_merely_fits() -> None:
    catalog = household()
    found = belonging(catalog, catalog.product("barrow"), "does it need bags?")
    assert found is not None
    assert found.product_ids == ("tote",)


@pytest.mark.parametrize(
    ("question", "winner"),
    [
        ("which one is quieter?", "hush"),
        ("which is the loudest?", "dot"),
        ("which has the most noise reduction?", "hush"),
        ("which has the least noise reduction?", "dot"),
    ],
)
def test_more_noise_reduction_is_quieter(question: str, winner: str) -> None:
    asked = superlative_of_shown(question)
    assert asked
    muffled = []
    for (product, variant), value in zip(shown(*KETTLES), ("22 dB", "26 dB", "40 dB"), strict=True):
        rest = {slot: values for slot, values in product.attributes.items() if slot != "noise"}
        muffled.append((replace(product, attributes={**rest, "noise_reduction": (value,)}), variant))
    assert best_of(asked, muffled).product_ids == (winner,)


def test_the_best_that_cannot_be_bought_now_is_said_to_be_so() -> None:
    first, *rest = shown("dot", "pond")
    offer = replace(first[1].offer, available=False, status="out_of_stock")
    asked = superlative("which is the cheapest?")
    assert asked
    told = best_of(asked, [(first[0], replace(first[1], offer=offer)), *rest]).text
    assert f"The {first[0].title} cannot be bought now." in told
    assert "cannot be bought now" not in best_of(asked, shown("dot", "pond")).text
