"""Tables of orders, their lines and fulfilments."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge.customers.models import Customer
from knowledge.database import Base
from knowledge.encryption import EncryptedJson
from knowledge.money import Money
from knowledge.orders.payments import PaymentEntry


class OrderState(StrEnum):
    """Where an order stands."""

    PENDING = "pending"
    PROCESSED = "processed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


ORDER_TRANSITIONS: dict[OrderState, frozenset[OrderState]] = {
    OrderState.PENDING: frozenset({OrderState.PROCESSED, OrderState.CANCELLED}),
    OrderState.PROCESSED: frozenset({OrderState.SHIPPED, OrderState.CANCELLED}),
    OrderState.SHIPPED: frozenset({OrderState.DELIVERED}),
    OrderState.DELIVERED: frozenset(),
    OrderState.CANCELLED: frozenset(),
}


class Order(Base):
    """An order as the shop's system knows it."""

    __tablename__ = "shop_order"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    """What the customer calls it, without a `#`."""
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    state: Mapped[OrderState] = mapped_column(String(20), index=True)
    currency: Mapped[str] = mapped_column(String(3))
    shipping_minor: Mapped[int] = mapped_column(default=0)
    discount_minor: Mapped[int] = mapped_column(default=0)
    payment_method: Mapped[str] = mapped_column(String(40), default="")
    delivery_method: Mapped[str] = mapped_column(String(40), default="standard")
    address: Mapped[dict[str, Any]] = mapped_column(EncryptedJson, default=dict)
    placed_at: Mapped[datetime] = mapped_column(index=True)
    promised_at: Mapped[datetime | None]
    """When the shop said it would arrive."""
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(String(200), default="")
    items_changed_at: Mapped[datetime | None]
    """When its items were exchanged for other variants before it was shipped."""

    customer: Mapped[Customer] = relationship()
    lines: Mapped[list[OrderLine]] = relationship(
        back_populates="order", cascade="all, delete-orphan", order_by="OrderLine.id"
    )
    fulfilments: Mapped[list[Fulfilment]] = relationship(
        back_populates="order", cascade="all, delete-orphan", order_by="Fulfilment.id"
    )
    payments: Mapped[list[PaymentEntry]] = relationship(
        cascade="all, delete-orphan", order_by="PaymentEntry.id"
    )
    """The payment history, oldest first; empty when the shop's system keeps it to itself."""
    delivery_wish: Mapped[DeliveryWish | None] = relationship(cascade="all, delete-orphan")

    @property
    def total(self) -> Money:
        """What the order cost: lines and delivery less discount."""
        lines = sum(line.unit_minor * line.quantity for line in self.lines)
        return Money(lines + self.shipping_minor - self.discount_minor, self.currency)

    @property
    def delivered_at(self) -> datetime | None:
        """When its last parcel arrived; None while one is on its way."""
        times = [fulfilment.delivered_at for fulfilment in self.fulfilments]
        known = [at for at in times if at is not None]
        return max(known) if known and len(known) == len(times) else None


class OrderLine(Base):
    """A quantity of one variant in an order, as it was sold."""

    __tablename__ = "order_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    sku: Mapped[str] = mapped_column(String(120), index=True)
    product_id: Mapped[str] = mapped_column(String(120), default="", index=True)
    """Kept although the product may leave the catalogue."""
    name: Mapped[str] = mapped_column(String(300))
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    quantity: Mapped[int]
    unit_minor: Mapped[int]
    """Price paid for one, in minor units of the order's currency."""

    order: Mapped[Order] = relationship(back_populates="lines")

    @property
    def unit_price(self) -> Money:
        """Price paid for one."""
        return Money(self.unit_minor, self.order.currency)

    @property
    def label(self) -> str:
        """The name with its option values, such as "Ridgeline Shell Jacket (green, M)"."""
        values = ", ".join(self.options.values())
        return f"{self.name} ({values})" if values else self.name


class DeliveryWish(Base):
    """What a customer wishes for the delivery of an order; the carrier and the warehouse read it."""

    __tablename__ = "delivery_wish"
    __table_args__ = (UniqueConstraint("order_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"))
    day: Mapped[date | None]
    slot: Mapped[str] = mapped_column(String(11), default="")
    """Such as `16:00-20:00`, in the shop's time zone; empty for any time."""
    place: Mapped[str] = mapped_column(String(40), default="")
    """Where the parcel may be left, such as `neighbour`; empty for the door."""
    packaging: Mapped[list[str]] = mapped_column(JSON, default=list)
    packaging_minor: Mapped[int] = mapped_column(default=0)
    """What the packaging costs; part of the order's delivery cost."""


class FulfilmentState(StrEnum):
    """Where a parcel is."""

    PENDING = "pending"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURNED = "returned_to_sender"


class Fulfilment(Base):
    """A parcel of an order and what the carrier reported about it."""

    __tablename__ = "fulfilment"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id", ondelete="CASCADE"), index=True)
    carrier: Mapped[str] = mapped_column(String(60), default="")
    tracking_number: Mapped[str] = mapped_column(String(80), default="")
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    events: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """Oldest first; each `{"at": ISO 8601 UTC, "status": ..., "place": ...}` with status one of
    label_created, picked_up, in_transit, out_for_delivery, delivery_attempted, delivered, delayed or
    returned_to_sender."""

    order: Mapped[Order] = relationship(back_populates="fulfilments")

    @property
    def state(self) -> FulfilmentState:
        """Where the parcel is, by its times and the carrier's newest word."""
        if self.delivered_at is not None:
            return FulfilmentState.DELIVERED
        if self.events and self.events[-1]["status"] == "returned_to_sender":
            return FulfilmentState.RETURNED
        return FulfilmentState.SHIPPED if self.shipped_at is not None else FulfilmentState.PENDING


class CustomerAddress(Base):
    """A customer's default address, taken for new orders."""

    __tablename__ = "customer_address"
    __table_args__ = (UniqueConstraint("customer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    address: Mapped[dict[str, Any]] = mapped_column(EncryptedJson, default=dict)
