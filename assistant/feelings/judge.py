"""The judge of feelings: hears how a shopper sounds where no phrase says it, by what the message means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.acts import Intent
from assistant.context import Feeling
from assistant.feelings.phrases import feeling
from assistant.hearing.context_cues import with_feeling
from assistant.state import DialogueState
from assistant.understanding import Understander, Understanding
from retrieval.encoder import Encoder, as_it_came
from retrieval.query import THING

WEIGHTS = Path(__file__).with_name("feelings.npz")
CLASSES = (Feeling.CALM, Feeling.FRUSTRATED, Feeling.URGENT, Feeling.DELIGHTED, Feeling.ABUSIVE)
# Probabilities from which a feeling is heard; a person is offered to who is upset. How they were chosen:
# docs/understanding.md.
LIMITS = {Feeling.FRUSTRATED: 0.9, Feeling.ABUSIVE: 0.9, Feeling.URGENT: 0.85, Feeling.DELIGHTED: 0.85}
_SEARCHES = (Intent.FIND, Intent.REFINE, Intent.BUNDLE)
_NAMED = {"category", "brand", THING}
_LONGEST = 40  # words; what is told at length is no outcry, and none that was learned from is longer
_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")  # the encoder knows English


class FeelingJudge:
    """How a message sounds, by a small network over the text encoder's vectors.

    Its weights are what `shelftalk train feelings` makes; they are for one encoder and useless with another.
    """

    def __init__(self, encoder: Encoder, weights: Path = WEIGHTS) -> None:
        with np.load(weights) as saved:
            self.encoder_name = str(saved["encoder"])
            self._net = {name: saved[name].astype(np.float32) for name in saved.files if name != "encoder"}
        self._encoder = encoder

    def feeling(self, message: str) -> Feeling | None:
        """None where it is calm, or nothing is sure."""
        if _OTHER_SCRIPT.search(message) or not 0 < len(message.split()) <= _LONGEST:
            return None
        return heard_in(probabilities(self._net, self._encoder.encode([message])))[0]


def probabilities(net: Mapping[str, NDArray[Any]], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """`(n, len(CLASSES))` float32 of encodings `(n, dim)`, rows that sum to 1."""
    hidden = np.maximum(rows @ net["first"] + net["bias"], 0)
    scores = hidden @ net["second"] + net["base"]
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = grown / grown.sum(axis=1, keepdims=True)
    return shares


def heard_in(shares: NDArray[np.float32]) -> list[Feeling | None]:
    """What is sure enough in each row of `(n, len(CLASSES))` probabilities."""
    best = [(CLASSES[at], float(row[at])) for at, row in zip(shares.argmax(axis=1), shares, strict=True)]
    return [each if each in LIMITS and share >= LIMITS[each] else None for each, share in best]


def felt(heard: Understanding, message: str, judge: FeelingJudge | None) -> Understanding:
    """The reading with how the shopper sounds: phrases first, then the judge; what was heard already stays.

    A search that names its kind is not judged: the judge of scope does not ask what it means either, and a turn that
    searches has a vector of its own to wait for.
    """
    if any(act.context.feeling for act in heard.acts):
        return heard
    phrase = feeling(message.replace("\u2019", "'"))
    found = phrase[0] if phrase else None
    if not found and judge and not _names_its_kind(heard):
        found = judge.feeling(message)
    return replace(heard, acts=with_feeling(heard.acts, found)) if found else heard


def _names_its_kind(heard: Understanding) -> bool:
    searches = (act for act in heard.acts if act.intent in _SEARCHES)
    return any(constraint.slot in _NAMED for act in searches for constraint in act.constraints)


class FeltUnderstander:
    """Another's readings, with how the shopper sounds."""

    def __init__(self, understander: Understander, judge: FeelingJudge | None) -> None:
        self._understander = understander
        self._judge = judge

    def understand(self, message: str, state: DialogueState) -> Understanding:
        return felt(self._understander.understand(message, state), message, self._judge)


def feeling_judge(encoder: Encoder, weights: Path = WEIGHTS) -> FeelingJudge | None:
    """The judge, where there are weights for this encoder."""
    if not weights.is_file():
        return None
    judge = FeelingJudge(as_it_came(encoder), weights)
    return judge if judge.encoder_name == as_it_came(encoder).name else None
