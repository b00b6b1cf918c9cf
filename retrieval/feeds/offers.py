"""Offers by themselves: what is another about a variant's price and stock, without the rest of the feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from retrieval.money import Money


@dataclass(frozen=True, slots=True)
class OfferChange:
    """`values` by the names of `Offer`'s fields; what is not named stays as it is."""

    variant_id: str
    values: Mapping[str, Money | str | bool | int | date | None]
