"""Reading from the database the facts that decisions about accounts are made on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.accounts import points
from knowledge.accounts.errors import BillNotFound, SubscriptionNotFound
from knowledge.accounts.facts import (
    BillFacts,
    BillingFacts,
    BillPaymentFacts,
    CreditFacts,
    DetailsFacts,
    ExtensionFacts,
    NewsletterFacts,
    RenewalFacts,
    ServiceCharge,
    ServiceFacts,
)
from knowledge.accounts.models import Bill, Subscription
from knowledge.accounts.rules import AccountRules
from knowledge.accounts.states import BillState, SubscriptionState
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
)
from knowledge.aftersales.facts import MethodFacts, PayingFacts
from knowledge.aftersales.row_facts import own_methods, unstored_method
from knowledge.cells import email_address
from knowledge.customers.consents import MARKETING, wording
from knowledge.customers.identities import e164
from knowledge.customers.models import Consent, Customer
from knowledge.importing import BadField
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState, net_by_method
from knowledge.orders.service import OrderNotFound

SAME_PERIOD = timedelta(days=14)
"""Two bills issued within so many days are for the same period."""
LONGEST_NAME = 120

AccountFacts = (
    DetailsFacts
    | NewsletterFacts
    | ExtensionFacts
    | BillPaymentFacts
    | BillFacts
    | ServiceFacts
    | RenewalFacts
    | BillingFacts
    | CreditFacts
)


def bill_of(session: Session, customer_id: int, number: str, *, lock: bool = False) -> Bill:
    """The customer's bill; raises `BillNotFound`."""
    query = (
        select(Bill)
        .join(Subscription)
        .where(Bill.number == number.strip(), Subscription.customer_id == customer_id)
        .options(selectinload(Bill.subscription).selectinload(Subscription.bills))
        .options(selectinload(Bill.subscription).selectinload(Subscription.services))
    )
    bill = session.scalars(query.with_for_update(of=Bill) if lock else query).first()
    if bill is None:
        raise BillNotFound(number)
    return bill


def subscription_of(session: Session, customer_id: int, number: str, *, lock: bool = False) -> Subscription:
    """The customer's subscription; raises `SubscriptionNotFound`."""
    query = (
        select(Subscription)
        .where(Subscription.number == number.strip(), Subscription.customer_id == customer_id)
        .options(selectinload(Subscription.bills), selectinload(Subscription.services))
    )
    found = session.scalars(query.with_for_update() if lock else query).first()
    if found is None:
        raise SubscriptionNotFound(number)
    return found


