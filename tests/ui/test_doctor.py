"""The doctor: what it finds, what it says mends it, and when it says that shelftalk cannot serve."""

from __future__ import annotations

import io
import json
from importlib import metadata
from pathlib import Path

import pytest
from rich.console import Console

from assistant import Settings
from prompts import load
from retrieval.importing import import_feed
from retrieval.learned_weights import ADAPTER, RERANKER, TUNED
from retrieval.locking import StoreLock
from tests.conftest import NOW
from tests.stores import STARTER
from ui import doctor
from ui.doctor_finding import Finding, Health


def only(findings: list[Finding], part: str) -> Finding:
    [found] = [finding for finding in findings if finding.part == part]
    return found


def versions(**found: str) -> dict[str, str]:
    return {name.replace("_", "-"): version for name, version in found.items()}


def packages(asked: list[str], found: dict[str, str]) -> list[Finding]:
    def version(name: str) -> str:
        if name not in found:
            raise metadata.PackageNotFoundError(name)
        return found[name]

    return list(doctor.packages(lambda _: asked, version))


def test_packages_that_are_there_are_told_with_their_versions() -> None:
    findings = packages(["torch<2.14,>=2.9", "rich>=14"], {"torch": "2.13.0+cpu", "rich": "15.0.0"})
    assert findings == [Finding("Packages", Health.OK, "torch 2.13.0+cpu")]


def test_a_package_that_is_missing_or_too_old_is_named_with_what_mends_it() -> None:
    wrong, _ = packages(["torch<2.14,>=2.9", "rich>=14"], {"torch": "2.1.0"})
    assert wrong.health is Health.MISSING
    assert "torch is 2.1.0, and <2.14,>=2.9 is needed" in wrong.says
    assert "rich is not installed" in wrong.says
    assert wrong.mend


def test_packages_for_tests_and_for_other_machines_are_not_missed() -> None:
    asked = ['pytest>=9; extra == "dev"', 'xllamacpp>=1; sys_platform == "amiga"']
    assert [f.health for f in packages(asked, {})] == [Health.OK]


def test_this_machine_has_what_shelftalk_asks_for() -> None:
    assert {f.health for f in doctor.packages()} == {Health.OK}


def test_a_machine_without_weights_is_told_how_to_fetch_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELFTALK_CACHE", str(tmp_path))
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    findings = list(doctor.model(Settings(gguf=tmp_path / "gone.gguf")))
    none = only(findings, "Model")
    assert none.health is Health.NOTE
    assert "plain rules" in none.says
    assert "gone.gguf" in none.says
    assert none.mend == "shelftalk models pull standard"
    assert only(findings, "Weights").health is Health.NOTE


def test_the_encoder_and_the_reranker_that_a_store_learned_are_told(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path, model="none")
    (tmp_path / TUNED).mkdir()
    for name in (ADAPTER, RERANKER):
        (tmp_path / TUNED / name).write_bytes(b"learned")
    [encoder], [reranker] = doctor.encoder(settings), doctor.reranker(settings)
    assert encoder.health is reranker.health is Health.OK
    assert str(tmp_path / TUNED / ADAPTER) in encoder.says
    assert str(tmp_path / TUNED / RERANKER) in reranker.says


def test_a_model_that_is_switched_off_is_not_missed() -> None:
    switched_off = only(list(doctor.model(Settings(model="none"))), "Model")
    assert switched_off.health is Health.OK
    assert switched_off.mend == ""


