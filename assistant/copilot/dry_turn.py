"""A dry turn: the street walked over a copy of a conversation's state. Nothing of it is kept or shown to anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.acts import ShopperAct
from assistant.copilot.conversation import Conversation
from assistant.handoff.hands import Hands
from assistant.reply import Bundles, BundleView, Card, Cards, Cited, ReplyEvent, Text
from assistant.room import Room
from assistant.shopper.shopper_memory import ShopperMemory
from assistant.state import CartChanged, CartUndone, DialogueState
from assistant.turn import Turn
from assistant.understanding import Understanding
from recommender.personalising import Personalising
from recommender.shopper import Shoppers

GUEST = "guest-"  # as `assistant.shop` begins the ids of guests


@dataclass(frozen=True, slots=True)
class Walked:
    """What the assistant would have said, and the state that it would have led to."""

    acts: tuple[ShopperAct, ...]
    events: tuple[ReplyEvent, ...]
    state: DialogueState
    changed_cart: bool

    @property
    def text(self) -> str:
        return "".join(event.piece for event in self.events if isinstance(event, Text)).strip()

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(cited for event in self.events if isinstance(event, Text) for cited in event.cited)

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for event in self.events if isinstance(event, Cards) for card in event.cards)

    @property
    def bundles(self) -> tuple[BundleView, ...]:
        return tuple(bundle for event in self.events if isinstance(event, Bundles) for bundle in event.bundles)


class DryTurns:
    """Walks turns of any conversation in the newest room; reads the shopper's events, and writes none."""

    def __init__(
        self,
        room: Callable[[], Room],
        shoppers: Shoppers,
        personalising: Personalising,
        clock: Callable[[], datetime],
    ) -> None:
        self._room = room
        self._shoppers = shoppers
        self._personalising = personalising
        self._clock = clock

    def begun(self, conversation: Conversation, state: DialogueState | None = None) -> Turn:
        """A turn of the conversation in `state`, else as it is now, in the assistant's hands."""
        room = self._room()
        known = ShopperMemory(
            conversation.shopper_id,
            conversation.session_id,
            room.catalog,
            self._shoppers,
            self._personalising,
            is_guest=conversation.shopper_id.startswith(GUEST),
        )
        known.replay(conversation.turns)
        state = replace(conversation.state if state is None else state, hands=Hands())
        personal, now, n = known.is_personal(state), self._clock(), len(conversation.turns)
        return Turn(
            state,
            known.shopper(now, personal=personal),
            now,
            signals=lambda happened: known.signals(happened, state, n, now),
            personal=personal,
        )

    def read(self, words: str, state: DialogueState) -> tuple[ShopperAct, ...]:
        """What plain rules hear in the words; at once, and without a language model."""
        return self._room().learned.reader.first(words, state).acts

    def walk(self, acts: Sequence[ShopperAct], turn: Turn) -> Walked:
        """What the assistant would do about the acts. Happenings are folded into `turn`, which nobody keeps."""
        n = len(turn.happened)
        turn.state = replace(turn.state, heard=(), overruled=())
        events = tuple(self._room().assistant.answer(Understanding(tuple(acts)), turn))
        changed = any(isinstance(h, CartChanged | CartUndone) for h in turn.happened[n:])
        return Walked(tuple(acts), events, turn.state, changed)
