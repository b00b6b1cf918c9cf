"""`shelftalk eval understanding-sets`: sets as they are published, in small, and what is counted of them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from assistant import Settings
from assistant.acts import Intent, ShopperAct
from assistant.understanding_eval import clinc, mgshopdial, shoppingbench
from assistant.understanding_eval.sets import SetError, interval
from retrieval.query import Constraint, Operator
from ui.eval.frame import EvalError
from ui.eval.understanding_sets import Part, measure_sets

RULES_ONLY = Settings(model="none")
PARTS: tuple[Part, ...] = ("test", "train")
D = Decimal


def _thing(title: str, **more: object) -> dict[str, object]:
    return {"product_id": title, "title": [title], **more}


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    jacket = _thing("Blue jacket", sku_options=[{"color_family": "blue", "size": "int:l"}], price=[{"between": [5, 9]}])
    voucher = {"threshold": 473, "discount_type": "fixed", "face_value": 233, "discount": None, "cap": None}
    said = (
        "Show me a jacket.\n\nMy budget is only `398`, but I have a voucher with the following rules:\n1. The voucher "
        "applies to all products.\n2. It is valid only when the total price of the products exceeds `473`.\n3. It "
        "provides a fixed discount of `233`."
    )
    lines = {
        "product": [
            {"query": "A blue jacket in size large, priced from 5 to 9 pesos.", "reward": jacket},
            {"query": "A jacket over 30 PHP.", "reward": _thing("B", price=[{"greater than": [30, None]}])},
        ],
        "shop": [{"query": "A mug over 5 pesos.", "reward": [_thing("Mug", price=[{"greater than": [6, None]}])]}] * 2,
        "voucher": [{"query": said, "reward": [_thing("Jacket")], "voucher": {**voucher, "budget": 398}}] * 2,
    }  # fmt: skip
    (tmp_path / "shoppingbench").mkdir()
    for kind, rows in lines.items():
        path = tmp_path / "shoppingbench" / shoppingbench.FILES[kind]
        path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return tmp_path


def test_requests_are_read_with_what_is_meant(bench: Path) -> None:
    [jacket, _, voucher] = shoppingbench.read_requests(bench / "shoppingbench", "odd")
    assert jacket.limits == [(D(5), D(9))]
    assert jacket.options == {"blue", "l"}  # "large" is l, and "int:" says only which sizes
    assert voucher.limits == [(D("473.01"), D(631))]
    assert [r.line for r in shoppingbench.read_requests(bench / "shoppingbench", "even")] == [2, 2, 2]


@pytest.mark.parametrize(
    ("limit", "exact"),
    [
        (Constraint("price", Operator.BETWEEN, (D(5), D(9))), True),
        (Constraint("price", Operator.BETWEEN, (D(5), D("9.01"))), False),
        (Constraint("price", Operator.AT_MOST, D(9)), False),
        (Constraint("price", Operator.ABOUT, D(9)), False),
    ],
)
def test_a_limit_is_exact_or_wrong(bench: Path, limit: Constraint, exact: bool) -> None:
    request = shoppingbench.read_requests(bench / "shoppingbench", "odd")[0]
    read = shoppingbench.reading(request, [ShopperAct(Intent.FIND, (limit,))], frozenset())
    assert read.limits_exact == exact


@pytest.mark.parametrize(
    ("values", "exact"),
    [(("Blue", "L"), True), (("Blue",), False), (("Blue", "L", "Red"), False)],
)
def test_options_are_all_heard_and_none_made_up(bench: Path, values: tuple[str, ...], exact: bool) -> None:
    request = shoppingbench.read_requests(bench / "shoppingbench", "odd")[0]
    heard = tuple(Constraint("color", Operator.IS, value) for value in values)
    read = shoppingbench.reading(request, [ShopperAct(Intent.FIND, heard)], frozenset({"color"}))
    assert read.options_exact == exact


def test_what_a_gold_voucher_reaches_is_found_by_trying() -> None:
    def paid(total: Decimal) -> Decimal:
        return total - min(total * D("0.24"), D(28))

    assert shoppingbench.total_reached(D(510), D(69), paid, D(2000)) == (None, D(538))
    assert shoppingbench.total_reached(D(20), D(69), paid, D(2000)) == (None, D(20))  # out of reach


def test_shoppingbench_is_measured(bench: Path) -> None:
    measured = measure_sets(["shoppingbench"], bench, ["rules"], RULES_ONLY, part="train")
    assert measured.figures == {
        "shoppingbench_prices_exact": 0.5,  # the mug is over 6, not 5
        "shoppingbench_vouchers_exact": 1.0,
        "shoppingbench_options_exact": 1.0,
    }
    rows = {row["of"]: row for row in measured.rows}
    assert (rows["shoppingbench: prices"]["n"], rows["shoppingbench: prices"]["right"]) == (2, 1)


@pytest.fixture
def dialogues(tmp_path: Path) -> Path:
    (tmp_path / mgshopdial.ITEMS).mkdir()
    items = [{"name": "1922 by Stephen King", "price": "$9.71"}, {"name": "Blue Mug, large", "price": "7"}]
    (tmp_path / mgshopdial.ITEMS / "Books_items.json").write_text(json.dumps(items), encoding="utf-8")
    said = [
        ("Wizard", "I have 1922 by Stephen King", "recommendation", [["recommend", 3]]),
        ("Client", "hello", "meta", [["greeting", 5], ["interaction", 2]]),
        ("Client", "how much is it?", "qa", [["o_question", 3]]),
    ]
    utterances = [
        {"utterance_id": n, "participant": who, "utterance": text, "goal": goal, "intents": intents}
        for n, (who, text, goal, intents) in enumerate(said)
    ]
    both = [{"id": "Books:1", "utterances": utterances}, {"id": "Books:4", "utterances": utterances[:2]}]
    (tmp_path / mgshopdial.DIALOGUES).write_text(json.dumps(both), encoding="utf-8")
    return tmp_path


def test_conversations_keep_what_the_assistant_named_on_the_screen(dialogues: Path) -> None:
    shop = mgshopdial.read_shop(dialogues)
    [one] = mgshopdial.read_conversations(dialogues, shop, "test")
    assert one.utterances[0].named == ("Books-1",)
    assert [u.intents for u in one.utterances] == [frozenset(), {"greeting"}, {"question"}]
    measured = measure_sets(["mgshopdial"], dialogues, ["rules"], RULES_ONLY)
    assert measured.figures == {"mgshopdial_intent_f1": 1.0, "mgshopdial_goal": 1.0}


def test_a_conversation_is_judged_or_may_be_learned_from_and_never_both(dialogues: Path) -> None:
    shop = mgshopdial.read_shop(dialogues)
    parts = {part: mgshopdial.read_conversations(dialogues, shop, part) for part in PARTS}
    assert {part: [one.id for one in own] for part, own in parts.items()} == {"test": ["Books:1"], "train": ["Books:4"]}
    n_said = {}
    for part in PARTS:
        rows = measure_sets(["mgshopdial"], dialogues, ["rules"], RULES_ONLY, part=part).rows
        n_said[part] = next(row["n"] for row in rows if row["of"] == "mgshopdial: goal")
    assert n_said == {"test": 2, "train": 1}


@pytest.mark.parametrize(
    ("intent", "theirs"),
    [(Intent.LIKE, ("liked", "meta")), (Intent.ASK_CATALOG, ("question", "qa")), (Intent.SHOW_CART, ("", "meta"))],
)
def test_what_is_heard_has_its_intent_and_its_goal(intent: Intent, theirs: tuple[str, str]) -> None:
    heard, goal = mgshopdial.heard([ShopperAct(intent)])
    assert ("".join(heard), goal) == theirs


def test_clinc_knows_what_a_shop_is_for(tmp_path: Path) -> None:
    part = [["where is my package", "order_status"], ["yes", "yes"], ["what is my pto balance", "pto_balance"]]
    strange = [["who won the war of 1812", "oos"]]
    parts = {"train": part, "test": part, "oos_train": strange, "oos_test": strange}
    (tmp_path / clinc.FILE).write_text(json.dumps(parts), encoding="utf-8")
    read = clinc.read_queries(tmp_path, "test")
    assert [(q.intent, q.in_scope) for q in read] == [("order_status", True), ("pto_balance", False), ("oos", False)]
    assert clinc.is_turned_away([ShopperAct(Intent.OUT_OF_SCOPE)])
    assert not clinc.is_turned_away([ShopperAct(Intent.NOT_UNDERSTOOD), ShopperAct(Intent.ASK_ORDER)])


def test_a_set_that_is_not_there_says_so(tmp_path: Path) -> None:
    for name in ("shoppingbench", "mgshopdial", "clinc150"):
        with pytest.raises(EvalError, match=r"--data"):
            measure_sets([name], tmp_path, ["rules"], RULES_ONLY)
    with pytest.raises(EvalError, match=r"no set 'atis'.*shoppingbench"):
        measure_sets(["atis"], tmp_path, ["rules"], RULES_ONLY)
    (tmp_path / clinc.FILE).write_text("{}", encoding="utf-8")
    with pytest.raises(SetError, match=r"is not CLINC150"):
        clinc.read_queries(tmp_path, "test")


@pytest.mark.parametrize(("right", "n", "low", "high"), [(0, 0, 0, 1), (0, 10, 0, 0.278), (10, 10, 0.722, 1)])
def test_intervals_hold_at_the_ends(right: int, n: int, low: float, high: float) -> None:
    assert interval(right, n) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))
