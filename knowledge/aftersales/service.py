"""Cancelling and returning: propose, then commit exactly what was confirmed, once.

A proposal is what the shopper is shown. Its key covers all that was shown; committing checks the key
again against the facts of that moment, so nothing is done that differs from what got the yes.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from knowledge import audit
from knowledge.aftersales.decisions import (
    CancelFacts,
    Decision,
    LineFacts,
    ReturnFacts,
    decide_cancel,
    decide_return,
)
from knowledge.aftersales.errors import ProposalChanged, Refused, SealUnknown
from knowledge.aftersales.models import (
    CompletedCommand,
    Refund,
    RefundState,
    Return,
    ReturnLine,
    ReturnState,
)
from knowledge.aftersales.policy import RETURN_REASONS, Policy
from knowledge.aftersales.proposals import Done, Proposal, RefundStatus
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.money import Money
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.orders.service import OrderNotFound


class AfterSales:
    """After-sales of a shop under one policy."""

    def __init__(self, sessions: SessionFactory, policy: Policy) -> None:
        self._sessions = sessions
        self.policy = policy

    def decide_return(
        self,
        customer_id: int,
        number: str,
        line_id: int,
        *,
        quantity: int = 1,
        reason: str | None = None,
        opened: bool | None = None,
    ) -> Decision:
        """Whether this line of the customer's order may go back now."""
        with self._sessions() as session:
            order = _owned(session, customer_id, number)
            return self._decide(
                session, order, line_id=line_id, quantity=quantity, reason=reason, opened=opened
            )

    def propose_return(
        self,
        customer_id: int,
        number: str,
        line_id: int,
        *,
        quantity: int = 1,
        reason: str,
        opened: bool | None = None,
    ) -> Proposal:
        """What returning this line would do.

        Raises `Refused` or `OrderNotFound`; `ValueError` for a reason that is none of `RETURN_REASONS`;
        `SealUnknown` when `opened` decides and is not given.
        """
        if reason not in RETURN_REASONS:
            raise ValueError(f"{reason!r} is no reason for a return")
        with self._sessions() as session:
            return self._propose_return(
                session,
                customer_id,
                number,
                line_id=line_id,
                quantity=quantity,
                reason=reason,
                opened=opened,
            )

    def _propose_return(
        self,
        session: Session,
        customer_id: int,
        number: str,
        *,
        line_id: int,
        quantity: int,
        reason: str,
        opened: bool | None,
    ) -> Proposal:
        order = _owned(session, customer_id, number)
        decision = self._decide(
            session, order, line_id=line_id, quantity=quantity, reason=reason, opened=opened
        )
        if not decision.allowed:
            raise Refused(decision)
        sealed = decision.facts["returns"] in self.policy.unopened_only
        if sealed and opened is None and reason not in self.policy.faulty_reasons:
            raise SealUnknown
        return Proposal(
            kind="return",
            order_number=order.number,
            lines=((line_id, quantity),),
            reason=reason,
            refund_minor=decision.refund_minor,
            fee_minor=decision.fee_minor,
            delivery_minor=decision.delivery_minor,
            currency=order.currency,
            method=order.payment_method,
            rule=decision.rule,
            policy_version=decision.policy_version,
            opened=opened,
            attempt=_attempts(session, line_id),
        )

    def _decide(
        self,
        session: Session,
        order: Order,
        *,
        line_id: int,
        quantity: int,
        reason: str | None,
        opened: bool | None,
    ) -> Decision:
        line = next((line for line in order.lines if line.id == line_id), None)
        if line is None:
            raise OrderNotFound(order.number)
        product = session.get(Product, line.product_id)
        facts = ReturnFacts(
            state=OrderState(order.state),
            delivered_at=order.delivered_at,
            level=order.customer.level,
            country=order.address.get("country") or order.customer.country,
            line=LineFacts(
                line_id=line.id,
                label=line.label,
                quantity=line.quantity,
                already_returned=_returned(session, line.id),
                unit_minor=_paid_for_one(order, line),
                returns=product.returns if product is not None else "standard",
                warranty_months=product.warranty_months if product is not None else 0,
            ),
            quantity=quantity,
            reason=reason,
            now=utc_now(),
            opened=opened,
            delivery_minor=self._delivery_refund(session, order, quantity),
        )
        return decide_return(facts, self.policy)

    def _delivery_refund(self, session: Session, order: Order, quantity: int) -> int:
        """What delivery cost, at most the standard rate, when with this return all of an order has gone back."""
        if sum(each.quantity - _returned(session, each.id) for each in order.lines) != quantity:
            return 0
        goods = sum(each.unit_minor * each.quantity for each in order.lines)
        paid = max(0, order.shipping_minor - max(0, order.discount_minor - goods))
        return min(paid, self.policy.standard_delivery_minor)

    def propose_cancel(self, customer_id: int, number: str) -> Proposal:
        """What cancelling this order would do; raises `Refused` or `OrderNotFound`."""
        with self._sessions() as session:
            return self._propose_cancel(session, customer_id, number)

    def _propose_cancel(self, session: Session, customer_id: int, number: str) -> Proposal:
        order = _owned(session, customer_id, number)
        facts = CancelFacts(
            state=OrderState(order.state),
            total_minor=order.total.minor,
            charged=order.payment_method in self.policy.charged_when_ordered,
        )
        decision = decide_cancel(facts, self.policy)
        if not decision.allowed:
            raise Refused(decision)
        return Proposal(
            kind="cancel",
            order_number=order.number,
            lines=(),
            reason="changed_mind",
            refund_minor=decision.refund_minor,
            fee_minor=0,
            currency=order.currency,
            method=order.payment_method,
            rule=decision.rule,
            policy_version=decision.policy_version,
        )

    def commit(self, customer_id: int, proposal: Proposal) -> Done:
        """Do what was confirmed. A second time it gives the first result again.

        Raises `Refused` or `ProposalChanged` when it may no longer be done as shown, `OrderNotFound` for
        another's order; nothing is written then.
        """
        with writing(self._sessions) as session:
            order = _owned(session, customer_id, proposal.order_number, lock=True)
            done = session.get(CompletedCommand, proposal.key)
            if done is not None:
                refund = Money(done.result["refund_minor"], done.result["currency"])
                return Done(done.result["number"], refund, repeated=True)
            if proposal.kind == "return":
                ((line_id, quantity),) = proposal.lines
                fresh = self._propose_return(
                    session,
                    customer_id,
                    proposal.order_number,
                    line_id=line_id,
                    quantity=quantity,
                    reason=proposal.reason,
                    opened=proposal.opened,
                )
            else:
                fresh = self._propose_cancel(session, customer_id, proposal.order_number)
            if fresh != proposal:
                raise ProposalChanged
            number = (
                self._return(session, order, proposal)
                if proposal.kind == "return"
                else self._cancel(session, order, proposal)
            )
            session.add(
                CompletedCommand(
                    key=proposal.key,
                    kind=proposal.kind,
                    result={
                        "number": number,
                        "refund_minor": proposal.refund_minor,
                        "currency": proposal.currency,
                    },
                )
            )
            audit.record(
                session,
                actor=f"customer:{customer_id}",
                action=proposal.kind,
                subject=f"order:{order.number}",
                number=number,
                **proposal.to_dict(),
            )
            refresh_values(session, [customer_id])
            return Done(number, proposal.refund)

    def _return(self, session: Session, order: Order, proposal: Proposal) -> str:
        count = session.scalar(select(func.count()).select_from(Return).where(Return.order_id == order.id))
        number = f"R-{order.number}-{(count or 0) + 1}"
        made = Return(
            number=number,
            order_id=order.id,
            reason=proposal.reason,
            policy_rule=proposal.rule,
            policy_version=proposal.policy_version,
            lines=[ReturnLine(order_line_id=line, quantity=quantity) for line, quantity in proposal.lines],
        )
        session.add(made)
        session.flush()
        session.add(_refund(order, proposal, made.id))
        return number

    def _cancel(self, session: Session, order: Order, proposal: Proposal) -> str:
        order.state = OrderState.CANCELLED
        order.cancelled_at = utc_now()
        order.cancel_reason = proposal.reason
        for line in order.lines:
            variant = session.scalars(
                select(Variant).where(Variant.sku == line.sku).with_for_update()
            ).first()
            if variant is not None:
                variant.stock += line.quantity
                variant.product.updated_at = utc_now()  # what searches keep in memory is read again
        if proposal.refund_minor:
            session.add(_refund(order, proposal, None))
        return order.number

    def refunds(self, customer_id: int) -> Sequence[RefundStatus]:
        """A customer's refunds, newest first."""
        with self._sessions() as session:
            rows = session.execute(
                select(Refund, Return, Order.number)
                .join(Order, Refund.order_id == Order.id)
                .outerjoin(Return, Refund.return_id == Return.id)
                .where(Order.customer_id == customer_id)
                .order_by(Refund.created_at.desc(), Refund.id.desc())
            ).all()
        return [
            RefundStatus(
                order_number=number,
                return_number=made.number if made is not None else None,
                return_state=ReturnState(made.state) if made is not None else None,
                state=RefundState(refund.state),
                amount=refund.amount,
                method=refund.method,
                created_at=refund.created_at,
                settled_at=refund.settled_at,
            )
            for refund, made, number in rows
        ]

    def open_returns(self, customer_id: int) -> Sequence[Return]:
        """A customer's returns that have not been received, newest first, with their lines."""
        with self._sessions() as session:
            return session.scalars(
                select(Return)
                .join(Order, Return.order_id == Order.id)
                .where(Order.customer_id == customer_id, Return.state == ReturnState.REQUESTED)
                .options(selectinload(Return.lines).selectinload(ReturnLine.order_line))
                .order_by(Return.requested_at.desc())
            ).all()


