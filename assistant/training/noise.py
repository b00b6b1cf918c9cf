"""Typos: neighbouring keys, lost and swapped letters, abbreviations, lost blanks and marks. Numbers are left alone."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.notes.grammar import NEGATION
from assistant.quantities.amounts import number
from assistant.training.pieces import Piece

LEVELS = ("none", "some", "many")
_WORD_CHANCE = {"none": 0.0, "some": 0.10, "many": 0.25}  # of a word to be misspelt
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)}
_SHORT = {
    "please": "pls", "you": "u", "your": "ur", "something": "sth", "with": "w/", "thanks": "thx", "are": "r",
    "want to": "wanna", "going to": "gonna", "because": "cuz", "would": "wud", "really": "rly", "people": "ppl",
    "I'm": "im", "I'd": "id", "I'll": "ill", "what's": "whats", "it's": "its", "looking for": "lookin for",
    "birthday": "bday", "the": "teh", "have": "hav", "show me": "showme", "though": "tho", "okay": "k",
}  # fmt: skip
_CHINESE = {
    "的": "得",
    "吗": "嘛",
    "帮我": "帮偶",
    "什么": "啥",
    "没有": "木有",
    "这个": "介个",
    "怎么": "咋",
    "喜欢": "稀饭",
}
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")


def noisy(pieces: Sequence[Piece], level: str, chance: random.Random) -> tuple[Piece, ...]:
    """The pieces as somebody in a hurry types them. Marks stay; digits, negations and `kept` pieces too."""
    if level == "none":
        return tuple(pieces)
    many = level == "many"
    shout = chance.random() < (0.04 if many else 0.01)
    lower = chance.random() < (0.85 if many else 0.5)
    no_marks = chance.random() < (0.7 if many else 0.35)
    return tuple(piece if piece.kept else _typed(piece, level, lower, no_marks, shout, chance) for piece in pieces)


def _typed(piece: Piece, level: str, lower: bool, no_marks: bool, shout: bool, chance: random.Random) -> Piece:
    text = piece.text
    if not piece.mark:
        text = _shortened(text, 0.5 if level == "many" else 0.25, chance)
        text = re.sub(r"(?<!\d)[,.!?'](?!\d)", "", text) if no_marks else text
        text = re.sub(r"[，。！？](?=.)", " ", text) if no_marks else text
    negated = [m.span() for m in NEGATION.finditer(text)]
    text = _WORD.sub(
        lambda m: (
            m.group() if any(a < m.end() and m.start() < b for a, b in negated) else _misspelt(m.group(), level, chance)
        ),
        text,
    )
    if level == "many" and not piece.mark and chance.random() < 0.15:
        text = re.sub(r"(?<=[a-z]{2}) (?=[a-z]{2})", "", text, count=1) if not NEGATION.search(text) else text
    text = text.upper() if shout else text.lower() if lower else text
    return replace(piece, text=text)


def _shortened(text: str, how_often: float, chance: random.Random) -> str:
    for long, short in _SHORT.items():
        if long in text and chance.random() < how_often:
            text = re.sub(rf"(?<![\w']){re.escape(long)}(?![\w'])", short, text)
    for long, short in _CHINESE.items():
        if long in text and not NEGATION.search(long) and chance.random() < how_often / 3:
            text = text.replace(long, short, 1)
    return text


def _misspelt(word: str, level: str, chance: random.Random) -> str:
    """The word with one slip of the fingers, now and then. Short words and number words stay as they are."""
    if len(word) < 4 or number(word) or chance.random() > _WORD_CHANCE[level]:
        return word
    at = chance.randrange(1, len(word) - 1)
    slip = chance.choice(("near", "lost", "swapped", "double"))
    if slip == "near":
        slipped = word[:at] + chance.choice(_NEAR.get(word[at].lower(), word[at])) + word[at + 1 :]
    elif slip == "lost":
        slipped = word[:at] + word[at + 1 :]
    elif slip == "swapped":
        slipped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    else:
        slipped = word[:at] + word[at] + word[at:]
    return word if number(slipped) or slipped.endswith("'") else slipped  # "then" is no "ten"
