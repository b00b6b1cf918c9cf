"""The demo shoppers do what their stories say."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from recommender.sample.happenings import Line
from recommender.sample.simulation import Simulated
from retrieval.sample.assortment import Item


def lines(simulated: Simulated, shopper_id: str, name: str, *, presents: bool = True) -> list[Line]:
    gifts = {order.id for order in simulated.orders if order.recipient}
    return [
        line
        for h in simulated.happenings
        if h.shopper_id == shopper_id and h.name == name and (presents or h.transaction_id not in gifts)
        for line in h.lines
    ]


def bought(simulated: Simulated, shopper_id: str) -> list[Item]:
    return [simulated.shelf.items[line.product] for line in lines(simulated, shopper_id, "purchase", presents=False)]


def kinds(simulated: Simulated, shopper_id: str, name: str = "purchase") -> Counter[str]:
    found = lines(simulated, shopper_id, name)
    return Counter(simulated.shelf.kinds[simulated.shelf.kind[line.product]].name for line in found)


def test_there_are_twelve_with_a_name_and_a_story(simulated: Simulated) -> None:
    demo = [shopper for shopper in simulated.shoppers if shopper.name]
    assert len(demo) == len({shopper.name for shopper in demo}) == 12
    assert all(40 <= len(shopper.story) <= 240 for shopper in demo)
    assert all(shopper.id.startswith("demo-") for shopper in demo)
    for shopper in demo:
        assert len(lines(simulated, shopper.id, "view_item")) >= 50, shopper.name
        assert len(lines(simulated, shopper.id, "purchase")) >= 5, shopper.name


def test_the_vegan_never_buys_leather_wool_or_down(simulated: Simulated) -> None:
    animal = re.compile(r"\b(leather|suede|wool|merino|down|cashmere|alpaca|silk|feathers?|beeswax)\b", re.I)
    items = bought(simulated, "demo-imani")
    assert len(items) > 10
    for item in items:
        facts = " ".join([item.title, *item.values("material"), *item.values("fill")])
        assert not animal.search(re.sub(r"(?i)\b(imitation|faux) leather\b", "", facts)), item.id


def test_the_new_mother_leaves_the_mountains_for_the_baby(simulated: Simulated) -> None:
    wishes = simulated.model.wishes
    mountains = set(wishes.needs[wishes.need("hut to hut hiking")].core)
    baby = {"plush toy", "picture book"}
    born = next(s for s in simulated.shoppers if s.id == "demo-nora").person.children[0]
    expecting = born - 110  # days
    counted = Counter[tuple[str, bool]]()
    for h in simulated.happenings:
        if h.shopper_id == "demo-nora" and h.name == "view_item":
            kind = simulated.shelf.kinds[simulated.shelf.kind[h.lines[0].product]].name
            about = "mountains" if kind in mountains else "baby" if kind in baby else "else"
            counted[about, h.at // 86_400 >= expecting] += 1
    assert counted["mountains", False] > 1.5 * counted["mountains", True]
    assert counted["baby", True] > 3 * counted["baby", False]


def test_the_grandfather_buys_trains(simulated: Simulated) -> None:
    found = kinds(simulated, "demo-walter")
    assert found["train set"] + found["train track"] >= 4
    assert found["train set"] + found["train track"] >= 0.25 * found.total()


def test_the_student_buys_the_cheaper_things(simulated: Simulated) -> None:
    level = simulated.shelf.level

    def mean_level(shopper_id: str) -> float:
        return float(
            np.mean([level[line.product] for line in lines(simulated, shopper_id, "purchase", presents=False)])
        )

    assert mean_level("demo-theo") < -0.15
    assert mean_level("demo-theo") < mean_level("demo-priya") - 0.25


def test_the_tall_runner_looks_at_many_pairs_for_one(simulated: Simulated) -> None:
    looked = kinds(simulated, "demo-lars", "view_item")["running shoes"]
    assert looked >= 15
    assert kinds(simulated, "demo-lars", "add_to_cart")["running shoes"] < 0.5 * looked
    sizes = {
        simulated.shelf.variants[line.product][line.variant].size
        for line in lines(simulated, "demo-lars", "add_to_cart")
        if simulated.shelf.kinds[simulated.shelf.kind[line.product]].name == "running shoes"
    }
    assert all(size is not None and size[0] <= 45 <= size[1] for size in sizes)


def test_the_coffee_drinker_never_runs_out(simulated: Simulated) -> None:
    days = sorted(
        order.placed_at
        for order in simulated.orders
        if order.shopper_id == "demo-ben"
        and any(simulated.shelf.kinds[simulated.shelf.kind[x.product]].name == "coffee beans" for x in order.lines)
    )
    assert len(days) >= 12
    ground = Counter(
        simulated.shelf.variants[line.product][line.variant].options["grind"]
        for line in lines(simulated, "demo-ben", "purchase", presents=False)
        if "grind" in simulated.shelf.items[line.product].options
    )
    assert ground["Whole bean"] > 0.7 * ground.total() > 0  # he has a grinder


def test_the_traveler_takes_black_when_there_is_a_choice(simulated: Simulated) -> None:
    families = Counter[str]()
    for line in lines(simulated, "demo-aiko", "add_to_cart"):
        kept = simulated.shelf.variants[line.product]
        if "Black" in {variant.family for variant in kept}:
            families[kept[line.variant].family] += 1
    assert families["Black"] > 0.8 * families.total() > 0
