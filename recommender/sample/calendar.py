"""When shoppers come: weekdays, evenings, the weeks before Christmas, the season of what they are after."""

from __future__ import annotations

from datetime import date

import numpy as np

from recommender.sample.choice import CHILD, ChoiceModel
from recommender.sample.people import DAYS_A_YEAR, Recipient, Shopper
from recommender.sample.population import N_DAYS
from recommender.sample.shelf import Floats

_WEEKDAYS = (1.05, 1.0, 0.95, 0.95, 0.9, 1.05, 1.3)  # Monday first
_MONTHS = (0.95, 0.85, 0.95, 1.0, 1.0, 0.95, 0.85, 0.95, 1.0, 1.0, 1.2, 1.15)
_HOURS = ((20.0, 1.6), (13.0, 2.2), (9.0, 1.3))  # the evening, around noon, the morning; and how far around
_HOURS_UPTO = (0.55, 0.85)  # shares of the first, of the first two
_IDLE = 0.35  # how much people come without a need that is in season
_FRESH, _FRESH_DAYS = 2.0, 15.0  # a new interest brings people back within days
CHRISTMAS_GIFTS, BIRTHDAY_GIFTS = 0.36, 0.36  # the chance that a present is looked for here


class Calendar:
    def __init__(self, model: ChoiceModel, rng: np.random.Generator) -> None:
        self._model, self._rng = model, rng
        self._dates = [model.date(day) for day in range(N_DAYS)]
        self.days = np.array([_busy(day) for day in self._dates])
        self._ages = [need.child for need in model.wishes.needs if need.child]
        months = np.array([day.month for day in self._dates])
        self._in_season = np.array(
            [[1.0 if month in need.months else 0.3 for month in months] for need in model.wishes.needs]
        )

    def visits(self, shopper: Shopper) -> list[int]:
        """Seconds at which they come for themselves, in no order."""
        rate = self.days * (_IDLE + self._needs(shopper))
        rate[: shopper.joined] = 0.0
        upto = np.cumsum(rate)
        days = np.searchsorted(upto, self._rng.random(shopper.visits) * upto[-1], side="right")
        return [self.moment(int(day)) for day in np.minimum(days, N_DAYS - 1)]

    def gifts(self, shopper: Shopper) -> list[tuple[int, int]]:
        """(seconds, place among the recipients) of the visits for presents."""
        found = []
        for at, recipient in enumerate(shopper.recipients):
            for day in self._occasions(recipient):
                if shopper.joined <= day < N_DAYS:
                    found += [(self.moment(day), at)] * (1 + int(self._rng.random() < 0.35))
        return found

    def moment(self, day: int) -> int:
        """A time of that day at which people shop."""
        hour, spread = _HOURS[int(np.searchsorted(_HOURS_UPTO, self._rng.random(), side="right"))]
        drawn = float(np.clip(self._rng.normal(hour, spread), 0.2, 23.0))
        return day * 86_400 + int(drawn * 3600)

    def _needs(self, shopper: Shopper) -> Floats:
        days = np.arange(N_DAYS)
        rate = np.zeros(N_DAYS)
        for born in shopper.person.children:
            ages = (days - born) / DAYS_A_YEAR
            for low, high in self._ages:
                rate += CHILD * ((low <= ages) & (ages < high))
        for interest in shopper.person.interests:
            strength = np.clip(np.minimum((days - interest.begins) / 10, (interest.ends - days) / 45), 0, 1)
            fresh = np.where(days >= interest.begins, np.exp(-(days - interest.begins) / _FRESH_DAYS), 0.0)
            rate += interest.weight * strength * self._in_season[interest.need] * (1 + _FRESH * fresh)
        return rate

    def _occasions(self, recipient: Recipient) -> list[int]:
        """Days on which a present for them is looked for: before Christmas and birthdays, if at all."""
        days = []
        for year in sorted({day.year for day in self._dates}):
            if self._rng.random() < CHRISTMAS_GIFTS:
                days.append(self._day(date(year, 12, 22)) - int(self._rng.integers(1, 27)))
            if self._rng.random() < BIRTHDAY_GIFTS:
                days.append(self._day(date(year, *recipient.birthday)) - int(self._rng.integers(5, 16)))
        return days

    def _day(self, day: date) -> int:
        return (day - self._model.first_day).days


def _busy(day: date) -> float:
    busy = _WEEKDAYS[day.weekday()] * _MONTHS[day.month - 1]
    if day.month == 11 and day.day >= 22:
        busy *= 1.35
    if day.month == 12 and 20 < day.day < 27:
        busy *= 0.6
    return busy
