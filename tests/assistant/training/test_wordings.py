"""The hand-written wordings: enough of each, every hole known, and what the notes need is said in them."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.notes.grammar import NEGATION
from assistant.training.noise import LEVELS, noisy
from assistant.training.pieces import Marks, Piece, filled, line, spaced, text_of
from assistant.training.real_phrasing import real_frames
from assistant.training.stock import copyable
from assistant.training.wording import in_chinese, wordings
from assistant.understanding_eval import mgshopdial, shoppingbench


@pytest.mark.parametrize("file", ["cart", "shown", "papers", "talk", "bundle"])
def test_every_act_has_fifteen_wordings_in_english_and_some_in_chinese(file: str) -> None:
    rest = {"all", "front", "behind", "activity", "total"}
    for act, said in wordings(file).items():
        if act not in rest:
            assert len(set(said["en"])) >= 15, act
            assert len(set(said["zh"])) >= 6, act


def test_searches_are_said_in_most_ways() -> None:
    find = wordings("find")
    assert sum(len(frames) for frames in find["en"].values()) >= 25
    assert sum(len(frames) for frames in find["zh"].values()) >= 20
    assert set(find["en"]) >= {"plain", "chatty", "terse", "voice", "foreign"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_exclusion_is_always_said_with_a_negation(lang: str) -> None:
    ways = wordings("constraints")[lang]
    said = [*ways["not"]["after"], *ways["not_brand"]["after"], *wordings("hard")["not_but"][lang],
            *wordings("hard")["any_but_brand"][lang]]  # fmt: skip
    assert [template for template in said if not NEGATION.search(template)] == []


def test_every_value_that_people_name_can_be_copied() -> None:
    people = wordings("people")
    for listed in ("recipients", "occasions", "by"):
        for lang in ("en", "zh"):
            assert [value for value in people[listed][lang] if not copyable(value)] == []
    assert [word for word in wordings("words_zh").values() if not copyable(word)] == []


def test_a_hole_that_is_not_filled_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        filled("I need {thing}", Marks(), things="boots")


def test_marked_words_are_pieces_of_their_own() -> None:
    pieces = filled("what's your [{what} policy]?", Marks(), what="return")
    assert [(p.text, bool(p.mark)) for p in pieces] == [("what's your ", False), ("return policy", True), ("?", False)]


@pytest.mark.parametrize("level", LEVELS)
def test_noise_never_touches_a_number_or_a_negation(level: str) -> None:
    pieces = (Piece("please no leather, anything other than that, under "), Piece("$1,250.50", "m1"),
              Piece(", without two hundred 42 by 3.5 please, not over 60"))  # fmt: skip
    for seed in range(200):
        text = text_of(noisy(pieces, level, random.Random(seed)))
        assert re.findall(r"\d[\d.,]*\d|\d", text) == ["1,250.50", "42", "3.5", "60"]
        for word in ("no", "other than", "without", "two hundred", "not"):
            assert word in text.lower()


def test_noise_leaves_what_is_kept_and_keeps_every_mark() -> None:
    pieces = (Piece("looking for something with ", kept=True), Piece("waterproof membrane", "m1"))
    typed = [noisy(pieces, "many", random.Random(seed)) for seed in range(50)]
    assert {t[0].text for t in typed} == {"looking for something with "}
    assert {t[1].mark for t in typed} == {"m1"}
    assert len({t[1].text for t in typed}) > 5


def test_no_noise_is_no_change() -> None:
    pieces: Any = (Piece("Hello, I'd like "), Piece("boots", "m1"))
    assert noisy(pieces, "none", random.Random(1)) == pieces


def test_latin_words_do_not_stick_together_in_chinese() -> None:
    assert text_of(spaced([Piece("Teal"), Piece("mug"), Piece("的"), Piece("Tarn")])) == "Teal mug的Tarn"
    assert text_of(spaced([Piece("42"), Piece("，"), Piece("220"), Piece("元")])) == "42；220元"


def test_chinese_words_are_found_by_the_last_word_or_stay() -> None:
    assert (in_chinese("Rain Jacket"), in_chinese("Navy"), in_chinese("zorb")) == ("夹克", "藏青色", "zorb")


def test_notes_copy_the_pieces_as_they_were_typed() -> None:
    from assistant.training.pieces import NotePair, Said

    said = Said((), "find", (NotePair("text", "=", ("m1",)), NotePair("price", "=", ("m2", "m3"), between="..")))
    typed = (Piece("jaket", "m1"), Piece("40", "m2"), Piece(" to "), Piece("$60", "m3"))
    assert line([said], typed) == "find text=jaket price=40..$60"


def test_real_openers_are_patterns_without_what_was_looked_for(tmp_path: Any) -> None:
    goals = ["i am looking for a red lamp"] * 3 + ["my zorb broke so i need a zorb"] * 5 + ["find me a tent"] * 2
    (tmp_path / "webshop_human_goals_dev.json").write_text(str(goals).replace("'", '"'))
    assert real_frames(tmp_path) == ("i am looking for {thing}",)
    assert real_frames(None) == ()
    assert real_frames(tmp_path / "nowhere") == ()


def test_real_phrasing_is_not_read_from_what_is_judged(tmp_path: Path) -> None:
    said = {"Books:1": "Hi, I need a lamp. Any suggestions?", "Books:4": "So I want a lamp. Thank you"}
    assert [mgshopdial.part_of(name) for name in said] == ["test", "train"]
    told = [
        {"id": name, "utterances": [{"participant": who, "utterance": text} for who in ("Client", "Wizard")] * 3}
        for name, text in said.items()
    ]
    (tmp_path / mgshopdial.DIALOGUES).write_text(json.dumps(told), encoding="utf-8")
    assert real_frames(tmp_path) == ("So I want {thing}", "So I want {thing}. Thank you")
    requests = [{"query": "Looking for a mug.\n\nMy budget is `5`."}, {"query": "Show me a mug."}] * 3
    (tmp_path / "shoppingbench").mkdir()
    lines = "\n".join(map(json.dumps, requests))
    (tmp_path / "shoppingbench" / shoppingbench.FILES["voucher"]).write_text(lines, encoding="utf-8")
    assert set(real_frames(tmp_path)) & {"Looking for {thing}", "Show me {thing}"} == {"Looking for {thing}"}
