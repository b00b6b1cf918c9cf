"""Ages in English and Chinese, as a bound on the age that things are made from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.quantities.ages import Ages
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd

AGES = Ages(
    Vocabulary.learn(
        Catalog(
            tuple(
                Product(f"t{n}", f"Toy {n}", (Variant(f"t{n}-1", "Toy", Offer(usd("9")), {}),), categories=("Toys",),
                        attributes={"age": (f"{n}+",)})
                for n in (1, 3, 8, 12)
            ),
            currency="USD",
        )
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("for a 5 year old", 5),
        ("他今年8岁", 8),
        ("给五岁的男孩", 5),
        ("十岁生日", 10),
        ("3周歲的女兒", 3),
        ("六个月的宝宝", 0),
        ("三十岁的老婆", None),  # grown-ups bound nothing
        ("六个月保修", None),
    ],
)
def test_an_age_bounds_from_which_age_a_thing_is(text: str, age: int | None) -> None:
    found = [amount.constraint.value for amount in AGES.read(text)]
    assert found == ([] if age is None else [Decimal(age)])
