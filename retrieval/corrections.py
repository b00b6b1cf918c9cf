"""The owner's corrections of the vocabulary: kept in the store, applied whenever its catalog is read, each undoable.

They change what is read, never the records: an import brings the feed's own words again and the corrections stay. One
that fixes a product holds only while the record says what it was made against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from retrieval.catalog import Product
from retrieval.columns import folded
from retrieval.feeds.cleaning import slot_name
from retrieval.records import moment

FIXED_SLOTS = frozenset(("price", "rating", "n_reviews", "category", "brand", "gender", "availability"))

# A MetaData of its own: an import makes and knows the store's tables, and leaves others alone.
_corrections = Table(
    "vocabulary_corrections",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("slot", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("product_id", String, nullable=False, server_default=""),  # of a `FIX`; younger than the other columns
    Column("at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("undone_at", BigInteger),
    sqlite_autoincrement=True,  # the number of an undone one is not given again
)


class CorrectionError(ValueError):
    """A correction that cannot be made, or undone."""


class CorrectionKind(StrEnum):
    ADD_SYNONYM = "add synonym"  # `other` says `value` of `slot`
    REMOVE_SYNONYM = "remove synonym"  # `other` does not
    RENAME = "rename"  # `slot` is called `other`
    MERGE = "merge"  # `other` of `slot` is `value`
    HIDE = "hide"  # `slot` is not spoken of
    FIX = "fix"  # `slot` of `product_id` is `other`, not `value`; one of the two may be empty


@dataclass(frozen=True, slots=True)
class Correction:
    """One of the owner's; `id` is the number to undo it by, 0 before it is kept."""

    kind: CorrectionKind
    slot: str
    value: str = ""
    other: str = ""
    id: int = 0
    product_id: str = ""

    def __str__(self) -> str:
        match self.kind:
            case CorrectionKind.ADD_SYNONYM:
                return f'"{self.other}" means {self.slot} {self.value}'
            case CorrectionKind.REMOVE_SYNONYM:
                return f'"{self.other}" does not mean {self.slot} {self.value}'
            case CorrectionKind.RENAME:
                return f"{self.slot} is called {self.other}"
            case CorrectionKind.MERGE:
                return f"{self.slot} {self.other} is {self.value}"
            case CorrectionKind.FIX:
                return (
                    f"{self.slot} of {self.product_id} is {self.other or 'not stated'}, not {self.value or 'nothing'}"
                )
        return f"{self.slot} is hidden"


def read_corrections(engine: Engine) -> tuple[Correction, ...]:
    """Those that hold, in the order they were made; none in a store that nobody corrected."""
    if not inspect(engine).has_table(_corrections.name):
        return ()
    there = {column["name"] for column in inspect(engine).get_columns(_corrections.name)}
    columns = [column for column in _corrections.columns if column.name in there]
    wanted = select(*columns).where(_corrections.c.undone_at.is_(None)).order_by(_corrections.c.id)
    with engine.connect() as connection:
        return tuple(
            Correction(CorrectionKind(row.kind), row.slot, row.value, row.other, row.id, getattr(row, "product_id", ""))
            for row in connection.execute(wanted)
        )


def keep(engine: Engine, correction: Correction, at: datetime) -> Correction:
    """Keeps it in the store; gives it with its number."""
    _corrections.metadata.create_all(engine)
    row = {"kind": correction.kind.value, "slot": correction.slot, "value": correction.value,
           "other": correction.other, "product_id": correction.product_id, "at": moment(at)}  # fmt: skip
    known = {column["name"] for column in inspect(engine).get_columns(_corrections.name)}
    with engine.begin() as connection:
        if "product_id" not in known:  # a store that was corrected before products could be
            added = f"ALTER TABLE {_corrections.name} ADD COLUMN product_id VARCHAR NOT NULL DEFAULT ''"
            connection.exec_driver_sql(added)
        key = connection.execute(insert(_corrections).values(row)).inserted_primary_key
    return replace(correction, id=int(key[0]) if key else 0)


def undo(engine: Engine, number: int, at: datetime) -> Correction:
    """Takes the correction back. Raises `CorrectionError` for a number that none of those that hold has."""
    known = {correction.id: correction for correction in read_corrections(engine)}
    if number not in known:
        numbers = ", ".join(map(str, known)) or "none"
        raise CorrectionError(f"No correction has the number {number}. Those that hold: {numbers}.")
    with engine.begin() as connection:
        connection.execute(update(_corrections).where(_corrections.c.id == number).values(undone_at=moment(at)))
    return known[number]


def corrected(products: Iterable[Product], corrections: Sequence[Correction]) -> list[Product]:
    """The products with slots renamed and hidden, values merged and records fixed, one correction after the other.

    A renamed slot joins one that has the name already. Options stay where a slot is hidden: they must be chosen.
    """
    of_words = (CorrectionKind.ADD_SYNONYM, CorrectionKind.REMOVE_SYNONYM)
    changes = [c for c in corrections if c.kind not in of_words]
    found = list(products)
    for change in changes:
        found = [_changed(product, change) for product in found]
    return found


def _changed(product: Product, change: Correction) -> Product:
    match change.kind:
        case CorrectionKind.HIDE:
            return _rewritten(product, change.slot, "", {})
        case CorrectionKind.RENAME:
            return _rewritten(product, change.slot, slot_name(change.other), {})
        case CorrectionKind.FIX:
            return _fixed(product, change) if product.id == change.product_id else product
    merged = {folded(change.other): change.value}
    if change.slot == "brand":
        return replace(product, brand=merged.get(folded(product.brand), product.brand))
    if change.slot == "category":
        paths = (" > ".join(merged.get(folded(s), s) for s in path.split(" > ")) for path in product.categories)
        return replace(product, categories=tuple(dict.fromkeys(paths)))
    return _rewritten(product, change.slot, change.slot, merged)


def _fixed(product: Product, change: Correction) -> Product:
    """Where the record still says what is wrong; a feed that says something else knows better."""
    own = product.attributes.get(change.slot, ())
    says_it = any(folded(value) == folded(change.value) for value in own)
    if (change.value and not says_it) or (not change.value and own):
        return product
    values = [change.other if folded(value) == folded(change.value) else value for value in own] or [change.other]
    attributes = {**product.attributes, change.slot: tuple(dict.fromkeys(value for value in values if value))}
    if not attributes[change.slot]:
        del attributes[change.slot]
    return replace(product, attributes=attributes)


def _rewritten(product: Product, slot: str, name: str, merged: Mapping[str, str]) -> Product:
    """`slot` called `name` (gone, when that is empty), its values in the words of `merged`."""
    shared = slot in product.attributes
    own = any(slot in variant.options for variant in product.variants)
    if shared:
        attributes = {s: v for s, v in product.attributes.items() if s != slot}
        if name:
            values = (merged.get(folded(v), v) for v in product.attributes[slot])
            attributes[name] = tuple(dict.fromkeys((*attributes.get(name, ()), *values)))
        product = replace(product, attributes=attributes)
    if own and name:
        variants = (
            replace(
                v,
                options={
                    (name if s == slot else s): (merged.get(folded(value), value) if s == slot else value)
                    for s, value in v.options.items()
                },
            )
            for v in product.variants
        )
        product = replace(product, variants=tuple(variants))
    return product
