"""Bundles: things that belong together, under one budget. What other rooms need of `recommender.bundles`."""

from __future__ import annotations

from recommender.bundles.around import RELATED_SLOT
from recommender.bundles.bundler import SECONDS, RelatedBundler
from recommender.bundles.need import BundleNeed, Slot, Tier, Whole
from recommender.bundles.needing import worth_trying
from recommender.bundles.places import ANCHOR_SLOT
from recommender.bundles.proposal import Bundle, Bundler, Proposal

__all__ = [
    "ANCHOR_SLOT", "RELATED_SLOT", "SECONDS", "Bundle", "BundleNeed", "Bundler", "Proposal", "RelatedBundler", "Slot",
    "Tier", "Whole", "worth_trying",
]  # fmt: skip
