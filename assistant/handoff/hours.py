"""Opening hours of the people: "Mon-Fri 9:00-17:00, Sat 10:00-14:00; Europe/Paris"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = rf"({'|'.join(_DAYS)})[a-z]*"
_SPAN = re.compile(
    rf"(?:{_DAY}(?:\s*-\s*{_DAY})?|daily)?\s*(\d{{1,2}})(?::(\d\d))?\s*-\s*(\d{{1,2}})(?::(\d\d))?", re.IGNORECASE
)
_LOOKED_AHEAD = 8  # days: a week, and today's hours that are over


class HoursError(ValueError):
    """Opening hours that cannot be read."""


@dataclass(frozen=True, slots=True)
class Opening:
    """On these days of the week (Monday is 0), from a time to a later one of the same day."""

    days: frozenset[int]
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class HandoffHours:
    """When people of the shop are there. Without any opening they come and go: open whenever somebody is."""

    openings: tuple[Opening, ...] = ()
    zone: tzinfo = UTC

    @classmethod
    def of(cls, words: str) -> HandoffHours:
        """From the setting: spans parted by commas, and the time zone after a semicolon (UTC without one).

        A span without days is of every day; `24:00` ends a day. Raises `HoursError`.
        """
        spans, _, zone = words.partition(";")
        found = tuple(_opening(span) for span in spans.split(",") if span.strip())
        return cls(found, _zone(zone.strip()))

    def is_open(self, now: datetime) -> bool:
        """`now` is UTC."""
        return not self.openings or any(begins <= now < ends for begins, ends in self._spans(now))

    def opens_at(self, now: datetime) -> datetime | None:
        """When it opens next, in the shop's own time; None while it is open, or without hours."""
        if self.is_open(now):
            return None
        return min((begins for begins, _ in self._spans(now) if begins > now), default=None)

    def _spans(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = now.astimezone(self.zone).date()
        for n in range(-1, _LOOKED_AHEAD):
            day = today + timedelta(days=n)
            for opening in self.openings:
                if day.weekday() in opening.days:
                    yield self._at(day, opening.begins), self._at(day, opening.ends)

    def _at(self, day: date, when: time) -> datetime:
        if when == time.max:
            return datetime.combine(day + timedelta(days=1), time(), self.zone)
        return datetime.combine(day, when, self.zone)


def told(opens: datetime, now: datetime) -> str:
    """ "9:00 CET", "tomorrow 9:00 CET", "Monday 9:00 CET": when that is, seen from now."""
    local = now.astimezone(opens.tzinfo)
    days = (opens.date() - local.date()).days
    day = "" if days == 0 else "tomorrow " if days == 1 else f"{opens:%A} "
    return f"{day}{opens.hour}:{opens:%M} {opens:%Z}".strip()


def _opening(span: str) -> Opening:
    match = _SPAN.fullmatch(span.strip())
    if match is None:
        raise HoursError(
            f"The opening hours {span.strip()!r} cannot be read. Write days and times: 'Mon-Fri 9:00-17:00'."
        )
    first, last, *times = match.groups()
    begins, ends = _time(times[0], times[1], span), _time(times[2], times[3], span)
    if begins >= ends:
        raise HoursError(
            f"The opening hours {span.strip()!r} end before they begin. Write a night as two spans: "
            "'Fri 20:00-24:00, Sat 0:00-2:00'."
        )
    return Opening(_days(first, last), begins, ends)


def _days(first: str | None, last: str | None) -> frozenset[int]:
    if not first:
        return frozenset(range(7))
    begins = _DAYS.index(first.lower())
    ends = _DAYS.index((last or first).lower())
    return frozenset((begins + n) % 7 for n in range((ends - begins) % 7 + 1))


def _time(hour: str, minute: str | None, span: str) -> time:
    hours, minutes = int(hour), int(minute or 0)
    if (hours, minutes) == (24, 0):
        return time.max
    if hours > 23 or minutes > 59:
        raise HoursError(f"The opening hours {span.strip()!r} name a time that no clock shows.")
    return time(hours, minutes)


def _zone(name: str) -> tzinfo:
    if name in ("", "UTC"):
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise HoursError(f"There is no time zone {name!r}. Write one as 'Europe/Paris'.") from error
