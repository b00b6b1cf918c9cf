"""Which reviews a shopper is told to read first."""

from __future__ import annotations

from dataclasses import replace

from recommender.opinions.aspects import Aspects
from recommender.opinions.mining import Reader
from recommender.opinions.polarity import Polarity
from recommender.opinions.recommended import Recommended, recommended
from recommender.opinions.suspicious import BURST, Doubt
from recommender.opinions.telling import recommended_told
from retrieval.catalog import Review

READER = Reader(Polarity(), Aspects())
REVIEWS = [
    Review("a", "p", 4, "", "Nice color. I'm happy."),
    Review("b", "p", 2, "", "Too warm. I took a medium and it is tight."),
    Review("c", "p", 5, "", "Great comfort. We went hiking for a week."),
    Review("d", "p", 5, "", "It was a present."),
]


def test_the_same_size_comes_before_the_same_use_before_the_rest() -> None:
    found = recommended(REVIEWS, READER, size="M", uses=["hiking"])
    assert [(one.review.id, one.why) for one in found] == [("b", ("size M",)), ("c", ("hiking",)), ("a", ())]
    assert found[0].sentence == "I took a medium and it is tight."
    assert found[1].sentence == "We went hiking for a week."


def test_a_letter_alone_is_no_size() -> None:
    assert all("size M" not in one.why for one in recommended([REVIEWS[0]], READER, size="M"))


def test_a_suspicious_review_is_never_recommended() -> None:
    doubts = {"b": Doubt("b", 0.7, {BURST: 1.0})}
    assert "b" not in {one.review.id for one in recommended(REVIEWS, READER, size="M", doubts=doubts)}


def test_what_two_reviews_say_in_the_same_words_is_told_once() -> None:
    one = Review("a", "boot", 5, "", "They came out fine after two washes.")
    found = [Recommended(review, review.body) for review in (one, replace(one, id="b", rating=4))]
    told = recommended_told("Boot", found, lambda _: True)
    assert [quote.review_id for quote in told.cited] == ["a"]
    assert "[2]" not in told.text
