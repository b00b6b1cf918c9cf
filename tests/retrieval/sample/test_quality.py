"""The hidden truth: every aspect of every product has one, and it leans on the brand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import mean

import pytest

from retrieval.sample.assortment import Assortment, read_assortment
from retrieval.sample.quality import overall, quality
from retrieval.sample.reviews import reviews


@pytest.fixture(scope="module")
def assortment() -> Assortment:
    return read_assortment()


def test_every_product_has_a_quality_of_every_aspect(assortment: Assortment) -> None:
    for kind, item in assortment.items():
        found = quality(assortment, kind, item, seed=7)
        assert found.keys() == kind.spoken_of(item).keys() | {"size", "value"}
        assert all(-1 <= value <= 1 for value in found.values()), item.id
        assert found == quality(assortment, kind, item, seed=7)
        assert -1 <= overall(kind, found) <= 1


def test_nobody_judges_what_a_product_has_not(assortment: Assortment) -> None:
    mice = assortment.kinds["mouse"]
    wired = next(item for item in mice.items if item.id == "crumb-mouse")
    wireless = next(item for item in mice.items if item.id == "vole-quiet-mouse")
    assert "battery" not in quality(assortment, mice, wired, seed=7)
    assert "battery" in quality(assortment, mice, wireless, seed=7)
    only_mice = replace(assortment, kinds={"mouse": mice})
    written = reviews(only_mice, seed=7, today=date(2026, 11, 21))
    said = " ".join(review["body"] for review in written if review["product_id"] == wired.id)
    assert said
    assert not any(line.lower().rstrip(".") in said.lower() for line in mice.aspects["battery"].good)


def test_what_an_item_says_of_itself_holds_whatever_the_seed(assortment: Assortment) -> None:
    for kind, item in assortment.items():
        for seed in (1, 2):
            found = quality(assortment, kind, item, seed=seed)
            assert {aspect: found[aspect] for aspect in item.hidden} == item.hidden
            if "size" not in kind.aspects:  # of what people wear: whether it runs small or large
                assert found["size"] == item.hidden.get("size", 0)


def test_what_it_does_not_say_is_drawn_anew_for_another_seed(assortment: Assortment) -> None:
    drawn = {
        seed: [
            value
            for kind, item in assortment.items()
            for aspect, value in quality(assortment, kind, item, seed=seed).items()
            if aspect in kind.aspects and aspect not in item.hidden and aspect != "value"
        ]
        for seed in (1, 2)
    }
    same = sum(a == b for a, b in zip(drawn[1], drawn[2], strict=True))
    assert same < 0.1 * len(drawn[1])


def test_good_brands_make_better_things(assortment: Assortment) -> None:
    kind, item = next(assortment.items())
    item = replace(item, hidden={})
    brands = sorted(assortment.brands.values(), key=lambda brand: brand.reliable)

    def made_by(name: str) -> float:
        things = [replace(item, id=f"thing-{n}", brand=name) for n in range(60)]
        return mean(overall(kind, quality(assortment, kind, thing, seed=7)) for thing in things)

    assert made_by(brands[0].name) < 0 < made_by(brands[-1].name)


def test_of_two_equally_good_things_the_plain_brand_s_is_the_better_value(assortment: Assortment) -> None:
    kind, item = next(assortment.items())
    hidden = dict.fromkeys(kind.aspects, 0.3)
    by_level = {
        brand.level: quality(assortment, kind, replace(item, brand=brand.name, hidden=hidden), seed=7)["value"]
        for brand in assortment.brands.values()
    }
    assert by_level[1] > by_level[2] > by_level[3]
    better = replace(item, hidden=dict.fromkeys(kind.aspects, 0.6))
    worse = replace(item, hidden=dict.fromkeys(kind.aspects, -0.6))
    assert quality(assortment, kind, better, seed=7)["value"] > quality(assortment, kind, worse, seed=7)["value"]
