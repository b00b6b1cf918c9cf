"""What shoppers asked about a product before, and what they were told: which of it fits a question of now."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from assistant.safety import speaks_to_the_assistant
from retrieval.catalog import Answer, Question
from retrieval.tokens import STOP_WORDS, tokens


@dataclass(frozen=True, slots=True)
class AskedBefore:
    question: Question
    answer: Answer  # the store's own if there is one
    n_shared: int  # words that the question of now shares with this one and its answer
    is_same: bool  # it asks for the same words and no others


def asked_before(questions: Iterable[Question], wanted: Set[str]) -> AskedBefore | None:
    """The answered question that speaks most of the `wanted` stems; None when none shares at least half of them.

    At least one must be in the question itself. An answer that talks to the assistant is no answer.
    """
    fitting = []
    for question in questions:
        answers = [a for a in question.answers if not speaks_to_the_assistant(f"{question.text} {a.text}")]
        asked = _stems(question.text)
        if not answers or not asked & wanted:
            continue
        answer = next((a for a in answers if a.is_store), answers[0])
        shared = wanted & (asked | _stems(answer.text))
        if 2 * len(shared) >= len(wanted):
            fitting.append(AskedBefore(question, answer, len(shared), asked == wanted))
    return max(fitting, key=lambda f: (f.is_same, f.n_shared, len(_stems(f.question.text) & wanted)), default=None)


def told(found: AskedBefore, title: str) -> str:
    """The question and its answer word for word, with who gave it."""
    who = "The store" if found.answer.is_store else "Another shopper"
    return f"A shopper asked of the {title}: “{found.question.text}” {who} answered: “{found.answer.text}”"


def _stems(text: str) -> set[str]:
    return {token.stem for token in tokens(text) if token.word not in STOP_WORDS}
