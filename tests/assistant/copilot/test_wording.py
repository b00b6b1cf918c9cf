"""A language model words a draft: what the checker refuses is left out, and what it leaves out is said by code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import Settings, Shop, open_shop
from assistant.copilot.offering import Draft, DraftPiece
from assistant.copilot.wording import DraftWording
from assistant.models.steerable import ModelError
from assistant.session import Session
from assistant.testing import ScriptedModel
from tests.assistant.conftest import ENCODER
from tests.assistant.copilot.conftest import drafted
from tests.conftest import NOW

MATERIAL, DELIVERY = "The Camp Mug is made of steel.", "Delivery takes 2 to 4 working days. It is free from $50."
ASKED = "what is the Camp Mug made of, and how long does delivery take?"


@contextmanager
def worded(store: Path, *answers: object) -> Iterator[Shop]:
    """A shop whose drafts are worded by a model that says just this, as `model_drafts` has it opened."""
    with (
        open_shop(Settings(model="none"), store=store, encoder=ENCODER, clock=lambda: NOW) as shop,
        ScriptedModel(answers=list(answers)) as model,
    ):
        shop.copilot._wording = DraftWording(model)
        yield shop


def asked(shop: Shop, message: str = ASKED) -> Session:
    session = shop.session()
    session.say(message)
    return session


def test_the_models_words_are_kept_where_they_hold(store: Path) -> None:
    with worded(store, f"It is a Camp Mug of steel. {DELIVERY}") as shop:
        *pieces, draft = shop.copilot.draft(asked(shop).id)
    assert isinstance(draft, Draft)
    assert draft.text == f"It is a Camp Mug of steel. {DELIVERY}"
    assert "".join(piece.text for piece in pieces if isinstance(piece, DraftPiece)) == draft.text
    assert {source.label for source in draft.sources} == {"Camp Mug: material", "Delivery"}
    assert draft.by == "model"


def test_what_is_not_so_is_left_out_and_what_was_left_out_is_said(store: Path) -> None:
    with worded(store, "The Camp Mug is made of gold. We deliver tomorrow for free. You get 90% off!") as shop:
        draft = drafted(shop, asked(shop))
    assert draft.text == f"{MATERIAL} {DELIVERY}"
    assert draft.by == "templates"


def test_a_model_that_fails_costs_nothing(store: Path) -> None:
    with worded(store, ModelError("gone")) as shop:
        assert drafted(shop, asked(shop)).text == f"{MATERIAL} {DELIVERY}"


def test_nothing_to_tell_asks_no_model(store: Path) -> None:
    with worded(store) as shop:
        assert drafted(shop, asked(shop, "thank you!")).text == "You are welcome!"
