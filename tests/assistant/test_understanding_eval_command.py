"""`shelftalk eval understanding`: stores by name, several readers in one table, figures under fixed keys."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import Settings
from assistant.acts import Intent, ShopperAct
from assistant.reading.second_reading import SecondReader
from assistant.state import DialogueState
from assistant.understanding import RuleUnderstander, Understanding
from assistant.understanding_eval.format import read_annotated
from tests.assistant.test_served_model import Server
from ui.eval.commands import app
from ui.eval.frame import EvalError
from ui.eval.named_stores import named
from ui.eval.understanding import ModelReader, limited, measure

RULES_ONLY = Settings(model="none")
DIALOGUES = """\
- id: six-two
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
  - {say: 罩衫, acts: [{find: {}}], need: [category is Jackets]}
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
    for key in ("p50_ms", "p95_ms", "dev_p50_ms", "dev_p95_ms", "peak_rss_mb"):
        assert figures.pop(key) > 0
    assert figures == pytest.approx({
        "joint_goal": 2 / 3, "turn_goal": 2 / 3, "acts_exact": 2 / 3, "invented": 0,
        "dev_joint_goal": 0, "dev_turn_goal": 0, "dev_acts_exact": 0, "dev_joint_goal_zh": 0, "dev_acts_exact_zh": 0,
    })  # fmt: skip
    rows = {(row["of"], row.get("part")): row for row in measured.rows}
    counted = [("all", "test"), ("all", "dev"), ("en", "test"), ("zh", "dev"), ("store: six", "test")]
    assert [rows[key]["n"] for key in counted] == [3, 1, 3, 1, 3]
    assert rows["act: find", "test"] == {
        "of": "act: find", "part": "test", "with": "rules", "n": 2, "precision": 1, "recall": 0.5, "f1": 0.667,
    }  # fmt: skip
    [skipped] = [row for row in measured.rows if "skipped" in str(row["of"])]
    assert "store: seven" in str(skipped["of"])
    assert "--store-of seven=DIR" in str(skipped["of"])
    assert skipped["n"] == 4
    told = failures.read_text(encoding="utf-8")
    assert told.startswith("# rules, dev: 1 wrong of 1 turns")
    assert "said:  罩衫" in told
    assert "six-two" not in told  # it is of the test part


def test_the_wrong_turns_of_the_test_part_are_told_only_on_demand(annotated: Path, store: Path, tmp_path: Path) -> None:
    failures = tmp_path / "failures.txt"
    measure(annotated / "six", ["rules"], RULES_ONLY, store_of={"six": store}, failures=failures, sealed=True)
    told = failures.read_text(encoding="utf-8")
    assert told.startswith("# rules, test: 1 wrong of 3 turns")
    assert "a.yaml:10: six-two, turn 3" in told
    assert "acts: expected find; got ask_policy" in told
    assert "# rules, dev: 1 wrong of 1 turns" in told


