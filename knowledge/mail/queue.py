"""Writing a mail in the transaction that causes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.customers.models import Customer
from knowledge.mail.letter import Letter
from knowledge.mail.models import Mail, MailState


def queue(
    session: Session,
    key: str,
    customer: Customer | None,
    letter: Letter,
    *,
    useless_at: datetime | None = None,
    address: str = "",
) -> bool:
    """Write a mail to a customer; False when one with this key was written before.

    It goes to the customer's own address, or to `address`, which they named. Without a customer it is written all the
    same, and never sent.
    """
    if session.scalar(select(Mail.id).where(Mail.key == key)) is not None:
        return False
    session.add(
        Mail(
            key=key,
            customer_id=customer.id if customer is not None else None,
            address=(address or customer.email) if customer is not None else "",
            content=letter.to_dict(),
            state=MailState.QUEUED if customer is not None else MailState.WITHHELD,
            useless_at=useless_at,
        )
    )
    return True
