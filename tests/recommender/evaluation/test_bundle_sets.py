"""Marked sessions: how they are read, what is dropped, and that no session is in two parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from recommender.evaluation.bundle_sets import BundleFormatError, read_marked_sessions, split_sessions
from tests.recommender.evaluation.bundle_set import KINDS, N_OF_KIND, N_SESSIONS, written


def test_products_without_a_title_are_in_nothing(tmp_path: Path) -> None:
    marked = read_marked_sessions(written(tmp_path / "few"))
    assert len(marked.titles) == len(KINDS) * N_OF_KIND
    assert all(len(products) == 5 for products in marked.sessions.values())  # a sixth has no title
    assert len(marked.bundles) == 2 * N_SESSIONS


def test_marks_of_web_pages_are_read_and_paths_keep_their_commas(tmp_path: Path) -> None:
    marked = read_marked_sessions(written(tmp_path / "few"))
    assert marked.titles[0] == "Tea & more, No. 0"
    assert marked.paths[0] == ("Shop", "Tea Things, New & Old")


def test_every_session_is_in_one_part_and_the_seed_says_which(tmp_path: Path) -> None:
    marked = read_marked_sessions(written(tmp_path / "few"))
    split = split_sessions(marked, 7)
    assert sorted((*split.train, *split.validation, *split.test)) == sorted(marked.sessions)
    assert (len(split.train), len(split.validation), len(split.test)) == (48, 6, 6)
    assert split == split_sessions(marked, 7) != split_sessions(marked, 8)


def test_a_missing_file_and_a_wrong_line_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "few")
    (folder / "bundle_item.csv").write_text("bundle ID,item ID\n1,2,3\n", encoding="utf-8")
    with pytest.raises(BundleFormatError, match="line 2"):
        read_marked_sessions(folder)
    (folder / "bundle_item.csv").unlink()
    with pytest.raises(BundleFormatError, match="There is no file"):
        read_marked_sessions(folder)
