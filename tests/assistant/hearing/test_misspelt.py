"""Misspelt words are put right, and nothing else is: names, slang, other languages, numbers, words of the store."""

from __future__ import annotations

import pytest

from assistant.hearing.misspelt import Speller
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _product(product_id: str, title: str, color: str) -> Product:
    return Product(
        product_id,
        title,
        (Variant(f"{product_id}-1", product_id, Offer(usd("20")), {"color": color}),),
        categories=("Socks",),
        attributes={"feature": ("Insulated",)},
    )


SOCKS = [_product("a", "Bracken Sock", "Purple"), _product("b", "Fescue Sock", "Green")]
SPELLER = Speller(Vocabulary.learn(Catalog(SOCKS, currency="USD")))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nothin pruple pls", "nothing purple pls"),
        ("wich one is teh waremst", "which one is the warmest"),
        ("two of these in gren", "two of these in green"),
        ("what drop has the braken", "what drop has the bracken"),
        ("Jaket wihtout a hood", "jacket without a hood"),
        ("can i retrun it if its to smal", "can i return it if its to small"),
        (
            "is teh insulatd jaket washabel, and wich siz shuold i tak",
            "is the insulated jacket washable, and which size should i take",
        ),
        ("a dimable lamp", "a dimmable lamp"),  # a word of shops that the list has not
        ("insulatd, 2nd one", "insulated, 2nd one"),
    ],
)
def test_slips_are_put_right(said: str, meant: str) -> None:
    assert SPELLER.spelled(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "luv it tbh, gimme the fescue for my bday",  # slang
        "my dog Fluffo loves Zorbl",  # names
        "Ich suche eine warme Jacke",
        "je cherche une veste pour mon fils",
        "quiero una chaqueta para mi hijo",
        "order A-1093b, dave@exmaple.com, www.exmaple.com",
        "a 4k webcam, usb-c, not over $60",
        "我想买一件夾克",
        "decibels, a lumen and overkill",  # rare, and right
        "a 20 sqft tent, dim sum baskets, a tefal pan from lidl",
        "a brushless organiser in a meshy flavour",
        "",
    ],
)
def test_what_is_no_slip_stays(said: str) -> None:
    assert SPELLER.spelled(said) == said
