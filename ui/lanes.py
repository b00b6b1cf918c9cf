"""Lanes as HTML: rows of small cards under the welcome, each with its title and why."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.lane_views import LaneView
from assistant.reply import Card
from ui.cards import joined, linked, picture, price


def lane_rows(lanes: Sequence[LaneView]) -> Markup:
    """All rows; nothing for none."""
    return joined(_row(lane, at) for at, lane in enumerate(lanes))


def _row(lane: LaneView, at: int) -> Markup:
    why = Markup('<p class="st-lane-why">{}</p>').format(lane.why) if lane.why else ""
    guides = joined(
        Markup('<li><button type="button" class="st-opener" data-do="say" data-text="{}">{}</button></li>').format(
            title, title
        )
        for title in lane.guides
    )
    cards = joined(Markup("<li>{}</li>").format(_small(card)) for card in lane.cards)
    return Markup(
        '<section class="st-lane" aria-labelledby="st-lane-{at}"><h3 id="st-lane-{at}">{title}</h3>{why}'
        '<ul class="st-lane-cards" tabindex="0" aria-labelledby="st-lane-{at}">{inside}</ul></section>'
    ).format(at=at, title=lane.title, why=why, inside=cards or guides)


def _small(card: Card) -> Markup:
    return Markup(
        '<article class="st-small" data-product="{product}"><div class="st-photo">{photo}</div>'
        '<h4 class="st-title">{title}</h4><p class="st-price">{price}</p>{reason}</article>'
    ).format(
        product=card.product_id,
        photo=picture(card.image, card.title, 480),
        title=linked(card),
        price=price(card),
        reason=Markup('<p class="st-muted">{}</p>').format(card.reason) if card.reason else "",
    )
