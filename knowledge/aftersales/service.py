"""What is done after a sale: propose, then commit exactly what was confirmed, once.

A proposal is what the shopper is shown. Its key covers all that was shown; committing checks the key
again against the facts of that moment, so nothing is done that differs from what got the yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from knowledge import audit, outbox
from knowledge.accounts.facts import currency_of
from knowledge.aftersales import cases
from knowledge.aftersales.buying_gathering import DeliveryPlan
from knowledge.aftersales.cases import Facts
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.effects import Effects
from knowledge.aftersales.errors import (
    ConfirmationExpired,
    NotConfirmed,
    ProposalChanged,
    Refused,
    SealUnknown,
)
from knowledge.aftersales.facts import ReturnFacts
from knowledge.aftersales.gathering import Gathering
from knowledge.aftersales.models import CompletedCommand, Refund, Return, ReturnLine
from knowledge.aftersales.owned import owned
from knowledge.aftersales.policy import RETURN_REASONS, Policy
from knowledge.aftersales.proposals import Done, Proposal, RefundStatus
from knowledge.aftersales.standing import Standing
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.aftersales.trust import OPEN
from knowledge.aftersales.wishes import Cancel, GiveBack, Wish, named, order_number_of
from knowledge.customers.models import Customer
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.errors import NotFound
from knowledge.orders.models import Order


class AfterSales:
    """After-sales of a shop under one policy."""

    def __init__(
        self,
        sessions: SessionFactory,
        policy: Policy,
        *,
        currency: str = "EUR",
        delivery: DeliveryPlan | None = None,
    ) -> None:
        self._sessions = sessions
        self.policy = policy
        self.delivery = delivery
        self._currency = currency
        self.standing = Standing(sessions, policy)

    def decide(self, customer_id: int, wish: Wish) -> Decision:
        """What the policy says to a wish now; raises `OrderNotFound` for another's order."""
        with self._sessions() as session:
            order = _order_of(session, customer_id, wish)
            facts = Gathering(session, self.policy, utc_now(), delivery=self.delivery).facts(
                customer_id, order, wish
            )
            return cases.decide(wish.kind, facts, self.policy)

    def propose(self, customer_id: int, wish: Wish) -> Proposal:
        """What a wish would do; the decision is kept as a case.

        Raises `Refused` or `OrderNotFound`; `ValueError` for a return without a reason that the policy knows;
        `SealUnknown` when whether the seal was opened decides and is not said.
        """
        with self._sessions() as session:
            order = _order_of(session, customer_id, wish)
            facts, decision = self._decided(session, customer_id, order, wish)
            proposal = self._proposal(session, customer_id, order, wish, facts, decision)
        with writing(self._sessions) as session:
            self._keep(session, customer_id, order, wish, facts, decision)
        if proposal is None:
            raise Refused(decision)
        return proposal

    def commit(self, customer_id: int, proposal: Proposal, *, confirmed: str) -> Done:
        """Do what was confirmed: `confirmed` is the key of what got the yes. Again, it gives the first result.

        Raises `NotConfirmed` or `ConfirmationExpired` without a good yes, `Refused` or `ProposalChanged` when it
        may no longer be done as shown, `OrderNotFound` for another's order; nothing is written then.
        """
        if confirmed != proposal.key:
            raise NotConfirmed
        wish = proposal.wish
        with writing(self._sessions) as session:
            order = _order_of(session, customer_id, wish, lock=True)
            subject = f"order:{order.number}" if order is not None else f"customer:{customer_id}"
            key = proposal.key if order is not None else f"{customer_id}:{proposal.key}"
            done = session.get(CompletedCommand, key)
            if done is not None:
                return Done.of(done.result, repeated=True)
            age = utc_now() - proposal.shown_at
            if not timedelta(minutes=-1) <= age <= timedelta(minutes=self.policy.confirmation_minutes):
                raise ConfirmationExpired(self.policy.confirmation_minutes)
            facts, decision = self._decided(session, customer_id, order, wish, lock=True)
            if not decision.allowed:
                raise Refused(decision)
            if self._proposal(session, customer_id, order, wish, facts, decision) != proposal:
                raise ProposalChanged
            effects = Effects(session, proposal, counts_stock=self.policy.counts_stock)
            if order is not None:
                effect = effects.carry_out(order, facts)
            else:
                effect = effects.carry_out_own(customer_id, self.policy.accounts, decision.facts)
            result: dict[str, Any] = {
                "number": effect.number,
                "refund_minor": proposal.refund_minor,
                "charge_minor": proposal.charge_minor,
                "currency": proposal.currency,
                "goods_within_days": proposal.goods_within_days,
            }
            self._keep(session, customer_id, order, wish, facts, decision)
            session.add(CompletedCommand(key=key, kind=proposal.kind, subject=subject, result=result))
            outbox.announce(session, key=key, type_=f"attendant.{effect.event}", subject=subject, **result)
            audit.record(
                session,
                actor=f"customer:{customer_id}",
                action=proposal.kind,
                subject=subject,
                number=effect.number,
                **proposal.audited(),
            )
            refresh_values(session, [customer_id])
            return Done.of(result)

    def _decided(
        self, session: Session, customer_id: int, order: Order | None, wish: Wish, *, lock: bool = False
    ) -> tuple[Facts, Decision]:
        reasons = self.policy.returns.reasons
        if isinstance(wish, GiveBack) and reasons and wish.reason not in RETURN_REASONS:
            raise ValueError(f"{wish.reason!r} is no reason for a return")
        gathering = Gathering(session, self.policy, utc_now(), delivery=self.delivery, lock=lock)
        facts = gathering.facts(customer_id, order, wish)
        return facts, cases.decide(wish.kind, facts, self.policy)

    def _proposal(
        self,
        session: Session,
        customer_id: int,
        order: Order | None,
        wish: Wish,
        facts: Facts,
        decision: Decision,
    ) -> Proposal | None:
        """What is shown; None when the policy refuses."""
        if not decision.allowed:
            return None
        if isinstance(facts, ReturnFacts) and facts.opened is None and self._seal_decides(facts):
            raise SealUnknown
        return Proposal(
            wish=wish if order is None else named(wish, order.number),
            rule=decision.rule,
            policy_version=decision.policy_version,
            currency=order.currency if order is not None else currency_of(facts) or self._currency,
            moves=decision.moves,
            arithmetic=decision.arithmetic,
            original_method=order.payment_method if order is not None else "",
            fee_minor=decision.fee_minor,
            delivery_minor=decision.delivery_minor,
            person=decision.person,
            goods_within_days=decision.goods_within_days,
            attempt=_attempts(session, customer_id, order, wish),
        )

    def _seal_decides(self, facts: ReturnFacts) -> bool:
        rules = self.policy.returns
        sealed = any(line.returns in rules.unopened_only for line in facts.lines)
        return sealed and facts.reason not in rules.faulty_reasons

    def _keep(
        self,
        session: Session,
        customer_id: int,
        order: Order | None,
        wish: Wish,
        facts: Facts,
        decision: Decision,
    ) -> None:
        order_id = order.id if order is not None else None
        cases.keep(
            session,
            wish.kind,
            facts,
            decision,
            customer_id=customer_id,
            order_id=order_id,
            policy=self.policy,
        )

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
        return self.decide(customer_id, GiveBack(number, ((line_id, quantity),), reason or "", opened))

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
        """What returning this line would do; raises as `propose` does."""
        return self.propose(customer_id, GiveBack(number, ((line_id, quantity),), reason, opened))

    def propose_cancel(self, customer_id: int, number: str, *, reason: str = "changed_mind") -> Proposal:
        """What cancelling this order would do; raises `Refused` or `OrderNotFound`."""
        return self.propose(customer_id, Cancel(number, reason))

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
        promised: dict[int, int] = {}  # the first refund of each return pays what has not arrived yet
        for refund, made, _ in reversed(rows):
            if made is not None and made.state in OPEN and made.goods_due_at is None:
                promised.setdefault(made.id, refund.id)
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
                waits_for_goods=made is not None and promised.get(made.id) == refund.id,
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


def _order_of(session: Session, customer_id: int, wish: Wish, *, lock: bool = False) -> Order | None:
    """The order a wish is about; None, with the customer locked, for what is about the customer."""
    number = order_number_of(wish)
    if number is not None:
        return owned(session, customer_id, number, lock=lock)
    query = select(Customer.id).where(Customer.id == customer_id)
    if session.scalar(query.with_for_update() if lock else query) is None:
        raise NotFound("customer", str(customer_id))
    return None


def _attempts(session: Session, customer_id: int, order: Order | None, wish: Wish) -> int:
    """How many of the same kind came before: returns of the same lines, else commands on the same subject."""
    if isinstance(wish, GiveBack):
        lines = [line for line, _ in wish.lines]
        query = select(func.count()).select_from(ReturnLine).where(ReturnLine.order_line_id.in_(lines))
    else:
        subject = f"order:{order.number}" if order is not None else f"customer:{customer_id}"
        query = select(func.count()).select_from(CompletedCommand)
        query = query.where(CompletedCommand.subject == subject, CompletedCommand.kind == wish.kind)
    return session.scalar(query) or 0
