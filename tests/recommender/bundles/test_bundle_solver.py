"""The solver against trying everything."""

from __future__ import annotations

from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.bundles.solver import Choice, Option, Problem

options_ = st.builds(
    Option, st.sampled_from(["", *"abcdef"]), st.integers(0, 9), st.integers(0, 4).map(lambda n: n / 4)
)


def flat_pairs(options: list[list[Option]], seed: int, forbidding: bool = True) -> np.ndarray:
    n = sum(map(len, options))
    drawn = np.random.default_rng(seed).integers(0, 7, (n, n))
    pairs = (drawn - 2) / 4
    return np.where(drawn == 0, -np.inf, pairs) if forbidding else pairs


@settings(max_examples=300, deadline=None)
@given(
    options=st.lists(st.lists(options_, min_size=1, max_size=4), min_size=1, max_size=4),
    budget=st.none() | st.integers(0, 30),
    seed=st.integers(0, 2**16),
    unlike=st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=3), max_size=2),
    n_shared=st.integers(0, 2),
    strain=st.sampled_from([0.0, 0.05, 0.5]),
    off=st.integers(0, 4),
)
def test_the_solver_finds_what_trying_everything_finds(
    options: list[list[Option]],
    budget: int | None,
    seed: int,
    unlike: list[frozenset[str]],
    n_shared: int,
    strain: float,
    off: int,
) -> None:
    options = [[Option(o.product_id, o.price, o.worth, min(off, o.price)) for o in slot] for slot in options]
    pairs = flat_pairs(options, seed)
    starts = np.cumsum([0, *map(len, options)])

    def total(chosen: tuple[int, ...]) -> int:
        """A promotion: the dearest two of options with even places are cheaper by `off` each."""
        taken = [options[slot][pick] for slot, pick in enumerate(chosen)]
        even = sorted((o.price for o, pick in zip(taken, chosen, strict=True) if pick % 2 == 0), reverse=True)
        return sum(o.price for o in taken) - sum(min(off, price) for price in even[:2] if len(even) > 1)

    def worth(chosen: tuple[int, ...]) -> float | None:
        taken = [options[slot][pick] for slot, pick in enumerate(chosen)]
        ids = [o.product_id for o in taken if o.product_id]
        places = [starts[slot] + pick for slot, pick in enumerate(chosen)]
        together = [pairs[a, b] for a, b in combinations(places, 2)]
        allowed = (
            len(set(ids)) == len(ids)
            and all(np.isfinite(together))
            and (budget is None or total(chosen) <= budget)
            and all(len(set(ids) & other) <= n_shared for other in unlike)
        )
        return sum(o.worth for o in taken) + sum(together) - strain * total(chosen) if allowed else None

    every = [w for chosen in product(*(range(len(slot)) for slot in options)) if (w := worth(chosen)) is not None]
    best = Problem(options, pairs, budget, strain, total).best(unlike, n_shared)
    if not every:
        assert best is None
    else:
        assert best is not None
        assert best.exact
        assert worth(best.picks) == pytest.approx(best.worth) == pytest.approx(max(every))
        assert best.total == total(best.picks)


@settings(max_examples=30, deadline=None)
@given(
    options=st.lists(st.lists(options_.filter(lambda o: o.product_id), min_size=13, max_size=16),
                     min_size=5, max_size=6),
    budget=st.integers(0, 40),
)  # fmt: skip
def test_large_problems_keep_budget_and_products_apart(options: list[list[Option]], budget: int) -> None:
    best = Problem(options, flat_pairs(options, 1, forbidding=False), budget).best()
    price = [
        {p.product_id: min(o.price for o in slot if o.product_id == p.product_id) for p in slot} for slot in options
    ]
    cheapest = min(
        (sum(slot[p] for slot, p in zip(price, chosen, strict=True)) for chosen in permutations("abcdef", len(options))
         if all(p in slot for slot, p in zip(price, chosen, strict=True))),
        default=None,
    )  # fmt: skip
    assert (best is not None) == (cheapest is not None and cheapest <= budget)
    if best is not None:
        taken = [options[slot][pick] for slot, pick in enumerate(best.picks)]
        assert len({o.product_id for o in taken}) == len(options)
        assert sum(o.price for o in taken) == best.total <= budget


def test_when_it_is_late_what_was_found_is_given_and_said_not_to_be_exact() -> None:
    options = [[Option(f"{slot}-{n}", n, 1.0) for n in range(30)] for slot in range(6)]
    problem = Problem(options, np.random.default_rng(3).random((180, 180)), 60)
    asked: list[int] = []

    def is_late() -> bool:
        asked.append(1)
        return len(asked) > 20

    best = problem.best(is_late=is_late)
    assert isinstance(best, Choice)
    assert not best.exact
    assert best.total <= 60
    assert len(asked) <= 25


def test_one_slot_that_fits_no_other_is_seen_at_once() -> None:
    options = [[Option(f"{slot}-{n}", 1, 1.0) for n in range(40)] for slot in range(6)]
    pairs = np.zeros((240, 240))
    pairs[:, 200:] = -np.inf
    asked: list[int] = []

    def is_late() -> bool:
        asked.append(1)
        return False

    assert Problem(options, pairs).best(is_late=is_late) is None
    assert not asked
