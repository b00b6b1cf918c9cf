"""A small set of histories with texts, laid out as MiniOneRec publishes them."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

N_PRODUCTS = 6
Rows = Sequence[tuple[str, list[int], int]]


def written(folder: Path, valid: Rows, test: Rows) -> Path:
    """Even products are tools, odd ones teas."""
    kinds = [("Tool", "Forge", "['Hardened steel']"), ("Tea", "Leaf", "['Dried leaves']")]
    items = {}
    for number in range(N_PRODUCTS):
        kind, brand, description = kinds[number % 2]
        items[str(number)] = {"title": f"{kind} {number}", "brand": brand, "description": description}
    for name in ("index", "valid", "test"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "index" / "few.item.json").write_text(json.dumps(items), encoding="utf-8")
    for name, rows in (("valid", valid), ("test", test)):
        with (folder / name / "few.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["user_id", "history_item_id", "item_id"])
            writer.writerows((shopper, str(history), target) for shopper, history, target in rows)
    return folder
