"""Money through a payment provider that fails: moved once, or said to have failed; and the shop's side of returns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, sessionmaker

from knowledge.aftersales.models import Claim, Exchange, Refund, Return
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.proposals import Done
from knowledge.aftersales.providers import DemoMovement, DemoProvider, Failures, Instruction, Movement
from knowledge.aftersales.receipts import Condition, NotExpected, NotOfReturn, arrived_of, payable
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.states import ClaimKind, ClaimState, RefundState, ReturnState
from knowledge.aftersales.stock import OutOfStock
from knowledge.aftersales.wishes import (
    Cancel,
    ChangeItems,
    ChangeOwnAddress,
    Complain,
    GiveBack,
    Swap,
    Wish,
    address,
)
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.models import Customer
from knowledge.errors import NotFound
from knowledge.orders.models import CustomerAddress, Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState, MethodKind, PaymentEntry, PaymentMethod
from knowledge.outbox import OutboxEvent
from knowledge.states import IllegalTransition

Sessions = sessionmaker[Session]
SIZES = ({"size": "M"}, {"size": "L"})


class Shop:
    """A shop with two sizes of a shirt, a customer with a card and a gift card, and an order paid by card."""

    def __init__(self, sessions: Sessions, customer: Customer, order: Order) -> None:
        self.sessions = sessions
        self.customer = customer
        self.order = order
        self.failures = Failures()
        self.aftersales = AfterSales(sessions, load_pack("standard"))
        self.receiving = Receiving(sessions)
        self.settlement = Settlement(sessions, DemoProvider(sessions, self.failures))

    def do(self, wish: Wish) -> Done:
        proposal = self.aftersales.propose(self.customer.id, wish)
        return self.aftersales.commit(self.customer.id, proposal, confirmed=proposal.key)

    def refund(self) -> Refund:
        with self.sessions() as session:
            return session.scalars(select(Refund)).one()

    def entries(self) -> list[tuple[str, str, int, str]]:
        """What was added to the payment history: kind, state, amount, method."""
        with self.sessions() as session:
            found = session.scalars(select(PaymentEntry).order_by(PaymentEntry.id)).all()[1:]
        return [(each.kind, each.state, each.amount_minor, each.method) for each in found]

    def books(self) -> list[int]:
        """The amounts in the provider's books."""
        with self.sessions() as session:
            return list(session.scalars(select(DemoMovement.amount_minor)))

    def balance(self) -> int | None:
        with self.sessions() as session:
            query = select(PaymentMethod.balance_minor).where(PaymentMethod.kind == MethodKind.GIFT_CARD)
            return session.scalars(query).one()


@pytest.fixture
def open_shop(
    sessions: Sessions,
    make_customer: Callable[..., Customer],
    make_product: Callable[..., Product],
    make_order: Callable[..., Order],
) -> Callable[..., Shop]:
    """Opens it, with the order in some state."""

    def make(state: OrderState, *, quantity: int = 2) -> Shop:
        customer = make_customer()
        make_product("shirt", *SIZES)
        order = make_order(
            customer, ("shirt-1", quantity, 800), state=state, payment_method="visa-1", options=SIZES[0]
        )
        with sessions() as session, session.begin():
            for code, kind, balance in (
                ("visa-1", MethodKind.CARD, None),
                ("gift-1", MethodKind.GIFT_CARD, 500),
            ):
                session.add(
                    PaymentMethod(
                        customer_id=customer.id, code=code, kind=kind, balance_minor=balance, currency="EUR"
                    )
                )
            session.add(
                PaymentEntry(
                    order_id=order.id,
                    key="first",
                    kind=EntryKind.PAYMENT,
                    method="visa-1",
                    amount_minor=order.total.minor,
                    currency="EUR",
                )
            )
        return Shop(sessions, customer, order)

    return make


@pytest.fixture
def pending(open_shop: Callable[..., Shop]) -> Shop:
    return open_shop(OrderState.PENDING)


