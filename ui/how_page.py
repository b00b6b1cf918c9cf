"""How suggestions are made: a page written from the running configuration, so that it cannot say anything else."""

from __future__ import annotations

from fastapi import APIRouter, Response
from markupsafe import Markup

from recommender.counterfactual import Signal
from recommender.running import RunningRanking, running_ranking
from ui.cards import joined
from ui.frame import understanding_line
from ui.index_page import address
from ui.shop import Shop

_STREET = (
    ("Your words are read", "into conditions (“under $60.00”, “size M”) that you see as chips and can remove."),
    ("The store's records are searched", "by those words and by their meaning. A condition you set is never bent."),
    ("What was found is put in order", "by how well it matches, by your own history, and by what others chose."),
    ("Each suggestion gets its reason", "from a record. A reason of your history or of others is told only where the "
     "place would be another without it. What speaks against a thing is told too."),
    ("Prices, stock and dates are the record's", "at the moment you see them. No language model writes a figure."),
)  # fmt: skip
_SIGNALS = {
    Signal.PAST: ("Your history", "what you bought, carted, looked at, liked and turned down"),
    Signal.CROWD: ("Other shoppers", "what those who took the same took next, what is in demand, how it is rated"),
    Signal.OFFER: ("Offers", "how much a price is reduced; nobody pays for it"),
    Signal.WORDS: ("Your words", "how well it matches what you said"),
    Signal.RANGE: ("The store's range", "what is new, and whether it can be had"),
    Signal.OTHER: ("Variety", "less of the same on one list"),
}
_STORED = (
    "What you look at, put in your cart, buy, like and turn down, with the time; and the conversations.",
    "Guests leave nothing behind but the conversation itself.",
    "Ask “what do you know about me?” to see every fact with what it rests on; say “forget that …” to delete one.",
    "Say “stop personalising”, and none of it is read or written; “forget everything about me” deletes it.",
    "It all stays on the shop's own machine.",
)


def how_routes(shop: Shop) -> APIRouter:
    """`GET /how`."""
    router = APIRouter()

    @router.get("/how")
    def how() -> Response:
        return Response(str(how_page(shop)), media_type="text/html", headers={"Cache-Control": "no-store"})

    return router


def how_page(shop: Shop) -> Markup:
    """The page of this shop, with what reads and ranks in it now."""
    ranking = running_ranking(shop.image_root)
    return Markup(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>How suggestions are made – {store}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme"'
        ' content="light dark"><link rel="icon" href="{mark}"><script src="{theme}"></script>'
        '<link rel="stylesheet" href="{page}"><link rel="stylesheet" href="{style}"></head>'
        '<body class="sp sp-how"><header class="sp-top"><a href="/">{store}</a></header><main>'
        "<h1>How suggestions are made</h1><p class='sp-by'>Written by the shop's assistant from its own settings.</p>"
        "<section><h2>From your words to the cards</h2><ol>{street}</ol></section>"
        "<section><h2>Who reads your words</h2><p>{reader}</p></section>"
        "<section><h2>What decides the order</h2><p>{order}</p><table>{weights}</table></section>"
        "<section><h2>No place is for sale</h2><p>{sponsored}</p></section>"
        "<section><h2>What is stored</h2><ul>{stored}</ul></section>"
        "</main></body></html>"
    ).format(
        store=shop.store_name,
        mark=address("mark.svg"),
        theme=address("theme.js"),
        page=address("page.css"),
        style=address("product.css"),
        street=joined(Markup("<li><b>{}</b> {}</li>").format(first, rest) for first, rest in _STREET),
        reader=understanding_line(shop.understander_name),
        order=_order(ranking),
        weights=_weights(ranking),
        sponsored=_sponsored(shop),
        stored=joined(Markup("<li>{}</li>").format(line) for line in _STORED),
    )


def _order(ranking: RunningRanking) -> str:
    first = "How well a thing matches your words comes first; the less you say, the more room there is for the rest. "
    if ranking.version:
        return f"{first}The rest was learned from this shop's own visits and purchases (version {ranking.version}):"
    return f"{first}Nothing was learned from this shop's visits yet, so the rest is weighed as set by hand:"


def _weights(ranking: RunningRanking) -> Markup:
    return joined(
        Markup(
            '<tr><th scope="row">{}</th><td><meter min="0" max="1" value="{:.3f}"></meter> {:.0f} %'
            '<br><span class="sp-by">{}</span></td></tr>'
        ).format(_SIGNALS[signal][0], share, share * 100, _SIGNALS[signal][1])
        for signal, share in ranking.shares().items()
    )


def _sponsored(shop: Shop) -> str:
    running = sum(promotion.runs(shop.today()) for promotion in shop.catalog.promotions)
    text = "No product is put higher because somebody paid, and there is no setting for it. "
    if not running:
        return f"{text}No promotion is running today."
    one = "One promotion runs" if running == 1 else f"{running} promotions run"
    return f"{text}{one} today: a promotion lowers a price, and is named with it."
