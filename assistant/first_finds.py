"""First finds: what plain rules would show, for a page to show at once while a language model still reads.

Nothing comes of them but a look: they are found on a copy of the turn that is thrown away. So neither the state, nor
the cart, nor the event log knows of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.acts import MANNERS, Intent, Recommend
from assistant.context_cues import on_day
from assistant.context_policy import beside
from assistant.policy import Policy
from assistant.recommending import Recommending
from assistant.reply import Cards, Progress, Provisional, ReplyEvent
from assistant.turn import Turn
from assistant.understanding import Understanding

_SEARCHES = (Intent.FIND, Intent.REFINE)
# Chosen on the dev part of the annotated dialogues: what says more is about as often no search at all. How often a look
# stands is told by `shelftalk eval speed --model --said DIALOGUES`.
_TELLING = frozenset({"category", "price"})
_MOST_WORDS = 4  # to search with; a kind's own words are among them


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
    """Whether a search is all that was heard, most of it in the store's words: what for, or for how much, and little
    beside. What says more is often no search ("one in silver, into the cart"), or another one than rules hear."""
    acts = [act for act in heard.acts if act.intent not in MANNERS]
    if len(acts) != 1 or acts[0].intent not in _SEARCHES:
        return False
    slots, words = {c.slot for c in acts[0].constraints}, acts[0].text.split()
    return bool(slots) and (not words or (bool(slots & _TELLING) and len(words) <= _MOST_WORDS))
