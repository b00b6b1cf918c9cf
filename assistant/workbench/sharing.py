"""Sharing: a bundle as an address that holds what is in it and what it cost, and nothing of whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from recommender.bundling import Bundle
from retrieval.catalog import Catalog

MOST = 20  # parts of an address that are read
MOST_PIECES = 99
PATH = "/bundle/"


@dataclass(frozen=True, slots=True)
class SharedPart:
    """One part as the address says it: nothing of it is checked against a store. `was` is a piece's price then, in
    minor units; 0 where it is not said."""

    variant_id: str
    n: int = 1
    was: int = 0


def address_of(bundle: Bundle, catalog: Catalog) -> str:
    """ "/bundle/?part=2.1999.TENT-1&part=1.450.GAS": pieces, minor units, variant."""
    parts = [f"{p.n}.{catalog.variant(p.variant_id)[1].offer.price.minor}.{p.variant_id}" for p in bundle.pieces]
    return f"{PATH}?{'&'.join('part=' + quote(part, safe='') for part in parts)}"


def parts_of(said: Sequence[str]) -> tuple[SharedPart, ...]:
    """The parts of an address, each variant once; what does not read as one is left out."""
    found: dict[str, SharedPart] = {}
    for part in said[:MOST]:
        n, _, rest = part.partition(".")
        was, _, variant_id = rest.partition(".")
        if n.isdecimal() and was.isdecimal() and variant_id and 1 <= len(n) <= 2 and len(was) <= 12 and int(n):
            found.setdefault(variant_id, SharedPart(variant_id, int(n), int(was)))
    return tuple(found.values())
