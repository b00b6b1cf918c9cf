"""A session: one shopper's conversation, remembered turn by turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from assistant import cart, records
from assistant.acts import Intent, ShopperAct
from assistant.answers.why import Why
from assistant.assistant import clicked
from assistant.handoff import line
from assistant.handoff.prospect import Prospect
from assistant.memory import PastTurn, SessionMemory, WriteKey, state_of, still_sold
from assistant.news import with_news
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
from assistant.shopper.shopper_memory import ShopperMemory
from assistant.state import CartChanged, CartUndone, DialogueState, Shown, TurnBegan
from assistant.turn import CancelledError, Turn
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
        prospect: Callable[[str], Prospect] = lambda _: Prospect(),
        kept: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`prospect` says how things stand at the desk, `kept` hears of every turn that was kept."""
        self.id = session_id
        self.shopper_id = shopper_id
        self._newest = newest
        self._room = room = newest()  # of the turn that runs, or ran last
        self._memory = memory
        self._shopper = shopper
        self._responder = responder
        self._clock = clock
        self._timer = timer
        self._prospect = prospect
        self._kept = kept
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

    def stream(
        self, message: str, *, key: str = "", began: Callable[[int], None] | None = None
    ) -> Iterator[ReplyEvent]:
        """The reply to a message as it comes; closing the iterator early stops the turn and keeps what was.

        `began` hears the turn's number once it is its own. A message with a `key` is done once for good: the same key
        gives what was answered then. Raises `KeyReusedError` where the key came with something else. While a person
        holds the conversation the message is kept and understood, and nobody answers it here.
        """
        message = message.encode("utf-8", "replace").decode("utf-8")  # half characters cannot be kept
        return self._turn(message, lambda turn: self._heard(message, turn), written_once(key, "say", message), began)

    def stream_act(
        self, act: ShopperAct, *, key: str = "", began: Callable[[int], None] | None = None
    ) -> Iterator[ReplyEvent]:
        """The reply to a click as it comes. A page may be older than the store: ids that are gone are left out."""

        def answer(turn: Turn) -> Iterator[ReplyEvent]:
            turn.happen(TurnBegan(""))
            known = replace(act, product_ids=tuple(i for i in act.product_ids if i in self._room.catalog))
            return self._room.assistant.answer(clicked(known), turn)

        return self._turn("", answer, written_once(key, "act", records.dumps(act) if key else ""), began)

    def add(
        self,
        answer: Callable[[Turn, Room], Iterator[ReplyEvent] | None],
        *,
        key: str = "",
        done: str = "",
        is_read: bool = False,
    ) -> int | None:
        """A turn that no message and no click began; its number. None where `answer` gives none: nothing is kept then.

        It waits for the turn that runs. `key` and `done`, what is to be done, make it a thing done once for good;
        `is_read` says that the desk has seen all of the conversation. Raises what `answer` raises, and keeps nothing.
        """
        once = written_once(key, "add", done)
        with self._one_turn:
            known = self._memory.done(self.id, once)
            if known is not None:
                return known
            turn = self._begun()
            events = answer(turn, self._newest())
            if events is None:
                return None
            number = len(self._turns)
            self._keep("", turn, [*events, Done({})], once, number + 1 if is_read else None)
            return number

    def cancel(self) -> None:
        """Stop the running turn; its stream ends early with `Done`. Without one, nothing happens."""
        self._stop.set()

    def cart(self) -> CartView:
        """The cart now, prices and stock read from the store."""
        state = self._state
        return cart.view(state.cart, self._newest().catalog, can_undo=bool(state.cart_before), buyer=state.buyer)

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

    def _heard(self, message: str, turn: Turn) -> Iterator[ReplyEvent]:
        if not message.strip():
            return self._nothing_said(turn)
        if turn.state.hands.is_held:
            return self._room.assistant.listen(message, turn)
        return self._room.assistant.turn(message, turn)

    def _nothing_said(self, turn: Turn) -> Iterator[ReplyEvent]:
        turn.happen(TurnBegan(""))
        yield Understood(())
        if not turn.state.hands.is_held:
            yield Text(self._responder.fixed("empty"))

    def _turn(
        self,
        message: str,
        answer: Callable[[Turn], Iterator[ReplyEvent]],
        once: WriteKey | None,
        began: Callable[[int], None] | None,
    ) -> Iterator[ReplyEvent]:
        with self._one_turn:
            known = self._memory.done(self.id, once)
            if began is not None:
                began(len(self._turns) if known is None else known)
            if known is not None:
                yield from self._turns[known].events
                return
            self._stop.clear()
            started = self._timer()
            timings: dict[str, float] = {}
            events: list[ReplyEvent] = []
            gone = self._gone()
            turn, is_whole = self._begun(), False
            try:
                try:
                    for event in with_news(answer(turn), gone):
                        name = _STAGES.get(type(event))
                        if name:
                            timings.setdefault(name, (self._timer() - started) * 1000)
                        events.append(event)
                        yield event
                    is_whole = True
                except CancelledError:
                    stopped = Text(self._responder.fixed("cancelled"))
                    events.append(stopped)
                    yield stopped
                timings["total"] = (self._timer() - started) * 1000
                events.append(Done(timings))
            finally:
                again = once is not None and once.is_of_page and not is_whole and not _changed_the_cart(turn)
                is_done = _came_to_something(turn) and not again
                self._keep(message, turn, events, once if is_done else None)
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
            prospect=lambda: self._prospect(self.id),
        )

    def _keep(
        self,
        message: str,
        turn: Turn,
        events: list[ReplyEvent],
        once: WriteKey | None = None,
        n_read: int | None = None,
    ) -> None:
        now, hands = turn.now, turn.state.hands
        moved = hands != self._state.hands or n_read is not None
        kept = tuple(e for e in events if not isinstance(e, Progress | Provisional))
        past = PastTurn(message, tuple(turn.happened), kept, now)
        self._memory.begin(self.id, self.shopper_id, now)
        in_line = line.put(self.id, hands, n_read, now) if moved else None
        self._memory.add(self.id, len(self._turns), past, now, once=once, also=in_line)
        self._shopper.keep(turn.happened, self._state, len(self._turns), now, personal=turn.personal)
        self._turns.append(past)
        self._state = turn.state
        self._kept(self.id)


def _came_to_something(turn: Turn) -> bool:
    """Not so where the cart was to be changed and was not: the same key may try that again."""
    acts = [one for one in turn.happened if isinstance(one, ShopperAct)]
    wanted = any(act.intent is Intent.UNDO_CART or (act.variant_id and act.intent in _OF_CART) for act in acts)
    return not wanted or _changed_the_cart(turn)


def _changed_the_cart(turn: Turn) -> bool:
    return any(isinstance(one, CartChanged | CartUndone) for one in turn.happened)


_OF_CART = (Intent.ADD_TO_CART, Intent.REMOVE_FROM_CART)


def written_once(key: str, what: str, done: str) -> WriteKey | None:
    """The key of a write with a digest of what it does; None without a key."""
    return WriteKey(key, sha256(f"{what}\n{done}".encode()).hexdigest()) if key else None


def _gone_from_cart(titles: list[str], responder: TemplateResponder) -> str:
    """That these are no longer sold, and so not in the cart any more; there is at least one."""
    if len(titles) == 1:
        return responder.fixed("gone_from_cart", titles[0])
    return responder.fixed("several_gone_from_cart", listed(titles))


_STAGES: dict[type, str] = {
    Provisional: "provisional",
    Understood: "understood",
    Cards: "cards",
    Text: "first_text",
    FollowUps: "chips",
}
