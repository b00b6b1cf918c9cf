"""Metrics of understanding, on dialogues over the six products whose counts are plain to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.context import ContextChange, Feeling
from assistant.state import CartLine, DialogueState
from assistant.understanding import Understanding
from assistant.understanding_eval.acts import differences
from assistant.understanding_eval.comparing import NeedComparer
from assistant.understanding_eval.failures import failure
from assistant.understanding_eval.format import AnnotatedDialogue, read_annotated
from assistant.understanding_eval.score import (
    Rates,
    by_certainty,
    by_feeling,
    by_intent,
    by_kind,
    by_part,
    groups,
    heard_apart,
    score,
)
from assistant.understanding_eval.walk import Asked, WalkedTurn, Walker
from assistant.understanding_eval.wanted import wanted_of
from retrieval.catalog import Catalog
from retrieval.query import Constraint, Operator, Order
from retrieval.vocabulary import Vocabulary

FIND, REFINE, ADD = Intent.FIND, Intent.REFINE, Intent.ADD_TO_CART
IS, NOT, AT_MOST, AT_LEAST, ONE_OF = Operator.IS, Operator.NOT, Operator.AT_MOST, Operator.AT_LEAST, Operator.ONE_OF
JACKETS = Constraint("category", IS, "Jackets")
BLUE = Constraint("color", IS, "Blue")
UNDER_60 = Constraint("price", AT_MOST, Decimal(60))
UNDER_80 = Constraint("price", AT_MOST, Decimal(80))
FOR_DAD = ContextChange(recipient="my father")
NO_LEATHER = Constraint("material", NOT, "Leather")

DAD = """\
- id: six-dad
  lang: en
  typos: none
  turns:
  - say: a jacket for my dad, under 80
    acts: [{find: {}}]
    need: [category is Jackets, price at most 80, recipient is dad]
    may: [gender prefer Men]
  - shown: [rain, fleece]
    say: make that 60, and no leather
    acts: [{refine: {}}]
    need: [category is Jackets, price at most 60, material not Leather, recipient is dad]
  - say: hi again, the second in blue size L, what about returns
    acts: [{add_to_cart: {products: [fleece], constraints: [color is Blue, size is L]}}, {ask_policy: {}}]
