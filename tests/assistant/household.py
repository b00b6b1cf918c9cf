"""A small household of things of many kinds, each with the measures of its kind: what plain reading is tested on."""

from __future__ import annotations

from retrieval.catalog import Catalog, Offer, Product, Relation, Variant
from tests.conftest import usd


def _thing(product_id: str, title: str, category: str, price: str = "20.00", **stated: str) -> Product:
    return Product(
        product_id,
        title,
        (Variant(product_id, title, Offer(usd(price))),),
        categories=(category,),
        attributes={slot: tuple(values.split("|")) for slot, values in stated.items()},
    )


HOUSEHOLD = (
    _thing("dot", "Dot Kettle", "Kitchen > Kettles", "24.00", noise="72 dB", weight="1.1 kg", feature="Cordless"),
    _thing("pond", "Pond Kettle", "Kitchen > Kettles", "46.00", noise="61 dB", weight="900 g", feature="Cordless"),
    _thing("hush", "Hush Kettle", "Kitchen > Kettles", "64.00", noise="55 dB", feature="Cordless"),
    _thing("pocket", "Pocket Keyboard", "Desk > Keyboards", "40.00", feature="Quiet|Wireless", keys="79 keys"),
    _thing("hollow", "Hollow Keyboard", "Desk > Keyboards", "59.00", feature="Quiet", keys="104 keys"),
    _thing("swift", "Swift Vacuum Cleaner", "Home > Vacuum Cleaners", feature="Bagless|Cordless"),
    _thing("barrow", "Barrow Vacuum Cleaner", "Home > Vacuum Cleaners", feature="Bagged"),
    _thing("tote", "Canvas Tote", "Travel > Bags", material="Canvas"),
    _thing("satchel", "Oak Satchel", "Travel > Bags", material="Leather"),
    _thing("bough", "Bough Arm", "Desk > Monitor Arms", max_screen="27 in", max_load="8 kg"),
    _thing("branch", "Branch Arm", "Desk > Monitor Arms", max_screen="34 in", max_load="11 kg"),
    _thing("vista", "Vista Monitor", "Desk > Monitors", screen="32 in"),
    _thing("vale", "Vale Monitor", "Desk > Monitors", screen="24 in"),
    _thing("mix", "Trail Mix", "Play > Board Games", "14.00", players="2-6 players", age="6+"),
    _thing("duel", "Night Duel", "Play > Board Games", "19.00", players="2 players", age="12+"),
    _thing("bear", "Moss Bear", "Play > Toys", "24.00", age="0+"),
    _thing("kit", "Paddle Kit", "Play > Toys", "22.00", age="5+"),
    _thing("rails", "Night Rails", "Play > Toys", "99.00", age="8+"),
    _thing("plain", "Plain Notebook", "Paper > Notebooks", "6.00", format="A5"),
    _thing("heron", "Heron Tent", "Camping > Tents", "329.00", sleeps="4 people", feature="Waterproof"),
    _thing("wren", "Wren Tent", "Camping > Tents", "199.00", sleeps="2 people", feature="Waterproof"),
    _thing("moss", "Moss Bag", "Camping > Sleeping Bags", "89.00", length="200 cm", feature="Washable"),
)


RELATIONS = (
    Relation("fits", "branch", "vista"),
    Relation("fits", "satchel", "barrow"),
    Relation("needs", "barrow", "tote"),
)


def household() -> Catalog:
    return Catalog(HOUSEHOLD, currency="USD", relations=RELATIONS)
