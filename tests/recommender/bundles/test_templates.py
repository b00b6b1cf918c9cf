"""Slot templates: read, written, imported, mined; and the needs that are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from recommender.bundles.mining import FEWEST, mine
from recommender.bundles.needing import NeedMaker, worth_trying
from recommender.bundles.templates import (
    MINED,
    WRITTEN,
    Template,
    TemplateError,
    TemplateSlot,
    import_templates,
    read_templates,
    template_for,
    template_near,
    templates_of,
    write_templates,
)
from recommender.events import Event
from recommender.shopper import Shopper
from retrieval.catalog import Catalog, Offer, Product, Variant
from retrieval.money import Money
from retrieval.query import Candidate, Query

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
GUEST = Shopper("guest")
CAMPING = Template(
    "weekend camping",
    (TemplateSlot("Camping > Tents"), TemplateSlot("Mats"), TemplateSlot("Gas", required=False, n=2)),
    ("camping gear",),
)


def shop() -> Catalog:
    things = [(f"{kind.lower()}-{n}", kind, 10 * n + 10) for kind in ("Tents", "Mats", "Gas", "Mugs") for n in range(3)]
    return Catalog(
        (
            Product(i, i, (Variant(i, i, Offer(Money(Decimal(price), "USD"))),), categories=(f"Camping > {kind}",))
            for i, kind, price in things
        ),
        currency="USD",
    )


def found(query: Query, shopper: Shopper) -> list[Candidate]:
    (category,) = query.constraints
    last = str(category.value).split(" > ")[-1].lower()
    return [Candidate(p.id, p.id, 1.0) for p in shop() if p.id.startswith(last)]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_templates(tmp_path / WRITTEN, [CAMPING], "By hand.\nReally.")
    assert (tmp_path / WRITTEN).read_text().startswith("# By hand.\n# Really.\n- name: weekend camping")
    assert read_templates(tmp_path / WRITTEN) == (CAMPING,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- name: x\n", "slots"),
        ("- {name: x, slots: [{kind: Tents, sort: 3}]}\n", "sort"),
        ("- {name: x, slots: [{kind: Tents, n: 0}]}\n", "n"),
        ("- name: [\n", "bundles.yaml"),
    ],
)
def test_a_file_that_says_what_cannot_be_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / WRITTEN).write_text(text)
    with pytest.raises(TemplateError, match=said):
        read_templates(tmp_path / WRITTEN)


def test_an_import_names_a_kind_that_the_store_does_not_have(tmp_path: Path) -> None:
    write_templates(tmp_path / "feed.yaml", [CAMPING, Template("boats", (TemplateSlot("Oars"),))], "")
    with pytest.raises(TemplateError, match="'Oars'"):
        import_templates(tmp_path / "feed.yaml", tmp_path, shop())
    assert not (tmp_path / WRITTEN).exists()


def test_the_store_s_own_come_before_those_mined_and_stand_for_them(tmp_path: Path) -> None:
    write_templates(tmp_path / WRITTEN, [CAMPING], "")
    mined = [Template("Tents too", (TemplateSlot("Tents"), TemplateSlot("Mugs")))]
    mined += [Template("Mugs", (TemplateSlot("Mugs"), TemplateSlot("Gone"))), Template("Gone", (TemplateSlot("Gone"),))]
    write_templates(tmp_path / MINED, mined, "")
    assert templates_of(tmp_path, shop()) == (CAMPING, Template("Mugs", (TemplateSlot("Mugs"),)))
    assert templates_of(tmp_path / "nowhere", shop()) == ()


def test_an_occasion_is_heard_by_all_of_its_words() -> None:
    other = Template("camping", (TemplateSlot("Mugs"),))
    assert template_for("everything for a weekend of camping", (other, CAMPING)) is CAMPING
    assert template_for("some camping stuff", (other, CAMPING)) is other
    assert template_for("a weekend in town", (other, CAMPING)) is None


def bought(shopper: int, *products: str, day: int = 0) -> Iterator[Event]:
    for product_id in products:
        at = NOW + timedelta(days=day)
        yield Event(f"{shopper}-{product_id}-{day}", "purchase", f"s{shopper}", at, product_id, basket_id=f"b{shopper}")


def test_what_enough_shoppers_take_together_makes_a_template() -> None:
    events = [e for n in range(FEWEST) for e in (*bought(n, "tents-0"), *bought(n, "mats-1", day=20))]
    events += [e for n in range(50, 70) for e in bought(n, "mugs-0")]
    assert [(t.slots[0].kind, [s.kind for s in t.slots[1:]]) for t in mine(shop(), events)] == [
        ("Camping > Mats", ["Camping > Tents"]),
        ("Camping > Tents", ["Camping > Mats"]),
    ]
    assert mine(shop(), [e for e in events if e.shopper_id != "s0"]) == []  # four shoppers are nobody's business
    apart = [e for n in range(FEWEST) for e in (*bought(n, "tents-0"), *bought(n, "mats-1", day=60))]
    assert mine(shop(), apart + events[2 * FEWEST :]) == []


def test_needs_from_an_occasion_a_product_and_a_cart() -> None:
    maker = NeedMaker(shop(), [CAMPING], found)
    need = maker.for_occasion("camping gear please", GUEST, owned=["mats-1"])
    assert need is not None
    assert [(s.name, s.required, s.n, s.is_owned, len(s.options)) for s in need.slots] == [
        ("Camping > Tents", True, 1, False, 3),
        ("Mats", True, 1, True, 0),
        ("Gas", False, 2, False, 3),
    ]
    assert maker.for_occasion("a boat", GUEST) is None
    by_kind = maker.for_occasion("camping gear", GUEST, owned=["Tents"])
    assert by_kind is not None
    assert [s.is_owned for s in by_kind.slots] == [True, False, False]

    around = maker.for_product("tents-2", GUEST)
    assert (around.anchor_ids, [s.name for s in around.slots]) == (("tents-2",), ["Mats", "Gas"])
    assert maker.for_product("mugs-0", GUEST).slots == ()

    missing = maker.for_cart(["mats-0", "gas-1"], GUEST)
    assert missing is not None
    assert [s.name for s in missing.slots if not s.is_owned] == ["Camping > Tents"]
    assert maker.for_cart(["mats-0"], GUEST) is None
    assert maker.for_cart(["tents-0", "mats-0", "gas-0"], GUEST) is None


def test_the_cheapest_are_worth_trying() -> None:
    catalog = Catalog(
        (Product(str(n), str(n), (Variant(str(n), "", Offer(Money(Decimal(50 - n), "USD"))),)) for n in range(30)),
        currency="USD",
    )
    ranked = [Candidate(str(n), str(n), 1.0 - n / 100) for n in range(30)]
    kept = [int(c.product_id) for c in worth_trying(ranked, catalog)]
    assert kept == [0, 1, 2, 3, 4, 5, 6, 7, 8, 27, 28, 29]
    assert len(worth_trying(ranked[:5], catalog)) == 5


def test_the_nearest_template_is_told_by_words_that_few_have() -> None:
    kitchen = Template("cooking outdoors", (TemplateSlot("Mugs"),), ("camp kitchen",))
    others = tuple(Template(f"all for {word}", (TemplateSlot("Mugs"),)) for word in ("tea", "soup", "milk"))
    known = (CAMPING, kitchen, *others)
    assert template_near("a gift for somebody who goes camping", known) is CAMPING
    assert template_near("something for outdoors", known) is kitchen
    assert template_near("all of it", known) is None  # three have that word
    assert template_near("a lamp", known) is None
