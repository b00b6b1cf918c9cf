"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.look import Drawing
from retrieval.sample.drawing.outdoor.chairs import camping_chair
from retrieval.sample.drawing.outdoor.cookware import camp_cookware
from retrieval.sample.drawing.outdoor.lights import camp_lantern, headlamp
from retrieval.sample.drawing.outdoor.sleeping import sleeping_bag, sleeping_mat, travel_pillow
from retrieval.sample.drawing.outdoor.stoves import camp_stove, gas_canister
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
}
