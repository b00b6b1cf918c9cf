"""What the annotated dialogues say: those are for judging, so nobody may learn from their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from assistant.understanding_eval.format import AnnotatedDialogue, read_annotated

FOLDER = Path(__file__).resolve().parents[2] / "understanding"
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@cache
def annotated() -> tuple[AnnotatedDialogue, ...]:
    """All of them, the paraphrases too; none where there is no such folder."""
    return tuple(read_annotated(FOLDER)) if FOLDER.is_dir() else ()


def copied(messages: Iterable[str], dialogues: Iterable[AnnotatedDialogue], *, words: int, characters: int) -> set[str]:
    """Those of the messages that a dialogue says as well, whatever their case and punctuation.

    What has no more than so many words, or Chinese characters, may be said by anybody ("hi", "the 2nd one").
    """
    judged = {_bare(turn.say) for dialogue in dialogues for turn in dialogue.turns}
    return {m for m in messages if _bare(m) in judged and _is_longer(m, words=words, characters=characters)}


def _bare(message: str) -> str:
    return "".join(c for c in message.lower() if c.isalnum())


def _is_longer(message: str, *, words: int, characters: int) -> bool:
    n_characters = len(_CHINESE.findall(message))
    n_words = len(re.findall(r"[^\W_]+", _CHINESE.sub(" ", re.sub("['’]", "", message))))
    return n_words / words + n_characters / characters > 1
