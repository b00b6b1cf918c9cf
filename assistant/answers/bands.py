"""Bands: many amounts as two or three spans that a person would name: "under 45 dB", "45 to 60 dB", "over 60 dB"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from assistant.naming.qualities import measure
from retrieval.query import Constraint, Operator

_FEW = 4  # so many amounts can be named one by one
_STEPS = ("5", "2", "1")  # of a power of ten; what is a multiple of the first is rounder
# Shares of the amounts between which a bound may lie, so that each of three bands (of two) holds a fair part.
_LOW, _HIGH, _MIDDLE = (0.2, 0.45), (0.55, 0.8), (0.3, 0.7)


@dataclass(frozen=True, slots=True)
class Band:
    """A span of amounts. `label` says its bounds and keeps to them: "under 45" has no 45, "45 to 60" has both."""

    label: str
    constraint: Constraint


def price_bands(prices: Sequence[Decimal]) -> tuple[Constraint, ...]:
    """Two or three spans of prices, their ends included; none when there is nothing to divide."""
    cuts = _cuts(prices)
    if not cuts:
        return ()
    between = [Constraint("price", Operator.BETWEEN, (cuts[0], cuts[1]))] if len(cuts) > 1 else []
    highest = Constraint("price", Operator.AT_LEAST, cuts[-1])
    return (Constraint("price", Operator.AT_MOST, cuts[0]), *between, highest)


def measure_bands(slot: str, name: str, found: Sequence[str], known: Iterable[str]) -> tuple[Band, ...]:
    """Spans of a measured slot whose values among the candidates are `found`, one a product.

    A band is searched with as the store's own values (`known`) that lie in it. None where the values are not all of
    one measure, or so few that they can be named.
    """
    if len(set(found)) <= _FEW or any(measure(value) is None for value in found):
        return ()
    unit, factor = _unit(found)
    if len({_kind(value) for value in found}) > 1 or not factor:
        return ()
    amounts = [_amount(value) / factor for value in found]
    cuts = _cuts(amounts)
    if not cuts:
        return ()
    stated = {value: _amount(value) / factor for value in known if measure(value) and _kind(value) == _kind(found[0])}
    low, high = cuts[0], cuts[-1]
    ends = f"{_plain(low)} {unit}".strip(), f"{_plain(high)} {unit}".strip()
    spans = [(f"under {ends[0]}", {v for v, n in stated.items() if n < low})]
    if low == high:
        spans.append((f"{ends[0]} or more", {v for v, n in stated.items() if n >= low}))
    else:
        spans.append((f"{_plain(low)} to {ends[1]}", {v for v, n in stated.items() if low <= n <= high}))
        spans.append((f"over {ends[1]}", {v for v, n in stated.items() if n > high}))
    return tuple(Band(label, _among(slot, sorted(own, key=_amount), f"{name} {label}")) for label, own in spans if own)


def _cuts(amounts: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """One or two round bounds that divide the amounts; none when most are alike."""
    ordered = sorted(amounts)
    if len(set(ordered)) < 3:
        return ()
    low, high = _roundest(ordered, _LOW), _roundest(ordered, _HIGH)
    for cuts in ((low, high), (_roundest(ordered, _MIDDLE),)):
        if ordered[0] < cuts[0] <= cuts[-1] < ordered[-1] and len(set(cuts)) == len(cuts):
            return cuts
    return ()


def _roundest(ordered: Sequence[Decimal], between: tuple[float, float]) -> Decimal:
    """The roundest number between two quantiles."""
    low, high = (ordered[int(share * (len(ordered) - 1))] for share in between)
    for power in range(max(high, Decimal(1)).adjusted() + 1, -3, -1):
        for step in _STEPS:
            size = Decimal(step).scaleb(power)
            rounded = (low / size).to_integral_value(ROUND_CEILING) * size
            if low <= rounded <= high and rounded > 0:
                return rounded
    return low


def _among(slot: str, values: Sequence[str], said: str) -> Constraint:
    if len(values) == 1:
        return Constraint(slot, Operator.IS, values[0], said=said)
    return Constraint(slot, Operator.ONE_OF, tuple(values), said=said)


def _unit(values: Sequence[str]) -> tuple[str, Decimal]:
    """The unit that most values are written in, and how much one of it is in the unit that all are compared in."""
    written = Counter(value.strip().lstrip("-0123456789., ") for value in values)
    unit = min(written, key=lambda u: (-written[u], u))
    one = measure(f"1 {unit}")
    return unit, one[1] if one else Decimal(0)


def _kind(value: str) -> str:
    found = measure(value)
    return found[0] if found else ""


def _amount(value: str) -> Decimal:
    found = measure(value)
    return found[1] if found else Decimal(0)


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
