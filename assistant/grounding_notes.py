"""From a model's notes to shopper acts: numbers, values and references are read by code, the rest is dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.acts import Intent, ShopperAct
from assistant.amounts import amounts, number
from assistant.needs import Need, NeedReader
from assistant.notation import RESERVED, Note, Pair
from assistant.references import Names, Reference, resolve
from assistant.state import DialogueState, Shown, TurnBegan
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Order
from retrieval.vocabulary import Vocabulary

_SEARCHING = (Intent.FIND, Intent.REFINE, Intent.BUNDLE)
_BARE = (Intent.SHOW_CART, Intent.UNDO_CART, Intent.ASK_ORDER, Intent.WANT_PERSON, Intent.THANK, Intent.GREET)
_TALK = (Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD)
_BOUNDS = {"<=": Operator.AT_MOST, ">=": Operator.AT_LEAST, "~": Operator.ABOUT}
_ORDERS = {"cheapest": Order.CHEAPEST, "dearest": Order.DEAREST, "best rated": Order.BEST_RATED}
_NUMBER = re.compile(r"\d[\d.,]*|[a-z]+(?:[- ][a-z]+)*", re.IGNORECASE)
_POSITIONS = re.compile(r"\d{1,3}(?:,\d{1,3})*")
_MOST_PIECES = 99
_NOBODY = DialogueState()


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
        for note in notes:
            said = _copied(note, message)
            sure = sure and said == note
            act = self._act(said, message, heard, state)
            if act is None or act in acts:
                sure = sure and act is not None
                continue
            acts = _joined(acts, act)
            heard = heard.after(act)
        acts = self._with_amounts(acts, message)
        if len(acts) > 1:
            acts = [act for act in acts if act.intent is not Intent.NOT_UNDERSTOOD]
        return tuple(acts), sure and all(act.intent is not Intent.NOT_UNDERSTOOD for act in acts)

    def _act(self, note: Note, message: str, state: DialogueState, before: DialogueState) -> ShopperAct | None:
        intent = note.intent
        if intent in _BARE:
            return ShopperAct(intent)
        if intent in _TALK:
            return ShopperAct(intent, text=message)
        if intent in _SEARCHING:
            return self._search(note, state)
        if intent is Intent.MORE:
            return ShopperAct(intent) if before.shown.product_ids else None
        if intent is Intent.ASK_POLICY:
            return ShopperAct(intent, text=" ".join(note.values("text")) or message)
        meant = self._meant(note, state)
        if intent is Intent.REMOVE_FROM_CART:
            return self._remove(note, meant, state)
        if not meant and state.shown.product_ids:
            meant = Reference(state.focus[:1])
        if not meant:
            return None
        act = ShopperAct(intent, product_ids=meant.product_ids[:4], unresolved=meant.unresolved)
        match intent:
            case Intent.ADD_TO_CART:
                return replace(act, constraints=self._chosen(note), quantity=_quantity(note) or 1)
            case Intent.COMPARE:
                others = tuple(i for i in state.shown.product_ids if i not in act.product_ids)
                few = len(act.product_ids) < 2 and not act.unresolved
                ids = (*act.product_ids, *others)[:2] if few else act.product_ids
                return replace(act, product_ids=ids, text=message) if len(ids) > 1 or act.unresolved else None
            case Intent.REJECT:
                return replace(act, constraints=tuple(_negated(c) for c in self._chosen(note)))
            case _:
                return replace(act, text=" ".join(note.values("text")) or message)

    def _search(self, note: Note, state: DialogueState) -> ShopperAct | None:
        spoken = self._needs.read(". ".join(note.values("text")), _NOBODY)
        found = [c for c in spoken.constraints if c.slot not in RESERVED]
        kinds, parts, words = list(spoken.kinds), list(spoken.parts), list(spoken.words)
        for pair in note.pairs:
            if pair.key in RESERVED:
                continue
            need = self._value(pair)
            if pair.operator == "!=":
                found = [c for c in found if c.slot not in {n.slot for n in need.constraints}]
                found += [_negated(c) for c in need.constraints]
                words = [word for word in words if word not in need.words]
                continue
            wished = pair.operator == "~"
            found += [c.wished() if wished else c for c in need.constraints]
            kinds += need.kinds
            parts += need.parts
            words += [word for word in need.words if word not in words]
        # The same value may come from the text and from a pair: what the pair says of it counts.
        constraints = _alternatives(found)
        order = next((_ORDERS[value] for value in note.values("sort") if value in _ORDERS), spoken.order)
        dropped = tuple(value for value in note.values("any") if value == "price" or value in self._vocabulary.slots)
        numbers = tuple(c for pair in note.pairs if (c := _bound(pair)))
        if not (constraints or numbers or words or order or dropped or note.values("ref")):
            return None
        text = " ".join(dict.fromkeys(words))
        if note.intent is Intent.BUNDLE:
            ids = self._meant(note, state).product_ids
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
        found = [c for pair in note.pairs if pair.key not in RESERVED for c in self._value(pair).constraints]
        return tuple(c for c in dict.fromkeys(found) if c.operator is Operator.IS)

    def _meant(self, note: Note, state: DialogueState) -> Reference:
        """The products of all `ref` values; the words of the first that points to nothing."""
        ids: list[str] = []
        unresolved = ""
        shown = state.shown.product_ids
        for value in note.values("ref"):
            if _POSITIONS.fullmatch(value):
                ids += [shown[int(n) - 1] for n in value.split(",") if 0 < int(n) <= len(shown)]
                continue
            for words in (value, f"the {value}"):  # models leave the article out
                found = resolve(words, state, self._catalog, self._vocabulary, self._names, bare_numbers=True)
                if found.product_ids:
                    break
            ids += found.product_ids
            unresolved = unresolved or ("" if found.product_ids else value)
        return Reference(tuple(dict.fromkeys(ids)), unresolved="" if ids else unresolved)

    def _remove(self, note: Note, meant: Reference, state: DialogueState) -> ShopperAct | None:
        """Names are looked for in the cart first: "remove the jacket" means the one in there, not the one shown."""
        lines = {self._catalog.variant(line.variant_id)[0].id: line.variant_id for line in state.cart}
        cart = replace(state, shown=Shown(tuple(lines), tuple(lines.values())), focus=())
        names = replace(note, pairs=tuple(p for p in note.pairs if not _POSITIONS.fullmatch(p.value)))
        ids = self._meant(names, cart).product_ids or tuple(i for i in meant.product_ids if i in lines)
        if not ids and not meant and len(lines) == 1:
            ids = tuple(lines)
        if not ids and not meant:
            return None
        return ShopperAct(
            Intent.REMOVE_FROM_CART,
            product_ids=(ids or meant.product_ids)[:1],
            unresolved="" if ids else meant.unresolved,
            quantity=_quantity(note),
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


def _copied(note: Note, message: str) -> Note:
    """The note without pairs whose value the message does not have, letter for letter but for case and blanks."""
    flat = _flat(message)

    def holds(pair: Pair) -> bool:
        if pair.key in ("sort", "any") or (pair.key == "ref" and _POSITIONS.fullmatch(pair.value)):
            return True
        return _flat(pair.value) in flat

    return replace(note, pairs=tuple(pair for pair in note.pairs if holds(pair)))


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


def _bound(pair: Pair) -> Constraint | None:
    if pair.key not in ("price", "rating") or pair.operator not in _BOUNDS:
        return None
    value = _amount(pair.value)
    if value <= 0 or (pair.key == "rating" and value > 5):
        return None
    return Constraint(pair.key, _BOUNDS[pair.operator], value)


def _amount(words: str) -> Decimal:
    match = _NUMBER.search(words)
    return number(match.group().rstrip(".,")) if match else Decimal(0)


def _quantity(note: Note) -> int:
    """How many pieces were noted; 0 when not said."""
    said = [int(_amount(value)) for value in note.values("qty")]
    return min(max(said[0], 0), _MOST_PIECES) if said else 0


def _negated(constraint: Constraint) -> Constraint:
    value = constraint.value[0] if isinstance(constraint.value, tuple) else constraint.value
    return Constraint(constraint.slot, Operator.NOT, value)


def _alternatives(found: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """Values of one slot are alternatives ("red or green"); an exclusion wins over the same value wanted."""
    by_slot: dict[str, dict[str, bool]] = {}
    rest: list[Constraint] = []
    for constraint in found:
        if constraint.operator in (Operator.IS, Operator.ONE_OF):
            own = constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
            by_slot.setdefault(constraint.slot, {}).update({str(v): constraint.required for v in own})
        elif constraint not in rest:
            rest.append(constraint)
    excluded = {(c.slot, c.value) for c in rest if c.operator is Operator.NOT}
    positive = []
    for slot, values in by_slot.items():
        names, required = tuple(v for v in values if (slot, v) not in excluded), any(values.values())
        if not names:
            continue
        whole = Constraint(slot, Operator.IS, names[0]) if len(names) == 1 else Constraint(slot, Operator.ONE_OF, names)
        positive.append(whole if required else whole.wished())
    return (*positive, *rest)


def _find_or_refine(noted: Intent, kinds: Sequence[Constraint], state: DialogueState) -> Intent:
    """Another thing is a new search; a quality goes on with the one at hand; without one there is nothing to refine."""
    if not (state.text or state.constraints):
        return Intent.FIND
    now = {v for c in state.constraints for v in (c.value if isinstance(c.value, tuple) else (c.value,))}
    if kinds:
        new = any(not set(k.value if isinstance(k.value, tuple) else (k.value,)) & now for k in kinds)
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
            constraints=_alternatives((*last.constraints, *act.constraints)),
            dropped=(*last.dropped, *act.dropped),
            text=" ".join(dict.fromkeys(f"{last.text} {act.text}".split())),
            order=act.order or last.order,
        ),
    ]
