"""The starter store's pictures, drawn in code: the same feed always gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from retrieval.starter.drawing import camping, clothes, cutlery, gifts, kitchen, office
from retrieval.starter.drawing.sheet import Sheet

Drawing = Callable[[Sheet, str], None]

# The store's color names as paint. Tea is painted by its flavor.
PAINTS = {
    "Black": "#35353a", "Blue": "#4f7fa6", "Brass": "#c8a04e", "Cream": "#eadfc8", "Gray": "#8b9096",
    "Green": "#5d7a50", "Navy": "#2f4262", "Oak": "#c99f6b", "Red": "#bf433b", "Rust": "#b55c3c",
    "Sand": "#c8b28a", "Silver": "#c3c7ca", "Teal": "#2f7f7a", "Walnut": "#7a5236", "White": "#f4f2ec",
    "Yellow": "#e2b33f", "Breakfast": "#9c4a33", "Mint": "#5f9277", "Smoky": "#54525a",
}  # fmt: skip

# What each product looks like, and its paint where it has no color.
DRAWINGS: Mapping[str, tuple[Drawing, str]] = {
    "beck-rain-jacket": (clothes.rain_jacket, ""),
    "gale-storm-shell": (clothes.storm_shell, ""),
    "ember-down-jacket": (clothes.down_jacket, ""),
    "cairn-fleece": (clothes.fleece, ""),
    "puddle-kids-jacket": (clothes.kids_jacket, ""),
    "lark-2-tent": (camping.trekking_tent, ""),
    "heron-family-tent": (camping.family_tent, ""),
    "wren-1-tent": (camping.solo_tent, ""),
    "grip-tent-pegs": (camping.pegs, "#b9bdc1"),
    "moss-sleeping-bag": (camping.sleeping_bag, ""),
    "drift-sleeping-mat": (camping.sleeping_mat, "#2f7f7a"),
    "glow-camp-lantern": (camping.lantern, ""),
    "ridge-camp-stove": (camping.stove, "#b9bdc1"),
    "ridge-gas-canister": (camping.gas_canister, "#2f7f7a"),
    "fell-daypack": (clothes.daypack, ""),
    "summit-trekking-pack": (clothes.trekking_pack, ""),
    "courier-commuter-backpack": (clothes.roll_top_pack, ""),
    "drop-rain-cover": (clothes.rain_cover, "#e2b33f"),
    "tarn-steel-bottle": (kitchen.steel_bottle, ""),
    "flint-trail-flask": (kitchen.trail_flask, ""),
    "pebble-bottle": (kitchen.clear_bottle, ""),
    "loft-standing-desk": (office.standing_desk, ""),
    "nook-writing-desk": (office.writing_desk, ""),
    "arbor-office-chair": (office.office_chair, ""),
    "perch-active-stool": (office.active_stool, ""),
    "tilt-desk-lamp": (office.desk_lamp, ""),
    "halo-floor-lamp": (office.floor_lamp, ""),
    "glimmet-led-bulb": (office.led_bulb, "#ffe1a0"),
    "hush-one-headphones": (office.headphones, ""),
    "murmur-earbuds": (office.earbuds, ""),
    "meadow-desk-mat": (office.desk_mat, ""),
    "hush-electric-kettle": (kitchen.electric_kettle, ""),
    "crane-gooseneck-kettle": (kitchen.gooseneck_kettle, ""),
    "robin-whistling-kettle": (kitchen.whistling_kettle, ""),
    "hearth-stoneware-mug": (kitchen.stoneware_mug, ""),
    "hearth-stoneware-mug-4-mugs": (kitchen.four_mugs, ""),
    "camp-enamel-mug": (kitchen.enamel_mug, ""),
    "tram-travel-mug": (kitchen.travel_mug, ""),
    "hearth-teapot": (kitchen.teapot, ""),
    "hill-garden-tea": (kitchen.tea_tin, ""),
    "harrow-chefs-knife": (cutlery.chefs_knife, "#c3c7ca"),
    "harrow-paring-knife": (cutlery.paring_knife, "#c3c7ca"),
    "slate-whetstone": (cutlery.whetstone, "#6d7784"),
    "orchard-cutting-board": (cutlery.cutting_board, "#c99f6b"),
    "harbor-lights-game": (gifts.harbor_lights, "#2f4a68"),
    "trail-mix-game": (gifts.trail_mix, "#d1803f"),
    "hollow-tree-game": (gifts.hollow_tree, "#3f5f5a"),
    "four-seasons-puzzle": (gifts.puzzle, "#e9dfc9"),
    "one-pot-trail-cooking": (gifts.trail_cooking, "#a9492f"),
    "the-quiet-desk": (gifts.quiet_desk, "#33505c"),
    "wrenmoor-gift-card": (gifts.gift_card, "#4d6b58"),
}


def pictures(feed: Path) -> dict[str, str]:
    """Every picture that the feed's products name, by its path below the feed: SVG text.

    Raises `KeyError` for a product without a drawing or a color without a paint.
    """
    drawn: dict[str, str] = {}
    for line in (feed / "products.jsonl").read_text(encoding="utf-8").splitlines():
        product = json.loads(line)
        for variant in product["variants"]:
            options = {option["name"]: option["value"] for option in variant["variant_options"]}
            for media in variant["media"]:
                if media["url"] not in drawn:
                    drawn[media["url"]] = _draw(product["id"], options, media["alt_text"])
    return drawn


def _draw(product_id: str, options: Mapping[str, str], title: str) -> str:
    whole_set = f"{product_id}-4-mugs" if options.get("pack") == "4 mugs" else product_id
    drawing, paint = DRAWINGS[whole_set]
    sheet = Sheet()
    drawing(sheet, paint or PAINTS[options.get("color") or options["flavor"]])
    return sheet.svg(title)
