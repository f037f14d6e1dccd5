"""The states of bills and subscriptions, and what the answer of a payment provider means for them."""

from __future__ import annotations

import structlog
from sqlalchemy.orm import Session

from knowledge.accounts.errors import BillAmountChanged
from knowledge.accounts.models import Bill, BillPayment, Subscription
from knowledge.accounts.states import BILL_TRANSITIONS, SUBSCRIPTION_TRANSITIONS, BillState, SubscriptionState
from knowledge.database import utc_now
from knowledge.orders.payments import EntryKind, EntryState
from knowledge.states import moved

log = structlog.get_logger(__name__)


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


def bill_payment_moved(session: Session, payment: BillPayment) -> None:
    """The bill is being paid, is paid, or is owed again; a paused subscription goes on once nothing is owed.

    Raises `IllegalTransition` or `BillAmountChanged` for a payment that is tried again when it no longer fits.
    """
    if payment.kind != EntryKind.PAYMENT:
        return
    bill = session.get_one(Bill, payment.bill_id, with_for_update=True)
    if payment.state == EntryState.PENDING:
        if payment.amount_minor != bill.amount_minor:
            raise BillAmountChanged(bill.number)
        set_bill_state(bill, BillState.PAYING)
    elif payment.state == EntryState.FAILED:
        if bill.state == BillState.PAYING:
            set_bill_state(bill, BillState.OPEN)
    elif bill.state in (BillState.OPEN, BillState.PAYING):
        set_bill_state(bill, BillState.PAID)
        wake(bill.subscription)
    else:  # a payment that was given up came through after all: a person has to give it back
        log.error("bill.paid_again", bill=bill.number, state=str(bill.state), payment=payment.id)
