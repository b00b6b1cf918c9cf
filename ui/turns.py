"""What a page shows after a click: the one place where a turn is run for a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

import structlog

from assistant.acts import ShopperAct
from assistant.memory import PAGE_KEY
from assistant.reply import CartView, ReplyEvent, Text
from retrieval.money import Money
from ui.bench import answered
from ui.bench_clicks import bench_act
from ui.cart_panel import n_pieces
from ui.clicks import QUIET, Click, GoneError, follow_up, quiet_acts, said, talk_act
from ui.dialogs import PastTalk, talk_list
from ui.lanes import lane_rows
from ui.language import Language, speaking, t
from ui.shop import Session, Shop, Turn
from ui.streaming import ShopFailedError, batches, in_thread
from ui.tabs import Tab, Tabs, is_open
from ui.turn_view import TurnView, replayed

N_REPLAYED = 12  # turns drawn again after a reload; earlier ones come on demand
_LONGEST_TITLE = 80

log = structlog.get_logger("shelftalk.page")


@dataclass(frozen=True, slots=True)
class Note:
    """Something for the page itself. `seq` is new every time, so that two equal notes are two notes."""

    seq: int
    session: str = ""
    toast: str = ""
    undo: int = 0  # how many changes of the cart the toast's Undo takes back
    past: str = ""  # finished turns as HTML, to be put above
    earlier: int = 0  # so many turns lie before those
    lanes: str = ""  # rows of products for the welcome, as HTML
    talks: str = ""  # the conversations to go back to, as HTML
    bench: str = ""  # the bundle on the table anew, as HTML
    said: str = ""  # what is said of a change to it, as HTML
    turns: int = -1  # so many turns the conversation has, where it was drawn anew


@dataclass(frozen=True, slots=True)
class Update:
    """What to draw again; None leaves it as it is."""

    turn: TurnView | None = None
    cart: CartView | None = None
    note: Note | None = None


class Turns:
    """Runs clicks for pages. `do` never raises for a failing shop: the page shows a calm word, the next click works."""

    def __init__(self, shop: Shop, pool: Executor) -> None:
        self._shop = shop
        self._pool = pool
        self._tabs = Tabs(shop, pool)
        self._seq = count(1)

    async def do(self, click: Click) -> AsyncIterator[Update]:
        if click.do == "stop":
            self._tabs.stop(click.session)
            return
        if click.do in ("talks", "forget"):
            yield Update(note=await self._talks(click))
            return
        try:
            if click.session and not await in_thread(self._pool, lambda: is_open(self._shop, click.session)):
                click = click.model_copy(update={"session": ""})
            if click.do in ("load", "earlier") and not click.session:
                yield Update(cart=CartView((), Money(Decimal(0), self._shop.catalog.currency)))
                if click.do == "load":
                    yield Update(note=await self._welcome(click))
                return
            tab = await self._tabs.open(click.session, self._offered(click.shopper), click.key)
            if click.do != "look" and not tab.is_saying(click.key):  # a page opened beside it stops no turn
                tab.interrupt()  # a reload does: what was said so far is then part of the past
            async with tab.turn:
                if click.do in ("load", "earlier"):
                    yield await self._past(tab, click)
                    return
                run = self._bench if click.do == "bench" else self._quiet if click.do in QUIET else self._talk
                async for update in run(tab, click):
                    yield update
        except GoneError:
            yield Update(note=self._note(toast=_text(click, "gone")))
        except ShopFailedError as error:
            log.error("click failed", do=click.do, exc_info=error)
            yield Update(note=self._note(toast=_text(click, "trouble")))

    def _offered(self, shopper_id: str) -> str:
        """The demo shopper of that id, or a guest: nobody becomes a shopper that the page does not offer."""
        return shopper_id if any(one.id == shopper_id for one in self._shop.shoppers()) else ""

    async def _talks(self, click: Click) -> Note:
        """The conversations of this browser, as a list; on `forget` without `click.talk`, which is deleted."""
        listed = (*click.talks, click.talk) if click.do == "forget" else click.talks
        try:
            known = await in_thread(self._pool, lambda: [one for one in listed if is_open(self._shop, one)])
            if click.do == "forget" and click.talk in known:
                await self._tabs.forget(click.talk)
            talks = await in_thread(
                self._pool,
                lambda: [talk for one in known if one != click.talk for talk in _past_talk(self._shop, one)],
            )
        except ShopFailedError as error:
            log.error("no conversations", do=click.do, exc_info=error)
            return self._note(toast=_text(click, "trouble"))
        with speaking(click.language):
            html = talk_list(talks, click.session)
            toast = t("talks.deleted") if click.do == "forget" and click.talk in known else ""
        return replace(self._note(toast=toast), talks=str(html))

    async def _welcome(self, click: Click) -> Note:
        """The rows for who begins here. A page without them is a page, too: what fails is only logged."""
        shopper = self._offered(click.shopper)
        try:
            lanes = await in_thread(self._pool, lambda: self._shop.lanes(shopper))
        except ShopFailedError as error:
            log.error("no lanes", exc_info=error)
            return self._note()
        with speaking(click.language):
            return replace(self._note(), lanes=str(lane_rows(lanes)))

    async def _talk(self, tab: Tab, click: Click) -> AsyncIterator[Update]:
        session = tab.session
        numbers: list[int] = []
        start, words = self._begun(tab, click, numbers.append)
        expected = await in_thread(self._pool, lambda: len(session.history()))
        view = TurnView(expected, words, by_click=click.do != "send", language=click.language)
        tab.is_talking, tab.was_stopped, tab.key = True, False, click.key
        finished = False
        try:
            yield Update(turn=view, note=self._note(session=session.id))
            async for events in batches(start, self._pool):
                cart = view.cart
                if numbers:  # a person of the shop may have said something meanwhile
                    view = replace(view, number=numbers[0])
                for event in events:
                    view = view.after(event)
                yield Update(turn=view, cart=view.cart if view.cart is not cart else None)
            finished = True
            view = view.ended("stopped" if tab.was_stopped else "done")
        except ShopFailedError as error:
            finished = True
            log.error("turn failed", session=session.id, exc_info=error)
            view = view.ended("failed")
        finally:
            tab.is_talking = False
            if not finished:  # the page is gone: nobody reads the rest
                session.cancel()
        tab.suggests(view.number, view.suggested)
        yield Update(turn=view)

    def _begun(
        self, tab: Tab, click: Click, began: Callable[[int], None]
    ) -> tuple[Callable[[], Iterator[ReplyEvent]], str]:
        """How to start the turn of this click, and what it says of the shopper; `began` hears the turn's number."""
        session = tab.session
        if click.do == "send":
            key = f"{PAGE_KEY}{click.key}" if click.key else ""
            return (lambda: session.stream(click.text, key=key, began=began)), click.text
        if click.do == "follow":
            chip = follow_up(tab.suggested, click)
            if chip.act is None:
                return (lambda: session.stream(chip.message, began=began)), chip.message
            act = chip.act
            return (lambda: session.stream_act(act, began=began)), chip.label
        act = talk_act(click, session.chips())
        with speaking(click.language):
            return (lambda: session.stream_act(act, began=began)), said(click, self._shop.catalog)

    async def _quiet(self, tab: Tab, click: Click) -> AsyncIterator[Update]:
        """Change the cart beside the conversation; what the assistant says about it becomes a short notice."""
        session = tab.session
        before = await in_thread(self._pool, session.cart)
        acts = quiet_acts(click, before)
        words = await in_thread(self._pool, lambda: _words(session, acts))
        cart = await in_thread(self._pool, session.cart)
        more = n_pieces(cart) - n_pieces(before)
        toast = words[-1] if words else ""
        if len(acts) > 1 and more == sum(act.quantity for act in acts):
            with speaking(click.language):
                toast = t("added.many", n=more)
        undo = len(acts) if click.do != "undo" and cart.items != before.items else 0
        yield Update(cart=cart, note=self._note(session=session.id, toast=toast, undo=undo))

    async def _bench(self, tab: Tab, click: Click) -> AsyncIterator[Update]:
        """Change the bundle on the table, which is drawn anew where it stands."""
        session, act = tab.session, bench_act(click.bench)
        before = await in_thread(self._pool, session.cart)
        numbers = [-1]
        events = await in_thread(self._pool, lambda: list(session.stream_act(act, began=numbers.append)))
        cart = await in_thread(self._pool, session.cart)
        number = numbers[-1]
        with speaking(click.language):
            answer = answered(events, number)
        tab.suggests(number, answer.suggested)
        is_added = cart.items != before.items
        note = self._note(session=session.id, toast=answer.text if is_added else "", undo=int(is_added))
        yield Update(cart=cart, note=replace(note, bench=str(answer.html), said=str(answer.said)))

    async def _past(self, tab: Tab, click: Click) -> Update:
        """Finished turns as they were, newest below; on `earlier` those before turn `click.turn`."""
        session = tab.session
        turns = await in_thread(self._pool, session.history)
        end = min(click.turn, len(turns)) if click.do == "earlier" else len(turns)
        start = max(0, end - N_REPLAYED)
        note = self._note(session=session.id, past=_drawn(turns[start:end], start, click.language), earlier=start)
        if click.do == "earlier":
            return Update(note=note)
        note = replace(note, turns=len(turns))
        return Update(cart=await in_thread(self._pool, session.cart), note=note)

    def _note(self, *, session: str = "", toast: str = "", undo: int = 0, past: str = "", earlier: int = 0) -> Note:
        return Note(next(self._seq), session, toast, undo, past, earlier)


def _words(session: Session, acts: Sequence[ShopperAct]) -> list[str]:
    """Do the acts one after another; the words each was answered with."""
    answers = [[e.piece for e in session.stream_act(act) if isinstance(e, Text)] for act in acts]
    return ["".join(pieces).strip() for pieces in answers]


def _past_talk(shop: Shop, session_id: str) -> list[PastTalk]:
    """That conversation for the list; none where the shop does not know it or nothing was done in it."""
    if shop.shopper_of(session_id) is None:
        return []
    session = shop.session("", session_id)
    said = [turn.message for turn in session.history() if turn.message.strip()]
    title = " ".join(said[0].split())[:_LONGEST_TITLE] if said else ""
    return [PastTalk(session_id, title, len(said))] if said or session.cart().items else []


def _text(click: Click, key: str) -> str:
    with speaking(click.language):
        return t(key)


def _drawn(turns: Sequence[Turn], start: int, language: Language) -> str:
    views = (replayed(number, turn.message, turn.events, language) for number, turn in enumerate(turns, start))
    return "".join(view.html() for view in views if not view.is_quiet)
