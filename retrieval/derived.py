"""What an import adds to the feed's own words: whom a product is for, paths that were glued, the ends of relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.catalog import Product, Relation

GENDERS = ("Men", "Women", "Boys", "Girls", "Unisex")
_GENDER_WORDS = {
    "men": "Men", "mens": "Men", "man": "Men", "male": "Men", "gentlemen": "Men", "m": "Men",
    "women": "Women", "womens": "Women", "woman": "Women", "female": "Women", "ladies": "Women", "f": "Women",
    "boys": "Boys", "boy": "Boys", "girls": "Girls", "girl": "Girls",
    "unisex": "Unisex",
}  # fmt: skip
_YOUNGER = {"Men": "Boys", "Women": "Girls"}
_CHILDREN = frozenset(("kids", "toddler", "infant", "newborn", "children"))  # Google's age groups below adult


def with_gender(product: Product) -> Product:
    """The product with a `gender` of `GENDERS`: from its own attribute, else from the segments of its categories.

    Values of the feed that are none of these stay as they are; a product for nobody in particular gets none, one for
    children of any kind is for boys and girls (and so for no woman).
    """
    stated = product.attributes.get("gender", ())
    ages = {value.lower() for value in product.attributes.get("age_group", ())}
    young = ages & _CHILDREN
    if stated:
        found = [_gender(value) or value for value in stated]
        if young:
            found = [_YOUNGER.get(value, value) for value in found]
    else:
        if any("gender" in variant.options for variant in product.variants):
            return product
        segments = (segment for path in product.categories for segment in path.split(" > "))
        found = [gender for segment in segments if len(segment) > 1 and (gender := _gender(segment))]
        if not found and ages and young == ages:
            found = ["Boys", "Girls"]
    if not found or tuple(found) == stated:
        return product
    return replace(product, attributes={**product.attributes, "gender": tuple(dict.fromkeys(found))})


def _gender(word: str) -> str:
    return _GENDER_WORDS.get(word.casefold().replace("'", "").replace("’", "").strip(), "")


def unglued(products: Sequence[Product]) -> tuple[list[Product], Counter[tuple[str, tuple[str, ...]]]]:
    """Paths such as `Gear > Bags > Collections > Sale` become `Gear > Bags` and `Collections > Sale`.

    Only where the catalog proves it: every piece begins with a first segment of other paths, and the first and
    the last piece are paths that other products have on their own. Also gives what was parted, with how many
    products had it.
    """
    paths = {path for product in products for path in product.categories}
    roots = {path.split(" > ")[0] for path in paths}
    parted = {path: pieces for path in paths if len(pieces := _pieces(path, paths, roots)) > 1}
    counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
    result = []
    for product in products:
        glued = [path for path in product.categories if path in parted]
        counts.update((path, parted[path]) for path in glued)
        result.append(replace(product, categories=_flat(product.categories, parted)) if glued else product)
    return result, counts


def _flat(categories: Iterable[str], parted: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for path in categories for piece in parted.get(path, (path,))))


def _pieces(path: str, paths: set[str], roots: set[str]) -> tuple[str, ...]:
    """The path cut before every segment that begins other paths, when that is proven; else the path alone."""
    segments = path.split(" > ")
    cuts = [0, *(at for at in range(1, len(segments)) if segments[at] in roots), len(segments)]
    pieces = tuple(" > ".join(segments[a:b]) for a, b in pairwise(cuts))
    known = len(pieces) > 1 and pieces[0] in paths and pieces[-1] in paths
    return pieces if known and all(" > " in piece for piece in pieces) else (path,)


def related(relations: Iterable[Relation], products: Sequence[Product]) -> tuple[list[Relation], Counter[str]]:
    """The relations between two products of the store, each once, and how often which unknown end was named.

    An end may be named by its product's id, by a variant's id or by a SKU (the first product's, when it is shared).
    """
    product_of = {v.sku: p.id for p in reversed(products) for v in p.variants if v.sku}
    product_of |= {v.id: p.id for p in products for v in p.variants}
    product_of |= {p.id: p.id for p in products}
    known: dict[Relation, None] = {}
    unknown: Counter[str] = Counter()
    for relation in relations:
        missing = [end for end in (relation.product_id, relation.other_id) if end not in product_of]
        unknown.update(missing[:1])
        if not missing and (one := product_of[relation.product_id]) != (other := product_of[relation.other_id]):
            known[Relation(relation.kind, one, other)] = None
    return list(known), unknown
