"""Why not: the figure that is missing, the value that is another, or what came before it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from recommender.why_not import WhyNot
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Constraint, Operator, Order, Query, Value

RAIN = Candidate("rain", "rain-M-Blue", 0.9, {"words": 0.5, "popularity": 0.4})
FLEECE = Candidate("fleece", "fleece-M-Blue", 0.6, {"words": 0.55, "popularity": 0.05})


def must(slot: str, operator: Operator, value: Value) -> Constraint:
    return Constraint(slot, operator, value)


@pytest.mark.parametrize(
    ("product_id", "constraint", "claim"),
    [
        ("rain", must("price", Operator.AT_MOST, Decimal(61)), "$79.00 is over your $61.00 by $18.00"),
        ("tee", must("price", Operator.AT_LEAST, Decimal(20)), "$19.00 is below your $20.00 by $1.00"),
        ("bottle", must("price", Operator.AT_MOST, Decimal(10)), "$18.00 is over your $10.00 by $8.00"),  # the nearest
        ("rain", must("size", Operator.IS, "XL"), "not in size XL (it comes in S, M and L)"),
        ("fleece", must("material", Operator.IS, "Cotton"), "not cotton (material: Polyester)"),
        ("bottle", must("pattern", Operator.IS, "Striped"), "the store does not state that it is striped"),
        ("bottle", must("category", Operator.IS, "Men > Tees"), "not among the tees, it is among the bottles"),
    ],
)
def test_what_a_product_misses(catalog: Catalog, product_id: str, constraint: Constraint, claim: str) -> None:
    found = WhyNot(catalog).explain(product_id, [], Query("", (constraint,)))
    assert [e.claim for e in found.evidence] == [claim]
    assert found.text == f"{catalog.product(product_id).title}: {claim}."
    assert all(e.source for e in found.evidence)


def test_what_is_sold_out_and_what_was_turned_down(catalog: Catalog) -> None:
    assert "out of stock" in WhyNot(catalog).explain("mug", [], Query()).text
    turned_down = WhyNot(catalog).explain("tee", [], Query(exclude=frozenset(["tee"])))
    assert turned_down.text == "Plain Cotton Tee: you said that it is not for you."


def test_what_fits_and_came_later_hears_of_what_came_first(catalog: Catalog) -> None:
    found = WhyNot(catalog).explain("fleece", [RAIN, FLEECE], Query())
    assert found.text == (
        "Cairn Fleece Jacket: number 2 of 2 that fit, cheaper than the Brook Rain Jacket by $20.00 "
        "and below it because other shoppers speak less for it."
    )
    by_price = WhyNot(catalog).explain("fleece", [RAIN, FLEECE], Query(order=Order.DEAREST))
    assert "because" not in by_price.text  # there only prices count


def test_the_first_is_told_so(catalog: Catalog) -> None:
    assert (
        WhyNot(catalog).explain("rain", [RAIN, FLEECE], Query()).text == "Brook Rain Jacket: the first of 2 that fit."
    )
