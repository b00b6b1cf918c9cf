"""One question on its way to an answer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.copilot.service import Case
from assistant.turn import Turn


@dataclass(frozen=True, slots=True)
class Of:
    """What the answer to one question is made from; the turn is one that nobody keeps."""

    words: str
    language: str
    turn: Turn
    case: Case
