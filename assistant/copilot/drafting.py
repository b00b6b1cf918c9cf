"""Drafting by code: what a reply to open messages has to say, sentence by sentence, with what each rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.chinese.shop_words import is_chinese
from assistant.context import UPSET, Feeling
from assistant.copilot.asked import Asked, cut
from assistant.copilot.conversation import Conversation, OpenMessage
from assistant.copilot.dry_turn import DryTurns
from assistant.copilot.matters import Matter
from assistant.copilot.said import Said
from assistant.copilot.service import Case, Service
from assistant.copilot.shop_talk import ShopTalk
from assistant.copilot.told import Told, all_told, stands
from assistant.feelings.phrases import feeling
from assistant.reply import CartView, NeedChip
from assistant.turn import Turn
from recommender.orders import Order

TONES = ("plain", "warm", "brief")
N_CARDS = 4
_ONE_SENTENCE = 1  # of a paper's, in a brief draft


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the shopper beside the conversation."""

    name: str  # empty for a guest
    orders: tuple[Order, ...]
    cart: CartView
    today: date


@dataclass(frozen=True, slots=True)
class Plan:
    """What a draft says, before any of it was worded otherwise."""

    said: tuple[Said, ...]
    notes: tuple[str, ...]
    told: Told
    language: str


class Drafting:
    def __init__(self, dry: DryTurns, talk: ShopTalk, service: Service) -> None:
        self._dry = dry
        self._talk = talk
        self._service = service

    def plan(self, conversation: Conversation, person: Person, chips: Sequence[NeedChip], tone: str) -> Plan:
        """All that is to be said to the open messages, in their order."""
        language = "zh" if any(is_chinese(message.text) for message in conversation.open[-1:]) else "en"
        case = Case("", language, person.orders, bool(person.name), person.cart, person.today)
        turn = self._dry.begun(conversation, conversation.before)
        parts = [self._message(message, turn, case) for message in conversation.open]
        told = all_told(parts)
        told = replace(told, cards=told.cards[:N_CARDS] if not told.bundles else ())
        said = [*told.said] if parts else self._nothing_open(conversation, chips, language)
        if conversation.open and not said:
            said = [stands("what_to_do", language)]
        said = self._sorry(conversation, told, language) + said
        return Plan(tuple(_in_tone(said, person.name, tone, language)), told.notes, told, language)

    def _message(self, message: OpenMessage, turn: Turn, case: Case) -> Told:
        found = cut(message.text)
        parts = [self._one(one, message.acts if one.whole else (), turn, case) for one in found.asked]
        if found.left_out:
            orders = " ".join(found.left_out)
            parts.append(Told(notes=(f"Left out, because it gives orders to a machine: “{orders[:200]}”",)))
        return sum(parts, Told())

    def _one(self, asked: Asked, heard: Sequence[object], turn: Turn, case: Case) -> Told:
        case = replace(case, words=asked.words)
        if asked.matter is Matter.SIZE:
            sized = self._talk.size(asked.words, turn, case)
            if sized is not None:
                return sized
        elif asked.matter is not None:
            told = self._service.told(asked.matter, case)
            if told.said:
                return told
        return self._talk.told(asked.words, heard, turn, case)  # type: ignore[arg-type]

    @staticmethod
    def _nothing_open(conversation: Conversation, chips: Sequence[NeedChip], language: str) -> list[Said]:
        """A person was asked for and nothing else: who is there now, and what the talk was of."""
        need = ", ".join(chip.label for chip in chips)
        said = [stands("person_here_plain", language)] if conversation.wants_person else []
        if need:
            return [*said, stands("you_looked_for", language, need=need), stands("what_is_missing", language)]
        return [*said, stands("what_to_do", language)]

    @staticmethod
    def _sorry(conversation: Conversation, told: Told, language: str) -> list[Said]:
        """At most one sentence about how they feel."""
        if told.sorry:
            return [stands(told.sorry, language)]
        felt = [feeling(message.text) for message in conversation.open]
        upset = any(one and one[0] in UPSET for one in felt) or conversation.state.context.feeling in UPSET
        return [stands("sorry", language)] if upset and conversation.open else []


def _in_tone(said: Sequence[Said], name: str, tone: str, language: str) -> list[Said]:
    match tone:
        case "warm":
            first = name.split(" ")[0]
            hello = stands("hello_name", language, name=first) if first else stands("hello", language)
            if language == "en" and said:
                said = [replace(said[0], text=said[0].text), *said[1:]]
            closing = [] if said and said[-1].text.endswith(("?", "？")) else [stands("write_again", language)]
            return [hello, *said, *closing]
        case "brief":
            return [one for one in said if one.is_core]
    return list(said)


def mood_of(conversation: Conversation) -> str:
    """How the shopper sounds: as they last said it, empty where nothing says it."""
    for turn in reversed(conversation.turns):
        felt = feeling(turn.message) if turn.message else None
        if felt:
            return felt[0].value
    kept = conversation.state.context.feeling
    return "" if kept is Feeling.CALM else kept.value