"""


class Scripted:
    """Reads the same message always the same way, and keeps the states that it was asked in."""

    def __init__(self, readings: dict[str, Sequence[ShopperAct]]) -> None:
        self._readings = readings
        self.states: list[DialogueState] = []

    def understand(self, message: str, state: DialogueState) -> Understanding:
        self.states.append(state)
        return Understanding(tuple(self._readings[message]))


def dialogues(tmp_path: Path, text: str = DAD) -> list[AnnotatedDialogue]:
    folder = tmp_path / "six"
    folder.mkdir(exist_ok=True)
    (folder / "d.yaml").write_text(text, encoding="utf-8")
    return read_annotated(tmp_path)


def walk(catalog: Catalog, talks: Sequence[AnnotatedDialogue], understander: Scripted) -> list[WalkedTurn]:
    ticks = iter(range(10_000))
    walker = Walker(understander, catalog, Vocabulary.learn(catalog), timer=lambda: next(ticks) / 1000)
    return [turn for talk in talks for turn in walker.walk(talk)]


def readings(*turns: Sequence[ShopperAct]) -> dict[str, Sequence[ShopperAct]]:
    says = (
        "a jacket for my dad, under 80",
        "make that 60, and no leather",
        "hi again, the second in blue size L, what about returns",
    )
    return dict(zip(says, turns, strict=True))


RIGHT = readings(
    [ShopperAct(FIND, (JACKETS, UNDER_80), text="jacket", context=FOR_DAD)],
    [ShopperAct(REFINE, (UNDER_60, NO_LEATHER))],
    [
        ShopperAct(Intent.GREET),
        ShopperAct(ADD, (BLUE, Constraint("size", IS, "L")), product_ids=("fleece",)),
        ShopperAct(Intent.ASK_POLICY, text="returns"),
    ],
)


# --- walking -------------------------------------------------------------------------------------------------


def test_all_is_right(tmp_path: Path, catalog: Catalog) -> None:
    understander = Scripted(RIGHT)
    turns = walk(catalog, dialogues(tmp_path), understander)
    found = score(turns)
    assert (found.n_turns, found.joint_goal, found.turn_goal, found.acts_exact) == (3, 1, 1, 1)
    assert (found.invented, found.asked_model) == (0, 0)
    assert found.ms == pytest.approx((1, 1, 1))
    assert [failure(turn) for turn in turns] == ["", "", ""]
    assert len(understander.states) == 3  # nothing wrong, so nothing is understood twice


def test_whom_it_is_for_counts_only_when_asked_to(tmp_path: Path, catalog: Catalog) -> None:
    turns = walk(catalog, dialogues(tmp_path), Scripted(RIGHT))
    assert score(turns, context=True).joint_goal == 1
    assert by_kind(turns)["context"] == Rates(1, 1, 1)
    missed = {**RIGHT, next(iter(RIGHT)): [ShopperAct(FIND, (JACKETS, UNDER_80))]}
    turns = walk(catalog, dialogues(tmp_path), Scripted(missed))
    assert score(turns).joint_goal == 1
    assert score(turns, context=True).joint_goal == 0
    assert score(turns, context=True).turn_goal == pytest.approx(2 / 3)
    assert "'recipient is dad' is missing" in failure(turns[0], context=True)
    assert failure(turns[0]) == ""
    assert by_kind(turns)["context"] == Rates(0, 0, 1)


def test_the_screen_is_the_annotations(tmp_path: Path, catalog: Catalog) -> None:
    understander = Scripted(RIGHT)
    walk(catalog, dialogues(tmp_path), understander)
    before = [state.shown for state in understander.states]
    assert before[0].product_ids == ()
    assert before[1].product_ids == before[2].product_ids == ("rain", "fleece")
    assert before[1].variant_ids == ("rain-S-Blue", "fleece-M-Gray")


def test_the_cart_is_what_was_meant_not_what_was_heard(tmp_path: Path, catalog: Catalog) -> None:
    text = DAD + "  - say: what is in my cart\n    acts: [{show_cart: {}}]\n"
    wrong = {**RIGHT, "what is in my cart": [ShopperAct(Intent.SHOW_CART)]}
    third = list(wrong)[2]
    understander = Scripted({**wrong, third: [ShopperAct(ADD, product_ids=("rain",), quantity=9)]})
    walk(catalog, dialogues(tmp_path, text), understander)
    assert understander.states[-1].cart == (CartLine("fleece-L-Blue", 1),)


def test_one_early_mistake_stays_in_the_joint_goal_and_counts_once_alone(tmp_path: Path, catalog: Catalog) -> None:
    misheard = {
        **RIGHT,
        next(iter(RIGHT)): [ShopperAct(FIND, (JACKETS, UNDER_80, BLUE), text="jacket", context=FOR_DAD)],
    }
    understander = Scripted(misheard)
    turns = walk(catalog, dialogues(tmp_path), understander)
    found = score(turns)
    assert found.joint_goal == 0
    assert found.turn_goal == pytest.approx(2 / 3)
    assert found.acts_exact == 1
    assert found.invented == pytest.approx(1 / 7)  # BLUE, of 3 + 2 + 2 constraints
    assert BLUE in understander.states[1].constraints
    put_right = understander.states[2]  # the second message, once more, in the state put right
    assert set(put_right.constraints) == {JACKETS, UNDER_80}
    assert "color is Blue is wrong (since an earlier turn)" in failure(turns[1])


def test_wrong_acts_are_put_right_too(tmp_path: Path, catalog: Catalog) -> None:
    deaf: dict[str, Sequence[ShopperAct]] = {message: [ShopperAct(Intent.NOT_UNDERSTOOD)] for message in RIGHT}
    understander = Scripted(deaf)
    turns = walk(catalog, dialogues(tmp_path), understander)
    assert score(turns).acts_exact == 0
    assert score(turns).invented is None
    assert set(understander.states[2].constraints) == {JACKETS, UNDER_80}
    assert set(understander.states[4].constraints) == {JACKETS, UNDER_60, NO_LEATHER}
    assert [turn.need_alone.is_right(context=False) for turn in turns] == [False, False, True]
    assert by_kind(turns) == {
        "price": Rates(0, 1, 2),  # in the second turn 80 stands where 60 should
        "category": Rates(0, 0, 1),
        "negation": Rates(0, 0, 1),
        "context": Rates(0, 0, 1),
    }


def test_what_a_message_says_wrongly_placed_is_wrong_but_not_invented(tmp_path: Path, catalog: Catalog) -> None:
    leather = Constraint("material", IS, "Leather")
    ninety = Constraint("price", AT_LEAST, Decimal(90))
    misheard = dict(RIGHT)
    misheard["make that 60, and no leather"] = [ShopperAct(REFINE, (UNDER_60, leather, ninety))]
    turns = walk(catalog, dialogues(tmp_path), Scripted(misheard))
    assert turns[1].invented == (ninety,)
    assert not turns[1].need.is_right(context=False)


# --- acts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([ShopperAct(Intent.ASK_POLICY)], "expected add_to_cart, ask_policy; got ask_policy"),
        ([ShopperAct(Intent.ASK_POLICY), ShopperAct(ADD)], "got ask_policy, add_to_cart"),
        ([ShopperAct(ADD, product_ids=("rain",)), ShopperAct(Intent.ASK_POLICY)], "expected the products ['fleece']"),
        ([ShopperAct(ADD, (BLUE,), product_ids=("fleece",)), ShopperAct(Intent.ASK_POLICY)], "'size is L' is missing"),
        (
            [ShopperAct(ADD, (BLUE,), product_ids=("fleece",), quantity=2), ShopperAct(Intent.ASK_POLICY)],
            "expected 1 pieces; got 2",
        ),
        (
            [ShopperAct(ADD, product_ids=("fleece",), unresolved="the ninth"), ShopperAct(Intent.ASK_POLICY)],
            "'the ninth' does point to something",
        ),
    ],
)
def test_how_acts_differ(tmp_path: Path, catalog: Catalog, acts: list[ShopperAct], words: str) -> None:
    turn = dialogues(tmp_path)[0].turns[2]
    told = differences(acts, turn, NeedComparer(catalog, Vocabulary.learn(catalog)))
    assert words in "\n".join(told)


def test_bundles_and_what_is_given_up(tmp_path: Path, catalog: Catalog) -> None:
    text = """\
