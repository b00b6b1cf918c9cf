"""Search clicks: what shoppers did with what their searches brought, as grades to learn finding from."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from recommender.event_log import EventLog
from retrieval.judgments import RELEVANT, Judgments, folded

# Grades as people give them, 1 to 3. Who puts a thing into the cart has found it. One look may have been a mistake, so
# it makes neither an answer nor a wrong one; the same look by others confirms it.
_TAKEN, _LOOKED_AT, _ONE_LOOK = 3.0, RELEVANT, 2.5
_LOOKS = 2  # sessions with a look that make an answer
_SHARE = 0.05  # of the sessions of a query: what fewer of them came to is what somebody happened on later
_TAKING = {"add_to_cart", "purchase"}
_LATER = timedelta(days=1)  # a purchase has the order's number, not the session's: it counts for what was looked at so
# shortly before


def judged_by_clicks(log: EventLog, texts: Mapping[str, str]) -> Judgments:
    """Grades of what was looked at, carted or bought after a search of the same session and before the next search.

    `texts` are the products that are still sold, by id, as they are read when finding; others are left out. Queries
    are in small letters.
    """
    searches: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for search in log.searches():
        if search.session_id:
            searches[search.session_id].append((search.at, folded(search.words).lower()))
    seen, taken = _seen(log, searches, texts)
    asked: dict[str, set[str]] = defaultdict(set)
    for (query, _), sessions in seen.items():
        asked[query] |= sessions
    grades: dict[str, dict[str, float]] = {}
    for (query, product_id), sessions in sorted(seen.items()):
        is_rare = len(sessions) < _SHARE * len(asked[query])
        answers = _TAKEN if (query, product_id) in taken else _LOOKED_AT if len(sessions) >= _LOOKS else _ONE_LOOK
        grades.setdefault(query, {})[product_id] = _ONE_LOOK if is_rare else answers
    digest = sha256(json.dumps([dict(texts), grades], sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
    return Judgments(texts, grades, digest)


def _seen(
    log: EventLog, searches: Mapping[str, list[tuple[datetime, str]]], sold: Container[str]
) -> tuple[dict[tuple[str, str], set[str]], set[tuple[str, str]]]:
    """(query, product) pairs with the sessions they were seen in, and those of them that were taken."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    taken: set[tuple[str, str]] = set()
    last_look: dict[tuple[str, str], tuple[datetime, str]] = {}  # by shopper and product: when, after which query
    for event in log.all():
        if event.product_id not in sold or event.name not in {"view_item", *_TAKING}:
            continue
        asked = searches.get(event.basket_id, [])
        place = bisect_right(asked, event.at, key=lambda search: search[0])
        if place and (query := asked[place - 1][1]):
            seen[query, event.product_id].add(event.basket_id)
            last_look[event.shopper_id, event.product_id] = (event.at, query)
            if event.name in _TAKING:
                taken.add((query, event.product_id))
        elif event.name == "purchase" and (look := last_look.get((event.shopper_id, event.product_id))):
            at, query = look
            if event.at - at <= _LATER:
                taken.add((query, event.product_id))
    return seen, taken
