"""Wording: constraints, ratings and stock in the words that shoppers read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from retrieval.catalog import Offer
from retrieval.money import Money
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import segments

NO_NAMES: Mapping[str, str] = MappingProxyType({})
LOW_STOCK = 3  # from here down the number of pieces left is said

_COLORS = {"color", "colour"}
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}
_PURPOSES = ("activity", "season", "climate", "occasion", "use")
_GENDERS = {"unisex": "unisex"}  # all others read "for men", "for girls"


def constraint_label(constraint: Constraint, currency: str, names: Mapping[str, str] = NO_NAMES) -> str:
    """The constraint as the shopper said it, else would say it: "under $60.00", "blue", "size M", "not leather".

    `names` maps a slot to what people call it, where that is not the slot's own name.
    """
    name = slot_name(constraint.slot, names)
    if constraint.said and constraint.slot != "price":  # "cheaper": than what, the amount says
        return f"not {constraint.said}" if constraint.operator is Operator.NOT else constraint.said
    match constraint.operator, constraint.value:
        case Operator.IS, str(value):
            return value_label(constraint.slot, value, name)
        case Operator.NOT, str(value):
            return _negated(constraint.slot, value, name)
        case Operator.NOT, tuple(values):
            return f"not {_alternatives([value_label(constraint.slot, str(value), name) for value in values], name)}"
        case Operator.ONE_OF, tuple(values):
            return _alternatives([value_label(constraint.slot, str(value), name) for value in values], name)
        case _:
            return _bounds(constraint, currency, name)


def slot_name(slot: str, names: Mapping[str, str] = NO_NAMES) -> str:
    """What people call the slot: `shoe_size` is "shoe size"."""
    return names.get(slot, slot.replace("_", " "))


def value_label(slot: str, value: str, name: str = "") -> str:
    """One value of a slot, readable alone: "blue", "size M", "for women", "waist 32", "eco collection"."""
    name = name or slot_name(slot)
    flag = _FLAGS.get(value.lower())
    if flag is not None:
        return name if flag else f"not {name}"
    if slot == "gender":
        return _GENDERS.get(value.lower(), f"for {value.lower()}")
    if slot == "category":
        return lowered(category_name(value))
    if slot == "brand":
        return value
    if slot in _COLORS:
        return lowered(value)
    # "M" or "32" alone says nothing; "500 ml" and "Cotton" do.
    bare = len(value) < 3 or not any(c.isalpha() for c in value) or name.endswith("size")
    return f"{name} {value}" if bare else lowered(value)


def value_phrase(slot: str, value: str) -> str:
    """A value as part of a sentence: "in blue", "made with cotton", "waterproof", "capacity 20 l", "activity: gym"."""
    name, label = slot_name(slot), value_label(slot, value)
    if value.lower() in _FLAGS:
        return label
    match slot:
        case "color" | "colour":
            return f"in {label}"
        case "material":
            return f"made with {label}"
        case "brand":
            return f"by {label}"
        case "gender":
            return label
    if name.endswith("size"):
        return f"in {label}"
    if slot.startswith("feature"):
        return label
    if slot.startswith(("style", "type", "kind")):
        return f"listed as {label}"
    if label.startswith(name) or label.endswith(f" {name}"):  # "energy class D", "100 pieces"
        return label
    if slot in _PURPOSES:
        return f"for {label}"
    return f"{name} {label}" if label[:1].isdigit() else f"{name}: {label}"


def category_name(path: str) -> str:
    """What things of a category are called: "Tees" of "Men > Tops > Tees"; campaign branches are not named."""
    names = segments(path)
    return names[-1] if names else path.split(">")[-1].strip()


def lowered(value: str) -> str:
    """In lower case, save words that are written with capitals for a reason: "LumaTech", "USB", "T-shirt"."""
    return re.sub(r"\b[A-Z][a-z]+\b", lambda match: match.group().lower(), value)


def named(title: str) -> str:
    """A title with its article: "the Day Pack", "the Mitten Boat Picture Book" of "The Mitten Boat Picture Book"."""
    return f"the {title.removeprefix('The ')}"


def rating_label(rating: float) -> str:
    """ "4.5", "4"."""
    return f"{rating:.1f}".removesuffix(".0")


def n_of(n: int, thing: str) -> str:
    """ "1 review", "12 reviews"."""
    return f"{n:,} {thing}" if n == 1 else f"{n:,} {thing}s"


def stock_text(offer: Offer) -> str:
    """ "In stock", "Only 3 left", "Pre-order", "On back-order", "Out of stock"."""
    if not offer.available:
        return "Out of stock"
    if offer.status == "preorder":
        return "Pre-order"
    if offer.status == "backorder":
        return "On back-order"
    if offer.quantity is not None and 0 < offer.quantity <= LOW_STOCK:
        return f"Only {offer.quantity} left"
    return "In stock"


def listed(words: list[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _negated(slot: str, value: str, name: str) -> str:
    flag = _FLAGS.get(value.lower())
    if flag is not None:
        return f"not {name}" if flag else name
    if slot == "category":
        return f"no {lowered(category_name(value))}"
    return f"not {value_label(slot, value, name)}"


def _alternatives(labels: list[str], name: str) -> str:
    """ "blue or green"; what all begin with is said once: "size M or L"; many measures are a span: "65 g to 1.1 kg"."""
    if len(labels) > 4 and all(label[:1].isdigit() for label in labels):
        return f"{labels[0]} to {labels[-1]}"
    for start in (f"{name} ", "for "):
        if labels and all(label.startswith(start) for label in labels):
            return start + listed([label.removeprefix(start) for label in labels], "or")
    return listed(labels, "or") if labels else f"no {name}"


def _bounds(constraint: Constraint, currency: str, name: str) -> str:
    """Bounds include their ends; "under $60.00" is how people say "at most"."""

    def amount(value: object) -> str:
        if constraint.slot == "price" and isinstance(value, Decimal):
            return str(Money(value, currency))
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)

    prefix = {"price": "", "rating": "rated "}.get(constraint.slot, f"{name} ")
    value = constraint.value
    match constraint.operator:
        case Operator.AT_MOST if constraint.slot == "price":
            return f"under {amount(value)}"
        case Operator.AT_MOST:
            return f"{prefix}{amount(value)} or less"
        case Operator.AT_LEAST:
            return f"{prefix}{amount(value)} or more"
        case Operator.ABOUT:
            return f"{prefix}about {amount(value)}"
        case Operator.BETWEEN if isinstance(value, tuple):
            return f"{prefix}{amount(value[0])} to {amount(value[1])}"
        case _:
            return f"{prefix}{amount(value)}"
