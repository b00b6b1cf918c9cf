"""The adapter as GGUF: names, rows, and that llama.cpp makes of it what transformers makes of the one in memory."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("peft", reason="peft is not installed; `pip install -e '.[train]'` brings it")

from assistant.models.adapter_facts import adapter_facts
from assistant.models.merged import merged
from assistant.models.packed_adapters import factors, mean, opened, pack, unpacked
from assistant.models.weights import WeightsError
from assistant.training.beginnings import beginning
from assistant.training.export import Heads, export_adapter, gguf_tensors
from assistant.training.recipe import PROJECTIONS, Recipe
from assistant.training.tuning import with_adapter
from retrieval.training.run_folder import TrainingError
from tests.assistant.training import tiny

RECIPE = Recipe(base="Tiny", data_sha256="ab" * 32, prompt="p", steps=8, batch=4, rank=4, alpha=6, seed=3)
FAMILIES = ("llama", "qwen2")
PROMPT = list(b"need: jacket shown: 1 Mug; 2 Tee message: add the second one")


def adapted(family: str) -> Any:
    """A tiny model whose adapter changes a lot."""
    import torch

    made = with_adapter(tiny.model(family), RECIPE)
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(5)
        for name, weights in made.named_parameters():
            if "lora_" in name:
                weights.normal_(0, 0.25)
    return made.eval()


def adapter_of(model: Any) -> dict[str, Any]:
    from peft import get_peft_model_state_dict

    return dict(get_peft_model_state_dict(model))


# --- the file ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", FAMILIES)
def test_every_projection_has_its_two_tensors_and_the_file_says_how_it_was_made(family: str, tmp_path: Path) -> None:
    import gguf

    model, file = adapted(family), tmp_path / "a.gguf"
    n_bytes = export_adapter(adapter_of(model), Heads.of(model.config), RECIPE, steps=8, file=file)
    read = gguf.GGUFReader(file)
    names = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
    assert {t.name for t in read.tensors} == {
        f"blk.{layer}.{name}.weight.lora_{side}" for layer in (0, 1) for name in names for side in "ab"
    }
    assert {t.tensor_type.name for t in read.tensors} == {"F16"}
    said = {key: field.contents() for key, field in read.fields.items()}
    assert (said["general.type"], said["adapter.type"], said["adapter.lora.alpha"]) == ("adapter", "lora", 6.0)
    assert (said["general.architecture"], said["shelftalk.seed"], said["shelftalk.steps"]) == (family, 3, 8)
    assert said["shelftalk.data_sha256"] == "ab" * 32
    assert json.loads(said["shelftalk.recipe"])["rank"] == 4
    assert n_bytes == file.stat().st_size < 4 * sum(weights.numel() for weights in adapter_of(model).values())


def test_rows_of_queries_and_keys_of_llama_models_change_places_and_no_others() -> None:
    model = adapted("llama")
    adapter = adapter_of(model)
    made = gguf_tensors(adapter, Heads.of(model.config))
    moved = {"attn_q.weight.lora_b": tiny.turned_together(4, 8), "attn_k.weight.lora_b": tiny.turned_together(2, 8)}
    for ours, theirs in zip(("attn_q", "attn_k", "attn_v", "attn_output"), "qkvo", strict=True):
        for side in "ab":
            weights = adapter[f"base_model.model.model.layers.1.self_attn.{theirs}_proj.lora_{side.upper()}.weight"]
            rows = moved.get(f"{ours}.weight.lora_{side}", list(range(len(weights))))
            assert np.array_equal(made[f"blk.1.{ours}.weight.lora_{side}"], weights.half().numpy()[rows])
    assert sorted(tiny.turned_together(4, 8)) == list(range(32)) != tiny.turned_together(4, 8)


def test_rows_of_qwen_models_stay_where_they_are() -> None:
    model = adapted("qwen2")
    adapter = adapter_of(model)
    made = gguf_tensors(adapter, Heads.of(model.config))
    for part in PROJECTIONS:
        (name,) = (n for n in adapter if f"layers.0.self_attn.{part}.lora_B" in n or f"layers.0.mlp.{part}.lora_B" in n)
        assert any(np.array_equal(t, adapter[name].half().numpy()) for n, t in made.items() if n.startswith("blk.0."))


def test_what_has_no_place_is_refused() -> None:
    import torch

    heads = Heads("llama", 4, 2)
    with pytest.raises(TrainingError, match=r"no place for 'base_model\.lm_head\.lora_A\.weight'"):
        gguf_tensors({"base_model.lm_head.lora_A.weight": torch.zeros(4, 8)}, heads)
    with pytest.raises(TrainingError, match="float16 cannot"):
        gguf_tensors({"layers.0.mlp.up_proj.lora_A.weight": torch.full((4, 8), 1e6)}, heads)
    with pytest.raises(TrainingError, match="gpt2 models cannot be written"):
        Heads.of(type("Config", (), {"model_type": "gpt2"}))


# --- against llama.cpp -------------------------------------------------------------------------------------


def by_llama_cpp(base: Path, adapter: Path | None) -> dict[int, float]:
    """The likeliest next tokens after the prompt, with the logarithms of their probabilities."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="xllamacpp has no wheel for this machine")
    params = xllamacpp.CommonParams()
    params.model.path = str(base)
    params.n_ctx, params.n_parallel, params.verbosity = 256, 1, -1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.ui = params.endpoint_slots = params.endpoint_props = False
    if adapter is not None:
        params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(adapter), 1.0)]
    server = xllamacpp.Server(params)
    # The grammar only sees to it that the token is one that is shown; probabilities are those before it.
    asked = {"prompt": PROMPT, "max_tokens": 1, "temperature": 0.0, "logprobs": 20, "grammar": "root ::= [a-z]"}
    answer = server.handle_completions(asked)
    (first,) = answer["choices"][0]["logprobs"]["content"]
    return {top["id"]: top["logprob"] for top in first["top_logprobs"]}


