"""Notes that are one act: refinements in a row, the same asked of two things, two questions about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from retrieval.query import Constraint, Operator

_POSITIVE = (Operator.IS, Operator.ONE_OF)


def joined(acts: Sequence[ShopperAct], act: ShopperAct) -> list[ShopperAct]:
    """Two refinements in a row are one, and so are changes of the set on the table, the same asked of two things ("the
    bridge and the switches"), or two things asked of the same."""
    last = acts[-1] if acts else None
    if last and _are_one_question(act, last):
        text = last.text if act.text in last.text else f"{last.text}; {act.text}"
        ids = tuple(dict.fromkeys((*last.product_ids, *act.product_ids)))
        return [*acts[:-1], replace(last, product_ids=ids, text=text)]
    if last and act.intent is last.intent is Intent.CHANGE_BUNDLE:
        limits = act.constraints or last.constraints
        owns = (*last.context.owns, *act.context.owns)
        context = replace(act.context if act.context.needed_by else last.context, owns=owns)
        return [*acts[:-1], replace(last, changes=(*last.changes, *act.changes), constraints=limits, context=context)]
    if last and _is_the_same_of_another(act, last):
        return [*acts[:-1], replace(last, product_ids=tuple(dict.fromkeys((*last.product_ids, *act.product_ids))))]
    if last is None or act.intent is not Intent.REFINE or last.intent not in (Intent.FIND, Intent.REFINE):
        return [*acts, act]
    by_slot = {c.slot for c in act.constraints if c.operator in (Operator.IS, Operator.ONE_OF)}
    mixed: list[Constraint] = []
    for constraint in (*last.constraints, *act.constraints):
        same = next((c for c in mixed if c.slot == constraint.slot in by_slot and c.operator in _POSITIVE), None)
        if same is None or constraint.operator not in _POSITIVE or constraint.said or same.said:
            mixed.append(constraint)
        else:
            values = tuple(dict.fromkeys(str(v) for c in (same, constraint) for v in c.values))
            whole = replace(same, operator=Operator.ONE_OF, value=values) if len(values) > 1 else same
            mixed[mixed.index(same)] = whole
    return [
        *acts[:-1],
        replace(
            last,
            constraints=tuple(mixed),
            dropped=(*last.dropped, *act.dropped),
            removed=(*last.removed, *act.removed),
            text=" ".join(dict.fromkeys(f"{last.text} {act.text}".split())),
            order=act.order or last.order,
        ),
    ]


def _are_one_question(act: ShopperAct, last: ShopperAct) -> bool:
    """Two things asked of the same product, and why each of two is shown."""
    if act.intent is not last.intent or act.unresolved or last.unresolved:
        return False
    same = act.product_ids == last.product_ids
    return (act.intent is Intent.ASK_PRODUCT and same) or act.intent is Intent.EXPLAIN


def _is_the_same_of_another(act: ShopperAct, last: ShopperAct) -> bool:
    both_add = act.intent is last.intent is Intent.ADD_TO_CART and act.product_ids and last.product_ids
    return bool(both_add) and replace(act, product_ids=()) == replace(last, product_ids=())
