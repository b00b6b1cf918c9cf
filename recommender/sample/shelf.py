"""The assortment as arrays: what a choice among all products at once is computed from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recommender.sample.needs import Wishes
from retrieval.sample.assortment import Assortment, Item, Kind
from retrieval.sample.products import Choice, choices

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
DAYS_A_MONTH = 30.44
LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL")
WORN = ("Letters", "EU shoes", "Waist and length")  # the size systems in which people have one size
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?")
# Whatever comes from an animal; `down` alone is a word of directions too, so it counts in a product's facts only.
_ANIMAL = re.compile(
    r"\b(leather|suede|nubuck|wool|merino|lambswool|cashmere|alpaca|mohair|sheepskin|feathers?|goose|duck|silk|beeswax|horn|horsehair)\b",
    re.IGNORECASE,
)
_ANIMAL_FACTS = re.compile(r"\bdown\b", re.IGNORECASE)
_NOT_REALLY = re.compile(r"\b(imitation|faux|artificial|vegan|wood) (leather|suede|wool|silk|down)\b", re.IGNORECASE)
_VEGAN = re.compile(r"\bvegan\b", re.IGNORECASE)
_FACTS = ("material", "fill", "feature", "sole", "switches")


@dataclass(frozen=True, slots=True)
class Kept:
    """One variant as shoppers choose it."""

    id: str
    title: str
    cents: int
    family: str  # of its color; empty without one
    size: tuple[float, float] | None  # from - to in its size system; None when it is nothing one has to fit
    options: Mapping[str, str]


class Shelf:
    """All products in the range's order, which is the order of every array's product axis."""

    def __init__(self, assortment: Assortment, wishes: Wishes) -> None:
        """A kind that the wishes do not know is on the shelf too, wanted as much as any other."""
        pairs = list(assortment.items())
        self.assortment = assortment
        self.kinds: tuple[Kind, ...] = tuple(kind for kind in assortment.kinds.values() if kind.items)
        self.items: tuple[Item, ...] = tuple(item for _, item in pairs)
        self.ids = tuple(item.id for item in self.items)
        self.place = {item_id: at for at, item_id in enumerate(self.ids)}
        self.kind_at = {kind.name: at for at, kind in enumerate(self.kinds)}
        self.kind = np.array([self.kind_at[kind.name] for kind, _ in pairs], dtype=np.intp)
        self.brands = tuple(assortment.brands)
        brand_at = {name: at for at, name in enumerate(self.brands)}
        self.brand = np.array([brand_at[item.brand] for item in self.items], dtype=np.intp)
        self.price = np.array([float(item.price) for item in self.items])
        self.new = np.array([item.new for item in self.items], dtype=np.intp)  # months; 0: always there
        self.families = tuple(sorted({color.family for color in assortment.colors.values()}))
        self.wished = tuple(wishes.kinds.get(kind.name) for kind in self.kinds)
        self.variants = tuple(self._variants(item) for item in self.items)

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def of_kind(self) -> tuple[NDArray[np.intp], ...]:
        """The places of each kind's products."""
        return tuple(np.flatnonzero(self.kind == at) for at in range(len(self.kinds)))

    @cached_property
    def level(self) -> Floats:
        """`(n_products,)`: how much above its kind's middle price a product costs, as a logarithm."""
        levels = np.zeros(len(self))
        for places in self.of_kind:
            logs = np.log(self.price[places])
            levels[places] = logs - np.median(logs)
        return levels

    @cached_property
    def has_family(self) -> Bools:
        """`(n_products, n_families)`: which color families each comes in."""
        return np.array([[any(v.family == name for v in kept) for name in self.families] for kept in self.variants])

    @cached_property
    def gender(self) -> NDArray[np.int64]:
        """0 for everybody, 1 for women, 2 for men."""
        stated = [set(item.values("gender")) for item in self.items]
        return np.array([1 if said == {"Women"} else 2 if said == {"Men"} else 0 for said in stated], dtype=np.int64)

    @cached_property
    def for_kids(self) -> Bools:
        return np.array(["Kids" in item.values("age_group") for item in self.items])

    @cached_property
    def from_age(self) -> Floats:
        """The age in years a product states it is for, from; 0 when it states none."""
        return np.array([_first_number(item.values("age")) for item in self.items])

    @cached_property
    def animal(self) -> Bools:
        """Leather, wool, down and the like are in its facts, its title or what its page says."""
        return np.array([self._is_animal(item) for item in self.items])

    def sizes(self, place: int) -> tuple[str, frozenset[tuple[float, float]]]:
        """The system in which a product's sizes are meant, and the sizes; none for what one need not fit."""
        system = next(iter(self.items[place].values("size_system")), "")
        return system, frozenset(kept.size for kept in self.variants[place] if kept.size is not None)

    def values(self, slot: str) -> Mapping[str, Bools]:
        """For every value of the slot, which products state or offer it; in the order of the words."""
        words = sorted({value for item in self.items for value in item.values(slot)})
        return {word: np.array([word in item.values(slot) for item in self.items]) for word in words}

    def _variants(self, item: Item) -> tuple[Kept, ...]:
        colors = self.assortment.colors
        system = next(iter(item.values("size_system")), "")
        base = int(item.price * 100)
        kept = []
        for choice in choices(item):
            color = colors.get(choice.options.get("color", ""))
            size = size_of(choice.options["size"]) if system in WORN and "size" in choice.options else None
            title = _title(item, choice)
            family = color.family if color else ""
            kept.append(Kept(choice.id, title, base + choice.surcharge, family, size, choice.options))
        return tuple(kept)

    def _is_animal(self, item: Item) -> bool:
        facts = " ".join([item.title, *(value for slot in _FACTS for value in item.values(slot))])
        if _VEGAN.search(facts):
            return False
        facts = _NOT_REALLY.sub("", facts)
        return bool(_ANIMAL.search(f"{facts} {item.line}") or _ANIMAL_FACTS.search(facts))


def size_of(words: str) -> tuple[float, float] | None:
    """`"XL"`, `"EU 42"`, `"36-38"` and `"W32 L34"` (the waist) as numbers to compare; None when it is none of these."""
    if words.upper() in LETTERS:
        at = float(LETTERS.index(words.upper()))
        return at, at
    match = _SIZE.search(words)
    return (float(match[1]), float(match[2] or match[1])) if match else None


def _first_number(words: Sequence[str]) -> float:
    numbers = [float(found) for value in words for found in _NUMBER.findall(value)[:1]]
    return numbers[0] if numbers else 0.0


def _title(item: Item, choice: Choice) -> str:
    return " - ".join((item.title, *([" / ".join(choice.options.values())] if choice.options else [])))
