"""The demo store's pages: what any store has, of the shop's real products. Plain HTML; one script for its basket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from markupsafe import Markup

from assistant.cards import card as card_of
from retrieval.catalog import Catalog, Product
from ui.cards import joined, picture

_NOTHING = Markup("")
_HOSTILE = Markup(
    '<link rel="stylesheet" href="/hostile.css"><div id="shelftalk">An element called shelftalk</div>'
    '<div id="banner">A banner above everything</div>'
)


def page(
    title: str, store: str, inside: Markup, tag: Markup, *, direction: str = "ltr", hostile: bool = False
) -> Markup:
    """The whole document with the widget's `tag` at its end; a hostile one does what it can against it."""
    return Markup(
        '<!doctype html><html lang="en" dir="{direction}"><head><meta charset="utf-8"><title>{title} – {store}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/shop.css">{first}<script src="/shop.js"></script></head><body>'
        '<header><a class="name" href="/">{store} <small>a demo store</small></a>'
        '<form action="/search" role="search"><input name="q" type="search" aria-label="Search this store"'
        ' placeholder="Search"><button>Search</button></form><a class="basket" href="/cart">Basket (<span data-pieces>0'
        "</span>)</a></header>{attack}<main>{inside}</main><footer>This is another website: it shows the widget of "
        "shelftalk as any store would. Nothing is sold here.</footer>{tag}</body></html>"
    ).format(
        direction=direction,
        title=title,
        store=store,
        first=Markup('<script src="/hostile.js"></script>') if hostile else _NOTHING,
        attack=_HOSTILE if hostile else _NOTHING,
        inside=inside,
        tag=tag,
    )


def widget_tag(server: str, attributes: Mapping[str, str]) -> Markup:
    """The widget's one tag, as docs/widget.md has it. `attributes` are without `data-`; empty ones are left out."""
    said = {"store": "", **{name: value for name, value in attributes.items() if value}}
    return Markup('<script src="{}/widget.js"{} defer></script>').format(
        server, joined(Markup(' data-{}="{}"').format(name, value) for name, value in said.items())
    )


def tiles(catalog: Catalog, products: Iterable[Product]) -> Markup:
    return Markup('<ul class="tiles">{}</ul>').format(joined(_tile(catalog, product) for product in products))


def _tile(catalog: Catalog, product: Product) -> Markup:
    card = card_of(catalog, _buyable(product))
    return Markup('<li><a href="/products/{}">{}<span>{}</span></a><b>{}</b></li>').format(
        quote(product.id, safe=""), picture(card.image, "", 480), card.title, card.price
    )


def collections(names: Iterable[tuple[str, str, int]]) -> Markup:
    """Links to lists: address, name and number of products of each."""
    return Markup('<nav class="kinds" aria-label="Collections">{}</nav>').format(
        joined(Markup('<a href="/collections/{}">{} <small>{}</small></a>').format(a, name, n) for a, name, n in names)
    )


def product_inside(catalog: Catalog, product: Product, variant_id: str, here: str) -> Markup:
    """A product, with a link to each of its variants on the page `here` and a button that puts it into the basket."""
    ids = [variant.id for variant in product.variants]
    chosen = variant_id if variant_id in ids else _buyable(product)
    card = card_of(catalog, chosen)
    others = joined(
        Markup('<a href="{}"{}>{}</a>').format(
            f"{here}?{urlencode({'variant': variant.id})}",
            Markup(' aria-current="true"') if variant.id == chosen else _NOTHING,
            " / ".join(variant.options.values()) or variant.title,
        )
        for variant in product.variants
    )
    facts = joined(
        Markup("<dt>{}</dt><dd>{}</dd>").format(slot.replace("_", " ").capitalize(), ", ".join(values))
        for slot, values in product.attributes.items()
    )
    return Markup(
        '<article class="product"><div class="photo">{photo}</div><div><p class="brand">{brand}</p><h1>{title}</h1>'
        '<p class="price">{price}</p><p>{stock}</p>{others}<p><button class="buy" data-variant="{variant}"'
        ' data-title="{title}"{off}>Put into the basket</button></p><p>{text}</p><dl>{facts}</dl></div></article>'
    ).format(
        photo=picture(card.image, product.title, 960),
        brand=product.brand,
        title=product.title,
        price=card.price,
        stock=card.stock_text,
        others=Markup('<nav class="options" aria-label="Options">{}</nav>').format(others)
        if len(ids) > 1
        else _NOTHING,
        variant=chosen,
        off=_NOTHING if card.available else Markup(" disabled"),
        text=product.description,
        facts=facts,
    )


def _buyable(product: Product) -> str:
    """The first variant that can be bought, else the first."""
    return next((v.id for v in product.variants if v.offer.available), product.variants[0].id)
