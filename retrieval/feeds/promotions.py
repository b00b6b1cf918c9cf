"""`promotions.json` beside a feed: what a store offers, from when to when, to whom and for what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from retrieval.catalog import Conditions, Promotion
from retrieval.feeds.cleaning import Currency, Id, Phrase, Prose, Title, slot_name
from retrieval.feeds.feed import Read, Rejected, Warned, rejection, short
from retrieval.feeds.reading import parsed_json, whole_text
from retrieval.money import Money

_PERCENT, _SUM, _PIECES, _NOTHING = "percent", "sum", "pieces", "nothing"
_VALUES: Mapping[str, str] = {
    "percent_off": _PERCENT, "member_price": _PERCENT, "amount_off": _SUM, "bundle_price": _SUM,
    "buy_x_get_y": _PIECES, "gift": _PIECES, "free_shipping": _NOTHING,
}  # fmt: skip
_ACTIONS = {"by_percent": "percent_off", "cart_fixed": "amount_off", "buy_x_get_y": "buy_x_get_y"}


class _WrongError(ValueError):
    """A row whose parts do not go together."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.value = value


def _unset(value: Any) -> Any:
    return None if value == "" else value


def _several(value: Any) -> Any:
    return [] if value in (None, "") else [value] if isinstance(value, str | int) else value


_Date = Annotated[date | None, BeforeValidator(_unset)]
_Number = Annotated[Decimal | None, BeforeValidator(_unset)]
_Phrases = Annotated[list[Phrase], BeforeValidator(_several)]


class _Amount(BaseModel):
    amount: Annotated[int, Field(ge=0)]  # minor units
    currency: Currency


class _Conditions(BaseModel):
    model_config = ConfigDict(extra="allow")  # what we do not know is said, and nothing is counted by it

    kinds: _Phrases = []
    categories: _Phrases = Field(default=[], validation_alias=AliasChoices("category", "categories"))
    not_categories: _Phrases = Field(default=[], validation_alias=AliasChoices("not_category", "not_categories"))
    brand: Phrase = ""
    product_ids: Annotated[list[Id], BeforeValidator(_several)] = []
    together: bool = False
    quantity_at_least: Annotated[int, Field(ge=1)] | None = None
    subtotal_at_least: _Amount | None = None
    first_order: bool = False
    members_only: bool = False

    def conditions(self, n_pieces: int | None) -> Conditions:
        at_least = self.subtotal_at_least
        return Conditions(
            kinds=tuple(self.kinds),
            categories=tuple(self.categories),
            not_categories=tuple(self.not_categories),
            brand=self.brand,
            product_ids=tuple(self.product_ids),
            together=self.together,
            quantity_at_least=self.quantity_at_least or n_pieces,
            subtotal_at_least=Money.from_minor(at_least.amount, at_least.currency) if at_least else None,
            first_order=self.first_order,
            members_only=self.members_only,
        )


class _Promotion(BaseModel):
    title: Title = Field(validation_alias=AliasChoices("title", "name"))
    id: Annotated[Id | None, BeforeValidator(_unset)] = None
    description: Prose = ""
    code: Phrase = Field(default="", validation_alias=AliasChoices("code", "coupon_code"))
    active: bool = Field(default=True, validation_alias=AliasChoices("active", "is_active"))
    kind: Phrase = ""
    value: _Number = None
    gift_id: Annotated[Id | None, BeforeValidator(_unset)] = None
    starts_on: _Date = Field(default=None, validation_alias=AliasChoices("starts_on", "from_date"))
    ends_on: _Date = Field(default=None, validation_alias=AliasChoices("ends_on", "to_date"))
    conditions: Annotated[_Conditions, BeforeValidator(lambda said: said or {})] = _Conditions()
    # As other shop systems say it
    simple_action: Phrase = ""
    discount_amount: _Number = None
    discount_step: _Number = None
    simple_free_shipping: Phrase = ""
    conditions_serialized: Phrase = ""


