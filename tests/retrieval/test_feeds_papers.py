"""Pages beside a feed: policies and guides, and front matter that may be wrong in any way."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.catalog import PolicyDocument
from retrieval.feeds.feed import Read, Rejected, Warned
from retrieval.feeds.papers import read_papers

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nabout: [*c, *c]"


def read(folder: Path, text: str, where: str = "guides") -> list[Read | Rejected | Warned]:
    (folder / where).mkdir()
    (folder / where / "choosing-a-tent.md").write_text(text, "utf-8")
    return list(read_papers(folder))


def test_a_guide_says_what_it_is_about(tmp_path: Path) -> None:
    text = "---\nabout: [tent, USB hub, tent]\nsummary: How to &amp; why.\nauthor: Ada\n---\n# Tents\n\nStay dry.\n"
    (found,) = read(tmp_path, text)
    guide = PolicyDocument("choosing-a-tent", "Tents", "Stay dry.", "guide", ("tent", "USB hub"), "How to & why.")
    assert found == Read("guides/choosing-a-tent.md", 1, guide)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Tents\n\nStay dry.", "Tents", "Stay dry."),
        ("Stay dry.", "Choosing a tent", "Stay dry."),
        ("Stay dry.\n\n---\nabout: tent\n---\n", "Choosing a tent", "Stay dry.\n\n---\nabout: tent\n---"),
        ("---\nStay dry.", "Choosing a tent", "---\nStay dry."),
    ],
)
def test_without_front_matter_it_is_all_text(tmp_path: Path, text: str, title: str, body: str) -> None:
    (found,) = read(tmp_path, text)
    assert isinstance(found, Read)
    assert found.record == PolicyDocument("choosing-a-tent", title, body, "guide")


def test_a_policy_is_no_guide(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "# Tents\nStay dry.", where="policies")
    assert isinstance(found, Read)
    assert isinstance(found.record, PolicyDocument)
    assert (found.record.kind, found.record.about, found.record.summary) == ("policy", (), "")


@pytest.mark.parametrize(
    "front",
    ["about: [tent", "just words", "about: {tent: 1}", "about: [[tent]]", "summary: [a]", "about: [1]", "- about", BOMB,
     "a: 2026-13-45", "[" * 3000, "x" * 5000],
)  # fmt: skip
def test_wrong_front_matter_is_told_and_the_text_kept(tmp_path: Path, front: str) -> None:
    warned, found = read(tmp_path, f"---\n{front}\n---\n# Tents\n\nStay dry.")
    assert isinstance(warned, Warned)
    assert warned.file == "guides/choosing-a-tent.md"
    assert len(warned.reason) < 200
    assert isinstance(found, Read)
    assert found.record == PolicyDocument("choosing-a-tent", "Tents", "Stay dry.", "guide")


def test_front_matter_alone_is_no_page(tmp_path: Path) -> None:
    (rejected,) = read(tmp_path, "---\nabout: [tent]\n---\n# Tents\n")
    assert isinstance(rejected, Rejected)
    assert rejected.field == "text"