def by_transformers(model: Any) -> Any:
    import torch

    with torch.no_grad():
        return model(torch.tensor([PROMPT])).logits[0, -1].log_softmax(-1)


def furthest(found: dict[int, float], expected: Any) -> float:
    return max(abs(logprob - float(expected[token])) for token, logprob in found.items())


@pytest.mark.parametrize("family", FAMILIES)
def test_llama_cpp_answers_with_the_file_as_transformers_with_the_adapter(family: str, tmp_path: Path) -> None:
    base, file = tmp_path / "base.gguf", tmp_path / "adapter.gguf"
    plain, tuned = tiny.model(family), adapted(family)
    tiny.write_base(plain, base)
    heads = Heads.of(plain.config)
    export_adapter(adapter_of(tuned), heads, RECIPE, steps=8, file=file)
    assert furthest(by_llama_cpp(base, None), by_transformers(plain)) < 0.02
    found, expected = by_llama_cpp(base, file), by_transformers(tuned)
    assert len(found) == 20
    assert furthest(found, expected) < 0.05
    assert furthest(found, by_transformers(plain)) > 1, "the adapter changes nothing: this test could not fail"
    assert not math.isclose(RECIPE.alpha / RECIPE.rank, 1), "the scale is not seen where it is 1"


def test_rows_in_the_wrong_order_would_be_seen(tmp_path: Path) -> None:
    base, file = tmp_path / "base.gguf", tmp_path / "adapter.gguf"
    tuned, mixed = adapted("llama"), {}
    tiny.write_base(tiny.model("llama"), base)
    for name, weights in adapter_of(tuned).items():
        n_heads = 4 if "q_proj.lora_B" in name else 2 if "k_proj.lora_B" in name else 0
        mixed[name] = weights[np.argsort(tiny.turned_together(n_heads, 8))] if n_heads else weights
    export_adapter(mixed, Heads.of(tuned.config), RECIPE, steps=8, file=file)
    assert furthest(by_llama_cpp(base, file), by_transformers(tuned)) > 0.2


@pytest.mark.parametrize("family", FAMILIES)
def test_weights_with_the_adapter_worked_in_answer_as_the_two_do(family: str, tmp_path: Path) -> None:
    base, file = tmp_path / "base.gguf", tmp_path / "adapter.gguf"
    plain, tuned = tiny.model(family), adapted(family)
    tiny.write_base(plain, base)
    export_adapter(adapter_of(tuned), Heads.of(plain.config), RECIPE, steps=8, file=file)
    made = merged(base, file, tmp_path)
    assert furthest(by_llama_cpp(made, None), by_transformers(tuned)) < 0.25  # eight bits a weight
    assert furthest(by_llama_cpp(made, None), by_transformers(plain)) > 1
    before = made.stat().st_mtime_ns
    assert merged(base, file, tmp_path) == made
    assert made.stat().st_mtime_ns == before, "it is made once"
    export_adapter(adapter_of(tuned), Heads.of(plain.config), RECIPE, steps=9, file=file)
    other = merged(base, file, tmp_path)
    assert other != made
    assert not made.exists(), "what an earlier adapter left is removed"


@pytest.mark.parametrize(("bits", "share", "error"), [(8, 0.75, 0.02), (5, 0.6, 0.15)])
def test_a_packed_adapter_is_smaller_and_says_the_same(bits: int, share: float, error: float, tmp_path: Path) -> None:
    file, small, again = (tmp_path / name for name in ("adapter.gguf", "small.gguf", "again.gguf"))
    tuned = adapted("llama")
    whole = export_adapter(adapter_of(tuned), Heads.of(tuned.config), RECIPE, steps=8, file=file)
    assert pack(file, small, bits=bits) == small.stat().st_size < share * whole
    assert adapter_facts(small) == adapter_facts(file)
    trained, packed = factors(opened(file), file), factors(opened(small), small)
    assert packed.keys() == trained.keys()
    for name, (up, down) in trained.items():
        change, kept = up @ down, packed[name][0] @ packed[name][1]
        assert 0 < np.linalg.norm(kept - change) < error * np.linalg.norm(change)
    assert unpacked(file, again) == file, "it is none that was packed"
    assert unpacked(small, again) == again
    for name, (up, down) in factors(opened(again), again).items():
        assert np.allclose(up @ down, packed[name][0] @ packed[name][1], atol=1e-2)


