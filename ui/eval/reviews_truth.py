"""`eval reviews --store --truth`: what was mined of the sample store's reviews, beside what its products truly are."""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recommender.opinions.mining import AspectOpinion, Opinions
from recommender.opinions.opinion_store import OpinionStore, mine
from recommender.opinions.telling import size_hint
from retrieval.progress import Progress, silent
from retrieval.store import open_store
from ui.eval.frame import Cell, EvalError, Measured
from ui.eval.reviews import HELD_OUT, TUNED_ON

_FEWEST_REVIEWS, _FEWEST_MENTIONS = 8, 3
_PLAIN = 0.2  # a true value nearer to zero is neither good nor bad
_SIZE, _VALUE = "size", "value"  # of the price all kinds speak in the same sentences
# What the truth calls what we call otherwise. Written after seeing the names of all kinds' aspects, of both halves.
_SAME = {
    "flavor": "taste", "scent": "smell", "audio": "sound", "materials": "build", "material": "build",
    "quality": "build", "pockets": "storage", "space": "storage", "capacity": "storage", "packing": "compactness",
    "fabric": "softness", "cloth": "softness", "runtime": "battery", "pictures": "story", "recipes": "story",
    "rules": "story", "zips": "zip", "assembly": "setup", "brightness": "light", "controls": "ease",
    "handling": "ease", "edge": "sharpness", "rain": "waterproofing", "weight_and_packing": "weight",
    "height": "adjustment", "calls": "sound", "clarity": "picture", "focus": "picture", "suction": "power",
    "strength": "power", "blending": "power",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pair:
    """An aspect of a product: what it truly is, -1 to 1, and what was mined; None where too few speak of it."""

    kind: str
    aspect: str
    truth: float
    mined: AspectOpinion | None


def measure_store_reviews(store: Path, truth: Path, *, progress: Progress = silent) -> Measured:
    """By halves of the kinds of things: words were chosen with an eye on the first. Raises `EvalError` for no truth."""
    path = truth / "products.json"
    if not path.is_file():
        raise EvalError(f"There is no {path}. Make store and truth with `shelftalk sample --out DIR`.")
    told = json.loads(path.read_text("utf-8"))
    products: Mapping[str, Mapping[str, object]] = told["products"]
    with open_store(store) as opened:
        mine(opened.engine, progress)
        opinions = OpinionStore(opened.engine)
        found = {product_id: opinions.of(product_id) for product_id in products}
    pairs = [pair for product_id, row in products.items() for pair in _pairs(row, found[product_id])]
    rows: list[dict[str, Cell]] = []
    figures: dict[str, float] = {}
    for half in (TUNED_ON, HELD_OUT):
        own = [pair for pair in pairs if _half_of(pair.kind) == half]
        row = _row(f"all aspects, {half}", own)
        rows.append(row)
        rows.append(_row(f"without {_VALUE}, {half}", [pair for pair in own if pair.aspect != _VALUE]))
        if half == HELD_OUT:
            figures |= {key: float(row[key] or 0.0) for key in ("covered", "sign", "correlation")}
    held = [pair for pair in pairs if _half_of(pair.kind) == HELD_OUT]
    by_aspect: dict[str, list[_Pair]] = defaultdict(list)
    for pair in held:
        by_aspect[pair.aspect].append(pair)
    often = sorted(by_aspect.items(), key=lambda entry: (-sum(p.mined is not None for p in entry[1]), entry[0]))
    rows += [_row(f"{aspect}, {HELD_OUT}", own) for aspect, own in often if any(p.mined for p in own)][:25]
    sizes = _sizes(products, found)
    fakes = _fakes(set(told["fake_reviews"]), found)
    return Measured({**figures, **sizes, **fakes}, rows)


def _pairs(row: Mapping[str, object], said: Opinions) -> list[_Pair]:
    aspects = row["aspects"]
    if said.n_reviews < _FEWEST_REVIEWS or not isinstance(aspects, dict):
        return []
    out = []
    for name, truth in aspects.items():
        if name == _SIZE:
            continue
        own = said.of(name) or said.of(_SAME.get(name, ""))
        out.append(_Pair(str(row["kind"]), name, float(truth), own if own and own.n >= _FEWEST_MENTIONS else None))
    return out


def _half_of(kind: str) -> str:
    """By the digest of the kind's name: sentences of a kind are shared by its products, so that products would leak."""
    digest = hashlib.blake2b(f"reviews of {kind}".encode(), digest_size=8).digest()
    return TUNED_ON if digest[0] % 2 == 0 else HELD_OUT


def _row(what: str, pairs: Sequence[_Pair]) -> dict[str, Cell]:
    spoken = [(pair.truth, pair.mined.lean) for pair in pairs if pair.mined]
    plain = [(truth, lean) for truth, lean in spoken if abs(truth) >= _PLAIN]
    right = sum((truth > 0) == (lean > 0) for truth, lean in plain)
    always = sum(truth > 0 for truth, _ in plain)
    return {
        "what": what,
        "n": len(pairs),
        "covered": _share(len(spoken), len(pairs)),
        "n_plain": len(plain),
        "sign": _share(right, len(plain)),
        "always_good": _share(always, len(plain)),
        "correlation": _correlation(spoken),
    }


def _share(n: int, of: int) -> float | None:
    return round(n / of, 3) if of else None


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's; None for fewer than ten."""
    if len(pairs) < 10:
        return None
    means = [sum(values) / len(pairs) for values in zip(*pairs, strict=True)]
    off = [(one - means[0], other - means[1]) for one, other in pairs]
    spread = math.sqrt(sum(a * a for a, _ in off) * sum(b * b for _, b in off))
    return round(sum(a * b for a, b in off) / spread, 3) if spread else None


def _sizes(products: Mapping[str, Mapping[str, object]], found: Mapping[str, Opinions]) -> dict[str, float]:
    """Of the products that the reviews say run small or large: how many do; of those that do, how many are said."""
    true = {}
    for product_id, row in products.items():
        aspects = row["aspects"]
        runs = float(aspects.get(_SIZE, 0.0)) if isinstance(aspects, dict) else 0.0
        true[product_id] = "small" if runs <= -_PLAIN else "large" if runs >= _PLAIN else ""
    said = {product_id: hint for product_id, own in found.items() if (hint := size_hint(own))}
    right = sum(true[product_id] == hint for product_id, hint in said.items())
    enough = [i for i, runs in true.items() if runs and found[i].n_reviews >= _FEWEST_REVIEWS]
    return {
        "size_precision": round(right / len(said), 3) if said else 0.0,
        "size_recall": round(sum(said.get(i) == true[i] for i in enough) / len(enough), 3) if enough else 0.0,
        "size_n_said": float(len(said)),
        "size_n_true": float(len(enough)),
    }


def _fakes(fake: set[str], found: Mapping[str, Opinions]) -> dict[str, float]:
    doubted = {review_id for own in found.values() for review_id in own.doubted}
    return {
        "suspicious_precision": round(len(fake & doubted) / len(doubted), 3) if doubted else 0.0,
        "suspicious_recall": round(len(fake & doubted) / len(fake), 3) if fake else 0.0,
        "suspicious_n": float(len(doubted)),
    }
