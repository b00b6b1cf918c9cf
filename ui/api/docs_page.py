"""The API's documentation as one page of HTML, made from its OpenAPI description: no scripts, no other hosts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from ui.api.problems import KINDS
from ui.index_page import address

_METHODS = ("get", "post", "put", "patch", "delete")


def docs_page(openapi: Mapping[str, Any]) -> str:
    operations = [
        (method, path, item[method]) for path, item in openapi["paths"].items() for method in _METHODS if method in item
    ]
    schemas = openapi.get("components", {}).get("schemas", {})
    return str(
        Markup(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} API</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme"'
            ' content="light dark"><link rel="stylesheet" href="{page}"><link rel="stylesheet" href="{style}">'
            "<style>code, td, th {{ overflow-wrap: anywhere }}</style></head>"
            '<body class="sp"><main><h1>{title} API {version}</h1><p>{about}</p>'
            '<p><a href="openapi.json">OpenAPI description</a> · <a href="shelftalk.js">JavaScript client</a></p>'
            "<h2>Requests</h2>{operations}<h2>Problems</h2><table>{problems}</table><h2>Schemas</h2>{schemas}</main>"
            "</body></html>"
        ).format(
            title=openapi["info"]["title"],
            version=openapi["info"]["version"],
            about=_prose(openapi["info"].get("description", "")),
            page=address("page.css"),
            style=address("product.css"),
            operations=_joined(_operation(*operation) for operation in operations),
            problems=_joined(
                Markup('<tr id="{}"><th scope="row">{}</th><td>{}</td><td>{}</td></tr>').format(name, name, *kind)
                for name, kind in KINDS.items()
            ),
            schemas=_joined(_schema(name, schema) for name, schema in sorted(schemas.items())),
        )
    )


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Markup:
    said = operation.get("description", "")
    parameters = [p for p in operation.get("parameters", ()) if p["in"] != "path"]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    answers = [
        Markup("<li>{}: {} {}</li>").format(status, _prose(answer.get("description", "")), _answered(answer))
        for status, answer in operation.get("responses", {}).items()
        if status.startswith("2")
    ]
    return Markup(
        '<section><h3><code>{method} {path}</code></h3><p class="sp-text">{said}</p>'
        "<ul>{body}{parameters}{answers}</ul></section>"
    ).format(
        method=method.upper(),
        path=path,
        said=_prose(said),
        body=Markup("<li>body: {}</li>").format(_type(body)) if body else "",
        parameters=_joined(
            Markup("<li>{} <code>{}</code> {}</li>").format(p["in"], p["name"], _prose(p.get("description", "")))
            for p in parameters
        ),
        answers=_joined(answers),
    )


def _answered(answer: Mapping[str, Any]) -> Markup:
    schema = answer.get("content", {}).get("application/json", {}).get("schema")
    return _type(schema) if schema else Markup("")


def _schema(name: str, schema: Mapping[str, Any]) -> Markup:
    rows = _joined(
        Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>').format(
            field, _type(stated), _prose(stated.get("description", ""))
        )
        for field, stated in schema.get("properties", {}).items()
    )
    return Markup('<section><h3 id="schema-{}">{}</h3><p class="sp-text">{}</p><table>{}</table></section>').format(
        name, name, _prose(schema.get("description", "")), rows
    )


def _type(schema: Mapping[str, Any]) -> Markup:
    """ "string", "list of Card", "Price or null"; a schema's name leads to it."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#schema-{}">{}</a>').format(name, name)
    if "anyOf" in schema:
        return Markup(" or ").join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return Markup(", ").join(Markup("<code>{}</code>").format(value or "(empty)") for value in schema["enum"])
    if schema.get("type") == "array":
        return Markup("list of {}").format(_type(schema.get("items", {})))
    return Markup("{}").format(schema.get("type", "anything") if "const" not in schema else schema["const"])


def _prose(text: str) -> Markup:
    """Text with what stands between backticks as code."""
    parts = text.split("`")
    return _joined(Markup("<code>{}</code>" if n % 2 else "{}").format(part) for n, part in enumerate(parts))


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
