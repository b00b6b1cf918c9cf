"""A bundle by a language model alone, without a solver: what solved ones are measured against, and never shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompts import as_data, load
from retrieval.money import Money

if TYPE_CHECKING:
    from assistant.models.steerable import SteerableChatModel

MOST_BOUGHT = 5
_TOKENS_A_KIND = 30


@dataclass(frozen=True, slots=True)
class Offered:
    """A candidate as the model is told it."""

    product_id: str
    title: str
    price: Money


@dataclass(frozen=True, slots=True)
class Answered:
    """What it said, read strictly: `chosen` by kind, where the line names a kind and, letter by letter but for
    capitals, a title of it (its price may follow as it stood); `made_up` are the lines that do not. A kind said twice
    counts as its first line."""

    chosen: Mapping[str, str]  # product ids
    made_up: tuple[str, ...] = ()
    total: Money | None = None  # of the chosen, at the prices told


class ModelChooser:
    """Asks once a need. Raises what the model raises (`ModelError`)."""

    def __init__(self, model: SteerableChatModel) -> None:
        self._model = model
        self._prompt = load("choose_parts")

    def chosen(
        self,
        kinds: Mapping[str, Sequence[Offered]],
        budget: Money,
        bought: Sequence[str] = (),
        cancel: Callable[[], bool] = lambda: False,
    ) -> Answered:
        """One of each kind, as far as it says so. `bought` are titles, the last one last."""
        blocks = [_block(name, offers) for name, offers in kinds.items()]
        chat = self._prompt.chat(
            budget=str(budget),
            bought="\n".join(as_data(title, limit=80) for title in bought[-MOST_BOUGHT:]) or "nothing",
            kinds="\n".join(blocks),
        )
        said = self._model.invoke(chat, max_tokens=_TOKENS_A_KIND * len(kinds), cancel=cancel).text
        return read(said, kinds)


def read(said: str, kinds: Mapping[str, Sequence[Offered]]) -> Answered:
    """The answer of a model, line by line."""
    by_mark = {_mark(name): name for name in kinds}
    chosen: dict[str, Offered] = {}
    made_up = []
    for line in filter(None, map(str.strip, said.splitlines())):
        mark, _, title = line.partition(":")
        name = by_mark.get(_mark(mark.strip()), "")
        found = next((one for one in kinds.get(name, ()) if _is_said(one, title.strip())), None)
        if found is None:
            made_up.append(line)
        elif name not in chosen:
            chosen[name] = found
    total = sum((o.price for o in chosen.values()), start=_nothing(kinds)) if chosen else None
    return Answered({name: o.product_id for name, o in chosen.items()}, tuple(made_up), total)


def _is_said(one: Offered, title: str) -> bool:
    """The title, or with its price as the model was told it."""
    return title.casefold() in (one.title.casefold(), f"{one.title}, {one.price}".casefold())


def _block(name: str, offers: Sequence[Offered]) -> str:
    lines = "\n".join(f"{as_data(one.title, limit=80)}, {one.price}" for one in offers)
    return f"<{_mark(name)}>\n{lines}\n</{_mark(name)}>"


def _mark(name: str) -> str:
    return "_".join(name.casefold().replace("_", " ").split())


def _nothing(kinds: Mapping[str, Sequence[Offered]]) -> Money:
    first = next(o for offers in kinds.values() for o in offers)
    return Money.from_minor(0, first.price.currency)
