"""How many of a language model's sentences about explanations the checker lets through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from assistant.grounding.checking import Checker
from assistant.grounding.claims import grounds_of
from assistant.grounding.wording import ModelWording
from retrieval.progress import Progress, silent
from ui.eval.explanations_made import Shelf
from ui.eval.frame import Cell, Measured

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel

_PATIENCE_S = 60.0  # quality is measured here, not time


def measure_worded(
    shelves: Mapping[str, Shelf],
    model: SteerableChatModel,
    progress: Progress = silent,
    *,
    timer: Callable[[], float] = perf_counter,
) -> Measured:
    """Of every explanation: its sentences, those that pass, and whether any does; rows show all of them.

    `first_words_...` are milliseconds until something can be said: the first sentence that passes or, where none does,
    the template at the model's end.
    """
    wording = ModelWording(model, timeout_s=_PATIENCE_S)
    first_words_s: list[float] = []
    rows: list[Mapping[str, Cell]] = []
    n_sentences = n_passed = n_any = n_whole = 0
    made = [(shelf, one) for shelf in shelves.values() for one in shelf.made]
    for at, (shelf, one) in enumerate(made, 1):
        grounds = grounds_of(one.shown.variant_id, one.explanation.evidence, shelf.catalog, one.shopper)
        checker = Checker(grounds)
        began, first_s, verdicts = timer(), 0.0, []
        for sentence in wording.written(one.explanation, grounds):
            verdicts.append(checker.sentence(sentence))
            if verdicts[-1].supported and not first_s:
                first_s = timer() - began
        first_words_s.append(first_s or timer() - began)
        passed = [verdict.supported for verdict in verdicts]
        n_sentences, n_passed = n_sentences + len(passed), n_passed + sum(passed)
        n_any, n_whole = n_any + any(passed), n_whole + (bool(passed) and all(passed))
        rows += [
            {
                "template": one.explanation.text,
                "model": verdict.sentence,
                "passed": "yes" if verdict.supported else ", ".join(c.words for c in verdict.unsupported),
            }
            for verdict in verdicts
        ]
        progress("Wording", at, len(made))
    figures = {
        "n": float(len(made)),
        "n_sentences": float(n_sentences),
        "sentences_passed": n_passed / max(1, n_sentences),
        "explanations_with_a_sentence": n_any / len(made),
        "explanations_wholly_passed": n_whole / len(made),
        **{f"first_words_p{p}_ms": 1000 * float(np.percentile(first_words_s, p)) for p in (50, 95)},
    }
    return Measured(figures, rows)
