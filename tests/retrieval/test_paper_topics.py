"""What a question to the papers is about, and that nothing about something else answers it."""

from __future__ import annotations

import pytest

from retrieval.catalog import PolicyDocument
from retrieval.documents import PassageIndex
from retrieval.nearness import Nearness
from retrieval.paper_topics import is_for_papers, topics_asked, topics_headed, topics_of_title, topics_said
from tests.retrieval.scripted_encoder import ScriptedEncoder

DELIVERY = PolicyDocument("delivery", "Delivery", "Standard delivery takes 3 to 5 working days.\n\nExpress costs $9.")
RETURNS = PolicyDocument("returns", "Returns", "You can return anything unused within 30 days.\n\nKnives stay.")
SIZES = PolicyDocument("sizes", "Size guide", "EU 22 fits a child's foot of 13.2 cm. EU 23 fits one of 13.8 cm.")
PRIVACY = PolicyDocument(
    "privacy", "Privacy policy", "Companies that help us bring you things see your order. Write to data@shop.example."
)
CONTACT = PolicyDocument("contact", "Contact", "E-mail: help@shop.example. We answer within a day.")
PAPERS = (SIZES, PRIVACY, DELIVERY, RETURNS, CONTACT)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("when will it be here if I order today", "delivery"),
        ("how quickly could all this be here", "delivery"),
        ("can i have it thursday", "delivery"),
        ("can she bring it back without the receipt", "returns"),
        ("what happens if it doesn't fit him", "exchange"),
        ("do you take paypal", "payment"),
        ("it stopped working after a month", "warranty"),
        ("do you do gift wrapping?", "gifts"),
        ("how can I reach you", "contact"),
        ("what do you know about me", "privacy"),
        ("what is EU 42 in US", "sizes"),
    ],
)
def test_a_question_is_about_its_topic(question: str, topic: str) -> None:
    assert topic in topics_asked(question)


@pytest.mark.parametrize("question", ["how do I become a pilot", "do you have a newsletter", "can I rent a tent"])
def test_what_shops_have_no_paper_on_has_no_topic(question: str) -> None:
    assert topics_asked(question) == ()


def test_pages_headings_and_sentences_have_topics() -> None:
    assert topics_of_title("Warranty and repairs") == {"warranty"}
    assert topics_headed("Shipping and Delivery Orders leave within a day.") == {"delivery"}
    assert topics_headed("Returning Gifts When returning a gift, a card is issued.") == set()
    assert "returns" in topics_said("Used merchandise cannot be returned.")


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("what happens if it doesn't fit him", "returns"),
        ("when will it be here", "delivery"),
        ("can she bring it back without the receipt", "returns"),
        ("what do you do with my data", "privacy"),
    ],
)
def test_the_topic_s_own_paper_answers_though_others_share_more_words(question: str, document: str) -> None:
    found = PassageIndex(PAPERS).best(question)
    assert found is not None
    assert found.document_id == document


@pytest.mark.parametrize("question", ["do you wrap presents", "how long is the guarantee", "do you take paypal"])
def test_a_topic_without_a_paper_is_not_answered_from_another(question: str) -> None:
    assert PassageIndex(PAPERS).best(question) is None


def test_meaning_chooses_among_passages_of_the_topic() -> None:
    question = "is there a quicker way to get it delivered"
    near = Nearness(ScriptedEncoder(question, {"Delivery: Express costs $9.": 0.7}))
    by_words, by_meaning = PassageIndex(PAPERS).best(question), PassageIndex(PAPERS, nearness=near).best(question)
    assert by_words is not None
    assert by_meaning is not None
    assert by_words.text.startswith("Standard")
    assert by_meaning.text.startswith("Express")


def test_the_contact_is_of_a_contact_page_and_not_of_one_about_data() -> None:
    contact = PassageIndex(PAPERS).contact()
    assert contact is not None
    assert contact.document_id == "contact"
    assert PassageIndex([PRIVACY]).contact() is None


@pytest.mark.parametrize("question", ["would both arrive by Friday?", "can I send it back?", "how quickly is it here"])
def test_what_is_the_shop_s_to_answer_is_known(question: str) -> None:
    assert is_for_papers(question)


@pytest.mark.parametrize("question", ["is it too small for a laptop", "how long does it last", "what is it made of"])
def test_what_is_the_thing_s_is_left_to_its_record(question: str) -> None:
    assert not is_for_papers(question)
