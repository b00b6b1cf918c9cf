"""Category paths: which of their names say what a thing is."""

from __future__ import annotations

import re

# Branches that shops use for campaigns, not for what a thing is.
_NOT_KINDS = {"promotions", "collections", "sale", "new", "default category", "featured", "all", "what's new"}
_AND = re.compile(r"\s*(?:&|/|,|\band\b)\s*")


def segments(path: str) -> list[str]:
    """The names in a category path that say what a thing is; campaign branches are left out.

    `"Men > Tops > Tees"` gives Men, Tops, Tees; `"Promotions > Tees"` gives nothing.
    """
    names = [name.strip() for name in path.split(">")]
    kept = []
    for name in names:
        if name.lower() in _NOT_KINDS:
            break
        kept.append(name)
    return [name for name in kept if name]


def parts_of(name: str) -> list[str]:
    """The things that a category's name joins: Bras and Tanks of `"Bras & Tanks"`."""
    return [part for part in _AND.split(name) if part]
