"""A turn on its way to whoever listens: it runs to its end without them, and can be listened to again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence

from assistant.reply import Done, ReplyEvent
from ui.api.encoding import KEPT_SILENT, event
from ui.api.problems import FAILED, UNFINISHED, Problem, ProblemError
from ui.api.schema.stream import LAST, Event, Failure
from ui.shop import Session, Turn

Start = Callable[[Callable[[int], None]], Iterator[ReplyEvent]]  # begins a turn, which tells its number first


class Numbered:
    """Gives the events of turn `number` their ids, "4-1", "4-2" ...: the same when they are read from the records."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._n = 0

    def event(self, said: ReplyEvent) -> Event:
        name, data = event(said, self.number)
        return Event(id=None if isinstance(said, KEPT_SILENT) else self._next(), event=name, data=data)

    def failure(self, problem: Problem) -> Event:
        return Event(id=self._next(), event="error", data=Failure.model_validate(problem.members()))

    def _next(self) -> str:
        self._n += 1
        return f"{self.number}-{self._n}"


class Run:
    """One turn while it runs and after. `add` and `follow` belong to the loop, `work` to a thread."""

    def __init__(self, number: int, session: Session) -> None:
        """`number` is what the turn's will be, unless another is kept before it begins."""
        self.number = number
        self.has_begun = asyncio.Event()
        self.refused: ProblemError | None = None
        self.cancelled = False
        self.timings_ms: dict[str, float] = {}
        self._session = session
        self._numbered = Numbered(number)
        self._sent: list[Event] = []
        self._news = asyncio.Event()

    @property
    def is_over(self) -> bool:
        return bool(self._sent) and self._sent[-1].event in LAST

    def cancel(self) -> None:
        """Let it end early; nothing happens when it is over."""
        if not self.is_over:
            self.cancelled = True
            self._session.cancel()

    def work(self, start: Start, tell: Callable[[Event], object], begun: Callable[[], object] = lambda: None) -> None:
        """Run the turn to its end in this thread, telling every event, and first that it has begun."""

        def began(number: int) -> None:
            self.number, self._numbered = number, Numbered(number)
            begun()

        for said in start(began):
            if isinstance(said, Done):
                self.timings_ms = said.timings_ms
            tell(self._numbered.event(said))
            if self.cancelled:  # it may have been cancelled before its session began, which forgets such wishes
                self._session.cancel()

    def add(self, sent: Event) -> None:
        self._sent.append(sent)
        self.has_begun.set()
        news, self._news = self._news, asyncio.Event()
        news.set()

    def end(self) -> None:
        """Whatever happened: nobody waits for more."""
        if not self.is_over:
            self.add(self._numbered.failure(FAILED))

    async def follow(self, after: str = "") -> AsyncIterator[Event]:
        """The events after the one of that id, those to come too, until the last."""
        at = next((place for place, sent in enumerate(self._sent, 1) if sent.id == after), 0) if after else 0
        while True:
            while at < len(self._sent):
                yield self._sent[at]
                at += 1
            if self.is_over:
                return
            await self._news.wait()


def events_of(number: int, turn: Turn) -> list[Event]:
    """A finished turn's events as they were sent; one that was cut short ends with an error."""
    numbered = Numbered(number)
    events = [numbered.event(said) for said in turn.events if not isinstance(said, KEPT_SILENT)]
    return events if events and events[-1].event in LAST else [*events, numbered.failure(UNFINISHED)]


def after(events: Sequence[Event], last_id: str) -> list[Event]:
    """Those after the event of that id; all of them when it is none of these."""
    at = next((place for place, sent in enumerate(events, 1) if sent.id == last_id), 0)
    return list(events[at:])
