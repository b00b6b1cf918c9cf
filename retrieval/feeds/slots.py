"""Options and attributes under the catalog's slot names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from retrieval.feeds.cleaning import slot_name, text, words
from retrieval.feeds.feed import short

# Slots that queries know and that are read from elsewhere: an attribute must not pose as one of them.
_OURS = frozenset(("price", "rating", "category"))


def cleaned_options(options: Iterable[tuple[str, str]]) -> dict[str, str]:
    """`{"size": "M"}` from `("Size", " M ")`; options without a name or a value are none."""
    named = ((slot_name(name), text(value)) for name, value in options)
    return {name: value for name, value in named if name and value}


def cleaned_attributes(
    attributes: Mapping[str, Any],
) -> tuple[dict[str, tuple[str, ...]], str, dict[str, str]]:
    """The attributes under slot names; the brand, when an attribute says it; and those that had to be refused."""
    cleaned: dict[str, tuple[str, ...]] = {}
    refused: dict[str, str] = {}
    brand = ""
    for name, values in attributes.items():
        slot, found = slot_name(name), words(values)
        if not slot or not found:
            continue
        if slot in _OURS:
            refused[name] = short(", ".join(found))
        elif slot == "brand":
            brand = found[0]
        else:
            cleaned[slot] = tuple(dict.fromkeys((*cleaned.get(slot, ()), *found)))
    return cleaned, brand, refused
