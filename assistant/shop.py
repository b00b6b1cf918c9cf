"""A shop that is open: its conversations, its shoppers, what it shows them, and how it is brought up to date."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import structlog
from sqlalchemy.exc import SQLAlchemyError

from assistant.copilot.copilot import Copilot
from assistant.handoff.desk import GUEST_NAME, HandoffDesk
from assistant.handoff.hours import HandoffHours
from assistant.lane_views import LaneView, shown
from assistant.memory import SessionMemory
from assistant.openers import openers
from assistant.reading.bounded_reading import ReadingCounts
from assistant.room import Furniture, Room
from assistant.session import Session
from assistant.shopper.shopper_memory import ShopperMemory
from assistant.understanding import RuleUnderstander
from recommender.across_stores import Carried, carried
from recommender.demo_shoppers import DemoShopper, demo_shoppers, read_demo_shoppers
from recommender.event_log import EVENT_TABLES, EventLog
from recommender.opinions.mining import Opinions
from recommender.opinions.opinion_store import OPINION_TABLES, OpinionStore
from recommender.order_log import OrderLog, orders
from recommender.orders import Order
from recommender.personalising import Personalising
from recommender.profile import signals_off
from recommender.shopper import Shopper, Shoppers
from retrieval.feeds.offers import OfferChange
from retrieval.handover import TakenOver, answer, offered
from retrieval.live import Updated, update_offers, update_products
from retrieval.store import Store, load_catalog
from retrieval.taking_over import NotForUsError, take_over

if TYPE_CHECKING:
    from assistant.copilot.wording import DraftWording
    from assistant.workbench.sharing import Seals
    from retrieval.catalog import Catalog, Product, Question, Review

_UNFINISHED = "it met an error, and may have taken a part; import again"
GUEST = "guest-"  # how ids of guests begin: they are never offered to anybody else to shop as


class Shop:
    """An open shop: a store with its indexes, models and conversations. A context manager; made by `open_shop`."""

    def __init__(
        self,
        store: Store,
        room: Room,
        furniture: Furniture,
        understander_name: str,
        verified_openers: tuple[str, ...],
        demo_shoppers: tuple[DemoShopper, ...],
        busiest: tuple[DemoShopper, ...],
        log: EventLog,
        closing: Callable[[], None],
        clock: Callable[[], datetime],
        timer: Callable[[], float],
        drafts: DraftWording | None = None,
        model_server: str = "",
    ) -> None:
        self._room = room
        self._furniture = furniture
        self._updating = threading.RLock()  # who changes the store may find that the day is another, too
        self.store_name = store.manifest.name
        self.about = store.manifest.about
        self.understander_name = understander_name
        self.model_server = model_server  # the address of the server whose model reads; empty where none does
        self.image_root = store.path
        self._store = store
        self._openers = verified_openers
        self._shoppers = demo_shoppers
        self._busiest = busiest
        self._offers_busiest = False
        self._shopper_events = Shoppers(log)
        self._opinions = OpinionStore(store.engine)
        self._orders = OrderLog(store.engine)
        self._personalising = Personalising(store.engine)
        self._memory = SessionMemory(store.engine)
        self._closing = closing
        self._clock = clock
        self._timer = timer
        self._sessions: WeakValueDictionary[str, Session] = WeakValueDictionary()  # those that somebody holds
        self._opening = threading.Lock()
        settings = furniture.settings
        self.desk = HandoffDesk(
            store.engine,
            self._known_session,
            clock,
            hours=HandoffHours.of(settings.person_hours),
            by_mail=settings.person_mail,
            called=self._called,
        )
        self.copilot = Copilot(
            store,
            self._todays_room,
            lambda: self._furniture,
            self._memory,
            self._shopper_events,
            self._personalising,
            self._called,
            clock,
            self._read_anew,
            drafts,
        )

    @property
    def catalog(self) -> Catalog:
        """The store as it is now; another object once something of it changed, or the day."""
        return self._todays_room().catalog

    @property
    def seals(self) -> Seals:
        """What tells the shop's own addresses of bundles from others."""
        return self._furniture.seals

    def _todays_room(self) -> Room:
        """The room of the next turn. Promotions begin and end with days: on a new one all prices are read anew.

        While somebody else changes the store, or reads it anew, it is the room as it was: nobody waits for that.
        """
        if self._room.catalog.on != self.today() and self._updating.acquire(blocking=False):
            try:
                if self._room.catalog.on != self.today():  # nobody read it just now
                    catalog = load_catalog(self._store.engine, self._room.catalog.currency, self.today())
                    self._room = self._furniture.after(self._room, catalog, same_products=True)
            finally:
                self._updating.release()
        return self._room

    def update_offers(self, changes: Iterable[OfferChange]) -> Updated:
        """Prices and stock, from the next turn on; a turn that runs ends with what it began with. Embeds nothing."""
        with self._updating:
            done = update_offers(self._store.engine, self.catalog, changes)
            if not done.is_empty:
                self._room = self._furniture.after(self._room, done.catalog, same_products=True)
            return done

    def update_products(self, put: Sequence[Product], remove: Collection[str] = ()) -> Updated:
        """Products put in, replaced and taken out, from the next turn on; only texts that changed are embedded."""
        with self._updating:
            words, vectors, encoder = self._todays_room().retriever.kept_in
            done = update_products(self._store.engine, self.catalog, words, vectors, encoder, put, remove)
            if not done.is_empty:
                self._room = self._furniture.after(self._room, done.catalog, same_products=False)
            return done

    def take_imports(self) -> None:
        """Says that this shop takes imports made beside it; whoever calls this calls `take_offered` from then on."""
        self._store.take_imports()

    def take_offered(self) -> Updated | None:
        """Takes over an import that was made beside the open store, if one is offered; its importer gets an answer.

        The next turn is of the imported store; a turn that runs ends with what it began with. None where nothing was
        offered, or what was offered was refused.
        """
        self._todays_room()  # a new day is read here, where nobody waits for it
        taken = None
        for made in offered(self._store.path):
            said = TakenOver(refused=f"{_UNFINISHED}.")  # whatever happens, its importer must not wait for ever
            try:
                with self._updating:
                    taken = self._take_over(made)
                said = TakenOver(len(taken.changed), len(taken.new), len(taken.removed))
            except NotForUsError as error:
                said = TakenOver(refused=f"{error} Nothing was changed.")
            except (OSError, ValueError, SQLAlchemyError) as error:
                structlog.get_logger(__name__).warning("an import was not taken over", error=str(error))
                said = TakenOver(refused=f"{_UNFINISHED}: {error}")
            finally:
                answer(made, said)
        return taken

    def _read_anew(self, product_id: str = "") -> None:
        """Takes up what the owner decided: standing answers, or with a product's id the fix of its record.

        The next turn is of the store as it then is. Words find the fixed value at once, meaning with the next import.
        """
        with self._updating:
            catalog = load_catalog(self._store.engine, self.catalog.currency, self.catalog.on)
            if product_id and product_id in catalog:
                words, _, _ = self._room.retriever.kept_in
                with self._store.engine.begin() as connection:
                    words.change(connection, [catalog.product(product_id)], ())
                words.forget()
            furniture = self._furniture.after_import(catalog)
            room = furniture.after(self._room, catalog, same_products=not product_id)
            self._furniture, self._room = furniture, room

    def _take_over(self, made: Path) -> Updated:
        words, vectors, encoder = self._room.retriever.kept_in
        done = take_over(
            self._store.engine, self.catalog, words, vectors, encoder.name, made, self._store.path,
            replaced=(*OPINION_TABLES, orders.name, demo_shoppers.name), added=EVENT_TABLES,
        )  # fmt: skip
        furniture = self._furniture.after_import(done.catalog)
        room = furniture.after(self._room, done.catalog, same_products=False)
        manifest = self._store.read_manifest()
        rules = RuleUnderstander(room.catalog, room.learned.vocabulary)
        self._openers = openers(room.catalog, rules, room.retriever, manifest.openers)
        self._shoppers = read_demo_shoppers(self._store.engine) or self._shoppers
        self.store_name, self.about = manifest.name, manifest.about
        self._opinions.forget()
        self._furniture, self._room = furniture, room
        return done

    def session(self, shopper_id: str = "", session_id: str = "") -> Session:
        """The conversation of that id, or a new one; a guest's when no shopper is named.

        A known session belongs to the shopper who began it: another's id gives a new session.
        """
        with self._opening:  # two who ask for the same one get the same one
            return self._session(shopper_id, session_id)

    def _session(self, shopper_id: str, session_id: str) -> Session:
        known = self._memory.shopper_of(session_id) if session_id else None
        if known is None or (shopper_id and known != shopper_id):
            session_id = secrets.token_urlsafe(12)
            known = shopper_id or f"{GUEST}{session_id}"
        session = self._sessions.get(session_id)
        if session is None:
            session = Session(
                session_id,
                known,
                self._todays_room,
                self._memory,
                ShopperMemory(
                    known,
                    session_id,
                    self.catalog,
                    self._shopper_events,
                    self._personalising,
                    is_guest=known.startswith(GUEST),
                ),
                self._furniture.responder,
                self._clock,
                self._timer,
                self.desk.prospect,
                self.desk.kept,
            )
            self._sessions[session_id] = session
            self._memory.begin(session_id, known, self._clock())
        return session

    def _known_session(self, session_id: str) -> Session | None:
        return None if self._memory.shopper_of(session_id) is None else self.session("", session_id)

    def _called(self, shopper_id: str) -> str:
        if shopper_id.startswith(GUEST):
            return GUEST_NAME
        return next((one.name for one in self._shoppers if one.id == shopper_id), shopper_id)

    def shopper_of(self, session_id: str) -> str | None:
        """Whose conversation that is; None where it is not known (any more)."""
        return self._memory.shopper_of(session_id)

    def conversations(self, shopper_id: str) -> list[str]:
        """Ids of the shopper's conversations, oldest first."""
        return self._memory.sessions_of(shopper_id)

    def forget(self, session_id: str) -> None:
        """Delete a conversation with its cart. What the shopper did in it stays known until their past is erased."""
        self._memory.delete(session_id)
        self._sessions.pop(session_id, None)
        self.desk.forget(session_id)

    def today(self) -> date:
        """The day by the shop's clock."""
        return self._clock().date()

    def openers(self) -> tuple[str, ...]:
        """First messages that were tried on this store and lead somewhere."""
        return self._openers

    def lanes(self, shopper_id: str = "", brought: Carried | None = None) -> tuple[LaneView, ...]:
        """Rows of products for a shopper to begin with, the most personal first; a guest's hold for everybody.

        `brought` is a taste from another store (its `carried`), which even a guest may bring; nothing of it is kept.

        Keeps that they were shown, once a day, so that the same three do not lead tomorrow; where personalising is
        off nothing is read or kept, and they are a guest's.
        """
        now = self._clock()
        known = bool(shopper_id) and not shopper_id.startswith(GUEST) and self._personalising.is_on(shopper_id)
        events = self._shopper_events.events(shopper_id) if known else ()
        shopper = Shopper(shopper_id, events, now=now).toward("").without(signals_off(events))
        views = self._todays_room().lanes.of(shopper, now.date(), brought)
        if known and events:
            self._shopper_events.add(shopper_id, shown(views, shopper_id, now))
        return views

    def carried(self, shopper_id: str) -> Carried:
        """A shopper's taste to take along to another store: texts of things, and nothing that says who they are.

        Empty where personalising is off.
        """
        is_on = self._personalising.is_on(shopper_id)
        events = self._shopper_events.events(shopper_id) if is_on else ()
        return carried(self.catalog, self.store_name, Shopper(shopper_id, events))

    def shoppers(self) -> tuple[DemoShopper, ...]:
        """Whom anybody may try the shop as: the store's demo shoppers; real ones only after `offer_busiest`."""
        return self._shoppers or (self._busiest if self._offers_busiest else ())

    def offer_busiest(self) -> None:
        """Says that where the store has no demo shoppers, whoever reaches the shop may be one of its busiest real ones.

        They can then read what is known of those, erase it, and see their orders: for a shop that its owner alone uses.
        """
        self._offers_busiest = True

    def reviews(self, product_id: str) -> list[Review]:
        """What was written about a product, in the feed's order."""
        return self._store.reviews(product_id)

    def opinions(self, product_id: str) -> Opinions:
        """What the reviews of a product say, counted; empty where it has none."""
        return self._opinions.of(product_id)

    def questions(self, product_id: str) -> list[Question]:
        """What was asked about a product, in the feed's order."""
        return self._store.questions(product_id)

    def orders(self, shopper_id: str) -> tuple[Order, ...]:
        """What the shopper ordered, latest first; empty where the store has no orders of theirs."""
        return self._orders.of(shopper_id)

    def reading_counts(self) -> ReadingCounts:
        """What became of the messages that the language model should have read, since the shop opened."""
        return self._room.assistant.reading_counts

    def close(self) -> None:
        self._closing()
        self._store.close()

    def __enter__(self) -> Shop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
