"""Category paths: which of their names say what a thing is."""

from __future__ import annotations

# Branches that shops use for campaigns, not for what a thing is.
_NOT_KINDS = {"promotions", "collections", "sale", "new", "default category", "featured", "all", "what's new"}


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
