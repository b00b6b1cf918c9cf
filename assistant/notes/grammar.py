"""A grammar for one message: what a language model may note of it, and nothing else (GBNF).

Acts, keys and references are enumerated; values are runs of the message's own words. A key whose value the message
cannot give (no number, nothing shown) is not in the grammar at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.notes.notation import (
    CONTEXT,
    INTENTS,
    MAX_ACTS,
    MAX_PAIRS,
    MAX_SPAN,
    QUALITIES,
    RESERVED,
    SORTS,
    Word,
    runs,
)
from assistant.quantities.amounts import number

_SLOT_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DIGIT = re.compile(r"\d|^[零一二两三四五六七八九十百千万半]$")
# A new act may follow these, or punctuation.
_JOINTS = frozenset(
    {"and", "then", "also", "but", "plus", "&", "swap", "exchange", "replace", "和", "并", "再", "还", "但", "换"}
)
# Without one of these a message excludes nothing, whatever a model makes of it.
NEGATION = re.compile(
    r"\b(?:not?|non|none|nothing|never|neither|nor|without|except|exclud\w+|but|other than|instead of|avoid\w*|hates?|"
    r"dislikes?|refuse|forget|allerg\w+|reacts? to|skip|minus|less|free|drop|ditch|zero|(?:apart|aside) from|"
    r"(?:leave|leaving|rules?|ruling|is|are|['’]s) (?:\w+ ){0,3}out|(?:sick|tired|enough|rid) of|any \w+ bar)\b|"
    r"\bw/o(?:ut)?\b|n['’]t\b|"
    r"\b(?:do?e?snt|do?nt|cant|cannot|isnt|arent|wont|nt)\b|[不没沒非别別无無除勿唔冇拒剔免忌]|过敏|過敏|去掉|排除|讨厌|討厭",
    re.IGNORECASE,
)
_ONCE = ("refs", "ref", "text", "texts")  # at most once an act and first; everything else in any order
_CJK = re.compile(r"[\u3400-\u9fff]")
_CLAUSE = 4  # words that the shortest clauses have
MAX_NUMBER = 5  # words of a number: "two hundred and fifty", 一百二十五
_N_SHOWN = 12  # positions that can be meant by number


def understanding_grammar(message: str, n_shown: int, slots: Sequence[str] = QUALITIES) -> str:
    """GBNF whose sentences are the notes (`assistant.notes.notation`) that can be taken of `message`.

    `slots` are other keys for qualities, for a model that was told the store's own slots; names that are no plain word
    are left out.
    """
    words = runs(message)
    spans = _spans(words, MAX_SPAN)
    numbers = _spans([run for whole in words for run in numeric(whole)], MAX_NUMBER)
    rules = {
        "root": "act" + ' ( "; " act )?' * (most_acts(words) - 1),
        "act": _either(f"act-{name}" for name in INTENTS),
    }
    signs = ["=", "~"] + (["!="] if NEGATION.search(message) else [])
    pairs = _pairs(slots, signs, has_words=bool(spans), has_numbers=bool(numbers), n_shown=n_shown)
    for name, (_, keys) in INTENTS.items():
        own = [key for key in keys if key in pairs]
        once = "".join(f" pair-{key}?" for key in _ONCE if key in own)
        many = _either(f"pair-{key}" for key in own if key not in _ONCE)
        rules[f"act-{name}"] = _quoted(name) + once + (f" ( {many} ){{0,{MAX_PAIRS}}}" if many else "")
    rules |= {f"pair-{key}": pattern for key, pattern in pairs.items()}
    rules |= {"position": _either(_quoted(str(n)) for n in range(1, min(n_shown, _N_SHOWN) + 1))} if n_shown else {}
    rules |= {"span": _either(spans)} if spans else {}
    rules |= {"number": _either(numbers), "measure": _either(_from_their_start(with_units(words)))} if numbers else {}
    return "\n".join(f"{name} ::= {pattern}" for name, pattern in rules.items()) + "\n"


def most_acts(words: Sequence[Sequence[Word]]) -> int:
    """One act a clause: small models like to go on where nothing more was said. A long clause may be several."""
    joints = sum(word.text.lower() in _JOINTS for run in words for word in run)
    long = sum(map(len, words)) // _CLAUSE
    return max(1, min(max(len(words) + joints, long), MAX_ACTS))


def _pairs(
    slots: Sequence[str], signs: Sequence[str], *, has_words: bool, has_numbers: bool, n_shown: int
) -> dict[str, str]:
    names = [slot for slot in slots if _SLOT_NAME.fullmatch(slot) and slot not in RESERVED - {"with"}]
    slot = f"( {_either(_quoted(name) for name in names)} )"
    pairs = {"sort": f'" sort=" ( {_either(_quoted(sort) for sort in SORTS)} )'}
    if names:
        span = " | span" if has_words else ""
        pairs["any"] = f'" any=" ( "price" | {slot}{span} )'
    if has_words:
        pairs["text"] = '" text=" span'
        pairs["texts"] = '" text=" span ( "|" span )*'
        pairs["context"] = f'" " ( {_either(_quoted(key) for key in CONTEXT)} ) "=" span'
    if has_words and names:
        pairs["slots"] = f'" " {slot} ( {_either(_quoted(sign) for sign in signs)} ) span ( "|" span )*'
    if has_words and names and has_numbers:
        pairs["slots"] += f' | " " {slot} ( "<=" | ">=" ) measure | " " {slot} "=" number ".." measure'
    if has_numbers:
        pairs["price"] = (
            '" price" ( "<=" | ">=" | "~" ) number | " price=" number ( ".." number )? | " rating>=" number'
        )
        pairs["qty"] = '" qty=" number'
    references = (["position"] if n_shown else []) + (["span"] if has_words else [])
    if references:
        pairs["ref"] = f'" ref=" ( {_either(references)} )'
        pairs["refs"] = pairs["ref"].replace("position", 'position ( "," position )*')
    return pairs


def _from_their_start(runs_: Iterable[Sequence[Word]]) -> list[str]:
    """For every run, the pattern of one word or more of it, from the first."""
    return list(dict.fromkeys(_spans([run], len(run))[0] for run in runs_))


def _spans(words: Iterable[Sequence[Word]], longest: int) -> list[str]:
    """For every place in the runs, the pattern of what can be copied from there: one to `longest` words."""
    patterns: dict[str, None] = {}
    for run in words:
        for start in range(len(run)):
            copied = run[start : start + longest]
            pattern = ""
            for n, word in reversed(list(enumerate(copied))):
                text = _quoted(" " + word.text if n and word.space else word.text)
                pattern = f"{text} ( {pattern} )?" if pattern else text
            patterns[pattern] = None
    return list(patterns)


def numeric(run: Sequence[Word]) -> list[list[Word]]:
    """The stretches of a run that are numbers: words with a digit, and worded ones ("two hundred and fifty")."""
    found: list[list[Word]] = [[]]
    for at, word in enumerate(run):
        joins = word.text.lower() == "and" and found[-1] and any(map(_is_number, run[at + 1 : at + 2]))
        if joins or _is_number(word):
            found[-1].append(word)
        else:
            found.append([])
    return [stretch for stretch in found if stretch]


def with_units(words: Iterable[Sequence[Word]]) -> list[list[Word]]:
    """Numbers with the words behind them, the unit: "20 litres", 一百二十厘米. Every number of a stretch begins one."""
    found = []
    for run in words:
        for at, word in enumerate(run):
            if _is_number(word):
                end = at + 1
                while end < len(run) and end - at < MAX_NUMBER and _is_number(run[end]):
                    end += 1
                found.append(list(run[at : end + _unit_length(run[end:])]))
    return found


def _unit_length(behind: Sequence[Word]) -> int:
    """A unit is a word, or up to two Chinese characters."""
    return 2 if behind and _CJK.match(behind[0].text) else 1


def _is_number(word: Word) -> bool:
    return bool(_DIGIT.search(word.text) or number(word.text)) or word.text.lower() == "zero"


def _either(patterns: Iterable[str]) -> str:
    return " | ".join(patterns)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
