"""The store's papers: the passage that answers, word for word, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalog import PolicyDocument
from retrieval.documents import PassageIndex, sentences

RETURNS = PolicyDocument(
    "returns",
    "Returns",
    "# Returns\n\nUnworn things may be returned within 30 days. We add a **label** for the parcel.\n"
    "- Refunds are paid to your card within 5 working days.\n\n## Exchanges\n\nWe exchange sizes for free.",
)
DELIVERY = PolicyDocument(
    "delivery", "Delivery", "We deliver in 2 to 4 working days. Delivery is free from $50. We do not ship to islands."
)
PRIVACY = PolicyDocument("privacy", "Privacy", "We keep your personal information for a year and sell it to nobody.")
ABOUT = PolicyDocument(
    "about", "About us", "We are a small shop about the hills. Write to hello@hills.example any day."
)
PAPERS = (RETURNS, DELIVERY, PRIVACY, ABOUT)


@pytest.fixture(scope="module")
def papers() -> PassageIndex:
    return PassageIndex(PAPERS)


@pytest.mark.parametrize(
    ("question", "document", "says"),
    [
        ("What is your return policy?", "returns", "within 30 days"),
        ("can I send it back?", "returns", "returned"),
        ("when do I get my refund", "returns", "within 5 working days"),
        ("can I exchange a size?", "returns", "exchange sizes"),
        ("how long does shipping take?", "delivery", "2 to 4 working days"),
        ("is delivery free", "delivery", "free from $50"),
        ("what do you do with my personal data?", "privacy", "personal information"),
        ("who are you?", "about", "small shop"),
    ],
)
def test_a_question_finds_its_passage(papers: PassageIndex, question: str, document: str, says: str) -> None:
    found = papers.best(question)
    assert found is not None
    assert (found.document_id, found.title) == (document, next(p.title for p in PAPERS if p.id == document))
    assert says in found.text
    assert found.score > 0


@pytest.mark.parametrize("question", ["do you take PayPal?", "what about gift wrapping", "is there parking?", "zxqv"])
def test_what_the_papers_do_not_say_finds_nothing(papers: PassageIndex, question: str) -> None:
    assert papers.best(question) is None


def test_the_contact_is_the_passage_with_an_address() -> None:
    contact = PassageIndex(PAPERS).contact()
    assert contact is not None
    assert contact.document_id == "about"
    assert "hello@hills.example" in contact.text
    phone = PassageIndex([PolicyDocument("p", "Phone", "Ring us. The number is 555-229-3326, from nine.")]).contact()
    assert phone is not None
    assert "555-229-3326" in phone.text
    assert PassageIndex([DELIVERY]).contact() is None


def test_no_papers_answer_nothing() -> None:
    empty = PassageIndex([])
    assert empty.best("what is your return policy?") is None
    assert empty.contact() is None


def test_a_passage_is_cut_where_it_would_be_too_long() -> None:
    long = PolicyDocument("long", "Long", "Returns " + "are possible and so on " * 60 + ". Short one.")
    found = PassageIndex([long], longest=100).best("returns")
    assert found is not None
    assert len(found.text) <= 102
    assert found.text.endswith(" …")


def test_a_passage_ends_with_its_paragraph_unless_that_is_too_short_to_answer() -> None:
    knives = "Knives go back only in their packaging, which must be unopened and in one piece, please."
    lines = "\n".join(f"- Size {n} fits a foot of {n}0 millimeters." for n in range(20, 30))
    text = f"{knives} Not so spoons.\n\nForks are another matter.\n\n## Sizes\n\nSee below.\n{lines}"
    index = PassageIndex([PolicyDocument("r", "Returns", text)])
    for question, passage in {
        "can I return knives?": f"{knives} Not so spoons.",
        "returns of forks": "Forks are another matter. Sizes See below. Size 20 fits a foot of 200 millimeters.",
        "which foot has size 27": "Size 27 fits a foot of 270 millimeters. Size 28 fits a foot of 280 millimeters. "
        "Size 29 fits a foot of 290 millimeters.",
    }.items():
        found = index.best(question)
        assert found is not None
        assert found.text == passage


def test_what_arrived_damaged_is_answered_from_what_is_said_of_damage_with_what_it_is_said_of() -> None:
    returns = "Anything goes back within 30 days. The label costs $5. It is free when the thing is faulty or damaged."
    index = PassageIndex([DELIVERY, PolicyDocument("returns", "Returns", returns)])
    for question in ("what if it arrives damaged?", "my mug came broken", "my parcel arrived smashed"):
        found = index.best(question)
        assert found is not None
        assert found.text == "The label costs $5. It is free when the thing is faulty or damaged."
    assert PassageIndex([DELIVERY]).best("what if it arrives damaged?") is None  # when it arrives is not the question


def test_the_sum_is_what_a_question_about_costs_wants_and_the_days_what_one_about_time_does() -> None:
    text = (
        "Express delivery is for those who cannot wait.\n\nExpress delivery takes 2 days.\n\nExpress delivery costs $9."
    )
    index = PassageIndex([PolicyDocument("d", "Delivery", text)])
    for question, says in {
        "how much is express delivery?": "costs $9.",
        "how long does express delivery take": "2 days",
    }.items():
        found = index.best(question)
        assert found is not None
        assert says in found.text.split(" Express")[0]


def test_sentences_lose_their_marks_and_nothing_else() -> None:
    assert sentences(RETURNS.text) == [
        "Unworn things may be returned within 30 days.",
        "We add a label for the parcel.",
        "Refunds are paid to your card within 5 working days.",
        "Exchanges",
        "We exchange sizes for free.",
    ]
    assert sentences("") == []
    assert sentences("It costs 1.50 a day. (Really.) No! 2 days?") == [
        "It costs 1.50 a day.",
        "(Really.) No!",
        "2 days?",
    ]


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_question_to_any_paper_is_answered_with_its_own_words(question: str, text: str) -> None:
    document = PolicyDocument("one", "One", text)
    found = PassageIndex([document]).best(question)
    if found is not None:
        own = " ".join(sentences(text))
        assert found.text.removesuffix(" …") in own