def test_several_readers_share_a_table(
    annotated: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cache in ("SHELFTALK_CACHE", "HF_HOME"):
        monkeypatch.setenv(cache, str(tmp_path))  # where no model is
    given = {"six": store, "seven": store}
    measured = measure(annotated, ["rules", "auto"], RULES_ONLY, store_of=given)
    whole = [row for row in measured.rows if row["of"] == "all"]
    assert [(row["part"], row["with"], row["n"]) for row in whole] == [
        ("test", "rules", 3), ("test", "auto (no model)", 3), ("dev", "rules", 5), ("dev", "auto (no model)", 5),
    ]  # fmt: skip
    assert measured.figures["joint_goal"] == measured.figures["auto_joint_goal"] == pytest.approx(2 / 3)
    assert measured.figures["dev_joint_goal"] == measured.figures["auto_dev_joint_goal"] == pytest.approx(2 / 5)
    with pytest.raises(EvalError, match=r"No model for 'standard'.*shelftalk models pull standard"):
        measure(annotated, ["standard"], RULES_ONLY, store_of=given)


def test_no_model_is_said_before_anything_is_walked(annotated: Path, store: Path) -> None:
    with pytest.raises(EvalError, match="Nobody reads as 'huge'"):
        measure(annotated, ["huge"], RULES_ONLY, store_of={"six": store})


def test_annotations_that_name_what_is_not_there(annotated: Path, store: Path) -> None:
    wrong = annotated / "six" / "a.yaml"
    wrong.write_text(DIALOGUES.replace("is Tees", "is Coats"), encoding="utf-8")
    with pytest.raises(EvalError, match=r"a\.yaml:10: six-two, turn 3: the store has no category step 'Coats'"):
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
    assert "joint_goal = 0.6667" in ran.output
    assert '"eval": "understanding"' in out.read_text(encoding="utf-8")


def test_a_machine_in_use_tells_no_milliseconds(annotated: Path, store: Path, tmp_path: Path) -> None:
    walk = partial(measure, annotated / "six", ["rules"], RULES_ONLY, store_of={"six": store}, plot=tmp_path / "a.png")
    timed, untimed = walk(), walk(timed=False)
    assert untimed.figures.keys() == {key for key in timed.figures if not key.endswith("_ms")} != timed.figures.keys()
    assert [row["joint"] for row in untimed.rows if "joint" in row] == [
        row["joint"] for row in timed.rows if "joint" in row
    ]
    assert any("p50_ms" in row for row in timed.rows)
    assert not any("ms" in key for row in untimed.rows for key in row)


def test_a_model_is_asked_only_where_rules_are_not_sure(understander: RuleUnderstander) -> None:
    class Model:
        is_warm = True
        is_tuned = False

        def understand(self, message: str, state: DialogueState, cancel: object = None) -> Understanding:
            return Understanding((ShopperAct(Intent.THANK),), "model")

        def read_ahead(self, state: DialogueState, cancel: object = None) -> None:
            raise AssertionError("nothing is to be read")

    reader = ModelReader(SecondReader(understander, Model()))
    assert reader.understand("a jacket under 60", DialogueState()).by == "rules"
    assert reader.understand("zorg blarg fnord", DialogueState()).by == "model"


# --- models --------------------------------------------------------------------------------------------------


@pytest.fixture
def address() -> Iterator[str]:
    """Of a model server that notes a blue jacket, whatever it is told."""
    made = Server()
    threading.Thread(target=partial(made.serve_forever, poll_interval=0.02), daemon=True).start()
    yield made.address
    made.shutdown()
    made.server_close()


def test_a_model_with_the_rules_and_alone(annotated: Path, store: Path, tmp_path: Path, address: str) -> None:
    (annotated / "six" / "b.yaml").write_text(
        "- {id: six-test, lang: en, typos: none, turns: ["
        "{say: I am after a blue jacket, acts: [{find: {}}], need: [category is Jackets, color is Blue]}, "
        "{say: zorg blarg fnord, acts: [{not_understood: {}}]}]}\n",
        encoding="utf-8",
    )
    names = ["rules", address, f"{address}:alone"]
    png = tmp_path / "readers.png"
    measured = measure(annotated / "six", names, Settings(), store_of={"six": store}, plot=png)
    figures = measured.figures
    together, alone = f"{address}_", f"{address}:alone_"
    assert "asked" not in figures
    assert figures[f"{together}asked"] == pytest.approx(1 / 5)  # where the rules knew no word
    assert figures[f"{alone}asked"] == 1
    assert figures[f"{alone}failed"] == 0
    assert (figures[f"{alone}prompt_tokens"], figures[f"{alone}answer_tokens"]) == (40, 6)
    assert figures[f"{together}asked_p50_ms"] > 0
    assert figures[f"{alone}turn_goal"] < figures["turn_goal"] == pytest.approx(4 / 5)
    assert png.read_bytes().startswith(b"\x89PNG")


def test_answers_that_are_kept_give_the_same_figures_and_no_milliseconds(
    annotated: Path, store: Path, tmp_path: Path, address: str
) -> None:
    answers = tmp_path / "answers.jsonl"
    names, stores = [f"{address}:alone"], {"six": store}
    first = measure(annotated / "six", names, Settings(), store_of=stores, answers=answers).figures
    kept = answers.read_text("utf-8")
    again = measure(annotated / "six", names, Settings(), store_of=stores, answers=answers).figures
    assert kept.count("\n") >= 4  # a line a message, one for the warm-up
    assert answers.read_text("utf-8") == kept
    assert {k: v for k, v in first.items() if "peak" not in k} == {k: v for k, v in again.items() if "peak" not in k}
    assert not any(key.endswith("_ms") for key in first)
    with pytest.raises(EvalError, match="cannot be written"):
        measure(annotated / "six", names, Settings(), store_of=stores, answers=tmp_path / "nowhere" / "a.jsonl")


def test_a_server_that_is_not_there_is_not_replaced_by_weights(annotated: Path, store: Path) -> None:
    with pytest.raises(EvalError, match=r"No model for 'http://127\.0\.0\.1:9/v1:alone'.*another address"):
        measure(annotated, ["http://127.0.0.1:9/v1:alone"], RULES_ONLY, store_of={"six": store})


def test_an_adapter_that_is_not_there_is_no_published_model(annotated: Path, store: Path, tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"no adapter at .*gone\.gguf"):
        measure(annotated, ["small"], RULES_ONLY, store_of={"six": store}, adapter=tmp_path / "gone.gguf")


def test_a_quick_look_is_at_dialogues_from_all_over_with_their_paraphrases(annotated: Path) -> None:
    (annotated / "paraphrases").mkdir()
    (annotated / "paraphrases" / "p.yaml").write_text("- {of: six-two, turn: 1, say: jackets}\n", encoding="utf-8")
    every = read_annotated(annotated)
    assert [dialogue.id for dialogue in every] == ["seven-two", "seven-zh", "six-two", "six-zh", "six-two~1"]
    assert [dialogue.id for dialogue in limited(every, 2)] == ["seven-two", "six-two", "six-two~1"]
    assert [dialogue.id for dialogue in limited(every, 1)] == ["seven-two"]
    assert limited(every, 0) == limited(every, 4) == limited(every, 9) == every
