"""What is trained is what is served: the GGUF file's own numbers, made into a model once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.models.weights import WeightsError
from assistant.training.dequantised import dequantised, load
from assistant.training.examples import end_token
from tests.assistant.training import tiny


@pytest.mark.parametrize("family", ["llama", "qwen2"])
def test_the_model_of_a_file_is_the_one_it_was_written_from(family: str, tmp_path: Path) -> None:
    import torch

    gguf, made = tmp_path / "tiny.gguf", tiny.model(family)
    tiny.write_base(made, gguf)
    folder = dequantised(gguf, tmp_path / "cache")
    model, tokenizer = load(folder, half=True)
    assert model.dtype == torch.bfloat16
    kept, original = model.state_dict(), made.state_dict()
    assert kept.keys() == original.keys()
    assert all(torch.equal(kept[name], original[name].bfloat16()) for name in original)
    assert getattr(model.config, "quantization_config", None) is None
    asked = [{"role": "user", "content": "一 mug"}]
    expected = tiny.tokenizer().apply_chat_template(asked, tokenize=False, add_generation_prompt=True)
    assert tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True) == expected
    assert tokenizer(expected, add_special_tokens=False)["input_ids"] == tiny.tokenizer()(expected)["input_ids"]
    assert end_token(tokenizer) == 258


@pytest.mark.parametrize("has_bfloat16", [True, False])
def test_it_computes_in_what_the_processor_has(
    has_bfloat16: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    gguf = tmp_path / "tiny.gguf"
    tiny.write_base(tiny.model(), gguf)
    folder = dequantised(gguf, tmp_path)
    monkeypatch.setattr("torch.cpu._is_avx512_bf16_supported", lambda: has_bfloat16)
    model, _ = load(folder)
    assert model.dtype == (torch.bfloat16 if has_bfloat16 else torch.float32)
    whole, _ = load(folder, half=False)
    assert all(torch.equal(a, b.float()) for a, b in zip(whole.parameters(), model.parameters(), strict=True))


def test_it_is_made_once_and_again_when_it_was_interrupted(tmp_path: Path) -> None:
    gguf = tmp_path / "tiny.gguf"
    tiny.write_base(tiny.model(), gguf)
    folder = dequantised(gguf, tmp_path)
    weights = folder / "model.safetensors"
    before = weights.stat().st_mtime_ns
    assert dequantised(gguf, tmp_path) == folder
    assert weights.stat().st_mtime_ns == before
    (folder / "from.txt").unlink()
    weights.write_bytes(b"half")
    assert dequantised(gguf, tmp_path) == folder
    assert weights.stat().st_size > 1000


def test_other_bytes_are_another_model(tmp_path: Path) -> None:
    gguf = tmp_path / "tiny.gguf"
    tiny.write_base(tiny.model(seed=1), gguf)
    first = dequantised(gguf, tmp_path)
    tiny.write_base(tiny.model(seed=2), gguf)
    assert dequantised(gguf, tmp_path) != first


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"No model file at .*absent\.gguf"):
        dequantised(tmp_path / "absent.gguf", tmp_path)
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(WeightsError, match=r"transformers cannot read .*broken\.gguf"):
        dequantised(broken, tmp_path)
