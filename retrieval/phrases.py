"""Phrases: what shoppers may say for the values of a store's slots."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from retrieval.category_paths import parts_of
from retrieval.columns import folded
from retrieval.corrections import Correction, CorrectionKind
from retrieval.exclusion import MADE_WORDS, is_made_of
from retrieval.sizes import SIZE_SLOT
from retrieval.synonyms import CATEGORY_WORDS, COLOR_WORDS, GENDER_WORDS, SIZE_WORDS
from retrieval.tokens import STOP_WORDS, stem, tokens

_MAX_PHRASE = 5  # words; longer values are matched by their first five
_FLAGS = {"yes", "no", "true", "false"}

Phrases = dict[tuple[str, ...], dict[str, tuple[str, ...]]]  # stems -> slot -> the values they name


def phrases_for(
    values: dict[str, tuple[str, ...]],
    holders: dict[tuple[str, str], set[str]],
    title_words: dict[str, set[str]],
    corrections: Sequence[Correction] = (),
) -> tuple[Phrases, set[tuple[str, str]]]:
    """The phrases, and which (slot, value) name what a thing is. The owner's synonyms are among them, and those that
    the owner took away are not."""
    phrases: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kinds: set[tuple[str, str]] = set()

    def say(words: str, slot: str, value: str) -> None:
        phrase = _stems(words)
        if phrase and value not in phrases[phrase][slot]:
            phrases[phrase][slot].append(value)

    for slot, known in values.items():
        if {value.lower() for value in known} <= _FLAGS:
            truth = [value for value in known if value.lower() in ("yes", "true")]
            if truth and slot.replace("_", " ") not in STOP_WORDS:
                say(slot.replace("_", " "), slot, truth[0])
            continue
        for value in known:
            for words in ways_to_say(slot, value, known, corrections):
                say(words, slot, value)
            if slot == "category" or _names_the_thing(value, holders[slot, value.lower()], title_words):
                kinds.add((slot, value))
    ending = _by_ending(values)
    for (slot, last), found_values in ending.items():  # "down" is goose down, "wool" merino wool
        if is_made_of(slot) and len(last) == 1 and last[0].isalpha():
            phrases[last][slot] = phrases[last][slot] or found_values[:1]
    for phrase, slots in list(phrases.items()):  # "cotton" also means Organic Cotton: same slot, same last word
        for slot, found in slots.items():
            if slot in ("category", "brand") or SIZE_SLOT.search(slot):
                continue
            found.extend(value for value in ending.get((slot, phrase), ()) if value not in found)
    for gone in corrections:
        if gone.kind is CorrectionKind.REMOVE_SYNONYM:
            named = phrases.get(_stems(gone.other), {}).get(gone.slot, [])
            named[:] = [value for value in named if folded(value) != folded(gone.value)]
    return {
        p: {s: tuple(v) for s, v in slots.items() if v} for p, slots in phrases.items() if any(slots.values())
    }, kinds


def _by_ending(values: dict[str, tuple[str, ...]]) -> dict[tuple[str, tuple[str, ...]], list[str]]:
    """The values of a slot that end in a phrase and begin before it: (color, (green,)) has Dark Green."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for slot, known in values.items():
        for value in known:
            own = tuple(t.stem for t in tokens(value))
            for start in range(1, len(own)):
                found[slot, own[start:]].append(value)
    return found


def ways_to_say(slot: str, value: str, known: Sequence[str], corrections: Iterable[Correction] = ()) -> list[str]:
    """The value itself, its parts ("Hoodies & Sweatshirts"), and the synonyms that the store has no word for.

    With the owner's, and without those that the owner took away.
    """
    ways = _own_ways(slot, value, known)
    for own in corrections:
        if own.slot != slot or folded(own.value) != folded(value):
            continue
        if own.kind is CorrectionKind.ADD_SYNONYM:
            ways.append(own.other)
        elif own.kind is CorrectionKind.REMOVE_SYNONYM:
            ways = [way for way in ways if _stems(way) != _stems(own.other)]
    return ways


def _own_ways(slot: str, value: str, known: Sequence[str]) -> list[str]:
    ways = [value]
    if "-" in value:  # "dishwasher safe" for Dishwasher-safe, and "noise-cancelling" for Noise cancelling
        ways.append(value.replace("-", " "))
    elif value.count(" ") == 1:
        ways.append(value.replace(" ", "-"))
    lower = value.lower()
    if slot == "category":
        if value in GENDER_WORDS.values():  # "Men > Tops": the derived slot `gender` says it
            return []
        ways += parts_of(value)
        ends = [tuple(t.stem for t in tokens(way)) for way in ways]
        own = {
            stem(t.word) for name in known for t in tokens(name)[-1:]
        }  # a store of Earbuds means no headphones by it
        ways += [said for word in CATEGORY_WORDS if stem(word) not in own for said in _otherwise(word, ways, ends)]
    elif slot in ("color", "colour"):
        names = {name.lower() for name in known}
        ways += [word for word, means in COLOR_WORDS.items() if means == lower and word not in names]
    elif slot == "gender":
        ways = [word for word, means in GENDER_WORDS.items() if means == value]
    elif SIZE_SLOT.search(slot):
        ways += [word for word, means in SIZE_WORDS.items() if means == lower]
        if waist := re.fullmatch(r"w ?(\d+)[ /x]*l ?(\d+)", lower):
            ways += [f"w{waist[1]}", f"waist {waist[1]}", f"{waist[1]} waist", f"l{waist[2]}", f"length {waist[2]}"]
            ways += [f"{waist[1]}/{waist[2]}", f"{waist[1]}x{waist[2]}"]
    else:
        ways += [word for word, means in CATEGORY_WORDS.items() if lower in means]
        ways += [word for word, means in MADE_WORDS.items() if means == lower and is_made_of(slot)]
        if slot == "pieces" and (count := re.fullmatch(r"(\d+) pieces", lower)):
            ways += [f"{packed} of {count[1]}" for packed in ("set", "pack", "box", "packet")]
            ways += [f"{count[1]} {word}" for word in ("pack", "pcs", "piece")]
    return ways


def _otherwise(word: str, ways: Sequence[str], ends: Sequence[tuple[str, ...]]) -> list[str]:
    """The word, where the category ends in what it stands for; and "rain coat" for Rain Jackets."""
    found: list[str] = []
    for means in CATEGORY_WORDS[word]:
        last = tuple(t.stem for t in tokens(means))
        for way, own in zip(ways, ends, strict=False):
            if not own or own[-len(last) :] != last:
                continue
            found.append(word)
            before = way.split()[: -len(last)]
            if len(last) == 1 and 0 < len(before) < len(own) and " " not in word:
                found.append(" ".join([*before, word]))
    return found


def _names_the_thing(value: str, ids: set[str], title_words: dict[str, set[str]]) -> bool:
    """Whether products that carry the value's words in their title are, nearly all, those that have the value.

    So "Backpack" (a bag style) names a thing; "Waterproof" does not. 0.8: a store mislabels some.
    """
    own = [t.stem for t in tokens(value)]
    if not own:
        return False
    titled = set.intersection(*(title_words.get(word, set()) for word in own))
    return len(titled) >= 2 and len(titled & ids) >= 0.8 * len(titled) and len(titled) >= 0.2 * len(ids)


def _stems(words: str) -> tuple[str, ...]:
    return tuple(t.stem for t in tokens(words))[:_MAX_PHRASE]
