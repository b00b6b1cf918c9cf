"""Range words: the sentences that say what a shop has; every figure was counted in the records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.hearing.catalog_shapes import Aspect
from recommender.wording import constraint_label, listed, lowered, n_of, slot_name
from retrieval.catalog import Variant
from retrieval.overview import Overview
from retrieval.query import THING, Constraint

N_NAMED = 8  # values that a sentence names; the rest are counted
_COLORS = ("color", "colour")
_LETTERS = ("xxs", "xs", "s", "m", "l", "xl", "xxl", "2xl", "xxxl", "3xl", "4xl", "5xl")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class RangeWords:
    """Sentences in English for what was counted."""

    def __init__(self, currency: str) -> None:
        self._currency = currency

    def label(self, constraint: Constraint) -> str:
        return constraint_label(constraint, self._currency)

    def show(self, what: Sequence[Constraint]) -> str:
        """ "Show the tents"."""
        return f"Show the {self._things(what)}"

    def none(self, what: Sequence[Constraint]) -> str:
        return f"There are no {self._things(what)} here{self._rest(what)}."

    def count(self, every: Overview, here: Overview, what: Sequence[Constraint]) -> str:
        """How many products, how many of them can be bought, and the same of their versions."""
        said = f"{len(every):,} {self._thing(len(every), what)}{self._rest(what)}"
        gone = len(every) - len(here)
        stock = ", all in stock" if not gone else f", {len(here):,} of them in stock" if here else ", none in stock now"
        versions = ""
        if every.n_variants > len(every):
            can = "all of which" if here.n_variants == every.n_variants else f"{here.n_variants:,} of which"
            versions = f" They come in {every.n_variants:,} versions, {can} can be bought now."
        return f"{said}{stock}.{versions}"

    def brands(self, brands: Sequence[tuple[str, int]], every: Overview, what: Sequence[Constraint]) -> str:
        """Which brands, with how many products of each."""
        things = f"{len(every):,} {self._thing(len(every), what)}{self._rest(what)}"
        if not brands:
            return f"{things}; the shop states no brand for {'it' if len(every) == 1 else 'them'}."
        silent = len(every) - every.n_stating("brand")
        gap = f" For {silent:,} the shop states none." if silent else ""
        return f"{things}, of {n_of(len(brands), 'brand')}: {_counted(brands)}.{gap}"

    def kinds(self, kinds: Sequence[tuple[str, int]], every: Overview, what: Sequence[Constraint]) -> str:
        """What there is, by kind."""
        things = f"{len(every):,} {self._thing(len(every), what)}{self._rest(what)}"
        if not kinds:
            return f"{things}, which the shop divides no further." if what else f"{things} in all, in no categories."
        said = _counted([(lowered(name) if what else name, n) for name, n in kinds])
        return f"{things}: {said}." if what else f"{things} in all: {said}."

    def values(self, slot: str, every: Overview, here: Overview, what: Sequence[Constraint]) -> str:
        """Which values of a slot there are, and which of them are sold out."""
        name, counted = slot_name(slot), every.counts(slot)
        things = f"{len(every):,} {self._thing(len(every), what)}{self._rest(what)}"
        if not counted:
            return f"The shop states no {name} for the {self._things(what)}{self._rest(what)}."
        now = here.counts(slot)
        left = {value for value, _ in now}
        gone = [_value(slot, value) for value, _ in _in_order(counted) if value not in left]
        said = _counted([(_value(slot, value), n) for value, n in _in_order(now)], len(now)) if now else ""
        sold_out = f" Out of stock now: {listed(gone)}." if gone else ""
        silent = len(every) - every.n_stating(slot)
        gap = f" For {silent:,} the shop states no {name}." if silent else ""
        return f"{name.capitalize()} of the {things}: {said or 'none that can be bought now'}.{sold_out}{gap}"

    def prices(self, aspect: Aspect, here: Overview, can_be_bought: bool, what: Sequence[Constraint]) -> str:
        """The lowest and the highest price of what can be bought, and which things cost that."""
        things, rest = self._thing(len(here), what), self._rest(what)
        stock = "in stock" if can_be_bought else "all out of stock now"
        low, high = here.cheapest(), here.dearest()
        if aspect is Aspect.CHEAPEST:
            return f"The cheapest of the {len(here):,} {things}{rest} {stock}: {self._named(here, low)}."
        if aspect is Aspect.DEAREST:
            return f"The dearest of the {len(here):,} {things}{rest} {stock}: {self._named(here, high)}."
        if low[0].offer.price == high[0].offer.price:
            return f"{len(here):,} {things}{rest} {stock}, at {low[0].offer.price}: {self._named(here, low)}."
        return (
            f"{len(here):,} {things}{rest} {stock}, from {low[0].offer.price} to {high[0].offer.price}. "
            f"Cheapest: {self._named(here, low)}. Dearest: {self._named(here, high)}."
        )

    def _named(self, here: Overview, ends: Sequence[Variant]) -> str:
        titles = {v.id: product.title for product, variants in here.matches for v in variants}
        others = f" and {n_of(len(ends) - 1, 'other')}" if len(ends) > 1 else ""
        return f"the {titles[ends[0].id]}{others} at {ends[0].offer.price}"

    def _things(self, what: Sequence[Constraint]) -> str:
        return self._thing(2, what)

    def _thing(self, n: int, what: Sequence[Constraint]) -> str:
        kinds = [self.label(c) for c in what if c.slot == "category"]
        named = [f"“{c.value}”" for c in what if c.slot == THING]
        if kinds:
            names = " or ".join(kinds)
            return names if n != 1 and names.endswith("s") else f"{'product' if n == 1 else 'products'} in {names}"
        thing = "product" if n == 1 else "products"
        return f"{thing} with {' '.join(named)} in the name" if named else thing

    def _rest(self, what: Sequence[Constraint]) -> str:
        rest = [self.label(c) for c in what if c.slot not in ("category", THING)]
        return f" ({', '.join(rest)})" if rest else ""


def _counted(values: Sequence[tuple[str, int]], most: int = N_NAMED) -> str:
    """ "blue (12), green (3) and 4 more"."""
    said = [f"{value} ({n:,})" for value, n in values[:most]]
    more = len(values) - len(said)
    return listed([*said, f"{more:,} more"]) if more else listed(said)


def _value(slot: str, value: str) -> str:
    return lowered(value) if slot in _COLORS else value


def _in_order(values: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Sizes from small to large, letters before numbers; words as they came."""
    letters = [v for v in values if v[0].lower() in _LETTERS]
    numbers = [(float(m[0].replace(",", ".")), v) for v in values if (m := _NUMBER.match(v[0]))]
    words = [v for v in values if v not in letters and not _NUMBER.match(v[0])]
    return [*sorted(letters, key=lambda v: _LETTERS.index(v[0].lower())), *(v for _, v in sorted(numbers)), *words]
