"""Opening hours: read from words, and told as they are seen from now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.handoff.hours import HandoffHours, HoursError, told

THURSDAY = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=UTC)


def test_without_hours_it_is_always_open() -> None:
    hours = HandoffHours.of("")
    assert hours.is_open(THURSDAY)
    assert hours.opens_at(THURSDAY) is None


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (at(15, 8, 59), False),
        (at(15, 9), True),
        (at(15, 16, 59), True),
        (at(15, 17), False),
        (at(17, 11), True),  # Saturday
        (at(17, 14), False),
        (at(18, 11), False),  # Sunday
    ],
)
def test_the_end_is_not_part_of_the_hours(now: datetime, is_open: bool) -> None:
    assert HandoffHours.of("Mon-Fri 9:00-17:00, Sat 10-14").is_open(now) is is_open


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(15, 6), "9:00 UTC"),
        (at(15, 18), "tomorrow 9:00 UTC"),
        (at(16, 18), "Monday 9:00 UTC"),
        (at(18, 23), "tomorrow 9:00 UTC"),
    ],
)
def test_the_next_opening_is_told_from_now(now: datetime, words: str) -> None:
    opens = HandoffHours.of("Mon-Fri 09:00-17:00").opens_at(now)
    assert opens is not None
    assert told(opens, now) == words


def test_the_zone_decides_what_the_hour_is() -> None:
    hours = HandoffHours.of("Mon-Fri 9:00-17:00; Europe/Paris")
    assert hours.is_open(at(15, 8))  # nine in Paris
    assert not hours.is_open(at(15, 16))
    opens = hours.opens_at(at(15, 7))
    assert opens is not None
    assert told(opens, at(15, 7)) == "9:00 CET"
    in_summer = datetime(2026, 7, 15, 6, 30, tzinfo=UTC)
    opens = hours.opens_at(in_summer)
    assert opens is not None
    assert told(opens, in_summer) == "9:00 CEST"


def test_a_span_without_days_is_of_every_day_and_24_00_ends_one() -> None:
    hours = HandoffHours.of("18:00-24:00")
    assert hours.is_open(at(18, 23, 59))
    assert not hours.is_open(at(19, 0))


def test_days_may_go_over_the_end_of_the_week() -> None:
    hours = HandoffHours.of("Sat-Mon 10:00-12:00")
    assert [hours.is_open(at(day, 11)) for day in (16, 17, 18, 19, 20)] == [False, True, True, True, False]


@pytest.mark.parametrize(
    "words", ["soon", "Mon-Fri", "17:00-9:00", "Mon 25:00-26:00", "9:00-17:00; Nowhere/Land", "9-9"]
)
def test_hours_that_cannot_be_read_say_what_to_write(words: str) -> None:
    with pytest.raises(HoursError):
        HandoffHours.of(words)
