"""What shoppers ask is answered by what the product states."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from retrieval.sample.assortment import Assortment, Question, read_assortment
from retrieval.sample.description import filled
from retrieval.sample.quality import quality
from retrieval.sample.questions import STORE, questions, true_answer
from tests.retrieval.sample.small_range import jacket, range_of, small_range

TODAY = date(2026, 11, 21)
HOOD, WEIGHT, FILL, SIZE = small_range().kinds["rain coat"].questions


@pytest.fixture(scope="module")
def assortment() -> Assortment:
    return read_assortment()


@pytest.fixture(scope="module")
def rows(assortment: Assortment) -> list[dict[str, Any]]:
    return list(questions(assortment, seed=7, today=TODAY))


def test_same_seed_and_day_same_bytes() -> None:
    def drawn(seed: int, today: date) -> str:
        return json.dumps(list(questions(small_range(), seed=seed, today=today)))

    assert drawn(7, TODAY) == drawn(7, TODAY)
    assert drawn(7, TODAY) != drawn(8, TODAY)
    assert drawn(7, TODAY) != drawn(7, TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("question", "answer"),
    [(HOOD, "Yes, it has a hood."), (WEIGHT, "It weighs 400 g."), (FILL, ""), (SIZE, "")],
)
def test_the_attributes_decide(question: Question, answer: str) -> None:
    assert true_answer(question, jacket("jacket")) == answer


def test_without_the_feature_the_answer_is_the_other_one() -> None:
    bare = jacket("jacket", attributes={"fill": ("Down", "Feathers")})
    assert true_answer(HOOD, bare) == "No, it ends at the collar."
    assert true_answer(FILL, bare) == "It is filled with Down and Feathers."
    assert true_answer(WEIGHT, bare) == ""


def test_every_store_answer_is_true_by_the_attributes(assortment: Assortment, rows: list[dict[str, Any]]) -> None:
    items = {item.id: (kind, item) for kind, item in assortment.items()}
    for row in rows:
        kind, item = items[row["product_id"]]
        (said,) = [answer for answer in row["answers"] if answer["is_store"]]
        asked = [q for q in kind.questions if row["question"].lower().endswith(q.ask.lower())]
        expected = set()
        for question in asked:
            if question.feature:
                has = question.feature in item.values("feature")
                expected.add(filled(question.if_so if has else question.if_not, item))
            else:
                assert item.values(question.slot), row["id"]
                expected.add(filled(question.answer, item))
        assert said["text"] in expected, row["id"]
        assert said["by"] == STORE
        assert "{" not in said["text"]


def test_most_products_are_asked_and_none_more_than_five(assortment: Assortment, rows: list[dict[str, Any]]) -> None:
    asked: dict[str, set[str]] = {}
    for row in rows:
        asked.setdefault(row["product_id"], set()).add(row["question"].lower().split(",")[-1].strip())
    n = len(list(assortment.items()))
    assert 0.6 < len(asked) / n < 0.95
    assert max(len(found) for found in asked.values()) <= 5
    assert len({row["id"] for row in rows}) == len(rows) == sum(len(found) for found in asked.values())


def test_answers_follow_their_question_and_none_is_of_tomorrow(
    assortment: Assortment, rows: list[dict[str, Any]]
) -> None:
    new = {item.id: item.new for _, item in assortment.items()}
    for row in rows:
        days = [date.fromisoformat(day) for day in (row["asked_at"], *(answer["at"] for answer in row["answers"]))]
        assert days == sorted(days)
        assert days[-1] <= TODAY
        oldest = min(548, 31 * new[row["product_id"]] or 548)
        assert (TODAY - days[0]).days <= oldest, row["id"]


def test_owners_remark_what_fits_the_hidden_quality() -> None:
    def remarks(hidden: float) -> str:
        cold = [jacket(f"jacket-{n}", hidden={"warmth": hidden}, attributes={"fill": ("Down",)}) for n in range(60)]
        small = range_of(cold, [])
        kind, item = next(small.items())
        assert quality(small, kind, item, seed=7)["warmth"] == hidden
        rows = questions(small, seed=7, today=TODAY)
        return " ".join(a["text"] for row in rows for a in row["answers"] if not a["is_store"])

    assert re.search("warmth annoys", remarks(-0.8))
    assert not re.search("warmth pleases", remarks(-0.8))
    assert re.search("warmth pleases", remarks(0.8))
    assert not re.search("warmth annoys", remarks(0.8))
