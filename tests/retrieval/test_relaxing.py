from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from retrieval.catalog import Catalog
from retrieval.filters import VariantTable
from retrieval.query import Constraint, Operator, Query
from retrieval.relaxing import IN_STOCK, Relaxation, relaxations
from tests.conftest import SIX, usd

CATALOG = Catalog(SIX, currency="USD")
TABLE = VariantTable(CATALOG)

JACKETS = Constraint("category", Operator.IS, "Jackets")
UNDER_60 = Constraint("price", Operator.AT_MOST, Decimal(60))
UNDER_20 = Constraint("price", Operator.AT_MOST, Decimal(20))
GREEN = Constraint("color", Operator.IS, "Green")
SIZE_M = Constraint("size", Operator.IS, "M")
WOMEN = Constraint("gender", Operator.IS, "Women")


def ways(*constraints: Constraint, looked_for: set[str] | None = None, **query: object) -> list[Relaxation]:
    asked = Query(constraints=constraints, **query)  # type: ignore[arg-type]
    found = relaxations(CATALOG, TABLE, asked, looked_for)
    for way in found:  # every promise is kept
        kept = [c for c in way.applied(asked).constraints if c not in way.constraints]
        brought = TABLE.matching(way.applied(asked))
        brought_ids = [i for i in brought if looked_for is None or JACKETS in kept or i in looked_for]
        assert len(brought_ids) == way.n_products
        assert min(CATALOG.variant(brought.variant(i))[1].offer.price for i in brought_ids) == way.cheapest
    return found


def test_each_constraint_alone_is_weighed() -> None:
    assert ways(JACKETS, UNDER_60, GREEN) == [
        Relaxation(UNDER_60, 1, usd("79.00")),
        Relaxation(GREEN, 1, usd("59.00")),
    ]


def test_stock_may_be_what_is_in_the_way() -> None:
    found = ways(JACKETS, GREEN, SIZE_M)
    assert found[-1] == Relaxation(IN_STOCK, 1, usd("79.00"))
    assert [w.constraint for w in found] == [GREEN, SIZE_M, IN_STOCK]  # a colour is easier given up than a size
    assert found[-1].applied(Query(constraints=(JACKETS,))) == Query(constraints=(JACKETS,), in_stock=False)


def test_what_brings_most_comes_first() -> None:
    found = ways(Constraint("brand", Operator.IS, "Tarn"), Constraint("price", Operator.AT_LEAST, Decimal(70)))
    assert [(w.constraint.slot, w.n_products) for w in found] == [("price", 2), ("brand", 1)]
    assert found[0].cheapest == usd("18.00")


def test_the_category_is_given_up_only_for_what_the_text_means() -> None:
    mugs = Constraint("category", Operator.IS, "Kitchen")
    assert ways(mugs, UNDER_20, in_stock=True) == [Relaxation(IN_STOCK, 1, usd("9.00"))]
    found = ways(mugs, Constraint("price", Operator.AT_MOST, Decimal(25)), looked_for={"bottle", "mug"})
    assert found == [Relaxation(mugs, 1, usd("18.00")), Relaxation(IN_STOCK, 1, usd("9.00"))]


def test_without_a_category_only_what_the_text_means_is_brought() -> None:
    found = ways(UNDER_20, GREEN, looked_for={"rain", "fleece"})
    assert found == [Relaxation(UNDER_20, 1, usd("79.00"))]  # not the tee, not the bottle


def test_two_are_given_up_when_one_is_not_enough() -> None:
    found = ways(JACKETS, UNDER_20, Constraint("color", Operator.IS, "Pink"))
    assert len(found) == 1
    assert found[0].constraints == (UNDER_20, Constraint("color", Operator.IS, "Pink"))
    assert (found[0].n_products, found[0].cheapest) == (2, usd("59.00"))


def test_nothing_helps_when_three_are_in_the_way() -> None:
    pink, wool = Constraint("color", Operator.IS, "Pink"), Constraint("material", Operator.IS, "Wool")
    assert ways(JACKETS, UNDER_20, pink, wool) == []


def test_what_is_excluded_is_not_promised() -> None:
    found = ways(JACKETS, UNDER_20, exclude=frozenset({"fleece"}))
    assert found == [Relaxation(UNDER_20, 1, usd("79.00"))]
    assert ways(JACKETS, WOMEN, UNDER_20, exclude=frozenset({"fleece", "rain"})) == []


def test_the_order_of_constraints_and_doubles_do_not_change_the_ways() -> None:
    once = ways(JACKETS, UNDER_60, GREEN)
    assert sorted(ways(GREEN, JACKETS, UNDER_60, GREEN), key=str) == sorted(once, key=str)


def test_wishes_are_not_in_the_way() -> None:
    pink = Constraint("color", Operator.IS, "Pink", required=False)
    assert [w.constraint for w in ways(JACKETS, UNDER_20, pink)] == [UNDER_20]


def test_giving_up_is_never_silent() -> None:
    asked = Query(constraints=(JACKETS, UNDER_20))
    way = ways(*asked.constraints)[0]
    assert way.applied(asked) == replace(asked, constraints=(JACKETS,))
    assert asked.constraints == (JACKETS, UNDER_20)
