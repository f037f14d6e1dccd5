"""Tables of customers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from knowledge.database import Base, utc_now
from knowledge.encryption import BlindIndex, EncryptedDate, EncryptedJson, EncryptedText, of_column


class Customer(Base):
    """A person the shop knows by its own customer id."""

    __tablename__ = "customer"
    __table_args__ = (UniqueConstraint("shop_id"), UniqueConstraint("email_index"))

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[str] = mapped_column(String(80))
    """The shop's own id of this customer."""
    email: Mapped[str] = mapped_column(EncryptedText)
    """Lower case."""
    email_index: Mapped[str | None] = mapped_column(BlindIndex("email"), default=of_column("email"))
    """What an address is looked up by (see `looked_up`); the erased have none."""
    name: Mapped[str] = mapped_column(EncryptedText, default="")
    phone: Mapped[str] = mapped_column(EncryptedText, default="")
    """E.164 where it could be read as a number."""
    phone_index: Mapped[str | None] = mapped_column(
        BlindIndex("phone"), default=of_column("phone"), index=True
    )
    language: Mapped[str] = mapped_column(String(8), default="en")
    country: Mapped[str] = mapped_column(String(2), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    level: Mapped[str] = mapped_column(String(20), default="blue")
    """Membership level, such as `blue`, `silver`, `gold`."""
    birth_date: Mapped[date | None] = mapped_column(EncryptedDate)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    erased_at: Mapped[datetime | None]
    """When the person was erased: the row then only holds together the orders that must be kept."""

    facts: Mapped[list[ProfileFact]] = relationship(back_populates="customer", cascade="all, delete-orphan")
    consents: Mapped[list[Consent]] = relationship(back_populates="customer", cascade="all, delete-orphan")
    consent_events: Mapped[list[ConsentEvent]] = relationship(
        back_populates="customer", cascade="all, delete-orphan", order_by="ConsentEvent.id"
    )

    @validates("email", "phone")
    def _index(self, column: str, value: str) -> str:
        setattr(self, f"{column}_index", value)
        return value


class ProfileFact(Base):
    """Something known about a customer, with where it comes from."""

    __tablename__ = "profile_fact"
    __table_args__ = (UniqueConstraint("customer_id", "name", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    """What the fact is about: `size`, `likes_colour`, `likes_brand`, `avoids_brand`, `price_band`..."""
    value: Mapped[str] = mapped_column(String(200))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    source: Mapped[str] = mapped_column(String(60))
    """`orders`, `chat`, `account`, `survey` or `import`."""
    at: Mapped[datetime] = mapped_column(default=utc_now)
    purpose: Mapped[str] = mapped_column(
        String(40), default="personalisation", server_default="personalisation"
    )
    """What it may be used for, if the customer consented to that."""

    customer: Mapped[Customer] = relationship(back_populates="facts")


class Consent(Base):
    """A customer's latest decision for one purpose."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("customer_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    """`personalisation`, `marketing` or `analytics`."""
    state: Mapped[str] = mapped_column(String(20))
    """`granted`, `denied` or `revoked`."""
    wording: Mapped[str] = mapped_column(String(40), default="")
    """The version of the words the customer agreed to."""
    at: Mapped[datetime] = mapped_column(default=utc_now)

    customer: Mapped[Customer] = relationship(back_populates="consents")


class ConsentEvent(Base):
    """One decision of a customer for one purpose; the history is added to and never changed."""

    __tablename__ = "consent_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    wording: Mapped[str] = mapped_column(String(40), default="")
    source: Mapped[str] = mapped_column(String(60))
    """Where it was decided: `account`, `chat` or `import`."""
    at: Mapped[datetime] = mapped_column(default=utc_now)

    customer: Mapped[Customer] = relationship(back_populates="consent_events")


class Identity(Base):
    """Something else that a customer is known by: a former address, a browser, what a merged customer had."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("customer_id", "value_index"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    """`shop_id`, `email`, `phone` or `visitor`."""
    value: Mapped[str] = mapped_column(EncryptedText)
    """The kind and the normalised value, as `email:ada@example.org`."""
    value_index: Mapped[str] = mapped_column(BlindIndex("value"), default=of_column("value"), index=True)
    source: Mapped[str] = mapped_column(String(60))
    """`import`, `chat`, or `merge:<number>`."""
    at: Mapped[datetime] = mapped_column(default=utc_now)


class CustomerMerge(Base):
    """That one customer was merged into another, with all it takes to undo it exactly."""

    __tablename__ = "customer_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    keep_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int]
    """The id that the merged customer had and gets again."""
    at: Mapped[datetime] = mapped_column(default=utc_now)
    by: Mapped[str] = mapped_column(String(80))
    moved: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    """Table to the primary keys of rows that went over."""
    kept_back: Mapped[dict[str, Any]] = mapped_column(EncryptedJson, default=dict)
    """Rows as they were: `customer`, `rows` that could not go over, `changed` ones of the customer that stays."""
