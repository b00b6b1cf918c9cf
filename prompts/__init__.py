"""What do we tell the model? One Markdown file per prompt.

`load("understand").fill(message=..., ...)` gives the text to send. The files are plain Markdown with `$fields`
(`string.Template`; a literal dollar sign is `$$`). A file may be a conversation: the lines `## system`,
`## shopper` and `## assistant` begin its turns, and `chat(...)` gives them filled. Git is the version of a prompt;
`digest` tells versions apart in logs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template

# Marks that could end a block of data early, or be read as a chat template's own: `</message>`, `<|im_end|>`.
_MARKS = str.maketrans({"<": "‹", ">": "›"})
_TURN = re.compile(r"^## (system|shopper|assistant)\n", re.MULTILINE)
_ROLES = {"system": "system", "shopper": "human", "assistant": "ai"}  # as LangChain calls them


class PromptError(LookupError):
    """A prompt or a field of it is not what its file declares."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text with its `$fields` still open."""

    name: str
    text: str

    @property
    def fields(self) -> frozenset[str]:
        """The names that `fill` demands."""
        return frozenset(Template(self.text).get_identifiers())

    @property
    def digest(self) -> str:
        """Twelve hex digits that change when the file's text changes."""
        return sha256(self.text.encode()).hexdigest()[:12]

    def fill(self, **fields: str) -> str:
        """The text with every field filled in: exactly the declared ones. Dollar signs in values stay as they are."""
        self._check(fields)
        return Template(self.text).substitute(fields)

    def chat(self, **fields: str) -> list[tuple[str, str]]:
        """The turns of a conversation as (LangChain role, text). A value cannot begin a turn of its own."""
        self._check(fields)
        _, *parts = _TURN.split(self.text)
        if not parts:
            raise PromptError(f"Prompt '{self.name}' is no conversation: it has no line such as '## shopper'.")
        return [
            (_ROLES[role], Template(text).substitute(fields).strip())
            for role, text in zip(parts[::2], parts[1::2], strict=True)
        ]

    def _check(self, fields: Mapping[str, str]) -> None:
        missing, unknown = self.fields - fields.keys(), fields.keys() - self.fields
        if missing or unknown:
            problems = [f"without {_listed(missing)}"] if missing else []
            problems += [f"with unknown {_listed(unknown)}"] if unknown else []
            fields_text = _listed(self.fields) or "none"
            raise PromptError(f"Prompt '{self.name}' was filled {' and '.join(problems)}. Its fields: {fields_text}.")


@cache
def load(name: str) -> Prompt:
    """The prompt in `prompts/<name>.md`; raises `PromptError` when there is none."""
    known = names()
    if name not in known:
        raise PromptError(f"No prompt '{name}'. Known prompts: {', '.join(known)}.")
    return Prompt(name, (files(__name__) / f"{name}.md").read_text(encoding="utf-8"))


def names() -> list[str]:
    """All prompts there are, sorted."""
    return sorted(entry.name.removesuffix(".md") for entry in files(__name__).iterdir() if entry.name.endswith(".md"))


def as_data(text: str, *, limit: int = 2000) -> str:
    """A shopper's or a catalog's text fit for a marked block: one line, at most `limit` characters, no marks.

    Angle brackets become typographic ones, so that the text can neither close its block nor speak as the model's
    chat template does.
    """
    line = re.sub(r"\s+", " ", re.sub(r"[\x00-\x1f\x7f]", " ", text)).strip().translate(_MARKS)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _listed(fields: frozenset[str] | set[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(fields))
