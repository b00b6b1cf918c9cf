"""Products, chips and the cart as HTML: right facts in them, and nothing of others' texts ever becomes markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.cards import card as card_of
from assistant.reply import (
    Bundles,
    BundleView,
    Card,
    Cards,
    CartItem,
    CartView,
    Choice,
    Comparison,
    ComparisonRow,
    FollowUp,
    FollowUps,
    InPlace,
    NeedChip,
    Option,
    Placed,
    Progress,
    Text,
    TierView,
    Understood,
    Unfilled,
)
from recommender.demo_shoppers import DemoShopper
from retrieval.cart_prices.priced_cart import Saving
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Constraint, Operator
from ui.bench import bundles
from ui.cards import comparison, picture, product_card
from ui.cart_panel import cart_inside, n_pieces
from ui.chips import follow_ups, need_chips
from ui.dialogs import PastTalk, talk_list
from ui.frame import composer, header
from ui.language import speaking
from ui.turn_view import TEMPLATE, TurnView, replayed

XSS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</article></ul></textarea><iframe src=javascript:alert(1)>",
    "${alert(1)} {{constructor}} `${alert(1)}`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "\u202e<b>\u0000</b>",
    "{0} {title} %s {{}}",
)

OUR_TAGS = """
    a article b button circle dd details dialog div dl dt footer form h1 h2 h3 h4 header i img input label li meter ol
    option output p path progress s rect section select small span strong summary svg table tbody td textarea th thead
    time tr ul
