"""What there is to talk about in a store: kinds of things, and what single products are like, in shoppers' words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.notes.notation import MAX_SPAN, RESERVED, runs
from assistant.training.wording import wordings
from retrieval.catalog import Catalog, Product

_PAIRS_SAID = (
    "pants shorts jeans leggings tights trousers binoculars headphones earbuds earphones scissors glasses sunglasses "
    "socks shoes boots sneakers gloves mittens sandals slippers trainers briefs boxers sweatpants joggers"
)
_PAIRS = frozenset(_PAIRS_SAID.split())
_MASS = re.compile(
    r"(?:ware|ing|gear|tea|coffee|luggage|furniture|paper|food|chocolate|wool|ink|soap|jewelry|linen|equipment|"
    r"storage|audio|optics|power|fuel|care|art|decor|download|wear|body|nutrition|music|fitness|lighting)$"
)
# Names of departments and campaigns: nobody asks for "an accessory".
_VAGUE_SAID = (
    "accessories other others more sale new gear men women boys girls kids all gifts travel home training misc default "
    "category general basics collections featured photo screens power optics audio art body care items products "
    "set sets pack packs kit kits pieces collection bundle edition series i ii iii "
    # nor "a christmas", "a kitchen", "a fishing"
    "christmas easter halloween valentine kitchen bedroom bakery salon camping cooking fishing kayaking bathing "
    "grooming lighting percussion formal wind consumable consumables decorative pet pets key cuisine experience linen"
)
_VAGUE = frozenset(_VAGUE_SAID.split())
_NO_WORDS = frozenset(("k", "mm", "cm", "ml", "l", "g", "kg", "in"))  # what is left of "4K" and "35 mm"
_NOBODY_ASKS_SAID = (
    "safety care country warranty size_system sale new age_group energy_class thread title sku type format theme pack "
    "skill_level stud flavor scent recipes season activity climate"
)
_NOBODY_ASKS = frozenset(_NOBODY_ASKS_SAID.split())
_ADJECTIVE = re.compile(
    r"(?:proof|able|ible|ed|less|[^h]ing|light|free|repellent|resistant|safe|ic|ful|dry|wire|vegan|organic|slim|warm|"
    r"padded|plain|floral)$"
)
_ODD = {
    "mice": "mouse",
    "shelves": "shelf",
    "scarves": "scarf",
    "knives": "knife",
    "loaves": "loaf",
    "beanies": "beanie",
    "cookies": "cookie",
    "potatoes": "potato",
    "lens": "lens",
    "canvas": "canvas",
    "lenses": "lens",
}
_ODD_MANY = {one: many for many, one in _ODD.items()}
_MEASURE = re.compile(r"(\d+(?:\.\d+)?) ([a-zA-Z]{1,3})")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing as shoppers call it. `article` is empty where no "a" can stand before it."""

    one: str
    many: str
    article: str
    category: str
    product_ids: tuple[str, ...]
    department: str = ""  # the first step of the category


@dataclass(frozen=True, slots=True)
class Trait:
    """What a product is like: a slot's value, how a shopper says it, and which wordings fit it."""

    slot: str
    value: str
    said: str
    how: str  # a key of wordings/constraints.yaml, or "measure"
    amount: Decimal = Decimal(0)
    unit: str = ""


