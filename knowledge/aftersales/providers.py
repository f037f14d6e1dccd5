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


class NotFromProvider(DomainError):
    """A message that the payment provider did not sign."""


@dataclass(frozen=True)
class Instruction:
    """A payment to take or a refund to give."""

    key: str
    """The same key again moves nothing."""
    kind: EntryKind
    method: str
    amount: Money
    since: datetime
    """When it was written into the ledger."""
    against: str = ""
    """The provider's id of the payment that a refund gives back; empty when none on the method has so much left."""


@dataclass(frozen=True)
class Movement:
    """What the provider made of an instruction."""

    reference: str
    """The provider's own id of it."""
    settled: bool = True
    """False while the provider works on it and will say later how it ended."""


class PaymentProvider(Protocol):
    """Moves money on methods that are held elsewhere."""

    def move(self, instruction: Instruction) -> Movement:
        """Take a payment or give a refund; the same key again gives the same movement.

        Raises `Declined` or `ProviderUnavailable`.
        """


class ProviderEvent(Base):
    """A message of a provider that was taken in; the same one again has no effect."""

    __tablename__ = "provider_event"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    """The provider's own id of it."""
    type: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(default=utc_now)


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


class BadFailures(DomainError):
    """A text that names no failures of the demo provider."""

    def __init__(self, part: str) -> None:
        super().__init__(f"{part!r} is no failure: write declined:METHOD, unavailable:N or lost_answers:N")


@dataclass
class Failures:
    """What goes wrong with the demo provider."""

    declined: set[str] = field(default_factory=set)
    """Methods that are declined."""
    unavailable: int = 0
    """So many of the next calls get no answer, and nothing moves."""
    lost_answers: int = 0
    """So many of the next calls get no answer, although the money moved."""

    @classmethod
    def parse(cls, text: str) -> Failures:
        """Read `declined:visa, unavailable:3, lost_answers:1`; raises `BadFailures`."""
        made = cls()
        for part in (each.strip() for each in text.split(",") if each.strip()):
            name, _, value = part.partition(":")
            if name == "declined" and value:
                made.declined.add(value)
            elif name in ("unavailable", "lost_answers") and value.isdecimal():
                setattr(made, name, int(value))
            else:
                raise BadFailures(part)
        return made


class DemoProvider:
    """A provider that keeps books instead of moving money."""

    def __init__(self, sessions: SessionFactory, failures: Failures | None = None) -> None:
        self._sessions = sessions
        self.failures = failures or Failures()

    def move(self, instruction: Instruction) -> Movement:
        """Write the movement into the books, once for each key."""
        if instruction.method in self.failures.declined:
            raise Declined(instruction.method, "switched on for the demo")
        if self.failures.unavailable:
            self.failures.unavailable -= 1
            raise ProviderUnavailable("demo")
        try:
            reference = self._book(instruction)
        except IntegrityError:  # another worker has just written the same line
            reference = self._book(instruction)
        if self.failures.lost_answers:
            self.failures.lost_answers -= 1
            raise ProviderUnavailable("demo")
        return Movement(reference)

    def _book(self, instruction: Instruction) -> str:
        with writing(self._sessions) as session:
            made = session.scalars(select(DemoMovement).where(DemoMovement.key == instruction.key)).first()
            if made is None:
                made = DemoMovement(
                    key=instruction.key,
                    kind=instruction.kind,
                    method=instruction.method,
                    amount_minor=instruction.amount.minor,
                    currency=instruction.amount.currency,
                )
                session.add(made)
                session.flush()
            return f"demo-{made.id}"
