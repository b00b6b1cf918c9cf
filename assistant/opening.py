"""Opening a shop: the one place where everything is put together."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from assistant.copilot.wording import DraftWording
from assistant.feelings.judge import feeling_judge
from assistant.grounding.wording import ModelWording
from assistant.hearing.standing_questions import StandingQuestions
from assistant.naming.meant_kinds import MeantKinds
from assistant.naming.named_codes import NamedCodes
from assistant.naming.named_titles import NamedTitles
from assistant.openers import openers
from assistant.reading.act_judge import ActJudge, act_judge
from assistant.reading.message_vectors import MessageVectors
from assistant.reading.model_reading import model_of, understander_of
from assistant.reading.scope import scope_judge
from assistant.reading.second_reading import Finder, SecondReader
from assistant.responding import TemplateResponder
from assistant.room import Furniture, Learned
from assistant.settings import Settings
from assistant.shop import GUEST, Shop
from assistant.shopper.learned_taste import learned_taste
from assistant.understanding import RuleUnderstander
from assistant.workbench.model_names import ModelNames
from assistant.workbench.name_writing import NameWriter
from assistant.workbench.occasions import Occasions
from assistant.workbench.purposes import Purposes
from recommender.bundling import Template, TemplateError, templates_of
from recommender.demo_shoppers import DemoShopper, read_demo_shoppers
from recommender.event_log import EventLog
from recommender.events import Event
from recommender.opinions.opinion_store import OpinionStore
from retrieval.indexing import encoder_of, open_retriever
from retrieval.nearness import Nearness
from retrieval.standing_answers import questions_of_store
from retrieval.store import Store, open_store
from retrieval.vocabulary import Vocabulary

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel
    from assistant.reading.model_understanding import ModelUnderstander
    from retrieval.catalog import Catalog
    from retrieval.encoder import Encoder
    from retrieval.search import HybridRetriever

_OFFERED_SHOPPERS = 12
_RULES_ONLY = "plain rules: no language model found"


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
    first_vocabulary = Vocabulary.learn(catalog)
    encoder = encoder or encoder_of(store.path)
    reranker = default_reranker(store.path)
    retriever = closing.enter_context(open_retriever(store.engine, catalog, store.path, encoder, reranker=reranker))
    log = EventLog(store.engine)
    meant = MessageVectors(encoder)
    model, name, server, warm_up = _model_understander(
        settings, chat, catalog, first_vocabulary, act_judge(meant), closing
    )
    nearness = Nearness(encoder)
    opinions = OpinionStore(store.engine)
    scope, feelings = scope_judge(meant), feeling_judge(meant)

    def learn(catalog: Catalog, retriever: HybridRetriever, before: Learned | None) -> Learned:
        vocabulary = Vocabulary.learn(catalog) if before else first_vocabulary
        understander = RuleUnderstander(catalog, vocabulary)
        purposes = Purposes(catalog, _templates(store, catalog))
        titles = NamedTitles(catalog, vocabulary, retriever.admits)
        finders: list[Finder] = [Occasions(purposes), NamedCodes(catalog), titles]
        if retriever.kinds:
            finders.append(MeantKinds(retriever.kinds, vocabulary))
        finders.append(StandingQuestions(lambda: questions_of_store(store.engine), nearness))
        if before:
            reader = before.reader.over(understander, model.over(catalog, vocabulary) if model else None, finders)
        else:
            reader = SecondReader(
                understander,
                model,
                deadline_s=settings.model_deadline_s,
                most_waiting=settings.model_queue,
                scope=scope,
                feelings=feelings,
                finders=finders,
            )
        taste = learned_taste(store, catalog, list(log.all()), clock(), before.taste if before else None)
        return Learned(vocabulary, reader, taste, purposes)

    names = None
    if model and settings.bundle_names:
        names = ModelNames(NameWriter(model.model), is_busy=lambda: room.learned.reader.is_wanted)
        closing.callback(names.close)
    furniture = Furniture(
        store,
        settings,
        encoder,
        TemplateResponder(catalog.currency),
        nearness,
        opinions,
        *Furniture.written(catalog, store, nearness, opinions),
        ModelWording(model.model) if model and settings.model_wording else None,
        learn,
        names,
    )
    room = furniture.first_room(catalog, retriever)
    demo_shoppers = read_demo_shoppers(store.engine)
    rules = RuleUnderstander(catalog, first_vocabulary)
    first_words = openers(catalog, rules, retriever, store.manifest.openers)
    nearness.warm()  # thresholds ask another encoder than the one that finds
    warm_up()  # only now: beside the encoder's loading it would slow both
    drafts = DraftWording(model.model) if model and settings.model_drafts else None
    return Shop(
        store, room, furniture, name, first_words, demo_shoppers, _busiest(log.all()), log, closing.close, clock, timer,
        drafts, server,
    )  # fmt: skip


def _templates(store: Store, catalog: Catalog) -> tuple[Template, ...]:
    """A shop opens with a damaged file of templates, too."""
    try:
        return templates_of(store.path, catalog)
    except TemplateError as error:
        structlog.get_logger(__name__).warning("the templates of bundles cannot be used", error=str(error))
        return ()


def _busiest(events: Iterable[Event]) -> tuple[DemoShopper, ...]:
    done = [event for event in events if event.name != "shown" and not event.shopper_id.startswith(GUEST)]
    known = Counter(event.shopper_id for event in done)
    return tuple(DemoShopper(shopper_id, shopper_id) for shopper_id, _ in known.most_common(_OFFERED_SHOPPERS))


def _model_understander(
    settings: Settings,
    chat: SteerableChatModel | None,
    catalog: Catalog,
    vocabulary: Vocabulary,
    judge: ActJudge | None,
    closing: ExitStack,
) -> tuple[ModelUnderstander | None, str, str, Callable[[], None]]:
    """Who reads what the rules are not sure of, their name, the address of the server that they run on (empty for
    none), and what loads them in the background."""
    from assistant.models.finding import FoundModel

    found = model_of(settings) if chat is None else FoundModel(chat, "a given model")
    if found.model is None:
        return None, _RULES_ONLY, "", lambda: None
    understander = understander_of(found, catalog, vocabulary, judge=judge, timeout_s=settings.model_deadline_s)
    closed = threading.Event()
    thread = threading.Thread(target=_warm_up, args=(understander, closed), name="warming the model", daemon=True)
    closing.callback(lambda: thread.join(10) if thread.ident else None)  # called in reverse: tell, take away, wait
    closing.callback(found.model.close)
    closing.callback(closed.set)
    server = settings.model_server if found.source == settings.model_server else ""
    return understander, found.name, server, thread.start


def _warm_up(understander: ModelUnderstander, closed: threading.Event) -> None:
    from assistant.models.steerable import ModelError

    try:
        understander.warm_up()
    except ModelError as error:
        if closed.is_set():
            return
        structlog.get_logger(__name__).warning("the language model cannot be used; rules serve", error=str(error))
