"""Opening a shop: the one place where everything is put together."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import structlog

from assistant.answering import ProductAnswerer
from assistant.assistant import Assistant
from assistant.bounded_reading import ReadingCounts
from assistant.cart_actions import CartActions
from assistant.catalog_answers import CatalogAnswers
from assistant.compatibility import Compatibility
from assistant.first_finds import FirstFinds
from assistant.grounding.wording import ModelWording
from assistant.lane_views import LaneView, LaneViews, shown
from assistant.meant_kinds import MeantKinds
from assistant.memory import SessionMemory
from assistant.model_reading import model_of, understander_of
from assistant.named_codes import NamedCodes
from assistant.openers import openers
from assistant.policy import RulePolicy
from assistant.profile_talk import ProfileTalk
from assistant.proposing import Proposing
from assistant.range_words import RangeWords
from assistant.recommending import Recommending
from assistant.responding import TemplateResponder
from assistant.review_answers import ReviewAnswers
from assistant.scope import scope_judge
from assistant.second_reading import SecondReader
from assistant.session import Session
from assistant.settings import Settings
from assistant.shopper_memory import ShopperMemory
from assistant.telling import Telling
from assistant.understanding import RuleUnderstander
from recommender.across_stores import Carried, carried
from recommender.belonging.together import CountedTogether
from recommender.bundling import RelatedBundler
from recommender.copurchases import CoPurchases
from recommender.demand import Demand
from recommender.demo_shoppers import DemoShopper, read_demo_shoppers
from recommender.event_log import EventLog
from recommender.events import Event
from recommender.explaining import TemplateExplainer
from recommender.fitted_store import RankerDamagedError, open_blend, trusted_of
from recommender.lanes import Lanes
from recommender.learned_blend import LearnedBlend
from recommender.list_guards import ListGuards
from recommender.opinions.mining import Opinions
from recommender.opinions.opinion_store import OpinionStore
from recommender.personalising import Personalising
from recommender.profile import Profiler
from recommender.profile_facts import FactTeller
from recommender.ranking import BlendRanker, WeightedScorers
from recommender.scorers.history import HistoryOverlapScorer
from recommender.scorers.popularity import PopularityScorer, Scorer
from recommender.shopper import Shopper, Shoppers
from recommender.trusted_ratings import NO_DOUBTS, Rated
from retrieval.documents import PassageIndex
from retrieval.guides import GuideIndex
from retrieval.indexing import encoder_of, open_retriever
from retrieval.nearness import Nearness
from retrieval.store import Store, open_store
from retrieval.vocabulary import Vocabulary

if TYPE_CHECKING:
    from assistant.model_understanding import ModelUnderstander
    from assistant.models.steerable import SteerableChatModel
    from retrieval.catalog import Catalog, Question, Review
    from retrieval.encoder import Encoder

# The ranker's blend: taste before fashion, both small beside the match with what was asked (see BlendRanker).
_HISTORY, _POPULARITY = 0.65, 0.35
_OFFERED_SHOPPERS = 12
_GUEST = "guest-"  # how ids of guests begin: they are never offered to anybody else to shop as
_RULES_ONLY = "plain rules: no language model found"


class Shop:
    """An open shop: a store with its indexes, models and conversations. A context manager; made by `open_shop`."""

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        responder: TemplateResponder,
        lanes: LaneViews,
        understander_name: str,
        verified_openers: tuple[str, ...],
        known_shoppers: tuple[DemoShopper, ...],
        log: EventLog,
        closing: Callable[[], None],
        clock: Callable[[], datetime],
        timer: Callable[[], float],
    ) -> None:
        self.catalog = store.catalog
        self.store_name = store.manifest.name
        self.about = store.manifest.about
        self.understander_name = understander_name
        self.image_root = store.path
        self._store = store
        self._assistant = assistant
        self._responder = responder
        self._lanes = lanes
        self._openers = verified_openers
        self._shoppers = known_shoppers
        self._shopper_events = Shoppers(log)
        self._opinions = OpinionStore(store.engine)
        self._personalising = Personalising(store.engine)
        self._memory = SessionMemory(store.engine)
        self._closing = closing
        self._clock = clock
        self._timer = timer
        self._sessions: WeakValueDictionary[str, Session] = WeakValueDictionary()  # those that somebody holds

    def session(self, shopper_id: str = "", session_id: str = "") -> Session:
        """The conversation of that id, or a new one; a guest's when no shopper is named.

        A known session belongs to the shopper who began it: another's id gives a new session.
        """
        known = self._memory.shopper_of(session_id) if session_id else None
        if known is None or (shopper_id and known != shopper_id):
            session_id = secrets.token_urlsafe(12)
            known = shopper_id or f"{_GUEST}{session_id}"
        session = self._sessions.get(session_id)
        if session is None:
            session = Session(
                session_id,
                known,
                self._assistant,
                self.catalog,
                self._memory,
                ShopperMemory(
                    known,
                    session_id,
                    self.catalog,
                    self._shopper_events,
                    self._personalising,
                    is_guest=known.startswith(_GUEST),
                ),
                self._responder,
                self._clock,
                self._timer,
            )
            self._sessions[session_id] = session
            self._memory.begin(session_id, known, self._clock())
        return session

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
        known = bool(shopper_id) and not shopper_id.startswith(_GUEST) and self._personalising.is_on(shopper_id)
        events = self._shopper_events.events(shopper_id) if known else ()
        views = self._lanes.of(Shopper(shopper_id, events, now=now), now.date(), brought)
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
        """Whom the shop may be tried as: the store's demo shoppers, else those with the longest history."""
        return self._shoppers

    def reviews(self, product_id: str) -> list[Review]:
        """What was written about a product, in the feed's order."""
        return self._store.reviews(product_id)

    def opinions(self, product_id: str) -> Opinions:
        """What the reviews of a product say, counted; empty where it has none."""
        return self._opinions.of(product_id)

    def questions(self, product_id: str) -> list[Question]:
        """What was asked about a product, in the feed's order."""
        return self._store.questions(product_id)

    def reading_counts(self) -> ReadingCounts:
        """What became of the messages that the language model should have read, since the shop opened."""
        return self._assistant.reading_counts

    def close(self) -> None:
        self._closing()
        self._store.close()

    def __enter__(self) -> Shop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_shop(
    settings: Settings | None = None,
    *,
    store: Path | str | None = None,
    encoder: Encoder | None = None,
    chat: SteerableChatModel | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    timer: Callable[[], float] = time.perf_counter,
) -> Shop:
    """Open the store of the settings (or `store`) for this process; `chat` reads in place of the settings' model.

    Raises `StoreNotFoundError`, `StoreLockedError` and their like, each saying what to do.
    """
    settings = settings or Settings()
    opened = open_store(Path(store) if store is not None else settings.store, on=clock().date())
    closing = ExitStack()
    try:
        return _put_together(opened, settings, encoder, chat, clock, timer, closing)
    except BaseException:
        closing.close()
        opened.close()
        raise


