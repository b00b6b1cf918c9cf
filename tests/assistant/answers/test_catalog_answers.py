"""What the shop says of its range, against what the test counts in the records by itself."""

from __future__ import annotations

import re

import pytest

from assistant import Shop
from assistant.acts import Intent
from retrieval.catalog import Product, Variant


def variants(shop: Shop, category: str = "") -> list[tuple[Product, Variant]]:
    of_kind = (p for p in shop.catalog if any(category in path.split(" > ") or not category for path in p.categories))
    return [(p, v) for p in of_kind for v in p.variants]


def figures(text: str) -> list[int]:
    return [int(n.replace(",", "")) for n in re.findall(r"(?<![\d$.])\d[\d,]*(?![\d.]*\d)", text)]


@pytest.mark.parametrize(("thing", "category"), [("jackets", "Jackets"), ("bottles", "Bottles"), ("bags", "Bags")])
def test_how_many_products_and_versions_there_are(counter: Shop, thing: str, category: str) -> None:
    reply = counter.session().say(f"how many {thing} do you have?")
    found = variants(counter, category)
    n, n_available = len(found), sum(v.offer.available for _, v in found)
    n_products = len({p.id for p, _ in found})
    counted = {n_products} if n == n_products else {n_products, n} | ({n_available} if n_available < n else set())
    assert set(figures(reply.text)) == counted
    assert not reply.cards
    [show] = reply.follow_ups
    assert show.n_products == len({p.id for p, v in found if v.offer.available})


def test_what_is_sold_out_is_said_to_be(counter: Shop) -> None:
    text = counter.session().say("how many mugs do you have?").text
    assert text.startswith("1 product with “mugs” in the name, none in stock now.")


@pytest.mark.parametrize("message", ["cheapest and dearest jacket", "最便宜和最贵的外套", "price range of jackets"])
def test_the_cheapest_and_the_dearest_are_shown_at_their_prices(counter: Shop, message: str) -> None:
    reply = counter.session().say(message)
    prices = [v.offer.price for _, v in variants(counter, "Jackets") if v.offer.available]
    assert [card.price for card in reply.cards] == [min(prices), max(prices)]
    assert f"from {min(prices)} to {max(prices)}" in reply.text
    assert reply.state.shown.product_ids == tuple(card.product_id for card in reply.cards)


def test_the_price_range_is_of_what_can_be_bought(counter: Shop) -> None:
    reply = counter.session().say("what is the price range?")
    prices = [v.offer.price for _, v in variants(counter) if v.offer.available]
    assert f"from {min(prices)} to {max(prices)}" in reply.text  # the mug at $9.00 is sold out


def test_one_product_with_two_prices_is_shown_once(counter: Shop) -> None:
    reply = counter.session().say("what is the price range of bottles?")
    assert [card.product_id for card in reply.cards] == ["bottle"]
    assert "from $18.00 to $24.00" in reply.text


def test_how_much_the_cheapest_is(counter: Shop) -> None:
    reply = counter.session().say("how much is your cheapest jacket?")
    [card] = reply.cards
    assert card.price == min(v.offer.price for _, v in variants(counter, "Jackets") if v.offer.available)
    assert str(card.price) in reply.text


def test_which_brands_there_are_and_how_many_products_have_none(counter: Shop) -> None:
    reply = counter.session().say("which brands do you have?")
    assert "of 2 brands: Tarn (3) and Northway (2). For 1 the shop states none." in reply.text
    chips = [(chip.label, chip.n_products) for chip in reply.follow_ups]
    assert chips == [("Tarn", 2), ("Northway", 2)]  # of Tarn's three the mug is sold out


def test_what_is_sold_by_department(counter: Shop) -> None:
    reply = counter.session().say("what do you sell?")
    assert reply.text == "6 products in all: Gear (3), Men (2) and Women (1)."


def test_which_sizes_there_are_in_their_order(counter: Shop) -> None:
    text = counter.session().say("what sizes do the jackets come in?").text
    own = {
        size: {p.id for p, v in variants(counter, "Jackets") if v.options["size"] == size}
        for size in ["S", "M", "L", "XL"]
    }
    said = ", ".join(f"{size} ({len(ids)})" for size, ids in list(own.items())[:3])
    assert f"{said} and XL ({len(own['XL'])})" in text


def test_what_nobody_has_is_none(counter: Shop) -> None:
    reply = counter.session().say("how many red jackets do you have")
    assert reply.acts[0].intent is not Intent.ASK_CATALOG or "no jackets here (red)" in reply.text


def test_of_the_search_at_hand_where_nothing_is_named(counter: Shop) -> None:
    session = counter.session()
    before = session.say("a jacket for women").state
    reply = session.say("which brands are there?")
    assert reply.text == "1 product in jackets (for women), of 1 brand: Northway (1)."
    assert reply.state.constraints == before.constraints
    assert not reply.chips
    assert session.say("how many products do you have in the shop?").text.startswith("6 products, 5 of them in stock.")


def test_a_chip_leads_to_as_many_as_it_says(counter: Shop) -> None:
    for message in ("which brands do you have?", "what do you sell?", "how many jackets do you have", "price range?"):
        for number, chip in enumerate(counter.session().say(message).follow_ups):
            session = counter.session()
            chip = session.say(message).follow_ups[number]
            assert chip.act is not None
            assert len(session.act(chip.act).cards) == chip.n_products, (message, chip.label)
