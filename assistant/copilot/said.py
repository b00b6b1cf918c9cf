"""What a draft is made of: sentences, each with the records that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from assistant.copilot.offering import Source

NOTHING: Mapping[str, str] = MappingProxyType({})
_MARKS = re.compile(r" \[\d+\]")


@dataclass(frozen=True, slots=True)
class Said:
    """One or two sentences. `sources` are those they rest on, not numbered yet.

    `fields` are the words in it that came from records or from the shopper, by name; all else is a standing text,
    `key`. A sentence with neither key nor fields stands word for word in its sources.
    """

    text: str
    sources: tuple[Source, ...] = ()
    key: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    is_core: bool = True  # part of the answer itself; a brief draft has nothing else

    @property
    def is_answer(self) -> bool:
        """Whether it tells something: a greeting and a question do not."""
        return bool(self.sources)


def written(said: Sequence[Said]) -> tuple[str, str, tuple[Source, ...]]:
    """The text to send, the same with its sources' numbers, and the sources, numbered in the order they are met."""
    numbered: dict[Source, Source] = {}
    plain, marked = [], []
    for one in said:
        for source in one.sources:
            key = replace(source, number=0)
            numbered.setdefault(key, replace(source, number=len(numbered) + 1))
        numbers = sorted({numbered[replace(source, number=0)].number for source in one.sources})
        plain.append(one.text)
        marked.append(one.text + "".join(f" [{n}]" for n in numbers))
    return _joined(plain), _joined(marked), tuple(numbered.values())


def without_marks(text: str) -> str:
    """Without the numbers of sources."""
    return _MARKS.sub("", text)


def sources_of(said: Iterable[Said]) -> list[Source]:
    """All of them, each once, in the order in which they are met."""
    return list(dict.fromkeys(source for one in said for source in one.sources))


def _joined(texts: Sequence[str]) -> str:
    """Chinese sentences follow each other without a space; a line of a list begins a line."""
    text = ""
    for one in texts:
        between = "" if not text or text.endswith(("\n", "。", "！", "？")) or one.startswith("\n") else " "
        text += between + one
    return text
