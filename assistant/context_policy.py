"""Context policy: what the context adds to what was decided: delivery quoted, a person offered."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.acts import AnswerPolicy, AssistantAct, HandOff, ProposeBundle, QuoteDelivery, Recommend, Say
from assistant.context import UPSET
from assistant.state import DialogueState

_SHOWN = (Recommend, ProposeBundle)


def beside(decided: Sequence[AssistantAct], state: DialogueState) -> list[AssistantAct]:
    """The acts with what the context asks for beside them. Same acts and state, same answer."""
    acts = list(decided)
    if _only_context(state):
        acts = [Say("noted") if isinstance(act, Recommend) else act for act in acts]
    changes = [act.context for act in state.heard]
    until = next((change.needed_by for change in changes if change.needed_by), None)
    looked_for = any(isinstance(act, _SHOWN) or act == Say("noted") for act in acts)
    if until and looked_for and not any(isinstance(act, AnswerPolicy) for act in acts):
        acts.append(QuoteDelivery(until.day))
    upset = next((change.feeling for change in changes if change.feeling in UPSET), None)
    if upset and state.context.upset_in == state.n_turns and not any(isinstance(act, HandOff) for act in acts):
        kept = [act for act in acts if act not in (Say("abuse"), Say("not_understood"))]
        acts = [*kept, HandOff(upset.value, offered=True)]
    return acts


def _only_context(state: DialogueState) -> bool:
    """Whether something was said of a need whose thing nobody has named yet: "I need it by Friday"."""
    named = state.text or state.constraints or state.parts or state.anchors
    return not named and any(act.context.says_more_than_feeling for act in state.heard)
