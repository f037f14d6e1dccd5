"""What may happen to customers and their profiles."""

from __future__ import annotations

from sqlalchemy import delete, select

from knowledge import audit
from knowledge.customers.models import Customer, ProfileFact
from knowledge.customers.profile import NOBODY, Profile, read_profile
from knowledge.database import SessionFactory, writing
from knowledge.encryption import looked_up
from knowledge.errors import NotFound


class Customers:
    """The customers of a shop."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def get(self, customer_id: int) -> Customer:
        """One customer; raises `NotFound`."""
        with self._sessions() as session:
            found = session.get(Customer, customer_id)
        if found is None:
            raise NotFound("customer", str(customer_id))
        return found

    def by_email(self, email: str) -> Customer:
        """The customer with this e-mail address; raises `NotFound`."""
        with self._sessions() as session:
            found = session.scalars(select(Customer).where(looked_up(Customer.email_index, [email]))).first()
        if found is None:
            raise NotFound("customer", email)
        return found

    def by_shop_id(self, shop_id: str) -> Customer:
        """The customer with this id of the shop; raises `NotFound`."""
        with self._sessions() as session:
            found = session.scalars(select(Customer).where(Customer.shop_id == shop_id)).first()
        if found is None:
            raise NotFound("customer", shop_id)
        return found

    def profile(self, customer_id: int | None) -> Profile:
        """What advice may know: an empty profile for nobody, or without consent."""
        if customer_id is None:
            return NOBODY
        with self._sessions() as session:
            return read_profile(session, customer_id)

    def avoid(self, customer_id: int, kind: str, value: str) -> None:
        """Remember that a customer does not like a brand or a colour; `kind` is `brand` or `colour`."""
        if kind not in ("brand", "colour"):
            raise ValueError(f"a customer can avoid a brand or a colour, not a {kind!r}")
        with writing(self._sessions) as session:
            session.execute(
                delete(ProfileFact).where(
                    ProfileFact.customer_id == customer_id,
                    ProfileFact.name.in_([f"likes_{kind}", f"avoids_{kind}"]),
                    ProfileFact.value == value,
                )
            )
            session.add(
                ProfileFact(customer_id=customer_id, name=f"avoids_{kind}", value=value, source="chat")
            )
            audit.record(
                session,
                actor=f"customer:{customer_id}",
                action=f"avoid_{kind}",
                subject=f"customer:{customer_id}",
                value=value,
            )
