"""Google Merchant feed: a TSV with one line a variant; lines of one `item_group_id` are one product."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from os.path import commonprefix
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, field_validator, model_validator

from retrieval.catalog import Offer, Product, Variant
from retrieval.feeds.cleaning import (
    Id,
    Phrase,
    Prose,
    Title,
    amount,
    availability,
    currency_code,
    html_text,
    page_address,
    text,
)
from retrieval.feeds.delimited import Row, read_rows
from retrieval.feeds.detecting import delimiter_of
from retrieval.feeds.feed import Read, Rejected, Source, Warned, rejection, short
from retrieval.feeds.slots import cleaned_attributes, cleaned_options
from retrieval.money import Money
from retrieval.progress import Progress

# What tells the lines of a group apart, in the order shops show it; alone, these are attributes.
_OPTIONS = ("size", "color", "material", "pattern", "size_type", "gender", "age_group")
_ATTRIBUTES = (*_OPTIONS, "size_system", "energy_efficiency_class", "multipack", "product_highlight")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line, read: the product it would be alone."""

    number: int
    group: str
    product: Product
    group_title: str


def _day(value: str | None) -> str | None:
    """Of `2026-03-01T08:00Z`."""
    return value[:10] if value else None


class _Row(BaseModel):
    id: Id
    title: Title
    description: Prose = ""
    link: Annotated[str, Field(max_length=2000)] = ""
    image_link: Annotated[str, Field(max_length=2000)] = ""
    additional_image_link: str = ""
    availability: str
    availability_date: Annotated[date | None, BeforeValidator(_day)] = None
    price: str
    sale_price: str = ""
    sale_price_effective_date: str = ""
    brand: Phrase = ""
    mpn: Phrase = ""
    condition: str = "new"
    product_type: str = ""
    google_product_category: str = ""
    item_group_id: Annotated[str, Field(max_length=200)] = ""
    item_group_title: Phrase = ""
    product_detail: str = ""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: Mapping[str, str]) -> dict[str, str]:
        return {name: value.strip() for name, value in values.items() if value.strip()}

    @field_validator("availability")
    @classmethod
    def _known(cls, value: str) -> str:
        availability(value)
        return value

    @field_validator("price", "sale_price")
    @classmethod
    def _priced(cls, value: str) -> str:
        _amount_and_currency(value)
        return value


def read_google_merchant(
    source: Source, *, currency: str | None, now: datetime, progress: Progress
) -> Iterator[Read | Rejected | Warned]:
    """Single lines as they come, groups at the end (their lines may lie anywhere in the file)."""
    groups: dict[str, list[_Line]] = {}
    file = source.main.name
    delimiter = delimiter_of(source.main, "google_merchant")
    for row in read_rows(source.main, delimiter, _column, progress):
        if isinstance(row, Rejected):
            yield row
            continue
        for found in _line(row, file, currency, now):
            if not isinstance(found, _Line):
                yield found
            elif found.group:
                groups.setdefault(found.group, []).append(found)
            else:
                yield Read(file, found.number, found.product)
    for group, lines in groups.items():
        yield Read(file, lines[0].number, _grouped(group, lines))


def _column(cell: str) -> str:
    """Old files have spaces, RSS exports the `g:` of their namespace."""
    return re.sub(r"[\s_-]+", "_", cell.strip().lower().removeprefix("g:"))


def _line(row: Row, file: str, currency: str | None, now: datetime) -> Iterator[_Line | Rejected | Warned]:
    try:
        checked = _Row.model_validate(row.values)
    except ValidationError as error:
        yield rejection(error, file, row.number)
        return
    number, code = _amount_and_currency(checked.price)
    if not (code := code or currency or ""):
        reason = "says no currency; write 15.00 USD, or import with --currency USD"
        yield Rejected(file, row.number, "price", short(checked.price), reason)
        return
    price, was = Money.rounded(number, code), None
    if checked.sale_price and _on_sale(checked.sale_price_effective_date, now):
        sale_number, sale_code = _amount_and_currency(checked.sale_price)
        sale = Money.rounded(sale_number, sale_code or code)
        if sale.currency == code and sale < price:
            price, was = sale, price
        else:
            reason = f"is not below the price {checked.price}: left out"
            yield Warned(file, row.number, "sale_price", short(checked.sale_price), reason)
    address = page_address(checked.link)
    if checked.link and not address:
        yield Warned(file, row.number, "link", short(checked.link), "is not an http(s) address: left out")
    available, status = availability(checked.availability)
    restock_on = checked.availability_date if status in ("preorder", "backorder") else None
    offer = Offer(price, was, available, status, restock_on=restock_on)
    attributes, _, refused = cleaned_attributes(_stated(checked, row.values))
    for name, value in refused.items():
        yield Warned(file, row.number, name, value, "is the name of a slot of ours: left out")
    markup = re.search(r"<\w+[^>]*>", checked.description)
    images = (checked.image_link, *checked.additional_image_link.split(","))
    media = tuple(dict.fromkeys(image.strip() for image in images if image.strip()))
    product = Product(
        id=checked.id,
        title=checked.title,
        variants=(Variant(checked.id, checked.title, offer, sku=checked.mpn),),
        brand=checked.brand,
        description=html_text(checked.description) if markup else checked.description,
        categories=_categories(checked),
        attributes=attributes,
        media=media,
        url=address,
    )
    yield _Line(row.number, checked.item_group_id, product, checked.item_group_title)


