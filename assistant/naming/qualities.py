"""Qualities: which measure an adjective speaks of ("quiet" of noise, little of it), and how measures compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.quantities.amounts import number
from assistant.quantities.measures import kind_of_unit
from retrieval.tokens import stem, tokens
from retrieval.vocabulary import Vocabulary

_MEASURE = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*([^\W\d_]+|°C|%|°|[^\W\d_]+/\w+)?")
# adjectives -> (whether much of it is meant, words of the slots' names, the likeliest first)
_SAID: tuple[tuple[str, bool, str], ...] = (
    ("quiet silent noiseless", False, "noise"),
    ("loud noisy", True, "noise"),
    ("light lightweight", False, "weight"),
    ("heavy", True, "weight"),
    ("large big spacious roomy", True, "capacity volume sleeps screen size length width height"),
    ("small compact little tiny", False, "capacity volume packed size length width height weight"),
    ("long", True, "length runtime burn play cable"),
    ("short", False, "length cable"),
    ("long-lasting", True, "runtime battery lifetime"),
    ("tall high", True, "height"),
    ("low", False, "height"),
    ("wide", True, "width"),
    ("narrow", False, "width"),
    ("deep", True, "depth"),
    ("thick", True, "thickness"),
    ("thin", False, "thickness"),
    ("bright", True, "brightness luminance"),
    ("powerful strong", True, "power load pressure"),
    ("sturdy", True, "load"),
    ("fast quick", True, "speed refresh rate"),
    ("sharp", True, "resolution megapixels"),
    ("warm", False, "comfort temperature"),
    ("cheap affordable inexpensive", False, "price"),
    ("expensive dear pricey", True, "price"),
)

# What slots that measure are named after, and people speak of without a number.
MEASURED = "noise weight power brightness capacity storage memory resolution range runtime speed".split()  # noqa: SIM905
_SO_MUCH = re.compile(
    r"\b(?:(?P<much>(?:much|lots of|plenty of|a lot of|more|high) )|"
    r"(?:(?:no|without|little|less|low|minimal|hardly any|barely any|not much|not too much|without any|without much|"
    r"(?:not|\w*n['’]?t) \w+ (?:any|much|a lot of)) ))"
    rf"(?P<what>{'|'.join(MEASURED)})\b(?! cancel| reduc)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quality:
    """Much (`high`) or little of what a slot measures whose name has one of the words, the likeliest first."""

    words: tuple[str, ...]
    high: bool

    def slot_among(self, slots: Iterable[str]) -> str:
        """The first of the slots that measures it; empty when none does. "Noise reduction" measures no noise."""
        known = sorted((s for s in slots if not takes_away(s)), key=lambda slot: (len(slot), slot))
        return next((slot for word in self.words for slot in known if word in slot.split("_")), "")


_AWAY = frozenset(stem(word) for word in ("reduction", "cancellation", "cancelling", "isolation", "suppression"))


def takes_away(slot: str) -> bool:
    """Whether the slot measures how much is taken away of what else its name says."""
    return bool(_AWAY & {stem(word) for word in slot.split("_")})


QUALITIES = {
    stem(word.replace("-", "")): Quality(tuple(slots.split()), high)
    for said, high, slots in _SAID
    for word in said.split()
}


def measure(value: str) -> tuple[str, Decimal] | None:
    """What kind of measure a value is and how much, in a unit that all of the kind share; None for other text."""
    match = _MEASURE.fullmatch(value.strip())
    if not match:
        return None
    kind, factor = kind_of_unit(match[2] or "")
    return kind, number(match[1].removeprefix("-")) * factor * (-1 if match[1].startswith("-") else 1)


def better_half(quality: Quality, vocabulary: Vocabulary, category: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The slot that measures the quality for most products of the categories, and the better half of its values.

    Two empty ones where they do not state it, or not in one kind of unit.
    """
    slot = quality.slot_among(s for s in vocabulary.slots if vocabulary.share_stating(s, category) >= 0.5)
    values = vocabulary.held_within(slot, category)
    measured = [(found, value) for value in values if (found := measure(value))]
    if len(measured) < 2 or len({kind for (kind, _), _ in measured}) > 1:
        return "", ()
    ordered = [value for _, value in sorted(measured, reverse=quality.high)]
    return slot, tuple(ordered[: (len(ordered) + 1) // 2])


def quality_of(words: str, *, excluded: bool = False) -> Quality | None:
    """The quality that one of the words names, or how much of what is wanted; None when neither is said.

    `excluded`: the words name what is not wanted, so "noise" is much of it.
    """
    said = tokens(words)
    so_much = next((quality for quality, _, _ in amounts_of(words)), None)
    named = so_much or next((QUALITIES[t.stem] for t in said if t.stem in QUALITIES), None)
    named = named or next((quality for t in said if (quality := compared(t.word))), None)
    if named is None and excluded:
        return next((Quality((t.word,), high=True) for t in said if t.word in MEASURED), None)
    return named


def compared(word: str) -> Quality | None:
    """The quality of "quieter" and "lightest", more of what the adjective says."""
    for ending in ("est", "er"):
        if word.endswith(ending) and len(word) > 5:
            plain = word.removesuffix(ending)
            ways = (
                plain,
                f"{plain}e",
                f"{plain.removesuffix('i')}y",
                plain[:-1] if plain[-2:-1] == plain[-1:] else plain,
            )
            return next((QUALITIES[stem(way)] for way in ways if stem(way) in QUALITIES), None)
    return None


def amounts_of(text: str) -> list[tuple[Quality, int, int]]:
    """What is wanted little or much of, and where that is said: "make no noise", "low noise", "lots of power"."""
    return [
        (Quality((match["what"].lower(),), high=match["much"] is not None), *match.span())
        for match in _SO_MUCH.finditer(text)
    ]
