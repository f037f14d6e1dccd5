"""Reading from the database the facts of lower prices and of delivery."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.aftersales.delivery_facts import (
    DeliveryChangeFacts,
    DeliveryOffer,
    PackagingFacts,
    RescheduleFacts,
)
from knowledge.aftersales.facts import LineFacts, PayingFacts, PriceMatchFacts
from knowledge.aftersales.models import PriceMatch
from knowledge.aftersales.offers import OWN
from knowledge.aftersales.owned import owned
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.states import ClaimState
from knowledge.aftersales.wishes import BuyingWish, ChangeDelivery, MatchPrice, Reschedule, WishPackaging
from knowledge.catalogue.models import Product, Variant
from knowledge.catalogue.price_history import lowest_since
from knowledge.database import SessionFactory, utc_now
from knowledge.orders.delivery import DeliveryOption, DeliveryRules, after_working_days, is_bulky
from knowledge.orders.models import Order, OrderState

DROPPED = (ClaimState.REJECTED, ClaimState.CANCELED)


@dataclass(frozen=True)
class DeliveryPlan:
    """How the shop delivers, and by which clock."""

    rules: DeliveryRules
    zone: ZoneInfo

    def options(
        self, order: Order, now: datetime, products: Mapping[str, Product]
    ) -> tuple[DeliveryOption, ...]:
        """The ways that are open to an order if it were placed now."""
        goods = sum(line.unit_minor * line.quantity for line in order.lines) - order.discount_minor
        return self.rules.options(
            str(order.address.get("country") or order.customer.country),
            goods_minor=goods,
            level=order.customer.level,
            start=now.astimezone(self.zone),
            bulky=is_bulky([product.returns for product in products.values()]),
        )


class Deliveries:
    """What the delivery of somebody's orders could be."""

    def __init__(self, sessions: SessionFactory, plan: DeliveryPlan) -> None:
        self._sessions = sessions
        self._plan = plan

    def options(self, customer_id: int, number: str) -> tuple[DeliveryOption, ...]:
        """The ways that are open to an order from now on; raises `OrderNotFound`."""
        with self._sessions() as session:
            order = owned(session, customer_id, number)
            return self._plan.options(order, utc_now(), products_of(session, order))


@dataclass(frozen=True)
class BuyingFacts:
    """Reads in one session what lower prices and deliveries are decided on."""

    session: Session
    policy: Policy
    now: datetime
    delivery: DeliveryPlan | None
    paying: Callable[[Order, str], PayingFacts]
    lines: Callable[[Order, tuple[tuple[int, int], ...]], tuple[LineFacts, ...]]

    def facts(
        self, order: Order, wish: BuyingWish
    ) -> PriceMatchFacts | DeliveryChangeFacts | RescheduleFacts | PackagingFacts:
        """All that the decision on a wish looks at."""
        if isinstance(wish, MatchPrice):
            return self.price_match(order, wish)
        if isinstance(wish, ChangeDelivery):
            return self.change(order, wish)
        if isinstance(wish, Reschedule):
            return self.reschedule(order, wish)
        return self.packaging(order, wish)

    def price_match(self, order: Order, wish: MatchPrice) -> PriceMatchFacts:
        """Of one line; raises `LineNotFound` for a line of another order, `ValueError` for none or several."""
        if len(wish.lines) != 1:
            raise ValueError("a lower price is matched for one order line at a time")
        paying = self.paying(order, "")
        (line,) = self.lines(order, wish.lines)
        sku = next(each.sku for each in order.lines if each.id == line.line_id)
        query = select(PriceMatch.id).where(
            PriceMatch.order_line_id == line.line_id, PriceMatch.state.not_in(DROPPED)
        )
        return PriceMatchFacts(
            state=OrderState(order.state),
            placed_at=order.placed_at,
            now=self.now,
            line=line,
            shop=wish.shop,
            lower_minor=self._own_price(order, sku) if wish.shop == OWN else wish.lower_minor or None,
            paying=paying,
            matched=self.session.scalar(query.limit(1)) is not None,
        )

    def _own_price(self, order: Order, sku: str) -> int | None:
        rules = self.policy.price_match
        since = order.placed_at - timedelta(days=rules.days_before if rules is not None else 0)
        variant = self.session.scalars(select(Variant).where(Variant.sku == sku)).first()
        lowest = lowest_since(self.session, sku, since, variant.price if variant is not None else None)
        return lowest.minor if lowest is not None and lowest.currency == order.currency else None

    def change(self, order: Order, wish: ChangeDelivery) -> DeliveryChangeFacts:
        """Of another way of delivery."""
        options = (
            self.delivery.options(order, self.now, products_of(self.session, order)) if self.delivery else ()
        )
        return DeliveryChangeFacts(
            state=OrderState(order.state),
            items_changed=order.items_changed_at is not None,
            method=order.delivery_method,
            wanted=wish.delivery,
            paid_minor=max(0, min(delivery_paid(order), order.total.minor)),
            offers=tuple(DeliveryOffer(each.method, each.price_minor, each.promised_at) for each in options),
            paying=self.paying(order, wish.method),
        )

    def reschedule(self, order: Order, wish: Reschedule) -> RescheduleFacts:
        """Of another day, time or place."""
        parcel = next((each for each in reversed(order.fulfilments) if each.delivered_at is None), None)
        rules = self.delivery.rules if self.delivery is not None else None
        return RescheduleFacts(
            state=OrderState(order.state),
            last_status=parcel.events[-1]["status"] if parcel is not None and parcel.events else "",
            day=wish.day,
            slot=wish.slot,
            place=wish.place,
            days=self._days(order),
            slots=rules.slots if rules is not None else (),
            places=rules.places if rules is not None else (),
        )

    def _days(self, order: Order) -> tuple[date, ...]:
        """Days the carrier can come: from tomorrow once it is shipped, before from when it can be there at all."""
        if self.delivery is None:
            return ()
        rules, today = self.delivery.rules, self.now.astimezone(self.delivery.zone)
        earliest = today + timedelta(days=1)
        method = rules.methods.get(order.delivery_method)
        country = str(order.address.get("country") or order.customer.country)
        if order.state != OrderState.SHIPPED and method is not None:
            earliest = after_working_days(today, max(1, method.days[0] + rules.countries.get(country, 0)))
        return rules.days_to_choose(earliest.date(), today.date())

    def packaging(self, order: Order, wish: WishPackaging) -> PackagingFacts:
        """Of how an order is packed."""
        rules = self.delivery.rules if self.delivery is not None else None
        return PackagingFacts(
            state=OrderState(order.state),
            items_changed=order.items_changed_at is not None,
            wanted=wish.packaging,
            chosen=tuple(order.delivery_wish.packaging) if order.delivery_wish is not None else (),
            offered=tuple(rules.packaging.items()) if rules is not None else (),
            paying=self.paying(order, wish.method),
        )


def products_of(session: Session, order: Order) -> dict[str, Product]:
    """The products that an order is of, as far as the catalogue has them."""
    ids: Iterable[Any] = {line.product_id for line in order.lines}
    return {each.id: each for each in session.scalars(select(Product).where(Product.id.in_(ids)))}


def delivery_paid(order: Order) -> int:
    """What the delivery of an order cost, without what its packaging did."""
    wish = order.delivery_wish
    return order.shipping_minor - (wish.packaging_minor if wish is not None else 0)
