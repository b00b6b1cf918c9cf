"""What browsers get: as small as promised, made of the sources that are here, without what a strict policy forbids."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from ui.widget import build
from ui.widget.sent import LANGUAGES, LOADER, SENT, names, sent
from ui.widget.sizes import MOST_BEFORE, MOST_IN_ALL, report


def test_it_is_as_small_as_promised() -> None:
    assert (MOST_BEFORE, MOST_IN_ALL) == (2048, 12288)
    lines, is_kept = report()
    assert is_kept, lines


@pytest.mark.parametrize("limit", [{"most_before": 100}, {"most_in_all": 100}])
def test_the_check_fails_above_a_limit(limit: dict[str, int]) -> None:
    assert not report(**limit)[1]


def test_the_sizes_are_printed() -> None:
    ran = subprocess.run([sys.executable, "-m", "ui.widget.sizes"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert f"before it is opened: {len(sent(LOADER).compressed):,} of 2,048" in ran.stdout


def test_it_was_made_of_these_sources() -> None:
    made_of = (SENT / "sources.sha256").read_text("utf-8").strip()
    assert made_of == build.sources_digest(), "The sources are newer: python -m ui.widget.build"


def test_the_loader_names_the_panels_that_are_there() -> None:
    for language in LANGUAGES:
        assert sent(f"panel-{language}.js").digest in sent(LOADER).content.decode()


def test_every_text_is_there_in_every_language_and_said() -> None:
    said = build.named_texts()
    for language in LANGUAGES:
        texts = build.texts(language)
        assert set(texts) == said
        for key, text in texts.items():
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", build.texts("en")[key])), key


def test_a_text_that_is_not_there_stops_the_build() -> None:
    with pytest.raises(KeyError):
        build.spoken('t("nothing of the kind")'.replace(" ", "_"), "en")


def test_a_text_is_filled_in_where_it_is_said() -> None:
    assert (
        build.spoken('say(t("close"), t("about", { title: one.name }))', "en") == 'say("Close", `About: ${one.name}`)'
    )
    assert build.spoken('t("cart_n", { n })', "zh") == "`购物车：${n}`"
    for wrong in ('t("about", { name })', 't("about")', 't("close", { n: 1 })'):
        with pytest.raises(ValueError, match="filled"):
            build.spoken(wrong, "en")


@pytest.mark.parametrize("name", names())
def test_nothing_is_done_that_a_strict_policy_forbids(name: str) -> None:
    script = sent(name).content.decode()
    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|document\.write|cookie|<style", script
    )
    assert found == []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)\w", script) == []  # no other host


def test_the_minifier_gives_what_is_sent() -> None:
    pytest.importorskip("minify", reason="the minifier is not installed: pip install .[dev]")
    for language in LANGUAGES:
        assert build.made_panel(language).encode() == sent(f"panel-{language}.js").content
