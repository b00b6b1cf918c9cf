"""The desk's routes: what an agent may do in a conversation, once, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.reply import Bundles, Cards, PersonSaid
from tests.ui.desk.conftest import House
from tests.ui.desk.fake_copilot import DRAFTED


def held(house: House, *said: str) -> tuple[str, str]:
    """A conversation that Mia holds, and where it is."""
    session = house.waiting(*said)
    at = f"/agent/api/sessions/{session}"
    assert house.ask("Mia", "POST", f"{at}/take").status_code == 200
    return session, at


def last(house: House, session: str) -> Any:
    return house.shop.desk.turns_after(session, -1)[-1][1]


def test_the_inbox_tells_who_waits_and_what_they_want(house: House) -> None:
    first, second = house.waiting("a rain jacket under 90"), house.waiting("a mug")
    (one, two) = house.ask("Mia", "GET", "/agent/api/inbox").json()["talks"]
    assert (one["session_id"], two["session_id"]) == (first, second)
    assert one["status"] == "waiting"
    assert one["wants"]
    assert one["reason"] == "the size is unclear"
    assert not one["is_mine"]
    house.ask("Mia", "POST", f"/agent/api/sessions/{first}/take")
    assert [one["session_id"] for one in house.ask("Bo", "GET", "/agent/api/inbox").json()["talks"]] == [second, first]
    assert house.ask("Mia", "GET", "/agent/api/inbox").json()["talks"][1]["is_mine"]


def test_taking_is_told_and_a_second_agent_is_refused_with_the_holders_name(house: House) -> None:
    session, at = held(house)
    refused = house.ask("Bo", "POST", f"{at}/take", key="other")
    assert refused.status_code == 409
    assert (refused.json()["type"], refused.json()["holder"]) == ("desk#taken", "Mia")
    assert house.ask("Bo", "GET", at).json()["name"] == "Mia"
    assert house.shop.desk.standing(session).name == "Mia"


def test_a_message_is_kept_once_for_its_key(house: House) -> None:
    session, at = held(house)
    first = house.ask("Mia", "POST", f"{at}/messages", key="m1", json={"text": "Hello"})
    again = house.ask("Mia", "POST", f"{at}/messages", key="m1", json={"text": "Hello"})
    assert first.json() == again.json()
    said = [
        e.text for _, turn in house.shop.desk.turns_after(session, -1) for e in turn.events if isinstance(e, PersonSaid)
    ]
    assert said == ["Hello"]
    other = house.ask("Mia", "POST", f"{at}/messages", key="m1", json={"text": "Other"})
    assert (other.status_code, other.json()["type"]) == (422, "desk#key-reused")


def test_a_write_without_a_key_is_refused(house: House) -> None:
    _, at = held(house)
    assert (
        house.ask("Mia", "POST", f"{at}/messages", key="", json={"text": "Hello"}).json()["type"] == "desk#key-missing"
    )


def test_only_who_holds_it_says_something(house: House) -> None:
    _, at = held(house)
    for path, body in (("messages", {"text": "Hi"}), ("cards", {"variant_ids": ["mug-1"]})):
        refused = house.ask("Bo", "POST", f"{at}/{path}", key=path, json=body)
        assert (refused.status_code, refused.json()["type"]) == (409, "desk#not-yours")


def test_products_go_out_as_cards_and_as_a_bundle(house: House) -> None:
    session, at = held(house)
    variants = [product.variants[0].id for product in house.shop.catalog][:2]
    house.ask("Mia", "POST", f"{at}/cards", key="c", json={"variant_ids": variants, "text": "These two."})
    (cards,) = [e for e in last(house, session).events if isinstance(e, Cards)]
    assert [one.variant_id for one in cards.cards] == variants
    house.ask("Mia", "POST", f"{at}/bundle", key="b", json={"variant_ids": variants})
    assert any(isinstance(e, Bundles) for e in last(house, session).events)
    gone = house.ask("Mia", "POST", f"{at}/cards", key="x", json={"variant_ids": ["no-such"]})
    assert (gone.status_code, gone.json()["type"]) == (404, "desk#unknown-variant")


def test_a_bundle_may_have_more_pieces_than_cards_go_out_at_once(house: House) -> None:
    session, at = held(house)
    one, other = [product.variants[0].id for product in house.shop.catalog if product.variants[0].offer.available][:2]
    sent = house.ask("Mia", "POST", f"{at}/bundle", key="b", json={"variant_ids": [one] * 20 + [other]})
    assert sent.status_code == 200
    ((view,),) = [e.bundles for e in last(house, session).events if isinstance(e, Bundles)]
    assert view.counts == (20, 1)
    assert view.total == sum((card.price * n for card, n in zip(view.cards, (19, 1), strict=True)), view.cards[0].price)
    too_many = house.ask("Mia", "POST", f"{at}/bundle", key="c", json={"variant_ids": [one] * 100})
    assert (too_many.status_code, too_many.json()["type"]) == (422, "desk#invalid")
    assert "at most 99 pieces" in too_many.json()["detail"]
    assert house.ask("Mia", "POST", f"{at}/cards", key="d", json={"variant_ids": [one] * 13}).status_code == 422


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": "x" * 4001}, {"text": 3}, {"text": "hi", "by": "Bo"}, {"text": "hi", "draft_id": None}],
)
def test_what_cannot_be_used_is_refused_and_not_repeated(house: House, body: dict[str, Any]) -> None:
    _, at = held(house)
    refused = house.ask("Mia", "POST", f"{at}/messages", json=body)
    assert (refused.status_code, refused.json()["type"]) == (422, "desk#invalid")
    assert "xxxx" not in refused.text


def test_handing_back_goes_on_with_the_assistant(house: House) -> None:
    session, at = held(house)
    answer = house.ask("Mia", "POST", f"{at}/hand-back", key="h", json={"note": "wants size M"}).json()
    assert answer["who"] == "assistant"
    turns = house.ask("Bo", "GET", at).json()["turns"]
    assert "wants size M" in turns[-1]["html"]
    assert house.shop.session(session_id=session).say("a backpack").cards
    # It is read on by who was asked, and cannot be taken without being asked for again.
    assert house.ask("Mia", "GET", at).status_code == 200
    again = house.ask("Mia", "POST", f"{at}/take", key="t2")
    assert (again.status_code, again.json()["type"]) == (409, "desk#not-asked")


def test_what_the_shopper_will_read_is_told_to_whoever_would_hand_back(house: House) -> None:
    session, at = held(house)
    assert house.ask("Mia", "GET", at).json()["told_on_return"].startswith("Mia has handed the conversation back")
    told = house.ask("Ana", "GET", at).json()["told_on_return"]
    assert told.startswith("Ana of the shop has handed the conversation back to me, the assistant; Mia is not in it")
    house.ask("Ana", "POST", f"{at}/hand-back", key="h", json={})
    assert last(house, session).events[0].text == told


def test_a_lead_gives_a_conversation_to_somebody(house: House) -> None:
    session, at = held(house)
    bo = next(one for one in house.accounts.agents() if one.name == "Bo")
    assert house.ask("Mia", "POST", f"{at}/assign", key="a", json={"agent_id": bo.id}).status_code == 403
    assert house.ask("Ana", "POST", f"{at}/assign", key="a", json={"agent_id": "nobody"}).status_code == 404
    assert house.ask("Ana", "POST", f"{at}/assign", key="b", json={"agent_id": bo.id}).json()["name"] == "Bo"
    assert house.shop.desk.standing(session).agent_id == bo.id
    assert {one["name"] for one in house.ask("Ana", "GET", "/agent/api/agents").json()["agents"]} == {
        "Mia",
        "Bo",
        "Ana",
    }
    assert house.ask("Mia", "GET", "/agent/api/agents").status_code == 403


def test_what_is_between_a_shopper_and_the_assistant_alone_stays_so(house: House) -> None:
    private, at = house.talk("a mug for my secret"), "/agent/api/sessions"
    for path in (f"{at}/{private}", f"/agent/api/live?session={private}", f"{at}/{private}/macros", f"{at}/none"):
        answer = house.ask("Mia", "GET", path)
        assert (answer.status_code, answer.json()["type"]) == (404, "desk#unknown-conversation")
        assert "secret" not in answer.text
    assert house.ask("Mia", "POST", f"{at}/{private}/take").status_code == 404


def test_an_edited_suggestion_is_learned_from_once(house: House) -> None:
    _, at = held(house)
    edited = {"text": f"{DRAFTED} Best, Mia", "draft_id": "draft-1"}
    for _ in range(2):
        house.ask("Mia", "POST", f"{at}/messages", key="e", json=edited)
    house.ask("Mia", "POST", f"{at}/messages", key="f", json={"text": "My own words"})
    assert house.copilot.proposals.edits == [("draft-1", edited["text"], "Mia")]


def test_a_message_is_sent_though_nothing_can_be_learned(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgotten(*_: object, **__: object) -> None:
        raise LookupError("that draft is forgotten")

    session, at = held(house)
    monkeypatch.setattr(house.copilot.proposals, "from_edit", forgotten)
    answer = house.ask("Mia", "POST", f"{at}/messages", key="o", json={"text": "Hello", "draft_id": "old"})
    assert answer.status_code == 200
    assert PersonSaid("Mia", "Hello") in last(house, session).events


def test_thumbs_need_a_reason(house: House) -> None:
    session, at = held(house)
    assert house.ask("Mia", "POST", f"{at}/turns/0/thumb", key="a", json={"reason": ""}).status_code == 422
    assert house.ask("Mia", "POST", f"{at}/turns/0/thumb", key="b", json={"reason": "wrong kind"}).json() == {
        "n_proposed": 0
    }
    done = house.ask("Mia", "POST", f"{at}/drafts/draft-1/thumb", key="c", json={"reason": "it is 14 days"})
    assert done.json() == {"n_proposed": 1}
    assert house.copilot.proposals.thumbs == [(session, 0, "wrong kind", "Mia"), ("draft-1", "it is 14 days", "Mia")]


def test_what_was_read_is_not_unread_any_more(house: House) -> None:
    session, at = held(house)
    house.shop.session(session_id=session).say("are you there?")
    assert house.ask("Mia", "GET", "/agent/api/inbox").json()["talks"][0]["unread"] == 1
    n = len(house.shop.desk.turns_after(session, -1))
    house.ask("Mia", "POST", f"{at}/read", key="r", json={"n": n})
    assert house.ask("Mia", "GET", "/agent/api/inbox").json()["talks"][0]["unread"] == 0


def test_macros_come_filled_with_what_is_missing_named(house: House) -> None:
    _, at = held(house)
    html = house.ask("Mia", "GET", f"{at}/macros").json()["html"]
    assert 'data-missing="order number"' in html
    assert "Hello, this is Mia." in html


def test_no_such_route_is_a_problem(house: House) -> None:
    assert house.ask("Mia", "GET", "/agent/api/nothing").json()["type"] == "desk#not-found"
