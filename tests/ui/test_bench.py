"""The workbench as HTML and as clicks: every control is a named button, the sums are the view's, nothing is chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from assistant.acts import Intent, ShopperAct
from assistant.cards import card as card_of
from assistant.context import NO_CHANGE, NeededBy
from assistant.reply import Bundles, BundleView, CartView, ComparisonRow, FollowUp, FollowUps, Text, Understood
from assistant.workbench.change import BenchChange, Do
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator
from tests.ui.test_cards import Reader, card, on_table, usd
from ui.bench import answered, bundles
from ui.bench_clicks import BenchClick, bench_act, opened_bundle
from ui.clicks import Click, quiet_acts

SHOWN = BundleView("Walk", (card("a"), card("b")), ("jacket", "pack"), usd("158"), usd("200"))
TABLE = on_table(SHOWN, "Jacket")


def test_a_bundle_says_what_is_left_of_the_budget_and_adds_everything() -> None:
    read = Reader(bundles(Bundles((SHOWN,))))
    assert "$42.00 under your $200.00" in read.text
    assert "a\nb" in read.attributes("data-variants")
    over = Reader(bundles(Bundles((replace(SHOWN, budget=usd("150")),))))
    assert "$8.00 over your $150.00" in over.text
    without = Reader(bundles(Bundles((replace(SHOWN, budget=None, cards=(card("a"), card("b", available=False))),))))
    assert "your" not in without.text
    assert [a for tag, a in without.elements if a.get("data-do") == "add_all" and "disabled" in a]


def test_pieces_of_a_part_are_said_and_all_added() -> None:
    read = Reader(bundles(Bundles((replace(SHOWN, counts=(1, 4)),))))
    assert "× 4" in read.text
    assert "× 1" not in read.text
    assert "1\n4" in read.attributes("data-counts")
    cart = CartView((), usd("0"))
    for counts, added in (((1, 4), [1, 4]), ((), [1, 1])):  # a page from before has no counts
        acts = quiet_acts(Click(do="add_all", variants=("a", "b"), counts=counts), cart)
        assert [(act.variant_id, act.quantity) for act in acts] == list(zip("ab", added, strict=True))


def test_the_total_stands_against_the_budget_as_a_meter_with_its_words() -> None:
    [meter] = [attrs for tag, attrs in Reader(bundles(Bundles((TABLE,)))).elements if tag == "meter"]
    assert (meter["max"], meter["value"]) == ("200", "158")
    assert meter["aria-valuetext"] == "$42.00 under your $200.00"
    [over] = [a for tag, a in Reader(bundles(Bundles((replace(TABLE, budget=usd("150")),)))).elements if tag == "meter"]
    assert (over["max"], over["value"]) == ("150", "150")


def test_parts_less_what_promotions_take_off_are_the_total() -> None:
    text = Reader(bundles(Bundles((TABLE,)))).text
    for said in ("Parts$163.00", "-$5.00", "Together$158.00"):
        assert said in text


def test_every_control_is_a_button_with_a_name_for_its_slot() -> None:
    buttons = [a for _, a in Reader(bundles(Bundles((TABLE, SHOWN)))).elements if a.get("data-do") == "bench"]
    done = {(a.get("data-what"), a.get("data-slot")) for a in buttons}
    own = {"lock", "unlock", "count", "own", "remove", "swap"}
    assert own <= {what for what, slot in done if slot == "Jacket"}
    assert {("disown", "Jacket"), ("put_back", "Jacket")} <= done
    assert {what for what, slot in done if not slot} == {"tier", "take", "compare", "add_all", "same_color"}
    silent = {"tier", "add_all", "same_color"}  # they have words of their own
    unnamed = [a for a in buttons if not a.get("aria-label") and a.get("data-what") not in silent]
    assert [a for a in unnamed if a.get("class") != "st-choice"] == []


def test_what_is_wished_of_the_whole_is_pressed_and_can_be_taken_back() -> None:
    wished = replace(TABLE, same_color=True, needed_by="2026-11-27")
    seen = Reader(bundles(Bundles((wished,)))).elements
    assert [a["data-what"] for _, a in seen if a.get("class") == "st-whole" and a["aria-pressed"] == "true"] == [
        "any_color"
    ]
    assert [a["value"] for _, a in seen if a.get("type") == "date"] == ["2026-11-27"]
    assert "any_day" in {a.get("data-what") for _, a in seen}
    plain = {a.get("data-what") for _, a in Reader(bundles(Bundles((TABLE,)))).elements}
    assert not plain & {"any_color", "any_day"}
    assert "same_color" not in {a.get("data-what") for _, a in Reader(bundles(Bundles((SHOWN,)))).elements}


def test_what_does_not_fit_says_why_and_cannot_be_taken() -> None:
    place = TABLE.placed[0]
    fits, not_fitting = replace(place.instead[0], variant_id="yes"), replace(place.instead[1], variant_id="no")
    view = replace(TABLE, placed=(replace(place, instead=(fits, not_fitting)), TABLE.placed[1]))
    variants = [a.get("data-variant") for _, a in Reader(bundles(Bundles((view,)))).elements]
    assert "yes" in variants
    assert "no" not in variants


def test_an_open_size_is_asked_for_on_the_card(catalog: Catalog) -> None:
    open_size = card_of(catalog, "rain-S-Blue", need=())
    view = replace(TABLE, cards=(open_size, card("b")))
    asked = [a for _, a in Reader(bundles(Bundles((view,)))).elements if a.get("class") == "st-choice"]
    assert [a["data-variant"] for a in asked if a.get("data-what") == "swap"][:1] == ["rain-S-Blue"]
    assert all(a.get("aria-pressed") is None for a in asked)


def test_ways_beside_each_other_have_a_column_each_and_differences_are_marked() -> None:
    rows = (ComparisonRow("jacket", ("A", "B"), True), ComparisonRow("pack", ("C", "C"), False))
    read = Reader(bundles(Bundles((TABLE, SHOWN), rows)))
    assert [a.get("data-differs") for tag, a in read.elements if tag == "tr" and "data-differs" in a] == ["yes", "no"]
    assert sum(tag == "th" and a.get("scope") == "col" for tag, a in read.elements) == 2


def test_an_answer_has_the_last_bundle_what_was_said_and_the_ways_out() -> None:
    spend = FollowUp("Spend $90", "Spend $90", ShopperAct(Intent.CHANGE_BUNDLE))
    events = (
        Understood(()),
        Bundles((SHOWN,)),
        Bundles((TABLE,)),
        Text("Now it is "),
        Text("so."),
        FollowUps((spend,)),
    )
    answer = answered(events, 7)
    assert (answer.text, answer.suggested) == ("Now it is so.", (spend,))
    assert "st-bench-all" in answer.html
    assert Reader(answer.said).attributes("data-turn") == ["7"]
    assert not answered((Text("No."),), 0).html


@pytest.mark.parametrize(
    ("click", "change"),
    [
        (BenchClick(what="lock", slot="tents"), BenchChange(Do.LOCK, ("tents",), tier="balanced")),
        (BenchClick(what="swap", slot="tents", variant="v"), BenchChange(Do.SWAP, ("tents",), "v", tier="balanced")),
        (BenchClick(what="count", slot="bags", n=3), BenchChange(Do.COUNT, ("bags",), n=3, tier="balanced")),
        (BenchClick(what="tier", tier="save"), BenchChange(Do.TIER, tier="save")),
        (BenchClick(what="take", n=2), BenchChange(Do.TAKE, n=2, tier="balanced")),
    ],
)
def test_a_click_is_one_change(click: BenchClick, change: BenchChange) -> None:
    assert bench_act(click) == ShopperAct(Intent.CHANGE_BUNDLE, changes=(change,))


def test_a_budget_is_a_condition_of_the_price() -> None:
    act = bench_act(BenchClick(what="budget", amount=Decimal("250.50")))
    assert act.constraints == (Constraint("price", Operator.AT_MOST, Decimal("250.50")),)


def test_a_day_is_in_the_context() -> None:
    by = bench_act(BenchClick.model_validate({"what": "by_day", "day": "2026-11-27"}))
    assert by.context.needed_by == NeededBy("2026-11-27", on=date(2026, 11, 27))
    assert bench_act(BenchClick(what="any_day")).context.taken_back == ("needed_by",)
    assert bench_act(BenchClick(what="by_day")).context == NO_CHANGE


@pytest.mark.parametrize("wrong", [{"what": "burn"}, {"amount": "0"}, {"amount": "1e20"}, {"n": 100}, {"tier": "mad"}])
def test_what_no_button_sends_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BenchClick.model_validate(wrong)


def test_a_shared_bundle_is_opened_as_its_address_says() -> None:
    [change] = opened_bundle(["2.1999.TENT", "nonsense"]).changes
    assert (change.do, change.variant_ids, change.counts, change.was) == (Do.OPEN, ("TENT",), (2,), (1999,))