def read_promotions(path: Path) -> Iterator[Read | Rejected | Warned]:
    """A JSON list; each entry is placed by the line it begins on."""
    content = whole_text(path)
    if isinstance(content, Rejected):
        yield content
        return
    try:
        entries = parsed_json(content)
    except ValueError as error:
        yield Rejected(path.name, 1, "", short(content), str(error))
        return
    if not isinstance(entries, list):
        yield Rejected(path.name, 1, "", short(content), "is not a JSON list of promotions")
        return
    for number, entry in zip(_line_numbers(content), entries, strict=True):
        try:
            row = _Promotion.model_validate(entry)
            promotion, doubt = _promotion(row)
        except ValidationError as error:
            yield rejection(error, path.name, number)
        except _WrongError as error:
            yield Rejected(path.name, number, error.field, short(error.value), str(error))
        else:
            if doubt:
                yield Warned(path.name, number, doubt.field, short(doubt.value), str(doubt))
            yield Read(path.name, number, promotion)


def _promotion(row: _Promotion) -> tuple[Promotion, _WrongError | None]:
    """The promotion, and why only its words are known when its terms cannot be read."""
    kind, value, n_pieces, doubt = _terms(row)
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise _WrongError("ends_on", row.ends_on, f"is before it starts, on {row.starts_on}")
    conditions = row.conditions.conditions(n_pieces)
    if kind:
        _check(kind, value, row.gift_id, conditions)
    return Promotion(
        id=row.id or slot_name(row.title)[:100],
        title=row.title,
        description=row.description,
        code=row.code,
        active=row.active,
        kind=kind,
        value=value if kind and _VALUES[kind] is not _NOTHING else None,
        gift_id=row.gift_id or "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        conditions=conditions,
    ), doubt


def _terms(row: _Promotion) -> tuple[str, Decimal | None, int | None, _WrongError | None]:
    """Kind, value, and how many pieces it takes; an empty kind and a doubt for terms that nobody can count with."""
    kept = "so that only its words are kept"
    if row.conditions_serialized:
        return "", None, None, _WrongError("conditions_serialized", "", f"is not read, {kept}")
    if unknown := sorted(row.conditions.model_extra or ()):
        return "", None, None, _WrongError("conditions", ", ".join(unknown), f"is no condition that is known, {kept}")
    if row.kind:
        kind = slot_name(row.kind)
        if kind not in _VALUES:
            return "", None, None, _WrongError("kind", row.kind, f"is none of {', '.join(_VALUES)}, {kept}")
        return kind, row.value if row.value is not None or kind != "gift" else Decimal(1), None, None
    if row.simple_action and not row.discount_amount:
        return ("free_shipping" if row.simple_free_shipping not in ("", "0") else ""), None, None, None
    if row.simple_action and row.simple_action not in _ACTIONS:
        reason = f"is none of {', '.join(_ACTIONS)}, {kept}"
        return "", None, None, _WrongError("simple_action", row.simple_action, reason)
    kind = _ACTIONS.get(row.simple_action, "")
    n_pieces = None
    if kind == "buy_x_get_y" and row.discount_amount is not None:
        n_pieces = int(row.discount_amount + (row.discount_step or 0))
    return kind, row.discount_amount, n_pieces, None


def _check(kind: str, value: Decimal | None, gift_id: str | None, conditions: Conditions) -> None:
    """Raises `_WrongError` for a value that its kind does not take."""
    takes = _VALUES[kind]
    if takes is _NOTHING:
        return
    if value is None or not value.is_finite() or value <= 0:
        raise _WrongError("value", value, f"is no number above 0, which {kind} needs")
    if takes is _PERCENT and value > 100:
        raise _WrongError("value", value, "is more than 100 percent")
    if takes is _PIECES and value != int(value):
        raise _WrongError("value", value, "is no whole number of pieces")
    if kind == "buy_x_get_y" and not value < (conditions.quantity_at_least or 0):
        raise _WrongError("conditions.quantity_at_least", conditions.quantity_at_least, f"is not above {value}")
    if kind == "gift" and not gift_id:
        raise _WrongError("gift_id", "", "is missing: it is the id of the product that is given")


def _line_numbers(content: str) -> Iterator[int]:
    """Where each entry of a valid JSON list begins."""
    decoder, between = json.JSONDecoder(), re.compile(r"[\s,]*")
    at = content.index("[") + 1
    while content[at := between.match(content, at).end()] != "]":  # type: ignore[union-attr]  # it matches anything
        yield content.count("\n", 0, at) + 1
        _, at = decoder.raw_decode(content, at)
