"""A session: one shopper's conversation, remembered turn by turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from assistant import cart
from assistant.acts import ShopperAct
from assistant.assistant import clicked
from assistant.memory import PastTurn, SessionMemory, state_of, still_sold
from assistant.reply import (
    Cards,
    CartView,
    Done,
    FollowUps,
    NeedChip,
    Progress,
    Provisional,
    Reply,
    ReplyEvent,
    Text,
    Understood,
)
from assistant.responding import TemplateResponder
from assistant.room import Room
from assistant.shopper_memory import ShopperMemory
from assistant.state import DialogueState, Shown, TurnBegan
from assistant.turn import CancelledError, Turn
from assistant.why import Why
from recommender.events import Event
from recommender.profile_facts import Fact
from recommender.wording import listed


class Session:
    """Made by `Shop.session`. One turn at a time; `cancel` may be called from another thread."""

    def __init__(
        self,
        session_id: str,
        shopper_id: str,
        newest: Callable[[], Room],
        memory: SessionMemory,
        shopper: ShopperMemory,
        responder: TemplateResponder,
        clock: Callable[[], datetime],
        timer: Callable[[], float],
    ) -> None:
        self.id = session_id
        self.shopper_id = shopper_id
        self._newest = newest
        self._room = room = newest()  # of the turn that runs, or ran last
        self._memory = memory
        self._shopper = shopper
        self._responder = responder
        self._clock = clock
        self._timer = timer
        self._turns = memory.turns(session_id)
        self._state = still_sold(state_of(self._turns), room.catalog)
        shopper.replay(self._turns)
        self._one_turn = threading.Lock()
        self._stop = threading.Event()

    @property
    def state(self) -> DialogueState:
        return self._state

    def say(self, message: str) -> Reply:
        """The whole reply to a message."""
        return self._gathered(self.stream(message))

    def act(self, act: ShopperAct) -> Reply:
        """The whole reply to a click."""
        return self._gathered(self.stream_act(act))

    def stream(self, message: str) -> Iterator[ReplyEvent]:
        """The reply to a message as it comes; closing the iterator early stops the turn and keeps what was."""
        message = message.encode("utf-8", "replace").decode("utf-8")  # half characters cannot be kept
        if not message.strip():
            return self._turn(message, lambda turn: self._nothing_said(turn))
        return self._turn(message, lambda turn: self._room.assistant.turn(message, turn))

    def stream_act(self, act: ShopperAct) -> Iterator[ReplyEvent]:
        """The reply to a click as it comes. A page may be older than the store: ids that are gone are left out."""

        def answer(turn: Turn) -> Iterator[ReplyEvent]:
            turn.happen(TurnBegan(""))
            known = replace(act, product_ids=tuple(i for i in act.product_ids if i in self._room.catalog))
            return self._room.assistant.answer(clicked(known), turn)

        return self._turn("", answer)

    def cancel(self) -> None:
        """Stop the running turn; its stream ends early with `Done`. Without one, nothing happens."""
        self._stop.set()

    def cart(self) -> CartView:
        """The cart now, prices and stock read from the store."""
        return cart.view(self._state.cart, self._newest().catalog, can_undo=bool(self._state.cart_before))

    def chips(self) -> tuple[NeedChip, ...]:
        """The need as removable chips."""
        return self._room.assistant.chips(self._state)

    def history(self) -> Sequence[PastTurn]:
        """The finished turns, oldest first."""
        return tuple(self._turns)

    def why(self, product_id: str) -> Why | None:
        """Why the product was shown here, when it was last; None when it never was, or is not sold any more."""
        room = self._newest()
        for n in range(len(self._turns), 0, -1):
            for happening in reversed(self._turns[n - 1].happened):
                if isinstance(happening, Shown) and product_id in happening.variants and product_id in room.catalog:
                    state = still_sold(state_of(self._turns[:n]), room.catalog)
                    turn = replace(self._begun(), state=state)
                    return room.assistant.why(product_id, happening.variants[product_id], turn)
        return None

    def is_personal(self) -> bool:
        """Whether anything that the shopper does may be read or written for their taste."""
        return self._shopper.is_personal(self._state)

    def facts(self) -> tuple[Fact, ...]:
        """What is known of the shopper, in plain words; nothing while personalising is off."""
        turn = self._begun()
        return self._room.assistant.facts(turn) if turn.personal else ()

    def events(self) -> tuple[Event, ...]:
        """All that is kept of what the shopper did, oldest first."""
        return self._shopper.shopper(self._clock(), personal=True).events

    def note(self, happened: Sequence[Event]) -> int:
        """Keep what the shopper did elsewhere in the shop; gives how many were new. None while personalising is off."""
        return self._shopper.note(happened) if self.is_personal() else 0

    def _gathered(self, events: Iterator[ReplyEvent]) -> Reply:
        seen = list(events)
        return Reply.gathered(seen, self._state, self.cart())

    def _nothing_said(self, turn: Turn) -> Iterator[ReplyEvent]:
        turn.happen(TurnBegan(""))
        yield Understood(())
        yield Text(self._responder.fixed("empty"))

    def _turn(self, message: str, answer: Callable[[Turn], Iterator[ReplyEvent]]) -> Iterator[ReplyEvent]:
        with self._one_turn:
            self._stop.clear()
            started = self._timer()
            timings: dict[str, float] = {}
            events: list[ReplyEvent] = []
            gone = self._gone()
            turn = self._begun()
            try:
                try:
                    for event in _with_news(answer(turn), gone):
                        name = _STAGES.get(type(event))
                        if name:
                            timings.setdefault(name, (self._timer() - started) * 1000)
                        events.append(event)
                        yield event
                except CancelledError:
                    stopped = Text(self._responder.fixed("cancelled"))
                    events.append(stopped)
                    yield stopped
                timings["total"] = (self._timer() - started) * 1000
                events.append(Done(timings))
            finally:
                self._keep(message, turn, events)
            yield events[-1]  # only now: whoever hears that it is done may ask for what was said

    def _gone(self) -> str:
        """Goes on in the newest room; says what of the cart the store has stopped selling since the last turn."""
        room = self._newest()
        if room is self._room:
            return ""
        lost = [line.variant_id for line in self._state.cart if not room.catalog.has_variant(line.variant_id)]
        titles = dict.fromkeys(
            self._room.catalog.variant(i)[0].title for i in lost if self._room.catalog.has_variant(i)
        )
        self._room = room
        self._shopper.over(room.catalog)
        self._state = still_sold(self._state, room.catalog)
        return _gone_from_cart([*titles], self._responder) if titles else ""

    def _begun(self) -> Turn:
        now, before, n = self._clock(), self._state, len(self._turns)
        personal = self._shopper.is_personal(before)
        return Turn(
            before,
            self._shopper.shopper(now, personal=personal),
            now,
            self._stop.is_set,
            signals=lambda happened: self._shopper.signals(happened, before, n, now),
            personal=personal,
        )

    def _keep(self, message: str, turn: Turn, events: list[ReplyEvent]) -> None:
        now = turn.now
        kept = tuple(e for e in events if not isinstance(e, Progress | Provisional))
        past = PastTurn(message, tuple(turn.happened), kept, now)
        self._memory.begin(self.id, self.shopper_id, now)
        self._memory.add(self.id, len(self._turns), past, now)
        self._shopper.keep(turn.happened, self._state, len(self._turns), now, personal=turn.personal)
        self._turns.append(past)
        self._state = turn.state


def _gone_from_cart(titles: list[str], responder: TemplateResponder) -> str:
    """That these are no longer sold, and so not in the cart any more; there is at least one."""
    if len(titles) == 1:
        return responder.fixed("gone_from_cart", titles[0])
    return responder.fixed("several_gone_from_cart", listed(titles))


def _with_news(events: Iterator[ReplyEvent], news: str) -> Iterator[ReplyEvent]:
    """The events, with the news before the first word of the answer; as all that is said where it says none."""
    for event in events:
        if news and isinstance(event, Text | FollowUps):
            yield Text(f"{news} ")
            news = ""
        yield event
    if news:
        yield Text(news)


_STAGES: dict[type, str] = {
    Provisional: "provisional",
    Understood: "understood",
    Cards: "cards",
    Text: "first_text",
    FollowUps: "chips",
}
