"""What each command about an account changes, within the transaction that it is carried out in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.accounts.billing import set_bill_state, set_subscription_state, wake
from knowledge.accounts.gathering import bill_of, subscription_of
from knowledge.accounts.models import (
    PLAN,
    AccountRequest,
    Bill,
    BillPayment,
    CreditEntry,
    SubscribedService,
    Subscription,
)
from knowledge.accounts.periods import after_months
from knowledge.accounts.rules import AccountRules
from knowledge.accounts.states import (
    BillState,
    CreditKind,
    RequestKind,
    SubscriptionState,
)
from knowledge.accounts.wishes import (
    AccountWish,
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
from knowledge.aftersales.decision import Move
from knowledge.aftersales.effect import Effect
from knowledge.aftersales.money_moves import move_on_card
from knowledge.customers.consents import GRANTED, MARKETING, decide
from knowledge.customers.identities import PHONE, remember
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.orders.models import Order
from knowledge.orders.payments import EntryState


class AccountEffects:
    """Carries out a confirmed wish of a customer in one session.

    Args:
        key: The command's own key, under which money moves.
        facts: What was decided on, kept for the person who has to look at it.
    """

    def __init__(
        self,
        session: Session,
        rules: AccountRules,
        customer_id: int,
        *,
        key: str,
        moves: tuple[Move, ...] = (),
        person: bool = False,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        self._session = session
        self._rules = rules
        self._customer_id = customer_id
        self._key = key
        self._moves = moves
        self._person = person
        self._facts = dict(facts or {})

    def carry_out(self, wish: AccountWish) -> Effect:
        """Do what the wish says."""
        if isinstance(wish, EditAccount):
            return self._edit(wish)
        if isinstance(wish, ChangeEmail):
            return self._request(RequestKind.EMAIL_CHANGE, said=wish.email)
        if isinstance(wish, JoinNewsletter):
            customer = self._session.get_one(Customer, self._customer_id)
            decide(customer, MARKETING, GRANTED, wish.wording, "chat")
            return Effect(f"C-{self._customer_id}", "customer.newsletter_joined")
        if isinstance(wish, ClaimCredit):
            return self._credit(wish)
        if isinstance(wish, PayBill | ExtendBill | DisputeBill):
            return self._bill(wish)
        subscription = subscription_of(self._session, self._customer_id, wish.subscription, lock=True)
        if isinstance(wish, ChangeService):
            return self._service(subscription, wish)
        if isinstance(wish, ChangeBilling):
            subscription.method = wish.method
            return Effect(subscription.number, "subscription.billing_changed")
        return self._renew(subscription, wish)

    def _edit(self, wish: EditAccount) -> Effect:
        customer = self._session.get_one(Customer, self._customer_id)
        if wish.name:
            customer.name = wish.name
        if wish.phone:
            before, customer.phone = customer.phone, wish.phone
            self._session.flush()
            remember(self._session, customer.id, PHONE, before, "chat")
        return Effect(customer.shop_id, "customer.details_changed")

    def _request(self, kind: RequestKind, *, about: str = "", said: str = "", **facts: str) -> Effect:
        made = AccountRequest(
            number=f"Q-{secrets.token_hex(4).upper()}",
            customer_id=self._customer_id,
            kind=kind,
            about=about,
            said=said,
            facts=self._facts | facts,
        )
        self._session.add(made)
        return Effect(made.number, f"account.{kind.value}_requested")

    def _bill(self, wish: PayBill | ExtendBill | DisputeBill) -> Effect:
        bill = bill_of(self._session, self._customer_id, wish.bill, lock=True)
        if isinstance(wish, ExtendBill):
            bill.extended_from = bill.due_at
            day = datetime.fromisoformat(wish.until).date()
            bill.due_at = datetime.combine(day, bill.due_at.timetz())
            return Effect(bill.number, "bill.extended")
        if isinstance(wish, DisputeBill):
            if bill.state == BillState.OPEN:
                set_bill_state(bill, BillState.DISPUTED)
            return self._request(RequestKind.BILL_DISPUTE, about=bill.number, said=wish.said)
        done = [self._move_money(bill, move, place) for place, move in enumerate(self._moves)]
        at_once = all(done)
        set_bill_state(bill, BillState.PAID if at_once else BillState.PAYING)
        wake(bill.subscription)
        return Effect(bill.number, "bill.paid" if at_once else "bill.payment_started")

    def _move_money(self, bill: Bill, move: Move, place: int) -> bool:
        """Write a movement, the command's so-manieth, into the bill's ledger; gives whether it is done."""
        currency = bill.subscription.currency
        at_once = move_on_card(self._session, self._customer_id, move, currency)
        bill.payments.append(
            BillPayment(
                key=f"{self._key}:{place}",
                kind=move.kind,
                state=EntryState.SUCCEEDED if at_once else EntryState.PENDING,
                method=move.method,
                amount_minor=move.minor,
                currency=currency,
            )
        )
        return at_once

    def _service(self, subscription: Subscription, wish: ChangeService) -> Effect:
        service = [each for each in subscription.services if each.code == wish.service][-1]
        if wish.wanted:
            again = SubscribedService(code=service.code, name=service.name, price_minor=service.price_minor)
            subscription.services.append(again)
            return Effect(subscription.number, "subscription.service_added")
        service.removed_at, service.removed_by = utc_now(), "customer"
        by_number = {bill.number: bill for bill in subscription.bills}
        charged = [by_number[number] for number in self._facts.get("bills", ())]
        if self._person:
            self._request(RequestKind.BILL_DISPUTE, about=charged[-1].number, service=wish.service)
        else:
            for place, (bill, move) in enumerate(zip(charged, self._moves, strict=True)):
                self._move_money(bill, move, place)
        if self._rules.refund_unordered_services and not self._facts.get("by_customer", True):
            _take_off(subscription, wish.service)
        return Effect(subscription.number, "subscription.service_removed")

    def _renew(self, subscription: Subscription, _wish: RenewSubscription) -> Effect:
        now = utc_now()
        if subscription.state != SubscriptionState.ACTIVE:
            set_subscription_state(subscription, SubscriptionState.ACTIVE)
        begins = max(now, subscription.ended_at or now)
        subscription.renews_at = after_months(begins, subscription.months)
        subscription.ended_at, subscription.end_reason = None, ""
        lines: list[dict[str, Any]] = [{"code": PLAN, "minor": subscription.price_minor}]
        lines += [{"code": each.code, "minor": each.price_minor} for each in subscription.running]
        bill = Bill(
            number=f"{subscription.number}-{len(subscription.bills) + 1}",
            amount_minor=sum(int(line["minor"]) for line in lines),
            lines=lines,
            issued_at=now,
            due_at=(now + timedelta(days=self._rules.bill_days)).astimezone(UTC),
        )
        subscription.bills.append(bill)
        return Effect(bill.number, "subscription.renewed")

    def _credit(self, wish: ClaimCredit) -> Effect:
        if self._person:
            return self._request(RequestKind.MISSING_CREDIT, about=wish.about, said=wish.said)
        order = self._session.scalars(select(Order).where(Order.number == wish.about)).one()
        self._session.add(
            CreditEntry(
                key=f"claim:{self._key}",
                customer_id=self._customer_id,
                order_id=order.id,
                kind=CreditKind.POINTS,
                amount=wish.points,
                reason="added_later",
            )
        )
        return Effect(wish.about, "account.points_added")


def _take_off(subscription: Subscription, service: str) -> None:
    """Bills that are still owed ask no more for a service that nobody ordered."""
    for bill in subscription.bills:
        if bill.owed:
            bill.lines = [line for line in bill.lines if line["code"] != service]
            bill.amount_minor = sum(int(line["minor"]) for line in bill.lines)
