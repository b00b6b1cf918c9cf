"""Misspelt words of a message, put right before a model reads it: everyday words and the store's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.spelling import english_words
from retrieval.synonyms import COLORS
from retrieval.tokens import STOP_WORDS
from retrieval.vocabulary import Vocabulary
from retrieval.yaml_loader import LOADER

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_WORD = re.compile(r"(?<![\w'’@./-])[A-Za-z]{3,}(?![\w@/-]|['’][a-z]|\.\w)")
_EVERYDAY = 500_000  # likelier than a word of the store as near: "wich" is which
_LETTERS = re.compile(r"[^\W\d_]+")
_KNOWN = 0.25  # of a message's words: with fewer it is no misspelt English
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?;:)])\W*$")
_FIGURE = re.compile(r"\d\s?$")
_ENDING = re.compile(r"(?:less|proof|free|like|ish|y)$")
_BRITISH = re.compile(r"is(?=e|i|a)|ys(?=e)|our")
_DOUBLED = re.compile(r"(.)\1")
_MIDDLING, _USUAL = 7, 20_000  # letters, and times in the list, from which another letter is a slip
_COMMON = 1_000  # times in the speller's list: rarer words are as likely what nobody meant
_LONG = 9  # letters from which two slips are likelier than another word


class Speller:
    """Puts right what is one slip from an everyday word, or from a word of the store; two slips in long words.

    Nothing that a dictionary, the store or slang knows is touched, nor names, numbers and what has a hyphen. So
    "nothin pruple" is "nothing purple", and a grammar that copies words copies ones that the store knows.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def spelled(self, message: str) -> str:
        """The message, the words that were put right in lower case."""
        said = _LETTERS.findall(message.lower())
        is_foreign = len(set(message.lower().split()) & _lists().foreign) > 1
        if is_foreign or sum(map(self._is_known, said)) < _KNOWN * len(said):
            return message
        return _WORD.sub(self._spelled, message)

    def _spelled(self, match: re.Match[str]) -> str:
        word = match[0].lower()
        slips = _lists().slips
        if match[0] in slips:
            return slips[match[0]]
        if _FIGURE.search(match.string[: match.start()]):  # "20 sqft"
            return match[0]
        starts = _SENTENCE_BEFORE.search(match.string[: match.start()])
        if len(word) < 4 or (match[0] != word and not (starts and match[0][1:].islower())) or self._is_known(word):
            return match[0]
        return self._meant(word)

    def _is_known(self, word: str) -> bool:
        base = _ENDING.sub("", word)
        if base != word and len(base) > 2 and (base in _listed() or f"{base}e" in _listed()):  # "brushless", "meshy"
            return True
        if _BRITISH.sub(lambda m: {"is": "iz", "ys": "yz", "our": "or"}[m[0]], word) in _listed():
            return True
        if any(word in known for known in (_lists().slang, STOP_WORDS, COLORS, english_words(), _listed())):
            return True
        return self._vocabulary.knows_word(word) or bool(self._vocabulary.parted(word)[1])

    def _meant(self, word: str) -> str:
        """The word that it most likely stands for; itself where none is near."""
        near = [one for one in _near(word) if self._is_likely(one, word)]
        own = self._vocabulary.corrected(word)
        if own and self._vocabulary.knows_word(own) and own in _listed() and self._is_likely(own, word):
            slips = OSA.distance(own, word)
            is_nearer = not near or (slips, _is_everyday(near[0])) <= (OSA.distance(near[0], word), False)
            if slips <= (2 if len(word) >= _LONG - 2 else 1) and is_nearer:
                return own
        return near[0] if near else word

    def _is_likely(self, one: str, word: str) -> bool:
        """Letters are lost and swapped in any word; another letter, or one too many, makes a short word another."""
        if len(one) > len(word) or sorted(one) == sorted(word):
            return True
        if _is_of_shops(one) and len(one) == len(word):
            return True
        if _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", one):
            return True
        is_usual = _listed().get(one, 0) >= _USUAL or self._vocabulary.knows_word(one)
        return len(word) >= _MIDDLING and is_usual


def _near(word: str) -> list[str]:
    """Common words within a slip, of the same beginning, the likeliest first: letters lost, doubled or swapped are
    likelier than others in their place."""
    listed = _listed()
    found = {one for one in _checker().edit_distance_1(word) if listed.get(one, 0) >= _COMMON or _is_of_shops(one)}
    if not found and len(word) >= _LONG:
        near = process.extract(word, _common(), scorer=OSA.distance, score_cutoff=2, limit=8)
        found = {one for one, _, _ in near}
    alike = [one for one in found if len(one) > 2 and (one[0] == word[0] or sorted(one[:2]) == sorted(word[:2]))]
    return sorted(alike, key=lambda one: (not _is_of_shops(one), _is_other_letter(one, word), -listed.get(one, 0), one))


def _is_everyday(word: str) -> bool:
    return _is_of_shops(word) or _listed().get(word, 0) >= _EVERYDAY


def _is_of_shops(word: str) -> bool:
    return word in _lists().shops or word in COLORS


def _is_other_letter(one: str, word: str) -> bool:
    return len(one) == len(word) and sorted(one) != sorted(word)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Words of shops, slang, other languages' words, and slips with what they stand for."""

    shops: frozenset[str]
    slang: frozenset[str]
    foreign: frozenset[str]
    slips: Mapping[str, str]


@cache
def _lists() -> _Lists:
    read = yaml.load(Path(__file__).with_suffix(".yaml").read_text("utf-8"), Loader=LOADER)
    shops, slang, foreign = (frozenset(read[kind].split()) for kind in ("shops", "slang", "foreign"))
    return _Lists(shops, slang, foreign, read["slips"])


@cache
def _checker() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)


@cache
def _listed() -> Mapping[str, int]:
    """Words of English, and how often the list that they come from has each (pyspellchecker's, from subtitles)."""
    listed: Mapping[str, int] = _checker().word_frequency.dictionary
    return listed


@cache
def _common() -> tuple[str, ...]:
    return tuple(word for word, n in _listed().items() if n >= _COMMON)
