"""Records: happenings and reply events as JSON and back, so that conversations survive a restart."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from assistant import acts, context, reply, state
from assistant.handoff import hands
from assistant.workbench import bench, change
from recommender import counterfactual
from recommender.bundles import need
from retrieval import money, query
from retrieval.cart_prices import priced_cart

_TYPES = {
    cls.__name__: cls
    for module in (acts, context, reply, state, hands, bench, change, counterfactual, need, money, query, priced_cart)
    for cls in vars(module).values()
    if isinstance(cls, type) and (dataclasses.is_dataclass(cls) or issubclass(cls, Enum))
}


class UnknownRecordError(ValueError):
    """A record of a type this version does not know."""


def dumps(value: object) -> str:
    """JSON of (tuples of) the dataclasses of acts, state, reply and query; exact for decimals."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """What `dumps` was given; lists come back as tuples. Raises `UnknownRecordError` for a type it does not know."""
    return _value(json.loads(text))


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return {"$": type(value).__name__, "v": value.value}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"$": type(value).__name__, **own}
    if isinstance(value, Decimal):
        return {"$": "Decimal", "v": str(value)}
    if isinstance(value, datetime):
        return {"$": "datetime", "v": value.isoformat()}
    if isinstance(value, date):
        return {"$": "date", "v": value.isoformat()}
    if isinstance(value, frozenset):
        return {"$": "frozenset", "v": [_plain(item) for item in sorted(value)]}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {"$": "dict", "v": [[k, _plain(v)] for k, v in value.items()]}
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    name = plain["$"]
    match name:
        case "Decimal":
            return Decimal(plain["v"])
        case "datetime":
            return datetime.fromisoformat(plain["v"])
        case "date":
            return date.fromisoformat(plain["v"])
        case "frozenset":
            return frozenset(_value(item) for item in plain["v"])
        case "dict":
            return {k: _value(v) for k, v in plain["v"]}
    cls = _TYPES.get(name)
    if cls is None:
        raise UnknownRecordError(f"No record type {name!r}: it was written by another version of shelftalk.")
    if issubclass(cls, Enum):
        return cls(plain["v"])
    known = {f.name for f in dataclasses.fields(cls)}
    return cls(**{k: _value(v) for k, v in plain.items() if k in known})
