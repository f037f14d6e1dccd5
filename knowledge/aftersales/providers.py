"""Payment providers behind one interface, and the demo's own with a ledger and failures that can be switched on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.database import Base, SessionFactory, utc_now, writing
from knowledge.errors import DomainError
from knowledge.money import Money
from knowledge.orders.payments import EntryKind


class Declined(DomainError):
    """The provider says no, for good: the card has expired, the account is closed..."""

    def __init__(self, method: str, reason: str) -> None:
        super().__init__(f"payment method {method} was declined: {reason}")
        self.reason = reason


class ProviderUnavailable(DomainError):
    """No answer: whether the money moved is not known, and the same key has to be tried again."""

    def __init__(self, provider: str) -> None:
        super().__init__(f"the payment provider {provider} does not answer")


class PaymentProvider(Protocol):
    """Moves money on methods that are held elsewhere."""

    def move(self, key: str, kind: EntryKind, method: str, amount: Money) -> str:
        """Take a payment or give a refund; the provider's own id of it.

        The same key again moves nothing and gives the same id. Raises `Declined` or `ProviderUnavailable`.
        """


class DemoMovement(Base):
    """A line of the demo provider's own books."""

    __tablename__ = "demo_movement"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    kind: Mapped[EntryKind] = mapped_column(String(20))
    method: Mapped[str] = mapped_column(String(40), index=True)
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    at: Mapped[datetime] = mapped_column(default=utc_now)


@dataclass
class Failures:
    """What goes wrong with the demo provider."""

    declined: set[str] = field(default_factory=set)
    """Methods that are declined."""
    unavailable: int = 0
    """So many of the next calls get no answer, and nothing moves."""
    lost_answers: int = 0
    """So many of the next calls get no answer, although the money moved."""


class DemoProvider:
    """A provider that keeps books instead of moving money."""

    def __init__(self, sessions: SessionFactory, failures: Failures | None = None) -> None:
        self._sessions = sessions
        self.failures = failures or Failures()

    def move(self, key: str, kind: EntryKind, method: str, amount: Money) -> str:
        """Write the movement into the books, once for each key."""
        if method in self.failures.declined:
            raise Declined(method, "switched on for the demo")
        if self.failures.unavailable:
            self.failures.unavailable -= 1
            raise ProviderUnavailable("demo")
        try:
            reference = self._book(key, kind, method, amount)
        except IntegrityError:  # another worker has just written the same line
            reference = self._book(key, kind, method, amount)
        if self.failures.lost_answers:
            self.failures.lost_answers -= 1
            raise ProviderUnavailable("demo")
        return reference

    def _book(self, key: str, kind: EntryKind, method: str, amount: Money) -> str:
        with writing(self._sessions) as session:
            made = session.scalars(select(DemoMovement).where(DemoMovement.key == key)).first()
            if made is None:
                made = DemoMovement(
                    key=key, kind=kind, method=method, amount_minor=amount.minor, currency=amount.currency
                )
                session.add(made)
                session.flush()
            return f"demo-{made.id}"
