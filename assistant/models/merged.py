"""An adapter worked into the weights it was trained for: one file that reads faster than two, made once and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from assistant.models.packed_adapters import factors, opened
from assistant.models.weights import WeightsError, models_folder, sha256_of

if TYPE_CHECKING:
    import numpy as np

log = structlog.get_logger()


def merged(gguf: Path, adapter: Path, cache: Path | None = None) -> Path:
    """The weights of `gguf` with those of the LoRA `adapter` added, as a GGUF file in the cache.

    Every matrix that the adapter changes is kept as Q8_0: eight bits hold what was learned, which is smaller than the
    steps of the fewer bits it was published with. So the file is larger by a third or less, and needs no second pair
    of products at every layer. Made in a minute or less and kept under the digests of both; what an earlier adapter
    left is removed. Raises `WeightsError` where the two do not belong together, `OSError` where it cannot be kept.
    """
    from filelock import FileLock

    for file in (gguf, adapter):
        if not file.is_file():
            raise WeightsError(f"No file at {file}.")
    name = f"{gguf.stem}-{sha256_of(gguf)[:8]}"
    made = models_folder(cache) / "merged" / f"{name}-{sha256_of(adapter)[:12]}.gguf"
    made.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(made.parent / f".{name}.lock"):
        if not made.is_file():
            for old in (*made.parent.glob(f"{name}-*.gguf"), *made.parent.glob(f"{name}-*.new")):
                old.unlink()
            fresh = made.with_suffix(".new")
            _merge(gguf, adapter, fresh)
            fresh.replace(made)
            log.info("adapter merged", adapter=adapter.name, weights=gguf.name)
    return made


def _merge(gguf: Path, adapter: Path, file: Path) -> None:
    import gguf as format_of
    import numpy as np
    from gguf.quants import dequantize, quant_shape_to_byte_shape, quantize

    kind = format_of.GGMLQuantizationType.Q8_0
    base, learned = opened(gguf), opened(adapter)
    changes = _changes(learned, adapter)
    unknown = changes.keys() - {tensor.name for tensor in base.tensors}
    if unknown or not changes:
        raise WeightsError(f"{adapter} is no adapter of {gguf}: it changes {sorted(unknown)[:3] or 'nothing'}.")
    writer = format_of.GGUFWriter(file, str(base.fields["general.architecture"].contents()))
    for field in base.fields.values():
        if field.name != "general.architecture" and not field.name.startswith("GGUF."):
            is_list = field.types[0] is format_of.GGUFValueType.ARRAY
            writer.add_key_value(field.name, field.contents(), field.types[0], field.types[-1] if is_list else None)
    for tensor in base.tensors:
        if tensor.name in changes:
            shape = quant_shape_to_byte_shape([int(n) for n in reversed(tensor.shape)], kind)
            writer.add_tensor_info(tensor.name, shape, np.dtype(np.uint8), int(np.prod(shape)), raw_dtype=kind)
        else:
            own = tensor.data
            writer.add_tensor_info(tensor.name, own.shape, own.dtype, own.nbytes, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    for tensor in base.tensors:
        if tensor.name in changes:
            up, down, scale = changes[tensor.name]
            whole = dequantize(tensor.data, tensor.tensor_type).astype(np.float32) + scale * (up @ down)
            writer.write_tensor_data(quantize(whole, kind))
        else:
            writer.write_tensor_data(np.array(tensor.data))
    writer.close()


def _changes(learned: Any, adapter: Path) -> dict[str, tuple[np.ndarray, np.ndarray, float]]:
    """By the name of a matrix what is added to it: `up` (n_out, rank) times `down` (rank, n_in) times a scale."""
    if "adapter.lora.alpha" not in learned.fields:
        raise WeightsError(f"{adapter} says no alpha: it is no LoRA adapter.")
    alpha = float(learned.fields["adapter.lora.alpha"].contents())
    return {name: (up, down, alpha / down.shape[0]) for name, (up, down) in factors(learned, adapter).items()}