@pytest.fixture
def delivered(open_shop: Callable[..., Shop]) -> Shop:
    return open_shop(OrderState.DELIVERED)


def test_a_refund_is_pending_until_the_provider_has_moved_the_money(pending: Shop) -> None:
    pending.do(Cancel(pending.order.number))
    assert pending.refund().state == RefundState.PENDING
    assert pending.settlement.run().succeeded == 1
    assert pending.refund().state == RefundState.SUCCEEDED
    assert pending.refund().settled_at is not None
    assert pending.books() == [1600]


def test_settling_again_moves_nothing(pending: Shop) -> None:
    pending.do(Cancel(pending.order.number))
    pending.settlement.run()
    report = pending.settlement.run()
    assert (report.succeeded, report.waiting, pending.books()) == (0, 0, [1600])


def test_a_provider_that_does_not_answer_is_asked_again(pending: Shop) -> None:
    pending.do(Cancel(pending.order.number))
    pending.failures.unavailable = 1
    assert pending.settlement.run().waiting == 1
    assert (pending.refund().state, pending.books()) == (RefundState.PENDING, [])
    assert pending.settlement.run().succeeded == 1


def test_a_lost_answer_does_not_pay_twice(pending: Shop) -> None:
    pending.do(Cancel(pending.order.number))
    pending.failures.lost_answers = 2
    for _ in range(3):
        pending.settlement.run()
    assert (pending.refund().state, pending.books()) == (RefundState.SUCCEEDED, [1600])


def test_a_refund_that_was_declined_has_failed_and_can_be_tried_again(pending: Shop) -> None:
    pending.do(Cancel(pending.order.number))
    pending.failures.declined.add("visa-1")
    assert pending.settlement.run().failed == 1
    assert pending.refund().state == RefundState.FAILED
    with pending.sessions() as session:
        told = session.scalars(select(OutboxEvent).order_by(OutboxEvent.id.desc())).first()
        entry = session.scalars(select(PaymentEntry.id).where(PaymentEntry.state == EntryState.FAILED)).one()
    assert told is not None
    assert (told.type, told.data["reason"]) == ("attendant.refund.failed", "switched on for the demo")
    pending.failures.declined.clear()
    pending.settlement.retry(entry, actor="staff:1")
    assert pending.settlement.run().succeeded == 1
    assert (pending.refund().state, pending.books()) == (RefundState.SUCCEEDED, [1600])
    with pytest.raises(IllegalTransition):
        pending.settlement.retry(entry, actor="staff:1")


def test_a_movement_that_cannot_be_worked_on_holds_up_no_other(pending: Shop) -> None:
    with pending.sessions() as session, session.begin():
        session.add(
            PaymentEntry(
                order_id=pending.order.id,
                key="broken",
                kind=EntryKind.PAYMENT,
                state=EntryState.PENDING,
                method="visa-1",
                amount_minor=100,
                currency="E?R",
            )
        )
    pending.do(Cancel(pending.order.number))
    provider = DemoProvider(pending.sessions)

    class Fussy:
        def move(self, instruction: Instruction) -> Movement:
            if instruction.key == "broken":
                raise ValueError("no such currency")
            return provider.move(instruction)

    report = Settlement(pending.sessions, Fussy()).run()
    assert (report.broken, report.succeeded) == (1, 1)
    assert pending.refund().state == RefundState.SUCCEEDED


def test_a_gift_card_moves_at_once_without_a_provider(pending: Shop) -> None:
    line = pending.order.lines[0].id
    done = pending.do(ChangeItems(pending.order.number, ((line, 1, "shirt-2"),), "gift-1"))
    assert (done.charge.minor, pending.balance(), pending.books()) == (200, 300, [])
    assert pending.entries() == [("payment", "succeeded", 200, "gift-1")]
    with pending.sessions() as session:
        order = session.get_one(Order, pending.order.id, options=[selectinload(Order.lines)])
        assert [(each.sku, each.quantity, each.unit_minor) for each in order.lines] == [
            ("shirt-1", 1, 800),
            ("shirt-2", 1, 1000),
        ]
        assert order.total.minor == 1800
        stock = dict(session.execute(select(Variant.sku, Variant.stock)).all())
    assert stock == {"shirt-1": 6, "shirt-2": 4}


