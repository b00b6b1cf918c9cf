"""Every price, stock and option that a golden conversation shows, against the lines of the feed itself.

The runner compares cards with the catalog; here nothing of ours stands between the reply and the feed's file.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.dialogue_eval import DialogueResult
from assistant.dialogues.format import read_dialogue
from assistant.reply import Card, Reply
from tests.stores import STARTER
from tests.stores.sample import sample_feed

HERE = Path(__file__).resolve().parent
LUMA = HERE.parents[1].parent / "shared" / "data" / "stores" / "luma"
FEEDS = {"luma": lambda: LUMA, "sample": sample_feed, "starter": lambda: STARTER}


@dataclass(frozen=True)
class Line:
    """One variant as the feed's file has it."""

    product_id: str
    title: str
    minor: int
    currency: str
    available: bool
    options: dict[str, str]


def feed_lines(products: list[dict]) -> dict[str, Line]:
    return {
        variant["id"]: Line(
            product["id"],
            html.unescape(product["title"]),
            variant["price"]["amount"],
            variant["price"]["currency"],
            variant["availability"]["available"],
            {o["name"]: html.unescape(o["value"]) for o in variant.get("variant_options", [])},
        )
        for product in products
        for variant in product["variants"]
    }


@pytest.mark.parametrize("store", sorted(FEEDS))
def test_every_fact_of_every_dialogue_is_a_line_of_the_feed(
    store: str, walked: Callable[[Path], DialogueResult]
) -> None:
    feed = FEEDS[store]()
    if not (feed / "products.jsonl").is_file():
        pytest.skip(f"the feed of the store '{store}' is not there: {feed}")
    with (feed / "products.jsonl").open(encoding="utf-8") as file:
        products = [json.loads(line) for line in file]
    n_cards = n_lines = 0
    for path in sorted((HERE / store).glob("*.yaml")):
        lines = feed_lines([*products, *read_dialogue(path).products])
        for number, reply in enumerate(walked(path).replies, 1):
            where = f"{path.stem}, turn {number}"
            for card in cards_of(reply):
                check_card(card, lines, where)
                n_cards += 1
            for item in reply.cart.items:
                line = lines[item.variant_id]
                assert (item.price.minor, item.price.currency) == (line.minor, line.currency), where
                assert item.total.minor == line.minor * item.quantity, where
                n_lines += 1
            assert reply.cart.subtotal.minor == sum(lines[i.variant_id].minor * i.quantity for i in reply.cart.items)
            for bundle in reply.bundles:
                counts = bundle.counts or (1,) * len(bundle.cards)
                parts = sum(lines[c.variant_id].minor * n for c, n in zip(bundle.cards, counts, strict=True))
                assert bundle.total.minor == parts - sum(s.amount.minor for s in bundle.savings), where
    assert n_cards > 10, "the dialogues showed next to nothing"
    assert n_lines > 2, "the dialogues bought next to nothing"


def cards_of(reply: Reply) -> list[Card]:
    compared = reply.comparison.cards if reply.comparison else ()
    return [*reply.cards, *(card for bundle in reply.bundles for card in bundle.cards), *compared]


def check_card(card: Card, lines: dict[str, Line], where: str) -> None:
    line = lines[card.variant_id]
    shown = (card.product_id, " ".join(card.title.split()), card.price.minor, card.price.currency, card.available)
    title = " ".join(line.title.split())
    assert shown == (line.product_id, title, line.minor, line.currency, line.available), where
    selected = {option.slot: choice.value for option in card.options for choice in option.choices if choice.selected}
    assert selected == line.options, where
    for option in card.options:
        for choice in option.choices:
            other = {**line.options, option.slot: choice.value}
            found = [v for v, own in lines.items() if own.product_id == line.product_id and own.options == other]
            assert found == ([choice.variant_id] if choice.variant_id else []), where
            assert choice.available == bool(found and lines[found[0]].available), where
            if choice.price is not None:
                assert choice.price.minor == lines[found[0]].minor, where
