"""Pointing words in a message against the places that a note counted: "the other two", "nr 3", "the one with mint"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.acts import Intent
from assistant.naming.references import Reference
from assistant.notes.notation import Note, Pair
from assistant.notes.values import POSITIONS

_N = r"(?:\d{1,2}|two|three|four|five|six)"
_ORDINAL = (  # and as they are often misspelt
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|1st|2nd|3rd|[4-8]th|frist|secnd|secound|thrid|"
    r"forth|fith|fifht)"
)
_EACH = r"\bone of each(?=\s*(?:$|[.!?,;]|please\b|(?:to|in|into) (?:my|the) (?:cart|basket)))"
_ONE_OF_EACH = re.compile(_EACH, re.IGNORECASE)
_POINTING = re.compile(
    rf"\b(?:the|teh) {_ORDINAL}(?: (?:one|two|three|ones))?(?:,? (?:and|or|&) (?:the )?{_ORDINAL}(?: one)?)?\b"
    rf"|\b(?:the|teh) last {_N}\b"
    rf"|\bthe other (?:{_N}|ones?)\b"
    rf"|\bthe middle one\b|{_EACH}"
    rf"|\b(?:nr|no|num|number|item|option)\.? ?(?:\d{{1,2}}|one|two|three|four|five|six)\b"
    r"|\b(?:the )?one (?:with|from|that has|made in|in) [a-z]+\b",
    re.IGNORECASE,
)
_NOT_SHOWN = re.compile(
    r"\b(?:the )?(?:first|second|third|last) (?:time|thing|order|day|week|month|year)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<=[.!?;。！？；])\s+")
_POINTED_AT = (Intent.ADD_TO_CART, Intent.ASK_PRODUCT, Intent.COMPARE, Intent.REJECT, Intent.EXPLAIN)


def pointed(notes: Sequence[Note], message: str, resolve: Callable[[str], Reference]) -> list[Note]:
    """The notes, with the message's own words as `ref` where these point elsewhere than the places that were counted.

    A small model counts badly. Only one note that counts is held against words, and only against those of its own
    sentence where notes and sentences go together, and none that another note points with; `resolve` says what words
    mean.
    """
    each = _ONE_OF_EACH.search(message)
    if each and [note.intent for note in notes].count(Intent.ADD_TO_CART) == 1:
        notes = [
            replace(note, pairs=(Pair("ref", "=", each.group()), *(p for p in note.pairs if p.key != "qty")))
            if note.intent is Intent.ADD_TO_CART and not note.values("ref")
            else note
            for note in notes
        ]
    counting = [n for n, note in enumerate(notes) if note.intent in _POINTED_AT and _counts(note)]
    sentences = [s for s in _SENTENCES.split(message) if s.strip()]
    if not counting or (len(counting) > 1 and len(sentences) != len(notes)):
        return list(notes)
    made = list(notes)
    for n in counting:
        text = sentences[n] if len(sentences) == len(notes) else message
        others = [ref.lower() for k, note in enumerate(notes) if k != n for ref in note.values("ref")]
        words = [m.group() for m in _POINTING.finditer(text) if not _NOT_SHOWN.match(text, m.start())]
        words = [said for said in words if not any(said.lower() in ref for ref in others)]
        if len(words) != 1:
            continue
        said, counted = resolve(words[0]), _resolved_places(notes[n], resolve)
        if said.unresolved or (said.product_ids and set(said.product_ids) != set(counted)):
            rest = tuple(pair for pair in notes[n].pairs if pair.key != "ref")
            ref = replace(next(pair for pair in notes[n].pairs if pair.key == "ref"), value=words[0])
            made[n] = replace(notes[n], pairs=(ref, *rest))
    return made


def _resolved_places(note: Note, resolve: Callable[[str], Reference]) -> tuple[str, ...]:
    """The products at the places that a note counts."""
    places = [place for value in note.values("ref") for place in value.split(",")]
    return tuple(i for place in places for i in resolve(f"number {place}").product_ids)


def _counts(note: Note) -> bool:
    values = note.values("ref")
    return bool(values) and all(POSITIONS.fullmatch(value) for value in values)
