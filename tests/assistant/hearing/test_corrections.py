"""What shoppers put right: in the same breath, or in the next message."""

from __future__ import annotations

import pytest

from assistant.acts import Intent
from assistant.hearing.corrections import in_one_breath
from assistant.naming.needs import NeedReader
from assistant.state import DialogueState, Shown
from assistant.understanding import RuleUnderstander
from retrieval.catalog import Catalog
from retrieval.vocabulary import Vocabulary
from tests.assistant.conftest import heard
from tests.assistant.household import household


def after(understander: RuleUnderstander, *messages: str) -> set[str]:
    """The need as plain text, once these were said one after the other."""
    state = heard(understander, *messages)
    return {f"{c.slot} {c.operator} {'/'.join(map(str, c.values))}" for c in state.constraints}


@pytest.fixture(scope="module")
def house() -> RuleUnderstander:
    catalog = household()
    return RuleUnderstander(catalog, Vocabulary.learn(catalog))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("a blue jacket, oh wait, green", "a green jacket"),
        ("gray jackets, or rather blue ones", "blue jackets"),
        ("a jacket in S, sorry, M", "a jacket in M"),
        ("a jacket under 70, I mean 90", "a jacket under 90"),
        ("a jacket for $40, no, $60", "a jacket for $60"),
        ("a blue jacket instead of gray", "a blue jacket"),
    ],
)
def test_in_the_same_breath(understander: RuleUnderstander, message: str, expected: str) -> None:
    assert after(understander, message) == after(understander, expected)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("add it in blue, no wait, in green", "add it in green"),
        ("blue or red, no, just gray", "blue or red, no, just gray"),
        ("are blue jackets better? I have gray now", "are blue jackets better? I have gray now"),
        ("add the blue, sorry, and the gray one too", "add the blue, sorry, and the gray one too"),
        ("a blue tee for me, let's do gray for her", "a blue tee for me, let's do gray for her"),
    ],
)
def test_only_a_plain_slip_is_put_right_before_a_model_reads(
    catalog: Catalog, vocabulary: Vocabulary, said: str, meant: str
) -> None:
    assert in_one_breath(said, NeedReader(catalog, vocabulary)) == meant


def test_what_is_said_twice_is_no_slip(understander: RuleUnderstander) -> None:
    assert after(understander, "cotton is easy to clean, make it cotton, a jacket") == after(
        understander, "a cotton jacket"
    )


@pytest.mark.parametrize(
    ("before", "message", "expected"),
    [
        ("a blue jacket", "no, green", "a green jacket"),
        ("a blue jacket", "nope, I meant gray", "a gray jacket"),
        ("a blue jacket", "not blue, gray", "a gray jacket"),
        ("a blue jacket", "not blue but green", "a green jacket"),
        ("a blue jacket", "not blue sorry, gray", "a gray jacket"),
        ("a blue jacket", "sorry not blue, gray", "a gray jacket"),
        ("a blue jacket", "sorry I said blue, I meant gray", "a gray jacket"),
        ("a blue jacket", "scrap the colour, any is fine", "a jacket"),
        ("a jacket under 70", "sky's the limit", "a jacket"),
        ("a jacket under 70", "money is no object", "a jacket"),
        ("a jacket", "60 bucks, not a cent more", "a jacket under 60"),
        ("a jacket", "60 each max", "a jacket under 60"),
        ("a blue jacket", "rather than blue, green", "a green jacket"),
        ("a jacket in S", "make it M", "a jacket in M"),
        ("a jacket under 70", "make it 90", "a jacket under 90"),
        ("a jacket under 70", "hmm, 85 would be fine too", "a jacket under 85"),
        ("a jacket under 70", "raise the budget to $95", "a jacket under 95"),
        ("a jacket under 70", "can you lower it to sixty", "a jacket under 60"),
        ("a jacket under 70", "I could spend 20 more", "a jacket under 90"),
        ("a jacket under 70", "reduce it by 15 dollars", "a jacket under 55"),
        ("a jacket under 70", "add 30 to the budget", "a jacket under 100"),
        ("a jacket over 50", "actually 60", "a jacket over 60"),
        ("a jacket between 40 and 70", "make that 90", "a jacket between 40 and 90"),
        ("a jacket under 70", "changed my mind about the price, let's say 80", "a jacket under 80"),
    ],
)
def test_in_the_next_message(understander: RuleUnderstander, before: str, message: str, expected: str) -> None:
    assert after(understander, before, message) == after(understander, expected)


def test_so_many_people(house: RuleUnderstander) -> None:
    assert after(house, "a tent for 4 people", "make it 2") == after(house, "a tent for 2 people")
    assert after(house, "a tent for 4 people, no wait, 2") == after(house, "a tent for 2 people")


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("a jacket under 70", "no, thanks"),
        ("a jacket under 70", "wait, do you ship to Norway?"),
        ("a jacket under 70", "make it 7000"),  # hardly that much
    ],
)
def test_what_puts_nothing_right_changes_nothing(understander: RuleUnderstander, before: str, message: str) -> None:
    assert "price at most 70" in after(understander, before, message)


def test_the_place_in_the_list_is_put_right(understander: RuleUnderstander, catalog: Catalog) -> None:
    ids = ("rain", "fleece", "tee")
    state = DialogueState(shown=Shown(ids, tuple(catalog.product(i).variants[0].id for i in ids)))
    [act] = understander.understand("put the first, no wait, the second in my cart", state).acts
    assert (act.intent, act.product_ids) == (Intent.ADD_TO_CART, ("fleece",))


@pytest.mark.parametrize(
    ("message", "unwanted"),
    [
        ("a jacket, not blue or green", {"color not Blue", "color not Green"}),
        ("a jacket in anything but blue, green or gray", {"color not Blue", "color not Green", "color not Gray"}),
    ],
)
def test_what_is_listed_after_a_no_is_unwanted(
    understander: RuleUnderstander, message: str, unwanted: set[str]
) -> None:
    assert {one for one in after(understander, message) if one.startswith("color")} == unwanted


def test_a_no_ends_at_a_pause(understander: RuleUnderstander) -> None:
    heard = after(understander, "a jacket, no hood, waterproof")
    assert any("Waterproof" in one and " not " not in one for one in heard)


@pytest.mark.parametrize(
    ("message", "limit"),
    [
        ("a jacket, nothing fancy under 80", "at most 80"),
        ("a jacket that isn't too expensive, below 60", "at most 60"),
        ("a jacket under 100, actually 2 jackets", "at most 100"),
        ("a jacket under 100, wait, in S", "at most 100"),
    ],
)
def test_the_limit_stays_what_it_was(understander: RuleUnderstander, message: str, limit: str) -> None:
    assert {one for one in after(understander, message) if one.startswith("price")} == {f"price {limit}"}


@pytest.mark.parametrize(
    "message",
    ["a blue jacket, I'd rather not have green", "a blue jacket, no, not green", "a blue jacket, never green"],
)
def test_what_is_not_wanted_beside_leaves_what_is(understander: RuleUnderstander, message: str) -> None:
    colors = {one for one in after(understander, message) if one.startswith("color")}
    assert colors == {"color is Blue", "color not Green"}


def test_pieces_of_the_cart_are_no_money(understander: RuleUnderstander) -> None:
    assert "price at most 70" in after(understander, "a jacket under 70", "I will add 2 more")
