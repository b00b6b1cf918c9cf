from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from retrieval import spelling
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.spelling import nearest_word, splits
from retrieval.terms import terms, with_joined
from retrieval.words import WordIndex
from tests.conftest import SIX, usd


def product(product_id: str, title: str, **more: object) -> Product:
    return Product(product_id, title, (Variant(product_id, title, Offer(usd("10"))),), **more)  # type: ignore[arg-type]


def index_of(*products: Product) -> WordIndex:
    index = WordIndex(create_engine("sqlite://"))
    index.build(products)
    return index


@pytest.fixture
def index() -> WordIndex:
    return index_of(*SIX)


# --- finding ---------------------------------------------------------------------------------------------------


def test_the_title_counts_more_than_the_description() -> None:
    index = index_of(
        product("told", "Fell Bag", description="Fits a steel bottle, another bottle and one more bottle."),
        product("named", "Steel Bottle", description="Keeps tea hot."),
        product("other", "Camp Mug"),
    )
    assert list(index.search("bottle", 5)) == ["named", "told"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("jackets", {"rain", "fleece"}),  # stems
        ("northway", {"rain", "fleece"}),  # brand
        ("leather", {"pack"}),  # attribute
        ("750", {"bottle"}),  # option
        ("walks", {"rain"}),  # description
        ("gear", {"bottle", "pack", "mug"}),  # category
        ("a jacket for me, please", {"rain", "fleece"}),  # stop words count for nothing
        ("MUG!!!", {"mug"}),
        ("unicorn", set()),
        ("show me something", set()),
        ("", set()),
    ],
)
def test_words_are_found_in_every_field(index: WordIndex, said: str, found: set[str]) -> None:
    assert set(index.search(said, 10)) == found


def test_scores_are_shares_of_a_perfect_hit(index: WordIndex) -> None:
    perfect = index.search("steel water bottle", 5)
    assert perfect["bottle"] == pytest.approx(1.0, abs=0.2)
    assert next(iter(perfect)) == "bottle"
    half = index.search("steel telescope", 5)
    assert half["mug"] < 0.4 * perfect["bottle"]  # the store has no telescope


def test_the_plainest_of_perfect_hits_comes_first() -> None:
    index = index_of(
        product("a", "Steel Bottle with a lid and a loop and a very long name"),
        product("b", "Steel Bottle"),
        *(product(f"m{n}", f"Camp Mug number {n}") for n in range(9)),
    )
    assert list(index.search("steel bottle", 5)) == ["b", "a"]


def test_only_those_asked_for_are_found_and_the_limit_holds(index: WordIndex) -> None:
    assert list(index.search("jacket", 10, among=["fleece", "mug"])) == ["fleece"]
    assert list(index.search("jacket", 10, among={"fleece"})) == ["fleece"]
    assert index.search("jacket", 10, among=[]) == {}
    assert len(index.search("jacket", 1)) == 1


def test_ties_break_by_id() -> None:
    same = [product(i, "Red Cap") for i in ("c", "a", "b")] + [product("z", "Mug"), product("y", "Cup")]
    assert list(index_of(*same, product("x", "Pan"), product("w", "Pot")).search("cap", 5)) == ["a", "b", "c"]


# --- spellings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["t-shirt", "tshirt", "T shirt", "T‑Shirt", "t-shirts"])
@pytest.mark.parametrize("title", ["Plain T-Shirt", "Plain Tshirt"])
def test_hyphen_space_and_neither_are_one(title: str, said: str) -> None:
    index = index_of(product("shirt", title), product("jacket", "Jacket"), product("mug", "Mug"))
    assert list(index.search(said, 5)) == ["shirt"]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("back pack", "Day Backpack"),
        ("longsleeve", "Long Sleeve Top"),
        ("crewneck", "Crew-Neck Top"),
        ("2xl", "Top 2XL"),
    ],
)
def test_compounds_meet_their_parts(said: str, title: str) -> None:
    assert list(index_of(product("it", title), product("other", "Mug")).search(said, 5)) == ["it"]


def test_two_words_are_one_only_where_the_store_has_them_less_often_as_two() -> None:
    packs = [product("pack", "Day Backpack"), product("back", "Back Brace"), product("six", "Six Pack")]
    assert "pack" in index_of(*packs).search("back pack", 5)
    rest = [product(f"r{n}", "Back Rest with a Pack") for n in range(2)]
    assert "pack" not in index_of(*packs, *rest).search("back pack", 5)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("12x24 tile", "Slate Tile 12 in. x 24 in."),
        ('12"x24" tile', "Slate Tile 12 in. x 24 in."),
        ("3/8 drive", "Ratchet 3/8 in. Drive"),
        (".375 drive", "Ratchet 3/8 in. Drive"),
        ("1 1/4 pipe", "Pipe 1-1/4 in."),
        ("750ml bottle", "Bottle 750 ml"),
        ("5 gal bucket", "Bucket, 5-Gallon"),
        ("10000 btu heater", "Heater 10,000 BTU"),
    ],
)
def test_a_measure_is_found_however_it_is_written(said: str, title: str) -> None:
    kind = title.split()[0].strip(",") if title[0] != "S" else "Tile"
    others = [product(f"a{n}", f"{kind} {n}7 in. x {n}9 ft., {n}1/16 in. Drive") for n in range(1, 9)]
    assert next(iter(index_of(*others, product("it", title)).search(said, 5))) == "it"


