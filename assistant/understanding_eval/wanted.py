"""A line of an annotation, "price at most 60" or "category is Rain Jackets / Jackets", as constraints to compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from retrieval.query import Constraint, Operator, Order, Value

CONTEXT_SLOTS = frozenset({"recipient", "occasion", "needed_by", "owns", "quantity"})
ORDER = "order"  # "order is cheapest"
_PREFER = "prefer"
_BOUNDS = {Operator.AT_MOST, Operator.AT_LEAST, Operator.ABOUT}
_NUMBERS_ONLY = ("price", "rating")
_OPERATORS = "|".join((*Operator, _PREFER))
_LINE = re.compile(rf"(?P<slot>[^\sA-Z]+) (?P<operator>{_OPERATORS}) (?P<value>\S.*)")
_BARE = re.compile(rf"(?P<operator>{_OPERATORS}) (?P<value>\S.*)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_MEASURE = re.compile(r"\d+(?:\.\d+)? ?[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line as it is written, and what meets it: all constraints of any one of its alternatives.

    Bounds of measures keep their unit ("1.2 kg"); a range is a lower and an upper bound.
    """

    words: str
    alternatives: tuple[tuple[Constraint, ...], ...]

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """The constraints of every alternative."""
        return tuple(c for alternative in self.alternatives for c in alternative)

    @property
    def first(self) -> Constraint:
        return self.alternatives[0][0]


def wanted_of(words: str) -> Wanted:
    """Reads `SLOT OPERATOR VALUE`; what follows ` / ` is as right: a value, an operator and value, or a whole line.

    Raises `ValueError` that says what was expected.
    """
    first, *others = words.split(" / ")
    match = _LINE.fullmatch(first)
    if not match:
        raise ValueError(f"'{words}' is no constraint; write 'SLOT OPERATOR VALUE' with an operator of {_OPERATORS}")
    slot, operator = match["slot"], match["operator"]
    alternatives = [_alternative(slot, operator, match["value"])]
    for other in others:
        line, bare = _LINE.fullmatch(other), _BARE.fullmatch(other)
        if bare:
            alternatives.append(_alternative(slot, bare["operator"], bare["value"]))
        elif line:
            alternatives.append(_alternative(line["slot"], line["operator"], line["value"]))
        else:
            alternatives.append(_alternative(slot, operator, other))
    return Wanted(words, tuple(alternatives))


def _alternative(slot: str, operator: str, value: str) -> tuple[Constraint, ...]:
    value = value.strip()
    if operator == _PREFER:
        return tuple(c.wished() for c in _alternative(slot, Operator.ONE_OF if " | " in value else Operator.IS, value))
    known = Operator(operator)
    if known is Operator.BETWEEN:
        low, _, high = value.partition(" and ")
        return (
            Constraint(slot, Operator.AT_LEAST, _amount(slot, low)),
            Constraint(slot, Operator.AT_MOST, _amount(slot, high)),
        )
    if known in _BOUNDS:
        return (Constraint(slot, known, _amount(slot, value)),)
    if slot in _NUMBERS_ONLY:
        raise ValueError(f"{slot} takes 'at most', 'at least', 'about' or 'between', not '{operator}'")
    if slot == ORDER and value not in [o.value for o in Order if o is not Order.FIT]:
        raise ValueError(f"'{value}' is no order; write cheapest, dearest or best rated")
    if known is Operator.ONE_OF:
        return (Constraint(slot, known, tuple(one.strip() for one in value.split("|"))),)
    return (Constraint(slot, known, value),)


def _amount(slot: str, words: str) -> Value:
    words = words.strip()
    if _NUMBER.fullmatch(words):
        return Decimal(words)
    if slot in _NUMBERS_ONLY or not _MEASURE.fullmatch(words):
        raise ValueError(f"'{words}' is no amount; write 60 or 32.50, or with its unit 1.2 kg")
    return words


def written(constraint: Constraint) -> str:
    """As an annotation would say it."""
    words = [str(value) for value in constraint.values]
    value = " and ".join(words) if constraint.operator is Operator.BETWEEN else " | ".join(words)
    wish = "" if constraint.required else f"{_PREFER} "
    operator = "" if wish and constraint.operator in (Operator.IS, Operator.ONE_OF) else f"{constraint.operator} "
    return f"{constraint.slot} {wish}{operator}{value}"
