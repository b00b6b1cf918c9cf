"""Whether a row's notes read, and whether its message's own grammar would have let a model write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.notes.grammar import MAX_NUMBER, NEGATION, most_acts, numeric, with_units
from assistant.notes.notation import (
    CONTEXT,
    INTENTS,
    MAX_PAIRS,
    MAX_SPAN,
    QUALITIES,
    SORTS,
    NotationError,
    Pair,
    Word,
    plain,
    read,
    runs,
)
from assistant.notes.values import POSITIONS

_PLURAL = {"ref": ("ref", "refs"), "text": ("text", "texts")}


def problems(message: str, notes: str, n_shown: int) -> list[str]:
    """What is wrong with these notes of `message`; empty when a model could have written them under its grammar."""
    try:
        read(notes)
    except NotationError as error:
        return [str(error)]
    text = plain(message)
    words = runs(text)
    spans = set(_copies(words, MAX_SPAN))
    numbers = set(_copies([run for whole in words for run in numeric(whole)], MAX_NUMBER))
    measures = {copy for run in with_units(words) for copy in _beginnings(run)}
    acts = notes.split("; ")
    found = [] if len(acts) <= most_acts(words) else [f"{len(acts)} acts of {most_acts(words)} clauses"]
    for act, note in zip(acts, read(notes), strict=True):
        keys = INTENTS[act.split()[0]][1]
        if len(note.pairs) > MAX_PAIRS:
            found.append(f"more than {MAX_PAIRS} pairs")
        for pair in note.pairs:
            if not _has(keys, pair.key):
                found.append(f"'{act.split()[0]}' has no key '{pair.key}'")
            elif not _fits(pair, spans, numbers, measures, n_shown):
                found.append(f"'{pair.key}{pair.operator}{pair.value}' is not in the message")
            elif pair.operator == "!=" and not NEGATION.search(text):
                found.append(f"'{pair.key}!={pair.value}' without a negation")
    return found


def _has(keys: Sequence[str], key: str) -> bool:
    if key in CONTEXT:
        return "context" in keys
    if key == "rating":
        return "price" in keys
    return any(own in keys for own in _PLURAL.get(key, (key,))) or (key in QUALITIES and "slots" in keys)


def _fits(pair: Pair, spans: set[str], numbers: set[str], measures: set[str], n_shown: int) -> bool:
    if pair.key == "sort":
        return pair.value in SORTS
    if pair.key == "any":
        return pair.value == "price" or pair.value in QUALITIES or pair.value in spans
    if pair.key == "ref" and POSITIONS.fullmatch(pair.value):
        return all(0 < int(n) <= n_shown for n in pair.value.split(","))
    if pair.key in ("price", "qty", "rating"):
        return all(part in numbers for part in pair.parts)
    if pair.operator in ("<=", ">="):
        return pair.value in measures
    if pair.is_range:
        return pair.parts[0] in numbers and pair.parts[1] in measures
    return all(part in spans for part in pair.parts)


def _copies(words: Sequence[Sequence[Word]], longest: int) -> Iterator[str]:
    for run in words:
        for start in range(len(run)):
            yield from _beginnings(run[start : start + longest])


def _beginnings(run: Sequence[Word]) -> Iterator[str]:
    copied = ""
    for n, word in enumerate(run):
        copied += " " + word.text if n and word.space else word.text
        yield copied
