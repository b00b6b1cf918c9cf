"""The hand-written range of the sample store, read and checked: brands, colors, slots, kinds of things, things.

The files lie in `range/`: three lists for all (`brands.yaml`, `colors.yaml`, `attributes.yaml`) and one folder a
department with one file a kind of thing. `range/README.md` says how such a file is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from retrieval.sample.slots import Slot, checked_values, slots_of
from retrieval.yaml_loader import LOADER

DEPARTMENTS = {
    "outdoor": "Outdoor & Travel",
    "office": "Home Office & Electronics",
    "kitchen": "Kitchen & Home",
    "clothing": "Clothing & Shoes",
    "gifts": "Gifts & Toys",
}
RANGE = Path(str(files("retrieval.sample"))) / "range"
RULES = "relations.yaml"  # beside a department's kinds
_SAID_OF_A_KIND = frozenset(
    (
        "kind", "plural", "category", "paint", "pictured_by", "attributes", "sentences", "aspects", "questions",
        "items",
    )
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELD = re.compile(r"\{([a-z_]+)\}")


class RangeError(ValueError):
    """A range file says something that cannot be; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Brand:
    name: str
    level: int  # 1 plain, 2 good, 3 fine
    reliable: float  # -1 to 1: hidden, how well its things tend to be made
    accent: str  # #rrggbb
    about: str


@dataclass(frozen=True, slots=True)
class Color:
    paint: str  # #rrggbb
    family: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something reviews speak of, and how; the sentences are written for this kind of thing."""

    weight: float  # how often it is spoken of, against the kind's other aspects
    good: tuple[str, ...]
    bad: tuple[str, ...]
    mixed: tuple[str, ...] = ()
    of: str = ""  # a slot or feature: spoken of only where a product states it; nobody judges the battery of a cable


@dataclass(frozen=True, slots=True)
class Question:
    """What shoppers ask of this kind: a feature decides between `if_so` and `if_not`, or a slot fills the `answer`."""

    ask: str
    feature: str = ""
    if_so: str = ""
    if_not: str = ""
    slot: str = ""  # asked only of products that state it; `answer` may use any slot that they state
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One product of the range, as written. Values are words with their units; `options` gives surcharges."""

    id: str
    title: str
    brand: str
    price: Decimal
    line: str
    tell: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    options: Mapping[str, Mapping[str, Decimal]]
    was: Decimal | None = None  # the was-price of the cheapest variant
    replaces: str = ""
    new: int = 0  # months since it came into the range; 0: it was always there
    hidden: Mapping[str, float] = field(default_factory=dict)  # aspect -> -1 to 1; size below 0: runs small

    def values(self, slot: str) -> tuple[str, ...]:
        """What it states for a slot, or offers as an option; empty when neither."""
        return tuple(self.options[slot]) if slot in self.options else self.attributes.get(slot, ())


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: what its products have in common, and the sentences written for it."""

    name: str  # singular, lower case: "rain jacket"
    plural: str
    department: str  # a key of DEPARTMENTS
    category: str  # the path below the department: "Jackets > Rain Jackets"
    paint: str  # a color's name, for products without a color
    pictured_by: tuple[str, ...]  # the options that change the picture
    sentences: Mapping[str, tuple[str, ...]]
    aspects: Mapping[str, Aspect]
    questions: tuple[Question, ...]
    items: tuple[Item, ...]

    @property
    def path(self) -> str:
        return f"{DEPARTMENTS[self.department]} > {self.category}"

    def spoken_of(self, item: Item) -> dict[str, Aspect]:
        """The aspects that this product has, in the file's order."""
        return {
            name: aspect
            for name, aspect in self.aspects.items()
            if not aspect.of or item.values(aspect.of) or aspect.of in item.values("feature")
        }


