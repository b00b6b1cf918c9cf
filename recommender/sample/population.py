"""Draws the made-up shoppers: tastes, needs that begin and fade, households, people to give to, and how they shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp

import numpy as np

from recommender.sample.needs import Wishes
from recommender.sample.people import DAYS_A_YEAR, Interest, Person, Recipient, Shopper, Taste
from recommender.sample.shelf import DAYS_A_MONTH, Shelf

N_DAYS = 548  # eighteen months
VISITS = 5.9  # on average; the logarithm's spread makes some come a hundred times and most a few times
_SPREAD = 1.0
_PARENTS, _EXPECTING = 0.30, 0.05  # shares of the shoppers
_NO_ANIMAL = 0.04  # who avoids leather, wool and down
_CHANGING = 0.3  # whose taste changes within the eighteen months
_WHO = (
    ("partner", ""), ("mother", "Women"), ("father", "Men"), ("sister", "Women"), ("brother", "Men"),
    ("friend", ""), ("colleague", ""), ("niece", "Women"), ("nephew", "Men"), ("grandchild", ""),
)  # fmt: skip
_CHILDREN = ("niece", "nephew", "grandchild")
_SIZES: Mapping[str, Mapping[str, tuple[float, float, float, float]]] = {  # mean, spread, least, most
    "Women": {"Letters": (2.9, 1.0, 1, 6), "EU shoes": (38.6, 1.5, 35, 43), "Waist and length": (29, 2.4, 24, 36)},
    "Men": {"Letters": (3.9, 1.0, 2, 7), "EU shoes": (43.2, 1.6, 39, 48), "Waist and length": (33, 2.4, 28, 40)},
}


class Population:
    """Draws people one after the other from one generator; the same generator gives the same people."""

    def __init__(self, shelf: Shelf, wishes: Wishes, rng: np.random.Generator) -> None:
        self._shelf = shelf
        self._wishes = wishes
        self._rng = rng
        department = {kind.name: kind.department for kind in shelf.kinds}
        self._leanings = sorted(set(department.values()))
        self._department = [department.get(need.core[0], "") for need in wishes.needs]
        self._values = {}
        for slot in sorted(wishes.tastes):
            counts = {value: int(has.sum()) for value, has in shelf.values(slot).items()}
            if counts:
                upto = np.cumsum(list(counts.values())) / sum(counts.values())
                self._values[slot] = (list(counts), upto)

    def shoppers(self, n: int) -> list[Shopper]:
        return [self._shopper(f"s-{number:04d}") for number in range(1, n + 1)]

    def taste(self, gender: str = "") -> Taste:
        """Anybody's taste, of the gender if one is given."""
        rng = self._rng
        gender = gender or ("Women", "Men")[int(rng.random() < 0.5)]
        brands = rng.normal(0, 0.35, len(self._shelf.brands))
        favorites = rng.choice(len(brands), size=5, replace=False)
        brands[favorites[:4]] += rng.uniform(0.7, 1.6, 4)
        brands[favorites[4]] -= 1.5
        families = rng.normal(0, 0.3, len(self._shelf.families))
        families[rng.choice(len(families), size=2, replace=False)] += rng.uniform(0.5, 1.2, 2)
        drawn = rng.random(len(self._values))
        values = {
            slot: words[int(np.searchsorted(upto, chance, side="right"))]
            for (slot, (words, upto)), chance in zip(self._values.items(), drawn, strict=True)
        }
        sizes = {}
        for system, (mean, spread, least, most) in _SIZES[gender].items():
            sizes[system] = float(np.clip(round(rng.normal(mean, spread)), least, most))
        return Taste(
            gender=gender,
            level=float(rng.normal(-0.05, 0.42)),
            sensitivity=float(np.clip(exp(rng.normal(0.45, 0.5)), 0.4, 5)),
            brands=brands.round(3),
            families=families.round(3),
            values=values,
            sizes=sizes,
            no_animal=bool(rng.random() < _NO_ANIMAL),
        )

    def _shopper(self, shopper_id: str) -> Shopper:
        rng = self._rng
        taste = self.taste()
        person = Person(taste, self._interests(), self._children())
        late = rng.random() < 0.3
        joined = int(rng.integers(0, N_DAYS - 45)) if late else 0
        visits = exp(rng.normal(np.log(VISITS) - _SPREAD**2 / 2, _SPREAD)) * (1 - joined / N_DAYS * 0.7)
        quick = float(rng.beta(2, 2))  # 0 a looker, 1 a quick buyer
        changes = None
        if rng.random() < _CHANGING:
            changes = (int(rng.integers(90, N_DAYS - 30)), self._changed(taste))
        return Shopper(
            id=shopper_id,
            person=person,
            recipients=tuple(self._recipient() for _ in range(min(4, int(rng.poisson(1.2))))),
            joined=joined,
            visits=int(np.clip(round(visits), 2, 150)),
            looks=4.4 - 2.4 * quick,
            decides=0.2 + 0.5 * quick,
            reserve=float(rng.normal(0.4 - 0.8 * quick, 0.6)),
            loyal=float(rng.beta(4, 2.2)),
            pace=float(exp(rng.normal(0, 0.25))),
            changes=changes,
        )

    def _changed(self, taste: Taste) -> Taste:
        """A new job, a new home: another budget, some new brands, colors half as before."""
        other = self.taste(taste.gender)
        return replace(
            taste,
            level=taste.level + float(self._rng.normal(0, 0.4)),
            brands=(0.5 * taste.brands + 0.7 * other.brands).round(3),
            families=(0.5 * taste.families + 0.7 * other.families).round(3),
        )

    def _interests(self) -> tuple[Interest, ...]:
        rng = self._rng
        leaning = {name: exp(rng.normal(0, 0.6)) / 1.2 for name in self._leanings}
        shares = [
            need.share * leaning.get(d, 1.0) for need, d in zip(self._wishes.needs, self._department, strict=True)
        ]
        drawn = np.flatnonzero(rng.random(len(shares)) < shares)
        if not drawn.size:
            drawn = rng.choice(len(shares), size=1, p=np.array(shares) / sum(shares))
        return tuple(self._interest(int(need)) for need in drawn)

    def _interest(self, need: int) -> Interest:
        low, high = self._wishes.needs[need].lasts
        days = int(self._rng.uniform(low, high) * DAYS_A_MONTH)
        begins = int(self._rng.integers(-days * 6 // 10, N_DAYS - 20))
        return Interest(need, begins, begins + days, round(float(self._rng.uniform(0.6, 1.15)), 3))

    def _children(self) -> tuple[int, ...]:
        rng = self._rng
        chance = rng.random()
        if chance < _EXPECTING:
            return (int(rng.integers(60, N_DAYS)),)
        if chance > _EXPECTING + _PARENTS:
            return ()
        n = 1 + int(rng.random() < 0.5) + int(rng.random() < 0.15)
        return tuple(sorted(int(N_DAYS / 2 - age * DAYS_A_YEAR) for age in rng.uniform(0.3, 13, n)))

    def _recipient(self) -> Recipient:
        rng = self._rng
        who, gender = _WHO[int(rng.integers(len(_WHO)))]
        birthday = (int(rng.integers(1, 13)), int(rng.integers(1, 29)))
        if who in _CHILDREN:
            age = float(rng.uniform(0.5, 11))
            born = int(N_DAYS - age * DAYS_A_YEAR)
            return Recipient(who, birthday, Person(self.taste(gender), (), (born,)), round(age, 1))
        adult = [at for at, need in enumerate(self._wishes.needs) if need.share]
        n = 1 + int(rng.random() < 0.6)
        shares = np.array([self._wishes.needs[at].share for at in adult])
        needs = rng.choice(adult, size=n, replace=False, p=shares / shares.sum())
        interests = tuple(Interest(int(need), -400, N_DAYS + 400, 1.0) for need in needs)
        return Recipient(who, birthday, Person(self.taste(gender), interests))
