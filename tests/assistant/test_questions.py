"""Questions: the one thing worth asking, how it is put, and when nothing is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.context import Context
from assistant.hearing.question_words import worded
from assistant.questions import Answer, Question, best_question, is_clearly_ahead, questions
from assistant.state import Asked, DialogueState
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Candidate, Constraint, Operator, Order
from tests.conftest import usd

START = DialogueState()


def product(n: int, **attributes: str) -> Product:
    """The nth of a shop; `category` is its path, `price` its price, `size` an option, everything else an attribute."""
    category, size, price = attributes.pop("category", ""), attributes.pop("size", ""), attributes.pop("price", "10")
    options = [{"size": one} for one in size.split("/")] if size else [{}]
    variants = tuple(Variant(f"p{n:02}-{k}", f"Thing {n}", Offer(usd(price)), own) for k, own in enumerate(options))
    return Product(
        f"p{n:02}",
        f"Thing {n}",
        variants,
        categories=(category,) if category else (),
        attributes={slot: (value,) for slot, value in attributes.items()},
    )


def shop(*products: Product) -> tuple[list[Candidate], Catalog]:
    return [Candidate(p.id, p.variants[0].id) for p in products], Catalog(products, currency="USD")


def twelve(**values: list[str]) -> tuple[list[Candidate], Catalog]:
    """Twelve products, each slot's values given in turn."""
    return shop(*(product(n, **{slot: own[n % len(own)] for slot, own in values.items()}) for n in range(12)))


def found(ranked: list[Candidate], catalog: Catalog, state: DialogueState = START) -> list[Question]:
    return questions(ranked, state, catalog, lambda slot: known(catalog, slot))


def asked(ranked: list[Candidate], catalog: Catalog, state: DialogueState = START) -> Question | None:
    return best_question(ranked, state, catalog, lambda slot: known(catalog, slot))


def known(catalog: Catalog, slot: str) -> Iterable[str]:
    return {value for p in catalog for value in p.attributes.get(slot, ())}


def test_the_slot_whose_answer_narrows_most_comes_first() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"], pattern=["Plain", "Plain", "Plain", "Dotted"])
    material, pattern = found(ranked, catalog)
    assert material == Question(
        "material",
        tuple(Answer(v, Constraint("material", Operator.IS, v), 4) for v in ("Cotton", "Silk", "Wool")),
        pytest.approx(0.5 * 2 / 3),  # half of the shoppers know; who does leaves a third
    )
    assert [answer.n for answer in pattern.answers] == [9, 3]
    assert pattern.gain == pytest.approx(0.5 * (1 - (9 / 12 * 9 + 3 / 12 * 3) / 12))
    assert asked(ranked, catalog) == material


def test_what_a_shopper_knows_is_asked_before_what_splits_as_well() -> None:
    ranked, catalog = twelve(noise=["Low", "Mid", "High"], activity=["Camping", "Travel", "Work"])
    assert [q.slot for q in found(ranked, catalog)] == ["activity", "noise"]


def test_what_all_state_is_asked_before_what_some_state() -> None:
    own = [{"pattern": ["A", "B"][n % 2], **({"fit": ["C", "D"][n % 2]} if n < 8 else {})} for n in range(12)]
    ranked, catalog = shop(*(product(n, **values) for n, values in enumerate(own)))
    pattern, fit = found(ranked, catalog)
    assert (pattern.slot, fit.slot) == ("pattern", "fit")
    assert fit.gain == pytest.approx(0.65 * 8 / 12 * 0.5)


def test_a_slot_that_few_products_state_would_lose_the_others() -> None:
    ranked, catalog = shop(*(product(n, **({"pattern": ["A", "B"][n % 2]} if n < 7 else {})) for n in range(12)))
    assert found(ranked, catalog) == []


def test_a_size_that_all_can_be_had_in_divides_nothing_and_one_that_few_come_in_does() -> None:
    assert found(*shop(*(product(n, size="S/M/L") for n in range(12)))) == []
    [size] = found(*shop(*(product(n, size=["S", "M", "L"][n % 3]) for n in range(12))))
    assert [(a.label, a.n) for a in size.answers] == [("L", 4), ("M", 4), ("S", 4)]


def test_categories_are_asked_by_their_last_name() -> None:
    ranked, catalog = twelve(category=["Men > Tops > Tees", "Men > Tops > Jackets"])
    [question] = found(ranked, catalog)
    assert [(a.label, a.n) for a in question.answers] == [("Jackets", 6), ("Tees", 6)]


