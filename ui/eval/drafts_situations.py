"""Situations for drafts: conversations so far, what is open, and what a reply has to rest on. Read from YAML."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from retrieval.catalog import Catalog
from ui.eval.frame import EvalError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rests(_Strict):
    """One source: of a paper (with words of the passage), a product (with a slot), a variant's offer, an order ..."""

    document: str = ""
    says: str = ""
    product: str = ""
    field: str = ""
    variant: str = ""
    order: str = ""
    promotion: str = ""
    reviews: str = ""
    cart: bool = False


class CardsWanted(_Strict):
    category: str = ""
    at_least: int = 1
    in_stock: bool = False
    without: str = ""
    options: dict[str, str] = Field(default_factory=dict)


class BundleWanted(_Strict):
    total_at_most: int


class Returned(_Strict):
    line: str
    at: int  # days ago
    status: str


class OrderMade(_Strict):
    """An order of the situation; times are days ago."""

    id: str
    of: str = ""  # the situation's shopper, unless it is somebody else's
    status: str
    placed: int
    shipped: int | None = None
    delivered: int | None = None
    lines: list[str]
    carrier: str = ""
    tracking: str = ""
    returned: Returned | None = None


class Situation(_Strict):
    id: str
    shopper: str = ""
    held: bool = True  # a person has taken the conversation when the open message comes
    orders: list[OrderMade] = []
    cart: list[str] = []
    so_far: list[str] = []
    open: Annotated[list[str], Field(min_length=1)]
    language: Literal["en", "zh"] = "en"
    rests_on: list[Rests]
    may_rest_on: list[Rests] = []
    says: list[str] = []
    asks_for: list[str] = []
    unknown: bool = False
    must_not: list[str] = []
    cards: CardsWanted | None = None
    bundle: BundleWanted | None = None
    good: str

    @property
    def part(self) -> str:
        """`dev` may be looked at; `test` is only counted."""
        return "test" if zlib.crc32(self.id.encode()) % 2 else "dev"


_FILE = TypeAdapter(list[Situation])


def read_situations(path: Path) -> list[Situation]:
    """All of a file, in its order. Raises `EvalError`."""
    if not path.is_file():
        raise EvalError(f"There is no file {path}. Give one with --situations.")
    try:
        found = _FILE.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise EvalError(f"{path} holds no situations: {error}") from error
    ids = [one.id for one in found]
    if len(set(ids)) < len(ids):
        raise EvalError(f"{path} has two situations with one id.")
    return found


def order_lines(situations: list[Situation], catalog: Catalog, now: datetime) -> Iterator[str]:
    """The orders of all situations as lines of `orders.jsonl`. Raises `EvalError` for a thing that nobody sells."""
    for situation in situations:
        for order in situation.orders:
            yield json.dumps(_record(order, situation.shopper, catalog, now))


def _record(order: OrderMade, shopper: str, catalog: Catalog, now: datetime) -> dict[str, Any]:
    def ago(days: int | None) -> str | None:
        return None if days is None else (now - timedelta(days=days)).isoformat()

    lines, total = [], 0
    for variant_id in order.lines:
        if not catalog.has_variant(variant_id):
            raise EvalError(f"Order {order.id} has {variant_id}, which this store does not sell.")
        product, variant = catalog.variant(variant_id)
        price = {"amount": variant.offer.price.minor, "currency": catalog.currency}
        title = f"{product.title} - {' / '.join(variant.options.values())}" if variant.options else product.title
        lines.append(
            {"variant_id": variant_id, "product_id": product.id, "title": title, "quantity": 1, "price": price}
        )
        total += variant.offer.price.minor
    back = order.returned
    returns = (
        []
        if back is None
        else [{"variant_id": back.line, "quantity": 1, "reason": "", "at": ago(back.at), "status": back.status}]
    )
    return {
        "id": order.id, "shopper_id": order.of or shopper, "placed_at": ago(order.placed), "status": order.status,
        "lines": lines, "total": {"amount": total, "currency": catalog.currency},
        "shipping": {"amount": 0, "currency": catalog.currency}, "carrier": order.carrier, "tracking": order.tracking,
        "shipped_at": ago(order.shipped), "delivered_at": ago(order.delivered), "returns": returns,
    }  # fmt: skip
