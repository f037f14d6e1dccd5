"""The decisions behind the demo's returns and cancellations, kept as the shop would have kept them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from knowledge.aftersales.cases import Facts, case_values
from knowledge.aftersales.facts import CancelFacts, LineFacts, MethodFacts, PayingFacts, ReturnFacts
from knowledge.demo.goods_back import paid_for_one, policy
from knowledge.demo.history import PAID_AT_ONCE
from knowledge.demo.house_rules import PRICE_MINOR, Method
from knowledge.demo.sales import Sale, SentBack
from knowledge.orders.models import OrderState
from knowledge.orders.payments import MethodKind


def past_cases(
    sales: Sequence[Sale],
    *,
    customers: Mapping[str, int],
    orders: Mapping[str, int],
    levels: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Rows of decided cases; keys of customers by the shop's id, of orders by their number."""
    return [
        {
            **case_values(
                kind,
                facts,
                customer_id=customers[sale.person.shop_id],
                order_id=orders[sale.number],
                policy=policy(),
            ),
            "at": at,
        }
        for sale in sales
        for kind, facts, at in _decided(sale, levels[sale.person.shop_id])
    ]


def _decided(sale: Sale, level: str) -> Iterator[tuple[str, Facts, datetime]]:
    if sale.cancelled_at is not None:
        charged = sale.payment in PAID_AT_ONCE
        facts = CancelFacts(OrderState.PENDING, sale.total_minor, _paying(sale, charged=charged))
        yield "cancel", facts, sale.cancelled_at
    gone: dict[int, int] = {}
    for goods in sale.returns:
        yield "return", _return_facts(sale, goods, level, gone), goods.requested_at
        for place, quantity in goods.lines:
            gone[place] = gone.get(place, 0) + quantity


def _return_facts(sale: Sale, goods: SentBack, level: str, gone: Mapping[int, int]) -> ReturnFacts:
    whole = len(goods.lines) == len(sale.lines)
    return ReturnFacts(
        state=OrderState.DELIVERED,
        delivered_at=sale.delivered_at,
        level=level,
        country=sale.person.country,
        lines=tuple(
            LineFacts(
                line_id=place,
                label=sale.lines[place].product.name,
                quantity=sale.lines[place].quantity,
                already_returned=gone.get(place, 0),
                unit_minor=paid_for_one(sale, sale.lines[place]),
                returns=sale.lines[place].product.returns,
                asked=quantity,
            )
            for place, quantity in goods.lines
        ),
        reason=goods.reason,
        now=goods.requested_at,
        paying=_paying(sale, charged=True),
        opened=False,
        delivery_minor=min(sale.shipping_minor, PRICE_MINOR[Method.STANDARD]) if whole else 0,
    )


def _paying(sale: Sale, *, charged: bool) -> PayingFacts:
    kind = MethodKind(sale.payment) if sale.payment in set(MethodKind) else MethodKind.OTHER
    return PayingFacts(MethodFacts(sale.payment, kind), charged=charged)