class Stock:
    """The kinds and traits of a catalog, in an order that depends on the catalog alone."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.kinds = tuple(_kinds(catalog))
        self._traits = {product.id: tuple(_traits(product)) for product in catalog}
        values: dict[str, Counter[Trait]] = defaultdict(Counter)
        for traits in self._traits.values():
            for trait in traits:
                values[trait.slot][trait] += 1
        self._values = {slot: tuple(t for t, _ in counts.most_common()) for slot, counts in values.items()}
        self.slots = tuple(sorted(self._values, key=lambda s: (-sum(values[s].values()), s)))

    def traits(self, product_id: str) -> tuple[Trait, ...]:
        return self._traits[product_id]

    def others(self, trait: Trait) -> tuple[Trait, ...]:
        """Other values of the same slot, the commonest dozen."""
        return tuple(t for t in self._values[trait.slot] if t.value != trait.value)[:12]

    def of_slot(self, slot: str) -> tuple[Trait, ...]:
        return self._values.get(slot, ())


def copyable(words: str) -> bool:
    """Whether a note can copy these words in one go, letter for letter."""
    found = runs(words)
    return len(found) == 1 and len(found[0]) <= MAX_SPAN and "".join(
        (" " if word.space else "") + word.text for word in found[0]
    ) == words  # fmt: skip


def _kinds(catalog: Catalog) -> Iterable[Kind]:
    last, last_two = Counter[str](), Counter[str]()
    for product in catalog:
        words = _words(product.title)
        last[" ".join(words[-1:])] += 1
        last_two[" ".join(words[-2:])] += 1
    named: dict[str, tuple[str, str, list[str]]] = {}
    for product in catalog:
        leaf = product.categories[0].split(">")[-1].strip() if product.categories else ""
        top = product.categories[0].split(">")[0].strip() if product.categories else ""
        words = _words(product.title)
        names = [part.strip().lower() for part in re.split(r"&|,|/| and ", leaf)]
        common = last[" ".join(words[-1:])] > 1 and words[-1] in _common_words()  # "a maker" is nothing to ask for
        names += words[-1:] if common else []
        names += [" ".join(words[-2:])] if len(words) > 2 and last_two[" ".join(words[-2:])] > 1 else []
        for name in names:
            if name and not set(name.split()[-1:]) & _VAGUE and re.fullmatch(r"[a-z'-]+(?: [a-z'-]+){0,2}", name):
                named.setdefault(_singular(name), (leaf, top, []))[2].append(product.id)
    for one, (leaf, department, ids) in sorted(named.items()):
        tail = one.split()[-1]
        if len(tail) < 3 or not copyable(one) or one.split()[0] in _NO_WORDS:
            continue
        mass = bool(_MASS.search(tail))
        article = "a pair of" if tail in _PAIRS else "some" if mass else "an" if one[0] in "aeiou" else "a"
        yield Kind(one, one if mass else _plural(one), article, leaf or one, tuple(dict.fromkeys(ids)), department)


def _common_words() -> frozenset[str]:
    return frozenset(wordings("words_zh"))


def _traits(product: Product) -> Iterable[Trait]:
    stated = [("brand", product.brand)] if product.brand else []
    stated += [(slot, value) for variant in product.variants for slot, value in variant.options.items()]
    stated += [(slot, value) for slot, values in product.attributes.items() for value in values]
    for slot, value in dict.fromkeys(stated):
        trait = _trait(slot, value)
        if trait and slot not in RESERVED and copyable(trait.said):
            yield trait


def _trait(slot: str, value: str) -> Trait | None:
    """The trait as a shopper would talk of it; None where nobody would."""
    low = value.lower()
    if slot in _NOBODY_ASKS or low in ("yes", "no", "true", "false", "none", "n/a") or "recommend" in slot:
        return None
    measure = _MEASURE.fullmatch(value)
    if measure:
        return Trait(slot, value, value, "measure", Decimal(measure[1]), measure[2])
    if slot == "brand":
        return Trait(slot, value, value, "brand")
    if slot == "size" or slot.endswith("_size"):
        return Trait(slot, value, value, "size") if len(value) <= 4 and slot == "size" else None
    if not re.fullmatch(r"[a-z][a-z' -]*", low) or len(low.split()) > 3:
        return None
    if slot == "gender":
        return Trait(slot, value, low, "gender") if low in ("women", "men", "girls", "boys") else None
    if slot in ("color", "colour"):
        return Trait(slot, value, low, "color")
    if slot in ("material", "upper"):
        return Trait(slot, value, low, "material")
    if _ADJECTIVE.search(low) and len(low.split()) == 1:
        return Trait(slot, value, low, "quality")
    if slot.startswith("feature"):
        return Trait(slot, value, low, "feature")
    plain_slot = re.fullmatch(r"[a-z]{3,9}", slot) and slot not in ("activity", "climate", "origin", "port", "plug")
    return Trait(slot, value, low, "worded") if plain_slot and " " not in low else None


def _words(title: str) -> list[str]:
    return re.findall(r"[a-z][a-z'-]*", title.lower())


def _singular(name: str) -> str:
    *first, tail = name.split()
    if tail not in _PAIRS:
        if tail in _ODD:
            tail = _ODD[tail]
        elif tail.endswith("ies"):
            tail = tail[:-3] + "y" if len(tail) > 4 and tail != "hoodies" else tail[:-1]
        elif re.search(r"(?:ch|sh|ss|x|[^aeiou]z)es$", tail):
            tail = tail[:-2]
        elif re.search(r"[^sui]s$", tail):
            tail = tail[:-1]
    return " ".join([*first, tail])


def _plural(one: str) -> str:
    *first, tail = one.split()
    if tail not in _PAIRS:
        if tail in _ODD_MANY:
            tail = _ODD_MANY[tail]
        elif re.search(r"[^aeiou]y$", tail):
            tail = tail[:-1] + "ies"
        elif re.search(r"(?:ch|sh|s|x|z)$", tail):
            tail += "es"
        else:
            tail += "s"
    return " ".join([*first, tail])
