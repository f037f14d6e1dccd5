"""Things that a customer of the demo shop may wish for: most are lawful, the policy says which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from knowledge.accounts.models import Subscription
from knowledge.accounts.wishes import (
    ChangeBilling,
    ChangeEmail,
    ChangeService,
    ClaimCredit,
    DisputeBill,
    EditAccount,
    ExtendBill,
    JoinNewsletter,
    PayBill,
    RenewSubscription,
)
from knowledge.aftersales.models import Refund, Return
from knowledge.aftersales.states import ClaimKind
from knowledge.aftersales.wishes import (
    ChangeAddress,
    ChangeDelivery,
    ChangeOwnAddress,
    ChangeRefund,
    Complain,
    MatchPrice,
    RemoveItems,
    Reschedule,
    Wish,
    WishPackaging,
    address,
)
from knowledge.customers.consents import MARKETING, wording
from knowledge.database import SessionFactory, utc_now
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import PaymentMethod

ELSEWHERE = address(address1="Mill Lane 9", city="Bremen", zip="28195", country="DE")
RECENT = timedelta(days=400)


def wishes_of(sessions: SessionFactory, customer_id: int) -> Iterator[Wish]:
    """All that comes to mind for a customer's account, orders, returns, subscriptions and bills."""
    yield ChangeOwnAddress(ELSEWHERE)
    yield EditAccount(phone="+49 40 1234567")
    yield ChangeEmail(f"new{customer_id}@example.org")
    in_force = wording(MARKETING)
    if in_force is not None:
        yield JoinNewsletter(in_force.version)
    yield ClaimCredit(said="my credit is gone")
    with sessions() as session:
        query = select(Order).where(Order.customer_id == customer_id, Order.placed_at > utc_now() - RECENT)
        orders = session.scalars(query.options(selectinload(Order.lines))).all()
        owned = select(PaymentMethod.code).where(PaymentMethod.customer_id == customer_id)
        methods = list(session.scalars(owned))
        back = session.scalars(
            select(Return)
            .join(Refund, Refund.return_id == Return.id)
            .join(Order, Return.order_id == Order.id)
            .where(Order.customer_id == customer_id, Return.state == "requested")
            .options(selectinload(Return.order))
        ).all()
        subscriptions = session.scalars(
            select(Subscription)
            .where(Subscription.customer_id == customer_id)
            .options(selectinload(Subscription.bills), selectinload(Subscription.services))
        ).all()
    for made in back:
        yield from (ChangeRefund(made.order.number, made.number, method) for method in methods)
    for order in orders:
        yield from _of_order(order)
    for subscription in subscriptions:
        yield from _of_subscription(subscription, methods)


def _of_order(order: Order) -> Iterator[Wish]:
    line = order.lines[0]
    one = ((line.id, 1),)
    if order.state in (OrderState.PENDING, OrderState.PROCESSED):
        yield WishPackaging(order.number, ("no_plastic",))
        yield from (ChangeDelivery(order.number, way) for way in ("standard", "express", "pickup_point"))
    if order.state != OrderState.DELIVERED:
        yield from (Reschedule(order.number, slot=slot) for slot in ("", "16:00-20:00"))
        yield Reschedule(order.number, (utc_now() + timedelta(days=8)).date())
        yield ChangeAddress(order.number, ELSEWHERE)
        yield RemoveItems(order.number, one)
    yield MatchPrice(order.number, one, "Brightmart", line.unit_minor * 8 // 10)
    if order.state == OrderState.DELIVERED:
        yield Complain(order.number, one, ClaimKind.DAMAGED)


def _of_subscription(subscription: Subscription, methods: list[str]) -> Iterator[Wish]:
    for bill in subscription.bills:
        yield ExtendBill(bill.number, (bill.due_at + timedelta(days=3)).date().isoformat())
        yield DisputeBill(bill.number, "this is too much")
        yield from (PayBill(bill.number, method) for method in methods)
    for service in subscription.services:
        yield ChangeService(subscription.number, service.code, wanted=False)
    yield from (ChangeBilling(subscription.number, method) for method in methods)
    yield RenewSubscription(subscription.number)
