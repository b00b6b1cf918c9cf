"""Exclusion: which products say what they must not be, in any of their words ("not leather")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from retrieval.catalog import Product
from retrieval.tokens import plain, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Slots of what a thing is made of: a product is out that names an excluded material anywhere in its words.
_MADE_OF = {"material", "materials", "fabric", "fabrics", "composition", "shell", "lining", "upper", "sole", "fill",
            "filling", "leather"}  # fmt: skip
_COLORED = {"color", "colors", "colour", "colours"}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[.;:!?()]|,(?!\d)", re.UNICODE)
_IMITATION = frozenset(
    ("faux", "vegan", "fake", "imitation", "synthetic", "artificial", "mock", "simulated", "pu", "pleather", "eco")
)
_BEHIND = frozenset(("free", "look", "like", "effect", "alternative", "substitute", "style", "imitation"))
_DENIAL = frozenset(("no", "not", "non", "without", "never", "zero", "isnt", "arent", "doesnt"))  # as `plain` has them
_FREE_OF = frozenset(("of", "from"))
_NEAR = 120  # characters on either side in which the words lie that can deny one
_IRREGULAR = frozenset(("man", "woman", "mous", "goos", "foot", "tooth", "child", "ladi"))  # stems of changed vowels
_MARKS = str.maketrans("", "", "™®©℠")  # NFKD would make letters of them: "EverCoolTM"
_REACH = 3  # words between a denial and what it denies: "not made of any leather"
MADE_WORDS = {"wooden": "wood", "woolen": "wool", "woollen": "wool", "leathery": "leather", "metallic": "metal"}


def is_made_of(slot: str) -> bool:
    """Whether the slot says what a thing is made of."""
    return not _MADE_OF.isdisjoint(slot.split("_"))


def names_broadly(slot: str) -> bool:
    """Whether a value of the slot that holds another is that other too: recycled nylon is nylon, light blue blue."""
    return is_made_of(slot) or not _COLORED.isdisjoint(slot.split("_"))


def says(text: str, value: str) -> bool:
    """Whether the text says of a thing that it is `value`: not "faux leather", "leather-free" or "no leather"."""
    wanted = _stems(value)
    if not wanted:
        return False
    text = text if text.isascii() else _without_accents(text)
    return any(_says_at(text, match.start(), wanted) for match in _beginning(wanted[0]).finditer(text))


def _says_at(text: str, at: int, wanted: tuple[str, ...]) -> bool:
    """Whether the word that begins at `at`, and those behind it, are the wanted, and are not denied."""
    behind = _read(text[at : at + _NEAR])
    n = len(wanted)
    if len(behind) < n or tuple(map(_stem, behind[:n])) != wanted:
        return False
    before = _read(text[max(0, at - _NEAR) : at])
    return not _is_denied([*before, *behind[: n + 1]], len(before), len(before) + n)


def _read(text: str) -> list[str]:
    """The words in order; a stop or a comma is an empty one."""
    return [plain(word) if word[0].isalnum() else "" for word in _WORD.findall(text)]


@lru_cache(maxsize=256)
def _beginning(wanted: str) -> re.Pattern[str]:
    """Where a word begins whose stem may be the wanted one: it has the same first letters."""
    n = 1 if wanted in _IRREGULAR else max(1, min(3, len(wanted) - 1))  # the last may have changed: "fli" is fly
    return re.compile(rf"(?<![^\W_])(?<![^\W_]['’]){re.escape(wanted[:n])}", re.IGNORECASE)


def _without_accents(text: str) -> str:
    text = text.translate(_MARKS)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _is_denied(words: Sequence[str], start: int, end: int) -> bool:
    """Whether what stands at `start` to `end` is an imitation, or is said not to be there."""
    if end < len(words) and words[end] in _BEHIND:
        return True
    before: list[str] = []
    for word in reversed(words[max(0, start - _REACH - 1) : start]):
        if not word:  # another sentence or part of one
            break
        before.append(word)
    if not before:
        return False
    if not _IMITATION.isdisjoint(before[:2]):
        return True
    if before[0] in _FREE_OF and len(before) > 1 and before[1] in ("free", "instead"):
        return True
    denials = [at for at, word in enumerate(before) if word in _DENIAL]
    return bool(denials) and not {"only", "just"} & set(before[: denials[0]])


class Sayings:
    """What products say in words, asked for by value; each answer is kept."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._products = products
        self._anywhere = lru_cache(maxsize=128)(self._rows_anywhere)
        self._in_title = lru_cache(maxsize=128)(self._rows_in_title)

    def anywhere(self, value: str) -> NDArray[np.bool_]:
        """`(n_products,)`: which say it in title, description or attributes."""
        return self._anywhere(value)

    def in_title(self, value: str) -> NDArray[np.bool_]:
        """`(n_products,)`: which say it in their title."""
        return self._in_title(value)

    def _rows_anywhere(self, value: str) -> NDArray[np.bool_]:
        return np.array([any(says(text, value) for text in _texts(p)) for p in self._products], dtype=np.bool_)

    def _rows_in_title(self, value: str) -> NDArray[np.bool_]:
        return np.array([says(p.title, value) for p in self._products], dtype=np.bool_)


def _texts(product: Product) -> list[str]:
    stated = product.attributes.items()
    values = (value for slot, own in stated if _COLORED.isdisjoint(slot.split("_")) for value in own)
    return [product.title, product.description, *values]  # a silver color is no silver


@lru_cache(maxsize=256)
def _stems(value: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in _read(_without_accents(value)) if word)


def _stem(word: str) -> str:
    return stem(MADE_WORDS.get(word, word))
