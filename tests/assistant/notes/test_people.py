"""For how many people a thing is to be, noted as a number of pieces."""

from __future__ import annotations

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import read
from assistant.notes.reader import NoteReader
from assistant.state import DialogueState, TurnBegan
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _tent(product_id: str, sleeps: str) -> Product:
    variants = (Variant(f"{product_id}-1", product_id, Offer(usd("90")), {}),)
    return Product(product_id, f"{product_id} Tent", variants, categories=("Tents",), attributes={"sleeps": (sleeps,)})


SHOP = Catalog(
    [_tent("Wren", "1 person"), _tent("Lark", "2 people"), _tent("Heron", "4 people"), _tent("Owl", "2 people")]
    + [
        Product(title, title, (Variant(f"{title}-1", title, Offer(usd("9")), {}),), categories=("Mugs",))
        for title in ("Stone Mug", "Glass Mug")
    ],
    currency="USD",
)
READER = NoteReader(SHOP, Vocabulary.learn(SHOP), completing=False)


@pytest.mark.parametrize(
    ("message", "notes", "sleeps", "quantity"),
    [
        ("tents for 2", "find text=tents qty=2", ("2 people",), 0),
        ("a tent for two please", "find text=tent qty=two", ("2 people",), 0),
        ("two tents for 4", "find text=tents qty=two", ("4 people",), 2),
        ("tents for 2 under 200", "find text=tents qty=2 price<=200", ("2 people",), 0),
        ("tent for 4 at 40 each", "find text=tent qty=4", ("4 people",), 0),
        ("2 tents", "find text=tents qty=2", (), 2),
        ("mugs for 2", "find text=mugs qty=2", (), 2),
    ],
)
def test_people_are_no_pieces(message: str, notes: str, sleeps: tuple[str, ...], quantity: int) -> None:
    (act,), _ = READER.acts(read(notes), message, DialogueState())
    assert tuple(v for c in act.constraints if c.slot == "sleeps" for v in c.values) == sleeps
    assert act.context.quantity == quantity


def test_a_search_at_hand_says_what_is_counted() -> None:
    tents = ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, "Tents"),), text="tent")
    state = DialogueState().after(TurnBegan("tents")).after(tents)
    (act,), _ = READER.acts(read("refine qty=two"), "for two", state)
    assert [c.slot for c in act.constraints] == ["sleeps"]
    assert act.context.quantity == 0