def test_a_unit_that_the_store_does_not_have_is_no_word_it_lacks() -> None:
    index = index_of(*SIX)
    assert index.search("2 in blue mug", 5) == index.search("2 blue mug", 5)


def test_a_small_word_tells_things_apart_but_finds_none() -> None:
    cans = [product("a", "Trash Bag"), product("b", "Trash Can"), *(product(f"m{n}", f"Mug {n}") for n in range(60))]
    index = index_of(*cans)
    assert list(index.search("trash can", 5)) == ["b", "a"]
    assert list(index.search("can", 5)) == []
    assert index.search("can you show me trash", 5)["b"] == index.search("trash", 5)["b"]


def test_of_equally_near_spellings_the_one_beside_the_other_words_is_meant() -> None:
    blades = [product("blade", "Saw Blade"), product("blue", "Blue Mug"), product("blue2", "Blue Cup")]
    assert index_of(*blades).spelled("saw blde") == "saw blade"
    assert index_of(*blades).spelled("blde mug") == "blue mug"


def test_accents_and_possessives_do_not_matter() -> None:
    index = index_of(product("cafe", "Café Crème Mug", description="women's choice"), product("other", "Bag"))
    for said in ("cafe creme", "CAFÉ", "cafe\u0301", "women’s", "womens"):
        assert list(index.search(said, 5)) == ["cafe"], said


@pytest.mark.parametrize(("said", "found"), [("jakcet", "rain"), ("botle", "bottle"), ("backpak", "pack")])
def test_a_misspelt_word_finds_what_was_meant(index: WordIndex, said: str, found: str) -> None:
    assert found in index.search(said, 10)


def test_a_word_still_being_typed_is_its_beginning(index: WordIndex) -> None:
    assert set(index.search("rain jack", 10)) == {"rain", "fleece"}
    assert index.search("jack of trades telescope", 10) == {}  # only the last word may be unfinished


def test_the_correction_is_named(index: WordIndex) -> None:
    assert index.correct("jakcet") == "jacket"
    assert index.correct("Botle") == "bottle"
    for known_short_far_or_odd in ("jackets", "mgu", "telescope", "", "the", "b0ttle", '"', "\ud800xxx"):
        assert index.correct(known_short_far_or_odd) is None


def test_the_message_can_be_read_as_the_store_spells(index: WordIndex) -> None:
    assert index.spelled("a Jakcet, and a botle!") == "a jacket, and a bottle!"
    assert index.spelled("wholly unknown wrods") == "wholly unknown wrods"


def test_a_real_word_is_not_taken_for_one_of_the_stores() -> None:
    index = index_of(product("bed", "Cotton Bedding"), product("mug", "Mug"))
    assert index.correct("beddng") == "bedding"
    assert index.correct("wedding") is None
    assert index.search("wedding", 5) == {}


def test_fewest_edits_win_then_the_commonest_then_the_alphabet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "english_words", lambda: frozenset())
    assert nearest_word("hodie", {"hoodie": 1, "foodie": 50}) == "hoodie"  # the first letter of a short word holds
    assert nearest_word("shirs", {"shirt": 3, "shire": 2}) == "shirt"
    assert nearest_word("shirs", {"shirt": 2, "shire": 2}) == "shire"
    assert nearest_word("sweatshrit", {"sweatshirt": 1}) == "sweatshirt"
    assert nearest_word("wtaerproff", {"waterproof": 1}) == "waterproof"
    assert nearest_word("jackal", {"jacket": 9}) is None  # two edits in a short word
    assert nearest_word("sho", {"shoe": 9}) is None
    assert nearest_word("caps", {"cap": 9}) is None


def test_words_are_cut_in_parts_of_three_letters() -> None:
    assert list(splits("backpk")) == [("bac", "kpk")]
    assert list(splits("abcde")) == []
    assert list(splits("2xlarge")) == []


# --- whatever is written ---------------------------------------------------------------------------------------

SYNTAX = [
    '"',
    '""',
    "*",
    "jacket*",
    "NEAR(",
    "NEAR(a b, 3)",
    "a AND",
    "OR",
    "NOT jacket",
    "title:x",
    "{a b}:",
    "^x",
    "-x",
]


@pytest.mark.parametrize(
    "said", [*SYNTAX, "'; DROP TABLE product_words; --", "\x00", "a\x00jacket", "👗", "雨衣", "\ud800"]
)
def test_what_is_written_is_never_syntax(index: WordIndex, said: str) -> None:
    index.search(said, 5)
    index.spelled(said)
    assert set(index.search(f"{said} mug", 10)) >= {"mug"}


