"""Bundles: things that belong together, under one budget. What other rooms need of `recommender.bundles`."""

from __future__ import annotations

from recommender.bundles.around import RELATED_SLOT
from recommender.bundles.bundler import SECONDS, RelatedBundler
from recommender.bundles.need import BundleNeed, Slot, Tier, Whole
from recommender.bundles.needing import NeedMaker, worth_trying
from recommender.bundles.places import ANCHOR_SLOT
from recommender.bundles.proposal import (
    ONE_COLOR,
    THE_DAY,
    Alternative,
    Blame,
    Bundle,
    Bundler,
    Change,
    Fault,
    Proposal,
    WayOut,
)
from recommender.bundles.templates import (
    Template,
    TemplateError,
    TemplateSlot,
    is_of_kind,
    template_for,
    template_near,
    templates_of,
)

__all__ = [
    "ANCHOR_SLOT", "ONE_COLOR", "RELATED_SLOT", "SECONDS", "THE_DAY", "Alternative", "Blame", "Bundle", "BundleNeed",
    "Bundler", "Change", "Fault", "NeedMaker", "Proposal", "RelatedBundler", "Slot", "Template", "TemplateError",
    "TemplateSlot", "Tier", "WayOut", "Whole", "is_of_kind", "template_for", "template_near", "templates_of",
    "worth_trying",
]  # fmt: skip
