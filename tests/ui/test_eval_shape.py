"""The shape of a store's events, counted on events whose counts are plain to see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from recommender.events import Event
from ui.eval.frame import EvalError
from ui.eval.shape import shape_of
from ui.eval.shape_plot import plot_shapes

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def bought(shopper: str, basket: str, *products: str, days_ago: int = 0) -> list[Event]:
    at = NOW - timedelta(days=days_ago)
    return [Event(f"{basket}:{n}", "purchase", shopper, at, p, basket_id=basket) for n, p in enumerate(products)]


EVENTS = [
    *bought("ada", "t1", "tea", "mug", days_ago=400),
    *bought("ada", "t2", "tea", days_ago=30),
    *bought("bob", "t3", "tea"),
    Event("r1", "rate_item", "bob", NOW, "tea", rating=5),
    Event("r2", "rate_item", "ada", NOW, "mug", rating=2),
    Event("v1", "view_item", "cyd", NOW, "pan"),
]


def test_it_counts_what_there_is() -> None:
    shape = shape_of("shop", EVENTS)
    assert shape.product_sales.tolist() == [3, 1]
    assert sorted(shape.basket_sizes.tolist()) == [1, 1, 2]
    assert sorted(shape.orders_of_shopper.tolist()) == [1, 2]
    assert shape.repeat_share == 1 / 4  # ada's second tea
    assert shape.ratings.tolist() == [0, 1, 0, 0, 1]
    assert shape.n_shoppers == 3
    assert shape.top_share(0.5) == 0.75
    assert shape.gini() == pytest.approx(0.25)
    months = shape.sales_by_month  # of the last whole year only
    assert (months[4], months[5], months.sum()) == (1, 1, 2)


def test_one_product_sells_all_and_all_sell_alike() -> None:
    one = shape_of("shop", bought("ada", "t1", "tea"))
    alike = shape_of("shop", bought("ada", "t1", "tea", "mug", "pan"))
    assert (one.gini(), alike.gini()) == (0, pytest.approx(0))
    uneven = shape_of(
        "shop", [*bought("ada", "t1", "mug"), *(e for n in range(99) for e in bought("b", f"x{n}", "tea"))]
    )
    assert uneven.gini() == pytest.approx(0.49)


def test_without_purchases_there_is_nothing_to_look_at() -> None:
    with pytest.raises(EvalError, match="no purchases"):
        shape_of("shop", EVENTS[-1:])


def test_it_is_plotted(tmp_path: Path) -> None:
    plot_shapes([shape_of("one", EVENTS), shape_of("two", EVENTS[:4])], tmp_path / "shape.png")
    with Image.open(tmp_path / "shape.png") as picture:
        assert picture.size == (1320, 770)
        assert len(picture.convert("RGB").getcolors(10**6) or []) > 50
