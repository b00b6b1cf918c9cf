"""What stands still in the shopper's page: header, welcome, composer, cart drawer, compare tray."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from recommender.demo_shoppers import DemoShopper
from ui.cards import joined, picture
from ui.icons import icon
from ui.shop import Shop
from ui.turn_view import SKELETON

N_WELCOME_PHOTOS = 6
NO_MODEL = "plain rules"  # how the name of an understander without a language model begins


def header(store_name: str, shoppers: Sequence[DemoShopper]) -> Markup:
    return Markup(
        '<header class="st-header"><div class="st-store"><span class="st-mark" aria-hidden="true">{}</span>'
        "<h1>{}</h1></div>{}"
        '<button type="button" class="st-tool" data-do="person" title="Talk to a person">{}'
        "<span>Talk to a person</span></button>"
        '<button type="button" class="st-tool st-theme" data-do="theme" aria-label="Light or dark"'
        ' title="Light or dark">{}{}</button><button type="button" class="st-tool st-cart-button" data-do="cart"'
        ' aria-expanded="false" aria-controls="st-cart">{}<span class="st-hidden">Cart, items: </span>'
        '<b class="st-count">0</b></button></header>'
    ).format(
        store_name[:1].upper(), store_name, _picker(shoppers), icon("person"), icon("sun"), icon("moon"), icon("cart")
    )


def _picker(shoppers: Sequence[DemoShopper]) -> Markup:
    if not shoppers:
        return Markup("")
    options = joined(
        Markup('<option value="{}" data-story="{}">{}</option>').format(one.id, one.story, one.name) for one in shoppers
    )
    return Markup(
        '<label class="st-picker" title="Try the shop as one of its demo shoppers">'
        '<span class="st-hidden">Shopping as</span>{}<select class="st-select" data-choose="shopper">'
        '<option value="">Guest</option>{}</select></label>'
    ).format(icon("person"), options)


def welcome(shop: Shop) -> Markup:
    """The empty state: what can be said here, with openers that are known to lead somewhere."""
    openers = joined(
        Markup('<li><button type="button" class="st-opener" data-do="say" data-text="{}">{}</button></li>').format(
            words, words
        )
        for words in shop.openers()
    )
    about = Markup('<p class="st-about">{}</p>').format(shop.about) if shop.about else ""
    return Markup(
        '<section class="st-welcome" aria-labelledby="st-hello"><ul class="st-mosaic" aria-hidden="true">{}</ul>'
        '<h2 id="st-hello">What are you looking for?</h2><p>Say it in your own words. I look through all {:,} products'
        " of {}, and every price and size you see comes straight from the store.</p>"
        '<p class="st-story" hidden></p>'
        '<ul class="st-openers" aria-label="Things to ask">{}</ul><div class="st-lanes"></div>{}</section>'
    ).format(_mosaic(shop), len(shop.catalog), shop.store_name, openers, about)


def _mosaic(shop: Shop) -> Markup:
    """A few photos spread over the catalog; nothing when the store has none."""
    pictured = [product for product in shop.catalog if product.media]
    step = max(1, len(pictured) // N_WELCOME_PHOTOS)
    chosen = pictured[step // 2 :: step][:N_WELCOME_PHOTOS]
    if len(chosen) < N_WELCOME_PHOTOS:
        return Markup("")
    return joined(Markup("<li>{}</li>").format(picture(product.media[0], "", 160)) for product in chosen)


def composer(understander_name: str) -> Markup:
    return Markup(
        '<form class="st-composer" autocomplete="off"><div class="st-tray" hidden><span class="st-tray-names"></span>'
        '<button type="button" class="st-button" data-do="compare">Compare</button>'
        '<button type="button" class="st-link" data-do="unpick">Clear</button></div>'
        '<div class="st-field"><label for="st-words" class="st-hidden">Your message</label>'
        '<textarea id="st-words" rows="1" placeholder="What are you looking for?" enterkeyhint="send"></textarea>'
        '<button type="submit" class="st-send" aria-label="Send" disabled>{}</button>'
        '<button type="button" class="st-stop" data-do="stop" aria-label="Stop the answer" hidden>{}</button></div>'
        '<p class="st-footnote"><button type="button" class="st-link" data-do="new">{}'
        "New<span> conversation</span></button>"
        '<span>{} <a href="/how" target="_blank" rel="noopener">How suggestions are made</a></span></p></form>'
    ).format(icon("send"), icon("stop"), icon("new"), understanding_line(understander_name))


def understanding_line(understander_name: str) -> str:
    """Says honestly what reads the messages."""
    if understander_name.startswith(NO_MODEL):
        return f"Understanding by {understander_name}."
    return f"Understanding by {understander_name}. Prices and stock come from the store."


def conversation(shop: Shop) -> Markup:
    """Where finished turns are put; the running one follows it."""
    return Markup(
        '<button type="button" class="st-link st-earlier" data-do="earlier" hidden>Show earlier messages</button>'
        "{}<div class='st-past'></div>"
    ).format(welcome(shop))


def pending() -> Markup:
    """What is shown at once after sending, until the server's first word; and how results are announced."""
    return Markup(
        '<div class="st-pending" hidden><article class="st-turn" data-state="running"><p class="st-said" data-said></p>'
        '<div class="st-answer"><div class="st-body">{}</div></div></article></div>'
        '<p class="st-problem st-lost" role="alert" hidden></p>'
        '<div class="st-hidden st-announcer" role="status" aria-live="polite"></div>'
        '<div class="st-toast" role="status" aria-live="polite" hidden><span></span>'
        '<button type="button" class="st-link" data-do="undo" hidden>Undo</button></div>'
    ).format(SKELETON)


# The cart's place; its inside is drawn from the store by `cart_panel`.
CART_TEMPLATE = (
    '<aside id="st-cart" class="st-cart" aria-label="Cart"><header><h2>Your cart</h2>'
    '<button type="button" class="st-tool st-cart-close" data-do="cart" aria-label="Close the cart">'
    + str(icon("close"))
    + '</button></header><div class="st-cart-inside" data-pieces="${value.pieces}">${value.html}</div></aside>'
)
