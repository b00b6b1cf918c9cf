"""A page of plain HTML beside the conversation: a product's, how suggestions are made, what is not there."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ui.index_page import address
from ui.language import spoken, t


def plain_page(
    title: str, store_name: str, inside: Markup, *, kind: str = "", more_styles: Sequence[str] = ()
) -> Markup:
    """The whole document, in the language that is spoken. `kind` is one more class of its body."""
    return Markup(
        '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title} – {store}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme"'
        ' content="light dark"><link rel="icon" href="{mark}"><script src="{theme}"></script>'
        '<link rel="stylesheet" href="{page}"><link rel="stylesheet" href="{style}">{more}</head>'
        '<body class="sp{kind}"><header class="sp-top"><a href="/">{store}</a></header><main>{inside}</main>'
        "</body></html>"
    ).format(
        language=spoken(),
        title=title,
        store=store_name,
        mark=address("mark.svg"),
        theme=address("theme.js"),
        page=address("page.css"),
        style=address("product.css"),
        more=Markup("").join(Markup('<link rel="stylesheet" href="{}">').format(address(name)) for name in more_styles),
        kind=f" {kind}" if kind else "",
        inside=inside,
    )


def no_such_product(store_name: str) -> Markup:
    """What stands where a product is looked for that the store does not sell."""
    return plain_page(
        t("product.gone.title"),
        store_name,
        Markup('<h1>{}</h1><p>{}</p><p><a class="sp-ask" href="/">{}</a></p>').format(
            t("product.gone.title"), t("product.gone"), t("product.gone.back")
        ),
        kind="sp-none",
    )
