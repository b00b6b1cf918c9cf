"""The weights exactly as they are served, as a model that can be trained: the GGUF file, dequantised once and kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.models.weights import WeightsError, models_folder, sha256_of

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_DONE = "from.txt"  # written last: a folder without it was interrupted


def dequantised(gguf: Path, cache: Path | None = None) -> Path:
    """A folder with the weights of `gguf` in bfloat16 and its tokenizer, as transformers loads them.

    Made once (a minute and several gigabytes of memory for the larger files) and kept in the cache under the file's
    hash. Raises `WeightsError` when transformers cannot read the file.
    """
    from filelock import FileLock

    if not gguf.is_file():
        raise WeightsError(f"No model file at {gguf}. `shelftalk models pull small` fetches one.")
    digest = sha256_of(gguf)
    folder = models_folder(cache) / "dequantised" / f"{gguf.stem}-{digest[:12]}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f".{folder.name}.lock")):
        if not (folder / _DONE).is_file():
            shutil.rmtree(folder, ignore_errors=True)
            _convert(gguf, folder)
            (folder / _DONE).write_text(f"{gguf.name} {digest}\n", encoding="utf-8")
    return folder


def load(folder: Path, *, half: bool | None = None) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """The model and its tokenizer, in bfloat16 (`half`) or float32, by default in that which this processor computes
    faster: one that has no bfloat16 takes many times as long in it. The network is not asked."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    if half is None:
        half = torch.cpu._is_avx512_bf16_supported()
    dtype = torch.bfloat16 if half else torch.float32
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, local_files_only=True)
    return model, AutoTokenizer.from_pretrained(folder, local_files_only=True)


def _convert(gguf: Path, folder: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    where: dict[str, Any] = {"gguf_file": gguf.name, "local_files_only": True}
    try:
        tokenizer = AutoTokenizer.from_pretrained(gguf.parent, **where)
        model = AutoModelForCausalLM.from_pretrained(gguf.parent, **where, dtype=torch.bfloat16)
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise WeightsError(f"transformers cannot read {gguf} ({error}).") from error
    # It believes itself still quantised, and would refuse to be saved.
    del model.config.quantization_config
    model.hf_quantizer = None
    model.is_quantized = False
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