def _put_together(
    store: Store,
    settings: Settings,
    encoder: Encoder | None,
    chat: SteerableChatModel | None,
    clock: Callable[[], datetime],
    timer: Callable[[], float],
    closing: ExitStack,
) -> Shop:
    from retrieval.reranker import default_reranker

    catalog = store.catalog
    vocabulary = Vocabulary.learn(catalog)
    encoder = encoder or encoder_of(store.path)
    reranker = default_reranker(store.path)
    retriever = closing.enter_context(open_retriever(store.engine, catalog, store.path, encoder, reranker=reranker))

    log = EventLog(store.engine)
    events = list(log.all())
    together = CoPurchases(events)
    latest = max((e.at for e in events), default=clock())
    popularity = PopularityScorer(catalog, events, now=latest, trusted=_trusted(store))
    profiler = Profiler(catalog)
    history = HistoryOverlapScorer(catalog, together, profiler)
    by_hand: dict[str, tuple[Scorer, float]] = {"history": (history, _HISTORY), "popularity": (popularity, _POPULARITY)}
    blend = _learned_blend(store, profiler, events) or WeightedScorers(by_hand)
    guards = ListGuards(profiler.features, variety=settings.variety, rest=settings.rest)
    ranker = BlendRanker(catalog, blend, guards)
    explainer = TemplateExplainer(catalog, popularity.n_bought, together)
    bundler = RelatedBundler(catalog, together=CountedTogether(catalog, events))
    numbers = {product.id: number for number, product in enumerate(catalog)}
    new = Demand(events, numbers).newness(clock())
    lanes = Lanes(
        catalog, profiler, blend, together, new={p: float(new[n]) for p, n in numbers.items()}, demand=popularity
    )

    rules = RuleUnderstander(catalog, vocabulary)
    model, name, warm_up = _model_understander(settings, chat, catalog, vocabulary, closing)
    responder = TemplateResponder(catalog.currency)
    nearness = Nearness(encoder)
    papers = PassageIndex((d for d in catalog.documents if d.kind == "policy"), nearness=nearness)
    contact = papers.contact()
    opinions = OpinionStore(store.engine)
    reviewers = ReviewAnswers(opinions.of, opinions.reader, store.reviews)
    recommending = Recommending(catalog, vocabulary, retriever, ranker, explainer, responder)
    policy = RulePolicy(catalog)
    assistant = Assistant(
        SecondReader(
            rules,
            model,
            deadline_s=settings.model_deadline_s,
            most_waiting=settings.model_queue,
            scope=scope_judge(encoder),
            finders=(NamedCodes(catalog), *([MeantKinds(retriever.kinds, vocabulary)] if retriever.kinds else [])),
        ),
        policy,
        recommending,
        Proposing(catalog, recommending, bundler, explainer, responder),
        CartActions(catalog, responder),
        Telling(
            catalog,
            ProductAnswerer(catalog, store.reviews, store.questions, nearness, reviewers),
            Compatibility(
                catalog, store.questions, f"Or ask the shop: {responder.passage(contact)}" if contact else ""
            ),
            papers,
            GuideIndex(catalog.documents),
            recommending,
            explainer,
            responder,
            reviewers,
            ModelWording(model.model) if model and settings.model_wording else None,
        ),
        CatalogAnswers(catalog, vocabulary, retriever, RangeWords(catalog.currency)),
        ProfileTalk(catalog, FactTeller(catalog, profiler)),
        responder,
        first_finds=FirstFinds(policy, recommending) if settings.first_finds else None,
    )

    offered = read_demo_shoppers(store.engine) or _busiest(events)
    first_words = openers(catalog, rules, retriever, store.manifest.openers)
    nearness.warm()  # thresholds ask another encoder than the one that finds
    warm_up()  # only now: beside the encoder's loading it would slow both
    views = LaneViews(catalog, lanes, explainer, encoder.encode, retriever.nearest)
    return Shop(store, assistant, responder, views, name, first_words, offered, log, closing.close, clock, timer)


