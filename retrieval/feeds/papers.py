"""A page of text beside a feed: a policy of the store or a guide to choosing things, with front matter or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from retrieval.catalog import PolicyDocument
from retrieval.feeds.cleaning import Phrase, html_text, paragraphs, text
from retrieval.feeds.feed import Read, Rejected, Warned
from retrieval.feeds.reading import parsed_json, whole_text

PAPERS = {"policies": "policy", "guides": "guide"}  # folders, and the kind of page that lies in them
_FRONT = re.compile(r"\s*^---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT = 4_000  # characters


class _Front(BaseModel):
    """What a page says of itself before its text; more than this is left unread."""

    about: Annotated[
        list[Phrase], BeforeValidator(lambda said: [said] if isinstance(said, str) else said), Field(max_length=50)
    ] = []
    summary: Phrase = ""


def read_papers(folder: Path) -> Iterator[Read | Rejected | Warned]:
    """The pages in `policies/` and `guides/` of a feed's folder, as far as they are there."""
    for name, kind in PAPERS.items():
        if (pages := folder / name).is_dir():
            for page in sorted(pages.iterdir()):
                if page.suffix.lower() in (".md", ".txt") and page.is_file():
                    yield from _paper(page, folder.resolve(), kind)


def _paper(path: Path, folder: Path, kind: str) -> Iterator[Read | Rejected | Warned]:
    """A page: its first heading is the title. An export may have wrapped the page as JSON with a `text`."""
    name = text(path.stem)
    file = f"{path.parent.name}/{name}{path.suffix}"
    if not path.resolve().is_relative_to(folder):
        yield Rejected(file, 1, "", "", "is a link that leads out of the feed's folder")
        return
    content = whole_text(path)
    if isinstance(content, Rejected):
        yield Rejected(file, content.line, content.field, content.value, content.reason)
        return
    front = _Front()
    if fenced := _FRONT.match(content):
        content = content[fenced.end() :]
        try:
            front = _front(fenced[1])
        except ValueError as error:
            yield Warned(file, 1, "front matter", "", f"cannot be read and is left out: {error}")
    title = name.replace("-", " ").replace("_", " ").capitalize()
    heading = re.match(r"\s*#+[ \t]+(.+)", content)
    if heading:
        title, content = text(heading[1]) or title, content[heading.end() :]
    body = _body(content)
    if not body:
        yield Rejected(file, 1, "text", title[:80], "the page has a title but no text")
        return
    about = tuple(dict.fromkeys(thing for thing in front.about if thing))
    yield Read(file, 1, PolicyDocument(name, title, body, kind, about, front.summary))


def _body(content: str) -> str:
    if content.lstrip().startswith("{"):
        try:
            wrapped = parsed_json(content)
        except ValueError:
            wrapped = {}  # prose that happens to begin with a brace
        content = str(wrapped.get("text") or "") if "text" in wrapped else content
    return html_text(content) if re.match(r"\s*<\w", content) else paragraphs(content)


def _front(said: str) -> _Front:
    """Raises `ValueError`, repeating nothing of the page: a short value in YAML may stand for a very long one."""
    if len(said) > _LONGEST_FRONT:
        raise ValueError(f"it is {len(said):,} characters long; {_LONGEST_FRONT:,} are read")
    try:
        values: Any = yaml.safe_load(said)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ValueError("it is no YAML such as `about: [tent, sleeping bag]`") from error
    if not isinstance(values, dict):
        raise ValueError("it is no YAML such as `about: [tent, sleeping bag]`")
    try:
        return _Front.model_validate(values)
    except ValidationError as error:
        wrong = ".".join(str(at) for at in error.errors(include_url=False, include_input=False)[0]["loc"][:1])
        raise ValueError(f"{wrong} is not a few words, or a list of them") from error
