"""Sharing: a bundle as an address that holds what is in it and what it cost, and nothing of whoever made it.

What things cost then is the shop's word only with its seal, an HMAC over all of the address: anybody can write one. An
address without it, or with another, opens all the same, and says nothing of then.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.kept_secret import kept_secret, secret_file
from recommender.bundling import Bundle
from retrieval.cart_prices.priced_cart import ANYBODY
from retrieval.cart_prices.pricer import CartPricer
from retrieval.catalog import Catalog

if TYPE_CHECKING:
    from assistant.settings import Settings

MOST = 20  # parts of an address that are read, beside its seal
MOST_PIECES = 99
PATH = "/bundle/"
_SEAL = "seal"
_DIGITS = 32  # of the seal: 128 bits


@dataclass(frozen=True, slots=True)
class SharedPart:
    """One part as the address says it: nothing of it is checked against a store. `was` is a piece's price then, in
    minor units; 0 where it is not said."""

    variant_id: str
    n: int = 1
    was: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """What an address says. `total` is what all of it cost then, after promotions, in minor units; 0 where it is not
    said."""

    parts: tuple[SharedPart, ...]
    total: int = 0
    seal: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """As the address has it, one piece a part."""
        parts = [f"{part.n}.{part.was}.{part.variant_id}" for part in self.parts]
        return (*parts, *([f"{_SEAL}.{self.total}.{self.seal}"] if self.seal else []))


class Seals:
    """Writes addresses, and knows its own again."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def address_of(self, bundle: Bundle, catalog: Catalog) -> str:
        """ "/bundle/?part=2.1999.TENT-1&part=1.450.GAS&part=seal.4448.9f86d081...": pieces, minor units, variant."""
        parts = tuple(
            SharedPart(p.variant_id, p.n, catalog.variant(p.variant_id)[1].offer.price.minor) for p in bundle.pieces
        )
        total = CartPricer(catalog).price(bundle.pieces, ANYBODY).total
        shared = Shared(parts, total.minor)
        return address(self.sealed(shared, catalog.currency))

    def sealed(self, shared: Shared, currency: str) -> Shared:
        """With the shop's word for what it says."""
        return replace(shared, seal=self._seal(shared, currency))

    def known(self, shared: Shared, currency: str) -> Shared:
        """As it is where this shop sealed it; else without what it says of then."""
        own = self._seal(shared, currency)
        if shared.seal.isascii() and hmac.compare_digest(shared.seal, own):
            return shared
        return Shared(tuple(replace(part, was=0) for part in shared.parts))

    def _seal(self, shared: Shared, currency: str) -> str:
        said = "\n".join((currency, str(shared.total), *replace(shared, seal="").said))
        return hmac.digest(self._secret, b"bundle:" + said.encode(), "sha256").hex()[:_DIGITS]


def seals_of(settings: Settings, store: Path) -> Seals:
    """With the secret of the settings, else the one that is kept beside the store."""
    return Seals(settings.api_secret.encode() or _kept(secret_file(store)))


def address(shared: Shared) -> str:
    return f"{PATH}?{'&'.join('part=' + quote(part, safe='') for part in shared.said)}"


def shared_of(said: Sequence[str]) -> Shared:
    """What an address says, each variant once; what does not read as a part is left out."""
    found: dict[str, SharedPart] = {}
    total, seal = 0, ""
    for part in said[: MOST + 1]:
        n, _, rest = part.partition(".")
        was, _, variant_id = rest.partition(".")
        if not (was.isdecimal() and was.isascii() and variant_id and len(was) <= 12):
            continue
        if n == _SEAL:
            total, seal = int(was), variant_id
        elif n.isdecimal() and n.isascii() and 1 <= len(n) <= 2 and int(n) and len(found) < MOST:
            found.setdefault(variant_id, SharedPart(variant_id, int(n), int(was)))
    return Shared(tuple(found.values()), total, seal)


@cache
def _kept(file: Path) -> bytes:
    """Once a process: where it cannot be kept, all must have the same."""
    return kept_secret(file)
