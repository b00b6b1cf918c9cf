"""Shopify's product CSV, with the header of today or the one before: one line a variant, more for more pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field, ValidationError

from retrieval.catalog import Offer, Product, Variant
from retrieval.feeds.cleaning import Id, Phrase, Title, amount, html_text, slot_name, text
from retrieval.feeds.delimited import Row, read_rows
from retrieval.feeds.detecting import delimiter_of
from retrieval.feeds.feed import Read, Rejected, Source, Warned, rejection, short
from retrieval.feeds.slots import cleaned_attributes, cleaned_options
from retrieval.money import Money
from retrieval.progress import Progress

_METAFIELD = re.compile(r"(?P<name>.+?) \(product\.metafields\.[^)]+\)")
_DEFAULT_CURRENCY = "USD"


def _amount(value: Any) -> Any:
    return amount(value) if isinstance(value, str) else value


Amount = Annotated[Decimal, BeforeValidator(_amount)]


def _both(*names: str) -> Any:
    """A field with the names it has under the two headers."""
    return Field(default="", validation_alias=AliasChoices(*names))


class _ProductRow(BaseModel):
    """What a product's first line says of the product."""

    title: Title
    body: Annotated[str, Field(max_length=100_000)] = _both("body (html)", "description")
    vendor: Phrase = ""
    taxonomy: Phrase = _both("product category")
    type: Phrase = ""
    tags: str = ""
    published: str = _both("published", "published on online store")
    status: str = ""


class _VariantRow(BaseModel):
    price: Amount = Field(validation_alias=AliasChoices("variant price", "price"))
    was: Amount | None = Field(
        default=None, validation_alias=AliasChoices("variant compare at price", "compare-at price", "compare at price")
    )
    sku: Phrase = _both("variant sku", "sku")
    quantity: Annotated[int, Field(ge=-(10**9), le=10**9)] | None = Field(
        default=None, validation_alias=AliasChoices("variant inventory qty", "inventory quantity")
    )
    tracker: str | None = Field(
        default=None, validation_alias=AliasChoices("variant inventory tracker", "inventory tracker")
    )
    policy: str = _both("variant inventory policy", "continue selling when out of stock")
    picture: str = _both("variant image", "variant image url")


@dataclass(slots=True)
class _Draft:
    """A product whose lines are still being read."""

    row: Row
    id: str
    product: _ProductRow
    option_names: list[str]
    variants: list[Variant] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)


def read_shopify(
    source: Source,
    *,
    currency: str | None,
    now: datetime,  # noqa: ARG001  # nothing in this format begins or ends
    progress: Progress,
) -> Iterator[Read | Rejected | Warned]:
    """A product when its last line is read. Prices are in `currency`: Shopify's CSV does not say it."""
    file = source.main.name
    if currency is None:
        reason = f"a Shopify CSV does not say its currency: read as {_DEFAULT_CURRENCY}. Say another with --currency"
        yield Warned(file, 1, "price", "", reason)
    reading = _Reading(file, currency or _DEFAULT_CURRENCY)
    for row in read_rows(source.main, delimiter_of(source.main, "shopify"), _column, progress):
        yield from (row,) if isinstance(row, Rejected) else reading.take(row)
    yield from reading.finish()


def _column(cell: str) -> str:
    return " ".join(cell.split()).lower()