def test_a_return_is_paid_piece_by_piece_as_its_goods_arrive(delivered: Shop) -> None:
    line = delivered.order.lines[0].id
    done = delivered.do(GiveBack(delivered.order.number, ((line, 2),), "too_small", method="gift-1"))
    assert (delivered.entries(), delivered.balance()) == ([], 500)
    assert delivered.receiving.receive_return(done.number, {line: 1}, actor="staff:1") == "partially_received"
    assert delivered.balance() == 1300
    told = delivered.aftersales.refunds(delivered.customer.id)
    assert [(each.state, each.amount.minor, each.waits_for_goods) for each in told] == [
        (RefundState.SUCCEEDED, 800, False),
        (RefundState.PENDING, 800, True),
    ]
    assert delivered.receiving.receive_return(done.number, {line: 1}, actor="staff:1") == "received"
    assert delivered.balance() == 2100
    told = delivered.aftersales.refunds(delivered.customer.id)
    assert {(each.state, each.amount.minor, each.waits_for_goods) for each in told} == {
        (RefundState.SUCCEEDED, 800, False)
    }


def test_a_fee_is_kept_back_from_what_arrives_first(delivered: Shop) -> None:
    """From Switzerland a return costs 6.90: of the first shirt at 8.00, 1.10 is left."""
    with delivered.sessions() as session, session.begin():
        session.get_one(Order, delivered.order.id).address = {"country": "CH"}
    line = delivered.order.lines[0].id
    done = delivered.do(GiveBack(delivered.order.number, ((line, 2),), "too_small"))
    assert done.refund.minor == 910
    for _ in range(2):
        delivered.receiving.receive_return(done.number, {line: 1}, actor="staff:1")
    assert [minor for _, _, minor, _ in delivered.entries()] == [110, 800]


@pytest.mark.parametrize(
    ("total", "goods", "arrived", "due"),
    [(1600, 1600, 800, 800), (910, 1600, 800, 110), (910, 1600, 500, 0), (2090, 1600, 800, 800)],
)
def test_what_is_due_of_a_refund_is_the_goods_less_the_fee(
    total: int, goods: int, arrived: int, due: int
) -> None:
    assert payable(total, goods, arrived, complete=False) == due
    assert payable(total, goods, goods, complete=True) == total


@pytest.mark.parametrize(
    ("reason", "condition", "stock"),
    [
        ("too_small", None, 7),
        ("damaged", None, 5),
        ("too_small", Condition.UNSELLABLE, 5),
        ("damaged", Condition.RESELLABLE, 7),
    ],
)
def test_what_can_be_sold_is_in_stock_again(
    delivered: Shop, reason: str, condition: Condition | None, stock: int
) -> None:
    line = delivered.order.lines[0].id
    done = delivered.do(GiveBack(delivered.order.number, ((line, 2),), reason))
    delivered.receiving.receive_return(done.number, {line: 2}, actor="staff:1", condition=condition)
    with delivered.sessions() as session:
        assert session.scalars(select(Variant.stock).where(Variant.sku == "shirt-1")).one() == stock


def test_where_another_system_counts_stock_nothing_is_counted_here(delivered: Shop) -> None:
    line = delivered.order.lines[0].id
    done = delivered.do(GiveBack(delivered.order.number, ((line, 2),), "too_small"))
    receiving = Receiving(delivered.sessions, counts_stock=False)
    receiving.receive_return(done.number, {line: 2}, actor="staff:1")
    with delivered.sessions() as session:
        assert session.scalars(select(Variant.stock).where(Variant.sku == "shirt-1")).one() == 5


