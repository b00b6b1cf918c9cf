"""The made-up shoppers as files: events and orders as a store exports them, demo shoppers; and apart, the truth."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from recommender.bundles.templates import WRITTEN, Template, TemplateSlot, write_templates
from recommender.sample import truth
from recommender.sample.happenings import Happening, Line
from recommender.sample.needs import read_wishes
from recommender.sample.orders import Order, Return
from recommender.sample.shelf import Shelf
from recommender.sample.simulation import Simulated
from retrieval.sample.products import CURRENCY

_N_EXTRAS = 4
EVENTS, ORDERS, DEMO = "events_ga4.jsonl", "orders.jsonl", "demo_shoppers.json"


def write_shoppers(folder: Path, simulated: Simulated) -> None:
    """`events_ga4.jsonl`, `orders.jsonl`, `demo_shoppers.json`, `bundles.yaml`; the same simulation gives the same
    bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    _lines(folder / EVENTS, event_rows(simulated))
    _lines(folder / ORDERS, (order_row(order, simulated.shelf) for order in simulated.orders))
    _json(folder / DEMO, demo_rows(simulated))
    write_templates(folder / WRITTEN, templates(simulated.shelf), "What goes into a bundle, by kinds; the store's own.")


def write_truth(folder: Path, simulated: Simulated) -> None:
    """What evaluations compare with, and nothing that recommends may read: give it a folder of its own.

    `shoppers.json`, `complements.json` and `products.json`; `moments.json` names each shopper's last look at something
    new to them, and row by row `moments.npy` has all products' utilities at it, in the order of `moments.json`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _json(folder / "shoppers.json", truth.shopper_rows(simulated))
    _json(folder / "complements.json", truth.complement_rows(simulated))
    _json(folder / "products.json", truth.product_rows(simulated))
    _json(folder / "moments.json", truth.moment_rows(simulated))
    with (folder / "moments.npy").open("wb") as file:
        np.save(file, np.array([moment.utilities for moment in simulated.moments]), allow_pickle=False)


def event_rows(simulated: Simulated) -> Iterator[dict[str, Any]]:
    """Every happening as a line of GA4 events, in time."""
    shelf = simulated.shelf
    shipping = {order.id: order.shipping_cents for order in simulated.orders}
    days = [simulated.model.date(at).isoformat() for at in range((simulated.today - simulated.model.first_day).days)]
    for happening in simulated.happenings:
        day, second = divmod(happening.at, 86_400)
        clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        yield {
            "event_name": happening.name,
            "event_timestamp": f"{days[day]}T{clock}Z",
            "user_id": happening.shopper_id,
            "params": _params(happening, shelf, shipping),
        }


def order_row(order: Order, shelf: Shelf) -> dict[str, Any]:
    """The order as a line of `orders.jsonl`. The total is what was paid: the lines and the delivery."""
    return {
        "id": order.id,
        "shopper_id": order.shopper_id,
        "placed_at": _time(order.placed_at),
        "status": order.status,
        "lines": [_order_line(line, shelf) for line in order.lines],
        "total": {"amount": order.total_cents, "currency": CURRENCY},
        "shipping": {"amount": order.shipping_cents, "currency": CURRENCY},
        "carrier": order.carrier,
        "tracking": order.tracking,
        "shipped_at": _time(order.shipped_at) if order.shipped_at else None,
        "delivered_at": _time(order.delivered_at) if order.delivered_at else None,
        "returns": [_return_row(back, shelf) for back in order.returns],
    }


def demo_rows(simulated: Simulated) -> list[dict[str, str]]:
    return [{"id": s.id, "name": s.name, "story": s.story} for s in simulated.shoppers if s.name]


def templates(shelf: Shelf) -> list[Template]:
    """The needs that were written by hand as a store's own slot templates: what each takes, and some of what goes
    with it."""
    kinds = shelf.assortment.kinds
    found = []
    for need in read_wishes().needs:
        wanted = [(k, True) for k in need.core] + [(k, False) for k in need.extras[:_N_EXTRAS]]
        slots = tuple(TemplateSlot(kinds[k].path, required) for k, required in wanted if k in kinds)
        if slots:
            found.append(Template(need.name, slots, need.words))
    return found


def _params(happening: Happening, shelf: Shelf, shipping: Mapping[str, int]) -> dict[str, Any]:
    params: dict[str, Any] = {}
    if happening.session_id:
        params["ga_session_id"] = happening.session_id
    if happening.transaction_id:
        params["transaction_id"] = happening.transaction_id
    if happening.term:
        params["search_term"] = happening.term
    if happening.rating:
        params["rating"] = happening.rating
    if happening.lines:
        params["currency"] = CURRENCY
        params["value"] = _dollars(_sum(happening.lines, shelf))
        if happening.name == "purchase":
            params["shipping"] = _dollars(shipping[happening.transaction_id])
        params["items"] = [_item(line, shelf) for line in happening.lines]
    return params


def _item(line: Line, shelf: Shelf) -> dict[str, Any]:
    variant = shelf.variants[line.product][line.variant]
    price = _dollars(variant.cents)
    return {"item_id": variant.id, "item_name": variant.title, "price": price, "quantity": line.quantity}


def _order_line(line: Line, shelf: Shelf) -> dict[str, Any]:
    variant = shelf.variants[line.product][line.variant]
    return {
        "variant_id": variant.id,
        "product_id": shelf.ids[line.product],
        "title": variant.title,
        "quantity": line.quantity,
        "price": {"amount": variant.cents, "currency": CURRENCY},
    }


def _return_row(back: Return, shelf: Shelf) -> dict[str, Any]:
    return {
        "variant_id": shelf.variants[back.line.product][back.line.variant].id,
        "quantity": back.line.quantity,
        "reason": back.reason,
        "at": _time(back.at),
        "status": "refunded" if back.refunded_at else "requested",
    }


def _sum(lines: Sequence[Line], shelf: Shelf) -> int:
    return sum(shelf.variants[line.product][line.variant].cents * line.quantity for line in lines)


def _dollars(cents: int) -> float:
    """GA4 writes prices as numbers; they are read as words, never reckoned with."""
    return cents / 100


def _time(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _json(path: Path, said: Any) -> None:
    path.write_text(json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
