"""Questions after the why, in a conversation."""

from __future__ import annotations

import re
from typing import cast

import pytest

from assistant import Shop
from assistant.acts import ExplainShown
from assistant.answers import why_chinese
from assistant.answers.why_answers import WhyAnswers
from assistant.grounding.wording import ModelWording
from assistant.recommending import Recommending
from assistant.reply import Signals, Text
from assistant.shopper.switching import Switching
from assistant.state import DialogueState
from assistant.testing import ScriptedModel
from assistant.turn import Turn
from assistant.workbench.bench import Bench, BenchSlot
from assistant.workbench.reasons import BenchReasons
from assistant.workbench.solving import BenchSolver, Options
from recommender.belonging.belonging import Belonging
from recommender.counterfactual import Anew
from recommender.explaining import TemplateExplainer
from recommender.shopper import Shopper
from retrieval.catalog import Catalog
from retrieval.query import Candidate, Query
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("said", "question", "told"),
    [
        ("a jacket", "why the first one?", "number 1 of 2 that fit."),
        ("a jacket", "why not the second one?", "number 2 of 2 that fit"),
        ("a steel bottle", "why is it on sale?", "The Steel Water Bottle costs"),
        ("a jacket", "为什么推荐第一个？", "在符合条件的 2 件中排第 1。"),
        ("a jacket", "为什么推荐第二个", "在符合条件的 2 件中排第 2。"),
        ("a jacket", "为啥推荐最后一个", "在符合条件的 2 件中排第 2。"),
        ("a jacket", "为什么不是第二个？", "在符合条件的 2 件中排第 2；"),
        ("a jacket", "為什麼不選第2款", "在符合条件的 2 件中排第 2；"),
        ("a jacket", "为什么不是便宜的那个", "在符合条件的 2 件中排第 1"),
        ("a jacket", "为什么贵的那个没排第一", "在符合条件的 2 件中排第"),
        ("a jacket", "第二个怎么这么贵？", "The Brook Rain Jacket costs"),
        ("a jacket", "为什么这么便宜", "The Cairn Fleece Jacket costs"),
        ("a jacket", "为什么不是第五个", "第五个"),
        ("a jacket", "为什么推荐它", "在符合条件的 2 件中排第 1。"),
    ],
)
def test_what_is_asked_after_the_cards(shop: Shop, said: str, question: str, told: str) -> None:
    session = shop.session()
    assert session.say(said).cards
    assert told in session.say(question).text


def test_what_fits_no_more_is_told_with_what_it_misses(shop: Shop) -> None:
    session = shop.session()
    session.say("a jacket")
    session.say("under 61")
    answer = session.say("why not the Brook Rain Jacket?").text
    assert answer == "Brook Rain Jacket: $79.00 is over your $61.00 by $18.00."


def test_a_part_of_the_bundle_is_told_by_its_slot_and_not_by_the_search(counter: Shop) -> None:
    session = counter.session()
    bundle = session.say("a jacket and a backpack to go together under 150").bundles[0]
    for card in bundle.cards:
        for question in (f"why the {card.title}?", f"why not the {card.title}?"):
            events = list(session.stream(question))
            told = "".join(event.piece for event in events if isinstance(event, Text))
            assert told.startswith(f"{card.title}, in the bundle under “")
            assert not re.search(r"that fit|among what fits|under your|over your", told)
            assert not [event for event in events if isinstance(event, Signals)]
    assert session.say("为什么推荐第一个？").text.startswith(f"{bundle.cards[0].title}：在组合的“")


def test_in_chinese_only_what_the_records_say_stays_as_they_say_it(counter: Shop) -> None:
    session = counter.session()
    session.say("a jacket")
    session.say("under 61")
    assert session.say("为什么不是 Brook Rain Jacket？").text == "Brook Rain Jacket：$79.00，比您的 $61.00 高 $18.00。"


