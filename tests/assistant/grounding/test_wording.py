"""Wording by a model: only what the checker lets through is said; templates stand in for the rest."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from assistant.grounding.claims import Grounds
from assistant.grounding.wording import ModelWording, TemplateWording
from assistant.models.steerable import ModelError, SteerableChatModel
from assistant.testing import RefusingModel, ScriptedModel
from recommender.evidence import Evidence, Kind
from recommender.explaining import Explanation
from retrieval.catalog import Catalog

RATED = Evidence(Kind.RATING, "rated 4.8 by 40 reviewers", "product:bottle.rating")
LEFT = Evidence(Kind.OFFER, "only 3 left", "variant:bottle-750.quantity")
TEMPLATE = "Rated 4.8 by 40 reviewers, but only 3 left."
EXPLANATION = Explanation(("bottle",), TEMPLATE, (RATED, LEFT), "only 3 left")


@pytest.fixture
def grounds(catalog: Catalog) -> Grounds:
    return Grounds(*catalog.variant("bottle-750"), EXPLANATION.evidence)


def said(answer: object, grounds: Grounds) -> list[str]:
    with ScriptedModel(answers=[answer]) as model:
        return list(ModelWording(model).sentences(EXPLANATION, grounds))


def test_true_sentences_are_said_as_they_are(grounds: Grounds) -> None:
    answer = "40 reviewers rated it 4.8. Only 3 left."
    assert said(answer, grounds) == ["40 reviewers rated it 4.8.", "Only 3 left."]


def test_a_sentence_without_support_is_left_out(grounds: Grounds) -> None:
    answer = "Rated 4.8 by 40 reviewers. It comes with free delivery! Only 3 left."
    assert said(answer, grounds) == ["Rated 4.8 by 40 reviewers.", "Only 3 left."]


def test_a_drawback_that_was_not_told_is_told(grounds: Grounds) -> None:
    assert said("40 reviewers rated it 4.8.", grounds) == ["40 reviewers rated it 4.8.", "But: only 3 left."]


@pytest.mark.parametrize("answer", ["It is the best bottle.", "", "rated 4.8 by", ModelError("no weights")])
def test_where_nothing_is_left_the_template_speaks(answer: object, grounds: Grounds) -> None:
    assert said(answer, grounds) == [TEMPLATE]


class _InPieces:
    """Streams an answer piece by piece, cut where models cut: within a number too."""

    def __init__(self, *pieces: str) -> None:
        self._pieces = pieces

    def stream(self, *_: object, **__: object) -> list[SimpleNamespace]:
        return [SimpleNamespace(text=piece) for piece in self._pieces]


def test_the_point_of_a_number_ends_no_sentence(grounds: Grounds) -> None:
    model = cast(SteerableChatModel, _InPieces("40 reviewers rated it 4", ".", "8", ".", " Only 3", " left", "."))
    assert list(ModelWording(model).sentences(EXPLANATION, grounds)) == ["40 reviewers rated it 4.8.", "Only 3 left."]
    model = cast(SteerableChatModel, _InPieces("Only 3 left", ".", " It is rated 4", "."))
    assert list(ModelWording(model).written(EXPLANATION, grounds)) == ["Only 3 left.", "It is rated 4."]


def test_a_model_that_is_too_slow_is_stopped(grounds: Grounds) -> None:
    ticks = iter(range(0, 1000, 4))
    with ScriptedModel(answers=["40 reviewers rated it 4.8. It has more to say."]) as model:
        wording = ModelWording(model, timeout_s=3.0, monotonic=lambda: float(next(ticks)))
        assert list(wording.sentences(EXPLANATION, grounds)) == [TEMPLATE]


def test_the_model_is_told_the_claims_and_nothing_of_the_rest(grounds: Grounds) -> None:
    with ScriptedModel(answers=["Only 3 left."]) as model:
        list(ModelWording(model).sentences(EXPLANATION, grounds))
        asked = str(model.asked[0][0])
    assert "rated 4.8 by 40 reviewers" in asked
    assert "drawback: only 3 left" in asked
    assert "Keeps tea hot" not in asked  # the description


def test_templates_ask_no_model(grounds: Grounds) -> None:
    assert list(TemplateWording().sentences(EXPLANATION, grounds)) == [TEMPLATE]
    assert RefusingModel()  # nothing of it is needed
