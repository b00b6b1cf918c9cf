"""LoRA adapters in fewer bits than they were trained in: a file of half the size or less for a repository.

Both factors of every change are kept in blocks of eight (or five) bits, the upper one turned on its side, since the
format's blocks lie along rows and its rows have only `rank` numbers. What is worked into weights is rounded to eight
bits there anyway (`assistant.models.merged`), and that rounding is coarser. llama.cpp itself takes adapters as they
were trained: `unpacked` makes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.models.weights import WeightsError

if TYPE_CHECKING:
    import numpy as np

BITS = (8, 5)
_BLOCK = 32  # numbers of a row that share their scale; shorter rows stay as they are
_KIND = ("general.architecture", "adapter.lora.alpha")
_UP, _DOWN, _TURNED = ".lora_b", ".lora_a", ".lora_bt"


def pack(adapter: Path, file: Path, *, bits: int = 8) -> int:
    """Writes the adapter packed, with all that it says of itself; how many bytes `file` has.

    Raises `WeightsError` for what is no adapter as training writes it, `ValueError` for a number of bits not in `BITS`.
    """
    import gguf
    import numpy as np
    from gguf.quants import quantize

    if bits not in BITS:
        raise ValueError(f"Adapters are packed in {' or '.join(map(str, BITS))} bits, not in {bits}.")
    kind = gguf.GGMLQuantizationType.Q8_0 if bits == BITS[0] else gguf.GGMLQuantizationType.Q5_0
    read = opened(adapter)
    tensors: dict[str, np.ndarray] = {}
    for name, (up, down) in factors(read, adapter).items():
        tensors[f"{name}{_DOWN}"], tensors[f"{name}{_TURNED}"] = down, up.T
    writer = _writer(read, file)
    for name, matrix in tensors.items():
        if matrix.shape[1] % _BLOCK:
            writer.add_tensor(name, matrix.astype(np.float16))
        else:
            writer.add_tensor(name, quantize(_plain(matrix), kind), raw_dtype=kind)
    return _written(writer, file)


def mean(adapters: Sequence[Path], file: Path) -> int:
    """Writes the mean of adapters of which each learned further from another; how many bytes `file` has.

    The factors are averaged, which is the mean of the changes only where the factors began alike: two runs of their own
    have nothing in common. What the file says of itself is the first one's. After Wortsman et al., "Model soups", 2022.
    Raises `WeightsError` where they do not change the same matrices by the same rank, `ValueError` for none.
    """
    import numpy as np

    if not adapters:
        raise ValueError("The mean of no adapters is none.")
    read = [opened(adapter) for adapter in adapters]
    parts = [factors(one, adapter) for one, adapter in zip(read, adapters, strict=True)]
    shapes = [{name: (up.shape, down.shape) for name, (up, down) in one.items()} for one in parts]
    kinds = {tuple(str(one.fields[key].contents()) for key in _KIND) for one in read}
    if len(kinds) > 1 or any(shape != shapes[0] for shape in shapes):
        raise WeightsError(f"{', '.join(map(str, adapters))} differ in what they change, or by how much.")
    writer = _writer(read[0], file)
    for name in parts[0]:
        up, down = (np.mean([one[name][side] for one in parts], axis=0) for side in (0, 1))
        writer.add_tensor(f"{name}{_DOWN}", _plain(down).astype(np.float16))
        writer.add_tensor(f"{name}{_UP}", _plain(up).astype(np.float16))
    return _written(writer, file)


def unpacked(adapter: Path, file: Path) -> Path:
    """The adapter as llama.cpp takes it, in float16; `adapter` itself where it is none that was packed."""
    import numpy as np

    read = opened(adapter)
    if not is_packed(read):
        return adapter
    writer = _writer(read, file)
    for name, (up, down) in factors(read, adapter).items():
        writer.add_tensor(f"{name}{_DOWN}", _plain(down).astype(np.float16))
        writer.add_tensor(f"{name}{_UP}", _plain(up).astype(np.float16))
    _written(writer, file)
    return file


def factors(read: Any, adapter: Path) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """By the name of a matrix what is added to it, packed or not: `up` (n_out, rank) times `down` (rank, n_in).

    Raises `WeightsError` where one of the two is missing.
    """
    import numpy as np
    from gguf.quants import dequantize

    tensors = {t.name: dequantize(t.data, t.tensor_type).astype(np.float32) for t in read.tensors}
    found: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for name in sorted({name.removesuffix(_DOWN) for name in tensors if name.endswith(_DOWN)}):
        turned = tensors.get(f"{name}{_TURNED}")
        up = tensors.get(f"{name}{_UP}") if turned is None else turned.T
        if up is None:
            raise WeightsError(f"{adapter} has '{name}{_DOWN}' and nothing that goes with it: it is not whole.")
        found[name] = up, tensors[f"{name}{_DOWN}"]
    return found


def is_packed(read: Any) -> bool:
    """Whether it is one that `pack` wrote."""
    return any(tensor.name.endswith(_TURNED) for tensor in read.tensors)


def opened(file: Path) -> Any:
    """The GGUF file, read. Raises `WeightsError` where it is none."""
    import gguf

    try:
        return gguf.GGUFReader(file)
    except (ValueError, OSError, IndexError) as error:
        raise WeightsError(f"{file} does not read as GGUF ({error}).") from error


def _plain(matrix: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.ascontiguousarray(matrix, dtype=np.float32)


def _writer(read: Any, file: Path) -> Any:
    """With all fields of `read`, and none of its tensors yet."""
    import gguf

    writer = gguf.GGUFWriter(file.with_name(f"{file.name}.new"), str(read.fields["general.architecture"].contents()))
    for field in read.fields.values():
        if field.name != "general.architecture" and not field.name.startswith("GGUF."):
            is_list = field.types[0] is gguf.GGUFValueType.ARRAY
            writer.add_key_value(field.name, field.contents(), field.types[0], field.types[-1] if is_list else None)
    return writer


def _written(writer: Any, file: Path) -> int:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    file.with_name(f"{file.name}.new").replace(file)
    return file.stat().st_size
