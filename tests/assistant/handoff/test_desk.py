"""The desk: asked for, taken by one, said once, given back; and what a restart leaves of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant import Shop, records
from assistant.acts import Intent, ShopperAct
from assistant.handoff.hands import Hands
from assistant.handoff.prospect import Prospect
from assistant.handoff.standing import (
    NobodyServesError,
    NotAskedError,
    NotHolderError,
    TakenError,
    UnknownConversationError,
)
from assistant.memory import KeyReusedError, state_of
from assistant.reply import Bundles, Cards, Done, HandsChanged, PersonSaid, Text, Understood
from assistant.session import Session
from tests.assistant.handoff.conftest import LEO, MIA, Clock
from tests.conftest import usd


def kinds(session: Session, n: int = -1) -> list[type]:
    return [type(event) for event in session.history()[n].events]


# --- asking ---------------------------------------------------------------------------------------------------------


def test_without_a_desk_asking_is_refused_and_the_papers_answer(shop: Shop, session: Session) -> None:
    shop.desk.staffed_by(lambda: False)
    with pytest.raises(NobodyServesError):
        shop.desk.ask(session.id)
    reply = session.say("I want to talk to a person")
    assert "help@six.example" in reply.text
    assert session.state.hands.who == "assistant"


def test_asking_by_name_is_consent_and_says_what_is_so(shop: Shop, session: Session) -> None:
    reply = session.say("can I talk to a person")
    assert session.state.hands.who == "waiting"
    assert session.state.hands.reason == "can I talk to a person"
    assert "One person is at the desk now, and nobody waits before you." in reply.text
    assert kinds(session) == [Understood, HandsChanged, Done]


def test_the_place_in_the_line_is_told(shop: Shop, clock: Clock) -> None:
    first, second = shop.session(), shop.session()
    shop.desk.ask(first.id, "first")
    clock.later(seconds=1)
    standing = shop.desk.ask(second.id, "second")
    assert standing.waiting_n == 2
    assert "1 shopper waits before you" in standing.text
    shop.desk.withdraw(first.id)
    assert shop.desk.standing(second.id).waiting_n == 1


def test_asking_twice_changes_nothing(shop: Shop, session: Session) -> None:
    shop.desk.ask(session.id, "first")
    n = len(session.history())
    assert shop.desk.ask(session.id, "second").reason == "first"
    assert len(session.history()) == n


def test_nobody_at_the_desk_leaves_the_message_and_promises_nothing(shop: Shop, session: Session) -> None:
    shop.desk.gone(MIA.id)
    standing = shop.desk.ask(session.id, "please")
    assert standing.who == "message_left"
    assert standing.text.startswith(
        "Nobody is at the desk right now. Your message is kept: it goes on in this conversation"
    )
    assert "mail" not in standing.text


def test_closed_hours_are_told_and_mail_only_where_it_is_so(open_again: Callable[..., Shop]) -> None:
    with open_again(person_hours="Mon-Fri 13:00-17:00", person_mail=True) as shop:  # it is Thursday, noon
        shop.desk.present(MIA)
        with_mail, without = shop.session(), shop.session()
        assert shop.desk.ask(with_mail.id, contact="ada@mail.example").text.startswith(
            "Nobody is here until 13:00 UTC. Your message is kept and you get an answer by mail to ada@mail.example."
        )
        said = shop.desk.ask(without.id).text
        assert "you get an answer by mail" not in said
        assert "write your mail address here" in said
        assert without.say("it is bo@mail.example").text.endswith("you get an answer by mail to bo@mail.example.")
        assert [one.contact for one in shop.desk.inbox()] == ["ada@mail.example", "bo@mail.example"]


def test_a_mail_address_is_not_kept_where_nobody_answers_mail(shop: Shop, session: Session) -> None:
    shop.desk.gone(MIA.id)
    session.say("can I talk to a person")
    session.say("my address is ada@mail.example")
    assert session.state.hands.contact == ""


def test_an_address_given_over_the_api_is_not_kept_either_where_nobody_answers_mail(
    shop: Shop, session: Session, open_again: Callable[..., Shop]
) -> None:
    shop.desk.ask(session.id, "please", contact="ada@mail.example")
    assert session.state.hands.contact == ""
    assert "ada@mail.example" not in records.dumps(session.history()[-1].happened)
    shop.close()
    with open_again(person_mail=True) as again:
        other = again.session()
        again.desk.ask(other.id, "please", contact="bo@mail.example")
        assert [one.contact for one in again.desk.inbox()] == ["", "bo@mail.example"]
    with open_again() as again:  # mail is not answered any more
        assert [one.contact for one in again.desk.inbox()] == ["", ""]


# --- left while nobody was there ------------------------------------------------------------------------------------


@pytest.fixture
def left(shop: Shop, clock: Clock) -> tuple[Session, Session]:
    """Two messages left while nobody was at the desk, an hour apart."""
    shop.desk.gone(MIA.id)
    sessions = shop.session(), shop.session()
    for n, session in enumerate(sessions):
        assert shop.desk.ask(session.id, f"reason {n}").who == "message_left"
        clock.later(hours=1)
    return sessions


def test_nobody_is_told_that_the_desk_is_empty_while_somebody_is_there() -> None:
    left = Hands("message_left")
    assert Prospect(staffed=True, n_here=1).standing(left) == (
        "You have asked for a person, and nobody waits before you. Until then you can go on with me."
    )
    assert Prospect(staffed=True, n_here=1, is_open=False).standing(left).startswith("Nobody is at the desk right now.")
    assert Prospect(staffed=True).standing(left).startswith("Nobody is at the desk right now.")


def test_a_message_left_stands_in_line_as_soon_as_somebody_is_there(shop: Shop, left: tuple[Session, Session]) -> None:
    assert [shop.desk.standing(one.id).waiting_n for one in left] == [0, 0]
    shop.desk.present(MIA)
    late = shop.session()
    shop.desk.ask(late.id, "just now")
    told = [shop.desk.standing(one.id) for one in (*left, late)]
    assert [one.who for one in told] == ["waiting"] * 3
    assert [one.waiting_n for one in told] == [1, 2, 3]
    assert "1 shopper waits before you" in told[1].text
    assert not any("Nobody is" in one.text for one in told)
    shop.desk.gone(MIA.id)
    assert shop.desk.standing(left[0].id).who == "message_left"


def test_who_left_a_message_and_is_here_is_told_once_that_somebody_came(
    shop: Shop, left: tuple[Session, Session]
) -> None:
    here, away = left
    shop.desk.listen(here.id, lambda: None, shopper=True)
    shop.desk.tend()
    assert here.state.hands.who == "message_left"
    shop.desk.present(MIA)
    n, asked_at = len(away.history()), here.state.hands.asked_at
    shop.desk.tend()
    assert here.history()[-1].events[0] == HandsChanged(
        "waiting",
        "",
        "Somebody of the shop is at the desk now. You have asked for a person, and nobody waits before you. "
        "Until then you can go on with me.",
    )
    assert (here.state.hands.reason, here.state.hands.asked_at) == ("reason 0", asked_at)
    shop.desk.tend()
    assert len(here.history()) == n + 1
    assert len(away.history()) == n  # nothing piles up in a conversation that nobody reads
    shop.desk.gone(MIA.id)
    shop.desk.tend()
    assert here.state.hands.who == "message_left"


def test_asking_again_waits_where_somebody_has_come_meanwhile(shop: Shop, left: tuple[Session, Session]) -> None:
    by_button, in_words = left
    shop.desk.present(MIA)
    assert shop.desk.ask(by_button.id, "again").reason == "reason 0"
    assert by_button.state.hands.who == "waiting"
    assert "1 shopper waits before you" in in_words.say("can I talk to a person").text
    assert in_words.state.hands.who == "waiting"


def test_unknown_conversations_are_told_as_such(shop: Shop) -> None:
    for ask in (shop.desk.ask, shop.desk.withdraw, shop.desk.standing):
        with pytest.raises(UnknownConversationError):
            ask("nobody")


# --- waiting and held -----------------------------------------------------------------------------------------------


def test_while_waiting_the_assistant_still_answers(shop: Shop, session: Session) -> None:
    session.say("can I talk to a person")
    assert session.say("jackets").cards
    assert session.state.hands.who == "waiting"


def test_taking_says_who_it_is(shop: Shop, held: Session) -> None:
    assert held.state.hands.is_held
    changed = held.history()[-1].events[0]
    assert changed == HandsChanged("agent", "Mia", "You are talking to Mia now.")
    assert shop.desk.standing(held.id).text == "You are talking to Mia."


def test_nobody_takes_what_was_not_asked_for(shop: Shop, session: Session) -> None:
    with pytest.raises(NotAskedError):
        shop.desk.take(session.id, MIA)
    assert session.history() == ()


def test_taking_twice_changes_nothing_and_another_is_told_who_holds_it(shop: Shop, held: Session) -> None:
    n = len(held.history())
    shop.desk.take(held.id, MIA)
    assert len(held.history()) == n
    with pytest.raises(TakenError, match="Mia holds") as refused:
        shop.desk.take(held.id, LEO)
    assert refused.value.holder == "Mia"


def test_of_many_who_take_at_the_same_instant_one_has_it(shop: Shop, session: Session) -> None:
    from assistant.handoff.hands import Agent

    session.say("can I talk to a person")
    agents = [Agent(f"a{n}", f"Agent {n}") for n in range(8)]
    at_once = threading.Barrier(len(agents))

    def take(agent: Agent) -> str:
        at_once.wait()
        try:
            return shop.desk.take(session.id, agent).name
        except TakenError as error:
            return f"not: {error.holder}"

    with ThreadPoolExecutor(len(agents)) as pool:
        told = list(pool.map(take, agents))
    winners = [one for one in told if not one.startswith("not: ")]
    assert len(winners) == 1
    assert {one for one in told if one.startswith("not: ")} == {f"not: {winners[0]}"}
    assert sum(isinstance(turn.events[0], HandsChanged) for turn in session.history() if not turn.message) == 1


def test_a_held_message_is_kept_and_understood_but_not_answered(shop: Shop, held: Session) -> None:
    reply = held.say("actually it has to be blue")
    assert reply.text == ""
    assert reply.cards == ()
    assert kinds(held) == [Understood, Done]
    assert "blue" in {str(c.value).lower() for c in held.state.constraints}


def test_a_held_message_touches_no_cart_and_a_click_does(shop: Shop, held: Session) -> None:
    held.say("add the first one in M, blue")
    assert held.cart().items == ()
    held.act(ShopperAct(Intent.ADD_TO_CART, variant_id="pack"))
    assert [item.variant_id for item in held.cart().items] == ["pack"]


def test_only_who_holds_it_speaks_and_only_with_a_key(shop: Shop, held: Session) -> None:
    with pytest.raises(NotHolderError):
        shop.desk.say(held.id, LEO, "hello", key="k")
    with pytest.raises(ValueError, match="key"):
        shop.desk.say(held.id, MIA, "hello", key="")
    with pytest.raises(ValueError, match="nothing to send"):
        shop.desk.say(held.id, MIA, "  ", key="k")
    with pytest.raises(ValueError, match="at most"):
        shop.desk.say(held.id, MIA, "x" * 5000, key="k")
    assert not any(isinstance(e, PersonSaid) for turn in held.history() for e in turn.events)


def test_cards_of_a_person_are_what_the_second_one_means(shop: Shop, held: Session) -> None:
    shop.desk.send_cards(held.id, MIA, ["tee-M-White", "bottle-750"], "One of these?", key="k")
    said, cards = held.history()[-1].events[:2]
    assert said == PersonSaid("Mia", "One of these?")
    assert isinstance(cards, Cards)
    assert [(card.title, card.price) for card in cards.cards] == [
        ("Plain Cotton Tee", usd("19.00")),
        ("Steel Water Bottle", usd("24.00")),
    ]
    shop.desk.hand_back(held.id, MIA)
    assert [i.variant_id for i in held.say("add the second one").cart.items] == ["bottle-750"] or (
        held.state.asked is not None and held.state.asked.slot == "capacity"
    )


def test_a_bundle_of_a_person_is_priced_by_the_records(shop: Shop, held: Session) -> None:
    shop.desk.send_bundle(held.id, MIA, ["pack", "bottle-500", "bottle-500"], "Take these", key="k")
    bundles = held.history()[-1].events[1]
    assert isinstance(bundles, Bundles)
    [view] = bundles.bundles
    assert view.counts == (1, 2)
    assert view.total == usd("100.50")
    assert view.slots == ("bags", "bottles")


def test_what_the_store_does_not_have_is_not_sent(shop: Shop, held: Session) -> None:
    n = len(held.history())
    with pytest.raises(KeyError):
        shop.desk.send_cards(held.id, MIA, ["pack", "gone"], key="k")
    with pytest.raises(ValueError, match="0 products"):
        shop.desk.send_cards(held.id, MIA, [], key="k")
    assert len(held.history()) == n


def test_a_key_is_good_for_one_write_and_for_good(shop: Shop, held: Session, open_again: Callable[..., Shop]) -> None:
    n = shop.desk.say(held.id, MIA, "hello", key="k")
    assert shop.desk.say(held.id, MIA, "hello", key="k") == n
    with pytest.raises(KeyReusedError):
        shop.desk.say(held.id, MIA, "something else", key="k")
    shop.desk.hand_back(held.id, MIA)
    assert shop.desk.say(held.id, MIA, "hello", key="k") == n  # done before; she holds it no more
    shop.close()
    with open_again() as again:
        assert again.desk.say(held.id, MIA, "hello", key="k") == n
        said = [e for t in again.session("", held.id).history() for e in t.events if isinstance(e, PersonSaid)]
        assert said == [PersonSaid("Mia", "hello")]


def test_the_same_key_at_the_same_time_is_one_turn(shop: Shop, held: Session) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = set(pool.map(lambda _: shop.desk.say(held.id, MIA, "hello", key="k"), range(16)))
    assert len(numbers) == 1


def test_a_shoppers_key_outlives_a_restart(shop: Shop, session: Session, open_again: Callable[..., Shop]) -> None:
    numbers: list[int] = []
    first = list(session.stream("jackets", key="k", began=numbers.append))
    session_id = session.id
    shop.close()
    with open_again() as again:
        session = again.session("", session_id)
        assert list(session.stream("jackets", key="k", began=numbers.append)) == first
        assert numbers == [0, 0]
        assert len(session.history()) == 1
        with pytest.raises(KeyReusedError):
            list(session.stream("mugs", key="k"))


# --- giving back ----------------------------------------------------------------------------------------------------


def test_handing_back_is_told_and_the_assistant_goes_on_in_what_came_of_it(shop: Shop, held: Session) -> None:
    held.say("it has to be blue")
    shop.desk.hand_back(held.id, MIA, note="wants blue")
    changed = held.history()[-1].events[0]
    assert isinstance(changed, HandsChanged)
    assert changed.who == "assistant"
    assert "Mia has handed the conversation back" in changed.text
    assert "wants blue" not in changed.text
    reply = held.say("show me those")
    assert {str(c.value).lower() for c in held.state.constraints} >= {"blue"}
    assert reply.text


def test_a_lead_may_give_back_and_assign_and_an_agent_may_not(shop: Shop, held: Session) -> None:
    from assistant.handoff.hands import Agent

    bo = Agent("a3", "Bo")
    with pytest.raises(NotHolderError):
        shop.desk.hand_back(held.id, bo)
    with pytest.raises(NotHolderError):
        shop.desk.assign(held.id, bo, bo)
    assert shop.desk.assign(held.id, LEO, bo).name == "Bo"
    with pytest.raises(NotHolderError):
        shop.desk.say(held.id, MIA, "still me", key="k")
    assert shop.desk.hand_back(held.id, LEO).who == "assistant"
    [changed] = [event for event in held.history()[-1].events if isinstance(event, HandsChanged)]
    assert changed.text.startswith("Leo of the shop has handed the conversation back to me, the assistant; Bo is not")
    n = len(held.history())
    shop.desk.hand_back(held.id, LEO)
    assert len(held.history()) == n


def test_the_shopper_can_go_back_from_a_person(shop: Shop, held: Session) -> None:
    held.act(ShopperAct(Intent.NO_PERSON))
    assert held.state.hands.who == "assistant"
    with pytest.raises(NotHolderError):
        shop.desk.say(held.id, MIA, "hello?", key="k")
    assert shop.desk.inbox() == ()


def test_an_agent_who_leaves_gives_everything_back_to_the_line(shop: Shop, held: Session) -> None:
    asked_at = held.state.hands.asked_at
    shop.desk.gone(MIA.id)
    assert held.state.hands.who == "message_left"
    assert held.state.hands.asked_at == asked_at
    changed = held.history()[-1].events[0]
    assert isinstance(changed, HandsChanged)
    assert changed.text.startswith("Mia had to leave, so I am back. Nobody is at the desk right now.")
    assert held.say("jackets").cards


def test_an_agent_who_is_not_heard_of_loses_the_conversation(shop: Shop, held: Session, clock: Clock) -> None:
    clock.later(seconds=200)
    shop.desk.tend()
    assert held.state.hands.is_held
    clock.later(seconds=200)
    shop.desk.present(LEO)
    shop.desk.tend()
    assert held.state.hands.who == "waiting"  # Leo is there to come
    shop.desk.tend()
    assert (
        sum(isinstance(t.events[0], HandsChanged) and "had to leave" in t.events[0].text for t in held.history()) == 1
    )


def test_who_waits_is_told_when_the_desk_has_emptied(shop: Shop, session: Session, clock: Clock) -> None:
    session.say("can I talk to a person")
    clock.later(seconds=30)
    shop.desk.tend()
    assert session.state.hands.who == "waiting"
    clock.later(seconds=60)
    shop.desk.tend()
    assert session.state.hands.who == "message_left"
    changed = session.history()[-1].events[0]
    assert isinstance(changed, HandsChanged)
    assert changed.text.startswith("The people of the shop have left their desk.")
    n = len(session.history())
    shop.desk.tend()
    assert len(session.history()) == n


# --- the inbox ------------------------------------------------------------------------------------------------------


def test_the_inbox_has_who_waits_longest_first_then_who_is_held(shop: Shop, clock: Clock) -> None:
    sessions = [shop.session() for _ in range(3)]
    for n, session in enumerate(sessions):
        session.say(["jackets under 90", "this is so frustrating, you are useless", "tees"][n])
        shop.desk.ask(session.id, f"reason {n}")
        clock.later(minutes=1)
    shop.desk.take(sessions[0].id, MIA)
    first, second, third = shop.desk.inbox()
    assert [one.session_id for one in (first, second, third)] == [sessions[1].id, sessions[2].id, sessions[0].id]
    assert third.agent == "Mia"
    assert third.wants == "under $90.00, jackets"
    assert first.mood in ("frustrated", "abusive")
    assert first.reason == "reason 1"
    assert first.shopper == "Guest"


def test_unread_counts_what_the_shopper_said_since_the_desk_looked(shop: Shop, held: Session) -> None:
    [line] = shop.desk.inbox()
    assert line.unread == 0
    held.say("hello?")
    held.say("are you there?")
    held.act(ShopperAct(Intent.ADD_TO_CART, variant_id="pack"))
    assert shop.desk.inbox()[0].unread == 2
    shop.desk.read(held.id, len(held.history()) - 2)
    assert shop.desk.inbox()[0].unread == 1
    shop.desk.read(held.id, 0)  # what was read stays read
    assert shop.desk.inbox()[0].unread == 1
    shop.desk.say(held.id, MIA, "I am", key="k")
    assert shop.desk.inbox()[0].unread == 0


def test_a_restart_in_the_middle_changes_nothing(
    shop: Shop, held: Session, clock: Clock, open_again: Callable[..., Shop]
) -> None:
    waiting = shop.session()
    clock.later(minutes=1)
    waiting.say("can I talk to a person")
    held.say("are you there?")
    before, turns = shop.desk.inbox(), held.history()
    shop.close()
    with open_again() as again:
        assert again.desk.inbox() == before
        kept = again.session("", held.id)
        assert kept.history() == turns
        assert state_of(list(turns)).hands == kept.state.hands
        again.desk.tend()  # people come back after a restart: nobody is thrown out at once
        assert again.desk.inbox() == before
        again.desk.say(held.id, MIA, "still here", key="k")


def test_a_deleted_conversation_leaves_the_line(shop: Shop, held: Session) -> None:
    shop.forget(held.id)
    assert shop.desk.inbox() == ()
    with pytest.raises(UnknownConversationError):
        shop.desk.say(held.id, MIA, "hello", key="k")


def test_whoever_listens_hears_every_change_and_only_until_the_end(shop: Shop, session: Session) -> None:
    own: list[int] = []
    every: list[int] = []
    end = shop.desk.listen(session.id, lambda: own.append(1), shopper=True)
    shop.desk.listen("", lambda: every.append(1))
    session.say("can I talk to a person")
    assert len(own) == 1
    assert shop.desk.inbox()[0].is_here
    shop.desk.take(session.id, MIA)
    assert len(own) == 2
    end()
    end()
    assert not shop.desk.inbox()[0].is_here
    shop.desk.say(session.id, MIA, "hello", key="k")
    assert len(own) == 2
    assert len(every) >= 3


def test_turns_after_a_number_are_those_and_no_others(shop: Shop, held: Session) -> None:
    assert [number for number, _ in shop.desk.turns_after(held.id, -1)] == [0, 1, 2]
    assert [number for number, _ in shop.desk.turns_after(held.id, 1)] == [2]
    assert shop.desk.turns_after(held.id, 9) == []


def test_text_of_a_person_is_kept_as_it_was_written(shop: Shop, held: Session) -> None:
    text = "<b>bold</b> ${x} {{y}} ' \" 好的"
    shop.desk.say(held.id, MIA, text, key="k")
    assert held.history()[-1].events[0] == PersonSaid("Mia", text)
    assert not any(isinstance(event, Text) for event in held.history()[-1].events)
