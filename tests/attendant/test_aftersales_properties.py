"""Whatever is asked in whatever order: no cent is lost or made, no state is skipped, nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from hypothesis import event, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from attendant.retail_world.copies import WorldInMemory
from knowledge.aftersales.buying_gathering import DeliveryPlan
from knowledge.aftersales.errors import ProposalChanged, Refused
from knowledge.aftersales.models import (
    Claim,
    ClaimLine,
    CompletedCommand,
    Exchange,
    ExchangeLine,
    PriceMatch,
    Refund,
    Return,
)
from knowledge.aftersales.money_moves import BalanceTooLow
from knowledge.aftersales.policy import Policy, PriceMatchRules
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.price_matching import PriceMatches
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.providers import DemoMovement, DemoProvider, Failures
from knowledge.aftersales.receipts import Condition, NotExpected
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.states import (
    CLAIM_TRANSITIONS,
    EXCHANGE_TRANSITIONS,
    RETURN_TRANSITIONS,
    ClaimKind,
    ClaimState,
    Destination,
    ExchangeState,
    RefundState,
    ReturnState,
)
from knowledge.aftersales.stock import OutOfStock
from knowledge.aftersales.wishes import (
    Cancel,
    ChangeAddress,
    ChangeDelivery,
    ChangeItems,
    ChangeOwnAddress,
    ChangePayment,
    ChangeRefund,
    Complain,
    GiveBack,
    MatchPrice,
    RemoveItems,
    Reschedule,
    Swap,
    Wish,
    WishPackaging,
    address,
)
from knowledge.audit import AuditEntry
from knowledge.catalogue.models import Variant
from knowledge.catalogue.price_history import note_changes
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory
from knowledge.orders.delivery import DeliveryMethod, DeliveryRules
from knowledge.orders.models import ORDER_TRANSITIONS, Order, OrderLine, OrderState
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry, PaymentMethod
from knowledge.orders.service import OrderNotFound
from knowledge.outbox import OutboxEvent
from knowledge.states import IllegalTransition
from tests.attendant.small_world import WORLD

BASE = load_pack("tau2-retail")
OPEN = BASE.model_copy(
    update={
        "counts_stock": True,
        "cancel": BASE.cancel.model_copy(update={"after_items_changed": True}),
        "returns": BASE.returns.model_copy(update={"once_per_order": False}),
        "claims": load_pack("standard").claims,
        "changes": BASE.changes.model_copy(update={"items_once": False, "removals": True, "delivery": True}),
        "price_match": PriceMatchRules(
            window_days=40_000,
            shops=frozenset({"own", "Brightmart"}),
            paid_as=Destination.STORE_CREDIT,
        ),
    }
)
"""A policy that lets as much happen as it can."""
WAYS = {
    "standard": DeliveryMethod(price_minor=490, days=(3, 5), free_from_minor=10_000),
    "express": DeliveryMethod(price_minor=990, days=(1, 2)),
    "pickup_point": DeliveryMethod(price_minor=390, days=(2, 4)),
}
DELIVERY = DeliveryPlan(
    DeliveryRules(
        methods=WAYS,
        countries={"USA": 0},
        furthest_days=14,
        slots=("08:00-12:00",),
        packaging={"gift_wrap": 350, "no_plastic": 0},
    ),
    ZoneInfo("Europe/Berlin"),
)
MEMORY = WorldInMemory(WORLD)
SKUS = ("k1", "k2", "k3", "k4", "t1", "t2", "l1")
METHODS = ("", "card_1", "pay_1", "gift_1", "gift_2", "card_2")
TABLES = {
    Order: ORDER_TRANSITIONS,
    Return: RETURN_TRANSITIONS,
    Exchange: EXCHANGE_TRANSITIONS,
    Claim: CLAIM_TRANSITIONS,
    PriceMatch: CLAIM_TRANSITIONS,
}
EXPECTED = (
    Refused,
    ProposalChanged,
    OrderNotFound,
    IllegalTransition,
    NotExpected,
    BalanceTooLow,
    OutOfStock,
)

DELIVERED = ("return", "redirect", "exchange", "claim")
Deed = tuple[str, int, int, int, str, str]
AFTER = (
    "return return redirect exchange exchange items remove claim claim payment address own cancel again receive"
    " receive receive call-off exchanged exchanged judge settle fail lose"
)
BUYING = "match match match looked cheaper cheaper way way wrap day"


def deeds(what: str, methods: tuple[str, ...] = METHODS) -> st.SearchStrategy[list[Deed]]:
    """Sequences of these deeds, done to whatever is there."""
    one = st.tuples(
        st.sampled_from(what.split()),
        st.integers(0, 4),
        st.integers(0, 6),
        st.integers(1, 2),
        st.sampled_from(SKUS),
        st.sampled_from(methods),
    )
    return st.lists(one, min_size=4, max_size=20)


@dataclass
class Shop:
    """A copy of the world, with all that can happen to it."""

    sessions: SessionFactory
    failures: Failures = field(default_factory=Failures)
    done: list[tuple[Proposal, Done]] = field(default_factory=list)
    policy: Policy = OPEN
    restocked: int = 0
    """Pieces that came back and can be sold again."""

    def __post_init__(self) -> None:
        self.aftersales = AfterSales(self.sessions, self.policy, currency="USD", delivery=DELIVERY)
        self.matches = PriceMatches(self.sessions, self.policy)
        self.receiving = Receiving(self.sessions)
        self.settlement = Settlement(self.sessions, DemoProvider(self.sessions, self.failures))
        with self.sessions() as session:
            self.ada = session.scalars(select(Customer.id).where(Customer.shop_id == "ada_berg")).one()

    def orders(self) -> list[Order]:
        with self.sessions() as session:
            query = select(Order).options(selectinload(Order.lines), selectinload(Order.payments))
            return list(session.scalars(query.where(Order.customer_id == self.ada).order_by(Order.id)))

    def do(self, deed: Deed) -> None:
        """Do one thing, or nothing when it makes no sense now."""
        what, place, other, *_ = deed
        if what == "again" and self.done:
            proposal, first = self.done[place % len(self.done)]
            before = self.traces()
            second = self.aftersales.commit(self.ada, proposal, confirmed=proposal.key)
            assert second == replace(first, repeated=True)
            assert self.traces() == before
        elif what == "settle":
            self.settlement.run()
        elif what == "fail":
            self.failures.declined ^= {METHODS[other % len(METHODS)]}
        elif what == "lose":
            self.failures.lost_answers += 1
        elif what == "cheaper":
            self._lower_a_price(deed)
        elif what == "looked":
            for made in self.matches.waiting()[:1]:
                self.matches.settle(made.number, accepted=place % 2 == 0, actor="staff:1")
                event("looked")
        elif what in ("receive", "call-off", "exchanged", "judge"):
            self._staff(deed)
        elif what != "again":
            wish = self._wish(deed)
            proposal = self.aftersales.propose(self.ada, wish)
            first = self.aftersales.commit(self.ada, proposal, confirmed=proposal.key)
            assert not first.repeated
            self.done.append((proposal, first))
            event(wish.kind)

    def _wish(self, deed: Deed) -> Wish:
        what, place, other, quantity, sku, method = deed
        # Mostly what can be done, for refusals alone would move nothing.
        after = (
            ("return", "redirect", "exchange", "claim")
            if place % 2
            else ("return", "redirect", "exchange", "claim", "match")
        )
        state = OrderState.DELIVERED if what in after else OrderState.PENDING
        orders = [each for each in self.orders() if each.state == state or other == 0] or self.orders()
        order = orders[place % len(orders)]
        chosen = order.lines[other % len(order.lines)]
        line = chosen.id
        quantity = min(quantity, chosen.quantity) if other else quantity
        if other:
            kinds = [each for each in SKUS if each[0] == chosen.sku[0] and each != chosen.sku]
            sku = kinds[place % len(kinds)] if kinds else sku
        whole = tuple((each.id, each.quantity) for each in order.lines)
        returned = whole if other > 2 else ((line, quantity),)
        moved_to = address(
            address1=f"{other} Road", city="Austin", zip=str(quantity), country="USA", state="TX"
        )
        ways = list(WAYS)
        wishes: dict[str, Callable[[], Wish]] = {
            "cancel": lambda: Cancel(order.number, "no_longer_needed"),
            "return": lambda: GiveBack(order.number, returned, method=method),
            "exchange": lambda: Swap(order.number, ((line, quantity, sku),), method),
            "items": lambda: ChangeItems(order.number, ((line, quantity, sku),), method),
            "remove": lambda: RemoveItems(order.number, ((line, quantity),)),
            "address": lambda: ChangeAddress(order.number, moved_to),
            "own": lambda: ChangeOwnAddress(moved_to),
            "payment": lambda: ChangePayment(order.number, method),
            "redirect": lambda: ChangeRefund(
                order.number, f"R-{order.number}-{quantity}", method or "gift_1"
            ),
            "match": lambda: MatchPrice(
                order.number,
                ((line, quantity),),
                "Brightmart" if place == 0 else "own",
                chosen.unit_minor - 150 * other if place == 0 else 0,
            ),
            "way": lambda: ChangeDelivery(order.number, ways[place % 3], method),
            "wrap": lambda: WishPackaging(
                order.number, ("gift_wrap",) if place % 2 else ("no_plastic",), method
            ),
            "day": lambda: Reschedule(order.number, slot="08:00-12:00"),
            "claim": lambda: Complain(
                order.number,
                ((line, quantity),),
                list(ClaimKind)[other % 4],
                "refund" if place % 2 else "replacement",
            ),
        }
        return wishes[what]()

    def _lower_a_price(self, deed: Deed) -> None:
        with self.sessions() as session, session.begin():
            variant = session.scalars(select(Variant).where(Variant.sku == deed[4])).one()
            before = {variant.sku: variant.price}
            variant.price_minor = max(1, variant.price_minor - 100 * deed[3])
            note_changes(session, variant.product, before)

    def _staff(self, deed: Deed) -> None:
        what, place, other, quantity, *_ = deed
        table = {"receive": Return, "call-off": Return, "exchanged": Exchange, "judge": Claim}[what]
        with self.sessions() as session:
            rows = session.scalars(select(table).order_by(table.id)).all()  # type: ignore[attr-defined]
            if not rows:
                return
            chosen = rows[place % len(rows)]
            lines = {line.order_line_id: line.quantity for line in chosen.lines}
            if what == "receive" and other % 3:
                lines = {list(lines)[place % len(lines)]: quantity}  # a piece or two of one line
        if what == "receive":
            condition = Condition.UNSELLABLE if other == 6 else Condition.RESELLABLE
            event(
                self.receiving.receive_return(
                    chosen.number, lines, actor="staff:1", condition=condition
                ).value
            )
            self.restocked += sum(lines.values()) if condition == Condition.RESELLABLE else 0
        elif what == "call-off":
            self.receiving.cancel_return(chosen.number, actor="staff:1")
        elif what == "judge":
            self.receiving.settle_claim(chosen.number, accepted=other % 2 == 0, actor="staff:1")
        else:
            step = (
                self.receiving.receive_exchange,
                self.receiving.complete_exchange,
                self.receiving.cancel_exchange,
            )[other % 3]
            step(chosen.number, actor="staff:1")
            self.restocked += sum(lines.values()) if other % 3 == 0 else 0
        event(what)

    def traces(self) -> tuple[int, ...]:
        """What commands leave behind, counted, and what the cards hold."""
        tables = (CompletedCommand, AuditEntry, OutboxEvent, PaymentEntry, Refund, Return, Exchange, Claim)
        with self.sessions() as session:
            counts = [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]
            return (*counts, session.scalar(select(func.sum(PaymentMethod.balance_minor))) or 0)

    def pieces(self) -> int:
        """All pieces there are: in stock, with customers, and on their way to them, less those that came back."""
        sent_instead = select(func.sum(ExchangeLine.quantity)).join(Exchange)
        replaced = select(func.sum(ClaimLine.quantity)).join(Claim)
        counts = (
            select(func.sum(Variant.stock)),
            select(func.sum(OrderLine.quantity)).join(Order).where(Order.state != OrderState.CANCELLED),
            sent_instead.where(Exchange.state != ExchangeState.CANCELED),
            replaced.where(Claim.state == ClaimState.ACCEPTED, Claim.remedy == "replacement"),
        )
        with self.sessions() as session:
            return sum(session.scalar(count) or 0 for count in counts) - self.restocked

    def states(self) -> dict[tuple[type, int], str]:
        """Where every object stands."""
        with self.sessions() as session:
            return {
                (table, row.id): row.state
                for table in TABLES
                for row in session.execute(select(table.id, table.state))  # type: ignore[attr-defined]
            }


def balances(sessions: SessionFactory) -> dict[str, int]:
    with sessions() as session:
        query = select(PaymentMethod.code, PaymentMethod.balance_minor)
        return {code: balance for code, balance in session.execute(query) if balance is not None}


def check_states(before: dict[tuple[type, int], str], after: dict[tuple[type, int], str]) -> None:
    """Every change of a state is one that its table has."""
    for key, state in after.items():
        was = before.get(key)
        if was is not None and was != state:
            assert state in TABLES[key[0]][was], f"{key} went from {was} to {state}"  # type: ignore[index]


def check_money(shop: Shop, first: dict[str, int]) -> None:
    """The ledger, the shop's own cards and the provider's books tell the same story, to the cent."""
    with shop.sessions() as session:
        entries = session.scalars(select(PaymentEntry).where(~PaymentEntry.key.startswith("world:"))).all()
        movements = session.scalars(select(DemoMovement)).all()
        refunds = session.scalars(select(Refund)).all()
    waiting = {entry.key for entry in entries if entry.state == EntryState.PENDING}
    # Of what waits, some has moved and the answer was lost: the next run hears of it.
    told = [entry for entry in entries if entry.state == EntryState.SUCCEEDED]
    cards = moved_by_method([*told, *(each for each in movements if each.key in waiting)])
    for code, balance in balances(shop.sessions).items():
        assert balance - first.get(code, 0) == cards.pop(code, 0), code
    assert cards == moved_by_method(movements)
    for refund in refunds:
        paid = [entry for entry in entries if entry.refund_id == refund.id]
        assert len(paid) <= 1
        assert (refund.state == RefundState.SUCCEEDED) == any(each in told for each in paid)
        assert all(each.amount_minor == refund.amount_minor for each in paid)
    check_returns(shop)
    for order in shop.orders():
        check_order(shop, order)


def moved_by_method(moves: Iterable[PaymentEntry | DemoMovement]) -> dict[str, int]:
    """What went to the customer, by payment method; what they paid counts against it."""
    sums: dict[str, int] = {}
    for move in moves:
        sign = 1 if move.kind == EntryKind.REFUND else -1
        sums[move.method] = sums.get(move.method, 0) + sign * move.amount_minor
    return sums


def check_returns(shop: Shop) -> None:
    """All refunds of a return are what was promised; what has not arrived is not paid, what has is."""
    promised = {done.number: proposal.refund_minor for proposal, done in shop.done}
    with shop.sessions() as session:
        for made in session.scalars(select(Return).options(selectinload(Return.lines))):
            refunds = session.scalars(select(Refund).where(Refund.return_id == made.id)).all()
            posted = set(session.scalars(select(PaymentEntry.refund_id).where(PaymentEntry.refund_id > 0)))
            open_ = [refund for refund in refunds if refund.id not in posted]
            if made.state == ReturnState.CANCELED:
                assert not refunds
            else:
                assert sum(refund.amount_minor for refund in refunds) == promised[made.number]
            if made.state == ReturnState.RECEIVED:
                assert not open_
            if made.state == ReturnState.PARTIALLY_RECEIVED:
                assert len(open_) == 1
            if made.state == ReturnState.REQUESTED:
                assert len(open_) == len(refunds)


def check_order(shop: Shop, order: Order) -> None:
    """What the shop holds of an order is what it costs, less what went back, more what was paid on top."""
    signs = {EntryKind.PAYMENT: 1, EntryKind.REFUND: -1}
    held = sum(signs[EntryKind(each.kind)] * each.amount_minor for each in order.payments)
    with shop.sessions() as session:
        back = session.scalars(
            select(Refund.amount_minor)
            .join(PaymentEntry, PaymentEntry.refund_id == Refund.id)
            .where(Refund.order_id == order.id, Refund.return_id.is_not(None) | Refund.claim_id.is_not(None))
        ).all()
        exchanged = session.scalars(
            select(Exchange.difference_minor).where(
                Exchange.order_id == order.id, Exchange.received_at.is_not(None)
            )
        ).all()
    cost = 0 if order.state == OrderState.CANCELLED else order.total.minor
    assert held == cost - sum(back) + sum(exchanged), order.number
    assert held >= 0


def play(todo: list[Deed]) -> None:
    """Do all of it, looking after each deed at states and traces, and at the end at the money."""
    with MEMORY.copy() as sessions:
        shop, first = Shop(sessions), balances(sessions)
        before, pieces = shop.states(), shop.pieces()
        for deed in todo:
            traces = shop.traces()
            try:
                shop.do(deed)
            except EXPECTED as refused:
                event(type(refused).__name__)
                assert shop.traces() == traces
            after = shop.states()
            check_states(before, after)
            before = after
            assert shop.pieces() == pieces
        check_money(shop, first)
        shop.failures.declined.clear()
        shop.failures.lost_answers = 0
        shop.settlement.run()
        check_money(shop, first)
        with sessions() as session:
            assert all(stock >= 0 for stock in session.scalars(select(Variant.stock)))
            pending = select(func.count()).select_from(PaymentEntry).where(PaymentEntry.state == "pending")
            assert session.scalar(pending) == 0
            commands = session.scalar(select(func.count()).select_from(CompletedCommand))
            assert commands == len(shop.done)
            received = session.scalars(select(Return).where(Return.state == ReturnState.RECEIVED))
            assert all(made.received_at is not None for made in received)


@settings(max_examples=40, deadline=None)
@given(
    parcels=st.lists(
        st.tuples(st.integers(0, 2), st.integers(1, 2), st.sampled_from(Condition)), min_size=1, max_size=6
    ),
    fee=st.sampled_from([0, 300, 20_000]),
    method=st.sampled_from(["", "gift_1"]),
)
def test_goods_that_come_back_in_any_parcels_are_paid_for_once_each(
    parcels: list[tuple[int, int, Condition]], fee: int, method: str
) -> None:
    returns = OPEN.returns.model_copy(update={"fee_minor": fee, "free_countries": frozenset()})
    with MEMORY.copy() as sessions:
        shop, first = Shop(sessions, policy=OPEN.model_copy(update={"returns": returns})), balances(sessions)
        order = next(
            each for each in shop.orders() if len(each.lines) > 1 and each.state == OrderState.DELIVERED
        )
        back = tuple((line.id, line.quantity) for line in order.lines)
        proposal = shop.aftersales.propose(shop.ada, GiveBack(order.number, back, method=method))
        done = shop.aftersales.commit(shop.ada, proposal, confirmed=proposal.key)
        shop.done.append((proposal, done))
        pieces, paid = shop.pieces(), 0
        for place, count, condition in parcels:
            line = order.lines[place % len(order.lines)].id
            try:
                state = shop.receiving.receive_return(
                    done.number, {line: count}, actor="staff:1", condition=condition
                )
            except (NotExpected, IllegalTransition):
                continue
            event(state.value)
            shop.restocked += count if condition == Condition.RESELLABLE else 0
            check_money(shop, first)
            assert shop.pieces() == pieces
            assert paid <= (paid := refunded(shop)) <= done.refund.minor
        left = {each.line_id: each.quantity for each in shop.receiving.expected(done.number) if each.quantity}
        if left:
            shop.receiving.receive_return(done.number, left, actor="staff:1")
        shop.settlement.run()
        check_money(shop, first)
        assert refunded(shop) == done.refund.minor


def refunded(shop: Shop) -> int:
    """What has been posted to go back."""
    query = select(func.sum(PaymentEntry.amount_minor)).where(PaymentEntry.refund_id.is_not(None))
    with shop.sessions() as session:
        return session.scalar(query) or 0


@settings(max_examples=60, deadline=None)
@given(todo=deeds(AFTER))
def test_money_is_conserved_states_are_legal_and_nothing_is_done_twice(todo: list[Deed]) -> None:
    play(todo)


@settings(max_examples=60, deadline=None)
@given(todo=deeds(f"{BUYING} {BUYING} cancel return receive claim items again settle", ("", "", "gift_2")))
def test_lower_prices_and_other_deliveries_conserve_money_too(todo: list[Deed]) -> None:
    play(todo)
