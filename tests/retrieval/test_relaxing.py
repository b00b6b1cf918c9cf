from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from retrieval.catalog import Catalog
from retrieval.filters import VariantTable
from retrieval.query import Constraint, Operator, Query
from retrieval.relaxing import IN_STOCK, MOST_GIVEN_UP, Relaxation, names_a_category, relaxations
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


PINK = Constraint("color", Operator.IS, "Pink")
WOOL = Constraint("material", Operator.IS, "Wool")
SILK = Constraint("fabric", Operator.IS, "Silk")
OLD = Constraint("brand", Operator.IS, "Nobody")


def test_beyond_pairs_the_smallest_set_is_found() -> None:
    [way] = ways(JACKETS, UNDER_20, PINK, WOOL)
    assert way.constraints == (UNDER_20, PINK, WOOL)
    assert (way.n_products, way.cheapest) == (2, usd("59.00"))


def test_nothing_helps_when_more_than_four_are_in_the_way() -> None:
    assert ways(JACKETS, UNDER_20, PINK, WOOL, SILK)
    assert ways(JACKETS, UNDER_20, PINK, WOOL, SILK, OLD) == []


NO_DEMAND = Constraint("x", Operator.IS, "x")
DEMANDS = (
    JACKETS, UNDER_60, UNDER_20, GREEN, SIZE_M, WOMEN, PINK, WOOL, SILK, OLD,
    Constraint("category", Operator.IS, "Men"),
    Constraint("size", Operator.IS, "XL"),
    Constraint("brand", Operator.IS, "Tarn"),
    Constraint("material", Operator.NOT, "Nylon"),
    Constraint("rating", Operator.AT_LEAST, Decimal(4)),
)  # fmt: skip


def brought_by(asked: Query, given_up: tuple[Constraint, ...], looked_for: set[str] | None) -> set[str]:
    """By trying it: the products that the query finds without these, as far as they are what was looked for."""
    way = Relaxation(given_up[0], 0, usd("0"), given_up[1:])
    named = [c for c in asked.required if names_a_category(c)]
    kept = [c for c in named if c not in given_up]
    found = set(TABLE.matching(way.applied(asked)))
    if kept or (looked_for is None and not named):
        return found
    return found & looked_for if looked_for is not None else set()


@given(
    st.lists(st.sampled_from(DEMANDS), min_size=1, max_size=7, unique=True),
    st.none() | st.sets(st.sampled_from([p.id for p in SIX])),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_the_smallest_sets_are_those_that_trying_every_set_finds(
    demands: list[Constraint], looked_for: set[str] | None, in_stock: bool
) -> None:
    asked = Query(constraints=tuple(demands), in_stock=in_stock)
    everything = (*demands, IN_STOCK) if in_stock else tuple(demands)
    assume(not brought_by(asked, (NO_DEMAND,), looked_for))
    expected: dict[frozenset[Constraint], int] = {}
    for n in range(1, MOST_GIVEN_UP + 1):
        for given_up in combinations(everything, n):
            if brought := brought_by(asked, given_up, looked_for):
                expected[frozenset(given_up)] = len(brought)
        if expected:
            break
    found = {frozenset(w.constraints): w.n_products for w in relaxations(CATALOG, TABLE, asked, looked_for)}
    assert found == expected


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
