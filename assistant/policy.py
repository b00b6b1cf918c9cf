"""Policy: what to do about what was heard. The interface and its baseline, rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from assistant.acts import (
    OF_CART,
    AnswerCatalog,
    AnswerPolicy,
    AnswerProduct,
    AskVariant,
    AskWhich,
    AssistantAct,
    ChangeBundle,
    ChangeCart,
    Compare,
    ExplainShown,
    HandOff,
    Intent,
    LeavePerson,
    NameConflict,
    ProposeBundle,
    Recommend,
    Say,
    ShopperAct,
    ShowCart,
    SwitchSignal,
    TellOverruled,
    TendProfile,
    UndoCart,
)
from assistant.cards import is_size
from assistant.cart import with_options
from assistant.contradictions import conflict
from assistant.state import DialogueState
from assistant.workbench.change import BenchChange, Do
from retrieval.catalog import Catalog, Product, Variant
from retrieval.query import THING, Constraint, Operator, Query
from retrieval.relaxing import names_a_category
from retrieval.vocabulary import segments

N_FOUND = 2_000  # products ranked in a turn; a store's category is smaller
_QUESTIONS = (AskVariant, AskWhich, NameConflict)
_BESIDE = {"out_of_scope": "only_this_shop", "nothing_shown": "none_shown"}  # as said beside an answer to something
_SEARCHES = {Intent.FIND, Intent.REFINE, Intent.MORE, Intent.REJECT, Intent.TAKE_BACK, Intent.BUNDLE}
_OF_BUNDLE = {Intent.BUNDLE, Intent.REFINE, Intent.REJECT, Intent.TAKE_BACK, Intent.SWITCH}
_OF_PROFILE = {Intent.LIKE, Intent.LOOK, Intent.ASK_PROFILE, Intent.FORGET, Intent.PERSONALISE}


class Policy(Protocol):
    def decide(self, state: DialogueState) -> list[AssistantAct]:
        """What to do about `state.heard`, in the order to do it; never empty. Same state, same acts.

        At most one question: `AskVariant`, `AskWhich`, `NameConflict`, or what a `Recommend` may ask. A `Say` asks
        nothing, and beside another act it does not invite to say what is looked for. A variant is never chosen for the
        shopper while their words leave a choice.
        """
        ...


class RulePolicy:
    """One rule an intent. Reads the catalog only to know which variants there are."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def decide(self, state: DialogueState) -> list[AssistantAct]:
        acts: list[AssistantAct] = []
        last_search = max((n for n, act in enumerate(state.heard) if act.intent in _SEARCHES), default=-1)
        for n, act in enumerate(state.heard):
            if act.intent in _SEARCHES:
                if n == last_search:
                    acts += self._search(act, state)
            else:
                acts += self._act(act, state)
        acts = [act for n, act in enumerate(acts) if act not in acts[:n] or not isinstance(act, Say)]
        asks = [act for act in acts if isinstance(act, _QUESTIONS)]
        acts = [act for act in acts if act not in asks[1:]]
        if asks:
            acts = [replace(act, asks=False) if isinstance(act, Recommend) else act for act in acts]
        if len(acts) > 1:  # a greeting beside a request needs no answer of its own
            acts = [act for act in acts if not (isinstance(act, Say) and act.what in ("greet", "thank"))] or acts[:1]
        if len(acts) > 1:
            acts = [replace(act, what=_BESIDE.get(act.what, act.what)) if isinstance(act, Say) else act for act in acts]
        return acts or [Say("not_understood")]

    def _act(self, act: ShopperAct, state: DialogueState) -> list[AssistantAct]:
        if act.unresolved:
            return [_unclear(act)]
        if act.intent in _OF_PROFILE:
            return [TendProfile(act)]
        if act.intent is Intent.SWITCH:
            return self._switch(act, state)
        match act.intent:
            case Intent.ASK_PRODUCT:
                return [AnswerProduct(act.product_ids, act.text, act.constraints)]
            case Intent.CHANGE_BUNDLE:
                return [ChangeBundle(act.changes, budget_of(state.constraints))]
            case Intent.COMPARE:
                return [Compare(act.product_ids, act.text)] if len(act.product_ids) > 1 else [Say("compare_needs_two")]
            case Intent.EXPLAIN:
                return [ExplainShown(act.product_ids)] if act.product_ids else [Say("nothing_shown")]
            case Intent.ADD_TO_CART:
                return self._add(act, state)
            case Intent.REMOVE_FROM_CART:
                return self._remove(act, state)
            case Intent.SHOW_CART:
                return [ShowCart()]
            case Intent.UNDO_CART:
                return [UndoCart()] if state.cart_before else [Say("nothing_to_undo")]
            case Intent.ASK_POLICY:
                return [AnswerPolicy(act.text)]
            case Intent.ASK_CATALOG:
                return [AnswerCatalog(act.text, act.constraints)]
            case Intent.ASK_ORDER:
                return [Say("order_unknown")]
            case Intent.WANT_PERSON:
                return [HandOff(act.text)]
            case Intent.NO_PERSON:
                return [LeavePerson()]
            case Intent.OUT_OF_SCOPE:
                return [Say("abuse" if act.text == "abuse" else "out_of_scope")]
            case Intent.GREET | Intent.THANK:
                return [Say(act.intent.value)]
            case _:
                return [Say("not_understood")]

    def _switch(self, act: ShopperAct, state: DialogueState) -> list[AssistantAct]:
        """The need that stands is shown anew at once, in its new order."""
        stands = state.text or state.constraints or state.parts or state.anchors
        if not stands or act.about == "remember" or conflict(state.constraints):
            return [SwitchSignal(act)]
        shown = self._shown(act, state)
        return [SwitchSignal(act), replace(shown, asks=False) if isinstance(shown, Recommend) else shown]

    def _search(self, act: ShopperAct, state: DialogueState) -> list[AssistantAct]:
        if act.unresolved:
            return [_unclear(act)]
        both = conflict(state.constraints)
        if both:
            return [NameConflict(*both)]
        told: list[AssistantAct] = [TellOverruled(state.overruled)] if state.overruled else []
        return [*told, self._shown(act, state)]

    def _shown(self, act: ShopperAct, state: DialogueState) -> AssistantAct:
        if state.bundling and act.intent in _OF_BUNDLE:
            return self._rework(act, state) or self._bundle(act, state)
        query = query_of(state)
        if act.intent is Intent.MORE:
            query = Query(
                query.text, query.constraints, query.limit, exclude=query.exclude | state.seen, order=query.order
            )
        return Recommend(query)

    @staticmethod
    def _rework(act: ShopperAct, state: DialogueState) -> ChangeBundle | None:
        """Another budget changes what is on the table; so do conditions where no need was said that they narrow."""
        if state.bench is None or act.intent is not Intent.REFINE or act.order:
            return None
        slots = {*act.dropped, *(c.slot for c in (*act.constraints, *act.removed))}
        budget = budget_of(state.constraints)
        if slots == {"price"} and not act.text:
            return ChangeBundle((BenchChange(Do.BUDGET),), budget)
        if state.parts or state.anchors or state.text:
            return None
        rest = tuple(c for c in state.constraints if c.slot != "price")
        return ChangeBundle((BenchChange(Do.NARROW, conditions=rest),), budget)

    def _bundle(self, act: ShopperAct, state: DialogueState) -> AssistantAct:
        budget = budget_of(state.constraints)
        rest = tuple(c for c in state.constraints if c.slot != "price")
        parts = tuple(
            Query(str(part.value), self._rest_for(part, rest, state.parts), N_FOUND, exclude=state.rejected)
            if part.slot == THING
            else Query("", (*self._rest_for(part, rest, state.parts), part), N_FOUND, exclude=state.rejected)
            for part in state.parts
        ) or ((Query(state.text, rest, N_FOUND, exclude=state.rejected),) if not state.anchors else ())
        of_cart = act.intent is Intent.BUNDLE and act.about == OF_CART
        return ProposeBundle(() if of_cart else parts, budget, state.anchors, state.text, of_cart)

    def _rest_for(
        self, part: Constraint, rest: Sequence[Constraint], parts: Sequence[Constraint]
    ) -> tuple[Constraint, ...]:
        """The conditions that bind a part: its own, and of the rest what its kind can have ("sleeps": no mat)."""
        kept = [own for own in part.conditions if own.slot == "price"]  # the need's own price is of the whole
        for condition in rest:
            said_of = [p for p in parts if any(_narrows(own, condition) for own in p.conditions)]
            if said_of:
                kept += [own for own in part.conditions if _narrows(own, condition)]
            elif condition.slot != part.slot and self._can_have(part, condition):
                kept.append(condition)
        return tuple(kept)

    def _can_have(self, part: Constraint, condition: Constraint) -> bool:
        """Whether any product of the part's kind states the condition's slot; gender and rating bind all."""
        if condition.slot in ("gender", "rating") or not condition.required or not names_a_category(part):
            return True
        steps = {str(value) for value in part.values}
        return any(
            product.values(variant, condition.slot)
            for product in self._catalog
            if any(steps & set(segments(path)) for path in product.categories)
            for variant in product.variants
        )

    def _add(self, act: ShopperAct, state: DialogueState) -> list[AssistantAct]:
        if act.variant_id and act.product_ids:  # as the card shows it, in a size that is still to be said
            return [self._add_product(*self._in_colour(act), state)]
        if act.variant_id:
            if not self._catalog.has_variant(act.variant_id):
                return [Say("gone")]
            return [self._one_more(act.variant_id, act.quantity, state)]
        if not act.product_ids:
            return [Say("nothing_shown")]
        acts: list[AssistantAct] = []
        for n, product_id in enumerate(act.product_ids):
            product = self._catalog.product(product_id)
            one = act if len(act.product_ids) == 1 else self._as_shown(act, product, state)
            acts.append(self._add_product(product, one, state))
            if isinstance(acts[-1], AskVariant):  # one question at a time; the rest waits for its answer
                acts[-1] = replace(acts[-1], then=act.product_ids[n + 1 :])
                break
        return acts

    def _in_colour(self, act: ShopperAct) -> tuple[Product, ShopperAct]:
        product, variant = self._catalog.variant(act.variant_id)
        chosen = tuple(Constraint(s, Operator.IS, v) for s, v in variant.options.items() if not is_size(s))
        return product, replace(act, constraints=(*act.constraints, *chosen), variant_id="", product_ids=(product.id,))

    def _as_shown(self, act: ShopperAct, product: Product, state: DialogueState) -> ShopperAct:
        """Several things at once: each takes what was said where it has it, and the colour its card shows."""
        own = {
            slot: {v.options[slot].lower() for v in product.variants if slot in v.options}
            for slot in _slots(product.variants)
        }
        said = [c for c in act.constraints if str(c.value).lower() in own.get(c.slot, ())]
        shown = state.shown.variants.get(product.id)
        variant = next((v for v in product.variants if v.id == shown), None)
        as_shown = [
            Constraint(slot, Operator.IS, value)
            for slot, value in (variant.options.items() if variant else ())
            if not is_size(slot) and slot not in {c.slot for c in said}
        ]
        return replace(act, constraints=(*said, *as_shown), product_ids=(product.id,))

    def _add_product(self, product: Product, act: ShopperAct, state: DialogueState) -> AssistantAct:
        to_buy = [v for v in product.variants if v.offer.available]
        if not to_buy:
            return Say("sold_out", product.title)
        own_slots = {slot for v in product.variants for slot in v.options}
        said = [c for c in act.constraints if c.slot in own_slots]
        fitting = with_options(to_buy, said)
        missed = ""
        if not fitting:  # what was asked for cannot be had: say so, and offer what can
            missed = ", ".join(str(c.value) for c in said)
            kept = [c for c in said if with_options(to_buy, [c])]
            said = kept[:1] if len(kept) > 1 or len(kept) < len(said) else []
            fitting = with_options(to_buy, said) or to_buy
        for wish in state.constraints:  # "blue" among the need's chips is a choice already made
            if wish.slot in own_slots and wish.slot not in {c.slot for c in act.constraints}:
                narrowed = with_options(fitting, [wish])
                if narrowed:
                    fitting, said = narrowed, [*said, wish]
        if len(fitting) == 1 and not missed:
            unstated = tuple(
                c
                for c in act.constraints
                if c.slot not in own_slots
                and (is_size(c.slot) or c.slot == "color")
                and not product.values(fitting[0], c.slot)
            )
            added = self._one_more(fitting[0].id, act.quantity, state)
            return replace(added, unstated=unstated) if isinstance(added, ChangeCart) else added
        open_slots = [s for s in _slots(fitting) if len({v.options.get(s) for v in fitting}) > 1]
        slot = open_slots[0] if open_slots else next(iter(_slots(fitting)), "")
        values = tuple(dict.fromkeys(v.options[slot] for v in fitting if slot in v.options))
        return AskVariant(product.id, slot, values, act.quantity, tuple(said), missed)

    def _one_more(self, variant_id: str, quantity: int, state: DialogueState) -> AssistantAct:
        product, variant = self._catalog.variant(variant_id)
        if not variant.offer.available:
            return Say("sold_out", product.title)
        had = next((line.quantity for line in state.cart if line.variant_id == variant_id), 0)
        return ChangeCart(variant_id, had + quantity)

    def _remove(self, act: ShopperAct, state: DialogueState) -> list[AssistantAct]:
        if not state.cart:
            return [Say("cart_empty")]
        if act.text == "all":
            return [ChangeCart(line.variant_id, 0) for line in state.cart]
        lines = [
            line
            for line in state.cart
            if line.variant_id == act.variant_id or self._catalog.variant(line.variant_id)[0].id in act.product_ids
        ]
        if not lines:
            return [Say("not_in_cart")]
        return [
            ChangeCart(line.variant_id, max(0, line.quantity - act.quantity) if act.quantity else 0) for line in lines
        ]


