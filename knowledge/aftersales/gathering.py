"""Reading from the database the facts that a decision is made on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from knowledge.accounts.gathering import AccountGathering
from knowledge.accounts.wishes import AccountWish
from knowledge.aftersales.buying_gathering import BuyingFacts, DeliveryPlan, delivery_paid
from knowledge.aftersales.cases import Facts
from knowledge.aftersales.facts import (
    AddressFacts,
    CancelFacts,
    ClaimFacts,
    ExchangeFacts,
    ItemChangeFacts,
    LineFacts,
    MethodFacts,
    PayingFacts,
    PaymentChangeFacts,
    RemovalFacts,
    ReturnFacts,
    SwapFacts,
)
from knowledge.aftersales.models import Claim, ClaimLine, Exchange, ExchangeLine, Return, ReturnLine
from knowledge.aftersales.money_moves import refund_of
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.row_facts import (
    line_facts,
    own_methods,
    refund_change_facts,
    swap_facts,
    unstored_method,
)
from knowledge.aftersales.states import ClaimState, ExchangeState, ReturnState
from knowledge.aftersales.trust import gather_trust
from knowledge.aftersales.wishes import (
    BuyingWish,
    Cancel,
    ChangeAddress,
    ChangeItems,
    ChangeOwnAddress,
    ChangePayment,
    ChangeRefund,
    Complain,
    GiveBack,
    Lines,
    RemoveItems,
    Swap,
    Swaps,
    Wish,
)
from knowledge.catalogue.models import Product, Variant
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.orders.payments import net_by_method
from knowledge.orders.service import LineNotFound, OrderNotFound

_TAKEN_AT = frozenset({OrderState.SHIPPED, OrderState.DELIVERED})


class Gathering:
    """Reads facts in one session; with `lock`, what it reads of stock and balances is held until the end."""

    def __init__(
        self,
        session: Session,
        policy: Policy,
        now: datetime,
        *,
        delivery: DeliveryPlan | None = None,
        lock: bool = False,
    ) -> None:
        self._session = session
        self._policy = policy
        self._now = now
        self._lock = lock
        self._buying = BuyingFacts(session, policy, now, delivery, self.paying, self._lines)

    def facts(self, customer_id: int, order: Order | None, wish: Wish) -> Facts:
        """All that the decision on a wish looks at; raises `OrderNotFound` for lines of another order."""
        if isinstance(wish, ChangeOwnAddress):
            given = tuple(name for name, _ in wish.address)
            return AddressFacts(None, items_changed=False, given=given)
        if isinstance(wish, AccountWish):
            account = AccountGathering(self._session, self._policy.accounts, self._now, lock=self._lock)
            return account.facts(customer_id, wish)
        if order is None:
            raise OrderNotFound(wish.order_number)
        state, changed = OrderState(order.state), order.items_changed_at is not None
        if isinstance(wish, Cancel):
            return self._cancel(order, wish)
        if isinstance(wish, GiveBack):
            return self._return(order, wish)
        if isinstance(wish, Swap):
            return self._exchange(order, wish)
        if isinstance(wish, ChangeItems):
            # Payment methods before variants, always: two commands that lock both must not wait for each other.
            paying = self.paying(order, wish.method)
            return ItemChangeFacts(state, changed, self._swaps(order, wish.swaps), paying)
        if isinstance(wish, RemoveItems):
            return self._removal(order, wish)
        if isinstance(wish, ChangeAddress):
            return AddressFacts(state, changed, tuple(name for name, _ in wish.address))
        if isinstance(wish, ChangePayment):
            paying = self.paying(order, wish.method)
            return PaymentChangeFacts(state, changed, order.total.minor, len(order.payments), paying)
        if isinstance(wish, ChangeRefund):
            paying = self.paying(order, wish.method)
            return refund_change_facts(refund_of(self._session, order, wish.return_number), paying)
        if isinstance(wish, BuyingWish):
            return self._buying.facts(order, wish)
        return self._claim(order, wish)

    def paying(self, order: Order, code: str = "") -> PayingFacts:
        """How the order was paid, and the method asked for."""
        own = own_methods(self._session, order.customer_id, order.currency, lock=self._lock)
        first = order.payments[0].method if order.payments else order.payment_method
        original = own.get(first) or unstored_method(first)
        charged = (
            bool(order.payments)
            or order.state in _TAKEN_AT
            or original.kind in self._policy.refunds.charged_when_ordered
            or original.code in self._policy.refunds.charged_when_ordered
        )
        chosen = original if code == original.code else own.get(code)
        return PayingFacts(original, chosen, code, tuple(own.values()), charged)

    def _cancel(self, order: Order, wish: Cancel) -> CancelFacts:
        paying = self.paying(order)
        return CancelFacts(
            state=OrderState(order.state),
            total_minor=order.total.minor,
            paying=paying,
            reason=wish.reason,
            items_changed=order.items_changed_at is not None,
            paid=_held(order, paying),
        )

    def _removal(self, order: Order, wish: RemoveItems) -> RemovalFacts:
        paying = self.paying(order)
        named = self._named(order, wish.lines)
        return RemovalFacts(
            state=OrderState(order.state),
            items_changed=order.items_changed_at is not None,
            lines=self._lines(order, wish.lines),
            list_minor=sum(line.unit_minor * asked for line, asked in named),
            discount_minor=order.discount_minor,
            stays=sum(line.quantity for line in order.lines) - sum(asked for _, asked in named),
            paying=paying,
            paid=_held(order, paying),
        )

    def _return(self, order: Order, wish: GiveBack) -> ReturnFacts:
        instant = self._policy.returns.instant_refund is not None
        trust = gather_trust(self._session, order, self._now, lock=self._lock) if instant else None
        lines = self._lines(order, wish.lines)
        return ReturnFacts(
            state=OrderState(order.state),
            delivered_at=order.delivered_at,
            level=order.customer.level,
            country=order.address.get("country") or order.customer.country,
            lines=lines,
            reason=wish.reason,
            now=self._now,
            paying=self.paying(order, wish.method),
            opened=wish.opened,
            delivery_minor=self._delivery_refund(order, lines),
            earlier_requests=self._requests(order) if self._policy.returns.once_per_order else 0,
            items_changed=order.items_changed_at is not None,
            trust=trust,
        )

    def _exchange(self, order: Order, wish: Swap) -> ExchangeFacts:
        paying = self.paying(order, wish.method)
        return ExchangeFacts(
            state=OrderState(order.state),
            delivered_at=order.delivered_at,
            level=order.customer.level,
            swaps=self._swaps(order, wish.swaps),
            now=self._now,
            paying=paying,
            earlier_requests=self._requests(order),
        )

    def _claim(self, order: Order, wish: Complain) -> ClaimFacts:
        paying = self.paying(order)
        named = self._named(order, wish.lines)
        stock = {
            each.sku: each.stock for each in self._variants(Variant.sku.in_([line.sku for line, _ in named]))
        }
        return ClaimFacts(
            kind=wish.trouble,
            state=OrderState(order.state),
            delivered_at=order.delivered_at,
            lines=self._lines(order, wish.lines),
            remedy=wish.remedy,
            in_stock=all(stock.get(line.sku, 0) >= asked for line, asked in named),
            now=self._now,
            paying=paying,
        )

    @staticmethod
    def _named(order: Order, lines: Iterable[tuple[int, int]]) -> list[tuple[OrderLine, int]]:
        by_id = {line.id: line for line in order.lines}
        asked: dict[int, int] = {}
        for line_id, quantity in lines:
            if line_id not in by_id:
                raise LineNotFound(order.number)
            before = asked.get(line_id)
            # Less than one of a line is none of it, whatever else is asked for of the same line.
            asked[line_id] = 0 if quantity < 1 or before == 0 else quantity + (before or 0)
        return [(by_id[line_id], quantity) for line_id, quantity in asked.items()]

    def _lines(self, order: Order, lines: Lines) -> tuple[LineFacts, ...]:
        named = self._named(order, lines)
        gone = self.gone(order)
        products = self._products({line.product_id for line, _ in named})
        return tuple(
            line_facts(order, line, asked, gone[line.id], products.get(line.product_id))
            for line, asked in named
        )

    def _swaps(self, order: Order, swaps: Swaps) -> tuple[SwapFacts, ...]:
        # One line may become several variants: its pieces are told apart, their number is checked together.
        facts = {each.line_id: each for each in self._lines(order, tuple((line, n) for line, n, _ in swaps))}
        by_id = {line.id: line for line in order.lines}
        products = {by_id[line_id].product_id for line_id, _, _ in swaps}
        wanted = {sku for _, _, sku in swaps}
        variants = self._variants(Variant.product_id.in_(products) | Variant.sku.in_(wanted))
        left = {line_id: each.left for line_id, each in facts.items()}
        made = []
        for line_id, quantity, sku in swaps:
            line = by_id[line_id]
            each = facts[line_id]
            short = each.asked > each.left
            piece = LineFacts(
                line_id=line_id,
                label=each.label,
                quantity=quantity if not short else left[line_id],
                already_returned=0,
                unit_minor=each.unit_minor,
                returns=each.returns,
                asked=quantity,
            )
            left[line_id] = max(0, left[line_id] - quantity)
            made.append(swap_facts(piece, line, sku, variants))
        return tuple(made)

    def _products(self, ids: set[str]) -> dict[str, Product]:
        return {each.id: each for each in self._session.scalars(select(Product).where(Product.id.in_(ids)))}

    def _variants(self, which: Any) -> Sequence[Variant]:
        query = select(Variant).where(which).order_by(Variant.id)
        return self._session.scalars(query.with_for_update() if self._lock else query).all()

    def gone(self, order: Order) -> Counter[int]:
        """How many of each line are on their way back, back, or paid for by a claim."""
        gone: Counter[int] = Counter()
        queries: list[Select[int, int]] = [
            select(ReturnLine.order_line_id, ReturnLine.quantity)
            .join(Return)
            .where(Return.order_id == order.id, Return.state != ReturnState.CANCELED),
            select(ExchangeLine.order_line_id, ExchangeLine.quantity)
            .join(Exchange)
            .where(Exchange.order_id == order.id, Exchange.state != ExchangeState.CANCELED),
            select(ClaimLine.order_line_id, ClaimLine.quantity)
            .join(Claim)
            .where(
                Claim.order_id == order.id, Claim.state.not_in([ClaimState.REJECTED, ClaimState.CANCELED])
            ),
        ]
        for query in queries:
            for line_id, quantity in self._session.execute(query):
                gone[line_id] += quantity
        return gone

    def _requests(self, order: Order) -> int:
        counts = (
            select(func.count()).where(Return.order_id == order.id, Return.state != ReturnState.CANCELED),
            select(func.count()).where(
                Exchange.order_id == order.id, Exchange.state != ExchangeState.CANCELED
            ),
        )
        return sum(self._session.scalar(count) or 0 for count in counts)

    def _delivery_refund(self, order: Order, lines: tuple[LineFacts, ...]) -> int:
        """What delivery cost, at most the standard rate, when with this return all of an order has gone back."""
        gone = self.gone(order)
        kept = sum(line.quantity - gone[line.id] for line in order.lines)
        if kept != sum(line.asked for line in lines):
            return 0
        goods = sum(line.unit_minor * line.quantity for line in order.lines)
        paid = max(0, delivery_paid(order) - max(0, order.discount_minor - goods))
        return min(paid, self._policy.returns.standard_delivery_minor)


def _held(order: Order, paying: PayingFacts) -> tuple[tuple[MethodFacts, int], ...]:
    """What the shop holds of each method, the first used first."""
    own = {method.code: method for method in paying.own}
    held = net_by_method(order.payments)
    return tuple((own.get(code) or unstored_method(code), minor) for code, minor in held.items() if minor > 0)