def _trusted(store: Store) -> Mapping[str, Rated]:
    try:
        return trusted_of(store.path)
    except RankerDamagedError:
        return NO_DOUBTS  # whoever opens the blend says so


def _learned_blend(store: Store, profiler: Profiler, events: Sequence[Event]) -> LearnedBlend | None:
    """What `shelftalk train recommender` learned; a shop opens without it, too."""
    try:
        return open_blend(store.path, store.catalog, profiler, events)
    except RankerDamagedError as error:
        structlog.get_logger(__name__).warning("the learned ranking cannot be used", error=str(error))
        return None


def _busiest(events: Iterable[Event]) -> tuple[DemoShopper, ...]:
    done = [event for event in events if event.name != "shown" and not event.shopper_id.startswith(_GUEST)]
    known = Counter(event.shopper_id for event in done)
    return tuple(DemoShopper(shopper_id, shopper_id) for shopper_id, _ in known.most_common(_OFFERED_SHOPPERS))


def _model_understander(
    settings: Settings,
    chat: SteerableChatModel | None,
    catalog: Catalog,
    vocabulary: Vocabulary,
    closing: ExitStack,
) -> tuple[ModelUnderstander | None, str, Callable[[], None]]:
    """Who reads what the rules are not sure of, their name, and what loads them in the background."""
    from assistant.models.finding import FoundModel

    found = model_of(settings) if chat is None else FoundModel(chat, "a given model")
    if found.model is None:
        return None, _RULES_ONLY, lambda: None
    understander = understander_of(found, catalog, vocabulary, timeout_s=settings.model_deadline_s)
    closed = threading.Event()
    thread = threading.Thread(target=_warm_up, args=(understander, closed), name="warming the model", daemon=True)
    closing.callback(lambda: thread.join(10) if thread.ident else None)  # called in reverse: tell, take away, wait
    closing.callback(found.model.close)
    closing.callback(closed.set)
    return understander, found.name, thread.start


def _warm_up(understander: ModelUnderstander, closed: threading.Event) -> None:
    from assistant.models.steerable import ModelError

    try:
        understander.warm_up()
    except ModelError as error:
        if closed.is_set():
            return
        structlog.get_logger(__name__).warning("the language model cannot be used; rules serve", error=str(error))
