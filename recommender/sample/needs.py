"""Why made-up shoppers shop: needs, complements, tastes and rhythms, read from the two hand-written files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_SPAN = re.compile(r"(\d+)(?:-(\d+))?")
ALL_YEAR = frozenset(range(1, 13))


class NeedsError(ValueError):
    """A hand-written file says something that cannot be; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Need:
    """An occasion, a hobby, a household: what it takes, when, and who has it."""

    name: str
    core: tuple[str, ...]  # kinds
    extras: tuple[str, ...]  # kinds
    months: frozenset[int]
    money: float  # how much above the usual price level people spend on it, as a logarithm
    share: float  # of the shoppers have it at some time
    lasts: tuple[int, int]  # months
    child: tuple[float, float] | None  # years of age of the child that brings it
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What shoppers make of one kind of thing."""

    words: tuple[str, ...]
    several: bool  # more than one is welcome
    days: int  # used up after so many; 0 when it lasts
    everyday: float
    gift: float
    months: frozenset[int]


@dataclass(frozen=True, slots=True)
class Complement:
    """Who has bought `of` wants `to`, by `strength` in utility."""

    of: str
    to: str
    strength: float


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that is written by hand about why people shop."""

    needs: tuple[Need, ...]
    kinds: Mapping[str, Wish]
    complements: tuple[Complement, ...]
    tastes: Mapping[str, float]  # slot -> how much a liked value counts

    def need(self, name: str) -> int:
        """The need's place. Raises `NeedsError` for a name that is not there."""
        for at, need in enumerate(self.needs):
            if need.name == name:
                return at
        raise NeedsError(f"No need {name!r}. Known needs: {', '.join(need.name for need in self.needs)}.")


@cache
def read_wishes() -> Wishes:
    """`needs.yaml` and `kinds.yaml`. Raises `NeedsError` that names the entry and what is wrong in it."""
    said, kinds = _yaml("needs.yaml"), _yaml("kinds.yaml")
    wishes = {name: _wish(name, entry) for name, entry in kinds.items()}
    needs = tuple(_need(name, entry) for name, entry in said["needs"].items())
    complements = []
    for of, to, there, back in said["complements"]:
        complements += [Complement(of, to, float(there)), Complement(to, of, float(back))]
    named = {kind for need in needs for kind in need.core + need.extras} | {c.of for c in complements}
    if unknown := named - wishes.keys():
        raise NeedsError(f"needs.yaml speaks of {', '.join(sorted(unknown))}, which kinds.yaml does not have.")
    return Wishes(needs, wishes, tuple(complements), {slot: float(w) for slot, w in said["tastes"].items()})


def _yaml(name: str) -> dict[str, Any]:
    said = yaml.safe_load((files("recommender.sample") / name).read_text("utf-8"))
    if not isinstance(said, dict):
        raise NeedsError(f"{name} is no mapping.")
    return said


def _need(name: str, said: dict[str, Any]) -> Need:
    try:
        child, lasts = said.get("child"), said.get("lasts", (0, 0))
        return Need(
            name=name,
            core=tuple(said["core"]),
            extras=tuple(said.get("extras", ())),
            months=_months(said.get("months", "1-12")),
            money=float(said["money"]),
            share=float(said["share"]),
            lasts=(int(lasts[0]), int(lasts[1])),
            child=(float(child[0]), float(child[1])) if child else None,
            words=tuple(said["words"]),
        )
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise NeedsError(f"needs.yaml: {name}: {error!r}") from error


def _wish(name: str, said: dict[str, Any]) -> Wish:
    try:
        own = said["own"]
        if own not in ("one", "some") and not (isinstance(own, int) and own > 0):
            raise NeedsError(f"own is {own!r}, which is none of one, some and a number of days")
        return Wish(
            words=(name, *said["words"]),
            several=own != "one",
            days=own if isinstance(own, int) else 0,
            everyday=float(said["everyday"]),
            gift=float(said["gift"]),
            months=_months(said.get("months", "1-12")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NeedsError(f"kinds.yaml: {name}: {error!r}") from error


def _months(said: str) -> frozenset[int]:
    """`"10-2, 6"`: October to February, and June."""
    months: set[int] = set()
    for part in str(said).split(","):
        match = _SPAN.fullmatch(part.strip())
        if not match:
            raise NeedsError(f"months {said!r} are not like '10-2, 6'")
        first, last = int(match[1]), int(match[2] or match[1])
        months |= {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return frozenset(months)
