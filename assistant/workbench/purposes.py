"""Purposes: what things together are said to be for ("a fisherman", "scuba diving"), and what the store has for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from assistant.context import known_persons
from assistant.hearing.cues import cue
from recommender.bundling import Template
from recommender.likeness import kind
from retrieval.catalog import Catalog, Product
from retrieval.tokens import STOP_WORDS, stem, tokens

MOST_KINDS = 5  # slots of one category
_FEW = 2  # products of a kind that only titles tell apart

_SEVERAL = (
    r"(?:bundle|kit|set|gear|equipment|outfit|gifts?|presents?|basket|hamper|package|everything|stuff|supplies|"
    r"accessories|essentials|starter|all (?:that )?(?:i|we|you) need)"
)
_ENDS = (
    r"(?=\s*(?:$|[,.;:!?]|\b(?:who|that|which|and|but|with|without|under|below|up to|around|about|for|in|at|on|by|he|"
    r"she|they|i|we|please|max|less|is|are)\b))"
)
_FOR = cue(
    rf"\b{_SEVERAL}\b(?: (?!for\b)[\w-]+){{0,3}} for (?:(?:an?|the|my|our|his|her|their|some) )?"
    rf"(?P<x>[a-z][\w'-]*(?: [a-z][\w'-]*){{0,2}}?){_ENDS}",
    rf"\bwho (?:really |also )?(?:loves?|likes?|enjoys?|collects?|plays?|does|goes|is (?:into|mad about|fond of))"
    rf" (?:the |to )?(?P<y>[a-z][\w'-]*(?: [a-z][\w'-]*)?){_ENDS}",
    rf"\b(?P<z>(?:[a-z]+ )?(?:[a-z]{{3,}}ing|wedding|funeral|prom|gala)) {_SEVERAL}\b",
)
_OWNED = cue(
    r"\bwho (?:already )?(?:has|have|owns?|got)(?: got)? "
    r"(?:(?:an?|some|the|many|plenty of|lots of|enough|all|his|her|their|own) )*"
    rf"(?P<x>[a-z][\w-]*(?: [a-z][\w-]*)?)(?: already)?{_ENDS}",
    r"\b(?:i|we|he|she|they)(?:'ve)? (?:have|has|got)(?: got)? (?:(?:my|our|his|her|their) )?own "
    rf"(?P<y>[a-z][\w-]*(?: [a-z][\w-]*)?){_ENDS}",
    rf"\b(?:with|wear(?:ing)?|in) (?:my|our|his|her|their) own (?P<z>[a-z][\w-]*(?: [a-z][\w-]*)?){_ENDS}",
    r"\b(?:i|we|he|she|they)(?:'ve)? (?:have|has|got)(?: got)? (?P<w>[a-z][\w-]*s) already\b",
    rf"\b(?:i|we|he|she|they)(?:'ve)? (?:have|has|got|owns?)(?: got)? (?:an?|some) (?P<v>[a-z][\w-]*){_ENDS}",
)
# Who or when it is for says nothing of what; neither does a place that is everywhere.
_NO_PURPOSE = frozenset(
    token.word
    for token in tokens(
        """me us him her them it this that someone somebody everyone anyone person people man woman men women guy lady
        boys girls kid kids child children family couple friend party birthday christmas xmas easter anniversary
        valentine home house flat small big new today tomorrow weekend week summer winter spring autumn sale free
        cheap two three four one beginner beginners fun good nice best year old years months month gift gifts
        present many several everything being having using make put get want need show spend looking wearing matching"""
    )
)
_SAME = {"angler": "fish", "anglers": "fish", "birder": "bird", "chef": "cook", "jogger": "run", "barista": "coffee"}
_ENDING = re.compile(
    r"(?:ermen|erman|smen|sman|men|man|women|woman|ers?|ors?|ists?|ians?|ings?|ery|ies|y|es|e|s)$", re.IGNORECASE
)


_AS_ONE = frozenset(stem(word) for word in ("set", "collection", "pack", "kit", "bundle", "pair", "piece", "edition"))


class Purposes:
    """Knows the words that the store's products say of themselves; descriptions, which say all sorts of things, not."""

    def __init__(self, catalog: Catalog, templates: Sequence[Template]) -> None:
        self._catalog = catalog
        self.templates = tuple(templates)

    def asked(self, message: str) -> str:
        """What it is said to be for, in the message's own words; empty where that is nothing, or just somebody."""
        for match in _FOR.finditer(message.replace("’", "'")):
            words = [w for w in (next(filter(None, match.groups())).lower()).split() if _tells(w)]
            if words:
                return " ".join(words)
        return ""

    def owned(self, message: str) -> tuple[str, ...]:
        """Kinds that are said to be there already, in ways that only things together are asked for with."""
        found = (next(filter(None, match.groups())).lower() for match in _OWNED.finditer(message))
        return tuple(thing for thing in found if _base(thing.split()[-1]) in self._heads)

    def sold_in(self, words: str) -> str:
        """The path of the category that is for it ("outdoors > fishing"); empty where none is."""
        return next((self._named[base] for base in _bases(words) if base in self._named), "")

    def unsold(self, words: str) -> str:
        """The words of which nothing in the store says anything, where it says nothing of any; else empty."""
        own = [word for word in words.split() if _tells(word)]
        return " ".join(own) if own and not any(_bases(word) & self._said for word in own) else ""

    @property
    def departments(self) -> list[str]:
        """The store's first categories, those with the most in them first."""
        firsts = Counter(name for product in self._catalog for name in kind(product)[:1])
        return [name for name, _ in firsts.most_common()]

    def kinds(self, path: str, owns: Sequence[str] = ()) -> list[tuple[str, str, str]]:
        """What there is in a category, the commonest first, as (name, category path, words of its titles): its
        categories, or where it has none below it what its titles end in ("reel", "lure"); of what the shopper has, be
        there a single one."""
        inside = [p for p in self._catalog if _within(p, path) and any(v.offer.available for v in p.variants)]
        deeper = Counter(" > ".join(kind(p)) for p in inside if " > ".join(kind(p)) != path)
        if len(deeper) > 1:
            return [(leaf.rsplit(">", 1)[-1].strip(), leaf, "") for leaf, _ in deeper.most_common()]
        heads = Counter(head for p in inside if (head := _head(p.title)))
        has = {_base(word) for thing in owns for word in thing.split()[-1:]}
        return [(f"{head}s", path, head) for head, n in heads.most_common() if n >= _FEW or _base(head) in has]

    @cached_property
    def _named(self) -> dict[str, str]:
        """The path of the category that is called by just this word: "Camping", not "Sleeping Bags"."""
        found: dict[str, str] = {}
        for path in dict.fromkeys(kind(product) for product in self._catalog):
            for n, step in enumerate(path, 1):
                bases = _bases(step)
                if len(bases) == 1:
                    found.setdefault(next(iter(bases)), " > ".join(path[:n]))
        return found

    @cached_property
    def _said(self) -> frozenset[str]:
        said = {name for template in self.templates for name in (template.name, *template.words)}
        for product in self._catalog:
            said |= {product.title, *product.categories, *(v for values in product.attributes.values() for v in values)}
        return frozenset(base for text in said for base in _bases(text))

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The words that say what kind of thing something is."""
        paths = {step for product in self._catalog for step in kind(product)}
        titles = {head for product in self._catalog if (head := _head(product.title))}
        return frozenset((*(_base(head) for head in titles), *(base for step in paths for base in _bases(step))))


def _within(product: Product, path: str) -> bool:
    own = " > ".join(kind(product)).casefold()
    return own == path.casefold() or own.startswith(f"{path.casefold()} > ")


def _head(title: str) -> str:
    """The word that says what it is: "net" of "Coastal Fishing Net Set"."""
    words = [t.word for t in tokens(title) if t.word.isalpha()]
    while words and stem(words[-1]) in _AS_ONE:
        words.pop()
    return words[-1] if words else ""


def _tells(word: str) -> bool:
    plain = word.removesuffix("'s").strip("'-")
    return plain.isalpha() and plain not in STOP_WORDS | _NO_PURPOSE | known_persons()


def _bases(text: str) -> frozenset[str]:
    """The words without the endings that make one who does it, or the doing, of what is done: "fish" of all three."""
    return frozenset(_base(token.word) for token in tokens(text) if token.word.isalpha())


def _base(word: str) -> str:
    if word in _SAME:
        return _SAME[word]
    cut = _ENDING.sub("", word)
    cut = cut if len(cut) > 2 else word
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut
