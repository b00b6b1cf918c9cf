from __future__ import annotations

import threading

import numpy as np
import pytest

from retrieval import encoder
from retrieval.encoder import Encoder, HashEncoder, MiniLMEncoder, as_it_came, default_encoder, digest, knows_meaning

ODD = ["", " ", "rain jacket", "Größe ❤️ 雨衣", "half \ud800 character", "word " * 20_000]


@pytest.fixture(scope="module")
def mini() -> MiniLMEncoder:
    loaded = MiniLMEncoder()
    loaded.warm()
    return loaded


@pytest.fixture(params=["hash", "mini"])
def any_encoder(request: pytest.FixtureRequest) -> Encoder:
    return HashEncoder(64) if request.param == "hash" else request.getfixturevalue("mini")


def test_rows_have_length_one_whatever_the_texts(any_encoder: Encoder) -> None:
    rows = any_encoder.encode(ODD)
    assert rows.shape == (len(ODD), any_encoder.dim)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert any_encoder.encode([]).shape == (0, any_encoder.dim)


def test_a_text_has_one_vector_whatever_stands_beside_it(any_encoder: Encoder) -> None:
    alone = any_encoder.encode(["rain jacket"])[0]
    among = any_encoder.encode(["a", "rain jacket", "b " * 50] * 20)
    assert np.allclose(among[1], alone, atol=1e-5)
    assert np.allclose(among[-2], alone, atol=1e-5)


def test_minilm_reads_many_at_once_nearly_as_exactly_as_a_few(mini: MiniLMEncoder) -> None:
    texts = [f"{thing} number {n}, {'waterproof and ' * (n % 9)}light" for n in range(16) for thing in
             ("jacket", "tent", "garlic press", "noise cancelling headphones", "12x24 in. tile")]  # fmt: skip
    many = mini.encode(texts)
    few = np.concatenate([mini.encode(texts[at : at + 8]) for at in range(0, len(texts), 8)])
    assert (many * few).sum(axis=1).min() >= 0.9999


def test_minilm_finds_the_meaning_without_a_common_word(mini: MiniLMEncoder) -> None:
    said, coat, mug = mini.encode(["something against the rain", "waterproof coat with a hood", "enamel coffee mug"])
    assert said @ coat > said @ mug + 0.1


def test_minilm_never_asks_the_network(mini: MiniLMEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    again = MiniLMEncoder()
    again.warm()
    assert np.allclose(again.encode(["tent"]), mini.encode(["tent"]), atol=1e-5)


def test_minilm_may_be_used_from_several_threads(mini: MiniLMEncoder) -> None:
    texts = [f"jacket number {n}" for n in range(8)]
    alone = [mini.encode([text])[0] for text in texts]
    found: dict[int, object] = {}

    def encode(n: int) -> None:
        found[n] = mini.encode([texts[n]] + ["x " * (n + 1)] * 3)[0]

    threads = [threading.Thread(target=encode, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.allclose(found[n], alone[n], atol=1e-5) for n in range(8))


def test_minilm_gives_torch_its_threads_back(mini: MiniLMEncoder) -> None:
    import torch

    before = torch.get_num_threads()
    mini.encode(["one"])
    assert torch.get_num_threads() == before


def test_hashed_texts_that_share_words_are_near() -> None:
    jacket, jackets, mug = HashEncoder().encode(["blue rain jacket", "rain jackets", "enamel mug"])
    assert jacket @ jackets > 0.4 > jacket @ mug


def test_hash_encoders_of_two_sizes_have_two_names_and_refuse_too_few_buckets() -> None:
    assert HashEncoder(64).name != HashEncoder(128).name
    with pytest.raises(ValueError, match="dim is 4"):
        HashEncoder(4)


def test_hashed_words_have_no_meaning_and_no_other_weights() -> None:
    hashed = HashEncoder(64)
    assert not knows_meaning(hashed)
    assert knows_meaning(MiniLMEncoder())
    assert as_it_came(hashed) is hashed


def test_the_default_is_minilm_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(default_encoder(), MiniLMEncoder)
    monkeypatch.setattr(encoder, "find_spec", lambda name: None)
    assert isinstance(default_encoder(), HashEncoder)


def test_the_digest_changes_with_text_and_encoder() -> None:
    assert digest("a", "text") == digest("a", "text")
    assert len({digest("a", "text"), digest("b", "text"), digest("a", "other"), digest("a", "\ud800")}) == 4
