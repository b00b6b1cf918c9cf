"""Switching: what put a product where it stands, signal by signal, and the order without one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from assistant.acts import Intent, ShopperAct, SwitchSignal
from assistant.policy import query_of
from assistant.recommending import N_CARDS, Recommending
from assistant.reply import FollowUp, FollowUps, ReplyEvent, Signals, SignalSwitch, Text
from assistant.responding import once
from assistant.shopper.signals import recipient_of
from assistant.state import SignalsKept
from assistant.turn import Turn
from recommender.counterfactual import SWITCHED, Signal, swayed
from recommender.profile import signals_off
from recommender.profile_facts import GIFT
from recommender.wording import listed
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Order, Query

N_TOLD = 3  # signals of a product; the strongest
N_NAMED = 2  # products that came up or went down; more is not read
_LABELS: Mapping[Signal, str] = MappingProxyType(
    {
        Signal.WORDS: "your words",
        Signal.PAST: "your history",
        Signal.CROWD: "other shoppers",
        Signal.OFFER: "the store's offer",
    }
)
_BACK = {
    Signal.WORDS: "Use my words again",
    Signal.PAST: "Use my history again",
    Signal.CROWD: "Count other shoppers again",
    Signal.OFFER: "Count reduced prices again",
}
_OF = {
    Signal.WORDS: "how well it matches what you said",
    Signal.PAST: "what you bought, looked at, liked and turned down",
    Signal.CROWD: "what others buy and rate well",
    Signal.OFFER: "how much its price is reduced",
}
_OFF_NOW = {
    Signal.WORDS: "How well a thing matches your words has no say now; your conditions hold as before.",
    Signal.PAST: "Your history has no say now.",
    Signal.CROWD: "What other shoppers buy and rate has no say now.",
    Signal.OFFER: "Reduced prices have no say now.",
}
_ON_NOW = {
    Signal.WORDS: "Your words have their say again.",
    Signal.PAST: "Your history has its say again.",
    Signal.CROWD: "What other shoppers buy and rate has its say again.",
    Signal.OFFER: "Reduced prices have their say again.",
}


class Switching:
    def __init__(self, catalog: Catalog, recommending: Recommending) -> None:
        self._catalog = catalog
        self._recommending = recommending

    def signals(self, product_id: str, ranked: Sequence[Candidate], query: Query, turn: Turn) -> Signals | None:
        """The strongest signals that lift the product, each with where it would stand without; those that are off, too.

        None where there is neither.
        """
        whom = recipient_of(turn.state.context)
        off = turn.taste.off
        found = swayed(product_id, ranked, self._recommending.anew(query, turn)) if query.order is Order.FIT else ()
        switches = [
            SignalSwitch(one.signal.value, _label(one.signal, whom), f"otherwise number {one.without}",
                         _OF[one.signal], True, one.without)
            for one in found[:N_TOLD]
        ]  # fmt: skip
        switches += [
            SignalSwitch(signal.value, _label(signal, whom), "switched off", _OF[signal], False)
            for signal in SWITCHED
            if signal in off
        ]
        place = next((n for n, c in enumerate(ranked, 1) if c.product_id == product_id), 0)
        title = self._catalog.product(product_id).title
        return Signals(product_id, title, place, tuple(switches)) if switches else None

    def switch(self, act: SwitchSignal, turn: Turn) -> Iterator[ReplyEvent]:
        """What became of the order. The list itself is shown by whoever recommends after this."""
        if act.act.about == "remember":
            yield from self._remember(turn)
            return
        signal = Signal(act.act.text)
        if signal is Signal.PAST and not turn.personal:
            yield Text("Personalising is off, so your history has no say anyway.")
            return
        if act.act.about == "on":
            if signal in signals_off(turn.known.events):
                turn.happen(SignalsKept((signal,), on=True))
            yield Text(f"{_ON_NOW[signal]} {self._moved(turn.off | {signal}, turn)}".strip() + "\n", leads=True)
            return
        yield Text(f"{_OFF_NOW[signal]} {self._moved(turn.off - {signal}, turn)}".strip() + "\n", leads=True)
        remember = FollowUp("Remember this", "", ShopperAct(Intent.SWITCH, about="remember"))
        yield FollowUps((_again(signal), *((remember,) if turn.personal else ())))

    def _remember(self, turn: Turn) -> Iterator[ReplyEvent]:
        off = turn.state.off
        if not off:
            yield Text("Nothing is switched off here that I could remember.")
        elif not turn.personal:
            yield Text("Personalising is off, so I keep nothing about you. Here it stays switched off.")
        else:
            turn.happen(SignalsKept(off))
            named = listed([_LABELS[signal] for signal in off])
            yield Text(f"Kept with what I know about you: no say for {named} in your lists until you want it again.")
            yield FollowUps(tuple(_again(signal) for signal in off))

    def _moved(self, off_before: frozenset[Signal], turn: Turn) -> str:
        """How the first of the list moved since these were off; empty where there is no list."""
        state = turn.state
        query = query_of(state)
        if state.bundling or not (query.text or query.constraints):
            return ""
        if query.order is not Order.FIT:
            return f"The list is ordered {_ORDERED[query.order]}, so nothing moves."
        now, before = (
            [c.product_id for c in self._recommending.ranked_for(shopper, query, turn)]
            for shopper in (turn.taste, turn.taste_without(off_before))
        )
        return once(self._change(before, now))

    def _change(self, before: Sequence[str], now: Sequence[str]) -> str:
        first, then = before[:N_CARDS], now[:N_CARDS]
        if first == then:
            return "The list stays as it is." if first else ""
        told = []
        if first[0] != then[0]:
            told.append(f"first is now {self._named(then[0])}, before it was {self._named(first[0])}")
        came = [f"{self._named(p)} (before: {before.index(p) + 1})" for p in then if p not in first and p != then[0]]
        left = [f"{self._named(p)} (now: {now.index(p) + 1})" for p in first if p not in then and p != first[0]]
        if came:
            told.append(f"{_some(came)} came up")
        if left:
            told.append(f"{_some(left)} went down")
        if not told:
            moved = max(then, key=lambda p: abs(first.index(p) - then.index(p)))
            told.append(f"{self._named(moved)} goes from {first.index(moved) + 1} to {then.index(moved) + 1}")
        text = "; ".join(told)
        return f"{text[:1].upper()}{text[1:]}."

    def _named(self, product_id: str) -> str:
        return f"the {self._catalog.product(product_id).title}"


_ORDERED = {Order.CHEAPEST: "by price", Order.DEAREST: "by price", Order.BEST_RATED: "by rating"}


def _label(signal: Signal, recipient: str) -> str:
    if signal is Signal.PAST and recipient:
        return "What you chose as gifts" if recipient == GIFT else f"What you chose for {recipient}"
    label = _LABELS[signal]
    return f"{label[:1].upper()}{label[1:]}"


def _again(signal: Signal) -> FollowUp:
    act = ShopperAct(Intent.SWITCH, text=signal.value, about="on")
    return FollowUp(_BACK[signal], "", act)


def _some(named: Sequence[str]) -> str:
    rest = len(named) - N_NAMED
    return listed([*named[:N_NAMED], *([f"{rest} more"] if rest > 0 else [])])