"""
ALLOWED_TAGS = frozenset(OUR_TAGS.split())


class Reader(HTMLParser):
    """What a browser would make of a piece of HTML: its elements with attributes, and its text."""

    VOID = frozenset(("img", "input", "path", "circle", "rect", "br"))

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.text += data

    def attributes(self, name: str) -> list[str | None]:
        return [attrs[name] for _, attrs in self.elements if name in attrs]


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def card(text: str = "Rain Jacket", **changes: object) -> Card:
    choices = (
        Choice(text, "v1", True, True),
        Choice("M", "v2", True, False),
        Choice("L", "v3", False, False),
        Choice("XL", "", False, False),
    )
    full = Card(
        text, text, text, usd("79.00"), usd("99.00"), True, text, (Option(text, choices),), text, text, 4.5, 12, text,
        f"https://shop.example/{text}",
    )  # fmt: skip
    return replace(full, **changes)  # type: ignore[arg-type]


def on_table(view: BundleView, text: str) -> BundleView:
    """The bundle with everything that can be done to it."""
    others = (InPlace(text, text, usd("9"), usd("-2"), text), InPlace(text, text, usd("9"), usd("3"), "", text))
    saving = Saving(text, text, text, (), usd("5"), text)
    return replace(
        view,
        placed=(Placed(text, 2, True, others), Placed(text, 1, False)),
        unfilled=(Unfilled(text, "owned", text), Unfilled(text, "out"), Unfilled(text)),
        tiers=(TierView("save", usd("90"), False, text), TierView("best", usd("158"), True)),
        savings=(saving,),
        if_more=text,
        address="/bundle/?part=1.900.a",
        cards=tuple(
            replace(one, settled=False, options=(Option("size", one.options[0].choices),)) for one in view.cards
        ),
    )


def every_rendering(text: str) -> dict[str, str]:
    """All HTML of ours that takes texts of others, each with `text` wherever a text can be."""
    hostile = card(text)
    long_option = Option(text, tuple(Choice(text, text, n % 2 == 0, n == 0) for n in range(9)))
    chip = NeedChip(text, Constraint(text, Operator.IS, text))
    chips = (FollowUp(text, text, n_products=3), FollowUp(text, text, ShopperAct(Intent.MORE)))
    view = BundleView(text, (hostile, hostile), (text, text), usd("158"), usd("200"), text)
    rows = (ComparisonRow(text, (text, text), True), ComparisonRow(text, (text, "not stated"), False))
    item = CartItem(text, text, text, text, text, 2, usd("5"), usd("10"), False)
    turn = TurnView(1, text)
    for event in (
        Progress(text), Understood((chip,)), Cards((hostile,)), Bundles((view,)), Comparison((hostile, hostile), rows),
        Text(text), Text(text), FollowUps(chips), CartView((item,), usd("10"), True),
    ):  # fmt: skip
        turn = turn.after(event)
    return {
        "card": product_card(hostile),
        "card with a list": product_card(replace(hostile, options=(long_option,), image="", available=False)),
        "chips": need_chips((chip,)),
        "follow-ups": follow_ups(chips, 3),
        "bundle": bundles(Bundles((view,))),
        "workbench": bundles(Bundles((on_table(view, text), view), rows)),
        "comparison": comparison(Comparison((hostile, hostile), rows)),
        "cart": cart_inside(CartView((item,), usd("10"), True)),
        "header": header(text, (DemoShopper(text, text, text),), text),
        "conversations": talk_list((PastTalk(text, text, 2),), text),
        "composer": composer(text),
        "running turn": turn.html(),
        "clicked turn": replace(turn, by_click=True, state="failed").html(),
        "replayed turn": replayed(3, text, (Text(text),)).html(),
    }


@pytest.mark.parametrize("text", XSS)
def test_nothing_from_a_feed_or_a_message_becomes_markup(text: str) -> None:
    plain = {name: len(Reader(html).elements) for name, html in every_rendering("word").items()}
    for name, html in every_rendering(text).items():
        read = Reader(html)
        assert not read.open, name
        assert {tag for tag, _ in read.elements} <= ALLOWED_TAGS, name
        assert len(read.elements) == plain[name], f"{name}: the text changed how many elements there are"
        for tag, attrs in read.elements:
            assert not [a for a in attrs if a.startswith("on") or a in ("srcdoc", "style")], (name, tag, attrs)
            assert (attrs.get("href") or "https://").startswith(("https://", "/products/", "/how", "/bundle/")), name
            assert (attrs.get("src") or "/pictures/").startswith("/pictures/"), name
        visible = read.text + " ".join(filter(None, read.attributes("aria-label")))
        assert text.replace("\x00", "\ufffd") in visible.replace("\x00", "\ufffd"), f"{name} does not show the text"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "JaVaScRiPt:x", "http://["]
)
def test_only_web_addresses_become_links(url: str) -> None:
    [href] = Reader(product_card(card(url=url))).attributes("href")
    assert href.startswith("/products/")  # our own page instead


def test_a_card_shows_the_facts_it_was_given(catalog: Catalog) -> None:
    read = Reader(product_card(card_of(catalog, "bottle-750")))
    for fact in ("Steel Water Bottle", "$24.00", "$28.00", "Only 3 left", "4.8", "(40)", "Tarn", "500 ml", "750 ml"):
        assert fact in read.text
    assert "Rated 4.8 of 5 by 40 reviews" in read.attributes("aria-label")
    pressed = [a["data-variant"] for tag, a in read.elements if tag == "button" and a.get("aria-pressed") == "true"]
    assert pressed == ["bottle-750"]


def test_what_cannot_be_had_is_greyed(catalog: Catalog) -> None:
    buttons = {
        a["data-variant"]: "disabled" in a
        for tag, a in Reader(product_card(card_of(catalog, "rain-S-Green"))).elements
        if tag == "button" and a.get("data-do") == "choose"
    }
    assert buttons == {
        "rain-S-Green": False, "rain-M-Green": True, "rain-L-Green": False, "rain-S-Blue": False,
    }  # fmt: skip


def test_a_sold_out_product_cannot_be_added(catalog: Catalog) -> None:
    html = product_card(card_of(catalog, "mug"))
    assert 'data-do="add"' not in html
    assert "Out of stock" in html


def test_a_size_that_was_not_said_is_asked_for_and_never_chosen(catalog: Catalog) -> None:
    open_size = card_of(catalog, "rain-S-Blue", need=())
    read = Reader(product_card(open_size))
    assert 'data-do="add"' not in product_card(open_size)
    asks = next(a for _, a in read.elements if a.get("data-do") == "size")
    assert (asks["data-product"], asks["data-variant"]) == ("rain", "rain-S-Blue")
    pressed = [a["data-variant"] for _, a in read.elements if a.get("aria-pressed") == "true"]
    assert pressed == ["rain-S-Blue"]  # the colour; no size
    assert "Choose a size" in read.text
    together = BundleView("Walk", (open_size, card_of(catalog, "pack")), ("jacket", "pack"), usd("143.50"), None)
    drawn = Reader(bundles(Bundles((together,))))
    all_of_it = next(a for _, a in drawn.elements if a.get("data-do", "").endswith("_all"))
    assert (all_of_it["data-do"], all_of_it["data-products"]) == ("size_all", "rain\npack")


def test_every_action_of_a_card_is_a_button_with_a_name(catalog: Catalog) -> None:
    read = Reader(product_card(card_of(catalog, "pack")))
    named = {a["data-do"]: a.get("aria-label") for tag, a in read.elements if tag == "button"}
    assert named == {
        "pick": "Compare Fell Day Backpack",
        "add": "Add Fell Day Backpack to the cart",
        "why": "Why this? Fell Day Backpack",
        "reject": "Not for me: Fell Day Backpack",
    }


def test_a_picture_has_the_title_as_alt_text_and_a_place_of_its_own_when_there_is_none() -> None:
    assert Reader(picture("images/a b.jpg", "Mug", 160)).elements == [
        ("img", {"src": "/pictures/images/a%20b.jpg?w=160", "alt": "Mug", "loading": "lazy", "decoding": "async"})
    ]
    assert "Mug: no photo" in Reader(picture("", "Mug", 160)).attributes("aria-label")


def test_the_cart_counts_pieces_and_steps_by_one() -> None:
    item = CartItem("p", "v", "Mug", "Blue", "", 2, usd("9"), usd("18"), True)
    view = CartView((item, replace(item, variant_id="w", quantity=1)), usd("27"), can_undo=True)
    assert n_pieces(view) == 3
    read = Reader(cart_inside(view))
    steps = [(a["data-variant"], a["data-quantity"]) for _, a in read.elements if a.get("data-do") == "set"]
    assert steps == [("v", "1"), ("v", "3"), ("v", "0"), ("w", "0"), ("w", "2"), ("w", "0")]
    assert "$27.00" in read.text
    assert "Undo" in read.text
    assert "Undo" not in Reader(cart_inside(replace(view, can_undo=False))).text
    assert "empty" in Reader(cart_inside(CartView((), usd("0")))).text


def test_what_is_sold_out_says_when_it_is_back(catalog: Catalog) -> None:
    gone = Choice("L", "v3", False, False, restock_on=date(2026, 3, 3))
    shown = card(options=(Option("size", (gone,)),), restock_on=date(2026, 3, 4), stock_text="On back-order")
    read = Reader(product_card(shown))
    assert "L: Not available, back on 3 March" in read.attributes("aria-label")
    assert "On back-order, back on 4 March" in read.text
    with speaking("zh"):
        assert "补货中，预计 3月4日 到货" in Reader(product_card(shown)).text


def test_a_typed_message_can_be_edited_and_asked_again_a_click_cannot() -> None:
    typed, clicked = TurnView(1, "a tent"), TurnView(1, "Why this?", by_click=True)
    doing = [a.get("data-do") for tag, a in Reader(typed.html()).elements if tag == "button"]
    assert doing == ["edit", "again"]
    assert "Ask again: a tent" in Reader(typed.html()).attributes("aria-label")
    assert [tag for tag, _ in Reader(clicked.html()).elements if tag == "button"] == []


def test_a_follow_up_says_its_message_or_names_its_place() -> None:
    chips = (FollowUp("In blue", "in blue", n_products=7), FollowUp("Compare", "", ShopperAct(Intent.COMPARE)))
    say, act = (a for tag, a in Reader(follow_ups(chips, 4)).elements if tag == "button")
    assert (say["data-do"], say["data-text"]) == ("say", "in blue")
    assert (act["data-do"], act["data-turn"], act["data-index"]) == ("follow", "4", "1")
    assert "7" in Reader(follow_ups(chips, 4)).text
    assert follow_ups((), 4) == ""


def test_the_template_of_the_page_is_the_turn_as_it_is_replayed() -> None:
    turn = TurnView(7, "hello").after(Text("a < b"))
    filled = TEMPLATE
    for part, html in turn.parts().items():
        filled = filled.replace(f"${{value.{part}}}", html)
    assert filled == turn.html()
    assert "{{" not in TEMPLATE
    assert "`" not in TEMPLATE


def test_the_text_of_a_turn_only_grows_at_its_end() -> None:
    turn, seen = TurnView(1), ""
    for piece in ("a <", "b> &", "amp; ", "'"):
        turn = turn.after(Text(piece))
        assert turn.parts()["text"].startswith(seen)
        seen = turn.parts()["text"]
