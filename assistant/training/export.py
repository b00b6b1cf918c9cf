"""A learned adapter as the small GGUF file that llama.cpp loads beside the quantised weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.training.recipe import Recipe
from retrieval.training.run_folder import TrainingError

if TYPE_CHECKING:
    import numpy as np
    import torch

# llama.cpp's names of the projections.
_NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
_PART = re.compile(r"(?:^|\.)layers\.(\d+)\.([\w.]+)\.lora_([AB])(?:\.default)?\.weight$")
_MATRIX = re.compile(r"blk\.(\d+)\.(\w+)\.weight")
_TURNED = {"attn_q": "n_heads", "attn_k": "n_kv_heads"}  # rows that llama models have in an order of their own
_FAMILIES = ("llama", "qwen2")  # those whose rows were checked against llama.cpp itself


@dataclass(frozen=True, slots=True)
class Heads:
    """What of the base model's shape the file depends on."""

    family: str  # as GGUF calls architectures
    n_heads: int
    n_kv_heads: int

    @classmethod
    def of(cls, config: Any) -> Heads:
        """From a transformers configuration; raises `TrainingError` for a family that was never checked."""
        if config.model_type not in _FAMILIES:
            raise TrainingError(
                f"Adapters of {config.model_type} models cannot be written, only {', '.join(_FAMILIES)}."
            )
        return cls(config.model_type, config.num_attention_heads, config.num_key_value_heads)


def export_adapter(adapter: Mapping[str, torch.Tensor], heads: Heads, recipe: Recipe, *, steps: int, file: Path) -> int:
    """Writes `adapter` (by peft's names) in float16 with how it was made; how many bytes the file has.

    Raises `TrainingError` for a tensor it cannot place, or a number that float16 cannot hold.
    """
    import gguf

    tensors = gguf_tensors(adapter, heads)
    fresh = file.with_name(f"{file.name}.new")
    writer = gguf.GGUFWriter(fresh, heads.family)
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, float(recipe.alpha))
    writer.add_name(f"shelftalk notes for {recipe.base}")
    writer.add_string("shelftalk.recipe", recipe.as_json())
    writer.add_uint32("shelftalk.seed", recipe.seed)
    writer.add_uint32("shelftalk.steps", steps)
    writer.add_string("shelftalk.data_sha256", recipe.data_sha256)
    writer.add_string("shelftalk.prompt", recipe.prompt)
    for name, tensor in tensors.items():
        writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    fresh.replace(file)
    return file.stat().st_size


def gguf_tensors(adapter: Mapping[str, torch.Tensor], heads: Heads) -> dict[str, np.ndarray]:
    """The tensors by llama.cpp's names, float16: `blk.0.attn_q.weight.lora_a` (rank, n_in), `.lora_b` (n_out, rank)."""
    import numpy as np

    made: dict[str, np.ndarray] = {}
    for name, tensor in sorted(adapter.items()):
        match = _PART.search(name)
        if match is None or match[2] not in _NAMES:
            raise TrainingError(f"llama.cpp has no place for '{name}'. Expected projections of layers: {list(_NAMES)}.")
        layer, part, side = match.groups()
        rows = tensor.detach().float().cpu().numpy()
        if heads.family == "llama" and side == "B" and _NAMES[part] in _TURNED:
            rows = _paired(rows, getattr(heads, _TURNED[_NAMES[part]]))
        if not (np.abs(rows) <= np.finfo(np.float16).max).all():  # not a number fails, too
            raise TrainingError(
                f"'{name}' holds numbers that float16 cannot: the training has run away. Lower the rate."
            )
        made[f"blk.{layer}.{_NAMES[part]}.weight.lora_{side.lower()}"] = np.ascontiguousarray(rows, dtype=np.float16)
    return made


def peft_tensors(factors: Mapping[str, tuple[np.ndarray, np.ndarray]], heads: Heads) -> dict[str, torch.Tensor]:
    """The way back from a file (`assistant.models.packed_adapters.factors`): float32 tensors by peft's names.

    Raises `TrainingError` for a matrix that no projection has.
    """
    import torch

    parts = {name: part for part, name in _NAMES.items()}
    made = {}
    for name, (up, down) in factors.items():
        match = _MATRIX.fullmatch(name)
        if match is None or match[2] not in parts:
            raise TrainingError(f"'{name}' is of no projection that is learned here: {list(parts)}.")
        part = parts[match[2]]
        if heads.family == "llama" and match[2] in _TURNED:
            up = _unpaired(up, getattr(heads, _TURNED[match[2]]))
        where = f"base_model.model.model.layers.{match[1]}.{part}"
        made[f"{where}.lora_A.weight"] = torch.from_numpy(down.copy())
        made[f"{where}.lora_B.weight"] = torch.from_numpy(up.copy())
    return made


def _paired(rows: np.ndarray, n_heads: int) -> np.ndarray:
    """Rows in the order of llama.cpp's llama models, which turn neighbouring rows of a head together; transformers
    turns a row of the first half with one of the second. (llama.cpp's convert_hf_to_gguf.py, `permute`.)"""
    half = rows.shape[0] // n_heads // 2
    return rows.reshape(n_heads, 2, half, rows.shape[1]).swapaxes(1, 2).reshape(rows.shape)


def _unpaired(rows: np.ndarray, n_heads: int) -> np.ndarray:
    """The way back of `_paired`."""
    half = rows.shape[0] // n_heads // 2
    return rows.reshape(n_heads, half, 2, rows.shape[1]).swapaxes(1, 2).reshape(rows.shape)