def test_what_arrives_is_named_by_its_sku(delivered: Shop) -> None:
    line = delivered.order.lines[0].id
    done = delivered.do(GiveBack(delivered.order.number, ((line, 2),), "too_small"))
    expected = delivered.receiving.expected(done.number)
    assert arrived_of(done.number, expected) == {line: 2}
    assert arrived_of(done.number, expected, "shirt-1", 1) == {line: 1}
    for quantity in (0, 3):
        with pytest.raises(NotExpected):
            arrived_of(done.number, expected, "shirt-1", quantity)
    with pytest.raises(NotOfReturn, match="it waits for shirt-1"):
        arrived_of(done.number, expected, "hat-1")
    delivered.receiving.receive_return(done.number, {line: 2}, actor="staff:1")
    with pytest.raises(NotOfReturn, match="nothing more"):
        arrived_of(done.number, delivered.receiving.expected(done.number))


@pytest.mark.parametrize("arrived", [{0: 1}, {1: 3}, {1: -1}])
def test_more_than_was_announced_is_not_received(delivered: Shop, arrived: dict[int, int]) -> None:
    line = delivered.order.lines[0].id
    done = delivered.do(GiveBack(delivered.order.number, ((line, 2),), "too_small"))
    counted = {line if key else 10_000: count for key, count in arrived.items()}
    with pytest.raises(NotExpected):
        delivered.receiving.receive_return(done.number, counted, actor="staff:1")
    with delivered.sessions() as session:
        assert session.scalars(select(Return.state)).one() == ReturnState.REQUESTED


def test_a_return_that_was_called_off_pays_nothing_and_takes_nothing_in(delivered: Shop) -> None:
    line = delivered.order.lines[0].id
    done = delivered.do(GiveBack(delivered.order.number, ((line, 1),), "too_small"))
    delivered.receiving.cancel_return(done.number, actor="staff:1")
    assert delivered.aftersales.refunds(delivered.customer.id) == []
    with pytest.raises(IllegalTransition, match="is canceled and cannot become received"):
        delivered.receiving.receive_return(done.number, {line: 1}, actor="staff:1")


def test_the_difference_of_an_exchange_is_paid_when_the_goods_are_back(delivered: Shop) -> None:
    line = delivered.order.lines[0].id
    done = delivered.do(Swap(delivered.order.number, ((line, 2, "shirt-2"),), "gift-1"))
    assert (done.number, delivered.entries()) == (f"X-{delivered.order.number}-1", [])
    delivered.receiving.receive_exchange(done.number, actor="staff:1")
    assert delivered.entries() == [("payment", "succeeded", 400, "gift-1")]
    delivered.receiving.complete_exchange(done.number, actor="staff:1")
    with delivered.sessions() as session:
        assert session.scalars(select(Exchange.state)).one() == "completed"
        assert dict(session.execute(select(Variant.sku, Variant.stock)).all()) == {"shirt-1": 7, "shirt-2": 3}
    with pytest.raises(IllegalTransition):
        delivered.receiving.cancel_exchange(done.number, actor="staff:1")


def test_what_was_kept_for_an_exchange_can_be_sold_again_when_it_is_called_off(delivered: Shop) -> None:
    line = delivered.order.lines[0].id
    done = delivered.do(Swap(delivered.order.number, ((line, 2, "shirt-2"),)))
    stock = select(Variant.stock).where(Variant.sku == "shirt-2")
    with delivered.sessions() as session:
        assert session.scalars(stock).one() == 3
    delivered.receiving.cancel_exchange(done.number, actor="staff:1")
    with delivered.sessions() as session:
        assert session.scalars(stock).one() == 5


