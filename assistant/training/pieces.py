"""Messages in pieces: every value that the notes copy is a piece of its own, so labels are true by construction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.acts import ShopperAct

_HOLE = re.compile(r"\{(\w+)\}")
_MARKED = re.compile(r"\[(.+?)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message. `mark` names it where a note copies it; `kept` is never changed by noise."""

    text: str
    mark: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class NotePair:
    """`key operator value` of a note: copied from the marked pieces, or else a fixed `value`."""

    key: str
    operator: str = "="
    marks: tuple[str, ...] = ()
    value: str = ""
    between: str = "|"

    def written(self, texts: Mapping[str, str]) -> str:
        value = self.between.join(texts[mark] for mark in self.marks) if self.marks else self.value
        return f"{self.key}{self.operator}{value}"


@dataclass(frozen=True, slots=True)
class Said:
    """One act as it is said and as it is meant: its notes' word and pairs, and the act with the store's own values."""

    pieces: tuple[Piece, ...]
    word: str
    pairs: tuple[NotePair, ...] = ()
    act: ShopperAct | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is typed in one turn. `hard` names the kind of hard negative that it is."""

    pieces: tuple[Piece, ...]
    acts: tuple[Said, ...]
    hard: str = ""


@dataclass(slots=True)
class Marks:
    """Names for marked pieces, each given once."""

    given: int = field(default=0)

    def new(self, text: str) -> Piece:
        self.given += 1
        return Piece(text, f"m{self.given}")


Filling = str | Sequence[Piece]


def filled(template: str, marks: Marks, /, **holes: Filling) -> tuple[Piece, ...]:
    """The template with its {holes} filled; what stands in [ ] becomes a marked piece. Unknown holes raise KeyError."""
    pieces: list[Piece] = []
    at = 0
    for match in re.finditer(rf"{_MARKED.pattern}|{_HOLE.pattern}", template):
        pieces.append(Piece(template[at : match.start()]))
        if match.group().startswith("["):
            inner = filled(match[1], marks, **holes)
            pieces.append(marks.new("".join(piece.text for piece in inner)))
        else:
            hole = holes[match[2]]
            pieces += [Piece(hole)] if isinstance(hole, str) else list(hole)
        at = match.end()
    pieces.append(Piece(template[at:]))
    return tuple(piece for piece in pieces if piece.text)


def text_of(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def spaced(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """With a blank where two Latin words would stick together, as happens between Chinese words that were not there.

    "42，220" becomes "42；220": with a comma it would read as one number.
    """
    done: list[Piece] = []
    for piece in pieces:
        if len(done) > 1 and done[-1].text == "，" and re.fullmatch(r"\d\d", done[-2].text[-1:] + piece.text[:1]):
            done[-1] = Piece("；", kept=True)
        if done and re.fullmatch(r"[A-Za-z0-9]{2}", done[-1].text[-1:] + piece.text[:1]):
            done.append(Piece(" ", kept=True))
        done += [piece] if piece.text else []
    return tuple(done)


def line(acts: Sequence[Said], pieces: Sequence[Piece]) -> str:
    """The notes of the acts, their values copied from the pieces as these are now."""
    texts = {piece.mark: piece.text for piece in pieces if piece.mark}
    return "; ".join(" ".join([act.word, *(pair.written(texts) for pair in act.pairs)]) for act in acts)
