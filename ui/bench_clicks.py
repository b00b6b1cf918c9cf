"""What a click on a bundle means as an act of a shopper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.acts import Intent, ShopperAct
from assistant.context import NO_CHANGE, ContextChange, NeededBy
from assistant.workbench.change import BenchChange, Do
from assistant.workbench.sharing import MOST, shared_of
from retrieval.query import Constraint, Operator

MOST_PARTS = MOST + 1  # with the seal
_Name = Annotated[str, StringConstraints(max_length=200)]


class BenchClick(BaseModel):
    """One thing done to the bundle on the table; names and ids are checked where they are used."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    what: Literal[
        "swap", "lock", "unlock", "remove", "put_back", "own", "disown", "count", "budget", "tier", "take", "compare",
        "add_all", "same_color", "any_color", "by_day", "any_day",
    ] = "compare"  # fmt: skip
    slot: _Name = ""
    variant: _Name = ""
    n: Annotated[int, Field(ge=0, le=99)] = 1
    tier: Literal["save", "balanced", "best"] = "balanced"
    amount: Annotated[Decimal, Field(gt=0, lt=10**12, decimal_places=3)] | None = None
    day: date | None = None


def bench_act(click: BenchClick) -> ShopperAct:
    """The act of a click; a budget is in major units of the store's currency."""
    change = BenchChange(
        Do(click.what), (click.slot,) if click.slot else (), click.variant, max(1, click.n), click.tier
    )
    spent = (Constraint("price", Operator.AT_MOST, click.amount),) if click.amount is not None else ()
    return ShopperAct(Intent.CHANGE_BUNDLE, spent, changes=(change,), context=_until(click))


def _until(click: BenchClick) -> ContextChange:
    if click.what == "any_day":
        return ContextChange(taken_back=("needed_by",))
    if click.what != "by_day" or click.day is None:
        return NO_CHANGE
    return ContextChange(needed_by=NeededBy(click.day.isoformat(), on=click.day))


def opened_bundle(parts: Sequence[str]) -> ShopperAct:
    """A shared bundle, from the parts of its address."""
    read = shared_of(parts)
    change = BenchChange(
        Do.OPEN,
        variant_ids=tuple(part.variant_id for part in read.parts),
        counts=tuple(part.n for part in read.parts),
        was=tuple(part.was for part in read.parts),
        was_total=read.total,
        seal=read.seal,
    )
    return ShopperAct(Intent.CHANGE_BUNDLE, changes=(change,))
