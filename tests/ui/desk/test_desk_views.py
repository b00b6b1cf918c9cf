"""What the desk draws: every text as text, small, in the order in which it was said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser

from markupsafe import Markup

from assistant.cards import card
from assistant.copilot.offering import Draft, Found, Macro, Source, SourceKind, Suggested, Summary, Tried, Turned
from assistant.handoff.hands import HandsReturned
from assistant.memory import PastTurn
from assistant.reply import (
    Bundles,
    BundleView,
    Cards,
    CartItem,
    CartView,
    Comparison,
    Done,
    FollowUp,
    FollowUps,
    HandsChanged,
    NeedChip,
    PersonSaid,
    Text,
    Understood,
)
from recommender.events import Event
from recommender.orders import Order, OrderLine, OrderReturn
from recommender.profile_facts import Fact
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Constraint, Operator
from tests.ui.fake_shop import HOSTILE
from ui.desk import copilot_view, small
from ui.desk.frame import standing_parts
from ui.desk.login_page import after_login, login_page
from ui.desk.panel import MOST_ORDERS, ShopperPanel, panel

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ZERO = Money(Decimal(0), "USD")
TAG = re.compile(r"<[a-z/][^>]*>", re.IGNORECASE)


class Reading(HTMLParser):
    """What a browser makes of it: tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        where = (values.get("href") or "").strip().lower()
        if tag == "script" or values.get("src") == "x" or where.startswith(("javascript:", "//", "http")):
            self.wrong.append(tag)
        self.wrong += [name for name in values if name.startswith("on")]


def is_safe(html: str) -> bool:
    """Whether nothing of the hostile text became a tag, an attribute or a link."""
    return not Reading(html).wrong


def test_the_control_is_found_out() -> None:
    assert not is_safe(HOSTILE)
    assert not is_safe('<a href="javascript:x">')


def words(html: Markup) -> str:
    return " ".join(TAG.sub(" ", html).split())


def test_a_turn_is_read_in_the_order_it_was_answered_in(catalog: Catalog) -> None:
    shown = card(catalog, "rain-S-blue") if catalog.has_variant("rain-S-blue") else card(catalog, "pack")
    events = (
        Understood((NeedChip("jackets", Constraint("category", Operator.IS, "jacket")),)),
        Cards((shown,)), Text("Here "), Text("it is."), FollowUps((FollowUp("In blue", "blue"),)), Done({}),
    )  # fmt: skip
    said = words(small.turn(3, PastTurn("a jacket", (), events, AT), "Ada"))
    places = [
        said.index(part) for part in ("Ada", "a jacket", "Assistant", "jackets", shown.title, "Here it is.", "In blue")
    ]
    assert places == sorted(places)


def test_who_spoke_is_told(catalog: Catalog) -> None:
    cart = CartView((), ZERO)
    by = {
        "agent": (PersonSaid("Mia", "Hello"),),
        "hands": (HandsChanged("agent", "Mia", "You are talking to Mia now."),),
        "cart": (Text("Added."), cart),
        "assistant": (Cards((card(catalog, "pack"),)),),
        "shopper": (Understood(()),),
    }
    assert {name: small.spoken_by(PastTurn("", (), events)) for name, events in by.items()} == {
        name: name for name in by
    }
    turn = small.turn(0, PastTurn("", (), by["cart"], AT), "Ada")
    assert "Ada" in words(turn)
    assert "thumb" not in turn  # nobody answered: the shopper clicked
    assert small.heard(PastTurn("", (), by["agent"]), "Ada") == "Mia: Hello"
    assert small.heard(PastTurn("Hi", (), by["shopper"]), "Ada") == "Ada: Hi"


def test_the_note_at_handing_back_is_read_by_colleagues() -> None:
    told = (HandsChanged("assistant", "", "Mia has handed the conversation back."),)
    back = HandsReturned(AT, "mia", "Mia", HOSTILE)
    turn = small.turn(0, PastTurn("", (back,), told, AT), "Ada")
    assert is_safe(turn)
    assert "Note of Mia for colleagues" in words(turn)
    assert str(Markup.escape(HOSTILE)) in turn
    assert "handed the conversation back. Note of Mia" in small.heard(PastTurn("", (back,), told), "Ada")
    assert "Note of" not in small.turn(0, PastTurn("", (replace(back, note=""),), told, AT), "Ada")


def test_a_bundle_is_sent_with_all_its_pieces(catalog: Catalog) -> None:
    view = BundleView("Tea", (card(catalog, "pack"), card(catalog, "bottle-500")), ("bag", "mug"), ZERO, None)
    assert 'data-variants="pack\nbottle-500"' in copilot_view.bundle(view)
    counted = copilot_view.bundle(replace(view, counts=(1, 3)))
    assert 'data-variants="pack\nbottle-500\nbottle-500\nbottle-500"' in counted