def test_a_small_claim_is_paid_at_once_and_only_once_for_each_piece(delivered: Shop) -> None:
    line = delivered.order.lines[0].id
    delivered.do(Complain(delivered.order.number, ((line, 2),), ClaimKind.DAMAGED, description="cracked"))
    assert delivered.entries() == [("refund", "pending", 1600, "visa-1")]
    decision = delivered.aftersales.decide(
        delivered.customer.id, GiveBack(delivered.order.number, ((line, 1),), "too_small")
    )
    assert decision.rule == "already-returned"
    with delivered.sessions() as session:
        entry = session.scalars(select(AuditEntry)).one()
    assert "description" not in entry.facts


@pytest.mark.parametrize("accepted", [True, False])
def test_a_large_claim_waits_for_a_person(open_shop: Callable[..., Shop], accepted: bool) -> None:
    shop = open_shop(OrderState.DELIVERED, quantity=10)
    line = shop.order.lines[0].id
    done = shop.do(Complain(shop.order.number, ((line, 10),), ClaimKind.MISSING_ITEM))
    assert shop.entries() == []
    shop.receiving.settle_claim(done.number, accepted=accepted, actor="staff:1")
    with shop.sessions() as session:
        state = session.scalars(select(Claim.state)).one()
    assert state == (ClaimState.ACCEPTED if accepted else ClaimState.REJECTED)
    assert shop.entries() == ([("refund", "pending", 8000, "visa-1")] if accepted else [])
    with pytest.raises(IllegalTransition):
        shop.receiving.settle_claim(done.number, accepted=True, actor="staff:1")


def test_a_replacement_that_a_person_accepts_comes_out_of_stock(open_shop: Callable[..., Shop]) -> None:
    shop = open_shop(OrderState.DELIVERED, quantity=7)
    line = shop.order.lines[0].id
    with shop.sessions() as session, session.begin():
        session.scalars(select(Variant).where(Variant.sku == "shirt-1")).one().stock = 7
    done = shop.do(Complain(shop.order.number, ((line, 7),), ClaimKind.DAMAGED, "replacement"))
    with shop.sessions() as session, session.begin():
        session.scalars(select(Variant).where(Variant.sku == "shirt-1")).one().stock = 6
    with pytest.raises(OutOfStock, match="there are 6 in stock and 7"):
        shop.receiving.settle_claim(done.number, accepted=True, actor="staff:1")
    with shop.sessions() as session, session.begin():
        assert session.scalars(select(Claim.state)).one() == ClaimState.REQUESTED
        session.scalars(select(Variant).where(Variant.sku == "shirt-1")).one().stock = 8
    shop.receiving.settle_claim(done.number, accepted=True, actor="staff:1")
    with shop.sessions() as session:
        assert session.scalars(select(Variant.stock).where(Variant.sku == "shirt-1")).one() == 1


def test_ones_own_address_is_kept_and_not_written_into_the_audit(delivered: Shop) -> None:
    moved = address(address1="1 Mill Lane", address2=" ", city="Ulm", zip="89073", country="DE")
    delivered.do(ChangeOwnAddress(moved))
    with delivered.sessions() as session:
        stored = session.scalars(select(CustomerAddress)).one()
        entry = session.scalars(select(AuditEntry)).one()
    assert stored.address == {"address1": "1 Mill Lane", "city": "Ulm", "zip": "89073", "country": "DE"}
    assert entry.subject == f"customer:{delivered.customer.id}"
    assert "Mill Lane" not in str(entry.facts)


def test_what_does_not_exist_is_named(delivered: Shop) -> None:
    for attempt in (
        lambda: delivered.receiving.receive_return("R-1", {}, actor="staff:1"),
        lambda: delivered.receiving.receive_exchange("X-1", actor="staff:1"),
        lambda: delivered.receiving.settle_claim("C-1", accepted=True, actor="staff:1"),
        lambda: delivered.settlement.retry(99, actor="staff:1"),
    ):
        with pytest.raises(NotFound):
            attempt()
