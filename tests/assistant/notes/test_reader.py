"""Right notes give the right acts: the keys of a tuned model, grounded in stores of a few products."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.acts import AskVariant, Intent, ShopperAct
from assistant.context import Context, NeededBy
from assistant.notes.measures import NoteMeasures
from assistant.notes.notation import plain, read
from assistant.notes.reader import NoteReader
from assistant.state import Asked, CartChanged, CartLine, DialogueState, Focused, Shown, TurnBegan
from recommender.wording import constraint_label
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.query import Constraint, Operator, Order
from retrieval.vocabulary import Vocabulary
from tests.conftest import usd

IS, NOT, ONE_OF, AT_MOST, ABOUT = Operator.IS, Operator.NOT, Operator.ONE_OF, Operator.AT_MOST, Operator.ABOUT
NEW = DialogueState()


def _thing(product_id: str, title: str, category: str, price: str, colors: str = "", **attributes: str) -> Product:
    variants = tuple(
        Variant(f"{product_id}-{color}", f"{title} {color}", Offer(usd(price)), {"color": color} if color else {})
        for color in colors.split() or [""]
    )
    values = {slot: tuple(value.split("|")) for slot, value in attributes.items()}
    return Product(product_id, title, variants, categories=(category,), attributes=values)


SHOP = Catalog(
    [
        _thing(
            "hush", "Hush Kettle", "Kettles", "59", "Black Green", noise="58 dB", capacity="1.7 l", material="Steel"
        ),
        _thing("roar", "Roar Kettle", "Kettles", "39", "White", noise="72 dB", capacity="1 l", material="Plastic"),
        _thing("mid", "Middle Kettle", "Kettles", "49", "Black", noise="65 dB", capacity="1.5 l", material="Glass"),
        _thing("pad", "Alpha Keyboard", "Keyboards", "60", feature="Wireless|Number pad|Noise-reduced", width="44 cm"),
        _thing("key", "Beta Keyboard", "Keyboards", "40", feature="Wired|Foldable|Number pad", width="30 cm"),
        _thing("mini", "Gamma Keyboard", "Keyboards", "80", feature="Wireless|Foldable|Dishwasher-safe", width="25 cm"),
        _thing("floor", "Stork Floor Lamp", "Lamps > Floor Lamps", "70", "Brass Green", feature="Dimmable|Wired"),
        _thing("desk", "Tilt Desk Lamp", "Lamps > Desk Lamps", "30", "Green Black", feature="Dimmable|Foldable"),
        _thing("knee", "Petal Dress", "Dresses", "90", "Red Coral", hem="Knee", pattern="Floral"),
        _thing("midi", "Meadow Dress", "Dresses", "95", "Green Blue", hem="Midi", pattern="Plain"),
        _thing("sock", "Wool Socks", "Socks", "9", "Gray", sock_height="Knee", material="Wool"),
        _thing("candle", "Fig Scented Candle", "Scented Candles", "12", scent="Fig"),
    ],
    currency="USD",
)
VOCABULARY = Vocabulary.learn(SHOP)
READER = NoteReader(SHOP, VOCABULARY, completing=False)
KETTLES = (
    NEW.after(TurnBegan("kettles"))
    .after(ShopperAct(Intent.FIND, (Constraint("category", IS, "Kettles"),), text="kettle"))
    .after(Shown(("hush", "roar", "mid"), ("hush-Black", "roar-White", "mid-Black")))
)


def acts(message: str, notes: str, state: DialogueState = NEW) -> tuple[ShopperAct, ...]:
    return READER.acts(read(notes), plain(message), state)[0]


def act(message: str, notes: str, state: DialogueState = NEW) -> ShopperAct:
    (one,) = acts(message, notes, state)
    return one


def held(one: ShopperAct) -> set[tuple[str, Operator, object]]:
    return {(c.slot, c.operator, frozenset(c.value) if c.operator is ONE_OF else c.value) for c in one.constraints}  # type: ignore[arg-type]


def need(state: DialogueState, message: str, notes: str) -> set[tuple[str, Operator, object]]:
    after = state.after(TurnBegan(message))
    for one in acts(message, notes, state):
        after = after.after(one)
    return held(ShopperAct(Intent.FIND, after.constraints))


@pytest.mark.parametrize(
    ("message", "pair", "label"),
    [
        ("a kettle, at most 65 decibels", "with<=65 decibels", "at most 65 decibels"),
        ("a kettle from 1.5 l", "with>=1.5 l", "at least 1.5 l"),
        ("a kettle of about 1.5 l", "with~1.5 l", "about 1.5 l"),
        ("a kettle of 1 to 1.5 l", "with=1..1.5 l", "1 to 1.5 l"),
        ("a kettle with 65 dB or less", "with=65 dB or less", "65 dB or less"),
        ("a kettle with 65 dB", "with=65 dB", "65 db"),
    ],
)
def test_a_bound_on_a_measure_is_shown_as_it_was_said(message: str, pair: str, label: str) -> None:
    [bound] = [c for c in act(message, f"find text=kettle {pair}").constraints if c.slot != "category"]
    assert constraint_label(bound, "USD").lower() == label.lower()


# --- qualities ---------------------------------------------------------------------------------------------


def test_several_qualities_of_one_slot_must_all_hold() -> None:
    said = "a keyboard, wireless, with a number pad"
    found = need(NEW, said, "find text=keyboard with=wireless with=number pad")
    assert {("feature", IS, "Wireless"), ("feature", IS, "Number pad"), ("category", IS, "Keyboards")} == found


@pytest.mark.parametrize(
    ("said", "notes", "expected"),
    [
        ("a folding keyboard", "find text=keyboard with=folding", ("feature", IS, "Foldable")),
        ("keyboard, dishwasher safe", "find text=keyboard with=dishwasher safe", ("feature", IS, "Dishwasher-safe")),
        ("keyboard, wirless", "find text=keyboard with=wirless", ("feature", IS, "Wireless")),
        ("a dress, knee lenght", "find text=dress with=knee lenght", ("hem", IS, "Knee")),
        ("键盘 无线的", "find text=键盘 with=无线", ("feature", IS, "Wireless")),
        ("nothing wired, a keyboard", "find text=keyboard with!=wired", ("feature", NOT, "Wired")),
        ("no candles please", "find with!=candles", ("category", NOT, "Scented Candles")),
        (
            "a dress, knee length or midi",
            "find text=dress with=knee length|midi",
            ("hem", ONE_OF, frozenset({"Knee", "Midi"})),
        ),
        ("lamp that can be dimmed", "find text=lamp with=dimmed", ("feature", IS, "Dimmable")),
    ],
)
def test_words_find_their_slot(said: str, notes: str, expected: tuple[str, Operator, object]) -> None:
    assert expected in held(act(said, notes))


def test_alternatives_that_are_excluded_are_each_excluded() -> None:
    found = held(act("a kettle, neither plastic nor glass", "find text=kettle material!=plastic|glass"))
    assert {("material", NOT, "Plastic"), ("material", NOT, "Glass")} <= found


def test_a_wish_stays_a_wish() -> None:
    (color,) = [c for c in act("a dress, ideally blue", "find text=dress color~blue").constraints if c.slot == "color"]
    assert not color.required


def test_what_a_kind_does_not_state_is_searched_with_as_words() -> None:
    one = act("a floral kettle", "find text=kettle with=floral")
    assert held(one) == {("category", IS, "Kettles")}
    assert "floral" in one.text


def test_a_color_nobody_has_is_kept_and_a_slot_nobody_has_is_not() -> None:
    assert ("color", IS, "Pink") in held(act("a pink dress", "find text=dress color=pink"))
    bare = Catalog([_thing("mug", "Camp Mug", "Mugs", "5")], currency="USD")
    (one,), _ = NoteReader(bare, Vocabulary.learn(bare), completing=False).acts(
        read("find text=mug color=pink"), "a pink mug", NEW
    )
    assert held(one) == {("category", IS, "Mugs")}


# --- measures and prices -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "notes", "slot", "values"),
    [
        ("kettle, 65 decibels at most", "find text=kettle with<=65 decibels", "noise", {"58 dB", "65 dB"}),
        ("kettle of 1.7 litr", "find text=kettle with=1.7 litr", "capacity", {"1.7 l"}),
        ("kettle, 1 to 1.5 l", "find text=kettle with=1..1.5 l", "capacity", {"1 l", "1.5 l"}),
        ("keyboard, 30 cm wide or narrower", "find text=keyboard with<=30 cm", "width", {"30 cm", "25 cm"}),
        ("keyboard 44 wide", "find text=keyboard with=44 wide", "width", {"44 cm"}),
        ("水壶 一升半以上", "find text=kettle with>=1.5 l", "", set()),  # not in the message: dropped
    ],
)
def test_measures(said: str, notes: str, slot: str, values: set[str]) -> None:
    found = {str(v) for c in act(said, notes).constraints if c.slot == slot for v in c.values} if slot else set()
    assert found == values


@pytest.mark.parametrize(
    ("said", "notes", "expected"),
    [
        ("100-150 for one", "refine price=100-150", ("price", Operator.BETWEEN, (100, 150))),
        ("40 to 60", "refine price=40..60", ("price", Operator.BETWEEN, (40, 60))),
        ("30ish", "refine price~30ish", ("price", ABOUT, 30)),
        ("maximum hundred. no, say seventy", "refine price<=seventy", ("price", AT_MOST, 70)),
        ("一百二以下", "refine price<=一百二", ("price", AT_MOST, 120)),
        ("four and a half stars and up", "refine rating>=four", ("rating", Operator.AT_LEAST, Decimal("4.5"))),
    ],
)
def test_amounts_are_those_of_the_note(said: str, notes: str, expected: tuple[str, Operator, object]) -> None:
    assert held(act(said, notes, KETTLES)) == {expected}


# --- edits -------------------------------------------------------------------------------------------------


def test_a_correction_takes_back_what_stood_in_its_place() -> None:
    state = KETTLES.after(
        ShopperAct(Intent.REFINE, (Constraint("color", NOT, "Green"), Constraint("color", IS, "White")))
    )
    assert need(state, "no, i meant black", "fix color=black") == {("category", IS, "Kettles"), ("color", IS, "Black")}


def test_a_corrected_kind_keeps_the_rest() -> None:
    state = NEW.after(
        ShopperAct(Intent.FIND, (Constraint("category", IS, "Desk Lamps"), Constraint("color", IS, "Green")))
    )
    found = need(state, "no, I meant a floor lamp", "fix text=floor lamp")
    assert found == {("category", IS, "Floor Lamps"), ("color", IS, "Green")}


def test_an_exclusion_leaves_the_other_alternative() -> None:
    either = Constraint("color", ONE_OF, ("Black", "Green"))
    found = need(KETTLES.after(ShopperAct(Intent.REFINE, (either,))), "not green", "refine color!=green")
    assert ("color", IS, "Black") in found


@pytest.mark.parametrize(
    ("said", "notes"),
    [
        ("the noise does not matter", "refine any=noise"),
        ("58 decibels need not be", "refine any=noise any=decibels"),
    ],
)
def test_a_condition_is_given_up_by_what_it_measures(said: str, notes: str) -> None:
    state = KETTLES.after(ShopperAct(Intent.REFINE, (Constraint("noise", IS, "58 dB"),)))
    said = said if "noise" in said else f"{said}, noise"
    assert need(state, said, notes) == {("category", IS, "Kettles")}


def test_a_condition_is_given_up_by_its_value() -> None:
    state = KETTLES.after(ShopperAct(Intent.REFINE, (Constraint("material", NOT, "Plastic"),)))
    assert need(state, "then plastic is no problem", "refine any=plastic") == {("category", IS, "Kettles")}


def test_without_a_search_a_refinement_begins_one() -> None:
    assert act("under 60 please", "refine price<=60").intent is Intent.FIND
    assert act("cheapest first", "refine sort=cheapest", KETTLES).order is Order.CHEAPEST


@pytest.mark.parametrize(
    ("said", "notes", "operator", "amount"),
    [
        ("a kettle between ninety and a hundred and thirty", "price=ninety..thirty", Operator.BETWEEN, (90, 130)),
        ("a kettle, not more than a hundred and ten", "price<=hundred", Operator.AT_MOST, 110),
        ("a kettle up to one eighty", "price<=eighty", Operator.AT_MOST, 180),
        ("a kettle, nothing above two thousand five hundred", "price<=two thousand", Operator.AT_MOST, 2500),
        ("a kettle, a hundred at most", "price<=hundred", Operator.AT_MOST, 100),
    ],
)
def test_a_number_in_words_is_read_whole(said: str, notes: str, operator: Operator, amount: object) -> None:
    price = next(c for c in act(said, f"find text=kettle {notes}").constraints if c.slot == "price")
    assert (price.operator, price.value) == (operator, amount)


@pytest.mark.parametrize(
    ("said", "notes", "prices"),
    [
        ("a kettle, 30ish", "find text=kettle", {(Operator.ABOUT, 30)}),
        ("70 dB at most, and I'd pay 150 for that.", "refine with<=70 dB", {(Operator.AT_MOST, 150)}),
        ("in black, between ninety and a hundred and thirty", "refine color=black", {(Operator.BETWEEN, (90, 130))}),
        ("a kettle under 60", "find text=kettle price<=60", {(Operator.AT_MOST, 60)}),
        ("forget the 60 limit, under 60 was too little", "refine any=price", set()),
        ("a kettle. Is delivery free under 60?", "find text=kettle; policy text=delivery", set()),
        ("a kettle, 50 off would be nice", "find text=kettle", set()),
        ("a kettle, was the black one under 60?", "find text=kettle", set()),
        ("a kettle under 60, or under 80", "find text=kettle", set()),  # two of them: nobody knows
        ("kettles, at least 30", "find text=kettles", set()),
        ("I'm 30ish and want a kettle", "find text=kettle", set()),
        ("I'm between 40 and 50, a kettle please", "find text=kettle", set()),
        ("a kettle, size between 18 and 20", "find text=kettle", set()),
        ("I need about 20 kettles by friday", "find text=kettles", set()),
        ("a kettle, maximum 2", "find text=kettle", set()),
        ("the ones under 50 look cheap, show me black kettles", "find text=kettles color=black", set()),
    ],
)
def test_a_limit_in_set_words_that_no_note_speaks_of(said: str, notes: str, prices: set[object]) -> None:
    found = {(c.operator, c.value) for one in acts(said, notes) for c in one.constraints if c.slot == "price"}
    assert found == prices


def test_a_reference_that_is_only_praise_is_what_was_talked_of() -> None:
    talked = KETTLES.after(Focused(("roar",)))
    assert act("gr8 add tht", "add ref=gr8", talked).product_ids == ("roar",)
    assert act("ok 2 of em", "add ref=em qty=2", talked).product_ids == ("roar",)


def test_the_same_size_is_the_one_that_stands() -> None:
    small = Constraint("size", IS, "S")
    state = KETTLES.after(ShopperAct(Intent.REFINE, (small,)))
    assert small in act("teapots, same size", "find text=teapots size=size", state).constraints


def test_cheaper_is_below_what_is_shown_and_cheapest_first_is_an_order_alone() -> None:
    (limit,) = act("sth cheaper", "refine sort=cheapest", KETTLES).constraints
    assert (limit.slot, limit.operator, limit.said) == ("price", Operator.AT_MOST, "cheaper")
    assert act("sth cheaper, 40 tops", "refine sort=cheapest price<=40", KETTLES).constraints[0].value == 40
    assert act("cheapest first", "refine sort=cheapest", KETTLES).constraints == ()
    assert act("any cheaper lamps?", "find text=lamps sort=cheapest", KETTLES).order is Order.CHEAPEST
    assert not any(c.slot == "price" for c in act("any cheaper lamps?", "find text=lamps sort=cheapest").constraints)
    rated = act("best rated but not too expensive", "refine sort=best rated", KETTLES)
    assert (rated.order, rated.constraints) == (Order.BEST_RATED, ())


def test_things_together() -> None:
    one = act("a kettle, a desk lamp and a teapot, 200 for all", "bundle text=kettle|desk lamp|teapot price<=200")
    assert one.intent is Intent.BUNDLE
    assert [part.value for part in one.parts] == ["Kettles", "Desk Lamps", "teapot"]
    assert held(one) == {("price", AT_MOST, 200)}


# --- context -----------------------------------------------------------------------------------------------


def test_whom_it_is_for_and_until_when() -> None:
    said = "a lamp for my boyfreinds bday, before friday, he has a desk already, two of them"
    one = act(said, "find text=lamp recipient=boyfreinds occasion=bday by=friday owns=a desk qty=two")
    assert one.context.occasion == "birthday"
    assert one.context.needed_by == NeededBy("friday", before=True)
    assert (one.context.owns, one.context.quantity) == (("desk",), 2)
    assert act("给我妈买个水壶", "find text=水壶 recipient=妈").context.recipient == "mum"
    assert act("sth for my freind", "find recipient=freind").context.recipient == "friend"


# --- references --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "notes", "ids"),
    [
        ("is teh thrid one quiet", "ask ref=teh thrid one", ["mid"]),
        ("how loud is the quietest", "ask ref=the quietest", ["hush"]),
        ("the 39 dollar one, is it good", "ask ref=39 dollar one", ["roar"]),
        ("the glass one, is it good", "ask ref=glass one", ["mid"]),
        ("便宜的那个多少钱", "ask ref=便宜的那个", ["roar"]),
        ("第二个多少钱", "ask ref=第二个", ["roar"]),
        ("绿色的那个呢", "ask ref=绿色的那个", ["hush"]),
        ("these three, which is quieter", "compare ref=these three", ["hush", "roar", "mid"]),
        ("which is quieter?", "compare", ["hush", "roar", "mid"]),
        ("neither", "reject", ["hush", "roar", "mid"]),
    ],
)
def test_references(said: str, notes: str, ids: list[str]) -> None:
    assert list(act(said, notes, KETTLES).product_ids) == ids


def test_the_other_one_is_not_the_one_just_spoken_of() -> None:
    two = KETTLES.after(Shown(("hush", "roar"), ("hush-Black", "roar-White")))
    first, second = acts("not the first. is the other one loud?", "reject ref=1; ask ref=the other one", two)
    assert (first.product_ids, second.product_ids) == (("hush",), ("roar",))


@pytest.mark.parametrize(
    ("said", "notes"), [("the fifht", "add ref=fifht"), ("第五个", "add ref=第五个"), ("nr 7", "add ref=nr 7")]
)
def test_a_place_that_is_not_there(said: str, notes: str) -> None:
    one = act(said, notes, KETTLES)
    assert (one.product_ids, bool(one.unresolved)) == ((), True)


def test_a_corrected_reference_does_the_same_to_the_other() -> None:
    lost = KETTLES.after(TurnBegan("the fifth")).after(
        ShopperAct(Intent.ADD_TO_CART, unresolved="the fifth", quantity=2)
    )
    one = act("i mean the second", "fix ref=2", lost)
    assert (one.intent, one.product_ids, one.quantity) == (Intent.ADD_TO_CART, ("roar",), 2)


# --- the cart ----------------------------------------------------------------------------------------------


def test_an_answer_chooses_the_variant_asked_about() -> None:
    asked = KETTLES.after(Asked("color", ("Black", "Green"), AskVariant("hush", "color", ("Black", "Green"))))
    one = act("green will do", "add color=green", asked)
    assert (one.product_ids, held(one)) == (("hush",), {("color", IS, "Green")})


@pytest.mark.parametrize(
    ("message", "value"), [("in green", "Green"), ("green will do", "Green"), ("in purple then", "Purple")]
)
def test_a_colour_that_is_refined_by_answers_the_question_for_it(message: str, value: str) -> None:
    asked = KETTLES.after(Asked("color", ("Black", "Green"), AskVariant("hush", "color", ("Black", "Green"))))
    one = act(message, f"refine color={value.lower()}", asked)
    assert (one.intent, one.product_ids) == (Intent.ADD_TO_CART, ("hush",))
    assert [str(c.value) for c in one.constraints] == [value]


@pytest.mark.parametrize(
    ("message", "note"),
    [
        ("show me white ones", "refine color=white"),
        ("is there a purple", "refine color=purple"),
        ("i want only purple kettles", "refine color=purple"),
        ("cheapest purple", "refine sort=cheapest color=purple"),
        ("no purple", "refine color!=purple"),
    ],
)
def test_what_is_looked_for_in_another_colour_is_no_answer(message: str, note: str) -> None:
    asked = KETTLES.after(Asked("color", ("Black", "Green"), AskVariant("hush", "color", ("Black", "Green"))))
    assert act(message, note, asked).intent is Intent.REFINE


@pytest.mark.parametrize(
    ("message", "whom"),
    [
        ("my sister says i should get a kettle", ""),
        ("a kettle for my sister", "sister"),
        ("gift for my sister, my sister said she likes tea", "sister"),
        ("my sister said she needs a kettle", "sister"),
        ("a kettle for my sister, the sister-shop said it works", "sister"),
    ],
)
def test_who_says_so_is_not_whom_it_is_for(message: str, whom: str) -> None:
    assert act(message, "find text=kettle recipient=sister").context.recipient == whom


def test_the_one_beside_what_was_talked_of() -> None:
    third = KETTLES.after(Focused(("mid",)))
    assert act("is the one before that loud", "ask ref=the one before that text=loud", third).product_ids == ("roar",)
    first = KETTLES.after(Focused(("hush",)))
    assert act("is the one after it loud", "ask ref=the one after it text=loud", first).product_ids == ("roar",)
    assert act("is the one before it loud", "ask ref=the one before it text=loud", first).unresolved
    assert act("is the one after that loud", "ask ref=the one after that text=loud", KETTLES).unresolved


def test_an_exclusion_of_a_variant_is_kept() -> None:
    assert held(act("the first, not black", "add ref=1 color!=black", KETTLES)) == {("color", NOT, "Black")}


def test_what_is_taken_out_without_a_word_is_what_was_put_in_last() -> None:
    state = KETTLES.after(CartChanged((CartLine("desk-Green", 1), CartLine("roar-White", 1))))
    assert act("take it out again", "remove", state).product_ids == ("roar",)


@pytest.mark.parametrize(
    ("message", "note"), [("drop table products", "remove"), ("delete the users", "remove ref=users")]
)
def test_what_names_nothing_in_the_cart_takes_nothing_out(message: str, note: str) -> None:
    state = KETTLES.after(CartChanged((CartLine("desk-Green", 1),)))
    assert act(message, note, state).product_ids == ()


def test_the_same_asked_of_two_things_is_one_act() -> None:
    one = act("the glass and the steel one please", "add ref=glass; add ref=steel one", KETTLES)
    assert one.product_ids == ("mid", "hush")


def test_whether_it_fits_is_asked_in_whole_words() -> None:
    [act] = acts("does the second work with USB-C?", "ask ref=second text=USB-C", KETTLES)
    assert (act.product_ids, act.text) == (("roar",), "does the second work with USB-C?")


@pytest.mark.parametrize(("said", "amount"), [("an hour", "1"), ("half an hour", "0.5"), ("two hours", "2")])
def test_an_hour_is_one(said: str, amount: str) -> None:
    measure = NoteMeasures(VOCABULARY).read("<=", said)
    assert measure is not None
    assert (measure.low, measure.unit.removesuffix("s"), measure.words) == (Decimal(amount), "hour", said)
    assert NoteMeasures(VOCABULARY).read("<=", "a kettle") is None


def test_a_question_that_is_all_of_a_message_is_asked_in_its_sentence() -> None:
    [asked] = acts("Nice! How many cups does the second make?", "ask ref=second text=How many", KETTLES)
    assert asked.text == "How many cups does the second make?"
    beside = acts("add the first, is the second loud?", "add ref=1; ask ref=2 text=loud", KETTLES)
    assert beside[1].text == "loud", "beside another act the sentence says more than is asked"
    assert act("how long til it is here", "policy text=how long").text == "how long til it is here"
    assert act("Hm. What was the return thing?", "policy text=return").text == "What was the return thing?"


def test_a_denial_of_a_brand_that_nobody_sells_holds_of_everything() -> None:
    one = act("not sony", "refine brand!=sony", KETTLES)
    assert one.constraints == (Constraint("brand", Operator.NOT, "Sony"),)


def test_how_often_is_no_price_and_no_size() -> None:
    one = act("a kettle, we drink about 4 cups a day", "find text=kettle price~4")
    assert [c.slot for c in one.constraints] == ["category"]


def test_who_hates_doing_something_excludes_no_kind() -> None:
    one = act("she hates cleaning so something easy to clean", "refine with~easy to clean", KETTLES)
    assert not any(c.operator is Operator.NOT or c.slot == "category" for c in one.constraints)


def test_lighter_is_what_weighs_less() -> None:
    one = act("lighter", "refine with=lighter", KETTLES)
    assert all(c.slot == "weight" and not c.required for c in one.constraints)


def test_something_small_is_no_size_of_clothes() -> None:
    assert not any(c.slot == "size" for a in acts("something small for her", "find text=small") for c in a.constraints)


def test_what_goes_with_a_thing_is_a_bundle_around_it() -> None:
    one = act("does anything go well with the first?", "ask ref=1 text=go well", KETTLES)
    assert (one.intent, len(one.product_ids)) == (Intent.BUNDLE, 1)


def test_forgetting_a_person_takes_the_recipient_back() -> None:
    for_sister = replace(KETTLES, context=Context(recipient="sister"))
    one = act("forget about the sister", "refine any=sister", for_sister)
    assert one.dropped == ("recipient",)


def test_everything_may_be_taken_out_of_an_empty_cart() -> None:
    assert act("take away everything", "remove", KETTLES).intent is Intent.REMOVE_FROM_CART


SHARP = Catalog(
    [
        _thing("uhd", "Fjord 4K Monitor", "Monitors", "300", resolution="3840 x 2160", screen="27 in"),
        _thing("hd", "Brook Monitor", "Monitors", "120", resolution="1920 x 1080", screen="24 in"),
        _thing("bulb", "Warm Bulb", "Bulbs", "8", color_temperature="2700 K"),
        _thing("cold", "Cold Bulb", "Bulbs", "8", color_temperature="4000 K"),
        _thing("pan", "Plain Pan", "Frying Pans", "30", feature="PFAS-free|Non-stick"),
        _thing("old", "Old Pan", "Frying Pans", "20", feature="Oven-safe"),
        _thing("sea", "Sea Puzzle", "Puzzles", "15", pieces="1000 pieces"),
        _thing("fox", "Fox Puzzle", "Puzzles", "9", pieces="200 pieces"),
        _thing("big", "Big Puzzle", "Puzzles", "25", pieces="2000 pieces"),
        _thing("coat", "Moor Coat", "Coats", "90", sale="Yes"),
        _thing("cape", "Moor Cape", "Coats", "95", sale="No"),
        Product(
            "jeans",
            "Weir Jeans",
            (
                Variant("w1", "Weir Jeans 1", Offer(usd("60")), {"size": "W34 L32"}),
                Variant("w2", "Weir Jeans 2", Offer(usd("60")), {"size": "W34 L34"}),
            ),
            categories=("Jeans",),
        ),
    ],
    currency="USD",
)
SHARP = Catalog(
    [
        *SHARP,
        Product(
            "desk",
            "Loft Desk",
            tuple(Variant(f"d-{c}", f"Loft Desk {c}", Offer(usd("300")), {"color": c}) for c in ("Oak", "Walnut")),
            categories=("Desks",),
            attributes={"material": ("Steel",)},
        ),
        _thing("board", "Walnut Board", "Boards", "40", material="Walnut"),
        _thing("shoe", "Monk Shoe", "Shoes", "150", "Brown Black", material="Leather", gender="Men"),
        _thing("pump", "Court Shoe", "Shoes", "120", "Red Brown", material="Suede", gender="Women"),
    ],
    currency="USD",
)
SHARP_READER = NoteReader(SHARP, Vocabulary.learn(SHARP), completing=False)


@pytest.mark.parametrize(
    ("message", "notes", "expected"),
    [
        ("a 4K monitor", "find text=monitor with=4K", Constraint("resolution", IS, "3840 x 2160")),
        ("full hd monitor", "find text=monitor with=full hd", Constraint("resolution", IS, "1920 x 1080")),
        ("bulbs 4000k", "find text=bulbs with=4000k", Constraint("color_temperature", IS, "4000 K")),
        ("frying pan, pfas free", "find text=frying pan with!=pfas", Constraint("feature", IS, "PFAS-free")),
        ("puzzle 1000 peices", "find text=puzzle qty=1000", Constraint("pieces", IS, "1000 pieces")),
        ("200片的拼图", "find text=拼图 with=200片", Constraint("pieces", IS, "200 pieces")),
        ("a desk, walnut", "find text=desk material=walnut", Constraint("color", IS, "Walnut")),
        ("a walnut board", "find text=board material=walnut", Constraint("material", IS, "Walnut")),
        ("brown leather shoes", "find text=shoes material=leather", Constraint("color", IS, "Brown")),
        ("coats on sale", "find text=coats with=sale", Constraint("sale", IS, "Yes")),
        ("jeans US 9", "find text=jeans size=9", Constraint("size", IS, "US 9")),
        ("jeans 34/32", "find text=jeans size=34/32", Constraint("size", IS, "W34 L32")),
        ("jeans, nothing above 70 please", "find text=jeans price>=70", Constraint("price", AT_MOST, Decimal(70))),
        ("jeans, no more than 70", "find text=jeans price>=70", Constraint("price", AT_MOST, Decimal(70))),
    ],
)
def test_what_shoppers_call_a_value_is_the_stores_value(message: str, notes: str, expected: Constraint) -> None:
    (one,) = SHARP_READER.acts(read(notes), plain(message), NEW)[0]
    found = [c for c in one.constraints if c.slot == expected.slot]
    assert [(c.operator, c.values) for c in found] == [(expected.operator, expected.values)]


@pytest.mark.parametrize("message", ["black or brown leather shoes", "not brown leather shoes", "leather shoes"])
def test_a_colour_that_is_not_plainly_said_is_not_taken(message: str) -> None:
    (one,) = SHARP_READER.acts(read("find text=shoes material=leather"), plain(message), NEW)[0]
    assert not any(c.slot == "color" for c in one.constraints)


def test_a_gender_stays_for_another_kind_unless_it_is_for_somebody_else() -> None:
    men = NEW.after(TurnBegan("x")).after(ShopperAct(Intent.FIND, (Constraint("gender", IS, "Men"),), text="coat"))
    for message, stays in (("and shoes?", True), ("my wife wants shoes too", False), ("shoes like my dad's", True)):
        (one,) = SHARP_READER.acts(read("find text=shoes"), plain(message), men)[0]
        assert any(c.slot == "gender" for c in one.constraints) is stays, message
