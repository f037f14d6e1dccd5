"""Refunds of the trusted before the goods arrive: who is trusted, and that nothing is paid twice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from knowledge.aftersales.decisions import decide_return
from knowledge.aftersales.errors import ProposalChanged, RefundedAhead, Refused
from knowledge.aftersales.facts import LineFacts, MethodFacts, PayingFacts, ReturnFacts, TrustFacts
from knowledge.aftersales.models import Refund, Return
from knowledge.aftersales.policy import InstantRefundRules, Policy
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.providers import DemoMovement, DemoProvider, Failures
from knowledge.aftersales.receipts import NotExpected
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.states import RefundState
from knowledge.aftersales.waiting import waiting
from knowledge.aftersales.wishes import ChangeRefund, GiveBack
from knowledge.customers.models import Customer
from knowledge.database import utc_now
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import EntryKind, EntryState, MethodKind, PaymentEntry
from knowledge.states import IllegalTransition

Sessions = sessionmaker[Session]
RULES = InstantRefundRules(
    levels=frozenset({"gold"}),
    kept_orders=2,
    most_returned_percent=10,
    up_to_minor=5000,
    goods_within_days=14,
)
STANDARD = load_pack("standard")


def policy_with(rules: InstantRefundRules | None) -> Policy:
    return STANDARD.model_copy(
        update={"returns": STANDARD.returns.model_copy(update={"instant_refund": rules})}
    )


TRUSTING = policy_with(RULES)
GOOD = TrustFacts(kept_orders=2, delivered_pieces=20, returned_pieces=2, ahead_minor=1000, overdue=0)
FACTS = ReturnFacts(
    state=OrderState.DELIVERED,
    delivered_at=utc_now() - timedelta(days=2),
    level="gold",
    country="DE",
    lines=(LineFacts(1, "Mug", 2, 0, 2000, asked=2),),
    reason="changed_mind",
    now=utc_now(),
    paying=PayingFacts(MethodFacts("visa-1", MethodKind.CARD)),
    trust=GOOD,
)


def test_the_trusted_are_refunded_at_once_by_a_rule_of_its_own_with_its_facts() -> None:
    decision = decide_return(FACTS, TRUSTING)
    assert (decision.allowed, decision.rule) == (True, "refunded-at-once")
    assert [move.on_receipt for move in decision.moves] == [False]
    assert decision.goods_within_days == 14
    assert decision.facts["kept_orders"] == 2
    assert decision.facts["allowed_by"] == "within-window"


@pytest.mark.parametrize(
    "facts",
    [
        replace(FACTS, level="silver"),
        replace(FACTS, trust=None),
        replace(FACTS, trust=replace(GOOD, kept_orders=1)),
        replace(FACTS, trust=replace(GOOD, returned_pieces=3)),
        replace(FACTS, trust=replace(GOOD, ahead_minor=1001)),
        replace(FACTS, trust=replace(GOOD, overdue=1)),
    ],
)
def test_whoever_fails_one_condition_waits_for_the_goods_and_is_still_allowed(facts: ReturnFacts) -> None:
    decision = decide_return(facts, TRUSTING)
    assert (decision.allowed, decision.rule, decision.goods_within_days) == (True, "within-window", 0)
    assert [move.on_receipt for move in decision.moves] == [True]


def test_without_the_setting_nobody_is_and_trust_makes_nothing_returnable() -> None:
    assert decide_return(FACTS, policy_with(None)).rule == "within-window"
    late = replace(FACTS, delivered_at=utc_now() - timedelta(days=90))
    assert decide_return(late, TRUSTING).rule == "window-over"


class Shop:
    """A customer of gold with two orders kept and one of three mugs to send back, paid by card."""

    def __init__(
        self,
        sessions: Sessions,
        customer: Customer,
        make_order: Callable[..., Order],
        rules: InstantRefundRules,
    ) -> None:
        self.sessions, self.customer, self.make_order = sessions, customer, make_order
        self.failures = Failures()
        self.aftersales = AfterSales(sessions, policy_with(rules))
        self.receiving = Receiving(sessions)
        self.settlement = Settlement(sessions, DemoProvider(sessions, self.failures))
        for _ in range(2):
            self.paid_order(quantity=20)
        self.order = self.paid_order(quantity=3)

    def paid_order(self, *, quantity: int) -> Order:
        order = self.make_order(self.customer, ("mug-1", quantity, 1000), payment_method="visa-1")
        entry = PaymentEntry(
            order_id=order.id,
            key=f"paid:{order.number}",
            kind=EntryKind.PAYMENT,
            method="visa-1",
            amount_minor=order.total.minor,
            currency="EUR",
        )
        with self.sessions() as session, session.begin():
            session.add(entry)
        return order

    def shown(self, quantity: int = 2, order: Order | None = None) -> Proposal:
        of = order or self.order
        wish = GiveBack(of.number, ((of.lines[0].id, quantity),), "changed_mind")
        return self.aftersales.propose(self.customer.id, wish)

    def agree(self, shown: Proposal) -> Done:
        return self.aftersales.commit(self.customer.id, shown, confirmed=shown.key)

    def receive(self, number: str, quantity: int) -> None:
        self.receiving.receive_return(number, {self.order.lines[0].id: quantity}, actor="staff:1")

    def back(self) -> int:
        """What the payment history gives back, whatever became of it."""
        with self.sessions() as session:
            query = select(PaymentEntry.amount_minor).where(PaymentEntry.kind == EntryKind.REFUND)
            return sum(session.scalars(query))

    def books(self) -> list[int]:
        with self.sessions() as session:
            return list(session.scalars(select(DemoMovement.amount_minor)))

    def overdue(self) -> None:
        """Let the days pass in which goods are expected."""
        past = utc_now() - timedelta(hours=1)
        with self.sessions() as session, session.begin():
            session.execute(update(Return).where(Return.goods_due_at.is_not(None)).values(goods_due_at=past))

    def meanwhile(self, step: str) -> None:
        """What happens without the customer and the warehouse."""
        if step == "late":
            self.overdue()
        elif step == "settle":
            self.settlement.run()
        elif step == "decline":
            self.failures.declined ^= {"visa-1"}
        elif step == "retry":
            for found in waiting(self.sessions):
                if found.kind == "payment":
                    self.retry(found.id)

    def retry(self, name: str) -> None:
        self.settlement.retry(int(name.removeprefix("payment:")), actor="staff:1")


@pytest.fixture
def shop(
    sessions: Sessions, make_customer: Callable[..., Customer], make_order: Callable[..., Order]
) -> Shop:
    return Shop(sessions, make_customer(level="gold"), make_order, RULES)


def test_the_money_goes_with_the_yes_and_the_goods_are_still_expected(shop: Shop) -> None:
    done = shop.agree(shop.shown())
    assert (done.refund.minor, done.goods_within_days) == (2000, 14)
    assert shop.settlement.run().succeeded == 1
    assert shop.books() == [2000]
    (made,) = shop.aftersales.open_returns(shop.customer.id)
    assert made.goods_due_at is not None
    assert timedelta(days=13) < made.goods_due_at - utc_now() < timedelta(days=15)
    (refund,) = shop.aftersales.refunds(shop.customer.id)
    assert (refund.state, refund.waits_for_goods) == (RefundState.SUCCEEDED, False)


def test_a_second_yes_pays_nothing_more_and_says_the_same(shop: Shop) -> None:
    shown = shop.shown()
    shop.agree(shown)
    again = shop.agree(shown)
    assert (again.repeated, again.goods_within_days, shop.back()) == (True, 14, 2000)


def test_nothing_is_paid_again_when_goods_arrive_in_parts_or_whole(shop: Shop) -> None:
    number = shop.agree(shop.shown()).number
    shop.receive(number, 1)
    shop.receive(number, 1)
    shop.settlement.run()
    assert (shop.back(), shop.books()) == (2000, [2000])
    with pytest.raises(IllegalTransition):
        shop.receive(number, 1)


def test_what_was_paid_ahead_is_neither_called_off_nor_sent_elsewhere(shop: Shop) -> None:
    number = shop.agree(shop.shown()).number
    with pytest.raises(RefundedAhead, match=number):
        shop.receiving.cancel_return(number, actor="staff:1")
    with pytest.raises(Refused) as refused:
        shop.aftersales.propose(shop.customer.id, ChangeRefund(shop.order.number, number, "gift-1"))
    assert refused.value.decision.rule == "refund-paid"
    assert shop.back() == 2000


def test_all_open_returns_together_stay_below_the_limit(shop: Shop) -> None:
    other = shop.paid_order(quantity=9)
    first, second = shop.shown(3), shop.shown(3, other)
    assert (first.goods_within_days, second.goods_within_days) == (14, 14)
    shop.agree(first)
    with pytest.raises(ProposalChanged):  # shown before the first was paid ahead
        shop.agree(second)
    assert shop.agree(shop.shown(3, other)).goods_within_days == 0
    assert shop.back() == 3000


def test_goods_that_do_not_come_in_time_wait_for_a_person_and_end_the_trust(shop: Shop) -> None:
    number = shop.agree(shop.shown()).number
    assert waiting(shop.sessions) == []
    shop.receive(number, 1)
    shop.overdue()
    (found,) = waiting(shop.sessions)
    assert (found.kind, found.id, found.about) == ("return", number, shop.order.number)
    assert "1 of its goods did not come" in found.what
    assert shop.shown(1, shop.paid_order(quantity=1)).goods_within_days == 0
    shop.receive(number, 1)
    assert waiting(shop.sessions) == []


def test_a_refund_that_the_provider_declines_waits_for_a_person_and_is_paid_once(shop: Shop) -> None:
    shop.agree(shop.shown())
    shop.failures.declined.add("visa-1")
    assert shop.settlement.run().failed == 1
    (found,) = waiting(shop.sessions)
    assert found.kind == "payment"
    shop.failures.declined.clear()
    shop.retry(found.id)
    shop.settlement.run()
    assert shop.books() == [2000]


def test_an_order_that_another_system_pays_waits_for_its_goods(shop: Shop) -> None:
    elsewhere = shop.make_order(shop.customer, ("mug-1", 1, 1000))
    assert shop.shown(1, elsewhere).goods_within_days == 0


steps = st.lists(
    st.tuples(
        st.sampled_from(["return", "repeat", "receive", "late", "call off", "settle", "decline", "retry"]),
        st.integers(1, 3),
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.sampled_from([0, 1000, 2500, 100_000]), todo=steps)
def test_whatever_happens_in_whatever_order_each_piece_is_paid_for_once(
    sessions: Sessions,
    make_customer: Callable[..., Customer],
    make_order: Callable[..., Order],
    limit: int,
    todo: list[tuple[str, int, int]],
) -> None:
    rules = RULES.model_copy(update={"up_to_minor": limit})
    shop = Shop(sessions, make_customer(level="gold"), make_order, rules)
    told: list[tuple[Proposal, Done]] = []
    for step, quantity, place in todo:
        with suppress(Refused, NotExpected, IllegalTransition, RefundedAhead):
            if step == "return":
                shown = shop.shown(quantity)
                told.append((shown, shop.agree(shown)))
            elif step == "repeat" and told:
                assert shop.agree(told[place % len(told)][0]).repeated
            elif step == "receive" and told:
                shop.receive(told[place % len(told)][1].number, quantity)
            elif step == "call off" and told:
                shop.receiving.cancel_return(told[place % len(told)][1].number, actor="staff:1")
            else:
                shop.meanwhile(step)
    with sessions() as session:
        of_order = PaymentEntry.order_id == shop.order.id, PaymentEntry.kind == EntryKind.REFUND
        given = sum(session.scalars(select(PaymentEntry.amount_minor).where(*of_order)))
        query = select(Return).where(Return.order_id == shop.order.id)
        due = ahead = 0
        for made in session.scalars(query):
            promised = sum(session.scalars(select(Refund.amount_minor).where(Refund.return_id == made.id)))
            pieces = sum(line.quantity for line in made.lines)
            arrived = sum(line.received for line in made.lines)
            assert promised == (0 if made.state == "canceled" else 1000 * pieces)
            due += 1000 * (pieces if made.goods_due_at is not None else arrived)
            if made.goods_due_at is not None and made.state != "received":
                ahead += promised
        assert given == due <= shop.order.total.minor
        assert ahead <= limit
        paid = session.scalars(
            select(PaymentEntry.amount_minor).where(*of_order, PaymentEntry.state == EntryState.SUCCEEDED)
        )
        moved = session.scalars(
            select(DemoMovement.amount_minor)
            .join(PaymentEntry, DemoMovement.key == PaymentEntry.key)
            .where(*of_order)
        )
        assert sum(paid) == sum(moved)
