"""From a model's notes to shopper acts: numbers, values and references are read by code, the rest is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import Intent, ShopperAct
from assistant.amounts import amounts
from assistant.needs import Need, NeedReader
from assistant.notation import CONTEXT, RESERVED, Note, Pair
from assistant.note_values import POSITIONS, alternatives, bound, copied, negated, quantity
from assistant.references import Names, Reference, resolve
from assistant.state import DialogueState, Shown, TurnBegan
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Order
from retrieval.vocabulary import Vocabulary

_SEARCHING = (Intent.FIND, Intent.REFINE, Intent.BUNDLE)
_BARE = (Intent.SHOW_CART, Intent.UNDO_CART, Intent.ASK_ORDER, Intent.WANT_PERSON, Intent.THANK, Intent.GREET)
_TALK = (Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD)
_ORDERS = {"cheapest": Order.CHEAPEST, "dearest": Order.DEAREST, "best rated": Order.BEST_RATED}
_NOBODY = DialogueState()
_NO_SLOTS = RESERVED | set(CONTEXT)  # keys of a note that are read by themselves


class NoteReader:
    """Grounds notes in a message, a store and a state."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._needs = NeedReader(catalog, vocabulary)
        self._names = Names(catalog)

    def acts(self, notes: Sequence[Note], message: str, state: DialogueState) -> tuple[tuple[ShopperAct, ...], bool]:
        """What of `notes` holds, in order, and whether all of it did.

        A value that is not in the message, a number that is none, a reference to nothing, a slot or value that the
        store does not have: each is dropped. May drop, never adds, save the amounts that code reads in the message.
        """
        heard = state.after(TurnBegan(message))
        acts: list[ShopperAct] = []
        sure = True
        alone = len(notes) == 1  # then all of the message is about this act
        for note in notes:
            said = copied(note, message)
            sure = sure and said == note
            act = self._act(said, message, heard, state, alone)
            if act is None or act in acts:
                sure = sure and act is not None
                continue
            acts = _joined(acts, act)
            heard = heard.after(act)
        acts = self._with_amounts(acts, message)
        if len(acts) > 1:
            acts = [act for act in acts if act.intent is not Intent.NOT_UNDERSTOOD]
        return tuple(acts), sure and all(act.intent is not Intent.NOT_UNDERSTOOD for act in acts)

    def _act(
        self, note: Note, message: str, state: DialogueState, before: DialogueState, alone: bool
    ) -> ShopperAct | None:
        intent = note.intent
        if intent in _BARE:
            return ShopperAct(intent)
        if intent in _TALK:
            return ShopperAct(intent, text=message)
        if intent in _SEARCHING:
            return self._search(note, message if alone else "", state)
        if intent is Intent.MORE:
            return ShopperAct(intent) if before.shown.product_ids else None
        if intent is Intent.ASK_POLICY:
            return ShopperAct(intent, text=" ".join(note.values("text")) or message)
        meant = self._meant(note, message if alone else "", state)
        if intent is Intent.REMOVE_FROM_CART:
            return self._remove(note, message if alone else "", meant, state)
        if not meant and state.shown.product_ids:
            meant = Reference(state.focus[:1])
        if not meant:
            return None
        act = ShopperAct(intent, product_ids=meant.product_ids[:4], unresolved=meant.unresolved)
        match intent:
            case Intent.ADD_TO_CART:
                return replace(act, constraints=self._chosen(note), quantity=quantity(note) or 1)
            case Intent.COMPARE:
                others = tuple(i for i in state.shown.product_ids if i not in act.product_ids)
                few = len(act.product_ids) < 2 and not act.unresolved
                ids = (*act.product_ids, *others)[:2] if few else act.product_ids
                return replace(act, product_ids=ids, text=message) if len(ids) > 1 or act.unresolved else None
            case Intent.REJECT:
                return replace(act, constraints=tuple(negated(c) for c in self._chosen(note)))
            case _:
                return replace(act, text=" ".join(note.values("text")) or message)

    def _search(self, note: Note, message: str, state: DialogueState) -> ShopperAct | None:
        """`message` is the whole message when it is all one search: then code reads what the model passed over."""
        text = ". ".join(note.values("text"))
        spoken = self._needs.read(message or text, _NOBODY)
        noted = [(pair.operator, self._value(pair)) for pair in note.pairs if pair.key not in _NO_SLOTS]
        decided = {c.slot for _, need in noted for c in need.constraints}  # what was noted of a slot counts
        found = [c for c in spoken.constraints if c.slot not in RESERVED | decided]
        kinds = [c for c in spoken.kinds if c.slot not in decided or note.intent is Intent.BUNDLE]
        parts = list(spoken.parts)
        words = list(self._needs.read(text, _NOBODY).words if text else spoken.words)
        for operator, need in noted:
            if operator == "!=":
                found += [negated(c) for c in need.constraints]
                words = [word for word in words if word not in need.words]
                continue
            found += [c.wished() if operator == "~" else c for c in need.constraints]
            kinds += need.kinds
            parts += need.parts
            words += [word for word in need.words if word not in words]
        constraints = alternatives(found)
        order = next((_ORDERS[value] for value in note.values("sort") if value in _ORDERS), spoken.order)
        dropped = tuple(value for value in note.values("any") if value == "price" or value in self._vocabulary.slots)
        numbers = tuple(c for pair in note.pairs if (c := bound(pair)))
        if not (constraints or numbers or words or order or dropped or note.values("ref")):
            return None
        text = " ".join(dict.fromkeys(words))
        if note.intent is Intent.BUNDLE:
            ids = self._meant(note, "", state).product_ids
            kept = tuple(c for c in constraints if c.slot not in {kind.slot for kind in kinds})
            return ShopperAct(
                Intent.BUNDLE,
                (*kept, *numbers),
                product_ids=ids,
                text=text,
                order=order,
                parts=tuple(dict.fromkeys(parts)),
            )
        intent = _find_or_refine(note.intent, kinds, state)
        if intent is Intent.FIND:
            dropped = ()
        return ShopperAct(intent, (*constraints, *numbers), dropped, text=text, order=order)

    def _value(self, pair: Pair) -> Need:
        """What the words mean in this store: as the slot that was noted, else as whatever they name."""
        need = self._needs.read(pair.value, _NOBODY)
        named = tuple(c for c in need.constraints if c.slot == pair.key)
        if named:
            return replace(need, constraints=named, kinds=tuple(k for k in need.kinds if k in named))
        return replace(need, constraints=tuple(c for c in need.constraints if c.slot not in RESERVED))

    def _chosen(self, note: Note) -> tuple[Constraint, ...]:
        found = [c for pair in note.pairs if pair.key not in _NO_SLOTS for c in self._value(pair).constraints]
        return tuple(c for c in dict.fromkeys(found) if c.operator is Operator.IS)

    def _meant(self, note: Note, message: str, state: DialogueState) -> Reference:
        """The products of all `ref` values; the words of the first that points to nothing.

        Where `message` itself names shown products, code's reading of it stands above positions that differ.
        """
        ids: list[str] = []
        unresolved = ""
        shown = state.shown.product_ids
        for value in note.values("ref"):
            if POSITIONS.fullmatch(value):
                ids += [shown[int(n) - 1] for n in value.split(",") if 0 < int(n) <= len(shown)]
                continue
            for words in (value, f"the {value}"):  # models leave the article out
                found = self._resolved(words, state, bare_numbers=True)
                if found.product_ids:
                    break
            ids += found.product_ids
            unresolved = unresolved or ("" if found.product_ids else value)
        named = tuple(i for i in self._resolved(message, state).product_ids if i in shown) if message else ()
        if named and not set(named) & set(ids):
            return Reference(named if note.intent is Intent.COMPARE else named[:1])
        return Reference(tuple(dict.fromkeys(ids)), unresolved="" if ids else unresolved)

    def _resolved(self, words: str, state: DialogueState, *, bare_numbers: bool = False) -> Reference:
        return resolve(words, state, self._catalog, self._vocabulary, self._names, bare_numbers=bare_numbers)

    def _remove(self, note: Note, message: str, meant: Reference, state: DialogueState) -> ShopperAct | None:
        """Names are looked for in the cart first: "remove the jacket" means the one in there, not the one shown."""
        lines = {self._catalog.variant(line.variant_id)[0].id: line.variant_id for line in state.cart}
        cart = replace(state, shown=Shown(tuple(lines), tuple(lines.values())), focus=())
        names = replace(note, pairs=tuple(p for p in note.pairs if not POSITIONS.fullmatch(p.value)))
        ids = self._meant(names, message, cart).product_ids or tuple(i for i in meant.product_ids if i in lines)
        if not ids and not meant and len(lines) == 1:
            ids = tuple(lines)
        if not ids and not meant:
            return None
        return ShopperAct(
            Intent.REMOVE_FROM_CART,
            product_ids=(ids or meant.product_ids)[:1],
            unresolved="" if ids else meant.unresolved,
            quantity=quantity(note),
        )

    def _with_amounts(self, acts: Sequence[ShopperAct], message: str) -> list[ShopperAct]:
        """Prices and ratings as code reads them in the message; what the model made of the same numbers gives way."""
        read = tuple(amount.constraint for amount in amounts(message))
        for n, act in enumerate(acts):
            if read and act.intent in _SEARCHING:
                slots = {c.slot for c in read}
                kept = tuple(c for c in act.constraints if c.slot not in slots)
                return [*acts[:n], replace(act, constraints=(*kept, *read)), *acts[n + 1 :]]
        return list(acts)


def _find_or_refine(noted: Intent, kinds: Sequence[Constraint], state: DialogueState) -> Intent:
    """Another thing is a new search; a quality goes on with the one at hand; without one there is nothing to refine."""
    if not (state.text or state.constraints):
        return Intent.FIND
    now = {v for c in state.constraints for v in c.values}
    if kinds:
        new = any(not set(k.values) & now for k in kinds)
        return Intent.FIND if new else Intent.REFINE
    return noted


def _joined(acts: Sequence[ShopperAct], act: ShopperAct) -> list[ShopperAct]:
    """Two refinements in a row are one."""
    last = acts[-1] if acts else None
    if last is None or act.intent is not Intent.REFINE or last.intent not in (Intent.FIND, Intent.REFINE):
        return [*acts, act]
    return [
        *acts[:-1],
        replace(
            last,
            constraints=alternatives((*last.constraints, *act.constraints)),
            dropped=(*last.dropped, *act.dropped),
            text=" ".join(dict.fromkeys(f"{last.text} {act.text}".split())),
            order=act.order or last.order,
        ),
    ]