def test_llama_cpp_answers_with_a_packed_adapter_as_transformers_with_the_trained(tmp_path: Path) -> None:
    base, file, small = (tmp_path / name for name in ("base.gguf", "adapter.gguf", "small.gguf"))
    plain, tuned = tiny.model("llama"), adapted("llama")
    tiny.write_base(plain, base)
    export_adapter(adapter_of(tuned), Heads.of(plain.config), RECIPE, steps=8, file=file)
    pack(file, small)
    expected = by_transformers(tuned)
    assert furthest(by_llama_cpp(merged(base, small, tmp_path), None), expected) < 0.3
    assert furthest(by_llama_cpp(base, unpacked(small, tmp_path / "again.gguf")), expected) < 0.2
    assert furthest(by_llama_cpp(base, None), expected) > 1, "the adapter changes nothing: this test could not fail"


@pytest.mark.parametrize("family", FAMILIES)
def test_what_a_file_holds_can_be_learned_further(family: str, tmp_path: Path) -> None:
    import torch

    file, small = tmp_path / "adapter.gguf", tmp_path / "small.gguf"
    tuned = adapted(family)
    heads, learned = Heads.of(tuned.config), adapter_of(tuned)
    export_adapter(learned, heads, RECIPE, steps=8, file=file)
    pack(file, small)
    for where, error in ((file, 1e-3), (small, 0.02)):
        begun = beginning(where, RECIPE)
        found = begun.for_model(heads)
        assert found.keys() == learned.keys()
        for name, weights in learned.items():
            assert torch.allclose(found[name], weights.float(), atol=error), name
    assert beginning(small, RECIPE).name != beginning(file, RECIPE).name


def test_a_file_of_another_shape_is_not_learned_further(tmp_path: Path) -> None:
    file = tmp_path / "adapter.gguf"
    tuned = adapted("llama")
    export_adapter(adapter_of(tuned), Heads.of(tuned.config), RECIPE, steps=8, file=file)
    with pytest.raises(TrainingError, match="no adapter of rank 16 and alpha 6"):
        beginning(file, replace(RECIPE, rank=16))
    with pytest.raises(TrainingError, match="for llama models, and these weights are qwen2"):
        beginning(file, RECIPE).for_model(Heads("qwen2", 4, 2))
    with pytest.raises(WeightsError, match="does not read as GGUF"):
        beginning(Path(__file__), RECIPE)


def test_the_mean_of_two_lies_between_them(tmp_path: Path) -> None:
    first, second, both = (tmp_path / name for name in ("first.gguf", "second.gguf", "both.gguf"))
    tuned = adapted("llama")
    one = adapter_of(tuned)
    further = {name: tensor + 0.01 for name, tensor in one.items()}
    export_adapter(one, Heads.of(tuned.config), RECIPE, steps=8, file=first)
    export_adapter(further, Heads.of(tuned.config), RECIPE, steps=9, file=second)
    assert mean([first, second], both) == both.stat().st_size
    parts = [factors(opened(file), file) for file in (first, second, both)]
    for name in parts[0]:
        for side in (0, 1):
            a, b, between = (part[name][side] for part in parts)
            assert np.allclose((a + b) / 2, between, atol=1e-3)
            assert not np.allclose(a, between, atol=1e-3)
    other = tmp_path / "other.gguf"
    qwen = adapted("qwen2")
    export_adapter(adapter_of(qwen), Heads.of(qwen.config), RECIPE, steps=8, file=other)
    with pytest.raises(WeightsError, match="differ in what they change"):
        mean([first, other], both)


def test_what_cannot_be_packed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "adapter.gguf"
    tuned = adapted("llama")
    export_adapter(adapter_of(tuned), Heads.of(tuned.config), RECIPE, steps=8, file=file)
    with pytest.raises(ValueError, match="8 or 5 bits, not in 3"):
        pack(file, tmp_path / "small.gguf", bits=3)
    with pytest.raises(WeightsError, match="does not read as GGUF"):
        pack(Path(__file__), tmp_path / "small.gguf")


def test_what_does_not_belong_together_is_not_merged(tmp_path: Path) -> None:
    base, file = tmp_path / "base.gguf", tmp_path / "adapter.gguf"
    plain = tiny.model("llama")
    tiny.write_base(plain, base)
    with pytest.raises(WeightsError, match="No file at"):
        merged(base, file, tmp_path)
    file.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(WeightsError, match="does not read as GGUF"):
        merged(base, file, tmp_path)
    with pytest.raises(WeightsError, match="no LoRA adapter"):
        merged(base, base, tmp_path)
    assert not list((tmp_path / "models").rglob("*.gguf"))
