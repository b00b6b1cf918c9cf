"""The judge of acts: an opinion on what is being done, by how it is said, and only where a model is not certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.acts import Intent
from assistant.reading.act_judge import ActJudge, act_judge
from assistant.state import DialogueState, Shown, TurnBegan
from assistant.training.acts import Message, is_held_out, train
from retrieval.encoder import HashEncoder, MiniLMEncoder

NEW = DialogueState()
SHOWN = NEW.after(TurnBegan("kettles")).after(Shown(("a", "b"), ("a-1", "b-1")))
TAKES = ("i'll take the first one", "the red one it is", "ok the second please", "i'll take it", "sold, the blue one")
ASKS = ("is it heavy?", "does the second have a lid?", "how heavy is the first one?", "is it any good?", "what is it?")
SAID = [
    *(Message(text, True, 2, frozenset({Intent.ADD_TO_CART})) for text in TAKES),
    *(Message(text, True, 2, frozenset({Intent.ASK_PRODUCT})) for text in ASKS),
]


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("acts") / "acts.npz"
    twice = [Message(one.text + mark, *_rest(one)) for one in SAID for mark in ("", " then", " thanks", " pls", " now")]
    held = train(file, HashEncoder(), seed=1, said=twice)
    assert held.n_learned + held.n_messages == len(twice)
    assert held.n_messages == sum(is_held_out(one.text) for one in twice)
    return file


def _rest(one: Message) -> tuple[bool, int, frozenset[Intent]]:
    return one.has_need, one.n_shown, one.intents


def test_it_tells_acts_by_how_they_are_said(weights: Path) -> None:
    judge = ActJudge(HashEncoder(), weights)
    takes, asks = judge.likely("i'll take the green one", SHOWN), judge.likely("is the green one heavy?", SHOWN)
    assert takes[Intent.ADD_TO_CART] > 0.6 > 0.4 > takes[Intent.ASK_PRODUCT]
    assert asks[Intent.ASK_PRODUCT] > 0.6 > 0.4 > asks[Intent.ADD_TO_CART]
    assert set(takes) == {Intent.ADD_TO_CART, Intent.ASK_PRODUCT}


def test_weights_are_for_one_encoder(weights: Path, tmp_path: Path) -> None:
    assert act_judge(HashEncoder(), weights) is not None
    assert act_judge(HashEncoder(), tmp_path / "none.npz") is None

    other = HashEncoder()
    other.name = "another"
    assert act_judge(other, weights) is None


def test_the_same_seed_gives_the_same_weights(weights: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.npz", "two.npz")]
    for file in files:
        train(file, HashEncoder(), seed=3, said=SAID)
    first, second = (ActJudge(HashEncoder(), file).likely("the second please", SHOWN) for file in files)
    assert first == second


def test_what_ships_knows_a_choice_from_a_condition() -> None:
    judge = act_judge(MiniLMEncoder())
    assert judge is not None
    chooses = judge.likely("ok i'll have the one for 14.99", SHOWN)
    refines = judge.likely("anything under 15?", SHOWN)
    assert chooses[Intent.ADD_TO_CART] > 0.5 > chooses[Intent.REFINE]
    assert refines[Intent.REFINE] > refines[Intent.ADD_TO_CART]
