"""The widget's sources made small: `python -m ui.widget.build` writes `sent/`, what the server sends.

Needs `pip install .[dev]`: tdewolff's minifier, which gives local names one letter. What is sent is kept with the
sources, so that nobody who serves a shop needs it; a test says when it is older than they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from ui.widget.sent import LANGUAGES, SENT

SOURCES = Path(__file__).parent
PANEL = ("view.js", "panel.js", "talk.js")  # after the style sheet: so they are smallest compressed
LOADER_WORDS = ("launch", "offline")  # what is said before the panel is there
_TEXT = re.compile(r'\bt\("(\w+)"(?:, \{ (\w+)(?:: ([^{}]+))? \})?\)')  # the text, what it is filled with, its value


def build(folder: Path = SENT) -> None:
    """Writes the loader, the panel in each language, and of which sources they were made."""
    folder.mkdir(exist_ok=True)
    panels = {language: made_panel(language).encode() for language in LANGUAGES}
    for language, content in panels.items():
        (folder / f"panel-{language}.js").write_bytes(content)
    digests = {language: sha256(content).hexdigest()[:8] for language, content in panels.items()}
    (folder / "widget.js").write_text(made_loader(digests), "utf-8")
    (folder / "sources.sha256").write_text(f"{sources_digest()}\n", "utf-8")


def made_loader(panels: Mapping[str, str]) -> str:
    """`panels` are the digests that the panels are named by, by language."""
    words = {language: {key: texts(language)[key] for key in LOADER_WORDS} for language in LANGUAGES}
    source = _put(_source("loader.js"), {"words": words, "panels": panels, "css": _small("loader.css")})
    return _minified("application/javascript", source)


def made_panel(language: str) -> str:
    """The panel with its style sheet and its texts, as one module."""
    inside = "\n".join(spoken(_source(name), language) for name in PANEL)
    source = f'export const start = (() => {{\nconst SHEET = "@@css@@";\n{inside}\nreturn start;\n}})();'
    return _minified("application/javascript", _put(source, {"css": _small("panel.css")}))


def spoken(source: str, language: str) -> str:
    """The source with its texts where it names them: `t("close")` is the text itself, `t("about", { title: one.name })`
    a template with `one.name` where the text has `{title}`.

    Raises `KeyError` for a text that is not there, and `ValueError` for one that is filled with something else.
    """
    said = texts(language)

    def text(found: re.Match[str]) -> str:
        key, name, value = found.groups()
        if re.findall(r"{(\w+)}", said[key]) != ([name] if name else []):
            raise ValueError(f"The text {key!r} is {said[key]!r}, and not filled so: {found[0]}")
        if not name:
            return json.dumps(said[key], ensure_ascii=False)
        before, after = re.sub(r"([`$\\])", r"\\\1", said[key]).split(f"{{{name}}}")
        return f"`{before}${{{value or name}}}{after}`"

    return _TEXT.sub(text, source)


def named_texts() -> set[str]:
    """The texts that the sources name."""
    return {found[1] for name in PANEL for found in _TEXT.finditer(_source(name))}.union(LOADER_WORDS)


def texts(language: str) -> Mapping[str, str]:
    read: dict[str, str] = json.loads(_source(f"texts/{language}.json"))
    return read


def sources_digest() -> str:
    """Of all that is sent is made of."""
    names = ["loader.js", "loader.css", *PANEL, "panel.css", *(f"texts/{language}.json" for language in LANGUAGES)]
    return sha256("\0".join(_source(name) for name in names).encode()).hexdigest()


def _small(style: str) -> str:
    return _minified("text/css", _source(style))


def _minified(kind: str, source: str) -> str:
    import minify

    small: str = minify.string(kind, source)
    return small


def _put(source: str, values: Mapping[str, object]) -> str:
    """Values as JSON where the source has their names in quotes, `"@@css@@"`."""
    for name, value in values.items():
        source = source.replace(f'"@@{name}@@"', json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return source


def _source(name: str) -> str:
    return SOURCES.joinpath(*name.split("/")).read_text("utf-8")


if __name__ == "__main__":
    from ui.widget.sizes import main

    build()
    main()
