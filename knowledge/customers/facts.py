"""What is known of a customer, each with where it comes from; and changing it at the customer's word.

What orders show cannot be deleted without the orders. It is countered instead: a fact such as `not_size` keeps what the
customer said, and the profile leaves out what it names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from knowledge import audit
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.consents import PERSONALISATION
from knowledge.customers.models import Customer, ProfileFact
from knowledge.customers.profile import read_profile, tops_of
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.errors import DomainError, NotFound
from knowledge.orders.models import Order, OrderLine

KINDS = ("size", "brand", "colour")
SHOWN_TASTES = 3
"""How many of the brands and colours bought most are worth telling."""
STORED = "fact"


class NotKnown(DomainError):
    """A fact that is not there, or no more."""

    def __init__(self, key: str) -> None:
        super().__init__(f"nothing is known as {key!r}")


@dataclass(frozen=True)
class Known:
    """One thing known of a customer."""

    key: str
    """What it is forgotten by."""
    name: str
    """`size`, `likes_brand`, `avoids_colour`, `buys_brand`..."""
    value: str
    source: str
    """`orders`, `chat`, `account`, `survey` or `import`."""
    at: datetime
    purpose: str = PERSONALISATION
    category: str = ""
    """The top category that a size is for."""


class Facts:
    """What is known of a shop's customers."""

    def __init__(self, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def known(self, customer_id: int) -> Sequence[Known]:
        """Everything that makes advice personal: what was said first, then what purchases show.

        Without consent to personalisation nothing is made of purchases.
        """
        with self._sessions() as session:
            said = session.scalars(
                select(ProfileFact)
                .where(ProfileFact.customer_id == customer_id)
                .order_by(ProfileFact.name, ProfileFact.id)
            ).all()
            return [*(_stored(fact) for fact in said), *_shown_by_orders(session, customer_id)]

    def state(
        self, customer_id: int, kind: str, value: str, *, category: str = "", source: str = "chat"
    ) -> None:
        """Keep what a customer says they are or like, in place of what was said before.

        Args:
            kind: `size`, `brand` or `colour`.
            category: The top category that a size is for; empty is the one that has most of that size.
        """
        with writing(self._sessions) as session:
            _check(session, customer_id, kind)
            if kind == "size":
                _state_size(session, customer_id, value, category, source)
            else:
                opposite = [f"likes_{kind}", f"avoids_{kind}", f"not_{kind}"]
                _forget(session, customer_id, opposite, value)
                _add(session, customer_id, f"likes_{kind}", value, source)
            _audit(session, customer_id, "fact_stated", kind=kind, value=value)

    def deny(self, customer_id: int, kind: str, value: str, *, source: str = "chat") -> None:
        """Keep that something is not so (any more): neither what was said nor what purchases show of it is used."""
        with writing(self._sessions) as session:
            _check(session, customer_id, kind)
            _deny(session, customer_id, kind, value, source)
            _audit(session, customer_id, "fact_denied", kind=kind, value=value)

    def forget(self, customer_id: int, key: str) -> Known:
        """Forget one thing by its key and give what it was; raises `NotKnown`."""
        found = next((each for each in self.known(customer_id) if each.key == key), None)
        if found is None:
            raise NotKnown(key)
        with writing(self._sessions) as session:
            if key.startswith(f"{STORED}:"):
                query = delete(ProfileFact).where(
                    ProfileFact.customer_id == customer_id, ProfileFact.id == int(key.partition(":")[2])
                )
                session.execute(query)
            else:
                _deny(session, customer_id, found.name.removeprefix("buys_"), found.value, "chat")
            _audit(session, customer_id, "fact_forgotten", name=found.name)
        return found


def _state_size(session: Session, customer_id: int, size: str, category: str, source: str) -> None:
    """One size for a top category; one size may be that of several (42 in shoes and in trousers)."""
    tops = [category or _category_of_size(session, size)]
    for fact in _facts(session, customer_id, "size"):
        others = [top for top in tops_of(fact) if top not in tops]
        if fact.value == size:
            tops = [*others, *tops]
        if fact.value == size or not others:
            session.delete(fact)
        else:
            fact.detail = {"categories": others}
    _forget(session, customer_id, ["not_size"], size)
    _add(session, customer_id, "size", size, source, {"categories": tops})


def _stored(fact: ProfileFact) -> Known:
    return Known(
        key=f"{STORED}:{fact.id}",
        name=fact.name,
        value=fact.value,
        source=fact.source,
        at=fact.at,
        purpose=fact.purpose,
        category=", ".join(tops_of(fact)) if fact.name == "size" else "",
    )


def _shown_by_orders(session: Session, customer_id: int) -> list[Known]:
    profile = read_profile(session, customer_id)
    if not profile.personal:
        return []
    said = {top: fact.value for fact in _facts(session, customer_id, "size") for top in tops_of(fact)}
    last = _last_bought(session, customer_id)
    shown = [
        Known(f"size:{top}:{size}", "size", size, "orders", last["size", size], category=top)
        for top, size in profile.sizes.items()
        if said.get(top) != size
    ]
    for kind, shares in (("brand", profile.brands), ("colour", profile.colours)):
        tastes = [each for each in shares if (kind, each) in last][:SHOWN_TASTES]
        shown += [
            Known(f"{kind}:{each}", f"buys_{kind}", each, "orders", last[kind, each]) for each in tastes
        ]
    return shown


def _last_bought(session: Session, customer_id: int) -> Mapping[tuple[str, str], datetime]:
    """When something of a size, brand or colour was bought last."""
    rows = session.execute(
        select(OrderLine.options, Product.brand, Order.placed_at)
        .join(Order, OrderLine.order_id == Order.id)
        .join(Product, Product.id == OrderLine.product_id)
        .where(Order.customer_id == customer_id)
        .order_by(Order.placed_at)
    )
    last: dict[tuple[str, str], datetime] = {}
    for options, brand, placed_at in rows:
        last["brand", brand] = placed_at
        for kind in ("size", "colour"):
            if kind in options:
                last[kind, options[kind]] = placed_at
    return last


def _category_of_size(session: Session, size: str) -> str:
    """The top category with most variants of a size; Clothing for one that the shop does not have."""
    rows = session.execute(
        select(Product.category, func.count())
        .join(Variant, Variant.product_id == Product.id)
        .where(Product.active, Variant.options["size"].as_string() == size)
        .group_by(Product.category)
    )
    tops: Counter[str] = Counter()
    for category, count in rows:
        tops[category.split(" > ")[0]] += count
    return tops.most_common(1)[0][0] if tops else "Clothing"


def _facts(session: Session, customer_id: int, name: str) -> Sequence[ProfileFact]:
    query = select(ProfileFact).where(ProfileFact.customer_id == customer_id, ProfileFact.name == name)
    return session.scalars(query).all()


def _forget(session: Session, customer_id: int, names: Sequence[str], value: str) -> None:
    query = delete(ProfileFact).where(
        ProfileFact.customer_id == customer_id, ProfileFact.name.in_(names), ProfileFact.value == value
    )
    session.execute(query)


def _deny(session: Session, customer_id: int, kind: str, value: str, source: str) -> None:
    same = ["size", "not_size"] if kind == "size" else [f"likes_{kind}", f"not_{kind}"]
    _forget(session, customer_id, same, value)
    _add(session, customer_id, f"not_{kind}", value, source)


def _add(
    session: Session,
    customer_id: int,
    name: str,
    value: str,
    source: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    session.flush()  # what it replaces goes first
    session.add(
        ProfileFact(
            customer_id=customer_id,
            name=name,
            value=value,
            source=source,
            detail=dict(detail or {}),
            at=utc_now(),
        )
    )


def _check(session: Session, customer_id: int, kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"a fact is about a {', a '.join(KINDS)}, not a {kind!r}")
    if session.get(Customer, customer_id) is None:
        raise NotFound("customer", str(customer_id))


def _audit(session: Session, customer_id: int, action: str, **facts: str) -> None:
    who = f"customer:{customer_id}"
    audit.record(session, actor=who, action=action, subject=who, **facts)
