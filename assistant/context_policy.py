"""Context policy: what the context adds to what was decided: delivery quoted, a person offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import (
    AnswerPolicy,
    AssistantAct,
    ChangeBundle,
    HandOff,
    Intent,
    ProposeBundle,
    QuoteDelivery,
    Recommend,
    Say,
    ShopperAct,
)
from assistant.context import UPSET
from assistant.state import DialogueState

_SHOWN = (Recommend, ProposeBundle)


def beside(decided: Sequence[AssistantAct], state: DialogueState) -> list[AssistantAct]:
    """The acts with what the context asks for beside them. Same acts and state, same answer."""
    acts = list(decided)
    noted = _only_noted(state)
    if noted:
        acts = [Say(noted) if isinstance(act, _SHOWN) else act for act in acts]
    changes = [act.context for act in state.heard]
    until = next((change.needed_by for change in changes if change.needed_by), None)
    looked_for = noted or any(isinstance(act, (*_SHOWN, ChangeBundle)) for act in acts)
    if until and looked_for and not any(isinstance(act, AnswerPolicy) for act in acts):
        acts = [*(act for act in acts if act != Say("noted")), QuoteDelivery(until.day)]
    upset = next((change.feeling for change in changes if change.feeling in UPSET), None)
    if upset and state.context.upset_in == state.n_turns and not any(isinstance(act, HandOff) for act in acts):
        kept = [act for act in acts if act not in (Say("abuse"), Say("not_understood"))]
        acts = [*kept, HandOff(upset.value, offered=True)]
    if any(isinstance(act, HandOff) for act in acts):  # who wants a person is not asked what they would like
        acts = [replace(act, asks=False) if isinstance(act, Recommend) else act for act in acts]
    return acts


def _only_noted(state: DialogueState) -> str:
    """What to say where the turn changed nothing that a search or bundle goes by; empty where it did."""
    named = state.text or state.constraints or state.parts or state.anchors
    if not named and any(act.context.says_more_than_feeling for act in state.heard):
        return "noted_first"  # "I need it by Friday", and nobody has said what
    bare = all(act.context and act == ShopperAct(Intent.REFINE, context=act.context) for act in state.heard)
    ranks = any(act.context.recipient or act.context.gift or act.context.owns for act in state.heard)
    return "noted" if state.heard and bare and not ranks else ""
