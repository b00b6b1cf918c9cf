"""The hand-written wordings, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from retrieval.yaml_loader import LOADER


@cache
def wordings(name: str) -> Any:
    """The content of `wordings/<name>.yaml`."""
    return yaml.load((files(__package__) / "wordings" / f"{name}.yaml").read_text("utf-8"), Loader=LOADER)


def in_chinese(words: str) -> str:
    """The Chinese of a value or a kind, by the whole or its last word; the words themselves where it is not known."""
    known = wordings("words_zh")
    whole = words.lower()
    return str(known.get(whole) or known.get(whole.split()[-1]) or words)
