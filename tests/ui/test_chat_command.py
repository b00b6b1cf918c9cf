"""The terminal chat: lines in, a conversation out; commands, suggestions, and Ctrl-C."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pytest
from rich.console import Console

from assistant.acts import Intent, ShopperAct
from assistant.reply import CartView, Cited, Done, FollowUp, FollowUps, NeedChip, Progress, ReplyEvent, Text
from retrieval.money import Money
from ui.chat_command import TerminalChat


class ScriptedSession:
    """Answers every message with the same events; what was said and done to it is kept."""

    id = "session"
    shopper_id = "ada"

    def __init__(self, events: Sequence[ReplyEvent] = (), during: Callable[[], None] = lambda: None) -> None:
        self.said: list[str] = []
        self.done: list[ShopperAct] = []
        self.n_cancelled = 0
        self._events = events
        self._during = during

    def stream(self, message: str, **_: object) -> Iterator[ReplyEvent]:
        self.said.append(message)
        return self._stream()

    def stream_act(self, act: ShopperAct, **_: object) -> Iterator[ReplyEvent]:
        self.done.append(act)
        return self._stream()

    def _stream(self) -> Iterator[ReplyEvent]:
        for event in self._events:
            yield event
            self._during()
            if self.n_cancelled:
                return

    def cancel(self) -> None:
        self.n_cancelled += 1

    def cart(self) -> CartView:
        return CartView((), Money(Decimal(0), "USD"))

    def chips(self) -> Sequence[NeedChip]:
        return ()

    def history(self) -> Sequence[object]:
        return ()


def chat(session: ScriptedSession, lines: Sequence[str | type[BaseException]]) -> str:
    """Types the lines (or raises what is raised instead of one) and gives what the screen then says."""
    screen, coming = io.StringIO(), iter(lines)

    def ask() -> str:
        line = next(coming, EOFError)
        if isinstance(line, str):
            return line
        raise line

    TerminalChat(session, Console(file=screen, width=100), ask).run()  # type: ignore[arg-type]  # turns are not used
    return screen.getvalue()


ANSWER = (
    Progress("Reading your message"),
    Text("Two jackets "),
    Text("keep the rain out."),
    FollowUps((FollowUp("In blue (1)", "in blue"), FollowUp("Show cart", "", ShopperAct(Intent.SHOW_CART)))),
    Done({"total": 12.0}),
)


def test_a_message_is_said_and_its_answer_shown() -> None:
    session = ScriptedSession(ANSWER)
    screen = chat(session, ["  rain jacket  ", "", "/quit", "never said"])
    assert session.said == ["rain jacket"]
    assert "Two jackets keep the rain out." in screen
    assert screen.count("Two jackets") == 1


def test_numbers_in_the_text_are_told_below_it_once() -> None:
    cited = tuple(Cited(n, f"Review of the [b]Mouse[/b], {n} of 5", "mouse", f"r{n}") for n in (1, 2))
    events = (Text("Too loud [1], ", cited[:1]), Text("too small [2].", cited[1:]), Done({"total": 12.0}))
    lines = [line.strip() for line in chat(ScriptedSession(events), ["is it good?"]).splitlines()]
    said = lines.index("Too loud [1], too small [2].")
    labels = ["[1] Review of the [b]Mouse[/b], 1 of 5", "[2] Review of the [b]Mouse[/b], 2 of 5"]
    assert lines[said + 1 : said + 3] == labels
    assert sum(line in labels for line in lines) == 2


def test_a_suggestion_is_taken_by_its_number() -> None:
    session = ScriptedSession(ANSWER)
    screen = chat(session, ["rain jacket", "/1", "/2", "/3"])
    assert session.said == ["rain jacket", "in blue"]
    assert session.done == [ShopperAct(Intent.SHOW_CART)]
    assert "There is no suggestion 3; there is 1 to 2." in screen


def test_a_suggestion_before_any_is_refused_calmly() -> None:
    assert "there is none yet" in chat(ScriptedSession(), ["/1"])


def test_commands() -> None:
    session = ScriptedSession()
    screen = chat(session, ["/cart", "/help", "/dance"])
    assert "Your cart is empty." in screen
    assert "/quit" in screen
    assert "There is no command /dance." in screen
    assert session.said == []


@pytest.mark.parametrize("message", ["/etc/passwd is a path", "-5", "[red]x", "\x1b[2J"])
def test_whatever_else_is_typed_is_a_message(message: str) -> None:
    session = ScriptedSession()
    chat(session, [message])
    assert session.said == [message]


def test_ctrl_c_at_the_prompt_warns_once_then_leaves() -> None:
    session = ScriptedSession(ANSWER)
    screen = chat(session, [KeyboardInterrupt, "rain jacket", KeyboardInterrupt, KeyboardInterrupt, "never said"])
    assert session.said == ["rain jacket"]
    assert screen.count("Ctrl-C again") == 2


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Ctrl-C as in a terminal: a shell that starts the tests in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_in_a_turn_cancels_it_and_the_conversation_goes_on() -> None:
    session = ScriptedSession(ANSWER, during=interrupt)
    before = signal.getsignal(signal.SIGINT)
    screen = chat(session, ["rain jacket"])
    assert session.n_cancelled == 1
    assert "Stopped." in screen
    assert "Two jackets" not in screen
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_twice_in_a_turn_that_does_not_end_gets_out() -> None:
    class Deaf(ScriptedSession):
        def _stream(self) -> Iterator[ReplyEvent]:
            while True:
                interrupt()
                yield Progress("Reading your message")

    session = Deaf()
    chat(session, ["rain jacket", KeyboardInterrupt])
    assert session.n_cancelled == 1
    assert session.said == ["rain jacket"]
