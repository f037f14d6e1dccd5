"""Customers to try rules of value on: plain facts, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from knowledge.customers.value.basis import Basis, Outlook
from knowledge.customers.value.facts import CustomerFacts, Line, Purchase, Said, SentBack
from knowledge.customers.value.rfm import Scores, rfm_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EDGES = {"Shoes > Boots": (5_000, 10_000)}


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def line(category: str = "Shoes > Boots", unit: int = 6_000, **more: Any) -> Line:
    facts = {
        "product_id": "boot",
        "brand": "Acme",
        "audience": "",
        "quantity": 1,
        "kept": 1,
        "reduced": False,
    }
    return Line(category=category, unit_minor=unit, **{**facts, **more})


def purchase(days: float, net: int = 6_000, *lines: Line, discounted: bool = False) -> Purchase:
    return Purchase(ago(days), net, "EUR", discounted, lines or (line(unit=net),))


def customer(*purchases: Purchase, **facts: Any) -> CustomerFacts:
    bought = sum(each.quantity for purchase in purchases for each in purchase.lines)
    ordered = tuple(sorted(purchases, key=lambda each: each.at))
    known = {"customer_id": 1, "since": ago(200), "bought": bought, "granted": ("personalisation",)}
    return CustomerFacts(purchases=ordered, **{**known, **facts})


def basis(facts: CustomerFacts, scores: tuple[int, int, int] = (3, 3, 3), alive: float | None = 0.9) -> Basis:
    rfm = rfm_of(facts.purchases, "EUR", NOW)
    return Basis(
        facts=facts,
        now=NOW,
        rfm=rfm,
        scores=None if rfm is None else Scores(*scores),
        outlook=None if rfm is None else Outlook(alive, 2.0, 6_000, 12_000),
        price_edges=EDGES,
    )


def said(kind: str, sentiment: float, days: float) -> Said:
    return Said(ago(days), kind, sentiment)


def back(reason: str, quantity: int = 1, days: float = 30) -> SentBack:
    return SentBack(ago(days), reason, quantity)


def several(count: int, days: float = 10, **more: Any) -> Sequence[Purchase]:
    return [purchase(days + 10 * place, **more) for place in range(count)]
