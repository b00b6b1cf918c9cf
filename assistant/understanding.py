"""Understanding: from a message to shopper acts. Here the interface and its plain baseline, rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant import cues
from assistant.acts import Intent, ShopperAct
from assistant.amounts import number, quantity
from assistant.intent_cues import INTENT_CUES
from assistant.needs import Need, NeedReader
from assistant.references import Names, Reference, resolve
from assistant.state import DialogueState, TurnBegan
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from retrieval.tokens import tokens
from retrieval.vocabulary import Vocabulary

LONGEST_READ = 2_000  # characters; what is longer is read to here, and the reply says so


@dataclass(frozen=True, slots=True)
class Understanding:
    """The acts of a message, who read them (`rules`, `model`), and whether the reading can be relied on."""

    acts: tuple[ShopperAct, ...]
    by: str = "rules"
    sure: bool = True


class Understander(Protocol):
    def understand(self, message: str, state: DialogueState) -> Understanding:
        """What the shopper does with `message`, in their order; never empty (`NOT_UNDERSTOOD` at worst).

        Constraint values come from the message or the store's vocabulary, never from elsewhere; product ids
        come from `state` or are named in the message.
        """
        ...


class RuleUnderstander:
    """Turns of phrase, the store's vocabulary and arithmetic: precise, instant, and deaf to the unusual.

    `sure` is False where it heard nothing it knows, or mostly words it does not know.
    """

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._needs = NeedReader(catalog, vocabulary)
        self._names = Names(catalog)

    def understand(self, message: str, state: DialogueState) -> Understanding:
        text = " ".join(_TAG.sub(" ", message[:LONGEST_READ]).replace("’", "'").split())
        heard = state.after(TurnBegan(message))
        acts: list[ShopperAct] = []
        unread = 0
        for clause in clauses(text):
            for act, n_unread in self._clause(clause, heard, state, continuing=bool(acts)):
                acts = _added(acts, act)
                unread += n_unread
                heard = heard.after(act)
        if len(acts) > 1:
            acts = [act for act in acts if act.intent not in (Intent.NOT_UNDERSTOOD,)] or acts[:1]
        if not acts:
            acts = [ShopperAct(Intent.NOT_UNDERSTOOD, text=text)]
        known = len([t for t in tokens(text) if self._vocabulary.knows_word(t.word)])
        sure = all(act.intent is not Intent.NOT_UNDERSTOOD for act in acts) and unread <= max(1, known // 2)
        return Understanding(tuple(acts), "rules", sure)

    def _clause(
        self, clause: str, state: DialogueState, before: DialogueState, continuing: bool
    ) -> list[tuple[ShopperAct, int]]:
        answer = self._answer(clause, before) if not continuing else None
        if answer:
            return [(answer, 0)]
        acts: list[tuple[ShopperAct, int]] = []
        greeting = cues.GREETING.match(clause)
        if greeting:
            acts.append((ShopperAct(Intent.GREET), 0))
            clause = clause[greeting.end() :]
        thanks = cues.THANKS.search(clause)
        if thanks and not re.match(r"\s*no\b", clause, re.I):
            rest = (clause[: thanks.start()] + " " + clause[thanks.end() :]).strip(" ,.!")
            acts.append((ShopperAct(Intent.THANK), 0))
            clause = rest if len(tokens(rest)) > 1 else ""
        if clause.strip(" ,.!?"):
            acts.append(self._content(clause, state))
        return acts

    def _content(self, clause: str, state: DialogueState) -> tuple[ShopperAct, int]:
        intent = next((intent for intent, cue in INTENT_CUES if cue.search(clause)), None)
        numbered = intent in _NUMBERED
        meant = resolve(clause, state, self._catalog, self._vocabulary, self._names, bare_numbers=numbered)
        if intent in _PLAIN:
            return ShopperAct(intent, text=clause), 0
        if intent in (Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART):
            act = self._cart_act(intent, clause, meant, state)
            if act:
                return act, 0
        elif intent is Intent.ASK_POLICY and not _about_product(clause, meant):
            return ShopperAct(intent, text=clause), 0
        elif intent is Intent.MORE and state.shown.product_ids:
            need = self._needs.read(clause, state, meant.spans)
            if not need.constraints:
                return ShopperAct(intent), 0
        elif intent is Intent.COMPARE and (state.shown.product_ids or len(meant.product_ids) > 1):
            return self._compare(clause, meant, state), 0
        elif intent is Intent.EXPLAIN and (meant.product_ids or state.shown.product_ids):
            ids = meant.product_ids or state.focus or state.shown.product_ids[:1]
            return ShopperAct(intent, product_ids=ids[:3], unresolved=meant.unresolved, text=clause), 0
        elif intent is Intent.REJECT and state.shown.product_ids:
            return self._reject(clause, meant, state), 0
        asked = self._product_question(clause, meant, state)
        if asked:
            return asked, 0
        return self._search(clause, meant, state)

    def _answer(self, clause: str, state: DialogueState) -> ShopperAct | None:
        """A short message after our question is its answer, where it names one of the values we offered."""
        asked = state.asked
        said = tokens(clause)
        if asked is None or not 0 < len(said) <= 6:
            return None
        words = {t.stem for t in said}
        if re.match(
            r"\s*(?:any|either|whatever|doesn'?t matter|don'?t (?:care|mind)|no preference|all)\b", clause, re.I
        ):
            return ShopperAct(Intent.REFINE, dropped=(asked.slot,)) if asked.variant_of is None else None
        by_words = {value: {t.stem for t in tokens(value)} for value in asked.values}
        synonyms = {v for m in self._vocabulary.match(said) if m.slot == asked.slot for v in m.values}
        chosen = [v for v, own in by_words.items() if own and own <= words] or [
            v for v in asked.values if v in synonyms
        ]
        if not chosen:
            return None
        value = max(chosen, key=lambda v: len(by_words[v]))
        picked = Constraint(asked.slot, Operator.IS, value)
        if asked.variant_of is None:
            return ShopperAct(Intent.REFINE, (picked,))
        also = self._needs.read(clause, state).constraints
        others = tuple(c for c in also if c.slot != asked.slot and c.operator is Operator.IS)
        return ShopperAct(
            Intent.ADD_TO_CART,
            (*asked.variant_of.chosen, picked, *others),
            product_ids=(asked.variant_of.product_id,),
            quantity=asked.variant_of.quantity,
        )

    def _cart_act(self, intent: Intent, clause: str, meant: Reference, state: DialogueState) -> ShopperAct | None:
        pieces = quantity(clause) or _count_of(clause)
        n = pieces[0] if pieces else 1
        if intent is Intent.REMOVE_FROM_CART:
            if re.search(r"\b(?:empty|clear)\b|\beverything\b|\ball\b", clause, re.I):
                return ShopperAct(intent, text="all")
            in_cart = [self._catalog.variant(line.variant_id)[0].id for line in state.cart]
            ids = meant.product_ids
            if not ids or not set(ids) & set(in_cart):  # "remove the jacket": one of the cart, not of the list
                ids = _named_in(clause, in_cart, self._catalog) or ids
            if not ids and not meant.unresolved and not in_cart:
                return ShopperAct(intent)
            if not ids and self._needs.read(clause, state).dropped:
                return None
            return ShopperAct(intent, product_ids=ids[:1], unresolved=meant.unresolved, quantity=n if pieces else 0)
        if not meant:
            need = self._needs.read(clause, state)
            if need.kinds or not state.focus:
                return None
            meant = Reference(state.focus[:1])
        spans = (*meant.spans, pieces[1:]) if pieces else meant.spans
        need = self._needs.read(clause, state, spans)
        chosen = tuple(c for c in need.constraints if c.operator is Operator.IS and c not in need.kinds)
        return ShopperAct(
            intent, chosen, product_ids=meant.product_ids, unresolved=meant.unresolved, quantity=max(1, min(n, 99))
        )

    def _compare(self, clause: str, meant: Reference, state: DialogueState) -> ShopperAct:
        ids = meant.product_ids
        if len(ids) == 1 and re.search(r"\b(?:with|to|and|vs|versus|than)\b.*\b(?:it|this|that)\b", clause, re.I):
            ids = (*ids, *(i for i in state.focus if i not in ids))
        if len(ids) < 2 and not meant.unresolved:
            ids = (*ids, *(i for i in state.shown.product_ids if i not in ids))[
                : max(2, min(3, len(state.shown.product_ids)))
            ]
        return ShopperAct(Intent.COMPARE, product_ids=ids[:4], unresolved=meant.unresolved, text=clause)

    def _reject(self, clause: str, meant: Reference, state: DialogueState) -> ShopperAct:
        need = self._needs.read(clause, state, meant.spans)
        everything = re.search(r"\b(?:these|those|them|any of|none)\b|something else", clause, re.I)
        ids = state.shown.product_ids if everything else meant.product_ids or state.focus[:1]
        return ShopperAct(
            Intent.REJECT,
            need.constraints,
            need.dropped,
            product_ids=ids,
            unresolved=meant.unresolved,
            order=need.order,
        )

    def _product_question(self, clause: str, meant: Reference, state: DialogueState) -> ShopperAct | None:
        """A question about something shown or named: "is it waterproof?", "how much is the second?"."""
        if cues.CHEAPER.search(clause) or not (cues.QUESTION.search(clause) or cues.ASK_FACT.search(clause)):
            return None
        if cues.BUNDLE.search(clause):
            return None
        if not meant:
            if not (cues.ASK_FACT.search(clause) and state.focus):
                return None
            need = self._needs.read(clause, state)
            if need.kinds or any(c.slot == "price" for c in need.constraints):
                return None
            meant = Reference(state.focus[:1])
        need = self._needs.read(clause, state, meant.spans)
        return ShopperAct(
            Intent.ASK_PRODUCT,
            need.constraints,
            product_ids=meant.product_ids,
            unresolved=meant.unresolved,
            text=clause,
        )

    def _search(self, clause: str, meant: Reference, state: DialogueState) -> tuple[ShopperAct, int]:
        chosen = self._chosen_one(clause, meant, state)
        if chosen:
            return chosen, 0
        bundle = cues.BUNDLE.search(clause)
        spans = [bundle.span()] if bundle else []
        need = self._needs.read(clause, state, [*spans, *(meant.spans if bundle else ())])
        if bundle and state.bundling and not (need.parts or need.words or meant.product_ids):
            bundle = None  # "under 90 in total" is about the bundle at hand
        if bundle or self._is_list(need, clause):
            return self._bundle(need, meant), len(need.unread)
        if not need:
            if cues.ABUSE.search(clause):
                return ShopperAct(Intent.OUT_OF_SCOPE, text="abuse"), 0
            return ShopperAct(Intent.NOT_UNDERSTOOD, text=clause), len(tokens(clause))
        only_words = not (need.constraints or need.dropped or need.order)
        known = [w for w in need.words if w not in need.unread]
        going_on = bool(state.text or state.constraints) and cues.COMPARATIVE.search(clause)
        if only_words and not known and not cues.FIND_VERB.search(clause) and not going_on:
            abuse = cues.ABUSE.search(clause)
            intent = Intent.OUT_OF_SCOPE if abuse else Intent.NOT_UNDERSTOOD
            return ShopperAct(intent, text="abuse" if abuse else clause), len(need.unread)
        return self._find_or_refine(need, clause, state), len(need.unread)

    def _chosen_one(self, clause: str, meant: Reference, state: DialogueState) -> ShopperAct | None:
        """ "ok the second one, but in green": a card pointed at without a verb is a wish to hear about it."""
        if not meant.spans or meant.named or cues.BUNDLE.search(clause) or cues.CHEAPER.search(clause):
            return None
        if _PRONOUN.fullmatch(_cut(clause, meant)):
            return None
        own = self._needs.read(clause, state, meant.spans)
        if own.kinds or own.order or any(c.slot == "price" for c in own.constraints):
            return None
        return ShopperAct(
            Intent.ASK_PRODUCT,
            own.constraints,
            product_ids=meant.product_ids,
            unresolved=meant.unresolved,
            text=clause,
        )

    def _is_new_search(self, need: Need, clause: str, state: DialogueState) -> bool:
        """ "Do you sell surfboards?", "yoga stuff": another thing is named, not a quality of the one at hand."""
        if any(c.slot == "price" for c in need.constraints) and not need.words:
            return False
        if cues.STUFF.search(clause) and not cues.COMPARATIVE.search(clause):
            return True
        new = [w for w in need.words if w not in state.text.split()]
        names = any(w in need.unread or self._vocabulary.names_a_thing(w) for w in new)
        if new and not need.constraints and self._vocabulary.names_a_thing(new[-1]) and not _ADDING.match(clause):
            return True  # "water bottle" after jackets
        return bool(cues.NEW_SEARCH.search(clause)) and names

    @staticmethod
    def _bundle(need: Need, meant: Reference) -> ShopperAct:
        return ShopperAct(
            Intent.BUNDLE,
            tuple(c for c in need.constraints if c not in need.kinds),
            product_ids=meant.product_ids,
            text=" ".join(need.words),
            order=need.order,
            parts=need.parts,
        )

    @staticmethod
    def _is_list(need: Need, clause: str) -> bool:
        """ "A jacket, pants and a bag under 150" wants one of each; "jackets or hoodies" wants either."""
        one_each = re.search(r"\b(?:an?|some|one)\b[^.]*\band\b", clause, re.I)
        return len(need.parts) >= 2 and bool(one_each) and any(c.slot == "price" for c in need.constraints)

    def _find_or_refine(self, need: Need, clause: str, state: DialogueState) -> ShopperAct:
        has_need = bool(state.text or state.constraints)
        now = {v for c in state.constraints if c.slot in {k.slot for k in need.kinds} for v in _values(c)}
        new_kind = any(not set(_values(kind)) & now for kind in need.kinds)
        fresh_words = not need.kinds and self._is_new_search(need, clause, state)
        text = " ".join(need.words)
        if has_need and not new_kind and not fresh_words:
            return ShopperAct(Intent.REFINE, need.constraints, need.dropped, text=text, order=need.order)
        constraints = need.constraints
        if (
            has_need and need.kinds and not any(c.slot == "gender" for c in constraints)
        ):  # "and pants?" stays with whom it is for
            constraints = (*(c for c in state.constraints if c.slot == "gender"), *constraints)
        return ShopperAct(Intent.FIND, constraints, text=text, order=need.order)


_ADDING = re.compile(r"\s*(?:with|for|in|and|but|or|more|rather|made|of)\b", re.I)
_TAG = re.compile(r"</?[a-zA-Z!][^>]{0,200}>")
_NUMBERED = {Intent.COMPARE, Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART, Intent.EXPLAIN, Intent.REJECT}
_PLAIN = {Intent.WANT_PERSON, Intent.ASK_ORDER, Intent.UNDO_CART, Intent.SHOW_CART, Intent.OUT_OF_SCOPE}
_VERBS = (
    "add|put|show|remove|delete|compare|what|whats|how|why|is|does|do|can|could|tell|where|who|i'd|i'll|i need|i want|find|undo|"
    "buy|take|thanks|thank|talk|when|which|give|look|search|recommend"
)
_CLAUSE = re.compile(
    rf"[!?;\n]+\s*|\.(?:\s+|$)|,?\s+(?:and then|then|and also|also|but)\s+(?=(?:{_VERBS})\b)|,?\s+and\s+(?=(?:{_VERBS})\b)|,\s+(?=(?:{_VERBS})\b)",
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


def _added(acts: list[ShopperAct], act: ShopperAct) -> list[ShopperAct]:
    """Sentences that go on with one search are one act: "I need a jacket. Blue. Under 60."."""
    if acts and acts[-1].intent in (Intent.FIND, Intent.REFINE, Intent.BUNDLE) and act.intent is Intent.REFINE:
        last = acts[-1]
        return [
            *acts[:-1],
            replace(
                last,
                constraints=(*last.constraints, *act.constraints),
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


_PRONOUN = re.compile(r"it|its|this|that|they|them|these|those", re.I)


_COUNT = re.compile(
    r"\b(?:add|take|buy|order|get|want|remove)\s+(?:me\s+)?(?P<n>\d{1,2}|two|three|four|five|six|ten)\s+(?!of\b|and\b|to\b|in\b)(?=[a-z])",
    re.I,
)


def _count_of(clause: str) -> tuple[int, int, int] | None:
    """ "add two Fusion Backpacks": how many, and where it is said."""
    match = _COUNT.search(clause)
    return (int(number(match["n"])), *match.span("n")) if match else None


def _cut(clause: str, meant: Reference) -> str:
    start, end = meant.spans[0]
    return clause[start:end]


def _named_in(clause: str, product_ids: Sequence[str], catalog: Catalog) -> tuple[str, ...]:
    words = {t.stem for t in tokens(clause)}
    scored = [
        (
            len(
                words
                & {t.stem for t in tokens(f"{catalog.product(i).title} {' '.join(catalog.product(i).categories)}")}
            ),
            i,
        )
        for i in dict.fromkeys(product_ids)
    ]
    best = max(scored, default=(0, ""))
    return (best[1],) if best[0] else ()


def _about_product(clause: str, meant: Reference) -> bool:
    """ "Is the jacket under warranty?" is about policy; "how much is it?" is not; prices decide nothing here."""
    return bool(meant.product_ids) and not re.search(
        r"\b(?:return|refund|exchange|warrant|guarantee|ship|deliver|arrive|policy|discount|coupon|promo)\w*",
        clause,
        re.I,
    )


def _values(constraint: Constraint) -> tuple[object, ...]:
    return constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
