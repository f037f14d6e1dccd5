"""What lower prices and delivery wishes change, within the transaction that they are carried out in."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.aftersales.delivery_facts import DeliveryChangeFacts
from knowledge.aftersales.facts import PriceMatchFacts
from knowledge.aftersales.models import PriceMatch
from knowledge.aftersales.states import ClaimState, Destination
from knowledge.aftersales.wishes import MatchPrice, Reschedule, WishPackaging
from knowledge.orders.models import DeliveryWish, Order, OrderLine
from knowledge.orders.payments import HELD_HERE, MethodKind, PaymentMethod


def ask_person(
    session: Session, order: Order, wish: MatchPrice, number: str, *, rule: str, version: str
) -> PriceMatch:
    """A lower price of another shop that somebody has to look at."""
    ((line_id, quantity),) = wish.lines
    made = PriceMatch(
        number=number,
        order_id=order.id,
        order_line_id=line_id,
        quantity=quantity,
        shop=wish.shop,
        lower_minor=wish.lower_minor,
        policy_rule=rule,
        policy_version=version,
    )
    session.add(made)
    return made


def lower_price(session: Session, order: Order, made: PriceMatch, facts: PriceMatchFacts) -> None:
    """Make the line, or so many of it as the match is about, cost the lower price; `made` is accepted with it.

    The order's total falls by exactly the difference, so that what goes back later is what was paid in the end.
    """
    if facts.lower_minor is None:
        raise TypeError("a lower price that was accepted is known")
    line = next(each for each in order.lines if each.id == made.order_line_id)
    if line.quantity > made.quantity:
        line.quantity -= made.quantity
        line = OrderLine(
            sku=line.sku,
            product_id=line.product_id,
            name=line.name,
            options=dict(line.options),
            quantity=made.quantity,
            unit_minor=line.unit_minor,
        )
        order.lines.append(line)
        session.flush()
        made.order_line_id = line.id
    line.unit_minor -= facts.line.unit_minor - facts.lower_minor
    made.lower_minor = facts.lower_minor
    made.state = ClaimState.ACCEPTED


def open_card(session: Session, order: Order, destination: Destination, code: str) -> None:
    """Give the customer the store credit that money is to go to, where they have none yet and its balance is kept."""
    kind = MethodKind(destination.value) if destination.value in set(HELD_HERE) else None
    if kind is None or not order.payments:
        return
    query = select(PaymentMethod.id).where(
        PaymentMethod.customer_id == order.customer_id, PaymentMethod.code == code
    )
    if session.scalar(query) is None:
        session.add(
            PaymentMethod(
                customer_id=order.customer_id, code=code, kind=kind, balance_minor=0, currency=order.currency
            )
        )
        session.flush()


def travel_otherwise(order: Order, facts: DeliveryChangeFacts) -> None:
    """The order travels as was wished; its delivery costs what that does."""
    offer = next(each for each in facts.offers if each.method == facts.wanted)
    order.delivery_method = offer.method
    order.shipping_minor += offer.price_minor - facts.paid_minor
    order.promised_at = offer.promised_at


def wish_of(order: Order) -> DeliveryWish:
    """What is noted for the delivery of an order."""
    if order.delivery_wish is None:
        order.delivery_wish = DeliveryWish(packaging=[], packaging_minor=0)
    return order.delivery_wish


def note_day(order: Order, wish: Reschedule) -> None:
    """The carrier is asked to come on another day, at another time, or to leave it somewhere."""
    noted = wish_of(order)
    noted.day = wish.day or noted.day
    noted.slot = wish.slot or ("" if wish.day is not None else noted.slot)
    noted.place = wish.place or noted.place


def note_packaging(order: Order, wish: WishPackaging, cost_minor: int) -> None:
    """The warehouse is told how to pack; what it costs is part of the delivery cost."""
    noted = wish_of(order)
    noted.packaging = [*noted.packaging, *(each for each in wish.packaging if each not in noted.packaging)]
    noted.packaging_minor += cost_minor
    order.shipping_minor += cost_minor
