"""Said of what is on the screen: options that choose it, prices complained of, praise, thanks, what is given up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.acts import Intent, ShopperAct
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.notes.words import near_color
from assistant.state import Asked, CartChanged, CartLine, DialogueState, Focused, Shown, TurnBegan
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Constraint, Operator
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd


def _kettle(product_id: str, price: str, feature: str) -> Product:
    variants = tuple(
        Variant(f"{product_id}-{c}-{s}", product_id, Offer(usd(price)), {"color": c, "size": s})
        for c in ("Rust", "Purple", "Sage")
        for s in ("S", "M")
    )
    title = f"{product_id.capitalize()} Kettle"
    return Product(
        product_id, title, variants, categories=("Kettles",), attributes={"feature": (feature,), "lid": ("13 x 18 cm",)}
    )


SHOP = Catalog(
    [_kettle("fern", "24", "Cordless"), _kettle("moss", "489", "Bagless"), _kettle("dune", "35", "Scented")],
    currency="USD",
)
READER = NoteReader(SHOP, Vocabulary.learn(SHOP), completing=False)
KETTLES = (Constraint("category", Operator.IS, "Kettles"),)
SHOWN = (
    DialogueState()
    .after(TurnBegan("kettles"))
    .after(ShopperAct(Intent.FIND, KETTLES, text="kettle"))
    .after(Shown(("fern", "moss", "dune"), ("fern-Rust-S", "moss-Rust-S", "dune-Rust-S")))
)
OF_MOSS = SHOWN.after(Focused(("moss",)))
MOSS_ALONE = SHOWN.after(Shown(("moss",), ("moss-Rust-S",)))


def acts(message: str, notes: str, state: DialogueState = SHOWN) -> list[tuple[str, tuple[str, ...], set[str]]]:
    found = READER.acts(read(notes), plain(message), state)[0]
    return [(a.intent.value, a.product_ids, {f"{c.slot}={c.value}" for c in a.constraints}) for a in found]


@pytest.mark.parametrize("state", [OF_MOSS, MOSS_ALONE])
@pytest.mark.parametrize(
    ("message", "notes", "chosen"),
    [
        ("rust. done. cheers!", "refine color=rust", {"color=Rust"}),
        ("right, sage in M for me. is exchanging free?", "refine color=sage size=M; policy text=exchanging",
         {"color=Sage", "size=M"}),
        ("alright, going for it, prple", "add color=prple", {"color=Purple"}),
        ("we'll risk it. the sage", "refine color=sage", {"color=Sage"}),
    ],
)  # fmt: skip
def test_options_of_the_one_that_is_talked_of_choose_it(
    state: DialogueState, message: str, notes: str, chosen: set[str]
) -> None:
    assert acts(message, notes, state)[0] == ("add_to_cart", ("moss",), chosen)


@pytest.mark.parametrize(
    ("message", "notes", "state"),
    [
        ("ok rust", "refine color=rust", SHOWN),  # of a whole list
        ("any in rust", "refine color=rust", OF_MOSS),
        ("only rust ones", "refine color=rust", OF_MOSS),
        ("i'd rather have rust", "refine color=rust", MOSS_ALONE),
        ("rust?", "refine color=rust", OF_MOSS),
        ("rust under 30", "refine color=rust price<=30", OF_MOSS),
        ("teal", "refine color=teal", OF_MOSS),  # it does not come in that
        ("something rust to go with my bag", "refine color=rust", OF_MOSS),
        ("i need one that goes with my rust kitchen", "refine color=rust", OF_MOSS),
        ("would be perfect if it was rust", "refine color=rust", OF_MOSS),
        ("make it rust", "refine color=rust", OF_MOSS),
        ("usually take M", "refine size=M", OF_MOSS),
        ("i like rust", "refine color=rust", MOSS_ALONE),
        ("rust please", "refine color=rust", MOSS_ALONE.after(Asked("color", ("Rust", "Sage")))),
        ("rust please", "refine color=rust", OF_MOSS.after(CartChanged((CartLine("moss-Sage-S", 1),)))),
    ],
)
def test_who_looks_on_chooses_nothing(message: str, notes: str, state: DialogueState) -> None:
    assert {intent for intent, *_ in acts(message, notes, state)} == {"refine"}


def test_what_is_turned_down_in_the_same_breath_is_not_chosen() -> None:
    found = acts("don't like it. rust", "reject; refine color=rust", OF_MOSS)
    assert [intent for intent, *_ in found] == ["reject", "refine"]


def test_what_contradicts_the_search_corrects_it() -> None:
    sought = SHOWN.after(ShopperAct(Intent.REFINE, (Constraint("size", Operator.IS, "S"),))).after(Focused(("moss",)))
    assert acts("oh wrong, M", "refine size=M", sought)[0][0] == "refine"


def test_of_two_the_one_that_is_left_is_chosen() -> None:
    two = SHOWN.after(Shown(("fern", "moss"), ("fern-Rust-S", "moss-Rust-S")))
    left = two.after(ShopperAct(Intent.REJECT, product_ids=("fern",)))
    assert acts("right, sage then", "refine color=sage", left) == [("add_to_cart", ("moss",), {"color=Sage"})]


def test_the_same_size_is_the_one_that_was_chosen_last() -> None:
    state = SHOWN.after(CartChanged((CartLine("fern-Rust-M", 1),)))
    found = acts("the dune, purple, same size", "add ref=3 color=purple size=same", state)
    assert found == [("add_to_cart", ("dune",), {"color=Purple", "size=M"})]
    assert acts("take the dune in the same size", "add ref=3 size=same") == [("add_to_cart", ("dune",), set())]


def test_a_number_that_no_option_has_chooses_nothing() -> None:
    plain_one = replace(
        SHOP.product("fern"), variants=(Variant("fern-1", "Fern", Offer(usd("24")), {"color": "Rust"}),)
    )
    shop = Catalog([plain_one, SHOP.product("moss")], currency="USD")
    reader = NoteReader(shop, Vocabulary.learn(shop), completing=False)
    (act,) = reader.acts(read("add ref=1 size=74"), plain("get me the first, the 74 one"), SHOWN)[0]
    assert (act.intent, act.constraints) == (Intent.ADD_TO_CART, ())


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("489 for a tin box, hilarious, no", "refine price<=489", [("reject", ("moss",), set())]),
        ("45?? no. hm, 489 for one? no way", "refine price<=489", [("reject", ("moss",), set())]),
        ("24 for one pair is crazy", "refine size=24", []),
        ("24 is an insult, not that one", "refine price<=24", [("reject", ("fern",), set())]),
        ("Twenty-four? ridiculous, no", "other", [("reject", ("fern",), set())]),
    ],
)
def test_a_price_that_is_complained_of_is_no_limit(
    message: str, notes: str, expected: list[tuple[str, tuple[str, ...], set[str]]]
) -> None:
    assert [one for one in acts(message, notes) if one[0] != "out_of_scope"] == expected


@pytest.mark.parametrize(
    ("message", "notes"),
    [
        ("24 for that?? wow! how come no discount on the others", "ask ref=1 text=discount"),
        ("is 489 too much for a kettle? not sure", "ask ref=2 text=too much"),
        ("neither of them leaks?", "ask ref=1,2,3 text=leaks"),
        ("none of these come in sage? then show rust", "refine color=rust"),
    ],
)
def test_who_only_wonders_turns_nothing_down(message: str, notes: str) -> None:
    assert "reject" not in {intent for intent, *_ in acts(message, notes)}


@pytest.mark.parametrize("message", ["24 max", "no more than 24 for a kettle", "under 24, no way I pay more", "24"])
def test_a_limit_is_a_limit_whatever_costs_as_much(message: str) -> None:
    assert acts(message, "refine price<=24") == [("refine", (), {"price=24"})]


def test_a_limit_beside_a_complaint_stays() -> None:
    assert acts("24 for this?? 35 is the most i'd pay", "refine size=24; refine price<=35") == [
        ("refine", (), {"price=35"})
    ]


def test_neither_turns_down_what_is_shown() -> None:
    found = acts("Neither then. cordless is a must", "refine with=cordless")
    assert found[0] == ("reject", ("fern", "moss", "dune"), set())
    assert found[1][0] == "refine"


@pytest.mark.parametrize(
    ("message", "notes", "first"),
    [
        ("ooh the Moss is cute! what sizes does it come in", "ask ref=2 text=sizes", ("like", ("moss",), set())),
        ("the Moss is cute but too big, how wide is it", "ask ref=2 text=wide", ("ask_product", ("moss",), set())),
    ],
)
def test_praise_beside_a_question_is_liking(
    message: str, notes: str, first: tuple[str, tuple[str, ...], set[str]]
) -> None:
    assert acts(message, notes)[0] == first


@pytest.mark.parametrize(
    ("message", "notes"),
    [
        ("this shop is great! do you ship to france", "policy text=ship"),
        ("that's great. show me more", "more"),
        ("the weather is lovely today. how loud is the dune", "ask ref=3 text=loud"),
        ("It's nice of you. what is your return window", "policy text=return"),
    ],
)
def test_praise_of_no_product_likes_none(message: str, notes: str) -> None:
    assert "like" not in {intent for intent, *_ in acts(message, notes, OF_MOSS)}


def test_praise_of_what_is_asked_about() -> None:
    found = acts("that one is nice, does it have a lid", "ask ref=2 text=lid")
    assert [i for intent, i, _ in found if intent == "like"] in ([], [("moss",)])


def test_praise_of_what_was_talked_of() -> None:
    assert acts("It's beautiful. Anything else like this?", "more", OF_MOSS)[0] == ("like", ("moss",), set())


@pytest.mark.parametrize("message", ["too easy, thanks mate", "top, thanks", "great, thank you so much!"])
def test_thanks_with_what_is_said_beside_them(message: str) -> None:
    assert acts(message, "reject") == [("thank", (), set())]


def test_questions_of_all_that_is_shown() -> None:
    assert acts("is any of those pure cotton?", "ask ref=1 text=pure cotton")[0][1] == ("fern", "moss", "dune")
    assert acts("which of these three is best", "compare ref=3")[0][1] == ("fern", "moss", "dune")
    assert acts("are these two loud?", "ask ref=1,2 text=loud")[0][1] == ("fern", "moss")


@pytest.mark.parametrize(
    ("message", "notes", "products"),
    [
        ("fern or dune, which of those is better", "compare ref=1,3", ("fern", "dune")),
        ("does the fern come with all of those features", "ask ref=1 text=features", ("fern",)),
        ("can the fern do all of these", "ask ref=1 text=do", ("fern",)),
    ],
)
def test_questions_of_some_are_not_of_all(message: str, notes: str, products: tuple[str, ...]) -> None:
    assert acts(message, notes)[0][1] == products


def test_what_is_like_one_is_looked_for() -> None:
    found = acts("what kettles do you have like the Moss, all colors", "catalog text=Moss any=color")
    assert "ask_product" not in {intent for intent, *_ in found}


def test_the_colours_of_one_are_no_question_about_the_range() -> None:
    assert acts("what colors can I get the Moss in?", "catalog text=Moss any=colors")[0][:2] == (
        "ask_product",
        ("moss",),
    )


CORDLESS = SHOWN.after(
    ShopperAct(
        Intent.REFINE,
        (Constraint("feature", Operator.IS, "Cordless"), Constraint("color", Operator.IS, "Rust")),
    )
)


@pytest.mark.parametrize(
    ("message", "notes", "left"),
    [
        ("with a cord is fine, but scented", "refine with=cord with=scented", {"color", "feature"}),
        ("forget the color", "refine text=color", {"feature"}),
        ("doesnt have to be rust then", "refine with=rust", {"feature"}),
        ("it doesn't need to be cordless", "refine with!=cordless", {"color"}),
        ("cordless isn't a must", "refine with=cordless", {"color"}),
    ],
)
def test_what_is_given_up_goes(message: str, notes: str, left: set[str]) -> None:
    state = CORDLESS
    for act in READER.acts(read(notes), plain(message), CORDLESS)[0]:
        state = state.after(act)
    assert {c.slot for c in state.constraints if c.slot != "category"} == left


@pytest.mark.parametrize(
    "message",
    [
        "this doesn't come in rust, find one that does",
        "that one doesn't have rust, but I need rust",
        "don't forget rust",
        "it doesn't have rust, so show others",
    ],
)
def test_what_a_thing_lacks_is_still_wanted(message: str) -> None:
    state = CORDLESS
    for act in READER.acts(read("refine color=rust"), plain(message), CORDLESS)[0]:
        state = state.after(act)
    assert {c.slot for c in state.constraints} >= {"color", "feature"}


def test_only_what_stands_is_given_up() -> None:
    (act,) = READER.acts(read("refine with!=scented"), plain("i don't need scented"), SHOWN)[0]
    assert [(c.slot, c.operator, c.value) for c in act.constraints] == [("feature", Operator.NOT, "Scented")]


def test_two_figures_are_dimensions() -> None:
    assert acts("a kettle, lid 13x18", "find text=kettle with=13x18")[0][2] >= {"lid=13 x 18 cm"}


@pytest.mark.parametrize(
    ("said", "meant"), [("prple", "Purple"), ("sge", "Sage"), ("russt", "Rust"), ("purplish", "Purple")]
)
def test_colours_are_read_misspelt(said: str, meant: str) -> None:
    assert acts(f"a {said} kettle", f"find text=kettle color={said}")[0][2] >= {f"color={meant}"}


@pytest.mark.parametrize("said", ["blush", "coal", "pine", "tea", "while", "gold"])
def test_other_shades_and_words_are_no_slips(said: str) -> None:
    assert near_color(said, {"Blue", "blue", "coral", "pink", "teal", "white", "gold", "mint"}) == said


def test_a_comparison_says_once_what_it_says() -> None:
    alone = acts("does it boil faster than the fern?", "compare ref=1,2; ask ref=1 text=boil faster")
    assert [act[0] for act in alone] == ["compare"]
    both = acts("compare 1 and 2, and is the first in stock?", "compare ref=1,2; ask ref=1 text=in stock")
    assert [act[0] for act in both] == ["compare", "ask_product"]


def test_what_lies_in_no_cart_is_turned_down() -> None:
    assert acts("moss looks like trash, get it out of my face", "remove ref=2") == [("reject", ("moss",), set())]


def test_options_of_the_one_are_chosen_as_often_as_was_said() -> None:
    (act,) = READER.acts(read("refine qty=2 color=sage"), "2 of them, sage", MOSS_ALONE)[0]
    assert (act.intent, act.product_ids, act.quantity) == (Intent.ADD_TO_CART, ("moss",), 2)
