"""The reviews of the sample store: who wrote on which day, true on the whole to the hidden quality.

How many a product has is a long tail; a few products got a burst of reviews that nobody wrote of their own accord.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from retrieval.sample.assortment import Assortment, Item, Kind
from retrieval.sample.phrases import put, read_words
from retrieval.sample.quality import SIZE, overall, quality
from retrieval.sample.review_text import Teller
from retrieval.sample.reviewers import opinion

DAYS = 548  # reviews go back eighteen months
DAYS_A_MONTH = 30.4
_NONE, _NONE_OF_NEW = 0.04, 0.2  # shares of products that nobody has reviewed
_FEWEST, _MIDDLE, _MOST, _TAIL = 6, 16.0, 60, 0.62
_NEW = 3  # months: of so new a product there are one to five
_FAKE, _BURST = 0.007, (6, 12)  # share of all reviews; how many in one burst
_QUIET = 0.75  # outside of November to January people write less
_WORN = ("Letters", "EU shoes", "EU kids", "Waist and length")


@dataclass(frozen=True, slots=True)
class _Planned:
    id: str
    on: date
    is_fake: bool
    chance: Random


def reviews(assortment: Assortment, *, seed: int, today: date) -> Iterator[dict[str, Any]]:
    """Every review as a line of `reviews.jsonl`, by product id, then by day; the same for the same seed and day."""
    seen: set[str] = set()
    bursts = _bursts(assortment, seed=seed, today=today)
    for kind, item in sorted(assortment.items(), key=lambda pair: pair[1].id):
        truth = quality(assortment, kind, item, seed=seed)
        teller = Teller(assortment, kind, item)
        is_worn = bool(set(_WORN) & set(item.values("size_system"))) and SIZE in item.options
        for planned in _plan(item, bursts.get(item.id, 0), seed=seed, today=today):
            chance = planned.chance
            if planned.is_fake:
                rating, (title, body) = 5, _fake(kind, item, chance, seen)
            else:
                found = opinion(kind, truth, chance, is_worn=is_worn and SIZE not in kind.aspects)
                months = _months(item, planned.on, today)
                rating, (title, body) = found.rating, teller.tell(found, chance, months=months, seen=seen)
            yield {
                "id": planned.id,
                "product_id": item.id,
                "rating": rating,
                "title": title,
                "body": body,
                "reviewer": signature(chance),
                "created_at": planned.on.isoformat(),
            }


def fake_review_ids(assortment: Assortment, *, seed: int, today: date) -> list[str]:
    """The ids of the reviews that nobody wrote of their own accord, sorted."""
    found = []
    bursts = _bursts(assortment, seed=seed, today=today)
    for _, item in assortment.items():
        if item.id in bursts:
            plan = _plan(item, bursts[item.id], seed=seed, today=today)
            found += [planned.id for planned in plan if planned.is_fake]
    return sorted(found)


def signature(chance: Random) -> str:
    """How a made-up person signs: a first name, sometimes with an initial, or a handle."""
    people = read_words().people
    if chance.random() < 0.08:
        return str(chance.choice(people["handles"]))
    initial = f" {chance.choice('ABCDEFGHJKLMNOPRSTVWZ')}." if chance.random() < 0.3 else ""
    return f"{chance.choice(people['names'])}{initial}"


def drawn_day(item: Item, chance: Random, today: date) -> date:
    """A day of the last eighteen months on which the product was sold already; more of late, and in winter."""
    window = min(DAYS, int(item.new * DAYS_A_MONTH) - 2) if item.new else DAYS
    day = today
    for _ in range(4):
        day = today - timedelta(days=1 + int((window - 1) * chance.random() ** 1.15))
        if day.month in (11, 12, 1) or chance.random() < _QUIET:
            break
    return day


def _plan(item: Item, n_fake: int, *, seed: int, today: date) -> list[_Planned]:
    """Who writes when, by day; the ids are in that order and say nothing of who is fake."""
    chance = Random(f"reviews:{seed}:{item.id}")
    found = [(drawn_day(item, chance, today), n, False) for n in range(_n_reviews(item, chance))]
    if n_fake:
        begins = drawn_day(item, chance, today - timedelta(days=1))
        found += [(begins + timedelta(days=chance.randint(0, 1)), len(found) + n, True) for n in range(n_fake)]
    return [
        _Planned(f"{item.id}-r{at:02d}", day, is_fake, Random(f"review:{seed}:{item.id}:{n}"))
        for at, (day, n, is_fake) in enumerate(sorted(found), start=1)
    ]


def _n_reviews(item: Item, chance: Random) -> int:
    """A long tail, cut to 6 and 60: `16 * exp(N(0, 0.62))`; less for what is not sold for eighteen months yet."""
    is_new = 0 < item.new <= _NEW
    if chance.random() < (_NONE_OF_NEW if is_new else _NONE):
        return 0
    drawn = _MIDDLE * math.exp(chance.gauss(0, _TAIL))
    if is_new:
        return chance.randint(1, 5)
    sold = min(1.0, item.new * DAYS_A_MONTH / DAYS) if item.new else 1.0
    return max(_FEWEST, min(_MOST, round(drawn * sold)))


def _bursts(assortment: Assortment, *, seed: int, today: date) -> dict[str, int]:
    """How many fake reviews which products have: of those with some of their own, the ones that need them most."""
    n_own = {item.id: len(_plan(item, 0, seed=seed, today=today)) for _, item in assortment.items() if item.new != 1}
    mean = sum(_BURST) / 2
    n_bursts = round(_FAKE * sum(n_own.values()) / mean)
    poor = sorted(
        (overall(kind, quality(assortment, kind, item, seed=seed)), item.id)
        for kind, item in assortment.items()
        if n_own.get(item.id, 0) >= _FEWEST
    )
    chance = Random(f"fakes:{seed}")
    among = [item_id for _, item_id in poor[: max(n_bursts, len(poor) // 2)]]
    return {item_id: chance.randint(*_BURST) for item_id in chance.sample(among, n_bursts)}


def _fake(kind: Kind, item: Item, chance: Random, seen: set[str]) -> tuple[str, str]:
    words = read_words().fake
    body = ""
    for _ in range(100):
        body = " ".join(put(chance.choice(words[part]), kind, item, "") for part in ("openings", "middles", "endings"))
        if body.lower() not in seen:
            break
    seen.add(body.lower())
    return put(chance.choice(words["titles"]), kind, item, ""), body


def _months(item: Item, on: date, today: date) -> float:
    """How long one can have had it on that day, in months; what was always there is not older than the store."""
    return item.new - (today - on).days / DAYS_A_MONTH if item.new else 60.0