def written_adapter(file: Path, **said: object) -> Path:
    """A GGUF that says of itself what training writes."""
    import gguf

    writer = gguf.GGUFWriter(file, "qwen2")
    writer.add_type(said.pop("type", gguf.GGUFType.ADAPTER))
    for key, value in said.items():
        writer.add_string(f"shelftalk.{key}", str(value))
    writer.add_uint32("shelftalk.steps", 1200)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    return file


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Weights of one's own, on a machine that has no others."""
    for name in ("SHELFTALK_CACHE", "HF_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("SHELFTALK_ADAPTER", raising=False)
    file = tmp_path / "mine.gguf"
    file.write_bytes(b"GGUF and so on")
    return file


def test_weights_without_an_adapter_are_asked_with_examples(weights: Path) -> None:
    found = only(list(doctor.model(Settings(gguf=weights, model_queue=5))), "Adapter")
    assert (found.health, found.mend) == (Health.OK, "")
    assert "none: mine as it was published" in found.says
    told = only(list(doctor.model(Settings(gguf=weights, model_queue=5))), "Model").says
    assert "after 2 s, or when 5 wait" in told


@pytest.mark.parametrize("is_given", [True, False])
def test_the_adapter_that_serves_is_told_with_its_weights(weights: Path, tmp_path: Path, is_given: bool) -> None:
    facts = {"recipe": json.dumps({"base": "mine"}), "prompt": load("note").digest, "data_sha256": "cd" * 32}
    folder = tmp_path / "adapters"
    folder.mkdir()
    file = written_adapter(folder / ("given.gguf" if is_given else "mine.gguf"), **facts)
    settings = Settings(gguf=weights, adapter=file if is_given else None)
    found = only(list(doctor.model(settings, adapters=folder)), "Adapter")
    assert found.health is Health.OK
    assert f"{file} with mine, trained in 1,200 steps on rows cdcdcdcdcdcd" in found.says


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"recipe": '{"base": "others"}'}, "it was trained for others"),
        ({"recipe": '{"base": "mine"}', "prompt": "0123456789ab"}, "it was trained with prompt 0123456789ab"),
        ({"type": "model"}, "is no adapter: it says it is 'model'"),
    ],
)
def test_an_adapter_that_does_not_fit_is_noted(
    weights: Path, tmp_path: Path, said: dict[str, object], words: str
) -> None:
    file = written_adapter(tmp_path / "given.gguf", **said)
    found = only(list(doctor.model(Settings(gguf=weights, adapter=file))), "Adapter")
    assert found.health is Health.NOTE
    assert words in found.says
    assert found.mend


def test_an_adapter_that_does_not_read_is_noted(weights: Path, tmp_path: Path) -> None:
    for content in (b"", b"GGUF", b"no file of that kind" * 20):
        (tmp_path / "given.gguf").write_bytes(content)
        found = only(list(doctor.model(Settings(gguf=weights, adapter=tmp_path / "given.gguf"))), "Adapter")
        assert found.health is Health.NOTE
        assert "does not read" in found.says


def test_no_store_of_ones_own_is_missing_and_the_starter_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHELFTALK_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    own = only(list(doctor.store(Settings(store=tmp_path / "mine"))), "Store")
    assert own.health is Health.MISSING
    assert own.mend == f"shelftalk import FEED --store {tmp_path / 'mine'}"
    assert only(list(doctor.store(Settings())), "Store").health is Health.NOTE


def test_a_store_is_told_with_its_counts_and_who_has_it(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    report = import_feed(STARTER, folder, now=NOW)
    free = only(list(doctor.store(Settings(store=folder))), "Store")
    assert free.health is Health.OK
    for fact in (f"{report.n_products} products", f"{report.n_variants} variants", "2026-01-15 12:00 UTC", "Wrenmoor"):
        assert fact in free.says
    lock = StoreLock(folder)
    try:
        told, held = doctor.store(Settings(store=folder))
    finally:
        lock.release()
    assert told == free
    assert held.health is Health.NOTE
    assert "in use by this process" in held.says


def test_a_damaged_store_is_missing(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_bytes(b"this is no database" * 100)
    found = only(list(doctor.store(Settings(store=tmp_path))), "Store")
    assert found.health is Health.MISSING
    assert "damaged" in found.says


def test_the_json_says_what_the_screen_says(tmp_path: Path) -> None:
    screen = io.StringIO()
    serves = doctor.doctor_command(Settings(store=tmp_path), Console(file=screen, width=100), as_json=True)
    said = json.loads(screen.getvalue())
    assert said["ok"] is serves is False
    assert {"part", "health", "says", "mend"} == set(said["findings"][0])
    screen = io.StringIO()
    doctor.doctor_command(Settings(store=tmp_path), Console(file=screen, width=300))
    for finding in said["findings"]:
        assert finding["part"] in screen.getvalue()
        assert finding["mend"] in screen.getvalue()
