"""Beside the drafts: the summary, products, replacements, the store's own words, macros."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.copilot.macros import MacroError
from assistant.copilot.offering import SourceKind
from assistant.session import Session
from tests.assistant.copilot.conftest import MIA, put_order

Hold = Callable[..., Session]


def test_the_summary_tells_what_happened(shop: Shop, held: Hold) -> None:
    session = held("where is my parcel???", so_far=("a jacket under 70", "not for me"), shopper="ada")
    session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="pack"))
    found = shop.copilot.summary(session.id)
    assert found.shopper == "ada"
    assert "under $70.00" in found.needs
    assert found.open_question == "where is my parcel???"
    assert found.asked_for_person
    assert found.holder == "Mia"
    assert [item.variant_id for item in found.cart.items] == ["pack"]
    assert any("a jacket under 70" in tried.what and "Cairn" in tried.came for tried in found.tried)
    lines = "\n".join(found.lines)
    for piece in ("Open: where is my parcel???", "Needs: ", "Cart: 1 × Fell Day Backpack", "Asked for a person"):
        assert piece in lines


def test_what_was_turned_down_is_told_with_its_reason(shop: Shop, held: Hold) -> None:
    session = held()
    session.say("show me jackets")
    session.act(ShopperAct(Intent.REJECT, product_ids=("fleece",), about="too_dear"))
    [turned] = shop.copilot.summary(session.id).rejected
    assert (turned.product_id, turned.why) == ("fleece", "too dear")


def test_what_was_noted_at_handing_back_is_in_the_summary(shop: Shop, held: Hold) -> None:
    session = held("a jacket under 70")
    shop.desk.hand_back(session.id, MIA, note="wants it by Friday")
    shop.desk.ask(session.id)
    found = shop.copilot.summary(session.id)
    assert [(one.name, one.note) for one in found.notes] == [("Mia", "wants it by Friday")]
    assert "Note of Mia: wants it by Friday" in found.lines
    shop.desk.take(session.id, MIA)
    shop.desk.hand_back(session.id, MIA)
    assert len(shop.copilot.summary(session.id).notes) == 1  # nothing was noted


def test_an_empty_conversation_has_a_summary(shop: Shop) -> None:
    found = shop.copilot.summary(shop.session().id)
    assert (found.needs, found.tried, found.open_question, found.lines) == ((), (), "", ())
    assert found.shopper == "a guest"


def test_products_are_for_the_need_or_for_the_words(shop: Shop, held: Hold) -> None:
    session = held(so_far=("a jacket under 70",))
    assert [one.card.product_id for one in shop.copilot.products(session.id)] == ["fleece"]
    assert shop.copilot.products(session.id, "a water bottle")[0].card.product_id == "bottle"


def test_replacements_can_be_had_and_say_what_differs(shop: Shop, held: Hold) -> None:
    session = held()
    for one in shop.copilot.replacements(session.id, "rain-M-Blue"):
        assert one.card.available
        assert one.card.product_id != "rain"
    with pytest.raises(KeyError):
        shop.copilot.replacements(session.id, "nothing")


def test_a_bundle_stays_within_the_money(shop: Shop, held: Hold) -> None:
    bundle = shop.copilot.bundle(held().id, "a jacket and a backpack under 150")
    assert bundle is not None
    assert bundle.total.amount <= 150
    assert {card.product_id for card in bundle.cards} <= {"rain", "fleece", "pack"}


def test_the_store_is_asked(shop: Shop, held: Hold) -> None:
    found = shop.copilot.search(held().id, "how long does delivery take")
    assert any(one.kind is SourceKind.PASSAGE and "2 to 4 working days" in one.text for one in found.passages)
    found = shop.copilot.search(held().id, "Brook Rain Jacket dry fast after wet walks")
    assert any(one.kind is SourceKind.QUESTION for one in found.passages)


def test_macros_are_filled_from_records(shop: Shop, held: Hold, tmp_path: Path) -> None:
    put_order(shop, tmp_path, "W-1003", "ada", "shipped", carrier="Larkpost", tracking="LP55556666")
    by_name = {one.name: one for one in shop.copilot.macros(held(shopper="ada").id, agent="Mia")}
    assert by_name["hello"].text.startswith("Hello ada, this is Mia of Six.")
    assert "LP55556666" in by_name["tracking"].text
    assert by_name["tracking"].missing == ()
    assert "help@six.example" in by_name["photo"].text


def test_what_is_not_known_stands_open(shop: Shop, held: Hold) -> None:
    by_name = {one.name: one for one in shop.copilot.macros(held().id)}
    assert by_name["tracking"].missing == ("order", "order_status", "carrier", "tracking")
    assert "[order number]" in by_name["tracking"].text
    assert by_name["hello"].text.startswith("Hello, this is [your name]")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("- {name: a, title: A, text: 'Your $ordre'}", "unknown field $ordre. Known fields: $name"),
        ("- {name: a, title: A, text: 'costs $ 5'}", "write \\$\\$ for a dollar"),
        ("- {name: a, text: hello}", "title"),
        ("- {name: a, title: A, text: x}\n- {name: a, title: B, text: y}", "two macros called 'a'"),
        ("- [", "no YAML"),
    ],
)
def test_a_wrong_macro_is_named(shop: Shop, store: Path, held: Hold, written: str, said: str) -> None:
    (store / "macros.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(MacroError, match=said.replace("$ordre", r"\$ordre").replace("$name", r"\$name")):
        shop.copilot.macros(held().id)


def test_a_store_has_macros_of_its_own(shop: Shop, store: Path, held: Hold) -> None:
    (store / "macros.yaml").write_text("- {name: a, title: A, text: 'It is $$5, $name.'}", encoding="utf-8")
    [own] = shop.copilot.macros(held(shopper="ada").id)
    assert own.text == "It is $5, ada."
