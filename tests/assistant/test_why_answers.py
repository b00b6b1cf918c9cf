"""Questions after the why, in a conversation."""

from __future__ import annotations

from typing import cast

import pytest

from assistant import Shop
from assistant.acts import ExplainShown
from assistant.grounding.wording import ModelWording
from assistant.recommending import Recommending
from assistant.reply import Text
from assistant.state import DialogueState
from assistant.switching import Switching
from assistant.testing import ScriptedModel
from assistant.turn import Turn
from assistant.why_answers import WhyAnswers
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
        ("a jacket", "为什么推荐第一个？", "number 1 of 2 that fit."),
        ("a jacket", "为什么推荐第二个", "number 2 of 2 that fit."),
        ("a jacket", "为啥推荐最后一个", "number 2 of 2 that fit."),
        ("a jacket", "为什么不是第二个？", "number 2 of 2 that fit"),
        ("a jacket", "為什麼不選第2款", "number 2 of 2 that fit"),
        ("a jacket", "为什么不是便宜的那个", "the first of 2 that fit"),
        ("a jacket", "为什么贵的那个没排第一", "that fit"),
        ("a jacket", "第二个怎么这么贵？", "The Brook Rain Jacket costs"),
        ("a jacket", "为什么这么便宜", "The Cairn Fleece Jacket costs"),
        ("a jacket", "为什么不是第五个", "第五个"),
        ("a jacket", "为什么推荐它", "number 1 of 2 that fit."),
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
