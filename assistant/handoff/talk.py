"""Talk about a person: asked for, offered with a question, declined, waited for. Who comes is the desk's to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.acts import HandOff, Intent, LeavePerson, ShopperAct
from assistant.handoff import prospect as words
from assistant.handoff.cues import REASONS, WISH, address_in, matter_of
from assistant.handoff.hands import (
    ContactGiven,
    Hands,
    MessageLeft,
    PersonAsked,
    PersonDeclined,
    PersonOffered,
    PersonWithdrawn,
)
from assistant.handoff.prospect import Prospect
from assistant.reply import FollowUp, FollowUps, HandsChanged, ReplyEvent, Text
from assistant.turn import Turn

MISSES = 2  # turns in a row that came to nothing, after which a person is offered
QUIET_TURNS = 6  # after an offer, before another one; a matter of its own is always worth one
MOST_DECLINED = 2  # offers declined, after which only a matter is worth another
LONGEST_REASON = 300

_YES = FollowUp("Yes, a person please", "yes", ShopperAct(Intent.WANT_PERSON))
_NO = FollowUp("No, go on here", "no", ShopperAct(Intent.NO_PERSON))


class PersonTalk:
    """`without_desk` answers where the shop has no people at a desk: whether a person was only to be offered."""

    def __init__(self, without_desk: Callable[[HandOff, Turn], Iterator[ReplyEvent]]) -> None:
        self._without_desk = without_desk

    def hand_off(self, act: HandOff, turn: Turn) -> Iterator[ReplyEvent]:
        """Asked for by name: done at once, that is consent. Offered: a question, and nothing else happens."""
        prospect, hands = turn.prospect(), turn.state.hands
        if not prospect.staffed:
            yield from self._without_desk(act, turn)
        elif hands.who == "message_left" and prospect.somebody:
            yield came(prospect, turn)
        elif hands.who != "assistant":
            yield Text(prospect.standing(hands))
        elif act.offered:
            turn.happen(PersonOffered(REASONS.get(act.reason, act.reason)))
            yield Text(words.OFFERS.get(act.reason, _of_mood(act.reason)))
            yield FollowUps((_YES, _NO))
        else:
            yield asked(act.reason, "", prospect, turn)

    def leave(self, _: LeavePerson, turn: Turn) -> Iterator[ReplyEvent]:
        """Back to the assistant, or no to the offer."""
        hands = turn.state.hands
        if hands.who != "assistant":
            yield withdrawn(turn)
        elif hands.reason:
            turn.happen(PersonDeclined())
            yield Text(words.DECLINED)
        else:
            yield Text(words.ALREADY_HERE)

    def matter(self, message: str, turn: Turn) -> str:
        """A matter in the message that a person is to be offered for, or that who comes is to know of; empty else."""
        if not message or not turn.prospect().staffed:
            return ""
        hands, found = turn.state.hands, matter_of(message)
        due = hands.who != "assistant" or is_worth_offering(hands, turn.state.n_turns, is_matter=True)
        return found if found and due and not WISH.search(message) else ""

    def offered_beside(self, message: str, matter: str, turn: Turn) -> Iterator[ReplyEvent]:
        """After all else was done: an offer where the turn calls for one, and the mail address that it gave."""
        prospect, hands = turn.prospect(), turn.state.hands
        if not prospect.staffed:
            return
        contact = address_in(message) if hands.is_asked and prospect.by_mail else ""
        if contact and contact != hands.contact:
            turn.happen(ContactGiven(contact))
            yield Text(words.CONTACT_KEPT.format(contact=contact))
            return
        if matter and hands.is_asked:
            yield Text(words.NOTED)
            return
        missed = turn.state.missed_in == turn.state.n_turns and turn.state.misses >= MISSES
        reason = matter or ("misses" if missed else "")
        if reason and hands.who == "assistant" and is_worth_offering(hands, turn.state.n_turns, is_matter=bool(matter)):
            yield from self.hand_off(HandOff(reason, offered=True), turn)


def is_worth_offering(hands: Hands, n_turns: int, *, is_matter: bool) -> bool:
    """Whether another offer is no nagging: never twice in a turn, and seldom after a no."""
    if hands.offered_in == n_turns:
        return False
    if is_matter:
        return not hands.offered_in or n_turns > hands.offered_in + 1
    return hands.n_declined < MOST_DECLINED and (not hands.offered_in or n_turns > hands.offered_in + QUIET_TURNS)


def asked(reason: str, contact: str, prospect: Prospect, turn: Turn) -> HandsChanged:
    """The shopper wants a person and is not held by one: keep that, and say what is to be expected.

    A mail address is kept only where people answer mail.
    """
    said = REASONS.get(reason, reason)[:LONGEST_REASON]
    passing = PersonAsked if prospect.somebody else MessageLeft
    turn.happen(passing(turn.now, said, contact if prospect.by_mail else ""))
    hands = turn.state.hands
    return HandsChanged(hands.who, "", prospect.asked(hands.contact))


def came(prospect: Prospect, turn: Turn) -> HandsChanged:
    """Somebody is there for a message that was left while nobody was; its place in the line stays."""
    before = turn.state.hands
    turn.happen(PersonAsked(turn.now, before.reason, before.contact))
    hands = turn.state.hands
    return HandsChanged(hands.who, "", f"{words.DESK_STAFFED} {prospect.standing(hands)}")


def withdrawn(turn: Turn) -> HandsChanged:
    """The shopper goes back to the assistant, from whoever has the conversation."""
    before = turn.state.hands
    turn.happen(PersonWithdrawn(turn.now))
    said = words.LEFT_AGENT.format(name=before.name) if before.is_held else words.WITHDRAWN
    return HandsChanged("assistant", "", said)


def _of_mood(reason: str) -> str:
    return words.OFFERS["upset" if reason in ("frustrated", "abusive") else "matter"]
