from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.columns import ConstraintError, leading_number
from retrieval.filters import VariantTable
from retrieval.money import Money
from retrieval.query import Constraint, Operator, Query, Value
from tests.conftest import SIX, usd

IS, ONE_OF, NOT = Operator.IS, Operator.ONE_OF, Operator.NOT
AT_MOST, AT_LEAST, BETWEEN, ABOUT = Operator.AT_MOST, Operator.AT_LEAST, Operator.BETWEEN, Operator.ABOUT


@pytest.fixture
def table(catalog: Catalog) -> VariantTable:
    return VariantTable(catalog)


def matching(table: VariantTable, *constraints: Constraint, **query: object) -> set[str]:
    return set(table.matching(Query(constraints=constraints, **query)))  # type: ignore[arg-type]


def one(product_id: str, price: str = "10", available: bool = True, **options: str) -> Product:
    return Product(
        product_id, product_id, (Variant(product_id, product_id, Offer(usd(price), available=available), options),)
    )


def dec(number: str) -> Decimal:
    return Decimal(number)


# --- what each condition means ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slot", "operator", "value", "found"),
    [
        ("price", AT_MOST, dec("24.00"), {"tee", "bottle"}),
        ("price", AT_MOST, dec("18.999"), {"bottle"}),
        ("price", AT_LEAST, dec("64.5"), {"rain", "pack"}),
        ("price", AT_LEAST, dec("64.501"), {"rain"}),
        ("price", BETWEEN, (dec("19"), dec("59")), {"tee", "fleece", "bottle"}),
        ("price", BETWEEN, (dec("59"), dec("19")), set()),
        ("price", ABOUT, dec("50"), {"fleece"}),
        ("price", ABOUT, dec("80.625"), {"rain", "pack"}),  # 64.50 is just within a fifth
        ("price", IS, "79.00", {"rain"}),
        ("price", IS, "cheap", set()),
        ("price", AT_MOST, dec("1e60"), {"rain", "fleece", "tee", "bottle", "pack"}),
        ("rating", AT_LEAST, dec("4"), {"rain", "bottle"}),  # no rating, no proof
        ("rating", AT_MOST, dec("4"), {"fleece"}),
        ("brand", IS, "tarn", {"bottle", "pack"}),
        ("brand", ONE_OF, ("Tarn", "Nobody"), {"bottle", "pack"}),
        ("brand", NOT, "Tarn", {"rain", "fleece", "tee"}),  # the tee has no brand at all
        ("category", IS, "Jackets", {"rain", "fleece"}),
        ("category", IS, "women  > JACKETS", {"rain"}),
        ("category", IS, "Men", {"fleece", "tee"}),
        ("category", ONE_OF, ("Bags", "Men > Tees"), {"pack", "tee"}),
        ("category", IS, "Jack", set()),
        ("category", IS, "Jackets > Men", set()),
        ("category", IS, "", set()),
        ("category", IS, ">", set()),
        ("category", NOT, "Jackets", {"tee", "bottle", "pack"}),
        ("material", IS, "leather", {"pack"}),
        ("material", NOT, "Leather", {"rain", "fleece", "tee", "bottle"}),  # nylon and leather is leather
        ("material", NOT, "Nylon", {"fleece", "tee", "bottle"}),
        ("feature", NOT, "Waterproof", {"fleece", "tee", "bottle"}),  # those that say nothing pass
        ("color", IS, "blue", {"rain", "fleece"}),
        ("color", ONE_OF, ("White", "Gray"), {"fleece", "tee"}),
        ("size", NOT, "M", {"rain", "fleece", "tee", "bottle", "pack"}),  # other sizes remain
        ("capacity", AT_LEAST, dec("600"), {"bottle"}),
        ("capacity", AT_LEAST, dec("800"), set()),
        ("capacity", BETWEEN, (dec("500"), dec("500")), {"bottle"}),
        ("availability", IS, "in_stock", {"rain", "fleece", "tee", "bottle", "pack"}),
        ("wheels", IS, "four", set()),
        ("wheels", AT_LEAST, dec("1"), set()),
        ("wheels", NOT, "four", {"rain", "fleece", "tee", "bottle", "pack"}),
    ],
)
def test_conditions(table: VariantTable, slot: str, operator: Operator, value: Value, found: set[str]) -> None:
    assert matching(table, Constraint(slot, operator, value)) == found


def test_all_conditions_hold_on_one_and_the_same_variant(table: VariantTable) -> None:
    """The rain jacket comes in M and in green, but its M in green is sold out."""
    size, color = Constraint("size", IS, "M"), Constraint("color", IS, "Green")
    assert matching(table, size) >= {"rain"}
    assert matching(table, color) == {"rain"}
    assert matching(table, size, color) == set()
    assert matching(table, size, color, in_stock=False) == {"rain"}
    assert matching(table, Constraint("capacity", IS, "750 ml"), Constraint("price", AT_MOST, dec("20"))) == set()


def test_out_of_stock_is_left_out_unless_asked_for(table: VariantTable) -> None:
    assert "mug" not in matching(table)
    assert "mug" in matching(table, in_stock=False)


