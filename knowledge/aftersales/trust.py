"""Is a return refunded before its goods have arrived, and what is known of the customer for it?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from knowledge.aftersales.facts import ReturnFacts, TrustFacts
from knowledge.aftersales.models import Claim, Refund, Return, ReturnLine
from knowledge.aftersales.policy import InstantRefundRules
from knowledge.aftersales.states import ClaimState, ReturnState
from knowledge.customers.models import Customer
from knowledge.orders.models import Order, OrderLine, OrderState

OPEN = (ReturnState.REQUESTED, ReturnState.PARTIALLY_RECEIVED)
_NO_CLAIM = (ClaimState.REJECTED, ClaimState.CANCELED)


def is_trusted(facts: ReturnFacts, minor: int, rules: InstantRefundRules | None) -> bool:
    """Whether so much is refunded before the goods have arrived."""
    trust = facts.trust
    if rules is None or trust is None or minor <= 0:
        return False
    return (
        (not rules.levels or facts.level in rules.levels)
        and trust.kept_orders >= rules.kept_orders
        and trust.returned_pieces * 100 <= rules.most_returned_percent * trust.delivered_pieces
        and trust.ahead_minor + minor <= rules.up_to_minor
        and trust.overdue == 0
    )


def gather_trust(session: Session, order: Order, now: datetime, *, lock: bool = False) -> TrustFacts | None:
    """What is known; None where the payment history is another system's, which pays when it likes.

    With `lock` the customer is held, so that two returns at once do not share what may be paid ahead.
    """
    if not order.payments:
        return None
    if lock:
        session.execute(select(Customer.id).where(Customer.id == order.customer_id).with_for_update())
    own = (Order.customer_id == order.customer_id, Order.state == OrderState.DELIVERED)
    returned = exists().where(Return.order_id == Order.id, Return.state != ReturnState.CANCELED)
    claimed = exists().where(Claim.order_id == Order.id, Claim.state.not_in(_NO_CLAIM))
    kept = select(func.count(Order.id)).where(*own, Order.id != order.id, ~returned, ~claimed)
    pieces = select(func.sum(OrderLine.quantity)).join(Order, OrderLine.order_id == Order.id).where(*own)
    back = (
        select(func.sum(ReturnLine.quantity))
        .join(Return, ReturnLine.return_id == Return.id)
        .join(Order, Return.order_id == Order.id)
        .where(*own, Return.state != ReturnState.CANCELED)
    )
    ahead = (Return.state.in_(OPEN), Return.goods_due_at.is_not(None))
    paid = (
        select(func.sum(Refund.amount_minor))
        .join(Return, Refund.return_id == Return.id)
        .join(Order, Return.order_id == Order.id)
        .where(Order.customer_id == order.customer_id, Refund.currency == order.currency, *ahead)
    )
    overdue = (
        select(func.count(Return.id))
        .join(Order, Return.order_id == Order.id)
        .where(Order.customer_id == order.customer_id, *ahead, Return.goods_due_at < now)
    )
    counted = (session.scalar(query) or 0 for query in (kept, pieces, back, paid, overdue))
    return TrustFacts(*counted)
