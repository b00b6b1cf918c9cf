"""CLINC150: what a shop's assistant is for, and what it is to turn away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.acts import Intent, ShopperAct
from assistant.understanding_eval.sets import SetError

FILE = "data_full.json"
# What people do in a shop: ask after an order, order, see and change the list of what they will buy, and manners.
IN_SCOPE = frozenset(
    {
        "order_status", "order", "shopping_list", "shopping_list_update",
        "greeting", "thank_you", "goodbye", "what_can_i_ask_you",
    }
)  # fmt: skip
# Answers to a question that is not there, and words to a machine that mean nothing or something by what came before.
LEFT_OUT = frozenset({"yes", "no", "maybe", "cancel", "repeat"})
OUT = "oos"
TURNED_AWAY = (Intent.OUT_OF_SCOPE, Intent.NOT_UNDERSTOOD)


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    intent: str  # theirs; `oos` for what is none of their 150
    in_scope: bool


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    train: tuple[tuple[str, str], ...]
    test: tuple[tuple[str, str], ...]
    oos_train: tuple[tuple[str, str], ...]
    oos_test: tuple[tuple[str, str], ...]


def read_queries(folder: Path, part: Literal["train", "test"]) -> list[Query]:
    """The queries of a part, without those that are left out. Raises `SetError`."""
    path = folder / FILE
    try:
        read = _File.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SetError(f"CLINC150's {FILE} cannot be read at {path}: {error.strerror}.") from error
    except ValidationError as error:
        raise SetError(f"{path} is not CLINC150: {error.errors()[0]['msg']}.") from error
    rows = (*read.train, *read.oos_train) if part == "train" else (*read.test, *read.oos_test)
    return [Query(text, intent, intent in IN_SCOPE) for text, intent in rows if intent not in LEFT_OUT]


def is_turned_away(acts: Sequence[ShopperAct]) -> bool:
    """Whether nothing was heard that a shop does anything about."""
    return all(act.intent in TURNED_AWAY for act in acts)