@dataclass(frozen=True, slots=True)
class Assortment:
    kinds: Mapping[str, Kind]
    brands: Mapping[str, Brand]
    colors: Mapping[str, Color]
    slots: Mapping[str, Slot]

    def items(self) -> Iterator[tuple[Kind, Item]]:
        """Every product with its kind, department by department in the files' order."""
        for kind in self.kinds.values():
            for item in kind.items:
                yield kind, item


@cache
def read_assortment() -> Assortment:
    """The whole range. Raises `RangeError` that names the file and what is wrong in it."""
    colors = {name: Color(**said) for name, said in _yaml(RANGE / "colors.yaml").items()}
    brands = {name: Brand(name, **said) for name, said in _yaml(RANGE / "brands.yaml").items()}
    slots = slots_of(_yaml(RANGE / "attributes.yaml"), tuple(colors))
    kinds: dict[str, Kind] = {}
    seen: dict[str, str] = {}
    for department in DEPARTMENTS:
        for path in sorted((RANGE / department).glob("*.yaml")):
            if path.name == RULES:
                continue
            try:
                kind = _kind(_yaml(path), department, slots, brands)
                if kind.name in kinds:
                    raise RangeError(f"kind {kind.name!r} is there already")
                for item in kind.items:
                    for said in (item.id, item.title):
                        if said in seen:
                            raise RangeError(f"{said!r} is in {seen[said]} too")
                        seen[said] = path.name
            except (RangeError, KeyError, TypeError, ValueError) as error:
                raise RangeError(f"{department}/{path.name}: {error}") from error
            kinds[kind.name] = kind
    return Assortment(kinds, brands, colors, slots)


def _yaml(path: Path) -> dict[str, Any]:
    said = yaml.load(path.read_text("utf-8"), Loader=LOADER)
    if not isinstance(said, dict):
        raise RangeError(f"{path.name} is no mapping")
    return said


def _kind(said: dict[str, Any], department: str, slots: Mapping[str, Slot], brands: Mapping[str, Brand]) -> Kind:
    if unknown := said.keys() - _SAID_OF_A_KIND:
        raise RangeError(f"{', '.join(sorted(unknown))} is none of {', '.join(sorted(_SAID_OF_A_KIND))}")
    shared = {slot: checked_values(slots, slot, values) for slot, values in said.get("attributes", {}).items()}
    sentences = {key: _words(lines) for key, lines in said.get("sentences", {}).items()}
    aspects = {
        name: Aspect(
            weight=float(a.get("weight", 1)),
            good=_words(a["good"]),
            bad=_words(a["bad"]),
            mixed=_words(a.get("mixed", ())),
            of=a.get("of", ""),
        )
        for name, a in said["aspects"].items()
    }
    if "size" in aspects:
        raise RangeError("an aspect size would be taken for how clothing runs: call it differently")
    items = tuple(_item(raw, shared, sentences, aspects.keys() | {"size"}, slots, brands) for raw in said["items"])
    questions = tuple(_question(q, slots) for q in said.get("questions", ()))
    kind = Kind(
        name=said["kind"],
        plural=said["plural"],
        department=department,
        category=said["category"],
        paint=said.get("paint", "Gray"),
        pictured_by=tuple(said.get("pictured_by", ("color",))),
        sentences=sentences,
        aspects=aspects,
        questions=questions,
        items=items,
    )
    for item in items:
        if silent := item.hidden.keys() - kind.spoken_of(item).keys() - {"size"}:
            raise RangeError(f"{item.id}: hidden says {', '.join(sorted(silent))}, of which it has nothing")
    if never := [a.of for a in aspects.values() if a.of and not any(a in kind.spoken_of(i).values() for i in items)]:
        raise RangeError(f"none of the items states {', '.join(never)}, so that nobody could speak of the aspect")
    return kind


def _question(said: dict[str, Any], slots: Mapping[str, Slot]) -> Question:
    question = Question(**said)
    by_feature = bool(question.feature and question.if_so and question.if_not)
    if by_feature == bool(question.slot in slots and question.answer):
        raise RangeError(f"{question.ask!r} needs either feature, if_so and if_not, or a known slot and answer")
    return question


