"""Promotions and papers, from the catalog's words to rows of the store's tables and back."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from retrieval.catalog import Conditions, PolicyDocument, Promotion
from retrieval.money import Money


def promotion_row(promotion: Promotion, position: int) -> dict[str, Any]:
    asked = {f.name: getattr(promotion.conditions, f.name) for f in fields(Conditions)}
    at_least = promotion.conditions.subtotal_at_least
    asked["subtotal_at_least"] = [at_least.minor, at_least.currency] if at_least else None
    return {
        "id": promotion.id,
        "position": position,
        "title": promotion.title,
        "description": promotion.description,
        "code": promotion.code,
        "active": promotion.active,
        "kind": promotion.kind,
        "value": str(promotion.value) if promotion.value is not None else None,
        "gift_id": promotion.gift_id,
        "starts_on": promotion.starts_on,
        "ends_on": promotion.ends_on,
        "conditions": {name: value for name, value in asked.items() if value},
    }


def promotion_of(row: Any) -> Promotion:
    asked: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.conditions.items()
    }
    if "subtotal_at_least" in asked:
        asked["subtotal_at_least"] = Money.from_minor(*asked["subtotal_at_least"])
    return Promotion(
        id=row.id,
        title=row.title,
        description=row.description,
        code=row.code,
        active=row.active,
        kind=row.kind,
        value=Decimal(row.value) if row.value is not None else None,
        gift_id=row.gift_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        conditions=Conditions(**asked),
    )


def document_row(document: PolicyDocument, position: int) -> dict[str, Any]:
    return {
        "id": document.id,
        "position": position,
        "title": document.title,
        "text": document.text,
        "kind": document.kind,
        "about": list(document.about),
        "summary": document.summary,
    }


def document_of(row: Any) -> PolicyDocument:
    return PolicyDocument(row.id, row.title, row.text, row.kind, tuple(row.about), row.summary)
