"""What a note may have meant instead, where its act is unlikely by how the message is said and another is likely."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import QUALITIES, Note, Pair
from assistant.notes.options import are_options, is_one_variant
from assistant.state import DialogueState
from retrieval.catalog import Catalog
from retrieval.query import Operator

# Probabilities by the judge of acts. How they were chosen: docs/understanding.md.
UNLIKELY, LIKELY, ASKED = 0.25, 0.6, 0.85
_INSTEAD: dict[Intent, tuple[Intent, ...]] = {
    Intent.REFINE: (Intent.ADD_TO_CART, Intent.REJECT, Intent.FIND, Intent.ASK_PRODUCT),
    Intent.FIND: (Intent.ADD_TO_CART,),
    Intent.LIKE: (Intent.ADD_TO_CART, Intent.REJECT),
    Intent.REMOVE_FROM_CART: (Intent.ADD_TO_CART,),
    Intent.ASK_ORDER: (Intent.ASK_POLICY,),
    Intent.WANT_PERSON: (Intent.ASK_POLICY,),
    Intent.ASK_POLICY: (Intent.ASK_PRODUCT,),
}


def instead(note: Note, others: Collection[Intent], likely: Mapping[Intent, float]) -> Iterator[Note]:
    """The note with likelier acts, the likeliest first; none where its own is likely enough."""
    if likely.get(note.intent, 1.0) > UNLIKELY:
        return
    among = [one for one in _INSTEAD.get(note.intent, ()) if likely.get(one, 0.0) >= _least(one) and one not in others]
    for intent in sorted(among, key=lambda one: -likely[one]):
        yield _told_as(intent, note)


def _least(intent: Intent) -> float:
    return ASKED if intent is Intent.ASK_PRODUCT else LIKELY


def _told_as(intent: Intent, note: Note) -> Note:
    refs = tuple(Pair("ref", "=", pair.value) for pair in note.pairs if pair.key in ("ref", "text"))
    options = tuple(pair for pair in note.pairs if pair.key in (*QUALITIES, "with"))
    match intent:
        case Intent.ADD_TO_CART:
            return Note(intent, (*refs, *options, *(pair for pair in note.pairs if pair.key == "qty")))
        case Intent.REJECT:
            return Note(intent, refs)
        case Intent.FIND:  # what it is for is what is looked for: "some lures to go with it"
            texts = [pair for pair in note.pairs if pair.key == "with" and pair.operator == "="][:1]
            named = tuple(Pair("text", "=", pair.value) for pair in texts if not note.values("text"))
            return Note(intent, (*named, *(pair for pair in note.pairs if pair not in texts or not named)))
        case Intent.ASK_PRODUCT:
            return Note(intent, tuple(pair for pair in note.pairs if pair.key == "ref"))
        case _:
            return Note(intent, tuple(pair for pair in note.pairs if pair.key == "text"))


def holds(act: ShopperAct, note: Note, state: DialogueState, catalog: Catalog) -> bool:
    """Whether what the note tells is there to be done: a choice is of a product that was named or spoken of, or is
    alone on the screen, and of options that it has."""
    if act.intent is Intent.FIND:
        old = {str(v) for c in state.constraints if c.slot == "category" for v in c.values}
        return any(c.slot == "category" and not old & set(map(str, c.values)) for c in act.constraints)
    if act.intent not in (Intent.ADD_TO_CART, Intent.REJECT):
        return bool(act.product_ids) or act.intent is Intent.ASK_POLICY
    spoken_of = state.focus if state.talked_of else ()
    left = tuple(i for i in state.shown.product_ids if i not in state.rejected)
    plain = note.values("ref") or spoken_of or len(left) == 1
    if act.unresolved or not act.product_ids or not plain:
        return False
    if act.intent is Intent.REJECT:
        return True
    said = [pair for pair in note.pairs if pair.key in QUALITIES]
    if len(act.product_ids) != 1:
        return not said
    one = act.product_ids[0]
    meant = tuple(c for c in act.constraints if c.operator is Operator.IS)
    return len(meant) >= len(said) and (
        not meant
        or (are_options(replace(act, intent=Intent.REFINE), act, catalog) and is_one_variant(one, meant, catalog))
    )
