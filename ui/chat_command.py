"""`shelftalk chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.padding import Padding
from rich.text import Text

from assistant import reply
from ui import terminal_view as view
from ui.interrupt import on_first_interrupt
from ui.opening import open_for

if TYPE_CHECKING:
    from assistant import Settings
    from ui.shop import Session, Shop

HELP = """\
Say what you are looking for, refine it, compare, ask, or fill the cart: "a rain jacket under 80",
"in blue", "compare the first two", "add the second one in M".

/1 /2 ...  take the suggestion with that number
/cart      show the cart
/help      show this
/quit      leave (Ctrl-D does too)
Ctrl-C     stop the answer; twice leaves"""


class TerminalChat:
    """One shopper's conversation on a console. `ask` reads a line and raises `EOFError` when there is none left."""

    def __init__(self, session: Session, console: Console, ask: Callable[[], str]) -> None:
        self._session = session
        self._console = console
        self._ask = ask
        self._suggested: Sequence[reply.FollowUp] = ()

    def run(self) -> None:
        """Until /quit, the end of input, or Ctrl-C twice."""
        interrupted = False
        while True:
            try:
                said = self._ask().strip()
                interrupted = False
                if said in ("/quit", "/exit", "/q"):
                    return
                self.take(said)
            except EOFError:
                self._console.print()
                return
            except KeyboardInterrupt:
                if interrupted:
                    return
                interrupted = True
                self._console.print("\nCtrl-C again or /quit to leave.", style="dim")

    def take(self, said: str) -> None:
        """Does what one line asks for: a command, a suggestion's number, or a message."""
        if not said:
            return
        if said == "/cart":
            self._console.print(view.cart_table(self._session.cart()))
        elif said == "/help":
            self._console.print(Text(HELP, "dim"))
        elif said.startswith("/") and said[1:].isdecimal():
            self._take_suggestion(int(said[1:]))
        elif said.startswith("/") and said[1:].isalpha():
            self._console.print(view.plain(f"There is no command {said}. /help lists them."), style="yellow")
        else:
            self._turn(self._session.stream(said))

    def _take_suggestion(self, number: int) -> None:
        if not 1 <= number <= len(self._suggested):
            there = f"1 to {len(self._suggested)}" if self._suggested else "none yet"
            self._console.print(f"There is no suggestion {number}; there is {there}.", style="yellow")
            return
        chosen = self._suggested[number - 1]
        self._console.print(view.line("›", chosen.message or chosen.label), style="dim")
        self._turn(self._session.stream_act(chosen.act) if chosen.act else self._session.stream(chosen.message))

    def suggest(self, chips: Sequence[reply.FollowUp]) -> None:
        """Offers numbered suggestions until the next ones come."""
        self._suggested = chips
        if chips:
            self._console.print(view.follow_ups(chips))

    def _turn(self, events: Iterator[reply.ReplyEvent]) -> None:
        shown = _Turn(self._console)
        with on_first_interrupt(self._session.cancel) as interrupted, shown:
            for event in events:
                if isinstance(event, reply.FollowUps):
                    shown.settle()
                    self.suggest(event.chips)
                else:
                    shown.show(event)
        if interrupted():
            self._console.print("Stopped.", style="dim")


class _Turn:
    """Shows one turn's events as they come: what is being done, what was found, and the words as they are said."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, refresh_per_second=20, transient=True)
        self._said = ""
        self._cited: tuple[reply.Cited, ...] = ()

    def __enter__(self) -> _Turn:
        self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.settle()
        self._live.stop()

    def show(self, event: reply.ReplyEvent) -> None:
        match event:
            case reply.Progress():
                self._live.update(view.plain(f"{event.text} …", "dim"))
            case reply.Text():
                self._said += event.piece
                self._cited += event.cited
                self._live.update(Padding(view.plain(self._said), (0, 0, 0, 2)))
            case reply.Understood():
                if event.chips:
                    self._console.print(view.understood_line(event))
            case reply.Cards():
                self._console.print(view.cards_table(event.cards))
            case reply.Bundles():
                for bundle in event.bundles:
                    self._console.print(view.bundle_panel(bundle))
                if event.rows:
                    self._console.print(view.ways_table(event.rows))
            case reply.Comparison():
                self._console.print(view.comparison_table(event))
            case reply.PersonSaid():
                self.settle()
                self._console.print(view.line(view.plain(event.name, "bold"), event.text))
            case reply.HandsChanged():
                self.settle()
                self._console.print(Padding(view.plain(event.text, "italic"), (0, 0, 0, 2)))
            case reply.Signals():
                self.settle()
                self._console.print(view.signals_table(event))
            case reply.CartView():
                self.settle()
                self._console.print(view.cart_table(event))
            case reply.Done() | reply.FollowUps() | reply.Known():  # what is known was said line by line
                self.settle()

    def settle(self) -> None:
        """What was said so far stays on the screen; the line below is free again."""
        self._live.update(Text(""), refresh=True)
        if self._said.strip():
            self._console.print(Padding(view.plain(self._said.strip()), (0, 0, 0, 2)))
        if self._cited:
            self._console.print(Padding(view.sources(self._cited), (0, 0, 0, 2)))
        self._said, self._cited = "", ()


def converse(shop: Shop, console: Console, shopper_id: str = "") -> None:
    """Greets, then talks until the shopper leaves. Reads standard input; prompts only when someone is there."""
    with suppress(ImportError):  # not on Windows; elsewhere it gives the prompt a history and arrow keys
        import readline  # noqa: F401
    prompt = "You: " if sys.stdin.isatty() else ""
    console.print("Say what you are looking for. /help lists what else there is.", style="dim")
    chat = TerminalChat(shop.session(shopper_id), console, lambda: input(prompt))
    for lane in shop.lanes(shopper_id):
        console.print(view.lane_line(lane))
    chat.suggest([reply.FollowUp(opener, opener) for opener in shop.openers()])
    chat.run()


def chat_command(settings: Settings, console: Console, shopper_id: str = "") -> None:
    """Opens the shop of the settings and talks until the shopper leaves. Raises what opening raises."""
    with open_for(settings, console) as shop:
        converse(shop, console, shopper_id)
