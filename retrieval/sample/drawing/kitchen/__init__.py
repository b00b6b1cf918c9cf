"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.kitchen.blenders import blender
from retrieval.sample.drawing.kitchen.boards import cutting_board
from retrieval.sample.drawing.kitchen.coffee_pots import coffee_maker
from retrieval.sample.drawing.kitchen.coffee_things import coffee_beans, coffee_filters, coffee_grinder
from retrieval.sample.drawing.kitchen.cookware import cooking_pot, frying_pan
from retrieval.sample.drawing.kitchen.cutlery import kitchen_knife
from retrieval.sample.drawing.kitchen.kettles import kettle
from retrieval.sample.drawing.kitchen.lamps import floor_lamp, light_bulb
from retrieval.sample.drawing.kitchen.linen import bed_linen, towel
from retrieval.sample.drawing.kitchen.mugs import mug
from retrieval.sample.drawing.kitchen.tea_things import tea, teapot
from retrieval.sample.drawing.kitchen.vacuums import vacuum_bags, vacuum_cleaner
from retrieval.sample.drawing.look import Drawing

DRAWINGS: Mapping[str, Drawing] = {
    "bed linen": bed_linen,
    "blender": blender,
    "coffee beans": coffee_beans,
    "coffee filters": coffee_filters,
    "coffee grinder": coffee_grinder,
    "coffee maker": coffee_maker,
    "cooking pot": cooking_pot,
    "cutting board": cutting_board,
    "floor lamp": floor_lamp,
    "frying pan": frying_pan,
    "kettle": kettle,
    "kitchen knife": kitchen_knife,
    "light bulb": light_bulb,
    "mug": mug,
    "tea": tea,
    "teapot": teapot,
    "towel": towel,
    "vacuum bags": vacuum_bags,
    "vacuum cleaner": vacuum_cleaner,
}
