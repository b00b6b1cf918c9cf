"""What this department's things look like, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.sample.drawing.gifts.blocks import building_blocks
from retrieval.sample.drawing.gifts.books import cookbook, picture_book
from retrieval.sample.drawing.gifts.candles import scented_candle
from retrieval.sample.drawing.gifts.cards import gift_card
from retrieval.sample.drawing.gifts.crafts import craft_kit
from retrieval.sample.drawing.gifts.frames import photo_frame
from retrieval.sample.drawing.gifts.games import board_game
from retrieval.sample.drawing.gifts.inks import ink
from retrieval.sample.drawing.gifts.notebooks import notebook
from retrieval.sample.drawing.gifts.paints import watercolor_set
from retrieval.sample.drawing.gifts.pens import fountain_pen
from retrieval.sample.drawing.gifts.plush import plush_toy
from retrieval.sample.drawing.gifts.puzzles import jigsaw_puzzle
from retrieval.sample.drawing.gifts.tracks import train_track
from retrieval.sample.drawing.gifts.trains import train_set
from retrieval.sample.drawing.look import Drawing

DRAWINGS: Mapping[str, Drawing] = {
    "board game": board_game,
    "jigsaw puzzle": jigsaw_puzzle,
    "building blocks": building_blocks,
    "plush toy": plush_toy,
    "train set": train_set,
    "train track": train_track,
    "craft kit": craft_kit,
    "picture book": picture_book,
    "cookbook": cookbook,
    "notebook": notebook,
    "fountain pen": fountain_pen,
    "ink": ink,
    "scented candle": scented_candle,
    "photo frame": photo_frame,
    "watercolor set": watercolor_set,
    "gift card": gift_card,
}
