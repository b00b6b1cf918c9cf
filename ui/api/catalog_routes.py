"""The store as it is now, told by its own server: prices and stock, products put in, products taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Header, Request

from retrieval.catalog import Product
from retrieval.feeds.acp import read_offer, read_product
from retrieval.feeds.feed import Read, Rejected
from retrieval.feeds.offers import OfferChange
from retrieval.live import Refused, Updated
from ui.api.desk import CallerOf, Desk, DeskOf, WriteOf
from ui.api.problems import Problem, ProblemError
from ui.api.schema.answers import RowProblem, StoreUpdated
from ui.api.schema.requests import OffersIn, ProductsIn, RemovedIn
from ui.api.tokens import TokenError, check_body

router = APIRouter(tags=["catalog"])

T = TypeVar("T")

FRESH = timedelta(minutes=15)  # a request that somebody wrote down is worth nothing later


async def _signed(
    request: Request,
    desk: DeskOf,
    caller: CallerOf,
    x_store_signature: Annotated[
        str, Header(max_length=200, description="HMAC-SHA256 of `body:` and the body, under the key's secret, in hex")
    ] = "",
) -> None:
    key = desk.options.keys.get(caller.key)
    try:
        check_body(key.identity_secret if key else "", await request.body(), x_store_signature)
    except TokenError as error:
        raise ProblemError("identity-invalid", f"{error} Only it may change what the store sells.") from error


Signed = Depends(_signed)


@router.patch("/store/offers", dependencies=[Signed])
async def offers(asked: OffersIn, desk: DeskOf, write: WriteOf) -> StoreUpdated:
    """Prices and stock of variants, seen from the next answer on; what an offer does not name stays.

    Rows that cannot be used are answered with a problem each, and the others are done.
    """
    _check_fresh(asked.sent_at, desk)
    changes, wrong = _rows(asked.offers, lambda row, n: [read_offer(row, n, "offers")], OfferChange)
    return await write.once("store", lambda: _done(desk, lambda: desk.shop.update_offers(changes), wrong))


@router.put("/store/products", dependencies=[Signed])
async def products(asked: ProductsIn, desk: DeskOf, write: WriteOf) -> StoreUpdated:
    """Whole products, new ones or in place of their old selves, found from the next answer on.

    One of which some variants cannot be used has those that can, like at an import.
    """
    _check_fresh(asked.sent_at, desk)
    found, wrong = _rows(asked.products, lambda row, n: read_product(row, n, "products"), Product)
    return await write.once("store", lambda: _done(desk, lambda: desk.shop.update_products(found), wrong))


@router.post("/store/products/remove", dependencies=[Signed])
async def remove(asked: RemovedIn, desk: DeskOf, write: WriteOf) -> StoreUpdated:
    """Products that are no longer sold: gone from the next answer, from carts and from lists; ids that are not there
    are answered with a problem each.
    """
    _check_fresh(asked.sent_at, desk)
    return await write.once("store", lambda: _done(desk, lambda: desk.shop.update_products((), asked.product_ids), []))


def _check_fresh(sent_at: datetime, desk: Desk) -> None:
    now = datetime.fromtimestamp(desk.now(), UTC)
    at = sent_at.replace(tzinfo=UTC) if sent_at.tzinfo is None else sent_at
    if abs(now - at) > FRESH:
        detail = f"sent_at is more than {FRESH.seconds // 60} minutes from now. Sign the request when you send it."
        raise ProblemError("invalid", detail)


def _rows(
    sent: Sequence[dict[str, Any]], read: Callable[[dict[str, Any], int], Iterable[object]], kind: type[T]
) -> tuple[list[T], list[RowProblem]]:
    """What the rows say, and what is wrong with those that say nothing; rows are numbered from 0."""
    found: list[T] = []
    wrong: list[RowProblem] = []
    for n, row in enumerate(sent):
        for one in read(row, n):
            record = one.record if isinstance(one, Read) else one
            if isinstance(record, kind):
                found.append(record)
            elif isinstance(record, Rejected):
                why = " ".join(part for part in (record.field, record.value, record.reason) if part)
                wrong.append(_problem("invalid", why, str(row.get("id", ""))[:200], n))
    return found, wrong


async def _done(desk: Desk, work: Callable[[], Updated], wrong: list[RowProblem]) -> StoreUpdated:
    updated = await desk.conversations.in_pool(work)
    problems = (*wrong, *(_refused(one) for one in updated.refused))
    return StoreUpdated(
        changed=updated.changed,
        new=updated.new,
        removed=updated.removed,
        n_embedded=updated.n_embedded,
        problems=problems,
    )


def _refused(one: Refused) -> RowProblem:
    return _problem("not-found" if one.reason.startswith("is no ") else "invalid", f"{one.id} {one.reason}", one.id)


def _problem(name: str, detail: str, row_id: str, row: int | None = None) -> RowProblem:
    return RowProblem.model_validate({**Problem(name, detail).members(), "id": row_id, "row": row})
