"""The house itself: who imports whom, what an import costs, and that nothing points to where it should not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("assistant", "retrieval", "recommender", "prompts", "ui")
HEAVY = (
    "torch", "transformers", "sentence_transformers", "gradio", "chromadb", "peft", "xllamacpp", "langchain",
    "onnxruntime", "pandas", "sklearn", "scipy",
)  # fmt: skip
MEANINGLESS = ("utils", "helpers", "common", "base", "manager", "data")

# Where packages come from is the business of the machine, not of the project. In parts: this file is read too.
HOSTS = re.compile(
    r"pypi\.(?:org|python)|python(?:hosted)\.org|npm(?:js)\.(?:org|com)|debian\.org/debian|download\.pytorch"
)
MACHINE_PATHS = re.compile(r"(?<![\w.<])/(?:work|opt|tmp|root|farm)/\w|/home/\w+/")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git clone, so which files are tracked is unknown")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for file in tracked():
        content = file.read_bytes()
        if b"\0" not in content:
            found.append((file, content.decode("utf-8")))
    return found


def in_a_fresh_python(code: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_imports_go_down_the_street_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("entrance", ["assistant", "assistant.opening", "ui.cli"])
def test_importing_it_loads_no_heavy_library(entrance: str) -> None:
    loaded = in_a_fresh_python(
        f"import json, sys, {entrance}; print(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
    )
    assert json.loads(loaded) == []


def test_the_guides_first_line_of_python_works() -> None:
    assert (
        in_a_fresh_python("from assistant import open_shop, Settings; print(open_shop.__name__)").strip() == "open_shop"
    )


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if HOSTS.search(line) or MACHINE_PATHS.search(line)
    ]
    assert found == []


def test_every_module_says_its_job_and_has_a_telling_name() -> None:
    modules = [file for file in tracked() if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in ROOMS]
    assert len(modules) > 20
    silent = [
        str(m.relative_to(ROOT)) for m in modules if m.read_text(encoding="utf-8").lstrip()[:3] not in ('"""', "")
    ]
    assert silent == []
    assert [str(m.relative_to(ROOT)) for m in modules if m.stem in MEANINGLESS] == []


# --- documentation -----------------------------------------------------------------------------------------

LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")
HEADING = re.compile(r"^#+\s+(.*?)\s*$", re.MULTILINE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    return [file for file in tracked() if file.suffix == ".md" and file.relative_to(ROOT).parts[0] != "prompts"]


def anchors(page: Path) -> set[str]:
    """The names that headings get: lower case, words joined by hyphens."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
    }


def dead_links(page: Path, root: Path = ROOT) -> list[str]:
    dead = []
    for target in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        path, _, anchor = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        there = (page.parent / path).resolve() if path else page
        if not there.is_relative_to(root) or not there.exists() or (anchor and anchor not in anchors(there)):
            dead.append(target)
    return dead


def test_every_link_in_the_documentation_leads_somewhere() -> None:
    assert pages()
    assert {str(page.relative_to(ROOT)): dead for page in pages() if (dead := dead_links(page))} == {}


def test_dead_links_are_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A title\n[gone](gone.md) [here](#a-title) [not here](#b) [me](page.md) [out](https://example.org/x)\n"
    )
    assert dead_links(page, tmp_path) == ["gone.md", "#b"]


def test_the_index_lists_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    written = {page.name for page in pages() if page.parent == ROOT / "docs"} - {"README.md"}
    assert written == {target for target in LINK.findall(index) if target.endswith(".md") and "/" not in target}
