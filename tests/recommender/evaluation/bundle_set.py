"""A small set of sessions in which people marked bundles, laid out as BundleRec publishes them."""

from __future__ import annotations

import csv
from pathlib import Path

KINDS = ("tea", "camera", "bicycle")
N_OF_KIND = 20
N_SESSIONS = 60


def written(folder: Path) -> Path:
    """In each session three products of one kind, marked as a bundle and called by it, and two of another, marked too;
    and one product without a title. Products of a kind share a word; nothing else tells them apart."""
    folder.mkdir(exist_ok=True)
    products = [(kind, n) for kind in KINDS for n in range(N_OF_KIND)]
    numbers = {product: 100 + at for at, product in enumerate(products)}
    tables: dict[str, list[tuple[object, ...]]] = {
        "item_titles": [("item ID", "titles")],
        "item_categories": [("item ID", "categories")],
        "session_item": [("session ID", "item ID")],
        "session_bundle": [("session ID", "bundle ID")],
        "bundle_item": [("bundle ID", "item ID")],
        "bundle_intent": [("bundle ID", "intent")],
    }
    for (kind, n), number in numbers.items():
        tables["item_titles"].append((number, f"{kind.title()} &amp; more, No. {n}"))
        tables["item_categories"].append((number, f"[[Shop,{kind.title()} Things, New & Old]]"))
    for session in range(N_SESSIONS):
        one, other = KINDS[session % 3], KINDS[(session + 1) % 3]
        parts = [
            (one, [session % 20, (session + 7) % 20, (session + 13) % 20]),
            (other, [session % 19, session % 19 + 1]),
        ]
        tables["session_item"].append((session, 999))
        for place, (kind, members) in enumerate(parts):
            bundle = session * 2 + place
            tables["session_bundle"].append((session, bundle))
            tables["bundle_intent"].append((bundle, f"{kind} for me"))
            for n in members:
                tables["session_item"].append((session, numbers[kind, n]))
                tables["bundle_item"].append((bundle, numbers[kind, n]))
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder
