"""Questions: the one thing worth asking, and when nothing is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions import Split, best_question, narrowing, splits, worded
from assistant.state import Asked, DialogueState
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Candidate, Constraint, Operator
from tests.conftest import usd

START = DialogueState()


def product(n: int, **attributes: str) -> Product:
    """The nth of a shop; `category` is its path, `size` an option, everything else an attribute."""
    category, size = attributes.pop("category", ""), attributes.pop("size", "")
    options = {"size": size} if size else {}
    return Product(
        f"p{n:02}",
        f"Thing {n}",
        (Variant(f"p{n:02}-1", f"Thing {n}", Offer(usd("10")), options),),
        categories=(category,) if category else (),
        attributes={slot: (value,) for slot, value in attributes.items()},
    )


def shop(*products: Product) -> tuple[list[Candidate], Catalog]:
    return [Candidate(p.id, p.variants[0].id) for p in products], Catalog(products, currency="USD")


def twelve(**values: list[str]) -> tuple[list[Candidate], Catalog]:
    """Twelve products, each slot's values given in turn."""
    return shop(*(product(n, **{slot: own[n % len(own)] for slot, own in values.items()}) for n in range(12)))


def test_the_slot_that_tells_most_comes_first() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"], style=["Plain", "Plain", "Plain", "Fancy"])
    found = splits(ranked, START, catalog)
    assert [split.slot for split in found] == ["material", "style"]
    assert found[0] == Split("material", (("Cotton", 4), ("Silk", 4), ("Wool", 4)), pytest.approx(math.log2(3)))
    assert best_question(ranked, START, catalog) == found[0]


def test_for_whom_is_asked_before_anything_else() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"], gender=["Men", "Women"])
    question = best_question(ranked, START, catalog)
    assert question is not None
    assert question.slot == "gender"


def test_categories_are_asked_by_their_last_name() -> None:
    ranked, catalog = twelve(category=["Men > Tops > Tees", "Men > Tops > Jackets"])
    [split] = splits(ranked, START, catalog)
    assert split.slot == "category"
    assert dict(split.counts) == {"Tees": 6, "Jackets": 6}


def test_sizes_and_colours_are_asked_when_a_thing_is_bought_not_before() -> None:
    ranked, catalog = twelve(color=["Blue", "Red"], shoe_size=["8", "9"], size=["M", "L"])
    assert splits(ranked, START, catalog) == []


def test_a_yes_or_no_and_a_slot_with_one_value_divide_nothing() -> None:
    ranked, catalog = twelve(washable=["Yes", "No"], brand_line=["Hills"])
    assert splits(ranked, START, catalog) == []


def test_a_slot_that_few_products_state_would_lose_the_others() -> None:
    some = [product(n, material=["Wool", "Silk"][n % 2]) for n in range(8)]
    ranked, catalog = shop(*some, *(product(n) for n in range(8, 12)))
    assert splits(ranked, START, catalog) == []


def test_nothing_is_asked_that_is_known_or_was_asked() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"])
    known = DialogueState(constraints=(Constraint("material", Operator.IS, "Wool"),))
    assert best_question(ranked, known, catalog) is None
    asked = START.after(Asked("material", ("Cotton", "Wool")))
    assert best_question(ranked, asked, catalog) is None


def test_nothing_is_asked_when_all_can_be_looked_through() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"])
    assert best_question(ranked[:8], START, catalog) is None
    assert best_question(ranked, START, catalog) is not None


def test_nothing_is_asked_of_a_shopper_who_said_enough_or_was_asked_twice() -> None:
    ranked, catalog = twelve(material=["Cotton", "Wool", "Silk"])
    said = tuple(Constraint(slot, Operator.IS, "x") for slot in ("a", "b", "c"))
    assert best_question(ranked, DialogueState(constraints=said), catalog) is None
    assert best_question(ranked, DialogueState(constraints=said[:2]), catalog) is not None
    wished = tuple(c.wished() for c in said)
    assert best_question(ranked, DialogueState(constraints=wished), catalog) is not None
    assert best_question(ranked, DialogueState(asked_slots=frozenset({"x", "y"})), catalog) is None


def test_answers_are_the_constraints_that_choosing_makes() -> None:
    split = Split("material", (("Cotton", 4), ("Wool", 4)), 1.0)
    assert narrowing(split) == [
        Constraint("material", Operator.IS, "Cotton"),
        Constraint("material", Operator.IS, "Wool"),
    ]


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (Split("gender", (("Men", 6), ("Women", 6)), 1.0), "Who is it for?"),
        (Split("heel_height", (("Low", 6), ("High", 6)), 1.0), "low or high"),
        (Split("category", (("Tees", 6), ("Jackets", 6)), 1.0), "tees or jackets"),
    ],
)
def test_a_question_is_a_question(split: Split, words: str) -> None:
    assert words in worded(split)
    assert worded(split).endswith("?")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=20))
def test_every_count_is_a_count_of_what_was_found(pairs: list[tuple[str, str]]) -> None:
    ranked, catalog = shop(*(product(n, material=m, style=s) for n, (m, s) in enumerate(pairs)))
    for split in splits(ranked, START, catalog):
        place = ("material", "style").index(split.slot)
        own = [pair[place] for pair in pairs]
        assert all(1 < n == own.count(value) < len(pairs) for value, n in split.counts)
        assert list(split.counts) == sorted(split.counts, key=lambda c: (-c[1], c[0]))
