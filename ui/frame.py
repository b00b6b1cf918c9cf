"""What stands still in the shopper's page: header, welcome, composer with the tray, the place of the cart.

Gradio makes its page once for everybody; these parts are put in for each browser in its language, by `index_page.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from assistant.reply import CartView
from recommender.demo_shoppers import DemoShopper
from retrieval.money import Money
from ui.cards import joined, picture
from ui.cart_panel import cart_inside
from ui.dialogs import conversations_dialog, settings_dialog
from ui.icons import icon
from ui.language import t, t_n
from ui.shop import Shop
from ui.turn_view import KEPT, SKELETON

N_WELCOME_PHOTOS = 6
NO_MODEL = "plain rules"  # how the name of an understander without a language model begins


def place(part: str) -> str:
    """What stands in Gradio's own page where that part of `standing_parts` belongs."""
    return f"@@shelftalk:{part}@@"


def standing_parts(shop: Shop) -> Mapping[str, Markup]:
    """The parts by name, in the language that is spoken."""
    return {
        "header": header(shop.store_name, shop.shoppers(), shop.catalog.currency),
        "conversation": conversation(shop),
        "pending": pending(),
        "composer": composer(shop.understander_name),
        "cart": cart_place(),
        "cart-inside": cart_inside(CartView((), Money(Decimal(0), shop.catalog.currency))),
    }


def header(store_name: str, shoppers: Sequence[DemoShopper], currency: str) -> Markup:
    return Markup(
        '<header class="st-header"><div class="st-store"><span class="st-mark" aria-hidden="true">{mark}</span>'
        "<h1>{store}</h1></div>{picker}"
        '<button type="button" class="st-tool" data-do="person" title="{person}" aria-label="{person}">{person_icon}'
        "<span>{person}</span></button>"
        '<button type="button" class="st-tool st-only" data-do="settings" aria-haspopup="dialog"'
        ' aria-label="{settings}" title="{settings}">{settings_icon}</button>'
        '<button type="button" class="st-tool st-cart-button" data-do="cart"'
        ' aria-expanded="false" aria-controls="st-cart">{cart_icon}<span class="st-hidden">{cart}</span>'
        '<b class="st-count">0</b></button></header>{dialogs}'
    ).format(
        mark=store_name[:1].upper(),
        store=store_name,
        picker=_picker(shoppers),
        person=t("person"),
        person_icon=icon("help"),
        settings=t("settings"),
        settings_icon=icon("settings"),
        cart=t("cart.button"),
        cart_icon=icon("cart"),
        dialogs=settings_dialog(currency) + conversations_dialog(),
    )


def _picker(shoppers: Sequence[DemoShopper]) -> Markup:
    if not shoppers:
        return Markup("")
    options = joined(
        Markup('<option value="{}" data-story="{}">{}</option>').format(one.id, one.story, one.name) for one in shoppers
    )
    return Markup(
        '<label class="st-picker" title="{}"><span class="st-hidden">{}</span>{}'
        '<select class="st-select" data-choose="shopper"><option value="">{}</option>{}</select></label>'
    ).format(t("picker.title"), t("picker"), icon("person"), t("picker.guest"), options)


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
        '<h2 id="st-hello">{}</h2><p>{}</p><p class="st-story" hidden></p><div class="st-looked"></div>'
        '<ul class="st-openers" aria-label="{}">{}</ul><div class="st-lanes"></div>{}</section>'
    ).format(
        _mosaic(shop),
        t("welcome.hello"),
        t_n("welcome.how", len(shop.catalog), store=shop.store_name),
        t("welcome.openers"),
        openers,
        about,
    )


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
        '<form class="st-composer" autocomplete="off">'
        '<section class="st-hands-banner" aria-label="{hands}" hidden><div class="st-hands-inside"></div>'
        '<p class="st-hands-lost" role="alert" hidden>{hands_lost}</p></section>'
        '<div class="st-tray" role="group" aria-label="{tray}" hidden><ul class="st-tray-names"></ul>'
        '<button type="button" class="st-button" data-do="compare"></button>'
        '<button type="button" class="st-link" data-do="unpick">{clear}</button></div>'
        '<div class="st-field"><label for="st-words" class="st-hidden">{label}</label>'
        '<textarea id="st-words" rows="1" placeholder="{hello}" enterkeyhint="send"></textarea>'
        '<button type="submit" class="st-send" aria-label="{send}" disabled>{send_icon}</button>'
        '<button type="button" class="st-stop" data-do="stop" aria-label="{stop}" hidden>{stop_icon}</button></div>'
        '<div class="st-footnote"><span class="st-footnote-tools">'
        '<button type="button" class="st-link" data-do="new" aria-label="{new}">{new_icon}<span>{new}</span></button>'
        '<button type="button" class="st-link" data-do="talks" aria-haspopup="dialog" aria-label="{talks}">{talks_icon}'
        "<span>{talks}</span></button></span>"
        '<span>{reader} <a href="/how" target="_blank" rel="noopener">{how}</a></span></div></form>'
    ).format(
        hands=t("hands.label"),
        hands_lost=t("hands.lost"),
        tray=t("tray"),
        clear=t("tray.clear"),
        label=t("composer.label"),
        hello=t("welcome.hello"),
        send=t("composer.send"),
        send_icon=icon("send"),
        stop=t("composer.stop"),
        stop_icon=icon("stop"),
        new=t("talks.new"),
        new_icon=icon("new"),
        talks=t("talks"),
        talks_icon=icon("talks"),
        reader=understanding_line(understander_name),
        how=t("composer.how"),
    )


def understanding_line(understander_name: str) -> str:
    """Says honestly what reads the messages."""
    if understander_name.startswith(NO_MODEL):
        return t("composer.reader.rules", why=understander_name.removeprefix(NO_MODEL).lstrip(": ") or "–")
    return f"{t('composer.reader', name=understander_name)} {t('composer.facts')}"


def conversation(shop: Shop) -> Markup:
    """Where finished turns are put; the running one follows it."""
    return Markup(
        '<button type="button" class="st-link st-earlier" data-do="earlier" hidden>{}</button>'
        "{}<div class='st-past'></div>"
    ).format(t("turn.earlier"), welcome(shop))


def pending() -> Markup:
    """What is shown at once after sending, until the server's first word; and how results are announced."""
    return Markup(
        '<div class="st-pending" hidden><article class="st-turn" data-state="running"><p class="st-said" data-said></p>'
        '<div class="st-said-tools"></div><div class="st-answer"><p class="st-progress">{}</p>'
        '<div class="st-body">{}</div></div></article></div>'
        '<div class="st-looked"></div><p class="st-problem st-lost" role="alert" hidden></p>'
        '<div class="st-hidden st-announcer" role="status" aria-live="polite"></div>'
        '<div class="st-toast" role="status" aria-live="polite" hidden><span></span>'
        '<button type="button" class="st-link" data-do="undo" hidden>{}</button></div>'
    ).format(KEPT, SKELETON, t("turn.undo"))


def cart_place() -> Markup:
    """Gradio's template of the cart's place; its inside is drawn from the store by `cart_panel`."""
    return Markup(
        '<aside id="st-cart" class="st-cart" aria-label="{}"><header><h2>{}</h2>'
        '<button type="button" class="st-tool st-cart-close" data-do="cart" aria-label="{}">{}</button></header>'
        '<div class="st-cart-inside" data-pieces="${{value.pieces}}">${{value.html}}</div></aside>'
    ).format(t("cart"), t("cart"), t("cart.close"), icon("close"))
