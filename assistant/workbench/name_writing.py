"""Writing a bundle's name with a language model, held by a grammar to words that its parts say."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import structlog

from prompts import as_data, load
from recommender.belonging.name_check import AS_ONE, JOINING, says_twice, unsupported
from retrieval.tokens import tokens

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel

MOST_THINGS = 8  # a longer list makes a name slower, not truer
_MAX_TOKENS = 24
_DEADLINE_S = 8.0

log = structlog.get_logger(__name__)


class NameWriter:
    """Gives what a model says, or nothing: where it fails, is too slow, is stopped, or says what nothing supports."""

    def __init__(
        self,
        model: SteerableChatModel,
        *,
        timeout_s: float = _DEADLINE_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._timeout_s = timeout_s
        self._monotonic = monotonic
        self._prompt = load("name_bundle")

    def written(
        self, things: Sequence[str], said: Iterable[str], need: str = "", cancel: Callable[[], bool] = lambda: False
    ) -> str:
        """A name in the words of `said` and `need` for these things, each told in a few words; empty for none."""
        from assistant.models.steerable import ModelError

        texts = [*said, need]
        words = name_words(texts)
        if not things or len(words) < 2:
            return ""
        began = self._monotonic()
        chat = self._prompt.chat(
            need=as_data(need, limit=60), things="\n".join(as_data(thing, limit=80) for thing in things[:MOST_THINGS])
        )
        try:
            answer = self._model.invoke(
                chat,
                grammar=name_grammar(words),
                max_tokens=_MAX_TOKENS,
                cancel=lambda: cancel() or self._monotonic() - began > self._timeout_s,
            )
        except ModelError as error:
            log.info("naming stopped", prompt=self._prompt.digest, error=str(error))
            return ""
        name = " ".join(answer.text.split()).strip("\"'.!* ")
        if unsupported(name, texts) or says_twice(name):  # a server may not know grammars
            return ""
        return name[:1].upper() + name[1:]


def name_words(texts: Iterable[str]) -> list[str]:
    """The words of the texts that a name may be made of, each once: letters only, none that merely joins."""
    found = dict.fromkeys(token.word for text in texts for token in tokens(text))
    return [w for w in found if w.isalpha() and w.isascii() and len(w) > 1 and w not in JOINING and w not in AS_ONE]


def name_grammar(words: Sequence[str]) -> str:
    """GBNF: up to four of the words, "and", "for" or "with" between any two, "kit" or "set" after them."""
    told = " | ".join(f'"{word}"' for word in words)
    return "\n".join(
        (
            "root ::= word next? next? next? whole?",
            'next ::= (" and" | " for" | " with")? " " word',
            'whole ::= " kit" | " set" | " bundle"',
            f"word ::= {told}",
        )
    )
