"""Cancelling and returning: what was confirmed is done, once, and for the order's owner alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, selectinload, sessionmaker

from knowledge.aftersales.errors import (
    ConfirmationExpired,
    NotConfirmed,
    ProposalChanged,
    Refused,
    SealUnknown,
)
from knowledge.aftersales.models import CompletedCommand, Refund, Return, ReturnLine
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Product, Variant
from knowledge.customers.models import Customer
from knowledge.demo.goods_back import policy
from knowledge.money import Money
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.orders.service import OrderNotFound
from knowledge.outbox import OutboxEvent

Sessions = sessionmaker[Session]
MakeCustomer = Callable[..., Customer]
MakeProduct = Callable[..., Product]
MakeOrder = Callable[..., Order]

TABLES = (Return, ReturnLine, Refund, CompletedCommand, AuditEntry)


@pytest.fixture
def aftersales(sessions: Sessions) -> AfterSales:
    return AfterSales(sessions, policy())


@pytest.fixture
def ada(make_customer: MakeCustomer) -> Customer:
    return make_customer()


def rows(sessions: Sessions) -> dict[str, int]:
    """How many rows each table has that a command writes."""
    with sessions() as session:
        return {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
            for table in TABLES
        }


def change(sessions: Sessions, table: type, **values: object) -> None:
    """Change all rows of a table."""
    with sessions() as session, session.begin():
        session.execute(update(table).values(**values))


def agree(aftersales: AfterSales, customer_id: int, shown: Proposal) -> Done:
    """A yes to exactly what was shown."""
    return aftersales.commit(customer_id, shown, confirmed=shown.key)


def give_back(aftersales: AfterSales, order: Order, *, line: int = 0, quantity: int = 1) -> Proposal:
    """A proposal to return some of a line by choice."""
    return aftersales.propose_return(
        order.customer_id, order.number, order.lines[line].id, quantity=quantity, reason="changed_mind"
    )


def commit_at_once(count: int, aftersales: AfterSales, customer: Customer, shown: Proposal) -> list[Done]:
    """Several yeses to the same proposal, in as many threads, at the same moment."""
    barrier = Barrier(count)

    def go() -> Done:
        barrier.wait(timeout=30)
        return agree(aftersales, customer.id, shown)

    with ThreadPoolExecutor(count) as pool:
        return [future.result() for future in [pool.submit(go) for _ in range(count)]]


def test_showing_what_would_be_done_writes_nothing(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    give_back(aftersales, make_order(ada))
    aftersales.propose_cancel(ada.id, make_order(ada, state=OrderState.PENDING).number)
    assert set(rows(sessions).values()) == {0}


def test_a_confirmed_return_opens_a_return_and_a_refund(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 3, 1000), payment_method="paypal")
    done = agree(aftersales, ada.id, give_back(aftersales, order, quantity=2))
    assert (done.number, done.refund, done.repeated) == (f"R-{order.number}-1", Money(2000, "EUR"), False)
    with sessions() as session:
        made = session.scalars(select(Return).options(selectinload(Return.lines))).one()
        refund = session.scalars(select(Refund)).one()
    assert (made.number, made.state, made.reason) == (done.number, ReturnState.REQUESTED, "changed_mind")
    assert (made.policy_rule, made.policy_version) == ("within-window", policy().version)
    assert [(line.order_line_id, line.quantity) for line in made.lines] == [(order.lines[0].id, 2)]
    assert (refund.order_id, refund.return_id, refund.amount) == (order.id, made.id, done.refund)
    assert (refund.state, refund.destination, refund.method) == (
        RefundState.PENDING,
        "original_payment",
        "paypal",
    )


def test_every_write_is_audited_with_its_rule(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada)
    done = agree(aftersales, ada.id, give_back(aftersales, order))
    with sessions() as session:
        entry = session.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action, entry.subject) == (
        f"customer:{ada.id}",
        "return",
        f"order:{order.number}",
    )
    assert entry.facts["number"] == done.number
    assert (entry.facts["rule"], entry.facts["policy_version"]) == ("within-window", policy().version)
    assert (entry.facts["refund_minor"], entry.facts["lines"]) == (1000, [[order.lines[0].id, 1]])


def test_a_second_yes_to_the_same_proposal_gives_the_first_result_again(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    proposal = give_back(aftersales, make_order(ada, ("mug-1", 2, 1000)))
    first = agree(aftersales, ada.id, proposal)
    before = rows(sessions)
    second = agree(aftersales, ada.id, proposal)
    assert second == replace(first, repeated=True)
    assert rows(sessions) == before


def test_a_proposal_survives_being_held_by_a_dialogue(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    proposal = give_back(aftersales, make_order(ada, ("mug-1", 2, 1000)))
    held = Proposal.from_dict(json.loads(json.dumps(proposal.to_dict())))
    assert held == proposal
    assert held.key == proposal.key
    first = agree(aftersales, ada.id, proposal)
    assert agree(aftersales, ada.id, held) == replace(first, repeated=True)


def test_returning_another_piece_of_the_same_line_is_another_return(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 2, 1000))
    first = agree(aftersales, ada.id, give_back(aftersales, order))
    second = agree(aftersales, ada.id, give_back(aftersales, order))
    assert (first.number, second.number) == (f"R-{order.number}-1", f"R-{order.number}-2")
    assert not second.repeated
    with pytest.raises(Refused, match="already-returned"):
        give_back(aftersales, order)


def test_after_a_return_was_called_off_the_item_can_be_returned_in_earnest(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada)
    first = agree(aftersales, ada.id, give_back(aftersales, order))
    change(sessions, Return, state=ReturnState.CANCELED)
    second = agree(aftersales, ada.id, give_back(aftersales, order))
    assert not second.repeated
    assert second.number != first.number


def test_two_yeses_at_the_same_moment_open_one_return(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    for expected in range(1, 6):
        proposal = give_back(aftersales, make_order(ada, ("mug-1", 2, 1000)))
        one, other = commit_at_once(2, aftersales, ada, proposal)
        assert one.number == other.number
        assert sorted([one.repeated, other.repeated]) == [False, True]
        assert set(rows(sessions).values()) == {expected}


def test_two_yeses_at_the_same_moment_restock_a_cancelled_order_once(
    sessions: Sessions,
    aftersales: AfterSales,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("mug", stock=5)
    proposal = aftersales.propose_cancel(
        ada.id, make_order(ada, ("mug-1", 2, 1000), state=OrderState.PENDING).number
    )
    done = commit_at_once(4, aftersales, ada, proposal)
    assert [each.repeated for each in done].count(False) == 1
    assert stock(sessions, "mug-1") == 7
    assert rows(sessions)["refund"] == 1


def test_two_different_wishes_for_the_last_piece_do_not_both_get_it(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada)
    by_choice = give_back(aftersales, order)
    broken = aftersales.propose_return(ada.id, order.number, order.lines[0].id, reason="damaged")
    agree(aftersales, ada.id, by_choice)
    with pytest.raises(Refused, match="already-returned"):
        agree(aftersales, ada.id, broken)
    assert rows(sessions)["refund"] == 1


def test_a_return_made_in_between_asks_for_a_new_yes(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 3, 1000))
    shown = give_back(aftersales, order, quantity=2)
    agree(aftersales, ada.id, give_back(aftersales, order))
    before = rows(sessions)
    with pytest.raises(ProposalChanged):
        agree(aftersales, ada.id, shown)
    assert rows(sessions) == before


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        (Order, {"discount_minor": 100}),
        (Order, {"payment_method": "gift_card"}),
        (Order, {"address": {"country": "CH"}}),
        (OrderLine, {"unit_minor": 900}),
        (Product, {"returns": "bulky"}),
    ],
)
def test_what_would_now_be_different_from_what_was_shown_is_not_done(
    sessions: Sessions,
    aftersales: AfterSales,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
    table: type,
    changed: dict[str, object],
) -> None:
    make_product("mug")
    shown = give_back(aftersales, make_order(ada, ("mug-1", 1, 5000)))
    change(sessions, table, **changed)
    with pytest.raises(ProposalChanged):
        agree(aftersales, ada.id, shown)
    assert set(rows(sessions).values()) == {0}


def test_what_is_no_longer_allowed_is_refused_with_its_rule(
    sessions: Sessions,
    aftersales: AfterSales,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("mug")
    shown = give_back(aftersales, make_order(ada))
    change(sessions, Product, returns="final_sale")
    with pytest.raises(Refused) as refused:
        agree(aftersales, ada.id, shown)
    assert refused.value.decision.rule == "final-sale"
    assert set(rows(sessions).values()) == {0}


def test_a_yes_under_an_older_policy_asks_again(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    shown = give_back(aftersales, make_order(ada))
    newer = AfterSales(sessions, policy().model_copy(update={"version": "next"}))
    with pytest.raises(ProposalChanged):
        agree(newer, ada.id, shown)
    assert set(rows(sessions).values()) == {0}


def test_a_tampered_amount_is_not_paid(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    shown = give_back(aftersales, make_order(ada))
    with pytest.raises(ProposalChanged):
        agree(aftersales, ada.id, replace(shown, moves=(replace(shown.moves[0], minor=99_999),)))
    with pytest.raises(ProposalChanged):
        agree(aftersales, ada.id, replace(shown, moves=(replace(shown.moves[0], method="gift_card"),)))
    assert set(rows(sessions).values()) == {0}


def test_nothing_is_done_without_a_yes_to_exactly_this(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 2, 1000))
    shown, other = give_back(aftersales, order), give_back(aftersales, order, quantity=2)
    for yes in ("", "yes", other.key):
        with pytest.raises(NotConfirmed):
            aftersales.commit(ada.id, shown, confirmed=yes)
    assert set(rows(sessions).values()) == {0}


def test_a_yes_holds_for_an_hour_and_the_result_for_ever(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    shown = give_back(aftersales, make_order(ada))
    stale = replace(shown, shown_at=shown.shown_at - timedelta(minutes=61))
    with pytest.raises(ConfirmationExpired, match="60 minutes"):
        agree(aftersales, ada.id, stale)
    assert set(rows(sessions).values()) == {0}
    first = agree(aftersales, ada.id, shown)
    assert agree(aftersales, ada.id, stale) == replace(first, repeated=True)


def test_an_event_goes_out_with_every_command(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada)
    shown = give_back(aftersales, order)
    done = agree(aftersales, ada.id, shown)
    agree(aftersales, ada.id, shown)
    with sessions() as session:
        told = session.scalars(select(OutboxEvent)).one()
    assert (told.type, told.subject) == ("attendant.return.requested", f"order:{order.number}")
    assert (told.data["number"], told.data["refund_minor"], told.published_at) == (done.number, 1000, None)


def test_an_order_that_shipped_before_the_yes_is_not_cancelled(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, state=OrderState.PROCESSED)
    shown = aftersales.propose_cancel(ada.id, order.number)
    change(sessions, Order, state=OrderState.SHIPPED)
    with pytest.raises(Refused) as refused:
        agree(aftersales, ada.id, shown)
    assert refused.value.decision.rule == "already-shipped"
    assert refused.value.decision.alternative == "return_after_delivery"
    assert set(rows(sessions).values()) == {0}
    with sessions() as session:
        assert session.get_one(Order, order.id).cancelled_at is None


def test_anothers_order_looks_like_no_order_at_all(
    sessions: Sessions,
    aftersales: AfterSales,
    ada: Customer,
    make_customer: MakeCustomer,
    make_order: MakeOrder,
) -> None:
    eve = make_customer()
    order = make_order(ada)
    pending = make_order(ada, state=OrderState.PENDING)
    attempts: list[Callable[[str], object]] = [
        lambda number: aftersales.decide_return(eve.id, number, order.lines[0].id),
        lambda number: aftersales.propose_return(eve.id, number, order.lines[0].id, reason="damaged"),
        lambda number: aftersales.propose_cancel(eve.id, number),
    ]
    for attempt in attempts:
        with pytest.raises(OrderNotFound) as theirs:
            attempt(order.number)
        with pytest.raises(OrderNotFound) as nobodys:
            attempt("99999")
        assert str(theirs.value) == str(nobodys.value).replace("99999", order.number)
    for shown in (give_back(aftersales, order), aftersales.propose_cancel(ada.id, pending.number)):
        with pytest.raises(OrderNotFound):
            agree(aftersales, eve.id, shown)
    assert set(rows(sessions).values()) == {0}


def test_the_result_of_anothers_command_is_not_given_away(
    aftersales: AfterSales, ada: Customer, make_customer: MakeCustomer, make_order: MakeOrder
) -> None:
    shown = give_back(aftersales, make_order(ada))
    agree(aftersales, ada.id, shown)
    with pytest.raises(OrderNotFound):
        agree(aftersales, make_customer().id, shown)


def test_a_line_of_another_order_is_not_returned_with_this_one(
    aftersales: AfterSales, ada: Customer, make_customer: MakeCustomer, make_order: MakeOrder
) -> None:
    mine, theirs = make_order(ada), make_order(make_customer())
    with pytest.raises(OrderNotFound):
        aftersales.propose_return(ada.id, mine.number, theirs.lines[0].id, reason="damaged")


def test_an_order_number_may_be_written_with_a_hash_or_spaces(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, state=OrderState.PENDING)
    assert aftersales.propose_cancel(ada.id, f" #{order.number} ").order_number == order.number


def test_a_cancelled_order_gives_all_its_money_back_and_says_why(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(
        ada,
        ("mug-1", 2, 1000),
        ("cap-1", 1, 1500),
        state=OrderState.PENDING,
        discount_minor=350,
        shipping_minor=490,
    )
    shown = aftersales.propose_cancel(ada.id, order.number)
    assert shown.refund == Money(2000 + 1500 + 490 - 350, "EUR")
    assert shown.fee == Money(0, "EUR")
    done = agree(aftersales, ada.id, shown)
    assert (done.number, done.refund) == (order.number, shown.refund)
    with sessions() as session:
        stored = session.get_one(Order, order.id)
        refund = session.scalars(select(Refund)).one()
        assert (stored.state, stored.cancel_reason) == (OrderState.CANCELLED, "changed_mind")
        assert stored.cancelled_at is not None
        assert (refund.amount, refund.return_id) == (shown.refund, None)


def test_cancelling_puts_every_line_back_into_stock(
    sessions: Sessions,
    aftersales: AfterSales,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    mug = make_product("mug", {"colour": "red"}, {"colour": "blue"}, stock=5)
    order = make_order(
        ada, ("mug-1", 2, 1000), ("mug-1", 1, 900), ("gone-1", 4, 100), state=OrderState.PENDING
    )
    agree(aftersales, ada.id, aftersales.propose_cancel(ada.id, order.number))
    assert (stock(sessions, "mug-1"), stock(sessions, "mug-2")) == (8, 5)
    with sessions() as session:
        assert session.get_one(Product, "mug").updated_at > mug.updated_at


def stock(sessions: Sessions, sku: str) -> int:
    with sessions() as session:
        return session.scalars(select(Variant.stock).where(Variant.sku == sku)).one()


def test_a_second_yes_to_a_cancellation_changes_nothing(
    sessions: Sessions,
    aftersales: AfterSales,
    ada: Customer,
    make_product: MakeProduct,
    make_order: MakeOrder,
) -> None:
    make_product("mug", stock=5)
    shown = aftersales.propose_cancel(ada.id, make_order(ada, state=OrderState.PENDING).number)
    first = agree(aftersales, ada.id, shown)
    assert agree(aftersales, ada.id, shown) == replace(first, repeated=True)
    assert stock(sessions, "mug-1") == 6
    assert rows(sessions)["refund"] == 1
    with pytest.raises(Refused, match="already-cancelled"):
        aftersales.propose_cancel(ada.id, shown.order_number)


def test_each_piece_goes_back_for_its_share_of_the_price_after_the_discount(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 2, 1000), ("coat-1", 1, 8000), discount_minor=1000)
    assert give_back(aftersales, order, line=0, quantity=2).refund_minor == 1800
    assert give_back(aftersales, order, line=1).refund_minor == 7200


def test_shares_of_a_discount_that_do_not_divide_lose_less_than_a_cent_a_piece(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 3, 1000), discount_minor=1000)
    back = sum(agree(aftersales, ada.id, give_back(aftersales, order)).refund.minor for _ in range(3))
    assert back == 3 * 666
    assert 2000 - 3 < back <= 2000


def test_a_discount_that_covers_the_delivery_too_leaves_nothing_to_pay_or_give_back(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, discount_minor=1490, shipping_minor=490, country="CH")
    shown = give_back(aftersales, order)
    assert (shown.refund_minor, shown.fee_minor) == (0, 0)


def test_the_fee_for_a_return_from_afar_is_shown_and_taken_off(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    shown = give_back(aftersales, make_order(ada, ("mug-1", 1, 5000), country="CH"))
    assert (shown.refund, shown.fee) == (Money(4310, "EUR"), Money(690, "EUR"))
    assert agree(aftersales, ada.id, shown).refund == Money(4310, "EUR")


def test_an_order_without_a_country_goes_by_where_the_customer_lives(
    aftersales: AfterSales, make_customer: MakeCustomer, make_order: MakeOrder
) -> None:
    order = make_order(make_customer(country="CH"), ("mug-1", 1, 5000), country="")
    assert give_back(aftersales, order).fee_minor == 690


def test_what_was_paid_with_a_gift_card_goes_back_to_one(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    agree(aftersales, ada.id, give_back(aftersales, make_order(ada, payment_method="gift_card")))
    with sessions() as session:
        assert session.scalars(select(Refund.destination)).one() == "gift_card"


def test_a_product_that_left_the_catalogue_goes_back_by_the_usual_rules(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    assert give_back(aftersales, make_order(ada, ("gone-1", 1, 1000))).rule == "within-window"


def test_hygiene_goods_are_not_proposed_before_the_seal_was_asked_for(
    aftersales: AfterSales, ada: Customer, make_product: MakeProduct, make_order: MakeOrder
) -> None:
    make_product("soap", returns="hygiene")
    order = make_order(ada, ("soap-1", 1, 1000))
    asked = (ada.id, order.number, order.lines[0].id)
    assert aftersales.decide_return(*asked).allowed
    with pytest.raises(SealUnknown):
        aftersales.propose_return(*asked, reason="changed_mind")
    assert aftersales.propose_return(*asked, reason="changed_mind", opened=False).refund_minor == 1000
    assert aftersales.propose_return(*asked, reason="damaged").refund_minor == 1000
    with pytest.raises(Refused, match="hygiene-opened"):
        aftersales.propose_return(*asked, reason="changed_mind", opened=True)


def test_a_reason_that_nobody_knows_opens_no_return(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada)
    with pytest.raises(ValueError, match="'full moon' is no reason"):
        aftersales.propose_return(ada.id, order.number, order.lines[0].id, reason="full moon")


def test_a_customer_sees_only_their_own_refunds_newest_first(
    aftersales: AfterSales, ada: Customer, make_customer: MakeCustomer, make_order: MakeOrder
) -> None:
    returned, cancelled = make_order(ada), make_order(ada, state=OrderState.PENDING, shipping_minor=490)
    agree(aftersales, ada.id, give_back(aftersales, returned))
    agree(aftersales, ada.id, aftersales.propose_cancel(ada.id, cancelled.number))
    eve = make_customer()
    agree(aftersales, eve.id, give_back(aftersales, make_order(eve)))
    newest, oldest = aftersales.refunds(ada.id)
    assert (newest.order_number, newest.return_number, newest.return_state) == (cancelled.number, None, None)
    assert (newest.amount, newest.method, newest.state) == (Money(1490, "EUR"), "paypal", RefundState.PENDING)
    assert (oldest.order_number, oldest.return_number) == (returned.number, f"R-{returned.number}-1")
    assert (oldest.return_state, oldest.settled_at) == (ReturnState.REQUESTED, None)


def test_open_returns_are_those_the_shop_still_waits_for(
    sessions: Sessions, aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 2, 1000))
    agree(aftersales, ada.id, give_back(aftersales, order))
    change(sessions, Return, state=ReturnState.RECEIVED)
    second = agree(aftersales, ada.id, give_back(aftersales, order))
    (waiting,) = aftersales.open_returns(ada.id)
    assert waiting.number == second.number
    assert [(line.order_line.label, line.quantity) for line in waiting.lines] == [("mug-1", 1)]


lines_bought = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5000)), min_size=1, max_size=3)
deeds = st.lists(
    st.tuples(
        st.sampled_from(["return", "return", "return", "cancel", "repeat", "ship"]),
        st.integers(0, 2),
        st.integers(0, 4),
        st.sampled_from(["changed_mind", "damaged"]),
    ),
    max_size=10,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bought=lines_bought,
    discount=st.integers(0, 20_000),
    shipping=st.sampled_from([0, 490]),
    country=st.sampled_from(["DE", "CH"]),
    state=st.sampled_from([OrderState.PENDING, OrderState.DELIVERED, OrderState.DELIVERED]),
    todo=deeds,
)
def test_whatever_is_asked_in_whatever_order_no_more_goes_back_than_was_bought_and_paid(
    sessions: Sessions,
    aftersales: AfterSales,
    ada: Customer,
    make_order: MakeOrder,
    bought: list[tuple[int, int]],
    discount: int,
    shipping: int,
    country: str,
    state: OrderState,
    todo: list[tuple[str, int, int, str]],
) -> None:
    goods = sum(quantity * unit for quantity, unit in bought)
    order = make_order(
        ada,
        *((f"mug-{place}", quantity, unit) for place, (quantity, unit) in enumerate(bought)),
        discount_minor=min(discount, goods + shipping),
        shipping_minor=shipping,
        country=country,
        state=state,
    )
    done: list[Proposal] = []
    for deed, place, quantity, reason in todo:
        try:
            if deed == "return":
                line = order.lines[place % len(order.lines)]
                shown = aftersales.propose_return(
                    ada.id, order.number, line.id, quantity=quantity, reason=reason
                )
            elif deed == "cancel":
                shown = aftersales.propose_cancel(ada.id, order.number)
            elif deed == "repeat" and done:
                shown = done[place % len(done)]
            elif deed == "ship":
                _deliver_if_open(sessions, order.id)
                continue
            else:
                continue
            result = agree(aftersales, ada.id, shown)
        except (Refused, ProposalChanged) as refused:
            event(type(refused).__name__)
            continue
        event(f"{shown.kind}{' again' if result.repeated else ''}")
        assert result.repeated is (shown in done)
        done.append(shown)
    with sessions() as session:
        stored = session.get_one(Order, order.id)
        refunds = session.scalars(select(Refund.amount_minor).where(Refund.order_id == order.id)).all()
        returned = dict(
            session.execute(
                select(ReturnLine.order_line_id, func.sum(ReturnLine.quantity))
                .join(Return)
                .where(Return.order_id == order.id)
                .group_by(ReturnLine.order_line_id)
            ).all()
        )
        assert sum(refunds) <= stored.total.minor
        assert all(amount >= 0 for amount in refunds)
        assert all(0 <= returned.get(line.id, 0) <= line.quantity for line in stored.lines)
        assert len(refunds) == len({shown for shown in done if shown.refund_minor})


def _deliver_if_open(sessions: Sessions, order_id: int) -> None:
    """Let the shop ship what was not cancelled."""
    with sessions() as session, session.begin():
        session.execute(
            update(Order)
            .where(Order.id == order_id, Order.state == OrderState.PENDING)
            .values(state=OrderState.SHIPPED)
        )


def test_delivery_goes_back_at_the_standard_rate_when_the_last_piece_does(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, ("mug-1", 1, 1000), ("cap-1", 1, 1500), shipping_minor=990)
    first, last = order.lines
    shown = aftersales.propose_return(ada.id, order.number, first.id, reason="changed_mind")
    assert (shown.refund_minor, shown.delivery_minor) == (1000, 0)
    agree(aftersales, ada.id, shown)
    shown = aftersales.propose_return(ada.id, order.number, last.id, reason="changed_mind")
    assert (shown.refund_minor, shown.delivery_minor) == (1500 + 490, 490)


def test_an_order_that_was_not_charged_is_cancelled_without_a_refund(
    aftersales: AfterSales, ada: Customer, make_order: MakeOrder
) -> None:
    order = make_order(ada, state=OrderState.PENDING, payment_method="visa")
    agree(aftersales, ada.id, aftersales.propose_cancel(ada.id, order.number))
    assert aftersales.refunds(ada.id) == []
