"""The store's orders: kept in its database, read by shopper or by number, imported from `orders.jsonl`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StrictInt, ValidationError
from sqlalchemy import JSON, BigInteger, Column, Engine, Index, MetaData, String, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from recommender.orders import Order, OrderLine, OrderReturn
from retrieval.feeds.cleaning import Currency, Id, Phrase
from retrieval.feeds.feed import Rejected, rejection
from retrieval.feeds.reading import read_json_lines
from retrieval.money import Money
from retrieval.progress import Progress, silent
from retrieval.records import moment

ORDERS = "orders.jsonl"  # beside a feed
_BATCH = 1000
_KEPT = 1000  # rejections kept in full; beyond, they are counted
_metadata = MetaData()

orders = Table(
    "orders",
    _metadata,
    Column("id", String, primary_key=True),
    Column("shopper_id", String, nullable=False),
    Column("placed_at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("said", JSON, nullable=False),  # the whole order, as `_Order` reads it
    Index("orders_of_shopper", "shopper_id", "placed_at"),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class OrderReport:
    """`n_orders` were read, `n_new` of them were not there before; the others were brought up to date."""

    file: str
    n_orders: int
    n_new: int
    n_rejected: int
    rejected: tuple[Rejected, ...]


def _in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


_Moment = Annotated[datetime, AfterValidator(_in_utc)]


class _Money(BaseModel):
    amount: Annotated[StrictInt, Field(ge=0, le=10**12)]  # minor units
    currency: Currency

    def money(self) -> Money:
        return Money.from_minor(self.amount, self.currency)


class _Line(BaseModel):
    variant_id: Id
    product_id: Id
    title: Phrase
    quantity: Annotated[StrictInt, Field(ge=1, le=10**6)]
    price: _Money


class _Return(BaseModel):
    variant_id: Id
    quantity: Annotated[StrictInt, Field(ge=1, le=10**6)]
    reason: Phrase = ""
    at: _Moment
    status: Phrase = ""


class _Order(BaseModel):
    id: Id
    shopper_id: Id
    placed_at: _Moment
    status: Literal["processing", "shipped", "delivered", "cancelled", "returned", "partly_returned"]
    lines: Annotated[list[_Line], Field(min_length=1)]
    total: _Money
    shipping: _Money
    carrier: Phrase = ""
    tracking: Phrase = ""
    shipped_at: _Moment | None = None
    delivered_at: _Moment | None = None
    returns: list[_Return] = []

    def order(self) -> Order:
        return Order(
            self.id,
            self.shopper_id,
            self.placed_at,
            self.status,
            tuple(OrderLine(x.variant_id, x.product_id, x.title, x.quantity, x.price.money()) for x in self.lines),
            self.total.money(),
            self.shipping.money(),
            self.carrier,
            self.tracking,
            self.shipped_at,
            self.delivered_at,
            tuple(OrderReturn(x.variant_id, x.quantity, x.reason, x.at, x.status) for x in self.returns),
        )


class OrderLog:
    """Orders of all shoppers; they survive imports of products."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _metadata.create_all(engine)

    def of(self, shopper_id: str) -> tuple[Order, ...]:
        """A shopper's orders, the latest first; empty for one who never ordered."""
        wanted = select(orders.c.said).where(orders.c.shopper_id == shopper_id)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(orders.c.placed_at.desc(), orders.c.id)).scalars()
            return tuple(_Order.model_validate(said).order() for said in rows)

    def order(self, order_id: str) -> Order:
        """Raises `KeyError` for a number that no order has."""
        with self._engine.connect() as connection:
            said = connection.execute(select(orders.c.said).where(orders.c.id == order_id)).scalar_one_or_none()
        if said is None:
            raise KeyError(order_id)
        return _Order.model_validate(said).order()

    def __len__(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(orders)).scalar_one())


def import_orders(path: Path, engine: Engine, progress: Progress = silent) -> OrderReport:
    """Adds the orders of a file, or brings them up to date by their id; reads a line at a time, all or none."""
    log = OrderLog(engine)
    n_before = len(log)
    n_orders, n_rejected, rejected = 0, 0, list[Rejected]()
    with engine.begin() as connection:
        waiting: list[dict[str, Any]] = []
        for found in _read(path, progress):
            if isinstance(found, Rejected):
                n_rejected += 1
                rejected += [found] if len(rejected) < _KEPT else []
                continue
            n_orders += 1
            waiting.append(_row(found))
            if len(waiting) >= _BATCH:
                connection.execute(_upsert(), waiting)
                waiting.clear()
        if waiting:
            connection.execute(_upsert(), waiting)
    return OrderReport(path.name, n_orders, len(log) - n_before, n_rejected, tuple(rejected))


def _read(path: Path, progress: Progress) -> Iterator[_Order | Rejected]:
    for line in read_json_lines(path, progress):
        if isinstance(line, Rejected):
            yield line
            continue
        try:
            yield _Order.model_validate(line.value)
        except ValidationError as error:
            yield rejection(error, path.name, line.number)


def _row(order: _Order) -> dict[str, Any]:
    placed_at = moment(order.placed_at)
    said = order.model_dump(mode="json")
    return {"id": order.id, "shopper_id": order.shopper_id, "placed_at": placed_at, "said": said}


def _upsert() -> Any:
    statement = insert(orders)
    new = {name: statement.excluded[name] for name in ("shopper_id", "placed_at", "said")}
    return statement.on_conflict_do_update(index_elements=["id"], set_=new)