def _item(
    said: dict[str, Any],
    shared: Mapping[str, tuple[str, ...]],
    sentences: Mapping[str, tuple[str, ...]],
    aspects: set[str],
    slots: Mapping[str, Slot],
    brands: Mapping[str, Brand],
) -> Item:
    said = dict(said)
    item_id = str(said.pop("id"))
    try:
        if not _ID.fullmatch(item_id):
            raise RangeError("an id is lower-case words joined by -")
        own = {slot: checked_values(slots, slot, values) for slot, values in said.pop("attributes", {}).items()}
        options = {slot: _surcharges(slots, slot, v) for slot, v in said.pop("options", {}).items()}
        attributes = {slot: values for slot, values in {**shared, **own}.items() if slot not in options}
        was = said.pop("was", None)
        item = Item(
            id=item_id,
            title=said.pop("title"),
            brand=said.pop("brand"),
            price=_price(said.pop("price")),
            line=said.pop("line"),
            tell=tuple(said.pop("tell", ())),
            attributes=attributes,
            options=options,
            was=_price(was) if was is not None else None,
            replaces=said.pop("replaces", ""),
            new=int(said.pop("new", 0)),
            hidden={aspect: float(q) for aspect, q in said.pop("hidden", {}).items()},
        )
        _check(item, sentences, aspects, brands)
    except (RangeError, KeyError, TypeError, ValueError) as error:
        raise RangeError(f"{item_id}: {error!r}" if isinstance(error, KeyError) else f"{item_id}: {error}") from error
    if said:
        raise RangeError(f"{item_id}: {', '.join(said)} is nothing an item can say")
    return item


def _check(
    item: Item, sentences: Mapping[str, tuple[str, ...]], aspects: set[str], brands: Mapping[str, Brand]
) -> None:
    if item.brand not in brands:
        raise RangeError(f"brand {item.brand!r} is not in brands.yaml")
    if item.was is not None and item.was <= item.price:
        raise RangeError(f"was {item.was} is not above the price {item.price}")
    if unknown := item.hidden.keys() - aspects:
        raise RangeError(f"hidden speaks of {', '.join(unknown)}; the kind's aspects are {', '.join(sorted(aspects))}")
    if any(not -1 <= quality <= 1 for quality in item.hidden.values()):
        raise RangeError("hidden qualities go from -1 to 1")
    stated = set(item.attributes) | set(item.options)
    features = set(item.attributes.get("feature", ()))
    for key in item.tell:
        if key not in sentences:
            raise RangeError(f"tells {key!r}, for which the kind has no sentences")
        if key not in stated and key not in features:
            raise RangeError(f"tells {key!r}, which is neither one of its features nor a slot it states")
    for text in (item.line, *(line for key in item.tell for line in sentences[key])):
        for slot in _FIELD.findall(text):
            if slot not in item.attributes:
                raise RangeError(f"the sentence {text!r} needs {slot}, which the product does not state")


def _surcharges(slots: Mapping[str, Slot], slot: str, said: Any) -> dict[str, Decimal]:
    """`[S, M]` costs nothing more; `{25 l: 0, 35 l: 20}` says how much each costs more."""
    extra = said if isinstance(said, dict) else dict.fromkeys(said, 0)
    values = checked_values(slots, slot, list(extra))
    if len(set(values)) != len(values) or not values:
        raise RangeError(f"options of {slot} are not different")
    return dict(zip(values, (Decimal(str(more)) for more in extra.values()), strict=True))


def _price(said: Any) -> Decimal:
    price = Decimal(str(said)).quantize(Decimal("0.01"))
    if price <= 0:
        raise RangeError(f"price {said!r} is not above zero")
    return price


def _words(said: Any) -> tuple[str, ...]:
    lines = (said,) if isinstance(said, str) else tuple(said)
    if any(not isinstance(line, str) or not line.strip() for line in lines):
        raise RangeError(f"{said!r} is not one sentence or a list of sentences")
    return lines
