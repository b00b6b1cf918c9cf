"""Who shops in the sample store: a person's tastes, needs over time and children, and the people they give to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recommender.sample.shelf import Floats

DAYS_A_YEAR = 365.25
_RISES, _FADES = 10, 45  # days in which an interest comes up and goes down


@dataclass(frozen=True, slots=True)
class Interest:
    """One need of one person for a time. Days count from the first of the eighteen months; they may lie outside."""

    need: int
    begins: int
    ends: int
    weight: float

    def at(self, day: int) -> float:
        """How strong it is that day: up within days, down within weeks."""
        up, down = (day - self.begins) / _RISES, (self.ends - day) / _FADES
        return self.weight * max(0.0, min(1.0, up, down))


@dataclass(frozen=True, slots=True, eq=False)
class Taste:
    """What a person likes, whatever it is that they need. Utilities, except where another unit is said."""

    gender: str  # Women or Men: whose clothes they wear
    level: float  # the price level they look for, as a logarithm of what is usual for the kind
    sensitivity: float  # what a price away from that level costs
    brands: Floats  # (n_brands,)
    families: Floats  # (n_families,) of colors
    values: Mapping[str, str]  # slot -> the value they like best
    sizes: Mapping[str, float]  # size system -> their size
    no_animal: bool = False  # never leather, wool, down


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    taste: Taste
    interests: tuple[Interest, ...]
    children: tuple[int, ...] = ()  # days of birth

    def ages(self, day: int) -> tuple[float, ...]:
        """The children's ages in years; below zero for one that is expected."""
        return tuple((day - born) / DAYS_A_YEAR for born in self.children)


@dataclass(frozen=True, slots=True, eq=False)
class Recipient:
    """Somebody the shopper gives presents to."""

    who: str
    birthday: tuple[int, int]  # month, day
    person: Person
    age: float | None = None  # in years at the end, for a child


@dataclass(frozen=True, slots=True, eq=False)
class Shopper:
    id: str
    person: Person
    recipients: tuple[Recipient, ...]
    joined: int  # the day they first came
    visits: int  # how often they come, before presents and what runs out
    looks: float  # how many products they look at in a visit, on average: few for a quick buyer, many for a looker
    decides: float  # the chance that after a look they have seen enough
    reserve: float  # how much a product must offer before they take it
    loyal: float  # the chance that what runs out is bought here again
    pace: float  # how slowly they use things up, 1 is usual
    changes: tuple[int, Taste] | None = None  # a day from which their taste is another
    name: str = ""  # of the demo shoppers
    story: str = ""

    def self_on(self, day: int) -> Person:
        """The shopper's own person with the taste of that day."""
        if self.changes is not None and day >= self.changes[0]:
            return Person(self.changes[1], self.person.interests, self.person.children)
        return self.person
