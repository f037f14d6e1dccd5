"""The shop's side: goods come back, exchanges are sent, claims are accepted or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge import audit, outbox
from knowledge.aftersales.decision import Move, settle_difference
from knowledge.aftersales.errors import RefundedAhead
from knowledge.aftersales.facts import MethodFacts
from knowledge.aftersales.models import Claim, Exchange, ExchangeLine, Refund, Return, ReturnLine
from knowledge.aftersales.money_moves import open_refund, post, settle_refund
from knowledge.aftersales.receipts import Condition, Expected, NotExpected, condition_of, pay_for_arrived
from knowledge.aftersales.states import (
    CLAIM_TRANSITIONS,
    EXCHANGE_TRANSITIONS,
    RETURN_TRANSITIONS,
    ClaimState,
    Destination,
    ExchangeState,
    RefundState,
    ReturnState,
)
from knowledge.aftersales.stock import change_stock
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.errors import NotFound
from knowledge.orders.models import Order
from knowledge.orders.payments import EntryKind, MethodKind, PaymentMethod
from knowledge.states import moved


class Receiving:
    """What staff and warehouse do; every step is audited under `actor`, such as `staff:3`."""

    def __init__(self, sessions: SessionFactory, *, counts_stock: bool = True) -> None:
        self._sessions = sessions
        self._counts_stock = counts_stock

    def receive_return(
        self, number: str, arrived: Mapping[int, int], *, actor: str, condition: Condition | None = None
    ) -> ReturnState:
        """Note what arrived of a return, by order line: it is paid for, and what can be sold is stock again.

        Without a condition, goods that came back as damaged or defective cannot be sold, all others can.
        Raises `NotFound`, `NotExpected` or `IllegalTransition`.
        """
        with writing(self._sessions) as session:
            made = _return(session, number)
            now = ReturnState(made.state)
            moved(f"return {number}", RETURN_TRANSITIONS, now, ReturnState.RECEIVED)  # waits for goods at all
            for line in made.lines:
                line.received += arrived.get(line.order_line_id, 0)
                if not 0 <= line.received <= line.quantity or arrived.get(line.order_line_id, 0) < 0:
                    raise NotExpected(number, line.order_line_id)
            for line_id in arrived.keys() - {line.order_line_id for line in made.lines}:
                raise NotExpected(number, line_id)
            complete = all(line.received == line.quantity for line in made.lines)
            state = ReturnState.RECEIVED if complete else ReturnState.PARTIALLY_RECEIVED
            made.state = moved(f"return {number}", RETURN_TRANSITIONS, now, state)
            if complete:
                made.received_at = utc_now()
            paid = pay_for_arrived(session, made, complete=complete)
            condition = condition or condition_of(made.reason)
            skus = {line.order_line_id: line.order_line.sku for line in made.lines}
            self._restock(session, ((skus[line_id], count) for line_id, count in arrived.items()), condition)
            _note(
                session,
                actor,
                f"return.{state.value}",
                number,
                arrived={skus[line_id]: count for line_id, count in arrived.items()},
                condition=condition.value,
                refund_minor=paid,
            )
            refresh_values(session, [made.order.customer_id])
            return state

    def expected(self, number: str) -> Sequence[Expected]:
        """What a return still waits for; raises `NotFound`."""
        with self._sessions() as session:
            made = _return(session, number, lock=False)
            return [
                Expected(line.order_line_id, line.order_line.sku, line.quantity - line.received)
                for line in made.lines
            ]

    def cancel_return(self, number: str, *, actor: str) -> None:
        """Call a return off: nothing goes back, no money either.

        Raises `NotFound`, `IllegalTransition`, or `RefundedAhead` when its money went back before the goods.
        """
        with writing(self._sessions) as session:
            made = _return(session, number)
            if made.goods_due_at is not None:
                raise RefundedAhead(number)
            now = ReturnState(made.state)
            made.state = moved(f"return {number}", RETURN_TRANSITIONS, now, ReturnState.CANCELED)
            for refund in session.scalars(select(Refund).where(Refund.return_id == made.id)):
                session.delete(refund)
            _note(session, actor, "return.canceled", number)

    def receive_exchange(
        self, number: str, *, actor: str, condition: Condition = Condition.RESELLABLE
    ) -> None:
        """Note that exchanged goods arrived: the difference is paid or goes back, they can be sold again."""
        with writing(self._sessions) as session:
            made = _exchange(session, number)
            now = ExchangeState(made.state)
            made.state = moved(f"exchange {number}", EXCHANGE_TRANSITIONS, now, ExchangeState.RECEIVED)
            made.received_at = utc_now()
            for move in settle_difference(_method(session, made), made.difference_minor):
                refund = None
                if move.kind == EntryKind.REFUND:
                    refund = open_refund(made.order, move, exchange_id=made.id)
                    session.add(refund)
                post(session, made.order, move, key=f"{number}:difference", refund=refund)
            back = [(line.order_line.sku, line.quantity) for line in made.lines]
            self._restock(session, back, condition)
            _note(session, actor, "exchange.received", number, condition=condition.value)
            refresh_values(session, [made.order.customer_id])

    def complete_exchange(self, number: str, *, actor: str) -> None:
        """Note that the new goods were sent."""
        self._move_exchange(number, ExchangeState.COMPLETED, actor)

    def cancel_exchange(self, number: str, *, actor: str) -> None:
        """Call an exchange off; what was kept for it can be sold again."""
        self._move_exchange(number, ExchangeState.CANCELED, actor)

    def _move_exchange(self, number: str, state: ExchangeState, actor: str) -> None:
        with writing(self._sessions) as session:
            made = _exchange(session, number)
            made.state = moved(f"exchange {number}", EXCHANGE_TRANSITIONS, ExchangeState(made.state), state)
            if state == ExchangeState.CANCELED:
                kept = ((line.sku, line.quantity) for line in made.lines)
                self._restock(session, kept, Condition.RESELLABLE)
            _note(session, actor, f"exchange.{state.value}", number)

    def settle_refund(self, refund_id: int, *, paid: bool, actor: str) -> None:
        """Note that the shop's own system paid a refund, or could not.

        For orders whose payment history that system keeps; others settle by their ledger. Raises `NotFound` or
        `IllegalTransition`.
        """
        state = RefundState.SUCCEEDED if paid else RefundState.FAILED
        with writing(self._sessions) as session:
            refund = session.get(Refund, refund_id, with_for_update=True)
            if refund is None:
                raise NotFound("refund", str(refund_id))
            settle_refund(refund, state)
            amount = {"amount_minor": refund.amount_minor, "currency": refund.currency}
            _note(session, actor, f"refund.{state.value}", str(refund_id), **amount)
            refresh_values(session, [session.get_one(Order, refund.order_id).customer_id])

    def _restock(self, session: Session, goods: Iterable[tuple[str, int]], condition: Condition) -> None:
        if self._counts_stock and condition == Condition.RESELLABLE:
            counted: Counter[str] = Counter()
            for sku, quantity in goods:
                counted[sku] += quantity
            change_stock(session, counted)

    def settle_claim(self, number: str, *, accepted: bool, actor: str) -> None:
        """Accept a claim that waited for a person, or reject it; raises `OutOfStock` for a replacement."""
        state = ClaimState.ACCEPTED if accepted else ClaimState.REJECTED
        with writing(self._sessions) as session:
            query = select(Claim).where(Claim.number == number).with_for_update()
            made = session.scalars(query.options(selectinload(Claim.order))).first()
            if made is None:
                raise NotFound("claim", number)
            made.state = moved(f"claim {number}", CLAIM_TRANSITIONS, ClaimState(made.state), state)
            if accepted and made.refund_minor:
                order = made.order
                first = order.payments[0].method if order.payments else order.payment_method
                move = Move(EntryKind.REFUND, first, Destination.ORIGINAL_PAYMENT, made.refund_minor)
                refund = open_refund(order, move, claim_id=made.id)
                session.add(refund)
                post(session, order, move, key=f"{number}:refund", refund=refund)
            if accepted and made.remedy == "replacement" and self._counts_stock:
                change_stock(session, _to_send(made))
            _note(session, actor, f"claim.{state.value}", number, refund_minor=made.refund_minor)


def _to_send(made: Claim) -> dict[str, int]:
    """What a replacement takes out of stock, by SKU."""
    skus = {line.id: line.sku for line in made.order.lines}
    taken: Counter[str] = Counter()
    for line in made.lines:
        taken[skus[line.order_line_id]] -= line.quantity
    return dict(taken)


def _return(session: Session, number: str, *, lock: bool = True) -> Return:
    query = select(Return).where(Return.number == number)
    query = query.options(
        selectinload(Return.lines).selectinload(ReturnLine.order_line),
        selectinload(Return.order).selectinload(Order.payments),
        selectinload(Return.order).selectinload(Order.lines),
    )
    made = session.scalars(query.with_for_update() if lock else query).first()
    if made is None:
        raise NotFound("return", number)
    return made


def _exchange(session: Session, number: str) -> Exchange:
    query = select(Exchange).where(Exchange.number == number).with_for_update()
    lines = selectinload(Exchange.lines).selectinload(ExchangeLine.order_line)
    made = session.scalars(query.options(selectinload(Exchange.order), lines)).first()
    if made is None:
        raise NotFound("exchange", number)
    return made


def _method(session: Session, made: Exchange) -> MethodFacts:
    query = select(PaymentMethod).where(
        PaymentMethod.customer_id == made.order.customer_id, PaymentMethod.code == made.method
    )
    stored = session.scalars(query).first()
    return MethodFacts(made.method, MethodKind(stored.kind) if stored is not None else MethodKind.OTHER)


def _note(session: Session, actor: str, action: str, number: str, **facts: object) -> None:
    subject = f"{action.partition('.')[0]}:{number}"
    audit.record(session, actor=actor, action=action, subject=subject, **facts)
    outbox.announce(
        session,
        key=f"{action}:{number}:{utc_now().isoformat()}"[:80],
        type_=f"attendant.{action}",
        subject=subject,
        **facts,
    )
