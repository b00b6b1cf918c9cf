"""`shelftalk eval shape`: what a store's events look like: long tail, baskets, repeats, seasons, ratings.

It compares stores, above all a made-up one with a real one: a recommender that shines on events of no real shape
proves nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.events import Event
from ui.eval.frame import Cell, EvalError, Measured

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shape:
    """One store's events, counted. Arrays are int64; an empty one means that the store has no such events."""

    name: str
    product_sales: Counts  # purchase lines of each product that was ever bought, most first
    basket_sizes: Counts  # different products of each purchase
    orders_of_shopper: Counts  # purchases of each shopper who bought
    sales_by_month: Counts  # (12,) purchase lines by calendar month, January first; of whole years, if there is one
    ratings: Counts  # (5,) ratings of 1 to 5 stars
    events: Counter[str]
    n_shoppers: int
    repeat_share: float  # purchase lines of something the same shopper had bought before

    def top_share(self, part: float) -> float:
        """Share of all sales that the best-selling `part` of the products make."""
        n = max(1, round(part * len(self.product_sales)))
        return float(self.product_sales[:n].sum() / self.product_sales.sum())

    def gini(self) -> float:
        """Gini coefficient of sales over products: 0 all alike, 1 one product sells all."""
        ascending = self.product_sales[::-1].astype(np.float64)
        n = len(ascending)
        return float((2 * np.arange(1, n + 1) - n - 1) @ ascending / (n * ascending.sum()))


def shape_of(name: str, events: Iterable[Event]) -> Shape:
    """Counts the events of a store. Raises `EvalError` when nothing was ever bought."""
    sales: Counter[str] = Counter()
    baskets: dict[str, set[str]] = defaultdict(set)
    orders: dict[str, set[str]] = defaultdict(set)
    owned: dict[str, dict[str, str]] = defaultdict(dict)
    bought_at: list[datetime] = []
    names: Counter[str] = Counter()
    ratings: Counter[int] = Counter()
    shoppers: set[str] = set()
    n_repeats = 0
    for event in events:
        names[event.name] += 1
        shoppers.add(event.shopper_id)
        if event.rating is not None:
            ratings[event.rating] += 1
        if event.name != "purchase":
            continue
        basket = event.basket_id or event.id
        sales[event.product_id] += 1
        baskets[basket].add(event.product_id)
        orders[event.shopper_id].add(basket)
        bought_at.append(event.at)
        first = owned[event.shopper_id].setdefault(event.product_id, basket)
        n_repeats += first != basket
    if not sales:
        raise EvalError(f"{name} has no purchases to look at. Import events of its shoppers first.")
    return Shape(
        name=name,
        product_sales=np.sort(np.fromiter(sales.values(), np.int64))[::-1],
        basket_sizes=np.fromiter(map(len, baskets.values()), np.int64),
        orders_of_shopper=np.fromiter(map(len, orders.values()), np.int64),
        sales_by_month=_by_month(bought_at),
        ratings=np.array([ratings[stars] for stars in range(1, 6)], np.int64),
        events=names,
        n_shoppers=len(shoppers),
        repeat_share=n_repeats / sum(sales.values()),
    )


def measure_shape(stores: Sequence[Path], plot: Path | None = None) -> Measured:
    """Each store's shape as a column, and its plot when a file is named; raises what opening a store raises."""
    from recommender.event_log import EventLog
    from retrieval.store import open_store

    shapes = []
    for path in stores:
        with open_store(path) as store:
            shapes.append(shape_of(store.manifest.name, EventLog(store.engine).all()))
    if plot is not None:
        from ui.eval.shape_plot import plot_shapes

        plot_shapes(shapes, plot)
    first = _figures(shapes[0])
    columns = {shape.name: _figures(shape) for shape in shapes}
    rows: list[dict[str, Cell]] = [
        {"what": key, **{name: figures.get(key) for name, figures in columns.items()}} for key in first
    ]
    return Measured(first, rows)


def _figures(shape: Shape) -> dict[str, float]:
    sizes, orders = shape.basket_sizes, shape.orders_of_shopper
    figures: dict[str, float] = {
        "shoppers": shape.n_shoppers,
        "events": shape.events.total(),
        "purchases": len(sizes),
        "purchase_lines": int(shape.product_sales.sum()),
        "products_bought": len(shape.product_sales),
        "sales_of_top_1pct": shape.top_share(0.01),
        "sales_of_top_20pct": shape.top_share(0.2),
        "gini": shape.gini(),
        "basket_mean": float(sizes.mean()),
        "basket_median": float(np.median(sizes)),
        "baskets_of_one": float((sizes == 1).mean()),
        "orders_per_buyer": float(orders.mean()),
        "buyers_who_return": float((orders > 1).mean()),
        "repeat_lines": shape.repeat_share,
    }
    if shape.sales_by_month.all():
        share = shape.sales_by_month / shape.sales_by_month.sum()
        figures |= {"best_month": int(share.argmax()) + 1, "best_month_share": float(share.max())}
        figures |= {"weakest_month_share": float(share.min())}
    if n := int(shape.ratings.sum()):
        stars = np.arange(1, 6)
        figures |= {"mean_rating": float(shape.ratings @ stars / n), "five_stars": float(shape.ratings[4] / n)}
        figures |= {"one_star": float(shape.ratings[0] / n)}
    return figures


def _by_month(moments: Sequence[datetime]) -> Counts:
    """Counts by calendar month over the last whole years, so that no month is counted once more than another.

    Of less than a year all is counted: months that it does not have stay 0.
    """
    counted = np.zeros(12, np.int64)
    last = max(moments)
    n_years = (last - min(moments)).days // 365
    for at in moments:
        if not n_years or (last - at).days < n_years * 365:
            counted[at.month - 1] += 1
    return counted
