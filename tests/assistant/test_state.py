"""The state: a pure fold over happenings, and the rules by which constraints merge."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assistant.acts import AskVariant, Intent, ShopperAct
from assistant.aside import Aside
from assistant.context import ContextChange
from assistant.merging import contradicted
from assistant.state import (
    Asked,
    CartChanged,
    CartLine,
    CartUndone,
    DialogueState,
    Focused,
    Happening,
    Shown,
    TurnBegan,
)
from retrieval.query import Constraint, Operator, Order
from tests.assistant import strategies

START = DialogueState()


def color(value: str, operator: Operator = Operator.IS) -> Constraint:
    return Constraint("color", operator, value)


def price(operator: Operator, *amounts: int) -> Constraint:
    values = [Decimal(a) for a in amounts]
    return Constraint("price", operator, (values[0], values[1]) if len(values) > 1 else values[0])


BLUE, RED, NOT_BLUE, NOT_RED = color("Blue"), color("Red"), color("Blue", Operator.NOT), color("Red", Operator.NOT)
UNDER_60, UNDER_40 = price(Operator.AT_MOST, 60), price(Operator.AT_MOST, 40)
OVER_20, OVER_80 = price(Operator.AT_LEAST, 20), price(Operator.AT_LEAST, 80)


def folded(happenings: list[Happening]) -> DialogueState:
    state = START
    for happening in happenings:
        state = state.after(happening)
    return state


@given(st.lists(strategies.happenings, max_size=12))
def test_the_same_happenings_always_rebuild_the_same_state(happenings: list[Happening]) -> None:
    states = [START]
    for happening in happenings:
        states.append(states[-1].after(happening))
    assert folded(happenings) == states[-1]
    again = [START]
    for happening, before in zip(happenings, states, strict=False):
        assert again[-1] == before  # what came after has not touched it
        again.append(before.after(happening))
    assert again == states


@given(st.lists(strategies.happenings, max_size=12))
def test_what_the_state_says_of_constraints_holds_after_anything(happenings: list[Happening]) -> None:
    state = folded(happenings)
    assert len(set(state.constraints)) == len(state.constraints)
    for slot in {c.slot for c in state.constraints}:
        own = [c for c in state.constraints if c.slot == slot and c.operator is not Operator.NOT]
        bounds = {Operator.AT_LEAST, Operator.AT_MOST}
        together = {c.operator for c in own} == bounds or all(contradicted(a, b) for a, b in combinations(own, 2))
        assert len(own) <= 1 or together
    assert len(state.cart_before) <= 10
    assert state.n_turns == sum(isinstance(h, TurnBegan) for h in happenings)


def test_a_new_search_forgets_the_need_and_keeps_the_cart_and_what_was_rejected() -> None:
    state = folded(
        [
            ShopperAct(Intent.FIND, (BLUE,), text="jacket", order=Order.CHEAPEST),
            Shown(("a", "b"), ("a1", "b1")),
            Asked("size", ("M",)),
            CartChanged((CartLine("a1", 1),)),
            ShopperAct(Intent.REJECT, product_ids=("b",)),
        ]
    )
    after = state.after(ShopperAct(Intent.FIND, (RED,), text="tee"))
    assert (after.text, after.constraints, after.order) == ("tee", (RED,), Order.FIT)
    assert (after.seen, after.asked, after.asked_slots) == (frozenset(), None, frozenset())
    assert after.cart == state.cart
    assert after.rejected == {"b"}


def test_a_refinement_adds_words_and_conditions_and_takes_away_what_is_removed() -> None:
    state = START.after(ShopperAct(Intent.FIND, (BLUE, UNDER_60), text="rain jacket"))
    after = state.after(ShopperAct(Intent.REFINE, (OVER_20,), removed=(BLUE,), text="light jacket"))
    assert after.text == "rain jacket light"
    assert after.constraints == (UNDER_60, OVER_20)
    assert after.after(ShopperAct(Intent.REFINE, order=Order.DEAREST)).order is Order.DEAREST


def test_a_bundle_keeps_its_parts_until_another_need() -> None:
    jacket, bag = Constraint("category", Operator.IS, "Jackets"), Constraint("category", Operator.IS, "Bags")
    state = START.after(ShopperAct(Intent.BUNDLE, (UNDER_60,), parts=(jacket, bag), product_ids=("tee",)))
    assert state.bundling
    assert (state.parts, state.anchors) == ((jacket, bag), ("tee",))
    assert state.after(ShopperAct(Intent.REFINE, removed=(bag,))).parts == (jacket,)
    other = state.after(ShopperAct(Intent.FIND, text="tee"))
    assert (other.bundling, other.parts, other.anchors) == (False, (), ())


def test_what_is_heard_is_this_turn_s() -> None:
    state = folded([TurnBegan("hi"), ShopperAct(Intent.GREET), ShopperAct(Intent.SHOW_CART)])
    assert [act.intent for act in state.heard] == [Intent.GREET, Intent.SHOW_CART]
    assert state.after(TurnBegan("more")).heard == ()
    assert state.after(TurnBegan("more")).n_turns == 2


def test_what_is_shown_is_seen_and_its_first_is_in_focus() -> None:
    state = folded([Shown(("a", "b"), ("a1", "b1")), Shown(("c",), ("c1",), more=True)])
    assert state.seen == {"a", "b", "c"}
    assert state.focus == ("c",)
    assert state.after(Focused(("b", "a"))).focus == ("b", "a")
    assert state.after(ShopperAct(Intent.ASK_PRODUCT, product_ids=("b",))).focus == ("b",)


def test_an_answer_ends_the_question_and_other_talk_leaves_it_open() -> None:
    which = AskVariant("tee", "size", ("S", "M"))
    state = START.after(Asked("size", ("S", "M"), which))
    assert state.after(ShopperAct(Intent.ASK_POLICY)).asked == Asked("size", ("S", "M"), which)
    for intent in (Intent.FIND, Intent.REFINE, Intent.BUNDLE, Intent.ADD_TO_CART):
        assert state.after(ShopperAct(intent)).asked is None
    assert state.asked_slots == frozenset()  # asked for the cart, not for the need


def test_what_was_asked_for_the_need_is_not_asked_again_and_what_was_given_up_is_of_no_interest() -> None:
    state = folded([ShopperAct(Intent.FIND, text="tee"), Asked("color", ("Blue", "Red")), Asked("material", ("Wool",))])
    assert state.asked_slots == {"color", "material"}
    indifferent = state.after(ShopperAct(Intent.REFINE, dropped=("color",)))
    assert indifferent.refused == {"color"}
    assert indifferent.after(ShopperAct(Intent.REFINE, (BLUE,))).refused == frozenset()
    assert indifferent.after(ShopperAct(Intent.FIND, text="mug")).refused == frozenset()


def test_what_goes_against_an_earlier_word_is_kept_for_the_turn() -> None:
    state = folded(
        [
            ShopperAct(Intent.FIND, (UNDER_60, BLUE)),
            TurnBegan("over 80, red"),
            ShopperAct(Intent.REFINE, (OVER_80, RED)),
        ]
    )
    assert state.constraints == (OVER_80, RED)
    assert state.overruled == ((UNDER_60, OVER_80),)  # another colour is another wish, no contradiction
    assert state.after(TurnBegan("ok")).overruled == ()


def test_a_search_that_is_left_is_set_aside_and_taken_up_with_what_was_asked_in_it() -> None:
    for_dad = ContextChange(recipient="dad")
    tent = ShopperAct(Intent.FIND, (UNDER_60,), text="tent", context=for_dad)
    state = folded(
        [tent, Asked("color", ("Blue",)), ShopperAct(Intent.REFINE, (BLUE,)), ShopperAct(Intent.FIND, text="mug")]
    )
    [aside] = state.aside
    assert aside == Aside("dad", "tent", (UNDER_60, BLUE), asked_slots=frozenset({"color"}))
    back = state.after(ShopperAct(Intent.FIND, aside.constraints, text="tent", context=for_dad))
    assert (back.text, back.constraints, back.asked_slots) == ("tent", (UNDER_60, BLUE), {"color"})
    assert [one.text for one in back.aside] == ["tent", "mug"]
    again = back.after(ShopperAct(Intent.FIND, text="kettle"))
    assert [one.text for one in again.aside] == ["mug", "tent"]  # each search once, the last left last


def looking(text: str, whom: str = "", intent: Intent = Intent.FIND) -> ShopperAct:
    return ShopperAct(intent, text=text, context=ContextChange(recipient=whom))


def refusing(*product_ids: str) -> ShopperAct:
    return ShopperAct(Intent.REJECT, product_ids=product_ids)


def test_what_is_turned_down_is_hidden_from_whom_it_was_looked_for_alone() -> None:
    for_dad = folded([looking("tent", "my father"), refusing("a")])
    assert for_dad.rejected == {"a"}
    for_wife = folded([looking("tent", "my father"), refusing("a"), looking("tent", "wife"), refusing("b")])
    assert for_wife.rejected == {"b"}
    assert for_wife.after(looking("mug", "dad")).rejected == {"a"}  # another thing for the same person
    own = for_wife.after(looking("tent", "me")).after(refusing("c"))
    assert own.rejected == {"c"}
    assert own.after(looking("tent", "wife")).rejected == {"b"}


def test_what_was_turned_down_in_a_search_stays_hidden_when_it_turns_out_to_be_for_somebody() -> None:
    state = folded([looking("mug"), Shown(("m",), ("m1",)), refusing("m")])
    state = state.after(looking("tent")).after(Shown(("a", "b"), ("a1", "b1"))).after(refusing("a"))
    assert state.rejected == {"m", "a"}
    assert state.after(looking("", "dad", Intent.REFINE)).rejected == {"a"}
    assert state.after(looking("tent", "dad")).rejected == frozenset()


def test_a_no_is_taken_back_for_whom_it_was_said() -> None:
    state = folded([looking("tent", "dad"), refusing("a", "b"), looking("tent", "wife"), refusing("a")])
    again = state.after(ShopperAct(Intent.TAKE_BACK, product_ids=("a",)))
    assert again.rejected == frozenset()
    assert again.after(looking("tent", "dad")).rejected == {"a", "b"}
    late = state.after(ShopperAct(Intent.TAKE_BACK, product_ids=("b",)))  # said for dad, taken back meanwhile
    assert late.after(looking("tent", "dad")).rejected == {"a"}


def test_what_is_shown_first_is_in_focus_but_not_spoken_of() -> None:
    state = START.after(Shown(("a", "b"), ("a1", "b1")))
    assert (state.focus, state.talked_of) == (("a",), False)
    assert state.after(Focused(("b",))).talked_of
    assert state.after(ShopperAct(Intent.ASK_PRODUCT, product_ids=("b",))).talked_of
    which = state.after(ShopperAct(Intent.ASK_PRODUCT, product_ids=("a", "b"), unresolved="the blue one"))
    assert not which.talked_of


def test_undo_goes_back_one_change_at_a_time_and_not_beyond_the_first() -> None:
    lines = [(CartLine("a1", n),) for n in range(1, 4)]
    state = folded([CartChanged(line) for line in lines])
    assert state.cart == lines[2]
    for expected in (lines[1], lines[0], (), ()):
        state = state.after(CartUndone())
        assert state.cart == expected
    assert state.cart_before == ()


def test_ten_changes_can_be_undone() -> None:
    state = folded([CartChanged((CartLine("a1", n),)) for n in range(1, 30)])
    assert len(state.cart_before) == 10
