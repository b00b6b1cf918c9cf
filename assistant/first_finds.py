"""First finds: what plain rules would show, for a page to show at once while a language model still reads.

Nothing comes of them but a look: they are found on a copy of the turn that is thrown away. So neither the state, nor
the cart, nor the event log knows of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.acts import Intent, Recommend
from assistant.context_cues import on_day
from assistant.context_policy import beside
from assistant.policy import Policy
from assistant.recommending import Recommending
from assistant.reply import Cards, Progress, Provisional, ReplyEvent
from assistant.turn import Turn
from assistant.understanding import Understanding

_MANNERS = (Intent.GREET, Intent.THANK)
_SEARCHES = (Intent.FIND, Intent.REFINE)


class FirstFinds:
    """The street from acts to cards, walked ahead of the turn."""

    def __init__(self, policy: Policy, recommending: Recommending) -> None:
        self._policy = policy
        self._recommending = recommending

    def of(self, heard: Understanding, turn: Turn) -> Iterator[ReplyEvent]:
        """`Provisional`, and in words that it is; nothing where `heard` is no plain search or finds nothing.

        Changes nothing in `turn`; raises `CancelledError` when the shopper stops it.
        """
        if not is_plain_search(heard):
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


def is_plain_search(heard: Understanding) -> bool:
    """Whether a search is all that was heard, and a condition of it is in the store's words."""
    acts = [act for act in heard.acts if act.intent not in _MANNERS]
    return len(acts) == 1 and acts[0].intent in _SEARCHES and bool(acts[0].constraints)
