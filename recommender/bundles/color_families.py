"""Colour families: which colours go beside each other when a bundle is to be of one colour."""

from __future__ import annotations

from functools import lru_cache

from retrieval.synonyms import COLOR_WORDS, COLORS

_NEUTRAL = frozenset(("black", "white", "gray", "beige", "cream"))


def same_family(one: str, other: str) -> bool:
    """Whether the two colours may stand beside each other: one family, a neutral one, or none stated."""
    mine, theirs = family(one), family(other)
    return not mine or not theirs or mine == theirs or mine in _NEUTRAL or theirs in _NEUTRAL


@lru_cache(maxsize=4_096)
def family(color: str) -> str:
    """ "blue" for Navy; a colour that no family is known of is its own; empty for none."""
    words = color.casefold().split()
    known = next((word for word in reversed(words) if word in COLOR_WORDS or word in COLORS), "")
    if known in ("grey", "gray"):
        return "gray"
    broad = COLOR_WORDS.get(known, known)
    return broad if broad else color.casefold()
