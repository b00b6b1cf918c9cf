"""What a word means for the kind of thing that is looked for: praise, lacks, measures, spans, ages, purposes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.naming.needs import NeedReader
from assistant.quantities.measures import Measures
from assistant.state import DialogueState
from recommender.wording import constraint_label
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.assistant.household import household
from tests.conftest import usd

IS, NOT, ONE_OF, AT_MOST = Operator.IS, Operator.NOT, Operator.ONE_OF, Operator.AT_MOST
START = DialogueState()
KETTLES = DialogueState(constraints=(Constraint("category", IS, "Kettles"),))


@pytest.fixture(scope="module")
def needs() -> NeedReader:
    catalog = household()
    return NeedReader(catalog, Vocabulary.learn(catalog))


def read(needs: NeedReader, text: str, state: DialogueState = START) -> set[Constraint]:
    """What is read besides the category."""
    return {c for c in needs.read(text, state).constraints if c.slot != "category"}


def kinds(needs: NeedReader, text: str) -> list[object]:
    return [c.value for c in needs.read(text, START).constraints if c.slot == "category"]


@pytest.mark.parametrize(("text", "state"), [("a quiet kettle", START), ("a quiet one", KETTLES)])
def test_praise_that_no_thing_of_the_kind_carries_is_a_wish_for_what_the_kind_measures(
    needs: NeedReader, text: str, state: DialogueState
) -> None:
    assert read(needs, text, state) == {Constraint("noise", ONE_OF, ("55 dB", "61 dB"), required=False)}
    assert "quiet" in needs.read(text, state).words


def test_praise_that_the_kind_neither_carries_nor_measures_is_a_plain_wish(needs: NeedReader) -> None:
    assert read(needs, "a waterproof kettle") == {Constraint("feature", IS, "Waterproof", required=False)}


def test_praise_that_the_kind_carries_decides(needs: NeedReader) -> None:
    assert read(needs, "a quiet keyboard") == {Constraint("feature", IS, "Quiet")}


def test_lacking_a_thing_of_another_kind_is_a_quality(needs: NeedReader) -> None:
    assert read(needs, "a vacuum cleaner, no bags") == {Constraint("feature", IS, "Bagless")}
    assert kinds(needs, "a vacuum cleaner, no bags") == ["Vacuum Cleaners"]
    assert kinds(needs, "a kettle without bags") == ["Kettles"]


def test_a_kind_is_excluded_where_it_could_be_meant(needs: NeedReader) -> None:
    assert set(needs.read("no bags please", START).constraints) == {Constraint("category", NOT, "Bags")}


@pytest.mark.parametrize(
    "text",
    [
        "a monitor arm that holds a 32 inch monitor",
        "a monitor arm for a 32 inch screen",
        'monitor arm for my 32" monitor',
    ],
)
def test_what_a_thing_is_for_is_no_kind_and_a_limit_holds_what_is_below_it(needs: NeedReader, text: str) -> None:
    assert kinds(needs, text) == ["Monitor Arms"]
    assert read(needs, text) == {Constraint("max_screen", IS, "34 in")}


def test_a_thing_that_is_no_category_has_its_purpose_too(needs: NeedReader) -> None:
    assert kinds(needs, "a bear for my keyboard") == []
    assert needs.read("a bear for my keyboard", START).words == ("bear", "keyboard")
    assert kinds(needs, "something for kettles") == ["Kettles"]
    assert kinds(needs, "gear for kettles") == ["Kettles"]


def test_things_listed_after_a_purpose_are_kinds(needs: NeedReader) -> None:
    assert kinds(needs, "tents for families and sleeping bags") == [("Tents", "Sleeping Bags")]


@pytest.mark.parametrize("text", ["a 32 inch monitor", "32-inch monitors", 'a 32" monitor'])
def test_a_plain_measure_is_the_kind_s_own(needs: NeedReader, text: str) -> None:
    assert read(needs, text) == {Constraint("screen", IS, "32 in")}


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("a board game for 6 players", "players", "2-6 players"),
        ("a board game for six people", "players", "2-6 players"),
        ("a game for 4 players", "players", "2-6 players"),
        ("a tent for 4 people", "sleeps", "4 people"),
        ("a 2-person tent", "sleeps", "2 people"),
    ],
)
def test_a_number_of_persons_is_read_where_the_kind_counts_them(
    needs: NeedReader, text: str, slot: str, value: str
) -> None:
    assert read(needs, text) == {Constraint(slot, IS, value)}


def test_all_spans_that_contain_the_number_suit(needs: NeedReader) -> None:
    assert read(needs, "a board game for 2 players") == {Constraint("players", ONE_OF, ("2 players", "2-6 players"))}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("toys for a 5 year old", 5),
        ("a toy for a five-year-old", 5),
        ("toys, he is 5", 5),
        ("toys for ages 3 and up", 3),
        ("a toy for her 5th birthday", 5),
        ("toys for 18 month olds", 1),
        ("a toy for my nephew, aged 7", 7),
    ],
)
def test_an_age_bounds_from_which_age_a_thing_may_be(needs: NeedReader, text: str, years: int) -> None:
    assert {c for c in read(needs, text) if c.slot != "gender"} == {Constraint("age", AT_MOST, Decimal(years))}


@pytest.mark.parametrize(
    "text", ["a toy for my dad's 60th birthday", "a kettle for a 5 year old", "toys with 2 years warranty"]
)
def test_an_age_that_says_nothing_of_the_kind_is_not_read(needs: NeedReader, text: str) -> None:
    assert not {c for c in read(needs, text) if c.slot in ("age", "format", "price")}


@pytest.mark.parametrize("text", ["6 toys", "a 5 please", "a notebook for 5"])
def test_a_bare_number_is_no_value_that_only_contains_it(needs: NeedReader, text: str) -> None:
    assert not {c for c in read(needs, text) if c.slot in ("age", "format")}


def test_a_value_of_a_letter_and_a_number_is_meant_as_it_is_written(needs: NeedReader) -> None:
    assert read(needs, "an a5 notebook") == {Constraint("format", IS, "A5")}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a kettle under 65 dB", "under 65 dB"),
        ("a kettle at most  65 dB", "at most 65 dB"),
        ("a kettle under 60 dB", "under 60 dB"),  # one value keeps it; no reason to name that
        ("a kettle below 20 dB", "below 20 dB"),
        ("a tent for at least 3 people", "at least 3 people"),
    ],
)
def test_a_bound_on_a_measure_is_shown_as_it_was_said(needs: NeedReader, text: str, label: str) -> None:
    [bound] = read(needs, text)
    assert constraint_label(bound, "USD") == label


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("1.5 l or more", ("1.5 l", "2 l")),
        ("2 l and up", ("2 l",)),
        ("1 l or less", ("0.5 l", "1 l")),
        ("1 l max", ("0.5 l", "1 l")),
        ("at least 1.5 l or more", ("1.5 l", "2 l")),
    ],
)
def test_a_bound_may_stand_behind_its_unit(said: str, kept: tuple[str, ...]) -> None:
    sizes = ("0.5 l", "1 l", "1.5 l", "2 l")
    kettles = [
        Product(
            f"k{n}", f"Kettle {n}", (Variant(f"k{n}", f"Kettle {n}", Offer(usd("10"))),),
            categories=("Kettles",), attributes={"capacity": (size,)},
        )
        for n, size in enumerate(sizes)
    ]  # fmt: skip
    [amount] = Measures(Vocabulary.learn(Catalog(kettles, currency="USD"))).read(f"kettle {said}", ["Kettles"])
    assert (amount.constraint.slot, amount.constraint.values) == ("capacity", kept)


def test_a_slot_that_is_named_counts_only_where_the_kind_states_it() -> None:
    def thing(i: str, kind: str, **stated: str) -> Product:
        attributes = {slot: (value,) for slot, value in stated.items()}
        return Product(i, i, (Variant(i, i, Offer(usd("9"))),), categories=(kind,), attributes=attributes)

    catalog = Catalog([thing("Lamp", "Lamps", cable="2 m"), thing("Ribbon", "Cables", length="5 m")], currency="USD")
    needs = NeedReader(catalog, Vocabulary.learn(catalog))
    [length] = read(needs, "a cable, 2 m or longer")
    assert (length.slot, length.values) == ("length", ("5 m",))
    [cable] = read(needs, "a lamp with a cable of at least 2 m")
    assert (cable.slot, cable.values) == ("cable", ("2 m",))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a tent for two", {Constraint("sleeps", IS, "2 people")}),
        ("a tent for the four of us under 400", {Constraint("sleeps", IS, "4 people")}),
        ("a tent for 4, waterproof", {Constraint("sleeps", IS, "4 people")}),
        ("a tent for two nights", set()),
        ("a kettle for two", set()),
        ("a tent for 90", set()),
    ],
)
def test_for_how_many_it_is_counts_where_the_kind_is_measured_so(
    needs: NeedReader, text: str, values: set[Constraint]
) -> None:
    assert {c for c in read(needs, text) if c.slot == "sleeps"} == values
