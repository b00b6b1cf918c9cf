"""How suggestions are made: a page written from the running configuration, so that it cannot say anything else."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from recommender.counterfactual import Signal
from recommender.running import RunningRanking, running_ranking
from ui.cards import joined
from ui.frame import understanding_line
from ui.language import speaking, t, t_n, wanted
from ui.plain_page import plain_page
from ui.shop import Shop

_STEPS = 5  # of the street from words to cards, as told
_STORED = 5  # lines on what is stored
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
    stored = (t(f"how.stored.{n}") for n in range(1, _STORED + 1))
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
    running = sum(promotion.runs(shop.today()) for promotion in shop.catalog.promotions)
    return f"{t('how.sale.none')} {t_n('how.promotions', running) if running else t('how.promotions.none')}"
