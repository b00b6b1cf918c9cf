"""References: which product "the second one", "that jacket", "it" and names mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.naming.references import Names, Reference, resolve
from assistant.state import DialogueState, Focused, Shown
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd

NOTHING_SHOWN = DialogueState()
# The rain jacket in blue for $79, the fleece in gray for $59, the tee, the bottle of 500 ml for $18.
FOUR = NOTHING_SHOWN.after(
    Shown(("rain", "fleece", "tee", "bottle"), ("rain-M-Blue", "fleece-M-Gray", "tee-M-White", "bottle-500"))
)

Resolve = Callable[..., Reference]


@pytest.fixture
def meant(catalog: Catalog, vocabulary: Vocabulary) -> Resolve:
    names = Names(catalog)

    def resolved(text: str, state: DialogueState = FOUR, **more: bool) -> Reference:
        return resolve(text, state, catalog, vocabulary, names, **more)

    return resolved


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the first one", ["rain"]), ("the 2nd", ["fleece"]), ("third please", ["tee"]), ("the last one", ["bottle"]),
        ("number 2", ["fleece"]), ("#3", ["tee"]), ("option 4", ["bottle"]), ("item 1", ["rain"]),
        ("the first two", ["rain", "fleece"]), ("the last 2", ["tee", "bottle"]),
        ("the third and the first", ["tee", "rain"]), ("the first and the first", ["rain"]),
    ],
)  # fmt: skip
def test_positions_count_the_cards(meant: Resolve, text: str, ids: list[str]) -> None:
    found = meant(text)
    assert list(found.product_ids) == ids
    assert not found.unresolved


@pytest.mark.parametrize("text", ["the fifth one", "number 9", "the sixth", "the first five"])
def test_a_position_beyond_the_cards_is_not_guessed(meant: Resolve, text: str) -> None:
    found = meant(text)
    assert found.product_ids == ()
    assert found.unresolved
    assert found.unresolved in text


def test_bare_numbers_count_only_where_they_may(meant: Resolve) -> None:
    assert meant("compare 1 and 3", bare_numbers=True).product_ids == ("rain", "tee")
    assert meant("compare 1 and 3").product_ids == ()
    assert meant("compare 1 and 7", bare_numbers=True).unresolved == "7"
    assert meant("add 2 of the third", bare_numbers=True).product_ids == ("tee",)  # 2 is how many
    assert meant("1.5 l for $3", bare_numbers=True).product_ids == ()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the cheapest", ["bottle"]), ("the cheaper one", ["bottle"]), ("the most expensive one", ["rain"]),
        ("both", ["rain", "fleece"]), ("all of them", ["rain", "fleece", "tee", "bottle"]), ("it", ["rain"]),
        ("this one", ["rain"]),
    ],
)  # fmt: skip
def test_pronouns_and_comparisons_are_about_what_is_shown(meant: Resolve, text: str, ids: list[str]) -> None:
    assert list(meant(text).product_ids) == ids


def test_it_is_what_was_talked_about_last(meant: Resolve) -> None:
    talking = FOUR.after(Focused(("tee",)))
    assert meant("is it warm?", talking).product_ids == ("tee",)
    two = FOUR.after(Focused(("tee", "bottle")))
    assert meant("both of them", two).product_ids == ("tee", "bottle")
    assert meant("the cheaper one", FOUR.after(Focused(("rain", "fleece")))).product_ids == ("fleece",)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the blue one", ["rain"]), ("that gray one", ["fleece"]), ("the bottle", ["bottle"]),
        ("the green one", ["rain"]),
        ("the cotton one", ["tee"]),
    ],
)  # fmt: skip
def test_a_description_fits_the_shown_variant_first(meant: Resolve, text: str, ids: list[str]) -> None:
    assert list(meant(text).product_ids) == ids


def test_a_description_that_fits_nothing_shown_means_nothing_shown(meant: Resolve) -> None:
    assert not meant("the black one", FOUR.after(Shown(("rain",), ("rain-M-Blue",))))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("is the Cairn warm?", ["fleece"]), ("the Brook", ["rain"]), ("compare Brook with Cairn", ["rain", "fleece"]),
        ("compare Cairn with Brook", ["fleece", "rain"]),
    ],
)  # fmt: skip
def test_a_name_among_the_cards_needs_one_word(meant: Resolve, text: str, ids: list[str]) -> None:
    found = meant(text)
    assert list(found.product_ids) == ids
    assert not found.named


def test_a_name_out_of_the_store_needs_two_words_and_says_so(meant: Resolve) -> None:
    found = meant("how much is the Fell Day Backpack?", NOTHING_SHOWN)
    assert found.product_ids == ("pack",)
    assert found.named
    assert meant("fell", NOTHING_SHOWN).product_ids == ()


@pytest.mark.parametrize("text", ["the second one", "it", "both", "the cheaper one", "the blue one", "my first bag"])
def test_nothing_is_meant_before_anything_was_shown(meant: Resolve, text: str) -> None:
    assert meant(text, NOTHING_SHOWN).product_ids == ()


def test_products_the_store_no_longer_has_are_not_meant(meant: Resolve) -> None:
    gone = NOTHING_SHOWN.after(Shown(("gone", "tee"), ("gone-1", "tee-M-White")))
    assert meant("it", gone).product_ids == ()
    assert meant("the cheapest", gone).product_ids == ("tee",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                [
                    "the",
                    "that",
                    "it",
                    "both",
                    "one",
                    "first",
                    "second",
                    "last",
                    "two",
                    "2",
                    "#",
                    "number",
                    "blue",
                    "jacket",
                    "cheaper",
                    "Cairn",
                    "Brook",
                ]
            ),
            max_size=9,
        ).map(" ".join),
    ),
    st.booleans(),
)
def test_only_what_is_shown_or_named_is_meant(meant: Resolve, text: str, bare_numbers: bool) -> None:
    found = meant(text, bare_numbers=bare_numbers)
    assert found.named or set(found.product_ids) <= set(FOUR.shown.product_ids)
    assert len(set(found.product_ids)) == len(found.product_ids)
    assert all(0 <= start <= end <= len(text) for start, end in found.spans)
    assert not found.unresolved or len(found.product_ids) != 1  # one of several is asked about, one alone is meant


@pytest.mark.parametrize("text", ["add the Camp Enamel Mug in blue", "how heavy is the camp enamel mug?"])
def test_a_whole_title_names_a_shown_product_though_each_of_its_words_is_said_of_others(text: str) -> None:
    """Each word alone is a category or a material: only together they are a name."""
    catalog = Catalog(
        [
            Product(f"{where}-{what}", title, (Variant(title, title, Offer(usd("9.00"))),),
                    categories=("Kitchen > Mugs",), attributes={"material": (what.capitalize(),)})
            for where in ("camp", "travel", "home")
            for what in ("enamel", "steel", "clay")
            for title in [f"{where} {what} mug".title()]
        ]
        + [Product("stove", "Ridge Stove", (Variant("stove", "Ridge Stove", Offer(usd("49.00"))),),
                   categories=("Camping > Stoves",))],
        currency="USD",
    )  # fmt: skip
    ids = tuple(product.id for product in catalog)
    variants = tuple(product.variants[0].id for product in catalog)
    state = NOTHING_SHOWN.after(Shown(ids, variants))
    found = resolve(text, state, catalog, Vocabulary.learn(catalog), Names(catalog))
    assert found.product_ids == ("camp-enamel",)
    assert not resolve(text, NOTHING_SHOWN, catalog, Vocabulary.learn(catalog), Names(catalog)).product_ids


@pytest.mark.parametrize("text", ["how long does the battery last?", "will it last long"])
def test_to_last_is_no_position(meant: Resolve, text: str) -> None:
    assert meant(text).product_ids in ((), ("rain",))  # "it" is what is in focus


@pytest.mark.parametrize("text", ["something to wear in the rain", "sth to keep the tea hot"])
def test_something_to_do_with_points_at_nothing_shown(meant: Resolve, text: str) -> None:
    assert meant(text) == Reference()


def test_a_title_said_in_full_names_its_product_however_common_its_words() -> None:
    titles = ("Summit Watch", "Crown Summit Bag", "Beaumont Summit Kit", "Dash Watch", "Rain Jacket", "Rain Watch")
    own = [Product(t, t, (Variant(t, t, Offer(usd("9"))),), categories=("Rain",)) for t in titles]
    catalog = Catalog(own, currency="USD")
    vocabulary, names = Vocabulary.learn(catalog), Names(catalog)
    said = resolve("what sizes does the summit watch come in", NOTHING_SHOWN, catalog, vocabulary, names)
    assert said.product_ids == ("Summit Watch",)
    assert said.named
    assert not resolve("a rain jacket", NOTHING_SHOWN, catalog, vocabulary, names)  # a kind of thing


@pytest.mark.parametrize(
    ("text", "n_shown", "ids"),
    [
        ("is the middle one waterproof", 3, ["fleece"]),
        ("the middle one", 4, []),  # there is none
        ("中间那个", 3, ["fleece"]),
        ("one of each, please", 3, ["rain", "fleece", "tee"]),
        ("各要一件", 2, ["rain", "fleece"]),
        ("add a set with one of each colour to my cart", 3, []),
        ("a gift for the middle child", 3, []),
        ("something in the middle", 3, []),
        ("in the middle price range please", 3, []),
        ("do you have the middle size", 3, []),
        ("with two pockets, one each side", 3, []),
        ("中间的口袋", 3, []),
        ("红蓝各一件", 3, []),
    ],
)
def test_the_middle_and_one_of_each_count_what_is_shown(
    meant: Resolve, text: str, n_shown: int, ids: list[str]
) -> None:
    state = NOTHING_SHOWN.after(Shown(FOUR.shown.product_ids[:n_shown], FOUR.shown.variant_ids[:n_shown]))
    assert list(meant(text, state).product_ids) == ids
