"""The desk: who waits for a person, who is held by whom, and what people say: nothing is lost, nothing doubled."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assistant.handoff import passing
from assistant.handoff.bell import Bell
from assistant.handoff.hands import Agent, Hands
from assistant.handoff.hours import HandoffHours
from assistant.handoff.line import Line, Row
from assistant.handoff.prospect import Prospect
from assistant.handoff.standing import (
    NobodyServesError,
    NotAskedError,
    NotHolderError,
    Standing,
    TakenError,
    UnknownConversationError,
    Waiting,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from assistant.memory import PastTurn
    from assistant.session import Session

__all__ = [
    "HandoffDesk", "NobodyServesError", "NotAskedError", "NotHolderError", "Standing", "TakenError",
    "UnknownConversationError", "Waiting",
]  # fmt: skip

PRESENT_S = 45  # an agent who was not heard of for so long is not there
AWAY_S = 300  # a conversation whose agent is away for so long goes back to the line
GUEST_NAME = "Guest"


class HandoffDesk:
    """One per open shop, `shop.desk`; safe from several threads. Every change is a turn of the conversation.

    A write with a `key` is done once for good: the same key gives the same turn's number again, also after a restart.
    Turns are numbered from 0, as `Session.history()` has them. Writes wait until a running turn is over.
    """

    def __init__(
        self,
        engine: Engine,
        opened: Callable[[str], Session | None],
        clock: Callable[[], datetime],
        *,
        hours: HandoffHours | None = None,
        by_mail: bool = False,
        called: Callable[[str], str] = lambda _: GUEST_NAME,
    ) -> None:
        """`opened` gives a conversation by its id, None for one that is not kept; `called` a shopper's shown name."""
        self._line = Line(engine)
        self._opened = opened
        self._clock = clock
        self._hours = hours or HandoffHours()
        self._by_mail = by_mail
        self._called = called
        self._bell = Bell()
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[Agent, datetime]] = {}  # by agent's id: when they were last heard of
        self._pages: Counter[str] = Counter()  # shoppers' pages that listen, by conversation
        self._held: dict[str, Session] = {}  # those in the line: kept open, so that they are read once
        self._opened_at = clock()
        self._staffed: Callable[[], bool] = lambda: False

    def staffed_by(self, staffed: Callable[[], bool]) -> None:
        """Who knows whether the shop has people at all; until this is called it has none."""
        self._staffed = staffed

    # --- the shopper ------------------------------------------------------------------------------------------------

    def ask(self, session_id: str, reason: str = "", *, contact: str = "", key: str = "") -> Standing:
        """Ask for a person: `waiting` where somebody is there, else `message_left`. Asking again changes nothing,
        but that a message left waits where somebody is there by now.

        Raises `NobodyServesError` where the shop has no people at a desk, `UnknownConversationError`.
        """
        session = self._session(session_id)
        if not self._staffed():
            raise NobodyServesError("This shop has nobody at a desk.")
        session.add(passing.asked(reason, contact), key=key, done=f"ask\n{reason}\n{contact}")
        return self.standing(session_id)

    def withdraw(self, session_id: str, *, key: str = "") -> Standing:
        """Back to the assistant, also from a person who answers. Where none was asked for, nothing changes."""
        self._session(session_id).add(passing.withdrawn, key=key, done="withdraw")
        return self.standing(session_id)

    def standing(self, session_id: str) -> Standing:
        """How it stands now. Raises `UnknownConversationError`."""
        hands = self._session(session_id).state.hands
        prospect = self.prospect(session_id)
        who, text = prospect.who(hands), prospect.standing(hands)
        place = prospect.n_before + 1 if who == "waiting" else 0
        return Standing(session_id, who, hands.name, hands.agent_id, hands.reason, hands.since, text, place, hands.who)

    def prospect(self, session_id: str) -> Prospect:
        """What somebody who asks for a person in that conversation may be told now."""
        if not self._staffed():
            return Prospect()
        now = self._clock()
        free = [row.session_id for row in self._line.rows() if not row.agent_id]
        n_before = free.index(session_id) if session_id in free else len(free)
        here, opens = len(self.at_desk()), self._hours.opens_at(now)
        return Prospect(now, True, here, self._hours.is_open(now), opens, n_before, self._by_mail)

    # --- the agents -------------------------------------------------------------------------------------------------

    def present(self, agent: Agent) -> None:
        """They are at the desk: to be said at least every 20 seconds while their page is open."""
        with self._lock:
            is_new = agent.id not in self._seen
            self._seen[agent.id] = (agent, self._clock())
        if is_new:
            self._bell.ring("")

    def gone(self, agent_id: str) -> None:
        """They have left: what they hold goes back to the line, and its shoppers are told."""
        with self._lock:
            self._seen.pop(agent_id, None)
        for row in self._line.rows():
            if row.agent_id == agent_id:
                self._leave(row)
        self._bell.ring("")

    def at_desk(self) -> tuple[Agent, ...]:
        """Who is there now, by name."""
        since = self._clock() - timedelta(seconds=PRESENT_S)
        with self._lock:
            here = [agent for agent, seen in self._seen.values() if seen >= since]
        return tuple(sorted(here, key=lambda agent: (agent.name, agent.id)))

    def tend(self) -> None:
        """What time brings: conversations of agents who are away go back to the line, and who waits while the desk
        has closed is told, as is whoever left a message and is here when somebody comes. To be called every few seconds
        where there is a desk."""
        if not self._staffed():
            return
        now = self._clock()
        is_settled = now - self._opened_at > timedelta(seconds=PRESENT_S)  # agents come back after a restart
        for row in self._line.rows():
            if row.agent_id:
                with self._lock:
                    _, seen = self._seen.get(row.agent_id, (None, self._opened_at))
                if now - seen > timedelta(seconds=AWAY_S):
                    self._leave(row)
                continue
            is_somebody, session = self.prospect(row.session_id).somebody, self._kept_open(row)
            if session is None:
                continue
            if is_somebody and session.state.hands.who == "message_left" and self.n_listening(row.session_id):
                session.add(passing.came)  # who is away reads how it stands when they come back
            elif not is_somebody and session.state.hands.who == "waiting" and is_settled:
                session.add(passing.closed)

    def inbox(self) -> tuple[Waiting, ...]:
        """Those that wait, the longest first, then those that are held, the longest asked for first."""
        rows = self._line.rows()
        with self._lock:
            for gone in self._held.keys() - {row.session_id for row in rows}:
                del self._held[gone]
        found = ((row, self._kept_open(row)) for row in rows)
        return tuple(self._waiting(row, session) for row, session in found if session is not None)

    def take(self, session_id: str, agent: Agent) -> Standing:
        """Take the conversation over; taking what one holds already changes nothing.

        Raises `TakenError` when another was first, `NotAskedError` when no person is wanted there.
        """
        self._session(session_id).add(passing.taken(agent), is_read=True)
        return self.standing(session_id)

    def assign(self, session_id: str, lead: Agent, to: Agent) -> Standing:
        """A lead gives a conversation that waits or is held to somebody. Raises `NotHolderError`, `NotAskedError`."""
        if not lead.leads:
            raise NotHolderError(f"{lead.name} may not assign conversations: that is a lead's to do.")
        self._session(session_id).add(passing.taken(to, assigned=True))
        return self.standing(session_id)

    def hand_back(self, session_id: str, agent: Agent, *, note: str = "") -> Standing:
        """Give it back to the assistant; a lead may give back what another holds. Given back already: nothing changes.

        Raises `NotHolderError`.
        """
        self._session(session_id).add(passing.returned(agent, note))
        return self.standing(session_id)

    def say(self, session_id: str, agent: Agent, text: str, *, key: str) -> int:
        """Say something to the shopper; the turn's number. Raises `NotHolderError`, `KeyReusedError`, `ValueError`."""
        return self._said(session_id, agent, passing.said(agent, passing.words(text)), f"say\n{text}", key)

    def send_cards(self, session_id: str, agent: Agent, variant_ids: Sequence[str], text: str = "", *, key: str) -> int:
        """Put products before the shopper, as cards with the store's own facts; the turn's number.

        Raises as `say`, and `KeyError` for a variant that the store does not have.
        """
        done = "\n".join(("cards", *variant_ids, "", text))
        return self._said(session_id, agent, passing.cards(agent, variant_ids, text), done, key)

    def send_bundle(
        self, session_id: str, agent: Agent, variant_ids: Sequence[str], text: str = "", *, key: str
    ) -> int:
        """The same as one bundle with its total after promotions; an id that comes twice is two pieces of it."""
        done = "\n".join(("bundle", *variant_ids, "", text))
        return self._said(session_id, agent, passing.bundle(agent, variant_ids, text), done, key)

    def read(self, session_id: str, n: int) -> None:
        """The desk has seen the turns before number `n`: they are not unread any more."""
        self._line.read(session_id, n)
        self._bell.ring("")

    # --- following --------------------------------------------------------------------------------------------------

    def turns_after(self, session_id: str, n: int) -> Sequence[tuple[int, PastTurn]]:
        """The finished turns with numbers above `n` (-1: all), oldest first, each with its number."""
        turns = self._session(session_id).history()
        return [(number, turns[number]) for number in range(max(0, n + 1), len(turns))]

    def listen(self, session_id: str, ring: Callable[[], None], *, shopper: bool = False) -> Callable[[], None]:
        """Have `ring` called, from any thread, whenever that conversation changed; for `""`, whenever any did.

        Gives what ends it. `ring` must return at once; `shopper` says that it is their page that listens.
        """
        end = self._bell.listen(session_id, ring)
        if not shopper:
            return end
        self._page(session_id, 1)
        once = threading.Lock()

        def left() -> None:
            if once.acquire(blocking=False):
                end()
                self._page(session_id, -1)

        return left

    def n_listening(self, session_id: str) -> int:
        """How many pages of that conversation's shopper listen now."""
        with self._lock:
            return self._pages[session_id]

    def kept(self, session_id: str) -> None:
        """A turn of that conversation was kept, by whomever."""
        self._bell.ring(session_id)

    def forget(self, session_id: str) -> None:
        """The conversation was deleted."""
        with self._lock:
            self._held.pop(session_id, None)
        self._line.forget(session_id)
        self._bell.ring(session_id)

    # --- how --------------------------------------------------------------------------------------------------------

    def _page(self, session_id: str, more: int) -> None:
        with self._lock:
            self._pages[session_id] += more
            if not self._pages[session_id]:
                del self._pages[session_id]
        self._bell.ring("")

    def _session(self, session_id: str) -> Session:
        session = self._opened(session_id)
        if session is None:
            raise UnknownConversationError("This shop keeps no such conversation.")
        return session

    def _kept_open(self, row: Row) -> Session | None:
        with self._lock:
            held = self._held.get(row.session_id)
        session = held or self._opened(row.session_id)
        if session is not None and held is None:
            with self._lock:
                self._held[row.session_id] = session
        return session

    def _leave(self, row: Row) -> None:
        session = self._kept_open(row)
        if session is not None:
            session.add(passing.left_desk(row.agent_id))

    def _said(self, session_id: str, agent: Agent, answer: passing.Answer, done: str, key: str) -> int:
        if not key:
            raise ValueError("A write of the desk needs a key: make one for every write, and send it again with it.")
        number = self._session(session_id).add(answer, key=key, done=f"{agent.id}\n{done}", is_read=True)
        if number is None:
            raise RuntimeError("What a person says is always kept.")
        return number

    def _waiting(self, row: Row, session: Session) -> Waiting:
        turns, state = session.history(), session.state
        hands: Hands = state.hands
        asked_at = hands.asked_at or hands.since or self._clock()
        return Waiting(
            session_id=session.id,
            shopper=self._called(session.shopper_id),
            shopper_id=session.shopper_id,
            status=hands.who,
            reason=hands.reason,
            since=asked_at,
            mood=state.context.feeling.value,
            wants=", ".join(chip.label for chip in session.chips()),
            agent_id=hands.agent_id,
            agent=hands.name,
            unread=sum(1 for turn in turns[row.n_read :] if turn.message.strip()),
            n_turns=len(turns),
            last_at=(turns[-1].at if turns else None) or asked_at,
            is_here=self.n_listening(session.id) > 0,
            contact=hands.contact if self._by_mail else "",
        )
