"""The judge hears how shoppers sound where no phrase says it, and leaves the calm alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.acts import Intent, ShopperAct
from assistant.context import ContextChange, Feeling
from assistant.feelings.judge import FeelingJudge, FeltUnderstander, feeling_judge, felt
from assistant.reading.message_vectors import MessageVectors
from assistant.reading.second_reading import SecondReader
from assistant.state import DialogueState
from assistant.training.feelings import Message, fit
from assistant.understanding import Understanding
from retrieval.encoder import HashEncoder, MiniLMEncoder, default_encoder, knows_meaning
from retrieval.query import Constraint, Operator

UPSET = "brown shoes once more although black was asked for"
CALM = "a warm jacket under 80"
FIND = ShopperAct(Intent.FIND, text="x")


@pytest.fixture
def judge(tmp_path: Path) -> FeelingJudge:
    """Learned from two sentences, which the encoder of words can tell apart."""
    encoder = HashEncoder()
    said = [Message(UPSET, Feeling.FRUSTRATED), Message(CALM, Feeling.CALM)] * 200
    rows = encoder.encode([one.text for one in said])
    np.savez(tmp_path / "w.npz", encoder=encoder.name, **fit(rows, said, 1))  # type: ignore[arg-type]
    return FeelingJudge(encoder, tmp_path / "w.npz")


@pytest.fixture(scope="module")
def shipped() -> FeelingJudge:
    encoder = MessageVectors(default_encoder())
    if not knows_meaning(encoder):
        pytest.skip("no text encoder is installed")
    judge = feeling_judge(encoder)
    assert judge is not None
    return judge


def heard(message: str, judge: FeelingJudge | None, *acts: ShopperAct) -> Understanding:
    return felt(Understanding(acts or (FIND,)), message, judge)


def test_what_no_phrase_says_is_heard_by_the_judge(judge: FeelingJudge) -> None:
    [act] = heard(UPSET, judge).acts
    assert act == ShopperAct(Intent.FIND, text="x", context=ContextChange(feeling=Feeling.FRUSTRATED))
    assert heard(UPSET, None).acts == (FIND,)
    assert heard(CALM, judge).acts == (FIND,)


def test_phrases_come_first(judge: FeelingJudge) -> None:
    assert heard(f"perfect! {UPSET}", judge).acts[0].context.feeling is Feeling.DELIGHTED
    assert heard("太棒了", None).acts[0].context.feeling is Feeling.DELIGHTED


def test_a_feeling_that_was_heard_stays(judge: FeelingJudge) -> None:
    urgent = ShopperAct(Intent.FIND, text="x", context=ContextChange(feeling=Feeling.URGENT))
    assert heard(UPSET, judge, ShopperAct(Intent.GREET), urgent).acts == (ShopperAct(Intent.GREET), urgent)


def test_the_rest_of_the_context_and_the_other_acts_stay(judge: FeelingJudge) -> None:
    for_dad = ShopperAct(Intent.FIND, text="x", context=ContextChange(recipient="dad"))
    first, second = heard(UPSET, judge, ShopperAct(Intent.SHOW_CART), for_dad).acts
    assert first == ShopperAct(Intent.SHOW_CART)
    assert second.context == ContextChange(recipient="dad", feeling=Feeling.FRUSTRATED)


def test_who_is_only_delighted_is_not_told_that_nothing_was_understood() -> None:
    nothing = ShopperAct(Intent.NOT_UNDERSTOOD, text="wow!")
    assert [act.intent for act in heard("wow!", None, nothing).acts] == [Intent.THANK]


def test_a_search_that_names_its_kind_is_not_judged(judge: FeelingJudge) -> None:
    shoes = ShopperAct(Intent.FIND, (Constraint("category", Operator.IS, ("Shoes",)),))
    brown = ShopperAct(Intent.REFINE, (Constraint("color", Operator.IS, "Brown"),))
    assert heard(UPSET, judge, shoes).acts == (shoes,)
    assert heard(UPSET, judge, brown).acts[0].context.feeling is Feeling.FRUSTRATED
    assert heard(UPSET, judge, ShopperAct(Intent.SHOW_CART)).acts[0].context.feeling is Feeling.FRUSTRATED


@pytest.mark.parametrize(
    "message",
    [
        "a bag that won't drive me crazy",
        "my boss is annoying, she likes tea",
        "quick-dry towel",
        "urgent care kit",
        "love seat",
        "killer heels",
        "damn good coffee",
        "a party on friday, no hurry",
        "angry birds backpack",
        "not these, something cheaper",
        "where is my order",
        "ok great, add the second",
        "remove the lamp from my cart",
        "is it any good?",
        "an emergency whistle",
        "the cheapest one please",
    ],
)
def test_words_that_feelings_use_are_no_feelings(shipped: FeelingJudge, message: str) -> None:
    assert heard(message, shipped).acts[0].context.feeling in (None, Feeling.CALM)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("ok this list is wrong again and i am so tired of repeating myself", Feeling.FRUSTRATED),
        ("omg these are so gorgeous, i adore them", Feeling.DELIGHTED),
        ("what a dumb bot you are, moron", Feeling.ABUSIVE),
    ],
)
def test_what_is_meant_is_heard_without_a_phrase(shipped: FeelingJudge, message: str, found: Feeling) -> None:
    assert shipped.feeling(message) is found


@pytest.mark.parametrize("message", [f"{UPSET} 鞋", " ".join([UPSET] * 6), "", "   "])
def test_other_scripts_and_tales_are_not_judged(judge: FeelingJudge, message: str) -> None:
    assert judge.feeling(message) is None


class Reads:
    def understand(self, message: str, state: DialogueState) -> Understanding:
        return Understanding((FIND,), sure=False)


def test_a_shop_hears_it_whoever_read_the_message(judge: FeelingJudge) -> None:
    reader = SecondReader(Reads(), None, feelings=judge)
    assert reader.first(UPSET, DialogueState()).acts[0].context.feeling is Feeling.FRUSTRATED
    assert SecondReader(Reads(), None).first("烦死了", DialogueState()).acts[0].context.feeling is Feeling.FRUSTRATED


def test_another_reads_and_how_it_sounds_is_added(judge: FeelingJudge) -> None:
    read = FeltUnderstander(Reads(), judge).understand(UPSET, DialogueState())
    assert (read.acts[0].context.feeling, read.sure) == (Feeling.FRUSTRATED, False)


def test_weights_of_another_encoder_are_not_used() -> None:
    assert feeling_judge(HashEncoder()) is None


def test_where_there_are_no_weights_there_is_no_judge(tmp_path: Path) -> None:
    assert feeling_judge(HashEncoder(), tmp_path / "none.npz") is None


def test_a_store_that_learned_its_own_encoder_keeps_the_judge(tmp_path: Path) -> None:
    (tmp_path / "learned").write_bytes(b"something")
    assert feeling_judge(MiniLMEncoder(tmp_path / "learned")) is not None
