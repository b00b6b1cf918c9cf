from __future__ import annotations

from pathlib import Path

import pytest

from retrieval import reranker
from retrieval.learned_weights import RERANKER, TUNED, LearnedWeightsError
from retrieval.reranker import CrossEncoderReranker, OverlapReranker, default_reranker, pair


def test_overlap_is_the_share_of_the_words_asked_for() -> None:
    scores = OverlapReranker().scores("red enamel mug", ["Red mug", "a mug of red enamel", "kettle"])
    assert scores.tolist() == pytest.approx([2 / 3, 1.0, 0.0])


def test_a_pair_keeps_its_marks_and_its_length_whatever_it_is_made_of() -> None:
    assert pair([1, 2], [3, 4, 5], 24) == ([101, 1, 2, 102, 3, 4, 5, 102], 4)
    long, own = pair([*range(1000, 1100)], [*range(2000, 2100)], 32)
    assert len(long) == 32
    assert own == 22  # twenty pieces of the query between two marks: the product is still read
    assert long[-2:] == [2008, 102]
    assert pair([], [], 8) == ([101, 102, 102], 2)


def test_a_store_s_own_comes_first_and_none_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / TUNED).mkdir()
    (tmp_path / TUNED / RERANKER).write_bytes(b"learned here")
    own = default_reranker(tmp_path)
    assert isinstance(own, CrossEncoderReranker)
    assert own.file == tmp_path / TUNED / RERANKER
    monkeypatch.setattr(reranker, "find_spec", lambda name: None)
    assert default_reranker(tmp_path) is None


def test_a_file_that_is_none_of_ours_is_named_with_what_to_do(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    (tmp_path / "broken").write_bytes(b"no tensors")
    with pytest.raises(LearnedWeightsError, match=r"broken is no file of learned weights.*shelftalk train retrieval"):
        CrossEncoderReranker(tmp_path / "broken").warm()
    save_file({}, tmp_path / "empty", {"max_tokens": "24"})
    with pytest.raises(LearnedWeightsError, match="is no reranker of this version"):
        CrossEncoderReranker(tmp_path / "empty").warm()
