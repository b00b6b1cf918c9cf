"""Measures beside others: units aligned, only things of a kind, only what is clear."""

from __future__ import annotations

from decimal import Decimal

import pytest

from recommender.explaining import TemplateExplainer
from recommender.measured import measured
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.query import Candidate, Query

Thing = tuple[Product, Variant]


def tent(name: str, weight: str = "", category: str = "Outdoor > Tents", **attributes: str) -> Thing:
    variant = Variant(name, name, Offer(Money(Decimal(100), "USD")))
    stated = {slot: (value,) for slot, value in {"weight": weight, **attributes}.items() if value}
    return Product(name, name, (variant,), categories=(category,), attributes=stated), variant


LIGHT = [tent("a", "2 kg"), tent("b", "1900 g"), tent("c", "2.1 kg"), tent("d", "7 kg"), tent("e", "2 kg")]


def claim(own: Thing, rivals: list[Thing], *, drawbacks: bool = True) -> str:
    found = measured(*own, rivals, drawbacks=drawbacks)
    return "" if found is None else found.claim


def test_the_drawback_is_measured_across_units() -> None:
    assert claim(tent("own", "6400 g"), LIGHT) == "heavier than 4 of the 5 others compared (6400 g)"
    assert claim(tent("own", "8 kg"), LIGHT) == "heavier than all 5 others compared (8 kg)"


def test_what_is_only_a_little_more_is_no_drawback() -> None:
    assert claim(tent("own", "2.2 kg"), LIGHT) == ""


def test_the_good_side_is_no_drawback() -> None:
    light = tent("own", "900 g")
    assert claim(light, LIGHT) == ""
    assert claim(light, LIGHT, drawbacks=False) == "lighter than all 5 others compared (900 g)"
    assert claim(tent("own", runtime="2 h"), [tent(n, runtime="9 h") for n in "abc"]).startswith("runs shorter than")


@pytest.mark.parametrize(
    "rivals",
    [
        [tent(n, "2 kg", "Outdoor > Lamps") for n in "abcde"],  # things of another kind
        [tent(n, "2 l") for n in "abcde"],  # another kind of measure
        [tent(n, "light") for n in "abcde"],
        LIGHT[:2],
    ],
)
def test_what_cannot_be_compared_is_not(rivals: list[Thing]) -> None:
    assert claim(tent("own", "6 kg"), rivals) == ""


def test_those_that_do_not_state_it_are_not_counted() -> None:
    said = claim(tent("own", "6 kg"), [*LIGHT[:3], tent("silent"), tent("lamp", "1 kg", "Outdoor > Lamps")])
    assert said == "heavier than all 3 others that state it (6 kg)"


def test_a_measure_that_was_compared_is_not_said_again() -> None:
    own, *others = [tent("own", "900 g"), *LIGHT]
    catalog = Catalog([product for product, _ in (own, *others)], currency="USD")
    ranked = [Candidate(product.id, variant.id) for product, variant in (own, *others)]
    text = TemplateExplainer(catalog).explain(ranked[0], ranked, Query(), Shopper("guest")).text
    assert text.count("900 g") == 1


def test_of_what_is_used_up_less_weight_is_no_good() -> None:
    def tea(name: str, weight: str, kind: str) -> Thing:
        return tent(name, weight, f"Kitchen > {kind}")

    for kind, said in (("Tea", ""), ("Scented candles", ""), ("Coffee grinders", "lighter than all 3 others compared")):
        found = claim(tea("own", "80 g", kind), [tea(n, "200 g", kind) for n in "abc"], drawbacks=False)
        assert found.startswith(said)
        assert bool(found) == bool(said)
