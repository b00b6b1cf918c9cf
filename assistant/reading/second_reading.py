"""Second reading: a language model reads what rules are not sure of, and the two are checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from typing import Protocol

from assistant.acts import Intent, ShopperAct
from assistant.feelings.judge import FeelingJudge, felt
from assistant.reading.bounded_reading import (
    DEADLINE_S,
    MOST_WAITING,
    BoundedReader,
    CancellableUnderstander,
    ReadingCounts,
)
from assistant.reading.scope import LIMIT, ScopeJudge
from assistant.state import DialogueState
from assistant.understanding import Understander, Understanding
from retrieval.query import THING, Constraint

_SEARCHES = (Intent.FIND, Intent.REFINE, Intent.BUNDLE)
_KINDS = frozenset({"category", THING})
_CERTAIN = 0.9  # turns are read rightly in .94 where the model holds its notes so probable

# What rules hear in a few set words, and a model would hear no better.
_PLAIN = frozenset(
    {Intent.GREET, Intent.THANK, Intent.SHOW_CART, Intent.UNDO_CART, Intent.ASK_CATALOG}
    | {Intent.WANT_PERSON, Intent.NO_PERSON}
    | {Intent.LIKE, Intent.ASK_PROFILE, Intent.FORGET, Intent.PERSONALISE, Intent.SWITCH, Intent.CHANGE_BUNDLE}
)


class Finder(Protocol):
    def found(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:
        """The reading, or a better one where the message says what is looked for in a way no reader knows."""
        ...


class SecondReader:
    """Rules first, then `model`, where that is worth the wait.

    A model that was tuned leads: it reads all but greetings and the like, and its reading stands wherever it
    understood anything. One that was not tuned is asked where the rules are not sure, and the
    rules keep what they read: they read no word wrongly that they know (numbers, the store's own values), it may.

    What `scope` finds to be nothing for a shop is turned away, whoever read it as a search. Before that each of
    `finders` has its say: what a description or a product's number means. At last how the shopper sounds is heard: by
    phrases, then by `feelings`.

    The rules' reading stands where the model has not read within `deadline_s`, where it fails, and at once where
    `most_waiting` messages wait for it already. What became of the second readings is in `counts`.
    """

    def __init__(
        self,
        rules: Understander,
        model: CancellableUnderstander | None,
        *,
        deadline_s: float = DEADLINE_S,
        most_waiting: int = MOST_WAITING,
        scope: ScopeJudge | None = None,
        feelings: FeelingJudge | None = None,
        finders: Sequence[Finder] = (),
    ) -> None:
        self._rules = rules
        self._scope = scope
        self._feelings = feelings
        self._finders = tuple(finders)
        self._leads = model is not None and model.is_tuned
        self._model = BoundedReader(model, deadline_s=deadline_s, most_waiting=most_waiting) if model else None

    def over(
        self, rules: Understander, model: CancellableUnderstander | None, finders: Sequence[Finder]
    ) -> SecondReader:
        """Another one, of the same model over other products: it waits in the same queue and counts on."""
        other = copy(self)
        other._rules, other._finders = rules, tuple(finders)
        other._model = self._model.over(model) if self._model and model else None
        return other

    @property
    def counts(self) -> ReadingCounts:
        """All zero where there is no model."""
        return self._model.counts if self._model else ReadingCounts()

    @property
    def is_wanted(self) -> bool:
        """Whether the model is being asked to read, or waited for."""
        return self._model is not None and self._model.is_wanted

    def read_ahead(self, state: DialogueState) -> None:
        """Prepares for the next message in `state`; comes back at once."""
        if self._model:
            self._model.read_ahead(state)

    def first(self, message: str, state: DialogueState) -> Understanding:
        """The rules' reading, at once. When it is not `sure`, there is a model that has time, and `second` may know
        better."""
        heard = self._rules.understand(message, state)
        if self._leads:
            sure = heard.sure and all(act.intent in _PLAIN for act in heard.acts)
            heard = replace(heard, sure=sure, plain=heard.sure)
        if not heard.sure and self._model is not None and self._model.has_time():
            return heard  # judged when the model has read it, too: once a message is enough
        return replace(self._judged(heard, message, state), sure=True)

    def second(
        self, first: Understanding, message: str, state: DialogueState, cancel: Callable[[], bool]
    ) -> Understanding:
        """The better of both readings, within the deadline. The first one when the model has nothing, is too slow or
        is stopped."""
        if self._model is None:
            return self._judged(first, message, state)
        read = self._model.understand(message, state, cancel)
        if read.trouble:
            return replace(self._judged(first, message, state), sure=True)
        outside = self._leads and self._scope is not None and self._scope.outside(message) >= LIMIT
        read = led(first, read, is_outside=outside) if self._leads else combined(first, read)
        return self._judged(read, message, state)

    def _judged(self, heard: Understanding, message: str, state: DialogueState) -> Understanding:
        for finder in self._finders:
            heard = finder.found(heard, message, state)
        if self._scope:
            heard = self._scope.judged(heard, message, state)
        return felt(heard, message, self._feelings)


def _limits(read: Understanding) -> frozenset[Constraint]:
    """The price limits of what is looked for, those of parts of a bundle too."""
    every = (
        c for act in read.acts for c in (*act.constraints, *(own for part in act.parts for own in part.conditions))
    )
    return frozenset(c for c in every if c.slot == "price")


def _is_firm(act: ShopperAct) -> bool:
    """Whether it does more than look for things or turn away: what set words ask for is not heard by chance."""
    return act.intent not in (*_SEARCHES, Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD)


def led(rules: Understanding, model: Understanding, *, is_outside: bool = False) -> Understanding:
    """The tuned model's reading; the rules' where it understood nothing, or turned away what names a kind of the
    store's things or is a search in words that rules all know ("what about a backpack"), unless the message is outside
    by what it means ("the world cup") or the model is certain that nothing is looked for ("my tent blew away").

    Of several price limits in one bundle the rules' reading is believed. What notes do not say ("love the first, and
    what are your returns?") is heard by the rules, beside it.
    """
    nothing = all(act.intent is Intent.NOT_UNDERSTOOD for act in model.acts)
    turned_away = all(act.intent is Intent.OUT_OF_SCOPE for act in model.acts)
    searches = [act for act in rules.acts if act.intent in _SEARCHES]
    if (nothing or turned_away) and (model.certainty or 0.0) >= _CERTAIN and not any(map(_is_firm, rules.acts)):
        return replace(model, sure=True)
    named = any(rules.plain or c.slot in _KINDS for act in searches for c in act.constraints)
    if nothing or (turned_away and named and not is_outside):
        return replace(rules, sure=True)
    limits = _limits(rules)
    if len(limits) > 1 and limits != _limits(model) and any(act.intent is Intent.BUNDLE for act in rules.acts):
        return replace(rules, sure=True)
    heard = {act.intent for act in model.acts}
    unnoted = tuple(a for a in rules.acts if a.intent in (Intent.LIKE, Intent.TAKE_BACK) and a.intent not in heard)
    back = {i for act in unnoted if act.intent is Intent.TAKE_BACK for i in act.product_ids}
    noted = tuple(act for act in model.acts if not (act.intent is Intent.REJECT and back.issuperset(act.product_ids)))
    return replace(model, acts=(*unnoted, *noted), sure=True)


def combined(rules: Understanding, model: Understanding) -> Understanding:
    """The model's acts, save that the rules' constraints win on every slot that both read.

    The rules' reading when the model understood nothing, or is itself unsure while the rules read something.
    """
    nothing = all(act.intent is Intent.NOT_UNDERSTOOD for act in model.acts)
    rules_have = any(act.intent is not Intent.NOT_UNDERSTOOD for act in rules.acts)
    if nothing or (not model.sure and rules_have):
        return replace(rules, sure=True)
    from_rules = next((act for act in rules.acts if act.intent in _SEARCHES), None)
    acts = tuple(_with(act, from_rules) if act.intent in _SEARCHES else act for act in model.acts)
    return replace(model, acts=_with_context(acts, rules))


def _with_context(acts: tuple[ShopperAct, ...], rules: Understanding) -> tuple[ShopperAct, ...]:
    """The model's acts with what the rules read beside the product ("for dad"), unless it did so itself."""
    change = next((act.context for act in rules.acts if act.context), None)
    if change is None or any(act.context for act in acts):
        return acts
    at = max((n for n, act in enumerate(acts) if act.intent in _SEARCHES), default=0)
    return tuple(replace(act, context=change) if n == at else act for n, act in enumerate(acts))


def _with(act: ShopperAct, rules: ShopperAct | None) -> ShopperAct:
    if rules is None:
        return act
    said = {c.slot for c in rules.constraints}
    return replace(
        act,
        constraints=(*rules.constraints, *(c for c in act.constraints if c.slot not in said)),
        text=act.text or rules.text,
        order=rules.order or act.order,
    )
