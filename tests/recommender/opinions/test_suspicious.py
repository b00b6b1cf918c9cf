"""Which reviews are doubted, why, and which are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from recommender.opinions.suspicious import (
    BOUGHT_NOTHING,
    BURST,
    COPIED,
    ONE_VERDICT,
    bursts,
    copies,
    doubts,
    said_signs,
)
from retrieval.catalog import Review

DAY = datetime(2026, 3, 1, tzinfo=UTC)
LONG = "the kettle boils fast and pours without a drip and the handle stays cool even when it is full to the brim"


def review(at: int, rating: int, *, day: int = 0, body: str = "", author: str = "", product: str = "kettle") -> Review:
    return Review(f"{product}-{at}", product, rating, "", body, author, DAY + timedelta(days=day))


def steady(n: int = 12) -> list[Review]:
    return [review(at, 2 + at % 3, day=20 * at) for at in range(n)]


def test_many_equal_stars_at_once_are_a_burst() -> None:
    pushed = [review(100 + at, 5, day=95) for at in range(6)]
    assert set(bursts([*steady(), *pushed])) == {r.id for r in pushed}


def test_a_sale_brings_all_kinds_of_stars_and_is_none() -> None:
    sale = [review(100 + at, 1 + at % 5, day=95) for at in range(8)]
    assert not bursts([*steady(), *sale])


def test_what_everybody_praises_may_be_praised_at_once() -> None:
    praised = [review(at, 5, day=20 * at) for at in range(20)]
    pushed = [review(100 + at, 5, day=95) for at in range(6)]
    found = bursts([*praised, *pushed])
    assert all(strength < 0.5 for strength in found.values())


def test_a_text_that_two_wrote_is_copied_and_ones_own_is_not() -> None:
    two = [review(1, 5, body=LONG, author="Ann"), review(2, 5, body=LONG + " truly", author="Bob", product="jug")]
    assert set(copies(two)) == {"kettle-1", "jug-2"}
    assert not copies([review(1, 5, body=LONG, author="Ann"), review(2, 5, body=LONG, author="Ann", product="jug")])


def test_short_texts_are_anybodys() -> None:
    assert not copies([review(1, 5, body="Great kettle", author="Ann"), review(2, 5, body="Great kettle", author="B")])


def test_chinese_texts_are_compared_too() -> None:
    body = "这个水壶烧水很快而且倒水的时候一点也不漏，把手也不烫手，用了一个月没有任何问题"
    assert set(copies([review(1, 5, body=body, author="甲"), review(2, 5, body=body, author="乙")])) == {
        "kettle-1",
        "kettle-2",
    }


def test_who_only_praises_and_who_bought_nothing() -> None:
    own = [review(at, 5, product=f"p{at}", author="Max") for at in range(4)]
    others = [review(at, 1 + at % 5, product=f"q{at}", author=f"a{at}") for at in range(20)]
    found = doubts([*own, *others], buyers={"Max": False, "a1": True})
    assert all(set(found[r.id].signs) == {ONE_VERDICT, BOUGHT_NOTHING} for r in own)
    assert not {r.id for r in others} & set(found)
    assert not any(found[r.id].is_doubtful for r in own), "neither sign alone, nor both, condemn a review"


def test_signs_add_up_and_never_to_more_than_all() -> None:
    body = LONG + " and so on"
    pushed = [review(100 + at, 5, day=95, body=body, author=f"n{at}") for at in range(6)]
    found = doubts([*steady(), *pushed])
    one = found["kettle-100"]
    assert set(one.signs) == {BURST, COPIED}
    assert one.doubt == pytest.approx(1 - (1 - 0.7) * (1 - 0.8))
    assert one.weight == pytest.approx(0.06)


def test_signs_are_told_to_people_in_one_order() -> None:
    assert said_signs([COPIED, BURST, COPIED]) == "many at once with the same stars, a text somebody else wrote too"
    assert said_signs([]) == ""
