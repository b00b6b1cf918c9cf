"""The profile in the conversation: signals become events, a no changes the list, facts are told and deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.hearing.profile_corrections import ProfileCorrections
from assistant.reply import FollowUp, Known, KnownFact, Reply
from assistant.session import Session
from assistant.state import Asked, DialogueState
from recommender.event_log import EventLog
from recommender.events import Event
from retrieval.query import Constraint, Operator
from retrieval.store import open_store
from tests.assistant.conftest import opened
from tests.conftest import NOW


def written(store: Path, shopper_id: str = "ada") -> list[Event]:
    with open_store(store) as at_rest:
        return list(EventLog(at_rest.engine).of(shopper_id))


def chip(reply: Reply, label: str) -> FollowUp:
    return next(one for one in reply.follow_ups if one.label.startswith(label))


def click(session: Session, reply: Reply, label: str) -> Reply:
    act = chip(reply, label).act
    assert act is not None
    return session.act(act)


def reject(product_id: str) -> ShopperAct:
    return ShopperAct(Intent.REJECT, product_ids=(product_id,))


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


# --- signals ------------------------------------------------------------------------------------------------


def test_a_conversation_is_its_events(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        first = session.say("blue jackets")
        session.act(ShopperAct(Intent.LOOK, product_ids=("fleece",)))
        session.say("i like the second one")
        session.act(ShopperAct(Intent.ADD_TO_CART, variant_id="pack"))
        session.say("is the first one waterproof?")
        session.act(ShopperAct(Intent.REFINE, removed=(Constraint("color", Operator.IS, "Blue"),)))
        session.say("not the second one, too expensive")
        shown = ids(first)
    events = written(store)
    told = [(e.name, e.product_id, e.position, e.about) for e in events]
    assert told[:2] == [("shown", shown[0], 1, ""), ("shown", shown[1], 2, "")]
    for one in (
        ("view_item", "fleece", None, ""),
        ("liked", shown[1], None, ""),
        ("add_to_cart", "pack", None, ""),
        ("view_item", shown[0], None, ""),
        ("condition_dropped", "", None, "color:Blue"),
    ):
        assert one in told
    assert [about for name, _, _, about in told if name == "dismissed"] == ["too_dear"]
    assert {e.basket_id for e in events} == {session.id}
    assert len({e.id for e in events}) == len(events)


def test_a_question_about_several_things_is_no_look_at_each(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        first = session.say("blue jackets")
        session.act(ShopperAct(Intent.ASK_PRODUCT, product_ids=tuple(ids(first)[:2]), text="which is warmer?"))
        session.act(ShopperAct(Intent.ASK_PRODUCT, product_ids=tuple(ids(first)[:1]), text="is it warm?"))
    assert [event.product_id for event in written(store) if event.name == "view_item"] == ids(first)[:1]


def test_what_is_for_somebody_else_carries_their_name(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        session.say("a jacket for my father")
        session.say("i love the first one")
    assert {e.recipient for e in written(store) if e.name in ("shown", "liked")} == {"dad"}


def test_a_guest_s_signals_stay_in_the_session_and_outlast_a_restart(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session()
        session.say("bottles")
        session.say("i like the first one")
        session.act(ShopperAct(Intent.LOOK, product_ids=("pack",)))
        told, session_id, guest = session.say("what do you know about me?"), session.id, session.shopper_id
        assert "Tarn" in told.text
    assert written(store, guest) == []
    with opened(store) as shop:
        again = shop.session("", session_id)
        assert again.say("what do you know about me?").text == told.text
        assert "Nothing yet" in shop.session().say("what do you know about me?").text


# --- not for me ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shopper_id", ["ada", ""])
def test_a_no_takes_the_product_and_pushes_its_likes_down_at_once(shop: Shop, shopper_id: str) -> None:
    session = shop.session(shopper_id)
    before = session.act(ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, "Gear"),)))
    assert ids(before)[0] == "bottle"
    after = session.act(reject("bottle"))
    assert "bottle" not in ids(after)
    assert ids(after)[-1] == "mug" or "mug" not in ids(after), "steel and Tarn, as it is"
    back = click(session, after, "Bring it back")
    assert ids(back) == ids(before)
    assert not any(one.label.startswith("Bring") for one in back.follow_ups)


def test_the_reason_may_follow_and_counts_instead(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        session.say("bottles and bags")
        after = session.act(reject("bottle"))
        assert [one.label for one in after.follow_ups][:4] == [
            "Bring it back", "Too dear", "Not my style", "I have it already",
        ]  # fmt: skip
        click(session, after, "I have it already")
        assert "You have the Steel Water Bottle (you said so)" in session.say("what do you know about me?").text
    assert [e.about for e in written(store) if e.name == "dismissed"] == ["", "have_it"]


# --- facts --------------------------------------------------------------------------------------------------


def test_facts_are_told_deleted_and_known_again(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        session.say("bottles")
        session.say("i love the first one")
        session.act(ShopperAct(Intent.LOOK, product_ids=("pack",)))
        told = session.say("what do you know about me?")
        assert "by Tarn (1 liked and 1 looked at)" in told.text
        gone = session.say("forget that i like tarn")
        assert "Forgotten" in gone.text
        assert "Tarn" not in session.say("what do you know about me?").text
        session.act(ShopperAct(Intent.LOOK, product_ids=("mug",)))
        assert "Tarn" not in session.say("what do you know about me?").text, "it is not concluded again"
        assert "Tarn" in session.say("remember that i like tarn again").text
        assert "Tarn" in session.say("what do you know about me?").text
        click(session, session.say("what do you know about me?"), "Forget: things by Tarn")
        undone = click(session, session.say("forget that i like steel"), "Undo")
        assert "Known again" in undone.text
    abouts = [(e.name, e.about) for e in written(store) if e.about]
    assert abouts == [
        ("forgotten", "taste:brand:Tarn"), ("remembered", "taste:brand:Tarn"), ("forgotten", "taste:brand:Tarn"),
        ("forgotten", "taste:material:Steel"), ("remembered", "taste:material:Steel"),
    ]  # fmt: skip


def test_a_taste_is_corrected_by_control_and_in_words_kept_as_said_and_undone(store: Path) -> None:
    with opened(store) as shop:
        session = shop.session("ada")
        note_purchases(session)
        (steel,) = [f for f in told_facts(session) if f.key == "taste:material:Steel"]
        assert "Nylon" in steel.instead
        assert not [f for f in told_facts(session) if f.instead and f.key.startswith(("taste:category", "taste:price"))]
        corrected = session.act(ShopperAct(Intent.FORGET, text=f"{steel.key}\nNylon", about="instead"))
        assert "“Nylon”" in corrected.text
        after = {f.key: f for f in told_facts(session)}
        assert "taste:material:Steel" not in after
        said = after["taste:material:Nylon"]
        assert said.text.startswith("You said that you choose things")
        assert "nylon" in said.text
        assert said.rests_on[0].text.startswith("said so on ")
        click(session, corrected, "Undo")
        after = {f.key for f in told_facts(session)}
        assert ("taste:material:Steel" in after, "taste:material:Nylon" in after) == (True, False)
        assert "“Nylon”" in session.say("it is nylon, not steel").text
        assert "taste:material:Nylon" in {f.key for f in told_facts(session)}
    with opened(store) as shop:  # its own event, which outlasts a restart, and is deleted like others
        session = shop.session("ada")
        (said,) = [f for f in told_facts(session) if f.key == "taste:material:Nylon"]
        session.act(ShopperAct(Intent.FORGET, text=said.rests_on[0].key, about="keys"))
        assert "taste:material:Nylon" not in {f.key for f in told_facts(session)}
    assert ("stated", "taste:material:Nylon") in [(e.name, e.about) for e in written(store)]


@pytest.mark.parametrize("said", ["my usual material is nylon", "change my favourite material from steel to Nylon"])
def test_a_correction_that_names_the_profile_needs_no_telling_before(shop: Shop, said: str) -> None:
    session = shop.session("ada")
    note_purchases(session)
    assert "“Nylon”" in session.say(said).text


@pytest.mark.parametrize("said", ["it is nylon", "my usual material is velvet", "it is L"])
def test_what_corrects_nothing_is_heard_as_before(counter: Shop, said: str) -> None:
    session = counter.session()
    session.say("a jacket")
    assert not [act for act in session.say(said).acts if act.intent is Intent.FORGET]


def test_while_a_size_is_asked_for_naming_one_answers(counter: Shop) -> None:
    corrections = ProfileCorrections(counter.catalog)
    asking = DialogueState().after(Asked("size", ("S", "M")))
    assert corrections.read("my usual size is M", DialogueState()) is not None
    assert corrections.read("my usual size is M", asking) is None


def note_purchases(session: Session) -> None:
    bought = [("b1", "bottle", "bottle-750"), ("b2", "mug", "mug")]
    session.note([Event(id_, "purchase", session.shopper_id, NOW, p, v) for id_, p, v in bought])


def told_facts(session: Session) -> tuple[KnownFact, ...]:
    (known,) = [event for event in session.stream("what do you know about me?") if isinstance(event, Known)]
    return known.facts


def test_what_is_not_known_cannot_be_forgotten(shop: Shop) -> None:
    reply = shop.session("ada").say("forget that i like velvet")
    assert "velvet" in reply.text
    assert reply.follow_ups == ()


def test_everything_is_forgotten_only_after_a_second_word(store: Path) -> None:
    with opened(store) as shop:
        session, other = shop.session("ada"), shop.session("bob")
        other.say("bottles")
        session.say("bottles")
        asked = session.say("forget everything about me")
        assert session.say("what do you know about me?").text
        click(session, asked, "Yes")
        assert "Nothing yet" in session.say("what do you know about me?").text
    assert written(store) == []
    assert written(store, "bob")


# --- the switch ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shopper_id", ["ada", ""])
def test_without_personalising_nothing_is_read_or_written(store: Path, shopper_id: str) -> None:
    with opened(store) as shop:
        session = shop.session(shopper_id)
        session.say("jackets")
        session.say("i love the second one")  # liking it makes it the first
        reasons = [card.reason for card in session.say("jackets").cards]
        assert any("you liked" in reason for reason in reasons)
        off = session.say("stop personalising")
        assert "off" in off.text
        plain = session.say("jackets")
        assert not any("you" in card.reason.lower().split() for card in plain.cards)
        assert "off" in session.say("what do you know about me?").text
        who, session_id, n = session.shopper_id, session.id, 0
    n = len(written(store, who))
    with opened(store) as shop:
        session = shop.session(shopper_id, session_id)
        assert not any("you" in card.reason.lower().split() for card in session.say("jackets").cards), "still off"
        assert len(EventLog(shop._store.engine).of(who)) == n
        session.say("personalise again")
        assert any("you liked" in card.reason for card in session.say("jackets").cards)


def test_one_shopper_s_switch_is_theirs_in_every_session(store: Path) -> None:
    with opened(store) as shop:
        shop.session("ada").say("stop personalising")
        shop.session("ada").say("bottles")
        shop.session("bob").say("bottles")
    assert written(store) == []
    assert written(store, "bob")
