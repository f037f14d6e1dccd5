"""A day passes in the demo shop: parcels move on, returns arrive, refunds are paid, and some things come late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.aftersales.models import Refund, Return
from knowledge.aftersales.providers import DemoProvider, ProviderEvent
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.customers.models import Customer
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.demo.showcase import SHOWCASE
from knowledge.errors import DomainError, NotFound
from knowledge.orders.models import Fulfilment, Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry
from knowledge.orders.service import UNDER_WAY
from knowledge.orders.watch import OrderWatch

DAY = timedelta(days=1)
BACK_AFTER = 2 * DAY
"""How long a return is on its way to the warehouse."""
PAID_AFTER = DAY
SETTLED_AT_ONCE = 1_000
ACTOR = "system"


class NotTheDemo(DomainError):
    """The shop has customers of its own: no days are made up for them."""

    def __init__(self) -> None:
        super().__init__("this is not the demo shop: days pass by themselves here")


@dataclass
class DayReport:
    """What happened in the days that passed."""

    out_for_delivery: int = 0
    delivered: int = 0
    returns_arrived: int = 0
    refunds_paid: int = 0
    noticed: int = 0
    """Late orders, and parcels out for delivery, that their customers are told of."""


def advance(
    sessions: SessionFactory, *, held_up: str = "", days: int = 1, now: datetime | None = None
) -> DayReport:
    """Let days pass for all that is under way; the parcels of order `held_up` get stuck.

    Raises:
        NotTheDemo: The shop is a real one.
        NotFound: No order of that number is on its way.
    """
    now, report = now or utc_now(), DayReport()
    with sessions() as session:
        query = select(Customer.id).where(Customer.shop_id.in_([each.shop_id for each in SHOWCASE]))
        if len(session.scalars(query).all()) < len(SHOWCASE):
            raise NotTheDemo
    for _ in range(days):
        with writing(sessions) as session:
            _orders(session, held_up.lstrip("#"), now, report)
            _age_what_goes_back(session)
        _receive(sessions, now, report)
        report.noticed += OrderWatch(sessions).look(now)
    return report


def _orders(session: Session, held_up: str, now: datetime, report: DayReport) -> None:
    whole = (selectinload(Order.fulfilments), selectinload(Order.lines), selectinload(Order.payments))
    orders = session.scalars(select(Order).where(Order.state.in_(UNDER_WAY)).options(*whole)).all()
    if held_up and not any(order.number == held_up for order in orders):
        raise NotFound("order under way with the number", held_up)
    changed: set[int] = set()
    for order in orders:
        before = order.state
        _make_older(order)
        _move_on(order, order.number == held_up, now, report)
        if order.state != before:
            changed.add(order.customer_id)
    refresh_values(session, sorted(changed))


def _make_older(order: Order) -> None:
    order.placed_at -= DAY
    order.promised_at = order.promised_at - DAY if order.promised_at is not None else None
    for parcel in order.fulfilments:
        parcel.shipped_at = parcel.shipped_at - DAY if parcel.shipped_at is not None else None
        parcel.delivered_at = parcel.delivered_at - DAY if parcel.delivered_at is not None else None
        parcel.events = [
            {**event, "at": (datetime.fromisoformat(event["at"]) - DAY).isoformat()}
            for event in parcel.events
        ]


def _move_on(order: Order, held_up: bool, now: datetime, report: DayReport) -> None:
    """The next thing that happens to an order."""
    if order.state == OrderState.PENDING:
        order.state = OrderState.PROCESSED
        return
    if order.state == OrderState.PROCESSED:
        order.state = OrderState.SHIPPED
        waiting = [parcel for parcel in order.fulfilments if parcel.shipped_at is None]
        if not waiting:
            waiting = [Fulfilment(carrier="DHL", tracking_number=f"{order.id:012}LR", events=[])]
            order.fulfilments.extend(waiting)
        for parcel in waiting:
            parcel.shipped_at = now - timedelta(hours=3)
            _report(parcel, "picked_up", "Hamburg", parcel.shipped_at)
        if not order.payments:
            order.payments.append(_charge(order, now))
        return
    soon = order.promised_at is None or order.promised_at - now < DAY
    city = str(order.address.get("city", ""))
    for parcel in order.fulfilments:
        if parcel.delivered_at is None:
            _carry(parcel, city, held_up=held_up, soon=soon, now=now, report=report)
    if order.delivered_at is not None:
        order.state = OrderState.DELIVERED


def _charge(order: Order, now: datetime) -> PaymentEntry:
    """What is taken when an order ships, unless it was paid when it was placed."""
    return PaymentEntry(
        key=f"demo:{order.number}:payment",
        kind=EntryKind.PAYMENT,
        state=EntryState.SUCCEEDED,
        method=order.payment_method,
        amount_minor=order.total.minor,
        currency=order.currency,
        reference=f"demo-{order.number}",
        at=now,
    )


def _carry(
    parcel: Fulfilment, city: str, *, held_up: bool, soon: bool, now: datetime, report: DayReport
) -> None:
    """The next thing that the carrier reports of a parcel."""
    last = parcel.events[-1]["status"] if parcel.events else ""
    if held_up and last != "delayed":
        _report(parcel, "delayed", "Hannover", now - timedelta(hours=2))
    elif last == "out_for_delivery":
        parcel.delivered_at = now - timedelta(minutes=30)
        _report(parcel, "delivered", city, parcel.delivered_at)
        report.delivered += 1
    elif last == "delivery_attempted" or (soon and last in ("picked_up", "in_transit", "label_created")):
        _report(parcel, "out_for_delivery", city, now - timedelta(hours=1))
        report.out_for_delivery += 1
    elif last in ("picked_up", "label_created"):
        _report(parcel, "in_transit", "Hamburg", now - timedelta(hours=9))


def _report(parcel: Fulfilment, status: str, place: str, at: datetime) -> None:
    told = {"at": at.replace(microsecond=0).isoformat(), "status": status, "place": place}
    parcel.events = [*parcel.events, told]


def _age_what_goes_back(session: Session) -> None:
    for made in session.scalars(select(Return).where(Return.state == ReturnState.REQUESTED)):
        made.requested_at -= DAY
    for refund in _pending(session):
        refund.created_at -= DAY
        returned = session.get(Return, refund.return_id) if refund.return_id is not None else None
        if returned is not None and returned.received_at is not None:
            returned.received_at -= DAY


def _receive(sessions: SessionFactory, now: datetime, report: DayReport) -> None:
    """Returns that have been under way long enough arrive; refunds whose goods are here are paid."""
    receiving = Receiving(sessions)
    with sessions() as session:
        back = select(Return).where(
            Return.state == ReturnState.REQUESTED, Return.requested_at < now - BACK_AFTER
        )
        arrived = session.scalars(back.options(selectinload(Return.lines))).all()
        owed = [refund.id for refund in _pending(session) if _is_due(session, refund, now)]
        query = select(PaymentEntry).where(PaymentEntry.refund_id.in_(owed), PaymentEntry.reference != "")
        entries = {entry.refund_id: entry for entry in session.scalars(query)}
    for made in arrived:
        pieces = {line.order_line_id: line.quantity - line.received for line in made.lines}
        receiving.receive_return(made.number, pieces, actor=ACTOR)
    settlement = Settlement(sessions, DemoProvider(sessions))
    paid = [entry for entry in entries.values() if _say_paid(settlement, entry)]
    report.returns_arrived += len(arrived)
    report.refunds_paid += len(paid) + settlement.run(limit=SETTLED_AT_ONCE).succeeded


def _say_paid(settlement: Settlement, entry: PaymentEntry) -> bool:
    """Say, as the provider does that has a refund since before, that it is paid."""
    said = ProviderEvent(id=f"demo:{entry.key}", type="refund.paid")
    return settlement.heard(said, entry.key, EntryState.SUCCEEDED, reference=entry.reference)


def _pending(session: Session) -> Iterable[Refund]:
    """Refunds that are not paid yet."""
    return session.scalars(select(Refund).where(Refund.state == RefundState.PENDING)).all()


def _is_due(session: Session, refund: Refund, now: datetime) -> bool:
    if refund.return_id is None:
        return refund.created_at < now - PAID_AFTER
    received_at = session.get_one(Return, refund.return_id).received_at
    return received_at is not None and received_at < now - PAID_AFTER
