"""`eval filters`: random filtered queries against an oracle that reads the records one by one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from retrieval.filters import Matches, VariantTable
from retrieval.query import Constraint, Operator, Query
from retrieval.store import open_store
from ui.eval.filter_oracle import Oracle, Row, names, other_units, per_of, read_amount, stated
from ui.eval.frame import EvalError, Measured

_MOST = 4  # conditions of a query
_SHOWN = 20  # wrong queries in the table; all are counted
_STUFF = ("Leather", "Cotton", "Wood", "Glass", "Wool", "Steel", "Plastic", "Metal", "Nylon", "Silk", "Polyester")
_Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One product on which filter and oracle differ: shown though it must not be, or missed though it fits."""

    query: Query
    product_id: str
    what: str

    def __str__(self) -> str:
        said = [f"{c.slot} {c.operator} {c.value} {c.unit}".strip() for c in self.query.required]
        return "; ".join([*said, "in stock"] if self.query.in_stock else said)


def measure_filters(store: Path, n: int, seed: int, on: date, progress: _Progress) -> Measured:
    """The figures of `n` queries on one store; `violations` and `missed` are 0 where the filters keep their word.

    Raises `EvalError` for a store whose vocabulary was corrected.
    """
    with open_store(store, on=on) as opened:
        name = opened.manifest.name
        if opened.catalog.corrections:
            raise EvalError(
                f"The vocabulary of the store at {store} was corrected, and the oracle reads the records as the feed "
                "gave them. Import the feed into a new folder and measure there."
            )
        table = VariantTable(opened.catalog)
    oracle = Oracle(store, on)
    queries = list(random_queries(oracle.rows, n, random.Random(seed)))
    wrong: list[Wrong] = []
    n_found: list[int] = []
    for at, query in enumerate(queries):
        if at % 50 == 0:
            progress("Asking", at, n)
        matches = table.matching(query)
        n_found.append(len(matches))
        wrong += differences(matches, oracle.keeping(query), query)
    progress("Asking", n, n)
    kinds = Counter(_kind(c) for query in queries for c in query.required)
    rows: list[dict[str, str | int | float | None]] = [
        {"store": name, "condition": kind, "times asked": times} for kind, times in sorted(kinds.items())
    ]
    rows += [{"wrong": str(one), "product": one.product_id, "what": one.what} for one in wrong[:_SHOWN]]
    return Measured(
        {
            "queries": n,
            "violations": sum(one.what != "missed" for one in wrong),
            "missed": sum(one.what == "missed" for one in wrong),
            "queries_with_matches": sum(bool(found) for found in n_found) / max(n, 1),
            "variants": len(oracle.rows),
        },
        rows,
    )


def differences(matches: Matches, expected: dict[str, set[str]], query: Query) -> Iterator[Wrong]:
    """Where the filters and the oracle differ, in the products or in the variant that is shown."""
    found = set(matches)
    for product_id in sorted(found - expected.keys()):
        yield Wrong(query, product_id, "shown")
    for product_id in sorted(expected.keys() - found):
        yield Wrong(query, product_id, "missed")
    for product_id in sorted(found & expected.keys()):
        if matches.variant(product_id) not in expected[product_id]:
            yield Wrong(query, product_id, f"shown as {matches.variant(product_id)}")


def random_queries(rows: Sequence[Row], n: int, rng: random.Random) -> Iterator[Query]:
    """Queries whose conditions are near what some row says, so that most bring something and some do not."""
    ids = sorted({row.product_id for row in rows})
    for _ in range(n):
        row = rng.choice(rows)
        about = [row if rng.random() < 0.8 else rng.choice(rows) for _ in range(rng.randint(1, _MOST))]
        wanted = [_condition(one, rng) for one in about]
        excluded = frozenset(rng.sample(ids, min(3, len(ids)))) if rng.random() < 0.1 else frozenset[str]()
        yield Query("", tuple(wanted), in_stock=rng.random() < 0.7, exclude=excluded)


def _condition(row: Row, rng: random.Random) -> Constraint:
    """One condition that the row keeps, or nearly."""
    makers = [_of_price, _of_price, _of_value, _of_value, _of_value, _of_amount, _of_amount, _of_rating, _of_category,
              _of_stuff]  # fmt: skip
    found = rng.choice(makers)(row, rng)
    return found or _of_price(row, rng)


