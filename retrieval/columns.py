"""Columns: a slot's values over all variants, coded as numbers, so that conditions are array operations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from retrieval.quantities import Quantity, commonest_unit, quantity
from retrieval.query import Constraint, Operator
from retrieval.units import unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NUMBER = re.compile(r"\s*([-+]?\d+(?:[.,]\d+)*)")
_NAN = float("nan")
_ABOUT = Decimal("0.2")  # "about 50" is 40 to 60: what shoppers accept without being asked again
_TEXT_OPERATORS = {Operator.IS, Operator.ONE_OF, Operator.NOT}


class ConstraintError(ValueError):
    """A constraint whose value does not fit its operator."""


class SlotColumn:
    """What every variant has for one slot: its own option if it has one, else the values of its product."""

    def __init__(self, n_variants: int) -> None:
        self._codes: dict[str, int] = {}
        self._own: NDArray[np.int32] = np.full(n_variants, -1, dtype=np.int32)
        self._has_own = False
        self._shared: list[tuple[int, int]] = []

    def add_own(self, variant: int, value: str) -> None:
        self._own[variant] = self._code(value)
        self._has_own = True

    def add_shared(self, product: int, values: Iterable[str]) -> None:
        self._shared.extend((product, self._code(value)) for value in values)

    def freeze(self, product_of: NDArray[np.int32], slot: str = "") -> None:
        """Call once, when everything was added. `product_of` is `(n_variants,)`: each variant's product."""
        pairs = np.array(self._shared, dtype=np.int32).reshape(-1, 2)
        self._shared = []
        self._shared_product, self._shared_code = pairs[:, 0], pairs[:, 1]
        self._product_of = product_of
        self._n_products = int(product_of[-1]) + 1 if len(product_of) else 0
        self.values: tuple[str, ...] = tuple(self._codes)
        self._unit = commonest_unit(self.values, slot)
        self._quantities: list[Quantity | None] = [quantity(value, self._unit) for value in self.values]
        kinds = np.array([found.kind if found else None for found in self._quantities], dtype=object)
        ends = [(float(found.low), float(found.high)) if found else (_NAN, _NAN) for found in self._quantities]
        self._kinds, self._ends = kinds, np.array(ends, dtype=np.float64).reshape(-1, 2)

    def keeping(self, constraint: Constraint) -> NDArray[np.bool_]:
        """`(n_values,)`: which values are quantities within the constraint's bounds, units converted.

        A span keeps a bound that some of it keeps; of several sides the longest counts; a bound without a unit is in
        the unit that most values are in. What is measured in other kinds of units keeps nothing.
        """
        of = unit(constraint.unit or self._unit)
        low, high = (float(of.amount(bound)) for bound in bounds(constraint))
        kept = (self._kinds == of.kind) & (self._ends[:, 1] >= low) & (self._ends[:, 0] <= high) & (low <= high)
        return np.asarray(kept, dtype=np.bool_)

    def same_amount(self, value: str) -> list[int]:
        """The codes of values that say the same amount in whatever unit: "2 m" is "200 cm"."""
        said = quantity(value)
        if said is None or not said.is_whole:
            return []
        return [code for code, found in enumerate(self._quantities) if found and found.is_same(said)]

    def code(self, value: str) -> int | None:
        """The position of `value` in `values`; None when no variant has it."""
        return self._codes.get(folded(value))

    def having(self, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """`(n_variants,)`: which variants have any of the values marked in `wanted`, `(n_values,)`."""
        by_product = np.zeros(self._n_products, dtype=np.bool_)
        by_product[self._shared_product[wanted[self._shared_code]]] = True
        shared = by_product[self._product_of]
        if not self._has_own:
            return shared
        own = np.append(wanted, False)[self._own]  # code -1, no option of its own, reads the appended False
        return np.where(self._own >= 0, own, shared)

    def _code(self, value: str) -> int:
        return self._codes.setdefault(folded(value), len(self._codes))


def folded(value: str) -> str:
    """How values are compared: without regard to case and white space."""
    return " ".join(value.split()).casefold()


def segments(path: str) -> tuple[str, ...]:
    """`"Men > Tops"` as its folded steps."""
    return tuple(folded(step) for step in path.split(">") if step.strip())


def leading_number(value: str) -> float:
    """The number a value begins with ("20 l" is 20, "1,200 ml" is 1200, "0,5 l" is 0.5); NaN when there is none."""
    found = _NUMBER.match(value)
    if not found:
        return float("nan")
    number = found.group(1)
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", number):
        number = number.replace(",", "")
    else:
        number = number.replace(",", ".")
        if number.count(".") > 1:  # a version or a date
            return float("nan")
    return float(number)


def strings(constraint: Constraint) -> tuple[str, ...]:
    """The values named by a constraint of IS, ONE_OF or NOT. Raises `ConstraintError` when they are not text."""
    value = constraint.values
    if not all(isinstance(v, str | Decimal) for v in value):
        raise ConstraintError(
            f"The constraint {constraint.slot!r} {constraint.operator} has the value {constraint.value!r}, "
            f"expected text. Give the value as the store spells it."
        )
    return tuple(str(v) for v in value)


def bounds(constraint: Constraint) -> tuple[Decimal, Decimal]:
    """Lowest and highest number a constraint allows, both included. Raises `ConstraintError` for other values."""
    value, endless = constraint.value, Decimal("Infinity")
    if constraint.operator is Operator.BETWEEN:
        if isinstance(value, tuple) and len(value) == 2:
            low, high = value
            if isinstance(low, Decimal) and isinstance(high, Decimal) and not (low.is_nan() or high.is_nan()):
                return low, high
    elif isinstance(value, Decimal) and not value.is_nan() and constraint.operator not in _TEXT_OPERATORS:
        if constraint.operator is Operator.AT_MOST:
            return -endless, value
        if constraint.operator is Operator.AT_LEAST:
            return value, endless
        margin = abs(value) * _ABOUT
        return value - margin, value + margin
    raise ConstraintError(
        f"The constraint {constraint.slot!r} {constraint.operator} has the value {value!r}, "
        f"expected {'two Decimals' if constraint.operator is Operator.BETWEEN else 'a Decimal'}."
    )


def is_text(constraint: Constraint) -> bool:
    """Whether the constraint names values (IS, ONE_OF, NOT) rather than bounds."""
    return constraint.operator in _TEXT_OPERATORS


def within(numbers: NDArray[np.float64], allowed: tuple[Decimal, Decimal]) -> NDArray[np.bool_]:
    """Which numbers lie in the bounds; NaN never does."""
    low, high = float(allowed[0]), float(allowed[1])
    return np.asarray((numbers >= low) & (numbers <= high))


def equal_to_any(numbers: NDArray[np.float64], values: Sequence[str]) -> NDArray[np.bool_]:
    """Which numbers equal one of the values, read as numbers."""
    return np.isin(numbers, [leading_number(value) for value in values])
