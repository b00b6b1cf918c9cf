"""The starter store: a made-up shop of fifty products that ships with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def starter_feed() -> Path:
    """The folder of the starter store's feed: products, reviews, relations, promotions, policies, pictures, events.

    Its form is that of any Agentic Commerce Protocol feed folder; read it, do not write into it.
    """
    return Path(str(files("retrieval.starter")))
