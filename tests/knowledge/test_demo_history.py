"""The demo's orders obey the shop's rules, in every state, and come out the same each time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.history import SHOWCASE, History, shop_for_two_years
from knowledge.demo.house_rules import KLARNA_COUNTRIES, Method, promised_at, shipping_minor
from knowledge.demo.opinions import Told, tell
from knowledge.demo.people import Person, invent_people
from knowledge.demo.sales import Sale
from knowledge.demo.showcase import showcase_people
from knowledge.orders.models import OrderState

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_people_are_many_and_reachable_nowhere(demo_people: list[Person]) -> None:
    assert 1_900 <= len(demo_people) <= 2_100
    assert len({person.email for person in demo_people}) == len(demo_people)
    assert {person.email.split("@")[1] for person in demo_people} == {
        "example.org",
        "example.com",
        "example.net",
    }
    assert all(person.email == person.email.lower() and person.email.isascii() for person in demo_people)
    assert len({person.country for person in demo_people}) >= 10
    chinese = [person for person in demo_people if person.language == "zh"]
    assert 0.02 < len(chinese) / len(demo_people) < 0.08
    assert all(not person.name.isascii() for person in chinese)


def test_consents_are_given_refused_and_taken_back(demo_people: list[Person]) -> None:
    states = Counter((c.purpose, c.state) for person in demo_people for c in person.consents)
    assert 0.66 < states["personalisation", "granted"] / len(demo_people) < 0.74
    assert 0.41 < states["marketing", "granted"] / len(demo_people) < 0.49
    assert states["personalisation", "denied"] > 100
    assert states["personalisation", "revoked"] > 100
    assert all(person.created_at <= c.at <= NOW for person in demo_people for c in person.consents)


def test_same_seed_and_moment_give_the_same_history(
    demo_history: History,
    demo_said: list[Told],
    demo_products: tuple[DemoProduct, ...],
) -> None:
    people = [*showcase_people(NOW), *invent_people(demo_products, now=NOW)]
    again = shop_for_two_years(people, demo_products, now=NOW)
    assert again == demo_history
    assert tell(again.sales, demo_products, now=NOW) == demo_said


def test_another_seed_gives_another_history(demo_products: tuple[DemoProduct, ...]) -> None:
    few = invent_people(demo_products, now=NOW, count=40)
    one = shop_for_two_years(few, demo_products, now=NOW, seed=1)
    other = shop_for_two_years(few, demo_products, now=NOW, seed=2)
    assert [sale.placed_at for sale in one.sales] != [sale.placed_at for sale in other.sales]


def test_there_are_about_eight_thousand_orders_in_two_years(demo_history: History) -> None:
    assert 7_400 <= len(demo_history.sales) <= 8_800
    assert [sale.number for sale in demo_history.sales] == [
        str(10_001 + n) for n in range(len(demo_history.sales))
    ]
    assert demo_history.sales == sorted(demo_history.sales, key=lambda sale: sale.placed_at)
    assert NOW - demo_history.sales[0].placed_at < timedelta(days=731)


def test_every_state_and_every_turn_of_a_parcel_occurs(demo_history: History) -> None:
    states = Counter(sale.state for sale in demo_history.sales)
    assert set(states) == set(OrderState)
    assert min(states.values()) >= 5
    statuses = Counter(e["status"] for sale in demo_history.sales for p in sale.parcels for e in p.events)
    assert set(statuses) == {
        "label_created",
        "picked_up",
        "in_transit",
        "out_for_delivery",
        "delivery_attempted",
        "delivered",
        "delayed",
        "returned_to_sender",
    }
    late = [
        sale
        for sale in demo_history.sales
        if sale.state == "shipped" and sale.promised_at < NOW - timedelta(2)
    ]
    assert len(late) >= 10
    returns = Counter(goods.state for sale in demo_history.sales for goods in sale.returns)
    assert set(returns) == set(ReturnState) - {ReturnState.PARTIALLY_RECEIVED}
    assert set(Counter(money.state for sale in demo_history.sales for money in sale.refunds)) == set(
        RefundState
    )


def test_members_of_all_levels_exist(demo_history: History) -> None:
    levels = Counter(demo_history.levels.values())
    assert set(levels) == {"blue", "silver", "gold"}
    assert min(levels.values()) >= 100


def test_time_runs_forward_in_every_order(demo_history: History) -> None:
    for sale in demo_history.sales:
        assert sale.person.created_at <= sale.placed_at < NOW
        assert sale.placed_at < sale.promised_at or sale.person.shop_id.startswith("LR-10")
        for parcel in sale.parcels:
            times = [datetime.fromisoformat(event["at"]) for event in parcel.events]
            assert times == sorted(times), sale.number
            assert times[-1] <= NOW
            if parcel.shipped_at is not None:
                assert sale.placed_at < parcel.shipped_at
            if parcel.delivered_at is not None:
                assert parcel.shipped_at is not None
                assert parcel.shipped_at < parcel.delivered_at <= NOW


def test_states_agree_with_parcels(demo_history: History) -> None:
    for sale in demo_history.sales:
        shipped = any(parcel.shipped_at for parcel in sale.parcels)
        assert shipped == (sale.state in {OrderState.SHIPPED, OrderState.DELIVERED}), sale.number
        assert (sale.state == OrderState.DELIVERED) == (sale.delivered_at is not None), sale.number
        assert (sale.state == OrderState.CANCELLED) == (sale.cancelled_at is not None)
        if sale.state == OrderState.CANCELLED:
            assert sale.parcels == []


def test_only_delivered_lines_come_back_and_no_more_than_was_paid(demo_history: History) -> None:
    for sale in demo_history.sales:
        assert sum(money.amount_minor for money in sale.refunds) <= sale.total_minor, sale.number
        assert all(money.amount_minor >= 0 for money in sale.refunds)
        places = [place for goods in sale.returns for place, _ in goods.lines]
        assert len(places) == len(set(places))
        for goods in sale.returns:
            assert sale.state == OrderState.DELIVERED
            assert sale.delivered_at is not None
            assert sale.delivered_at < goods.requested_at <= NOW
            assert (goods.state == ReturnState.RECEIVED) == (goods.received_at is not None)
            assert goods.received_at is None or goods.requested_at < goods.received_at <= NOW
            for place, quantity in goods.lines:
                assert quantity <= sale.lines[place].quantity
                faulty = goods.rule == "faulty-or-wrong"
                assert faulty or sale.lines[place].product.returns != "final_sale"
        for money in sale.refunds:
            assert (money.state == RefundState.PENDING) == (money.settled_at is None)
            assert money.settled_at is None or money.created_at < money.settled_at <= NOW


def test_returns_are_about_nine_in_a_hundred(demo_history: History) -> None:
    delivered = sum(len(sale.lines) for sale in demo_history.sales if sale.state == OrderState.DELIVERED)
    back = [goods for sale in demo_history.sales for goods in sale.returns]
    assert 0.075 < sum(len(goods.lines) for goods in back) / delivered < 0.105
    assert {goods.reason for goods in back} == {
        "too_small",
        "too_big",
        "damaged",
        "defective",
        "wrong_item",
        "not_as_described",
        "changed_mind",
        "late",
    }


def test_delivery_and_payment_follow_the_rules(demo_history: History) -> None:
    for sale in demo_history.sales:
        bulky = any(line.product.returns == "bulky" for line in sale.lines)
        assert bulky == (sale.method == Method.BULKY)
        if sale.payment == "klarna":
            assert sale.person.country in KLARNA_COUNTRIES
        goods = sale.goods_minor - sale.discount_minor
        assert sale.shipping_minor in {
            shipping_minor(sale.method, goods, level) for level in ("blue", "gold")
        }
        assert 0 <= sale.discount_minor < sale.goods_minor


def test_a_promise_counts_working_days_and_two_more_abroad() -> None:
    friday = datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert promised_at(friday, Method.STANDARD, "DE").date().isoformat() == "2026-11-27"
    assert promised_at(friday, Method.STANDARD, "AT").date().isoformat() == "2026-12-01"
    assert promised_at(friday, Method.EXPRESS, "DE").date().isoformat() == "2026-11-24"
    assert promised_at(friday + timedelta(hours=6), Method.EXPRESS, "DE").date().isoformat() == "2026-11-25"


def sales_of(history: History, name: str) -> list[Sale]:
    return [sale for sale in history.sales if sale.person.name == name]


def test_showcase_customers_are_there_with_their_stories(
    demo_history: History, demo_people: list[Person]
) -> None:
    assert len(SHOWCASE) >= 10
    assert {customer.shop_id for customer in SHOWCASE} <= {person.shop_id for person in demo_people}
    lena = sales_of(demo_history, "Lena Kowalczyk")
    assert demo_history.levels["LR-100001"] == "gold"
    fresh = next(sale for sale in lena if sale.delivered_at and (NOW - sale.delivered_at).days == 6)
    assert {line.product.kind for line in fresh.lines} == {"jacket", "hiking_boot"}
    assert [sale.state for sale in lena if sale.promised_at < NOW - timedelta(days=2)].count("shipped") == 1
    assert [goods.state for sale in lena for goods in sale.returns].count(ReturnState.REQUESTED) == 1
    (omar,) = sales_of(demo_history, "Omar Haddad")
    assert omar.state == OrderState.PENDING
    ana = [sale for sale in sales_of(demo_history, "Ana Ferreira") if sale.delivered_at]
    assert 45 in {(NOW - sale.delivered_at).days for sale in ana if sale.delivered_at}
    assert demo_history.levels["LR-100004"] != "gold"
    tom = sales_of(demo_history, "Tom Baker")[-1]
    assert {"final_sale", "hygiene"} <= {line.product.returns for line in tom.lines}
    assert sales_of(demo_history, "Frida Nyström") == []
    (wei,) = [person for person in demo_people if person.name == "陈伟"]
    assert wei.language == "zh"
