"""Who somebody is, by what they are known by: shop id, e-mail address, telephone number, browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import phonenumbers
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.customers.models import Customer, Identity
from knowledge.encryption import looked_up

SHOP_ID, EMAIL, PHONE, VISITOR = "shop_id", "email", "phone", "visitor"


def e164(text: str, country: str) -> str | None:
    """A telephone number in E.164 (+4917012345678), read as in a country (ISO 3166); None when it cannot be one."""
    try:
        number = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def normal(kind: str, value: str) -> str:
    """An identity as it is stored and looked up."""
    text = value.strip()
    return f"{kind}:{text.lower() if kind == EMAIL else text}"


def customers_known_by(session: Session, kind: str, value: str) -> Sequence[int]:
    """Ids of the customers with this identity, present or former; several may share a telephone number."""
    found: list[int] = []
    if kind == SHOP_ID:
        found += session.scalars(select(Customer.id).where(Customer.shop_id == value.strip()))
    elif kind == EMAIL:
        found += session.scalars(select(Customer.id).where(looked_up(Customer.email_index, [value])))
    elif kind == PHONE:
        found += session.scalars(select(Customer.id).where(looked_up(Customer.phone_index, [value])))
    query = select(Identity.customer_id).where(looked_up(Identity.value_index, [normal(kind, value)]))
    found += session.scalars(query)
    return sorted(set(found))


def resolve(
    session: Session, *, shop_id: str = "", email: str = "", phone: str = "", visitor: str = ""
) -> int | None:
    """The one customer behind what is known of somebody; None when there is none, or more than one.

    What tells more goes first: the shop's own id, then the address, the number, the browser.
    """
    for kind, value in ((SHOP_ID, shop_id), (EMAIL, email), (PHONE, phone), (VISITOR, visitor)):
        if value:
            found = customers_known_by(session, kind, value)
            if found:
                return found[0] if len(found) == 1 else None
    return None


def remember(session: Session, customer_id: int, kind: str, value: str, source: str) -> bool:
    """Keep another identity of a customer; False when it was known."""
    if not value or customer_id in customers_known_by(session, kind, value):
        return False
    session.add(Identity(customer_id=customer_id, kind=kind, value=normal(kind, value), source=source))
    return True


def former(session: Session, kind: str, values: Iterable[str]) -> dict[str, int]:
    """Which of these values are another identity of a customer: one they had before, or of who was merged into them."""
    wanted = {normal(kind, value): value for value in values}
    query = select(Identity.value, Identity.customer_id).where(looked_up(Identity.value_index, wanted))
    return {wanted[value]: customer_id for value, customer_id in session.execute(query)} if wanted else {}