def _unclear(act: ShopperAct) -> AssistantAct:
    return AskWhich(act.product_ids, act) if len(act.product_ids) > 1 else Say("unresolved", act.unresolved)


def query_of(state: DialogueState) -> Query:
    """The state's need as a query: things that only their titles name (`THING`) are words of it."""
    things = [str(value) for c in state.constraints if c.slot == THING for value in c.values]
    constraints = tuple(c for c in state.constraints if c.slot != THING)
    return Query(" ".join(things) or state.text, constraints, N_FOUND, exclude=state.rejected, order=state.order)


def budget_of(constraints: Sequence[Constraint]) -> Decimal | None:
    """The most that may be spent, from the price constraints; "about 100" is a budget of 100."""
    limits = [
        value
        for c in constraints
        if c.slot == "price"
        for value in [c.value[-1] if isinstance(c.value, tuple) else c.value]
        if c.operator in (Operator.AT_MOST, Operator.BETWEEN, Operator.ABOUT) and isinstance(value, Decimal)
    ]
    return min(limits) if limits else None


def _narrows(own: Constraint, whole: Constraint) -> bool:
    """Whether a part's own condition is still part of the need: "blue", where blue or red is wanted."""
    return own.slot == whole.slot and own.operator is not Operator.NOT and set(own.values) <= set(whole.values)


def _slots(variants: Sequence[Variant]) -> list[str]:
    return list(dict.fromkeys(slot for v in variants for slot in v.options))
