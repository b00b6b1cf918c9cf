"""What a reply looks like in a terminal: cards, bundles, comparisons and the cart as tables.

Everything from a store or a message goes through `plain`: a terminal obeys control characters, and rich obeys markup,
so neither is ever handed text of others as it came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich import box
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.lane_views import LaneView
from assistant.reply import (
    BundleView,
    Card,
    CartView,
    Cited,
    Comparison,
    ComparisonRow,
    FollowUp,
    Option,
    Signals,
    Understood,
)

MOST_IN_LANE = 4  # a terminal's line is short

# Control characters but newline and tab, and the marks that turn the direction of the text around.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str, style: str = "") -> Text:
    """`text` as words only: nothing in it can move the cursor, colour the screen or be read as markup."""
    return Text(_OBEYED.sub("", text), style=style)


def line(*parts: Text | str, between: str = "  ") -> Text:
    """The parts that are not empty on one line."""
    texts = [part if isinstance(part, Text) else plain(part) for part in parts]
    return Text(between).join(text for text in texts if text)


def understood_line(understood: Understood) -> Text:
    """`Understood: under $60.00 · blue`; empty without chips."""
    if not understood.chips:
        return Text()
    labels = Text(" · ").join(plain(chip.label, "cyan") for chip in understood.chips)
    return Text("Understood: ", "dim") + labels


def cards_table(cards: Sequence[Card]) -> Table:
    """One row a card, numbered from 1 as "the second one" counts."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=False)
    table.add_column("", justify="right", style="bold cyan", no_wrap=True)
    table.add_column("Product", ratio=3, min_width=20)
    table.add_column("Price", justify="right", no_wrap=True)
    table.add_column("Stock", min_width=8)
    table.add_column("Why", ratio=2)
    for number, card in enumerate(cards, 1):
        table.add_row(str(number), _about(card), _price(card), _stock(card), plain(card.reason))
    return table


def signals_table(signals: Signals) -> Table:
    """What put a product at its place; "don't use my history" switches one off."""
    table = Table.grid(padding=(0, 2))
    for one in signals.switches:
        table.add_row(
            plain("on" if one.on else "off", "green" if one.on else "dim"), plain(one.label), plain(one.says, "dim")
        )
    return table


def lane_line(lane: LaneView) -> Text:
    """`For you: Trail Jacket $60.00 · Mug $9.00`; guides by their titles."""
    shown = [line(card.title, str(card.price), between=" ") for card in lane.cards[:MOST_IN_LANE]]
    named = shown or [plain(title) for title in lane.guides]
    return plain(f"{lane.title}: ", "bold") + Text(" · ").join(named)


def bundle_panel(bundle: BundleView) -> Panel:
    table = Table.grid(padding=(0, 2))
    locked = {place.slot for place in bundle.placed if place.is_locked}
    counts = bundle.counts or (1,) * len(bundle.cards)
    for slot, card, n in zip(bundle.slots, bundle.cards, counts, strict=True):
        name = f"{slot} (locked)" if slot in locked else slot
        table.add_row(plain(name, "dim"), _about(card), plain(f"{n} ×" if n > 1 else ""), _price(card), _stock(card))
    for one in bundle.unfilled:
        if one.why == "owned":
            table.add_row(plain(one.slot, "dim"), plain(f"{one.title or 'there'} already", "dim"))
    budget = plain(f"of {bundle.budget}", "dim") if bundle.budget else ""
    total = line(plain(f"Together {bundle.total}", "bold"), budget)
    saved = [line(saving.title, plain(saving.arithmetic, "dim")) for saving in bundle.savings]
    parts: list[RenderableType] = [table, *saved, total]
    if bundle.reason:
        parts.append(plain(bundle.reason, "italic"))
    return Panel(Group(*parts), title=plain(bundle.title), title_align="left", expand=False)


def ways_table(rows: Sequence[ComparisonRow]) -> Table:
    """Bundles beside each other, a column each; rows in which they differ stand first and bright."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for n in range(len(rows[0].values) + 1):
        table.add_column(str(n) if n else "", overflow="fold")
    for row in rows:
        style = "" if row.differs else "dim"
        table.add_row(plain(row.label, "dim"), *(plain(value, style) for value in row.values))
    return table


def comparison_table(comparison: Comparison) -> Table:
    """A column a product; rows in which they differ stand first and bright."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for number, card in enumerate(comparison.cards, 1):
        table.add_column(line(f"{number}", plain(card.title)), overflow="fold")
    for row in comparison.rows:
        style = "" if row.differs else "dim"
        table.add_row(plain(row.label, "dim"), *(plain(value, style) for value in row.values))
    return table


def cart_table(cart: CartView) -> RenderableType:
    if not cart.items:
        return Text("Your cart is empty.", "dim")
    table = Table(title="Your cart", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True)
    table.add_column("", justify="right")
    table.add_column("Product", line("Subtotal"))
    table.add_column("Each", justify="right")
    table.add_column("Total", plain(str(cart.subtotal), "bold"), justify="right")
    for item in cart.items:
        gone = "" if item.available else plain("not in stock now", "red")
        about = line(item.title, plain(item.options_text, "dim"), gone)
        table.add_row(f"{item.quantity} ×", about, plain(str(item.price)), plain(str(item.total)))
    if cart.priced is None or not cart.priced.savings:
        return table
    saved = [line(saving.title, plain(saving.arithmetic, "dim")) for saving in cart.priced.savings]
    return Group(table, *saved, plain(f"Total {cart.total}", "bold"))


def sources(cited: Sequence[Cited]) -> Text:
    """`[1] Review of the Vole Quiet Mouse, 2 of 5`: a line for each number in the text."""
    return Text("\n").join(plain(f"[{source.number}] {source.label}", "dim") for source in cited)


def follow_ups(chips: Sequence[FollowUp]) -> Columns:
    """`/1 Waterproof   /2 Under $50`: what to type, and what it leads to; a line breaks between suggestions only."""
    named = [line(plain(f"/{number}", "cyan"), chip.label, between=" ") for number, chip in enumerate(chips, 1)]
    return Columns(named, padding=(0, 3))


def _about(card: Card) -> Text:
    stars = plain(f"★ {card.rating:.1f} ({card.n_reviews})", "yellow") if card.rating is not None else ""
    first = line(plain(card.title, "bold"), plain(card.brand, "dim"), stars)
    options = line(*(_option(option) for option in card.options), between="   ")
    return Text("\n").join(text for text in (first, options) if text)


def _option(option: Option) -> Text:
    styles = [_choice_style(choice.selected, choice.available) for choice in option.choices]
    values = (plain(choice.value, style) for choice, style in zip(option.choices, styles, strict=True))
    return plain(f"{option.slot} ", "dim") + Text(" ").join(values)


def _choice_style(selected: bool, available: bool) -> str:
    if selected:
        return "bold underline"
    return "" if available else "dim strike"


def _price(card: Card) -> Text:
    was = plain(str(card.was), "dim strike") if card.was else ""
    return line(plain(str(card.price), "bold"), was, between="\n")


def _stock(card: Card) -> Text:
    return plain(card.stock_text, "green" if card.available else "red")