@pytest.mark.parametrize(
    ("claim", "chinese"),
    [
        ("rated 4.5 by 12 reviewers", "12 条评价，评分 4.5"),
        ("$24.00 is under your $30.00", "$24.00，低于您的 $30.00"),
        ("heavier than 4 of the 5 others compared (6.4 kg)", "比其余 5 件中的 4 件重（6.4 kg）"),
        ("cheaper than all 5 others compared", "比其余 5 件都便宜"),
        ("only 3 left", "仅剩 3 件"),
        ("dearer than the Camp Mug by $20.00", "比 Camp Mug 贵 $20.00"),
        ("dearer than the Camp Mug in the bundle by $20.00", "比 组合里的 Camp Mug 贵 $20.00"),
        ("below the Camp Mug because its offer is smaller", "排在 Camp Mug 后面，因为优惠较小"),
        ("not in XL (it comes in S and M)", "没有 XL（有 S and M）"),
        ("made of steel", "made of steel"),
    ],
)
def test_claims_in_chinese(claim: str, chinese: str) -> None:
    assert why_chinese.claim(claim) == chinese


class Solver:
    """Finds both jackets for the slot."""

    def options(self, bench: Bench, turn: Turn) -> Options:
        return {"Jackets": (Candidate("rain", "rain-M-Blue"), Candidate("fleece", "fleece-M-Blue"))}


def test_what_could_lie_there_too_is_told_beside_what_does(catalog: Catalog) -> None:
    reasons = BenchReasons(catalog, cast(BenchSolver, Solver()), TemplateExplainer(catalog), Belonging(catalog))
    bench = Bench((BenchSlot("Jackets", variant_id="rain-M-Blue"),))
    turn = Turn(DialogueState(bench=bench, bundling=True), Shopper("guest"), NOW)
    told = reasons.why_not("fleece", turn)
    assert told
    assert told.text == (
        "Cairn Fleece Jacket: one of those found for “jackets”, "
        "cheaper than the Brook Rain Jacket in the bundle by $20.00."
    )
    assert told.evidence[0].source == "variant:fleece-M-Blue.price variant:rain-M-Blue.price"
    missed = reasons.why_not("pack", turn)
    assert missed
    assert missed.text == "Fell Day Backpack is no part of the bundle on the table."


def test_after_another_search_its_list_comes_first_and_then_the_bundle(counter: Shop) -> None:
    session = counter.session()
    session.say("a jacket and a backpack to go together")
    session.say("show me backpacks")
    assert "number 1 of 1 that fit." in session.say("why the Fell Day Backpack?").text
    lies = session.say("why the Brook Rain Jacket?").text + session.say("why the Cairn Fleece Jacket?").text
    assert "in the bundle under “" in lies


class Ranked:
    """Ranks as it is told."""

    def ranked(self, query: Query, turn: Turn) -> list[Candidate]:  # as the street's own
        return [Candidate("rain", "rain-M-Blue"), Candidate("fleece", "fleece-M-Blue")]

    def anew(self, query: Query, turn: Turn) -> Anew:
        return lambda signal: self.ranked(query, turn)


def test_a_model_words_the_reason_and_only_what_is_true_is_said(catalog: Catalog) -> None:
    with ScriptedModel(answers=["It is rated 4.5 by 12 reviewers. Delivery is free. It costs $79.00."]) as model:
        recommending = cast(Recommending, Ranked())
        switching = Switching(catalog, recommending)
        answers = WhyAnswers(catalog, recommending, TemplateExplainer(catalog), switching, ModelWording(model))
        turn = Turn(DialogueState(), Shopper("guest"), NOW)
        pieces = [e.piece for e in answers.answer(ExplainShown(("rain",)), turn) if isinstance(e, Text)]
    assert pieces == [
        "Brook Rain Jacket, number 1 of 2 that fit.",
        " It is rated 4.5 by 12 reviewers.",
        " It costs $79.00.",
    ]
