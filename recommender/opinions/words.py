"""Words that judge: the hand-written lexicons, and how a clause is read as words that praise, blame and turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

import yaml

from retrieval.tokens import tokens

T = TypeVar("T")
_REACH = 3  # words over which "not" turns what follows
_TURN = -0.75  # "not great" is less bad than "great" is good; "not bad" less good than "bad" is bad
_EXCESS, _WISH = -2.0, -2.0  # "too thin", "I wish it were ...": nobody says so in praise
_DEGREES = "太很是怎么够算特别"  # 不太好: what stands between a "not" and its word
_JOINERS = re.compile(r"[-’']")


class Phrases(Generic[T]):
    """Phrases with what they mean, found in words; the longest that begins at a word counts."""

    def __init__(self, meanings: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_begin: dict[str, list[tuple[str, T]]] = {}
        for phrase, meaning in meanings:
            if phrase.endswith("*") and " " not in phrase:
                self._by_begin.setdefault(phrase[:3], []).append((phrase.removesuffix("*"), meaning))
                continue
            key = stems_of(phrase.replace("*", ""))
            if key:
                self._by_first.setdefault(key[0], []).append((key, meaning))
        for own in self._by_first.values():
            own.sort(key=lambda entry: -len(entry[0]))

    def found(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """Where each begins and ends (exclusive) in the stems, and what it means; longest first at one place."""
        out: list[tuple[int, int, T]] = []
        for at, word in enumerate(words):
            longest = 0
            for key, meaning in self._by_first.get(word, ()):
                if len(key) >= longest and tuple(words[at : at + len(key)]) == key:
                    longest = len(key)
                    out.append((at, at + len(key), meaning))
            for begin, meaning in self._by_begin.get(word[:3], ()) if not longest else ():
                if word.startswith(begin):
                    out.append((at, at + 1, meaning))
        return out


@dataclass(frozen=True, slots=True)
class Said:
    """An English text as plain words and, at the same places, their stems."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


def said(text: str) -> Said:
    """The words of an English text in order."""
    found = tokens(text)
    return Said(tuple(token.word for token in found), tuple(token.stem for token in found))


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the words of an English text, in order; "can't" and "cant" are one."""
    return tuple(token.stem for token in tokens(text))


@dataclass(frozen=True, slots=True)
class Judged:
    """`value`: what its words come to, above 0 praise. `turned`: the places of words under a "not"."""

    value: float
    turned: frozenset[int]


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The file of words as it is."""
    loaded: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _english() -> Phrases[float]:
    lists = words()["english"]
    single = ((word, float(value)) for value, own in lists["words"].items() for word in own.split())
    return Phrases((*single, *((phrase, float(value)) for value, own in lists["phrases"].items() for phrase in own)))


@lru_cache(maxsize=1)
def _turning() -> tuple[frozenset[str], Phrases[bool], frozenset[str]]:
    lists = words()["english"]
    turned = frozenset(_JOINERS.sub("", word) for word in lists["turned"].split())
    return turned, Phrases((phrase, True) for phrase in lists["wished"]), frozenset(lists["excess"])


@lru_cache(maxsize=1)
def _chinese() -> tuple[re.Pattern[str], Mapping[str, float], tuple[str, ...]]:
    lists = words()["chinese"]
    values = {word: float(value) for value, own in lists.items() if value != "turned" for word in own.split()}
    longest_first = sorted(values, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))), values, tuple(lists["turned"].split())


def judged(clause: Said) -> Judged:
    """What the words of an English clause say."""
    negators, wishes, excess = _turning()
    turned = _turned(clause.words, negators)
    value, until = 0.0, 0
    for begin, end, weight in _english().found(clause.stems):
        if begin < until:
            continue
        until = end
        value += weight * (_TURN if begin in turned and end - begin == 1 else 1.0)
    for at, word in enumerate(clause.words[:-1]):
        if word in excess and at not in turned:
            value += _EXCESS
    if wishes.found(clause.stems):
        value = min(value, 0.0) + _WISH
    return Judged(value, turned)


def judged_chinese(text: str) -> float:
    """What the words of a Chinese clause come to; a "not" right before one turns it."""
    pattern, values, negators = _chinese()
    total = 0.0
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()].rstrip(_DEGREES)
        total += values[match.group()] * (_TURN if before.endswith(negators) else 1.0)
    return total


def _turned(spoken: Sequence[str], negators: frozenset[str]) -> frozenset[int]:
    places: set[int] = set()
    for at, word in enumerate(spoken):
        if word in negators and tuple(spoken[at : at + 2]) != ("not", "only"):
            places.update(range(at + 1, min(len(spoken), at + 1 + _REACH)))
    return frozenset(places)
