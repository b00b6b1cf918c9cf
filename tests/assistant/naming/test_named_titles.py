"""A title said in full is the product, even where a word of it could be a condition that the product fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Settings, open_shop
from assistant.acts import Intent, ShopperAct
from assistant.naming.named_titles import NamedTitles
from assistant.state import DialogueState
from assistant.understanding import Understanding
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.indexing import index_store
from retrieval.query import THING, Constraint, Operator
from retrieval.staging import staged
from retrieval.vocabulary import Vocabulary
from retrieval.writing import Writer
from tests.assistant.conftest import ENCODER
from tests.conftest import NOW, SIX, usd

# "Blue" is a colour of this store, and this lamp comes in black alone.
LAMP = Product(
    "lamp", "Quill Blue Lamp", (Variant("lamp", "Quill Blue Lamp", Offer(usd("35.00")), {"color": "Black"}),),
    categories=("Home > Lamps",), description="Warm light.",
)  # fmt: skip
CATALOG = Catalog((*SIX, LAMP), currency="USD")
BLUE = Constraint("color", Operator.IS, "Blue")
CHEAP = Constraint("price", Operator.AT_MOST, usd("40").amount)


def meant(message: str, *constraints: Constraint, admits: bool = False) -> Sequence[Constraint]:
    heard = Understanding((ShopperAct(Intent.FIND, constraints),), sure=True)
    titles = NamedTitles(CATALOG, Vocabulary.learn(CATALOG), lambda _, __: admits)
    return titles.found(heard, message, DialogueState()).acts[0].constraints


def test_a_condition_of_the_titles_own_words_that_it_fails_goes() -> None:
    found = meant("the quill blue lamp under $40", BLUE, CHEAP)
    assert [c.slot for c in found] == [THING, "price"]
    assert found[0].values == ("Quill Blue Lamp",)
    assert not found[0].required


def test_one_that_it_meets_stays() -> None:
    assert meant("the quill blue lamp", BLUE, admits=True) == (BLUE,)


@pytest.mark.parametrize("message", ["a blue lamp", "quill pens in blue", "lamp"])
def test_part_of_a_title_names_nothing(message: str) -> None:
    assert meant(message, BLUE) == (BLUE,)


def test_what_is_said_beside_the_title_stays() -> None:
    red = replace(BLUE, value="Red")
    assert red in meant("quill blue lamp in red", red)


def test_in_a_shop_the_product_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "seven"
    with staged(folder) as staging:
        with Writer(staging.engine) as writer:
            writer.write_products([(product, {}) for product in CATALOG])
            writer.finish(
                {"name": "Seven", "currency": "USD", "format": "acp", "source": "x", "imported_at": NOW.isoformat()}
            )
        index_store(staging.engine, staging.catalog(), staging.path, ENCODER)
    with open_shop(Settings(model="none"), store=folder, encoder=ENCODER, clock=lambda: NOW) as shop:
        assert shop.session().say("Quill Blue Lamp").cards[0].product_id == "lamp"
        assert shop.session().say("do you have the Quill Blue Lamp?").cards[0].product_id == "lamp"
