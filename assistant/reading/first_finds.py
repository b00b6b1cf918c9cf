"""First finds: what plain rules would show, for a page to show at once while a language model still reads.

Nothing comes of them but a look: they are found on a copy of the turn that is thrown away. So neither the state, nor
the cart, nor the event log knows of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.acts import MANNERS, Intent, Recommend
from assistant.context_policy import beside
from assistant.hearing.context_cues import on_day
from assistant.policy import Policy
from assistant.recommending import Recommending
from assistant.reply import Cards, Progress, Provisional, ReplyEvent
from assistant.state import DialogueState
from assistant.turn import Turn
from assistant.understanding import Understanding
from retrieval.tokens import STOP_WORDS, tokens

# Chosen on the dev part of the annotated dialogues: of what says more, most lists are others once the model has read.
# How many stand is told by `shelftalk eval speed --model --said DIALOGUES`.
_MOST_LEFT = 1  # words that no condition says: "quick", "looking"


class FirstFinds:
    """The street from acts to cards, walked ahead of the turn."""

    def __init__(self, policy: Policy, recommending: Recommending) -> None:
        self._policy = policy
        self._recommending = recommending

    def of(self, heard: Understanding, message: str, turn: Turn) -> Iterator[ReplyEvent]:
        """`Provisional`, and in words that it is; nothing where the message is no plain search or finds nothing.

        Changes nothing in `turn`; raises `CancelledError` when the shopper stops it.
        """
        if not is_plain_search(heard, message, turn.state):
            return
        ahead = replace(turn, happened=[])
        for act in heard.acts:
            ahead.happen(on_day(act, turn.now.date()))
        searches = [act for act in beside(self._policy.decide(ahead.state), ahead.state) if isinstance(act, Recommend)]
        if len(searches) != 1:
            return
        shown = next(self._recommending.recommend(searches[0], ahead), None)  # cards come first, if there are any
        if isinstance(shown, Cards):
            yield Provisional(shown.cards)
            yield Progress("First finds, while I read on")


def is_plain_search(heard: Understanding, message: str, state: DialogueState) -> bool:
    """Whether the message begins the first search and says hardly a word that its conditions do not: "running shoes,
    men, 46". What says more is often no search ("one in silver, into the cart"), or another one than rules hear."""
    acts = [act for act in heard.acts if act.intent not in MANNERS]
    if len(acts) != 1 or acts[0].intent is not Intent.FIND or not acts[0].constraints or state.constraints:
        return False
    said = {t.stem for c in acts[0].constraints for value in c.values for t in tokens(str(value))}
    left = [t for t in tokens(message) if t.word not in STOP_WORDS and t.stem not in said and not t.word.isdigit()]
    return len(left) <= _MOST_LEFT
