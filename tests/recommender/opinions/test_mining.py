"""Reading reviews: clauses, polarity, aspects, counts."""

from __future__ import annotations

import pytest

from recommender.opinions.aspects import Aspects, kind_words, learned_aspects
from recommender.opinions.clauses import Clause, clauses, is_chinese
from recommender.opinions.mining import Reader
from recommender.opinions.polarity import Polarity, features, learned, read, stance
from recommender.opinions.suspicious import BURST, Doubt
from retrieval.catalog import Product, Review

READER = Reader(Polarity(), Aspects())


def of(text: str) -> int:
    return stance(Polarity().of_text(read(Clause(text, text, is_chinese(text)))))


def test_a_sentence_is_cut_where_it_turns() -> None:
    assert [c.text for c in clauses("It is light, but the zip jams. Red, blue and green fit.")] == [
        "It is light",
        "but the zip jams.",
        "Red, blue and green fit.",
    ]
    assert [c.text for c in clauses("质量不错，但是物流太慢")] == ["质量不错", "但是物流太慢"]
    assert clauses("It is light, but the zip jams.")[1].sentence == "It is light, but the zip jams."


@pytest.mark.parametrize(
    "text", ["Works great", "Not bad at all", "no problem with it", "I like it", "质量很好", "没有异味"]
)
def test_praise(text: str) -> None:
    assert of(text) == 1


@pytest.mark.parametrize(
    "text", ["Not great", "I wish the strap were longer", "It is too thin", "a waste of money", "质量不太好", "很失望"]
)
def test_blame(text: str) -> None:
    assert of(text) == -1


def test_stars_decide_what_words_leave_open() -> None:
    own = read(Clause("The motor is the one from the film", "", False))
    assert stance(Polarity().of_text(own)) == 0
    assert [stance(Polarity().of(own, stars)) for stars in (1, 5)] == [-1, 1]


def test_a_stores_own_words_are_learned_from_its_stars() -> None:
    said = ["it whistles by the window", "the lid drips on the shelf", "it hums along", "the lamp glows at night"]
    reviews = [Review(f"g{n}", "p", 5, "", said[2 + n % 2]) for n in range(120)]
    reviews += [Review(f"b{n}", "p", 1, "", said[n % 2]) for n in range(120)]
    taught = learned(reviews)
    assert taught.of_text(read(Clause("the lid drips", "", False))) < -0.35
    assert taught.of_text(read(Clause("it glows", "", False))) > 0.35
    assert not learned(reviews[:100]).weights, "from one side alone nothing is learned"


def test_aspects_are_counted_by_reviews_with_who_dissents() -> None:
    reviews = [
        Review("a", "p", 2, "Loud", "So loud. It is really noisy at night."),
        Review("b", "p", 5, "", "Quiet enough, I love it."),
        Review("c", "p", 1, "", "Very noisy. It stopped working after a week."),
        Review("d", "p", 4, "", "Nice color."),
    ]
    found = READER.opinions(reviews)
    noise = found.of("noise")
    assert noise
    assert (noise.n, noise.n_good, noise.n_bad) == (3, 1, 2)
    assert noise.review_ids == ("a", "b", "c")
    assert {q.review_id for q in noise.quotes if q.stance < 0} == {"a", "c"}
    assert [q.review_id for q in found.failures] == ["c"]
    assert found.of("battery") is None


def test_every_quote_stands_in_its_review() -> None:
    reviews = [Review("a", "p", 2, "Loud!", "It hums; you hear it, though the build is solid."), Review("b", "p", 5)]
    found = READER.opinions(reviews)
    bodies = {review.id: f"{review.title} {review.body}" for review in reviews}
    assert found.aspects
    assert all(q.text in bodies[q.review_id] for own in found.aspects for q in own.quotes)


def test_a_doubtful_review_is_counted_and_weighs_less() -> None:
    reviews = [
        Review("a", "p", 1, "", "Loud."),
        Review("b", "p", 5, "", "Quiet."),
        Review("c", "p", 5, "", "So quiet."),
    ]
    doubts = {review_id: Doubt(review_id, 0.9, {BURST: 1.0}) for review_id in "bc"}
    trusting, doubting = (READER.opinions(reviews, own).of("noise") for own in ({}, doubts))
    assert trusting
    assert doubting
    assert (doubting.n_good, doubting.n_bad, doubting.n_doubted) == (2, 1, 2)
    assert trusting.lean > 0 > doubting.lean
    weighed = READER.opinions(reviews, doubts)
    assert weighed.rating == pytest.approx(11 / 3)
    assert weighed.weighted_rating == pytest.approx((1 + 0.1 * 10) / 1.2)


def test_warm_is_said_of_a_jacket_and_not_of_a_kettle() -> None:
    reviews = [Review("a", "p", 5, "", "It keeps warm all day.")]
    jacket, kettle = (Product("p", title, (), categories=(title,)) for title in ("Jackets", "Kettles"))
    assert READER.opinions(reviews, None, kind_words(jacket)).of("warmth")
    assert not READER.opinions(reviews, None, kind_words(kettle)).of("warmth")


def test_what_comes_in_no_sizes_runs_in_none() -> None:
    reviews = [Review("a", "p", 2, "", "Too small for my hand.")]
    assert READER.opinions(reviews).sizes == {"small": 1}
    assert READER.opinions(reviews, has_sizes=False).sizes == {}


def test_a_stores_own_aspects_are_what_its_reviews_speak_of() -> None:
    products = [Product(f"p{n}", f"Lamp {n}", (), "Brightmere", categories=("Home > Lamps",)) for n in range(3)]
    bodies = ["The spout is stiff.", "A solid spout. The lamp is nice.", "Brightmere is good. The spout squeaks."]
    reviews = [Review(f"r{n}", f"p{n % 3}", 4, "", bodies[n % 3]) for n in range(12)]
    assert learned_aspects(reviews, products) == {"spout": "spout"}
    assert learned_aspects(reviews[:4], products) == {}, "what few speak of is none"
    found = Reader(Polarity(), Aspects({"spout": "spout"})).opinions(reviews)
    assert found.of("spout")
    assert [own.label for own in found.aspects if own.name == "spout"] == ["spout"]


def test_chinese_reviews_have_aspects_too() -> None:
    found = READER.opinions([Review("a", "p", 2, "", "屏幕很清晰，但是电池太差，物流也慢")])
    sides = {own.name: own.n_good - own.n_bad for own in found.aspects}
    assert sides["battery"] == -1
    assert sides["delivery"] == -1
    assert "picture" in sides


def test_features_come_in_the_order_of_the_words() -> None:
    """In the order of a set, every process would learn other weights of the same reviews."""
    assert features(read(clauses("a stiff stiff zip")[0])) == [
        "a",
        "stiff",
        "zip",
        "a stiff",
        "stiff stiff",
        "stiff zip",
    ]
    assert features(read(clauses("很好很")[0])) == ["很", "好", "很好", "好很", "很好很"]