class _Reading:
    def __init__(self, file: str, currency: str) -> None:
        self._file = file
        self._currency = currency
        self._draft: _Draft | None = None
        self._handle = ""  # of the lines being read, be they of a good product or not

    def take(self, row: Row) -> Iterator[Read | Rejected | Warned]:
        values = {name: value for name, value in row.values.items() if value.strip()}
        handle = (values.get("handle") or values.get("url handle") or "").strip()
        if not handle and "title" in values:
            handle = slot_name(values["title"]).replace("_", "-")
        if handle and handle != self._handle:
            yield from self.finish()
            self._handle = handle
            yield from self._begin(row, handle, values)
        if self._draft is None:
            if handle != self._handle or not handle:
                yield Rejected(self._file, row.number, "handle", "", "is missing, and no product above continues here")
            return
        if picture := values.get("image src") or values.get("product image url"):
            self._draft.pictures.append(picture.strip())
        if row is self._draft.row or any(name in values for name in ("variant price", "price", "option1 value")):
            yield from self._variant(row, values)

    def _begin(self, row: Row, handle: str, values: Mapping[str, str]) -> Iterator[Rejected]:
        try:
            product = _ProductRow.model_validate(values)
            _Handle(handle=handle)
        except ValidationError as error:
            yield rejection(error, self._file, row.number)
            return
        if product.status.strip().lower() not in ("", "active"):
            yield Rejected(self._file, row.number, "status", short(product.status), "the product is not on sale")
            return
        if product.published.strip().lower() == "false":
            yield Rejected(self._file, row.number, "published", product.published, "the product is not published")
            return
        names = [text(values.get(f"option{n} name", "")) for n in (1, 2, 3)]
        self._draft = _Draft(row, handle, product, names)

    def _variant(self, row: Row, values: Mapping[str, str]) -> Iterator[Rejected | Warned]:
        draft = self._draft
        if draft is None:
            return
        try:
            checked = _VariantRow.model_validate({**values, **_tracked(row.values)})
        except ValidationError as error:
            yield rejection(error, self._file, row.number)
            return
        given = [text(values.get(f"option{n} value", "")) for n in (1, 2, 3)]
        single = draft.option_names[:2] == ["Title", ""] and given[0] in ("Default Title", "")
        options = {} if single else cleaned_options(zip(draft.option_names, given, strict=True))
        variant_id = _variant_id(draft.id, tuple(options.values()))
        if variant_id in draft.ids:
            reason = "another line of the product has the same options"
            yield Rejected(self._file, row.number, "option1 value", short(" / ".join(options.values())), reason)
            return
        draft.ids.add(variant_id)
        title = draft.product.title
        draft.variants.append(
            Variant(
                id=variant_id,
                title=f"{title} - {' / '.join(options.values())}" if options else title,
                offer=_offer(checked, self._currency),
                options=options,
                sku=checked.sku,
                media=(checked.picture.strip(),) if checked.picture.strip() else (),
            )
        )

    def finish(self) -> Iterator[Read | Rejected | Warned]:
        """The product whose lines were read, if they made one."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        if not draft.variants:
            reason = "no line of the product has a price that can be used: no product"
            yield Rejected(self._file, draft.row.number, "variant price", short(draft.id), reason)
            return
        row = draft.product
        attributes, _, refused = cleaned_attributes(_attributes(draft.row.values, row.tags))
        for name, value in refused.items():
            yield Warned(self._file, draft.row.number, name, value, "is the name of a slot of ours: left out")
        taxonomy = "" if row.taxonomy.isdigit() else row.taxonomy
        product = Product(
            id=draft.id,
            title=row.title,
            variants=tuple(draft.variants),
            brand=row.vendor,
            description=html_text(row.body),
            categories=tuple(dict.fromkeys(c for c in (row.type, taxonomy) if c)),
            attributes=attributes,
            media=tuple(dict.fromkeys(draft.pictures)),
        )
        yield Read(self._file, draft.row.number, product)


class _Handle(BaseModel):
    handle: Id


def _tracked(values: Mapping[str, str]) -> dict[str, str]:
    """The tracker column even where it is blank: blank means that stock is not counted, no column means nothing."""
    return {name: values.get(name, "") for name in ("variant inventory tracker", "inventory tracker") if name in values}


def _offer(row: _VariantRow, currency: str) -> Offer:
    price = Money.rounded(row.price, currency)
    was = Money.rounded(row.was, currency) if row.was is not None else None
    available, status = True, "in_stock"
    counted = row.quantity is not None and row.tracker != ""
    if counted and row.quantity is not None and row.quantity <= 0:
        available = row.policy.strip().lower() in ("continue", "true", "yes")
        status = "backorder" if available else "out_of_stock"
    quantity = max(row.quantity, 0) if counted and row.quantity is not None else None
    return Offer(price, was if was and was > price else None, available, status, quantity)


def _variant_id(handle: str, values: tuple[str, ...]) -> str:
    """The handle, and for a product with options their values: SKUs may be empty or shared by several products."""
    return ":".join((handle, *(slot_name(value).replace("_", "-") or value for value in values)))


def _attributes(values: Mapping[str, str], tags: str) -> dict[str, Any]:
    """Metafields (several values are separated by `;`), what Google Shopping is told, and the tags."""
    found: dict[str, Any] = {}
    for column, value in values.items():
        if match := _METAFIELD.fullmatch(column):
            found[match["name"]] = value.split(";")
    for name in ("gender", "age group"):
        found[name] = values.get(f"google shopping / {name}", "")
    if tags.strip():
        found["tag"] = tags.split(",")
    return found
