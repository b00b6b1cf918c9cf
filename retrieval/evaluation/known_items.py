"""Known items: queries for products of any store, made of the products' own words, where nobody judged any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from retrieval.catalog import Product
from retrieval.plain_measures import measures
from retrieval.product_text import attribute_values, plain_text
from retrieval.terms import terms

_FEWEST_LETTERS = 5  # of a word that gets a typo
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OTHERWISE = {"inch": '"', "foot": "ft", "gallon": "gal", "liter": "l", "gram": "g", "pound": "lbs", "watt": "w"}


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A query of some kind, and the ids of the products it was made for: one, or several of one title."""

    kind: str
    query: str
    right: frozenset[str]


def known_items(products: Iterable[Product], n: int, seed: int) -> list[KnownItem]:
    """Queries for `n` products drawn by the seed, or for all there are; the same products and seed give the same.

    Of each product: up to three words of its title in their order (`title`); the same with one letter changed, lost,
    added or swapped (`typo`); two words that follow each other in the title as one, with another (`joined`); a word
    of the title with two of the description or the attributes (`described`); two words of the title with a measure
    that it names, in other writing (`measure`). Kinds that a product has no words for are left out.
    """
    catalog = sorted(products, key=lambda product: product.id)
    by_title: dict[str, set[str]] = {}
    for product in catalog:
        by_title.setdefault(product.title.lower(), set()).add(product.id)
    random = Random(seed)
    drawn = random.sample(catalog, min(n, len(catalog)))
    made: dict[tuple[str, str], frozenset[str]] = {}
    for product in drawn:
        for kind, query in _queries(product, random):
            own = frozenset(by_title[product.title.lower()])
            made[kind, query] = made.get((kind, query), frozenset()) | own
    return [KnownItem(kind, query, right) for (kind, query), right in made.items()]


def _queries(product: Product, random: Random) -> Iterator[tuple[str, str]]:
    title = _content_words(plain_text(product.title))
    if not title:
        return
    said = _some(title, 3, random)
    yield "title", " ".join(said)
    if typo := _with_typo(said, random):
        yield "typo", typo
    beside = [(one, other) for one, other in pairwise(title) if one.isalpha() and other.isalpha()]
    if beside:
        pair = random.choice(beside)
        rest = [word for word in title if word not in pair]
        yield "joined", " ".join(("".join(pair), *_some(rest, 1, random)))
    told = plain_text(" ".join((*(value for _, value in attribute_values(product)), product.description)))
    other = [word for word in _content_words(told) if word not in title and word.isalpha()]
    if len(other) >= 2:
        yield "described", " ".join((random.choice(title), *_some(other, 2, random)))
    if measure := _measure(product.title):
        words = [word for word in title if word.isalpha()]
        if words:
            yield "measure", " ".join((*_some(words, 2, random), measure))


def _content_words(text: str) -> list[str]:
    """As they are written, without what says nothing and without measures."""
    taken = {at for m in measures(text) for at in range(m.start, m.end)}
    return list(dict.fromkeys(text[t.start : t.end].lower() for t in terms(text) if t.start not in taken))


def _some(words: list[str], n: int, random: Random) -> list[str]:
    return [words[at] for at in sorted(random.sample(range(len(words)), min(n, len(words))))]


def _with_typo(words: list[str], random: Random) -> str:
    """One word with one slip behind its first letter; empty when all are too short."""
    long = [at for at, word in enumerate(words) if len(word) >= _FEWEST_LETTERS and word.isalpha()]
    if not long:
        return ""
    at = random.choice(long)
    word, place = words[at], random.randrange(1, len(words[at]) - 1)
    slip = random.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + random.choice(_LETTERS) + word[place:],
            word[:place] + random.choice(_LETTERS) + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )
    return " ".join((*words[:at], slip, *words[at + 1 :])) if slip != word else ""


def _measure(title: str) -> str:
    """The title's first number with a unit, written as shoppers write it: "24 in." as `24"`; empty when it has none."""
    found = measures(title)
    for number, unit in pairwise(found):
        if unit.is_unit and not number.is_unit and unit.start == number.end:
            plain = " ".join(unit.words)
            return title[number.start : number.end] + _OTHERWISE.get(plain, plain)
    return ""
