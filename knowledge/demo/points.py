"""The points of the demo's orders: added at delivery, taken back with a return; a few were forgotten."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.aftersales.states import ReturnState
from knowledge.demo.goods_back import paid_for_one, policy
from knowledge.demo.sales import Sale
from knowledge.demo.showcase import SHOWCASE

POINTS_LOST = 0.012
FORGOTTEN_OF = ("LR-100001", "LR-100003")
"""People of the showcase whose newest delivered order has no points yet."""


def points_of(sales: Sequence[Sale]) -> Iterator[tuple[Sale, dict[str, Any]]]:
    """Each line of the points ledger, with the order it is of."""
    forgotten = _forgotten_of_showcase(sales)
    for sale in sales:
        delivered_at = sale.delivered_at
        if delivered_at is None:
            continue
        shown = sale.person.shop_id in {each.shop_id for each in SHOWCASE}
        lost = (
            not shown and not sale.returns and random.Random(f"{sale.number}:points").random() < POINTS_LOST
        )
        if lost or sale.number in forgotten:
            continue
        kept = {place: line.quantity for place, line in enumerate(sale.lines)}
        has = _points(sale, kept)
        yield sale, {"key": f"order:{sale.number}", "amount": has, "reason": "order", "at": delivered_at}
        for turn, back in enumerate(sale.returns, 1):
            if back.state == ReturnState.CANCELED:
                continue
            for place, quantity in back.lines:
                kept[place] -= quantity
            left = _points(sale, kept)
            key = f"return:R-{sale.number}-{turn}"
            yield sale, {"key": key, "amount": left - has, "reason": "return", "at": back.requested_at}
            has = left


def _points(sale: Sale, kept: dict[int, int]) -> int:
    minor = sum(paid_for_one(sale, sale.lines[place]) * quantity for place, quantity in kept.items())
    return minor // 100 * policy().accounts.points_per_unit


def _forgotten_of_showcase(sales: Sequence[Sale]) -> set[str]:
    newest: dict[str, Sale] = {}
    for sale in sales:
        who = sale.person.shop_id
        whole = sale.delivered_at is not None and not sale.returns
        if who in FORGOTTEN_OF and whole and (who not in newest or sale.placed_at > newest[who].placed_at):
            newest[who] = sale
    return {sale.number for sale in newest.values()}