- id: six-set
  lang: en
  typos: none
  turns:
  - say: a jacket and a bag
    acts: [{bundle: {parts: [category is Jackets, category is Bags / Kitchen]}}]
    need: [category is Jackets]
  - say: any color will do
    acts: [{refine: {dropped: [color]}}]
"""
    turns = dialogues(tmp_path, text)[0].turns
    comparer = NeedComparer(catalog, Vocabulary.learn(catalog))
    bags = Constraint("category", IS, "Bags")
    parts = ShopperAct(Intent.BUNDLE, parts=(JACKETS, bags))
    assert differences([parts], turns[0], comparer) == ()
    assert (
        "'category is Jackets' is missing"
        in differences([ShopperAct(Intent.BUNDLE, parts=(bags,))], turns[0], comparer)[0]
    )
    two = [wanted_of("category is Jackets")] * 2
    assert comparer.compare((JACKETS, JACKETS), two).is_right(context=False)
    assert not comparer.compare((JACKETS,), two).is_right(context=False)
    assert comparer.compare((), turns[0].need, parts=parts.parts).is_right(context=False)  # its parts say it
    assert differences([ShopperAct(REFINE, dropped=("color",))], turns[1], comparer) == ()
    assert differences([ShopperAct(REFINE, removed=(BLUE,))], turns[1], comparer) == ()
    assert "given up: ['color']; got []" in differences([ShopperAct(REFINE)], turns[1], comparer)[0]


def test_intents_are_counted_turn_by_turn(tmp_path: Path, catalog: Catalog) -> None:
    misheard = readings(
        [ShopperAct(FIND, (JACKETS,)), ShopperAct(FIND, (JACKETS,))],  # one too many
        [ShopperAct(FIND, (UNDER_60,))],  # for a refine
        [ShopperAct(Intent.ASK_POLICY), ShopperAct(Intent.THANK)],  # no add; thanks beside a real act do not count
    )
    rates = by_intent(walk(catalog, dialogues(tmp_path), Scripted(misheard)))
    assert rates == {
        "find": Rates(1, 3, 1),
        "refine": Rates(0, 0, 1),
        "add_to_cart": Rates(0, 0, 1),
        "ask_policy": Rates(1, 1, 1),
    }
    assert (rates["find"].precision, rates["find"].recall, rates["find"].f1) == (1 / 3, 1, 0.5)
    assert (rates["refine"].precision, rates["refine"].recall, rates["refine"].f1) == (None, 0, 0)


# --- needs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "constraint", "met"),
    [
        ("price at most 60", UNDER_60, True),
        ("price at most 60.00", UNDER_60, True),
        ("price at most 60", UNDER_80, False),
        ("price about 60", UNDER_60, False),
        ("price at most 59.99 / 60", UNDER_60, True),
        ("price about 60 / at most 60", UNDER_60, True),
        ("color is blue", BLUE, True),
        ("color is Blue", BLUE.wished(), False),
        ("color prefer Blue", BLUE.wished(), True),
        ("color prefer Blue", BLUE, False),
        ("feature is Waterproof", Constraint("feature", IS, "Waterproof", required=False), True),
        ("color one of Blue | Green", Constraint("color", ONE_OF, ("Green", "Blue")), True),
        ("color one of Blue | Green", BLUE, False),
        ("color is Blue / Green", Constraint("color", ONE_OF, ("Green", "Blue")), True),
        ("color is Blue", Constraint("color", ONE_OF, ("Green", "Blue")), False),
        ("color is Blue", Constraint("color", ONE_OF, ("Blue", "Dark Blue")), True),
        ("color is Blue", Constraint("color", IS, "Dark Blue"), False),
        ("size is S", Constraint("size", IS, "Small"), True),
        ("category is Tees / Jackets", JACKETS, True),
        ("category is Jackets", Constraint("category", IS, "Women > Jackets"), True),
        ("category is Jackets / feature is Hooded", Constraint("feature", IS, "Hooded"), True),
        ("capacity is 0.5 l", Constraint("capacity", IS, "500 ml"), True),
        ("capacity at least 0.6 l", Constraint("capacity", IS, "750 ml"), True),
        ("capacity at least 500 ml", Constraint("capacity", ONE_OF, ("750 ml", "500 ml")), True),
        ("capacity at least 500 ml", Constraint("capacity", IS, "750 ml"), False),
        ("capacity at most 100 ml", Constraint("capacity", IS, "under 100 ml"), True),  # nothing keeps it
        ("capacity at most 0.5 l", Constraint("capacity", AT_MOST, "500 ml"), True),
        ("order is cheapest", Constraint("order", IS, "cheapest"), True),
        ("material not Leather", Constraint("material", IS, "Leather"), False),
    ],
)
def test_what_meets_a_line(catalog: Catalog, line: str, constraint: Constraint, met: bool) -> None:
    found = NeedComparer(catalog, Vocabulary.learn(catalog)).compare([constraint], [wanted_of(line)])
    assert found.is_right(context=False) is met
    assert (found.missed == ()) is met
    assert (found.wrong == ()) is met


def test_sets_ranges_families_and_what_is_spared(catalog: Catalog) -> None:
    comparer = NeedComparer(catalog, Vocabulary.learn(catalog))

    def faults(predicted: list[Constraint], need: list[str], may: Sequence[str] = ()) -> tuple[int, int]:
        found = comparer.compare(predicted, [wanted_of(w) for w in need], [wanted_of(w) for w in may])
        return len(found.wrong), len(found.missed)

    between = Constraint("price", Operator.BETWEEN, (Decimal(20), Decimal(60)))
    low = Constraint("price", AT_LEAST, Decimal(20))
    assert faults([between], ["price at most 60", "price at least 20"]) == (0, 0)
    assert faults([low, UNDER_60], ["price between 20 and 60"]) == (0, 0)
    assert faults([UNDER_60], ["price between 20 and 60"]) == (1, 1)
    assert faults([UNDER_60], [], ["price between 20 and 60"]) == (0, 0)
    faux = Constraint("material", NOT, "Faux Leather")
    assert faults([NO_LEATHER, faux], ["material not Leather"]) == (0, 0)
    assert faults([faux], ["material not Leather"]) == (1, 1)
    assert faults([NO_LEATHER, Constraint("material", NOT, "Wool")], ["material not Leather"]) == (1, 0)
    assert faults([NO_LEATHER, Constraint("cover", NOT, "Leather")], ["material not Leather"]) == (0, 0)
    assert faults([JACKETS, BLUE], ["category is Jackets"]) == (1, 0)
    assert faults([JACKETS, BLUE], ["category is Jackets"], ["color is Blue"]) == (0, 0)
    assert faults([JACKETS], ["category is Jackets", "color is Blue"]) == (0, 1)


def test_kinds(catalog: Catalog) -> None:
    comparer = NeedComparer(catalog, Vocabulary.learn(catalog))
    lines = [
        "price at most 5", "category is Tees", "color is Red", "feature is Hooded", "brand is Tarn",
        "rating at least 4", "brand not Tarn", "order is cheapest", "recipient is dad",
    ]  # fmt: skip
    kinds = [comparer.kind(wanted_of(line).first) for line in lines]
    assert kinds == [
        "price", "category", "option", "attribute", "brand", "rating", "negation", "order", "context",
    ]  # fmt: skip


def test_the_order_of_a_list_is_part_of_the_need(tmp_path: Path, catalog: Catalog) -> None:
    text = DAD.replace("price at most 60, material not Leather", "price at most 80, order is cheapest")
    ordered = {**RIGHT, "make that 60, and no leather": [ShopperAct(REFINE, order=Order.CHEAPEST)]}
    turns = walk(catalog, dialogues(tmp_path, text), Scripted(ordered))
    assert score(turns).joint_goal == 1
    assert by_kind(turns)["order"] == Rates(1, 1, 1)
    assert by_kind(turns)["price"] == Rates(1, 1, 1)  # what stood already counts once
    none = walk(
        catalog, dialogues(tmp_path, text), Scripted({**RIGHT, "make that 60, and no leather": [ShopperAct(REFINE)]})
    )
    assert by_kind(none)["order"] == Rates(0, 0, 1)
    assert score(none).turn_goal == pytest.approx(2 / 3)  # put right, the third turn is right again


# --- groups --------------------------------------------------------------------------------------------------


def test_groups_by_language_typos_and_store_with_paraphrases_apart(tmp_path: Path, catalog: Catalog) -> None:
    other = (
        "- {id: six-zh, lang: zh, typos: some, turns: [{say: 夹克, acts: [{find: {}}], need: [category is Jackets]}]}\n"
    )
    (tmp_path / "paraphrases").mkdir()
    (tmp_path / "paraphrases" / "p.yaml").write_text("- {of: six-zh, turn: 1, say: 我要夹克}\n", encoding="utf-8")
    heard = {**RIGHT, "夹克": [ShopperAct(FIND, (JACKETS,))], "我要夹克": [ShopperAct(FIND)]}
    turns = walk(catalog, dialogues(tmp_path, DAD + other), Scripted(heard))
    found = {name: (len(own), score(own).joint_goal) for name, own in groups(turns).items()}
    assert found == {
        "all": (4, 1), "en": (3, 1), "zh": (1, 1), "typos: none": (3, 1), "typos: some": (1, 1), "store: six": (4, 1),
        "paraphrases": (1, 0),
    }  # fmt: skip


def test_paraphrases_end_where_nothing_more_is_counted(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "paraphrases").mkdir()
    (tmp_path / "paraphrases" / "p.yaml").write_text("- {of: six-dad, turn: 1, say: coats}\n", encoding="utf-8")
    turns = walk(catalog, dialogues(tmp_path), Scripted({**RIGHT, "coats": [ShopperAct(FIND, (JACKETS, UNDER_80))]}))
    assert [(turn.dialogue.id, turn.number) for turn in turns[3:]] == [("six-dad~1", 1)]


def test_parts_with_the_headline_first(tmp_path: Path, catalog: Catalog) -> None:
    turns = walk(catalog, dialogues(tmp_path, DAD + DAD.replace("six-dad", "six-test")), Scripted(RIGHT))
    parts = by_part(turns)
    assert [(part, {turn.dialogue.id for turn in own}) for part, own in parts.items()] == [
        ("test", {"six-test"}), ("dev", {"six-dad"}),
    ]  # fmt: skip
    assert list(by_part(turns[:3])) == ["dev"]


# --- feelings and models -------------------------------------------------------------------------------------


def test_turns_that_are_not_heard_alike_show_whom_to_believe(tmp_path: Path, catalog: Catalog) -> None:
    says = list(RIGHT)
    last = [*RIGHT[says[2]][:2], ShopperAct(Intent.ASK_POLICY)]  # the words of a question make no difference
    wrong = {**RIGHT, says[1]: [ShopperAct(REFINE, (UNDER_60,))], says[2]: last}
    talks = dialogues(tmp_path)
    walked = {"one": walk(catalog, talks, Scripted(RIGHT)), "other": walk(catalog, talks, Scripted(wrong))}
    apart = heard_apart(walked)
    assert {name: [turn.number for turn in turns] for name, turns in apart.items()} == {"one": [2], "other": [2]}
    assert (score(apart["one"]).turn_goal, score(apart["other"]).turn_goal) == (1, 0)
    assert heard_apart({"one": walked["one"]}) == {"one": []}


def test_whom_to_believe_is_told_by_how_certain_the_model_was(tmp_path: Path, catalog: Catalog) -> None:
    talks = dialogues(tmp_path)
    heard = walk(catalog, talks, Scripted(RIGHT))
    full = [replace(turn, shown=("a", "b", "c", "d")) for turn in heard[:2]]
    assert len(groups([*full, heard[2]])["shown: 4 and more"]) == 2
    certain = [replace(turn, certainty=certainty) for turn, certainty in zip(heard, (0.95, 1.0, 0.1), strict=True)]
    walked = {"rules": walk(catalog, talks, Scripted(RIGHT)), "model": certain}
    found = {of: {name: [t.number for t in own] for name, own in by.items()} for of, by in by_certainty(walked).items()}
    assert found["certainty: 0.9 and more"] == {"rules": [1, 2], "model": [1, 2]}
    assert found["certainty: 0 to 0.3"] == {"rules": [3], "model": [3]}
    assert found["certainty: 0.5 to 0.7"] == {"rules": [], "model": []}
    assert {of: len(own) for of, own in groups(certain).items() if "certainty" in of} == {
        "certainty: 0.9 and more": 2, "certainty: 0 to 0.3": 1,
    }  # fmt: skip


def test_feelings_are_counted_turn_by_turn(tmp_path: Path, catalog: Catalog) -> None:
    text = """\
