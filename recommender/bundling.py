"""Bundles: things that belong together, under one budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from recommender.shopper import Shopper
from retrieval.money import Money
from retrieval.query import Candidate


@dataclass(frozen=True, slots=True)
class BundleNeed:
    """`slots[i]` names what is wanted there; `options[i]` are its candidates, best first.

    `anchor_ids` are products that must be in (already chosen). With no slots, the bundle is built around the
    anchors from what goes with them.
    """

    slots: tuple[str, ...]
    options: tuple[tuple[Candidate, ...], ...]
    budget: Money | None = None
    anchor_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    slots: tuple[str, ...]
    parts: tuple[Candidate, ...]  # one a slot
    total: Money  # the exact sum of the parts' prices


class Bundler(Protocol):
    def bundle(self, need: BundleNeed, shopper: Shopper) -> list[Bundle]:
        """Best first. Each fills every slot with another product that can be bought now, includes the anchors
        and costs at most the budget. Empty when nothing fits."""
        ...
