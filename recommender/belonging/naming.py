"""A bundle's name: short, and true word by word, made from what its parts have in common and what it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations

from recommender.belonging.name_check import AS_ONE, says_twice, unsupported
from recommender.likeness import color, kind, shared_path
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import Candidate
from retrieval.tokens import STOP_WORDS, tokens

LONGEST = 6  # words
_LONGEST_PHRASE = 4
_ARTICLES, _POLITE = frozenset({"a", "an", "the"}), frozenset({"please", "thanks", "now"})
_SHARED_SLOTS = ("material", "style", "pattern", "feature", "activity")  # of the parts' attributes, in this order

Part = tuple[Product, Variant]


class TemplateNamer:
    """ "Blue rain commute kit", "Tarn jackets", "Lamp and bulb": no model is asked, so that there always is a name.

    What it is for (`need`, the shopper's own words such as "home office") says what the bundle is, and is its name
    where it reads as one ("coffee at home"). Without it the kind that all parts are of does, or the kinds of two.
    Before it comes what all parts have: colour, else brand, else one attribute's value.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def name(self, parts: Sequence[Candidate], need: str = "") -> str:
        """At most six words, and `name_faults` finds nothing in it. ValueError without parts."""
        if not parts:
            raise ValueError("A bundle without parts has no name; give one part or more.")
        shown = [self._catalog.variant(part.variant_id) for part in parts]
        phrase = _phrase(need)
        if phrase and not self.faults(phrase, parts, need):
            return phrase[:1].upper() + phrase[1:]
        what = _what_for(need)
        as_one = "pair" if len(shown) == 2 else "kit"
        own = "" if {token.stem for token in tokens(what)} & AS_ONE else as_one
        whole = f"{what} {own}".strip() if what else _kinds(shown) or as_one
        for before in (*_shared(shown), ""):
            name = f"{before} {whole}".strip()
            if not self.faults(name, parts, need):
                return name[:1].upper() + name[1:]
        return f"Your {as_one}"

    def checked(self, ask: Callable[[], str], parts: Sequence[Candidate], need: str = "") -> str:
        """A model's name where it is true, else the template's. `ask` gives what a model says, empty for nothing."""
        said = " ".join(ask().split()).strip("\"'.!* ")
        return said if said and not self.faults(said, parts, need) else self.name(parts, need)

    def faults(self, name: str, parts: Sequence[Candidate], need: str = "") -> list[str]:
        """What is wrong with a name: words that neither the parts nor the need say, a word twice, too many words, or
        none that says anything."""
        wrong = unsupported(name, [need, *self.sayable(parts)])
        wrong += [f"more than {LONGEST} words"] if len(name.split()) > LONGEST else []
        return [*wrong, "a word twice, or none that tells"] if says_twice(name) else wrong

    def sayable(self, parts: Sequence[Candidate]) -> list[str]:
        """The texts that a word of a name may come from: what any part is, by title and kinds, and what all are alike
        in: brand, attributes, chosen options. Not descriptions, which say what a thing is not, too."""
        shown = [self._catalog.variant(part.variant_id) for part in parts]
        kinds = [text for product, _ in shown for text in (product.title, *product.categories)]
        return [*kinds, *sorted(set.intersection(*(_is_like(part) for part in shown)))] if shown else []


def _is_like(part: Part) -> set[str]:
    product, variant = part
    values = {value for values in product.attributes.values() for value in values}
    return {product.brand, *values, *variant.options.values()} - {""}


def _phrase(need: str) -> str:
    """A need that is a name already, by the small words in it: "coffee at home", "dressing well"; else empty."""
    words = need.split()
    words = words[1:] if words and words[0].lower() in _ARTICLES else words
    small = [word.lower() in STOP_WORDS for word in words]
    is_phrase = 1 < len(words) <= _LONGEST_PHRASE and any(small) and not small[0] and words[-1].lower() not in _POLITE
    return " ".join(words) if is_phrase and need.replace(" ", "").isalpha() else ""


def _what_for(need: str) -> str:
    """The telling words of the need, at most three, as the shopper wrote them."""
    words = {t.stem: t for t in tokens(need) if t.word not in STOP_WORDS and not t.word[0].isdigit()}
    return " ".join(need[t.start : t.end].lower() for t in [*words.values()][:3])


def _kinds(shown: Sequence[Part]) -> str:
    """ "jackets" where all are, "lamp and bulb" of two, "lamps, shades and more" of more."""
    paths = [kind(product) for product, _ in shown]
    shared = shared_path(paths)
    if shared and shared == paths[0]:
        return shared[-1].lower()
    common = [name.lower() for name, _ in Counter(path[-1] for path in paths if path).most_common()]
    pairs = (" and ".join(sorted(pair)) for pair in combinations(common, 2))
    return next((pair for pair in pairs if not says_twice(pair)), "")


def _shared(shown: Sequence[Part]) -> list[str]:
    """What every part has, the most telling first."""
    first, variant = shown[0]
    found = [color(variant)] if len({color(v) for _, v in shown}) == 1 else []
    if len({product.brand for product, _ in shown}) == 1:
        found.append(first.brand)
    for slot in _SHARED_SLOTS:
        found += [v for v in first.attributes.get(slot, ()) if all(v in p.attributes.get(slot, ()) for p, _ in shown)]
    return [value for value in found if value]
