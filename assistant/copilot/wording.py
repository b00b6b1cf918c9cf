"""Wording a draft with a language model: from what code found alone, each sentence let through by the checker only."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import structlog

from assistant.copilot.checking import DraftChecker
from assistant.copilot.said import Said
from assistant.grounding.finished import finished_sentences
from prompts import as_data, load

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel

DEADLINE_S = 2.5  # for all of it: a draft is to be there within three seconds
_MAX_TOKENS = 220
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")

log = structlog.get_logger(__name__)


class DraftWording:
    """Rewords what a draft says. All that rests on a record is in what comes back, or nothing comes back at all."""

    def __init__(
        self,
        model: SteerableChatModel,
        *,
        timeout_s: float = DEADLINE_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._timeout_s = timeout_s
        self._monotonic = monotonic
        self._prompt = load("draft_reply")

    def worded(self, said: Sequence[Said], messages: Sequence[str], tone: str, checker: DraftChecker) -> Iterator[Said]:
        """Sentences as they are finished, each checked, each with the sources of the facts that it tells.

        Ends early where the model fails or is slow. Whoever calls says by code what is left untold.
        """
        facts = [one for one in said if one.is_answer]
        for sentence in self._written(facts, messages, tone):
            if checker.sentence(sentence):
                resting = (source for one in facts if _rests(sentence, one) for source in one.sources)
                yield Said(sentence, tuple(dict.fromkeys(resting)))
            else:
                log.info("a sentence of a draft was refused", prompt=self._prompt.digest)

    def _written(self, facts: Sequence[Said], messages: Sequence[str], tone: str) -> Iterator[str]:
        chat = self._prompt.chat(
            message=as_data(" ".join(messages), limit=600),
            facts="\n".join(f"{n}. {as_data(one.text, limit=400)}" for n, one in enumerate(facts, 1)),
            tone=tone,
        )
        yield from finished_sentences(
            self._model,
            chat,
            max_tokens=_MAX_TOKENS,
            timeout_s=self._timeout_s,
            monotonic=self._monotonic,
            prompt=self._prompt.digest,
        )


def _rests(sentence: str, fact: Said) -> bool:
    """Whether a sentence tells a fact, or a part of it."""
    figures = _FIGURE.findall(sentence)
    return tells(sentence, fact) or (bool(figures) and all(figure in fact.text for figure in figures))


def tells(sentence: str, fact: Said) -> bool:
    """Whether a sentence tells a fact: all of its figures, or, without any, most of its words."""
    figures = _FIGURE.findall(fact.text)
    if figures:
        return all(figure in sentence for figure in figures)
    words = set(re.findall(r"\w{4,}", fact.text.lower()))
    return bool(words) and len(words & set(re.findall(r"\w{4,}", sentence.lower()))) >= 0.6 * len(words)
