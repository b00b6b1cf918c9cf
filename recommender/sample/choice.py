"""The choice model: how much each product is worth to a shopper at a moment.

A conditional logit (D. McFadden, "Conditional logit analysis of qualitative choice behavior", in P. Zarembka, ed.,
Frontiers in Econometrics, 1974): the shopper takes the product with the largest `utility + Gumbel noise`, which
happens with probability `exp(utility) / sum of exp(utility)`. The utility, before the noise, is

    wish        NEED * what their needs ask of this kind today + EVERYDAY * what everybody wants of it + SEASON
  + liking      taste in brands and colors, values they like, price level against theirs, hidden quality, appeal
  + novelty     NOVELTY, halved every HALF_NEW days, for what is new in the range
  + popularity  POPULAR * log(1 + demand of the last weeks)
  + complements of what they bought lately, fading with PARTNER_DAYS, MOST_CALLED at most
  - satiety     what they own already, or have not used up

`recommender/sample/visits.py` adds what only one visit knows: the kind being looked at, and what is in the cart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp

import numpy as np

from recommender.sample.complements import complements
from recommender.sample.needs import Wishes
from recommender.sample.people import Person, Taste
from recommender.sample.population import N_DAYS
from recommender.sample.shelf import DAYS_A_MONTH, Bools, Floats, Shelf

NEED, CORE, EXTRA, MOST = 4.0, 1.0, 0.7, 1.5  # what two needs ask for is asked for at most half as much again
CHILD = 0.9  # how strong the need is that a child of the right age brings
EVERYDAY, SEASON, OUT_OF_SEASON = 0.5, 0.5, -0.35
BRAND, COLOR, QUALITY, VALUE = 1.0, 0.8, 0.5, 1.0
ABOVE, BELOW = 1.6, 0.9  # a price above one's level hurts more than one below
OTHER_GENDER, OTHER_AGE, NOT_MY_SIZE, NOT_AT_ALL = -5.0, -4.5, -1.5, -30.0
NOVELTY, HALF_NEW = 1.0, 40.0
POPULAR, POPULAR_DAYS = 0.22, 21.0
PARTNER_DAYS, PARTNER_KEPT, MOST_CALLED = 35.0, 10, 2.6  # products bought last that still call for others
AGAIN, ENOUGH, ENOUGH_DAYS = -5.0, -6.5, 400.0  # the same product; another of a kind of which one will do
SOME, SOME_DAYS = -1.0, 30.0
USED_UP, SHORT_BEFORE = -4.0, 0.75  # of its days must have passed before more is wanted
GIFT, GIFT_NEED = 2.6, 0.8
UNBORN = -60.0


@dataclass(slots=True)
class Memory:
    """What a shopper has from this store."""

    bought: list[tuple[int, int]] = field(default_factory=list)  # (product, day), in order
    lasts_until: dict[int, int] = field(default_factory=dict)  # kind that is used up -> the day it will be


class ChoiceModel:
    """Utilities over all products of the shelf, without the noise. Days count from the first of the simulation."""

    def __init__(self, shelf: Shelf, wishes: Wishes, quality: Floats, appeal: Floats, today: date) -> None:
        """`quality` and `appeal` are `(n_products,)`: how good, and how taking at first sight, each truly is."""
        self.shelf, self.wishes, self.quality, self.appeal = shelf, wishes, quality, appeal
        self.first_day = today - timedelta(days=N_DAYS)
        self.complements = complements(shelf, wishes)
        self.asks = np.zeros((len(wishes.needs), len(shelf.kinds)))  # what a need asks of each kind
        for row, need in enumerate(wishes.needs):
            for kinds, much in ((need.extras, EXTRA), (need.core, CORE)):
                self.asks[row, [shelf.kind_at[kind] for kind in kinds if kind in shelf.kind_at]] = much
        self._everyday = np.array([EVERYDAY * wish.everyday if wish else 0.0 for wish in shelf.wished])
        self._gift = np.array([GIFT * wish.gift if wish else 0.0 for wish in shelf.wished])
        self._season = np.zeros((13, len(shelf.kinds)))
        for at, wish in enumerate(shelf.wished):
            if wish and len(wish.months) < 12:
                self._season[:, at] = [SEASON if month in wish.months else OUT_OF_SEASON for month in range(13)]
        self.several = np.array([wish is None or wish.several for wish in shelf.wished])
        self.used_up = np.array([wish.days if wish else 0 for wish in shelf.wished])
        self._months = [(self.first_day + timedelta(days=day)).month for day in range(N_DAYS + 1)]
        self._born = np.where(shelf.new > 0, N_DAYS - np.round(shelf.new * DAYS_A_MONTH), -10_000)
        self._values = {}  # (slot, value) -> what it is worth to who likes that value best
        for slot, weight in wishes.tastes.items():
            has = shelf.values(slot)
            for value, states_it in has.items():
                stated = np.logical_or.reduce(list(has.values()))
                self._values[slot, value] = VALUE * weight * (states_it - 0.5 * stated)
        self._other_sizes: dict[tuple[str, float], Bools] = {}
        self._of_age = [(row, need.child) for row, need in enumerate(wishes.needs) if need.child is not None]
        self._of_children = np.zeros(len(shelf.kinds), dtype=bool)
        for row, _ in self._of_age:
            self._of_children |= self.asks[row] == CORE

    def date(self, day: int) -> date:
        return self.first_day + timedelta(days=day)

    def month(self, day: int) -> int:
        return self._months[day]

    def there(self, day: int) -> Floats:
        """Novelty of what came lately, and what is not in the range yet out of reach."""
        age = day - self._born
        return np.where(age < 0, UNBORN, NOVELTY * 0.5 ** (np.maximum(age, 0) / HALF_NEW))

    def liking(self, person: Person) -> Floats:
        """What the person's tastes say of every product, whatever it is that they need."""
        shelf, taste = self.shelf, person.taste
        money = np.zeros(len(shelf.kinds))
        for interest in person.interests:
            asked = self.asks[interest.need] * self.wishes.needs[interest.need].money
            money = np.where(np.abs(asked) > np.abs(money), asked, money)
        off = shelf.level - taste.level - money[shelf.kind]
        liked = BRAND * taste.brands[shelf.brand] + QUALITY * self.quality + self.appeal
        liked -= taste.sensitivity * np.where(off > 0, ABOVE, BELOW) * off**2
        liked += COLOR * self._colors(taste)
        for liked_value in taste.values.items():
            liked += self._values.get(liked_value, 0.0)
        other = (shelf.gender == 1) & (taste.gender != "Women") | (shelf.gender == 2) & (taste.gender != "Men")
        liked[other] += OTHER_GENDER
        for size in taste.sizes.items():
            liked += NOT_MY_SIZE * self._is_other_size(*size)
        if taste.no_animal:
            liked[shelf.animal] += NOT_AT_ALL
        return liked

    def _is_other_size(self, system: str, size: float) -> Bools:
        """Which products come in sizes of the system, but not in this one."""
        if (system, size) not in self._other_sizes:
            offered = [self.shelf.sizes(place) for place in range(len(self.shelf))]
            self._other_sizes[system, size] = np.array(
                [
                    bool(found) and used == system and not any(a <= size <= b for a, b in found)
                    for used, found in offered
                ]
            )
        return self._other_sizes[system, size]

    def _colors(self, taste: Taste) -> Floats:
        """The best of the colors each product comes in."""
        has = self.shelf.has_family
        best = np.where(has, taste.families, -9.0).max(axis=1)
        return np.where(has.any(axis=1), best, 0.0)

    def wish(self, person: Person, day: int, *, gift: bool = False, child: bool = False) -> Floats:
        """`(n_products,)`: what the day, the season and the person's needs ask for. `child`: the person is one."""
        month = self._months[day]
        asked = np.zeros(len(self.shelf.kinds))
        for interest in person.interests:
            if (much := interest.at(day)) > 0:
                in_season = 1.0 if month in self.wishes.needs[interest.need].months else 0.3
                asked += much * in_season * self.asks[interest.need]
        ages = person.ages(day)
        if ages:
            for row, (low, high) in self._of_age:
                if any(low <= age < high for age in ages):
                    asked += CHILD * self.asks[row]
        kinds = NEED * (GIFT_NEED if gift else 1.0) * np.minimum(asked, MOST) + self._season[month]
        kinds += self._gift if gift else self._everyday
        wished: Floats = kinds[self.shelf.kind]
        return wished + self._ages(ages, child)

    def _ages(self, ages: Sequence[float], child: bool) -> Floats:
        """What is for another age: children's things without children, toys they are too small or too old for."""
        shelf = self.shelf
        fit = np.zeros(len(shelf))
        if child:
            fit[~shelf.for_kids & (shelf.gender > 0)] = OTHER_AGE
            fit[shelf.for_kids & (shelf.gender == 0)] += 0.5
        elif not ages:
            fit[shelf.for_kids] = OTHER_AGE
        if ages and max(ages) >= 0:
            toys = self._of_children[shelf.kind] & (shelf.from_age > 0)
            off = np.min([_too_small_or_old(age, shelf.from_age) for age in ages if age >= 0], axis=0)
            fit -= np.where(toys, np.minimum(off, 4.0), 0.0)
        return fit

    def called_for(self, memory: Memory, day: int) -> Floats:
        """What goes with the things they bought lately; all together it counts for `MOST_CALLED` at most."""
        worth = np.zeros(len(self.shelf))
        for place, bought_on in memory.bought[-PARTNER_KEPT:]:
            worth += self.complements[place] * exp(-(day - bought_on) / PARTNER_DAYS)
        return worth

    def satiety(self, memory: Memory, day: int) -> Floats:
        """What they have keeps them from buying it again."""
        worth = np.zeros(len(self.shelf))
        kinds = self.shelf.kind
        for place, bought_on in memory.bought:
            kind, age = kinds[place], day - bought_on
            if self.used_up[kind]:
                continue
            worth[place] += AGAIN
            if not self.several[kind]:
                worth[kinds == kind] += ENOUGH * exp(-age / ENOUGH_DAYS)
            elif age < SOME_DAYS:
                worth[kinds == kind] += SOME
        for kind, until in memory.lasts_until.items():
            if day < until:
                worth[kinds == kind] += USED_UP
        return worth

    def popular(self, demand: Floats) -> Floats:
        """`demand` is `(n_products,)`: purchases of the last weeks, older ones fading."""
        return POPULAR * np.log1p(demand)


def _too_small_or_old(age: float, from_age: Floats) -> Floats:
    return np.maximum(from_age - age - 0.5, 0) + 0.6 * np.maximum(age - from_age - 4, 0)