def test_excluded_products_are_left_out(table: VariantTable) -> None:
    assert matching(table, exclude=frozenset({"rain", "unknown"})) == {"fleece", "tee", "bottle", "pack"}


def test_unisex_serves_men_and_women_but_not_children_and_what_is_marked_for_nobody_serves_all() -> None:
    table = VariantTable(
        Catalog(
            [replace(one(g.lower()), attributes={"gender": (g,)}) for g in ("Men", "Women", "Unisex", "Boys")]
            + [replace(one("both"), attributes={"gender": ("Men", "Women")}), one("nobody")],
            currency="USD",
        )
    )
    assert matching(table, Constraint("gender", IS, "Women")) == {"women", "unisex", "both", "nobody"}
    assert matching(table, Constraint("gender", ONE_OF, ("men",))) == {"men", "unisex", "both", "nobody"}
    assert matching(table, Constraint("gender", IS, "Boys")) == {"boys", "nobody"}
    assert matching(table, Constraint("gender", NOT, "Men")) == {"women", "unisex", "boys", "nobody"}


def test_a_variants_own_option_goes_before_the_products_attribute() -> None:
    shirt = Product(
        "shirt",
        "Shirt",
        (
            Variant("red", "red", Offer(usd("5")), {"color": "Red"}),
            Variant("plain", "plain", Offer(usd("9"))),
        ),
        attributes={"color": ("Blue", "Green")},
    )
    table = VariantTable(Catalog([shirt], currency="USD"))
    found = table.matching(Query(constraints=(Constraint("color", IS, "Green"),)))
    assert found.variant("shirt") == "plain"
    assert table.matching(Query(constraints=(Constraint("color", NOT, "Blue"),))).variant("shirt") == "red"
    assert table.matching(Query(constraints=(Constraint("color", IS, "Red"),))).variant("shirt") == "red"


def test_prices_are_compared_in_the_currencys_own_minor_unit() -> None:
    yen = Product("y", "y", (Variant("y", "y", Offer(Money(Decimal(1200), "JPY"))),))
    table = VariantTable(Catalog([yen], currency="JPY"))
    assert matching(table, Constraint("price", AT_MOST, dec("1200"))) == {"y"}
    assert matching(table, Constraint("price", AT_MOST, dec("1199.9"))) == set()


@pytest.mark.parametrize(
    ("value", "number"),
    [("20 l", 20), ("1,200 ml", 1200), ("0,5 l", 0.5), ("2.5 kg", 2.5), (" 55 cm", 55), ("-3 °C", -3), ("6 foot", 6)],
)
def test_a_value_is_measured_by_the_number_it_begins_with(value: str, number: float) -> None:
    assert leading_number(value) == number


@pytest.mark.parametrize("value", ["", "large", "about 5", "1.2.3", "¼ zip"])
def test_other_values_are_no_numbers(value: str) -> None:
    assert leading_number(value) != leading_number(value)  # NaN


# --- wrong values ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("operator", "value"),
    [
        (AT_MOST, "cheap"),
        (AT_MOST, dec("NaN")),
        (ABOUT, ("a", "b")),
        (BETWEEN, dec("5")),
        (BETWEEN, ("1", "2")),
        (BETWEEN, (dec("1"), dec("NaN"))),
    ],
)
@pytest.mark.parametrize("slot", ["price", "rating", "material", "wheels"])
def test_a_value_that_does_not_fit_its_operator_is_refused(
    table: VariantTable, slot: str, operator: Operator, value: Value
) -> None:
    with pytest.raises(ConstraintError, match=slot):
        matching(table, Constraint(slot, operator, value))


# --- which variant is shown ------------------------------------------------------------------------------------


def test_the_variant_shown_is_in_stock_then_wished_then_cheapest_then_first() -> None:
    def variant(name: str, price: str, available: bool, color: str) -> Variant:
        return Variant(name, name, Offer(usd(price), available=available), {"color": color})

    product = Product(
        "p",
        "p",
        (
            variant("gone", "1", False, "Blue"),
            variant("dear", "9", True, "Red"),
            variant("cheap", "5", True, "Red"),
            variant("cheap-too", "5", True, "Green"),
            variant("blue", "8", True, "Blue"),
        ),
    )
    table = VariantTable(Catalog([product], currency="USD"))
    wish = Constraint("color", IS, "Blue", required=False)
    assert table.matching(Query()).variant("p") == "cheap"
    assert table.matching(Query(constraints=(wish,))).variant("p") == "blue"
    assert table.matching(Query(constraints=(wish,), in_stock=False)).variant("p") == "blue"
    unmet = replace(wish, value="Pink")
    assert table.matching(Query(constraints=(unmet,))).variant("p") == "cheap"


def test_wishes_lift_and_never_exclude(table: VariantTable) -> None:
    query = Query(constraints=(Constraint("color", IS, "Green", False), Constraint("size", IS, "S", False)))
    found = table.matching(query)
    assert set(found) == {"rain", "fleece", "tee", "bottle", "pack"}
    assert found.wishes("rain") == 1.0
    assert found.variant("rain") == "rain-S-Green"
    assert found.wishes("tee") == 0.5
    assert found.wishes("pack") == 0.0


