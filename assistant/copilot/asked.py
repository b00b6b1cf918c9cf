"""What is asked in open messages: cut into single questions, without what only gives orders to an assistant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.chinese.shop_words import is_chinese
from assistant.copilot.matters import Matter, matter_of
from assistant.safety import speaks_to_the_assistant
from retrieval.documents import sentences
from retrieval.tokens import STOP_WORDS, tokens

_BEGINS = (
    r"(?:how|what|which|when|where|who|why|can|could|do|does|did|is|are|will|would|may|should|have|has|what's|"
    r"where's|when's)"
)
_LIST = re.compile(
    rf"(?:,?\s+(?:and(?: also)?|also|plus|but)\s+|[,;]\s*)(?={_BEGINS}\b(?! (?:much|many) (?:as|to)\b))", re.IGNORECASE
)
_OPENING = re.compile(
    r"^\W*(?:(?:i have )?(?:two|three|four|some|a few|several) (?:things|questions)\W+)", re.IGNORECASE
)
_ASKS = re.compile(
    rf"^\W*(?:and |also |so |but |ok |hi |hello )*{_BEGINS}\b|[,;]\s*{_BEGINS}\b|\?\s*$|？", re.IGNORECASE
)
_ALSO = re.compile(r"^\W*(?:and|also|plus|but)\b[\s,]*", re.IGNORECASE)
# Somebody who writes as if they were the system, or tells a machine what to write.
_ORDERS = re.compile(
    r"^\s*(?:system|assistant|admin|developer|instructions?)\s*[:>\]]"
    r"|\b(?:you|the agent|the assistant|agents?) must (?:now )?(?:write|say|confirm|reply|answer|state|tell|output)\b"
    r"|\b(?:write|say|reply|repeat|output)\s*(?:only|exactly|the following)?\s*[:：]?\s*['\"“‘]"
    r"|忽略.{0,10}(?:指令|规则|提示)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?<=[.!?。！？；])\s*(?=\S)|\n+")
_LONGEST = 2_000  # characters of a message that are read
_SHORT_CHINESE = 6
_FILLING = frozenset(("now", "please", "thanks", "else", "next", "then"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question or report of a message; `whole` where it is all that the message says."""

    words: str
    matter: Matter | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Cut:
    asked: tuple[Asked, ...]
    left_out: tuple[str, ...]  # sentences that give orders to an assistant


def cut(message: str) -> Cut:
    """The message's questions in their order. What only tells beside a question goes with the one after it."""
    message = " ".join(message[:_LONGEST].split(" "))
    told = [piece.strip() for piece in _PIECE.split(message) if any(c.isalnum() for c in piece)]
    orders = tuple(one for one in told if gives_orders(one))
    rest = [one for one in told if one not in orders]
    if not rest:
        return Cut((), orders)
    of_all = matter_of(" ".join(rest))
    pieces = [piece for one in rest for piece in _listed(one)]
    pieces = _together(pieces)
    if len(pieces) < 2:
        return Cut((Asked(" ".join(rest), of_all, not orders),), orders)
    own = [Asked(piece, matter_of(piece), whole=False) for piece in pieces]
    if of_all and not any(one.matter for one in own):  # told over two sentences
        return Cut((Asked(" ".join(rest), of_all, not orders),), orders)
    matters = {one.matter for one in own if one.matter}
    if of_all and len(matters) == 1 and not any(_ASKS.search(one.words) for one in own if not one.matter):
        return Cut((Asked(" ".join(rest), of_all, not orders),), orders)
    return Cut(tuple(own), orders)


def is_a_question(words: str) -> bool:
    """Whether the words ask something that an answer could be kept for: "do you engrave names?"."""
    return bool(_ASKS.search(words)) and len([t for t in tokens(words) if t.word not in STOP_WORDS | _FILLING]) > 1


def gives_orders(sentence: str) -> bool:
    """Whether a sentence reads as an order to a machine, and not as a word to a person."""
    return speaks_to_the_assistant(sentence) or bool(_ORDERS.search(sentence))


def _listed(sentence: str) -> list[str]:
    """ "how loud is it, and can you wrap it?" are two questions."""
    sentence = _OPENING.sub("", sentence)
    pieces = [piece.strip(" ,;") for piece in _LIST.split(sentence) if piece.strip(" ,;")]
    if len(pieces) > 2 and not _ASKS.search(pieces[0]) and _ASKS.search(pieces[1]):
        pieces = [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]  # "the second one, how heavy is it, and ..."
    elif len(pieces) > 1 and not _ASKS.search(pieces[0]):
        return [sentence]
    return pieces or [sentence]


def _together(pieces: list[str]) -> list[str]:
    """Questions and matters stand alone; what only tells stands with what comes after, the last with the one before."""
    found: list[str] = []
    waiting = ""
    for piece in pieces:
        if found and not waiting and _is_bare(piece):
            found[-1] = f"{found[-1]} {piece}"
            continue
        words = f"{waiting} {piece}".strip()
        if _ASKS.search(piece) or matter_of(piece):
            found.append(_ALSO.sub("", words) or words)
            waiting = ""
        else:
            waiting = words
    if waiting and found:
        found[-1] = f"{found[-1]} {waiting}"
    elif waiting:
        found.append(waiting)
    return found


def _is_bare(piece: str) -> bool:
    """ "What now?", "要多少钱？": of what came before."""
    if is_chinese(piece):
        return len(piece) <= _SHORT_CHINESE
    return not [t for t in tokens(piece) if t.word not in STOP_WORDS | _FILLING]


def in_sentences(text: str) -> list[str]:
    """The sentences of a draft."""
    return [one for part in sentences(text) for one in re.split(r"(?<=[。！？])", part) if one.strip()]
