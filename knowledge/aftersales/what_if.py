"""What if: past cases decided again under another policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.aftersales.cases import decide_again, decision_of
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.models import DecidedCase
from knowledge.aftersales.policy import Policy
from knowledge.customers.models import Customer
from knowledge.money import Money
from knowledge.orders.models import Order


@dataclass(frozen=True)
class Changed:
    """A case whose answer would be another one."""

    case_id: int
    kind: str
    customer: str
    """The shop's id of the customer."""
    order_number: str
    before: Decision
    after: Decision
    currency: str

    @property
    def difference(self) -> Money:
        """How much more would go back to the customer; negative when less would, or when they would pay."""
        before = self.before.refund_minor - self.before.charge_minor
        after = self.after.refund_minor - self.after.charge_minor
        return Money(after - before, self.currency)


@dataclass(frozen=True)
class WhatIf:
    """What another policy would have said."""

    cases: int
    changed: Sequence[Changed]

    @property
    def newly_allowed(self) -> int:
        """Cases refused then and allowed by the other policy."""
        return sum(not each.before.allowed and each.after.allowed for each in self.changed)

    @property
    def newly_refused(self) -> int:
        """Cases allowed then and refused by the other policy."""
        return sum(each.before.allowed and not each.after.allowed for each in self.changed)

    @property
    def customers(self) -> Sequence[str]:
        """Customers for whom something changes, in order of their ids."""
        return sorted({each.customer for each in self.changed})

    @property
    def money(self) -> Sequence[Money]:
        """How much more would have gone back in all, for each currency."""
        sums: dict[str, int] = {}
        for each in self.changed:
            sums[each.currency] = sums.get(each.currency, 0) + each.difference.minor
        return [Money(minor, currency) for currency, minor in sorted(sums.items())]


def what_if(session: Session, policy: Policy, since: datetime, *, currency: str) -> WhatIf:
    """Decide again what was decided since a moment; `currency` is the shop's, for what is about no order."""
    query = (
        select(DecidedCase, Customer.shop_id, Order.number, Order.currency)
        .join(Customer, Customer.id == DecidedCase.customer_id)
        .outerjoin(Order, Order.id == DecidedCase.order_id)
        .where(DecidedCase.at >= since)
        .order_by(DecidedCase.id)
    )
    cases = 0
    changed = []
    for case, customer, number, order_currency in session.execute(query):
        cases += 1
        before, after = decision_of(case), decide_again(case, policy)
        if _answer(before) != _answer(after):
            money = order_currency or currency
            changed.append(Changed(case.id, case.kind, customer, number or "", before, after, money))
    return WhatIf(cases, changed)


def _answer(decision: Decision) -> tuple[object, ...]:
    """What the customer hears: yes or no and why, and the money. A new version alone changes nothing."""
    return decision.allowed, decision.rule, decision.person, decision.moves, decision.fee_minor
