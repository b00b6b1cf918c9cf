"""The demo shoppers, read from `demo.yaml`: a name, a story, and tastes set by hand so that the story is true."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from recommender.sample.needs import NeedsError, Wishes
from recommender.sample.people import DAYS_A_YEAR, Interest, Person, Recipient, Shopper, Taste
from recommender.sample.population import N_DAYS, Population
from recommender.sample.shelf import DAYS_A_MONTH, Floats, Shelf, size_of

_EVER = 400  # days beyond the eighteen months: what recipients like, they always like


def demo_shoppers(population: Population, shelf: Shelf, wishes: Wishes) -> list[Shopper]:
    """The twelve, in the file's order. What the file leaves open is drawn as for anybody.

    Raises `NeedsError` that names the shopper and what is wrong.
    """
    shoppers = []
    for said in yaml.safe_load((files("recommender.sample") / "demo.yaml").read_text("utf-8")):
        said = dict(said)
        shopper_id = str(said.pop("id"))
        try:
            shoppers.append(_shopper(shopper_id, said, population, shelf, wishes))
        except (KeyError, TypeError, ValueError) as error:
            raise NeedsError(f"demo.yaml: {shopper_id}: {error!r}") from error
        if said:
            raise NeedsError(f"demo.yaml: {shopper_id}: {', '.join(said)} is nothing a demo shopper has.")
    return shoppers


def _shopper(shopper_id: str, said: dict[str, Any], population: Population, shelf: Shelf, wishes: Wishes) -> Shopper:
    drawn = population.taste(said.pop("gender"))
    taste = Taste(
        gender=drawn.gender,
        level=float(said.pop("level")),
        sensitivity=float(said.pop("sensitivity", 1.6)),
        brands=_set(0.5 * drawn.brands, shelf.brands, said.pop("brands", {})),
        families=_set(0.5 * drawn.families, shelf.families, said.pop("families", {})),
        values={**drawn.values, **said.pop("values", {})},
        sizes={**drawn.sizes, **{system: _size(words) for system, words in said.pop("sizes").items()}},
        no_animal=bool(said.pop("no_animal", False)),
    )
    interests = tuple(
        Interest(wishes.need(need), _days(first), _days(last) + 45 * (last >= 18), float(much))
        for need, first, last, much in said.pop("needs")
    )
    children = tuple(_days(month) for month in said.pop("children", ()))
    return Shopper(
        id=shopper_id,
        name=said.pop("name"),
        story=said.pop("story"),
        person=Person(taste, interests, children),
        recipients=tuple(_recipient(dict(r), population, wishes) for r in said.pop("gives", ())),
        joined=0,
        visits=int(said.pop("visits")),
        looks=float(said.pop("looks", 3.2)),
        decides=float(said.pop("decides", 0.4)),
        reserve=float(said.pop("reserve", -0.4)),
        loyal=float(said.pop("loyal", 0.7)),
        pace=float(said.pop("pace", 1.0)),
    )


def _recipient(said: dict[str, Any], population: Population, wishes: Wishes) -> Recipient:
    taste = population.taste(said.pop("gender"))
    month, day = said.pop("birthday")
    age = said.pop("age", None)
    interests = tuple(Interest(wishes.need(n), -_EVER, N_DAYS + _EVER, 1.0) for n in said.pop("needs", ()))
    children = () if age is None else (N_DAYS - round(age * DAYS_A_YEAR),)
    recipient = Recipient(said.pop("who"), (int(month), int(day)), Person(taste, interests, children), age)
    if said:
        raise NeedsError(f"{', '.join(said)} is nothing a recipient has")
    return recipient


def _set(drawn: Floats, names: tuple[str, ...], liked: dict[str, float]) -> Floats:
    """The drawn taste with what the file says of some names. Raises `ValueError` for a name that is not there."""
    taste = np.minimum(drawn, 0.5).round(3)
    for name, much in liked.items():
        taste[names.index(name)] = much
    return taste


def _size(words: str) -> float:
    size = size_of(str(words))
    if size is None:
        raise ValueError(f"size {words!r} is no letter and no number")
    return size[0]


def _days(months: float) -> int:
    return round(months * DAYS_A_MONTH)
