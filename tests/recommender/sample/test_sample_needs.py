"""What is written by hand about why people shop speaks of the range as it is, and can go wrong in words."""

from __future__ import annotations

import pytest

from recommender.sample.needs import NeedsError, read_wishes
from retrieval.sample.assortment import read_assortment


def test_the_wishes_know_every_kind_of_the_range_and_no_other() -> None:
    assert read_wishes().kinds.keys() == read_assortment().kinds.keys()


def test_there_is_plenty_to_learn() -> None:
    wishes = read_wishes()
    assert len(wishes.needs) >= 25
    assert sum(wish.days > 0 for wish in wishes.kinds.values()) >= 9  # kinds that are used up
    assert len(wishes.complements) >= 100
    assert sum(len(need.months) < 12 for need in wishes.needs) >= 8


def test_every_kind_but_the_gift_card_is_part_of_a_need() -> None:
    wishes = read_wishes()
    needed = {kind for need in wishes.needs for kind in need.core + need.extras}
    assert wishes.kinds.keys() - needed == {"gift card"}


def test_complements_have_a_direction() -> None:
    strength = {(pair.of, pair.to): pair.strength for pair in read_wishes().complements}
    assert strength["vacuum cleaner", "vacuum bags"] > 3 * strength["vacuum bags", "vacuum cleaner"]


def test_liked_slots_are_slots_of_the_range() -> None:
    assert read_wishes().tastes.keys() <= read_assortment().slots.keys()


def test_months_may_run_over_the_end_of_the_year() -> None:
    winter = next(need for need in read_wishes().needs if need.name == "winter outside")
    assert winter.months == {10, 11, 12, 1, 2}


def test_an_unknown_need_is_named() -> None:
    with pytest.raises(NeedsError, match=r"No need 'sailing'\. Known needs: weekend camping, "):
        read_wishes().need("sailing")