def test_matches_know_their_products(table: VariantTable) -> None:
    found = table.matching(Query(constraints=(Constraint("category", IS, "Jackets"),)))
    assert len(found) == 2
    assert list(found) == ["rain", "fleece"]  # the catalog's order
    assert "rain" in found
    assert "tee" not in found
    assert "unknown" not in found
    assert 7 not in found


def test_known_slots(catalog: Catalog, table: VariantTable) -> None:
    for slot in ("price", "rating", "brand", "category", "material", "size", "capacity", "availability"):
        assert table.knows(slot), slot
    assert not table.knows("wheels")
    bare = VariantTable(Catalog([one("a")], currency="USD"))
    assert not bare.knows("rating")
    assert not bare.knows("brand")


def test_an_empty_catalog_has_nothing() -> None:
    table = VariantTable(Catalog([], currency="USD"))
    for slot in ("price", "category", "brand", "rating"):
        assert matching(table, Constraint(slot, NOT, "x")) == set()
    assert not table.knows("price")


def test_products_without_variants_are_not_there() -> None:
    table = VariantTable(Catalog([Product("none", "none", ()), one("a"), Product("nil", "nil", ())], currency="USD"))
    assert matching(table) == {"a"}


# --- against a plain reading of the same rules -----------------------------------------------------------------

COLORS, SIZES, MATERIALS = ("Red", "Blue", "Green"), ("S", "M"), ("Wool", "Cotton", "Silk")


def _random_catalog(seed: int) -> Catalog:
    rng = random.Random(seed)
    products = []
    for n in range(12):
        variants = tuple(
            Variant(
                f"p{n}-{v}",
                "",
                Offer(Money.from_minor(rng.randrange(1, 60) * 50, "USD"), available=rng.random() < 0.7),
                {
                    slot: rng.choice(values)
                    for slot, values in (("color", COLORS), ("size", SIZES))
                    if rng.random() < 0.7
                },
            )
            for v in range(rng.randrange(1, 5))
        )
        attributes = {
            slot: tuple(rng.sample(values, rng.randrange(1, 3)))
            for slot, values in (("material", MATERIALS), ("color", COLORS))
            if rng.random() < 0.6
        }
        products.append(
            Product(f"p{n}", f"p{n}", variants, brand=rng.choice(("", "A", "B")), attributes=attributes,
                    rating=rng.choice((None, 3.5, 4.5)))
        )  # fmt: skip
    return Catalog(products, currency="USD")


def _holds(product: Product, variant: Variant, c: Constraint) -> bool:
    if c.slot == "price":
        return c.operator is AT_MOST and variant.offer.price.amount <= c.value  # type: ignore[operator]
    if c.slot == "rating":
        return product.rating is not None and product.rating >= float(c.value)  # type: ignore[arg-type]
    values = {v.casefold() for v in product.values(variant, c.slot)}
    if c.operator is NOT:
        return str(c.value).casefold() not in values
    wanted = c.value if isinstance(c.value, tuple) else (c.value,)
    return any(str(w).casefold() in values for w in wanted)


_CONSTRAINTS = st.one_of(
    st.builds(Constraint, st.sampled_from(["color", "size", "material", "brand"]), st.sampled_from([IS, NOT]),
              st.sampled_from([*COLORS, *SIZES, *MATERIALS, "A", "b", "red"]), st.booleans()),
    st.builds(Constraint, st.just("color"), st.just(ONE_OF), st.just(("Red", "blue")), st.booleans()),
    st.builds(Constraint, st.just("price"), st.just(AT_MOST), st.integers(1, 30).map(Decimal), st.booleans()),
    st.builds(Constraint, st.just("rating"), st.just(AT_LEAST), st.just(Decimal(4)), st.booleans()),
)  # fmt: skip


@given(st.integers(0, 30), st.lists(_CONSTRAINTS, max_size=4), st.booleans())
@settings(max_examples=300, deadline=None)
def test_columns_agree_with_reading_the_records_one_by_one(
    seed: int, constraints: list[Constraint], in_stock: bool
) -> None:
    catalog = _random_catalog(seed)
    query = Query(constraints=tuple(constraints), in_stock=in_stock)
    wishes = [c for c in constraints if not c.required]
    expected = {}
    for product in catalog:
        fitting = [
            (not v.offer.available, -sum(_holds(product, v, w) for w in wishes), v.offer.price.amount, at, v.id)
            for at, v in enumerate(product.variants)
            if (v.offer.available or not in_stock) and all(_holds(product, v, c) for c in query.required)
        ]
        if fitting:
            expected[product.id] = min(fitting)[-1]
    found = VariantTable(catalog).matching(query)
    assert {i: found.variant(i) for i in found} == expected


def test_the_six_are_all_there(table: VariantTable) -> None:
    assert len(table) == sum(len(p.variants) for p in SIX)
