"""Macros: the store's standing texts, with fields that code fills from the conversation's records."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.copilot.offering import Macro

WRITTEN = "macros.yaml"  # in the store's folder; without it, those that come with shelftalk
# What each field is called where nothing is known for it.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "name",
        "order": "order number",
        "order_status": "status of the order",
        "carrier": "carrier",
        "tracking": "tracking number",
        "agent": "your name",
        "store": "store",
        "email": "mail address",
        "today": "date",
    }
)
_ShortText = Annotated[str, Field(min_length=1, max_length=200)]


class MacroError(ValueError):
    """A file of macros that cannot be used; says which macro is wrong, and how."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: _ShortText
    title: _ShortText
    text: Annotated[str, Field(min_length=1, max_length=4_000)]
    keys: Annotated[str, Field(max_length=20)] = ""
    language: Annotated[str, Field(pattern="^(en|zh)$")] = "en"


_FILE = TypeAdapter(list[_Written])


def read_macros(store: Path) -> tuple[Macro, ...]:
    """The store's macros with their fields open. Raises `MacroError`."""
    own = store / WRITTEN
    text = own.read_text(encoding="utf-8") if own.is_file() else _shipped()
    where = str(own.name) if own.is_file() else "the macros of shelftalk"
    try:
        found = _FILE.validate_python(yaml.safe_load(text) or [])
    except yaml.YAMLError as error:
        raise MacroError(f"{where} is no YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise MacroError(f"{where}, {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    names = [one.name for one in found]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise MacroError(f"{where} has two macros called {twice!r}: each name once.")
    for one in found:
        template = Template(one.text)
        unknown = [field for field in template.get_identifiers() if field not in FIELDS]
        if unknown or not template.is_valid():
            named = (
                f"the unknown field ${unknown[0]}" if unknown else "a $ that begins no field (write $$ for a dollar)"
            )
            raise MacroError(f"{where}: the macro {one.name!r} has {named}. Known fields: {_known()}.")
    return tuple(Macro(one.name, one.title, one.text, one.keys, one.language) for one in found)


def filled(macro: Macro, known: Mapping[str, str]) -> Macro:
    """The macro with what is known; the rest stands as `[order number]`, and is named in `missing`."""
    template = Template(macro.text)
    missing = tuple(field for field in template.get_identifiers() if not known.get(field))
    values = {field: known.get(field) or f"[{FIELDS[field]}]" for field in FIELDS}
    if not known.get("name"):  # a guest is greeted without a gap to fill
        values["name"] = ""
        missing = tuple(field for field in missing if field != "name")
    text = " ".join(template.substitute(values).replace(" ,", ",").replace(" .", ".").split())
    return Macro(macro.name, macro.title, text, macro.keys, macro.language, missing)


def _known() -> str:
    return ", ".join(f"${field}" for field in FIELDS)


def _shipped() -> str:
    return (files("assistant.copilot") / WRITTEN).read_text(encoding="utf-8")
