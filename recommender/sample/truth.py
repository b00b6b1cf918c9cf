"""The hidden truth of the sample as rows: tastes and needs, what goes with what, how good everything is."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from recommender.sample.people import Interest, Person, Shopper, Taste
from recommender.sample.simulation import Simulated
from retrieval.sample.quality import quality
from retrieval.sample.reviews import fake_review_ids

_COUNTS = 0.25  # a taste nearer to zero is none


def shopper_rows(simulated: Simulated) -> list[dict[str, Any]]:
    """Every shopper: what they like, need and when, whom they give to, how they shop, which orders were presents."""
    gifts: dict[str, dict[str, str]] = defaultdict(dict)
    for order in simulated.orders:
        if order.recipient:
            gifts[order.shopper_id][order.id] = order.recipient
    return [_shopper(shopper, simulated, gifts[shopper.id]) for shopper in simulated.shoppers]


def complement_rows(simulated: Simulated) -> dict[str, Any]:
    """`kinds`: the hand-written pairs. `products`: for each, how much having bought it adds to others' utility."""
    shelf, strength = simulated.shelf, simulated.model.complements
    kinds = [
        {"of": pair.of, "to": pair.to, "strength": pair.strength}
        for pair in simulated.model.wishes.complements
        if pair.of in shelf.kind_at and pair.to in shelf.kind_at
    ]
    products = {
        shelf.ids[row]: {shelf.ids[to]: round(float(strength[row, to]), 2) for to in np.flatnonzero(strength[row])}
        for row in range(len(shelf))
    }
    return {"kinds": kinds, "products": products}


def product_rows(simulated: Simulated) -> dict[str, Any]:
    """`products`: qualities by aspect, overall quality and appeal. `fake_reviews`: ids of reviews nobody meant."""
    model, assortment = simulated.model, simulated.shelf.assortment
    rows = {}
    for place, (kind, item) in enumerate(assortment.items()):
        rows[item.id] = {
            "kind": kind.name,
            "aspects": dict(quality(assortment, kind, item, seed=simulated.seed)),
            "quality": round(float(model.quality[place]), 3),
            "appeal": round(float(model.appeal[place]), 3),
        }
    fake = fake_review_ids(assortment, seed=simulated.seed, today=simulated.today)
    return {"products": rows, "fake_reviews": fake}


def moment_rows(simulated: Simulated) -> dict[str, Any]:
    """Each shopper's last look at something new to them; `products` is the order of the utilities' columns."""
    ids = simulated.shelf.ids
    looks = [
        {"shopper_id": m.shopper_id, "at": f"{simulated.when(m.at):%Y-%m-%dT%H:%M:%SZ}", "product_id": ids[m.product]}
        for m in simulated.moments
    ]
    return {"products": list(ids), "moments": looks}


def _shopper(shopper: Shopper, simulated: Simulated, gifts: dict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": shopper.id,
        **_person(shopper.person, simulated),
        "visits": shopper.visits,
        "looks": round(shopper.looks, 2),
        "decides": round(shopper.decides, 2),
        "reserve": round(shopper.reserve, 2),
        "loyal": round(shopper.loyal, 2),
        "pace": round(shopper.pace, 2),
        "gives_to": [
            {"who": r.who, "birthday": f"{r.birthday[0]:02d}-{r.birthday[1]:02d}", **_person(r.person, simulated)}
            for r in shopper.recipients
        ],
        "gifts": gifts,
    }
    if shopper.changes is not None:
        day, taste = shopper.changes
        row["changes"] = {"on": simulated.model.date(day).isoformat(), "taste": _taste(taste, simulated)}
    return row


def _person(person: Person, simulated: Simulated) -> dict[str, Any]:
    return {
        "taste": _taste(person.taste, simulated),
        "needs": [_need(interest, simulated) for interest in person.interests],
        "children": [simulated.model.date(born).isoformat() for born in person.children],
    }


def _need(interest: Interest, simulated: Simulated) -> dict[str, Any]:
    need = simulated.model.wishes.needs[interest.need]
    begins, ends = (simulated.model.date(day).isoformat() for day in (interest.begins, interest.ends))
    return {"need": need.name, "from": begins, "until": ends, "weight": interest.weight}


def _taste(taste: Taste, simulated: Simulated) -> dict[str, Any]:
    shelf = simulated.shelf
    return {
        "gender": taste.gender,
        "level": round(taste.level, 2),
        "sensitivity": round(taste.sensitivity, 2),
        "brands": _named(shelf.brands, taste.brands.tolist()),
        "colors": _named(shelf.families, taste.families.tolist()),
        "values": dict(taste.values),
        "sizes": dict(taste.sizes),
        "no_animal": taste.no_animal,
    }


def _named(names: tuple[str, ...], worth: list[float]) -> dict[str, float]:
    return {name: round(much, 2) for name, much in zip(names, worth, strict=True) if abs(much) >= _COUNTS}
