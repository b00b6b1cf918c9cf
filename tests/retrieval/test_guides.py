"""Guides answer who asks for advice, and nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalog import PolicyDocument
from retrieval.guides import GuideIndex

TENTS = PolicyDocument(
    "tents",
    "How to choose a tent",
    "Begin with the people, then the weight.\n\n## Water column\n\nThe water column tells how much rain it holds out.\n"
    "\n## Mats\n\nA mat of foam never goes flat. It also is a seat.\n\n## Prices\n\nDelivery is a word.",
    "guide",
    ("tent", "sleeping mat"),
)
SCREENS = PolicyDocument(
    "screens",
    "Monitors and how to mount them",
    "Choose the size by the distance.\n\n## What to look for in a monitor arm\n\nLook at the load.\n\n"
    "## What VESA means\n\nVESA is the pattern of the holes.",
    "guide",
    ("monitor", "monitor arm"),
)
DELIVERY = PolicyDocument("delivery", "Delivery", "Delivery takes 2 days. A free tent comes with nothing.")


@pytest.fixture(scope="module")
def guides() -> GuideIndex:
    return GuideIndex([DELIVERY, TENTS, SCREENS])


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("how do I choose a tent?", "Begin with the people"),
        ("how should I pick a good tent", "Begin with the people"),
        ("How to choose the right monitor?", "Choose the size"),
        ("what should I look for in a monitor arm", "Look at the load."),
        ("what do I have to look for in a sleeping mat?", "A mat of foam never goes flat. It also is a seat."),
        ("what does water column mean", "The water column tells"),
        ("how much water column do I need in a tent", "The water column tells"),
        ("What does VESA mean?", "VESA is the pattern"),
        ("do you have a buying guide for tents", "Begin with the people"),
    ],
)
def test_advice_that_is_asked_for(guides: GuideIndex, question: str, says: str) -> None:
    found = guides.best(question)
    assert found is not None
    assert found.text.startswith(says)
    guide = {"tents": TENTS, "screens": SCREENS}[found.document_id]
    assert found.title == guide.title
    assert all(part in guide.text for part in found.text.split(". "))


@pytest.mark.parametrize(
    "question",
    [
        "show me tents",  # no advice
        "how long does delivery take?",
        "how do I choose between the tents",
        "how do I choose a kettle?",  # no guide
        "what does zorb mean",
        "what does it mean",
        "what does delivery mean",  # the policy's own
        "what does free delivery mean",
        "",
    ],
)
def test_nothing_for_others(guides: GuideIndex, question: str) -> None:
    assert guides.best(question) is None


def test_a_long_paragraph_is_cut_at_a_sentence() -> None:
    text = "A tent stands. " * 10 + "It " + "really " * 100 + "stands."
    guide = PolicyDocument("t", "Tents", text, "guide", ("tent",))
    found = GuideIndex([guide], longest=80).best("how do I choose a tent")
    assert found is not None
    assert found.text == "A tent stands. " * 4 + "A tent stands."


def test_without_guides_there_is_no_advice() -> None:
    assert GuideIndex([DELIVERY]).best("how do I choose a tent?") is None


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_words_are_borne(thing: str, text: str) -> None:
    GuideIndex([PolicyDocument("g", thing, text, "guide", (thing,))]).best(f"how do I choose a {thing}?")