def test_a_hostile_turn_is_only_text(catalog: Catalog) -> None:
    bad = replace(
        card(catalog, "pack"), title=HOSTILE, stock_text=HOSTILE, url="javascript:x", variant_id=HOSTILE, image=HOSTILE
    )
    bundle = BundleView(HOSTILE, (bad,), (HOSTILE,), ZERO, None, HOSTILE)
    chip = NeedChip(HOSTILE, Constraint("color", Operator.IS, HOSTILE))
    events = (
        Understood((chip,)), Cards((bad,)), Bundles((bundle,)), Comparison((bad,), ()), Text(HOSTILE),
        PersonSaid(HOSTILE, HOSTILE), HandsChanged("agent", HOSTILE, HOSTILE), FollowUps((FollowUp(HOSTILE, HOSTILE),)),
    )  # fmt: skip
    assert is_safe(small.turn(0, PastTurn(HOSTILE, (), events, AT), HOSTILE))


def test_what_the_copilot_offers_is_only_text(catalog: Catalog) -> None:
    bad = replace(card(catalog, "pack"), title=HOSTILE, reason=HOSTILE, variant_id=HOSTILE)
    source = Source(1, SourceKind.PASSAGE, HOSTILE, HOSTILE, address="//evil.example/x")
    draft = Draft(HOSTILE, "s", HOSTILE, f"{HOSTILE} [1] [7]", (source,), (bad,), notes=(HOSTILE,))
    summary = Summary(
        "s", HOSTILE, (HOSTILE,), (Tried(HOSTILE, HOSTILE),), (bad,), (Turned("p", HOSTILE, HOSTILE),),
        CartView((), ZERO), None, "frustrated", HOSTILE, True, HOSTILE, text=HOSTILE,
        notes=(HandsReturned(AT, "mia", HOSTILE, HOSTILE),),
    )  # fmt: skip
    assert "Noted by colleagues" in copilot_view.summary(summary)
    drawn = (
        copilot_view.draft(draft), copilot_view.writing(HOSTILE), copilot_view.summary(summary),
        copilot_view.suggested([Suggested(bad, (HOSTILE,))], HOSTILE),
        copilot_view.bundle(BundleView(HOSTILE, (bad,), (HOSTILE,), ZERO, None, HOSTILE)),
        copilot_view.found(Found(HOSTILE, (bad,), (source,))), copilot_view.found(Found(HOSTILE, (), ())),
        copilot_view.macros([Macro(HOSTILE, HOSTILE, HOSTILE, HOSTILE)]),
    )  # fmt: skip
    assert all(map(is_safe, drawn))
    assert not any("evil.example" in html for html in drawn)


def test_numbers_of_sources_open_what_there_is_and_nothing_else() -> None:
    source = Source(1, SourceKind.FIELD, "Jacket: feature", "Waterproof")
    html = copilot_view.draft(Draft("d", "s", "It is.", "It is. [1] [9]", (source,)))
    assert 'data-do="source" data-source="1"' in html
    assert "[9]" in words(html)  # stays as it was written
    assert 'data-said="It is."' in html  # what would be sent has no numbers


def test_a_draft_without_words_offers_nothing_to_use() -> None:
    html = copilot_view.draft(Draft("d", "s", " ", " "))
    assert 'data-do="use"' not in html
    assert "nothing to suggest" in words(html)


def test_the_panel_shows_facts_only_where_personalising_is_on(catalog: Catalog) -> None:
    fact = Fact("taste:green", "Often in green", ("e",), 1.0)
    done = Event("e", "purchase", "ada", AT, "pack")
    item = CartItem("pack", "pack", HOSTILE, "M", "", 2, ZERO, ZERO, False)
    lines = (OrderLine("pack", "pack", HOSTILE, 1, ZERO),)
    orders = tuple(
        Order(f"W-{n}", "ada", AT, "partly_returned", lines, ZERO, ZERO, "Post", HOSTILE,
              returns=(OrderReturn("pack", 1, HOSTILE, AT, "refunded"),))
        for n in range(MOST_ORDERS + 2)
    )  # fmt: skip
    shown = ShopperPanel("Ada", False, True, CartView((item,), ZERO), None, (fact,), (done,), orders)
    html = panel(shown, catalog)
    assert is_safe(html)
    assert "Often in green" in html
    assert "Bought Fell Day Backpack" in html
    assert "2 earlier orders" in html
    hidden = panel(replace(shown, is_personal=False, facts=(), done=()), catalog)
    assert "Personalising is off" in hidden
    assert "W-0" in hidden  # orders are the shop's own records


def test_the_page_stands_without_a_shop() -> None:
    parts = standing_parts(HOSTILE)
    assert all(map(is_safe, parts.values()))


def test_after_signing_in_one_goes_only_to_pages_of_ours() -> None:
    elsewhere = ("", "//evil.example", "https://evil.example", "/agent/login", "/agentx", "/agent\\@evil.example", "/")
    assert {after_login(wanted) for wanted in elsewhere} == {"/agent/"}
    assert after_login("/owner/proposals") == "/owner/proposals"
    page = login_page(HOSTILE, HOSTILE, name=HOSTILE, problem=HOSTILE, has_accounts=False)
    assert is_safe(page.split("<main>")[1])