def _of_price(row: Row, rng: random.Random) -> Constraint:
    price = Decimal(row.price) / 100
    near = price + rng.choice((Decimal(0), Decimal(0), Decimal("0.01"), Decimal("-0.01"), Decimal(5), Decimal(-3)))
    match rng.randrange(4):
        case 0:
            return Constraint("price", Operator.AT_MOST, near)
        case 1:
            return Constraint("price", Operator.AT_LEAST, near)
        case 2:
            return Constraint("price", Operator.ABOUT, near)
    return Constraint("price", Operator.BETWEEN, (near - rng.randint(0, 10), near + rng.randint(0, 10)))


def _of_value(row: Row, rng: random.Random) -> Constraint | None:
    slots = sorted({*row.attributes, *row.options, "brand"})
    slot = rng.choice(slots)
    values = stated(row, slot)
    if not values:
        return None
    value = _written(rng.choice(values), rng)
    match rng.randrange(4):
        case 0:
            return Constraint(slot, Operator.NOT, value)
        case 1:
            return Constraint(slot, Operator.ONE_OF, (value, _written(rng.choice(values), rng)))
        case 2 if rng.random() < 0.5:
            return Constraint(slot, Operator.NOT, (value, "Nothing at all"))
    return Constraint(slot, Operator.IS, value)


def _of_amount(row: Row, rng: random.Random) -> Constraint | None:
    said = [(slot, own) for slot in sorted({*row.attributes, *row.options}) for own in stated(row, slot)]
    measured = [(slot, found) for slot, own in said if (found := read_amount(own)) is not None]
    if not measured:
        return None
    slot, found = rng.choice(measured)
    units = other_units(found.per)
    unit = rng.choice(units) if units and rng.random() < 0.7 else found.unit
    number = _decimal(rng.choice((found.low, found.high)) / per_of(unit)[1])
    number += rng.choice((Decimal(0), Decimal(0), Decimal("0.5"), Decimal("-0.5")))
    if rng.random() < 0.2:
        return Constraint(slot, rng.choice((Operator.AT_MOST, Operator.AT_LEAST)), number)  # in the slot's own unit
    match rng.randrange(5):
        case 0:
            return Constraint(slot, Operator.AT_MOST, number, unit=unit)
        case 1:
            return Constraint(slot, Operator.AT_LEAST, number, unit=unit)
        case 2:
            return Constraint(slot, Operator.ABOUT, number, unit=unit)
        case 3:
            return Constraint(slot, Operator.BETWEEN, (number, number + rng.randint(-1, 5)), unit=unit)
    return Constraint(slot, Operator.IS, f"{number.normalize():f} {unit}")


def _of_rating(row: Row, rng: random.Random) -> Constraint:
    if rng.random() < 0.4:
        return Constraint("n_reviews", Operator.AT_LEAST, Decimal(max(0, row.n_reviews + rng.randint(-2, 1))))
    rating = Decimal(rng.choice(("3", "3.5", "4", "4.5"))) if row.rating is None else Decimal(f"{row.rating:.2f}")
    return Constraint("rating", rng.choice((Operator.AT_LEAST, Operator.AT_MOST)), rating)


def _of_category(row: Row, rng: random.Random) -> Constraint | None:
    if not row.categories:
        return None
    steps = [step.strip() for step in rng.choice(row.categories).split(">")]
    at = rng.randrange(len(steps))
    part = _written(" > ".join(steps[at : at + rng.randint(1, 2)]), rng)
    return Constraint("category", Operator.NOT if rng.random() < 0.2 else Operator.IS, part)


def _of_stuff(row: Row, rng: random.Random) -> Constraint:
    """What the thing must not be: something that it is called, or one of the common materials."""
    called = [stuff for stuff in _STUFF if names(f"{row.title}. {row.description}", stuff)]
    slot = rng.choice(("material", "material", "color", "brand"))
    word = rng.choice(called or _STUFF) if slot == "material" else rng.choice(row.title.split() or ["Red"])
    return Constraint(slot, Operator.NOT, word)


def _written(value: str, rng: random.Random) -> str:
    """As the store writes it, or with other capitals and spaces."""
    return rng.choice((value, value, value.lower(), value.upper(), f" {value} "))


def _decimal(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("1e-6")).normalize()


def _kind(constraint: Constraint) -> str:
    own = ("price", "rating", "n_reviews", "category", "brand")
    what = constraint.slot if constraint.slot in own else "attribute"
    return f"{what} {constraint.operator}{' with a unit' if constraint.unit else ''}"
