"""Buckets that fill by the minute, and writes that are done once."""

from __future__ import annotations

import asyncio

import pytest

from tests.ui.api.conftest import Clock
from ui.api import once
from ui.api.limits import Limit
from ui.api.once import Once
from ui.api.problems import ProblemError


def test_a_bucket_gives_its_fill_at_once_and_then_by_the_minute() -> None:
    clock = Clock(0.0)
    limit = Limit(6, clock)
    assert [limit.wait_s("a") for _ in range(7)] == [0] * 6 + [10]
    clock.seconds = 9.5
    assert limit.wait_s("a") == 1
    clock.seconds = 10.5  # refused askings took nothing
    assert [limit.wait_s("a") for _ in range(2)] == [0, 10]
    clock.seconds = 10_000.0
    assert [limit.wait_s("a") for _ in range(7)].count(0) == 6  # never more than its fill


def test_one_callers_bucket_is_not_anothers_and_few_are_remembered() -> None:
    limit = Limit(1, Clock(0.0), most=2)
    assert [limit.wait_s(who) for who in ("a", "b", "a", "c", "b")] == [0, 0, 60, 0, 0]


def test_a_key_is_good_for_a_day() -> None:
    clock = Clock(0.0)
    writes = Once(clock)
    done: list[int] = []

    async def work() -> int:
        done.append(len(done))
        return done[-1]

    async def steps() -> None:
        assert [await writes.do("s", "k", "d", work) for _ in range(2)] == [0, 0]
        assert await writes.do("other", "k", "d", work) == 1
        assert [await writes.do("s", "", "d", work) for _ in range(2)] == [2, 3]
        clock.seconds = once.KEPT_S + 1
        assert await writes.do("s", "k", "another", work) == 4

    asyncio.run(steps())


def test_a_failure_is_not_kept_and_reaches_all_who_wait() -> None:
    writes = Once(Clock(0.0))
    tries: list[int] = []

    async def work() -> str:
        tries.append(1)
        await asyncio.sleep(0.01)
        if len(tries) == 1:
            raise ProblemError("not-found", "Not there yet.")
        return "done"

    async def steps() -> None:
        both = await asyncio.gather(*(writes.do("s", "k", "d", work) for _ in range(2)), return_exceptions=True)
        assert [type(one) for one in both] == [ProblemError, ProblemError]
        assert await writes.do("s", "k", "d", work) == "done"
        with pytest.raises(ProblemError):
            await writes.do("s", "k", "other", work)

    asyncio.run(steps())


def test_few_keys_are_remembered() -> None:
    writes = Once(Clock(0.0), most=2)

    async def steps() -> None:
        async def work() -> int:
            return 1

        for n in range(50):
            await writes.do("s", str(n), "d", work)
        assert len(writes._writes) <= 2

    asyncio.run(steps())
