"""What the judge of feelings is taught: true to its labels' names, half of it calm, a third never learned from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

from assistant.context import Feeling
from assistant.feelings.judge import CLASSES, FeelingJudge, probabilities
from assistant.feelings.phrases import feeling
from assistant.training.feelings import Message, calm_turns, fit, is_held_out, joined, messages, rates, train
from assistant.understanding_eval.score import Rates
from retrieval.encoder import HashEncoder

SAID = """\
frustrated: |
  brown shoes once more although black was asked for
  still the wrong sandals
urgent: |
  the taxi waits
delighted: |
  what a find
abusive: |
  you fool
calm: |
  a warm jacket
  two red kettles
  is it any good
  not these
  cheaper ones
"""


def test_what_is_written_holds() -> None:
    said = messages()
    texts = [one.text.lower() for one in said]
    assert len(texts) == len(set(texts))
    assert all(text == text.strip() and text for text in texts)
    calm = [one for one in said if one.feeling is Feeling.CALM]
    assert 0.45 < len(calm) / len(said) < 0.6
    held = sum(is_held_out(one.text) for one in said)
    assert 0.28 < held / len(said) < 0.38
    assert {one.feeling for one in said} == set(CLASSES)


def test_no_phrase_hears_a_written_message_wrongly() -> None:
    heard = [(one.text, one.feeling, feeling(one.text)) for one in messages()]
    assert [text for text, meant, found in heard if found and found[0] is not meant] == []


def test_turns_written_for_another_purpose_are_calm_and_english(tmp_path: Path) -> None:
    written = {name: [] for name in ("choosing", "finds", "other_words", "refinements", "several_acts", "shown")}
    written |= {"finds": ["a tent", "this is driving me mad", "帐篷"], "wrong_turns": ["a lamp"]}
    for name, says in written.items():
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump([{"say": say} for say in says]), encoding="utf-8")
    assert [(one.text, one.feeling) for one in calm_turns(tmp_path)] == [("a tent", Feeling.CALM)]
    assert len(calm_turns()) > 1_000


def test_what_is_joined_is_as_strong_as_the_stronger() -> None:
    said = [Message("argh", Feeling.FRUSTRATED), Message("a tent", Feeling.CALM)]
    made = joined(said, 1, 50)
    assert {one.feeling for one in made} == {Feeling.FRUSTRATED, Feeling.CALM}
    assert all(("argh" in one.text) == (one.feeling is Feeling.FRUSTRATED) for one in made)
    assert {one.text.startswith("argh") for one in made if "argh" in one.text} == {True, False}
    assert made == joined(said, 1, 50)


def test_the_network_learns_every_class() -> None:
    said = [
        Message(text, each) for each, text in zip(CLASSES, ("tent", "again", "taxi", "lovely", "fool"), strict=True)
    ]
    rows = HashEncoder().encode([one.text for one in said] * 20)
    net = {name: part.astype(np.float32) for name, part in fit(rows, said * 20, 1).items()}
    shares = probabilities(net, rows[:5])
    assert shares.argmax(axis=1).tolist() == [0, 1, 2, 3, 4]
    assert np.allclose(shares.sum(axis=1), 1)


def test_what_was_held_out_is_counted_by_feeling() -> None:
    said = [Message("x", Feeling.URGENT), Message("y", Feeling.URGENT), Message("z", Feeling.CALM)]
    counted = rates(said, [Feeling.URGENT, None, Feeling.ABUSIVE])
    assert counted[Feeling.URGENT] == Rates(1, 1, 2)
    assert counted[Feeling.ABUSIVE] == Rates(0, 1, 0)
    assert Feeling.CALM not in counted


def test_training_writes_what_the_judge_reads(tmp_path: Path) -> None:
    (tmp_path / "said.yaml").write_text(SAID, encoding="utf-8")
    (tmp_path / "turns").mkdir()
    for name in ("choosing", "finds", "other_words", "refinements", "several_acts", "shown"):
        (tmp_path / "turns" / f"{name}.yaml").write_text("- {say: the red one}\n", encoding="utf-8")
    encoder, out = HashEncoder(), tmp_path / "w.npz"
    held = train(out, encoder, seed=1, said=tmp_path / "said.yaml", turns=tmp_path / "turns")
    n_held = sum(is_held_out(one.text) for one in messages(tmp_path / "said.yaml"))
    assert (held.n_messages, held.n_turns, held.n_alarms) == (n_held, int(is_held_out("the red one")), 0)
    assert FeelingJudge(encoder, out).encoder_name == encoder.name
