from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.encoder import MiniLMEncoder, as_it_came, default_encoder
from retrieval.learned_weights import ADAPTER, TUNED, LearnedWeightsError, learned, merge_adapter
from retrieval.sample.vectors import RangeEncoder


def write(file: Path, name: str, n_in: int, n_out: int, seed: int = 0) -> Path:
    """An adapter of one layer."""
    from safetensors.numpy import save_file

    chance = np.random.default_rng(seed)
    down, up = chance.normal(size=(2, n_in)), chance.normal(size=(n_out, 2)) / 10
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file({f"{name}.down": down.astype(np.float16), f"{name}.up": up.astype(np.float16)}, file)
    return file


def test_a_store_s_own_file_counts_before_the_shipped_one(tmp_path: Path) -> None:
    shipped, store = tmp_path / "shipped", tmp_path / "store"
    assert learned("a", store, shipped) is None
    for place in (shipped, store / TUNED):
        place.mkdir(parents=True)
        (place / "a").touch()
        assert learned("a", store, shipped) == place / "a"
    assert learned("a", None, shipped) == shipped / "a"


def test_an_adapter_moves_the_vectors_and_its_digest_is_in_the_name(tmp_path: Path) -> None:
    query = "encoder.layer.0.attention.self.query"
    one, other = (write(tmp_path / f"{n}", query, 384, 384, seed=n) for n in (1, 2))
    plain, adapted = MiniLMEncoder(), MiniLMEncoder(one)
    assert plain.name == "all-MiniLM-L6-v2"
    assert len({plain.name, adapted.name, MiniLMEncoder(other).name}) == 3
    assert MiniLMEncoder(one).name == adapted.name
    moved = adapted.encode(["rain jacket"])[0] @ plain.encode(["rain jacket"])[0]
    assert 0 < moved < 0.999


def test_the_default_encoder_takes_what_the_store_learned(tmp_path: Path) -> None:
    file = write(tmp_path / TUNED / ADAPTER, "encoder.layer.0.attention.self.query", 384, 384)
    own = default_encoder(tmp_path)
    assert isinstance(own, MiniLMEncoder)
    assert own.adapter == file
    assert own.name != default_encoder().name


def test_thresholds_ask_the_weights_as_they_came_even_through_what_wraps_an_encoder(tmp_path: Path) -> None:
    file = write(tmp_path / TUNED / ADAPTER, "encoder.layer.0.attention.self.query", 384, 384)
    own = MiniLMEncoder(file)
    plain = as_it_came(own)
    assert plain.name == MiniLMEncoder.weights
    assert as_it_came(RangeEncoder(own)) is plain  # one model for all who ask
    untouched = MiniLMEncoder()
    assert as_it_came(untouched) is untouched


@pytest.mark.parametrize(
    ("name", "n_in", "says"),
    [
        ("encoder.layer.0.attention.self.query", 100, "was learned on other weights"),
        ("encoder.layer.9.attention.self.query", 384, "is no layer of this encoder"),
        ("embeddings.word_embeddings", 384, "is no layer of this encoder"),
    ],
)
def test_an_adapter_of_other_weights_is_refused(tmp_path: Path, name: str, n_in: int, says: str) -> None:
    with pytest.raises(LearnedWeightsError, match=says):
        MiniLMEncoder(write(tmp_path / "a", name, n_in, 384)).warm()


def test_a_broken_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"not tensors at all")
    with pytest.raises(LearnedWeightsError, match=r"is no file of learned weights.*delete it"):
        merge_adapter(None, tmp_path / "a")
