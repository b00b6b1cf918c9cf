"""What goes over the wire, as models: money in minor units, products under the names of ACP and UCP.

A client ignores fields it does not know: more may come within `/api/v1`, none is taken away.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Quantity = Annotated[int, Field(ge=0, le=999)]
Pieces = Annotated[int, Field(ge=1, le=999)]


class Out(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


class In(BaseModel):
    """A request. A field that is misspelled is refused, not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")
