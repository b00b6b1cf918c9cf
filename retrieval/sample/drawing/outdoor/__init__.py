"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.look import Drawing
from retrieval.sample.drawing.outdoor.bottles import water_bottle
from retrieval.sample.drawing.outdoor.chairs import camping_chair
from retrieval.sample.drawing.outdoor.cookware import camp_cookware
from retrieval.sample.drawing.outdoor.daypacks import daypack
from retrieval.sample.drawing.outdoor.gas import gas_canister
from retrieval.sample.drawing.outdoor.lights import camp_lantern, headlamp
from retrieval.sample.drawing.outdoor.luggage import packing_cubes, suitcase
from retrieval.sample.drawing.outdoor.mats import sleeping_mat
from retrieval.sample.drawing.outdoor.optics import binoculars
from retrieval.sample.drawing.outdoor.packs import trekking_backpack
from retrieval.sample.drawing.outdoor.pillows import travel_pillow
from retrieval.sample.drawing.outdoor.poles import trekking_poles
from retrieval.sample.drawing.outdoor.sleeping_bags import sleeping_bag
from retrieval.sample.drawing.outdoor.stoves import camp_stove
from retrieval.sample.drawing.outdoor.tents import tent

DRAWINGS: Mapping[str, Drawing] = {
    "tent": tent,
    "sleeping bag": sleeping_bag,
    "sleeping mat": sleeping_mat,
    "travel pillow": travel_pillow,
    "camp stove": camp_stove,
    "gas canister": gas_canister,
    "camp cookware": camp_cookware,
    "camping chair": camping_chair,
    "headlamp": headlamp,
    "camp lantern": camp_lantern,
    "trekking backpack": trekking_backpack,
    "daypack": daypack,
    "water bottle": water_bottle,
    "trekking poles": trekking_poles,
    "suitcase": suitcase,
    "packing cubes": packing_cubes,
    "binoculars": binoculars,
}
