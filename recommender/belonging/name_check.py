"""Whether a bundle's name is true: every word of it that says something must be said by the parts or the need."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.tokens import stem, stems, tokens

# They join words, or say only that several things are one; of a thing they say nothing.
_JOINING = "a an and at by for from in of on or the to with your & plus all"
_AS_ONE = "bundle collection combo duo kit pack pair set trio together"
JOINING = frozenset(_JOINING.split())
AS_ONE = frozenset(stem(word) for word in _AS_ONE.split())


def telling(name: str) -> list[str]:
    """The words of the name that say something of what is in it, in order, as written but in lower case."""
    return [token.word for token in tokens(name) if token.word not in JOINING and token.stem not in AS_ONE]


def unsupported(name: str, said: Iterable[str]) -> list[str]:
    """The telling words that are in none of the texts, up to their ending; empty: the name may be shown.

    A number counts as said only where the same number stands by itself.
    """
    known = set().union(*(stems(text) for text in said))
    return [word for word in telling(name) if stem(word) not in known]


def says_twice(name: str) -> bool:
    """Whether it says a word twice, or none that tells anything."""
    said = [token.stem for token in tokens(name)]
    return len(set(said)) < len(said) or not telling(name)


def without_unsupported(name: str, said: Iterable[str]) -> str:
    """The name with what is not said left out, and no joining word at its ends; empty where nothing telling is left."""
    wrong = set(unsupported(name, said))
    words = [token for token in tokens(name) if token.word not in wrong]
    while words and words[0].word in JOINING:
        words.pop(0)
    while words and words[-1].word in JOINING:
        words.pop()
    left = " ".join(name[token.start : token.end] for token in words)
    return left if telling(left) else ""
