"""What a desk's page asks of the copilot, and the answer as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from assistant.copilot.offering import DraftPiece
from ui.desk import copilot_view
from ui.desk.panel import panel, panel_of
from ui.desk.talks import shopper_name
from ui.desk.wording import d
from ui.shop import Shop

Part = Literal["summary", "draft", "found", "shopper"]
_PARTS: dict[str, Part] = {
    "summary": "summary", "draft": "draft", "products": "found", "instead": "found", "bundle": "found",
    "search": "found", "shopper": "shopper",
}  # fmt: skip


class Ask(BaseModel):
    """A question of the page. `seq` numbers the page's questions: of two answers the later question's stands."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    do: Literal["summary", "draft", "products", "instead", "bundle", "search", "shopper"]
    session: Annotated[str, Field(min_length=1, max_length=200)]
    seq: Annotated[int, Field(ge=0)] = 0
    words: Annotated[str, Field(max_length=500)] = ""
    variant: Annotated[str, Field(max_length=200)] = ""
    title: Annotated[str, Field(max_length=500)] = ""
    tone: Annotated[str, Field(max_length=20)] = ""

    @property
    def part(self) -> Part:
        return _PARTS[self.do]


@dataclass(frozen=True, slots=True)
class Asked:
    """A part drawn anew; `state` is writing, done or failed."""

    part: Part
    html: Markup | str
    state: str = "done"

    def value(self, ask: Ask) -> dict[str, str]:
        plain = isinstance(self.html, Markup)
        html = self.html if plain else Markup('<p class="ad-none" role="alert">{}</p>').format(self.html)
        return {"html": str(html), "session": str(Markup.escape(ask.session)), "seq": str(ask.seq), "state": self.state}


def answers(shop: Shop, ask: Ask) -> Iterator[Asked]:
    """The copilot's answer, the last one whole. Raises what the copilot raises."""
    copilot = shop.copilot
    match ask.do:
        case "summary":
            yield Asked("summary", copilot_view.summary(copilot.summary(ask.session)))
        case "draft":
            yield from _draft(shop, ask)
        case "products":
            heading = d("find.for", name=shopper_name(shop, ask.session))
            yield Asked("found", copilot_view.suggested(copilot.products(ask.session, ask.words), heading))
        case "instead":
            heading = d("find.instead", title=ask.title)
            yield Asked("found", copilot_view.suggested(copilot.replacements(ask.session, ask.variant), heading))
        case "bundle":
            yield Asked("found", copilot_view.bundle(copilot.bundle(ask.session, ask.words)))
        case "search":
            yield Asked("found", copilot_view.found(copilot.search(ask.session, ask.words)))
        case "shopper":
            yield Asked("shopper", _shopper(shop, ask.session))


def _draft(shop: Shop, ask: Ask) -> Iterator[Asked]:
    text = ""
    for event in shop.copilot.draft(ask.session, tone=ask.tone):
        if isinstance(event, DraftPiece):
            text += event.text
            yield Asked("draft", copilot_view.writing(text), "writing")
        else:
            yield Asked("draft", copilot_view.draft(event))


def _shopper(shop: Shop, session_id: str) -> Markup:
    shopper_id = shop.shopper_of(session_id) or ""
    session = shop.session(shopper_id, session_id)
    name = shopper_name(shop, session_id)
    is_guest = shopper_id == "" or shopper_id.startswith("guest-")
    return panel(panel_of(session, name, is_guest=is_guest, orders=shop.orders(shopper_id)), shop.catalog)
