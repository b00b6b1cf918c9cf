"""Clauses: where a message says a new thing, and which acts of a message are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.merging import merged
from retrieval.query import Operator

_VERBS = (
    "add|put|show|remove|delete|compare|what|whats|how|why|"
    r"is(?! (?:also )?(?:made|available|suitable|priced|recommended|compatible)\b)|"  # "comes in red and is made of"
    "does|do|can|could|tell|where|who|i'd|i'll|i need|i want|"
    "find|undo|buy|take|thanks|thank|talk|when|which|give|look|search|recommend"
)
_BEFORE_VERB = rf"(?=(?:{_VERBS})\b)"
_CLAUSE = re.compile(
    r"[!?;\n]+\s*|\.(?:\s+|$)"
    rf"|,?\s+(?:and then|then|and also|also|but)\s+{_BEFORE_VERB}"
    rf"|,?\s+and\s+{_BEFORE_VERB}"
    rf"|,\s+{_BEFORE_VERB}",
    re.I,
)


def clauses(text: str) -> list[str]:
    """The message cut where a new thing is said; each clause keeps its question mark."""
    parts, at = [], 0
    for match in _CLAUSE.finditer(text):
        mark = "?" if "?" in match.group() else ""
        parts.append(text[at : match.start()] + mark)
        at = match.end()
    parts.append(text[at:])
    return [part.strip() for part in parts if part.strip(" ,.!?")]


def joined(acts: Sequence[ShopperAct], act: ShopperAct) -> list[ShopperAct]:
    """Sentences that go on with one search are one act: "I need a jacket. Blue. Under 60."."""
    if acts and acts[-1].intent in (Intent.FIND, Intent.REFINE, Intent.BUNDLE) and act.intent is Intent.REFINE:
        last = acts[-1]
        return [
            *acts[:-1],
            replace(
                last,
                constraints=merged(last.constraints, act.constraints),
                dropped=(*last.dropped, *act.dropped),
                text=f"{last.text} {act.text}".strip(),
                order=act.order or last.order,
            ),
        ]
    if acts and act.intent is Intent.ADD_TO_CART and act.product_ids and _only_options(acts[-1]):
        return [*acts[:-1], replace(act, constraints=(*acts[-1].constraints, *act.constraints))]
    if acts and act.intent is Intent.ASK_PRODUCT is acts[-1].intent and act.product_ids == acts[-1].product_ids:
        return [*acts[:-1], replace(act, constraints=(*acts[-1].constraints, *act.constraints))]
    return [*acts, act]


def _only_options(act: ShopperAct) -> bool:
    """ "orange then, in XL" before "add it": which one, not a new search."""
    plain = bool(act.constraints) and not (act.text or act.dropped or act.order or act.product_ids)
    return (
        act.intent in (Intent.FIND, Intent.REFINE) and plain and all(c.operator is Operator.IS for c in act.constraints)
    )