def test_many_measures_are_asked_in_bands_that_hold_what_they_say() -> None:
    amounts = [30, 34, 38, 40, 41, 44, 48, 52, 55, 58, 61, 70]
    ranked, catalog = shop(*(product(n, noise=f"{amount} dB") for n, amount in enumerate(amounts)))
    [noise] = found(ranked, catalog)
    assert noise.is_banded
    assert [(a.label, a.n) for a in noise.answers] == [("under 40 dB", 3), ("40 to 50 dB", 4), ("over 50 dB", 5)]
    assert [set(a.constraint.values) for a in noise.answers] == [
        {"30 dB", "34 dB", "38 dB"},
        {"40 dB", "41 dB", "44 dB", "48 dB"},
        {"52 dB", "55 dB", "58 dB", "61 dB", "70 dB"},
    ]
    assert worded(noise) == "How quiet should it be?"


def test_prices_are_asked_in_bands() -> None:
    ranked, catalog = shop(*(product(n, price=str(10 + 7 * n)) for n in range(12)))
    [price] = found(ranked, catalog)
    assert [(a.constraint.operator, a.n) for a in price.answers] == [
        (Operator.AT_MOST, 3),
        (Operator.BETWEEN, 5),
        (Operator.AT_LEAST, 4),
    ]
    assert worded(price) == "How much would you like to spend?"


def test_nothing_is_asked_that_is_known_was_asked_or_is_of_no_interest() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"])
    assert asked(ranked, catalog, DialogueState(constraints=(Constraint("material", Operator.IS, "Wool"),))) is None
    assert asked(ranked, catalog, START.after(Asked("material", ("Cotton", "Wool")))) is None
    assert asked(ranked, catalog, DialogueState(refused=frozenset({"material"}))) is None
    assert asked(ranked, catalog) is not None


def test_nothing_is_asked_when_all_can_be_looked_through_or_an_order_was_asked_for() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"])
    assert asked(ranked[:11], catalog) is None
    assert asked(ranked, catalog, DialogueState(order=Order.CHEAPEST)) is None


def test_nothing_is_asked_when_the_first_is_clearly_ahead() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"])
    scored = [replace(c, score=score) for c, score in zip(ranked, [0.9, *[0.5] * 11], strict=True)]
    assert is_clearly_ahead(scored)
    assert asked(scored, catalog) is None
    close = [replace(c, score=0.9 - n / 20) for n, c in enumerate(ranked)]
    assert not is_clearly_ahead(close)
    assert asked(close, catalog) is not None


def test_nothing_is_asked_of_a_shopper_who_said_enough_or_was_asked_twice() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"])
    said = tuple(Constraint(slot, Operator.IS, "x") for slot in ("a", "b", "c", "d"))
    assert asked(ranked, catalog, DialogueState(constraints=said)) is None
    assert asked(ranked, catalog, DialogueState(constraints=said[:3])) is not None
    assert asked(ranked, catalog, DialogueState(constraints=tuple(c.wished() for c in said))) is not None
    assert asked(ranked, catalog, DialogueState(asked_slots=frozenset({"x", "y"}))) is None


def of(slot: str, *labels: str, banded: bool = False) -> Question:
    return Question(slot, tuple(Answer(v, Constraint(slot, Operator.IS, v), 6) for v in labels), 0.5, banded)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (of("gender", "Men", "Women"), "Who is it for?"),
        (of("size", "S", "M", "XL"), "What size do you wear?"),
        (of("shoe_size", "38", "39.5"), "What size do you wear?"),
        (of("size", "500 ml", "1 l"), "Which size: 500 ml or 1 l?"),
        (of("roast", "Light", "Medium", "Dark"), "Which roast: light, medium or dark?"),
        (of("heel_height_class", "Low", "High"), "How tall should it be?"),
        (of("pattern", "A", "B", "C", "D"), "Which pattern?"),
        (of("style_bags", "Tote", "Duffel", "Laptop", "Exercise"), "Which style?"),
        (of("waterproof", "Yes", "No"), "Should it be waterproof?"),
        (of("lid", "Yes", "No"), "Lid: yes or no?"),
        (of("price", "", ""), "How much would you like to spend?"),
        (of("category", "Tees", "Jackets"), "Are you after tees or jackets?"),
        (of("category", "Tees", "Jackets", "Bags", "Shorts"), "Are you after tees, jackets, bags, or something else?"),
    ],
)
def test_a_question_is_put_as_a_person_would_put_it(question: Question, words: str) -> None:
    assert worded(question) == words


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=20))
def test_every_count_is_a_count_of_what_was_found(pairs: list[tuple[str, str]]) -> None:
    ranked, catalog = shop(*(product(n, material=m, style=s) for n, (m, s) in enumerate(pairs)))
    for question in found(ranked, catalog):
        place = ("material", "style").index(question.slot)
        own = [pair[place] for pair in pairs]
        assert all(0 < answer.n == own.count(answer.label) < len(pairs) for answer in question.answers)
        assert 0 <= question.gain <= 1


def test_whom_it_is_for_is_not_asked_where_it_was_said() -> None:
    ranked, catalog = twelve(gender=["Men", "Women"])
    assert asked(ranked, catalog) is not None
    for_niece = replace(START, context=Context(recipient="niece"))
    assert all(q.slot != "gender" for q in found(ranked, catalog, for_niece))
