"""The states of bills and subscriptions, and what the answer of a payment provider means for them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from knowledge.accounts.models import Bill, BillPayment, Subscription
from knowledge.accounts.states import BILL_TRANSITIONS, SUBSCRIPTION_TRANSITIONS, BillState, SubscriptionState
from knowledge.database import utc_now
from knowledge.orders.payments import EntryKind, EntryState
from knowledge.states import moved


def set_bill_state(bill: Bill, state: BillState) -> None:
    """Move a bill; raises `IllegalTransition`."""
    bill.state = moved(f"bill {bill.number}", BILL_TRANSITIONS, BillState(bill.state), state)
    bill.paid_at = utc_now() if state == BillState.PAID else bill.paid_at


def set_subscription_state(subscription: Subscription, state: SubscriptionState) -> None:
    """Move a subscription; raises `IllegalTransition`."""
    subscription.state = moved(
        f"subscription {subscription.number}",
        SUBSCRIPTION_TRANSITIONS,
        SubscriptionState(subscription.state),
        state,
    )


def wake(subscription: Subscription) -> None:
    """Let a subscription that was paused go on, once nothing is owed for it."""
    unpaid = any(bill.state in (BillState.OPEN, BillState.PAYING) for bill in subscription.bills)
    if subscription.state == SubscriptionState.PAUSED and not unpaid:
        set_subscription_state(subscription, SubscriptionState.ACTIVE)


def bill_payment_ended(session: Session, payment: BillPayment) -> None:
    """The bill is paid, or owed again; a subscription that was paused goes on once nothing is owed."""
    if payment.kind != EntryKind.PAYMENT:
        return
    bill = session.get_one(Bill, payment.bill_id, with_for_update=True)
    if bill.state != BillState.PAYING:
        return
    set_bill_state(bill, BillState.PAID if payment.state == EntryState.SUCCEEDED else BillState.OPEN)
    wake(bill.subscription)
