"""Pointing: which slot of the bench is meant by "the bag", "the second one", "that Heron tent"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.workbench.bench import Bench, BenchSlot
from recommender.bundling import is_of_kind
from retrieval.catalog import Catalog, Product
from retrieval.tokens import STOP_WORDS, tokens

_NTH = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "last": -1,
}
_POSITION = re.compile(
    rf"^(?:the )?(?P<nth>{'|'.join(_NTH)})(?: (?:one|thing|part|item|slot))?$|^(?:number|no\.?|#) ?(?P<num>[1-9])$",
    re.I,
)
_EMPTY = frozenset({"one", "thing", "part", "item", "ones", "things", "pair"})


def pointed_at(words: str, bench: Bench, catalog: Catalog) -> str:
    """The name of the slot; empty where nothing of the bench is meant, or where several are as likely.

    All telling words must belong to the slot's name, or to the thing in it.
    """
    place = _POSITION.match(words.strip())
    if place:
        at = int(place["num"]) - 1 if place["num"] else _NTH[place["nth"].lower()]
        filled = bench.filled
        return filled[at].name if -len(filled) <= at < len(filled) else ""
    said = [t.stem for t in tokens(words) if t.word not in STOP_WORDS and t.word not in _EMPTY]
    if not said:
        return ""
    found = [(score, slot.name) for slot in bench.slots if (score := _likeness(said, slot, catalog))]
    best = max(found, default=(0, ""))[0]
    named = [name for score, name in found if score == best]
    return named[0] if len(named) == 1 else ""


def named_in(words: str, slot: BenchSlot, catalog: Catalog) -> Product | None:
    """The product of the slot's kind that the words are the name of: all of its title, or telling words of that title
    and no other's. None where they name none, or say more than a name."""
    said = [t.stem for t in tokens(words) if t.word not in STOP_WORDS and t.word not in _EMPTY]
    paths = [str(c.value) for c in slot.constraints if c.slot == "category"]
    of_slot = {t.stem for text in (slot.name, slot.text, *(path.rsplit(">", 1)[-1] for path in paths))
               for t in tokens(text)}  # fmt: skip
    if set(said) <= of_slot:
        return None
    titles = {p.id: {t.stem for t in tokens(p.title)} for p in catalog if _is_of(p, slot, paths, of_slot)}
    whole = [product_id for product_id, title in titles.items() if title == set(said)]
    some = [product_id for product_id, title in titles.items() if set(said) - of_slot <= title]
    found = whole or some
    return catalog.product(found[0]) if len(found) == 1 else None


def _is_of(product: Product, slot: BenchSlot, paths: Sequence[str], words: set[str]) -> bool:
    if paths:
        return any(is_of_kind(category, path) for path in paths for category in product.categories)
    wanted = {t.stem for t in tokens(slot.text)} or words
    return wanted <= {t.stem for text in (product.title, *product.categories) for t in tokens(text)}


def _likeness(said: list[str], slot: BenchSlot, catalog: Catalog) -> int:
    """0 where a word is of neither the slot's name, its kind nor the thing in it; the name itself weighs most."""
    name = [t.stem for t in tokens(slot.name)]
    paths = [str(c.value) for c in slot.constraints if c.slot == "category"]
    own = {t.stem for path in paths for t in tokens(path.rsplit(">", 1)[-1])}
    if slot.variant_id and catalog.has_variant(slot.variant_id):
        product, variant = catalog.variant(slot.variant_id)
        own |= {t.stem for text in (product.title, *variant.options.values()) for t in tokens(text)}
        own |= {t.stem for path in product.categories[:1] for t in tokens(path.rsplit(">", 1)[-1])}
    known = {*name, *own}
    if not set(said) <= known:
        return 0
    return 2 * len(set(said) & set(name)) + 2 * (said[-1:] == name[-1:]) + len(set(said) & own)
