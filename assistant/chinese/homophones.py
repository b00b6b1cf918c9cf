"""Words typed with a wrong character of the same sound, as input by sound leaves them: "吸尘气" is 吸尘器."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from assistant.chinese.shop_words import ways

Sounds = Mapping[str, frozenset[str]]  # of a character, with tones: "qi4"
# Characters that mostly stand beside words, not in them.
_BESIDE = frozenset(
    "的了是我你他她它要有和也就都在个这那不没很太吗呢吧啊把给被让跟与及或零一二两三四五六七八九十百千万半"
)
_SURE = 3  # characters of a word; in shorter ones the tone has to be the same


def meant(word: str, sounds: Sounds) -> str:
    """Our word that the characters sound like, all but one of them being the same; empty where there is none."""
    if len(word) < 2 or not _BESIDE.isdisjoint(word):
        return ""
    for n, char in enumerate(word):
        for way in _all_but_one().get((word[:n], word[n + 1 :]), ()):
            if _alike(sounds.get(char, frozenset()), sounds.get(way[n], frozenset()), toned=len(word) < _SURE):
                return way
    return ""


def _alike(some: frozenset[str], others: frozenset[str], *, toned: bool) -> bool:
    if toned:
        return bool(some & others)
    return bool({sound[:-1] for sound in some} & {sound[:-1] for sound in others})


@lru_cache(maxsize=1)
def _all_but_one() -> dict[tuple[str, str], tuple[str, ...]]:
    """Our words by what stands before and behind each of their characters."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for way in ways():
        for n in range(len(way)):
            key = (way[:n], way[n + 1 :])
            found[key] = (*found.get(key, ()), way)
    return found