def _amount_and_currency(price: str) -> tuple[Decimal, str]:
    """`15.00 USD` or `USD 15.00`; the currency is empty when there is none."""
    match = re.fullmatch(r"(?P<a>[A-Za-z]{3})?\s*(?P<number>[-\d.,]+)\s*(?P<b>[A-Za-z]{3})?", price.strip())
    if not match:
        raise ValueError("is not an amount with its currency such as 15.00 USD")
    code = match["a"] or match["b"] or ""
    return amount(match["number"]), currency_code(code) if code else ""


def _on_sale(interval: str, now: datetime) -> bool:
    """`2026-01-01T00:00Z/2026-02-01T00:00Z`; a sale without an interval, or with one nobody can read, is on."""
    try:
        begin, end = (datetime.fromisoformat(moment.strip()) for moment in interval.split("/"))
    except ValueError:
        return True
    begin, end = (m.replace(tzinfo=now.tzinfo) if m.tzinfo is None else m for m in (begin, end))
    return begin <= now < end


def _stated(row: _Row, values: Mapping[str, str]) -> dict[str, Any]:
    """The attributes of a line; `product_detail` is a list of `section:name:value`."""
    stated: dict[str, Any] = {name: values[name] for name in _ATTRIBUTES if values.get(name, "").strip()}
    if row.condition != "new":
        stated["condition"] = row.condition
    if material := stated.get("material"):
        stated["material"] = material.split("/")  # Google: up to three materials, separated by a slash
    for detail in re.split(r",(?=[^,:]*:[^,:]*:)", row.product_detail):
        parts = detail.split(":", 2)
        if len(parts) == 3 and parts[1].strip():
            stated[parts[1].strip()] = [*stated.get(parts[1].strip(), []), parts[2]]
    return stated


def _categories(row: _Row) -> tuple[str, ...]:
    """The shop's own paths first; several are separated by commas, but a comma may also be part of a name."""
    paths = row.product_type.split(",")
    if not all(">" in path for path in paths):
        paths = [row.product_type]
    if not row.google_product_category.isdigit():
        paths.append(row.google_product_category)
    tidy = (" > ".join(part for part in map(text, path.split(">")) if part) for path in paths)
    return tuple(dict.fromkeys(path for path in tidy if path))


def _grouped(group: str, lines: list[_Line]) -> Product:
    """One product from its lines: what differs between them is an option, what does not an attribute."""
    products = [line.product for line in lines]
    first = products[0]
    varying = [name for name in _OPTIONS if len({p.attributes.get(name) for p in products}) > 1]
    variants = tuple(
        replace(
            product.variants[0],
            options=cleaned_options((name, ", ".join(product.attributes.get(name, ()))) for name in varying),
            media=product.media,
        )
        for product in products
    )
    names = dict.fromkeys(name for product in products for name in product.attributes if name not in varying)
    attributes = {
        name: tuple(dict.fromkeys(value for p in products for value in p.attributes.get(name, ()))) for name in names
    }
    title = next((line.group_title for line in lines if line.group_title), "") or _common_title(products)
    return replace(first, id=group, title=title, variants=variants, attributes=attributes)


def _common_title(products: list[Product]) -> str:
    """What the titles of a group begin with, up to a whole word; the first title when that is too little."""
    titles = [product.title for product in products]
    shared = commonprefix(titles)  # noqa: RUF071  # character by character is what is meant
    if any(title != shared and title[len(shared)].isalnum() for title in titles):
        shared = shared[: max(shared.rfind(" "), 0)] if not shared.endswith(" ") else shared
    shared = re.sub(r"[\s,/|(–—-]+$", "", shared)
    return shared if len(shared) >= 3 else titles[0]
