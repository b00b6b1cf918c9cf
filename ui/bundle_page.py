"""A shared bundle's own page: what is in it, read anew from the store, and what has changed since. No script needed."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup

from assistant.cards import card as card_of
from assistant.workbench.sharing import MOST, PATH, Shared, SharedPart, shared_of
from recommender.belonging.naming import TemplateNamer
from retrieval.cart_prices.priced_cart import ANYBODY, Pieces, PricedCart
from retrieval.cart_prices.pricer import CartPricer
from retrieval.catalog import Catalog
from retrieval.money import Money
from retrieval.query import Candidate
from ui.cards import joined, picture, price, product_address, stock
from ui.icons import icon
from ui.language import speaking, t, t_n, wanted
from ui.plain_page import plain_page
from ui.promotion_lines import beside
from ui.shop import Shop


def bundle_routes(shop: Shop) -> APIRouter:
    """`GET /bundle/?part=2.1999.VARIANT&part=seal.3998.HEX`: pieces, what each cost in minor units, the variant; what
    all of it cost, and the shop's seal, without which nothing is said of then."""
    router = APIRouter()

    @router.get(PATH)
    def bundle(request: Request, part: Annotated[list[str] | None, Query(max_length=MOST + 1)] = None) -> Response:
        with speaking(wanted(request)):
            said = shop.seals.known(shared_of(part or ()), shop.catalog.currency)
            known = [one for one in said.parts if shop.catalog.has_variant(one.variant_id)]
            page = _page(shop, said, known) if known else _none(shop)
        return Response(str(page), 200 if known else 404, media_type="text/html")

    return router


def _page(shop: Shop, shared: Shared, parts: list[SharedPart]) -> Markup:
    catalog, n_lost = shop.catalog, len(shared.parts) - len(parts)
    candidates = [Candidate(catalog.variant(p.variant_id)[0].id, p.variant_id) for p in parts]
    title = TemplateNamer(catalog).name(candidates)
    priced = CartPricer(catalog).price([Pieces(p.variant_id, p.n) for p in parts], ANYBODY)
    again = "&".join("part=" + quote(part, safe="") for part in shared.said)
    lost = Markup("<p>{}</p>").format(t_n("bundle.lost", n_lost)) if n_lost else ""
    besides = beside(priced.extras, priced.not_applied)
    inside = Markup(
        '<h1>{title}</h1><p class="sp-by">{today}</p>{lost}<ul class="sp-others sp-bundle">{parts}</ul>'
        '<table class="sp-sums">{sums}</table>{beside}<p><a class="sp-ask" href="/#{again}">{icon}{open}</a></p>'
    ).format(
        title=title,
        today=t("bundle.today"),
        lost=lost,
        parts=joined(_part(catalog, part) for part in parts),
        sums=_sums(priced, Money.from_minor(shared.total, catalog.currency)),
        beside=joined(Markup('<p class="sp-by">{}</p>').format(one) for one in besides),
        again=again,
        icon=icon("send"),
        open=t("bundle.open"),
    )
    return plain_page(title, shop.store_name, inside)


def _part(catalog: Catalog, part: SharedPart) -> Markup:
    """With what it cost when it was shared, where that is another price."""
    card = card_of(catalog, part.variant_id)
    options = ", ".join(catalog.variant(part.variant_id)[1].options.values())
    was = ""
    if part.was and part.was != card.price.minor:
        then = Money.from_minor(part.was, catalog.currency)
        was = Markup('<p class="sp-by sp-changed">{}</p>').format(t("bundle.dearer", was=then))
    return Markup(
        '<li><a href="{}">{}<span>{}{}</span></a><p class="sp-by">{}</p><p class="sp-price">{}</p>{}{}</li>'
    ).format(
        product_address(card.product_id, card.variant_id),
        picture(card.image, "", 480),
        f"{part.n} × " if part.n > 1 else "",
        card.title,
        options,
        price(card),
        was,
        stock(card),
    )


def _sums(priced: PricedCart, then: Money) -> Markup:
    """With what it came to when it was shared, where that is known and another sum."""
    rows = [(t("bench.parts"), str(priced.subtotal))] if priced.savings else []
    rows += [(f"{saving.title}: {saving.arithmetic}", f"-{saving.amount}") for saving in priced.savings]
    rows.append((t("bench.total"), str(priced.total)))
    rows += [(t("bundle.then"), str(then))] if then.minor and then != priced.total else []
    return joined(Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(*row) for row in rows)


def _none(shop: Shop) -> Markup:
    inside = Markup('<h1>{}</h1><p>{}</p><p><a class="sp-ask" href="/">{}</a></p>').format(
        t("bundle.gone.title"), t("bundle.gone"), t("product.gone.back")
    )
    return plain_page(t("bundle.gone.title"), shop.store_name, inside, kind="sp-none")
