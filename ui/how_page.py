"""How suggestions are made: a page written from the running configuration, so that it cannot say anything else."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from recommender.counterfactual import Signal
from recommender.running import RunningRanking, running_ranking
from retrieval.cart_prices.claims import is_readable
from retrieval.pricing import lowers_one_piece
from ui.cards import joined
from ui.frame import understanding_line
from ui.language import speaking, t, t_n, wanted
from ui.plain_page import plain_page
from ui.shop import Shop

_STEPS = 5  # of the street from words to cards, as told
_STORED = 4  # lines on what is stored, before the one on where
_SIGNALS = {
    Signal.PAST: "past", Signal.CROWD: "crowd", Signal.OFFER: "offer", Signal.WORDS: "words", Signal.RANGE: "range",
    Signal.OTHER: "other",
}  # fmt: skip


def how_routes(shop: Shop) -> APIRouter:
    """`GET /how`."""
    router = APIRouter()

    @router.get("/how")
    def how(request: Request) -> Response:
        with speaking(wanted(request)):
            page = str(how_page(shop))
        return Response(page, media_type="text/html", headers={"Cache-Control": "no-store"})

    return router


def how_page(shop: Shop) -> Markup:
    """The page of this shop, with what reads and ranks in it now."""
    ranking = running_ranking(shop.image_root)
    steps = (f"how.street.{n}" for n in range(1, _STEPS + 1))
    stored = (*(t(f"how.stored.{n}") for n in range(1, _STORED + 1)), _kept_where(shop))
    parts = (
        (t("how.street"), Markup("<ol>{}</ol>").format(joined(_step(key) for key in steps))),
        (t("how.reader"), Markup("<p>{}</p>").format(understanding_line(shop.understander_name))),
        (t("how.order"), Markup("<p>{}</p><table>{}</table>").format(_order(ranking), _weights(ranking))),
        (t("how.sale"), Markup("<p>{}</p>").format(_sponsored(shop))),
        (t("how.stored"), Markup("<ul>{}</ul>").format(joined(Markup("<li>{}</li>").format(one) for one in stored))),
    )
    inside = Markup('<h1>{}</h1><p class="sp-by">{}</p>{}').format(
        t("how"),
        t("how.by"),
        joined(Markup("<section><h2>{}</h2>{}</section>").format(heading, body) for heading, body in parts),
    )
    return plain_page(t("how"), shop.store_name, inside, kind="sp-how")


def _step(key: str) -> Markup:
    return Markup("<li><b>{}</b> {}</li>").format(t(key), t(f"{key}.how"))


def _order(ranking: RunningRanking) -> str:
    rest = t("how.order.learned", version=ranking.version) if ranking.version else t("how.order.hand")
    return f"{t('how.order.first')} {rest}"


def _weights(ranking: RunningRanking) -> Markup:
    return joined(
        Markup(
            '<tr><th scope="row">{}</th><td><meter min="0" max="1" value="{:.3f}" aria-label="{}"></meter> {:.0f} %'
            '<br><span class="sp-by">{}</span></td></tr>'
        ).format(
            t(f"how.signal.{_SIGNALS[signal]}"),
            share,
            t(f"how.signal.{_SIGNALS[signal]}"),
            share * 100,
            t(f"how.signal.{_SIGNALS[signal]}.how"),
        )
        for signal, share in ranking.shares().items()
    )


def _sponsored(shop: Shop) -> str:
    """That no place is for sale; and of the promotions of the day what those kinds do that there are."""
    running = [promotion for promotion in shop.catalog.promotions if promotion.runs(shop.today())]
    if not running:
        return f"{t('how.sale.none')} {t('how.promotions.none')}"
    told = [t("how.sale.none"), t_n("how.promotions", len(running))]
    if any(map(lowers_one_piece, running)):
        told.append(t("how.promotions.sale"))
    if any(is_readable(promotion) and not lowers_one_piece(promotion) for promotion in running):
        told.append(t("how.promotions.asks"))
    if not all(map(is_readable, running)):
        told.append(t("how.promotions.words"))
    return " ".join(told)


def _kept_where(shop: Shop) -> str:
    """Messages leave the machine where a language model elsewhere reads them."""
    server = urlsplit(shop.model_server).hostname or shop.model_server
    return t("how.stored.served", server=server) if server and not _is_here(server) else t("how.stored.5")


def _is_here(server: str) -> bool:
    try:
        return ip_address(server).is_loopback
    except ValueError:
        return server == "localhost" or server.endswith(".localhost")
