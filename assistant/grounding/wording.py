"""Wording a reason: the template's sentence, or a language model's sentences, each let through by the checker only."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

import structlog

from assistant.grounding.checking import Checker
from assistant.grounding.claims import Grounds
from assistant.grounding.finished import finished_sentences
from prompts import as_data, load
from recommender.explaining import Explanation

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel

N_SENTENCES = 3
_MAX_TOKENS = 120
_DEADLINE_S = 6.0  # for all of it; the first sentence should be there in a quarter of that

log = structlog.get_logger(__name__)


class Wording(Protocol):
    def sentences(self, explanation: Explanation, grounds: Grounds) -> Iterator[str]:
        """What is said of an explanation, sentence by sentence as they come; at least one. Says nothing that the
        grounds do not support."""
        ...


class TemplateWording:
    """The explanation's own sentence."""

    def sentences(self, explanation: Explanation, grounds: Grounds) -> Iterator[str]:  # noqa: ARG002  # the protocol's
        yield explanation.text


class ModelWording:
    """The evidence in a language model's words, streamed; a sentence that the checker refuses is left out.

    Where none is left, where the model fails or takes longer than `timeout_s`, the template's sentence is said. A
    drawback that the model did not tell is told in the template's words.
    """

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
        self._prompt = load("word_reason")

    def sentences(self, explanation: Explanation, grounds: Grounds) -> Iterator[str]:
        checker = Checker(grounds)
        said: list[str] = []
        for sentence in self.written(explanation, grounds):
            if sentence not in said and checker.sentence(sentence).supported:
                said.append(sentence)
                yield sentence
            if len(said) == N_SENTENCES:
                break
        if not said:
            yield explanation.text
        elif explanation.drawback and not _tells(" ".join(said), explanation.drawback):
            yield f"But: {explanation.drawback}."

    def written(self, explanation: Explanation, grounds: Grounds) -> Iterator[str]:
        """The model's sentences as they are finished, unchecked; it ends early where the model fails or is slow."""
        facts = [as_data(e.claim, limit=120) for e in explanation.evidence if e.claim != explanation.drawback]
        facts += [f"drawback: {as_data(explanation.drawback, limit=120)}"] if explanation.drawback else []
        chat = self._prompt.chat(thing=as_data(grounds.product.title, limit=80), facts="\n".join(facts))
        yield from finished_sentences(
            self._model,
            chat,
            max_tokens=_MAX_TOKENS,
            timeout_s=self._timeout_s,
            monotonic=self._monotonic,
            prompt=self._prompt.digest,
        )


def _tells(said: str, drawback: str) -> bool:
    """Whether the numbers, or without any the words, of the drawback are in what was said."""
    numbers = re.findall(r"\d[\d,.]*\d|\d", drawback)
    wanted = numbers or drawback.split()
    return all(word in said for word in wanted)
