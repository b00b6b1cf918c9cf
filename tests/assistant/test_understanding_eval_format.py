"""Annotated dialogues as files: what is read, what is refused and where, and that ours name only what stores have."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.acts import Intent
from assistant.understanding_eval.format import AnnotationError, read_annotated
from assistant.understanding_eval.names import unknown_names
from retrieval.catalog import Catalog
from retrieval.importing import import_feed
from retrieval.vocabulary import Vocabulary
from tests.conftest import NOW
from tests.stores.sample import sample_feed
from ui.eval.named_stores import NoSuchStoreError, catalog_of, clone

GOOD = """\
- id: six-one
  lang: en
  typos: none
  turns:
  - say: a jacket
    acts: [{find: {}}]
    need: [category is Jackets]
    may: [gender prefer Men]
  - shown: [rain, fleece]
    say: the second, two of them
    acts: [{add_to_cart: {products: [fleece], quantity: 2}}]
  - say: and a tee
    acts: [{find: {}}]
    need: []
"""


def written(tmp_path: Path, text: str, name: str = "a.yaml") -> Path:
    path = tmp_path / "six" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dialogue_is_read(tmp_path: Path) -> None:
    [talk] = read_annotated(written(tmp_path, GOOD))
    assert (talk.id, talk.store, talk.lang, talk.typos, talk.line) == ("six-one", "six", "en", "none", 1)
    first, second, third = talk.turns
    assert [w.words for w in first.need] == ["category is Jackets"]
    assert second.need == first.need  # left out: as before
    assert second.may == first.may  # what might have been noted may still be there
    assert third.need == third.may == ()  # another need
    assert (first.shown, second.shown, third.shown) == (None, ("rain", "fleece"), None)
    [act] = second.acts
    assert (act.intent, act.products, act.quantity, act.constraints) == (Intent.ADD_TO_CART, ("fleece",), 2, None)
    assert [turn.line for turn in talk.turns] == [5, 9, 12]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("typos: none", "typo: none"), 3, "typo: Extra inputs"),
        (GOOD.replace("lang: en", "lang: de"), 2, "lang"),
        (GOOD.replace("find: {}", "fnd: {}", 1), 6, "acts.0.fnd"),
        (GOOD.replace("{find: {}}", "{find: {}, more: {}}", 1), 6, "one intent"),
        (GOOD.replace("[{find: {}}]", "[]", 1), 6, "at least one act"),
        (GOOD.replace("is Jackets", "= Jackets"), 7, "'category = Jackets' is no constraint"),
        (GOOD.replace("category is Jackets", "price at most sixty"), 7, "'sixty' is no amount"),
        (GOOD.replace("category is Jackets", "price is 60"), 7, "price takes 'at most'"),
        (GOOD.replace("category is Jackets", "order is best"), 7, "'best' is no order"),
        (GOOD.replace("quantity: 2", "quantty: 2"), 11, "quantty: Extra inputs"),
        (GOOD + "    need: []\n", 15, "'need' is given twice"),
        (GOOD + GOOD, 15, "'six-one' is taken by"),
    ],
)
def test_a_slip_says_where_and_what(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(AnnotationError) as error:
        read_annotated(path)
    assert any(one.startswith(f"{path}:{line}: ") and words in one for one in str(error.value).splitlines()), error


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "x"])
def test_what_is_no_annotation_at_all(tmp_path: Path, text: str) -> None:
    with pytest.raises(AnnotationError, match=r"a\.yaml"):
        read_annotated(written(tmp_path, text))


def test_a_folder_without_dialogues(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="No annotated dialogue"):
        read_annotated(tmp_path)


def test_paraphrases_say_turns_in_other_words(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    (tmp_path / "paraphrases").mkdir()
    others = tmp_path / "paraphrases" / "p.yaml"
    others.write_text(
        "- {of: six-one, turn: 1, say: any jackets}\n- {of: six-one, turn: 3, say: tees now}\n"
        "- {of: six-one, turn: 1, say: coats}\n",
        encoding="utf-8",
    )
    talk, first, second = read_annotated(tmp_path)
    assert talk.paraphrased == frozenset()
    assert [turn.say for turn in first.turns] == ["any jackets", "the second, two of them", "tees now"]
    assert [turn.say for turn in second.turns] == ["coats", "the second, two of them", "and a tee"]
    assert (first.paraphrased, second.paraphrased) == (frozenset({1, 3}), frozenset({1}))
    assert first.turns[0].need == talk.turns[0].need
    assert {one.original for one in (talk, first, second)} == {"six-one"}
    assert {one.part for one in (talk, first, second)} == {"dev"}
    others.write_text("- {of: six-one, turn: 4, say: x}\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"p\.yaml:1: there is no turn 4 of 'six-one'"):
        read_annotated(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[rain, fleece]", "[rain, anorak]", "turn 2: the store has no product 'anorak'"),
        ("products: [fleece]", "products: [anorak]", "no product 'anorak'"),
        ("is Jackets", "is Coats", "turn 1: the store has no category step 'Coats'"),
        ("is Jackets", "is jackets", "'jackets' of category is spelled 'Jackets'"),
        ("category is", "waist is", "the store has no slot 'waist'"),
        ("gender prefer Men", "fit prefer Slim", "no slot 'fit'"),
        ("is Jackets", "is Tees / Coats", "'Coats'"),
    ],
)
def test_an_annotation_names_only_what_the_store_has(
    tmp_path: Path, catalog: Catalog, old: str, new: str, words: str
) -> None:
    vocabulary = Vocabulary.learn(catalog)
    [good] = read_annotated(written(tmp_path, GOOD))
    assert unknown_names(good, catalog, vocabulary) == []
    [bad] = read_annotated(written(tmp_path, GOOD.replace(old, new)))
    faults = unknown_names(bad, catalog, vocabulary)
    assert any(words in fault for fault in faults), faults
    assert str(bad.path) in faults[0]


def test_a_shopper_may_want_what_no_product_has(tmp_path: Path, catalog: Catalog) -> None:
    [talk] = read_annotated(written(tmp_path, GOOD.replace("category is Jackets", "color is Pink, brand not Sony")))
    assert unknown_names(talk, catalog, Vocabulary.learn(catalog)) == []


def test_the_part_is_of_the_id_alone(tmp_path: Path) -> None:
    parts = {}
    for name in ("six-one", "six-two", "six-three", "six-test"):
        [talk] = read_annotated(written(tmp_path, GOOD.replace("six-one", name)))
        parts[talk.id] = talk.part
    assert parts == {"six-one": "dev", "six-two": "test", "six-three": "dev", "six-test": "test"}


def test_what_was_looked_at_is_no_test_whatever_its_id(tmp_path: Path) -> None:
    [talk] = read_annotated(written(tmp_path, GOOD.replace("six-one", "six-two\n  looked_at: true")))
    assert (talk.id, talk.part) == ("six-two", "dev")


# --- ours ----------------------------------------------------------------------------------------------------

OURS = clone() / "tests" / "understanding"
STORES = sorted({file.parent.name for file in OURS.glob("*/*.yaml")} - {"paraphrases"})


@pytest.mark.parametrize("name", STORES)
def test_our_annotations_name_only_what_their_stores_have(name: str, tmp_path: Path) -> None:
    dialogues = [dialogue for dialogue in read_annotated(OURS) if dialogue.store == name]
    given = {}
    if name == "sample":  # its feed is written once a test run
        given = {name: tmp_path / "sample"}
        import_feed(sample_feed(), given[name], now=NOW)
    try:
        catalog = catalog_of(name, given, tmp_path)
    except NoSuchStoreError as error:
        pytest.skip(f"store {name}: {error}")
    vocabulary = Vocabulary.learn(catalog)
    assert dialogues
    assert [fault for dialogue in dialogues for fault in unknown_names(dialogue, catalog, vocabulary)] == []
