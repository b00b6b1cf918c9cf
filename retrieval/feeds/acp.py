"""Agentic Commerce Protocol feed: `products.jsonl` and what lies beside it.

Fields as in the protocol's `schema.feed.json` of 2026-04-17. Extra keys that are read when there: `attributes` and
`brand` of a product, `sku` of a variant, `quantity` and `restock_on` of an availability.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StrictInt, ValidationError, field_validator

from retrieval.catalog import Offer, Product, Variant
from retrieval.feeds.acp_beside import read_beside
from retrieval.feeds.cleaning import Currency, Id, Phrase, Prose, Title, availability, html_text, page_address
from retrieval.feeds.feed import Read, Rejected, Source, Warned, rejection, short
from retrieval.feeds.offers import OfferChange
from retrieval.feeds.reading import JsonLine, read_json_lines
from retrieval.feeds.slots import cleaned_attributes, cleaned_options
from retrieval.money import Money
from retrieval.progress import Progress


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Price(_Model):
    amount: Annotated[StrictInt, Field(ge=0, le=10**12)]  # minor units
    currency: Currency

    def money(self) -> Money:
        return Money.from_minor(self.amount, self.currency)


class _Availability(_Model):
    available: bool | None = None
    status: str | None = None
    quantity: Annotated[StrictInt, Field(ge=0, le=10**9)] | None = None
    restock_on: date | None = None


class _Category(_Model):
    value: Phrase


class _Media(_Model):
    type: str = "image"
    url: Annotated[str, Field(max_length=2000)]


class _Option(_Model):
    name: Phrase
    value: Phrase


class _Variant(_Model):
    id: Id
    title: Phrase = ""
    price: _Price
    list_price: _Price | None = None
    availability: _Availability = _Availability()
    categories: list[_Category] = []
    variant_options: list[_Option] = Field(default=[], validation_alias=AliasChoices("variant_options", "options"))
    media: list[_Media] = []
    sku: Phrase = ""


class _Description(_Model):
    plain: Prose = ""
    markdown: Prose = ""
    html: Annotated[str, Field(max_length=100_000)] = ""

    def text(self) -> str:
        return self.plain or self.markdown or html_text(self.html)


class _Product(_Model):
    id: Id
    title: Title
    description: _Description = _Description()
    brand: Phrase = ""
    url: Annotated[str, Field(max_length=2000)] = ""
    categories: list[_Category] = []
    media: list[_Media] = []
    variants: Annotated[list[dict[str, Any]], Field(min_length=1)]
    attributes: dict[str, Any] = {}

    @field_validator("description", mode="before")
    @classmethod
    def _described(cls, value: Any) -> Any:
        return {"plain": value} if isinstance(value, str) else {} if value is None else value


def read_acp(
    source: Source,
    *,
    currency: str | None,  # noqa: ARG001  # every price says its own
    now: datetime,  # noqa: ARG001  # nothing in this format begins or ends
    progress: Progress,
) -> Iterator[Read | Rejected | Warned]:
    """Products line by line, then reviews, promotions, policies and relations."""
    for line in read_json_lines(source.main, progress):
        yield from (line,) if isinstance(line, Rejected) else _product(line, source.main.name)
    yield from read_beside(source.folder, progress)


def read_product(value: Any, number: int, file: str) -> Iterator[Read | Rejected | Warned]:
    """One product of the format, from anywhere; `number` and `file` say where, in what is rejected."""
    return _product(JsonLine(number, value), file)


class _Offer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id
    price: _Price | None = None
    list_price: _Price | None = None
    availability: _Availability | None = None


def read_offer(value: Any, number: int, file: str) -> OfferChange | Rejected:
    """What is to be another about the offer of a known variant, under the names of a variant of the format.

    What is not there stays; a `list_price` of null takes the was-price away.
    """
    try:
        row = _Offer.model_validate(value)
    except ValidationError as error:
        return rejection(error, file, number)
    found: dict[str, Money | str | bool | int | date | None] = {}
    if row.price:
        found["price"] = row.price.money()
    if "list_price" in row.model_fields_set:
        found["list_price"] = row.list_price.money() if row.list_price else None
    if (state := row.availability) is not None:
        try:
            available, status = (True, "unknown") if state.status is None else _status(state.status, state.available)
        except _StatusError as error:
            return Rejected(file, number, "availability.status", short(error.value), str(error))
        if state.available is not None:
            available = state.available
            status = status if state.status is not None else "in_stock" if available else "out_of_stock"
        if state.status is not None or state.available is not None:
            found |= {"available": available, "status": status}
        elif state.quantity is not None:
            found |= {"available": state.quantity > 0, "status": "in_stock" if state.quantity else "out_of_stock"}
        found |= {name: getattr(state, name) for name in ("quantity", "restock_on") if name in state.model_fields_set}
    if not found:
        return Rejected(file, number, "", short(row.id), "says neither price nor list_price nor availability")
    return OfferChange(row.id, found)


def _product(line: JsonLine, file: str) -> Iterator[Read | Rejected | Warned]:
    try:
        row = _Product.model_validate(line.value)
    except ValidationError as error:
        yield rejection(error, file, line.number)
        return
    variants: list[Variant] = []
    categories = [c.value for c in row.categories if c.value]
    for at, raw in enumerate(row.variants):
        try:
            checked = _Variant.model_validate(raw)
            variants.append(_variant(checked, row.title))
        except ValidationError as error:
            yield rejection(error, file, line.number, f"variants[{at}]")
            continue
        except _StatusError as error:
            value = short(error.value)
            yield Rejected(file, line.number, f"variants[{at}].availability.status", value, str(error))
            continue
        categories += [c.value for c in checked.categories if c.value]
        if checked.list_price and checked.list_price.currency != checked.price.currency:
            value = checked.list_price.currency
            reason = f"is not the currency of the price ({checked.price.currency}): the was-price is left out"
            yield Warned(file, line.number, f"variants[{at}].list_price", value, reason)
    if not variants:
        yield Rejected(file, line.number, "variants", "", f"none of {len(row.variants)} can be used: no product")
        return
    address = page_address(row.url)
    if row.url and not address:
        yield Warned(file, line.number, "url", short(row.url), "is not an http(s) address: left out")
    attributes, brand, refused = cleaned_attributes(row.attributes)
    for name, value in refused.items():
        yield Warned(file, line.number, f"attributes.{name}", value, "is the name of a slot of ours: left out")
    product = Product(
        id=row.id,
        title=row.title,
        variants=tuple(variants),
        brand=row.brand or brand,
        description=row.description.text(),
        categories=tuple(dict.fromkeys(categories)),
        attributes=attributes,
        media=_pictures(row.media),
        url=address,
    )
    yield Read(file, line.number, product)


class _StatusError(ValueError):
    def __init__(self, value: str, reason: str) -> None:
        super().__init__(reason)
        self.value = value


def _variant(row: _Variant, product_title: str) -> Variant:
    price = row.price.money()
    was = row.list_price.money() if row.list_price and row.list_price.currency == row.price.currency else None
    state = row.availability
    available, status = (True, "unknown") if state.status is None else _status(state.status, state.available)
    if state.available is not None:
        available = state.available
        if state.status is None:
            status = "in_stock" if available else "out_of_stock"
    return Variant(
        id=row.id,
        title=row.title or product_title,
        offer=Offer(
            price=price,
            list_price=was if was and was > price else None,
            available=available,
            status=status,
            quantity=state.quantity,
            restock_on=state.restock_on,
        ),
        options=cleaned_options((o.name, o.value) for o in row.variant_options),
        sku=row.sku,
        media=_pictures(row.media),
    )


def _status(value: str, available: bool | None) -> tuple[bool, str]:
    """A status nobody knows is no harm when the feed also says plainly whether the variant can be bought."""
    try:
        return availability(value)
    except ValueError as error:
        if available is None:
            raise _StatusError(value, str(error)) from error
        return available, "unknown"


def _pictures(media: list[_Media]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.url.strip() for m in media if m.type == "image" and m.url.strip()))
