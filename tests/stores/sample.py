"""The sample store's feed without its shoppers, written once a test run."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from recommender.bundles.templates import WRITTEN, write_templates
from recommender.sample.needs import read_wishes
from recommender.sample.shelf import Shelf
from recommender.sample.writing import templates
from retrieval.sample.assortment import read_assortment
from retrieval.sample.writing import write_store

_kept: list[tempfile.TemporaryDirectory[str]] = []  # removed when the test run ends


@cache
def sample_feed() -> Path:
    """The folder of the feed; do not write into it."""
    _kept.append(tempfile.TemporaryDirectory(prefix="sample-"))
    feed = Path(_kept[-1].name) / "feed"
    write_store(feed, read_assortment())
    return feed


def put_templates(store: Path) -> None:
    """The sample's own bundle templates, which come with its shoppers, into an imported store."""
    write_templates(store / WRITTEN, templates(Shelf(read_assortment(), read_wishes())), "The store's own.")
