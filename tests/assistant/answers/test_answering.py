"""Answers about a product: its record and reviews, word for word, or that the store does not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answers.answering import ProductAnswer, ProductAnswerer
from assistant.answers.review_answers import ReviewAnswers
from recommender.opinions.aspects import Aspects
from recommender.opinions.mining import Reader
from recommender.opinions.polarity import Polarity
from retrieval.catalog import Answer, Catalog, Question, Review
from retrieval.query import Constraint, Operator
from tests.assistant.conftest import QUESTIONS, REVIEWS

IS = Operator.IS
BLUE, GREEN, BLACK = (Constraint("color", IS, value) for value in ("Blue", "Green", "Black"))
M, XL = Constraint("size", IS, "M"), Constraint("size", IS, "XL")


def reviews_of(product_id: str) -> list[Review]:
    return [review for review in REVIEWS if review.product_id == product_id]


def questions_of(product_id: str) -> list[Question]:
    return [question for question in QUESTIONS if question.product_id == product_id]


READER = Reader(Polarity(), Aspects())
REVIEWERS = ReviewAnswers(lambda product_id: READER.opinions(reviews_of(product_id)), READER, reviews_of)


@pytest.fixture
def answerer(catalog: Catalog) -> ProductAnswerer:
    return ProductAnswerer(catalog, reviews_of, questions_of, REVIEWERS)


class Asking:
    """`ask("rain", "how much is it?")`."""

    def __init__(self, answerer: ProductAnswerer, catalog: Catalog) -> None:
        self._answerer = answerer
        self._catalog = catalog

    def __call__(self, product_id: str, question: str, *asked: Constraint, variant_id: str = "") -> ProductAnswer:
        return self._answerer.answer(self._catalog.product(product_id), question, asked, variant_id)


@pytest.fixture
def ask(answerer: ProductAnswerer, catalog: Catalog) -> Asking:
    return Asking(answerer, catalog)


@pytest.mark.parametrize(
    ("product_id", "variant_id", "figures"),
    [
        ("rain", "", ["$79.00"]),
        ("bottle", "", ["$18.00", "$24.00"]),  # nobody said which: both ends
        ("bottle", "bottle-750", ["$24.00", "$28.00"]),  # with the price it was
        ("bottle", "bottle-500", ["$18.00"]),
    ],
)
def test_prices_are_the_record_s(ask: Asking, product_id: str, variant_id: str, figures: list[str]) -> None:
    for question in ("how much is it?", "what does it cost", "price?"):
        answer = ask(product_id, question, variant_id=variant_id)
        assert [word.strip("().,") for word in answer.text.split() if "$" in word] == figures
        assert answer.found


def test_an_option_that_can_be_bought_is_a_yes_with_its_variant(ask: Asking) -> None:
    answer = ask("rain", "do you have it in blue, M?", BLUE, M)
    assert answer.variant_id == "rain-M-Blue"
    assert answer.text.startswith("Yes")
    assert "$79.00" in answer.text


def test_an_option_that_is_sold_out_is_no_yes(ask: Asking) -> None:
    answer = ask("rain", "in green, M?", GREEN, M)
    assert answer.variant_id == "rain-M-Green"
    assert "out of stock" in answer.text
    assert not answer.text.startswith("Yes")


def test_an_option_that_is_not_made_is_a_no_with_those_that_are(ask: Asking) -> None:
    answer = ask("rain", "in black?", BLACK)
    assert answer.text.startswith("No")
    assert "blue" in answer.text
    assert "green" in answer.text
    assert "XL" not in ask("rain", "in XL?", XL).text.split("Size")[1]


@pytest.mark.parametrize("question", ["the second in navy", "navy?", "do you have it in Navy?"])
def test_a_colour_that_only_the_question_names_is_a_no_with_the_colours_there_are(ask: Asking, question: str) -> None:
    answer = ask("rain", question)
    assert answer.text == "No: the Brook Rain Jacket does not come in navy. Color: blue and green."


def test_what_the_question_names_is_read_without_being_told(ask: Asking) -> None:
    assert ask("rain", "the first one in blue, in M?").variant_id == "rain-M-Blue"
    assert "out of stock" in ask("rain", "is it available in green in M").text
    assert ask("rain", "in XL?").text.startswith("No")


@pytest.mark.parametrize("question", ["is the blue one waterproof?", "how heavy is the green one"])
def test_a_value_beside_another_question_is_not_asked_for(ask: Asking, question: str) -> None:
    assert "comes in" not in ask("rain", question).text


def test_when_it_comes_back_is_said_if_the_store_knows(catalog: Catalog) -> None:
    rain = catalog.product("rain")
    back = [
        replace(v, offer=replace(v.offer, restock_on=date(2026, 3, 1))) if v.id == "rain-M-Green" else v
        for v in rain.variants
    ]
    answer = ProductAnswerer(catalog, reviews_of, questions_of, REVIEWERS).answer(
        replace(rain, variants=tuple(back)), "in green M?", (GREEN, M)
    )
    assert "1 March 2026" in answer.text


def test_slots_are_answered_with_all_their_values(ask: Asking) -> None:
    for question in ("what colours does it come in?", "which colors are there"):
        assert {"Blue", "Green"} <= set(ask("rain", question).text.replace(",", "").replace(".", "").split())
    assert "nylon" in ask("rain", "what is it made of?").text
    assert "Northway" in ask("rain", "what brand is it?").text
    sizes = ask("rain", "what sizes?").text
    assert all(size in sizes for size in ("S", "M", "L"))


def test_what_the_store_does_not_state_is_not_made_up(ask: Asking) -> None:
    assert "does not say" in ask("pack", "what size is it?").text
    assert "does not say" in ask("tee", "which brand?").text
    unknown = ask("pack", "does it fit under a plane seat?")
    assert not unknown.found
    assert "does not say" in unknown.text


def test_a_stated_value_is_a_yes_and_another_stated_value_is_told(ask: Asking) -> None:
    waterproof = Constraint("feature", IS, "Waterproof")
    assert ask("rain", "is it waterproof?", waterproof).text.startswith("Yes")
    other = ask("fleece", "is it waterproof?", waterproof)
    assert not other.text.startswith(("Yes", "No"))
    assert "insulated" in other.text


def test_silence_is_never_a_no(ask: Asking) -> None:
    silent = ask("mug", "is it waterproof?", Constraint("feature", IS, "Waterproof"))
    assert not silent.found
    assert not silent.text.startswith("No")


def test_what_the_text_says_is_quoted_word_for_word(ask: Asking) -> None:
    answer = ask("bottle", "does it keep tea hot?")
    assert "“Keeps tea hot and water cold.”" in answer.text


def test_what_only_a_review_says_is_a_review_s(ask: Asking) -> None:
    answer = ask("rain", "are the pockets deep?")
    assert "“The pockets are deep.”" in answer.text
    assert "reviewer" in answer.text
    assert "5 of 5" in answer.text


def test_what_was_asked_before_is_told_with_who_answered(ask: Asking) -> None:
    store_s = ask("pack", "is there padding in the hip belt?")
    assert store_s.found
    assert "The store answered: “Yes, with a soft foam.”" in store_s.text
    assert "Mine is" not in store_s.text
    shopper_s = ask("rain", "does it squeak?")
    assert "Another shopper answered: “Not a sound.”" in shopper_s.text


def test_a_question_decides_only_what_the_text_does_not(ask: Asking) -> None:
    text_s = ask("rain", "is it good for wet walks and bus rides?")
    assert "“A light waterproof shell with a hood for wet walks.”" in text_s.text
    same = ask("rain", "Does it dry fast after a wet walk?")
    assert "The store answered: “Within two hours indoors.”" in same.text


def test_a_verb_is_no_slot_and_a_measure_no_price(catalog: Catalog) -> None:
    rain = replace(catalog.product("rain"), attributes={"fit": ("Regular",), "weight": ("300 g",)})
    asked = [
        Question("q1", "rain", "Does the hood fit a helmet?", answers=(Answer("Yes, over a helmet."),)),
        Question("q2", "rain", "What weight can it carry?", answers=(Answer("About ten kilos."),)),
    ]
    answerer = ProductAnswerer(catalog, reviews_of, lambda product_id: asked, REVIEWERS)
    assert "over a helmet" in answerer.answer(rain, "will the hood fit over my helmet?", ()).text
    assert "regular" in answerer.answer(rain, "what is the fit like?", ()).text
    assert "ten kilos" in answerer.answer(rain, "how much weight can it carry?", ()).text
    assert "$79.00" in answerer.answer(rain, "how much is it?", ()).text
    assert "300 g" in answerer.answer(rain, "what weight is it?", ()).text


def test_questions_without_an_answer_or_with_an_order_are_not_told(ask: Asking) -> None:
    assert not ask("mug", "can it go in the dishwasher?").found
    assert not ask("mug", "is the handle riveted?").found


def test_what_people_say_is_told_by_those_who_reviewed_it(ask: Asking) -> None:
    answer = ask("rain", "what do people say?")
    assert "3.5 of 5 by 2 reviewers" in answer.text
    assert "“The pockets are deep.” [1]" in answer.text
    assert "“Too tight over a sweater.” [2]" in answer.text
    assert [cited.review_id for cited in answer.cited] == ["r1", "r2"]
    nobody = ask("tee", "any reviews?")
    assert not nobody.found
    assert "yet" in nobody.text


def test_stock_is_counted_over_the_versions(ask: Asking) -> None:
    assert "5 of the 6" in ask("rain", "is it in stock?").text
    assert "all 6" in ask("fleece", "is it available?").text
    assert "out of stock" in ask("mug", "is it in stock?").text


def test_tell_me_about_it_is_the_record_in_short(ask: Asking) -> None:
    text = ask("rain", "tell me about it").text
    assert "Brook Rain Jacket, $79.00." in text
    assert "A light waterproof shell with a hood for wet walks." in text
    assert "Size: S, M and L." in text


def test_long_texts_are_cut_at_a_word(catalog: Catalog) -> None:
    wordy = replace(catalog.product("tee"), description="This tee is " + "soft " * 200 + "indeed.")
    text = ProductAnswerer(catalog, reviews_of, questions_of, REVIEWERS).answer(wordy, "is it soft?", ()).text
    assert len(text) < 320
    assert "soft …”" in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(["rain", "bottle", "pack", "mug"]),
    st.text(max_size=60),
    st.lists(st.sampled_from([BLUE, GREEN, BLACK, M, XL, Constraint("material", IS, "Steel")]), max_size=2),
)
def test_every_price_in_every_answer_is_the_record_s(
    ask: Asking, catalog: Catalog, product_id: str, question: str, asked: list[Constraint]
) -> None:
    answer = ask(product_id, question, *asked)
    product = catalog.product(product_id)
    assert answer.text
    assert answer.variant_id in {v.id for v in product.variants}
    prices = {str(p) for v in product.variants for p in (v.offer.price, v.offer.list_price) if p}
    assert {word.strip("().,") for word in answer.text.split() if word.startswith(("$", "($"))} <= prices


@pytest.mark.parametrize(
    ("question", "gender", "begins"),
    [
        ("is this for men?", ("Boys", "Girls"), "No: "),
        ("is this for men?", ("Unisex",), "Yes: "),
        ("is it for boys", ("Men",), "No: "),
        ("are these womens?", ("Women",), "Yes: "),
        ("who is it made for, by gender?", ("Women",), "The store lists"),
    ],
)
def test_for_whom_it_is_asked_the_record_says_yes_or_no(
    answerer: ProductAnswerer, catalog: Catalog, question: str, gender: tuple[str, ...], begins: str
) -> None:
    product = catalog.product("bottle")
    made_for = replace(product, attributes={**product.attributes, "gender": gender})
    assert answerer.answer(made_for, question, ()).text.startswith(begins)
