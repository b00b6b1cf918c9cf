"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.clothing.boots import hiking_boots
from retrieval.sample.drawing.clothing.dresses import dress
from retrieval.sample.drawing.clothing.gloves import gloves
from retrieval.sample.drawing.clothing.jackets import rain_jacket
from retrieval.sample.drawing.clothing.running_shoes import running_shoes
from retrieval.sample.drawing.clothing.shirts import shirt, sweater
from retrieval.sample.drawing.clothing.shoe_care import shoe_care
from retrieval.sample.drawing.clothing.small_things import beanie, socks
from retrieval.sample.drawing.clothing.sneakers import sneakers
from retrieval.sample.drawing.clothing.tops import base_layer, t_shirt
from retrieval.sample.drawing.clothing.trousers import hiking_trousers, jeans
from retrieval.sample.drawing.clothing.warm_jackets import fleece_jacket, insulated_jacket
from retrieval.sample.drawing.look import Drawing

DRAWINGS: Mapping[str, Drawing] = {
    "rain jacket": rain_jacket,
    "insulated jacket": insulated_jacket,
    "fleece jacket": fleece_jacket,
    "T-shirt": t_shirt,
    "base layer": base_layer,
    "shirt": shirt,
    "sweater": sweater,
    "hiking trousers": hiking_trousers,
    "jeans": jeans,
    "dress": dress,
    "running shoes": running_shoes,
    "hiking boots": hiking_boots,
    "sneakers": sneakers,
    "socks": socks,
    "beanie": beanie,
    "gloves": gloves,
    "shoe care": shoe_care,
}
