"""Passing: what a turn is made of that changes hands, or in which a person of the shop says something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.cards import card
from assistant.handoff import prospect as words_of
from assistant.handoff import talk
from assistant.handoff.hands import Agent, Hands, HandsReturned, HandsTaken, MessageLeft, PersonAsked
from assistant.handoff.standing import NotAskedError, NotHolderError, TakenError
from assistant.reply import Bundles, BundleView, Cards, HandsChanged, PersonSaid, ReplyEvent
from assistant.state import Shown, TurnBegan
from assistant.turn import Turn
from recommender.wording import lowered
from retrieval.cart_prices.priced_cart import Pieces
from retrieval.cart_prices.pricer import CartPricer
from retrieval.catalog import Catalog

if TYPE_CHECKING:
    from assistant.room import Room

LONGEST_SAID = 4_000  # characters
MOST_SENT = 12  # cards at once
MOST_PARTS, MOST_OF_ONE = 20, 99  # of a bundle: as many slots as a template may have, and pieces in one of them

Answer = Callable[[Turn, "Room"], "Iterator[ReplyEvent] | None"]


def words(text: str) -> str:
    """Raises `ValueError` for nothing and for too much."""
    if not text.strip():
        raise ValueError("There is nothing to send: write something first.")
    return _bounded(text)


def asked(reason: str, contact: str) -> Answer:
    def answer(turn: Turn, room: Room) -> Iterator[ReplyEvent] | None:
        if turn.state.hands.who != "assistant":
            return came(turn, room)
        turn.happen(TurnBegan(""))
        return iter((talk.asked(reason, contact, turn.prospect(), turn),))

    return answer


def withdrawn(turn: Turn, _: Room) -> Iterator[ReplyEvent] | None:
    if turn.state.hands.who == "assistant":
        return None
    turn.happen(TurnBegan(""))
    return iter((talk.withdrawn(turn),))


def taken(agent: Agent, *, assigned: bool = False) -> Answer:
    """With `assigned`, from whoever holds it."""

    def answer(turn: Turn, _: Room) -> Iterator[ReplyEvent] | None:
        hands = turn.state.hands
        if hands.is_held and hands.agent_id == agent.id:
            return None
        if hands.is_held and not assigned:
            raise TakenError(hands.name)
        if hands.who == "assistant":
            raise NotAskedError("The shopper wants no person, or not any more.")
        turn.happen(TurnBegan(""))
        turn.happen(HandsTaken(turn.now, agent.id, agent.name))
        return iter((HandsChanged("agent", agent.name, words_of.TAKEN.format(name=agent.name)),))

    return answer


def returned(agent: Agent, note: str) -> Answer:
    def answer(turn: Turn, _: Room) -> Iterator[ReplyEvent] | None:
        hands = turn.state.hands
        if not hands.is_held:
            return None
        if hands.agent_id != agent.id and not agent.leads:
            raise NotHolderError(f"{hands.name} holds this conversation.")
        turn.happen(TurnBegan(""))
        turn.happen(HandsReturned(turn.now, agent.id, agent.name, note.strip()[:LONGEST_SAID]))
        return iter((HandsChanged("assistant", "", words_of.returned(hands, agent)),))

    return answer


def left_desk(agent_id: str) -> Answer:
    """Who held it is not there any more: the request stands again."""

    def answer(turn: Turn, _: Room) -> Iterator[ReplyEvent] | None:
        hands = turn.state.hands
        if hands.agent_id != agent_id or not hands.is_held:
            return None
        return iter((_waits_again(words_of.LEFT_DESK.format(name=hands.name), hands, turn),))

    return answer


def closed(turn: Turn, _: Room) -> Iterator[ReplyEvent] | None:
    """Nobody is there any more for somebody who waits."""
    hands = turn.state.hands
    if hands.who != "waiting" or turn.prospect().somebody:
        return None
    return iter((_waits_again(words_of.DESK_EMPTY, hands, turn),))


def came(turn: Turn, _: Room) -> Iterator[ReplyEvent] | None:
    """Somebody is there now for a message that was left."""
    prospect = turn.prospect()
    if turn.state.hands.who != "message_left" or not prospect.somebody:
        return None
    turn.happen(TurnBegan(""))
    return iter((talk.came(prospect, turn),))


def _waits_again(why: str, hands: Hands, turn: Turn) -> HandsChanged:
    prospect = turn.prospect()
    turn.happen(TurnBegan(""))
    passing = PersonAsked if prospect.somebody else MessageLeft
    turn.happen(passing(turn.now, hands.reason, hands.contact))
    now = turn.state.hands
    return HandsChanged(now.who, "", f"{why} {prospect.standing(now)}")


def said(agent: Agent, text: str) -> Answer:
    def answer(turn: Turn, _: Room) -> Iterator[ReplyEvent]:
        _begin(agent, turn)
        return iter((PersonSaid(agent.name, text.strip()),))

    return answer


def cards(agent: Agent, variant_ids: Sequence[str], text: str) -> Answer:
    """Raises `ValueError` for none and for too many; the turn raises `KeyError` for one the store does not have."""
    wanted = tuple(dict.fromkeys(_some(variant_ids)))
    text = _bounded(text)

    def answer(turn: Turn, room: Room) -> Iterator[ReplyEvent]:
        catalog = room.catalog
        _begin(agent, turn)
        need = turn.state.constraints
        made = tuple(card(catalog, variant_id, need=need) for variant_id in wanted)
        turn.happen(_shown(wanted, catalog))
        return iter((PersonSaid(agent.name, text.strip()), Cards(made)))

    return answer


def bundle(agent: Agent, variant_ids: Sequence[str], text: str) -> Answer:
    counts = _pieces(variant_ids)
    text = _bounded(text)

    def answer(turn: Turn, room: Room) -> Iterator[ReplyEvent]:
        catalog = room.catalog
        _begin(agent, turn)
        made = tuple(card(catalog, variant_id) for variant_id in counts)
        priced = CartPricer(catalog).price(
            [Pieces(variant_id, n) for variant_id, n in counts.items()], turn.state.buyer
        )
        slots = tuple(_kind(catalog, variant_id) for variant_id in counts)
        view = BundleView(
            f"Chosen by {agent.name}", made, slots, priced.total, None, "", priced.savings, tuple(counts.values())
        )
        turn.happen(_shown(tuple(counts), catalog))
        return iter((PersonSaid(agent.name, text.strip()), Bundles((view,))))

    return answer


def _begin(agent: Agent, turn: Turn) -> None:
    """Raises `NotHolderError` unless this agent holds the conversation."""
    hands = turn.state.hands
    if not hands.is_held or hands.agent_id != agent.id:
        holder = f"{hands.name} holds this conversation" if hands.is_held else "Nobody holds this conversation"
        raise NotHolderError(f"{holder}: {agent.name} has to take it first.")
    turn.happen(TurnBegan(""))


def _shown(variant_ids: Sequence[str], catalog: Catalog) -> Shown:
    """Each product once, as its first card shows it, so that "the second one" is the second."""
    by_product: dict[str, str] = {}
    for variant_id in variant_ids:
        by_product.setdefault(catalog.variant(variant_id)[0].id, variant_id)
    return Shown(tuple(by_product), tuple(by_product.values()))


def _kind(catalog: Catalog, variant_id: str) -> str:
    path = next(iter(catalog.variant(variant_id)[0].categories), "")
    return lowered(path.rpartition(">")[2].strip()) or "thing"


def _some(variant_ids: Sequence[str]) -> Sequence[str]:
    if not variant_ids or len(variant_ids) > MOST_SENT:
        raise ValueError(f"{len(variant_ids)} products cannot be sent at once; send 1 to {MOST_SENT}.")
    return variant_ids


def _pieces(variant_ids: Sequence[str]) -> Counter[str]:
    """How many of each, in the order in which they come."""
    counts = Counter(variant_ids)
    if not 0 < len(counts) <= MOST_PARTS:
        raise ValueError(f"A bundle of {len(counts)} products cannot be sent; it has 1 to {MOST_PARTS}.")
    if max(counts.values()) > MOST_OF_ONE:
        raise ValueError(f"A bundle has at most {MOST_OF_ONE} pieces of one product.")
    return counts


def _bounded(text: str) -> str:
    if len(text) > LONGEST_SAID:
        raise ValueError(f"The text has {len(text):,} characters; send at most {LONGEST_SAID:,} at once.")
    return text.encode("utf-8", "replace").decode("utf-8")  # half characters cannot be kept
