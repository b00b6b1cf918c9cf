"""Golden dialogues out of conversations: what was said, and what must not be claimed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml

from assistant.copilot.learning.proposal_table import ProposalError
from assistant.dialogues.format import DialogueFormatError, read_dialogue

FOLDER = "dialogues"  # in the store's folder
_LONGEST = 120  # characters of a sentence that must not be said


def dialogue_of(name: str, store: str, said: Sequence[str], must_not: Sequence[str]) -> str:
    """The YAML of a conversation in which the last message must not be answered so."""
    turns: list[dict[str, object]] = [{"say": message} for message in said]
    patterns = [re.sub(r"\\([ ,])", r"\1", re.escape(one[:_LONGEST])) for one in must_not]
    if turns and patterns:
        turns[-1]["expect"] = {"must_not_claim": patterns}
    return yaml.safe_dump(
        {"name": name, "store": store, "turns": turns}, allow_unicode=True, sort_keys=False, width=110
    )


def written(dialogue: str, store: Path, number: int) -> Path:
    """Writes it into the store's folder. Raises `ProposalError` for what is no golden dialogue."""
    check(dialogue)
    folder = store / FOLDER
    folder.mkdir(exist_ok=True)
    file = folder / f"proposal-{number}.yaml"
    file.write_text(dialogue, encoding="utf-8")
    return file


def check(dialogue: str) -> None:
    """Raises `ProposalError` for what is no golden dialogue, with what is wrong where."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dialogue.yaml"
        file.write_text(dialogue, encoding="utf-8")
        try:
            read_dialogue(file)
        except DialogueFormatError as error:
            raise ProposalError(str(error).replace(str(file), "the dialogue")) from error