class AccountGathering:
    """Reads facts in one session; with `lock`, what it reads is held until the end."""

    def __init__(self, session: Session, rules: AccountRules, now: datetime, *, lock: bool = False) -> None:
        self._session = session
        self._rules = rules
        self._now = now
        self._lock = lock

    def facts(self, customer_id: int, wish: AccountWish) -> AccountFacts:
        """All that the decision on a wish looks at; raises `NotFound` for what is another's."""
        if isinstance(wish, EditAccount | ChangeEmail):
            return self._details(customer_id, wish)
        if isinstance(wish, JoinNewsletter):
            return self._newsletter(customer_id, wish)
        if isinstance(wish, ExtendBill):
            bill = self._bill(customer_id, wish.bill)
            days = (date.fromisoformat(wish.until) - bill.due_at.date()).days
            return ExtensionFacts(bill, days)
        if isinstance(wish, PayBill):
            found = bill_of(self._session, customer_id, wish.bill, lock=self._lock)
            paying = self._paying(customer_id, found.subscription, wish.method)
            return BillPaymentFacts(self._bill_facts(customer_id, found), paying)
        if isinstance(wish, DisputeBill):
            return self._bill(customer_id, wish.bill)
        if isinstance(wish, ClaimCredit):
            return self._credit(customer_id, wish)
        subscription = subscription_of(self._session, customer_id, wish.subscription, lock=self._lock)
        if isinstance(wish, ChangeService):
            return self._service(customer_id, subscription, wish)
        if isinstance(wish, ChangeBilling):
            paying = self._paying(customer_id, subscription, wish.method)
            return BillingFacts(SubscriptionState(subscription.state), paying)
        return self._renewal(subscription)

    def _details(self, customer_id: int, wish: EditAccount | ChangeEmail) -> DetailsFacts:
        customer = self._session.get_one(Customer, customer_id)
        if isinstance(wish, ChangeEmail):
            asked, before = {"email": wish.email}, {"email": customer.email}
        else:
            asked = {"name": wish.name, "phone": wish.phone}
            before = {"name": customer.name, "phone": customer.phone}
        given = {part: value for part, value in asked.items() if value}
        return DetailsFacts(
            given=tuple(given),
            unusable=tuple(part for part, value in given.items() if not usable(part, value)),
            unchanged=tuple(part for part, value in given.items() if value == before[part]),
        )

    def _newsletter(self, customer_id: int, wish: JoinNewsletter) -> NewsletterFacts:
        query = select(Consent.state).where(Consent.customer_id == customer_id, Consent.purpose == MARKETING)
        in_force = wording(MARKETING)
        return NewsletterFacts(
            state=self._session.scalar(query) or "",
            wording=wish.wording,
            wording_in_force=in_force.version if in_force is not None else "",
        )

    def _bill(self, customer_id: int, number: str) -> BillFacts:
        found = bill_of(self._session, customer_id, number, lock=self._lock)
        return self._bill_facts(customer_id, found)

    def _bill_facts(self, customer_id: int, bill: Bill) -> BillFacts:
        subscription = bill.subscription
        had = [
            service.price_minor
            for service in subscription.services
            if service.added_at <= bill.issued_at
            and (service.removed_at is None or service.removed_at > bill.issued_at)
        ]
        twins = [
            other
            for other in subscription.bills
            if other.id != bill.id
            and other.state != BillState.VOID
            and abs(other.issued_at - bill.issued_at) < SAME_PERIOD
        ]
        return BillFacts(
            state=BillState(bill.state),
            amount_minor=bill.amount_minor,
            issued_at=bill.issued_at,
            due_at=bill.due_at,
            level=self._session.get_one(Customer, customer_id).level,
            now=self._now,
            extended=bill.extended_from is not None,
            expected_minor=subscription.price_minor + sum(had),
            same_period=len(twins),
            currency=subscription.currency,
        )

    def _paying(self, customer_id: int, subscription: Subscription, code: str) -> PayingFacts:
        own = own_methods(self._session, customer_id, subscription.currency, lock=self._lock)
        original = own.get(subscription.method) or unstored_method(subscription.method)
        # A method that is stored no more cannot be charged, whatever the subscription says.
        return PayingFacts(original, own.get(code), code or "none", tuple(own.values()), charged=False)

    def _service(self, customer_id: int, subscription: Subscription, wish: ChangeService) -> ServiceFacts:
        same = [service for service in subscription.services if service.code == wish.service]
        service = same[-1] if same else None
        running = service is not None and service.removed_at is None
        since = self._now - timedelta(days=self._rules.dispute_days)
        own = own_methods(self._session, customer_id, subscription.currency, lock=self._lock)
        charges = [
            _charge(bill, wish.service, own)
            for bill in subscription.bills
            if bill.state == BillState.PAID and bill.issued_at >= since
        ]
        return ServiceFacts(
            subscription=SubscriptionState(subscription.state),
            known=service is not None,
            running=running,
            wanted=wish.wanted,
            by_customer=service is not None
            and (service.added_by if running else service.removed_by) == "customer",
            price_minor=service.price_minor if service is not None else 0,
            charges=tuple(charge for charge in charges if charge.minor > 0),
            currency=subscription.currency,
        )

    @staticmethod
    def _renewal(subscription: Subscription) -> RenewalFacts:
        services = sum(service.price_minor for service in subscription.running)
        return RenewalFacts(
            state=SubscriptionState(subscription.state),
            renews=subscription.renews_at is not None,
            price_minor=subscription.price_minor + services,
            open_bills=sum(bill.owed for bill in subscription.bills),
            currency=subscription.currency,
        )

    def _credit(self, customer_id: int, wish: ClaimCredit) -> CreditFacts:
        if not wish.about:
            return CreditFacts(points=0)
        query = (
            select(Order)
            .where(Order.number == wish.about, Order.customer_id == customer_id)
            .options(selectinload(Order.lines), selectinload(Order.fulfilments))
        )
        order = self._session.scalars(query).first()
        if order is None:
            raise OrderNotFound(wish.about)
        has = points.entered(self._session, order.id)
        return CreditFacts(
            points=wish.points,
            order=OrderState(order.state),
            delivered=order.state == OrderState.DELIVERED,
            owed=points.earned(self._session, order, self._rules.points_per_unit) - has,
            entered=has,
        )


def _charge(bill: Bill, service: str, own: Mapping[str, MethodFacts]) -> ServiceCharge:
    """What a bill asked for a service, and the method that paid it."""
    minor = sum(int(line["minor"]) for line in bill.lines if line["code"] == service)
    paid = [
        each
        for each in bill.payments
        if each.kind == EntryKind.PAYMENT and each.state == EntryState.SUCCEEDED
    ]
    if not paid or net_by_method(bill.payments)[paid[-1].method] < minor:
        return ServiceCharge(bill.number, minor)
    code = paid[-1].method
    return ServiceCharge(bill.number, minor, own.get(code) or unstored_method(code))


def usable(part: str, value: str) -> bool:
    """Whether a value can be a person's name, telephone number or e-mail address."""
    if part == "phone":
        return e164(value, "") is not None
    if part == "email":
        try:
            return bool(email_address(value, "email"))
        except BadField:
            return False
    letters = sum(letter.isalpha() for letter in value)
    return letters >= 1 and len(value) <= LONGEST_NAME and not any(letter.isdigit() for letter in value)
