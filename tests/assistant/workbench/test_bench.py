"""The bench: what every change makes of it, before anything is solved."""

from __future__ import annotations

from dataclasses import replace

from assistant.workbench.bench import Bench, BenchSlot, changed
from assistant.workbench.change import BenchChange, Do
from recommender.bundling import Tier, Whole
from retrieval.query import Constraint, Operator

TENT = BenchSlot("tents", variant_id="heron-green")
BAG = BenchSlot("bags", variant_id="moss-5", required=False)
BENCH = Bench((TENT, BAG), whole=Whole(same_color=True), others=(("dunlin-blue", ""),))


def product_of(variant_id: str) -> str:
    return variant_id.partition("-")[0]


def after(*changes: BenchChange, bench: Bench = BENCH) -> Bench:
    for change in changes:
        bench = changed(bench, change, product_of)
    return bench


def test_another_thing_is_chosen_and_the_old_one_is_passed() -> None:
    locked = after(BenchChange(Do.LOCK, ("tents",)))
    slot = after(BenchChange(Do.SWAP, ("tents",), "dunlin-blue"), bench=locked).slots[0]
    assert (slot.variant_id, slot.is_chosen, slot.is_sized, slot.is_locked) == ("dunlin-blue", True, False, False)
    assert slot.passed == ("heron",)


def test_another_size_of_the_same_thing_is_not_another_thing() -> None:
    locked = after(BenchChange(Do.LOCK, ("tents",)))
    slot = after(BenchChange(Do.SWAP, ("tents",), "heron-blue"), bench=locked).slots[0]
    assert (slot.variant_id, slot.is_sized, slot.is_locked, slot.passed) == ("heron-blue", True, True, ())


def test_a_swap_for_whatever_fits_remembers_what_is_not_wanted_and_what_is() -> None:
    red = Constraint("color", Operator.IS, "Red")
    slot = after(BenchChange(Do.SWAP, ("tents",), conditions=(red,))).slots[0]
    assert (slot.variant_id, slot.passed, slot.constraints) == ("heron-green", ("heron",), (red,))


def test_only_what_lies_there_is_locked_and_removing_lets_go() -> None:
    empty = replace(BENCH, slots=(TENT, replace(BAG, variant_id="")))
    assert [slot.is_locked for slot in after(BenchChange(Do.LOCK, ("tents", "bags")), bench=empty).slots] == [
        True,
        False,
    ]
    gone = after(BenchChange(Do.LOCK, ("tents",)), BenchChange(Do.REMOVE, ("tents",)))
    assert [slot.name for slot in gone.filled] == ["bags"]
    assert not gone.slots[0].is_locked
    assert after(BenchChange(Do.PUT_BACK, ("tents",)), bench=gone).slots[0].is_filled


def test_what_is_owned_is_not_bought_until_it_is_after_all() -> None:
    owned = after(BenchChange(Do.OWN, ("tents",), "heron-green"))
    assert (owned.slots[0].owned_id, [slot.name for slot in owned.filled]) == ("heron", ["bags"])
    assert after(BenchChange(Do.DISOWN, ("tents",)), bench=owned).slots[0].owned_id == ""


def test_pieces_stay_between_one_and_99() -> None:
    assert [after(BenchChange(Do.COUNT, ("bags",), n=n)).slots[1].n for n in (0, 2, 500)] == [1, 2, 99]


def test_another_bundle_is_taken_as_it_was_shown() -> None:
    taken = after(BenchChange(Do.TAKE, n=1))
    assert [slot.variant_id for slot in taken.slots] == ["dunlin-blue", ""]
    assert after(BenchChange(Do.TAKE, n=2)) == BENCH


def test_tier_and_colours_are_of_the_whole() -> None:
    changed_whole = after(BenchChange(Do.TIER, tier="save"), BenchChange(Do.ANY_COLOR))
    assert (changed_whole.tier, changed_whole.whole.same_color) == (Tier.SAVE, False)


def test_a_slot_that_is_not_there_changes_nothing() -> None:
    assert after(BenchChange(Do.REMOVE, ("boats",))) == BENCH


def test_picks_leave_owned_slots_alone_and_forget_what_was_chosen_for_another_thing() -> None:
    bench = after(BenchChange(Do.OWN, ("tents",)), BenchChange(Do.SWAP, ("bags",), "fern-1"))
    picked = bench.with_picks({"bags": "moss-5"})
    assert picked.slots[0] == bench.slots[0]
    assert (picked.slots[1].variant_id, picked.slots[1].is_chosen) == ("moss-5", False)
