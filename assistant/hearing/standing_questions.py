"""Standing questions: a message that the owner has a standing answer to asks the store, whatever else it looks like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.acts import MANNERS, Intent, ShopperAct
from assistant.state import DialogueState
from assistant.understanding import Understanding
from retrieval.nearness import Nearness
from retrieval.standing_answers import same_question

_OPEN = {Intent.FIND, Intent.REFINE, Intent.NOT_UNDERSTOOD, Intent.OUT_OF_SCOPE, Intent.ASK_CATALOG}


class StandingQuestions:
    """`asked` gives the questions that are answered now: the owner may add one while the shop is open."""

    def __init__(self, asked: Callable[[], Sequence[str]], nearness: Nearness) -> None:
        self._asked = asked
        self._nearness = nearness

    def found(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:
        """The reading; a question to the store where it was read as no more than a search, or not at all."""
        _ = state
        intents = {act.intent for act in heard.acts}
        if not intents <= _OPEN | MANNERS or not intents & _OPEN:
            return heard
        standing = self._asked()
        if same_question(message, standing, self._nearness) is None:
            return heard
        kept = tuple(act for act in heard.acts if act.intent in MANNERS)
        return replace(heard, acts=(*kept, ShopperAct(Intent.ASK_POLICY, text=message)), sure=True)
