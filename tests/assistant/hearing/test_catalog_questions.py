"""Which messages are questions about the range, and of what; and which are something else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.hearing.catalog_shapes import Aspect, shape_of
from assistant.hearing.clauses import clauses
from assistant.reading.second_reading import SecondReader
from assistant.state import DialogueState, Focused, Shown
from assistant.understanding import RuleUnderstander
from assistant.understanding_eval.format import read_annotated
from retrieval.query import THING, Constraint, Operator

IS = Operator.IS
ANNOTATED = Path(__file__).parents[2] / "understanding"
JACKETS = Constraint("category", IS, "Jackets")
BAGS = Constraint("category", IS, "Bags")
START = DialogueState()
SHOWN = START.after(ShopperAct(Intent.FIND, (JACKETS,), text="jacket")).after(
    Shown(("rain", "fleece"), ("rain-M-Blue", "fleece-M-Gray"))
)
TALKED_OF = SHOWN.after(Focused(("fleece",)))


def heard(understander: RuleUnderstander, message: str, state: DialogueState = START) -> ShopperAct:
    [act] = understander.understand(message, state).acts
    return act


@pytest.mark.parametrize(
    ("message", "aspect", "conditions"),
    [
        ("how many jackets do you have?", Aspect.COUNT, (JACKETS,)),
        ("how many bags are there", Aspect.COUNT, (BAGS,)),
        ("so, can you tell me how many different jackets you have in stock?", Aspect.COUNT, (JACKETS,)),
        ("how many jackets do you have under 60?", Aspect.COUNT, (JACKETS, "price")),
        ("how many blue jackets do you sell", Aspect.COUNT, (JACKETS, "color")),
        ("how many products do you have in total?", Aspect.COUNT, ()),
        ("which brands of jackets do you carry?", Aspect.BRANDS, (JACKETS,)),
        ("what jacket brands do you have", Aspect.BRANDS, (JACKETS,)),
        ("which brands do you have?", Aspect.BRANDS, ()),
        ("what do you sell here?", Aspect.KINDS, ()),
        ("which kinds of bags are there?", Aspect.KINDS, (BAGS,)),
        ("what's the price range of jackets", Aspect.PRICES, (JACKETS,)),
        ("how much do your bags cost?", Aspect.PRICES, (BAGS,)),
        ("cheapest and dearest jacket", Aspect.PRICES, (JACKETS,)),
        ("show me your most expensive and your cheapest jacket", Aspect.PRICES, (JACKETS,)),
        ("how much is your cheapest jacket?", Aspect.CHEAPEST, (JACKETS,)),
        ("what does the most expensive jacket cost", Aspect.DEAREST, (JACKETS,)),
        ("what sizes do the jackets come in?", Aspect.VALUES, (JACKETS,)),
        ("which colours of jackets do you have", Aspect.VALUES, (JACKETS,)),
        ("how many mugs do you have", Aspect.COUNT, ("thing",)),  # no category of this name: by the title
        ("你们卖什么？", Aspect.KINDS, ()),
        ("你们有多少款外套", Aspect.COUNT, (JACKETS,)),
        ("请问外套有哪些牌子", Aspect.BRANDS, (JACKETS,)),
        ("有什么牌子的外套", Aspect.BRANDS, (JACKETS,)),
        ("最便宜和最贵的外套", Aspect.PRICES, (JACKETS,)),
        ("外套的价格范围是多少", Aspect.PRICES, (JACKETS,)),
        ("最便宜的外套多少钱", Aspect.CHEAPEST, (JACKETS,)),
        ("外套有哪些颜色", Aspect.VALUES, (JACKETS,)),
    ],
)
def test_questions_about_the_range(
    understander: RuleUnderstander, message: str, aspect: Aspect, conditions: tuple[Constraint | str, ...]
) -> None:
    act = heard(understander, message)
    shape = shape_of(act.text)
    assert act.intent is Intent.ASK_CATALOG
    assert shape is not None
    assert shape.aspect is aspect
    wanted = {c for c in conditions if isinstance(c, Constraint)}
    slots = {c for c in conditions if isinstance(c, str)}
    assert wanted <= set(act.constraints)
    assert {c.slot for c in act.constraints if c not in wanted} == slots


@pytest.mark.parametrize(
    "message",
    [
        "show me the cheapest jacket",
        "what's your cheapest backpack?",
        "do you have jackets?",
        "what jackets do you have",
        "a jacket, any brand",
        "how much is it?",
        "how much is the second?",
        "how many pockets does it have",
        "how many days do I have to return a jacket",
        "how many people does the tent sleep",
        "what does shipping cost",
        "what does overnight cost",
        "how much is 110 euros in crowns",
        "what sizes does it come in?",
        "what colours does the first one come in?",
        "which brand is the fleece?",
        "which brands are good for hiking",
        "which of these is the cheapest",
        "the cheapest and the dearest of these",
        "how many zorbs do you have",
        "how many zorb jackets do you have",
        "how many of the second are left",
        "how many jackets should I take?",
        "which sizes would you recommend",
        "第二个多少钱",
        "这个有哪些颜色",
        "有没有红色的外套",
        "外套给我推荐几款",
        "有几个口袋",
        "有多少种鱼竿",
    ],
)
@pytest.mark.parametrize("state", [START, SHOWN, TALKED_OF], ids=["start", "shown", "talked of"])
def test_other_messages_are_left_to_who_reads_them(
    understander: RuleUnderstander, message: str, state: DialogueState
) -> None:
    assert all(act.intent is not Intent.ASK_CATALOG for act in understander.understand(message, state).acts)


@pytest.mark.parametrize(
    "message", ["how many jackets do you have?", "which brands are there?", "what colours are there"]
)
def test_the_need_stays_as_it_is(understander: RuleUnderstander, message: str) -> None:
    act = heard(understander, message, SHOWN)
    assert act.intent is Intent.ASK_CATALOG
    after = SHOWN.after(act)
    same = ("text", "constraints", "order", "shown", "seen", "focus", "asked_slots", "refused", "aside", "context")
    assert {slot: getattr(after, slot) for slot in same} == {slot: getattr(SHOWN, slot) for slot in same}


def test_of_one_product_that_is_talked_about_its_own_colours_are_asked(understander: RuleUnderstander) -> None:
    act = heard(understander, "what colours are there?", TALKED_OF)
    assert (act.intent, act.product_ids) == (Intent.ASK_PRODUCT, ("fleece",))
    assert heard(understander, "what colours are there?", SHOWN).intent is Intent.ASK_CATALOG
    assert heard(understander, "what capacities do you have?", TALKED_OF).intent is Intent.ASK_CATALOG  # it has none


def test_a_condition_that_is_a_wish_elsewhere_is_counted_as_the_record_states_it(
    understander: RuleUnderstander,
) -> None:
    act = heard(understander, "how many waterproof jackets do you have?")
    assert {(c.slot, c.value, c.required) for c in act.constraints} == {
        ("category", "Jackets", True),
        ("feature", "Waterproof", True),
    }
    [price] = [c for c in heard(understander, "how many jackets are there under 60").constraints if c.slot == "price"]
    assert (price.operator, price.value) == (Operator.AT_MOST, Decimal(60))
    [thing] = heard(understander, "how many mugs are there").constraints
    assert (thing.slot, thing.value) == (THING, "mugs")


def test_the_wording_of_no_other_annotated_turn_but_seven_fits() -> None:
    """Five name no kind of thing, so that no store's words let them through; two ask what there is of a kind, and mean
    to look at it ("which mics are there for 150-200?")."""
    turns = [turn for dialogue in read_annotated(ANNOTATED) for turn in dialogue.turns]
    said = [turn.say for turn in turns if Intent.ASK_CATALOG not in {act.intent for act in turn.acts}]
    assert len(said) > 800
    assert len({message for message in said if any(shape_of(clause) for clause in clauses(message))}) <= 7


def test_no_model_is_asked(understander: RuleUnderstander) -> None:
    class Tuned:
        is_tuned = is_warm = True

        def understand(self, *_: object) -> object:
            raise AssertionError("the model was asked")

        def read_ahead(self, *_: object) -> None: ...

    reader = SecondReader(understander, Tuned())  # type: ignore[arg-type]
    assert reader.first("hi, how many jackets do you have?", START).sure
    assert not reader.first("a warm jacket for my brother", START).sure
