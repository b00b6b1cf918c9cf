"""What is nothing for a shop is turned away, and nothing else is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from assistant.acts import Intent, ShopperAct
from assistant.reading.scope import LIMIT, LIMIT_IN_TALK, ScopedUnderstander, ScopeJudge, scope_judge
from assistant.state import DialogueState
from assistant.training.scope import Message, fit, train
from assistant.understanding import Understanding
from assistant.understanding_eval.sets import SetError
from retrieval.encoder import HashEncoder, MiniLMEncoder, default_encoder
from retrieval.query import Constraint, Operator

OUTSIDE = "what is the capital of france"
WITHIN = "a warm jacket under 80"


class Always:
    def __init__(self, *acts: ShopperAct) -> None:
        self._acts = acts

    def understand(self, message: str, state: DialogueState) -> Understanding:
        return Understanding(self._acts, sure=False)


def judging(folder: Path, sureness: float) -> ScopeJudge:
    """Learned from two sentences, which the encoder of words can tell apart; its log-odds times `sureness`."""
    encoder = HashEncoder()
    rows = encoder.encode([OUTSIDE, WITHIN] * 20)
    said = [Message(OUTSIDE, True), Message(WITHIN, False)] * 20
    learned = fit(rows, said, 1)
    learned |= {name: learned[name] * sureness for name in ("second", "base")}
    np.savez(folder / "w.npz", encoder=encoder.name, **learned)  # type: ignore[arg-type]
    return ScopeJudge(encoder, folder / "w.npz")


@pytest.fixture
def judge(tmp_path: Path) -> ScopeJudge:
    return judging(tmp_path, 1.0)


def test_a_search_for_nothing_that_shops_have_is_turned_away(judge: ScopeJudge) -> None:
    find = ShopperAct(Intent.FIND, text="x")
    [act] = ScopedUnderstander(Always(find), judge).understand(OUTSIDE, DialogueState()).acts
    assert act.intent is Intent.OUT_OF_SCOPE
    assert ScopedUnderstander(Always(find), judge).understand(WITHIN, DialogueState()).acts == (find,)


@pytest.mark.parametrize(
    "act",
    [
        ShopperAct(Intent.SHOW_CART),
        ShopperAct(Intent.WANT_PERSON),
        ShopperAct(Intent.ASK_PRODUCT, text="france", product_ids=("rain",)),
        ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, ("Jackets",)),)),
    ],
)
def test_what_only_a_shop_is_asked_is_never_turned_away(judge: ScopeJudge, act: ShopperAct) -> None:
    assert ScopedUnderstander(Always(act), judge).understand(OUTSIDE, DialogueState()).acts == (act,)


def test_a_question_is_turned_away_only_where_it_begins_a_conversation(tmp_path: Path) -> None:
    asked = ShopperAct(Intent.ASK_POLICY, text="france")
    scoped = ScopedUnderstander(Always(asked), judging(tmp_path, 3.0))
    [act] = scoped.understand(OUTSIDE, DialogueState()).acts
    assert act.intent is Intent.OUT_OF_SCOPE
    assert scoped.understand(WITHIN, DialogueState()).acts == (asked,)
    assert scoped.understand(OUTSIDE, DialogueState(text="jacket")).acts == (asked,)


def test_whoever_says_what_it_may_cost_is_in_the_shop(judge: ScopeJudge) -> None:
    assert LIMIT < judge.outside(OUTSIDE) < LIMIT_IN_TALK
    for operator, stays in ((Operator.AT_MOST, True), (Operator.ABOUT, False)):
        find = ShopperAct(Intent.FIND, (Constraint("price", operator, Decimal(35)),), text="x")
        [act] = ScopedUnderstander(Always(find), judge).understand(OUTSIDE, DialogueState()).acts
        assert (act.intent is Intent.FIND) is stays


def test_other_scripts_are_not_judged(judge: ScopeJudge) -> None:
    find = ShopperAct(Intent.FIND, text="x")
    assert ScopedUnderstander(Always(find), judge).understand(f"{OUTSIDE} 法国", DialogueState()).acts == (find,)


def test_weights_of_another_encoder_are_not_used(judge: ScopeJudge) -> None:
    assert scope_judge(HashEncoder()) is None


def test_what_ships_is_for_the_encoder_that_ships() -> None:
    assert scope_judge(default_encoder()) is not None


def test_a_store_that_learned_its_own_encoder_keeps_the_judge(tmp_path: Path) -> None:
    (tmp_path / "learned").write_bytes(b"something")
    own = MiniLMEncoder(tmp_path / "learned")
    judge = scope_judge(own)
    assert judge is not None
    assert judge.encoder_name == MiniLMEncoder.weights != own.name


def test_training_says_which_set_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="CLINC150"):
        train(tmp_path, tmp_path / "w.npz", HashEncoder(), seed=1)
    assert not (tmp_path / "w.npz").exists()
