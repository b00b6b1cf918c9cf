"""Signals are switched off and on again: in words, by a click, for now or for good; the list follows at once."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from assistant import Shop
from assistant.acts import Intent, ShopperAct
from assistant.hearing.signal_cues import chinese_gift, signal_request
from assistant.reply import Known, Reply, Signals
from assistant.session import Session
from assistant.state import DialogueState, SignalsKept
from recommender.counterfactual import SWITCHED, Signal
from recommender.events import Event
from retrieval.query import Constraint, Operator
from tests.assistant.conftest import opened
from tests.conftest import NOW

GEAR = ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, "Gear"),))


def switch(signal: Signal, about: str = "off") -> ShopperAct:
    return ShopperAct(Intent.SWITCH, text=signal.value, about=about)


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


def fond_of_packs(session: Session) -> Session:
    """Somebody whose history lifts the pack and the fleece over what is better rated."""
    liked = [
        Event(f"{product_id}-{n}", "liked", "ada", NOW - timedelta(days=n + 1), product_id)
        for product_id, times in (("pack", 6), ("bottle", 1), ("fleece", 6))
        for n in range(times)
    ]
    session.note(liked)
    return session


def signals_of(session: Session, product_id: str) -> Signals | None:
    events = list(session.stream_act(ShopperAct(Intent.EXPLAIN, product_ids=(product_id,))))
    return next((event for event in events if isinstance(event, Signals)), None)


def moved_by(session: Session, need: ShopperAct) -> dict[str, Signals]:
    shown = ids(session.act(need))
    return {p: found for p in shown if (found := signals_of(session, p)) is not None}


@pytest.mark.parametrize("need", [GEAR, ShopperAct(Intent.FIND, text="steel"), ShopperAct(Intent.FIND, text="jacket")])
@pytest.mark.parametrize("shopper_id", ["ada", ""])
def test_a_named_signal_moves_the_product_just_as_far_as_it_says_when_it_is_switched_off(
    store: Path, shopper_id: str, need: ShopperAct
) -> None:
    with opened(store) as shop:
        session = shop.session(shopper_id)
        if shopper_id:
            fond_of_packs(session)
        named = moved_by(session, need)
        for product_id, found in named.items():
            for one in found.switches:
                assert one.on
                now = ids(session.act(switch(Signal(one.signal))))
                assert one.says == f"otherwise number {now.index(product_id) + 1}"
                assert one.otherwise == now.index(product_id) + 1
                assert now.index(product_id) + 1 > found.place
                session.act(switch(Signal(one.signal), "on"))
        assert named or need != GEAR or not shopper_id, "somebody with a history is lifted by it"


def test_the_list_comes_back_as_it_was(shop: Shop) -> None:
    session = fond_of_packs(shop.session("ada"))
    before = ids(session.act(GEAR))
    off = session.act(switch(Signal.PAST))
    assert ids(off) != before
    assert "Your history has no say now." in off.text
    on = session.say("use it again")
    assert ids(on) == before
    assert "has its say again" in on.text


def test_without_history_it_is_a_guest_s_list_and_no_reason_is_of_the_past(shop: Shop) -> None:
    session = fond_of_packs(shop.session("ada"))
    session.act(GEAR)
    off = session.say("don't use my history")
    guest = shop.session().act(GEAR)
    assert ids(off) == ids(guest)
    assert not any("you" in card.reason for card in off.cards)


def test_what_changes_nothing_says_so(shop: Shop) -> None:
    session = shop.session()
    session.say("a jacket")
    assert "The list stays as it is." in session.say("ignore the discounts").text
    assert "no say now" in session.say("don't use my words").text


def test_a_list_by_price_does_not_move(shop: Shop) -> None:
    session = fond_of_packs(shop.session("ada"))
    session.act(GEAR)
    session.say("cheapest first")
    assert signals_of(session, "pack") is None
    assert "ordered by price, so nothing moves" in session.act(switch(Signal.PAST)).text


def test_remembered_it_holds_in_the_next_conversation_and_is_a_fact_that_can_be_deleted(store: Path) -> None:
    minutes = (NOW + timedelta(minutes=n) for n in count())
    with opened(store, lambda: next(minutes)) as shop:
        first = fond_of_packs(shop.session("ada"))
        usual = ids(first.act(GEAR))
        off = ids(first.act(switch(Signal.PAST)))
        assert "Kept with what I know about you" in first.say("remember this").text
    with opened(store, lambda: next(minutes)) as shop:
        second = shop.session("ada")
        assert ids(second.act(GEAR)) == off
        found = signals_of(second, off[0])
        assert found
        assert [one.signal for one in found.switches if not one.on] == [Signal.PAST.value]
        told = second.say("what do you know about me?")
        assert "No say in your lists for your history" in told.text
        gone = second.act(ShopperAct(Intent.FORGET, text="signal:your history", about="keys"))
        assert "Forgotten" in gone.text
        assert ids(second.act(GEAR)) == usual
        second.act(ShopperAct(Intent.FORGET, text="signal:your history", about="back"))
        assert ids(second.act(GEAR)) == off
        assert ids(second.say("use my history again")) == usual
    with opened(store, lambda: next(minutes)) as shop:
        assert ids(shop.session("ada").act(GEAR)) == usual


def test_without_their_history_somebody_is_greeted_as_a_guest(shop: Shop) -> None:
    session = fond_of_packs(shop.session("ada"))
    assert "for_you" in [lane.name for lane in shop.lanes("ada")]
    session.act(switch(Signal.PAST))
    assert "for_you" in [lane.name for lane in shop.lanes("ada")], "here and now only"
    session.say("remember this")
    assert [lane.name for lane in shop.lanes("ada")] == [lane.name for lane in shop.lanes()]


def test_what_is_not_remembered_ends_with_the_conversation(store: Path) -> None:
    with opened(store) as shop:
        session = fond_of_packs(shop.session("ada"))
        usual = ids(session.act(GEAR))
        session.act(switch(Signal.PAST))
        kept = session.id
    with opened(store) as shop:
        assert ids(shop.session("ada").act(GEAR)) == usual
        assert shop.session("ada", kept).state.off == (Signal.PAST,), "the conversation itself goes on as it was"


def test_where_personalising_is_off_nothing_is_kept(shop: Shop) -> None:
    session = shop.session("ada")
    session.act(ShopperAct(Intent.PERSONALISE, about="off"))
    assert "Personalising is off" in session.act(switch(Signal.PAST)).text
    session.act(GEAR)
    off = session.act(switch(Signal.CROWD))
    assert "Remember this" not in [chip.label for chip in off.follow_ups]
    assert "I keep nothing about you" in session.say("remember this").text


def test_the_state_is_a_fold_of_the_switches() -> None:
    state = DialogueState()
    for act in (switch(Signal.PAST), switch(Signal.CROWD), switch(Signal.PAST), switch(Signal.CROWD, "on")):
        state = state.after(act)
    assert state.off == (Signal.PAST,)
    assert state.after(SignalsKept((Signal.PAST,))).off == (Signal.PAST,)
    assert state.after(SignalsKept((Signal.PAST,), on=True)).off == ()
    assert state.after(ShopperAct(Intent.SWITCH, text="the weather", about="off")).off == (Signal.PAST,)


@pytest.mark.parametrize(
    ("said", "signal", "about"),
    [
        ("don't use my history", Signal.PAST, "off"),
        ("please ignore what I bought before", Signal.PAST, "off"),
        ("without my taste", Signal.PAST, "off"),
        ("ignore what others buy", Signal.CROWD, "off"),
        ("I don't care what other people like", Signal.CROWD, "off"),
        ("leave popularity out of it", Signal.CROWD, "off"),
        ("ignore the discounts please", Signal.OFFER, "off"),
        ("switch off my words", Signal.WORDS, "off"),
        ("use my history again", Signal.PAST, "on"),
        ("turn the promotions back on", Signal.OFFER, "on"),
        ("不要用我的历史", Signal.PAST, "off"),
        ("别看我以前买的", Signal.PAST, "off"),
        ("忽略别人买的", Signal.CROWD, "off"),
        ("不管大家买什么", Signal.CROWD, "off"),
        ("別參考我的記錄", Signal.PAST, "off"),
        ("重新用我的历史", Signal.PAST, "on"),
    ],
)
def test_what_is_said_of_a_signal(said: str, signal: Signal, about: str) -> None:
    act = signal_request(said, DialogueState())
    assert act
    assert (act.intent, act.text, act.about) == (Intent.SWITCH, signal.value, about)


@pytest.mark.parametrize("said", ["use it again", "remember this", "leave it off", "再用回来", "记住这个选择"])
def test_it_is_a_signal_only_where_one_is_off(said: str) -> None:
    assert signal_request(said, DialogueState()) is None
    act = signal_request(said, DialogueState(off=(Signal.PAST, Signal.CROWD)))
    assert act
    assert (act.text, act.about) in ((Signal.CROWD.value, "on"), ("", "remember"))


@pytest.mark.parametrize(
    "said",
    [
        "a jacket without a hood", "ignore the first one", "what do others say about the noise?", "stop personalising",
        "forget my history", "something other people like", "is it on sale?", "I don't like the offers here and want a"
        " green jacket", "不要红色的", "别人说它怎么样",
    ],
)  # fmt: skip
def test_what_is_no_word_on_a_signal(said: str) -> None:
    assert signal_request(said, DialogueState()) is None


def test_a_single_thing_that_was_done_can_be_taken_out_of_all_facts(shop: Shop) -> None:
    session = shop.session("ada")
    liked = [("pack", 4), ("bottle", 1)]
    session.note(
        [Event(f"{p}-{n}", "liked", "ada", NOW - timedelta(days=n + 1), p) for p, times in liked for n in range(times)]
    )
    usual = ids(session.act(GEAR))

    def known() -> Known:
        told = session.stream_act(ShopperAct(Intent.ASK_PROFILE))
        return next(event for event in told if isinstance(event, Known))

    said = "liked the Fell Day Backpack"
    keys = {event.key for fact in known().facts for event in fact.rests_on if event.text.startswith(said)}
    assert [key.count("event:") for key in keys] == [4]
    for key in keys:
        gone = session.act(ShopperAct(Intent.FORGET, text=key, about="keys"))
        assert "You liked the Fell Day Backpack" in gone.text
    assert "Fell" not in session.say("what do you know about me?").text
    assert ids(session.act(GEAR)) != usual
    for key in keys:
        session.act(ShopperAct(Intent.FORGET, text=key, about="back"))
    assert ids(session.act(GEAR)) == usual


def test_every_switch_has_its_words() -> None:
    from assistant.shopper import switching

    for words in (switching._LABELS, switching._BACK, switching._OF, switching._OFF_NOW, switching._ON_NOW):
        assert set(words) == set(SWITCHED)


@pytest.mark.parametrize("said", ["for my dad", "it's a gift"])
def test_for_somebody_else_their_own_taste_is_left_out_and_that_is_said_once(shop: Shop, said: str) -> None:
    session = fond_of_packs(shop.session("ada"))
    usual = ids(session.act(GEAR))
    gift = session.say(said)
    assert "your own taste is neither used nor changed here" in gift.text
    assert ids(gift) == ids(shop.session().act(GEAR))
    again = session.say("i like the first one")
    assert "taste" not in again.text
    whom = "dad" if "dad" in said else "gift"
    assert {event.recipient for event in session.events() if event.name == "liked" and event.basket_id} == {whom}
    back = session.act(next(chip.act for chip in gift.follow_ups if chip.label == "It's for me" and chip.act))
    assert "For you again" in back.text
    assert ids(back) == usual


def test_after_a_fact_is_deleted_the_list_may_be_shown_in_its_new_order(shop: Shop) -> None:
    session = fond_of_packs(shop.session("ada"))
    usual = ids(session.act(GEAR))
    off = session.act(ShopperAct(Intent.PERSONALISE, about="off"))
    anew = next(chip.act for chip in off.follow_ups if chip.label == "Show the list again")
    assert anew
    assert ids(session.act(anew)) != usual
    assert "Show the list again" not in [
        chip.label for chip in shop.session("ada").act(ShopperAct(Intent.PERSONALISE, about="off")).follow_ups
    ]


@pytest.mark.parametrize("said", ["这是礼物", "送人的", "我想当礼物", "這是禮物。"])
def test_a_gift_is_heard_in_chinese_and_taken_back(shop: Shop, said: str) -> None:
    session = fond_of_packs(shop.session("ada"))
    assert chinese_gift(said, DialogueState()) is None, "nothing is looked for yet"
    usual = ids(session.act(GEAR))
    assert "As a gift" in session.say(said).text
    assert session.state.context.gift
    assert ids(session.say("我自己用的")) == usual


def test_what_was_guessed_from_whom_it_is_for_goes_with_them(shop: Shop) -> None:
    session = shop.session("ada")
    session.say("jackets")
    session.say("for my dad")
    assert "gender" in {c.slot for c in session.state.constraints}
    session.act(ShopperAct(Intent.REFINE, dropped=("recipient", "gift")))
    assert "gender" not in {c.slot for c in session.state.constraints}
    session.say("for women")
    session.say("it's a gift")
    session.act(ShopperAct(Intent.REFINE, dropped=("recipient", "gift")))
    assert "gender" in {c.slot for c in session.state.constraints}, "what was said stays"