def _owned(session: Session, customer_id: int, number: str, *, lock: bool = False) -> Order:
    """The customer's order; with `lock`, nobody else changes it until the transaction ends."""
    query = (
        select(Order)
        .where(Order.number == number.strip().lstrip("#"), Order.customer_id == customer_id)
        .options(selectinload(Order.lines), selectinload(Order.fulfilments), selectinload(Order.customer))
    )
    order = session.scalars(query.with_for_update() if lock else query).first()
    if order is None:
        raise OrderNotFound(number)
    return order


def _returned(session: Session, line_id: int) -> int:
    """How many of an order line are on their way back or back."""
    count = session.scalar(
        select(func.sum(ReturnLine.quantity))
        .join(Return, ReturnLine.return_id == Return.id)
        .where(ReturnLine.order_line_id == line_id, Return.state != ReturnState.CANCELED)
    )
    return int(count or 0)


def _attempts(session: Session, line_id: int) -> int:
    """How many returns of an order line were asked for, those that were called off included."""
    return (
        session.scalar(
            select(func.count()).select_from(ReturnLine).where(ReturnLine.order_line_id == line_id)
        )
        or 0
    )


def _paid_for_one(order: Order, line: OrderLine) -> int:
    """The price of one after its share of the order's discount, rounded down to the minor unit; 0 or more."""
    gross = sum(each.unit_minor * each.quantity for each in order.lines)
    if not order.discount_minor or not gross:
        return line.unit_minor
    # A discount can be larger than the goods when it covers the delivery too.
    return max(0, line.unit_minor - -(-line.unit_minor * order.discount_minor // gross))


def _refund(order: Order, proposal: Proposal, return_id: int | None) -> Refund:
    return Refund(
        order_id=order.id,
        return_id=return_id,
        state=RefundState.PENDING,
        amount_minor=proposal.refund_minor,
        currency=proposal.currency,
        destination="gift_card" if order.payment_method == "gift_card" else "original_payment",
        method=order.payment_method,
    )
