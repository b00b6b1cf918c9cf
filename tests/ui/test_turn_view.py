"""A turn as it is drawn: above all, how first finds give way to what the turn comes to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.cards import card
from assistant.reply import Bundles, Cards, Comparison, NeedChip, Progress, Provisional, ReplyEvent, Text, Understood
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from ui.turn_view import TurnView

JACKET = Understood((NeedChip("jacket", Constraint("category", Operator.IS, "jacket")),))


@pytest.fixture
def looked(catalog: Catalog) -> TurnView:
    """The first two products, as a first look."""
    first = Provisional((card(catalog, "rain-M-Blue"), card(catalog, "pack")))
    return drawn(TurnView(0, "a jacket"), [first, Progress("First finds, while I read on")])


def drawn(view: TurnView, events: Sequence[ReplyEvent]) -> TurnView:
    for event in events:
        view = view.after(event)
    return view


def test_a_first_look_cannot_be_clicked_and_says_that_more_is_read(looked: TurnView) -> None:
    parts = looked.parts()
    assert "st-skeleton" not in parts["body"]
    assert '<div class="st-body" inert>' in looked.html()
    assert parts["progress"] == "First finds, while I read on"


def test_the_same_cards_again_are_the_same_html(looked: TurnView, catalog: Catalog) -> None:
    same = Cards((card(catalog, "rain-M-Blue"), card(catalog, "pack")))
    understood = looked.after(JACKET)
    assert (understood.body, understood.is_provisional) == (looked.body, True)
    assert understood.progress == ""  # the chips stand where it stood
    final = understood.after(same)
    assert (final.body, final.is_provisional) == (looked.body, False)
    assert '<div class="st-body">' in final.html()


@pytest.mark.parametrize("event", [Text("Which size?"), Bundles(()), Comparison((), ())])
def test_whatever_else_comes_takes_the_first_look_away(looked: TurnView, event: ReplyEvent) -> None:
    after = looked.after(Understood(())).after(event)
    assert "Brook Rain Jacket" in looked.body
    assert "Brook Rain Jacket" not in after.parts()["body"]
    assert not after.is_provisional


def test_other_cards_stand_alone(looked: TurnView, catalog: Catalog) -> None:
    after = drawn(looked, [JACKET, Cards((card(catalog, "pack"),)), Text("One fits.")])
    assert "Brook Rain Jacket" not in after.body
    assert after.body.count('<article class="st-card"') == 1


@pytest.mark.parametrize("state", ["done", "stopped", "failed"])
def test_a_turn_that_ends_early_keeps_no_first_look(looked: TurnView, state: str) -> None:
    ended = looked.ended(state)
    assert (ended.parts()["body"], ended.progress) == ("", "")