- id: six-moods
  lang: en
  typos: none
  turns:
  - {say: quick, acts: [{find: {}}], feeling: urgent}
  - {say: useless, acts: [{reject: {}}], feeling: abusive}
  - {say: fine, acts: [{thank: {}}]}
"""
    heard = {
        "quick": [ShopperAct(FIND, context=ContextChange(feeling=Feeling.URGENT))],
        "useless": [ShopperAct(Intent.REJECT, context=ContextChange(feeling=Feeling.FRUSTRATED))],
        "fine": [ShopperAct(Intent.THANK, context=ContextChange(feeling=Feeling.CALM))],
    }
    rates = by_feeling(walk(catalog, dialogues(tmp_path, text), Scripted(heard)))
    assert rates == {"urgent": Rates(1, 1, 1), "frustrated": Rates(0, 1, 0), "abusive": Rates(0, 0, 1)}


def test_what_a_model_was_asked_is_counted_by_turn(tmp_path: Path, catalog: Catalog) -> None:
    understander = Scripted(RIGHT)

    def asked() -> Asked:
        """One question for every message, the second of them in vain."""
        n = len(understander.states)
        return Asked(n, n_failed=int(n > 1), prompt_tokens=100 * n, answer_tokens=10 * n)

    ticks = iter(range(100))
    walker = Walker(
        understander, catalog, Vocabulary.learn(catalog), timer=lambda: next(ticks) / 1000, asked=asked
    )  # fmt: skip
    [talk] = dialogues(tmp_path)
    found = score(list(walker.walk(talk)))
    assert (found.asked_model, found.failed) == (1, pytest.approx(1 / 3))
    assert (found.prompt_tokens, found.answer_tokens) == (100, 10)
    assert found.ms_asked == found.ms
    nobody = score(walk(catalog, [talk], Scripted(RIGHT)))
    assert (nobody.asked_model, nobody.failed, nobody.prompt_tokens, nobody.ms_asked) == (0, None, None, ())


def test_nothing_has_no_score() -> None:
    with pytest.raises(ValueError, match="no turns"):
        score([])
