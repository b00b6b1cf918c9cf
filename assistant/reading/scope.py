"""Scope: whether a message is anything for a shop, judged by what it means; what is not is turned away politely."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.acts import MANNERS, Intent, ShopperAct
from assistant.state import DialogueState
from assistant.understanding import Understander, Understanding
from retrieval.encoder import Encoder, as_it_came
from retrieval.query import THING, Constraint, Operator

WEIGHTS = Path(__file__).with_name("scope.npz")
# Log-odds from which a message is turned away. In a conversation that has begun, what sounds like nothing for a shop
# mostly is an answer or an aside. On what was not trained on: docs/understanding-elsewhere.md.
LIMIT, LIMIT_IN_TALK = 2.0, 5.0
LIMIT_ASKED = 5.0  # of a question that begins a conversation: a model reads "my credit limit" as one about the terms
# Readings that any words can give. Whoever asks for their cart, a person, the terms or the second card is in the shop.
_OPEN = {Intent.FIND, Intent.REFINE, Intent.BUNDLE, Intent.NOT_UNDERSTOOD}
_ASKED = {Intent.ASK_POLICY, Intent.ASK_ORDER, Intent.ASK_PRODUCT}
_NAMED = {"category", "brand", THING}  # whoever names what the store has is in the shop
_FRAGMENT = 4  # words: in a conversation "to drink" goes on with what was said before
_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")  # the encoder knows English


def _is_of_the_shop(act: ShopperAct, *, talking: bool) -> bool:
    """Whether the act holds what only somebody in a shop says; in a conversation any condition is enough ("XXL")."""
    if act.product_ids or any(constraint.slot in _NAMED for constraint in act.constraints):
        return True
    return talking and bool(
        act.constraints or act.dropped or act.removed or act.order or act.context.says_more_than_feeling
    )


def _is_a_budget(constraint: Constraint) -> bool:
    """Whoever says what a thing may cost at most mostly wants to buy it: "ribeye steaks, not more than 35 a steak"."""
    return constraint.slot == "price" and constraint.operator in (Operator.AT_MOST, Operator.BETWEEN)


class ScopeJudge:
    """How much a message sounds like nothing for a shop, by a small network over the text encoder's vectors.

    Its weights are what `shelftalk train scope` makes; they are for one encoder and useless with another.
    """

    def __init__(self, encoder: Encoder, weights: Path = WEIGHTS) -> None:
        with np.load(weights) as saved:
            self.encoder_name = str(saved["encoder"])
            self._first, self._bias = saved["first"].astype(np.float32), saved["bias"].astype(np.float32)
            self._second, self._base = saved["second"].astype(np.float32), float(saved["base"])
        self._encoder = encoder

    def outside(self, message: str) -> float:
        """Log-odds; above 0 it is rather nothing for a shop."""
        row: NDArray[np.float32] = self._encoder.encode([message])[0]
        hidden = np.maximum(row @ self._first + self._bias, 0)
        return float(hidden @ self._second) + self._base

    def judged(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:
        """The reading; or that the message is nothing for a shop, where it was read as a search for something, or as
        a question about nothing yet."""
        intents = {act.intent for act in heard.acts} - MANNERS
        talking = bool(state.shown.product_ids or state.text or state.constraints or state.asked)
        if not intents or not intents <= (_OPEN if talking else _OPEN | _ASKED) or _OTHER_SCRIPT.search(message):
            return heard
        if any(_is_of_the_shop(act, talking=talking) for act in heard.acts):
            return heard
        if talking and len(message.split()) <= _FRAGMENT:
            return heard
        has_budget = any(_is_a_budget(constraint) for act in heard.acts for constraint in act.constraints)
        limit = LIMIT_IN_TALK if talking or has_budget else LIMIT if intents <= _OPEN else LIMIT_ASKED
        if self.outside(message) < limit:
            return heard
        return replace(heard, acts=(ShopperAct(Intent.OUT_OF_SCOPE, text=message),), sure=True)


class ScopedUnderstander:
    """Another's readings, save that searches for what no shop has are `OUT_OF_SCOPE`."""

    def __init__(self, understander: Understander, judge: ScopeJudge) -> None:
        self._understander = understander
        self._judge = judge

    def understand(self, message: str, state: DialogueState) -> Understanding:
        return self._judge.judged(self._understander.understand(message, state), message, state)


def scope_judge(encoder: Encoder, weights: Path = WEIGHTS) -> ScopeJudge | None:
    """The judge, where there are weights for this encoder."""
    if not weights.is_file():
        return None
    judge = ScopeJudge(as_it_came(encoder), weights)
    return judge if judge.encoder_name == as_it_came(encoder).name else None
