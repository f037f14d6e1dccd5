"""What the shop knows of a customer that makes advice personal, from orders, returns and stated facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.aftersales.models import Return, ReturnLine
from knowledge.aftersales.states import ReturnState
from knowledge.catalogue.models import Product
from knowledge.customers.consents import PERSONALISATION, consents_to, granted_purposes
from knowledge.customers.models import Customer, ProfileFact
from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderLine, OrderState

# Tastes fade: a purchase this old counts half as much as one today.
HALF_LIFE = timedelta(days=270)
SIZE_RETURNS = frozenset({"too_small", "too_big"})
WANTED_OTHERWISE = SIZE_RETURNS | {"damaged", "defective", "wrong_item", "late"}


@dataclass(frozen=True)
class Owned:
    """Something a customer bought and kept."""

    product_id: str
    name: str
    category: str
    at: datetime


@dataclass(frozen=True)
class SentBack:
    """Something a customer returned, and why."""

    product_id: str
    name: str
    category: str
    reason: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawn:
    """How what a customer bought speaks for a product that they have not."""

    strength: float
    """0 to 1: 0.5 is twice as likely as of all that is sold, 0.9 ten times."""
    through: str
    """The name of the purchase that speaks for it most."""
    through_id: str = ""
    """That purchase's product."""


@dataclass(frozen=True)
class Profile:
    """A customer as advice sees them. Shares are 0 to 1 of recency-weighted purchases."""

    customer_id: int
    personal: bool
    """Whether the customer consented to personalisation; without it all below is empty."""
    sizes: Mapping[str, str] = field(default_factory=dict)
    """Top category ("Clothing", "Shoes") to the size most often kept."""
    brands: Mapping[str, float] = field(default_factory=dict)
    colours: Mapping[str, float] = field(default_factory=dict)
    spending: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Category to the lowest and highest unit price paid, minor units."""
    owned: tuple[Owned, ...] = ()
    sent_back: tuple[SentBack, ...] = ()
    avoids_brands: frozenset[str] = frozenset()
    avoids_colours: frozenset[str] = frozenset()
    drawn_to: Mapping[str, Drawn] = field(default_factory=dict)
    """Products that other customers' purchases say go with what is owned."""
    replenishes: frozenset[str] = frozenset()
    """Owned products of a sort that people buy again and again."""

    def size_for(self, category: str) -> str | None:
        """The size this customer keeps in such a category, if known."""
        return self.sizes.get(category.split(" > ", maxsplit=1)[0])


NOBODY = Profile(customer_id=0, personal=False)


def read_profile(session: Session, customer_id: int, now: datetime | None = None) -> Profile:
    """Read a customer's profile; an empty one when personalisation was not consented to."""
    if session.get(Customer, customer_id) is None or not consents_to(session, customer_id, PERSONALISATION):
        return Profile(customer_id=customer_id, personal=False)
    now = now or utc_now()
    lines = session.execute(
        select(
            OrderLine.id,
            OrderLine.product_id,
            OrderLine.name,
            OrderLine.options,
            OrderLine.unit_minor,
            OrderLine.quantity,
            Order.placed_at,
            Product.brand,
            Product.category,
        )
        .join(Order, OrderLine.order_id == Order.id)
        .join(Product, Product.id == OrderLine.product_id)
        .where(Order.customer_id == customer_id, Order.state != OrderState.CANCELLED)
        .order_by(Order.placed_at.desc())
    ).all()
    returned: Counter[int] = Counter()
    reasons: dict[int, str] = {}
    for row in session.execute(
        select(ReturnLine.order_line_id, ReturnLine.quantity, Return.reason)
        .join(Return, ReturnLine.return_id == Return.id)
        .join(Order, Return.order_id == Order.id)
        .where(Order.customer_id == customer_id, Return.state != ReturnState.CANCELED)
        .order_by(Return.id)
    ):
        returned[row.order_line_id] += row.quantity
        reasons[row.order_line_id] = row.reason
    facts = _facts(session, customer_id)
    brands: Counter[str] = Counter(facts.values("likes_brand"))
    colours: Counter[str] = Counter(facts.values("likes_colour"))
    sizes: dict[str, Counter[str]] = {}
    spending: dict[str, tuple[int, int]] = {}
    owned: list[Owned] = []
    sent_back: list[SentBack] = []
    for line in lines:
        weight = 0.5 ** ((now - line.placed_at) / HALF_LIFE)
        reason = reasons.get(line.id)
        if reason is not None:
            sent_back.append(SentBack(line.product_id, line.name, line.category, reason, line.options))
            if returned[line.id] >= line.quantity:
                if reason in WANTED_OTHERWISE:
                    brands[line.brand] += 0.5 * weight  # it was wanted, only not in this piece
                continue
        owned.append(Owned(line.product_id, line.name, line.category, line.placed_at))
        brands[line.brand] += weight
        low, high = spending.get(line.category, (line.unit_minor, line.unit_minor))
        spending[line.category] = (min(low, line.unit_minor), max(high, line.unit_minor))
        if "colour" in line.options:
            colours[line.options["colour"]] += weight
        top, size = line.category.split(" > ")[0], line.options.get("size")
        if size is not None and not facts.not_size(top, size):
            sizes.setdefault(top, Counter())[size] += weight
    return Profile(
        customer_id=customer_id,
        personal=True,
        sizes={top: counts.most_common(1)[0][0] for top, counts in sizes.items()} | facts.sizes(),
        brands=_shares(brands, without=facts.values("not_brand")),
        colours=_shares(colours, without=facts.values("not_colour")),
        spending=spending,
        owned=tuple(owned),
        sent_back=tuple(sent_back),
        avoids_brands=frozenset(facts.values("avoids_brand")),
        avoids_colours=frozenset(facts.values("avoids_colour")),
    )


def tops_of(fact: ProfileFact) -> list[str]:
    """The top categories that a size was said for."""
    return [str(top) for top in fact.detail.get("categories") or [fact.detail.get("category", "Clothing")]]


@dataclass(frozen=True)
class _Facts:
    """What a customer said of themselves, as far as it may be used."""

    all: Sequence[ProfileFact]

    def values(self, name: str) -> list[str]:
        return [fact.value for fact in self.all if fact.name == name]

    def sizes(self) -> dict[str, str]:
        """Top category to the size that was said."""
        said = [fact for fact in self.all if fact.name == "size"]
        return {top: fact.value for fact in said for top in tops_of(fact)}

    def not_size(self, top: str, size: str) -> bool:
        """Whether the customer said that a size is not theirs (any more)."""
        return any(
            fact.name == "not_size" and fact.value == size and top in fact.detail.get("categories", [top])
            for fact in self.all
        )


def _facts(session: Session, customer_id: int) -> _Facts:
    query = select(ProfileFact).where(
        ProfileFact.customer_id == customer_id,
        ProfileFact.purpose.in_(granted_purposes(session, customer_id)),
    )
    return _Facts(session.scalars(query.order_by(ProfileFact.at, ProfileFact.id)).all())


def _shares(counts: Counter[str], without: Sequence[str] = ()) -> dict[str, float]:
    for name in without:
        counts.pop(name, None)
    total = sum(counts.values())
    return {name: count / total for name, count in counts.most_common() if name} if total else {}
