"""From a model's notes to shopper acts: numbers, values and references are read by code, the rest is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from assistant.acts import Intent, ShopperAct
from assistant.answers.compatibility import asks_whether_it_fits
from assistant.context import ContextChange
from assistant.hearing.cart_requests import is_pointing, new_count, only_line
from assistant.hearing.catalog_questions import CatalogQuestionReader
from assistant.hearing.counted_each import counted_by_option, counted_each
from assistant.hearing.misspelt import Speller
from assistant.naming.references import Names, Reference, resolve
from assistant.notes.choices import chosen
from assistant.notes.context import noted_context
from assistant.notes.guards import as_it_stood, guarded, without_idle, without_said_again
from assistant.notes.joining import joined
from assistant.notes.likelier import holds, instead
from assistant.notes.mending import NoteMender
from assistant.notes.needs import QUALITY_KEYS, NoteNeeds
from assistant.notes.notation import CONTEXT, Note
from assistant.notes.of_range import RangeNotes
from assistant.notes.of_set import SetNotes, elsewhere, with_complaint
from assistant.notes.options import among
from assistant.notes.people import for_people
from assistant.notes.pointing import pointed
from assistant.notes.praise import with_praise
from assistant.notes.prices import with_passed_over
from assistant.notes.references import NoteReferences
from assistant.notes.searches import SEARCHING, NoteSearches
from assistant.notes.turned_down import complained_of, with_neither, without_prices_of_shown
from assistant.notes.values import POSITIONS, copied, negated, quantity, sentences_with
from assistant.notes.words import near_color
from assistant.quantities.amounts import amounts
from assistant.quantities.slang_sums import in_figures
from assistant.state import DialogueState, Shown, TurnBegan
from assistant.workbench.cues import BenchReader
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

_LIKE_IT = re.compile(r"\b(?:like|similar to|besides|other than)\b", re.IGNORECASE)
_THE_SAME = re.compile(r"(?:the )?same(?: \w+)?|一样的?|同样的?", re.IGNORECASE)
_BARE = (Intent.SHOW_CART, Intent.UNDO_CART, Intent.ASK_ORDER, Intent.WANT_PERSON, Intent.THANK, Intent.GREET)
_TALK = (Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD)
NO_OPINION: Mapping[Intent, float] = MappingProxyType({})
_ON_PRODUCTS = (
    *(Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART, Intent.ASK_PRODUCT, Intent.EXPLAIN, Intent.COMPARE, Intent.REJECT),
)
_CART = re.compile(r"\b(?:cart|basket|bag|order)\b|购物车|篮", re.IGNORECASE)
_THEM = re.compile(r"them|those|these|they|(?:out )?of (?:them|those|these)", re.IGNORECASE)
_EVERYTHING = re.compile(r"\b(?:everything|all of it|all of them|the lot)\b|全部|都(?:不要|删)", re.IGNORECASE)
_ALL_OF_THEM = re.compile(r"\b(?:neither|none|nothing|these|those|any of)\b|都不|都没|哪个都", re.IGNORECASE)


class NoteReader:
    """Grounds notes in a message, a store and a state.

    With `completing`, code reads beside the note what the message says and the note passes over, and its own reading
    of prices and named products stands above the note's: for models that were not tuned to note everything.
    """

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary, *, completing: bool = True) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._completing = completing
        self._needs = NoteNeeds(catalog, vocabulary)
        self._searches = NoteSearches(vocabulary, self._needs, completing=completing)
        self._references = NoteReferences(catalog, vocabulary)
        self._names = Names(catalog)
        in_english, needs = self._needs.words.in_english, self._needs.reader
        self._of_range = RangeNotes(CatalogQuestionReader(catalog, vocabulary, needs), in_english)
        self._of_set = SetNotes(catalog, vocabulary, BenchReader(catalog, needs), in_english)
        self._speller = Speller(vocabulary)
        self._mender = NoteMender(self._needs.is_unit)

    def put_right(self, message: str) -> str:
        """The message without its slips, of the pen and of the tongue, sums in figures: "bleu, no wait, gren" is
        "green"."""
        return self._needs.put_right(in_figures(self._speller.spelled(message)))

    def acts(
        self, notes: Sequence[Note], message: str, state: DialogueState, likely: Mapping[Intent, float] = NO_OPINION
    ) -> tuple[tuple[ShopperAct, ...], bool]:
        """What of `notes` holds, in order, and whether all of it did. `likely`: what the judge of acts makes of it.

        A value that is not in the message, a number that is none, a reference to nothing, a slot or value that the
        store does not have: each is dropped. What set words of the message say beside them is added: amounts, praise, a
        no to what is shown.
        """
        noted = notes
        if not self._completing:
            counted = new_count(message, state)
            if counted:
                return (counted,), True
            notes = self._mender.mended(notes, message, state)
            notes = with_complaint(notes, message, state)
            notes = pointed(notes, message, partial(self._references.resolve, state=state, talked_of=_talked_of(state)))
        heard = state.after(TurnBegan(message))
        acts: list[ShopperAct] = []
        sure = True
        alone = len(notes) == 1 and self._completing  # then all of the message is about this act
        told: list[Note] = []
        for note in notes:
            said = copied(note, message)
            sure = sure and said == note
            said, act = self._likeliest(said, notes, likely, message, heard, state, alone)
            told.append(said)
            if act is None or act in acts:
                sure = False
                continue
            acts = joined(acts, act)
            heard = heard.after(act)
        notes = told
        if self._completing:
            acts = self._with_amounts(acts, message)
        else:
            acts = _asked_in_full(chosen(acts, notes, message, state, self._catalog), message)
            acts = counted_by_option(counted_each(acts, message, self._catalog), message, self._catalog)
            acts = with_passed_over(acts, (*notes, *noted), self._needs.prices(message), message)
            acts = without_prices_of_shown(as_it_stood(acts, state, self._catalog), message, state, self._catalog)
            acts = without_said_again(with_neither(acts, message, state), message)
            acts = with_praise(acts, message, lambda clause: self._pointed(clause, heard, state))
            acts, notes = for_people(acts, notes, message, partial(self._needs.for_people, message, state=state))
        acts = self._with_context(acts, notes, message)
        if not self._completing:
            acts = without_idle(acts)
        if len(acts) > 1:
            acts = [act for act in acts if act.intent is not Intent.NOT_UNDERSTOOD]
        return tuple(acts), sure and all(act.intent is not Intent.NOT_UNDERSTOOD for act in acts)

    def _likeliest(
        self, note: Note, notes: Sequence[Note], likely: Mapping[Intent, float], message: str,
        state: DialogueState, before: DialogueState, alone: bool,
    ) -> tuple[Note, ShopperAct | None]:  # fmt: skip
        """The note and its act, if it holds; what it may have meant instead where that is likelier and holds."""
        for other in instead(note, {each.intent for each in notes}, likely):
            act = self._held(other, message, state, before, alone)
            if act is not None and holds(act, other, state, self._catalog):
                return other, act
        return note, self._held(note, message, state, before, alone)

    def _held(
        self, note: Note, message: str, state: DialogueState, before: DialogueState, alone: bool
    ) -> ShopperAct | None:
        """The act of a note, if it holds; `state` has the acts of this message so far, `before` none of them."""
        act = self._act(note, message, state, before, alone)
        return act if act is None or self._completing else guarded(act, note, message, before)

    def _act(
        self, note: Note, message: str, state: DialogueState, before: DialogueState, alone: bool
    ) -> ShopperAct | None:
        of_set = self._of_set.read(note, message, state)
        if of_set is not None:
            return of_set
        note = elsewhere(note)
        intent = note.intent
        if intent is Intent.ASK_CATALOG:
            alike = _LIKE_IT.search(message)
            own = [i for v in note.values("text") if not alike for i in self._resolved(v, state).product_ids]
            if (
                own and set(own) <= set(state.shown.product_ids) and note.values("any")
            ):  # "which colours, of the Warren"
                return ShopperAct(Intent.ASK_PRODUCT, product_ids=tuple(own), text=message)
            asked = self._of_range.read(note, message, state)
            things = replace(note, intent=Intent.FIND, pairs=tuple(p for p in note.pairs if p.key != "any"))
            if asked is None and things.pairs:  # what no record answers in full can be looked at
                return self._searches.read(things, message, state, whole=alone, anchors=())
            return asked
        if intent in _BARE:
            return ShopperAct(intent)
        if intent in _TALK:
            return ShopperAct(intent, text=message)
        if note.corrects and note.values("ref"):
            return self._corrected(note, message, state, before, alone)
        if intent in SEARCHING:
            anchors = self._meant(note, "", state).product_ids if intent is Intent.BUNDLE else ()
            return self._searches.read(note, message, state, whole=alone, anchors=anchors)
        if intent is Intent.MORE:
            return ShopperAct(intent) if before.shown.product_ids else None
        if intent is Intent.ASK_POLICY:
            said = " ".join(note.values("text"))
            return ShopperAct(intent, text=_own_sentences(said, message) if said else message)
        meant = self._meant(note, message if alone else "", state)
        if intent is Intent.REMOVE_FROM_CART:
            return self._remove(note, message, meant, state, alone)
        return self._on_products(note, intent, meant, message, state, before)

    def _on_products(
        self, note: Note, intent: Intent, meant: Reference, message: str, state: DialogueState, before: DialogueState
    ) -> ShopperAct | None:
        shown = tuple(i for i in state.shown.product_ids if i in self._catalog)
        asked = before.asked.variant_of if before.asked else None
        if not meant and intent is Intent.ADD_TO_CART and asked and note.pairs:  # "green will do"
            chosen = self._chosen(note, message, state, (asked.product_id,))
            return asked.adding(chosen, quantity(note))
        if not meant and shown:
            everything = intent is Intent.COMPARE or (intent is Intent.REJECT and _ALL_OF_THEM.search(message))
            latest = () if intent is Intent.COMPARE else self._unsaid(intent, message, shown, state, before)
            meant = Reference(shown[:4] if everything else latest)
        if not meant:
            return None
        act = ShopperAct(intent, product_ids=meant.product_ids[:6], unresolved=meant.unresolved)
        match intent:
            case Intent.ADD_TO_CART:
                chosen = self._chosen(note, message, state, act.product_ids)
                return replace(act, constraints=chosen, quantity=quantity(note) or 1)
            case Intent.COMPARE:
                others = tuple(i for i in (*state.focus, *shown) if i not in act.product_ids)
                few = len(act.product_ids) < 2 and not act.unresolved
                if few and len(state.focus) < 2 and any(_THEM.fullmatch(v.strip()) for v in note.values("ref")):
                    return replace(act, product_ids=shown[:4], text=message) if len(shown) > 1 else None
                ids = (*act.product_ids, *others)[:2] if few else act.product_ids[:4]
                if len(ids) == 1 and not act.unresolved:  # "which has the longest battery", of the only one
                    return ShopperAct(Intent.ASK_PRODUCT, product_ids=ids, text=message)
                return replace(act, product_ids=ids, text=message) if ids or act.unresolved else None
            case Intent.LIKE:
                return act
            case Intent.REJECT:
                chosen = self._chosen(note, message, state, ())
                return replace(act, constraints=tuple(negated(c) for c in chosen))
            case _:
                # Whether it fits is asked in whole words; a copied "USB-C" alone asks nothing.
                said = "" if asks_whether_it_fits(message) else " ".join(note.values("text"))
                return replace(act, text=said or message)

    def _unsaid(
        self, intent: Intent, message: str, shown: Sequence[str], state: DialogueState, before: DialogueState
    ) -> tuple[str, ...]:
        """The product that no word points at: of the price that is complained of, else talked of last or first on the
        screen; what was turned down is not taken where one thing is left."""
        priced = tuple(complained_of(message, state, self._catalog).values()) if intent is Intent.REJECT else ()
        spoken = _talked_of(state)[:1] or state.focus[:1]
        if intent is Intent.ADD_TO_CART and set(spoken) & before.rejected:
            left = [i for i in shown if i not in before.rejected]
            return tuple(left) if len(left) == 1 else spoken
        return priced[:1] or spoken

    def _corrected(
        self, note: Note, message: str, state: DialogueState, before: DialogueState, alone: bool
    ) -> ShopperAct | None:
        """ "I mean the third": what was done last to a product is done to this one."""
        meant = self._meant(note, message if alone else "", state)
        last = next((act for act in reversed(before.heard) if act.intent in _ON_PRODUCTS), None)
        intent = last.intent if last else Intent.ASK_PRODUCT
        chooses = any(pair.key not in QUALITY_KEYS or pair.key == "qty" for pair in note.pairs)
        if intent not in (Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART) and chooses:
            intent = Intent.ADD_TO_CART
        if intent is Intent.REMOVE_FROM_CART:
            return self._remove(note, message, meant, state, alone=False)
        act = self._on_products(note, intent, meant, message, state, before)
        if act is None or last is None or intent is not Intent.ADD_TO_CART:
            return act
        kept = tuple(c for c in last.constraints if c.slot not in {own.slot for own in act.constraints})
        return replace(act, constraints=(*act.constraints, *kept), quantity=quantity(note) or last.quantity)

    def _chosen(
        self, note: Note, message: str, state: DialogueState, products: Sequence[str]
    ) -> tuple[Constraint, ...]:
        """Which variant: by the options that the products have, else by the store's words; no price, no exclusion."""
        options: dict[str, set[str]] = {}
        for product_id in products:
            for variant in self._catalog.product(product_id).variants:
                for slot, value in variant.options.items():
                    options.setdefault(slot, set()).add(value)
        options_words = {t.word for value in options.get("color", ()) for t in tokens(value)}
        found: list[Constraint] = []
        for pair in note.pairs:
            if pair.key in QUALITY_KEYS:
                continue
            if pair.operator == "!=":  # "any colour but rust"
                found += [c for c in self._needs.values(pair, message, state) if c.slot in options]
                continue
            slot = self._needs.words.slot(pair.key)
            if _THE_SAME.fullmatch(pair.value.strip()):  # "the Erika, red, same size"
                found += [c for c in (self._as_before(slot, state),) if c and str(c.value) in options.get(slot, ())]
                continue
            where = {slot: options[slot]} if slot in options else options
            for part in pair.parts if not pair.is_range else (pair.value,):
                if slot == "color" or "color" in where:
                    part = " ".join(near_color(word, options_words) for word in part.split())
                own = self._needs.words.of_option(part, where)
                one = replace(pair, value=part)
                read = [own] if own else [c for c in self._needs.values(one, message, state) if c.slot != "category"]
                found += [among(c, options) for c in read]
        taken = {c.slot for c in found if c.operator is Operator.IS}  # "teal, not gray" is teal
        chosen = (
            c
            for c in dict.fromkeys(found)
            if c.operator is Operator.IS or (c.operator is Operator.NOT and c.slot not in taken)
        )
        # A number is no choice where the product has none: "get me the 74 one" tells a price.
        return tuple(c for c in chosen if not options or c.slot in options or not re.match(r"\d", str(c.value)))

    def _pointed(self, clause: str, heard: DialogueState, before: DialogueState) -> tuple[str, ...]:
        """The shown products that the clause names, else those that were talked of last."""
        named = tuple(i for i in self._resolved(clause, before).product_ids if i in before.shown.product_ids)
        alone = before.shown.product_ids if len(before.shown.product_ids) == 1 else ()
        return named or _talked_of(heard)[:1] or alone

    def _as_before(self, slot: str, state: DialogueState) -> Constraint | None:
        """The option that was chosen last, else the one that is searched for."""
        for line in reversed(state.cart):
            value = self._catalog.variant(line.variant_id)[1].options.get(slot)
            if value:
                return Constraint(slot, Operator.IS, value)
        return next((c for c in state.constraints if c.slot == slot and c.operator is Operator.IS), None)

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
            found = self._references.resolve(value, state, _talked_of(state))
            ids += found.product_ids
            unresolved = unresolved or (found.unresolved if found.product_ids else value)
        named = tuple(i for i in self._resolved(message, state).product_ids if i in shown) if message else ()
        if named and not set(named) & set(ids):
            return Reference(named if note.intent is Intent.COMPARE else named[:1])
        return Reference(
            tuple(dict.fromkeys(ids)), unresolved=unresolved if not ids or len(note.values("ref")) == 1 else ""
        )

    def _resolved(self, words: str, state: DialogueState) -> Reference:
        return resolve(words, state, self._catalog, self._vocabulary, self._names)

    def _remove(
        self, note: Note, message: str, meant: Reference, state: DialogueState, alone: bool
    ) -> ShopperAct | None:
        """Names are looked for in the cart first: "remove the jacket" means the one in there, not the one shown."""
        lines = {self._catalog.variant(line.variant_id)[0].id: line.variant_id for line in state.cart}
        in_cart = tuple(lines)
        latest = tuple(i for i in (*_talked_of(state), *in_cart[::-1]) if i in lines)
        cart = replace(state, shown=Shown(in_cart, tuple(lines.values())), focus=latest[:1])
        names = replace(note, pairs=tuple(p for p in note.pairs if p.key == "ref" and not POSITIONS.fullmatch(p.value)))
        among = self._meant(names, message if alone else "", cart).product_ids if names.pairs or alone else ()
        ids = among or tuple(i for i in meant.product_ids if i in lines)
        said = " ".join(note.values("ref")) or message
        if not ids and not meant.product_ids:
            ids = only_line(said, in_cart) or (latest[:1] if is_pointing(said) and not note.values("ref") else ())
        if not (ids or meant or lines or _EVERYTHING.search(message)):
            return None
        on_screen = set(meant.product_ids) & set(state.shown.product_ids)
        if not ids and on_screen and not _CART.search(message):  # "get it out of my face", which lies in no cart
            return ShopperAct(Intent.REJECT, product_ids=meant.product_ids)
        return ShopperAct(
            Intent.REMOVE_FROM_CART,
            product_ids=(ids or meant.product_ids)[:1],
            unresolved="" if ids else meant.unresolved,
            quantity=quantity(note),
        )

    def _with_context(self, acts: Sequence[ShopperAct], notes: Sequence[Note], message: str) -> list[ShopperAct]:
        """Whom it is for and the like on the last search, else on the first act: what the notes say of it. A search
        that was gone back to is for whom it was, where the notes name nobody."""
        if not acts:
            return []
        at = max((n for n, act in enumerate(acts) if act.intent in SEARCHING), default=0)
        keys = {*CONTEXT, "qty"}
        noted = tuple(
            pair
            for note in notes
            if note.intent in SEARCHING
            for pair in copied(note, message).pairs
            if pair.key in keys
        )
        change = noted_context(Note(Intent.FIND, noted), message, whole=self._completing)
        if acts[at].intent not in SEARCHING:
            change = ContextChange(feeling=change.feeling, taken_back=change.taken_back)
        change = replace(change, recipient=change.recipient or acts[at].context.recipient)
        return [*acts[:at], replace(acts[at], context=change), *acts[at + 1 :]]

    def _with_amounts(self, acts: Sequence[ShopperAct], message: str) -> list[ShopperAct]:
        """Prices and ratings as code reads them in the message; what the model made of the same numbers gives way."""
        read = tuple(amount.constraint for amount in amounts(message))
        for n, act in enumerate(acts):
            if read and act.intent in SEARCHING:
                slots = {c.slot for c in read}
                kept = tuple(c for c in act.constraints if c.slot not in slots)
                return [*acts[:n], replace(act, constraints=(*kept, *read)), *acts[n + 1 :]]
        return list(acts)


def _asked_in_full(acts: Sequence[ShopperAct], message: str) -> list[ShopperAct]:
    """A question about a product that is all of a message, in its own sentences: "How many" alone asks nothing."""
    if len(acts) != 1 or acts[0].intent is not Intent.ASK_PRODUCT:
        return list(acts)
    return [replace(acts[0], text=_own_sentences(acts[0].text, message))]


def _own_sentences(said: str, message: str) -> str:
    """The sentences of the message that the words were copied from; all of it where they cannot be told."""
    return " ".join(sentences_with(said.split("; "), message)) or message


def _talked_of(state: DialogueState) -> tuple[str, ...]:
    """The products that were spoken of last, in this message or before it; none right after a new list."""
    return state.focus if state.talked_of else ()
