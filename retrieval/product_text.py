"""Product text: what of a product is read as words and meaning, in plain text."""

from __future__ import annotations

import html
import re

from retrieval.catalog import Product

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|<!--.*?-->|<!\w[^<>]*>", re.DOTALL)
_UNREAD = {"script", "style"}  # elements whose content is not text
_YES, _NO = {"yes", "true"}, {"no", "false"}


def plain_text(text: str) -> str:
    """`text` without HTML tags, scripts and entities, white space folded. `"size < 5"` stays as it is.

    Half characters (lone surrogates), which nothing downstream can store, become `?`.
    """
    pieces: list[str] = []
    at, unread = 0, ""
    for tag in _TAG.finditer(text):
        if not unread:
            pieces.append(text[at : tag.start()])
        name = (tag.group(2) or "").lower()
        if name in _UNREAD:
            unread = "" if tag.group(1) else name
        at = tag.end()
    if not unread:
        pieces.append(text[at:])
    readable = html.unescape(" ".join(pieces)).encode("utf-8", "replace").decode("utf-8")
    return " ".join(readable.split())


def attribute_values(product: Product) -> list[tuple[str, str]]:
    """(slot in words, value) for every attribute. A flag gives its name alone when it is set, nothing when not.

    `material: Wool` is `("material", "Wool")`; `eco_collection: Yes` is `("eco collection", "")`.
    """
    found = []
    for slot, values in product.attributes.items():
        name = slot.replace("_", " ")
        for value in values:
            if value.lower() in _YES:
                found.append((name, ""))
            elif value.lower() not in _NO:
                found.append((name, plain_text(value)))
    return found


def product_text(product: Product) -> str:
    """What is embedded: title, brand, categories, attributes and description, the telling things first.

    Free of HTML. Holds no price, stock or option, so that these may change without a new embedding.
    """
    by_slot: dict[str, list[str]] = {}
    for slot, value in attribute_values(product):
        by_slot.setdefault(slot, []).extend([value] if value else [])
    parts = [
        plain_text(product.title),
        plain_text(product.brand),
        ", ".join(plain_text(path.replace(">", " ")) for path in product.categories),
        "; ".join(f"{slot}: {', '.join(values)}" if values else slot for slot, values in by_slot.items()),
        plain_text(product.description),
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)
