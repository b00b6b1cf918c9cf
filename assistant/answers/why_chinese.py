"""Why in Chinese: an explanation's claims one by one, by their forms; what the records say stays as they say it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recommender.explaining import Explanation

_SUM = r"[^\s\d]{0,3}\s?\d[\d.,]*"
_MORE: Mapping[str, str] = {
    "cheaper than": "便宜", "dearer than": "贵", "heavier than": "重", "lighter than": "轻", "louder than": "吵",
    "quieter than": "安静", "runs longer than": "续航更长", "runs shorter than": "续航更短",
    "a longer warranty than": "保修更长", "a shorter warranty than": "保修更短", "packs longer than": "收纳更长",
    "packs shorter than": "收纳更短",
}  # fmt: skip
_LESS: Mapping[str, str] = {
    "your words fit it less": "与您说的不那么相符",
    "your history speaks less for it": "与您过去的喜好不那么相符",
    "other shoppers speak less for it": "其他顾客对它的认可较少",
    "its offer is smaller": "优惠较小",
    "it is much like one before it": "与前面的一件很相似",
}
_FORMS: tuple[tuple[str, str], ...] = (
    (r"rated ([\d.]+) by (\d+) reviewers?", r"\2 条评价，评分 \1"),
    (r"bought ([\d,]+) times? here", r"在本店被购买 \1 次"),
    (rf"reduced from ({_SUM})", r"从 \1 降价"),
    (rf"available at ({_SUM})", r"售价 \1"),
    (rf"({_SUM}) is under your ({_SUM})", r"\1，低于您的 \2"),
    (rf"({_SUM}) is just within your budget", r"\1，刚好在您的预算内"),
    (rf"({_SUM}) is close to your ({_SUM})", r"\1，接近您的 \2"),
    (rf"({_SUM}) is not below your ({_SUM})", r"\1，不低于您的 \2"),
    (rf"({_SUM}) is within your ({_SUM}) to ({_SUM})", r"\1，在您的 \2 到 \3 之间"),
    (rf"({_SUM}) is over your ({_SUM}) by ({_SUM})", r"\1，比您的 \2 高 \3"),
    (rf"({_SUM}) is below your ({_SUM}) by ({_SUM})", r"\1，比您的 \2 低 \3"),
    (r"the cheapest of (\d+) compared", r"在比较的 \1 件中最便宜"),
    (r"out of stock(?: now)?", "缺货"),
    (r"only (\d+) left", r"仅剩 \1 件"),
    (r"number (\d+) of (\d+) that fit", r"在符合条件的 \2 件中排第 \1"),
    (r"the first of (\d+) that fit", r"在符合条件的 \1 件中排第 1"),
    (rf"dearer than (?:the )?(.+) by ({_SUM})", r"比 \1 贵 \2"),
    (rf"cheaper than (?:the )?(.+) by ({_SUM})", r"比 \1 便宜 \2"),
    (r"at the same price as (?:the )?(.+)", r"与 \1 价格相同"),
    (r"in your size (.+)", r"有您的尺码 \1"),
    (r"not in (.+) \(it comes in (.+)\)", r"没有 \1（有 \2）"),
    (r"the store does not state that it is (.+)", r"商店没有注明 \1"),
    (r"not among the (.+), it is among the (.+)", r"不属于 \1，而属于 \2"),
    (r"you said that it is not for you", "您说过不想要它"),
)
_SHARE = re.compile(
    rf"({'|'.join(_MORE)}) (?:all (\d+)|(\d+) of the (\d+)) others (?:compared|that state it)(?: \((.+)\))?"
)
_BELOW = re.compile(rf"below (it|the .+) because ({'|'.join(_LESS)})")
_IN_BUNDLE = re.compile(r"^(dearer than|cheaper than|at the same price as) the (.+) in the bundle\b")


def placed(title: str, place: int, n_fitting: int) -> str:
    return f"{title}：在符合条件的 {n_fitting} 件中排第 {place}。"


def in_bundle(title: str, slot: str) -> str:
    return f"{title}：在组合的“{slot}”一栏。"


def told(explanation: Explanation) -> str:
    """The claims of its sentence, the drawback last."""
    text = explanation.text.casefold()
    claims = dict.fromkeys(e.claim for e in explanation.evidence if e.claim.casefold() in text)
    claims.pop(explanation.drawback, None)
    whole = [c for c in claims if not any(c != other and c in other for other in claims)]
    said = "；".join(map(claim, whole))
    against = claim(explanation.drawback) if explanation.drawback else ""
    return f"{said}{'；但' if said and against else ''}{against}。" if said or against else ""


def why_not(title: str, explanation: Explanation, *, of_bundle: bool = False) -> str:
    """Why it is not where the shopper would have it; without a claim, that it is not there."""
    said = told(explanation)
    if said:
        return f"{title}：{said}"
    return f"{title}：不在这个组合里。" if of_bundle else f"{title}：不在目前符合条件的商品里。"


def claim(said: str) -> str:
    """A claim in Chinese where its form is known; else as the records say it."""
    said = _IN_BUNDLE.sub(r"\1 组合里的 \2", said)
    share = _SHARE.fullmatch(said)
    if share:
        of = f"其余 {share[2]} 件都" if share[2] else f"其余 {share[4]} 件中的 {share[3]} 件"
        return f"比{of}{_MORE[share[1]]}" + (f"（{share[5]}）" if share[5] else "")
    below = _BELOW.fullmatch(said)
    if below:
        first = "它" if below[1] == "it" else f" {below[1].removeprefix('the ')} "
        return f"排在{first}后面，因为{_LESS[below[2]]}"
    for form, chinese in _FORMS:
        match = re.fullmatch(form, said)
        if match:
            return match.expand(chinese)
    return said
