"""Working at a bundle in conversation: what stays, what gives way, and that what is said of it is so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant import Shop
from assistant.workbench.sharing import Shared, SharedPart, address
from assistant.workbench.wording import PAST_DAY
from tests.assistant.workbench.conftest import Talk
from tests.conftest import NOW
from ui.bundle_page import bundle_routes


def test_a_lock_holds_when_the_number_changes(talk: Talk) -> None:
    before = talk.say("camping gear for 300").titles
    assert before["Tents"] == "Alder Tent"
    talk.click("lock", "Tents")
    two = talk.say("two tents")
    assert two.bundles == ()
    assert "only 1 of the Alder Tent is left" in two.text
    assert "Let go of tents" in two.labels
    freed = talk.take(next(chip for chip in two.chips if chip.label == "Let go of tents"))
    assert freed.titles == {**before, "Tents": "Birch Tent"}
    assert freed.text.startswith("2 × Birch Tent in place of the Alder Tent")


def test_what_is_only_held_gives_way_where_it_does_not_fit(talk: Talk) -> None:
    first = talk.say("photo gear for 400").titles
    assert first["Cameras"] == "Aura Camera"
    talk.click("remove", "Lenses")
    talk.click("swap", "Cameras", variant="brio-1")
    back = talk.click("put_back", "Lenses")
    assert (back.titles["Cameras"], back.titles["Lenses"]) == ("Brio Camera", "Deep Lens")
    assert sorted(talk.say("add everything").in_cart)[:2] == ["Brio Camera", "Deep Lens"]


def test_what_is_owned_is_held_to_by_what_could_be_swapped_in_and_by_locks(talk: Talk) -> None:
    talk.say("photo gear for 400")
    owned = talk.click("own", "Cameras", variant="aura-1")
    [lenses] = [place for place in owned.bundles[0].placed if place.slot == "Lenses"]
    assert {other.title: other.why_not for other in lenses.instead}["Deep Lens"] == "mount X and Y"
    refused = talk.click("swap", "Lenses", variant="deep-1")
    assert "“lenses” and what you have do not go together (mount X and Y)" in refused.text


def sealed(shop: Shop, *parts: SharedPart, total: int) -> str:
    """An address as this shop would have made it when things cost that."""
    return address(shop.seals.sealed(Shared(parts, total), "USD"))


ALDER, DOZE = SharedPart("alder-1", 1, 10000), SharedPart("doze-1", 1, 5000)


def test_a_shared_bundle_says_what_is_otherwise_and_nothing_only_where_nothing_is(outdoors: Shop, talk: Talk) -> None:
    same = talk.open(sealed(outdoors, ALDER, DOZE, total=15000))
    assert same.text == "The shared bundle: $150.00 together. Nothing has changed since it was shared."
    dearer = talk.open(sealed(outdoors, ALDER, DOZE, total=12750)).text
    assert "The prices are the same, the promotions are not. It came to $127.50 then." in dearer
    lost = talk.open(sealed(outdoors, ALDER, DOZE, SharedPart("gone", 1, 100), total=15100)).text
    assert "1 thing of it is no longer sold. It came to $151.00 then." in lost
    price = talk.open(sealed(outdoors, replace(ALDER, was=9000), DOZE, total=14000)).text
    assert "Another price: the Alder Tent, $100.00 now, $90.00 then. It came to $140.00 then." in price
    for said in (dearer, lost, price):
        assert "Nothing has changed" not in said


def test_of_a_shared_thing_with_too_few_left_that_is_said(outdoors: Shop, talk: Talk) -> None:
    few = talk.open(sealed(outdoors, replace(ALDER, n=2), DOZE, total=25000))
    assert "Only 1 of the Alder Tent is left; the Birch Tent is in its place." in few.text
    assert "Sold out" not in few.text
    assert few.titles["Sleeping Bags"] == "Doze Sleeping Bag"


def test_what_an_address_that_nobody_sealed_says_of_prices_is_not_repeated(outdoors: Shop, talk: Talk) -> None:
    forged = address(Shared((replace(ALDER, was=99900), DOZE)))
    assert talk.open(forged).text == "The shared bundle: $150.00 together."
    app = FastAPI()
    app.include_router(bundle_routes(outdoors))
    page = TestClient(app)
    assert "when it was shared" not in page.get(forged).text
    then = page.get(sealed(outdoors, replace(ALDER, was=9000), DOZE, total=14000)).text
    assert "$90.00 when it was shared" in then
    assert "Together when it was shared</th><td>$140.00" in then


def test_what_is_named_by_its_title_is_swapped_in(talk: Talk) -> None:
    talk.say("camping gear for 300")
    cedar = talk.say("swap the tent for the Cedar Tent")
    assert cedar.titles["Tents"] == "Cedar Tent"
    assert cedar.text.startswith("The Cedar Tent in place of the Alder Tent")
    again = talk.say("swap the tent for the cedar")
    assert (again.text, again.bundles) == ("The Cedar Tent is what lies there already.", ())
    assert talk.say("replace the sleeping bag with the Ember").titles["Sleeping Bags"] == "Ember Sleeping Bag"
    other = talk.say("swap the tent for another one").titles["Tents"]
    assert other != "Cedar Tent"


def test_what_thirty_more_would_change_is_said_of_each_tier_and_way_and_stays_after_a_lock(talk: Talk) -> None:
    first = talk.say("camping gear for 160")
    table, *others = first.bundles
    assert table.if_more.startswith("With $30.00 more: ")
    assert [tier.tier for tier in table.tiers if tier.if_more.startswith("With $30.00 more: ")] != []
    assert any(other.if_more.startswith("With $30.00 more: ") for other in others)
    assert talk.click("lock", "Lanterns").bundles[0].if_more == table.if_more
    for tier in ("save", "best"):
        taken = talk.click("tier", tier=tier).bundles[0]
        [now] = [one for one in taken.tiers if one.is_now]
        assert taken.if_more == now.if_more


def test_no_tier_calls_itself_the_cheapest_beside_a_cheaper_way(talk: Talk) -> None:
    table, *others = talk.say("camping gear for 160").bundles
    [save] = [tier for tier in table.tiers if tier.tier == "save"]
    assert any(other.total < save.total for other in others)
    saving = talk.click("tier", tier="save")
    assert saving.text.startswith("Chosen with the price counting most: $")


def test_an_emptied_bundle_says_so_and_each_thing_can_come_back(talk: Talk) -> None:
    talk.say("camping gear for 300")
    talk.click("remove", "Tents")
    talk.click("remove", "Lanterns")
    empty = talk.click("remove", "Sleeping Bags")
    assert empty.text.startswith("Nothing is left in the bundle.")
    assert empty.labels == ["With sleeping bags", "With tents", "With lanterns"]
    assert talk.take(empty.chips[0]).titles == {"Sleeping Bags": "Doze Sleeping Bag"}
    talk.click("own", "Sleeping Bags")
    for slot in ("Tents", "Lanterns"):
        talk.click("put_back", slot)
        owned = talk.click("own", slot)
    assert owned.text == "You have all of it already: there is nothing to buy."


def test_a_day_that_is_past_is_refused_and_changes_nothing(talk: Talk) -> None:
    talk.say("camping gear for 300")
    day = NOW.date()
    refused = talk.click("by_day", day=day - timedelta(days=1))
    assert (refused.text, refused.bundles) == (PAST_DAY, ())
    assert talk.click("lock", "Tents").bundles[0].needed_by == ""
    assert talk.say("everything before today").text == PAST_DAY
    assert talk.click("by_day", day=day).bundles[0].needed_by == day.isoformat()
    assert talk.click("by_day", day=day - timedelta(days=9)).text == PAST_DAY
    assert talk.click("unlock", "Tents").bundles[0].needed_by == day.isoformat()
