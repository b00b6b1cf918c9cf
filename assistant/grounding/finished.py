"""Sentences of a language model's answer, each as soon as it is finished."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel

# A full stop at the end of what came so far may be the point of a number, of which the rest is still to come.
_END = re.compile(r"(?<=[.!?])\s+|(?<=[!?])$|(?<=\D\.)$")

log = structlog.get_logger(__name__)


def finished_sentences(
    model: SteerableChatModel,
    chat: Sequence[tuple[str, str]],
    *,
    max_tokens: int,
    timeout_s: float,
    monotonic: Callable[[], float],
    prompt: str,
) -> Iterator[str]:
    """Unchecked; ends early where the model fails or takes longer than `timeout_s`. `prompt`: its digest, for the log.

    What it broke off within a sentence is left out.
    """
    from assistant.models.steerable import ModelError

    began, text = monotonic(), ""
    try:
        for piece in model.stream(list(chat), max_tokens=max_tokens, cancel=lambda: monotonic() - began > timeout_s):
            text += piece.text
            *whole, text = _END.split(text) if _END.search(text) else [text]
            yield from filter(None, whole)
    except ModelError as error:
        log.info("wording stopped", prompt=prompt, error=str(error))
    if text.strip() and text.strip()[-1] in ".!?":
        yield text.strip()
