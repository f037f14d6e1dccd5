"""Noticing what happens to parcels before their owners ask: late ones, and those that arrive today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from knowledge import outbox
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.orders.models import Fulfilment, Order, OrderState
from knowledge.orders.service import UNDER_WAY

LATE = "attendant.order.late"
OUT_FOR_DELIVERY = "attendant.order.out_for_delivery"
NEWS_FOR = timedelta(days=3)
"""A promise broken longer ago is no news: orders imported from years past are let be."""
TRAVELS_FOR = timedelta(days=60)
"""A parcel that was sent longer ago and never arrived is lost, or nobody noted its arrival: it is not looked at."""
TODAY = timedelta(hours=14)
"""How long the carrier's word that a parcel is out for delivery is worth passing on."""

Sighting = tuple[str, str, Order, dict[str, str]]
"""Event key, type, order and what else is told."""


class OrderWatch:
    """Writes an event for each thing that is noticed, once."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def look(self, now: datetime | None = None) -> int:
        """Look at all orders under way; gives how many things are new."""
        now = now or utc_now()
        with self._sessions() as session:
            seen = list(_seen(session, now))
            told = outbox.announced(session, [key for key, *_ in seen])
            new = [each for each in seen if each[0] not in told]
        return sum(self._announce(sighting) for sighting in new)

    def _announce(self, sighting: Sighting) -> bool:
        key, type_, order, told = sighting
        try:
            with writing(self._sessions) as session:
                outbox.announce(session, key=key, type_=type_, subject=f"order:{order.number}", **told)
        except IntegrityError:  # another process has just seen it, too
            return False
        return True


def _seen(session: Session, now: datetime) -> Iterator[Sighting]:
    yield from _late(session, now)
    yield from _out_for_delivery(session, now)


def _late(session: Session, now: datetime) -> Iterator[Sighting]:
    """Orders whose promised time has passed, that have not arrived and do not arrive today."""
    query = select(Order).where(
        Order.state.in_(UNDER_WAY), Order.promised_at < now, Order.promised_at > now - NEWS_FOR
    )
    for order in session.scalars(query.options(selectinload(Order.fulfilments))):
        today = any(_is_out(parcel, now) for parcel in order.fulfilments)
        if order.delivered_at is None and order.promised_at is not None and not today:
            promised = order.promised_at.isoformat()
            yield f"late:{order.id}:{promised}"[:80], LATE, order, {"promised_at": promised}


def _out_for_delivery(session: Session, now: datetime) -> Iterator[Sighting]:
    """Parcels that the carrier has taken out today."""
    query = (
        select(Fulfilment)
        .join(Order, Fulfilment.order_id == Order.id)
        .where(
            Order.state == OrderState.SHIPPED,
            Fulfilment.delivered_at.is_(None),
            func.coalesce(Fulfilment.shipped_at, Order.placed_at) > now - TRAVELS_FOR,
        )
        .options(selectinload(Fulfilment.order))
    )
    for parcel in session.scalars(query):
        if _is_out(parcel, now):
            newest = parcel.events[-1]
            told = {"carrier": parcel.carrier, "place": newest.get("place", "")}
            yield f"out_for_delivery:{parcel.id}:{newest['at']}"[:80], OUT_FOR_DELIVERY, parcel.order, told


def _is_out(parcel: Fulfilment, now: datetime) -> bool:
    """Whether the carrier has a parcel out for delivery today."""
    newest = parcel.events[-1] if parcel.events else {}
    return newest.get("status") == "out_for_delivery" and now - datetime.fromisoformat(newest["at"]) < TODAY
