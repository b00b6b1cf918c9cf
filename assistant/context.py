"""Context: what a need has beside what the catalog can filter by. Plain values, folded from what acts add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from retrieval.query import Constraint, Operator

ME = "me"
_SAME_PERSON = {  # how people call one and the same
    **dict.fromkeys(("father", "daddy", "papa"), "dad"),
    **dict.fromkeys(("mother", "mom", "mummy", "mommy", "mam", "mama"), "mum"),
    **dict.fromkeys(("grandfather", "grandad", "granddad", "gramps"), "grandpa"),
    **dict.fromkeys(("grandmother", "granny", "gran", "nan", "nana"), "grandma"),
    **dict.fromkeys(("hubby",), "husband"),
    **dict.fromkeys(("bro",), "brother"),
    **dict.fromkeys(("gf",), "girlfriend"),
    **dict.fromkeys(("bf",), "boyfriend"),
    **dict.fromkeys(("sis",), "sister"),
    **dict.fromkeys(("myself",), ME),
}
_OTHER_PERSONS = """
husband wife partner fiance girlfriend boyfriend son daughter kid kids child children baby toddler twins boy girl
brother sister sibling uncle aunt auntie cousin nephew niece grandson granddaughter grandparents parents godson
goddaughter friend friends mate bestie buddy roommate flatmate housemate colleague colleagues coworker boss teacher
neighbour neighbor host hostess groom bride dog cat puppy
"""


class Feeling(StrEnum):
    CALM = "calm"
    URGENT = "urgent"
    DELIGHTED = "delighted"
    FRUSTRATED = "frustrated"
    ABUSIVE = "abusive"


UPSET = frozenset({Feeling.FRUSTRATED, Feeling.ABUSIVE})


@dataclass(frozen=True, slots=True)
class NeededBy:
    """`words` as said ("friday"); `before` it, or by it. `on` is the last day that will do, where they tell it."""

    words: str
    before: bool = False
    on: date | None = None

    @property
    def day(self) -> str:
        """ "Friday 27 November"; the words as said where they tell no day."""
        return f"{self.on:%A} {self.on.day} {self.on:%B}" if self.on else self.words


@dataclass(frozen=True, slots=True)
class ContextChange:
    """What one act adds to the context or takes back; empty fields change nothing."""

    recipient: str = ""
    gift: bool = False
    occasion: str = ""
    needed_by: NeededBy | None = None
    owns: tuple[str, ...] = ()
    quantity: int = 0
    feeling: Feeling | None = None
    taken_back: tuple[str, ...] = ()  # slots: "it need not be here by Friday after all"
    not_owned: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != ContextChange()

    @property
    def says_more_than_feeling(self) -> bool:
        return bool(replace(self, feeling=None))


NO_CHANGE = ContextChange()


@dataclass(frozen=True, slots=True)
class Context:
    """For whom the need is, why, until when, what they have, how many are wanted, and how the shopper feels.

    `others` are the contexts of other recipients, set aside until the shopper comes back to them. `upset_in` is the
    turn in which the shopper was first frustrated or abusive; 0 for never.
    """

    recipient: str = ""  # "dad", "a friend" ...; empty while nobody is named
    gift: bool = False
    occasion: str = ""
    needed_by: NeededBy | None = None
    owns: tuple[str, ...] = ()  # kinds of things they have already
    quantity: int = 0  # how many are wanted; 0 while that is not said
    feeling: Feeling = Feeling.CALM
    others: tuple[Context, ...] = ()
    upset_in: int = 0

    @property
    def for_other(self) -> bool:
        """Whether this is for somebody else, so that the shopper's own taste says nothing about it."""
        return person(self.recipient) not in ("", ME) or (self.gift and not self.recipient)

    def after(
        self,
        change: ContextChange,
        *,
        begins: bool = False,
        dropped: Sequence[str] = (),
        removed: Sequence[Constraint] = (),
        turn: int = 0,
    ) -> Context:
        """The context after an act. `begins`: the act begins a search, which may be for another recipient."""
        context = self._turned_to(change) if begins else self
        own = context.conditions
        gone = {*dropped, *change.taken_back, *(c.slot for c in removed if c.slot != "owns" and c in own)}
        not_owned = {str(c.value) for c in removed if c.slot == "owns"} | set(change.not_owned)
        feeling = change.feeling or context.feeling
        return replace(
            context,
            recipient=change.recipient or ("" if "recipient" in gone else context.recipient),
            gift=change.gift or (context.gift and not gone & {"recipient", "gift"}),
            occasion=change.occasion or ("" if "occasion" in gone else context.occasion),
            needed_by=change.needed_by or (None if "needed_by" in gone else context.needed_by),
            owns=tuple(
                dict.fromkeys(
                    kind for kind in (*(() if "owns" in gone else context.owns), *change.owns) if kind not in not_owned
                )
            ),
            quantity=change.quantity or (0 if begins or "quantity" in gone else context.quantity),
            feeling=feeling,
            upset_in=context.upset_in or (turn if change.feeling in UPSET else 0),
        )

    def _turned_to(self, change: ContextChange) -> Context:
        """The context of whom a new search is for: their own from before, or an empty one."""
        now, wanted = self._person, person(change.recipient)
        if not wanted and not (change.gift and now == ME):
            return self
        if now in ("", wanted):
            return self
        aside = replace(self, feeling=Feeling.CALM, others=(), upset_in=0)
        known = {one._person: one for one in (*self.others, aside)}
        back = known.pop(wanted, None) or Context(recipient=change.recipient, gift=change.gift)
        kept = tuple(one for one in known.values() if one != Context())
        return replace(back, others=kept, feeling=self.feeling, upset_in=self.upset_in)

    @property
    def _person(self) -> str:
        return person(self.recipient) or ("" if self.gift else ME)

    @property
    def conditions(self) -> tuple[Constraint, ...]:
        """The context as conditions, for chips: `recipient is dad`; no search ever filters by them."""
        found = [("recipient", self.recipient)] if self.recipient else []
        found += [("gift", "gift")] if self.gift and not self.recipient else []
        found += [("occasion", self.occasion)] if self.occasion else []
        found += [("needed_by", self.needed_by.words)] if self.needed_by else []
        found += [("owns", kind) for kind in self.owns]
        made = [Constraint(slot, Operator.IS, value) for slot, value in found]
        return (*made, *([Constraint("quantity", Operator.IS, Decimal(self.quantity))] if self.quantity else []))

    def label(self, condition: Constraint) -> str:
        """One of the conditions as a chip says it: "for dad", "birthday", "needed by Friday 27 November"."""
        value = str(condition.value)
        match condition.slot:
            case "recipient":
                return f"for {value}"
            case "gift":
                return "a gift"
            case "needed_by":
                return f"needed by {self.needed_by.day}" if self.needed_by else value
            case "owns":
                return f"has: {value}"
            case "quantity":
                return f"{value} wanted"
            case _:
                return value


def known_persons() -> frozenset[str]:
    """How people are called that a thing may be for."""
    return frozenset((*_SAME_PERSON, *_SAME_PERSON.values(), *_OTHER_PERSONS.split()))


def person(said: str) -> str:
    """Who is meant, so that "my father" and "dad" are one: the plain name, lower case, without article."""
    words = said.lower().split()
    word = " ".join(words[1:] if words[:1] in (["a"], ["an"], ["my"], ["the"]) else words)
    return _SAME_PERSON.get(word, word)
