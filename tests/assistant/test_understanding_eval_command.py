"""`shelftalk eval understanding`: stores by name, several readers in one table, figures under fixed keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import Settings
from assistant.acts import Intent, ShopperAct
from assistant.second_reading import SecondReader
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander, Understanding
from ui.eval.commands import app
from ui.eval.frame import EvalError
from ui.eval.named_stores import named
from ui.eval.understanding import ModelReader, measure

RULES_ONLY = Settings(model="none")
DIALOGUES = """\
- id: six-one
  lang: en
  typos: none
  turns:
  - say: a jacket under 60
    acts: [{find: {}}]
    need: [category is Jackets, price at most 60]
  - say: what is your return policy?
    acts: [{ask_policy: {}}]
  - say: what is your return policy, if I may ask
    acts: [{find: {}}]
    need: [category is Tees]
- id: six-zh
  lang: zh
  typos: none
  turns:
  - {say: 夹克, acts: [{find: {}}], need: [category is Jackets]}
"""


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    for store in ("six", "seven"):
        (tmp_path / "dialogues" / store).mkdir(parents=True)
        text = DIALOGUES.replace("six-", f"{store}-")
        (tmp_path / "dialogues" / store / "a.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "dialogues"


def test_it_measures_the_stores_there_are(annotated: Path, store: Path, tmp_path: Path) -> None:
    failures = tmp_path / "failures.txt"
    measured = measure(annotated, ["rules"], RULES_ONLY, store_of={"six": store}, feeds=tmp_path, failures=failures)
    figures = dict(measured.figures)
    assert figures.pop("p50_ms") > 0
    assert figures.pop("p95_ms") > 0
    assert figures == {
        "joint_goal": 0.5, "turn_goal": 0.5, "acts_exact": 0.5, "invented": 0, "joint_goal_zh": 0,
    }  # fmt: skip
    rows = {row["of"]: row for row in measured.rows}
    assert (rows["all"]["n"], rows["en"]["n"], rows["zh"]["n"], rows["store: six"]["n"]) == (4, 3, 1, 4)
    assert rows["act: find"] == {
        "of": "act: find", "with": "rules", "n": 3, "precision": 1, "recall": 0.333, "f1": 0.5,
    }  # fmt: skip
    [skipped] = [row for row in measured.rows if "skipped" in str(row["of"])]
    assert "store: seven" in str(skipped["of"])
    assert "--store-of seven=DIR" in str(skipped["of"])
    assert skipped["n"] == 4
    told = failures.read_text(encoding="utf-8")
    assert told.startswith("# rules: 2 wrong of 4 turns")
    assert "said:  夹克" in told
    assert "a.yaml:10: six-one, turn 3" in told
    assert "acts: expected find; got ask_policy" in told


def test_several_readers_share_a_table(
    annotated: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cache in ("SHELFTALK_CACHE", "HF_HOME"):
        monkeypatch.setenv(cache, str(tmp_path))  # where no model is
    given = {"six": store, "seven": store}
    measured = measure(annotated, ["rules", "auto"], RULES_ONLY, store_of=given)
    whole = [row for row in measured.rows if row["of"] == "all"]
    assert len(whole) == 2
    assert [row["with"] for row in whole] == ["rules", "auto (no model)"]
    assert whole[0]["n"] == 8
    assert measured.figures["joint_goal"] == measured.figures["auto_joint_goal"] == 0.5
    with pytest.raises(EvalError, match=r"No model for 'standard'.*shelftalk models pull standard"):
        measure(annotated, ["standard"], RULES_ONLY, store_of=given)


def test_no_model_is_said_before_anything_is_walked(annotated: Path, store: Path) -> None:
    with pytest.raises(EvalError, match="Nobody reads as 'huge'"):
        measure(annotated, ["huge"], RULES_ONLY, store_of={"six": store})


def test_annotations_that_name_what_is_not_there(annotated: Path, store: Path) -> None:
    wrong = annotated / "six" / "a.yaml"
    wrong.write_text(DIALOGUES.replace("is Tees", "is Coats"), encoding="utf-8")
    with pytest.raises(EvalError, match=r"a\.yaml:10: six-one, turn 3: the store has no category step 'Coats'"):
        measure(annotated, ["rules"], RULES_ONLY, store_of={"six": store, "seven": store})


def test_a_folder_without_stores_or_dialogues(annotated: Path, tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="No store of these dialogues is there"):
        measure(annotated, ["rules"], RULES_ONLY, store_of={}, feeds=tmp_path)
    with pytest.raises(EvalError, match="No annotated dialogue"):
        measure(tmp_path / "dialogues" / "none", ["rules"], RULES_ONLY, store_of={})
    with pytest.raises(EvalError, match="no folder"):
        measure(annotated, ["rules"], RULES_ONLY, store_of={}, failures=tmp_path / "none" / "f.txt")


@pytest.mark.parametrize("pair", ["six", "=x", "six="])
def test_stores_are_given_as_pairs(pair: str) -> None:
    with pytest.raises(EvalError, match="NAME=DIR"):
        named([pair])


def test_the_command(annotated: Path, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    call = [
        "understanding",
        str(annotated / "six"),
        "--store-of",
        f"six={store}",
        "--with",
        "rules",
        "--json",
        str(out),
    ]
    ran = CliRunner().invoke(app, call)
    assert ran.exit_code == 0, ran.output
    assert "joint_goal = 0.5" in ran.output
    assert '"eval": "understanding"' in out.read_text(encoding="utf-8")


def test_a_model_is_asked_only_where_rules_are_not_sure(understander: RuleUnderstander) -> None:
    class Model:
        is_warm = True

        def understand(self, message: str, state: DialogueState, cancel: object = None) -> Understanding:
            return Understanding((ShopperAct(Intent.THANK),), "model")

    reader = ModelReader(SecondReader(understander, Model()))
    assert reader.understand("a jacket under 60", DialogueState()).by == "rules"
    assert reader.n_asked == 0
    assert reader.understand("zorg blarg fnord", DialogueState()).by == "model"
    assert reader.n_asked == 1
