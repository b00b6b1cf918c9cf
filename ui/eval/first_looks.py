"""How long a turn's first cards take, how long those that stand, and how often the first were those that stand."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reply import Bundles, Cards, Comparison, Provisional, ReplyEvent
from ui.eval.messages import Line

if TYPE_CHECKING:
    from assistant import Shop
    from ui.shop import Session

PATIENCE_S = 180.0  # weights load in seconds; merging an adapter into them for the first time takes a minute
_UNHEARD_OF = "zorg blarg fnord"  # no rule knows a word of it: a model reads it if there is one


@dataclass(frozen=True, slots=True)
class Waited:
    """One turn. Milliseconds from the message to the first cards seen and to those that stand, None where there were
    none; the ids of the products on them, in order."""

    first_ms: float | None = None
    stands_ms: float | None = None
    looked: tuple[str, ...] = ()  # at first, while the message was still read; empty where nothing was shown then
    stood: tuple[str, ...] = ()

    @property
    def has_stood(self) -> bool:
        """Whether the first look was what the turn came to."""
        return bool(self.looked) and self.looked == self.stood


def walked(session: Session, messages: Iterable[str]) -> list[Waited]:
    """Says the messages one after the other and hears every turn to its end."""
    return [_waited(session, message) for message in messages]


def _waited(session: Session, message: str) -> Waited:
    began = time.perf_counter()
    first_ms = stands_ms = None
    looked: tuple[str, ...] = ()
    stood: tuple[str, ...] = ()
    for event in session.stream(message):
        if not isinstance(event, Provisional | Cards | Bundles | Comparison):
            continue
        now_ms = (time.perf_counter() - began) * 1000
        first_ms = now_ms if first_ms is None else first_ms
        if isinstance(event, Provisional):
            looked = _products(event)
        else:
            stands_ms = now_ms if stands_ms is None else stands_ms
            stood += _products(event)
    return Waited(first_ms, stands_ms, looked, stood)


def _products(event: ReplyEvent) -> tuple[str, ...]:
    return tuple(card.product_id for card in event.cards) if isinstance(event, Provisional | Cards) else ()


def looks(turns: Sequence[Waited]) -> dict[str, float]:
    """Figures of the turns that had a first look; empty where none had one. Shares are of them, `looked` of all."""
    had = [turn for turn in turns if turn.looked]
    if not had:
        return {}
    return {
        "looked": round(len(had) / len(turns), 4),
        "look_stood": round(sum(turn.has_stood for turn in had) / len(had), 4),
        "look_first_stood": round(sum(turn.looked[:1] == turn.stood[:1] for turn in had) / len(had), 4),
        "look_without_cards": round(sum(turn.stands_ms is None for turn in had) / len(had), 4),
    }


def until_read(shop: Shop) -> None:
    """Waits until a language model that is still loading has read a message, for `PATIENCE_S` at most."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        before = shop.reading_counts().not_ready
        shop.session().say(_UNHEARD_OF)
        if shop.reading_counts().not_ready == before:
            return
        time.sleep(0.5)


def said_in(path: Path) -> list[tuple[Line, ...]]:
    """What shoppers say in annotated dialogues: those of the part that may be looked at, none said in other words.

    Raises what reading them raises.
    """
    from assistant.understanding_eval.format import read_annotated

    dialogues = [d for d in read_annotated(path) if d.part == "dev" and not d.paraphrased]
    return [tuple(Line("said", turn.say) for turn in dialogue.turns) for dialogue in dialogues]
