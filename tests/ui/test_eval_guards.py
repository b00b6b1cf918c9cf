"""`eval shilling`, `eval exposure` and `eval private`: their figures, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from ui.cli import app

N_PRODUCTS = 60


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred shoppers who go along a ring of 48 products, some of 12 best-sellers, and twelve rare products."""
    rng = np.random.default_rng(4)
    folder = tmp_path_factory.mktemp("market")
    lines = []
    for shopper in range(200):
        along = [(shopper + at) % 36 + 1 for at in range(6)]
        bestsellers = (37 + rng.choice(12, 2, replace=False)).tolist()
        rare = [49 + shopper % 12] if shopper < 24 else []
        lines.append(" ".join(map(str, [shopper, *rare, *bestsellers, *along])))
    file = folder / "market.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    attributes = {str(product): [product % 3 + 1] for product in range(1, N_PRODUCTS + 1)}
    (folder / "market_item2attributes.json").write_text(json.dumps(attributes), encoding="utf-8")
    return file


def figures(name: str, market: Path, tmp_path: Path) -> tuple[dict[str, float], list[dict[str, object]]]:
    result = tmp_path / "result.json"
    ran = CliRunner().invoke(app, ["eval", name, "--data", str(market), "--json", str(result)])
    assert ran.exit_code == 0, ran.output
    report = json.loads(result.read_text(encoding="utf-8"))
    return report["figures"], report["rows"]


def test_shilling_tells_how_far_each_attack_gets(market: Path, tmp_path: Path) -> None:
    told, rows = figures("shilling", market, tmp_path)
    assert told.keys() >= {"organic", "bandwagon_1pct", "sequential_1pct", "hr@10_loss"}
    assert {row["attack"] for row in rows} == {"nobody", "bandwagon", "sequential"}
    assert len(rows) == 2 + 2 * 2 * 4
    assert all(0 <= told[key] <= 1 for key in ("organic", "bandwagon_1pct", "sequential_1pct"))


def test_exposure_is_a_curve_and_a_report(market: Path, tmp_path: Path) -> None:
    told, rows = figures("exposure", market, tmp_path)
    assert told.keys() >= {"gini@10", "coverage@10", "tail_hr@10", "ndcg@10"}
    curve = {row["dial"]: row for row in rows if "dial" in row}
    assert curve["0"]["ndcg_loss"] == 0
    assert told["gini@10"] <= told["gini@10_without"]
    groups = [row for row in rows if "products" in row]
    assert sum(float(str(row["of products"])) for row in groups) == pytest.approx(1)


def test_private_keeps_more_the_more_epsilon_allows(market: Path, tmp_path: Path) -> None:
    told, rows = figures("private", market, tmp_path)
    assert told["client_bytes_max"] >= told["client_bytes_p95"] > 0
    noise = {row["epsilon"]: float(str(row["noise"])) for row in rows if row.get("noise") is not None}
    assert noise["1"] > noise["2"] > noise["4"] > noise["8"]
    assert next(row["kept"] for row in rows if row["epsilon"] == "seq-rules") == 1.0


def test_private_needs_to_know_something_public(market: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.txt"
    alone.write_text(market.read_text(encoding="utf-8"), encoding="utf-8")
    ran = CliRunner().invoke(app, ["eval", "private", "--data", str(alone)])
    assert ran.exit_code != 0
    assert "item2attributes" in " ".join(ran.output.split())
