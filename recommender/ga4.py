"""GA4 events (JSON lines) into the event log: every item finds its product in the catalog, or is reported."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AliasChoices,
    AliasPath,
    BaseModel,
    BeforeValidator,
    Field,
    StrictInt,
    ValidationError,
)
from sqlalchemy import Engine

from recommender.event_log import EventLog
from recommender.events import Event, Search
from recommender.items import Found, Items
from retrieval.catalog import Catalog
from retrieval.feeds.cleaning import Id, Phrase
from retrieval.feeds.feed import Rejected, rejection, short
from retrieval.feeds.reading import JsonLine, read_json_lines
from retrieval.progress import Progress, silent

# Recommended e-commerce events of GA4 that carry items, and `rate_item`, which is ours. `search` carries words;
# others (page_view ...) are about no product.
ITEM_EVENTS = frozenset(
    (
        "view_item_list", "select_item", "view_item", "add_to_wishlist", "add_to_cart", "remove_from_cart",
        "view_cart", "begin_checkout", "add_shipping_info", "add_payment_info", "purchase", "refund", "rate_item",
    )
)  # fmt: skip
SEARCHES = frozenset(("search", "view_search_results"))  # GA4 has both for the same happening
_KEPT = 10_000  # rejections kept in full; beyond, they are counted


@dataclass(frozen=True, slots=True)
class EventReport:
    """`n_lines` by event name counts the file's lines with at least one item in the log; `n_items` their items.

    Searches are counted in `n_lines` too. `n_new` of the items and searches were not in the log before.
    `n_ambiguous` items fit several products equally well and went to the first. Items that fit none, and lines that
    cannot be read, are in `rejected` (the first ten thousand; `n_rejected` is exact). `n_other` counts lines about
    no product, by name.
    """

    file: str
    n_lines: dict[str, int]
    n_items: int
    n_new: int
    n_ambiguous: int
    n_other: dict[str, int]
    n_shoppers: int
    currencies: tuple[str, ...]
    n_rejected: int = 0
    rejected: tuple[Rejected, ...] = ()


def _moment(value: Any) -> Any:
    """ISO 8601 text, or microseconds since 1970 as GA4's own exports have them; without a zone it is UTC."""
    if isinstance(value, str) and re.fullmatch(r"\d{15,17}", value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if not 0 <= value < 10**17:
            raise ValueError("is not a time in microseconds since 1970")
        return datetime.fromtimestamp(value / 1e6, UTC)
    if not isinstance(value, str):
        raise ValueError("is not a time such as 2026-01-15T12:00:00Z")
    return value


def _stated(values: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that an export writes as null: these are not there."""
    return {name: v for name, v in values.items() if v is not None} if None in values.values() else values


def _in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


class _Item(BaseModel):
    item_id: Id | None = None
    item_name: Phrase = ""
    item_variant: Phrase = ""
    quantity: Annotated[StrictInt, Field(ge=1, le=10**9)] = 1


class _Happening(BaseModel):
    name: Phrase = Field(validation_alias=AliasChoices("event_name", "name"))
    at: Annotated[datetime, BeforeValidator(_moment), AfterValidator(_in_utc)] = Field(
        validation_alias=AliasChoices("event_timestamp", "timestamp_micros")
    )
    shopper_id: Id = Field(validation_alias=AliasChoices("user_id", "user_pseudo_id", "client_id"))
    transaction_id: Id | None = Field(
        default=None,
        validation_alias=AliasChoices(AliasPath("params", "transaction_id"), AliasPath("ecommerce", "transaction_id")),
    )
    session_id: Id | None = Field(default=None, validation_alias=AliasPath("params", "ga_session_id"))
    currency: Phrase = Field(default="", validation_alias=AliasPath("params", "currency"))
    rating: Annotated[StrictInt, Field(ge=1, le=5)] | None = Field(
        default=None, validation_alias=AliasPath("params", "rating")
    )
    words: Phrase = Field(default="", validation_alias=AliasPath("params", "search_term"))
    items: list[dict[str, Any]] = Field(
        default=[], validation_alias=AliasChoices(AliasPath("params", "items"), "items")
    )


@dataclass(slots=True)
class _Reading:
    """What the report will say, gathered while events stream by."""

    file: str
    items: Items
    n_lines: Counter[str] = field(default_factory=Counter)
    n_other: Counter[str] = field(default_factory=Counter)
    n_items: int = 0
    n_rejected: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    shoppers: set[str] = field(default_factory=set)
    currencies: Counter[str] = field(default_factory=Counter)
    n_ambiguous: int = 0
    _read: dict[tuple[Any, ...], tuple[_Item, Found | None]] = field(default_factory=dict)

    def reject(self, rejected: Rejected) -> None:
        self.n_rejected += 1
        if len(self.rejected) < _KEPT:
            self.rejected.append(rejected)

    def events(self, line: JsonLine) -> Iterator[Event | Search]:
        name = line.value.get("event_name", line.value.get("name"))
        if isinstance(name, str) and name and name not in ITEM_EVENTS and name not in SEARCHES:
            self.n_other[short(name, 40)] += 1
            return
        try:
            happening = _Happening.model_validate(_stated(line.value))
        except ValidationError as error:
            self.reject(rejection(error, self.file, line.number))
            return
        if happening.name in SEARCHES:
            yield from self._search(happening)
            return
        if not happening.items:
            self.reject(Rejected(self.file, line.number, "items", "", f"a {happening.name} without items"))
            return
        found = [e for at, raw in enumerate(happening.items) if (e := self._event(happening, at, raw, line.number))]
        if found:
            self.n_lines[happening.name] += 1
            self.shoppers.add(happening.shopper_id)
            self.currencies[happening.currency] += bool(happening.currency)
        yield from found

    def _search(self, happening: _Happening) -> Iterator[Search]:
        if not happening.words:  # a filter was clicked: about nothing that is kept here
            self.n_other[happening.name] += 1
            return
        self.n_lines[happening.name] += 1
        self.shoppers.add(happening.shopper_id)
        session_id = happening.session_id or ""
        said = (happening.shopper_id, happening.at.isoformat(), session_id, happening.words)
        yield Search(_id_of("search", said), happening.shopper_id, happening.at, happening.words, session_id)

    def _event(self, happening: _Happening, at: int, raw: dict[str, Any], line: int) -> Event | None:
        try:
            item, found = self._found(raw)
        except ValidationError as error:
            self.reject(rejection(error, self.file, line, f"items[{at}]"))
            return None
        if found is None:
            value = short(" ".join(part for part in (item.item_id, item.item_name) if part))
            self.reject(Rejected(self.file, line, f"items[{at}]", value, "is no product, variant or SKU of the store"))
            return None
        self.n_items += 1
        self.n_ambiguous += found.is_first_of_several
        return Event(
            id=_event_id(happening, at, item),
            name=happening.name,
            shopper_id=happening.shopper_id,
            at=happening.at,
            product_id=found.product_id,
            variant_id=found.variant_id,
            quantity=item.quantity,
            basket_id=happening.transaction_id or happening.session_id or "",
            rating=happening.rating if happening.name == "rate_item" else None,
        )

    def _found(self, raw: dict[str, Any]) -> tuple[_Item, Found | None]:
        """An item and what it means. A shop's events say the same few items over and over: each is read once."""
        said = tuple(raw.get(name) for name in ("item_id", "item_name", "item_variant", "quantity"))
        if any(isinstance(value, list | dict | bool) for value in said):
            item = _Item.model_validate(raw)  # says what is wrong
            return item, self.items.find(item.item_id or "", item.item_name, item.item_variant)
        if said not in self._read:
            item = _Item.model_validate(_stated(raw))
            self._read[said] = (item, self.items.find(item.item_id or "", item.item_name, item.item_variant))
        return self._read[said]


def import_events(path: Path, engine: Engine, catalog: Catalog, progress: Progress = silent) -> EventReport:
    """Adds the events of a GA4 file to the log, each once however often it is imported; reads a line at a time."""
    reading = _Reading(path.name, Items(catalog))

    def happened() -> Iterator[Event | Search]:
        for line in read_json_lines(path, progress):
            if isinstance(line, Rejected):
                reading.reject(line)
            else:
                yield from reading.events(line)

    n_new = EventLog(engine).add(happened())
    return EventReport(
        file=path.name,
        n_lines=dict(reading.n_lines),
        n_items=reading.n_items,
        n_new=n_new,
        n_ambiguous=reading.n_ambiguous,
        n_other=dict(reading.n_other),
        n_shoppers=len(reading.shoppers),
        currencies=tuple(code for code, n in reading.currencies.most_common() if n),
        n_rejected=reading.n_rejected,
        rejected=tuple(reading.rejected),
    )


def currency_of_events(path: Path, n_lines: int = 100) -> str:
    """The currency that the first events name; empty when they name none or several."""
    named: set[str] = set()
    for line in read_json_lines(path):
        n_lines -= 1
        params = line.value.get("params") if isinstance(line, JsonLine) else None
        if isinstance(params, dict) and isinstance(code := params.get("currency"), str):
            named.add(code.strip().upper())
        if n_lines <= 0:
            break
    return named.pop() if len(named) == 1 and all(re.fullmatch("[A-Z]{3}", code) for code in named) else ""


def _event_id(happening: _Happening, at: int, item: _Item) -> str:
    """A transaction's id is unique by GA4's rules; without one, an event is what it says."""
    if happening.transaction_id:
        return f"{happening.name}:{happening.transaction_id}:{at}"
    said = (happening.name, happening.shopper_id, happening.at.isoformat(), happening.session_id or "", str(at))
    return _id_of(happening.name, (*said, item.item_id or "", item.item_name, item.item_variant, str(item.quantity)))


def _id_of(name: str, said: tuple[str, ...]) -> str:
    return f"{name}:{hashlib.sha256(chr(31).join(said).encode()).hexdigest()[:20]}"
