"""What a reply looks like in a terminal, and that text of others cannot act there."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from rich.console import Console, RenderableType

from assistant.reply import (
    BundleView,
    Card,
    CartItem,
    CartView,
    Choice,
    Comparison,
    ComparisonRow,
    FollowUp,
    NeedChip,
    Option,
    Understood,
)
from retrieval.money import Money
from retrieval.query import Constraint, Operator
from ui import terminal_view as view


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def card(title: str = "Brook Rain Jacket", **more: object) -> Card:
    facts: dict[str, object] = {
        "product_id": "rain", "variant_id": "rain-M-Blue", "title": title, "price": usd("79.00"), "was": usd("99.00"),
        "available": True, "stock_text": "Only 3 left", "image": "", "brand": "Northway", "rating": 4.5,
        "n_reviews": 12, "reason": "waterproof, as you asked",
        "options": (Option("size", (Choice("S", "", False, False), Choice("M", "rain-M-Blue", True, True))),),
    }  # fmt: skip
    return Card(**{**facts, **more})  # type: ignore[arg-type]


def shown(what: RenderableType, width: int = 120) -> str:
    screen = io.StringIO()
    Console(file=screen, width=width).print(what)
    return screen.getvalue()


def test_a_cards_row_has_every_fact_of_the_card() -> None:
    text = shown(view.cards_table([card(), card("Other")]))
    for fact in ("1", "2", "Brook Rain Jacket", "$79.00", "$99.00", "Only 3 left", "Northway", "★ 4.5 (12)", "S M"):
        assert fact in text
    assert "waterproof, as you asked" in text


def test_a_narrow_terminal_keeps_prices_whole() -> None:
    text = shown(view.cards_table([card("A rather long title of a jacket for long walks")]), width=60)
    assert "$79.00" in text
    assert all(len(row) <= 60 for row in text.splitlines())


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[2J\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "a\rb", "\u202eevil", "beep\x07", "x\x00y", "\x7f"],
)
def test_nothing_in_a_text_can_command_the_terminal(hostile: str) -> None:
    text = shown(view.cards_table([card(hostile, brand=hostile, reason=hostile, stock_text=hostile)]))
    assert not set(text) & set("\x1b\x9b\x07\r\u202e\x00\x7f")


def test_markup_in_a_text_is_shown_as_it_is_written() -> None:
    text = shown(view.cards_table([card("[bold]Sale[/bold] [link=x]here[/link]")]))
    assert "[bold]Sale[/bold]" in text
    assert "[link=x]here[/link]" in text


def test_a_bundle_shows_its_parts_total_and_budget() -> None:
    bundle = BundleView(
        "A day in the hills",
        (card(), card("Fell Day Backpack")),
        ("jacket", "bag"),
        usd("143.50"),
        usd("150.00"),
        "fits",
    )
    text = shown(view.bundle_panel(bundle))
    for fact in ("A day in the hills", "jacket", "bag", "Together $143.50", "of $150.00", "fits"):
        assert fact in text


def test_a_comparison_has_a_column_a_product() -> None:
    comparison = Comparison((card(), card("Tee")), (ComparisonRow("material", ("Nylon", "not stated"), True),))
    text = shown(view.comparison_table(comparison))
    for fact in ("1  Brook Rain Jacket", "2  Tee", "material", "Nylon", "not stated"):
        assert fact in text


def test_a_cart_shows_lines_and_subtotal() -> None:
    item = CartItem("rain", "rain-M-Blue", "Brook Rain Jacket", "M, Blue", "", 2, usd("79.00"), usd("158.00"), False)
    text = shown(view.cart_table(CartView((item,), usd("158.00"))))
    for fact in ("2 ×", "Brook Rain Jacket", "M, Blue", "$79.00", "$158.00", "Subtotal", "not in stock now"):
        assert fact in text


def test_an_empty_cart_says_so() -> None:
    assert "empty" in shown(view.cart_table(CartView((), usd("0"))))


def test_chips_and_suggestions_are_one_line() -> None:
    chip = NeedChip("under $60.00", Constraint("price", Operator.AT_MOST, Decimal(60)))
    assert shown(view.understood_line(Understood((chip,)))).strip() == "Understood: under $60.00"
    assert not view.understood_line(Understood(()))
    chips = [FollowUp("Waterproof (7)", "waterproof"), FollowUp("Blue (2)", "in blue")]
    assert shown(view.follow_ups(chips)).strip() == "/1 Waterproof (7)   /2 Blue (2)"


def test_a_line_breaks_between_suggestions_never_inside_one() -> None:
    chips = [FollowUp(f"a suggestion with {n} words", "") for n in range(9)]
    rows = shown(view.follow_ups(chips), width=70).splitlines()
    assert len(rows) > 1
    assert all(row.startswith("/") and row.rstrip().endswith("words") for row in rows)
