"""What somebody who asks for a person may be told: only what is so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.handoff.hands import Agent, Hands, Who
from assistant.handoff.hours import told
from recommender.wording import n_of

OFFERS = {
    "misses": "That was not what you need, twice in a row. Would you like to talk to a person of the shop?",
    "upset": "I am sorry this is not going well. Would you like to talk to a person of the shop?",
    "matter": "That is better settled with a person of the shop. Would you like to talk to one?",
}
DECLINED = "All right, we go on here. You can ask for a person at any time."
WITHDRAWN = "You are back with me, the assistant; the request for a person is withdrawn."
LEFT_AGENT = "You are back with me, the assistant; {name} is not in this conversation any more."
ALREADY_HERE = "You are talking to me, the assistant. You can ask for a person at any time."
TAKEN = "You are talking to {name} now."
RETURNED = "{name} has handed the conversation back to me, the assistant. All that was said stays here."
RETURNED_BY = (
    "{lead} of the shop has handed the conversation back to me, the assistant; {name} is not in it any more. "
    "All that was said stays here."
)
LEFT_DESK = "{name} had to leave, so I am back."
DESK_EMPTY = "The people of the shop have left their desk."
DESK_STAFFED = "Somebody of the shop is at the desk now."
CONTACT_KEPT = "Noted: you get an answer by mail to {contact}."
NOTED = "Noted for the person who comes."
_GO_ON = "Until then you can go on with me."
_KEPT = "Your message is kept: it goes on in this conversation when somebody takes it, so come back here to read it."


@dataclass(frozen=True, slots=True)
class Prospect:
    """How things stand at the desk now. Not `staffed`: the shop has no desk at all.

    `n_before` wait already and would come first; `by_mail` says whether people here do answer by mail.
    """

    now: datetime | None = None
    staffed: bool = False
    n_here: int = 0
    is_open: bool = True
    opens: datetime | None = None
    n_before: int = 0
    by_mail: bool = False

    @property
    def somebody(self) -> bool:
        """Whether there is anybody to come."""
        return self.staffed and self.is_open and self.n_here > 0

    def asked(self, contact: str) -> str:
        """The answer to somebody who just asked for a person."""
        if self.somebody:
            here = "One person is" if self.n_here == 1 else f"{self.n_here} people are"
            return f"I have asked for a person of the shop. {here} at the desk now, and {self.before()}. {_GO_ON}"
        return self.left(contact)

    def left(self, contact: str) -> str:
        """What becomes of a request while nobody is there."""
        nobody = f"Nobody is here until {told(self.opens, self.now)}." if self.opens and self.now else ""
        nobody = nobody or "Nobody is at the desk right now."
        if self.by_mail and contact:
            return f"{nobody} Your message is kept and you get an answer by mail to {contact}. {_GO_ON}"
        address = " If you would rather have an answer by mail, write your mail address here." if self.by_mail else ""
        return f"{nobody} {_KEPT}{address} {_GO_ON}"

    def before(self) -> str:
        if not self.n_before:
            return "nobody waits before you"
        return f"{n_of(self.n_before, 'shopper')} {'waits' if self.n_before == 1 else 'wait'} before you"

    def who(self, hands: Hands) -> Who:
        """Who answers, as it is now: a message that was left waits as soon as somebody is there."""
        return "waiting" if hands.who == "message_left" and self.somebody else hands.who

    def standing(self, hands: Hands) -> str:
        """How it stands, for somebody who asked before."""
        match hands.who:
            case "agent":
                return f"You are talking to {hands.name}."
            case "waiting" | "message_left" if self.somebody:
                return f"You have asked for a person, and {self.before()}. {_GO_ON}"
            case "waiting" | "message_left":
                return self.left(hands.contact)
            case _:
                return ALREADY_HERE


def returned(hands: Hands, by: Agent) -> str:
    """What the shopper reads when whoever holds it, or a lead in their place, hands back."""
    own = hands.agent_id == by.id
    return RETURNED.format(name=hands.name) if own else RETURNED_BY.format(lead=by.name, name=hands.name)


Asking = Callable[[], Prospect]


def no_desk() -> Prospect:
    return Prospect()
