"""ShoppingBench's requests: price limits, vouchers and options as understood, beside what its lines say is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.acts import ShopperAct
from assistant.understanding_eval.sets import SetError
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.query import Constraint, Operator

FILES = {kind: f"synthesize_{kind}_test.jsonl" for kind in ("product", "shop", "voucher")}
_CENT = Decimal("0.01")
# Their lines name one slot in many ways; a shop's import would have one name each.
_ONE_NAME = (("color", re.compile(r"colou?r|varation")), ("size", re.compile(r"size")))
_SYSTEM = re.compile(r"^(?:int|eu|us|uk|asia|cn):\s*")  # "eu:42", "int:4xl"
_LETTERS = {"small": "s", "medium": "m", "large": "l", "xlarge": "xl"}
_NOT_LETTERS = re.compile(r"[^a-z0-9.]+")

Range = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Thing:
    """One product that is asked for, and what was said of it."""

    product_id: str
    title: str
    limit: Range | None
    options: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    kind: str  # product, shop or voucher
    line: int  # from 1
    text: str
    things: tuple[Thing, ...]
    reached: Range | None  # the totals that budget and voucher pay for; None without a voucher

    @property
    def limits(self) -> list[Range]:
        own = [thing.limit for thing in self.things if thing.limit]
        return [*own, self.reached] if self.reached else own

    @property
    def options(self) -> frozenset[str]:
        """The values of the options that the message says, word by word, one spelling for each."""
        return self._said(value for thing in self.things for _, value in thing.options)

    @property
    def attributes(self) -> frozenset[str]:
        return self._said(value for thing in self.things for _, value in thing.attributes)

    @property
    def n_unsaid(self) -> int:
        """Options of the lines' products that the message does not say in their words: nobody could read them."""
        return len({spelled(value) for thing in self.things for _, value in thing.options} - self.options)

    def has(self, value: str) -> bool:
        """Whether a product of its lines has it, or something that it is a part of, or that is a part of it."""
        words = set(value.split())
        own = (spelled(v).split() for thing in self.things for _, v in (*thing.options, *thing.attributes))
        return any(words <= set(one) or words >= set(one) for one in own)

    def _said(self, values: Iterable[str]) -> frozenset[str]:
        said = f" {spelled(self.text)} "
        return frozenset(one for one in map(spelled, values) if one and f" {one} " in said)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was heard of a request, beside it."""

    request: Request
    limits: tuple[Range, ...]
    heard_options: tuple[frozenset[str], ...]  # of each option heard, its values: alternatives may stand for one
    heard: frozenset[str]  # every value heard, of whatever slot

    @property
    def limits_exact(self) -> bool:
        """All limits that the request sets and no others, to the cent; ends are included or not as their lines."""
        return sorted(map(str, self.limits)) == sorted(map(str, self.request.limits))

    @property
    def n_limits_right(self) -> int:
        both = Counter(map(str, self.request.limits)) & Counter(map(str, self.limits))
        return both.total()

    @property
    def options_exact(self) -> bool:
        """Every option that is said was heard, and none that no product asked for has, as option or attribute."""
        return self.n_options_right == len(self.request.options) and all(
            any(self.request.has(value) for value in heard) for heard in self.heard_options
        )

    @property
    def n_options_right(self) -> int:
        return sum(any(one in heard for heard in self.heard_options) for one in self.request.options)

    @property
    def n_attributes_right(self) -> int:
        return len(self.request.attributes & self.heard)


def part_of(line: int) -> Literal["even", "odd"]:
    """The part of the request on this line, from 1: `even` is judged, `odd` may be looked at and learned from."""
    return "odd" if line % 2 else "even"


def read_requests(folder: Path, part: Literal["even", "odd"]) -> list[Request]:
    """The requests of the even (judged) or the odd lines. Raises `SetError`."""
    found = []
    for kind, name in FILES.items():
        path = folder / name
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise SetError(f"ShoppingBench's {name} cannot be read at {path}: {error.strerror}.") from error
        for number, line in enumerate(lines, 1):
            if part_of(number) == part:
                try:
                    found.append(_request(kind, number, _Line.model_validate_json(line)))
                except ValidationError as error:
                    raise SetError(f"{path}, line {number}, is no request: {error.errors()[0]['msg']}.") from error
    return found


def shop_of(requests: Sequence[Request]) -> Catalog:
    """A shop that sells what is asked for, and knows it as a shop does: title, options, attributes."""
    things = {thing.product_id: thing for request in requests for thing in request.things}
    offer = Offer(Money(Decimal(100), "PHP"))
    return Catalog(
        [
            Product(
                thing.product_id,
                thing.title,
                (Variant(f"{thing.product_id}-1", thing.title, offer, dict(thing.options)),),
                brand=next((value for slot, value in thing.attributes if slot == "brand"), ""),
                attributes={slot: (value,) for slot, value in thing.attributes if slot != "brand"},
            )
            for thing in things.values()
        ],
        currency="PHP",
    )


def reading(request: Request, acts: Sequence[ShopperAct], option_slots: frozenset[str]) -> Reading:
    said = [c for act in acts for c in (*act.constraints, *(own for part in act.parts for own in part.conditions))]
    said = list(dict.fromkeys(said))
    values = [(c.slot, frozenset(spelled(str(value)) for value in c.values)) for c in said if c.slot != "price"]
    return Reading(
        request,
        tuple(_range(c) for c in said if c.slot == "price"),
        tuple(own for slot, own in values if slot in option_slots),
        frozenset(one for _, own in values for one in own),
    )


def option_slots(requests: Iterable[Request]) -> frozenset[str]:
    return frozenset(slot for request in requests for thing in request.things for slot, _ in thing.options)


def spelled(value: str) -> str:
    """In one spelling: lower case, letters and figures, without the name of the size system; large is l."""
    plain = _NOT_LETTERS.sub(" ", _SYSTEM.sub("", value.strip().lower()))
    return " ".join(_LETTERS.get(word, word) for word in plain.replace(". ", " ").rstrip(".").split())


def total_reached(budget: Decimal, threshold: Decimal, paid: Callable[[Decimal], Decimal], most: Decimal) -> Range:
    """The totals above the threshold for which at most the budget is to be paid; all from 0 where nothing lies
    between budget and threshold, and the budget alone where the voucher is out of reach.

    By trying: what is paid above the threshold grows with the total, so the dearest total is found by halving.
    """
    low, high = int(threshold / _CENT) + 1, int((most / _CENT).to_integral_value(ROUND_DOWN))
    if paid(low * _CENT) > budget:
        return None, budget
    first = low * _CENT
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if paid(middle * _CENT) <= budget else (low, middle - 1)
    return (None if first - budget <= _CENT else first), low * _CENT


# --- their lines ----------------------------------------------------------------------------------------------


class _Thing(BaseModel):
    model_config = ConfigDict(extra="ignore")
    product_id: str
    title: tuple[str, ...]
    price: tuple[dict[Literal["greater than", "less than", "between"], tuple[Decimal | None, Decimal | None]], ...] = ()
    sku_options: tuple[dict[str, str], ...] = ()
    attributes: tuple[dict[str, tuple[str, ...]], ...] = ()


class _Voucher(BaseModel):
    model_config = ConfigDict(extra="ignore")
    threshold: Decimal
    discount_type: Literal["fixed", "percentage"]
    face_value: Decimal | None
    discount: Decimal | None
    cap: Decimal | None
    budget: Decimal


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")
    query: str
    reward: tuple[_Thing, ...] | _Thing
    voucher: _Voucher | None = None


def _request(kind: str, line: int, read: _Line) -> Request:
    things = read.reward if isinstance(read.reward, tuple) else (read.reward,)
    reached = _reached(read.voucher) if read.voucher else None
    return Request(kind, line, read.query, tuple(map(_thing, things)), reached)


def _thing(read: _Thing) -> Thing:
    limits = [ends for one in read.price for ends in one.values()]
    options = {_slot(name): _SYSTEM.sub("", value) for one in read.sku_options for name, value in one.items()}
    attributes = {_slot(name): value for one in read.attributes for name, values in one.items() for value in values}
    return Thing(
        read.product_id, read.title[0], limits[0] if limits else None, (*options.items(),), (*attributes.items(),)
    )


def _slot(name: str) -> str:
    name = name.strip().lower()
    return next((one for one, ways in _ONE_NAME if ways.search(name)), re.sub(r"\W+", "_", name).strip("_"))


def _reached(voucher: _Voucher) -> Range:
    share, face = voucher.discount or Decimal(0), voucher.face_value or Decimal(0)

    def paid(total: Decimal) -> Decimal:
        by_share = total * share
        return total - face - (min(by_share, voucher.cap) if voucher.cap is not None else by_share)

    most = voucher.budget / (1 - share) + face
    return total_reached(voucher.budget, voucher.threshold, paid, most)


def _range(constraint: Constraint) -> Range:
    ends: Iterator[Decimal] = (value for value in constraint.values if isinstance(value, Decimal))
    if constraint.operator is Operator.BETWEEN:
        return next(ends), next(ends)
    if constraint.operator is Operator.AT_MOST:
        return None, next(ends)
    if constraint.operator is Operator.AT_LEAST:
        return next(ends), None
    return Decimal(-1), next(ends)  # "about": no limit of theirs
