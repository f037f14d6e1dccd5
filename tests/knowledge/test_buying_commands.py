"""Lower prices and other deliveries: done once, after a yes, to the cent, and for the order's owner alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload, sessionmaker

from knowledge.aftersales.buying_gathering import DeliveryPlan
from knowledge.aftersales.errors import ProposalChanged, Refused
from knowledge.aftersales.models import PriceMatch, Refund
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.price_matching import PriceMatches
from knowledge.aftersales.proposals import Done
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.states import ClaimState
from knowledge.aftersales.wishes import (
    Cancel,
    ChangeDelivery,
    GiveBack,
    MatchPrice,
    Reschedule,
    Wish,
    WishPackaging,
)
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import PriceChange, Product, Variant
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.errors import NotFound
from knowledge.orders.delivery import load_delivery
from knowledge.orders.models import DeliveryWish, Fulfilment, Order, OrderState
from knowledge.orders.payments import EntryKind, PaymentEntry, PaymentMethod
from knowledge.orders.service import OrderNotFound
from knowledge.outbox import OutboxEvent
from knowledge.states import IllegalTransition

Sessions = sessionmaker[Session]
MakeCustomer = Callable[..., Customer]
MakeOrder = Callable[..., Order]
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def aftersales(sessions: Sessions) -> AfterSales:
    return AfterSales(sessions, load_pack("standard"), delivery=DeliveryPlan(load_delivery(), BERLIN))


@pytest.fixture
def ada(make_customer: MakeCustomer) -> Customer:
    return make_customer()


@pytest.fixture
def mug(make_product: Callable[..., Product]) -> Product:
    return make_product("mug")


def agree(aftersales: AfterSales, customer_id: int, wish: Wish) -> Done:
    shown = aftersales.propose(customer_id, wish)
    return aftersales.commit(customer_id, shown, confirmed=shown.key)


def read(sessions: Sessions, order: Order) -> Order:
    with sessions() as session:
        query = select(Order).where(Order.id == order.id)
        whole = (selectinload(Order.lines), selectinload(Order.payments), selectinload(Order.delivery_wish))
        return session.scalars(query.options(*whole)).one()


def pay(sessions: Sessions, order: Order, minor: int) -> None:
    """Keep a payment history for an order."""
    entry = PaymentEntry(
        order_id=order.id,
        key=f"paid:{order.number}",
        kind=EntryKind.PAYMENT,
        method=order.payment_method,
        amount_minor=minor,
        currency="EUR",
    )
    with sessions() as session, session.begin():
        session.add(entry)


def held(order: Order) -> int:
    """What the shop has of an order, by its payment history."""
    signs = {EntryKind.PAYMENT: 1, EntryKind.REFUND: -1}
    return sum(signs[EntryKind(each.kind)] * each.amount_minor for each in order.payments)


def price_was(sessions: Sessions, sku: str, minor: int, days_ago: float, *, after: int = 1000) -> None:
    with sessions() as session, session.begin():
        moment = utc_now() - timedelta(days=days_ago)
        change = PriceChange(sku=sku, before_minor=minor, after_minor=after, currency="EUR", at=moment)
        session.add(change)


def lower(order: Order, quantity: int = 1, shop: str = "own", minor: int = 0) -> MatchPrice:
    return MatchPrice(order.number, ((order.lines[0].id, quantity),), shop, minor)


@pytest.mark.usefixtures("mug")
def test_yesterdays_lower_price_goes_back_as_store_credit(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), placed_days_ago=5)
    pay(sessions, order, 1000)
    price_was(sessions, "mug-1", 700, days_ago=5.5)
    done = agree(aftersales, ada.id, lower(order))
    assert (done.number, done.refund.minor) == (f"P-{order.number}-1", 300)
    now = read(sessions, order)
    assert (now.lines[0].unit_minor, now.total.minor, held(now)) == (700, 700, 700)
    with sessions() as session:
        card = session.scalars(select(PaymentMethod)).one()
        refund = session.scalars(select(Refund)).one()
        audited = session.scalars(select(AuditEntry.facts).where(AuditEntry.action == "price_match")).one()
        told = session.scalars(select(OutboxEvent.type)).one()
    assert (card.kind, card.balance_minor) == ("store_credit", 300)
    assert (refund.destination, refund.state, refund.amount_minor) == ("store_credit", "succeeded", 300)
    assert (audited["rule"], audited["refund_minor"]) == ("price-matched", 300)
    assert told == "attendant.price_match.accepted"


@pytest.mark.usefixtures("mug")
def test_the_price_of_before_yesterday_and_one_that_is_not_lower_do_not_count(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), placed_days_ago=5)
    price_was(sessions, "mug-1", 700, days_ago=6.5)
    with pytest.raises(Refused) as refused:
        aftersales.propose(ada.id, lower(order))
    assert refused.value.decision.rule == "price-not-lower"
    assert refused.value.decision.facts["lower_minor"] == 1000


def test_a_price_that_falls_after_the_order_counts(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, mug: Product, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), placed_days_ago=5)
    with sessions() as session, session.begin():
        session.execute(update(Variant).where(Variant.product_id == mug.id).values(sale_price_minor=850))
    assert agree(aftersales, ada.id, lower(order)).refund.minor == 150


@pytest.mark.usefixtures("mug")
def test_a_line_is_matched_once(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), placed_days_ago=5)
    price_was(sessions, "mug-1", 700, days_ago=1)
    shown = aftersales.propose(ada.id, lower(order))
    first = aftersales.commit(ada.id, shown, confirmed=shown.key)
    again = aftersales.commit(ada.id, shown, confirmed=shown.key)
    assert (again.repeated, again.refund) == (True, first.refund)
    price_was(sessions, "mug-1", 600, days_ago=0.5)
    with pytest.raises(Refused, match="price-matched-already"):
        aftersales.propose(ada.id, lower(order))


@pytest.mark.usefixtures("mug")
def test_a_price_that_changed_after_it_was_shown_needs_a_new_yes(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(
        ada, ("mug-1", 1, 1000), placed_days_ago=5, state=OrderState.PENDING, payment_method="visa"
    )
    price_was(sessions, "mug-1", 700, days_ago=1)
    shown = aftersales.propose(ada.id, lower(order))
    assert shown.moves == ()  # not charged yet, so only the sum on the card says what it is about
    price_was(sessions, "mug-1", 600, days_ago=0.5)
    with pytest.raises(ProposalChanged):
        aftersales.commit(ada.id, shown, confirmed=shown.key)


@pytest.mark.usefixtures("mug")
def test_what_goes_back_later_is_what_was_paid_in_the_end(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 3, 1000), placed_days_ago=5)
    price_was(sessions, "mug-1", 700, days_ago=1)
    agree(aftersales, ada.id, lower(order, quantity=2))
    now = read(sessions, order)
    assert sorted((line.quantity, line.unit_minor) for line in now.lines) == [(1, 1000), (2, 700)]
    wish = GiveBack(order.number, tuple((line.id, line.quantity) for line in now.lines), "changed_mind")
    assert aftersales.propose(ada.id, wish).refund_minor == 1000 + 2 * 700


@pytest.mark.usefixtures("mug")
def test_cancelling_after_a_lower_price_gives_back_the_rest_and_no_more(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), placed_days_ago=1, state=OrderState.PENDING)
    pay(sessions, order, 1000)
    price_was(sessions, "mug-1", 700, days_ago=0.5)
    assert agree(aftersales, ada.id, lower(order)).refund.minor == 300
    assert agree(aftersales, ada.id, Cancel(order.number)).refund.minor == 700
    assert held(read(sessions, order)) == 0


def test_another_shops_price_waits_for_a_person_who_pays_it_once(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), placed_days_ago=5)
    pay(sessions, order, 1000)
    done = agree(aftersales, ada.id, lower(order, shop="Brightmart", minor=800))
    matches = PriceMatches(sessions, aftersales.policy)
    assert [each.number for each in matches.waiting()] == [done.number]
    assert held(read(sessions, order)) == 1000
    matches.settle(done.number, accepted=True, actor="staff:1")
    assert held(read(sessions, order)) == 800
    with pytest.raises(IllegalTransition):
        matches.settle(done.number, accepted=True, actor="staff:1")
    with pytest.raises(NotFound):
        matches.settle("P-0-1", accepted=True, actor="staff:1")


def test_a_rejected_price_pays_nothing_and_may_be_asked_for_again(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), placed_days_ago=5)
    done = agree(aftersales, ada.id, lower(order, shop="Brightmart", minor=800))
    PriceMatches(sessions, aftersales.policy).settle(done.number, accepted=False, actor="staff:1")
    assert read(sessions, order).total.minor == 1000
    assert agree(aftersales, ada.id, lower(order, shop="Brightmart", minor=900)).number.endswith("-2")


def test_what_went_back_before_the_person_looked_is_not_paid_for(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), placed_days_ago=5)
    done = agree(aftersales, ada.id, lower(order, shop="Brightmart", minor=800))
    agree(aftersales, ada.id, GiveBack(order.number, ((order.lines[0].id, 1),), "changed_mind"))
    with pytest.raises(Refused, match="not-so-many"):
        PriceMatches(sessions, aftersales.policy).settle(done.number, accepted=True, actor="staff:1")
    with sessions() as session:
        assert session.scalars(select(PriceMatch.state)).one() == ClaimState.REQUESTED


def test_nobody_gets_the_difference_of_anothers_order(
    aftersales: AfterSales, ada: Customer, make_customer: MakeCustomer, make_order: MakeOrder
) -> None:
    eve = make_customer()
    for wish in (lower(make_order(ada)), ChangeDelivery(make_order(ada).number, "express")):
        with pytest.raises(OrderNotFound):
            aftersales.propose(eve.id, wish)


def test_a_faster_way_is_paid_for_and_a_slower_one_pays_back(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), state=OrderState.PROCESSED, shipping_minor=490)
    pay(sessions, order, 1490)
    up = agree(aftersales, ada.id, ChangeDelivery(order.number, "express"))
    assert (up.charge.minor, up.refund.minor) == (500, 0)
    now = read(sessions, order)
    assert (now.delivery_method, now.shipping_minor, held(now)) == ("express", 990, now.total.minor)
    assert now.promised_at is not None
    down = agree(aftersales, ada.id, ChangeDelivery(order.number, "pickup_point"))
    assert (down.charge.minor, down.refund.minor) == (0, 600)
    now = read(sessions, order)
    assert (now.shipping_minor, held(now)) == (390, now.total.minor)


def test_gold_members_get_the_fast_way_free(
    aftersales: AfterSales, make_customer: MakeCustomer, make_order: MakeOrder
) -> None:
    order = make_order(gold := make_customer(level="gold"), state=OrderState.PENDING)
    assert aftersales.propose(gold.id, ChangeDelivery(order.number, "express")).arithmetic[0].minor == 0


@pytest.mark.parametrize(
    ("state", "wanted", "rule"),
    [
        (OrderState.SHIPPED, "express", "already-shipped"),
        (OrderState.DELIVERED, "express", "already-delivered"),
        (OrderState.CANCELLED, "express", "order-cancelled"),
        (OrderState.PENDING, "standard", "same-delivery"),
        (OrderState.PENDING, "rocket", "delivery-not-offered"),
        (OrderState.PENDING, "bulky", "delivery-not-offered"),
    ],
)
def test_a_way_that_is_refused_says_why(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder, state: OrderState, wanted: str, rule: str
) -> None:
    order = make_order(ada, state=state)
    assert aftersales.decide(ada.id, ChangeDelivery(order.number, wanted)).rule == rule


def test_packaging_costs_what_it_does_once_and_is_no_delivery_cost(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), state=OrderState.PENDING, shipping_minor=490)
    pay(sessions, order, 1490)
    wish = WishPackaging(order.number, ("gift_wrap", "no_plastic"))
    assert agree(aftersales, ada.id, wish).charge.minor == 350
    assert aftersales.decide(ada.id, wish).rule == "packaging-known"
    down = aftersales.propose(ada.id, ChangeDelivery(order.number, "pickup_point"))
    assert down.refund_minor == 100
    with sessions() as session:
        noted = session.scalars(select(DeliveryWish)).one()
    assert (noted.packaging, noted.packaging_minor) == (["gift_wrap", "no_plastic"], 350)


def test_another_day_and_time_are_noted_until_the_courier_has_it(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, state=OrderState.PENDING)
    offered = aftersales.decide(ada.id, Reschedule(order.number))
    assert offered.rule == "nothing-named"
    first, last = offered.alternatives[0].of, offered.alternatives[-1].of
    day = date.fromisoformat(last)
    agree(aftersales, ada.id, Reschedule(order.number, day, "16:00-20:00", "neighbour"))
    agree(aftersales, ada.id, Reschedule(order.number, slot="08:00-12:00"))
    with sessions() as session:
        noted = session.scalars(select(DeliveryWish)).one()
    assert (noted.day, noted.slot, noted.place) == (day, "08:00-12:00", "neighbour")
    early = aftersales.decide(ada.id, Reschedule(order.number, utc_now().date()))
    assert (early.rule, early.facts["first"]) == ("day-too-early", first)
    assert aftersales.decide(ada.id, Reschedule(order.number, slot="03:00-04:00")).rule == "slot-not-offered"


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        ("in_transit", "before-the-courier"),
        ("delivery_attempted", "before-the-courier"),
        ("out_for_delivery", "out-for-delivery"),
        ("returned_to_sender", "returned-to-sender"),
    ],
)
def test_a_parcel_on_its_way_can_be_put_off_as_long_as_it_is_not_in_the_van(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder, status: str, rule: str
) -> None:
    parcel = Fulfilment(shipped_at=utc_now(), events=[{"at": "", "status": status, "place": ""}])
    order = make_order(ada, state=OrderState.SHIPPED, parcels=[parcel])
    wish = Reschedule(order.number, slot="16:00-20:00")
    assert aftersales.decide(ada.id, wish).rule == rule


def test_a_shop_without_delivery_data_changes_none(
    sessions: Sessions, ada: Customer, make_order: MakeOrder
) -> None:
    plain = AfterSales(sessions, load_pack("tau2-retail"))
    order = make_order(ada, state=OrderState.PENDING)
    assert plain.decide(ada.id, ChangeDelivery(order.number, "express")).rule == "change-not-offered"
    assert plain.decide(ada.id, WishPackaging(order.number, ("gift_wrap",))).rule == "change-not-offered"
    assert plain.decide(ada.id, Reschedule(order.number, slot="08:00-12:00")).rule == "reschedule-not-offered"
