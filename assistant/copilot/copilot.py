"""The copilot of an agent: drafts, summaries, things for this shopper. Reads conversations, never writes to them."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import datetime

from assistant import cart
from assistant.answers.answering import ProductAnswerer
from assistant.copilot.asking_store import found_in_store
from assistant.copilot.checking import DraftChecker
from assistant.copilot.conversation import Conversation, UnknownConversationError, read_conversation
from assistant.copilot.drafting import TONES, Drafting, Person, Plan
from assistant.copilot.dry_turn import GUEST, DryTurns
from assistant.copilot.learning.proposals import Proposals
from assistant.copilot.macros import filled, read_macros
from assistant.copilot.offering import Draft, DraftEvent, DraftPiece, Found, Macro, Suggested, Summary
from assistant.copilot.papers import Papers
from assistant.copilot.said import Said, sources_of, written
from assistant.copilot.service import Service
from assistant.copilot.shop_talk import ShopTalk
from assistant.copilot.suiting import Suiting
from assistant.copilot.summary import summary_of
from assistant.copilot.told import stands
from assistant.copilot.wording import DraftWording, tells
from assistant.memory import SessionMemory
from assistant.reply import BundleView, CartView, NeedChip
from assistant.room import Furniture, Room
from recommender.order_log import OrderLog
from recommender.orders import Order
from recommender.personalising import Personalising
from recommender.shopper import Shoppers
from retrieval.store import Store

__all__ = ["TONES", "Copilot", "UnknownConversationError"]
_KEPT = 500  # drafts that are remembered, for learning from what was sent instead


class Copilot:
    """`shop.copilot`; safe from several threads.

    What takes a session id raises `UnknownConversationError` for one that is not there. Nothing here writes to the
    conversation, the cart, the shopper's events or their taste.
    """

    def __init__(
        self,
        store: Store,
        room: Callable[[], Room],
        furniture: Callable[[], Furniture],
        memory: SessionMemory,
        shoppers: Shoppers,
        personalising: Personalising,
        called: Callable[[str], str],
        clock: Callable[[], datetime],
        taken_up: Callable[[str], None],
        wording: DraftWording | None = None,
    ) -> None:
        """`called` gives the shown name of a shopper. Without a `wording`, drafts are made by templates.

        `taken_up` has the shop read anew what its owner decided: of a product's record, or (empty id) of the store.
        """
        self._store = store
        self._room = room
        self._furniture = furniture
        self._memory = memory
        self._called = called
        self._clock = clock
        self._wording = wording
        self._orders = OrderLog(store.engine)
        self._dry = DryTurns(room, shoppers, personalising, clock)
        self._suiting = Suiting(self._dry)
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = threading.Lock()
        self.proposals = Proposals(
            store,
            lambda: room().catalog,
            self.drafted,
            self._conversation,
            self._name,
            self._mail,
            clock,
            taken_up,
        )

    def draft(self, session_id: str, *, tone: str = "") -> Iterator[DraftEvent]:
        """A suggested reply to the shopper's open messages: `DraftPiece`s as it is worded, and the whole `Draft` last.

        The pieces join to its text. Closing the iterator stops the wording. `tone` is one of `TONES`, "plain" where
        empty; raises `ValueError` for another.
        """
        tone = tone or TONES[0]
        if tone not in TONES:
            raise ValueError(f"No tone {tone!r}. Known tones: {', '.join(TONES)}.")
        return self._drafted(self._conversation(session_id), tone)

    def drafted(self, draft_id: str) -> Draft | None:
        """A draft made a while ago, for learning from what was sent instead; None once it is forgotten."""
        with self._lock:
            return self._drafts.get(draft_id)

    def summary(self, session_id: str) -> Summary:
        """What the conversation came to."""
        conversation = self._conversation(session_id)
        room = self._room()
        name = self._name(conversation.shopper_id) or "a guest"
        return summary_of(conversation, room.catalog, self._chips(conversation), self._cart(conversation), name)

    def products(self, session_id: str, words: str = "", *, n: int = 6) -> tuple[Suggested, ...]:
        """Products for this shopper with reason and stock, best first: for the words, else for their need as it is."""
        return self._suiting.products(words, self._dry.begun(self._conversation(session_id)), n)

    def replacements(self, session_id: str, variant_id: str, *, n: int = 4) -> tuple[Suggested, ...]:
        """Others of the same kind that can be had now, nearest first, with what is different said.

        Raises `KeyError` for a variant that the store does not have.
        """
        turn = self._dry.begun(self._conversation(session_id))
        return self._suiting.replacements(variant_id, turn, self._room(), n)

    def bundle(self, session_id: str, words: str = "") -> BundleView | None:
        """Things that belong together for this shopper, within a budget that the words name; None when none can be put
        together."""
        return self._suiting.bundle(words, self._dry.begun(self._conversation(session_id)))

    def search(self, session_id: str, words: str, *, n: int = 6) -> Found:
        """Ask the store: products for this shopper, and passages of papers, reviews and answered questions."""
        turn, furniture, room = self._dry.begun(self._conversation(session_id)), self._furniture(), self._room()
        return found_in_store(
            words,
            turn,
            room.catalog,
            self._suiting,
            furniture.papers,
            furniture.guides,
            self._store.reviews,
            self._store.questions,
            n,
        )

    def macros(self, session_id: str, *, agent: str = "") -> tuple[Macro, ...]:
        """The store's standing texts, filled for this conversation, in the store's order; `agent` is who would send.

        Raises `MacroError` for a file that cannot be used, saying what is wrong where.
        """
        found = read_macros(self._store.path)
        conversation = self._conversation(session_id)
        return tuple(filled(macro, self._fields(conversation, agent)) for macro in found)

    # --- drafting ---------------------------------------------------------------------------------------------------

    def _drafted(self, conversation: Conversation, tone: str) -> Iterator[DraftEvent]:
        person = self._person(conversation)
        plan = self._drafting().plan(conversation, person, self._chips(conversation), tone)
        checker = self._checker(plan, conversation, person)
        held = [one for one in plan.said if checker.holds(one, plan.language)]
        notes = plan.notes
        if len(held) < len(plan.said):
            notes = (*notes, "A sentence was left out: the store's records do not show what it says.")
        held = held or [stands("more", plan.language)]
        by = "templates"
        said: list[Said] = []
        worded = self._wording is not None and plan.language == "en" and any(one.is_answer for one in held)
        text = ""
        for one in self._by_model(held, conversation, tone, checker) if worded else held:
            by = "model" if worded and one not in held else by
            said.append(one)
            whole, _, _ = written(said)
            yield DraftPiece(whole[len(text) :])
            text = whole
        text, marked, sources = written(said)
        draft = Draft(
            secrets.token_urlsafe(9),
            conversation.session_id,
            text,
            marked,
            sources,
            plan.told.cards,
            plan.told.bundles,
            notes,
            tuple(message.text for message in conversation.open),
            len(conversation.turns),
            by,
            plan.language,
            tone,
            about=plan.told.about,
        )
        with self._lock:
            self._drafts[draft.id] = draft
            while len(self._drafts) > _KEPT:
                self._drafts.popitem(last=False)
        yield draft

    def _by_model(
        self, held: list[Said], conversation: Conversation, tone: str, checker: DraftChecker
    ) -> Iterator[Said]:
        """What rests on no record as it is, before and after; between them the model's sentences, and by code whatever
        they left untold."""
        if self._wording is None:
            return
        first = next(n for n, one in enumerate(held) if one.is_answer)
        last = max(n for n, one in enumerate(held) if one.is_answer)
        yield from held[:first]
        told: list[Said] = []
        messages = [message.text for message in conversation.open]
        for one in self._wording.worded(held[first : last + 1], messages, tone, checker):
            if one.text not in {other.text for other in told}:
                told.append(one)
                yield one
        whole = " ".join(one.text for one in told)
        yield from (one for one in held[first : last + 1] if not tells(whole, one))
        yield from held[last + 1 :]

    def _drafting(self) -> Drafting:
        room, furniture = self._room(), self._furniture()
        answerer = ProductAnswerer(
            room.catalog, self._store.reviews, self._store.questions, furniture.reviewers, furniture.nearness
        )
        papers = Papers(furniture.papers, room.catalog.documents)
        talk = ShopTalk(room, papers, answerer, self._store, self._dry, furniture.opinions.of)
        return Drafting(self._dry, talk, Service(room.catalog, papers))

    def _checker(self, plan: Plan, conversation: Conversation, person: Person) -> DraftChecker:
        """Beside the sources, what the shopper said, what is on the cards and what the need is called may be named."""
        catalog = self._room().catalog
        cards = (*plan.told.cards, *(card for bundle in plan.told.bundles for card in bundle.cards))
        heard = [turn.message for turn in conversation.turns]
        heard += [f"{card.title} {card.price}" for card in cards]
        heard += [str(bundle.total) for bundle in plan.told.bundles]
        heard += [chip.label for chip in self._chips(conversation)] + [person.name]
        heard += [catalog.product(i).title for i in self._titles(plan) if i in catalog]
        return DraftChecker(catalog, sources_of(plan.said), "\n".join(heard))

    @staticmethod
    def _titles(plan: Plan) -> set[str]:
        return {source.product_id for source in sources_of(plan.said) if source.product_id}

    # --- what is known ----------------------------------------------------------------------------------------------

    def _conversation(self, session_id: str) -> Conversation:
        return read_conversation(self._memory, session_id, self._room().catalog)

    def _name(self, shopper_id: str) -> str:
        return "" if shopper_id.startswith(GUEST) else self._called(shopper_id)

    def _person(self, conversation: Conversation) -> Person:
        today = self._clock().date()
        name = self._name(conversation.shopper_id)
        return Person(name, self._orders_of(conversation.shopper_id), self._cart(conversation), today)

    def _orders_of(self, shopper_id: str) -> tuple[Order, ...]:
        return () if shopper_id.startswith(GUEST) else self._orders.of(shopper_id)

    def _cart(self, conversation: Conversation) -> CartView:
        state = conversation.state
        return cart.view(state.cart, self._room().catalog, can_undo=False, buyer=state.buyer)

    def _chips(self, conversation: Conversation) -> tuple[NeedChip, ...]:
        return self._room().assistant.chips(conversation.state)

    def _mail(self) -> str:
        """The address that the store's papers name."""
        contact = self._furniture().papers.contact()
        return next((word.strip(".,;()<>") for word in contact.text.split() if "@" in word), "") if contact else ""

    def _fields(self, conversation: Conversation, agent: str) -> dict[str, str]:
        order = next(iter(self._orders_of(conversation.shopper_id)), None)
        return {
            "name": self._name(conversation.shopper_id).split(" ")[0],
            "order": order.id if order else "",
            "order_status": order.status.replace("_", " ") if order else "",
            "carrier": order.carrier if order else "",
            "tracking": order.tracking if order else "",
            "agent": agent,
            "store": self._store.manifest.name,
            "email": self._mail(),
            "today": f"{self._clock():%-d %B %Y}",
        }