@given(st.text(max_size=80))
@example("ſ")
@example("ǅ-ß 1.2,3 ½")
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_search(said: str) -> None:
    SHARED.search(said, 5)
    SHARED.correct(said)
    SHARED.spelled(said)


SHARED = index_of(*SIX)


def test_twenty_thousand_characters_are_no_harm(index: WordIndex) -> None:
    assert "mug" in index.search("mug " + "x" * 20_000, 5)
    assert "mug" in index.search("mug " * 5_000, 5)
    index.search(" ".join(f"word{n}" for n in range(3_000)), 5)
    assert len(terms(" ".join(f"word{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}" for n in range(100)))) == 32


def test_terms_keep_what_is_written_and_drop_what_says_nothing() -> None:
    said = [(t.written, t.joined) for t in terms("I'd like the T-Shirt (2XL), size M, women's, 55 cm 55")]
    assert said == [
        ("T-Shirt", "tshirt"),
        ("2xl", "2xl"),
        ("size", "size"),
        ("women", "women"),
        ("55", "55"),
        ("cm", "cm"),
    ]
    assert with_joined("T-Shirt, crew-neck") == "T-Shirt, crew-neck TShirt crewneck"


# --- keeping up ------------------------------------------------------------------------------------------------


def test_only_what_changed_is_touched(index: WordIndex) -> None:
    assert index.build(SIX) == 0
    cheaper = [
        replace(p, variants=tuple(replace(v, offer=Offer(Money(v.offer.price.amount / 2, "USD"))) for v in p.variants))
        for p in SIX
    ]
    assert index.build(cheaper) == 0
    renamed = [replace(p, title="Enamel Beaker") if p.id == "mug" else p for p in SIX]
    assert index.build(renamed) == 1
    assert list(index.search("beaker", 5)) == ["mug"]
    assert index.correct("beakr") == "beaker"
    without = [p for p in renamed if p.id != "mug"]
    assert index.build([*without, product("new", "Telescope")]) == 2
    assert index.search("beaker", 5) == {}
    assert list(index.search("telescope", 5)) == ["new"]
    assert index.correct("beakr") is None
    assert index.build([]) == 6
    assert index.search("jacket", 5) == {}


def test_the_index_lives_in_the_database_it_was_given(catalog: Catalog) -> None:
    engine = create_engine("sqlite://")
    WordIndex(engine).build(catalog)
    again = WordIndex(engine)
    assert set(again.search("jacket", 5)) == {"rain", "fleece"}
    assert again.build(catalog) == 0
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    assert all(name.startswith("product_words") for name in names)


def test_html_and_instructions_in_product_texts_are_words_like_others() -> None:
    hostile = product(
        "bad",
        "<b>Lamp</b>",
        description='<script>alert(1)</script>Ignore all "instructions" AND NEAR( the lamp; \ud800',
    )
    index = index_of(hostile, product("mug", "Mug"))
    assert list(index.search("lamp", 5)) == ["bad"]
    assert index.search("script alert", 5) == {}
    assert list(index.search("instructions", 5)) == ["bad"]


def test_known_words_are_counted_the_same_step_by_step_as_at_once() -> None:
    """Products come, change and go; what is known of spellings is what a fresh index of the last ones knows."""
    step_by_step, at_once = WordIndex(create_engine("sqlite://")), WordIndex(create_engine("sqlite://"))
    changed = replace(SIX[1], title="Quilted Blanket", brand="Zephyrine")
    for products in (SIX[:4], SIX, [SIX[0], changed, *SIX[3:]]):
        step_by_step.build(products)
    at_once.build([SIX[0], changed, *SIX[3:]])

    def known(index: WordIndex) -> dict[str, int]:
        with index._engine.connect() as connection:
            return index._known_words(connection)

    assert known(step_by_step) == known(at_once)
    assert "zephyrine" in known(at_once)
    assert step_by_step.build([SIX[0], changed, *SIX[3:]]) == 0


def test_every_field_that_is_read_makes_a_product_be_read_again() -> None:
    index = WordIndex(create_engine("sqlite://"))
    product = SIX[0]
    index.build([product])
    variant = product.variants[0]
    for other in (
        replace(product, title="Zephyr"),
        replace(product, brand="Zephyr"),
        replace(product, categories=("Zephyr",)),
        replace(product, attributes={"maker": ("Zephyr",)}),
        replace(product, description="Zephyr"),
        replace(product, variants=(replace(variant, options={"size": "Zephyr"}),)),
    ):
        assert index.build([other]) == 1
        assert list(index.search("zephyr", 5)) == [product.id]
        assert index.build([product]) == 1
    cheaper = replace(product, variants=(replace(variant, offer=replace(variant.offer, available=False)),))
    assert index.build([replace(cheaper, variants=(*cheaper.variants, *product.variants[1:]))]) == 0
