"""A bundle's name: short, and true word by word, made from what its parts have in common and what it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations

from recommender.belonging.name_check import AS_ONE, telling, unsupported
from recommender.likeness import color, kind, shared_path
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import Candidate
from retrieval.tokens import STOP_WORDS, tokens

LONGEST = 6  # words
_SHARED_SLOTS = ("material", "style", "pattern", "feature", "activity")  # of the parts' attributes, in this order

Part = tuple[Product, Variant]


class TemplateNamer:
    """ "Blue rain commute kit", "Tarn jackets", "Lamp and bulb": no model is asked, so that there always is a name.

    What it is for (`need`, the shopper's own words such as "home office") says what the bundle is; without it the
    kind that all parts are of, or the kinds of two parts. Before it comes what all parts have: colour, else brand,
    else one attribute's value.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def name(self, parts: Sequence[Candidate], need: str = "") -> str:
        """At most six words, and `name_faults` finds nothing in it. ValueError without parts."""
        if not parts:
            raise ValueError("A bundle without parts has no name; give one part or more.")
        shown = [self._catalog.variant(part.variant_id) for part in parts]
        what = _what_for(need)
        as_one = "pair" if len(shown) == 2 else "kit"
        own = "" if {token.stem for token in tokens(what)} & AS_ONE else as_one
        whole = f"{what} {own}".strip() if what else _kinds(shown) or as_one
        for before in (*_shared(shown), ""):
            name = f"{before} {whole}".strip()
            if not _repeats(name) and not self.faults(name, parts, need):
                return name[:1].upper() + name[1:]
        return f"Your {as_one}"

    def checked(self, ask: Callable[[], str], parts: Sequence[Candidate], need: str = "") -> str:
        """A model's name where it is true, else the template's. `ask` gives what a model says, empty for nothing."""
        said = " ".join(ask().split()).strip("\"'.!* ")
        return said if said and not self.faults(said, parts, need) else self.name(parts, need)

    def faults(self, name: str, parts: Sequence[Candidate], need: str = "") -> list[str]:
        """What is wrong with a name: words that neither the parts nor the need say, or too many of them."""
        shown = [self._catalog.variant(part.variant_id) for part in parts]
        wrong = unsupported(name, [need, *(text for part in shown for text in said_of(part))])
        return wrong if len(name.split()) <= LONGEST else [*wrong, f"more than {LONGEST} words"]


def said_of(part: Part) -> list[str]:
    """The texts that a word of a name may come from: title, brand, kinds, attributes and the variant's options; not
    the description, which says what a thing is not, too."""
    product, variant = part
    values = [value for values in product.attributes.values() for value in values]
    return [product.title, product.brand, *product.categories, *values, *variant.options.values()]


def _what_for(need: str) -> str:
    """The telling words of the need, at most three, as the shopper wrote them."""
    words = [t for t in tokens(need) if t.word not in STOP_WORDS and not t.word[0].isdigit()]
    return " ".join(need[t.start : t.end].lower() for t in words[:3])


def _kinds(shown: Sequence[Part]) -> str:
    """ "jackets" where all are, "lamp and bulb" of two, "lamps, shades and more" of more."""
    paths = [kind(product) for product, _ in shown]
    shared = shared_path(paths)
    if shared and shared == paths[0]:
        return shared[-1].lower()
    common = [name.lower() for name, _ in Counter(path[-1] for path in paths if path).most_common()]
    pairs = (" and ".join(sorted(pair)) for pair in combinations(common, 2))
    return next((pair for pair in pairs if not _repeats(pair)), "")


def _shared(shown: Sequence[Part]) -> list[str]:
    """What every part has, the most telling first."""
    first, variant = shown[0]
    found = [color(variant)] if len({color(v) for _, v in shown}) == 1 else []
    if len({product.brand for product, _ in shown}) == 1:
        found.append(first.brand)
    for slot in _SHARED_SLOTS:
        found += [v for v in first.attributes.get(slot, ()) if all(v in p.attributes.get(slot, ()) for p, _ in shown)]
    return [value for value in found if value]


def _repeats(name: str) -> bool:
    stems = [token.stem for token in tokens(name)]
    return len(set(stems)) < len(stems) or not telling(name)
