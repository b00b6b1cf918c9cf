"""A room: all that answers over one state of the catalog. When that changes, the next turn is in another room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answers.answering import ProductAnswerer
from assistant.answers.catalog_answers import CatalogAnswers
from assistant.answers.compatibility import Compatibility
from assistant.answers.range_words import RangeWords
from assistant.answers.review_answers import ReviewAnswers
from assistant.answers.telling import Telling
from assistant.assistant import Assistant
from assistant.cart_actions import CartActions
from assistant.grounding.wording import ModelWording
from assistant.lane_views import LaneViews
from assistant.policy import RulePolicy
from assistant.proposing import Proposing
from assistant.reading.first_finds import FirstFinds
from assistant.reading.second_reading import SecondReader
from assistant.recommending import Recommending
from assistant.responding import TemplateResponder
from assistant.settings import Settings
from assistant.shopper.buyer_talk import BuyerTalk
from assistant.shopper.learned_taste import LearnedTaste
from assistant.shopper.profile_talk import ProfileTalk
from assistant.workbench.model_names import ModelNames
from assistant.workbench.purposes import Purposes
from assistant.workbench.reasons import BenchReasons
from assistant.workbench.sharing import Seals, seals_of
from assistant.workbench.solving import BenchSolver
from recommender.bundling import RelatedBundler
from recommender.explaining import TemplateExplainer
from recommender.lanes import Lanes
from recommender.list_guards import ListGuards
from recommender.opinions.opinion_store import OpinionStore
from recommender.profile_facts import FactTeller
from recommender.ranking import BlendRanker
from retrieval.catalog import Catalog
from retrieval.documents import PassageIndex
from retrieval.encoder import Encoder
from retrieval.guides import GuideIndex
from retrieval.nearness import Nearness
from retrieval.search import HybridRetriever
from retrieval.store import Store
from retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Learned:
    """What is learned of the products themselves: it does not ask for price and stock, and outlives their changes."""

    vocabulary: Vocabulary
    reader: SecondReader
    taste: LearnedTaste
    purposes: Purposes


@dataclass(frozen=True, slots=True)
class Room:
    """Never changed once made: whoever began in it sees one state of the store to the end."""

    catalog: Catalog
    retriever: HybridRetriever
    learned: Learned
    assistant: Assistant
    lanes: LaneViews


@dataclass(frozen=True, slots=True)
class Furniture:
    """What all rooms of a shop share; `learn` is asked anew when the products are others."""

    store: Store
    settings: Settings
    encoder: Encoder
    responder: TemplateResponder
    nearness: Nearness
    opinions: OpinionStore
    papers: PassageIndex
    guides: GuideIndex
    reviewers: ReviewAnswers
    wording: ModelWording | None
    learn: Callable[[Catalog, HybridRetriever, Learned | None], Learned]  # the last: before the products changed
    names: ModelNames | None = None  # of bundles

    @property
    def seals(self) -> Seals:
        """What tells the shop's own addresses of bundles from others."""
        return seals_of(self.settings, self.store.path)

    @staticmethod
    def written(
        catalog: Catalog, store: Store, nearness: Nearness, opinions: OpinionStore
    ) -> tuple[PassageIndex, GuideIndex, ReviewAnswers]:
        """What answers from the store's papers, its guides and its reviews."""
        policies = (document for document in catalog.documents if document.kind == "policy")
        reviewers = ReviewAnswers(opinions.of, opinions.reader, store.reviews)
        return PassageIndex(policies, nearness=nearness), GuideIndex(catalog.documents), reviewers

    def after_import(self, catalog: Catalog) -> Furniture:
        """With other papers, guides and reviews."""
        self.opinions.forget()
        papers, guides, reviewers = self.written(catalog, self.store, self.nearness, self.opinions)
        return replace(self, papers=papers, guides=guides, reviewers=reviewers)

    def first_room(self, catalog: Catalog, retriever: HybridRetriever) -> Room:
        return self._room(catalog, retriever, self.learn(catalog, retriever, None))

    def after(self, room: Room, catalog: Catalog, *, same_products: bool) -> Room:
        """The room for the next turns; with the same products only price and stock are read anew."""
        retriever = room.retriever.over(catalog, same_products=same_products)
        learned = room.learned if same_products else self.learn(catalog, retriever, room.learned)
        return self._room(catalog, retriever, learned)

    def _room(self, catalog: Catalog, retriever: HybridRetriever, learned: Learned) -> Room:
        taste, vocabulary, responder = learned.taste, learned.vocabulary, self.responder
        guards = ListGuards(taste.profiler.features, variety=self.settings.variety, rest=self.settings.rest)
        ranker = BlendRanker(catalog, taste.blend, guards)
        explainer = TemplateExplainer(catalog, taste.popularity.n_bought, taste.together)
        bundler = RelatedBundler(catalog, together=taste.counted)
        lanes = Lanes(catalog, taste.profiler, taste.blend, taste.together, new=taste.new, demand=taste.popularity)
        recommending = Recommending(catalog, vocabulary, retriever, ranker, explainer, responder)
        policy = RulePolicy(catalog)
        proposing = Proposing(
            catalog,
            recommending,
            bundler,
            explainer,
            responder,
            taste.counted.belonging,
            learned.purposes,
            self.guides,
            self.seals,
            self.names,
        )
        contact = self.papers.contact()
        ask = f"Or ask the shop: {responder.passage(contact)}" if contact else ""
        assistant = Assistant(
            learned.reader,
            policy,
            recommending,
            proposing,
            CartActions(catalog, responder),
            Telling(
                catalog,
                ProductAnswerer(catalog, self.store.reviews, self.store.questions, self.reviewers, self.nearness),
                Compatibility(catalog, self.store.questions, ask),
                self.papers,
                self.guides,
                recommending,
                explainer,
                responder,
                self.reviewers,
                self.wording,
                BenchReasons(catalog, BenchSolver(catalog, recommending, bundler), explainer, taste.counted.belonging),
            ),
            CatalogAnswers(catalog, vocabulary, retriever, RangeWords(catalog.currency)),
            ProfileTalk(catalog, FactTeller(catalog, taste.profiler)),
            BuyerTalk(catalog, proposing),
            responder,
            first_finds=FirstFinds(policy, recommending) if self.settings.first_finds else None,
        )
        views = LaneViews(catalog, lanes, explainer, self.encoder.encode, retriever.nearest)
        return Room(catalog, retriever, learned, assistant, views)
