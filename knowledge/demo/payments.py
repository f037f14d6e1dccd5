"""The payment history of the demo's orders: what was charged when, and what went back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.demo.goods_back import policy
from knowledge.demo.sales import MoneyBack, Sale
from knowledge.demo.variants import CURRENCY
from knowledge.orders.payments import EntryKind, EntryState

ENTRY_STATES = {
    RefundState.PENDING: EntryState.PENDING,
    RefundState.SUCCEEDED: EntryState.SUCCEEDED,
    RefundState.FAILED: EntryState.FAILED,
}


def charged_at(sale: Sale) -> datetime | None:
    """When the money was taken: some ways of paying at once, the others when the order ships."""
    if sale.payment in policy().refunds.charged_when_ordered or (sale.refunds and not sale.parcels):
        return sale.placed_at
    shipped = [parcel.shipped_at for parcel in sale.parcels if parcel.shipped_at is not None]
    return min(shipped, default=None)


def history(sale: Sale, order_id: int, refund_ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The rows of a sale's payment history; `refund_ids` are those of its refunds, in their order."""
    at = charged_at(sale)
    if at is None:
        return
    common = {"order_id": order_id, "method": sale.payment, "currency": CURRENCY}
    yield common | {
        "key": f"demo:{sale.number}:payment",
        "kind": EntryKind.PAYMENT,
        "state": EntryState.SUCCEEDED,
        "amount_minor": sale.total_minor,
        "refund_id": None,
        "reference": f"demo-{sale.number}",
        "at": at,
    }
    for place, (money, refund_id) in enumerate(zip(sale.refunds, refund_ids, strict=True), start=1):
        if _given_to_provider(money):
            yield common | {
                "key": f"demo:{sale.number}:refund-{place}",
                "kind": EntryKind.REFUND,
                "state": ENTRY_STATES[money.state],
                "amount_minor": money.amount_minor,
                "refund_id": refund_id,
                "reference": f"demo-{sale.number}-{place}",
                "at": money.settled_at or money.created_at,
            }


def _given_to_provider(money: MoneyBack) -> bool:
    """Whether the provider has it: a refund for goods is paid when they have arrived."""
    return money.goods is None or money.goods.state == ReturnState.RECEIVED
