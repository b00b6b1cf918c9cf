"""The vocabulary as its owner looks at it: each slot with its values, unit, range, synonyms, and where it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from retrieval.catalog import Catalog, Product
from retrieval.phrases import ways_to_say
from retrieval.quantities import commonest_unit, quantity
from retrieval.sizes import SIZE_SLOT
from retrieval.title_slots import TITLE_SLOTS, said_of
from retrieval.units import NONE, unit
from retrieval.vocabulary import Vocabulary

_FLAGS = frozenset(("yes", "no", "true", "false"))
_MOSTLY = 0.8  # of a slot's values: then the slot is what they are


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value as the store spells it, in so many products, with what else shoppers may say for it."""

    value: str
    n_products: int
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotView:
    """A slot. `kind` is name, category, size, flag, amount or text; `low` and `high` are in `unit`, of an amount.

    `came_from`: option, attribute, brand, category path, or words (of titles and descriptions).
    """

    slot: str
    kind: str
    values: tuple[ValueView, ...]
    came_from: tuple[str, ...]
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


def vocabulary_view(catalog: Catalog) -> list[SlotView]:
    """Every slot of the store that is not hidden, the one that most products state first."""
    vocabulary = Vocabulary.learn(catalog)
    sources = _sources(catalog)
    views = [_slot_view(slot, vocabulary, catalog, sources.get(slot, ())) for slot in vocabulary.slots]
    return sorted(views, key=lambda view: (-vocabulary.share_stating(view.slot, [""]), view.slot))


def _slot_view(slot: str, vocabulary: Vocabulary, catalog: Catalog, came_from: Sequence[str]) -> SlotView:
    known = vocabulary.values(slot)
    values = tuple(
        ValueView(
            value,
            vocabulary.n_products(slot, value),
            _synonyms(slot, value, known, catalog),
        )
        for value in known
    )
    kind = _kind(slot, known)
    name, low, high = _range(slot, known) if kind in ("amount", "size") else ("", None, None)
    return SlotView(slot, kind, values, tuple(came_from), name, low, high)


def _synonyms(slot: str, value: str, known: Sequence[str], catalog: Catalog) -> tuple[str, ...]:
    """What else may be said for it, other than the same with a hyphen or a space."""
    ways = dict.fromkeys(ways_to_say(slot, value, known, catalog.corrections))
    return tuple(way for way in ways if _bare(way) != _bare(value))


def _bare(words: str) -> str:
    return words.casefold().replace("-", "").replace(" ", "")


def _kind(slot: str, known: Sequence[str]) -> str:
    if slot in ("brand", "category"):
        return "name" if slot == "brand" else slot
    if {value.lower() for value in known} <= _FLAGS:
        return "flag"
    if SIZE_SLOT.search(slot):
        return "size"
    amounts = sum((found := quantity(value)) is not None and found.is_whole for value in known)
    return "amount" if amounts >= _MOSTLY * len(known) else "text"


def _range(slot: str, known: Sequence[str]) -> tuple[str, Decimal | None, Decimal | None]:
    """The commonest unit, and the least and the most of what is measured in that kind of unit."""
    name = commonest_unit(known, slot)
    of = unit(name)
    if of.kind == NONE and SIZE_SLOT.search(slot):
        return "", None, None
    found = [q for value in known if (q := quantity(value, name)) is not None and q.kind == of.kind]
    if not found:
        return name, None, None
    ends = [(min(q.low for q in found)), max(q.high for q in found)]
    low, high = (((end - of.zero) / of.factor).quantize(Decimal("1e-6")).normalize() for end in ends)
    return name, low, high


def _sources(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Where each slot is stated; `words` for one that says of every product just what its words say."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    from_words = dict.fromkeys(TITLE_SLOTS, True)
    for product in catalog:
        for slot in {slot for variant in product.variants for slot in variant.options}:
            found[slot]["option"] = None
        for slot in product.attributes:
            found[slot]["attribute"] = None
        for slot in from_words.keys() & product.attributes.keys():
            from_words[slot] &= _is_said(product, slot)
    for slot, is_from_words in from_words.items():
        if is_from_words and "attribute" in found.get(slot, {}):
            found[slot] = {"words" if source == "attribute" else source: None for source in found[slot]}
    found["brand"]["brand"] = None
    found["category"]["category path"] = None
    return {slot: tuple(sources) for slot, sources in found.items()}


def _is_said(product: Product, slot: str) -> bool:
    return product.attributes[slot] == said_of(product).get(slot, ())
